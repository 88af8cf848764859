package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ripen/model"
)

// manyDoc is what a command that was given several leads answers.
type manyDoc struct {
	ActionID *string   `json:"action_id"` // null where no lead was changed
	Leads    []string  `json:"leads"`     // those changed
	Left     []leftDoc `json:"left"`      // those that it does not fit
}

type leftDoc struct {
	LeadID  *string `json:"lead_id"`
	Company string  `json:"company"`
	Why     string  `json:"why"`
}

// bulk carries an act out on several leads, as one entry that one undo takes
// back. It looks at every lead first, so that a slip in one id leaves all as
// they are.
func (s *session) bulk(ctx context.Context, b model.Bulk) (manyDoc, model.BulkResult, error) {
	for _, id := range b.Leads {
		if _, err := s.db.Desk(ctx, s.by, id); err != nil {
			return manyDoc{}, model.BulkResult{}, err
		}
	}
	r, err := s.db.Bulk(ctx, s.by, b)
	if err != nil {
		return manyDoc{}, r, err
	}
	v := manyDoc{ActionID: ref(r.ActionID), Leads: []string{}, Left: []leftDoc{}}
	left := map[model.LeadID]bool{}
	for _, l := range r.Left {
		left[l.LeadID] = true
		v.Left = append(v.Left, leftDoc{ref(l.LeadID), l.Company, l.Why})
	}
	for _, id := range b.Leads {
		if !left[id] {
			left[id] = true
			v.Leads = append(v.Leads, id.String())
		}
	}
	return v, r, nil
}

// bulkChoice is bulk for an act that fails where it fits none of the leads.
func (a *app) bulkChoice(cmd *cobra.Command, ids []model.LeadID, b model.Bulk, fill func(*session, *model.Bulk) error) error {
	b.Leads = ids
	return a.work(cmd, func(ctx context.Context, s *session) error {
		if fill != nil {
			if err := fill(s, &b); err != nil {
				return err
			}
		}
		v, r, err := s.bulk(ctx, b)
		if err != nil {
			return err
		}
		if r.Done == 0 {
			first := r.Left[0]
			e := model.Errorf(model.Refused, "that fits no lead, so nothing was changed: %s %s", first.Company, first.Why)
			if len(r.Left) > 1 {
				e = model.Errorf(model.Refused, "that fits none of the %d leads, so nothing was changed: %s %s, for one", len(r.Left), first.Company, first.Why)
			}
			e.Detail = map[string]any{"left": v.Left}
			return e
		}
		return a.print(v, func(w io.Writer) { manyText(w, r.Text, r) })
	})
}

// manyText says what was done, and names the leads that it left alone.
func manyText(w io.Writer, head string, r model.BulkResult) {
	fmt.Fprintln(w, head)
	for _, l := range r.Left {
		fmt.Fprintf(w, "  - left: %s %s %s\n", l.LeadID, oneLine(l.Company), oneLine(l.Why))
	}
}
