package demo

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/gate"
	"ripen/model/handoff"
	"ripen/model/playbook"
	"ripen/model/queue"
)

// life is one lead on its way through the season.
type life struct {
	s       *stage
	d       dice
	seat    uint64
	part    part
	src     *source
	facts   facts
	likely  []model.BuyingRole // what each contact will turn out to be
	first   model.ContactID    // pursued from the start
	w       model.World
	born    counters // the ids given before it
	n       counters
	defects []model.Defect
	lacking map[model.AttributeKey]how
	clock   time.Time // nothing happens before it any more
	mail    []arrival
	scenes  []scene
}

// arrival is something that will come of an earlier touch: a piece comes back.
type arrival struct {
	at time.Time
	do func(*life, time.Time)
}

// scene is the lead as it was before an act, and the act: so the act can be
// played again on another day.
type scene struct {
	w       model.World
	n       counters
	defects int
	clock   time.Time
	mail    []arrival
	due     model.Date
	day     model.Date
	act     func(model.Date)
}

func (l *life) owner() model.Member { return l.s.members[l.w.Lead.OwnerID-1] }
func (l *life) style() style        { return specialists[l.part.owner-1].style }

// as is the world in the eyes of a person at an instant, never before the last
// thing that happened.
func (l *life) as(who model.MemberID, at time.Time) model.World {
	if at = at.UTC().Truncate(time.Second); at.Before(l.clock) {
		at = l.clock
	}
	l.clock = at
	l.w.Now, l.w.By = at, l.s.actor(who)
	return l.w
}

// take carries a decision out as the store would: new rows get real ids. A
// refusal is kept for the tests; the day goes on without that act.
func (l *life) take(d model.Decision, err error) bool {
	if err != nil {
		l.s.refused = append(l.s.refused, model.Errorf(model.CodeOf(err), "%s at %s as %s: %w", l.w.Lead.ID, l.w.Now, l.part.name, err))
		return false
	}
	if len(d.Changes) == 0 {
		return true
	}
	record := map[model.HandoffID][]model.HandoffEvent{}
	for _, h := range l.w.Handoffs {
		record[h.ID] = h.Events
	}
	l.w = model.Apply(l.w, d.Changes)
	for i := range l.w.Handoffs {
		h := &l.w.Handoffs[i]
		if old := record[h.ID]; len(old) > 0 && (len(h.Events) == 0 || h.Events[0].Event != handoff.EventSubmit) {
			h.Events = append(slices.Clone(old), h.Events...)
		}
	}
	l.number()
	for _, c := range d.Changes {
		if c, ok := c.(model.DefectAdded); ok {
			l.n.defect++
			c.Defect.ID = l.n.defect
			l.defects = append(l.defects, c.Defect)
		}
	}
	return true
}

// number puts real ids in the place of the negative ones.
func (l *life) number() {
	w := &l.w
	contacts, points, enrolments, touches := ids{}, ids{}, ids{}, ids{}
	evidence, handoffs := ids{}, ids{}
	for i := range w.Contacts {
		c := &w.Contacts[i]
		give(contacts, &l.n.contact, &c.ID)
		for j := range c.Points {
			give(points, &l.n.point, &c.Points[j].ID)
			real(contacts, &c.Points[j].ContactID)
		}
	}
	for len(l.likely) < len(w.Contacts) {
		l.likely = append(l.likely, model.Influencer) // somebody who was named on the way
	}
	for i := range w.Enrolments {
		give(enrolments, &l.n.enrolment, &w.Enrolments[i].ID)
		real(contacts, &w.Enrolments[i].ContactID)
	}
	for i := range w.Touches {
		give(touches, &l.n.touch, &w.Touches[i].ID)
	}
	for i := range w.Touches {
		t := &w.Touches[i]
		real(contacts, &t.ContactID)
		real(enrolments, &t.EnrolmentID)
		real(points, &t.PointID)
		real(touches, &t.Answers)
	}
	for i := range w.Evidence {
		give(evidence, &l.n.evidence, &w.Evidence[i].ID)
	}
	for i := range w.Handoffs {
		h := &w.Handoffs[i]
		give(handoffs, &l.n.handoff, &h.ID)
		real(evidence, &h.EvidenceMark)
		for j := range h.Events {
			if h.Events[j].ID < 0 {
				l.n.event++
				h.Events[j].ID = l.n.event
			}
			h.Events[j].HandoffID = h.ID
		}
	}
}

type ids map[int64]int64

func give[T ~int64](m ids, next *int64, id *T) {
	if *id < 0 {
		*next++
		m[int64(*id)] = *next
		*id = T(*next)
	}
}

func real[T ~int64](m ids, id *T) {
	if *id < 0 {
		*id = T(m[int64(*id)])
	}
}

// served is what the specialist would be given of this lead.
func (l *life) served() *model.Enrolment {
	if !l.w.Lead.Status.Nurtured() {
		return nil
	}
	return cadence.Served(l.w)
}

// pass lets time go by: what it changes alone, and what arrives.
func (l *life) pass(to time.Time) {
	for range 400 {
		next, mail := l.wakes(), -1
		for i, a := range l.mail {
			if next.IsZero() || a.at.Before(next) {
				next, mail = a.at, i
			}
		}
		if next.IsZero() || next.After(to) {
			return
		}
		if mail >= 0 {
			a := l.mail[mail]
			l.mail = slices.Delete(slices.Clone(l.mail), mail, mail+1)
			a.do(l, a.at)
			continue
		}
		if !l.tick(next) && !next.After(l.clock) {
			return
		}
	}
}

// wakes is when time next changes something of the lead.
func (l *life) wakes() time.Time {
	l.w.Now = l.clock
	all := []time.Time{cadence.Wakes(l.w), handoff.Wakes(l.w)}
	if l.w.Lead.DecisionBy != 0 && l.w.Lead.Status.Nurtured() {
		all = append(all, playbook.Judge(l.w).Until)
	}
	var first time.Time
	for _, t := range all {
		if !t.IsZero() && t.Before(l.clock) {
			t = l.clock
		}
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}

// tick does what the first look at a day does, and says whether anything changed.
func (l *life) tick(at time.Time) bool {
	changed, before := false, l.clock
	for _, rule := range []func(model.World) model.Decision{
		func(w model.World) model.Decision { return handoff.Tick(l.s.book, w) },
		func(w model.World) model.Decision { return cadence.Tick(l.s.book, w) },
		playbook.Tick,
	} {
		d := rule(l.as(l.part.owner, at))
		changed = changed || len(d.Changes) > 0
		l.take(d, nil)
	}
	return changed || l.clock.After(before)
}

// finish brings the lead to now and works its figures out.
func (l *life) finish() {
	l.pass(l.s.now)
	for range 3 {
		if !l.tick(l.s.now) {
			break
		}
	}
	l.w.Now, l.w.By = l.s.now, l.s.actor(l.part.owner)
	l.w.Lead.Score = l.score(playbook.Judge(l.w).Count).Total()
	l.version()
}

// score as the queue counts it: talks of the last 90 days, and days since the
// last touch or the receipt.
func (l *life) score(count int) model.Parts {
	talks, last := 0, l.w.Lead.LastTouch
	for _, t := range l.w.Touches {
		if cadence.TwoWay(t.Outcome) && l.s.now.Sub(t.At) <= 90*24*time.Hour {
			talks++
		}
	}
	if last.IsZero() {
		last = l.w.Lead.ReceivedAt
	}
	return queue.Score(playbook.Fit(l.w), talks, count, int(l.s.now.Sub(last).Hours()/24))
}

// version is 1 on every row: it came in as it is.
func (l *life) version() {
	for i := range l.w.Contacts {
		c := &l.w.Contacts[i]
		c.Version = 1
		for j := range c.Points {
			c.Points[j].Version = 1
		}
	}
	for i := range l.w.Enrolments {
		l.w.Enrolments[i].Version = 1
	}
	for i := range l.w.Handoffs {
		l.w.Handoffs[i].Version = 1
	}
}

// play does an act on a day and remembers how it was before.
func (l *life) play(day model.Date, act func(model.Date)) {
	sc := scene{w: l.w, n: l.n, defects: len(l.defects), clock: l.clock, mail: l.mail, day: day, act: act}
	if en := l.served(); en != nil {
		sc.due = en.DueDay
	}
	l.scenes = append(l.scenes, sc)
	act(day)
}

// rewind goes back to before the n-th act.
func (l *life) rewind(n int) scene {
	sc := l.scenes[n]
	l.w, l.n, l.defects, l.clock, l.mail, l.scenes = sc.w, sc.n, l.defects[:sc.defects], sc.clock, sc.mail, l.scenes[:n]
	return sc
}

// luck of the n-th act: the same when it is played again.
func (l *life) luck() dice { return throw(l.s.seed, l.seat<<8|uint64(1+len(l.scenes))) }

// slot is when the owner does on that day what is due for the contact: in his
// own hours, and for a call in the contact's too where they have one in common.
func (l *life) slot(d dice, day model.Date, c *model.Contact, call bool, due time.Time) time.Time {
	mine := gate.Zone(l.owner().Zone)
	from, to := day.At(8, 30, mine), day.At(17, 40, mine)
	there := mine
	if c != nil {
		if p := gate.PlaceOf(*c); len(p.Zones) > 0 {
			there = p.Zones[0]
		}
	}
	if call {
		open, shut := day.At(8, 0, there), day.At(18, 0, there)
		if open.After(from) {
			from = open
		}
		if shut.Before(to) {
			to = shut
		}
		if !from.Before(to) { // no hour in common: early or late at the desk
			from, to = open, open.Add(90*time.Minute)
		}
	}
	if model.DateOf(due.In(there)) == day && due.After(from) && due.Before(to) {
		from = due
	}
	return from.Add(time.Duration(d.Int64N(int64(to.Sub(from))))).Truncate(time.Second)
}

// workday is the first day from day on that is one for the owner and for the
// contact.
func (l *life) workday(day model.Date, c *model.Contact) model.Date {
	region := model.Region("US")
	if c != nil {
		region = c.Region
	}
	for range 30 {
		if l.s.book.IsBusinessDay(day, region) && l.s.book.IsBusinessDay(day, l.owner().Region) {
			break
		}
		day = day.AddDays(1)
	}
	return day
}

// edit gives the lead rows of its own, to be written to by hand.
func (l *life) edit() { l.w = model.Clone(l.w) }
