package store

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"time"

	"ripen/model"
	"ripen/model/document"
)

// ExportLeads writes leads as CSV, in the order given, a line for each person,
// and returns how many leads it wrote. Its header names the fields by which an
// import maps them back. A lead named twice, or by a name that was merged into
// it, is written once. Errors: [model.NotFound] where one is not there; what
// was written by then is of no use.
func (s *Store) ExportLeads(ctx context.Context, by model.Actor, leads []model.LeadID, w io.Writer) (int, error) {
	if err := by.Allow(model.ActRead); err != nil {
		return 0, err
	}
	zone := by.Zone
	if zone == nil {
		zone = time.UTC
	}
	out := csv.NewWriter(w)
	seen := map[model.LeadID]bool{}
	err := s.glance(ctx, func(g *pen) error {
		return g.look(ctx, func(q querier) error {
			if err := out.Write(document.LeadColumns()); err != nil {
				return unwritten(err)
			}
			for _, id := range leads {
				l, err := s.load(ctx, q, by, id, s.now())
				if err != nil {
					return err
				}
				if seen[l.Lead.ID] {
					continue
				}
				seen[l.Lead.ID] = true
				var due time.Time
				if e := served(l.World); e != nil {
					due = e.DueAt
				}
				for _, line := range document.LeadLines(l.World, judge(l.World), due, zone) {
					if err := out.Write(line); err != nil {
						return unwritten(err)
					}
				}
			}
			return nil
		})
	})
	if err == nil {
		out.Flush()
		err = unwritten(out.Error())
	}
	return len(seen), err
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: export: %w", err)
}
