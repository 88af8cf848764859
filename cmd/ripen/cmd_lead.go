package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) leadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "lead",
		Short:   "List, show, add, rest, disqualify, reopen, assign or export leads",
		Example: "  ripen lead list --status working\n  ripen lead show L41",
	}
	cmd.AddCommand(a.leadListCommand(), a.leadShowCommand(), a.leadAddCommand(), a.leadRestCommand(),
		a.leadDisqualifyCommand(), a.leadReopenCommand(), a.leadAssignCommand(), a.leadNextStepCommand(), a.leadExportCommand(),
		a.leadViewsCommand(), a.leadCallersCommand())
	return cmd
}

func (a *app) leadListCommand() *cobra.Command {
	var status, view string
	q := model.LeadQuery{}
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List leads, the highest score first",
		Long:    "List leads: the highest score first, or in another order.\n\n" + filterHelp,
		Example: "  ripen lead list --filter \"owner:me stale:budget\" --sort due\n  ripen lead list --search \"halv freight\" --limit 5 --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if status != "" {
				if q.Status, err = model.OneOf("status", model.Status(status), model.Statuses); err != nil {
					return err
				}
			}
			if q.Sort != "" {
				if _, err = model.OneOf("sort", q.Sort, model.LeadSorts); err != nil {
					return err
				}
			}
			if q.Limit < 1 || q.Limit > 10000 {
				return usage("limit", "--limit is %d; give a number from 1 to 10000", q.Limit)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				page, err := s.find(ctx, q, view)
				if err != nil {
					return err
				}
				return a.print(s.leadsOf(page), func(w io.Writer) { s.leadsText(w, page) })
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&status, "status", "", "only those of the status `S`: "+words(model.Statuses))
	f.StringVar(&q.List, "list", "", "only those of the list `L`")
	f.StringVar(&q.Owner, "owner", "", "only those of the person `U`")
	f.StringVar(&q.Search, "search", "", "words of `TEXT`; each must begin a word of the lead")
	f.StringVar(&q.Filter, "filter", "", "only those that the filter `F` lets pass")
	f.StringVar(&view, "view", "", "only those that the filter kept as `NAME` lets pass")
	f.StringVar(&q.Sort, "sort", "", "the order `O`: "+words(model.LeadSorts))
	f.IntVar(&q.Limit, "limit", 50, "at most `N`")
	return cmd
}

// leads checks that the list and the owner exist, so that a slip is no empty
// answer, and asks for the page.
func (s *session) leads(ctx context.Context, q model.LeadQuery) (model.LeadPage, error) {
	if q.Owner != "" {
		m, err := s.member(ctx, "owner", q.Owner)
		if err != nil {
			return model.LeadPage{}, err
		}
		q.Owner = m.Name
	}
	if q.List != "" {
		l, err := s.listNamed(ctx, q.List)
		if err != nil {
			return model.LeadPage{}, err
		}
		q.List = l.Name
	}
	return s.db.Leads(ctx, s.by, q)
}

func (s *session) leadsText(w io.Writer, p model.LeadPage) {
	if len(p.Rows) == 0 {
		fmt.Fprintln(w, "no lead is like that")
		return
	}
	rows := [][]string{{"LEAD", "COMPANY", "PERSON", "STATUS", "HORIZON", "SCORE", "ATT", "WHO", "LIST", "DUE"}}
	for _, r := range p.Rows {
		rows = append(rows, []string{r.ID.String(), cut(r.Company, 30), cut(r.Contact, 24), string(r.Status), string(r.Horizon),
			fmt.Sprint(r.Score), fmt.Sprintf("%d/10", r.Count), cut(r.Owner, 16), cut(r.List, 20), s.clockText(r.DueAt)})
	}
	table(w, "", rows)
	switch {
	case p.Total < 0:
		fmt.Fprintf(w, "%s of more than 1,000\n", count(len(p.Rows), "lead"))
	case p.More:
		fmt.Fprintf(w, "%s of %d; --limit shows more\n", count(len(p.Rows), "lead"), p.Total)
	}
}

func (a *app) leadShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show the whole lead: company, contacts, enrolments, attributes, touches, hand-offs",
		Example: "  ripen lead show L41\n  ripen lead show L41 --json",
		Args:    takes("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				desk, err := s.db.Desk(ctx, s.by, id)
				if err != nil {
					return err
				}
				notes, err := s.db.Notes(ctx, s.by, id)
				if err != nil {
					return err
				}
				return a.print(s.leadOf(desk, notes), func(w io.Writer) { s.deskText(w, desk, notes) })
			})
		},
	}
}

func (a *app) leadAddCommand() *cobra.Command {
	var n model.NewLead
	var received string
	cmd := &cobra.Command{
		Use:   "add",
		Short: "Add a lead by hand, enrolled in a cadence",
		Long: "Add a lead by hand, enrolled in a cadence: inbound where --received says when the inquiry came,\n" +
			"standard otherwise. A company that has an open lead already gets the person added to that one.",
		Example: "  ripen lead add --company \"Halvorsen Freight\" --person \"Mia Halvorsen\" --phone \"+1 617 555 0142\" --received now\n" +
			"  ripen lead add --company \"Quill & Sons\" --email info@quill.example --cadence trade-show --json",
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needs("company", n.Company, "the company's name"); err != nil {
				return err
			}
			if err := reach(n.Phone, n.Email); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) (err error) {
				if received != "" {
					if n.Received, err = s.moment("received", received, s.by.Zone); err != nil {
						return err
					}
					if n.Received.After(s.now) {
						return usage("received", "--received is %s, which lies ahead; give the time at which the inquiry came", s.clockText(n.Received))
					}
				}
				r, err := s.db.AddLead(ctx, s.by, cleanLead(n))
				if err != nil {
					return err
				}
				desk, err := s.db.Desk(ctx, s.by, r.LeadID)
				if err != nil {
					return err
				}
				v := struct {
					leadDoc
					LeadID    *string  `json:"lead_id"`
					ContactID *string  `json:"contact_id"`
					Effects   []string `json:"effects"`
					Next      *nextDoc `json:"next"`
				}{s.leadOf(desk, nil), ref(r.LeadID), ref(r.ContactID), list(r.Effects), s.actOf(r).Next}
				return a.print(v, func(w io.Writer) { s.told(w, fmt.Sprintf("%s %s", r.LeadID, desk.Company.Name), r) })
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&n.Company, "company", "", "the company's `NAME`")
	f.StringVar(&n.Person, "person", "", "the person's `NAME`; without one the switchboard is called")
	f.StringVar(&n.Title, "title", "", "the person's `TITLE`")
	f.StringVar(&n.Phone, "phone", "", "a phone number `P`")
	f.StringVar(&n.Email, "email", "", "an e-mail address `E`")
	f.StringVar(&n.Website, "website", "", "the company's web site `W`")
	f.StringVar(&n.Place.Street, "street", "", "`STREET` of the address")
	f.StringVar(&n.Place.City, "city", "", "`CITY`")
	f.StringVar(&n.Place.State, "state", "", "`STATE`, which settles the time zone")
	f.StringVar(&n.Place.Zip, "zip", "", "postal `CODE`")
	f.StringVar(&n.Place.Country, "country", "", "`COUNTRY`")
	f.StringVar(&n.Source, "source", "", foundUsage)
	f.StringVar(&n.Cadence, "cadence", "", "the cadence `C`; ripen cadence list shows them")
	f.StringVar(&received, "received", "", "the `TIME` an inquiry came: its clock runs from then")
	return cmd
}

// cleanLead passes what was typed through the filter that imported text passes.
func cleanLead(n model.NewLead) model.NewLead {
	for _, p := range []*string{&n.Company, &n.Person, &n.Title, &n.Phone, &n.Email, &n.Website, &n.Source,
		&n.Place.Street, &n.Place.City, &n.Place.State, &n.Place.Zip, &n.Place.Country} {
		*p = clean.Text(*p)
	}
	return n
}
