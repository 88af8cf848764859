package store

import (
	"cmp"
	"context"
	"slices"

	"ripen/model"
)

// What was merged away keeps its rows: history is append-only, so a touch stays
// with the lead and the contact that it was made on. Loading reads it under the
// living ones.
var (
	leadsMerged    = define("world.leads-merged", `SELECT id FROM lead WHERE merged_into = $1 AND merged_into > 0`)
	contactsMerged = define("world.contacts-merged", `SELECT id, merged_into FROM contact WHERE lead_id = $1 AND merged_into > 0`)
)

// aliases are the names under which a living lead's history may stand.
type aliases struct {
	leads    []int64 // merged into this one
	contacts map[model.ContactID]model.ContactID
}

func loadAliases(ctx context.Context, q querier, l *loaded) error {
	var id, into int64
	err := rows(ctx, q, leadsMerged, []any{int64(l.Lead.ID)}, []any{&id}, func() error {
		l.also.leads = append(l.also.leads, id)
		return nil
	})
	if err != nil {
		return err
	}
	return rows(ctx, q, contactsMerged, []any{int64(l.Lead.ID)}, []any{&id, &into}, func() error {
		if l.also.contacts == nil {
			l.also.contacts = map[model.ContactID]model.ContactID{}
		}
		l.also.contacts[model.ContactID(id)] = model.ContactID(into)
		return nil
	})
}

// every calls f with the id of the lead and of each that was merged into it.
func (l *loaded) every(f func(id int64) error) error {
	if err := f(int64(l.Lead.ID)); err != nil {
		return err
	}
	for _, id := range l.also.leads {
		if err := f(id); err != nil {
			return err
		}
	}
	return nil
}

// now turns the id of a contact into that of the living one.
func (l *loaded) now(c *model.ContactID) {
	if into, merged := l.also.contacts[*c]; merged {
		*c = into
	}
}

// inOrder sorts what came from several leads as one lead's would stand.
func (l *loaded) inOrder() {
	if len(l.also.leads) == 0 {
		return
	}
	slices.SortFunc(l.Touches, func(a, b model.Touch) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(l.Evidence, func(a, b model.Evidence) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(l.Handoffs, func(a, b model.Handoff) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(l.notes, func(a, b model.Note) int { return cmp.Compare(a.ID, b.ID) })
}
