package store

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

func itoa(n int) string { return strconv.Itoa(n) }

// portion is one transaction's worth of rows on their way in. It is made anew
// where the transaction has to be tried again.
type portion struct {
	im      *Importing
	ctx     context.Context //nolint:containedctx // lives for one transaction
	q       querier
	tally   tally
	turns   turns
	touched []model.LeadID
	have    map[int]bool // rows that an earlier run has brought in, and whether each made a lead
	nobody  bool         // nobody is on the suppression list
	ids     idBlock
}

var suppressedAny = define("suppression.any", `SELECT id FROM suppression WHERE id >= $1 ORDER BY id LIMIT 1`)

func (im *Importing) portion(ctx context.Context, q querier, from, to int) (*portion, error) {
	p := &portion{im: im, ctx: ctx, q: q, turns: im.turns.copy(), ids: idBlock{}}
	var id int64
	some, err := row(ctx, q, suppressedAny, []any{0}, &id)
	if err != nil {
		return nil, err
	}
	p.nobody = !some
	if !im.resumed {
		return p, nil
	}
	p.have = map[int]bool{}
	var line, made int
	return p, rows(ctx, q, listRowsIn, []any{int64(im.list.ID), from, to}, []any{&line, &made}, func() error {
		p.have[line] = made > 0
		return nil
	})
}

// put finds a row's place and writes it, with its fate.
func (p *portion) put(r *ImportRow) error {
	if made, there := p.have[r.Line]; there {
		if made {
			p.im.assign.next(regionOf(r), p.turns)
		}
		return nil
	}
	im, t := p.im, &p.tally
	t.rows++
	in := incomingOf(r, im.codes)
	im.s.sign(&in)
	out, err := p.suppressed(in)
	if err != nil {
		return err
	}
	if out {
		t.suppressed++
		return p.fate(r, fateSuppressed, 0, 0, false, nil)
	}
	id, err := findCompany(p.ctx, p.q, in.company)
	if err != nil {
		return err
	}
	known, found, err := findPerson(p.ctx, p.q, in.emails, in.phones, in.nameKey, id)
	if err != nil {
		return err
	}
	if found {
		t.merged++
		filled, err := p.fill(known.contact, &in.contact.Contact)
		if err != nil {
			return err
		}
		if err := p.listed(known.lead, r); err != nil {
			return err
		}
		return p.fate(r, fateMerged, known.lead, known.contact, false, filled)
	}
	t.created++
	lead, fresh, err := p.leadFor(id, in.company, r)
	if err != nil {
		return err
	}
	if fresh {
		t.leads++
	}
	if err := p.insert(in.contact, lead); err != nil {
		return err
	}
	if err := p.listed(lead, r); err != nil {
		return err
	}
	if err := p.note(lead, in.contact.ID, r.Notes); err != nil {
		return err
	}
	return p.fate(r, fateCreated, lead, in.contact.ID, fresh, nil)
}

func (p *portion) suppressed(in incoming) (bool, error) {
	if p.nobody {
		return false, nil
	}
	out, err := p.im.s.isSuppressed(p.ctx, p.q, in.company, in.contact.Name, in.emails, in.phones)
	return out != nil, err
}

func (p *portion) fate(r *ImportRow, fate string, lead model.LeadID, c model.ContactID, made bool, filled []string) error {
	fresh, lacks := 0, model.Lacks(0)
	if made {
		fresh = 1
	}
	if fate == fateCreated {
		lacks = r.Lacks
	}
	if lead != 0 {
		p.touched = append(p.touched, lead)
	}
	_, err := exec(p.ctx, p.q, listRowAdd, int64(p.im.list.ID), r.Line, fate, int64(lead), int64(c), fresh, strings.Join(filled, ";"), "", "", "", int(lacks))
	return err
}

// incoming is a row with its keys: the company and the contact that it would
// make.
type incoming struct {
	company        *companyRow
	contact        *contactRow
	emails, phones []string // keys
	nameKey        string
}

// incomingOf is the row with its keys; nothing is signed yet.
func incomingOf(r *ImportRow, codes []codeTable) incoming {
	in := incoming{company: keysOfCompany(companyOf(r))}
	c := contactOf(r, codes)
	in.nameKey = clean.NameKey(c.Name)
	in.contact = &contactRow{Contact: *c, NameKey: in.nameKey}
	in.emails, in.phones = reachKeys(c.Points)
	return in
}

func (s *Store) sign(in *incoming) {
	s.signCompany(in.company)
	s.signContact(in.contact, in.company.NameKey)
}

func companyOf(r *ImportRow) model.Company {
	return model.Company{Name: r.Company, Domain: r.Domain, Website: r.Website, Place: r.Place, Industry: r.Industry}
}

// contactOf makes the contact of a row, with its points. What the list forbids
// is a point without consent.
func contactOf(r *ImportRow, codes []codeTable) *model.Contact {
	c := &model.Contact{Name: r.Person, Given: r.Given, Title: r.Title, Role: model.RoleUnknown, Zones: r.Zones, Region: r.Region,
		Place: r.Place, Extra: maps.Clone(r.Extra)}
	if c.Name == "" {
		c.Name = switchboard
	}
	c.Points = pointsOfRow(r)
	c.NoEmail = r.NoEmail
	extra := func(key, value string) {
		if value == "" || c.Extra[key] != "" {
			return
		}
		if c.Extra == nil {
			c.Extra = map[string]string{}
		}
		c.Extra[key] = value
	}
	extra("profile", r.Profile)
	for _, t := range codes {
		extra(string(t.scheme), t.retired(codeIn(r, t.scheme)))
	}
	return c
}

func pointsOfRow(r *ImportRow) []model.Point {
	out := make([]model.Point, 0, len(r.Phones)+len(r.Emails)+2)
	for i, n := range r.Phones {
		p := model.Point{Kind: model.PhonePoint, Key: n.E164, Shown: n.Shown, Status: model.PointUnknown, NoConsent: r.NoCall, Field: nth(r.PhoneFrom, i, "")}
		if !n.Valid {
			p.Key, p.Status = "", model.PointInvalid
		}
		out = append(out, p)
	}
	for i, e := range r.Emails {
		p := emailPoint(e)
		p.NoConsent, p.Field = r.NoEmail, nth(r.EmailFrom, i, "")
		if r.Bounced {
			p.Status = model.PointDead
		}
		out = append(out, p)
	}
	if r.BadEmail != "" {
		p := emailPoint(r.BadEmail)
		p.Field = nth(r.EmailFrom, len(r.Emails), "email")
		out = append(out, p)
	}
	if r.Place.Street != "" {
		line := postLine(r.Place)
		out = append(out, model.Point{Kind: model.PostPoint, Key: strings.Join(searchWords(line), " "), Shown: line,
			Status: model.PointUnknown, NoConsent: r.NoMail, Field: "street"})
	}
	return out
}

func nth(all []string, i int, otherwise string) string {
	if i < len(all) {
		return all[i]
	}
	return otherwise
}

func (p *portion) insert(c *contactRow, lead model.LeadID) error {
	id, err := p.ids.next(p.ctx, p.q, "contact")
	if err != nil {
		return err
	}
	c.ID, c.LeadID, c.Version = model.ContactID(id), lead, p.im.action
	if err := contacts.add(p.ctx, p.q, c); err != nil {
		return err
	}
	for _, reach := range c.Points {
		if err := p.insertPoint(c.ID, reach, false); err != nil {
			return err
		}
	}
	return nil
}

// insertPoint adds a point; one that a merge added to somebody who was there
// before is remembered, so that the import can be undone.
func (p *portion) insertPoint(c model.ContactID, reach model.Point, merged bool) error {
	id, err := p.ids.next(p.ctx, p.q, "point")
	if err != nil {
		return err
	}
	reach.ID, reach.ContactID, reach.Version = model.PointID(id), c, p.im.action
	if err := points.add(p.ctx, p.q, p.im.s.fillPoint(reach)); err != nil || !merged {
		return err
	}
	return made(p.ctx, p.q, p.im.action, "point", id, int64(c))
}

// leadFor is the lead that the row's contact joins. A company's open lead takes
// everybody; a closed one too, unless the row is an inquiry, which opens a new
// lead that names the old.
func (p *portion) leadFor(id model.CompanyID, c *companyRow, r *ImportRow) (model.LeadID, bool, error) {
	old, known, err := newestLead(p.ctx, p.q, id)
	if err != nil {
		return 0, false, err
	}
	if known && (old.status.Open() || !p.im.inquiry) {
		return old.id, false, nil
	}
	next, err := p.ids.next(p.ctx, p.q, "lead")
	if err != nil {
		return 0, false, err
	}
	if id == 0 {
		n, err := p.ids.next(p.ctx, p.q, "company")
		if err != nil {
			return 0, false, err
		}
		id = model.CompanyID(n)
		c.ID, c.Version = id, p.im.action
		if err := companies.add(p.ctx, p.q, c); err != nil {
			return 0, false, err
		}
	}
	l := p.im.leadOf(r, model.LeadID(next), id, p.im.assign.next(regionOf(r), p.turns))
	l.Names = old.id
	return l.ID, true, leads.add(p.ctx, p.q, &leadRow{Lead: l, CreatedAt: p.im.s.now()})
}

// leadOf is the lead that a row makes.
func (im *Importing) leadOf(r *ImportRow, id model.LeadID, company model.CompanyID, owner model.MemberID) model.Lead {
	l := model.Lead{ID: id, CompanyID: company, ListID: im.list.ID, OwnerID: owner, Source: r.Source, Status: model.New,
		Horizon: model.HorizonUnknown, Currency: im.s.policy.Currency, Version: im.action}
	if l.Source == "" {
		l.Source = im.list.Source
	}
	if !r.Received.IsZero() {
		l.ReceivedAt = fromMillis(millis(r.Received))
	}
	return l
}

// fill puts what the row knows into what the contact lacks, and says which
// fields it filled. Nothing that is there is overwritten. What this import made
// itself is not kept as it was: undo takes it out whole.
func (p *portion) fill(id model.ContactID, c *model.Contact) ([]string, error) {
	was, found, err := contacts.get(p.ctx, p.q, int64(id))
	if err != nil || !found {
		return nil, err
	}
	next := was
	filled := fillIn(&next.Contact, c)
	own := was.Version == p.im.action && !p.im.again
	if len(filled) > 0 {
		if !own {
			if err := keep(p.ctx, p.q, p.im.action, contacts, int64(id), int64(id), &was); err != nil {
				return nil, err
			}
		}
		next.Version = p.im.action
		if _, err := contacts.set(p.ctx, p.q, &next, was.Version); err != nil {
			return nil, err
		}
	}
	more, err := p.fillReach(id, c, own)
	return append(filled, more...), err
}

// fillIn fills in fields of a contact that he lacks.
func fillIn(next, from *model.Contact) (filled []string) {
	set := func(field string, dst *string, v string) {
		if *dst == "" && v != "" {
			*dst = v
			filled = append(filled, field)
		}
	}
	set("title", &next.Title, from.Title)
	set("region", (*string)(&next.Region), string(from.Region))
	if next.Place == (model.Place{}) && from.Place != (model.Place{}) {
		next.Place, filled = from.Place, append(filled, "place")
	}
	if len(next.Zones) == 0 && len(from.Zones) > 0 {
		next.Zones, filled = from.Zones, append(filled, "zone")
	}
	return filled
}

var pointsOfContact = define("point.of-contact", `SELECT kind, key FROM point WHERE contact_id = $1`)

func (p *portion) fillReach(id model.ContactID, c *model.Contact, own bool) ([]string, error) {
	have := reached{}
	var kind, key string
	err := rows(p.ctx, p.q, pointsOfContact, []any{int64(id)}, []any{&kind, &key}, func() error {
		have.add(kind, key)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var filled []string
	for _, reach := range c.Points {
		if !have.lack(reach) {
			continue
		}
		if err := p.insertPoint(id, reach, !own); err != nil {
			return nil, err
		}
		filled = append(filled, string(reach.Kind))
	}
	return filled, nil
}

// reached is what is known of a contact's reach.
type reached map[string]bool

func (h reached) add(kind, key string) { h[kind+"\x00"+key], h[kind] = true, true }

// lack says that the contact lacks that point. A second postal address is more
// often another spelling than another house.
func (h reached) lack(p model.Point) bool {
	return p.Key != "" && !h[string(p.Kind)+"\x00"+p.Key] && (p.Kind != model.PostPoint || !h[string(p.Kind)])
}

func (p *portion) note(lead model.LeadID, c model.ContactID, text string) error {
	if text == "" {
		return nil
	}
	words, err := p.say(lead, c, "note", text)
	if err != nil {
		return err
	}
	id, err := p.ids.next(p.ctx, p.q, "note")
	if err != nil {
		return err
	}
	return notes.add(p.ctx, p.q, &noteRow{ID: id, ActionID: p.im.action, LeadID: int64(lead), ContactID: int64(c), At: millis(p.im.s.now()),
		MemberID: int64(p.im.by.ID), WordsID: words})
}

func (p *portion) say(lead model.LeadID, c model.ContactID, kind, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	id, err := p.ids.next(p.ctx, p.q, "words")
	if err != nil {
		return 0, err
	}
	_, err = exec(p.ctx, p.q, wordsAdd, id, int64(lead), int64(c), kind, text)
	return id, err
}
