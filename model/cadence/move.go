package cadence

import (
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// effective is the row that an entry is acted on by. It differs from the row of
// its outcome where the rules let one count as another: the second busy line of
// a day, the third soft bounce, a letter answered in anger.
func (a *act) effective(r *entered) Rule {
	as := r.Outcome
	switch {
	case r.Outcome == model.Busy && r.en != nil && r.en.BusyDay == model.DateOf(r.at.In(a.place(r.ContactID).Zones[0])):
		as = model.NoAnswer
	case r.Outcome == model.BouncedSoft && a.softBounces(r) >= 3:
		as = model.Bounced
	case r.Outcome == model.Replied && r.Sentiment == model.Negative:
		as = model.RepliedNotInterested
	}
	rule, _ := RuleOf(as)
	return rule
}

// softBounces of the address, this one included, since a reply or an opening
// of another kind showed that it works.
func (a *act) softBounces(r *entered) int {
	n := 1
	for _, t := range a.w.Touches {
		if t.Voided || t.ContactID != r.ContactID || t.ID == r.touch || r.point == nil || t.PointID != r.point.ID {
			continue
		}
		switch {
		case t.Outcome == model.BouncedSoft:
			n++
		case TwoWay(t.Outcome):
			n = 1
		}
	}
	return n
}

// move does what the outcome's row says, column by column.
func (a *act) move(r *entered) {
	rule := a.effective(r)
	a.attempted(r)
	a.mark(r, rule)
	a.code(r, rule)
	if rule.Step == Stops {
		a.stopRow(r, rule)
		return
	}
	if r.contact.Suppressed || r.contact.Left {
		a.d.Say("recorded; " + a.name(r.ContactID) + " has left or asked not to be contacted, so nothing moves")
		return
	}
	if r.inbound {
		a.wake(a.name(r.ContactID) + " answered: the lead is awake")
	}
	if a.late(r, rule) {
		a.d.Say("dated back: recorded, and nothing that came later moves")
		return
	}
	a.steps(r, rule)
	a.siblings(r, rule)
	a.moods(r)
}

// beside is what a touch does to a lead that is with sales or closed: the
// facts stand, no cadence moves.
func (a *act) beside(r *entered) {
	rule := a.effective(r)
	a.mark(r, rule)
	a.code(r, rule)
	if rule.Step == Stops {
		a.stopRow(r, rule)
	}
	status := a.w.Lead.Status
	switch {
	case r.inbound && status.Open():
		a.d.Say("the lead is " + string(status) + ": tell the salesperson that " + a.name(r.ContactID) + " answered")
	case r.inbound:
		a.d.Say("the lead is " + string(status) + ": add a new lead for " + a.w.Company.Name + " if this is an inquiry")
	default:
		a.d.Say("the lead is " + string(status) + ": recorded, no cadence moves")
	}
}

// attempted: a new lead is working at the first attempt.
func (a *act) attempted(r *entered) {
	if a.w.Lead.Status == model.New && (r.rule.TwoWay || r.inbound || r.rule.Attempt && r.Direction == model.Outbound) {
		a.w.Lead.Status = model.Working
	}
}

// late says that the entry is dated before something that it must not undo.
func (a *act) late(r *entered, rule Rule) bool {
	if rule.Due == DueOnward || rule.Step == GivesBack || rule.Step == Asks {
		return false
	}
	talk := rule.TwoWay || r.inbound || rule.Due == DueBack
	if !talk && r.en == nil {
		return false
	}
	if !talk && r.at.Before(r.en.LastAt) {
		return true
	}
	for _, t := range a.w.Touches {
		if t.Voided || t.ID == r.touch || t.ContactID != r.ContactID || !t.At.After(r.at) {
			continue
		}
		later, _ := RuleOf(t.Outcome)
		if later.TwoWay || !talk && later.Attempt && t.Direction == model.Outbound {
			return true
		}
	}
	return false
}

// steps does the columns of the step and of what is due next.
func (a *act) steps(r *entered, rule Rule) {
	if r.inbound && !rule.TwoWay {
		a.respond(r)
		return
	}
	switch rule.Due {
	case DueNothing:
		a.d.NeedsDecision = true
		a.d.Say("the gatekeeper put you through: record how the talk went")
		return
	case DueOnward:
		a.withoutEmail(r)
		return
	}
	if r.en == nil && (rule.TwoWay || r.inbound) {
		r.en = a.action(r.ContactID, model.OwesCall, model.EnrolDue, model.Phone, r.at, "")
	}
	if r.en == nil {
		a.d.Say(a.name(r.ContactID) + " is in no cadence: recorded, and the gap counts from it")
		return
	}
	if rule.TwoWay && r.en.ContactID != r.ContactID {
		r.en.ContactID = r.ContactID // a step to the decision maker found him: the cadence is his now
	}
	if rule.TwoWay && rule.Step != Completes || !r.does {
		a.reset(r, rule)
	}
	a.due(r, rule)
}

// reset: inbound and extra live talks reset the due date and consume nothing.
func (a *act) reset(r *entered, rule Rule) {
	if (rule.TwoWay || r.inbound) && r.at.After(r.en.LastAt) {
		r.en.LastAt = r.at
	}
}

func (a *act) due(r *entered, rule Rule) {
	switch rule.Due {
	case DueNext:
		a.delivered(r)
	case DueHold:
		a.interested(r)
	case DueRest:
		a.later(r, a.restDate(r))
	case DueWhy:
		a.notInterested(r)
	case DueInfo:
		a.info(r)
	case DuePromise:
		a.promise(r)
	case DueRefer:
		a.refer(r)
	case DueQuietHour:
		a.blocked(r)
	case DueOtherHalf:
		a.unanswered(r)
	case DueSoon:
		a.busy(r)
	case DueOtherNumber:
		a.otherNumber(r)
	case DueOtherEmail, DueAgain, DueNoMail:
		a.giveBack(r, rule)
	case DueBack:
		a.away(r)
	case DuePosting:
		a.laid(r)
	}
}

// complete consumes the step and moves to the next one that can be done. What
// is owed besides the step stays owed.
func (a *act) complete(r *entered) {
	en := r.en
	s, _ := currentStep(a.w, *en)
	owes, ch := en.Owes, en.Channel
	en.LastStep, en.LastAt = s.Number, r.at
	if r.Outcome == model.Posted {
		en.InHand = a.w.Touch(r.touch).InHand
	}
	en.Piece, en.PieceAt = "", time.Time{}
	a.seek(en, s.Number+1)
	if owes == model.OwesCallback || owes == model.OwesCall || owes == model.OwesAnswer {
		en.Owes, en.Channel = owes, ch
	}
	switch s.Also {
	case model.AlsoNext:
		a.enrolNext(en, r.at)
	case model.AlsoDecisionMaker:
		a.enrolHead(en, r.at)
	}
}

// enrolHead enrols the decision maker, where one is known whom no cadence
// pursued yet.
func (a *act) enrolHead(en *model.Enrolment, at time.Time) {
	head := decisionMaker(a.w, a.w.Contact(en.ContactID))
	switch {
	case head == nil:
		a.d.Say("no decision maker is known yet: ask who decides")
	case !enrolledEver(a.w, head.ID):
		if cad, ok := a.follow(en); ok {
			a.enrol(head, cad, at)
		}
	}
}

// delivered: sent, posted, or a message left.
func (a *act) delivered(r *entered) {
	en := r.en
	if r.Outcome == model.Posted {
		a.d.Say(a.postedWords(r))
	}
	if r.Outcome == model.VoicemailLeft && a.secondMessage(r) {
		a.d.Say("that is a second message within " + itoa(a.w.Policy.VoicemailGap) + " business days: leave no more")
	}
	switch {
	case r.does:
		owes := en.Owes
		a.complete(r)
		if en.Owes == model.OwesStep || owes == model.OwesPosting {
			a.toStep(en)
		}
	case r.owed:
		a.discharge(r)
	default:
		a.d.Say("outside the plan: nothing is consumed, the gap counts from it")
	}
	a.sayNext(en)
}

// secondMessage: at most one voicemail a contact in so many business days.
func (a *act) secondMessage(r *entered) bool {
	place := a.place(r.ContactID)
	day := model.DateOf(r.at.In(place.Zones[0]))
	for _, t := range a.w.Touches {
		if t.ID != r.touch && !t.Voided && t.ContactID == r.ContactID && t.Outcome == model.VoicemailLeft && !t.At.After(r.at) &&
			day < gate.GapDay(a.b, t.At, a.w.Policy.VoicemailGap, place) {
			return true
		}
	}
	return false
}

// discharge: what was owed besides the step is done, without a talk.
func (a *act) discharge(r *entered) {
	en := r.en
	if en.Owes == model.OwesCall && en.Channel == model.Email {
		from := r.at
		if !en.LastAt.IsZero() {
			from = en.LastAt
		}
		at := a.inDays(en, from, a.w.Policy.InfoCall)
		if soon := a.soon(en, r.at); at.Before(soon) {
			at = soon
		}
		a.owe(en, model.OwesCall, model.Phone, at)
		return
	}
	a.back(en, r.at)
}

// back returns from something owed to the cadence; a held enrolment owes a
// call again, since only a person lets its steps go on.
func (a *act) back(en *model.Enrolment, at time.Time) {
	switch {
	case en.CadenceID == 0:
		a.end(en, model.EnrolFinished, "done")
	case en.State == model.EnrolHeld:
		why := en.Why
		a.owe(en, model.OwesCall, model.Phone, a.inDays(en, at, a.w.Policy.HoldCall))
		en.Why = why
	default:
		en.Dials, en.Blocks, en.BusyDay = 0, 0, 0
		a.toStep(en)
	}
}

// interested: the automatic steps stop and a call is owed, on the date that was
// given, else in some business days. What came in stands as inbound and is
// answered within some business hours.
func (a *act) interested(r *entered) {
	en := r.en
	if r.does {
		a.complete(r)
	}
	why := a.name(r.ContactID) + " is interested"
	switch {
	case !r.Callback.IsZero():
		a.hold(en, model.OwesCallback, r.Callback, "promised to "+a.name(r.ContactID))
	case !r.Until.IsZero():
		a.hold(en, model.OwesCall, a.onDay(en, r.Until), why)
	case r.inbound:
		a.hold(en, model.OwesAnswer, a.answerBy(en, r.at), a.name(r.ContactID)+" answered")
	default:
		a.hold(en, model.OwesCall, a.inDays(en, r.at, a.w.Policy.HoldCall), why)
	}
	a.wake(why)
	words := "the automatic steps of " + a.name(en.ContactID) + " stop; " + a.dueWords(en)
	if r.Callback.IsZero() && r.Until.IsZero() && !r.inbound {
		words += a.daysWords(en, r.at, a.w.Policy.HoldCall)
	}
	a.d.Say(words)
}

// answerBy is the end of the clock of an inbound response: business hours of
// the contact, in whose calling window the call must lie.
func (a *act) answerBy(en *model.Enrolment, at time.Time) time.Time {
	place, hours := a.placeOf(en), gate.CallHours(a.w.Policy, false)
	return a.soon(en, a.b.AddBusinessTime(at, a.w.Policy.AnswerWithin, place, hours))
}

// respond: an inbound response that is no talk waits for an answer, before the
// cadence goes on.
func (a *act) respond(r *entered) {
	why := a.name(r.ContactID) + " got in touch"
	if r.en == nil {
		r.en = a.action(r.ContactID, model.OwesAnswer, model.EnrolDue, model.Phone, r.at, why)
	}
	en := r.en
	a.reset(r, Rule{})
	held := en.State == model.EnrolHeld
	a.owe(en, model.OwesAnswer, model.Phone, a.answerBy(en, r.at))
	if en.State = model.EnrolDue; held {
		en.State = model.EnrolHeld
	}
	en.Why = why
	a.d.Say(why + ": " + a.dueWords(en))
}

// restDate is the date named, else so many days from the talk.
func (a *act) restDate(r *entered) model.Date {
	switch {
	case !r.Until.IsZero():
		return r.Until
	case !r.Callback.IsZero():
		return model.DateOf(r.Callback.In(a.place(r.ContactID).Zones[0]))
	}
	return model.DateOf(r.at.In(a.place(r.ContactID).Zones[0])).AddDays(a.w.Policy.LaterDays)
}

// later: the contact is called when the time named has come, and the lead
// rests until then with everybody at it.
func (a *act) later(r *entered, until model.Date) {
	if r.Callback.IsZero() || r.Why == "contract" {
		a.hold(r.en, model.OwesCall, a.onDay(r.en, until), "asked to be called later")
	} else {
		a.hold(r.en, model.OwesCallback, r.Callback, "promised to "+a.name(r.ContactID))
	}
	a.rest(until, a.name(r.ContactID)+" asked to be called later", r.ContactID)
	a.d.Say("the lead rests until " + until.Short() + "; " + a.dueWords(r.en))
}

// notInterested acts by the reason: a matter of time is a rest, everything
// else ends this enrolment and asks; no lead is disqualified by itself.
func (a *act) notInterested(r *entered) {
	today := model.DateOf(r.at.In(a.place(r.ContactID).Zones[0]))
	switch r.Why {
	case "timing", "budget":
		a.later(r, a.restDate(r))
		return
	case "contract":
		if until := r.Until.AddDays(-a.w.Policy.ContractLead); until > today {
			a.later(r, until)
			return
		}
		a.hold(r.en, model.OwesCall, a.inDays(r.en, r.at, a.w.Policy.HoldCall), "the contract ends "+r.Until.String())
		a.d.Say("the contract ends soon: " + a.dueWords(r.en))
		return
	}
	a.end(r.en, model.EnrolFinished, a.name(r.ContactID)+" is not interested")
	a.ask(askNotInterested, r.ContactID)
	a.d.Say("the cadence of " + a.name(r.ContactID) + " is finished; the lead is not disqualified by that")
}

// info: "send me something" is answered today, and chased by a call. It is
// never the agreed next step.
func (a *act) info(r *entered) {
	en := r.en
	if r.does {
		a.complete(r)
	}
	a.pull(en)
	why := a.name(r.ContactID) + " asked for something to read"
	if unreachable(a.w, *en, *r.contact, model.Email) != "" {
		a.owe(en, model.OwesCall, model.Phone, a.inDays(en, r.at, a.w.Policy.InfoCall))
		a.d.Say("no e-mail address is known: send it by post, or ask for one")
	} else {
		place := a.placeOf(en)
		today := model.DateOf(r.at.In(place.Zones[0]))
		at := r.at
		if day := a.b.RollForward(today, place.Region); day != today {
			at = day.At(mailHour, 0, place.Zones[0])
		}
		a.owe(en, model.OwesCall, model.Email, at)
	}
	en.State, en.Why = model.EnrolDue, why
	a.wake(why)
	a.d.Say(a.dueWords(en) + ", then a call in " + itoa(a.w.Policy.InfoCall) + " business days")
}

// promise: the callback beats the plan.
func (a *act) promise(r *entered) {
	en := r.en
	held := en.State == model.EnrolHeld
	a.owe(en, model.OwesCallback, model.Phone, r.Callback)
	if en.State = model.EnrolDue; held {
		en.State = model.EnrolHeld
	}
	en.Why = "promised to " + a.name(r.ContactID)
	a.wake("a callback is promised")
	a.d.Say("callback to " + a.name(r.ContactID) + " " + a.clock(r.ContactID, r.Callback))
}

// window part of the day for a call that a gatekeeper will not answer.
func quiet(p model.Policy, morning bool) calendar.Hours {
	if morning {
		return calendar.Hours{From: p.CallFrom, To: 9 * 60}
	}
	return calendar.Hours{From: 17 * 60, To: p.CallTo}
}
