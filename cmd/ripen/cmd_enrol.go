package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"ripen/model"
)

func (a *app) enrolCommand() *cobra.Command {
	var contact, name string
	cmd := &cobra.Command{
		Use:   "enrol LEAD...",
		Short: "Enrol a contact in a cadence; stop, resume or decide an enrolment",
		Long: "Enrol a contact in a cadence. Of several leads, the contact who is pursued is enrolled, else the first\n" +
			"who may be; one entry, which one ripen undo takes back.",
		Example: "  ripen enrol L41 --contact C7 --cadence standard\n  ripen enrol L41 L42 --cadence long-term\n  ripen enrol stop L41 --contact C7 --reason \"Tor handles it\"\n" +
			"  ripen enrol decide L41 --question cadence-end --answer long-term",
		Args: takes("LEAD", "[LEAD...]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return a.enrolMany(cmd, args, contact, name)
			}
			if err := needs("contact", contact, "the contact"); err != nil {
				return err
			}
			if err := needs("cadence", name, "the cadence (ripen cadence list shows them)"); err != nil {
				return err
			}
			c, err := contactFlag(contact)
			if err != nil {
				return err
			}
			choice := model.Choice{Verb: model.Enrol, ContactID: c, Cadence: name}
			return a.choose(cmd, args[0], choice, fmt.Sprintf("%s is enrolled in %s", c, name), nil)
		},
	}
	cmd.Flags().StringVar(&contact, "contact", "", "the contact `CID`")
	cmd.Flags().StringVar(&name, "cadence", "", "the cadence's `NAME`")
	cmd.AddCommand(
		a.enrolMoveCommand("stop", "Stop the cadence of a contact", "is stopped", model.StopEnrolment),
		a.enrolMoveCommand("resume", "Let a paused or held cadence go on", "goes on", model.ResumeEnrol),
		a.enrolDecideCommand())
	return cmd
}

// enrolMoveCommand is `enrol stop` and `enrol resume`.
func (a *app) enrolMoveCommand(name, short, head string, verb model.ChoiceVerb) *cobra.Command {
	var contact, reason string
	cmd := &cobra.Command{
		Use:     name + " LEAD",
		Short:   short,
		Long:    short + ". Without --contact it is the one contact of the lead that this can be meant for.",
		Example: "  ripen enrol " + name + " L41 --contact C7",
		Args:    takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := contactFlag(contact)
			if err != nil {
				return err
			}
			choice := model.Choice{Verb: verb, ContactID: c, Reason: reason}
			return a.choose(cmd, args[0], choice, head, func(ctx context.Context, s *session, c *model.Choice) error {
				return s.onlyEnrolled(ctx, c)
			})
		},
	}
	cmd.Flags().StringVar(&contact, "contact", "", "the contact `CID`")
	cmd.Flags().StringVar(&reason, "reason", "", "why, in words (`TEXT`)")
	return cmd
}

// enrolMany enrols somebody of each of several leads.
func (a *app) enrolMany(cmd *cobra.Command, args []string, contact, name string) error {
	ids, err := leadIDs(args)
	if err != nil {
		return err
	}
	if contact != "" {
		return usage("contact", "--contact names one person; leave it out to enrol somebody of each of several leads")
	}
	if err := needs("cadence", name, "the cadence (ripen cadence list shows them)"); err != nil {
		return err
	}
	return a.bulkChoice(cmd, ids, model.Bulk{Act: model.BulkEnrol, Cadence: name}, nil)
}

// onlyEnrolled fills in the contact where one enrolment alone can be meant.
func (s *session) onlyEnrolled(ctx context.Context, c *model.Choice) error {
	if c.ContactID != 0 {
		return nil
	}
	desk, err := s.db.Desk(ctx, s.by, c.LeadID)
	if err != nil {
		return err
	}
	var found []model.ContactID
	for _, e := range desk.Enrolments {
		waits := e.State == model.EnrolPaused || e.State == model.EnrolHeld
		if e.State.Live() && (c.Verb == model.StopEnrolment || waits) {
			found = append(found, e.ContactID)
			c.ContactID, c.EnrolmentID = e.ContactID, e.ID
		}
	}
	if len(found) == 1 {
		return nil
	}
	if len(found) == 0 {
		return model.Errorf(model.Refused, "no cadence of %s is waiting for that; ripen lead show %s shows them", c.LeadID, c.LeadID)
	}
	return usage("contact", "%s contacts of %s are enrolled; say which with --contact", fmt.Sprint(len(found)), c.LeadID)
}

func (a *app) enrolDecideCommand() *cobra.Command {
	var contact, question, answer string
	cmd := &cobra.Command{
		Use:   "decide LEAD",
		Short: "Answer a question that the rules leave to you",
		Long: "Answer a question that the rules leave to you: what follows a cadence, whether the siblings go on,\n" +
			"whether do-not-contact means the whole company. ripen lead show lists what is asked. Without\n" +
			"--question it is the first one, without --answer the likely answer is taken.",
		Example: "  ripen enrol decide L41\n  ripen enrol decide L41 --question siblings --answer go-on",
		Args:    takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := contactFlag(contact)
			if err != nil {
				return err
			}
			choice := model.Choice{Verb: model.Decide, ContactID: c, Question: question, Answer: answer}
			return a.choose(cmd, args[0], choice, "is decided", func(ctx context.Context, s *session, c *model.Choice) error {
				return s.openQuestion(ctx, c)
			})
		},
	}
	cmd.Flags().StringVar(&contact, "contact", "", "of the contact `CID`")
	cmd.Flags().StringVar(&question, "question", "", "the question's `KEY`")
	cmd.Flags().StringVar(&answer, "answer", "", "the answer's `KEY`")
	return cmd
}

// openQuestion finds the question that is meant, and refuses an answer that is
// none of its options.
func (s *session) openQuestion(ctx context.Context, c *model.Choice) error {
	desk, err := s.db.Desk(ctx, s.by, c.LeadID)
	if err != nil {
		return err
	}
	var asked []string
	for _, q := range desk.Questions {
		asked = append(asked, q.Key)
		if c.Question != "" && q.Key != c.Question || c.ContactID != 0 && q.ContactID != 0 && q.ContactID != c.ContactID {
			continue
		}
		c.Question, c.EnrolmentID = q.Key, q.EnrolmentID
		if c.ContactID == 0 {
			c.ContactID = q.ContactID
		}
		if c.Answer == "" {
			c.Answer = q.Likely
		}
		keys := make([]string, len(q.Options))
		for i, o := range q.Options {
			keys[i] = o.Key
		}
		if _, err := model.OneOf("answer", c.Answer, keys); err != nil && len(keys) > 0 {
			return err
		}
		return nil
	}
	if len(asked) == 0 {
		return model.Errorf(model.Refused, "nothing is asked about %s now", c.LeadID)
	}
	return usage("question", "that is not asked about %s; what is asked: %s", c.LeadID, words(asked))
}
