package queue

import (
	"testing"
	"time"

	"ripen/model"
)

func TestReasonsInPlainEnglish(t *testing.T) {
	now, by := tuesday(t)
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, by.Zone) }
	one := func(class model.Class, due time.Time, edit func(*Candidate)) Candidate {
		c := call(1, class, due)
		if edit != nil {
			edit(&c)
		}
		return c
	}
	promised := func(c *Candidate) { c.Promised, c.By = true, "Mia Halvorsen" }
	within := func(received time.Time, within time.Duration) func(*Candidate) {
		return func(c *Candidate) { c.ReceivedAt, c.Within = received, within }
	}
	for _, c := range []struct {
		c            Candidate
		reason, word string
	}{
		{one(model.ClassCallback, at(24, 10, 30), promised), "promised for 10:30 by Mia Halvorsen; 12 minutes ago", "callback"},
		{one(model.ClassCallback, at(20, 10, 30), promised), "promised for Fri 20 Nov 10:30 by Mia Halvorsen; 4 days ago", "callback"},
		{one(model.ClassCallback, at(24, 10, 42), nil), "callback due 10:42; just now", "callback"},
		{one(model.ClassInbound, time.Time{}, func(c *Candidate) {
			c.ReceivedAt, c.Answered, c.Item.Channel = at(24, 10, 2), "the letter of 8 Oct", model.Email
		}), "answered the letter of 8 Oct 40 minutes ago", "reply"},
		{one(model.ClassInbound, time.Time{}, func(c *Candidate) { c.ReceivedAt = at(24, 9, 41) }),
			"got in touch 1 hour 1 minute ago; waits for an answer", "reply"},
		{one(model.ClassNew, at(24, 11, 4), within(at(24, 10, 4), time.Hour)),
			"inquiry received 38 minutes ago; 22 minutes left of the hour", "new 38m"},
		{one(model.ClassNew, time.Time{}, within(at(24, 10, 4), time.Hour)),
			"inquiry received 38 minutes ago; 22 minutes left of the hour", "new 38m"},
		{one(model.ClassNew, at(24, 10, 30), within(at(24, 9, 30), time.Hour)),
			"inquiry received 1 hour 12 minutes ago; the hour ran out 12 minutes ago", "new 1h"},
		{one(model.ClassNew, time.Time{}, within(at(23, 17, 42), 8*time.Hour)),
			"inquiry received 17 hours ago; 5 hours left of the 8 hours", "new 17h"},
		{one(model.ClassDue, at(24, 8, 0), nil), "call 3/9 due today; callable now", "due"},
		{one(model.ClassDue, at(19, 8, 0), nil), "call 3/9 due Thu 19 Nov, 3 business days late; callable now", "due +3d"},
		{one(model.ClassDue, at(23, 8, 0), nil), "call 3/9 due Mon 23 Nov, 1 business day late; callable now", "due +1d"},
		{one(model.ClassDue, at(20, 11, 0), func(c *Candidate) { c.Zones = []string{"America/Los_Angeles"} }),
			"call 3/9 due Fri 20 Nov, 2 business days late; opens 11:00 (08:00 there)", "due +2d"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Zones = nil }),
			"call 3/9 due today; zone unknown: dial by hand", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Zones = []string{"America/Nowhere"} }),
			"call 3/9 due today; zone unknown: dial by hand", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Zones = []string{"America/New_York", "Asia/Tokyo"} }),
			"call 3/9 due today; its possible zones share no calling hour: dial by hand", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.NotBefore = at(25, 12, 0) }),
			"call 3/9 due today; opens Wed 25 Nov 12:00", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.NotBefore = at(26, 12, 0) }),
			"call 3/9 due today; opens Mon 30 Nov 08:00", "due"}, // Thanksgiving and the day after lie between
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Item.Channel, c.Item.StepWord, c.Zones = model.Letter, "letter", nil }),
			"letter 3/9 due today", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) {
			c.Item.Channel, c.Item.StepWord, c.NotBefore = model.Email, "e-mail", at(26, 9, 0)
		}), "e-mail 3/9 due today; opens Mon 30 Nov", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Item.Owes, c.Zones = model.OwesFindNumber, nil }),
			"a number to find due today", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Item.Owes = model.OwesDecision }), "a decision due today", "due"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Item.Owes = model.OwesRework }), "back from sales, rework due today", "due"},
		{one(model.ClassInbound, at(24, 8, 0), func(c *Candidate) { c.Item.Owes, c.Said = model.OwesRework, "Ruth Adeyemi sent it back: no date" }),
			"Ruth Adeyemi sent it back: no date", "sent back"},
		{one(model.ClassDue, at(24, 8, 0), func(c *Candidate) { c.Said = "Mia is interested" }), "call 3/9 due today: Mia is interested; callable now", "due"},
	} {
		s := Serving{Now: now, By: by, Policy: model.DefaultPolicy(), Book: book}
		if got := s.ReasonText(c.c); got != c.reason {
			t.Errorf("got  %s\nwant %s", got, c.reason)
		}
		if got := s.Why(c.c); got != c.word {
			t.Errorf("got %q, want %q", got, c.word)
		}
	}
}

// A callback that the contact asked for may lie outside the calling window,
// within the wider hours; nobody else is called then.
func TestThePromisedCallbackHasTheWiderHours(t *testing.T) {
	_, by := tuesday(t)
	early := time.Date(2026, 11, 24, 7, 15, 0, 0, by.Zone)
	s := Serving{Now: early, By: by, Policy: model.DefaultPolicy(), Book: book,
		Live: []Candidate{call(1, model.ClassCallback, early), call(2, model.ClassCallback, early)}}
	s.Live[0].Promised = true
	for _, item := range Merge(s) {
		if want := item.LeadID == 1; item.CallableNow != want {
			t.Errorf("lead %v callable at 7:15: %v", item.LeadID, item.CallableNow)
		}
		if item.LeadID == 2 && !item.OpensAt.Equal(early.Add(45*time.Minute)) {
			t.Errorf("opens %v", item.OpensAt)
		}
	}
}

// With several candidate zones a call is made only when it is calling time in
// all of them, and the clock shown is nobody's.
func TestCandidateZonesMustAgree(t *testing.T) {
	now, by := tuesday(t)
	c := call(1, model.ClassDue, now)
	c.Zones = []string{"America/New_York", "America/Los_Angeles"}
	s := Serving{Now: now, By: by, Policy: model.DefaultPolicy(), Book: book, Frozen: []Candidate{c}}
	got := Merge(s)[0]
	if got.CallableNow || got.LocalTime != "" || got.OpensAt.In(by.Zone).Hour() != 11 {
		t.Errorf("10:42 in New York: %+v", got)
	}
	s.Now = now.Add(time.Hour)
	if got := Merge(s)[0]; !got.CallableNow || !got.OpensAt.IsZero() {
		t.Errorf("11:42 in New York: %+v", got)
	}
}
