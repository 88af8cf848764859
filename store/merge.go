package store

import (
	"context"
	"fmt"
	"maps"

	"ripen/model"
)

var (
	leadsOfFirm  = define("merge.leads", `SELECT id FROM lead WHERE company_id = $1`)
	peopleOf     = define("merge.people", `SELECT id FROM contact WHERE lead_id = $1`)
	enrolsMerged = define("merge.enrolments", `SELECT `+enrolments.cols+` FROM enrolment WHERE contact_id = $1`)
	enrolsMoved  = define("merge.enrolments-of-lead", `SELECT `+enrolments.cols+` FROM enrolment WHERE lead_id = $1`)
	pointsMerged = define("merge.points", `SELECT `+points.cols+` FROM point WHERE contact_id = $1`)
	mergedPeople = define("merge.contacts-into", `SELECT id FROM contact WHERE merged_into = $1 AND merged_into > 0`)
	mergedFirms  = define("merge.companies-into", `SELECT id FROM company WHERE merged_into = $1 AND merged_into > 0`)
	handedOver   = define("merge.handoffs", `SELECT count(*) FROM handoff WHERE lead_id = $1`)
	leadShed     = define("merge.shed", `UPDATE lead SET due_at = 0, contact_id = 0, not_before = 0, alarm_at = 0, failing = 0, text_sum = 0 WHERE id = $1`)
)

// mergedReason is the reason of a lead that became part of another.
const mergedReason = "merged"

// merging is one merge under way: rows are changed one by one, each kept as it
// was, so that undo puts them back whole.
type merging struct {
	w    *writer
	said []string
}

func (m *merging) say(format string, args ...any) {
	m.said = append(m.said, fmt.Sprintf(format, args...))
}

func (m *merging) contact(id model.ContactID, change func(*contactRow)) error {
	v, _, err := contacts.versionOf(m.w.ctx, m.w.q, int64(id))
	if err != nil {
		return err
	}
	return edit(m.w, contacts, int64(id), int64(id), v, change)
}

func (m *merging) lead(id model.LeadID, change func(*leadRow)) error {
	v, _, err := leads.versionOf(m.w.ctx, m.w.q, int64(id))
	if err != nil {
		return err
	}
	return edit(m.w, leads, int64(id), 0, v, change)
}

func (m *merging) company(id model.CompanyID, change func(*companyRow)) error {
	v, _, err := companies.versionOf(m.w.ctx, m.w.q, int64(id))
	if err != nil {
		return err
	}
	return edit(m.w, companies, int64(id), 0, v, change)
}

func ids(ctx context.Context, q querier, st *stmt, of int64) ([]int64, error) {
	var id int64
	var out []int64
	err := rows(ctx, q, st, []any{of}, []any{&id}, func() error {
		out = append(out, id)
		return nil
	})
	return out, err
}

// fillEmpty puts what b has where a has nothing.
func fillEmpty[T comparable](a *T, b T) (filled bool) {
	var zero T
	if *a != zero || b == zero {
		return false
	}
	*a = b
	return true
}

func fillPlace(a *model.Place, b model.Place) {
	if a.Street == "" && a.City == "" && a.Zip == "" { // half of one address and half of another is none
		country := a.Country
		*a = b
		if country != "" && b.Country == "" {
			a.Country = country
		}
		return
	}
	fillEmpty(&a.State, b.State)
	fillEmpty(&a.Country, b.Country)
	if a.Street == "" && (a.City == b.City || b.City == "") {
		a.Street = b.Street
	}
	if a.Zip == "" && a.City == b.City {
		a.Zip = b.Zip
	}
}

func fillExtra(a *map[string]string, b map[string]string) {
	if len(b) == 0 {
		return
	}
	out := maps.Clone(b)
	maps.Copy(out, *a)
	*a = out
}

// contacts makes gone part of keep, who is on the same lead already.
func (m *merging) contacts(keep, gone model.ContactID) error {
	ctx, q := m.w.ctx, m.w.q
	b, _, err := contacts.get(ctx, q, int64(gone))
	if err != nil {
		return err
	}
	var name string
	err = m.contact(keep, func(a *contactRow) {
		name = a.Name
		fillEmpty(&a.Title, b.Title)
		if a.Role == model.RoleUnknown && b.Role != model.RoleUnknown {
			a.Role, a.RoleSetBy = b.Role, b.RoleSetBy
		}
		if len(a.Zones) != 1 && len(b.Zones) > 0 && (len(a.Zones) == 0 || len(b.Zones) == 1) {
			a.Zones = b.Zones
		}
		fillEmpty(&a.Region, b.Region)
		fillPlace(&a.Place, b.Place)
		fillExtra(&a.Extra, b.Extra)
		a.NoEmail, a.Left, a.Rank = a.NoEmail || b.NoEmail, a.Left || b.Left, min(a.Rank, b.Rank)
	})
	if err != nil {
		return err
	}
	if err := m.points(keep, gone); err != nil {
		return err
	}
	if err := m.pursuit(keep, gone); err != nil {
		return err
	}
	was, err := ids(ctx, q, mergedPeople, int64(gone))
	if err != nil {
		return err
	}
	for _, id := range append(was, int64(gone)) { // always one hop to the living one
		if err := m.contact(model.ContactID(id), func(c *contactRow) { c.MergedInto = int64(keep) }); err != nil {
			return err
		}
	}
	m.say("%s (%s) is now %s (%s)", b.Name, gone, name, keep)
	return m.lead(b.LeadID, func(l *leadRow) {
		if l.NextStep.ContactID == gone {
			l.NextStep.ContactID = keep
		}
	})
}

// points moves what the living contact has not; of what both have, a no and a
// dead line win. A no to a channel that either of them said holds for all of it.
func (m *merging) points(keep, gone model.ContactID) error {
	have, err := points.all(m.w.ctx, m.w.q, pointsMerged, []any{int64(keep)})
	if err != nil {
		return err
	}
	brought, err := points.all(m.w.ctx, m.w.q, pointsMerged, []any{int64(gone)})
	if err != nil {
		return err
	}
	refused := map[model.PointKind]bool{}
	for _, p := range append(have[:len(have):len(have)], brought...) {
		refused[p.Kind] = refused[p.Kind] || p.NoConsent
	}
	moved := 0
	joined := map[model.PointID]pointRow{}
	for _, b := range brought {
		at := -1
		for i, a := range have {
			if a.Kind == b.Kind && a.Key == b.Key && (a.Key != "" || a.Shown == b.Shown) {
				at = i
			}
		}
		if at < 0 {
			moved++
			if err := edit(m.w, points, int64(b.ID), int64(gone), b.Version, func(p *pointRow) {
				p.ContactID, p.NoConsent = keep, refused[p.Kind]
			}); err != nil {
				return err
			}
			continue
		}
		joined[have[at].ID] = b
	}
	for _, a := range have {
		b, both := joined[a.ID]
		err := edit(m.w, points, int64(a.ID), int64(keep), a.Version, func(p *pointRow) {
			p.NoConsent = refused[p.Kind]
			if both && (b.Status == model.PointDead || p.Status == model.PointUnknown) {
				p.Status = b.Status
			}
		})
		if err != nil {
			return err
		}
	}
	if moved == 1 {
		m.say("one number or address comes over")
	} else if moved > 1 {
		m.say("%d numbers and addresses come over", moved)
	}
	return nil
}

// pursuit gives the cadence of the one who goes to the one who stays where
// nobody pursues him; else it stops, for two would call one person.
func (m *merging) pursuit(keep, gone model.ContactID) error {
	own, err := enrolments.all(m.w.ctx, m.w.q, enrolsMerged, []any{int64(keep)})
	if err != nil {
		return err
	}
	pursued := false
	for _, e := range own {
		pursued = pursued || e.State.Live()
	}
	all, err := enrolments.all(m.w.ctx, m.w.q, enrolsMerged, []any{int64(gone)})
	if err != nil {
		return err
	}
	for _, e := range all {
		stops := e.State.Live() && pursued
		err := edit(m.w, enrolments, int64(e.ID), int64(gone), e.Version, func(r *enrolmentRow) {
			r.ContactID = keep
			if stops {
				r.stop()
			}
		})
		if err != nil {
			return err
		}
		if stops {
			m.say("the second %s cadence stops", e.Cadence)
		}
	}
	return nil
}

// stop ends an enrolment because of a merge.
func (e *enrolmentRow) stop() {
	e.State, e.Owes, e.Class, e.Why = model.EnrolStopped, "", model.ClassNone, mergedReason
}
