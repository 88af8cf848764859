package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
)

func (a *app) attributeCommand() *cobra.Command {
	var level, contact, touch, on string
	var set []string
	at := model.Attestation{}
	cmd := &cobra.Command{
		Use:   "attribute ID KEY",
		Short: "Write down what was learnt about one of the ten attributes, with its evidence",
		Long: "Write down what was learnt about one of the ten attributes, with its evidence.\n\n" + attributeHelp() +
			"\nA list is separated by \";\". stated needs a person and a touch; confirmed a decision maker, a second\n" +
			"person, or a document.",
		Example: "  ripen attribute L41 industry-code --level stated --set scheme=naics --set code=488510 --document \"their web site\"\n" +
			"  ripen attribute L41 pain --level confirmed --set \"pains=dock delays; lost slots\" --set cost=2m --contact C7 --touch T12 --quote \"two hours a truck\"\n" +
			"  ripen attribute L41 budget --level stated --set amount=350k --set status=allocated --contact C7 --touch T12",
		Args: takes("ID", "KEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if at, err = attestation(args, level, contact, touch, set, at); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if on != "" {
					if at.On, err = s.day("on", on); err != nil {
						return err
					}
				}
				r, err := s.db.Attest(ctx, s.by, at)
				if err != nil {
					return err
				}
				return s.attested(ctx, at, r)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&level, "level", "", "the rung `L`: listed, stated or confirmed")
	f.StringArrayVar(&set, "set", nil, "a field of the value, `FIELD=VALUE`; repeatable")
	f.StringVar(&contact, "contact", "", "who said it: the contact `CID`")
	f.StringVar(&touch, "touch", "", "the touch `TID` in which it was said")
	f.StringVar(&at.Quote, "quote", "", "the words, `TEXT`")
	f.StringVar(&at.Document, "document", "", "the document or public source that shows it, `TEXT`")
	f.StringVar(&on, "on", "", "the `DATE` it was said, if not today")
	return cmd
}

// attributeHelp lists the ten with their fields.
func attributeHelp() string {
	var b strings.Builder
	for _, at := range model.Attributes {
		var fields []string
		for _, f := range at.Fields {
			if len(f.Choices) > 0 {
				fields = append(fields, f.Name+"="+strings.Join(f.Choices, "|"))
			} else {
				fields = append(fields, f.Name)
			}
		}
		fmt.Fprintf(&b, "  %-16s %s\n", at.Key, strings.Join(fields, ", "))
	}
	return b.String()
}

func attestation(args []string, level, contact, touch string, set []string, out model.Attestation) (_ model.Attestation, err error) {
	if out.LeadID, err = model.ParseLeadID(args[0]); err != nil {
		return out, err
	}
	about, err := model.AttributeOf(model.AttributeKey(args[1]))
	if err != nil {
		return out, err
	}
	out.Attribute = about.Key
	if level == "" {
		return out, usage("level", "say how well it is known with --level: listed, stated or confirmed")
	}
	if _, err = model.OneOf("level", level, []string{"listed", "stated", "confirmed"}); err != nil {
		return out, err
	}
	if out.Level, err = model.ParseRung(level); err != nil {
		return out, err
	}
	names := make([]string, len(about.Fields))
	for i, f := range about.Fields {
		names[i] = f.Name
	}
	fields, err := fieldPairs(set, names)
	if err != nil {
		return out, named("set", err)
	}
	out.Set = fields
	if out.ContactID, err = contactFlag(contact); err != nil {
		return out, err
	}
	if touch != "" {
		out.TouchID, err = model.ParseTouchID(touch)
	}
	return out, named("touch", err)
}

// attestedDoc is the answer of `ripen attribute`.
type attestedDoc struct {
	LeadID     *string `json:"lead_id"`
	EvidenceID *string `json:"evidence_id"`
	attributeNow
	Status    model.Status `json:"status"`
	Effects   []string     `json:"effects"`
	Readiness readinessDoc `json:"readiness"`
}

func (s *session) attested(ctx context.Context, at model.Attestation, r model.Result) error {
	if r.Readiness == nil {
		desk, err := s.db.Desk(ctx, s.by, at.LeadID)
		if err != nil {
			return err
		}
		r.Readiness = &desk.Readiness
	}
	v := attestedDoc{LeadID: ref(at.LeadID), EvidenceID: ref(r.EvidenceID), Status: r.Status, Effects: list(r.Effects), Readiness: readinessOf(*r.Readiness)}
	for _, now := range r.Readiness.Attributes {
		if now.Key == at.Attribute {
			v.attributeNow = s.attributeOf(now)
			if e := v.Evidence; e != nil && e.ID == nil && now.Evidence.ID < 0 {
				e.ID = v.EvidenceID // numbered by the store just now
			}
		}
	}
	return s.app.print(v, func(w io.Writer) {
		s.told(w, fmt.Sprintf("%s %s is %s", at.LeadID, at.Attribute, v.Level), r)
		fmt.Fprintf(w, "ready %d of %d", r.Readiness.Count, r.Readiness.Of)
		if r.Readiness.NextQuestion != "" {
			fmt.Fprintf(w, "; ask next: %s", oneLine(r.Readiness.NextQuestion))
		}
		fmt.Fprintln(w)
	})
}
