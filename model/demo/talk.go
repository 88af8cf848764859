package demo

import (
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/gate"
	"ripen/model/playbook"
)

// learn enters what the contact said in the touch that was just recorded.
func (l *life) learn(d dice, at time.Time, who model.ContactID, keys []model.AttributeKey, whole bool) {
	if l.w.Contact(who) == nil || len(keys) == 0 {
		return
	}
	l.place(who)
	touch := l.lastTouch(who)
	for i, key := range keys {
		l.attest(d, at.Add(time.Duration(4+i)*time.Minute), key, l.rung(d, key, who), who, touch, whole)
	}
}

// place sets the buying roles that are plain by now: of whom was talked with,
// and of those whom he named.
func (l *life) place(who model.ContactID) {
	l.edit()
	for i := range l.w.Contacts {
		c := &l.w.Contacts[i]
		if c.Role == model.RoleUnknown && (c.ID == who || l.part.ripens && i < 4) {
			c.Role, c.RoleSetBy = l.likely[i], l.part.owner
		}
	}
}

// rung is how high an entry can go: what a decision maker says is confirmed, if
// one is careful enough to enter it so.
func (l *life) rung(d dice, key model.AttributeKey, who model.ContactID) model.Rung {
	head := l.w.Contact(who).Role == model.DecisionMaker
	if h, ok := l.lacking[key]; ok && h == low {
		return model.Stated
	}
	if head && (key == model.Engaged || key == model.Pain || d.chance(0.55)) {
		return model.Confirmed
	}
	return model.Stated
}

// attest makes one entry of the ladder.
func (l *life) attest(d dice, at time.Time, key model.AttributeKey, level model.Rung, who model.ContactID, touch model.TouchID, whole bool) bool {
	if at.After(l.s.now) {
		at = l.s.now
	}
	var people []string
	for i, c := range l.w.Contacts {
		if i < 3 && !c.Left {
			people = append(people, c.ID.String())
		}
	}
	a := model.Attestation{Attribute: key, Level: level, ContactID: who, TouchID: touch, Set: l.facts.value(d, key, whole, people)}
	switch {
	case level == model.Listed:
		a.Document = pick(d, hearsay)
	case key == model.IndustryCode && who != 0:
		a.ContactID, a.TouchID, a.Document, a.Level = 0, 0, pick(d, registers), model.Stated
	case who == 0:
		a.Document = pick(d, papers)
	default:
		a.Quote = l.facts.quote(d, key)
	}
	dec, err := playbook.Attest(l.as(l.part.owner, at), a, l.s)
	if !l.take(dec, err) {
		return false
	}
	if key == model.Budget && level > model.Listed && l.w.Lead.Value == 0 {
		l.w.Lead.Value = l.facts.amount
	}
	return true
}

// said is one conversation of a lead's arc.
type said struct {
	day     model.Date
	who     model.ContactID // 0: whoever is served
	outcome model.Outcome
	keys    []model.AttributeKey
	whole   bool
	refer   model.ContactID
	call    time.Time // promised with connected-callback
	why     string
	until   model.Date
}

// talk has a conversation on a day, in the way in which the cadence leads to it:
// an e-mail that is due is sent and answered, a letter brings a call, a call is
// a call.
func (l *life) talk(t said) {
	l.pass(t.day.At(7, 0, l.s.zone))
	if !l.w.Lead.Status.Nurtured() {
		return
	}
	l.play(t.day, func(day model.Date) {
		d := l.luck()
		who := t.who
		en := l.served()
		if en != nil && who == 0 {
			who = cadence.AskFor(l.w, *en, l.clock).Contact.ID
		}
		if who == 0 {
			who = l.first
		}
		for i := range l.w.Enrolments {
			if one := &l.w.Enrolments[i]; one.ContactID == who && one.State.Live() && one.CadenceID != 0 {
				en = one
			}
		}
		c := l.w.Contact(who)
		at := latest(l.slot(d, l.workday(day, c), c, true, time.Time{}), l.clock.Add(3*time.Minute))
		e := model.Entry{ContactID: who, Channel: model.Phone, Outcome: t.outcome, Callback: t.call, Why: t.why, Until: t.until}
		if en != nil && en.ContactID == who {
			e.EnrolmentID = en.ID
		}
		if t.refer != 0 {
			e.Refer = l.w.Contact(t.refer).Name
		}
		if !t.call.IsZero() {
			e.Note = pick(d, promises)
		}
		at = l.lead(d, at, en, &e)
		if l.record(d, at, e) {
			l.learn(d, l.clock, who, t.keys, t.whole)
			l.settle(l.clock.Add(time.Minute))
		}
	})
}

// lead is how a talk came about, where it is not simply a call: it moves the
// talk behind what went before.
func (l *life) lead(d dice, at time.Time, en *model.Enrolment, e *model.Entry) time.Time {
	if en == nil || en.Owes != model.OwesStep || en.ContactID != e.ContactID || en.Piece != "" {
		return at
	}
	switch {
	case en.Channel == model.Email && e.Outcome == model.ConnectedInterested && en.DueDay <= model.DateOf(at):
		if !l.record(d, at.Add(-3*time.Hour), model.Entry{EnrolmentID: en.ID, Channel: model.Email, Outcome: model.Sent}) {
			return at
		}
		e.Channel, e.Outcome, e.Answers = model.Email, model.RepliedInterested, l.lastTouch(e.ContactID)
		e.Direction, e.Note = model.Inbound, pick(d, answers)
		return l.clock.Add(time.Duration(d.between(30, 150)) * time.Minute)
	case en.DueDay > model.DateOf(at) && e.Outcome == model.ConnectedInterested && d.chance(0.5):
		e.Direction = model.Inbound // before we called, he did
	}
	return at
}

// step agreed with the decision maker: a call, meeting or visit on a business
// day of his.
func (l *life) agree(at time.Time, who model.ContactID, days int) {
	c := l.w.Contact(who)
	if c == nil {
		return
	}
	d := throw(l.s.seed, l.seat<<8|0xfb)
	zone := l.s.zone
	if p := gate.PlaceOf(*c); len(p.Zones) > 0 {
		zone = p.Zones[0]
	}
	from := max(l.s.today, model.DateOf(at.In(zone)))
	if l.part.before {
		from = model.DateOf(at.In(zone))
	}
	day := l.s.book.AddBusinessDays(from, days, c.Region)
	w := l.as(l.part.owner, at)
	dec, err := cadence.Choose(l.s.book, w, model.Choice{Verb: model.AgreeNextStep, NextStep: model.NextStep{
		Kind: pick(d, []model.NextStepKind{model.StepCall, model.StepMeeting, model.StepMeeting, model.StepVisit}),
		At:   day.At(d.between(9, 15), 30*d.IntN(2), zone), ContactID: who}})
	l.take(dec, err)
}
