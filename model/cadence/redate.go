package cadence

import (
	"fmt"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// farthest is how many days ahead a date may be put: beyond it, nobody waits
// for a step, and the lead is to rest.
const farthest = 365

// movedWhy begins the reason of a date that a person changed.
const movedWhy = "moved: "

// redate puts what the enrolment owes after the entry on the date that a person
// gave a reason for. The law is that of every other date: a business day of the
// contact, his calling hours, the gaps; a time that they do not allow is moved
// to the next that they do, and it is said why. What a rule lets wait is
// refused when it is asked for earlier, and what runs against a clock is not
// moved at all.
func (a *act) redate(r *entered) error {
	why := strings.Join(strings.Fields(r.MoveWhy), " ")
	switch {
	case r.MoveTo.IsZero() && why == "":
		return nil
	case r.MoveTo.IsZero():
		return invalid("next", "say to which date it is moved")
	case why == "":
		return invalid("next_why", "say why it is to be another date")
	case !r.MoveTo.After(a.now()):
		return invalid("next", "%s has passed; name a time to come", a.clock(r.ContactID, r.MoveTo))
	case r.MoveTo.After(a.now().AddDate(0, 0, farthest)):
		return invalid("next", "%s is more than a year ahead; let the lead rest until then", a.day(r.ContactID, r.MoveTo))
	}
	if err := a.movable(r); err != nil {
		return err
	}
	en, was := r.en, r.en.DueAt
	if err := a.tooEarly(r); err != nil {
		return err
	}
	at, because := a.allowed(en, r.MoveTo)
	a.setDue(en, at, model.DateOf(at.In(a.placeOf(en).Zones[0])))
	en.Why = strings.Join(append([]string{movedWhy + why}, because...), "; ")
	moved := "moved to " + a.day(en.ContactID, at) + ": " + why
	if t := a.w.Touch(r.touch); t != nil {
		t.Note = strings.TrimPrefix(strings.TrimRight(t.Note, " \n")+"; "+moved, "; ")
	}
	a.d.Say("moved from " + a.clock(en.ContactID, was) + " to " + a.clock(en.ContactID, at))
	a.sayNext(en)
	return nil
}

// movable says why nothing is owed whose date a person could set.
func (a *act) movable(r *entered) error {
	refuse := func(format string, args ...any) error {
		e := model.Errorf(model.Refused, format, args...)
		e.Field = "next"
		return e
	}
	name := a.name(r.ContactID)
	rule := a.effective(r)
	switch lead := a.w.Lead; {
	case !lead.Status.Nurtured():
		return refuse("the lead is %s: no cadence moves, so there is no date to change", lead.Status)
	case lead.Status == model.Resting:
		return refuse("the lead rests until %s; name another date for that instead", lead.RestUntil.Short())
	case r.en == nil || !r.en.State.Live() || r.en.State == model.EnrolPaused || r.en.DueAt.IsZero():
		return refuse("nothing with a date is owed to %s after this", name)
	case a.late(r, rule):
		return refuse("the touch is dated back and moves nothing that came later, its date neither")
	}
	switch en := r.en; en.Owes {
	case model.OwesStep:
		if inquiry(a.b, a.w, *en) {
			return refuse("%s asked and waits: the first call runs against a clock; make it, or promise a callback", name)
		}
		return nil
	case model.OwesCall:
		return nil
	case model.OwesCallback:
		if rule.Due == DuePromise || !r.Callback.IsZero() || a.untried(en) {
			return refuse("%s was promised that time: name another for the callback itself", name)
		}
		return nil
	case model.OwesAnswer:
		return refuse("%s waits for an answer within %d business hours; promise a callback if another time was agreed", name, int(a.w.Policy.AnswerWithin.Hours()))
	}
	return refuse("%s: that has no date of the plan to change", a.dueWords(r.en))
}

// untried says that what the enrolment owes stands as it stood before the entry:
// nobody has tried it yet.
func (a *act) untried(en *model.Enrolment) bool {
	was := a.was.Enrolment(en.ID)
	return was != nil && was.Owes == en.Owes && was.DueAt.Equal(en.DueAt) && en.Dials == 0 && en.Blocks == 0
}

// lastTry is the first day on which what was tried in vain may be tried again,
// whatever was entered since; 0 for what was not tried.
func (a *act) lastTry(en *model.Enrolment) (day model.Date) {
	place, busy := a.placeOf(en), model.Date(0)
	for _, t := range a.w.Touches {
		if t.Voided || t.EnrolmentID != en.ID || t.At.Before(en.LastAt) {
			continue
		}
		on := model.DateOf(t.At.In(place.Zones[0]))
		again := t.Outcome == model.Busy && on == busy // the second of a day counts as no answer
		if t.Outcome == model.Busy {
			busy = on
		}
		wait := 0
		switch {
		case en.Dials > 0 && (t.Outcome == model.NoAnswer || again),
			en.Bounces > 0 && t.Outcome == model.BouncedSoft:
			wait = 1
		case en.Blocks > 0 && t.Outcome == model.GatekeeperBlocked:
			wait = 2
		default:
			continue
		}
		day = max(day, a.b.AddBusinessDays(on, wait, place.Region))
	}
	return day
}

// tooEarly refuses a date before the one that a rule makes the earliest: after
// a dial that reached nobody, and before a piece that is chased is in hand. The
// latest of them counts.
func (a *act) tooEarly(r *entered) error {
	en := r.en
	zone, region := a.placeOf(en).Zones[0], a.placeOf(en).Region
	var earliest, opens time.Time
	var words string
	least := func(at, from time.Time, why string) {
		if at.After(earliest) {
			earliest, opens, words = at, from, why
		}
	}
	dueDay := model.DateOf(en.DueAt.In(zone)).At(0, 0, zone)
	again := !en.LastAt.Equal(r.at) // tried again, not completed
	acts := a.effective(r).Due
	switch acts {
	case DueOtherHalf, DueQuietHour, DueAgain, DueNoMail, DueBack:
		if again {
			least(dueDay, en.DueAt, en.Why)
		}
	case DueSoon:
		if again {
			least(en.DueAt, en.DueAt, en.Why)
		}
	}
	if day := a.lastTry(en); day > 0 && acts != DueSoon {
		if at := day.At(0, 0, zone); at.Equal(dueDay) {
			least(at, en.DueAt, en.Why)
		} else {
			least(at, a.onDay(en, day), "it was tried in vain")
		}
	}
	s, ok := currentStep(a.w, *en)
	if ok && en.Owes == model.OwesStep && s.Hand > 0 && !en.InHand.IsZero() {
		day := a.b.AddBusinessDays(en.InHand, s.Hand, region)
		least(day.At(0, 0, zone), a.onDay(en, day), "chases what is in hand "+en.InHand.Short())
	}
	if ok && en.Owes == model.OwesStep && s.After > 0 && !en.LastAt.IsZero() {
		at := a.soon(en, a.b.AddBusinessTime(en.LastAt, s.After, a.placeOf(en), gate.CallHours(a.w.Policy, false)))
		least(at, at, span(s.After)+" after the step before")
	}
	if !r.MoveTo.Before(earliest) {
		return nil
	}
	if words != "" {
		words = " (" + words + ")"
	}
	e := model.Errorf(model.Refused, "%s is earlier than the rules allow: not before %s%s", a.clock(en.ContactID, r.MoveTo), a.clock(en.ContactID, opens), words)
	e.Field = "next"
	return e
}

// allowed is the first instant from at on at which what the enrolment owes may
// be done, and in words why it is not at.
func (a *act) allowed(en *model.Enrolment, at time.Time) (time.Time, []string) {
	c := contactFor(a.w, *en)
	place := placeIn(a.w, c)
	zone := place.Zones[0]
	asked := model.DateOf(at.In(zone))
	day := asked
	var why []string
	s, ok := currentStep(a.w, *en)
	if ok && en.Owes == model.OwesStep && (!follows(*en, s) || day > a.b.RollForward(model.DateOf(en.LastAt.In(zone)), place.Region)) { // off its day, it is a step like any other
		p := planner{b: a.b, w: a.w, en: *en, s: s, c: c, place: place}
		if day = p.push(day); en.Channel == model.Phone {
			p.message(day)
		}
		why = append(why, p.why...)
	}
	if !a.b.IsBusinessDay(day, place.Region) {
		words := day.Short() + " is no business day there"
		if name, ok := a.b.Holiday(day, place.Region); ok {
			words = day.Short() + " is " + name
		}
		day = a.b.RollForward(day, place.Region)
		why = append(why, words)
	}
	if en.Channel != model.Phone {
		return later(day.At(mailHour, 0, zone), a.now()), why
	}
	local := at.In(zone)
	hour := local.Hour()*60 + local.Minute()
	hours := gate.CallHours(a.w.Policy, false) // a callback tried again is at no hour that was asked for
	when := day.At(hour/60, hour%60, zone)
	if day == asked {
		when = at
	}
	open := nextOpen(a.b, when, place, hours)
	if !open.Equal(when) {
		why = append(why, a.closedWords(when, open, place, hours))
	}
	return open, why
}

// closedWords say why a call is not at an instant.
func (a *act) closedWords(at, open time.Time, place calendar.Place, h calendar.Hours) string {
	words := fmt.Sprintf("calls are made %d:%02d to %d:%02d there", h.From/60, h.From%60, h.To/60, h.To%60)
	if day := model.DateOf(open.In(place.Zones[0])); day != model.DateOf(at.In(place.Zones[0])) {
		for d := model.DateOf(at.In(place.Zones[0])); d < day; d = d.AddDays(1) {
			if name, ok := a.b.Holiday(d, place.Region); ok {
				words += "; " + d.Short() + " is " + name
			}
		}
	}
	return words
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
