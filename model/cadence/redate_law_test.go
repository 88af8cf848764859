package cadence_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/cadence"
)

// A date that is changed with an entry which did not try what is owed keeps to
// what an earlier entry made the earliest: the law is of the enrolment.
func TestAnotherEntryDoesNotOpenAnEarlierDate(t *testing.T) {
	unsubscribed := mail(model.Unsubscribed)
	beside := call(model.GatekeeperPassed)
	for name, first := range map[string]model.Outcome{"a dial that reached nobody": model.NoAnswer, "a gatekeeper": model.GatekeeperBlocked} {
		w := world(t, "standard", "Mon 30 Nov 09:00")
		w, _ = does(t, w, "", call(first))
		for _, then := range []model.Entry{unsubscribed, beside} {
			_, err := cadence.Record(book, w, moved(then, t, "Mon 30 Nov 16:00", "he said so"))
			if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "earlier than the rules allow") {
				t.Errorf("%s, then %s: moved to the same day: %v", name, then.Outcome, err)
			}
			after, _ := does(t, w, "", moved(then, t, "Mon 7 Dec 10:00", "he said so"))
			dueAt(t, after, 1, "Mon 7 Dec 10:00", "later is a person's to say")
		}
	}
}

// A chase that reached nobody is not dialled again on its day, however long the
// piece has been there.
func TestAChaseInVainWaitsADay(t *testing.T) {
	w := world(t, "standard", "Mon 9 Nov 09:00")
	for _, e := range []model.Entry{call(model.VoicemailLeft), mail(model.Sent)} {
		w, _ = does(t, w, "", e)
	}
	w, _ = does(t, w, "Fri 13 Nov 09:00", call(model.VoicemailLeft))
	w, _ = does(t, w, "Mon 23 Nov 09:00", post(model.Posted))
	w, _ = does(t, w, "Thu 3 Dec 10:00", model.Entry{ContactID: 2, Channel: model.Phone, Outcome: model.NoAnswer})
	_, err := cadence.Record(book, w, moved(call(model.NoAnswer), t, "Thu 3 Dec 16:00", "he said so"))
	if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "not before Fri 4 Dec") {
		t.Errorf("the chase is dialled twice a day: %v", err)
	}
}

// A callback stands until it was tried; no other entry puts it off.
func TestAPromiseIsNotPutOffByAnotherEntry(t *testing.T) {
	w := world(t, "standard", "Mon 30 Nov 09:00")
	promise := call(model.ConnectedCallback)
	promise.Callback = at(t, "Tue 1 Dec 10:00")
	w, _ = does(t, w, "", promise)
	for _, e := range []model.Entry{mail(model.Sent), mail(model.Unsubscribed)} {
		_, err := cadence.Record(book, w, moved(e, t, "Thu 3 Dec 10:00", "busy week"))
		if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "was promised that time") {
			t.Errorf("%s put a promise off: %v", e.Outcome, err)
		}
	}
	// Kept, and nobody there: when it is tried again is a person's to say, within
	// the hours of every other call, for this is no time that was asked for.
	after, _ := does(t, w, "Tue 1 Dec 10:00", moved(call(model.NoAnswer), t, "Thu 3 Dec 19:00", "busy week"))
	dueAt(t, after, 1, "Fri 4 Dec 08:00", "a callback tried again")
}

// The clock of an inquiry is nobody's to stop.
func TestAnInquirysClockIsNotMoved(t *testing.T) {
	w := world(t, "", "Mon 30 Nov 09:00")
	w.Lead.ReceivedAt = at(t, "Mon 30 Nov 08:50")
	w = enrolled(t, w, 1, "inbound")
	e := mail(model.Unsubscribed)
	_, err := cadence.Record(book, w, moved(e, t, "Thu 3 Dec 10:00", "busy week"))
	if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "asked and waits") {
		t.Errorf("an inquiry was put off: %v", err)
	}
}

// A step of the same day that is put on another day is a touch like any other:
// the gap lies before it.
func TestASameDayStepOnAnotherDayKeepsTheGap(t *testing.T) {
	w := world(t, "standard", "Mon 30 Nov 09:00")
	after, d := does(t, w, "", moved(call(model.VoicemailLeft), t, "Tue 1 Dec 10:00", "he reads on Tuesdays"))
	dueAt(t, after, 1, "Wed 2 Dec 08:00", "the e-mail of the same day")
	if !says(d, "not before Wed 2 Dec, since Mia Halvorsen was touched on Mon 30 Nov") {
		t.Errorf("it is not said why: %q", d.Effects)
	}
	same, _ := does(t, w, "", moved(call(model.VoicemailLeft), t, "Mon 30 Nov 15:00", "after lunch"))
	if en := enrolment(t, same, 1); en.DueDay != model.NewDate(2026, 11, 30) {
		t.Errorf("moved within its day it is due %s", due(same, en))
	}
}

// movedLawful is the law of a date that a person changed, told anew from the
// touches: no dial on the day of one that reached nobody, none in two business
// days of a gatekeeper, no chase before the piece is there, no promise and no
// inquiry put off, no step lost and none done twice.
func movedLawful(rt *rapid.T, w model.World, before *model.Enrolment, en model.Enrolment) {
	if before != nil && before.DueAt.Equal(en.DueAt) {
		return // it stands since an earlier entry
	}
	ask := cadence.AskFor(w, en, en.DueAt)
	p, region := local(w, ask.Contact), ask.Contact.Region
	s, onStep := w.Cadences[en.CadenceID].StepAt(en.Step)
	for _, t := range w.Touches {
		if t.Voided || t.EnrolmentID != en.ID || t.At.Before(en.LastAt) || en.BusyDay == model.DateOf(w.Now.In(p)) { // busy is dialled again at once
			continue
		}
		least := -1
		switch {
		case t.Outcome == model.NoAnswer && en.Dials > 0:
			least = 1
		case t.Outcome == model.GatekeeperBlocked && en.Blocks > 0:
			least = 2
		}
		on := model.DateOf(t.At.In(p))
		if en.Channel == model.Phone && least > 0 && book.BusinessDaysBetween(on, model.DateOf(en.DueAt.In(p)), region) < least {
			rt.Fatalf("%s is dialled %s after %s on %s", ask.Contact.Name, en.DueAt.In(p), t.Outcome, on)
		}
	}
	if onStep && en.Owes == model.OwesStep && s.Hand > 0 && !en.InHand.IsZero() && mailed(w, en) && book.BusinessDaysBetween(en.InHand, model.DateOf(en.DueAt.In(p)), region) < s.Hand {
		rt.Fatalf("the chase is due %s, in hand is %s", en.DueAt.In(p), en.InHand)
	}
	if onStep && en.Owes == model.OwesStep && ask.SameDay && model.DateOf(en.DueAt.In(p)) > model.DateOf(en.LastAt.In(p)) && !ask.LastContact.IsZero() && book.IsBusinessDay(model.DateOf(en.LastAt.In(p)), region) {
		if book.BusinessDaysBetween(model.DateOf(ask.LastContact.In(p)), model.DateOf(en.DueAt.In(p)), region) < w.Policy.ContactGap {
			rt.Fatalf("put off its day, %s is touched %s after %s", ask.Contact.Name, en.DueAt.In(p), ask.LastContact.In(p))
		}
	}
	switch {
	case en.Class == model.ClassNew:
		rt.Fatalf("an inquiry was put off: %+v", en)
	case before != nil && before.Owes == model.OwesCallback && en.Owes == model.OwesCallback && !strings.HasPrefix(before.Why, "moved: ") && en.Dials+en.Blocks == 0 && en.BusyDay.IsZero():
		rt.Fatalf("a promise of %s was put off to %s", before.DueAt, en.DueAt)
	}
}

// mailed says that the last piece before the step really went out.
func mailed(w model.World, en model.Enrolment) bool {
	steps := w.Cadences[en.CadenceID].Steps
	for n := en.Step - 1; n > 0; n-- {
		if steps[n-1].Channel.IsMail() {
			return en.LastStep >= n
		}
	}
	return false
}
