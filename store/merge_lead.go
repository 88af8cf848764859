package store

import (
	"context"
	"errors"

	"ripen/model"
)

// rank says which of two leads stays: one that is with sales, else an open one;
// the rest is decided by the work in it, and by age.
func rankOf(s model.Status) int {
	switch {
	case s.Nurtured():
		return 1
	case s.Open():
		return 2
	}
	return 0
}

// standingLead is a lead with what decides whether it stays.
type standingLead struct {
	leadRow
	touches int64
	name    string
}

func (m *merging) look(id model.LeadID) (l standingLead, err error) {
	row1, found, err := leads.get(m.w.ctx, m.w.q, int64(id))
	if err != nil || !found {
		return l, errors.Join(err, model.Errorf(model.NotFound, "there is no lead %s any more", id))
	}
	l.leadRow = row1
	if _, err := row(m.w.ctx, m.w.q, touchOfLead, []any{int64(id)}, &l.touches); err != nil {
		return l, err
	}
	var n int64
	if _, err := row(m.w.ctx, m.w.q, handedOver, []any{int64(id)}, &n); err != nil {
		return l, err
	}
	l.touches += n
	k, _, err := companies.get(m.w.ctx, m.w.q, int64(l.CompanyID))
	l.name = k.Name
	return l, err
}

// stays says that a is the one to keep.
func (a standingLead) stays(b standingLead) bool {
	switch x, y := rankOf(a.Status), rankOf(b.Status); {
	case x != y:
		return x > y
	case (a.touches > 0) != (b.touches > 0):
		return a.touches > 0
	}
	return a.ID < b.ID
}

// leadsOf merges two leads of two companies, and the companies. It returns the
// lead that stays and the one that goes.
func (m *merging) leadsOf(first, second model.LeadID) (keep, gone model.LeadID, err error) {
	a, err := m.look(first)
	if err != nil {
		return 0, 0, err
	}
	b, err := m.look(second)
	if err != nil {
		return 0, 0, err
	}
	if rankOf(a.Status) == 2 && rankOf(b.Status) == 2 {
		return 0, 0, model.Errorf(model.Refused, "%s (%s) and %s (%s) are both with sales; let the salespeople settle who goes on, and merge when one is closed", a.name, a.ID, b.name, b.ID)
	}
	if !a.stays(b) {
		a, b = b, a
	}
	m.say("%s (%s) becomes part of %s (%s)", b.name, b.ID, a.name, a.ID)
	if err := m.companies(a.CompanyID, b.CompanyID, b.ID); err != nil {
		return 0, 0, err
	}
	if err := m.moveIn(a, b); err != nil {
		return 0, 0, err
	}
	return a.ID, b.ID, m.close(a, b)
}

// companies makes gone part of keep: empty fields are filled, its other leads,
// closed ones, are the living company's.
func (m *merging) companies(keep, gone model.CompanyID, but model.LeadID) error {
	if keep == gone {
		return nil
	}
	ctx, q := m.w.ctx, m.w.q
	b, _, err := companies.get(ctx, q, int64(gone))
	if err != nil {
		return err
	}
	err = m.company(keep, func(a *companyRow) {
		c := a.Company
		fillEmpty(&c.Domain, b.Domain)
		fillEmpty(&c.Website, b.Website)
		fillEmpty(&c.Industry, b.Industry)
		fillPlace(&c.Place, b.Place)
		fillExtra(&c.Extra, b.Extra)
		merged := a.MergedInto
		*a = *m.w.s.fillCompany(c)
		a.MergedInto = merged
	})
	if err != nil {
		return err
	}
	was, err := ids(ctx, q, mergedFirms, int64(gone))
	if err != nil {
		return err
	}
	for _, id := range append(was, int64(gone)) {
		if err := m.company(model.CompanyID(id), func(c *companyRow) { c.MergedInto = int64(keep) }); err != nil {
			return err
		}
	}
	all, err := ids(ctx, q, leadsOfFirm, int64(gone))
	for _, id := range all {
		if model.LeadID(id) == but || err != nil {
			continue
		}
		err = m.lead(model.LeadID(id), func(l *leadRow) { l.CompanyID = keep })
	}
	return err
}

// moveIn brings people and what pursues them over.
func (m *merging) moveIn(a, b standingLead) error {
	ctx, q := m.w.ctx, m.w.q
	own, err := ids(ctx, q, peopleOf, int64(a.ID))
	if err != nil {
		return err
	}
	people, err := ids(ctx, q, peopleOf, int64(b.ID))
	if err != nil {
		return err
	}
	for _, id := range people {
		if err := m.contact(model.ContactID(id), func(c *contactRow) { c.LeadID, c.Rank = a.ID, c.Rank+len(own) }); err != nil {
			return err
		}
	}
	all, err := enrolments.all(ctx, q, enrolsMoved, []any{int64(b.ID)})
	if err != nil {
		return err
	}
	for _, e := range all {
		stops := e.State.Live() && !a.Status.Nurtured()
		err := edit(m.w, enrolments, int64(e.ID), int64(e.ContactID), e.Version, func(r *enrolmentRow) {
			r.LeadID = a.ID
			if stops {
				r.stop()
			}
		})
		if err != nil {
			return err
		}
		if stops {
			m.say("its %s cadence stops, for the lead is %s", e.Cadence, a.Status)
		}
	}
	return nil
}

// close leaves the lead that goes as a name of the one that stays.
func (m *merging) close(a, b standingLead) error {
	ctx, q := m.w.ctx, m.w.q
	err := m.lead(a.ID, func(l *leadRow) {
		if l.NextStep.IsZero() {
			l.NextStep = b.NextStep
		}
		if fillEmpty(&l.Value, b.Value) {
			l.Currency = b.Currency
		}
		if l.ReceivedAt.IsZero() {
			l.ReceivedAt = b.ReceivedAt
		}
		fillEmpty(&l.Source, b.Source)
	})
	if err != nil {
		return err
	}
	was, err := ids(ctx, q, leadsMerged, int64(b.ID))
	if err != nil {
		return err
	}
	for _, id := range append(was, int64(b.ID)) {
		err := m.lead(model.LeadID(id), func(l *leadRow) {
			l.MergedInto, l.Status, l.Reason, l.NextStep = int64(a.ID), model.Disqualified, mergedReason, model.NextStep{}
		})
		if err != nil {
			return err
		}
	}
	_, err1 := exec(ctx, q, leadShed, int64(b.ID))
	_, err2 := exec(ctx, q, textDrop, int64(b.ID))
	_, err3 := exec(ctx, q, attrClear, int64(b.ID))
	return errors.Join(err1, err2, err3)
}

// putRight works out again what is kept of every lead that an undone merge
// parted: the living one's is made by the undo itself.
func (u *undoing) putRight(ctx context.Context, by model.Actor) error {
	for _, i := range u.images {
		if i.table != "lead" || i.before == "" || i.id == u.target.LeadID {
			continue
		}
		l, err := u.s.load(ctx, u.q, by, model.LeadID(i.id), u.s.now())
		if err != nil {
			return err
		}
		if int64(l.Lead.ID) != i.id {
			continue
		}
		p := u.s.follow(l, model.Decision{})
		p.relearn = true
		if _, err := u.s.carryOut(ctx, u.q, by, u.action, p); err != nil {
			return err
		}
	}
	return nil
}
