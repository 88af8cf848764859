package cadence_test

import (
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

// A hold owes a call in some business days unless a date is given; a time of
// the day makes it a promise.
func TestAHoldTakesTheDateThatIsGiven(t *testing.T) {
	with := func(e model.Entry, until model.Date, callback string) model.Entry {
		e.Until = until
		if callback != "" {
			e.Callback = at(t, callback)
		}
		return e
	}
	for name, c := range map[string]struct {
		e    model.Entry
		want string
		owes model.Owed
	}{
		"no date":                {call(model.ConnectedInterested), "Wed 2 Dec 08:00", model.OwesCall},
		"a date":                 {with(call(model.ConnectedInterested), 20261214, ""), "Mon 14 Dec 08:00", model.OwesCall},
		"a weekend":              {with(call(model.ConnectedInterested), 20261212, ""), "Mon 14 Dec 08:00", model.OwesCall},
		"a time":                 {with(call(model.ConnectedInterested), 0, "Fri 4 Dec 15:30"), "Fri 4 Dec 15:30", model.OwesCallback},
		"a reply":                {with(mail(model.RepliedInterested), 20261214, ""), "Mon 14 Dec 08:00", model.OwesCall},
		"later, at a time":       {with(call(model.ConnectedLater), 0, "Fri 4 Dec 15:30"), "Fri 4 Dec 15:30", model.OwesCallback},
		"a reply without a date": {mail(model.RepliedInterested), "Mon 23 Nov 13:00", model.OwesAnswer},
	} {
		w, _ := does(t, world(t, "standard", "Mon 23 Nov 09:00"), "", c.e)
		if en := enrolment(t, w, 1); due(w, en) != c.want || en.Owes != c.owes || en.State != model.EnrolHeld {
			t.Errorf("%s: %s %s due %s, want %s due %s", name, en.State, en.Owes, due(w, en), c.owes, c.want)
		}
	}
	w := world(t, "standard", "Mon 23 Nov 09:00")
	if _, err := cadence.Record(book, w, with(call(model.ConnectedInterested), 0, "Thu 26 Nov 10:00")); model.CodeOf(err) != model.Refused {
		t.Errorf("a call promised for Thanksgiving: %v", err)
	}
}

// What is said to be next is what is next, the gaps counted in.
func TestEffectsSayWhatSettled(t *testing.T) {
	w, d := does(t, world(t, "standard", "Mon 23 Nov 09:00"), "", mail(model.Sent))
	dueAt(t, w, 1, "Wed 25 Nov 08:00", "an extra e-mail counts for the gap")
	if !says(d, "call Wed 25 Nov 08:00") || says(d, "call Mon 23 Nov") {
		t.Errorf("effects %q", d.Effects)
	}
}

// Times that are the contact's say so to a reader elsewhere, and only to him.
func TestTimesThereAreSaidToBeThere(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 12:00")
	w.Contact(1).Zones, w.Contact(1).Region = []string{"America/Los_Angeles"}, "US-CA"
	w.By.Zone = zone("America/New_York")
	_, d := does(t, w, "", call(model.NoAnswer))
	if !says(d, "call Tue 24 Nov 13:00 there") {
		t.Errorf("effects %q", d.Effects)
	}
	w.By.Zone = zone("America/Los_Angeles")
	if _, d = does(t, w, "", call(model.NoAnswer)); says(d, "there") {
		t.Errorf("effects %q", d.Effects)
	}
}

// Somebody who was named and whom nothing reaches yet is owed a number on the
// next business day, said in a breath.
func TestSomebodyNamedWithoutANumber(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	e := call(model.ConnectedReferred)
	e.Refer = "Jo Boss"
	w, d := does(t, w, "", e)
	jo := w.Contacts[len(w.Contacts)-1]
	if en := enrolment(t, w, jo.ID); jo.Name != "Jo Boss" || due(w, en) != "Tue 24 Nov 08:00" || en.Owes != model.OwesFindNumber {
		t.Errorf("%s: %s due %s", jo.Name, en.Owes, due(w, en))
	}
	if n := strings.Count(strings.Join(d.Effects, "\n"), "passed over"); n != 1 {
		t.Errorf("%d steps named: %q", n, d.Effects)
	}
}

// A refusal says whom it is about.
func TestARefusalNamesWhoIsSuppressed(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Contact(1).Suppressed = true
	_, err := cadence.Record(book, w, call(model.VoicemailLeft))
	if e, ok := err.(*model.Error); !ok || e.Code != model.Suppressed || e.Detail["contact_id"] != "C1" {
		t.Errorf("%+v", err)
	}
}

// Who came onto the suppression list by hand, or with the whole company, is
// owed nothing from the next look on.
func TestTheSuppressedStandDown(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Contact(1).Suppressed = true
	w = tick(w)
	for _, en := range w.Enrolments {
		if en.ContactID == 1 && en.CadenceID != 0 && en.State != model.EnrolStopped {
			t.Errorf("%+v", en)
		}
	}
	if again := cadence.Tick(book, w); len(again.Changes) > 0 {
		t.Errorf("twice is not once: %+v", again.Changes)
	}
}

// A number that is found lets the cadence go on, also where it stood at a step
// of another channel.
func TestANumberFoundLetsTheCadenceGoOn(t *testing.T) {
	w := world(t, "trade-show", "2026-11-23 10:00")
	w.Contacts = append(w.Contacts, person(9, "Ada Berg"))
	ada := w.Contact(9)
	ada.Points, ada.Place = nil, model.Place{}
	w, _ = chosen(t, w, model.Choice{Verb: model.Enrol, ContactID: 9, Cadence: "trade-show"})
	if en := enrolment(t, w, 9); en.Owes != model.OwesFindNumber {
		t.Fatalf("nobody can be reached, and %+v is owed", en)
	}
	w.Contact(9).Points = []model.Point{{ID: 91, ContactID: 9, Kind: model.PhonePoint, Key: "+16175550155", Shown: "(617) 555-0155", Status: model.PointUnknown}}
	w = tick(w)
	en := enrolment(t, w, 9)
	if s, _ := called("trade-show").StepAt(en.Step); en.Owes != model.OwesStep || s.Channel != model.Phone {
		t.Fatalf("still stuck: %+v", en)
	}
}

// What the team lead sent back keeps its place on top through other entries,
// and a lead that waits for approval is asked nothing.
func TestSentBackStandsOnTopAndSubmittedIsLeftAlone(t *testing.T) {
	w := world(t, "standard", "2026-11-24 10:00")
	w.Lead.Status = model.Working
	w.Enrolments = append(w.Enrolments, model.Enrolment{ID: 50, LeadID: 1, ContactID: 2, OwnerID: 1, State: model.EnrolDue, Owes: model.OwesRework,
		Class: model.ClassInbound, DueAt: w.Now, DueDay: model.DateOf(w.Now), Why: "sent back: no date"})
	w, _ = does(t, w, "2026-11-24 11:00", call(model.NoAnswer))
	if en := w.Enrolment(50); en.Class != model.ClassInbound || !en.State.Live() {
		t.Fatalf("the rework has lost its place: %+v", en)
	}
	w = world(t, "standard", "2026-11-24 10:00")
	w.Lead.Status = model.Ready
	w.Enrolments[0].State, w.Enrolments[0].Class = model.EnrolPaused, model.ClassNone
	w.Handoffs = []model.Handoff{{ID: 1, LeadID: 1, State: model.Submitted}}
	if d := cadence.Tick(book, w); len(d.Changes) != 0 {
		t.Fatalf("a submitted lead is disturbed: %+v", d.Changes)
	}
}
