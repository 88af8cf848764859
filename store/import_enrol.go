package store

import (
	"context"
	"slices"

	"ripen/model"
)

var (
	listRowsOf = define("list.leads-of", `SELECT lead_id, row_no FROM list_row WHERE list_id = $1 AND fate = $2 AND row_no > $3 ORDER BY row_no LIMIT 500`)
	leadDone   = define("lead.enrolled-by", `SELECT l.list_id FROM lead l WHERE l.id = $1 AND l.text_sum <> 0 AND EXISTS(SELECT 1 FROM enrolment e WHERE e.lead_id = l.id)`)
	rankSet    = define("contact.rank", `UPDATE contact SET rank = $2 WHERE id = $1 AND rank <> $2`)
)

// enrolAll goes through the leads that the list brought or added to, works out
// what is derived, and enrols the first-ranked contact of each new one.
func (im *Importing) enrolAll(ctx context.Context) error {
	seen := map[model.LeadID]bool{}
	for _, fate := range []string{fateCreated, fateMerged} {
		for after := 0; ; {
			part, last, err := im.leadsOf(ctx, fate, after, seen)
			if err != nil {
				return err
			}
			for some := range slices.Chunk(part, leadsTogether) {
				if err := im.write(ctx, func(q querier) error { return im.enrolSome(ctx, q, some) }); err != nil {
					return err
				}
			}
			if last == after {
				break
			}
			after = last
			im.tell("enrolling", len(seen), max(im.result.LeadsCreated, len(seen)))
		}
	}
	return nil
}

// leadsOf are the leads of the next rows of a fate that were not seen yet. Of a
// list that was done before only those count that rows went to now.
func (im *Importing) leadsOf(ctx context.Context, fate string, after int, seen map[model.LeadID]bool) (part []model.LeadID, last int, err error) {
	var lead model.LeadID
	last = after
	err = rows(ctx, im.s.r, listRowsOf, []any{int64(im.list.ID), fate, after}, []any{(*int64)(&lead), &last}, func() error {
		if !seen[lead] && (!im.again || im.touched[lead]) {
			part = append(part, lead)
		}
		seen[lead] = true
		return nil
	})
	return part, last, err
}

func (im *Importing) enrolSome(ctx context.Context, q querier, all []model.LeadID) error {
	for _, id := range all {
		if im.resumed && !im.touched[id] {
			var list model.ListID
			done, err := row(ctx, q, leadDone, []any{int64(id)}, (*int64)(&list))
			if err != nil {
				return err
			}
			if done && list == im.list.ID {
				continue // by an earlier run
			}
		}
		l, err := im.s.load(ctx, q, im.by, id, im.s.now())
		if err != nil {
			return err
		}
		if im.fresh(l) {
			err = im.writeFirst(ctx, q, l)
		} else {
			p := im.s.follow(l, model.Decision{})
			p.relearn = true
			_, err = im.s.carryOut(ctx, q, im.by, im.action, p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fresh says that the list made the lead and nobody is pursued there yet.
func (im *Importing) fresh(l *loaded) bool {
	return len(l.Enrolments) == 0 && l.Lead.Status == model.New && l.Lead.ListID == im.list.ID
}

// first ranks the contacts of a fresh lead by the playbook's target titles and
// by reach, enrols the first that can be pursued, and follows that to its end.
// The enrolment has the id -1.
func (im *Importing) first(l *loaded) (plan, error) {
	w := l.World
	w.Contacts = slices.Clone(w.Contacts)
	order := im.ranked(w)
	for rank, i := range order {
		w.Contacts[i].Rank = rank
	}
	for _, i := range order {
		c := w.Contacts[i]
		if c.Suppressed || c.Left {
			continue
		}
		e, ok, err := im.enrolment(l, w, c.ID)
		if err != nil {
			return plan{}, err
		}
		if ok {
			w.Enrolments = []model.Enrolment{e}
		}
		break
	}
	r := judge(w)
	w = settle(w, r)
	p := plan{before: l, after: w, readiness: r, relearn: true}
	p.derived = im.s.derive(l, w, r)
	return p, nil
}

// enrolment of a contact in the import's cadence; false where the database has
// no cadences and pursues nobody.
func (im *Importing) enrolment(l *loaded, w model.World, who model.ContactID) (model.Enrolment, bool, error) {
	id, ok := w.Current[im.cadence]
	if !ok {
		if len(w.Current) == 0 {
			return model.Enrolment{}, false, nil
		}
		return model.Enrolment{}, false, model.Errorf(model.NotFound, "there is no cadence %q; ripen cadence list shows those there are", im.cadence)
	}
	at := w.Lead.ReceivedAt
	if at.IsZero() {
		at = l.Now
	}
	e, err := startEnrolment(im.s.book, w, who, w.Cadences[id], at)
	e.ID = -1
	return e, true, err
}

// ranked are the places of the contacts in the order in which they are wanted.
func (im *Importing) ranked(w model.World) []int {
	order, weight := make([]int, len(w.Contacts)), make([]int, len(w.Contacts))
	for i, c := range w.Contacts {
		order[i] = i
		weight[i] = int(1000*wanted01(w.Playbook, c) + 0.5)
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight[b] - weight[a] })
	return order
}

// writeFirst writes a fresh lead as it stands once its first contact is
// enrolled. Of rows that this import made no image is kept: undo takes them out
// whole.
func (im *Importing) writeFirst(ctx context.Context, q querier, l *loaded) error {
	p, err := im.first(l)
	if err != nil {
		return err
	}
	w := &writer{s: im.s, ctx: ctx, q: q, by: im.by, action: im.action, ids: idMap{}, p: p}
	for _, c := range p.after.Contacts {
		if _, err := exec(ctx, q, rankSet, int64(c.ID), c.Rank); err != nil {
			return err
		}
	}
	if len(p.after.Enrolments) > 0 {
		w.ids.want("enrolment", -1)
		if err := w.ids.settleIDs(ctx, q); err != nil {
			return err
		}
		e := p.after.Enrolments[0]
		w.ids.enrolment(&e)
		e.Version = im.action
		if err := enrolments.add(ctx, q, &enrolmentRow{e}); err != nil {
			return err
		}
	}
	if after, before := p.after.Lead, l.Lead; after.Status != before.Status || after.Horizon != before.Horizon || after.DecisionBy != before.DecisionBy {
		if err := im.setLead(ctx, q, after); err != nil {
			return err
		}
	}
	return w.derive()
}

// setLead writes a lead that its first judgement has moved.
func (im *Importing) setLead(ctx context.Context, q querier, after model.Lead) error {
	was, found, err := leads.get(ctx, q, int64(after.ID))
	if err != nil || !found {
		return err
	}
	next := was
	next.Lead = after
	_, err = leads.set(ctx, q, &next, was.Version)
	return err
}
