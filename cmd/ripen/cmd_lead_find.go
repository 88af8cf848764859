package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/find"
)

// viewPrefix is before the name of a filter that a person keeps, among what is
// remembered of him; the Leads screen keeps its own there.
const viewPrefix = "leads/view/"

// filterHelp says how a filter is written.
const filterHelp = `A filter is terms and words: owner:me status:working,returned list:"Intermodal fair" naics:5415
stale:budget missing:pain budget:confirmed due:<1w last:>30d touches:>5 count:>=7 value:>100k state:MA acme.
All must hold; of values parted by a comma any will do; a dash in front turns a term round. Words search.`

// find asks for leads until there are as many as wanted. A page may hold fewer
// and have one after it, where those that the filter lets pass are rare.
func (s *session) find(ctx context.Context, q model.LeadQuery, view string) (model.LeadPage, error) {
	if view != "" {
		kept, err := s.view(ctx, view)
		if err != nil {
			return model.LeadPage{}, err
		}
		q.Filter = strings.TrimSpace(kept.Filter + " " + q.Filter)
	}
	out, err := s.leads(ctx, q)
	for err == nil && out.Next != "" && len(out.Rows) < q.Limit {
		var more model.LeadPage
		q.Cursor, q.Limit = out.Next, q.Limit-len(out.Rows)
		more, err = s.leads(ctx, q)
		q.Limit += len(out.Rows)
		out.Rows, out.More, out.Next = append(out.Rows, more.Rows...), more.More, more.Next
	}
	if err == nil && q.Cursor != "" && !out.More {
		out.Total = len(out.Rows)
	}
	return out, named("filter", err)
}

// view is a filter that was kept under a name, in any case.
func (s *session) view(ctx context.Context, name string) (viewDoc, error) {
	kept, err := s.db.Preferences(ctx, s.by)
	if err != nil {
		return viewDoc{}, err
	}
	views := viewsIn(kept)
	for _, v := range views {
		if strings.EqualFold(v.Name, clean.Text(name)) {
			return v, nil
		}
	}
	names := make([]string, len(views))
	for i, v := range views {
		names[i] = v.Name
	}
	hint := "ripen lead views shows those that you keep"
	if like := find.Nearest(name, names); like != "" {
		hint = "did you mean " + like + "?"
	}
	e := model.Errorf(model.NotFound, "you keep no filter named %q; %s", name, hint)
	e.Field = "view"
	return viewDoc{}, e
}

// viewDoc is a filter that is kept.
type viewDoc struct {
	Name   string `json:"name"`
	Filter string `json:"filter"`
}

func viewsIn(kept map[string]string) []viewDoc {
	out := []viewDoc{}
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		if name, ok := strings.CutPrefix(key, viewPrefix); ok {
			out = append(out, viewDoc{name, kept[key]})
		}
	}
	return out
}

func (a *app) leadViewsCommand() *cobra.Command {
	var forget bool
	cmd := &cobra.Command{
		Use:     "views [NAME] [FILTER...]",
		Short:   "Show, keep or forget filters under names of your own",
		Long:    "Show the filters that you keep, keep one under a name, or forget it with --forget.\n\n" + filterHelp,
		Example: "  ripen lead views \"stale budgets\" owner:me stale:budget\n  ripen lead list --view \"stale budgets\" --sort due",
		Args:    takes("[NAME]", "[FILTER...]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if len(args) > 0 {
					if err := s.keepView(ctx, clean.Text(args[0]), sentence(args[1:]), forget); err != nil {
						return err
					}
				}
				kept, err := s.db.Preferences(ctx, s.by)
				if err != nil {
					return err
				}
				views := viewsIn(kept)
				return a.print(struct {
					Views []viewDoc `json:"views"`
				}{views}, func(w io.Writer) { viewsText(w, views) })
			})
		},
	}
	cmd.Flags().BoolVar(&forget, "forget", false, "forget the filter of that name")
	return cmd
}

// keepView keeps a filter that can be read, or forgets it.
func (s *session) keepView(ctx context.Context, name, filter string, forget bool) error {
	have, err := s.view(ctx, name)
	switch {
	case err == nil:
		name = have.Name
	case forget || model.CodeOf(err) != model.NotFound:
		return err
	}
	if forget {
		return s.db.SetPreference(ctx, s.by, viewPrefix+name, "")
	}
	q, err := find.Parse(filter, find.At{Now: s.now, Zone: s.by.Zone, Me: s.by.Name})
	if err != nil {
		return named("filter", err)
	}
	if q.Empty() || name == "" {
		return usage("filter", "say what to keep as %q: ripen lead views NAME owner:me stale:budget", name)
	}
	return s.db.SetPreference(ctx, s.by, viewPrefix+name, q.String())
}

func viewsText(w io.Writer, views []viewDoc) {
	if len(views) == 0 {
		fmt.Fprintln(w, "you keep no filter; ripen lead views NAME FILTER keeps one")
		return
	}
	rows := [][]string{{"NAME", "FILTER"}}
	for _, v := range views {
		rows = append(rows, []string{v.Name, v.Filter})
	}
	table(w, "", rows)
}

// callerDoc is one who may be on the line.
type callerDoc struct {
	LeadID      *string      `json:"lead_id"`
	ContactID   *string      `json:"contact_id"`
	Company     string       `json:"company"`
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Place       string       `json:"place"`
	Owner       string       `json:"owner"`
	Status      model.Status `json:"status"`
	Matched     string       `json:"matched"` // the number or address that was found
	Suppressed  bool         `json:"suppressed"`
	Answers     *string      `json:"answers"` // the touch that he most likely answers
	AnswersText string       `json:"answers_text"`
}

func (a *app) leadCallersCommand() *cobra.Command {
	limit := 20
	cmd := &cobra.Command{
		Use:   "callers TEXT...",
		Short: "Find who may be on the line, by number, name, company or address",
		Long: "Find who may be on the line. Digits find numbers by their beginning, with the country or without, and from four\n" +
			"on by their end; words find people and companies by the beginnings of their words; what has an @ finds addresses.",
		Example: "  ripen lead callers 555-0142\n  ripen lead callers tor halv --json",
		Args:    takes("TEXT..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 || limit > 1000 {
				return usage("limit", "--limit is %d; give a number from 1 to 1000", limit)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				all, err := s.db.Callers(ctx, s.by, sentence(args), limit)
				if err != nil {
					return err
				}
				return a.print(struct {
					Callers []callerDoc `json:"callers"`
				}{callersOf(all)}, func(w io.Writer) { callersText(w, all) })
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", limit, "at most `N`")
	return cmd
}

func callersOf(all []model.Caller) []callerDoc {
	out := []callerDoc{}
	for _, c := range all {
		d := callerDoc{LeadID: ref(c.LeadID), Company: c.Company, Name: c.Name, Title: c.Title, Place: c.Place, Owner: c.Owner, Status: c.Status,
			Matched: c.Matched, Suppressed: c.Suppressed, AnswersText: c.AnswersText}
		if c.ContactID != 0 {
			d.ContactID = ref(c.ContactID)
		}
		if c.Answers != 0 {
			d.Answers = ref(c.Answers)
		}
		out = append(out, d)
	}
	return out
}

func callersText(w io.Writer, all []model.Caller) {
	if len(all) == 0 {
		fmt.Fprintln(w, "nobody here is like that")
		return
	}
	rows := [][]string{{"LEAD", "CONTACT", "PERSON", "COMPANY", "FOUND", "WHO", "STATUS", "ANSWERS"}}
	for _, c := range all {
		id, status := "", string(c.Status)
		if c.ContactID != 0 {
			id = c.ContactID.String()
		}
		if c.Suppressed {
			status += ", do not contact"
		}
		rows = append(rows, []string{c.LeadID.String(), id, cut(c.Name, 24), cut(c.Company, 30), c.Matched, cut(c.Owner, 16), status, c.AnswersText})
	}
	table(w, "", rows)
}
