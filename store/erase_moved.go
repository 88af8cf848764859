package store

import (
	"context"
	"slices"

	"ripen/model"
)

// movedWith are the contacts that a person was before a move, or is since, by
// the moves that stand: each keeps both as they were.
var movedWith = define("erase.moved", `SELECT o.contact_id FROM undo_image u CROSS JOIN action a CROSS JOIN undo_image o
	WHERE u.contact_id = $1 AND u.contact_id > 0 AND u.tbl = 'contact' AND a.id = u.action_id AND a.verb = 'move-contact'
	AND NOT EXISTS(SELECT 1 FROM action b WHERE b.undoes = a.id AND b.undoes > 0)
	AND o.action_id = u.action_id AND o.tbl = 'contact' AND o.contact_id <> u.contact_id`)

// stand is a contact, and the lead where it is.
type stand struct {
	lead model.LeadID
	id   model.ContactID
}

// everywhere is a person as whom he stands at each company: the one asked for
// first, then those that he was moved from and to, however often.
func (s *Store) everywhere(ctx context.Context, q querier, id model.ContactID) (all []stand, err error) {
	lead, id, err := s.contactHome(ctx, q, id)
	if err != nil {
		return nil, err
	}
	all = []stand{{lead, id}}
	for at := 0; at < len(all); at++ {
		records, err := ids(ctx, q, mergedPeople, int64(all[at].id)) // what became part of him may have moved before
		if err != nil {
			return nil, err
		}
		for _, record := range append(records, int64(all[at].id)) {
			others, err := ids(ctx, q, movedWith, record)
			if err != nil {
				return nil, err
			}
			for _, other := range others {
				lead, id, err := s.contactHome(ctx, q, model.ContactID(other))
				if model.CodeOf(err) == model.NotFound {
					continue
				}
				if err != nil {
					return nil, err
				}
				if !slices.Contains(all, stand{lead, id}) {
					all = append(all, stand{lead, id})
				}
			}
		}
	}
	return all, nil
}

// movedBetween says that a pair is one person who moved: to make the two one
// would make the companies one.
func (s *Store) movedBetween(ctx context.Context, q querier, p nearRow) (bool, error) {
	if p.Kind != nearContact {
		return false, nil
	}
	all, err := s.everywhere(ctx, q, model.ContactID(p.A))
	if model.CodeOf(err) == model.NotFound {
		return false, nil
	}
	at := slices.IndexFunc(all, func(o stand) bool { return int64(o.id) == p.B })
	return at >= 0 && all[at].lead != all[0].lead, err
}

// erasing is one erasure under way.
type erasing struct {
	s       *Store
	ctx     context.Context //nolint:containedctx // lives for one transaction
	q       querier
	by      model.Actor
	action  int64
	secrets []string
}

// all erases the person at every company. The result is about the first; what
// was known of him at one is struck out of the texts of all.
func (e *erasing) all(people []stand) (out model.Result, err error) {
	for _, p := range people {
		own, err := e.s.forget(e.ctx, e.q, e.by, p.lead, p.id)
		if err != nil {
			return out, err
		}
		e.secrets = append(e.secrets, own...)
	}
	for i, p := range people {
		r, firm, err := e.blank(p)
		if err != nil {
			return out, err
		}
		if i == 0 {
			out = r
		} else {
			out.Effects = append(out.Effects, "erased at "+firm+", too, as "+p.id.String())
		}
	}
	return out, nil
}

// blank leaves nothing to know the person by at one company.
func (e *erasing) blank(p stand) (out model.Result, firm string, err error) {
	if err := e.s.forgetMerged(e.ctx, e.q, e.by, e.action, p.id); err != nil {
		return out, "", err
	}
	l, err := e.s.load(e.ctx, e.q, e.by, p.lead, e.s.now())
	if err == nil {
		err = e.s.strikeOut(e.ctx, e.q, l, e.secrets)
	}
	if err == nil { // as it reads now: what is searched is made of it
		l, err = e.s.load(e.ctx, e.q, e.by, p.lead, e.s.now())
	}
	if err != nil {
		return out, "", err
	}
	plan := e.s.follow(l, e.s.blank(l.World, p.id, e.secrets))
	plan.relearn = true
	w, err := e.s.carryOut(e.ctx, e.q, e.by, e.action, plan)
	if err != nil {
		return out, "", err
	}
	if _, err := exec(e.ctx, e.q, imageDrop, int64(p.id)); err != nil {
		return out, "", err
	}
	_, err = exec(e.ctx, e.q, erasureAdd, int64(p.id), millis(e.s.now()), int64(e.by.ID))
	return result(plan, w.ids, e.action), l.Company.Name, err
}
