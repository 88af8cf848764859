package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"ripen/model"
)

// What a world is loaded from: one query a table, each by the lead's key.
var (
	loadCompany = define("world.company", `SELECT `+companies.prefixed("k")+`,
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = 'company' AND s.mac = k.name_mac AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = 'company' AND s.mac = k.domain_mac AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM company g CROSS JOIN suppression s WHERE g.merged_into = k.id AND g.merged_into > 0
			AND s.kind = 'company' AND s.mac IN (g.name_mac, g.domain_mac) AND s.channel = '') THEN 1 ELSE 0 END
		FROM company k WHERE k.id = $1`)
	loadContacts = define("world.contacts", `SELECT `+contacts.prefixed("c")+`,
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = 'person' AND s.mac = c.mac AND s.channel = '') THEN 1 ELSE 0 END +
		CASE WHEN EXISTS(SELECT 1 FROM contact m CROSS JOIN suppression s WHERE m.merged_into = c.id AND m.merged_into > 0
			AND s.kind = 'person' AND s.mac = m.mac AND s.channel = '') THEN 1 ELSE 0 END
		FROM contact c WHERE c.lead_id = $1 AND c.merged_into = 0`)
	loadPoints = define("world.points", `SELECT `+points.prefixed("p")+`,
		CASE WHEN EXISTS(SELECT 1 FROM point q WHERE q.kind = p.kind AND q.key = p.key AND q.key <> '' AND q.contact_id <> p.contact_id
			AND NOT EXISTS(SELECT 1 FROM contact g WHERE g.id = q.contact_id AND g.merged_into > 0)) THEN 1 ELSE 0 END,
		CASE WHEN EXISTS(SELECT 1 FROM suppression s WHERE s.kind = p.kind AND s.mac = p.mac) THEN 1 ELSE 0 END
		FROM contact c CROSS JOIN point p WHERE p.contact_id = c.id AND c.lead_id = $1 AND c.merged_into = 0`)
	loadEnrolments = define("world.enrolments", `SELECT `+enrolments.cols+` FROM enrolment WHERE lead_id = $1`)
	loadTouches    = define("world.touches", `SELECT `+touches.prefixed("t")+`,
		CASE WHEN EXISTS(SELECT 1 FROM touch v WHERE v.voids = t.id AND v.voids > 0) THEN 1 ELSE 0 END
		FROM touch t WHERE t.lead_id = $1 ORDER BY t.at, t.id`)
	loadEvidence = define("world.evidence", `SELECT `+evidences.prefixed("e")+`,
		CASE WHEN EXISTS(SELECT 1 FROM evidence v WHERE v.voids = e.id AND v.voids > 0) THEN 1 ELSE 0 END
		FROM evidence e WHERE e.lead_id = $1 ORDER BY e.id`)
	loadHandoffs = define("world.handoffs", `SELECT `+handoffs.cols+` FROM handoff WHERE lead_id = $1`)
	loadEvents   = define("world.handoff-events", `SELECT `+events.cols+` FROM handoff_event WHERE lead_id = $1 ORDER BY id`)
	loadWords    = define("world.words", `SELECT id, body FROM words WHERE lead_id = $1`)
	loadDocs     = define("world.docs", `SELECT id, body FROM doc WHERE lead_id = $1`)
	loadList     = define("world.list", `SELECT name, category FROM list WHERE id = $1`)
	loadMembers  = define("world.members", `SELECT `+members.cols+` FROM member`)
	loadDerived  = define("world.derived", `SELECT score, last_touch_at, text_sum FROM lead WHERE id = $1`)
)

// loaded is a world and what the store must remember of its rows to write them.
type loaded struct {
	model.World
	words     map[int64]string
	companyID model.CompanyID
	refused   map[model.PointID]bool // the list's own no, before suppression is laid on
	handoffs  map[model.HandoffID]handoffRow
	textSum   int64
	created   time.Time
	notes     []model.Note
	also      aliases
}

// load reads all of one lead. The lead may be named by an id that was merged
// away: the living one is loaded.
func (s *Store) load(ctx context.Context, q querier, by model.Actor, id model.LeadID, now time.Time) (*loaded, error) {
	l := &loaded{words: map[int64]string{}, refused: map[model.PointID]bool{}, handoffs: map[model.HandoffID]handoffRow{}}
	l.Now, l.By, l.Policy = now, by, s.policy
	lead, found, err := leads.get(ctx, q, int64(id))
	for hops := 0; err == nil && found && lead.MergedInto != 0 && hops < 8; hops++ {
		lead, found, err = leads.get(ctx, q, lead.MergedInto)
	}
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, model.Errorf(model.NotFound, "there is no lead %s; ripen lead list shows those there are", id)
	}
	l.Lead, l.created = lead.Lead, lead.CreatedAt
	for _, part := range []func(context.Context, querier, *loaded) error{
		s.loadMembers, loadAliases, loadAround, loadPeople, loadHistory, loadNotes, loadLadder, loadDeliveries, s.loadTexts,
	} {
		if err := part(ctx, q, l); err != nil {
			return nil, err
		}
	}
	l.inOrder()
	return l, nil
}

func (s *Store) loadMembers(ctx context.Context, q querier, l *loaded) error {
	all, err := members.all(ctx, q, loadMembers, nil)
	for _, m := range all {
		l.Members = append(l.Members, m.Member)
	}
	slices.SortFunc(l.Members, func(a, b model.Member) int { return int(a.ID - b.ID) })
	return err
}

// loadAround reads the company, the list, the words and what was worked out.
func loadAround(ctx context.Context, q querier, l *loaded) error {
	id := int64(l.Lead.ID)
	var out int
	all, err := companies.all(ctx, q, loadCompany, []any{int64(l.Lead.CompanyID)}, &out)
	if err != nil {
		return err
	}
	for _, c := range all {
		l.Company = c.Company
	}
	l.companyOut(out > 0)
	if l.Lead.ListID != 0 {
		if _, err := row(ctx, q, loadList, []any{int64(l.Lead.ListID)}, &l.Lead.List, &l.Lead.Category); err != nil {
			return err
		}
	}
	if m := l.Member(l.Lead.OwnerID); m != nil {
		l.Lead.Owner = m.Name
	}
	if _, err := row(ctx, q, loadDerived, []any{id}, &l.Lead.Score, instant{&l.Lead.LastTouch}, &l.textSum); err != nil {
		return err
	}
	var word int64
	var body string
	return l.every(func(id int64) error {
		return rows(ctx, q, loadWords, []any{id}, []any{&word, &body}, func() error {
			l.words[word] = body
			return nil
		})
	})
}

// companyOut remembers that the whole company is suppressed, by an empty entry
// that loadPeople lays on every contact.
func (l *loaded) companyOut(out bool) {
	if out {
		l.companyID = l.Company.ID
	}
}

// loadPeople reads contacts, their reach and what pursues them; suppression and
// consent are laid on.
func loadPeople(ctx context.Context, q querier, l *loaded) error {
	id := int64(l.Lead.ID)
	var out, shared, suppressed int
	people, err := contacts.each(ctx, q, loadContacts, []any{id}, func(c *contactRow) {
		c.Suppressed = out > 0 || l.companyID != 0
	}, &out)
	if err != nil {
		return err
	}
	for _, c := range people {
		l.Contacts = append(l.Contacts, c.Contact)
	}
	slices.SortFunc(l.Contacts, func(a, b model.Contact) int { return int(a.ID - b.ID) })
	reach, err := points.each(ctx, q, loadPoints, []any{id}, func(p *pointRow) {
		l.refused[p.ID] = p.NoConsent
		p.Shared = shared > 0
		p.NoConsent = p.NoConsent || suppressed > 0
	}, &shared, &suppressed)
	if err != nil {
		return err
	}
	slices.SortFunc(reach, func(a, b pointRow) int { return int(a.ID - b.ID) })
	for _, p := range reach {
		if c := l.Contact(p.ContactID); c != nil {
			c.Points = append(c.Points, p.Point)
		}
	}
	pursued, err := enrolments.all(ctx, q, loadEnrolments, []any{id})
	for _, e := range pursued {
		l.Enrolments = append(l.Enrolments, e.Enrolment)
	}
	slices.SortFunc(l.Enrolments, func(a, b model.Enrolment) int { return int(a.ID - b.ID) })
	return err
}

func (l *loaded) memberName(id model.MemberID) string {
	if m := l.Member(id); m != nil {
		return m.Name
	}
	return ""
}

func loadHistory(ctx context.Context, q querier, l *loaded) error {
	var voided int
	return l.every(func(id int64) error {
		all, err := touches.each(ctx, q, loadTouches, []any{id}, func(t *touchRow) { t.Voided = voided > 0 }, &voided)
		for _, t := range all {
			if t.Voids == 0 {
				t.Note, t.ByName, t.LeadID = l.words[t.WordsID], l.memberName(t.By), l.Lead.ID
				l.now(&t.ContactID)
				l.Touches = append(l.Touches, t.Touch)
			}
		}
		return err
	})
}

func loadLadder(ctx context.Context, q querier, l *loaded) error {
	var voided int
	var out []model.Evidence
	take := func(e *evidenceRow) {
		if e.Voids != 0 || voided > 0 {
			return
		}
		ev := e.Evidence
		ev.Quote, ev.Document = l.words[e.QuoteWords], l.words[e.DocumentWords]
		if v := l.words[e.ValueWords]; v != "" {
			_ = json.Unmarshal([]byte(v), &ev.Value) // erased words leave an empty value
		}
		ev.LeadID = l.Lead.ID
		l.now(&ev.ContactID)
		out = append(out, ev)
	}
	err := l.every(func(id int64) error {
		_, err := evidences.each(ctx, q, loadEvidence, []any{id}, take, &voided)
		return err
	})
	l.Evidence = out
	return err
}

func loadDeliveries(ctx context.Context, q querier, l *loaded) error {
	return l.every(func(id int64) error { return deliveriesOf(ctx, q, l, id) })
}

func deliveriesOf(ctx context.Context, q querier, l *loaded, id int64) error {
	all, err := handoffs.all(ctx, q, loadHandoffs, []any{id})
	if err != nil || len(all) == 0 {
		return err
	}
	docs := map[int64]string{}
	var doc int64
	var body string
	if err := rows(ctx, q, loadDocs, []any{id}, []any{&doc, &body}, func() error { docs[doc] = body; return nil }); err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b handoffRow) int { return int(a.ID - b.ID) })
	for _, h := range all {
		l.handoffs[h.ID] = h
		h.LeadID = l.Lead.ID
		l.now(&h.NextStep.ContactID)
		h.Note, h.Dossier, h.To = l.words[h.NoteWords], docs[h.DossierDoc], l.memberName(h.ToID)
		l.Handoffs = append(l.Handoffs, h.Handoff)
	}
	record, err := events.all(ctx, q, loadEvents, []any{id})
	taken := map[int64]bool{}
	for _, e := range record {
		taken[e.Voids] = true
	}
	for _, e := range record {
		if e.Voids != 0 || taken[e.ID] {
			continue
		}
		e.Note, e.ByName = l.words[e.WordsID], l.memberName(e.By)
		for i := range l.Handoffs {
			if l.Handoffs[i].ID == e.HandoffID {
				l.Handoffs[i].Events = append(l.Handoffs[i].Events, e.HandoffEvent)
			}
		}
	}
	return err
}
