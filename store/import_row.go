package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

func itoa(n int) string { return strconv.Itoa(n) }

// put finds a row's place and writes it, with its fate.
func (im *Importing) put(ctx context.Context, q querier, r *ImportRow, t *tally) error {
	s := im.s
	t.rows++
	company := s.fillCompany(model.Company{Name: r.Company, Domain: r.Domain, Website: r.Website, Place: r.Place, Industry: r.Industry})
	c := im.contactOf(r)
	emails, phones := reachKeys(c.Points)
	out, err := s.isSuppressed(ctx, q, company, c.Name, emails, phones)
	if err != nil {
		return err
	}
	if out != nil {
		t.suppressed++
		return im.fate(ctx, q, r.Line, fateSuppressed, 0, 0, false, nil)
	}
	id, err := findCompany(ctx, q, company)
	if err != nil {
		return err
	}
	known, found, err := findPerson(ctx, q, emails, phones, clean.NameKey(c.Name), id)
	if err != nil {
		return err
	}
	if found {
		t.merged++
		filled, err := im.fill(ctx, q, known.contact, c)
		if err != nil {
			return err
		}
		if err := im.listed(ctx, q, known.lead, r); err != nil {
			return err
		}
		return im.fate(ctx, q, r.Line, fateMerged, known.lead, known.contact, false, filled)
	}
	t.created++
	lead, fresh, err := im.leadFor(ctx, q, id, company, r)
	if err != nil {
		return err
	}
	if fresh {
		t.leads++
	}
	c.LeadID = lead
	if err := im.insert(ctx, q, c, company.Name); err != nil {
		return err
	}
	if err := im.listed(ctx, q, lead, r); err != nil {
		return err
	}
	if r.Notes != "" {
		if _, err := addNote(ctx, q, noteRow{ActionID: im.action, LeadID: int64(lead), ContactID: int64(c.ID), At: millis(s.now()), MemberID: int64(im.by.ID)}, r.Notes); err != nil {
			return err
		}
	}
	return im.fate(ctx, q, r.Line, fateCreated, lead, c.ID, fresh, nil)
}

func (im *Importing) fate(ctx context.Context, q querier, line int, fate string, lead model.LeadID, c model.ContactID, made bool, filled []string) error {
	fresh := 0
	if made {
		fresh = 1
	}
	_, err := exec(ctx, q, listRowAdd, int64(im.list.ID), line, fate, int64(lead), int64(c), fresh, strings.Join(filled, ";"), "", "", "")
	return err
}

// contactOf makes the contact of a row, with its points. What the list forbids
// is a point without consent.
func (im *Importing) contactOf(r *ImportRow) *model.Contact {
	c := &model.Contact{Name: r.Person, Given: r.Given, Title: r.Title, Role: model.RoleUnknown, Zones: r.Zones, Region: r.Region,
		Place: r.Place, Extra: maps.Clone(r.Extra)}
	if c.Name == "" {
		c.Name = switchboard
	}
	for _, n := range r.Phones {
		p := model.Point{Kind: model.PhonePoint, Key: n.E164, Shown: n.Shown, Status: model.PointUnknown, NoConsent: r.NoCall}
		if !n.Valid {
			p.Key, p.Status = "", model.PointInvalid
		} else if n.Ext != "" {
			p.Shown = n.Shown
		}
		c.Points = append(c.Points, p)
	}
	for _, e := range r.Emails {
		p := emailPoint(e)
		p.NoConsent = r.NoEmail
		if r.Bounced {
			p.Status = model.PointDead
		}
		c.Points = append(c.Points, p)
	}
	if r.BadEmail != "" {
		c.Points = append(c.Points, emailPoint(r.BadEmail))
	}
	if r.Place.Street != "" {
		line := postLine(r.Place)
		c.Points = append(c.Points, model.Point{Kind: model.PostPoint, Key: strings.Join(searchWords(line), " "), Shown: line,
			Status: model.PointUnknown, NoConsent: r.NoMail})
	}
	c.NoEmail = r.NoEmail
	return c
}

func (im *Importing) insert(ctx context.Context, q querier, c *model.Contact, company string) error {
	id, err := nextID(ctx, q, "contact", 1)
	if err != nil {
		return err
	}
	c.ID, c.Version = model.ContactID(id), im.action
	if err := contacts.add(ctx, q, im.s.fillContact(*c, company)); err != nil {
		return err
	}
	for _, p := range c.Points {
		if err := im.insertPoint(ctx, q, c.ID, p, false); err != nil {
			return err
		}
	}
	return nil
}

// insertPoint adds a point; one that a merge added is remembered, so that the
// import can be undone.
func (im *Importing) insertPoint(ctx context.Context, q querier, c model.ContactID, p model.Point, merged bool) error {
	id, err := nextID(ctx, q, "point", 1)
	if err != nil {
		return err
	}
	p.ID, p.ContactID, p.Version = model.PointID(id), c, im.action
	if err := points.add(ctx, q, im.s.fillPoint(p)); err != nil || !merged {
		return err
	}
	return made(ctx, q, im.action, "point", id, int64(c))
}

// leadFor is the lead that the row's contact joins. A company's open lead takes
// everybody; a closed one too, unless the row is an inquiry, which opens a new
// lead that names the old.
func (im *Importing) leadFor(ctx context.Context, q querier, id model.CompanyID, c *companyRow, r *ImportRow) (model.LeadID, bool, error) {
	old, known, err := newestLead(ctx, q, id)
	if err != nil {
		return 0, false, err
	}
	if known && (old.status.Open() || !im.inquiry) {
		return old.id, false, nil
	}
	next, err := nextID(ctx, q, "lead", 1)
	if err != nil {
		return 0, false, err
	}
	if id == 0 {
		n, err := nextID(ctx, q, "company", 1)
		if err != nil {
			return 0, false, err
		}
		id = model.CompanyID(n)
		c.ID, c.Version = id, im.action
		if err := companies.add(ctx, q, c); err != nil {
			return 0, false, err
		}
	}
	source := r.Source
	if source == "" {
		source = im.list.Source
	}
	l := model.Lead{ID: model.LeadID(next), CompanyID: id, ListID: im.list.ID, OwnerID: im.owner, Source: source, Status: model.New,
		Horizon: model.HorizonUnknown, Currency: im.s.policy.Currency, Names: old.id, Version: im.action}
	if !r.Received.IsZero() {
		l.ReceivedAt = fromMillis(millis(r.Received))
	}
	return l.ID, true, leads.add(ctx, q, &leadRow{Lead: l, CreatedAt: im.s.now()})
}

// fill puts what the row knows into what the contact lacks, and says which
// fields it filled. Nothing that is there is overwritten.
func (im *Importing) fill(ctx context.Context, q querier, id model.ContactID, c *model.Contact) ([]string, error) {
	was, found, err := contacts.get(ctx, q, int64(id))
	if err != nil || !found {
		return nil, err
	}
	next := was
	var filled []string
	set := func(field string, dst *string, v string) {
		if *dst == "" && v != "" {
			*dst = v
			filled = append(filled, field)
		}
	}
	set("title", &next.Title, c.Title)
	set("region", (*string)(&next.Region), string(c.Region))
	if next.Place == (model.Place{}) && c.Place != (model.Place{}) {
		next.Place, filled = c.Place, append(filled, "place")
	}
	if len(next.Zones) == 0 && len(c.Zones) > 0 {
		next.Zones, filled = c.Zones, append(filled, "zone")
	}
	if len(filled) > 0 {
		if err := keep(ctx, q, im.action, contacts, int64(id), int64(id), &was); err != nil {
			return nil, err
		}
		next.Version = im.action
		if _, err := contacts.set(ctx, q, &next, was.Version); err != nil {
			return nil, err
		}
	}
	more, err := im.fillReach(ctx, q, id, c)
	return append(filled, more...), err
}

var pointsOfContact = define("point.of-contact", `SELECT kind, key FROM point WHERE contact_id = $1`)

func (im *Importing) fillReach(ctx context.Context, q querier, id model.ContactID, c *model.Contact) ([]string, error) {
	have, kinds := map[string]bool{}, map[string]bool{}
	var kind, key string
	err := rows(ctx, q, pointsOfContact, []any{int64(id)}, []any{&kind, &key}, func() error {
		have[kind+"\x00"+key], kinds[kind] = true, true
		return nil
	})
	if err != nil {
		return nil, err
	}
	var filled []string
	for _, p := range c.Points {
		// A second postal address is more often another spelling than another house.
		if p.Key == "" || have[string(p.Kind)+"\x00"+p.Key] || p.Kind == model.PostPoint && kinds[string(p.Kind)] {
			continue
		}
		if err := im.insertPoint(ctx, q, id, p, true); err != nil {
			return nil, err
		}
		filled = append(filled, string(p.Kind))
	}
	return filled, nil
}

var evidenceAny = define("evidence.any", `SELECT id FROM evidence WHERE lead_id = $1 AND attribute = $2 LIMIT 1`)

// listed enters what the list says as evidence of the lowest rung, where
// nothing is known yet: a code that exists, and the size of the firm.
func (im *Importing) listed(ctx context.Context, q querier, lead model.LeadID, r *ImportRow) error {
	codes := im.s.codesIn(ctx)
	for _, v := range []struct{ scheme, code string }{{"naics", r.NAICS}, {"sic", r.SIC}} {
		if v.code == "" {
			continue
		}
		if _, ok := codes.Lookup(v.scheme, v.code); ok {
			if err := im.listedOne(ctx, q, lead, model.IndustryCode, model.Value{"scheme": v.scheme, "code": v.code}); err != nil {
				return err
			}
			break
		}
	}
	size := model.Value{}
	for name, n := range map[string]int64{"revenue": r.Revenue, "employees": int64(r.Staff), "locations": int64(r.Sites)} {
		if n > 0 {
			size[name] = strconv.FormatInt(n, 10)
		}
	}
	if len(size) == 0 {
		return nil
	}
	return im.listedOne(ctx, q, lead, model.Firmographics, size)
}

func (im *Importing) listedOne(ctx context.Context, q querier, lead model.LeadID, key model.AttributeKey, v model.Value) error {
	var id int64
	found, err := row(ctx, q, evidenceAny, []any{int64(lead), string(key)}, &id)
	if err != nil || found {
		return err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	words, err := say(ctx, q, lead, 0, "value", string(b))
	if err != nil {
		return err
	}
	source, err := say(ctx, q, lead, 0, "document", im.list.Name)
	if err != nil {
		return err
	}
	if id, err = nextID(ctx, q, "evidence", 1); err != nil {
		return err
	}
	return evidences.add(ctx, q, &evidenceRow{ActionID: im.action, ValueWords: words, DocumentWords: source,
		Evidence: model.Evidence{ID: model.EvidenceID(id), LeadID: lead, Attribute: key, Level: model.Listed,
			On: im.s.today(im.by), At: millis(im.s.now()), By: im.by.ID}})
}

// enrolAll goes through the leads that the list brought or added to, works out
// what is derived, and enrols the first-ranked contact of each new one.
func (im *Importing) enrolAll(ctx context.Context) error {
	done := map[model.LeadID]bool{}
	for _, fate := range []string{fateCreated, fateMerged} {
		for after := 0; ; {
			var part []model.LeadID
			var lead model.LeadID
			n := 0
			err := rows(ctx, im.s.r, listRowsOf, []any{int64(im.list.ID), fate, after}, []any{(*int64)(&lead), &after}, func() error {
				n++
				if !done[lead] {
					done[lead] = true
					part = append(part, lead)
				}
				return nil
			})
			if err != nil {
				return err
			}
			for len(part) > 0 {
				some := part[:min(leadsTogether, len(part))]
				part = part[len(some):]
				if err := im.write(ctx, func(q querier) error { return im.enrolSome(ctx, q, some) }); err != nil {
					return err
				}
			}
			if n == 0 {
				break
			}
		}
	}
	return nil
}

func (im *Importing) enrolSome(ctx context.Context, q querier, all []model.LeadID) error {
	for _, id := range all {
		l, err := im.s.load(ctx, q, im.by, id, im.s.now())
		if err != nil {
			return err
		}
		var d model.Decision
		if len(l.Enrolments) == 0 && l.Lead.Status == model.New && l.Lead.ListID == im.list.ID {
			if d, err = im.enrolFirst(l); err != nil {
				return err
			}
		}
		p := im.s.follow(l, d)
		p.relearn = true
		if _, err := im.s.carryOut(ctx, q, im.by, im.action, p); err != nil {
			return err
		}
	}
	return nil
}

// enrolFirst ranks the contacts by the playbook's target titles and by reach,
// and enrols the first that can be pursued.
func (im *Importing) enrolFirst(l *loaded) (model.Decision, error) {
	after := model.Clone(l.World)
	order := slices.Clone(after.Contacts)
	slices.SortStableFunc(order, func(a, b model.Contact) int {
		return int(1000 * (wanted01(l.Playbook, b) - wanted01(l.Playbook, a)))
	})
	for i, c := range order {
		after.Contact(c.ID).Rank = i
	}
	d := model.Decision{Changes: model.Diff(l.World, after)}
	for _, c := range order {
		if c.Suppressed || c.Left {
			continue
		}
		return im.s.enrolIn(l, d, c.ID, im.cadence, l.Lead.ReceivedAt)
	}
	return d, nil
}
