package cadence_test

import (
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

func moved(e model.Entry, t *testing.T, to, why string) model.Entry {
	e.MoveTo, e.MoveWhy = at(t, to), why
	return e
}

func TestAnotherDateThanTheRulesGive(t *testing.T) {
	// A message left on Mon 23 Nov and an e-mail the same day: the next step is a
	// call on Mon 30 Nov by the plan.
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "", call(model.VoicemailLeft))
	tests := []struct{ to, want, says string }{
		{"Tue 1 Dec 10:00", "Tue 1 Dec 10:00", "moved from Mon 30 Nov 08:00 to Tue 1 Dec 10:00"},
		{"Tue 1 Dec 06:30", "Tue 1 Dec 08:00", "calls are made 8:00 to 18:00 there"},
		{"Tue 1 Dec 19:00", "Wed 2 Dec 08:00", "calls are made 8:00 to 18:00 there"},
		{"Sat 5 Dec 10:00", "Mon 7 Dec 10:00", "Sat 5 Dec is no business day there"},
		{"Thu 26 Nov 10:00", "Mon 30 Nov 10:00", "Thu 26 Nov is Thanksgiving Day"},
		{"Tue 24 Nov 10:00", "Wed 25 Nov 10:00", "not before Wed 25 Nov, since Mia Halvorsen was touched on Mon 23 Nov"},
	}
	for _, tt := range tests {
		after, d := does(t, w, "", moved(mail(model.Sent), t, tt.to, "after their trade fair"))
		dueAt(t, after, 1, tt.want, "asked for "+tt.to)
		if !says(d, tt.says) {
			t.Errorf("%s: effects %q do not say %q", tt.to, d.Effects, tt.says)
		}
		en := enrolment(t, after, 1)
		if !strings.HasPrefix(en.Why, "moved: after their trade fair") {
			t.Errorf("%s: the enrolment says %q", tt.to, en.Why)
		}
		note := after.Touches[len(after.Touches)-1].Note
		if want := "moved to " + model.DateOf(en.DueAt.In(boston)).Short() + ": after their trade fair"; note != want {
			t.Errorf("%s: the touch says %q, want %q", tt.to, note, want)
		}
	}
}

func TestAnotherDateIsAddedToTheNote(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	e := moved(call(model.ConnectedInterested), t, "Thu 10 Dec 14:00", "her board meets on the 9th")
	e.Note = "wants figures"
	w, _ = does(t, w, "", e)
	if got := w.Touches[len(w.Touches)-1].Note; got != "wants figures; moved to Thu 10 Dec: her board meets on the 9th" {
		t.Errorf("the touch says %q", got)
	}
	dueAt(t, w, 1, "Thu 10 Dec 14:00", "a call is owed in five business days unless a date is given")
}

func TestDatesThatTheRulesDoNotLetMove(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	promised := moved(call(model.ConnectedCallback), t, "Thu 3 Dec 10:00", "busy")
	promised.Callback = at(t, "Tue 1 Dec 10:00")
	later := moved(call(model.ConnectedLater), t, "Thu 3 Dec 10:00", "busy")
	gone := moved(call(model.DoNotContact), t, "Thu 3 Dec 10:00", "busy")
	inbound := moved(mail(model.RepliedInterested), t, "Thu 3 Dec 10:00", "busy")
	past := moved(call(model.NoAnswer), t, "Fri 20 Nov 10:00", "busy")
	unsaid := moved(call(model.NoAnswer), t, "Thu 3 Dec 10:00", "  ")
	undated := call(model.NoAnswer)
	undated.MoveWhy = "busy"
	for _, tt := range []struct {
		what  string
		e     model.Entry
		code  model.Code
		words string
	}{
		{"a dial too soon after one", moved(call(model.NoAnswer), t, "Mon 23 Nov 16:00", "he said so"), model.Refused, "earlier than the rules allow: not before Tue 24 Nov 13:00"},
		{"a promise", promised, model.Refused, "was promised that time"},
		{"a rest", later, model.Refused, "the lead rests until"},
		{"somebody who must not be contacted", gone, model.Refused, "nothing with a date is owed"},
		{"an answer that runs against a clock", inbound, model.Refused, "waits for an answer within 4 business hours"},
		{"the past", past, model.Invalid, "has passed"},
		{"no reason", unsaid, model.Invalid, "say why"},
		{"no date", undated, model.Invalid, "to which date"},
		{"a year ahead", moved(call(model.NoAnswer), t, "2027-12-01 10:00", "busy"), model.Invalid, "more than a year ahead"},
	} {
		d, err := cadence.Record(book, w, tt.e)
		if model.CodeOf(err) != tt.code || err == nil || !strings.Contains(err.Error(), tt.words) {
			t.Errorf("%s: %v, changes %d; want %s: %s", tt.what, err, len(d.Changes), tt.code, tt.words)
		}
	}
}

// A chase is not before the piece is in hand.
func TestAChaseIsNotMovedBeforeThePieceIsThere(t *testing.T) {
	w := world(t, "standard", "Mon 9 Nov 09:00")
	for _, e := range []model.Entry{call(model.VoicemailLeft), mail(model.Sent)} {
		w, _ = does(t, w, "", e)
	}
	w, _ = does(t, w, "Fri 13 Nov 09:00", call(model.VoicemailLeft))
	w, _ = does(t, w, "Mon 23 Nov 09:00", post(model.Queued))
	_, err := cadence.Record(book, w, moved(post(model.Posted), t, "Wed 25 Nov 10:00", "soon"))
	if err == nil || !strings.Contains(err.Error(), "chases what is in hand") {
		t.Errorf("moved before the letter is there: %v", err)
	}
	w, _ = does(t, w, "", moved(post(model.Posted), t, "Thu 3 Dec 10:00", "their fair"))
	dueAt(t, w, 1, "Thu 3 Dec 10:00", "later is a person's to say")
}
