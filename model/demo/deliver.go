package demo

import (
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/document"
	"ripen/model/gate"
	"ripen/model/handoff"
	"ripen/model/playbook"
)

const (
	ruth   = model.MemberID(7) // leads the team, and approves
	marcus = model.MemberID(8) // leads the team, and rules
)

func (l *life) salesperson() model.MemberID {
	return model.MemberID(len(specialists) + len(teamLeads) + 1 + int(l.seat)%len(salespeople))
}

// office is where and when business hours are counted for that member.
func (l *life) office(id model.MemberID) (calendar.Place, calendar.Hours) {
	m := l.s.members[id-1]
	return calendar.Place{Zones: []*time.Location{gate.Zone(m.Zone)}, Region: m.Region}, calendar.Hours{From: l.s.policy.WorkFrom, To: l.s.policy.WorkTo}
}

// ago is so many business hours of the member before an instant.
func (l *life) ago(id model.MemberID, from time.Time, hours float64) time.Time {
	p, h := l.office(id)
	return l.s.book.SubBusinessTime(from, time.Duration(hours*float64(time.Hour)), p, h)
}

func (l *life) later(id model.MemberID, from time.Time, hours float64) time.Time {
	p, h := l.office(id)
	return l.s.book.AddBusinessTime(from, time.Duration(hours*float64(time.Hour)), p, h)
}

// deliver ripens the lead and hands it over: submitted a little before it is
// approved, at an instant. next is when the agreed step is, in business days.
func (l *life) deliver(at time.Time, next int) bool {
	day := l.s.bd(model.DateOf(at.In(l.s.zone)), -l.d.between(1, 3))
	l.ripen(arc{last: day, talks: l.d.between(3, 4), next: next, ends: model.ConnectedInterested})
	return l.submit(l.ago(ruth, at, 0.4+2*l.d.Float64())) && l.act(ruth, at, model.HandoffAct{Event: handoff.EventApprove})
}

// submit graduates the lead. Where a holiday has put the last talk off, it is
// not ripe yet and goes on.
func (l *life) submit(at time.Time) bool {
	l.pass(at)
	if !playbook.Judge(l.as(l.part.owner, at)).Passes {
		return false
	}
	dec, err := handoff.Submit(l.s.book, l.as(l.part.owner, at), model.Submission{LeadID: l.w.Lead.ID, To: l.salesperson(), Value: l.facts.amount})
	return l.take(dec, err)
}

// act is an event of the newest hand-off. A delivery gets its dossier.
func (l *life) act(who model.MemberID, at time.Time, a model.HandoffAct) bool {
	l.pass(at)
	h := l.w.Handoff()
	if h == nil || at.After(l.s.now) {
		return false
	}
	a.HandoffID = h.ID
	dec, err := handoff.Step(l.s.book, l.as(who, at), *h, a)
	if !l.take(dec, err) {
		return false
	}
	if a.Event == handoff.EventApprove {
		l.edit()
		h = l.w.Handoff()
		h.Dossier = string(document.Dossier(l.w, playbook.Judge(l.w), *h).Markdown())
	}
	return true
}

// back is a business day so many ago, at an hour of work.
func (l *life) back(days int) time.Time {
	return l.s.bd(l.s.today, -days).At(l.d.between(10, 15), l.d.IntN(60), l.s.zone)
}

func submittedNow(l *life) {
	hours := 0.3 + 3.2*l.d.Float64()
	if int(l.seat)%4 == 0 {
		hours += 4 // the team lead is late
	}
	at := l.ago(ruth, l.s.now, hours)
	l.ripen(arc{last: l.s.bd(model.DateOf(at.In(l.s.zone)), -l.d.between(1, 2)), talks: 3, next: l.d.between(6, 12), ends: model.ConnectedInterested})
	l.submit(at)
}

// deliveredNow waits for the salesperson: fresh, warned, or leaking.
func deliveredNow(l *life) {
	hours := []float64{1, 9.5, 18}[(l.part.nth+int(l.part.owner))%3] + 5*l.d.Float64()
	l.deliver(l.ago(l.salesperson(), l.s.now, hours), l.d.between(10, 14))
}

// accepted so many business days after it was delivered; and asked whether the
// next step was held.
func (l *life) accept(delivered time.Time) bool {
	to := l.salesperson()
	if !l.act(to, l.later(to, delivered, 2+9*l.d.Float64()), model.HandoffAct{Event: handoff.EventAccept}) {
		return false
	}
	asked := l.w.Handoff().HeldAsked.Add(time.Duration(l.d.between(20, 300)) * time.Minute)
	if asked.Before(l.s.now) && l.d.chance(0.7) {
		held := "yes"
		if l.d.chance(0.15) {
			held = "no"
		}
		l.act(to, asked, model.HandoffAct{Event: handoff.EventHeld, Code: held})
	}
	return true
}

func acceptedLead(l *life) {
	at := l.back(l.d.between(3, 24))
	if l.deliver(at, l.d.between(5, 9)) {
		l.accept(at)
	}
}

func closed(as model.HandoffState) func(*life) {
	return func(l *life) {
		at := l.back(l.d.between(30, 48))
		if !l.deliver(at, l.d.between(5, 8)) || !l.accept(at) {
			return
		}
		a := model.HandoffAct{Event: handoff.EventOutcome, Code: string(as), Note: pick(l.d, []string{"went with the trial", "price was not the point", "it took two visits"})}
		switch as {
		case model.HWon:
			a.Value = l.facts.amount * int64(l.d.between(70, 140)) / 100
		case model.HLost:
			a.Note = pick(l.d, []string{"to " + l.facts.rival + ", on price", "to " + l.facts.rival + ", by one reference", "the parent decided otherwise"})
		case model.HNone:
			a.Note = "they go on as they are"
		}
		l.act(l.salesperson(), l.back(l.d.between(1, 9)), a)
	}
}

// refuse is the salesperson's no, so many business hours after delivery.
func (l *life) refuse(delivered time.Time) (time.Time, bool) {
	type no struct {
		code string
		keys []model.AttributeKey
	}
	n := pick(l.d, []no{{"no-budget", []model.AttributeKey{model.Budget}}, {"wrong-person", []model.AttributeKey{model.Engaged, model.DecisionMakers}},
		{"timing", []model.AttributeKey{model.Process, model.Urgency}}, {"no-need", []model.AttributeKey{model.Pain}}, {"cannot-reach", nil}})
	to := l.salesperson()
	at := l.later(to, delivered, 3+8*l.d.Float64())
	return at, l.act(to, at, model.HandoffAct{Event: handoff.EventReject, Code: n.code, Attributes: n.keys, Note: pick(l.d, rejectionNotes)})
}

func rejected(l *life) {
	at := l.back(l.d.between(3, 14))
	if !l.deliver(at, l.d.between(8, 12)) {
		return
	}
	if l.part.nth == 0 && l.part.owner == 1 { // sales knew them already: nobody calls
		to := l.salesperson()
		l.act(to, l.later(to, at, 4), model.HandoffAct{Event: handoff.EventReject, Code: "in-pipeline", Note: "we have had an offer out with them since May"})
		return
	}
	if _, ok := l.refuse(at); ok {
		l.workUntil(l.s.last)
	}
}

// dispute is raised within the days that it may be.
func (l *life) dispute(days int) bool {
	at := l.back(days)
	if !l.deliver(at, 12) {
		return false
	}
	no, ok := l.refuse(at)
	return ok && l.act(l.part.owner, l.later(l.part.owner, no, 3+6*l.d.Float64()), model.HandoffAct{Event: handoff.EventDispute, Note: "the amount was named in the call of the week before, it is in the record"})
}

func disputed(l *life) { l.dispute(l.d.between(5, 6)) }

func (l *life) rule(code, note string) bool {
	h := l.w.Handoff()
	at := l.later(marcus, h.Events[len(h.Events)-1].At, 8+12*l.d.Float64())
	return l.act(marcus, at, model.HandoffAct{Event: handoff.EventRule, Code: code, Note: note})
}

func upheld(l *life) {
	if l.dispute(l.d.between(10, 16)) && l.rule("upheld", rulings[1]) {
		l.workUntil(l.s.last)
	}
}

func overturned(l *life) {
	if l.dispute(l.d.between(10, 18)) {
		l.rule("overturned", rulings[0])
	}
}

// expired: nobody answered, and the lead was taken back by itself.
func expired(l *life) {
	if l.deliver(l.back(l.d.between(7, 12)), 14) {
		l.workUntil(l.s.last)
	}
}

func returned(l *life) {
	at := l.back(l.d.between(12, 25))
	if !l.deliver(at, 6) || !l.accept(at) {
		return
	}
	l.act(l.salesperson(), l.back(l.d.between(2, 6)), model.HandoffAct{Event: handoff.EventReturn, Code: "timing", Attributes: []model.AttributeKey{model.Process},
		Note: "the visit was good, and the project moved to next year in it"})
}

func sentBack(l *life) {
	at := l.ago(ruth, l.s.now, 4+8*l.d.Float64())
	l.ripen(arc{last: l.s.bd(model.DateOf(at.In(l.s.zone)), -2), talks: 3, next: l.d.between(6, 12), ends: model.ConnectedInterested})
	if l.submit(at) {
		l.act(ruth, l.later(ruth, at, 1+2*l.d.Float64()), model.HandoffAct{Event: handoff.EventSendBack, Note: pick(l.d, sendBacks)})
	}
}
