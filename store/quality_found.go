package store

import (
	"cmp"
	"slices"
	"strings"

	"ripen/model"
)

var (
	qualityContact = define("quality.contact", `SELECT name, title, street, zones FROM contact WHERE id = $1`)
	qualityPoints  = define("quality.points", `SELECT id, kind, status, no_consent, source, field FROM point WHERE contact_id = $1 AND key <> ''`)
	qualityPeople  = define("quality.people", `SELECT id, name, source FROM contact WHERE lead_id = $1 AND merged_into = 0`)
	qualityChanges = define("quality.changes", `SELECT u.tbl, u.row_id, u.before, a.id, a.at, a.verb FROM undo_image u CROSS JOIN action a
		WHERE a.id = u.action_id AND u.contact_id = $1 AND u.contact_id > 0`)
	qualityEvidence = define("quality.evidence", `SELECT e.id, e.attribute, e.level, e.touch_id, e.at, e.voids, a.verb, COALESCE(w.body, '')
		FROM evidence e CROSS JOIN action a LEFT JOIN words w ON w.id = e.document_words WHERE a.id = e.action_id AND e.lead_id = $1`)
	qualityTalks = define("quality.talks", `SELECT id, contact_id, at, outcome, voids FROM touch WHERE lead_id = $1`)
)

// Where something was found when no source was given with it.
const (
	onTheCall = "said on the call"
	notSaid   = "not said"
)

// finding is where each gap of one contact was filled by a person; a gap that
// is open still, or that a later list filled, is not in it.
type finding struct {
	r       *retro
	contact model.ContactID
	lead    model.LeadID
	home    home
	changes []contactChange
	where   map[model.Lacks]string
}

// contactChange is one act that made or changed a row of the contact's.
type contactChange struct {
	table  string
	id     int64
	before string // "": the act made the row
	action int64
	at     int64
	verb   string
}

func (r *retro) found(c model.ContactID, lead model.LeadID, h home) (map[model.Lacks]string, error) {
	f := &finding{r: r, contact: c, lead: lead, home: h, where: map[model.Lacks]string{}}
	var ch contactChange
	err := rows(r.ctx, r.q, qualityChanges, []any{int64(c)}, []any{&ch.table, &ch.id, &ch.before, &ch.action, &ch.at, &ch.verb}, func() error {
		f.changes = append(f.changes, ch)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(f.changes, func(a, b contactChange) int { return cmp.Compare(b.action, a.action) })
	parts := []func() error{f.self, f.reach}
	if h.lacks&model.LacksPerson != 0 {
		parts = append(parts, f.person)
	}
	if h.lacks&(model.LacksIndustry|model.LacksSize) != 0 {
		parts = append(parts, f.evidence)
	}
	for _, part := range parts {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return f.where, nil
}

// fill says where a gap was filled: at the source that was given, in a talk of
// the same day, or nobody said.
func (f *finding) fill(gap model.Lacks, source string, at int64) error {
	if f.where[gap] != "" {
		return nil
	}
	if source = strings.TrimSpace(source); source != "" {
		f.r.quoted[f.lead] = true
		f.where[gap] = source
		return nil
	}
	f.where[gap] = notSaid
	if at == 0 {
		return nil
	}
	talks, err := f.r.talksOf(f.lead)
	for _, t := range talks {
		if f.r.s.dayOf(f.r.by, fromMillis(t.at)) == f.r.s.dayOf(f.r.by, fromMillis(at)) {
			f.where[gap] = onTheCall
		}
	}
	return err
}

// filledByList says that a later list put something there.
func (f *finding) filledByList(what string) bool {
	return slices.Contains(strings.Split(f.home.filled, ";"), what)
}

// self looks at what stands in the contact's own row: it was filled by the
// newest act before which it was empty, which must be a person's.
func (f *finding) self() error {
	var name, title, street, zones string
	found, err := row(f.r.ctx, f.r.q, qualityContact, []any{int64(f.contact)}, &name, &title, &street, &zones)
	if err != nil || !found {
		return err
	}
	one := func(zones string) bool { return zones != "" && !strings.Contains(zones, ";") }
	filled := func(v string) bool { return v != "" }
	for _, gap := range []struct {
		bit    model.Lacks
		column string
		now    string
		there  func(string) bool
	}{
		{model.LacksPerson, "name", name, func(v string) bool { return v != "" && v != switchboard && v != erasedName }},
		{model.LacksTitle, "title", title, filled},
		{model.LacksAddress, "street", street, filled},
		{model.LacksZone, "zones", zones, one},
	} {
		if f.home.lacks&gap.bit == 0 || !gap.there(gap.now) {
			continue
		}
		by, err := f.filledBy(gap.column, gap.there)
		if err != nil {
			return err
		}
		if by.verb == "" || by.verb == verbImport {
			continue
		}
		if err := f.fill(gap.bit, "", by.at); err != nil {
			return err
		}
	}
	return nil
}

func (f *finding) filledBy(column string, there func(string) bool) (contactChange, error) {
	i := slices.Index(strings.Split(contacts.cols, ", "), column)
	for _, ch := range f.changes {
		if ch.table != contacts.table || ch.before == "" || ch.id != int64(f.contact) {
			continue
		}
		values, err := imageValues(ch.before)
		if err != nil {
			return contactChange{}, err
		}
		if v, _ := contacts.widened(values)[i].(string); !there(v) {
			return ch, nil
		}
	}
	return contactChange{}, nil
}

// reach looks for numbers and addresses that no list brought and that can be
// used.
func (f *finding) reach() error {
	gaps := map[model.PointKind]model.Lacks{model.PhonePoint: model.LacksPhone, model.EmailPoint: model.LacksEmail, model.PostPoint: model.LacksAddress}
	var p model.Point
	var all []model.Point
	bind := []any{(*int64)(&p.ID), (*string)(&p.Kind), (*string)(&p.Status), yesNo{&p.NoConsent}, &p.Source, &p.Field}
	err := rows(f.r.ctx, f.r.q, qualityPoints, []any{int64(f.contact)}, bind, func() error {
		if gap := gaps[p.Kind]; f.home.lacks&gap != 0 && p.Usable() && p.Field == "" && (p.Source != "" || !f.filledByList(string(p.Kind))) {
			all = append(all, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b model.Point) int { return cmp.Compare(a.ID, b.ID) })
	for _, p := range all {
		if err := f.fill(gaps[p.Kind], p.Source, f.madeAt(points.table, int64(p.ID), f.changes)); err != nil {
			return err
		}
	}
	return nil
}

func (f *finding) madeAt(table string, id int64, all []contactChange) int64 {
	for _, ch := range all {
		if ch.table == table && ch.id == id && ch.before == "" {
			return ch.at
		}
	}
	return 0
}

// person looks for somebody named at a company of which the list knew a main
// line only.
func (f *finding) person() error {
	var id model.ContactID
	var name, source string
	type named struct {
		id     model.ContactID
		source string
	}
	var all []named
	err := rows(f.r.ctx, f.r.q, qualityPeople, []any{int64(f.lead)}, []any{(*int64)(&id), &name, &source}, func() error {
		if id != f.contact && name != switchboard && name != erasedName {
			all = append(all, named{id, source})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b named) int { return cmp.Compare(a.id, b.id) })
	for _, p := range all {
		h, err := f.r.home(p.id)
		if err != nil {
			return err
		}
		if h.list != 0 {
			continue // a list brought him, this one or another
		}
		var ch contactChange
		var changes []contactChange
		err = rows(f.r.ctx, f.r.q, qualityChanges, []any{int64(p.id)}, []any{&ch.table, &ch.id, &ch.before, &ch.action, &ch.at, &ch.verb}, func() error {
			changes = append(changes, ch)
			return nil
		})
		if err != nil {
			return err
		}
		if err := f.fill(model.LacksPerson, p.source, f.madeAt(contacts.table, int64(p.id), changes)); err != nil {
			return err
		}
	}
	return nil
}

// evidence looks for what people entered of the industry and the size of the
// firm. Above the lowest rung only people enter.
func (f *finding) evidence() error {
	gaps := map[model.AttributeKey]model.Lacks{model.IndustryCode: model.LacksIndustry, model.Firmographics: model.LacksSize}
	type entry struct {
		id, at, touch, voids int64
		gap                  model.Lacks
		document             string
	}
	var e entry
	var all []entry
	voided := map[int64]bool{}
	var attribute, verb string
	var level int
	err := rows(f.r.ctx, f.r.q, qualityEvidence, []any{int64(f.lead)}, []any{&e.id, &attribute, &level, &e.touch, &e.at, &e.voids, &verb, &e.document}, func() error {
		e.gap = gaps[model.AttributeKey(attribute)]
		switch {
		case e.voids != 0:
			voided[e.voids] = true
		case f.home.lacks&e.gap != 0 && (model.Rung(level) > model.Listed || verb == verbAttest):
			all = append(all, e)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	for _, e := range all {
		if voided[e.id] {
			continue
		}
		source := e.document
		if e.touch != 0 {
			source = onTheCall
		}
		if err := f.fill(e.gap, source, e.at); err != nil {
			return err
		}
	}
	return nil
}

// talk is one two-way touch of a lead.
type talk struct {
	contact model.ContactID
	at      int64
}

// talksOf are the talks with a lead that stand.
func (r *retro) talksOf(lead model.LeadID) ([]talk, error) {
	if all, known := r.talks[lead]; known {
		return all, nil
	}
	var t talk
	var id, voids int64
	var outcome string
	by, voided := map[int64]talk{}, []int64{}
	err := rows(r.ctx, r.q, qualityTalks, []any{int64(lead)}, []any{&id, (*int64)(&t.contact), &t.at, &outcome, &voids}, func() error {
		switch {
		case voids != 0:
			voided = append(voided, voids)
		case twoWay(model.Outcome(outcome)):
			by[id] = t
		}
		return nil
	})
	for _, v := range voided {
		delete(by, v)
	}
	all := make([]talk, 0, len(by))
	for _, t := range by {
		all = append(all, t)
	}
	r.talks[lead] = all
	return all, err
}
