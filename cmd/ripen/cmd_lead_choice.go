package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ripen/model"
)

// choose carries out a choice about one lead and answers with what it did.
// fill completes the choice from what needs the database; it may be nil.
func (a *app) choose(cmd *cobra.Command, id string, c model.Choice, head string, fill func(context.Context, *session, *model.Choice) error) error {
	lead, err := model.ParseLeadID(id)
	if err != nil {
		return err
	}
	c.LeadID = lead
	return a.work(cmd, func(ctx context.Context, s *session) error {
		if fill != nil {
			if err := fill(ctx, s, &c); err != nil {
				return err
			}
		}
		r, err := s.db.Choose(ctx, s.by, c)
		if err != nil {
			return err
		}
		r.ContactID = cmp.Or(r.ContactID, c.ContactID)
		return s.answer(fmt.Sprintf("%s %s", lead, head), r)
	})
}

func (a *app) leadRestCommand() *cobra.Command {
	var until, reason string
	cmd := &cobra.Command{
		Use:     "rest ID...",
		Short:   "Let leads rest until a date; they come back by themselves that day",
		Example: "  ripen lead rest L41 --until 2027-02-15 --reason \"budget round in February\"\n  ripen lead rest L41 L42 --until \"in 3 months\" --reason \"new plant\"",
		Args:    takes("ID", "[ID...]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needs("until", until, "the date it comes back"); err != nil {
				return err
			}
			if err := needs("reason", reason, "the reason"); err != nil {
				return err
			}
			if len(args) > 1 {
				ids, err := leadIDs(args)
				if err != nil {
					return err
				}
				return a.bulkChoice(cmd, ids, model.Bulk{Act: model.BulkRest, Reason: reason}, func(s *session, b *model.Bulk) (err error) {
					b.Until, err = s.day("until", until)
					return err
				})
			}
			c := model.Choice{Verb: model.Rest, Reason: reason}
			return a.choose(cmd, args[0], c, "rests", func(_ context.Context, s *session, c *model.Choice) (err error) {
				c.Until, err = s.day("until", until)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&until, "until", "", "the `DATE` it comes back")
	cmd.Flags().StringVar(&reason, "reason", "", "why, in words (`TEXT`)")
	return cmd
}

func (a *app) leadDisqualifyCommand() *cobra.Command {
	var code, note string
	cmd := &cobra.Command{
		Use:     "disqualify ID",
		Short:   "Close a lead that will never be one, with a coded reason; it is kept",
		Example: "  ripen lead disqualify L41 --reason competitor\n  ripen lead disqualify L41 --reason no-fit --note \"two employees\"",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := codeFlag("reason", code, note, model.DisqualifyCodes); err != nil {
				return err
			}
			return a.choose(cmd, args[0], model.Choice{Verb: model.Disqualify, Reason: code, Note: note}, "is disqualified: "+code, nil)
		},
	}
	cmd.Flags().StringVar(&code, "reason", "", "a `CODE` of "+words(model.DisqualifyCodes))
	cmd.Flags().StringVar(&note, "note", "", "`TEXT` besides")
	return cmd
}

func (a *app) leadReopenCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:     "reopen ID",
		Short:   "Open a closed or resting lead again",
		Example: "  ripen lead reopen L41 --reason \"they called: a new CFO\"",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needs("reason", reason, "the reason"); err != nil {
				return err
			}
			return a.choose(cmd, args[0], model.Choice{Verb: model.Reopen, Reason: reason}, "is open again", nil)
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why, in words (`TEXT`)")
	return cmd
}

func (a *app) leadNextStepCommand() *cobra.Command {
	var kind, on, contact string
	cmd := &cobra.Command{
		Use:   "next-step ID",
		Short: "Keep the next step that the prospect agreed to",
		Long: "Keep the next step that the prospect agreed to: a call, a meeting or a visit, with its date and\n" +
			"with whom. The time is read on the contact's clock. A request for a brochure is none.",
		Example: "  ripen lead next-step L41 --kind meeting --on \"2026-12-08 10:00\" --contact C7\n  ripen lead next-step L41 --kind call --on \"tue 10\" --contact C7",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for flag, v := range map[string]string{"kind": kind, "on": on, "contact": contact} {
				if v == "" {
					return usage(flag, "an agreed next step has --kind, --on and --contact; --%s is missing", flag)
				}
			}
			if _, err := model.OneOf("kind", model.NextStepKind(kind), model.NextStepKinds); err != nil {
				return err
			}
			c := model.Choice{Verb: model.AgreeNextStep}
			return a.choose(cmd, args[0], c, "has an agreed next step", func(ctx context.Context, s *session, c *model.Choice) (err error) {
				c.NextStep, err = s.nextStep(ctx, c.LeadID, kind, on, contact)
				c.ContactID = c.NextStep.ContactID
				return err
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "`KIND`: "+words(model.NextStepKinds))
	cmd.Flags().StringVar(&on, "on", "", "the `TIME` agreed, on the contact's clock")
	cmd.Flags().StringVar(&contact, "contact", "", "with whom: the contact `CID`")
	return cmd
}

func (a *app) leadAssignCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:     "assign ID...",
		Short:   "Give leads to another person",
		Example: "  ripen lead assign L41 L42 --to omar",
		Args:    takes("ID", "[ID...]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needs("to", to, "the person"); err != nil {
				return err
			}
			ids, err := leadIDs(args)
			if err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error { return s.assign(ctx, ids, to) })
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the person's name, `USER`")
	return cmd
}

func leadIDs(args []string) ([]model.LeadID, error) {
	ids := make([]model.LeadID, len(args))
	for i, arg := range args {
		id, err := model.ParseLeadID(arg)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// assign gives leads to somebody: several as one entry, which one undo takes
// back.
func (s *session) assign(ctx context.Context, ids []model.LeadID, to string) error {
	m, err := s.member(ctx, "to", to)
	if err != nil {
		return err
	}
	if len(ids) == 1 {
		if _, err := s.db.Choose(ctx, s.by, model.Choice{Verb: model.Assign, LeadID: ids[0], To: m.ID}); err != nil {
			return err
		}
		v := struct {
			To    string   `json:"to"`
			Leads []string `json:"leads"`
		}{m.Name, []string{ids[0].String()}}
		return s.app.print(v, func(w io.Writer) { fmt.Fprintf(w, "1 lead given to %s\n", m.Name) })
	}
	many, r, err := s.bulk(ctx, model.Bulk{Act: model.BulkAssign, Leads: ids, To: m.ID})
	if err != nil {
		return err
	}
	v := struct {
		To string `json:"to"`
		manyDoc
	}{m.Name, many}
	return s.app.print(v, func(w io.Writer) { manyText(w, fmt.Sprintf("%s given to %s", count(r.Done, "lead"), m.Name), r) })
}
