package cadence

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// Dials that complete a step, blocks that do, and busy lines of a day that
// count as no answer: the rules' own numbers.
const (
	dialsComplete  = 3
	blocksComplete = 2
)

// tried says that a dial was about what the enrolment owes; others are
// recorded and move nothing.
func (a *act) tried(r *entered) bool {
	if r.does || r.owed {
		return true
	}
	a.d.Say("outside the plan: nothing moves")
	return false
}

// exhaust: so many tries complete the step, or end what was owed besides.
func (a *act) exhaust(r *entered) {
	if r.does {
		a.complete(r)
		a.toStep(r.en)
	} else {
		a.discharge(r)
	}
	a.sayNext(r.en)
}

// retry sets when the same is tried again. An entry dated back never makes it
// earlier than it was.
func (a *act) retry(r *entered, at time.Time) {
	en := r.en
	if r.at.Before(a.now()) && at.Before(en.DueAt) {
		at = en.DueAt
	}
	if s, ok := currentStep(a.w, *en); ok && r.does && s.Hand > 0 && at.Before(en.DueAt) {
		at = en.DueAt // tried before the piece is in hand: the chase keeps its day
		en.Why = "chases what is in hand " + en.InHand.Short()
	}
	a.setDue(en, at, model.DateOf(at.In(a.placeOf(en).Zones[0])))
	a.sayNext(en)
}

// unanswered: the next business day in the other half of the day; the third
// dial completes, and in some cadences the first.
func (a *act) unanswered(r *entered) {
	if !a.tried(r) {
		return
	}
	en := r.en
	en.Dials++
	limit := dialsComplete
	if r.does && cadenceOf(a.w, *en).NoAnswerConsumes {
		limit = 1
	}
	if en.Dials >= limit {
		a.exhaust(r)
		return
	}
	place, hours := a.placeOf(en), gate.CallHours(a.w.Policy, false)
	at, err := a.b.OtherHalf(r.at, place, hours)
	if err != nil {
		at = a.inDays(en, r.at, 1)
	}
	en.Why = strings.Join(append([]string{"dial " + itoa(en.Dials+1) + " of " + itoa(limit) + ", in the other half of the day"}, a.closedBetween(en, r.at, at)...), "; ")
	a.retry(r, at)
}

// busy: again in half an hour; that it happened today is remembered.
func (a *act) busy(r *entered) {
	if !a.tried(r) {
		return
	}
	en := r.en
	en.BusyDay = model.DateOf(r.at.In(a.placeOf(en).Zones[0]))
	en.Why = "the line was busy"
	a.retry(r, a.soon(en, r.at.Add(a.w.Policy.BusyRetry)))
}

// blocked: two business days on, before 9:00 or after 17:00, at the other end
// of the day; the second block completes and the next contact is enrolled.
func (a *act) blocked(r *entered) {
	if !a.tried(r) {
		return
	}
	en := r.en
	if en.Blocks++; en.Blocks >= blocksComplete {
		a.exhaust(r)
		a.enrolNext(en, r.at)
		return
	}
	place := a.placeOf(en)
	local := r.at.In(place.Zones[0])
	day := a.b.AddBusinessDays(model.DateOf(local), 2, place.Region)
	part := quiet(a.w.Policy, local.Hour()*60+local.Minute() >= calendar.Midday)
	at := gate.Opening(a.b, day, place, a.w.Policy)
	if t, err := a.b.NextOpen(day.At(0, 0, place.Zones[0]), place, part); part.Valid() && err == nil {
		at = t
	}
	en.Why = strings.Join(append([]string{"before 9:00 or after 17:00, when no gatekeeper answers"}, a.closedBetween(en, r.at, at)...), "; ")
	a.retry(r, at)
}

// otherNumber: the contact's next number now; without one the next step that
// is no call, and a number is to be found.
func (a *act) otherNumber(r *entered) {
	en := r.en
	if p := r.contact.Point(model.PhonePoint); p != nil {
		if a.tried(r) {
			en.Dials, en.Blocks = 0, 0
			at := a.soon(en, r.at)
			en.Why = "another number: " + p.Shown
			a.setDue(en, at, model.DateOf(at.In(a.placeOf(en).Zones[0])))
			a.sayNext(en)
		}
		return
	}
	a.find(r.ContactID, model.OwesFindNumber)
	if !r.does {
		return
	}
	a.seek(en, en.Step+1)
	a.toStep(en)
	a.sayNext(en)
}

// away waits until the person is back: the day after the date named, else so
// many business days. A stand-in is offered as a contact.
func (a *act) away(r *entered) {
	en := r.en
	place := a.placeOf(en)
	day := a.b.AddBusinessDays(model.DateOf(r.at.In(place.Zones[0])), a.w.Policy.OutOfOffice, place.Region)
	if !r.Until.IsZero() {
		day = a.b.RollForward(r.Until.AddDays(1), place.Region)
	}
	if r.Refer != "" {
		a.d.Say(strings.TrimSpace(r.Refer) + " stands in: add that person as a contact")
	}
	if en.Owes == model.OwesDecision || en.Owes == model.OwesCallback || en.State == model.EnrolPaused {
		return
	}
	if en.DueDay < day || en.DueAt.IsZero() {
		at := day.At(mailHour, 0, place.Zones[0])
		if en.Channel == model.Phone {
			at = gate.Opening(a.b, day, place, a.w.Policy)
		}
		a.setDue(en, at, model.DateOf(at.In(place.Zones[0])))
		en.Why = "away until then"
	}
	a.sayNext(en)
}

// laid: the piece waits to be posted; it is no touch yet.
func (a *act) laid(r *entered) {
	en := r.en
	if !r.does {
		a.d.Say("outside the plan: record it again when it is posted")
		return
	}
	if en.Piece == "" {
		en.PieceAt = r.at
	}
	en.Piece = r.Outcome
	if en.Owes == model.OwesStep || en.Owes == model.OwesPosting || en.State == model.EnrolMailing {
		a.wait(en)
	}
	a.sayNext(en)
}

// withoutEmail: e-mail steps are passed over from now on; whether the other
// channels go on is asked.
func (a *act) withoutEmail(r *entered) {
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.ContactID != r.ContactID || !en.State.Live() {
			continue
		}
		if en.CadenceID == 0 { // an e-mail promised outside any cadence becomes a call
			a.callInstead(r, en)
			continue
		}
		en.SkipEmail = true
		if s, ok := currentStep(a.w, *en); ok && s.Channel == model.Email && en.Owes == model.OwesStep {
			state, why, resume, before := en.State, en.Why, en.ResumeAt, en.Before
			a.seek(en, en.Step)
			a.toStep(en)
			if state == model.EnrolPaused {
				en.State, en.Why, en.ResumeAt, en.Before = state, why, resume, before
			}
			a.sayNext(en)
		}
		a.callInstead(r, en)
	}
	a.ask(askChannels, r.ContactID)
	a.d.Say("no e-mail goes to " + a.name(r.ContactID) + " any more")
}

// callInstead owes a call where an e-mail was owed.
func (a *act) callInstead(r *entered, en *model.Enrolment) {
	if en.Owes == model.OwesCall && en.Channel == model.Email {
		a.owe(en, model.OwesCall, model.Phone, a.inDays(en, r.at, a.w.Policy.InfoCall))
		en.Why = a.name(r.ContactID) + " takes no e-mail any more"
	}
}

// giveBack: the step that was thought done is due again, in another way.
func (a *act) giveBack(r *entered, rule Rule) {
	en := r.en
	t := a.w.Touch(r.Answers)
	given := t != nil && t.EnrolmentID == en.ID && t.Step > 0 && en.LastStep == t.Step
	if given {
		a.revert(en, t)
		a.d.Say("step " + itoa(t.Step) + " is given back")
	}
	if rule.Due == DueNoMail {
		en.InHand = 0
		a.find(r.ContactID, model.OwesFindAddress)
	}
	if en.Owes != model.OwesStep && en.Owes != model.OwesDecision || en.State == model.EnrolPaused {
		return
	}
	if !given {
		a.passOn(en)
		return
	}
	n := t.Step
	if rule.Due == DueNoMail {
		for s, ok := cadenceOf(a.w, *en).StepAt(n); ok && s.Channel.IsMail(); s, ok = cadenceOf(a.w, *en).StepAt(n) {
			n++
		}
	}
	a.seek(en, n)
	a.toStep(en)
	if en.Owes == model.OwesStep {
		a.again(r, rule, en)
	}
	a.sayNext(en)
}

// again says when a step given back is due: another address now, a soft
// bounce and a returned piece in a business day.
func (a *act) again(r *entered, rule Rule, en *model.Enrolment) {
	place := a.placeOf(en)
	today := model.DateOf(r.at.In(place.Zones[0]))
	switch {
	case rule.Due == DueAgain || rule.Due == DueNoMail:
		at := a.inDays(en, r.at, 1)
		if en.Channel != model.Phone {
			at = model.DateOf(at.In(place.Zones[0])).At(mailHour, 0, place.Zones[0])
		}
		a.setDue(en, at, model.DateOf(at.In(place.Zones[0])))
		en.Why = ""
		if rule.Due == DueAgain {
			en.Bounces = a.softBounces(r)
		}
	case en.Channel == model.Email:
		day := a.b.RollForward(today, place.Region)
		at := r.at
		if day != today {
			at = day.At(mailHour, 0, place.Zones[0])
		}
		a.setDue(en, at, day)
		en.Why = "to another address"
	}
}

// revert puts the enrolment before the step of t, as it was when that came
// due: its last completed touch is the newest one before.
func (a *act) revert(en *model.Enrolment, t *model.Touch) {
	en.Step, en.LastStep, en.LastAt = t.Step, 0, time.Time{}
	for _, o := range a.w.Touches {
		rule, _ := RuleOf(o.Outcome)
		if o.Voided || o.ID == t.ID || o.EnrolmentID != en.ID || rule.Report || o.At.After(t.At) {
			continue
		}
		if o.Step > 0 && o.Step < t.Step && o.Step >= en.LastStep {
			en.LastStep = o.Step
		}
		if (o.Step > 0 && o.Step < t.Step || rule.TwoWay || o.Direction == model.Inbound) && o.At.After(en.LastAt) {
			en.LastAt = o.At
		}
	}
}

// passOn moves an enrolment off a step that can no longer be done.
func (a *act) passOn(en *model.Enrolment) {
	s, ok := currentStep(a.w, *en)
	if !ok || en.State != model.EnrolDue || en.Owes != model.OwesStep {
		return
	}
	if unreachable(a.w, *en, contactFor(a.w, *en), s.Channel) == "" {
		return
	}
	a.seek(en, en.Step)
	a.toStep(en)
	a.sayNext(en)
}
