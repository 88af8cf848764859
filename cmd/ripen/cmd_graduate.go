package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/document"
)

func (a *app) graduateCommand() *cobra.Command {
	var to, kind, on, contact, value string
	cmd := &cobra.Command{
		Use:   "graduate ID",
		Short: "Hand a lead to sales with its dossier, where the playbook lets it",
		Long: "Hand a lead to sales with its dossier, where the playbook lets it. Every gate that is not met is\n" +
			"named. The next step may have been agreed before (ripen lead next-step); without --contact it is\n" +
			"with the decision maker whom `engaged` names.",
		Example: "  ripen graduate L41 --to sam\n  ripen graduate L41 --to sam --next-step meeting --on \"2026-12-08 10:00\" --contact C7 --value 350k --json",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			if err := needs("to", to, "the salesperson"); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) (err error) {
				sub := model.Submission{LeadID: id}
				if sub.To, err = s.memberID(ctx, "to", to); err != nil {
					return err
				}
				if sub.Value, err = s.value("value", value); err != nil {
					return err
				}
				if sub.NextStep, err = s.nextStep(ctx, id, kind, on, contact); err != nil {
					return err
				}
				r, err := s.db.Submit(ctx, s.by, sub)
				if err != nil {
					return everyGate(id, err)
				}
				return s.graduated(ctx, r)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&to, "to", "", "the `SALESPERSON` who gets it")
	f.StringVar(&kind, "next-step", "", "what the prospect agreed to, `KIND`: "+words(model.NextStepKinds))
	f.StringVar(&on, "on", "", "the `TIME` agreed, on the contact's clock")
	f.StringVar(&contact, "contact", "", "with whom: the contact `CID`")
	f.StringVar(&value, "value", "", "the opportunity's `AMOUNT`")
	return cmd
}

// everyGate words the playbook's refusal so that one sentence names each gate
// that is not met, as scripts know it, with why.
func everyGate(id model.LeadID, err error) error {
	var e *model.Error
	if !errors.As(err, &e) || e.Code != model.Gated || len(e.Gates) == 0 {
		return err
	}
	out := *e
	whys := make([]string, len(e.Gates))
	for i, g := range e.Gates {
		whys[i] = fmt.Sprintf("%s (%s)", g.Name, g.Why)
	}
	out.Message = fmt.Sprintf("%s cannot graduate yet; not met: %s", id, strings.Join(whys, ", "))
	return &out
}

func (s *session) graduated(ctx context.Context, r model.Result) error {
	desk, err := s.db.Desk(ctx, s.by, r.LeadID)
	if err != nil {
		return err
	}
	var h model.Handoff
	for _, one := range desk.Handoffs {
		if one.ID == r.HandoffID {
			h = one
		}
	}
	text := h.Dossier
	if text == "" { // it is made at delivery: until then it is shown as it would be
		text = string(document.Dossier(desk.World, desk.Readiness, h).Markdown())
	}
	v := graduateDoc{HandoffID: ref(h.ID), LeadID: ref(r.LeadID), State: h.State, To: h.To, Dossier: text,
		AcceptBy: s.stamp(h.AcceptBy), Effects: list(r.Effects), Warnings: []gateDoc{}}
	for _, g := range gateDocs(desk.Readiness.Gates) {
		if g.Advice && !g.OK {
			v.Warnings = append(v.Warnings, g)
		}
	}
	return s.app.print(v, func(w io.Writer) {
		head := fmt.Sprintf("%s %s goes to %s: %s as %s", r.LeadID, desk.Company.Name, h.To, h.State, h.ID)
		if !h.AcceptBy.IsZero() {
			head += ", to be accepted by " + s.clockText(h.AcceptBy)
		}
		s.told(w, head, r)
		for _, g := range v.Warnings {
			fmt.Fprintf(w, "advice  %s: %s\n", g.Gate, g.Why)
		}
		fmt.Fprintf(w, "dossier  ripen dossier %s\n", r.LeadID)
	})
}
