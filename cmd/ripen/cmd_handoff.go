package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/store"
)

func (a *app) handoffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "handoff",
		Short: "List hand-offs and carry them on: approve, accept, reject, dispute, outcome",
		Example: "  ripen handoff list --state delivered\n  ripen handoff accept H3\n" +
			"  ripen handoff reject H3 --reason no-budget --attribute budget --note \"frozen until July\"",
	}
	cmd.AddCommand(a.handoffListCommand(),
		a.handoffActCommand(handoffVerb{name: "approve", short: "Approve a submission: it is delivered", said: "is approved"}),
		a.handoffActCommand(handoffVerb{name: "send-back", short: "Send a submission back with a note", said: "is sent back", note: true,
			example: " --note \"who signs?\""}),
		a.handoffActCommand(handoffVerb{name: "accept", short: "Accept a delivery", said: "is accepted"}),
		a.handoffActCommand(handoffVerb{name: "reject", short: "Reject a delivery: it goes back to nurture", said: "is rejected",
			codes: model.RejectionCodes, attributes: true, example: " --reason no-budget --attribute budget --note \"frozen until July\""}),
		a.handoffActCommand(handoffVerb{name: "return", short: "Return an accepted lead, with a reason", said: "is returned",
			codes: model.RejectionCodes, attributes: true, example: " --reason timing --attribute urgency --note \"plant opens in 2028\""}),
		a.handoffActCommand(handoffVerb{name: "dispute", short: "Dispute a rejection", said: "is disputed", note: true,
			example: " --note \"the budget was stated by the CFO on the 12th\""}),
		a.handoffActCommand(handoffVerb{name: "rule", short: "Rule on a dispute, in writing", said: "is ruled", note: true,
			answers: []string{"upheld", "overturned"}, example: " overturned --note \"the evidence stood at delivery\""}),
		a.handoffActCommand(handoffVerb{name: "held", short: "Say whether the agreed next step was held", said: "next step held",
			answers: []string{"yes", "no"}, example: " yes"}),
		a.handoffActCommand(handoffVerb{name: "outcome", short: "Say what became of an accepted lead", said: "ended",
			answers: []string{"won", "lost", "no-decision"}, value: true, example: " won --value 350k"}))
	return cmd
}

// handoffVerb is one command of a hand-off: what it asks for.
type handoffVerb struct {
	name, short, said, example string
	answers                    []string // a second argument, one of these
	codes                      []string // --reason is one of these
	attributes, value          bool
	note                       bool // --note is needed
}

func (a *app) handoffActCommand(v handoffVerb) *cobra.Command {
	var act model.HandoffAct
	var attributes []string
	var value string
	use, args := v.name+" ID", []string{"ID"}
	if len(v.answers) > 0 {
		choice := strings.Join(v.answers, "|")
		use, args = use+" "+choice, append(args, choice)
	}
	cmd := &cobra.Command{
		Use:     use,
		Short:   v.short,
		Example: "  ripen handoff " + v.name + " H3" + v.example,
		Args:    takes(args...),
		RunE: func(cmd *cobra.Command, args []string) error {
			act.Event = v.name
			if err := v.check(args, attributes, &act); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) (err error) {
				if act.Value, err = s.value("value", value); err != nil {
					return err
				}
				if act.HandoffID, err = s.handoffID(ctx, args[0]); err != nil {
					return err
				}
				r, err := s.db.Handoff(ctx, s.by, act)
				if err != nil {
					return err
				}
				return s.handoffAnswer(ctx, act.HandoffID, v.said, r)
			})
		},
	}
	f := cmd.Flags()
	if v.codes != nil {
		f.StringVar(&act.Code, "reason", "", "a `CODE` of "+words(v.codes))
	}
	if v.attributes {
		f.StringArrayVar(&attributes, "attribute", nil, "the attribute `KEY` that failed; repeatable")
	}
	if v.value {
		f.StringVar(&value, "value", "", "the `AMOUNT` it came to")
	}
	f.StringVar(&act.Note, "note", "", "`TEXT` to keep with it")
	return cmd
}

// check reads what needs no database.
func (v handoffVerb) check(args, attributes []string, act *model.HandoffAct) error {
	if _, err := model.ParseLeadID(args[0]); err != nil {
		if _, err := model.ParseHandoffID(args[0]); err != nil {
			return err
		}
	}
	if len(v.answers) > 0 {
		if _, err := model.OneOf(v.name, args[1], v.answers); err != nil {
			return err
		}
		act.Code = args[1]
	}
	if v.codes != nil {
		if err := codeFlag("reason", act.Code, act.Note, v.codes); err != nil {
			return err
		}
	}
	act.Attributes = nil
	for _, k := range attributes {
		about, err := model.AttributeOf(model.AttributeKey(k))
		if err != nil {
			return named("attribute", err)
		}
		act.Attributes = append(act.Attributes, about.Key)
	}
	if v.attributes && model.AboutSubstance(act.Code) && len(act.Attributes) == 0 {
		return usage("attribute", "%s is about substance; name each attribute that failed with --attribute KEY", act.Code)
	}
	if v.note {
		return needs("note", act.Note, "the words")
	}
	return nil
}

// handoffID reads "H3", or a lead's id for its newest hand-off.
func (s *session) handoffID(ctx context.Context, text string) (model.HandoffID, error) {
	if t := strings.TrimSpace(text); t == "" || t[0]|0x20 != 'l' {
		return model.ParseHandoffID(text)
	}
	lead, err := model.ParseLeadID(text)
	if err != nil {
		return 0, err
	}
	desk, err := s.db.Desk(ctx, s.by, lead)
	if err != nil {
		return 0, err
	}
	h := desk.Handoff()
	if h == nil {
		return 0, model.Errorf(model.NotFound, "%s was never handed off; ripen handoff list shows those there are", lead)
	}
	return h.ID, nil
}

// handoffAnswer prints a hand-off as it stands after an act.
func (s *session) handoffAnswer(ctx context.Context, id model.HandoffID, said string, r model.Result) error {
	desk, err := s.db.Desk(ctx, s.by, r.LeadID)
	if err != nil {
		return err
	}
	r.HandoffID = id
	v := handoffActDoc{actDoc: s.actOf(r)}
	for _, h := range desk.Handoffs {
		if h.ID == id {
			v.Handoff, v.State = s.handoffOf(h), h.State
		}
	}
	return s.app.print(v, func(w io.Writer) {
		s.told(w, fmt.Sprintf("%s of %s %s: %s", id, desk.Company.Name, said, v.State), r)
	})
}

func (a *app) handoffListCommand() *cobra.Command {
	var state, to string
	var limit int
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List hand-offs with their clocks",
		Example: "  ripen handoff list\n  ripen handoff list --state delivered --to sam --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if state != "" {
				if _, err := model.OneOf("state", model.HandoffState(state), handoffStates); err != nil {
					return err
				}
			}
			if limit < 1 || limit > 10000 {
				return usage("limit", "--limit is %d; give a number from 1 to 10000", limit)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				id, err := s.memberID(ctx, "to", to)
				if err != nil {
					return err
				}
				rows, err := s.db.Handoffs(ctx, s.by, store.HandoffFilter{State: model.HandoffState(state), To: id, Limit: limit})
				if err != nil {
					return err
				}
				return a.print(s.handoffsOf(rows), func(w io.Writer) { s.handoffsText(w, rows) })
			})
		},
	}
	cmd.Flags().StringVar(&state, "state", "", "only those of the `STATE`: "+words(handoffStates))
	cmd.Flags().StringVar(&to, "to", "", "only those to the `SALESPERSON`")
	cmd.Flags().IntVar(&limit, "limit", 100, "at most `N`, the newest")
	return cmd
}

var handoffStates = []model.HandoffState{model.Submitted, model.SentBack, model.Delivered, model.HAccepted, model.Rejected, model.Expired,
	model.Disputed, model.Upheld, model.Overturned, model.HReturned, model.HWon, model.HLost, model.HNone}

func (s *session) handoffsText(w io.Writer, in []model.HandoffRow) {
	if len(in) == 0 {
		fmt.Fprintln(w, "no hand-off is like that")
		return
	}
	rows := [][]string{{"ID", "LEAD", "COMPANY", "STATE", "TO", "FROM", "VALUE", "CLOCK", "WHY"}}
	for _, h := range in {
		value := ""
		if h.Value > 0 {
			value = moneyText(h.Value, s.currency(h.Currency))
		}
		why := strings.TrimSpace(h.Reason + " " + words(h.Attributes))
		rows = append(rows, []string{h.ID.String(), h.LeadID.String(), cut(h.Company, 28), string(h.State), h.To, h.Owner, value, h.Clock, why})
	}
	table(w, "", rows)
}
