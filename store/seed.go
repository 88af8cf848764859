package store

import (
	"context"
	"slices"
	"time"

	"ripen/model"
)

// Account is what became of a list's rows besides the contacts that it made.
type Account struct {
	List                           model.ListID
	Merged, Rejected, Suppressed   int
	RejectedField, RejectedBecause string
}

// Shown is one lead that stood before a person: kind "served", "opened" or
// "skipped", then with its code.
type Shown struct {
	Member model.MemberID
	Day    model.Date
	Lead   model.LeadID
	Kind   string
	At     time.Time
	Code   string
	Score  int
}

// Seeding fills an empty database with leads that have a past: the
// demonstration, and databases for measuring. Rows keep the ids that they
// bring, and stand in the journal as one act.
type Seeding struct {
	s      *Store
	by     model.Actor
	action int64
	zones  map[model.MemberID]model.Actor
	rows   map[model.ListID]int // the last row number of each list
	top    map[string]int64     // the highest id of each table
	batch  []seedLead
}

type seedLead struct {
	w       model.World
	defects []model.Defect
}

// metaDemo marks a database that was filled by a seeding which ended.
const metaDemo = "demo"

// Seeded says that the database holds a demonstration, whole: it may be made
// anew without loss.
func (s *Store) Seeded(ctx context.Context) (bool, error) {
	var at string
	return row(ctx, s.r, metaGet, []any{metaDemo}, &at)
}

// CountLeads is how many leads there are, of any status.
func (s *Store) CountLeads(ctx context.Context) (int, error) {
	var n, all int
	var status string
	err := rows(ctx, s.r, monthStatus, nil, []any{&status, &n}, func() error {
		all += n
		return nil
	})
	return all, err
}

// seedTogether is how many leads share a transaction.
const seedTogether = 100

// Seed begins to fill the database. It is refused, with code [model.Refused],
// where anybody works here already.
func (s *Store) Seed(ctx context.Context, all []model.Member, from []model.List) (*Seeding, error) {
	d := &Seeding{s: s, zones: map[model.MemberID]model.Actor{}, rows: map[model.ListID]int{}, top: map[string]int64{}}
	if len(all) == 0 {
		return nil, model.Errorf(model.Internal, "a demonstration needs somebody who works in it")
	}
	for _, m := range all {
		d.zones[m.ID] = s.actor(m, m.Zone)
	}
	d.by = d.zones[all[0].ID]
	return d, s.write(ctx, func(q querier) error {
		var first int64
		if found, err := row(ctx, q, memberAny, nil, &first); err != nil || found {
			if found {
				err = model.Errorf(model.Refused, "%s is in use; a demonstration needs a database of its own", s.path)
			}
			return err
		}
		var err error
		if d.action, err = s.journal(ctx, q, d.by, deed{verb: "seed", said: "a demonstration"}); err != nil {
			return err
		}
		for _, m := range all {
			m.Version = d.action
			if err := members.add(ctx, q, &memberRow{Member: m, NameKey: memberKey(m.Name)}); err != nil {
				return err
			}
			d.saw("member", int64(m.ID))
		}
		for _, l := range from {
			l.Version = d.action
			if err := lists.add(ctx, q, &listRow{List: l, NameKey: listKey(l.Name)}); err != nil {
				return err
			}
			d.saw("list", int64(l.ID))
			d.rows[l.ID] = 1 // the header
		}
		return nil
	})
}

func (d *Seeding) saw(table string, id int64) { d.top[table] = max(d.top[table], id) }

// Lead adds a lead with all that hangs on it.
func (d *Seeding) Lead(ctx context.Context, w model.World, defects []model.Defect) error {
	d.batch = append(d.batch, seedLead{w, defects})
	if len(d.batch) < seedTogether {
		return nil
	}
	return d.flush(ctx)
}

func (d *Seeding) flush(ctx context.Context) error {
	part := d.batch
	d.batch = d.batch[:0]
	return d.s.write(ctx, func(q querier) error {
		for _, l := range part {
			if err := d.put(ctx, q, l); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Seeding) put(ctx context.Context, q querier, l seedLead) error {
	w := l.w
	created := w.Lead.ReceivedAt
	if len(w.Enrolments) > 0 && (created.IsZero() || w.Enrolments[0].StartedAt.Before(created)) {
		created = w.Enrolments[0].StartedAt
	}
	w.Company.Version, w.Lead.Version = d.action, d.action
	if err := companies.add(ctx, q, d.s.fillCompany(w.Company)); err != nil {
		return err
	}
	if err := leads.add(ctx, q, &leadRow{Lead: w.Lead, CreatedAt: created}); err != nil {
		return err
	}
	d.saw("company", int64(w.Company.ID))
	d.saw("lead", int64(w.Lead.ID))
	r := judge(w)
	p := plan{before: &loaded{World: w, created: created}, after: w, readiness: r, relearn: true}
	p.derived = d.s.derive(p.before, w, r)
	to := &writer{s: d.s, ctx: ctx, q: q, by: d.by, action: d.action, ids: idMap{}, p: p}
	for _, part := range []func(*writer) error{d.people, d.history, d.deliveries} {
		if err := part(to); err != nil {
			return err
		}
	}
	for _, f := range l.defects {
		if err := to.addDefect(f); err != nil {
			return err
		}
	}
	return to.derive()
}

func (d *Seeding) people(to *writer) error {
	w := to.p.after
	for i, c := range w.Contacts {
		var err error
		if c.Version, err = d.brought(to, c); err != nil {
			return err
		}
		if err := contacts.add(to.ctx, to.q, d.s.fillContact(c, w.Company.Name)); err != nil {
			return err
		}
		d.saw("contact", int64(c.ID))
		for _, p := range c.Points {
			p.Version = d.action
			if err := points.add(to.ctx, to.q, d.s.fillPoint(p)); err != nil {
				return err
			}
			d.saw("point", int64(p.ID))
		}
		if c.Suppressed {
			if err := to.suppress(model.SuppressionAdded{Kind: suppressPerson, ContactID: c.ID, Reason: "asked not to be contacted"}); err != nil {
				return err
			}
		}
		if err := d.row(to, c, i == 0); err != nil {
			return err
		}
	}
	for _, e := range w.Enrolments {
		e.Version = d.action
		if err := enrolments.add(to.ctx, to.q, &enrolmentRow{e}); err != nil {
			return err
		}
		d.saw("enrolment", int64(e.ID))
	}
	return nil
}

// brought is the act that brought the contact: the seeding, or for somebody who
// was found on the way an act of the owner's, of the day on which he was first
// pursued.
func (d *Seeding) brought(to *writer, c model.Contact) (int64, error) {
	w := to.p.after
	at := to.p.before.created
	if i := slices.IndexFunc(w.Enrolments, func(e model.Enrolment) bool { return e.ContactID == c.ID }); i >= 0 {
		at = w.Enrolments[i].StartedAt
	}
	if c.Source == "" || at.IsZero() {
		return d.action, nil
	}
	id, err := nextID(to.ctx, to.q, "action", 1)
	if err != nil {
		return 0, err
	}
	if err := actions.add(to.ctx, to.q, &actionRow{ID: id, At: millis(at), MemberID: int64(w.Lead.OwnerID), Session: d.by.Session, Verb: verbAdd,
		LeadID: int64(w.Lead.ID), Said: "added a contact"}); err != nil {
		return 0, err
	}
	return id, made(to.ctx, to.q, id, contacts.table, int64(c.ID), int64(c.ID))
}

// lacked is what the list did not say of the contact, told from what came with
// it: what people found since bears its source, and no field of the list.
func lacked(w model.World, c model.Contact) model.Lacks {
	have := map[model.PointKind]bool{}
	for _, p := range c.Points {
		have[p.Kind] = have[p.Kind] || p.Field != ""
	}
	listed := map[model.AttributeKey]bool{}
	for _, e := range w.Evidence {
		listed[e.Attribute] = listed[e.Attribute] || e.Level == model.Listed
	}
	var out model.Lacks
	for bit, lacks := range map[model.Lacks]bool{
		model.LacksPerson: c.Name == switchboard, model.LacksTitle: c.Title == "", model.LacksPhone: !have[model.PhonePoint],
		model.LacksEmail: !have[model.EmailPoint], model.LacksAddress: !have[model.PostPoint], model.LacksIndustry: !listed[model.IndustryCode],
		model.LacksSize: !listed[model.Firmographics], model.LacksZone: len(c.Zones) != 1,
	} {
		if lacks {
			out |= bit
		}
	}
	return out
}

// row says which row of its list made the contact, unless he was found on the
// way.
func (d *Seeding) row(to *writer, c model.Contact, fresh bool) error {
	lead := to.p.after.Lead
	if lead.ListID == 0 || c.Source != "" {
		return nil
	}
	d.rows[lead.ListID]++
	made := 0
	if fresh {
		made = 1
	}
	if _, err := exec(to.ctx, to.q, listRowAdd, int64(lead.ListID), d.rows[lead.ListID], fateCreated, int64(lead.ID), int64(c.ID), made, "", "", "", "",
		int(lacked(to.p.after, c))); err != nil {
		return err
	}
	_, err := exec(to.ctx, to.q, listAccount, int64(lead.ListID), 1, 1, 0, 0, 0)
	return err
}

func (d *Seeding) history(to *writer) error {
	for _, t := range to.p.after.Touches {
		to.by = d.zones[t.By]
		if err := to.addTouch(t); err != nil {
			return err
		}
		d.saw("touch", int64(t.ID))
	}
	to.by = d.by
	for _, e := range to.p.after.Evidence {
		if err := to.addEvidence(e); err != nil {
			return err
		}
		d.saw("evidence", int64(e.ID))
	}
	return nil
}

func (d *Seeding) deliveries(to *writer) error {
	for _, h := range to.p.after.Handoffs {
		record := h.Events
		h.Events, h.Version = nil, d.action
		r := &handoffRow{Handoff: h}
		if err := to.handoffTexts(r, model.Handoff{}); err != nil {
			return err
		}
		if err := handoffs.add(to.ctx, to.q, r); err != nil {
			return err
		}
		d.saw("handoff", int64(h.ID))
		for _, e := range record {
			if err := to.addEvent(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// End writes what remains: the accounts of the lists and what stood before
// whom. From then on ids follow those that were brought.
func (d *Seeding) End(ctx context.Context, accounts []Account, shown []Shown) error {
	if err := d.flush(ctx); err != nil {
		return err
	}
	return d.s.write(ctx, func(q querier) error {
		for _, a := range accounts {
			if err := d.account(ctx, q, a); err != nil {
				return err
			}
		}
		for _, e := range shown {
			id, err := nextID(ctx, q, "exposure", 1)
			if err != nil {
				return err
			}
			if err := exposures.add(ctx, q, &exposureRow{ID: id, ActionID: d.action, MemberID: int64(e.Member), LeadID: int64(e.Lead),
				Day: e.Day, Kind: e.Kind, At: millis(e.At), Code: e.Code, Score: int64(e.Score), Sign: 1}); err != nil {
				return err
			}
		}
		if _, err := exec(ctx, q, metaSet, metaDemo, d.s.now().Format(time.RFC3339)); err != nil {
			return err
		}
		for table, id := range d.top {
			if _, err := nextID(ctx, q, table, int(id)); err != nil {
				return err
			}
		}
		return nil
	})
}

// account adds the rows of a list that made no contact.
func (d *Seeding) account(ctx context.Context, q querier, a Account) error {
	for range a.Rejected {
		d.rows[a.List]++
		if _, err := exec(ctx, q, listRowAdd, int64(a.List), d.rows[a.List], fateRejected, 0, 0, 0, "", a.RejectedField, a.RejectedBecause, "", 0); err != nil {
			return err
		}
	}
	_, err := exec(ctx, q, listAccount, int64(a.List), a.Merged+a.Rejected+a.Suppressed, 0, a.Merged, a.Rejected, a.Suppressed)
	return err
}
