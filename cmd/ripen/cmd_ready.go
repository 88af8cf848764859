package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
)

func (a *app) readyCommand() *cobra.Command {
	q := model.BoardQuery{}
	cmd := &cobra.Command{
		Use:     "ready",
		Short:   "Show the readiness board: leads by ten attributes, and what holds each",
		Example: "  ripen ready\n  ripen ready --gates 2\n  ripen ready --owner dana --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.Limit < 1 || q.Limit > 10000 {
				return usage("limit", "--limit is %d; give a number from 1 to 10000", q.Limit)
			}
			if q.MaxFailing < 1 {
				return usage("gates", "--gates is %d; give a number from 1", q.MaxFailing)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if q.Owner != "" {
					m, err := s.member(ctx, "owner", q.Owner)
					if err != nil {
						return err
					}
					q.Owner = m.Name
				}
				page, err := s.db.Board(ctx, s.by, q)
				if err != nil {
					return err
				}
				return a.print(s.readyOf(page), func(w io.Writer) { s.boardText(w, page) })
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.Owner, "owner", "", "only the leads of the person `U`")
	f.StringVar(&q.List, "list", "", "only those of the list `L`")
	f.IntVar(&q.MaxFailing, "gates", 99, "only leads that miss at most `N` gates")
	f.IntVar(&q.Limit, "limit", 200, "at most `N` leads")
	return cmd
}

func (s *session) boardText(w io.Writer, p model.BoardPage) {
	if len(p.Rows) == 0 {
		fmt.Fprintln(w, "no lead is being worked; ripen queue shows where to begin")
		return
	}
	head := ""
	for i := range model.Attributes {
		if i > 0 {
			head += " "
		}
		head += fmt.Sprint((i + 1) % 10)
	}
	rows := [][]string{{"LEAD", "COMPANY", "WHO", head, "/10", "HELD BY", "TOUCHES", "AGE", "NEXT"}}
	for _, r := range p.Rows {
		held := strings.ReplaceAll(words(r.Failing), "attribute:", "")
		if r.Ready && held == "" {
			held = "nothing: ready"
		}
		rows = append(rows, []string{r.ID.String(), cut(r.Company, 28), cut(r.Owner, 12), rungGlyphs(r.Rungs, r.Stale), fmt.Sprint(r.Count),
			cut(held, 40), fmt.Sprint(r.Touches), fmt.Sprintf("%dd", r.AgeDays), r.NextText})
	}
	table(w, "", rows)
	fmt.Fprintln(w, rungLegend)
}
