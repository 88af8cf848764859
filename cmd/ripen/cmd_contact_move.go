package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) contactMoveCommand() *cobra.Command {
	var m model.ContactMove
	var to string
	var keep []string
	cmd := &cobra.Command{
		Use:   "move CID",
		Short: "Move a contact to another company",
		Long: "Move a contact to another company. Where the person was he is marked as left and is pursued no more; touches\n" +
			"and evidence stay there. Where he goes he stands as a contact: of the lead that --to names, or of the company\n" +
			"--company, which gets a lead where it has none. --keep names the numbers and addresses that go with him; the\n" +
			"others are dead. do-not-contact goes with him. ripen undo takes both sides back.",
		Example: "  ripen contact move C7 --to L52 --title COO --keep \"+1 617 555 0144\"\n  ripen contact move C7 --company \"Nordlys Cold Storage\" --keep tor@lind.example",
		Args:    takes("CID"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if m.ContactID, err = model.ParseContactID(args[0]); err != nil {
				return err
			}
			m.Company = clean.Name(m.Company)
			if (to == "") == (m.Company == "") {
				return usage("to", "say where the person went: --to LEAD, or --company NAME, and not both")
			}
			if to != "" {
				if m.LeadID, err = model.ParseLeadID(to); err != nil {
					return named("to", err)
				}
			}
			return a.work(cmd, func(ctx context.Context, s *session) error { return s.moveContact(ctx, m, keep) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&to, "to", "", "the `LEAD` of the company that the person went to")
	f.StringVar(&m.Company, "company", "", "that company's `NAME`")
	f.StringVar(&m.Title, "title", "", "the person's `TITLE` there")
	f.StringArrayVar(&keep, "keep", nil, "a number or address that goes with the person, `PHONE|EMAIL`; may be repeated")
	return cmd
}

func (s *session) moveContact(ctx context.Context, m model.ContactMove, keep []string) error {
	from, err := s.db.FindContact(ctx, m.ContactID)
	if err != nil {
		return err
	}
	for _, typed := range keep {
		id, err := s.pointOf(ctx, from, m.ContactID, typed)
		if err != nil {
			return named("keep", err)
		}
		m.Keep = append(m.Keep, id)
	}
	r, err := s.db.MoveContact(ctx, s.by, m)
	if err != nil {
		return err
	}
	return s.contactAnswer(ctx, r, r.ContactID, r.LeadID, fmt.Sprintf("%s is %s of lead %s now", m.ContactID, r.ContactID, r.LeadID))
}
