package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) suppressCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "suppress",
		Short: "Keep people, numbers, addresses or companies from ever being contacted",
		Long: "Keep people, numbers, addresses or companies from ever being contacted, now and when they come\n" +
			"back with another list. Only keyed hashes decide, so it survives deletion.",
		Example: "  ripen suppress add mia@halvorsen.example --reason \"asked by letter\"\n  ripen suppress list",
	}
	cmd.AddCommand(a.suppressChangeCommand(true), a.suppressChangeCommand(false), a.suppressListCommand())
	return cmd
}

var suppressKinds = []string{"email", "phone", "company"}

// suppressChangeCommand is `suppress add` and `suppress lift`.
func (a *app) suppressChangeCommand(add bool) *cobra.Command {
	var kind, channel, reason string
	name, short := "add", "Suppress an e-mail address, a number, a company or a contact"
	if !add {
		name, short = "lift", "Take a suppression back; a team lead does it, with a reason"
	}
	cmd := &cobra.Command{
		Use:   name + " VALUE",
		Short: short,
		Long:  short + ".\nVALUE is an address, a number, a company's name or domain, or a contact's id for the person.",
		Example: "  ripen suppress " + name + " mia@halvorsen.example --reason \"wrote on 3 Nov\"\n  ripen suppress " + name +
			" \"+1 617 555 0142\" --reason \"wrote on 3 Nov\"\n  ripen suppress " + name + " C7 --reason \"asked on the phone\"",
		Args: takes("VALUE"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := needs("reason", reason, "the reason"); err != nil {
				return err
			}
			ch := model.Channel(channel)
			if channel != "" {
				if ch, err = model.OneOf("channel", ch, model.Channels); err != nil {
					return err
				}
			}
			if kind != "" {
				if _, err := model.OneOf("kind", kind, suppressKinds); err != nil {
					return err
				}
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if id, err := model.ParseContactID(args[0]); err == nil && kind == "" && strings.ContainsAny(args[0][:1], "Cc") {
					return s.suppressPerson(ctx, id, add, reason)
				}
				if kind == "" && isCompanyID(args[0]) {
					return usage("value", "%s is the id of a company; give its name or its domain, as ripen lead show has them", args[0])
				}
				k := kind
				if k == "" {
					k = suppressKind(args[0], s.policy.Country)
				}
				change, said := s.db.Suppress, "is suppressed"
				if !add {
					change, said = s.db.Lift, "is lifted"
				}
				if err := change(ctx, s.by, k, args[0], ch, reason); err != nil {
					return err
				}
				v := struct {
					Kind    string  `json:"kind"`
					Value   string  `json:"value"`
					Channel *string `json:"channel"`
				}{k, args[0], some(ch)}
				return a.print(v, func(w io.Writer) { fmt.Fprintf(w, "%s %s %s\n", k, args[0], said) })
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "what VALUE is, `KIND`: "+words(suppressKinds)+"; without it, as it looks")
	cmd.Flags().StringVar(&channel, "channel", "", "only on the `CHANNEL`; without it on every one")
	cmd.Flags().StringVar(&reason, "reason", "", "why, in words (`TEXT`)")
	return cmd
}

// isCompanyID says that a value looks like K7, which names no company that a
// list will bring.
func isCompanyID(value string) bool {
	number, ok := strings.CutPrefix(strings.ToUpper(value), "K")
	_, err := strconv.ParseUint(number, 10, 63)
	return ok && err == nil
}

// suppressKind tells what a value is by its looks.
func suppressKind(value, country string) string {
	if strings.Contains(value, "@") {
		return "email"
	}
	if clean.Phone(value, country).Valid {
		return "phone"
	}
	return "company"
}

// suppressPerson goes through the lead: the person's own numbers and addresses
// are part of it, and what the cadences owed them ends.
func (s *session) suppressPerson(ctx context.Context, id model.ContactID, add bool, reason string) error {
	lead, err := s.db.FindContact(ctx, id)
	if err != nil {
		return err
	}
	if !add {
		r, err := s.db.Choose(ctx, s.by, model.Choice{Verb: model.LiftSuppress, LeadID: lead, ContactID: id, Reason: reason})
		if err != nil {
			return err
		}
		return s.answer(id.String()+" may be contacted again", r)
	}
	r, err := s.db.Record(ctx, s.by, model.Entry{LeadID: lead, ContactID: id, Channel: model.Phone, Direction: model.Inbound,
		Outcome: model.DoNotContact, Note: reason})
	if err != nil {
		return err
	}
	return s.answer(id.String()+" is not contacted any more", r)
}

func (a *app) suppressListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List what is suppressed, the newest first",
		Example: "  ripen suppress list\n  ripen suppress list --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error { return s.suppressions(ctx) })
		},
	}
}

// suppressionDoc is one entry. Value is null where only the hash is kept.
type suppressionDoc struct {
	Kind    string  `json:"kind"`
	Value   *string `json:"value"`
	Channel *string `json:"channel"`
	Since   *string `json:"since"`
	Reason  string  `json:"reason"`
}

func (s *session) suppressions(ctx context.Context) error {
	v := struct {
		Suppressions []suppressionDoc `json:"suppressions"`
	}{[]suppressionDoc{}}
	rows := [][]string{{"SINCE", "KIND", "VALUE", "CHANNEL", "WHY"}}
	for before := int64(0); ; {
		page, err := s.db.Suppressions(ctx, s.by, before)
		if err != nil {
			return err
		}
		for _, p := range page {
			v.Suppressions = append(v.Suppressions, suppressionDoc{p.Kind, some(p.Value), some(p.Channel), s.stamp(p.Since), p.Reason})
			value, channel := p.Value, string(p.Channel)
			if value == "" {
				value = "(kept as a hash)"
			}
			if channel == "" {
				channel = "every channel"
			}
			rows = append(rows, []string{s.clockText(p.Since), p.Kind, value, channel, oneLine(p.Reason)})
			before = p.ID
		}
		if len(page) == 0 {
			break
		}
	}
	return s.app.print(v, func(w io.Writer) {
		if len(v.Suppressions) == 0 {
			fmt.Fprintln(w, "nobody is suppressed")
			return
		}
		table(w, "", rows)
	})
}

func (a *app) eraseCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "erase CONTACT",
		Short: "Make a person unknown for good: name, reach, what was said and noted",
		Long: "Make a person unknown for good: name, numbers, addresses, what was said and noted. That there were\n" +
			"touches stays, and the keyed hashes that keep the person out when a list brings them in again. It is\n" +
			"not undone. Backups made before still hold the person until they are rotated away or deleted.",
		Example: "  ripen erase C7",
		Args:    takes("CONTACT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseContactID(args[0])
			if err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				r, err := s.db.Erase(ctx, s.by, id)
				if err != nil {
					return err
				}
				v := struct {
					ContactID string   `json:"contact_id"`
					LeadID    string   `json:"lead_id"`
					Effects   []string `json:"effects"`
				}{id.String(), r.LeadID.String(), append([]string{}, r.Effects...)}
				return a.print(v, func(w io.Writer) {
					fmt.Fprintf(w, "%s is erased\nbackups made before still hold the person until they are rotated away or deleted\n", id)
				})
			})
		},
	}
}
