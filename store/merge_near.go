package store

import (
	"context"

	"ripen/model"
)

const verbMatch = "match"

// MergeNear makes the two of a pair one. A merge fills empty fields and
// overwrites nothing; the lead that is worked, else the older one, stays. Two
// contacts of two leads make the leads one first. It can be undone. Errors are
// of code [model.NotFound], and [model.Refused] where the pair is merged
// already or both leads are with sales.
func (s *Store) MergeNear(ctx context.Context, by model.Actor, id int64) (model.Result, error) {
	return s.judging(ctx, by, id, func(q querier, n nearRow) (model.Result, error) { return s.merge(ctx, q, by, n) })
}

// judging has a person decide on a pair that can still be decided on, in one
// transaction.
func (s *Store) judging(ctx context.Context, by model.Actor, id int64, decide func(querier, nearRow) (model.Result, error)) (model.Result, error) {
	var out model.Result
	if err := by.Allow(model.ActWork); err != nil {
		return out, err
	}
	err := s.write(ctx, func(q querier) error {
		n, err := nearByID(ctx, q, id)
		switch {
		case err != nil:
			return err
		case n.State == model.NearMerged:
			return model.Errorf(model.Refused, "pair %d is merged already; ripen undo takes the merge back", id)
		case n.State == model.NearNever:
			return model.Errorf(model.Refused, "pair %d was told apart for ever; whoever said so can undo it", id)
		}
		out, err = decide(q, n)
		return err
	})
	return out, err
}

func (s *Store) merge(ctx context.Context, q querier, by model.Actor, n nearRow) (model.Result, error) {
	m := &merging{w: &writer{s: s, ctx: ctx, q: q, by: by}}
	first, second, err := m.homes(n)
	if err != nil {
		return model.Result{}, err
	}
	keep := first
	if first != second {
		moved, err := s.movedBetween(ctx, q, n)
		if err == nil && moved {
			err = model.Errorf(model.Refused, "this is one person who moved from one company to the other; the companies are two, so keep both")
		}
		if err != nil {
			return model.Result{}, err
		}
		a, err := m.look(first)
		if err != nil {
			return model.Result{}, err
		}
		b, err := m.look(second)
		if err != nil {
			return model.Result{}, err
		}
		if !a.stays(b) {
			keep = second
		}
	}
	if m.w.action, err = s.journal(ctx, q, by, deed{verb: verbMatch, lead: keep, said: "merged two records", undo: undoable}); err != nil {
		return model.Result{}, err
	}
	if err := m.both(n, first, second); err != nil {
		return model.Result{}, err
	}
	if err := m.judge(n, model.NearMerged); err != nil {
		return model.Result{}, err
	}
	l, err := s.load(ctx, q, by, keep, s.now())
	if err != nil {
		return model.Result{}, err
	}
	p := s.follow(l, s.andThen(l.World, model.Decision{Effects: m.said}))
	p.relearn = true
	w, err := s.carryOut(ctx, q, by, m.w.action, p)
	if err != nil {
		return model.Result{}, err
	}
	return result(p, w.ids, m.w.action), nil
}

// homes are the living leads of the two sides. A company that has no lead any
// more has nothing to merge.
func (m *merging) homes(n nearRow) (first, second model.LeadID, err error) {
	ctx, q := m.w.ctx, m.w.q
	if n.Kind == nearContact {
		if first, _, err = m.w.s.contactHome(ctx, q, model.ContactID(n.A)); err == nil {
			second, _, err = m.w.s.contactHome(ctx, q, model.ContactID(n.B))
		}
		return first, second, err
	}
	for i, id := range []int64{n.A, n.B} {
		k, found, err := companies.get(ctx, q, id)
		if err != nil || !found {
			return 0, 0, goneSide(err)
		}
		l, found, err := newestLead(ctx, q, living(id, k.MergedInto))
		if err != nil || !found {
			return 0, 0, goneSide(err)
		}
		if i == 0 {
			first = l.id
		} else {
			second = l.id
		}
	}
	return first, second, nil
}

func goneSide(err error) error {
	if err != nil {
		return err
	}
	return model.Errorf(model.Refused, "one of the two is gone; there is nothing to merge")
}

// both merges the leads where they are two, then the contacts.
func (m *merging) both(n nearRow, first, second model.LeadID) error {
	if first != second {
		if _, _, err := m.leadsOf(first, second); err != nil {
			return err
		}
	}
	if n.Kind != nearContact {
		return nil
	}
	_, a, err := m.w.s.contactHome(m.w.ctx, m.w.q, model.ContactID(n.A))
	if err != nil {
		return err
	}
	_, b, err := m.w.s.contactHome(m.w.ctx, m.w.q, model.ContactID(n.B))
	if err != nil || a == b {
		return err
	}
	keep, gone, err := m.whoStays(a, b)
	if err != nil {
		return err
	}
	return m.contacts(keep, gone)
}

var touchesOfMan = define("merge.touches-of", `SELECT COALESCE(sum(sign), 0) FROM touch WHERE lead_id = $1 AND contact_id = $2`)

// whoStays is the contact who was worked, else the older one.
func (m *merging) whoStays(a, b model.ContactID) (keep, gone model.ContactID, err error) {
	if b < a {
		a, b = b, a
	}
	worked := func(c model.ContactID) (n int64, err error) {
		lead, _, err := m.w.s.contactHome(m.w.ctx, m.w.q, c)
		if err != nil {
			return 0, err
		}
		all, err := ids(m.w.ctx, m.w.q, leadsMerged, int64(lead))
		for _, l := range append(all, int64(lead)) {
			var some int64
			if err == nil {
				_, err = row(m.w.ctx, m.w.q, touchesOfMan, []any{l, int64(c)}, &some)
			}
			n += some
		}
		return n, err
	}
	x, err := worked(a)
	if err != nil {
		return 0, 0, err
	}
	y, err := worked(b)
	if err == nil && x == 0 && y > 0 {
		return b, a, nil
	}
	return a, b, err
}

// judge writes what a person said of the pair.
func (m *merging) judge(n nearRow, state model.NearState) error {
	return edit(m.w, nears, n.ID, 0, n.Version, func(r *nearRow) {
		r.State, r.By, r.At = state, m.w.by.ID, m.w.s.now()
	})
}

// KeepBoth says that the two of a pair are two. It can be undone. Errors are of
// code [model.NotFound], and [model.Refused] where they are merged.
func (s *Store) KeepBoth(ctx context.Context, by model.Actor, id int64) (model.Result, error) {
	return s.parted(ctx, by, id, model.NearBoth, "kept both of a pair", "both are kept")
}

// NeverSame says that the two of a pair are never one, for ever.
func (s *Store) NeverSame(ctx context.Context, by model.Actor, id int64) (model.Result, error) {
	return s.parted(ctx, by, id, model.NearNever, "told two records apart", "they are two for ever")
}

func (s *Store) parted(ctx context.Context, by model.Actor, id int64, state model.NearState, said, effect string) (model.Result, error) {
	return s.judging(ctx, by, id, func(q querier, n nearRow) (model.Result, error) {
		m := &merging{w: &writer{s: s, ctx: ctx, q: q, by: by}}
		lead, _, err := m.homes(n)
		if err != nil {
			return model.Result{}, err
		}
		if m.w.action, err = s.journal(ctx, q, by, deed{verb: verbMatch, lead: lead, said: said, undo: undoable}); err != nil {
			return model.Result{}, err
		}
		return model.Result{ActionID: model.ActionID(m.w.action), LeadID: lead, Effects: []string{effect}}, m.judge(n, state)
	})
}
