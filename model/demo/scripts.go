package demo

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/gate"
)

// cold is the lot of most: steps are done, and little is said.
func cold(l *life) {
	l.start(l.s.today.AddDays(-l.d.between(6, 110)))
	if l.d.chance(0.22) { // nothing is due yet
		l.workUntil(l.s.today)
		return
	}
	target := l.target()
	l.workUntil(target)
	l.align(target)
	l.todaysWork()
}

// fresh came in and nobody has called yet.
func fresh(l *life) {
	l.start(l.target())
	l.todaysWork()
}

// inquiry came in within the last days and waits, its clock running.
func inquiry(l *life) {
	at := l.s.now.Add(-time.Duration(l.d.between(6, 49)) * time.Minute)
	switch l.part.nth % 3 {
	case 1:
		at = l.s.now.Add(-time.Duration(l.d.between(55, 200)) * time.Minute)
	case 2:
		at = l.s.bd(l.s.today, -1).At(15, l.d.between(0, 110), l.s.zone)
	}
	l.enrol(at, "inbound")
}

// callback was promised for about now.
func callback(l *life) {
	at := l.s.promise(l.part.nth)
	step := 30 * time.Minute
	if l.part.nth%4 == 0 || l.part.nth%4 == 2 {
		step = -step // it has come due
	}
	place := gate.PlaceOf(*l.w.Contact(l.first))
	for open, err := l.s.book.Open(at, place, callHours); !open && err == nil; open, err = l.s.book.Open(at, place, callHours) {
		at = at.Add(step)
	}
	day := l.s.bd(model.DateOf(at.In(place.Zones[0])), -l.d.between(1, 4))
	day = min(day, l.s.bd(l.s.today, -1))
	l.dates(day)
	first := l.s.bd(day, -l.d.between(4, 9))
	l.start(first.AddDays(-l.d.between(8, 40)))
	l.workUntil(first)
	early := []model.AttributeKey{model.IndustryCode, model.Firmographics, model.Environment, model.DecisionMakers}
	l.talk(said{day: first, who: l.first, outcome: model.ConnectedInfo, keys: some(l.d, early, l.d.between(1, 4)), whole: true})
	l.talk(said{day: day, who: l.first, outcome: model.ConnectedCallback, call: at,
		keys: some(l.d, []model.AttributeKey{model.Engaged, model.Pain, model.Competition}, l.d.between(0, 3)*min(1, head(l)))})
}

// head is 1 where who is met first decides.
func head(l *life) int {
	if l.likely[0] == model.DecisionMaker {
		return 1
	}
	return 0
}

// inbound has just answered, and waits.
func inbound(l *life) {
	l.start(l.s.today.AddDays(-l.d.between(14, 80)))
	l.workUntil(l.s.bd(l.s.today, -1))
	at := l.s.now.Add(-time.Duration(l.d.between(8, 190)) * time.Minute)
	l.pass(at)
	var sent, posted model.Touch
	for _, t := range l.w.Touches {
		switch t.Outcome {
		case model.Sent:
			sent = t
		case model.Posted:
			posted = t
		}
	}
	e := model.Entry{ContactID: l.first, Channel: model.Phone, Outcome: model.VoicemailLeft, Direction: model.Inbound, Note: "on our machine: please call, it is about the dates"}
	switch {
	case posted.ID != 0 && l.d.chance(0.6):
		e = model.Entry{ContactID: posted.ContactID, Channel: posted.Channel, Outcome: model.Replied, Answers: posted.ID, Note: pick(l.d, answers)}
	case sent.ID != 0 && l.d.chance(0.8):
		e = model.Entry{ContactID: sent.ContactID, Channel: model.Email, Outcome: model.RepliedInterested, Answers: sent.ID, Note: pick(l.d, answers)}
	}
	l.record(l.d, at, e)
	l.settle(at.Add(time.Minute))
}

// toMail works until a letter or parcel is due.
func (l *life) toMail(end model.Date) *model.Enrolment {
	for range 60 {
		en := l.served()
		if en == nil || en.Channel.IsMail() && en.Owes == model.OwesStep {
			return en
		}
		day := l.plan(en)
		if day >= end {
			return nil
		}
		if !l.passed(day) {
			l.play(day, l.step)
		}
	}
	return nil
}

// queued is a letter that lies there: fresh, or for too long.
func queued(l *life) {
	back := l.d.between(0, 2)
	if l.part.name == "unposted" {
		back = l.d.between(4, 8)
	}
	day := l.s.bd(l.s.today, -1-back)
	l.start(day.AddDays(-l.d.between(30, 40)))
	en := l.toMail(day)
	if en == nil || en.DueDay > day {
		return
	}
	at := latest(l.slot(l.d, day, nil, false, time.Time{}), l.clock)
	l.record(l.d, at, model.Entry{EnrolmentID: en.ID, Channel: en.Channel, Outcome: model.Queued})
	if l.part.nth%2 == 1 || l.part.name == "unposted" {
		l.record(l.d, at.Add(time.Hour), model.Entry{EnrolmentID: en.ID, Channel: en.Channel, Outcome: model.Printed})
	}
}

// inHand is a letter that has come: the call that chases it is due.
func inHand(l *life) {
	day := l.s.bd(l.target(), -4)
	l.start(day.AddDays(-l.d.between(30, 40)))
	en := l.toMail(day)
	if en == nil || en.DueDay > day {
		return
	}
	l.record(l.d, l.slot(l.d, day, nil, false, time.Time{}), model.Entry{EnrolmentID: en.ID, Channel: en.Channel, Outcome: model.Posted})
}

// resting until a date, for a reason; for a few the date is today.
func resting(l *life) {
	day := l.s.bd(l.s.today, -l.d.between(2, 50))
	until := l.s.today.AddDays(l.d.between(4, 80))
	if l.part.nth == 0 {
		until = l.s.last
		day = l.s.bd(l.s.last, -l.d.between(15, 40))
	}
	l.start(day.AddDays(-l.d.between(5, 30)))
	l.workUntil(day)
	t := said{day: day, outcome: model.ConnectedLater, until: until, keys: []model.AttributeKey{model.Environment}}
	switch l.d.IntN(4) {
	case 0:
		t.outcome, t.why = model.ConnectedNotInterested, pick(l.d, []string{"timing", "budget"})
	case 1:
		t.outcome, t.why, t.until = model.ConnectedNotInterested, "contract", until.AddDays(l.s.policy.ContractLead)
	}
	l.talk(t)
}

// disqualified for a reason that is coded.
func disqualified(l *life) {
	day := l.s.bd(l.s.today, -l.d.between(1, 60))
	l.start(day.AddDays(-l.d.between(3, 30)))
	l.workUntil(day)
	l.pass(day.At(8, 0, l.s.zone))
	if !l.w.Lead.Status.Nurtured() {
		return
	}
	who := l.w.Contact(l.first)
	at := l.slot(l.d, l.workday(day, who), who, true, time.Time{})
	codes := []string{"no-need", "no-fit", "competitor", "consultant", "student", "out-of-business", "duplicate", "do-not-contact"}
	code := codes[int(l.seat)%len(codes)]
	if code == "do-not-contact" {
		l.part.leavesOpen = true
		l.record(l.d, at, model.Entry{ContactID: l.first, Channel: model.Phone, Outcome: model.DoNotContact})
		dec, err := cadence.Choose(l.s.book, l.as(l.part.owner, at.Add(3*time.Minute)), model.Choice{Verb: model.Decide, Question: "company-dnc", ContactID: l.first, Answer: "company"})
		l.take(dec, err)
		return
	}
	note := map[string]string{"competitor": "sells the same to others", "student": "writes a thesis about it", "out-of-business": "shut in spring", "duplicate": "same firm as their parent's lead"}[code]
	if at.After(l.s.now) {
		return
	}
	dec, err := cadence.Choose(l.s.book, l.as(l.part.owner, at), model.Choice{Verb: model.Disqualify, Reason: code, Note: note})
	l.take(dec, err)
	switch code {
	case "out-of-business", "duplicate":
		l.code(l.first, code, "")
	case "competitor", "consultant", "student":
		l.code(l.first, "not-a-prospect", "")
	}
}

// left alone: one person asked not to be contacted, the others go on. For a few
// it is still to be said whether the company is meant.
func left(l *life) {
	open := int(l.part.owner) <= 2 && l.part.nth == 0
	day := l.s.bd(l.s.today, -l.d.between(1, 20))
	if open {
		day = l.s.bd(l.s.today, -1)
	}
	l.part.ripens = false
	l.start(day.AddDays(-l.d.between(5, 40)))
	l.workUntil(day)
	l.pass(day.At(8, 0, l.s.zone))
	who := l.w.Contact(l.first)
	at := latest(l.slot(l.d, l.workday(day, who), who, true, time.Time{}), l.clock)
	if l.part.nth == 0 {
		l.beside(at)
		at = at.Add(time.Minute)
	}
	l.part.leavesOpen = open
	l.record(l.d, at, model.Entry{ContactID: l.first, Channel: model.Phone, Outcome: model.DoNotContact})
	if !open {
		l.settle(at.Add(2 * time.Minute))
		l.decide(at.Add(4 * time.Minute))
		l.workUntil(l.s.last)
	}
}

// beside enrols a second person, where no step has done so yet.
func (l *life) beside(at time.Time) {
	if cadence.Pursued(l.w) >= l.s.policy.Pursued {
		return
	}
	for _, c := range l.w.Contacts {
		known := slices.ContainsFunc(l.w.Enrolments, func(en model.Enrolment) bool { return en.ContactID == c.ID })
		if c.ID == l.first || known || c.Left || c.Suppressed {
			continue
		}
		dec, err := cadence.Choose(l.s.book, l.as(l.part.owner, at), model.Choice{Verb: model.Enrol, ContactID: c.ID, Cadence: "standard"})
		l.take(dec, err)
		return
	}
}

// question is one that a person has to answer.
func question(l *life) {
	day := l.s.bd(l.s.today, -l.d.between(1, 3))
	if l.part.nth == 0 { // at the end of its cadence
		l.start(l.s.today.AddDays(-l.d.between(60, 85)))
		for range 60 {
			en := l.served()
			if en == nil || en.Owes == model.OwesDecision || l.plan(en) >= l.s.today {
				return
			}
			if next := l.plan(en); !l.passed(next) {
				l.play(next, l.step)
			}
		}
		return
	}
	l.start(day.AddDays(-l.d.between(8, 40)))
	l.part.leavesOpen = false
	l.workUntil(day)
	l.part.leavesOpen = true
	t := said{day: day, who: l.first, outcome: model.ConnectedNotInterested, why: pick(l.d, []string{"no-need", "competitor", "not-the-decider"})}
	if len(l.w.Contacts) > 1 && l.part.nth == 1 && l.owner().ID%2 == 1 {
		at := l.slot(l.d, l.s.bd(day, -1), nil, false, time.Time{})
		l.beside(at)
		t.outcome, t.why = model.ConnectedInterested, ""
	}
	if c := l.w.Contact(l.first); c.Left || c.Suppressed {
		return
	}
	l.talk(t)
}

// numberless: the numbers were wrong, and one is to be found.
func numberless(l *life) {
	day := l.s.bd(l.s.last, -l.d.between(1, 4))
	l.start(day)
	for range 3 {
		en := l.served()
		c := l.w.Contact(l.first)
		if en == nil || c.Point(model.PhonePoint) == nil {
			return
		}
		at := l.slot(l.d, day, c, true, en.DueAt)
		l.record(l.d, latest(at, l.clock.Add(2*time.Minute)), model.Entry{EnrolmentID: en.ID, Channel: model.Phone, Outcome: model.WrongNumber})
		l.settle(l.clock)
	}
}
