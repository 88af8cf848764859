package store

import (
	"context"
	"runtime"
	"slices"

	"ripen/model"
)

// settledTogether is how many leads are worked out at a time.
const settledTogether = 200

// settle writes every lead as it stands once its first contact is enrolled.
// Leads are worked out by as many goroutines as there are processors, and
// written in their order.
func (b *bulk) settle(ctx context.Context) (*bulkSums, error) {
	like, err := b.likeAll(ctx)
	if err != nil {
		return nil, err
	}
	if err := b.spill.w.Flush(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sums := &bulkSums{list: b.im.list.ID, at: like.Now, leads: map[leadSum]int{}, due: map[dueSum]int{}}
	done := 0
	for batch := range b.workOut(ctx, like) {
		got := <-batch
		if got.err != nil {
			return nil, got.err
		}
		if err := b.feed.err(); err != nil {
			return nil, err
		}
		for i := range got.plans {
			if err := b.write(&got.plans[i], sums); err != nil {
				return nil, err
			}
		}
		done += len(got.plans)
		b.im.tell("enrolling", done, len(b.leads))
	}
	return sums, ctx.Err()
}

type settledBatch struct {
	plans []plan
	err   error
}

// workOut gives the leads worked out, batch by batch in their order. It ends
// early where ctx does.
func (b *bulk) workOut(ctx context.Context, like *loaded) <-chan chan settledBatch {
	out := make(chan chan settledBatch, runtime.GOMAXPROCS(0)) // so many are worked on at once
	go func() {
		defer close(out)
		for from := 0; from < len(b.leads); from += settledTogether {
			batch := make(chan settledBatch, 1)
			select {
			case out <- batch:
			case <-ctx.Done():
				return
			}
			go func() { batch <- b.settleSome(like, from, min(from+settledTogether, len(b.leads))) }()
		}
	}()
	return out
}

func (b *bulk) settleSome(like *loaded, from, to int) (out settledBatch) {
	r := spillReader{f: b.spill.f}
	out.plans = make([]plan, 0, to-from)
	for i := from; i < to; i++ {
		l, err := b.lay(&r, like, i)
		if err != nil {
			return settledBatch{err: err}
		}
		p, err := b.im.first(l)
		if err != nil {
			return settledBatch{err: err}
		}
		out.plans = append(out.plans, p)
	}
	return out
}

// likeAll is what the worlds of all leads of the list have in common.
func (b *bulk) likeAll(ctx context.Context) (*loaded, error) {
	im := b.im
	l := &loaded{created: im.s.now()}
	l.Now, l.By, l.Policy = l.created, im.by, im.s.policy
	if err := im.s.loadMembers(ctx, b.way.t, l); err != nil {
		return nil, err
	}
	if err := im.s.loadTexts(ctx, b.way.t, l); err != nil {
		return nil, err
	}
	l.Lead = im.leadOf(&ImportRow{}, 0, 0, 0)
	l.Lead.List, l.Lead.Category = im.list.Name, im.list.Category
	return l, nil
}

// lay makes the world of the lead at a place from what was laid by.
func (b *bulk) lay(r *spillReader, like *loaded, i int) (*loaded, error) {
	l := &loaded{World: like.World, created: like.created}
	company := uint32(i + 1) //nolint:gosec // a list has fewer rows than that
	l.Lead.ID = b.lead(company)
	l.Contacts = make([]model.Contact, 0, b.heads[i].rows)
	l.Lead.CompanyID = model.CompanyID(b.ids.company - int64(len(b.leads)) + int64(i))
	for at := b.leads[i]; at >= 0; {
		kind, body, prev, err := r.get(at)
		if err != nil {
			return nil, err
		}
		b.unpack(l, kind, &unpacker{body})
		at = prev
	}
	slices.SortFunc(l.Contacts, func(a, b model.Contact) int { return int(a.ID - b.ID) })
	slices.SortFunc(l.Evidence, func(a, b model.Evidence) int { return int(a.ID - b.ID) })
	slices.SortFunc(l.notes, func(a, b model.Note) int { return int(a.ContactID - b.ContactID) })
	if m := l.Member(l.Lead.OwnerID); m != nil {
		l.Lead.Owner = m.Name
	}
	return l, nil
}

// unpack lays one record on the world. They come the newest first: of a contact
// the first that comes counts.
func (b *bulk) unpack(l *loaded, kind byte, u *unpacker) {
	switch kind {
	case headRecord:
		unpackHead(u, &l.Lead, &l.Company)
		l.Company.ID = l.Lead.CompanyID
	case evidenceRecord:
		e := unpackEvidence(u)
		e.LeadID, e.By, e.Document = l.Lead.ID, b.im.by.ID, b.im.list.Name
		e.At, e.On = millis(l.Now), b.im.s.today(b.im.by)
		l.Evidence = append(l.Evidence, e)
	case contactRecord:
		c, note := unpackContact(u)
		if l.Contact(c.ID) != nil {
			return
		}
		c.LeadID = l.Lead.ID
		for i, p := range c.Points {
			if !b.stop.empty() && p.Key != "" {
				c.Points[i].NoConsent = p.NoConsent || b.stop.any[string(p.Kind)+string(b.im.s.pointMac(p.Kind, p.Key))]
			}
		}
		l.Contacts = append(l.Contacts, c)
		if note != "" {
			l.notes = append(l.notes, model.Note{ContactID: c.ID, Text: note})
		}
	}
}

// write gives a settled lead to the tables.
func (b *bulk) write(p *plan, sums *bulkSums) error {
	w, d := &p.after, &p.derived
	if len(w.Enrolments) > 0 {
		e := w.Enrolments[0]
		serves := 0
		if inQueue(*w, e) {
			serves = 1
			sums.due[dueSum{e.OwnerID, int(e.Class), e.DueDay, e.Channel}]++
		}
		e.ID, e.Version = model.EnrolmentID(take(&b.ids.enrolment)), b.im.action
		addRow(b, b.table.enrolment, &enrolmentRow{e}, d.score, serves)
	}
	values, err := d.values()
	if err != nil {
		return err
	}
	addRow(b, b.table.lead, &leadRow{Lead: w.Lead, CreatedAt: p.before.created}, values...)
	sums.leads[leadSum{w.Lead.OwnerID, w.Lead.Status}]++
	b.add(b.table.text, []any{int64(w.Lead.ID), d.text})
	for _, c := range w.Contacts {
		if c.Rank != 0 {
			b.add(b.table.rank, []any{int64(c.ID), c.Rank})
		}
	}
	for _, a := range p.readiness.Attributes {
		if a.Level != model.Unknown {
			b.add(b.table.attribute, []any{int64(w.Lead.ID), string(a.Key), int64(a.Evidence.ID), int(a.Level), int64(a.StaleOn)})
		}
	}
	return nil
}

// values are the derived columns of a lead.
func (d *derived) values() ([]any, error) {
	parts, err := object[model.Parts]{&d.parts}.Value()
	return []any{d.score, parts, d.rungs, d.stale, d.counted, len(d.judged.Failing), d.judged.String(), d.touches, millis(d.lastTouch),
		millis(d.dueAt), int64(d.contact), millis(d.notBefore), millis(d.alarm), d.textSum, d.code}, err
}
