package store

import (
	"context"

	"ripen/model"
)

// forgetMerged takes away what still stands of records that became part of an
// erased person: their names, their reach, what was said of them, and their
// former states. Their hashes stay suppressed.
func (s *Store) forgetMerged(ctx context.Context, q querier, by model.Actor, action int64, of model.ContactID) error {
	all, err := ids(ctx, q, mergedPeople, int64(of))
	if err != nil {
		return err
	}
	for _, id := range all {
		c, _, err := contacts.get(ctx, q, id)
		if err != nil {
			return err
		}
		if err := s.suppressMac(ctx, q, by, suppressPerson, c.Mac, "", "erased", ""); err != nil {
			return err
		}
		if _, err := drop(ctx, q, pointsOf, id, points); err != nil {
			return err
		}
		blank := contactRow{Contact: model.Contact{ID: c.ID, LeadID: c.LeadID, Name: erasedName, Role: model.RoleUnknown, Rank: c.Rank, Version: action},
			Mac: c.Mac, MergedInto: c.MergedInto, ErasedAt: millis(s.now())}
		if _, err := contacts.set(ctx, q, &blank, c.Version); err != nil {
			return err
		}
		for _, st := range []*stmt{wordsBlank, imageDrop} {
			if _, err := exec(ctx, q, st, id); err != nil {
				return err
			}
		}
	}
	return nil
}
