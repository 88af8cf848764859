package cadence_test

import (
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
)

// dueAt fails unless contact c is due then.
func dueAt(t *testing.T, w model.World, c model.ContactID, want, why string) {
	t.Helper()
	if en := enrolment(t, w, c); due(w, en) != want {
		t.Errorf("%s: due %s (%s), want %s", why, due(w, en), en.Why, want)
	}
}

func TestALetterBeforeThanksgivingIsChasedAfterIt(t *testing.T) {
	w := world(t, "reheat", "Mon 23 Nov 09:00")
	for i := range w.Enrolments {
		w.Enrolments[i].Step, w.Enrolments[i].LastStep, w.Enrolments[i].LastAt = 5, 4, at(t, "Mon 16 Nov 09:00")
		w.Enrolments[i].Channel = model.Letter
	}
	for _, d := range []string{"Mon 9 Nov 09:00", "Tue 10 Nov 09:00", "Thu 12 Nov 09:00"} {
		w.Touches = append(w.Touches, model.Touch{ID: model.TouchID(len(w.Touches) + 1), ContactID: 1, EnrolmentID: 1, At: at(t, d), Channel: model.Phone, Direction: model.Outbound, Outcome: model.NoAnswer})
	}
	w.Enrolments[0].StartedAt = at(t, "Mon 9 Nov 09:00")
	w, d := does(t, w, "Tue 24 Nov 11:00", post(model.Posted))
	if !says(d, "letter posted Tue 24 Nov, in hand Mon 30 Nov as Thursday is Thanksgiving Day") || !says(d, "chase call Tue 1 Dec 08:00") {
		t.Errorf("effects %q", d.Effects)
	}
	dueAt(t, w, 1, "Tue 1 Dec 08:00", "a business day after it is in hand; Friday is a postal day")
}

func TestAfterTwoWeeksOffOneStepIsDue(t *testing.T) {
	w := emailSent(t, world(t, "standard", "Mon 23 Nov 09:00"))
	w.Now = at(t, "Mon 14 Dec 09:00") // the message was due on 30 Nov, the letter would have been on 4 Dec
	w = tick(w)
	dueAt(t, w, 1, "Mon 30 Nov 08:00", "overdue")
	w, _ = does(t, w, "", call(model.VoicemailLeft))
	dueAt(t, w, 1, "Fri 18 Dec 08:00", "the letter counts from what was done, not from what was planned")
}

func TestADaylightSavingNightMovesNothing(t *testing.T) {
	for now, want := range map[string]string{
		"Fri 30 Oct 09:00": "Tue 3 Nov 08:00", // clocks go back on Sun 1 Nov
		"2027-03-12 09:00": "Tue 16 Mar 08:00",
	} {
		w := emailSentAt(t, now)
		dueAt(t, w, 1, want, "two business days over the night on which the clocks change")
	}
}

func emailSentAt(t *testing.T, now string) model.World {
	w := world(t, "standard", now)
	w, _ = does(t, w, "", call(model.VoicemailLeft))
	w, _ = does(t, w, "", mail(model.Sent))
	return w
}

func TestASameDayStepAfterASaturdayWaitsForMonday(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "Sat 28 Nov 10:00", call(model.VoicemailLeft)) // by hand
	dueAt(t, w, 1, "Mon 30 Nov 08:00", "e-mail of the same day, which is no business day")
}

func TestTheContactsOwnZoneAndHolidaysCount(t *testing.T) {
	w := world(t, "", "Fri 2 Oct 09:00")
	c := w.Contact(1)
	c.Zones, c.Region = []string{"Europe/Berlin"}, "DE-BY"
	w = enrolled(t, w, 1, "standard")
	w, _ = does(t, w, "", call(model.VoicemailLeft))
	w, _ = does(t, w, "", mail(model.Sent))
	if en := enrolment(t, w, 1); en.DueAt.In(zone("Europe/Berlin")).Format("Mon 2 Jan 15:04") != "Tue 6 Oct 08:00" {
		t.Errorf("due %s, want Tue 6 Oct 08:00 in Berlin: two business days on", en.DueAt.In(zone("Europe/Berlin")))
	}
}

func TestAnUnknownZoneHasADayAndIsNeverDialledByItself(t *testing.T) {
	w := world(t, "", "Mon 23 Nov 09:00")
	w.Contact(1).Zones = nil
	w = enrolled(t, w, 1, "standard")
	dueAt(t, w, 1, "Mon 23 Nov 08:00", "by the clock of the person working")
	if _, d := does(t, w, "Mon 23 Nov 10:00", call(model.NoAnswer)); !says(d, "time zone unknown") {
		t.Errorf("effects %q do not warn", d.Effects)
	}
}

func TestACallbackIsPromisedWithinItsHoursOnly(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	for when, code := range map[string]model.Code{
		"Tue 24 Nov 07:00": "", "Tue 24 Nov 19:59": "", "Tue 24 Nov 20:30": model.Refused, "Tue 24 Nov 06:30": model.Refused,
		"Thu 26 Nov 10:00": model.Refused, "Mon 23 Nov 08:00": model.Invalid,
	} {
		_, err := cadence.Record(book, w, as(call(model.ConnectedCallback), func(e *model.Entry) { e.Callback = at(t, when) }))
		if model.CodeOf(err) != code {
			t.Errorf("callback %s: %v, want %q", when, err, code)
		}
	}
	w.Now = at(t, "Mon 23 Nov 09:00")
	_, err := cadence.Record(book, w, as(call(model.ConnectedCallback), func(e *model.Entry) { e.Callback = at(t, "Thu 26 Nov 10:00") }))
	if err == nil || !strings.Contains(err.Error(), "Thanksgiving Day") {
		t.Errorf("%v does not name the holiday", err)
	}
}

func TestWhatIsNotWellFormedIsRefused(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	for name, c := range map[string]struct {
		e    model.Entry
		code model.Code
	}{
		"outcome of another channel": {model.Entry{ContactID: 1, Channel: model.Email, Outcome: model.NoAnswer}, model.Invalid},
		"no such channel":            {model.Entry{ContactID: 1, Channel: "fax", Outcome: model.Sent}, model.Invalid},
		"why that is no code":        {as(call(model.ConnectedNotInterested), func(e *model.Entry) { e.Why = "meh" }), model.Invalid},
		"contract without its end":   {as(call(model.ConnectedNotInterested), func(e *model.Entry) { e.Why = "contract" }), model.Invalid},
		"later, yesterday":           {until(call(model.ConnectedLater), 20261122), model.Invalid},
		"callback without a time":    {call(model.ConnectedCallback), model.Invalid},
		"referred to nobody":         {call(model.ConnectedReferred), model.Invalid},
		"in the future":              {as(call(model.NoAnswer), func(e *model.Entry) { e.At = at(t, "Mon 23 Nov 10:00") }), model.Invalid},
		"somebody else's number":     {as(call(model.NoAnswer), func(e *model.Entry) { e.Number = "617 555 0102" }), model.NotFound},
		"another lead":               {as(call(model.NoAnswer), func(e *model.Entry) { e.LeadID = 7 }), model.NotFound},
		"no such contact":            {as(call(model.NoAnswer), func(e *model.Entry) { e.ContactID = 7 }), model.NotFound},
		"answers nothing":            {as(call(model.ConnectedInterested), func(e *model.Entry) { e.Answers = 7 }), model.NotFound},
	} {
		_, err := cadence.Record(book, w, c.e)
		if model.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	ok := as(call(model.NoAnswer), func(e *model.Entry) { e.Number = "(617) 555-0101" })
	if _, err := cadence.Record(book, w, ok); err != nil {
		t.Errorf("her own number, as typed: %v", err)
	}
}

func TestSuppressionWinsByHandToo(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "Mon 23 Nov 10:00", call(model.DoNotContact))
	for _, e := range []model.Entry{call(model.NoAnswer), mail(model.Sent), post(model.Posted)} {
		if _, err := cadence.Record(book, w, e); model.CodeOf(err) != model.Suppressed {
			t.Errorf("%s: %v, want suppressed", e.Outcome, err)
		}
	}
	if _, err := cadence.Choose(book, w, model.Choice{Verb: model.Enrol, ContactID: 1, Cadence: "reheat"}); model.CodeOf(err) != model.Suppressed {
		t.Errorf("enrol: %v, want suppressed", err)
	}
	in := as(call(model.ConnectedInterested), func(e *model.Entry) { e.Direction = model.Inbound })
	w, _ = does(t, w, "Mon 23 Nov 11:00", in)
	if enrolment(t, w, 1).State != model.EnrolStopped {
		t.Error("his own call, which may be recorded, started a cadence again")
	}
	_, err := cadence.Choose(book, w, model.Choice{Verb: model.LiftSuppress, ContactID: 1, Reason: "he asked for it"})
	if model.CodeOf(err) != model.Forbidden {
		t.Errorf("a specialist lifts it: %v, want forbidden", err)
	}
	w.By.Role = model.TeamLead
	if w, _ = chosen(t, w, model.Choice{Verb: model.LiftSuppress, ContactID: 1, Reason: "he asked for it"}); w.Contact(1).Suppressed || w.Contact(1).Point(model.PhonePoint) == nil {
		t.Error("lifted, and still suppressed")
	}
}

func TestInboundResetsTheDueDateAndConsumesNothing(t *testing.T) {
	w := emailSent(t, world(t, "standard", "Mon 23 Nov 09:00"))
	in := model.Entry{ContactID: 1, Channel: model.Email, Direction: model.Inbound, Outcome: model.Sent}
	w, d := does(t, w, "Wed 25 Nov 09:00", in)
	en := enrolment(t, w, 1)
	if en.Step != 3 || en.LastStep != 2 || en.Class != model.ClassInbound || due(w, en) != "Wed 25 Nov 13:00" || d.Next.Owes != model.OwesAnswer {
		t.Errorf("%+v, want it to stand as inbound, to be answered within 4 business hours", en)
	}
	w, _ = does(t, w, "Wed 25 Nov 11:00", call(model.VoicemailLeft))
	en = enrolment(t, w, 1)
	if en.Step != 3 || en.Owes != model.OwesStep || due(w, en) != "Tue 1 Dec 08:00" {
		t.Errorf("answered: step %d, %s due %s, want step 3 behind the gap of two business days", en.Step, en.Owes, due(w, en))
	}
}

func TestInboundOfSomebodyInNoCadenceIsOwedAnAnswer(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, d := does(t, w, "Mon 23 Nov 10:00", model.Entry{ContactID: 3, Channel: model.Email, Outcome: model.RepliedInterested})
	en := owing(w, 3, model.OwesAnswer)
	if en == nil || en.CadenceID != 0 || en.Class != model.ClassInbound || d.Next.ContactID != 3 {
		t.Fatalf("%+v, next %+v", en, d.Next)
	}
	if enrolment(t, w, 1).State != model.EnrolPaused {
		t.Error("the colleague is not paused")
	}
	w, _ = does(t, w, "Mon 23 Nov 11:00", model.Entry{ContactID: 3, Channel: model.Phone, Outcome: model.ConnectedNotInterested, Why: "no-need"})
	if owing(w, 3, model.OwesAnswer) != nil {
		t.Error("answered, and still owed")
	}
}

func TestInboundWakesARestingLead(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, _ = chosen(t, w, model.Choice{Verb: model.Rest, Until: 20270201, Reason: "moving house"})
	if en := enrolment(t, w, 1); w.Lead.Status != model.Resting || en.State != model.EnrolPaused || en.Class != model.ClassNone {
		t.Fatalf("lead %s, enrolment %s", w.Lead.Status, en.State)
	}
	woken, _ := does(t, w, "Mon 30 Nov 10:00", mail(model.RepliedInterested))
	if woken.Lead.Status != model.Working || !woken.Lead.RestUntil.IsZero() {
		t.Errorf("the lead is %s", woken.Lead.Status)
	}
	w.Now = at(t, "2027-02-01 06:00") // else it comes back by itself that day
	if wakes := cadence.Wakes(w); !wakes.Equal(at(t, "2027-02-01 00:00")) {
		t.Errorf("wakes %s", wakes)
	}
	w = tick(w)
	if en := enrolment(t, w, 1); w.Lead.Status != model.Working || en.State != model.EnrolDue || due(w, en) != "Mon 1 Feb 08:00" {
		t.Errorf("lead %s, enrolment %s due %s, want due today", w.Lead.Status, en.State, due(w, en))
	}
}

func TestAnEntryDatedBackMovesNothingLater(t *testing.T) {
	w := emailSent(t, world(t, "standard", "Mon 23 Nov 09:00"))
	w, _ = does(t, w, "Mon 30 Nov 09:00", call(model.VoicemailLeft))
	before := enrolment(t, w, 1)
	old := as(call(model.NoAnswer), func(e *model.Entry) { e.At = at(t, "Wed 25 Nov 09:00") })
	w, d := does(t, w, "Mon 30 Nov 10:00", old)
	if after := enrolment(t, w, 1); after != before || !says(d, "dated back") {
		t.Errorf("moved from %+v to %+v", before, after)
	}
	reply := as(mail(model.RepliedInterested), func(e *model.Entry) { e.At = at(t, "Wed 25 Nov 09:00") })
	w, _ = does(t, w, "Mon 30 Nov 10:05", reply)
	if en := enrolment(t, w, 1); en.State != model.EnrolHeld || en.Step != before.Step || !en.LastAt.Equal(before.LastAt) {
		t.Errorf("a reply of last week found today: %s, want the automatic steps stopped", en.State)
	}
}

func TestTwoNegativesDoubleTheGaps(t *testing.T) {
	cross := func(e model.Entry) model.Entry { e.Sentiment = model.Negative; return e }
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "Mon 23 Nov 10:00", cross(call(model.VoicemailLeft)))
	w, _ = does(t, w, "Mon 23 Nov 10:05", cross(mail(model.Sent)))
	if en := enrolment(t, w, 1); en.Slow != 2 || due(w, en) != "Tue 1 Dec 08:00" { // a gap of four business days instead of two
		t.Errorf("slow %d, due %s", en.Slow, due(w, en))
	}
	if q := cadence.Questions(w); len(q) != 1 || q[0].Key != "rest" {
		t.Errorf("asked %+v, want whether to rest", q)
	}
	w, _ = does(t, w, "Tue 1 Dec 09:00", call(model.VoicemailLeft))
	dueAt(t, w, 1, "Wed 9 Dec 08:00", "eight days instead of four")
}

func TestTheCapHoldsAndIsSaid(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Contacts = append(w.Contacts, person(4, "Ivo Petrov"))
	w = enrolled(t, enrolled(t, w, 2, "standard"), 3, "standard")
	w, _ = does(t, w, "Mon 23 Nov 09:00", call(model.GatekeeperBlocked))
	_, d := does(t, w, "Wed 25 Nov 17:10", call(model.GatekeeperBlocked))
	if !says(d, "Ivo Petrov is not enrolled") {
		t.Errorf("effects %q do not say that the cap keeps him out", d.Effects)
	}
	if _, err := cadence.Choose(book, w, model.Choice{Verb: model.Enrol, ContactID: 4, Cadence: "standard"}); model.CodeOf(err) != model.Closed {
		t.Errorf("enrol over the cap: %v", err)
	}
}

func TestOneVoicemailInFiveBusinessDays(t *testing.T) {
	w := world(t, "trade-show", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "Mon 23 Nov 10:00", mail(model.Sent))
	w, d := does(t, w, "Wed 25 Nov 09:00", call(model.VoicemailLeft))
	if !says(d, "a plain call: a message was left on Wed 25 Nov, so leave none before Fri 4 Dec") {
		t.Errorf("effects %q", d.Effects)
	}
	if enrolment(t, w, 1).Step != 3 {
		t.Error("the step went on")
	}
}

func TestALeadWithSalesIsRecordedAndNotMoved(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Lead.Status = model.Graduated
	before := enrolment(t, w, 1)
	w, d := does(t, w, "Mon 23 Nov 10:00", call(model.VoicemailLeft))
	after := enrolment(t, w, 1)
	if after.Class = before.Class; after != before || len(w.Touches) != 1 || d.Next != nil {
		t.Errorf("moved from %+v to %+v", before, after)
	}
}

func TestAnInquiryIsNewForTwoBusinessDays(t *testing.T) {
	w := world(t, "", "Fri 20 Nov 17:30")
	w.Lead.ReceivedAt = at(t, "Fri 20 Nov 17:20")
	w = enrolled(t, w, 1, "inbound")
	en := enrolment(t, w, 1)
	if en.Class != model.ClassNew || due(w, en) != "Mon 23 Nov 08:20" || en.DueDay != 20261120 {
		t.Errorf("class %v, to be called by %s, served from %s; want 40 minutes on Friday and 20 on Monday", en.Class, due(w, en), en.DueDay)
	}
	if s := cadence.Served(w); s == nil || s.ID != en.ID {
		t.Error("it is not served at once")
	}
	w.Now = at(t, "Tue 24 Nov 23:00")
	if w = tick(w); enrolment(t, w, 1).Class != model.ClassNew {
		t.Error("two business days are not over")
	}
	w.Now = at(t, "Wed 25 Nov 00:30")
	if w = tick(w); enrolment(t, w, 1).Class != model.ClassDue {
		t.Error("after two business days it is a due step")
	}
	list := enrolled(t, world(t, "", "Mon 23 Nov 09:00"), 1, "inbound")
	if enrolment(t, list, 1).Class != model.ClassDue {
		t.Error("a row of a list is a due step, not an inquiry")
	}
}

func TestNoMailBeforeThreeDialsOrATalk(t *testing.T) {
	w := world(t, "reheat", "Mon 23 Nov 09:00")
	w, _ = does(t, w, "Mon 23 Nov 10:00", call(model.WrongNumber)) // one dial, and no number left
	w, d := does(t, w, "Mon 23 Nov 10:10", mail(model.Sent))
	if en := enrolment(t, w, 1); en.Channel.IsMail() || !says(d, "no mail before 3 dials or a talk") {
		t.Errorf("step %d by %s, effects %q", en.Step, en.Channel, d.Effects)
	}
}

func TestPlanSaysTheDatesToCome(t *testing.T) {
	w := emailSent(t, world(t, "standard", "Mon 23 Nov 09:00"))
	var got []string
	for _, s := range cadence.Plan(book, w, enrolment(t, w, 1)) {
		got = append(got, s.On.Short()+" "+s.Step.Word())
	}
	want := "Mon 30 Nov voicemail, Fri 4 Dec letter, Thu 10 Dec call, Thu 17 Dec e-mail, Wed 23 Dec voicemail"
	if line := strings.Join(got, ", "); !strings.HasPrefix(line, want) || len(got) != 10 {
		t.Errorf("planned %s", line)
	}
}

func TestATouchTakesLittleTime(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Now = at(t, "Mon 23 Nov 10:00")
	start := time.Now()
	const n = 200
	for range n {
		if _, err := cadence.Record(book, w, call(model.VoicemailLeft)); err != nil {
			t.Fatal(err)
		}
	}
	if each := time.Since(start) / n; each > 10*time.Millisecond {
		t.Errorf("a decision takes %s; it runs at every key while an outcome is chosen", each)
	}
}

// A date that is not simply the next day says over what it was moved.
func TestADateSaysTheHolidaysThatItPassesOver(t *testing.T) {
	w := world(t, "standard", "Wed 25 Nov 10:00")
	_, d := does(t, w, "", call(model.ConnectedInterested))
	if !says(d, "call Fri 4 Dec 08:00 (5 business days on; Thu 26 Nov is Thanksgiving Day; Fri 27 Nov is Day after Thanksgiving)") {
		t.Errorf("interested: %q", d.Effects)
	}
	_, d = does(t, w, "", call(model.NoAnswer))
	if !says(d, "call Mon 30 Nov 13:00 (dial 2 of 3, in the other half of the day; Thu 26 Nov is Thanksgiving Day") {
		t.Errorf("no answer: %q", d.Effects)
	}
}

// Dialled before the letter is there, the chase keeps its day.
func TestADialBeforeThePieceIsInHandBringsTheChaseNoNearer(t *testing.T) {
	w := world(t, "standard", "Mon 9 Nov 09:00")
	for _, e := range []model.Entry{call(model.VoicemailLeft), mail(model.Sent)} {
		w, _ = does(t, w, "", e)
	}
	w, _ = does(t, w, "Fri 13 Nov 09:00", call(model.VoicemailLeft))
	w, _ = does(t, w, "Mon 23 Nov 09:00", post(model.Posted))
	before := due(w, enrolment(t, w, 1))
	w, d := does(t, w, "Tue 24 Nov 09:00", call(model.NoAnswer))
	if after := due(w, enrolment(t, w, 1)); after != before || !says(d, "chases what is in hand") {
		t.Errorf("due %s, before it was %s: %q", after, before, d.Effects)
	}
}
