package store

import (
	"context"

	"ripen/model"
)

// Callers are those whom text may name, the likeliest first, at most limit.
func (s *Store) Callers(ctx context.Context, by model.Actor, text string, limit int) ([]model.Caller, error) {
	page, err := s.Leads(ctx, by, model.LeadQuery{Search: text, Limit: limit})
	if err != nil {
		return nil, err
	}
	out := make([]model.Caller, len(page.Rows))
	for i, r := range page.Rows {
		out[i] = model.Caller{LeadID: r.ID, Company: r.Company, Name: r.Contact, Place: r.Place, Owner: r.Owner, Status: r.Status}
	}
	return out, nil
}
