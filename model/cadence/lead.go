package cadence

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/model/gate"
)

// Reasons of a pause that the program itself must recognise.
const (
	pausedForCallback = "paused until the callback" // with whom follows
	heldByCompany     = "held: this person, or the whole company?"
)

// siblings does the column of the lead's other enrolments.
func (a *act) siblings(r *entered, rule Rule) {
	if r.inbound && !rule.TwoWay || r.en == nil {
		return
	}
	name := a.name(r.ContactID)
	switch rule.Siblings {
	case SiblingsAsk:
		a.pauseAll(r, "paused: "+name+" answered", true)
	case SiblingsPause:
		a.pauseAll(r, "paused: "+name+" named somebody", false)
	case SiblingsMeet:
		a.pauseAll(r, pausedForCallback+" with "+name, false)
	case SiblingsIfHead:
		if r.contact.Role == model.DecisionMaker && !a.resting() {
			a.pauseAll(r, "paused: "+name+" decides, and said no", true)
		}
	}
}

func (a *act) resting() bool { return a.w.Lead.Status == model.Resting }

// pauseAll pauses the automatic steps of the other contacts. What is promised
// to them or owed to an answer of theirs stands.
func (a *act) pauseAll(r *entered, why string, ask bool) {
	var names []string
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.CadenceID == 0 || en.ContactID == r.ContactID || en.ID == r.en.ID || a.referredNow(r, en) {
			continue
		}
		automatic := en.State == model.EnrolDue && en.Owes == model.OwesStep || en.State == model.EnrolMailing
		if automatic || en.State == model.EnrolPaused && en.Why != heldByCompany {
			names = append(names, a.name(en.ContactID))
			a.pause(en, why, 0)
		}
	}
	if len(names) == 0 {
		return
	}
	a.d.Say("paused: " + strings.Join(names, ", "))
	if ask {
		a.ask(askSiblings, r.ContactID)
	}
}

// referredNow says that en is that of the person just named.
func (a *act) referredNow(r *entered, en *model.Enrolment) bool {
	return r.Refer != "" && en.Why == "named by "+a.name(r.ContactID)
}

// pause stops an enrolment until a person says that it goes on, or until a
// date.
func (a *act) pause(en *model.Enrolment, why string, until model.Date) {
	a.pull(en)
	if en.State != model.EnrolPaused {
		if en.State == model.EnrolMailing {
			en.State, en.Owes = model.EnrolDue, model.OwesStep
		}
		en.Before, en.State = en.State, model.EnrolPaused
	}
	en.Why, en.ResumeAt = why, time.Time{}
	if !until.IsZero() {
		en.ResumeAt = a.morning(until)
	}
}

// morning is when a date begins for the organisation: rests end then.
func (a *act) morning(d model.Date) time.Time { return d.At(0, 0, gate.Zone(a.w.Policy.Zone)).UTC() }

func (a *act) today() model.Date { return model.DateOf(a.w.Now.In(gate.Zone(a.w.Policy.Zone))) }

// resume lets a paused enrolment go on where it stood. What fell due meanwhile
// is due today, once: nothing is caught up.
func (a *act) resume(en *model.Enrolment) {
	if en.State != model.EnrolPaused {
		return
	}
	en.State, en.Before = en.Before, ""
	if en.State == "" || en.State == model.EnrolPaused {
		en.State = model.EnrolDue
	}
	en.ResumeAt, en.Why = time.Time{}, ""
	if en.State == model.EnrolDue && en.Owes == model.OwesStep {
		a.passOn(en)
	}
	a.freshen(en)
}

// freshen brings a due time that has passed to today, and behind the gaps.
func (a *act) freshen(en *model.Enrolment) {
	if en.Owes == model.OwesDecision && en.DueAt.IsZero() {
		a.setDue(en, a.now(), a.today())
	}
	place := a.placeOf(en)
	today := a.b.RollForward(model.DateOf(a.w.Now.In(place.Zones[0])), place.Region)
	if en.DueAt.IsZero() || model.DateOf(en.DueAt.In(place.Zones[0])) < today {
		at := today.At(mailHour, 0, place.Zones[0])
		if en.Channel == model.Phone {
			at = gate.Opening(a.b, today, place, a.w.Policy)
		}
		a.setDue(en, at, model.DateOf(at.In(place.Zones[0])))
	}
	a.behindGaps(en)
}

// behindGaps moves an automatic step behind the gaps of its contact and of the
// company. Same-day steps, and a clock that nobody answered yet, are left.
func (a *act) behindGaps(en *model.Enrolment) {
	s, ok := currentStep(a.w, *en)
	if !ok || en.State != model.EnrolDue || en.Owes != model.OwesStep || follows(*en, s) || clocked(a.w, *en, s) {
		return
	}
	c := contactFor(a.w, *en)
	p := planner{b: a.b, w: a.w, en: *en, s: s, c: c, place: placeIn(a.w, c)}
	day := p.dayOf(en.DueAt)
	if pushed := p.push(day); pushed > day {
		due := p.on(pushed)
		a.setDue(en, due.At, due.Day)
		en.Why = strings.Join(due.Why, "; ")
	}
}

// rest puts the lead to rest until a date, and everybody at it; except is the
// contact who named the date and has a dated call already.
func (a *act) rest(until model.Date, why string, except model.ContactID) {
	a.w.Lead.Status, a.w.Lead.RestUntil, a.w.Lead.Reason = model.Resting, until, why
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if !en.State.Live() || en.CadenceID == 0 || en.ContactID == except && en.State == model.EnrolHeld {
			continue
		}
		promised := en.Owes == model.OwesCallback || en.Owes == model.OwesAnswer && except != 0
		if !promised && en.Owes != model.OwesDecision || en.State == model.EnrolPaused {
			a.pause(en, "resting until "+until.Short(), until)
		}
	}
}

// wake ends a rest. A lead that sales gave back is `returned` again until it
// is ready.
func (a *act) wake(why string) {
	lead := &a.w.Lead
	if lead.Status == model.New {
		lead.Status = model.Working
	}
	if lead.Status != model.Resting {
		return
	}
	lead.Status = model.Working
	if len(lead.Reopened) > 0 {
		lead.Status = model.Returned
	}
	lead.RestUntil, lead.Reason = 0, ""
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State == model.EnrolPaused && !en.ResumeAt.IsZero() {
			a.resume(en)
		}
	}
	a.d.Say(why)
}

// settle does what follows by itself once the act is done.
func (a *act) settle() {
	if h := a.w.Handoff(); !a.w.Lead.Status.Nurtured() || h != nil && h.State == model.Submitted {
		return // with sales, or waiting for approval: everything pauses, and nothing is asked
	}
	a.standDown()
	a.found()
	a.keptPromises()
	for i := range a.w.Enrolments {
		a.passOn(&a.w.Enrolments[i]) // a shared line that died takes the others' calls along
		a.rehour(&a.w.Enrolments[i])
		a.behindGaps(&a.w.Enrolments[i])
	}
	a.onlyPaused()
	a.orphan()
}

// standDown stops what is owed to somebody who must not be contacted any more: he
// may have come onto the suppression list by hand, or with his company.
func (a *act) standDown() {
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		c := a.w.Contact(en.ContactID)
		if c != nil && c.Suppressed && en.State.Live() && en.Owes != model.OwesDecision && en.Owes != model.OwesReview && en.Owes != model.OwesRework {
			a.end(en, model.EnrolStopped, "asked not to be contacted")
		}
	}
}

// rehour keeps a call within the hours of whom it is for, when that came to be
// somebody else: a decision maker who was named, left, or got a cadence of his
// own.
func (a *act) rehour(en *model.Enrolment) {
	s, ok := currentStep(a.w, *en)
	if !ok || s.Contact != model.PickDecisionMaker || en.State != model.EnrolDue || en.Owes != model.OwesStep {
		return
	}
	place := a.placeOf(en)
	at := en.DueAt
	if s.Channel == model.Phone {
		at = a.soon(en, at)
	}
	a.setDue(en, at, min(en.DueDay, model.DateOf(at.In(place.Zones[0]))))
}

// found closes what was owed to find, once it is there.
func (a *act) found() {
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if !en.State.Live() {
			continue
		}
		c := a.w.Contact(en.ContactID)
		switch {
		case en.CadenceID == 0 && en.Owes == model.OwesFindNumber && (reachable(c, model.Phone) || c.Left || c.Suppressed),
			en.CadenceID == 0 && en.Owes == model.OwesFindAddress && (reachable(c, model.Letter) || c.Left || c.Suppressed):
			a.end(en, model.EnrolFinished, "found")
		case en.CadenceID != 0 && en.Owes == model.OwesFindNumber && en.State == model.EnrolDue:
			if a.canGoOn(en) {
				a.seek(en, en.Step)
				a.toStep(en)
			}
		}
	}
}

// canGoOn says that a step from the present one on can be done with what is
// known of the contact.
func (a *act) canGoOn(en *model.Enrolment) bool {
	at := *en
	for at.Step = max(1, en.Step); ; at.Step++ {
		s, ok := currentStep(a.w, at)
		if !ok {
			return false
		}
		early := s.Channel.IsMail() && tooEarlyForMail(a.w, at)
		if !early && unreachable(a.w, at, contactFor(a.w, at), s.Channel) == "" {
			return true
		}
	}
}

// keptPromises lets siblings go on that waited for a callback which is held,
// or which nobody owes any more.
func (a *act) keptPromises() {
	for _, en := range a.w.Enrolments {
		if en.State.Live() && en.Owes == model.OwesCallback {
			return
		}
	}
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State == model.EnrolPaused && strings.HasPrefix(en.Why, pausedForCallback) {
			a.resume(en)
		}
	}
}

// orphan: no lead is ever left with nothing dated to do. Where nobody is
// pursued any more, or all that is left waits for an answer that only a person
// can give, a decision is owed at once.
func (a *act) orphan() {
	var guard *model.Enrolment
	live := false
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		switch {
		case !en.State.Live():
		case guards(*en):
			guard = en
		case en.State == model.EnrolPaused && en.ResumeAt.IsZero():
		default:
			live = true
		}
	}
	needed := !live && !a.resting() && len(a.w.Contacts) > 0
	switch {
	case !needed && guard != nil:
		a.end(guard, model.EnrolFinished, "decided")
	case needed && guard == nil:
		why := "a question is open"
		if len(a.w.Lead.Asks) == 0 {
			why = "nobody is pursued here any more"
			a.d.Say("nobody is pursued at " + a.w.Company.Name + " any more: decide what comes next")
		}
		a.action(anybody(a.w), model.OwesDecision, model.EnrolDeciding, "", a.now(), why)
	}
}

// guards says that the enrolment is the decision owed to the lead itself.
func guards(en model.Enrolment) bool { return en.CadenceID == 0 && en.Owes == model.OwesDecision }

// onlyPaused asks again where all that is left waits for a person to say that
// it goes on.
func (a *act) onlyPaused() {
	waiting := model.ContactID(0)
	for _, en := range a.w.Enrolments {
		if !en.State.Live() || guards(en) {
			continue
		}
		if en.State != model.EnrolPaused || !en.ResumeAt.IsZero() {
			return
		}
		waiting = en.ContactID
	}
	if waiting > 0 && len(a.w.Lead.Asks) == 0 && !a.resting() {
		a.ask(askSiblings, waiting)
	}
}
