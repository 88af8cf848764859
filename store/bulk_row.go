package store

import (
	"context"
	"encoding/json"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// bulkTables are the tables that such an import fills.
type bulkTables struct {
	company   *bulkNoun[companyRow]
	lead      *bulkNoun[leadRow]
	contact   *bulkNoun[contactRow]
	point     *bulkNoun[pointRow]
	enrolment *bulkNoun[enrolmentRow]
	note      *bulkNoun[noteRow]
	evidence  *bulkNoun[evidenceRow]

	words, listRow, text, attribute, rank, filled *bulkTable
}

// derivedCols are the columns of a lead that are worked out, in the order of
// [derived.values].
const derivedCols = "score, parts, rungs, stale, counted, failing, judged, touches, last_touch_at, due_at, contact_id, not_before, alarm_at, text_sum, industry_code"

func newBulkTables() bulkTables {
	listRow := newBulkTable("list_row", "list_id, row_no, fate, lead_id, contact_id, made_lead, filled, field, reason, cells, lacks")
	listRow.head = strings.Replace(listRow.head, "OR ROLLBACK", "OR IGNORE", 1) // a line that came twice counts once
	return bulkTables{
		company: newBulkNoun(companies, ""), lead: newBulkNoun(leads, ", "+derivedCols), contact: newBulkNoun(contacts, ""),
		point: newBulkNoun(points, ""), enrolment: newBulkNoun(enrolments, ", score, served"), note: newBulkNoun(notes, ""),
		evidence: newBulkNoun(evidences, ""), listRow: listRow,
		words:     newBulkTable("words", "id, lead_id, contact_id, kind, body"),
		text:      newBulkTable("lead_text", "id, body"),
		attribute: newBulkTable("attribute_now", "lead_id, attribute, evidence_id, level, stale_day"),
		rank:      bulkUpdate("contact", "rank = v.column2", 2),
		filled: bulkUpdate("contact", "title = v.column2, region = v.column3, zones = v.column4, street = v.column5, city = v.column6, "+
			"state = v.column7, zip = v.column8, country = v.column9", 9),
	}
}

// all of them, in the order in which they are written out at the end: contacts
// before what changes them.
func (t bulkTables) all() []*bulkTable {
	return []*bulkTable{t.company.bulkTable, t.contact.bulkTable, t.point.bulkTable, t.filled, t.rank, t.lead.bulkTable, t.enrolment.bulkTable,
		t.words, t.note.bulkTable, t.evidence.bulkTable, t.listRow, t.text, t.attribute}
}

// addRow gathers a row of a noun.
func addRow[T any](b *bulk, t *bulkNoun[T], v *T, more ...any) {
	if b.feed != nil {
		t.row = *v
		b.feed.add(t.bulkTable, t.bound, more...)
	}
}

// row is what [portion.put] is, against what is known in memory.
func (b *bulk) row(r *ImportRow) error {
	t := &b.tally
	t.rows++
	in := incomingOf(r, b.im.codes)
	if b.suppressed(&in) {
		t.suppressed++
		b.fate(r, fateSuppressed, 0, 0, false, nil)
		return nil
	}
	company := b.find.company(in.company)
	if known := b.find.person(&in, company); known != 0 {
		t.merged++
		return b.merge(r, &in, known)
	}
	t.created++
	fresh := company == 0
	if fresh {
		t.leads++
		company = b.find.addCompany(in.company)
		if err := b.addLead(r, in.company, company); err != nil {
			return err
		}
	}
	contact := uint32(t.created) //nolint:gosec // a list has fewer rows than that
	b.find.learn(&in, contact, company)
	c := in.contact
	c.ID, c.LeadID, c.Version = model.ContactID(take(&b.ids.contact)), b.lead(company), b.im.action
	b.of, b.at = append(b.of, company), append(b.at, 0)
	b.heads[company-1].rows++
	b.im.s.signContact(c, in.company.NameKey)
	addRow(b, b.table.contact, c)
	for i := range c.Points {
		b.addPoint(c.ID, &c.Points[i])
	}
	if err := b.keep(contact, &c.Contact, r.Notes); err != nil {
		return err
	}
	if err := b.listed(r, company); err != nil {
		return err
	}
	b.addNote(c, r.Notes)
	b.fate(r, fateCreated, c.LeadID, c.ID, fresh, nil)
	return nil
}

// add gathers a row for a table; a dry run gathers none. Who is to be filled in
// may still wait to be written himself, or to be filled in before: he goes first.
func (b *bulk) add(t *bulkTable, values []any) {
	switch {
	case b.feed == nil:
	case t == b.table.filled:
		b.feed.send(b.table.contact.bulkTable)
		b.feed.add(t, values)
		b.feed.send(t)
	default:
		b.feed.add(t, values)
	}
}

func (b *bulk) suppressed(in *incoming) bool {
	if b.stop.empty() {
		return false
	}
	s := b.im.s
	s.sign(in)
	out := b.stop.whole[suppressCompany+string(in.company.NameMac)] || b.stop.whole[suppressCompany+string(in.company.DomainMac)] ||
		b.stop.whole[suppressPerson+string(in.contact.Mac)]
	for _, e := range in.emails {
		out = out || b.stop.whole[suppressEmail+string(s.mac(suppressEmail, e))]
	}
	for _, n := range in.phones {
		out = out || b.stop.whole[suppressPhone+string(s.mac(suppressPhone, n))]
	}
	return out
}

// lead is the id of the lead of a company, by its number.
func (b *bulk) lead(company uint32) model.LeadID {
	return model.LeadID(b.ids.lead - int64(len(b.leads)) + int64(company) - 1)
}

func (b *bulk) addLead(r *ImportRow, c *companyRow, number uint32) error {
	owner := b.im.assign.next(regionOf(r), b.turns)
	b.im.s.signCompany(c)
	c.ID, c.Version = model.CompanyID(take(&b.ids.company)), b.im.action
	take(&b.ids.lead)
	b.leads, b.heads = append(b.leads, -1), append(b.heads, bulkLead{})
	addRow(b, b.table.company, c)
	l := b.im.leadOf(r, b.lead(number), c.ID, owner)
	return b.record(number, headRecord, func(p *packer) { packHead(p, &l, &c.Company) })
}

func (b *bulk) addPoint(c model.ContactID, p *model.Point) {
	p.ID, p.ContactID, p.Version = model.PointID(take(&b.ids.point)), c, b.im.action
	addRow(b, b.table.point, &pointRow{Point: *p, Mac: b.im.s.pointMac(p.Kind, p.Key)})
}

func (b *bulk) record(company uint32, kind byte, fill func(*packer)) (err error) {
	b.leads[company-1], err = b.spill.put(b.leads[company-1], kind, fill)
	return err
}

// keep lays a contact by for when his lead is settled.
func (b *bulk) keep(number uint32, c *model.Contact, note string) error {
	company := b.of[number-1]
	err := b.record(company, contactRecord, func(p *packer) { packContact(p, c, note) })
	b.at[number-1] = b.leads[company-1]
	return err
}

// merge fills in a contact whom an earlier row has brought.
func (b *bulk) merge(r *ImportRow, in *incoming, number uint32) error {
	_, body, _, err := b.spill.get(b.at[number-1])
	if err != nil {
		return err
	}
	c, note := unpackContact(&unpacker{body})
	filled := fillIn(&c, &in.contact.Contact)
	if len(filled) > 0 {
		p := c.Place
		b.add(b.table.filled, []any{int64(c.ID), c.Title, string(c.Region), strings.Join(c.Zones, ";"), p.Street, p.City, p.State, p.Zip, p.Country})
	}
	have := reached{}
	for _, p := range c.Points {
		have.add(string(p.Kind), p.Key)
	}
	for _, p := range in.contact.Points {
		if !have.lack(p) {
			continue
		}
		b.addPoint(c.ID, &p)
		c.Points = append(c.Points, p)
		filled = append(filled, string(p.Kind))
	}
	if len(filled) > 0 {
		emails, phones := reachKeys(c.Points)
		b.find.learnReach(emails, phones, clean.NameKey(c.Name), number)
		if err := b.keep(number, &c, note); err != nil {
			return err
		}
	}
	company := b.of[number-1]
	if err := b.listed(r, company); err != nil {
		return err
	}
	b.fate(r, fateMerged, b.lead(company), c.ID, false, filled)
	return nil
}

func (b *bulk) fate(r *ImportRow, fate string, lead model.LeadID, c model.ContactID, made bool, filled []string) {
	fresh, lacks := 0, 0
	if made {
		fresh = 1
	}
	if fate == fateCreated {
		lacks = int(r.Lacks)
	}
	b.add(b.table.listRow, []any{int64(b.im.list.ID), r.Line, fate, int64(lead), int64(c), fresh, strings.Join(filled, ";"), "", "", "", lacks})
}

// listed is what [portion.listed] is.
func (b *bulk) listed(r *ImportRow, company uint32) error {
	l := &b.heads[company-1]
	for _, one := range []struct {
		have *bool
		key  model.AttributeKey
		v    func() model.Value
	}{
		{&l.code, model.IndustryCode, func() model.Value { return listedCode(r, b.im.codes) }},
		{&l.size, model.Firmographics, func() model.Value { return listedSize(r) }},
	} {
		if *one.have {
			continue
		}
		v := one.v()
		if v == nil {
			continue
		}
		*one.have = true
		if err := b.addEvidence(company, one.key, v); err != nil {
			return err
		}
	}
	return nil
}

func (b *bulk) addEvidence(company uint32, key model.AttributeKey, v model.Value) error {
	lead := b.lead(company)
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	e := b.im.evidence(lead, key)
	e.ValueWords = b.say(lead, 0, "value", string(text))
	e.DocumentWords = b.say(lead, 0, "document", b.im.list.Name)
	e.ID, e.Value = model.EvidenceID(take(&b.ids.evidence)), v
	addRow(b, b.table.evidence, &e)
	return b.record(company, evidenceRecord, func(p *packer) { packEvidence(p, &e.Evidence) })
}

func (b *bulk) say(lead model.LeadID, c model.ContactID, kind, text string) int64 {
	id := take(&b.ids.words)
	b.add(b.table.words, []any{id, int64(lead), int64(c), kind, text})
	return id
}

func (b *bulk) addNote(c *contactRow, text string) {
	if text == "" {
		return
	}
	words := b.say(c.LeadID, c.ID, "note", text)
	addRow(b, b.table.note, &noteRow{ID: take(&b.ids.note), ActionID: b.im.action, LeadID: int64(c.LeadID), ContactID: int64(c.ID),
		At: millis(b.im.s.now()), MemberID: int64(b.im.by.ID), WordsID: words})
}

// suppressedKeys are the keyed hashes on the suppression list, by kind: of all
// channels, and of any.
type suppressedKeys struct{ whole, any map[string]bool }

var suppressedPage = define("suppression.keys", `SELECT id, kind, mac, channel FROM suppression WHERE id > $1 ORDER BY id`)

func suppressedNow(ctx context.Context, q querier) (s suppressedKeys, err error) {
	var id int64
	var kind, channel string
	var mac blob
	s.whole, s.any = map[string]bool{}, map[string]bool{}
	err = rows(ctx, q, suppressedPage, []any{0}, []any{&id, &kind, &mac, &channel}, func() error {
		key := kind + string(mac)
		s.any[key] = true
		if channel == "" {
			s.whole[key] = true
		}
		return nil
	})
	return s, err
}

func (s suppressedKeys) empty() bool { return len(s.any) == 0 }
