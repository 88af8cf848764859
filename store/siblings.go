package store

import (
	"cmp"
	"context"
	"slices"

	"ripen/model"
)

var siblingIDs = define("leads.siblings", `SELECT id FROM (
		SELECT l.id AS id FROM lead o CROSS JOIN lead l WHERE o.id = $1 AND l.company_id = o.company_id AND l.id <> o.id AND l.merged_into = 0
		UNION ALL
		SELECT l.id AS id FROM lead o CROSS JOIN company k CROSS JOIN company j CROSS JOIN lead l WHERE o.id = $1 AND k.id = o.company_id
			AND j.domain <> '' AND j.domain = k.domain AND j.id <> k.id AND l.company_id = j.id AND l.id <> o.id AND l.merged_into = 0
	) x LIMIT 40`)

// Siblings are the other leads of a lead's company: of the same company, or of
// one with the same domain. The newest come first; no more than forty are looked
// at. Its error has code [model.NotFound] where there is no such lead.
func (s *Store) Siblings(ctx context.Context, _ model.Actor, lead model.LeadID) ([]model.LeadRow, error) {
	var page model.LeadPage
	err := s.read(ctx, func(q querier) error {
		_, found, err := leads.get(ctx, q, int64(lead))
		if err != nil {
			return err
		}
		if !found {
			return model.Errorf(model.NotFound, "there is no lead %s; ripen lead list shows those there are", lead)
		}
		var ids []int64
		var id int64
		if err := rows(ctx, q, siblingIDs, []any{int64(lead)}, []any{&id}, func() error {
			ids = append(ids, id)
			return nil
		}); err != nil || len(ids) == 0 {
			return err
		}
		return leadRows(ctx, q, leadShown, these(ids), len(ids), &page)
	})
	slices.SortFunc(page.Rows, func(a, b model.LeadRow) int { return cmp.Compare(b.ID, a.ID) })
	return page.Rows, err
}
