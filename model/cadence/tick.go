package cadence

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// Tick is what time alone changes on a lead: a rest that is over, a pause with
// a date, an inquiry that lost its clock. It is idempotent: on what it made it
// finds nothing more to do.
func Tick(b *calendar.Book, w model.World) model.Decision {
	a := begin(b, w)
	if !w.Lead.Status.Nurtured() {
		return model.Decision{}
	}
	if w.Lead.Status == model.Resting && a.today() >= w.Lead.RestUntil {
		a.restOver()
	}
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.State == model.EnrolPaused && !en.ResumeAt.IsZero() && !en.ResumeAt.After(a.w.Now) {
			a.resume(en)
		}
	}
	return a.finish()
}

// restOver brings the lead back by itself. Where nobody is pursued any more a
// look at it is owed, today.
func (a *act) restOver() {
	a.wake("the rest is over: the lead is back")
	for _, en := range a.w.Enrolments {
		if en.State.Live() && !(en.CadenceID == 0 && en.Owes == model.OwesDecision) {
			return
		}
	}
	if len(a.w.Contacts) == 0 {
		return
	}
	c := anybody(a.w)
	at := a.onDay(&model.Enrolment{ContactID: c}, a.today())
	a.action(c, model.OwesReview, model.EnrolDue, "", at, "the rest is over")
}

// Wakes is when [Tick] may next have something to do, zero for never. An
// instant that has passed means now.
func Wakes(w model.World) time.Time {
	var first time.Time
	take := func(t time.Time) {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	if !w.Lead.Status.Nurtured() {
		return first
	}
	zone := gate.Zone(w.Policy.Zone)
	if w.Lead.Status == model.Resting {
		take(w.Lead.RestUntil.At(0, 0, zone))
	}
	for _, en := range w.Enrolments {
		if en.State == model.EnrolPaused {
			take(en.ResumeAt)
		}
		if en.Class == model.ClassNew {
			take(midnightAfter(w, en))
		}
	}
	return first.UTC()
}

// midnightAfter is the first midnight, in the contact's zone, at which an
// inquiry can lose its clock: business days only make it later, and then the
// next midnight asks again.
func midnightAfter(w model.World, en model.Enrolment) time.Time {
	zone := gate.Zone(w.Policy.Zone)
	if p := gate.PlaceOf(contactFor(w, en)); len(p.Zones) > 0 {
		zone = p.Zones[0]
	}
	day := model.DateOf(w.Lead.ReceivedAt.In(zone)).AddDays(w.Policy.InquiryAge + 1)
	if today := model.DateOf(w.Now.In(zone)); day <= today {
		day = today.AddDays(1)
	}
	return day.At(0, 0, zone)
}

// Plan is the steps of an enrolment that are still to come, with their dates as
// planned now, were each done on its day. A stopped, paused or held one has
// none: nothing goes on by itself there.
func Plan(b *calendar.Book, w model.World, en model.Enrolment) []model.UpcomingStep {
	if en.State != model.EnrolDue && en.State != model.EnrolMailing || en.CadenceID == 0 {
		return nil
	}
	w = model.Clone(w)
	var out []model.UpcomingStep
	first := en.Step
	for n := first; n <= len(cadenceOf(w, en).Steps); n++ {
		s, _ := cadenceOf(w, en).StepAt(n)
		due, err := DueAfter(b, w, en, s)
		if err != nil {
			return out
		}
		on, why, at := due.Day, strings.Join(due.Why, "; "), due.At
		if n == first && en.Owes == model.OwesStep {
			on, at = en.DueDay, en.DueAt
			if en.Why != "" {
				why = en.Why
			}
		}
		out = append(out, model.UpcomingStep{Step: s, On: on, Why: why})
		a := act{b: b, w: w}
		en = a.supposed(en, s, at)
		w = a.w
	}
	return out
}

// supposed is the enrolment as it would be, were the step done then. A call is
// supposed to meet nobody, so it opens no gap; everything else does.
func (a *act) supposed(en model.Enrolment, s model.Step, at time.Time) model.Enrolment {
	same := follows(en, s)
	en.LastAt, en.LastStep, en.Step, en.Owes = at, s.Number, s.Number+1, model.OwesStep
	t := model.Touch{ContactID: en.ContactID, EnrolmentID: en.ID, Step: s.Number, At: at, Channel: s.Channel, Direction: model.Outbound, SameDay: same}
	switch {
	case s.Channel.IsMail():
		t.Outcome = model.Posted
		r := &entered{at: at, contact: a.w.Contact(en.ContactID)}
		r.Channel = s.Channel
		if r.contact != nil {
			en.InHand = a.inHand(r)
		}
	case s.Message:
		t.Outcome = model.VoicemailLeft
	case s.Channel == model.Phone:
		t.Outcome = model.NoAnswer
	default:
		t.Outcome = model.Sent
	}
	a.w.Touches = append(a.w.Touches, t)
	return en
}
