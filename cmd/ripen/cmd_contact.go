package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) contactCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "contact",
		Short:   "Add a contact to a lead, change or move one",
		Example: "  ripen contact add L41 --name \"Tor Lind\" --title \"IT lead\"\n  ripen contact set C7 role=decision-maker",
	}
	cmd.AddCommand(a.contactAddCommand(), a.contactSetCommand(), a.contactMoveCommand())
	return cmd
}

func (a *app) contactAddCommand() *cobra.Command {
	var n model.NewContact
	var role string
	cmd := &cobra.Command{
		Use:     "add LEAD",
		Short:   "Add a contact to a lead",
		Example: "  ripen contact add L41 --name \"Tor Lind\" --title \"IT lead\" --role influencer --phone \"617 555 0143\" --email tor@halvorsen.example --source \"company website\"",
		Args:    takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if n.LeadID, err = model.ParseLeadID(args[0]); err != nil {
				return err
			}
			if n.Name = clean.Name(n.Name); n.Name == "" {
				return usage("name", "give the contact's name with --name")
			}
			if role != "" {
				if n.Role, err = model.OneOf("role", model.BuyingRole(role), model.BuyingRoles); err != nil {
					return err
				}
			}
			if err := reach(n.Phone, n.Email); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				r, err := s.db.AddContact(ctx, s.by, n)
				if err != nil {
					return err
				}
				return s.contactAnswer(ctx, r, r.ContactID, n.LeadID, fmt.Sprintf("%s %s", r.ContactID, n.Name))
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&n.Name, "name", "", "the person's `NAME`")
	f.StringVar(&n.Title, "title", "", "the person's `TITLE`")
	f.StringVar(&role, "role", "", "the buying `ROLE`: "+words(model.BuyingRoles))
	f.StringVar(&n.Phone, "phone", "", "a phone number `P`")
	f.StringVar(&n.Email, "email", "", "an e-mail address `E`")
	f.StringVar(&n.Address, "address", "", "a postal address `A`")
	f.StringVar(&n.Source, "source", "", foundUsage)
	return cmd
}

// contactFields are those that `contact set` takes. version is that of the
// contact as a script read it: a change made since is a conflict.
var contactFields = []string{"name", "title", "role", "phone", "email", "address", "street", "city", "state", "zip", "country", "zone", "region", "rank", "source", "version", "left"}

// foundUsage is the help of --source: what the desk offers, or other words.
var foundUsage = "where it was found, `S`: " + words(model.FoundPlaces) + ", or in other words"

func (a *app) contactSetCommand() *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use:   "set CID FIELD=VALUE...",
		Short: "Change a contact",
		Long: "Change a contact. The fields are " + words(contactFields) + ".\n" +
			"A phone, e-mail or address is added beside those that are there; zone is an IANA name as\n" +
			"America/New_York; --source says where they were found; left=yes says that the person is no longer at the company; version refuses the\n" +
			"change where somebody else changed the contact since.",
		Example: "  ripen contact set C7 role=decision-maker title=CFO\n  ripen contact set C7 phone=\"+1 617 555 0144\" zone=America/New_York --source \"said on the call\"",
		Args:    takes("CID", "FIELD=VALUE..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseContactID(args[0])
			if err != nil {
				return err
			}
			set, err := fieldPairs(args[1:], contactFields)
			if err != nil {
				return err
			}
			if _, twice := set["source"]; twice && source != "" {
				return usage("source", "source is given twice; give it once")
			} else if source != "" {
				set["source"] = source
			}
			if role, ok := set["role"]; ok {
				if _, err := model.OneOf("role", model.BuyingRole(role), model.BuyingRoles); err != nil {
					return err
				}
			}
			if err := reach(set["phone"], set["email"]); err != nil {
				return err
			}
			if left, ok := set["left"]; ok && (left != "yes" || len(set) > 1) {
				return usage("left", "left=yes stands alone: it ends what the cadences owe the person")
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				lead, err := s.db.FindContact(ctx, id)
				if err != nil {
					return err
				}
				r, err := s.setContact(ctx, lead, id, set)
				if err != nil {
					return err
				}
				return s.contactAnswer(ctx, r, id, lead, fmt.Sprintf("%s is changed", id))
			})
		},
	}
	cmd.Flags().StringVar(&source, "source", "", foundUsage)
	return cmd
}

func (s *session) setContact(ctx context.Context, lead model.LeadID, id model.ContactID, set map[string]string) (model.Result, error) {
	if _, left := set["left"]; left {
		return s.db.Choose(ctx, s.by, model.Choice{Verb: model.MarkLeft, LeadID: lead, ContactID: id})
	}
	return s.db.SetContact(ctx, s.by, id, set)
}

// fieldPairs reads FIELD=VALUE pairs of known fields.
func fieldPairs(args, fields []string) (map[string]string, error) {
	out := map[string]string{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			example := fields[0]
			if slices.Contains(fields, strings.TrimSpace(arg)) {
				example = strings.TrimSpace(arg)
			}
			return nil, usage("", "%q says no value; write it as %s=VALUE", arg, example)
		}
		name = strings.TrimSpace(name)
		if _, err := model.OneOf("field", name, fields); err != nil {
			return nil, err
		}
		if _, twice := out[name]; twice {
			return nil, usage(name, "%s is given twice; give it once", name)
		}
		out[name] = strings.TrimSpace(value)
	}
	return out, nil
}

// contactAnswer prints the contact as it stands now, with what the change did.
func (s *session) contactAnswer(ctx context.Context, r model.Result, id model.ContactID, lead model.LeadID, head string) error {
	desk, err := s.db.Desk(ctx, s.by, lead)
	if err != nil {
		return err
	}
	v := struct {
		contactDoc
		ContactID *string      `json:"contact_id"`
		LeadID    *string      `json:"lead_id"`
		Status    model.Status `json:"status"`
		Effects   []string     `json:"effects"`
		Next      *nextDoc     `json:"next"`
	}{ContactID: ref(id), LeadID: ref(lead), Status: r.Status, Effects: list(r.Effects), Next: s.actOf(r).Next}
	if c := desk.Contact(id); c != nil {
		v.contactDoc = contactOf(*c)
	}
	return s.app.print(v, func(w io.Writer) { s.told(w, head, r) })
}
