package cadence_test

import (
	"slices"
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

// Each row of the outcome table, in the user's terms: where the lead stands,
// what happened, and what is due exactly when, to whom, with which number.
// Mia (C1) is called in the standard cadence on Mon 23 Nov at 10:00; Tor (C2)
// is pursued beside her.
type row struct {
	outcome  model.Outcome
	prepare  func(testing.TB, model.World) model.World // from the start to the moment before
	entry    model.Entry
	when     string
	step     int // Mia's, after
	state    model.EnrolState
	owes     model.Owed
	channel  model.Channel
	due      string
	point    model.PointStatus // of what was used; "" not asked
	sibling  model.EnrolState  // Tor's; "" not asked
	lead     model.Status
	question string
	effect   string // part of an effect in words
	also     func(*testing.T, model.World, model.Decision)
}

func atEmail(t testing.TB, w model.World) model.World { // the e-mail is due
	w, _ = does(t, w, "Mon 23 Nov 10:00", call(model.VoicemailLeft))
	return w
}

func emailSent(t testing.TB, w model.World) model.World {
	w, _ = does(t, atEmail(t, w), "Mon 23 Nov 10:05", mail(model.Sent))
	return w
}

func atLetter(t testing.TB, w model.World) model.World {
	w, _ = does(t, emailSent(t, w), "Mon 30 Nov 08:10", call(model.VoicemailLeft))
	return w
}

func letterPosted(t testing.TB, w model.World) model.World {
	w, _ = does(t, atLetter(t, w), "Fri 4 Dec 09:00", post(model.Posted))
	return w
}

func as(e model.Entry, edit func(*model.Entry)) model.Entry { edit(&e); return e }

func until(e model.Entry, d model.Date) model.Entry {
	return as(e, func(e *model.Entry) { e.Until = d })
}

var rows = []row{
	{outcome: model.ConnectedInterested, entry: call(model.ConnectedInterested), when: "Mon 23 Nov 10:00",
		step: 2, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Wed 2 Dec 08:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working, question: "siblings"},
	{outcome: model.ConnectedLater, entry: until(call(model.ConnectedLater), 20270111), when: "Mon 23 Nov 10:00",
		step: 1, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Mon 11 Jan 08:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Resting, effect: "rests until Mon 11 Jan"},
	{outcome: model.ConnectedLater, entry: call(model.ConnectedLater), when: "Mon 23 Nov 10:00", // 90 days: Sun 21 Feb
		step: 1, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Mon 22 Feb 08:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Resting},
	{outcome: model.ConnectedInfo, entry: call(model.ConnectedInfo), when: "Mon 23 Nov 10:00",
		step: 2, state: model.EnrolDue, owes: model.OwesCall, channel: model.Email, due: "Mon 23 Nov 10:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working, question: "siblings",
		also: func(t *testing.T, w model.World, _ model.Decision) {
			w, _ = does(t, w, "Mon 23 Nov 11:00", mail(model.Sent))
			if en := enrolment(t, w, 1); en.Channel != model.Phone || due(w, en) != "Mon 30 Nov 08:00" {
				t.Errorf("after the e-mail: %s %s, want the call in 3 business days, Mon 30 Nov 08:00", en.Channel, due(w, en))
			}
			if !w.Lead.NextStep.IsZero() {
				t.Error("a request for a brochure became the agreed next step")
			}
		}},
	{outcome: model.ConnectedCallback, when: "Mon 23 Nov 10:00",
		entry: as(call(model.ConnectedCallback), func(e *model.Entry) { e.Callback = at(nil2, "Tue 24 Nov 19:30") }),
		step:  1, state: model.EnrolDue, owes: model.OwesCallback, channel: model.Phone, due: "Tue 24 Nov 19:30",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working,
		also: func(t *testing.T, w model.World, d model.Decision) {
			if en := enrolment(t, w, 1); en.Class != model.ClassCallback || d.Next.Owes != model.OwesCallback {
				t.Errorf("class %v, next %+v, want the callback on top", en.Class, d.Next)
			}
			w, _ = does(t, w, "Tue 24 Nov 19:35", call(model.ConnectedLater))
			w, _ = chosen(t, w, model.Choice{Verb: model.Reopen, Reason: "changed her mind"})
			if en := enrolment(t, w, 2); en.State == model.EnrolPaused {
				t.Error("the callback is held, and Tor still waits for it")
			}
		}},
	{outcome: model.ConnectedReferred, when: "Mon 23 Nov 10:00",
		entry: as(call(model.ConnectedReferred), func(e *model.Entry) { e.Refer = "beth  AMOS" }),
		step:  1, state: model.EnrolFinished, point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			en := enrolment(t, w, 3)
			if en.State != model.EnrolDue || en.Step != 1 || due(w, en) != "Tue 24 Nov 08:00" || len(w.Contacts) != 3 {
				t.Errorf("Beth: %s step %d due %s of %d contacts, want a call next business day", en.State, en.Step, due(w, en), len(w.Contacts))
			}
		}},
	{outcome: model.ConnectedNotInterested, when: "Mon 23 Nov 10:00",
		entry: as(call(model.ConnectedNotInterested), func(e *model.Entry) { e.Why = "no-need" }),
		step:  1, state: model.EnrolFinished, point: model.PointVerified, sibling: model.EnrolDue, lead: model.Working, question: "not-interested"},
	{outcome: model.ConnectedNotInterested, when: "Mon 23 Nov 10:00",
		entry: as(call(model.ConnectedNotInterested), func(e *model.Entry) { e.Why = "budget" }),
		step:  1, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Mon 22 Feb 08:00", lead: model.Resting},
	{outcome: model.ConnectedNotInterested, when: "Mon 23 Nov 10:00", // 30 Jun 2027 less 120 days: Tue 2 Mar
		entry: as(call(model.ConnectedNotInterested), func(e *model.Entry) { e.Why, e.Until = "contract", 20270630 }),
		step:  1, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Tue 2 Mar 08:00", lead: model.Resting},
	{outcome: model.GatekeeperPassed, entry: call(model.GatekeeperPassed), when: "Mon 23 Nov 10:00",
		step: 1, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 23 Nov 08:00", lead: model.Working, sibling: model.EnrolDue,
		also: func(t *testing.T, _ model.World, d model.Decision) {
			if !d.NeedsDecision {
				t.Error("nobody asks for the second outcome")
			}
		}},
	{outcome: model.GatekeeperBlocked, entry: call(model.GatekeeperBlocked), when: "Mon 23 Nov 10:00",
		step: 1, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Wed 25 Nov 17:00",
		point: model.PointBlocked, sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			w, _ = does(t, w, "Wed 25 Nov 17:10", call(model.GatekeeperBlocked))
			if en := enrolment(t, w, 1); en.Step != 2 || due(w, en) != "Wed 25 Nov 17:10" {
				t.Errorf("after the second block: step %d due %s, want the e-mail of the same day", en.Step, due(w, en))
			}
			if en := enrolment(t, w, 3); en.Step != 1 || en.State != model.EnrolDue {
				t.Errorf("after the second block Beth is %s, want enrolled", en.State)
			}
		}},
	{outcome: model.VoicemailLeft, entry: call(model.VoicemailLeft), when: "Mon 23 Nov 10:00",
		step: 2, state: model.EnrolDue, owes: model.OwesStep, channel: model.Email, due: "Mon 23 Nov 10:00",
		point: model.PointUnknown, sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			if en := enrolment(t, w, 2); due(w, en) != "Tue 24 Nov 08:00" {
				t.Errorf("Tor is due %s, want behind the company's gap, Tue 24 Nov", due(w, en))
			}
		}},
	{outcome: model.NoAnswer, entry: call(model.NoAnswer), when: "Mon 23 Nov 10:00",
		step: 1, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Tue 24 Nov 13:00", sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			if en := enrolment(t, w, 2); due(w, en) != "Mon 23 Nov 08:00" {
				t.Errorf("Tor is due %s: an unanswered dial opens no gap", due(w, en))
			}
			w, _ = does(t, w, "Tue 24 Nov 13:05", call(model.NoAnswer))
			w, _ = does(t, w, "Wed 25 Nov 09:00", call(model.NoAnswer))
			if en := enrolment(t, w, 1); en.Step != 2 || en.LastStep != 1 || due(w, en) != "Wed 25 Nov 09:00" {
				t.Errorf("after the third dial: step %d due %s, want the e-mail of the same day", en.Step, due(w, en))
			}
		}},
	{outcome: model.Busy, entry: call(model.Busy), when: "Mon 23 Nov 10:00",
		step: 1, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 23 Nov 10:30", sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			w, _ = does(t, w, "Mon 23 Nov 10:31", call(model.Busy))
			if en := enrolment(t, w, 1); en.Dials != 1 || due(w, en) != "Tue 24 Nov 13:00" {
				t.Errorf("the second busy line of the day: %d dials, due %s, want it to count as no answer", en.Dials, due(w, en))
			}
		}},
	{outcome: model.WrongNumber, entry: call(model.WrongNumber), when: "Mon 23 Nov 10:00",
		step: 2, state: model.EnrolDue, owes: model.OwesStep, channel: model.Email, due: "Mon 23 Nov 08:00",
		point: model.PointDead, sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, d model.Decision) {
			if owing(w, 1, model.OwesFindNumber) == nil {
				t.Error("nobody is asked to find a number")
			}
			if !hasDefect(d, "wrong-number") {
				t.Error("no list issue is coded")
			}
			w.Contact(1).Points = append(w.Contact(1).Points, model.Point{ID: 99, ContactID: 1, Kind: model.PhonePoint, Key: "+16175550177", Status: model.PointUnknown})
			if w = tick(w); owing(w, 1, model.OwesFindNumber) != nil {
				t.Error("the number is found, and still to be found")
			}
		}},
	{outcome: model.Disconnected, entry: call(model.Disconnected), when: "Mon 23 Nov 10:00",
		prepare: func(_ testing.TB, w model.World) model.World { return sharedLine(w) },
		step:    2, state: model.EnrolDue, owes: model.OwesStep, channel: model.Email, due: "Mon 23 Nov 08:00",
		point: model.PointDead, lead: model.Working,
		also: func(t *testing.T, w model.World, d model.Decision) {
			if w.Contact(2).Points[0].Status != model.PointDead {
				t.Error("Tor's copy of the line still lives")
			}
			if n := countSets(d, func(c model.Change) bool { p, ok := c.(model.PointSet); return ok && p.AllWithKey }); n != 1 {
				t.Errorf("%d changes for all who share the line, want one", n)
			}
			if en := enrolment(t, w, 2); en.Channel != model.Email || !hasDefect(d, "disconnected") {
				t.Errorf("Tor's next step is %s, want no call any more, and a list issue", en.Channel)
			}
		}},
	{outcome: model.LeftCompany, entry: call(model.LeftCompany), when: "Mon 23 Nov 10:00",
		prepare: func(_ testing.TB, w model.World) model.World {
			w.Evidence = append(w.Evidence, model.Evidence{ID: 5, LeadID: 1, Attribute: model.Engaged, Level: model.Confirmed, ContactID: 1, At: 1})
			return w
		},
		step: 1, state: model.EnrolStopped, point: model.PointDead, sibling: model.EnrolDue, lead: model.Working,
		also: func(t *testing.T, w model.World, d model.Decision) {
			if !w.Contact(1).Left || w.Contact(1).Points[1].Status != model.PointDead || !hasDefect(d, "left-company") {
				t.Error("Mia has left: her addresses there are dead and the list issue is coded")
			}
			if enrolment(t, w, 3).State != model.EnrolDue {
				t.Error("the next contact is not enrolled")
			}
			if !slices.Contains(w.Lead.Reopened, model.Engaged) || !w.Lead.ReopenedAt.Equal(w.Now) {
				t.Error("'decision maker engaged' rests on somebody who left, and is not reopened")
			}
		}},
	{outcome: model.DoNotContact, entry: call(model.DoNotContact), when: "Mon 23 Nov 10:00",
		prepare: func(_ testing.TB, w model.World) model.World { return sharedLine(w) },
		step:    1, state: model.EnrolStopped, sibling: model.EnrolPaused, lead: model.Working, question: "company-dnc",
		also: func(t *testing.T, w model.World, d model.Decision) {
			var keys []string
			for _, c := range d.Changes {
				if s, ok := c.(model.SuppressionAdded); ok {
					keys = append(keys, s.Kind+" "+s.Key)
				}
			}
			if !slices.Equal(keys, []string{"person mia halvorsen|halvorsen freight", "email mia@halvorsen.example"}) {
				t.Errorf("suppressed: %q, want the person and her own address, never the shared line", keys)
			}
			if d.Next == nil || d.Next.Owes != model.OwesDecision {
				t.Errorf("next is %+v while the lead is held, want the decision", d.Next)
			}
			stays, _ := chosen(t, w, model.Choice{Verb: model.Decide, Question: "company-dnc"})
			if en := enrolment(t, stays, 2); en.State != model.EnrolDue || len(cadence.Questions(stays)) != 0 {
				t.Errorf("only this person is meant, and Tor is %s", en.State)
			}
			closed, _ := chosen(t, w, model.Choice{Verb: model.Decide, Question: "company-dnc", Answer: "company"})
			if closed.Lead.Status != model.Disqualified || !closed.Contact(3).Suppressed || enrolment(t, closed, 2).State.Live() {
				t.Errorf("the whole company is meant: lead %s", closed.Lead.Status)
			}
		}},
	{outcome: model.Sent, prepare: atEmail, entry: mail(model.Sent), when: "Mon 23 Nov 10:05", // + 3 days is Thanksgiving
		step: 3, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 30 Nov 08:00", sibling: model.EnrolDue, lead: model.Working,
		effect: "Thu 26 Nov is Thanksgiving Day"},
	{outcome: model.Bounced, prepare: emailSent, entry: mail(model.Bounced), when: "Mon 23 Nov 10:06",
		step: 3, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 30 Nov 08:00",
		point: model.PointDead, lead: model.Working, effect: "step 2 is given back",
		also: func(t *testing.T, w model.World, d model.Decision) {
			if !hasDefect(d, "bad-address") || enrolment(t, w, 1).LastStep != 1 || len(cadence.Counted(w.Touches)) != 1 {
				t.Error("a bounced e-mail counts for nothing and is a list issue")
			}
		}},
	{outcome: model.Bounced, entry: mail(model.Bounced), when: "Mon 23 Nov 10:06",
		prepare: func(t testing.TB, w model.World) model.World {
			w.Contact(1).Points = append(w.Contact(1).Points, model.Point{ID: 98, ContactID: 1, Kind: model.EmailPoint, Key: "m@h.example", Status: model.PointUnknown})
			return emailSent(t, w)
		},
		step: 2, state: model.EnrolDue, owes: model.OwesStep, channel: model.Email, due: "Mon 23 Nov 10:06", point: model.PointDead, lead: model.Working},
	{outcome: model.BouncedSoft, prepare: emailSent, entry: mail(model.BouncedSoft), when: "Mon 23 Nov 10:06",
		step: 2, state: model.EnrolDue, owes: model.OwesStep, channel: model.Email, due: "Tue 24 Nov 08:00",
		point: model.PointUnknown, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			for _, day := range []string{"Tue 24 Nov", "Wed 25 Nov"} {
				w, _ = does(t, w, day+" 08:00", mail(model.Sent))
				w, _ = does(t, w, day+" 08:05", mail(model.BouncedSoft))
			}
			if w.Contact(1).Points[1].Status != model.PointDead || enrolment(t, w, 1).Step != 3 {
				t.Error("the third soft bounce is a hard one")
			}
		}},
	{outcome: model.RepliedInterested, prepare: emailSent, entry: mail(model.RepliedInterested), when: "Tue 24 Nov 16:00",
		step: 3, state: model.EnrolHeld, owes: model.OwesAnswer, channel: model.Phone, due: "Wed 25 Nov 10:00", // 2 h today, 2 h tomorrow
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working, question: "siblings",
		also: func(t *testing.T, w model.World, d model.Decision) {
			if enrolment(t, w, 1).Class != model.ClassInbound || d.Next.ContactID != 1 {
				t.Error("the reply does not stand as inbound")
			}
		}},
	{outcome: model.RepliedLater, prepare: emailSent, entry: until(mail(model.RepliedLater), 20270111), when: "Tue 24 Nov 16:00",
		step: 3, state: model.EnrolHeld, owes: model.OwesCall, channel: model.Phone, due: "Mon 11 Jan 08:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Resting},
	{outcome: model.RepliedNotInterested, prepare: emailSent, entry: mail(model.RepliedNotInterested), when: "Tue 24 Nov 16:00",
		step: 3, state: model.EnrolFinished, point: model.PointVerified, sibling: model.EnrolDue, lead: model.Working, question: "not-interested"},
	{outcome: model.RepliedReferred, prepare: emailSent, when: "Tue 24 Nov 16:00",
		entry: as(mail(model.RepliedReferred), func(e *model.Entry) { e.Refer = "Ivo Petrov" }),
		step:  3, state: model.EnrolFinished, point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			ivo := w.Contacts[len(w.Contacts)-1]
			if ivo.Name != "Ivo Petrov" || enrolment(t, w, ivo.ID).Step != 1 {
				t.Errorf("%q is not enrolled", ivo.Name)
			}
		}},
	{outcome: model.OutOfOffice, prepare: emailSent, entry: until(mail(model.OutOfOffice), 20261204), when: "Mon 23 Nov 10:06",
		step: 3, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 7 Dec 08:00", sibling: model.EnrolDue, lead: model.Working},
	{outcome: model.OutOfOffice, prepare: emailSent, entry: mail(model.OutOfOffice), when: "Mon 23 Nov 10:06", // 5 bd
		step: 3, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Wed 2 Dec 08:00", sibling: model.EnrolDue, lead: model.Working},
	{outcome: model.Unsubscribed, prepare: atEmail, entry: mail(model.Unsubscribed), when: "Mon 23 Nov 10:06",
		step: 3, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Mon 30 Nov 08:00", sibling: model.EnrolDue, lead: model.Working, question: "channels",
		also: func(t *testing.T, w model.World, _ model.Decision) {
			if !w.Contact(1).NoEmail || !enrolment(t, w, 1).SkipEmail {
				t.Error("e-mail is not suppressed")
			}
			_, err := cadence.Record(book, w, mail(model.Sent))
			if model.CodeOf(err) != model.Suppressed {
				t.Errorf("an e-mail to her: %v, want refused as suppressed", err)
			}
		}},
	{outcome: model.Queued, prepare: atLetter, entry: post(model.Queued), when: "Fri 4 Dec 09:00",
		step: 4, state: model.EnrolMailing, owes: model.OwesPosting, channel: model.Letter, due: "Wed 9 Dec 08:00", lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			w, d := does(t, w, "Mon 7 Dec 09:00", call(model.ConnectedInterested))
			if en := enrolment(t, w, 1); en.Piece != "" || en.Step != 4 || !says(d, "pulled") {
				t.Error("what stops the enrolment pulls the piece")
			}
		}},
	{outcome: model.Printed, entry: post(model.Printed), when: "Mon 7 Dec 09:00",
		prepare: func(t testing.TB, w model.World) model.World {
			w, _ = does(t, atLetter(t, w), "Fri 4 Dec 09:00", post(model.Queued))
			return w
		},
		step: 4, state: model.EnrolMailing, owes: model.OwesPosting, channel: model.Letter, due: "Wed 9 Dec 08:00", lead: model.Working},
	{outcome: model.Posted, prepare: atLetter, entry: post(model.Posted), when: "Fri 4 Dec 09:00",
		step: 5, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Thu 10 Dec 08:00", sibling: model.EnrolDue, lead: model.Working,
		effect: "in hand Wed 9 Dec"},
	{outcome: model.Undeliverable, prepare: letterPosted, entry: post(model.Undeliverable), when: "Tue 8 Dec 09:00",
		step: 5, state: model.EnrolDue, owes: model.OwesStep, channel: model.Phone, due: "Wed 9 Dec 08:00", point: model.PointDead, lead: model.Working,
		also: func(t *testing.T, w model.World, _ model.Decision) {
			if owing(w, 1, model.OwesFindAddress) == nil || enrolment(t, w, 1).LastStep != 3 {
				t.Error("the step is not given back, or no address to be found")
			}
			for _, touch := range cadence.Counted(w.Touches) {
				if touch.Outcome == model.Posted {
					t.Error("the returned letter still counts as a touch")
				}
			}
		}},
	{outcome: model.Replied, prepare: letterPosted, entry: post(model.Replied), when: "Fri 11 Dec 09:00",
		step: 5, state: model.EnrolHeld, owes: model.OwesAnswer, channel: model.Phone, due: "Fri 11 Dec 13:00",
		point: model.PointVerified, sibling: model.EnrolPaused, lead: model.Working, question: "siblings"},
	{outcome: model.Replied, prepare: letterPosted, when: "Fri 11 Dec 09:00",
		entry: as(post(model.Replied), func(e *model.Entry) { e.Sentiment = model.Negative }),
		step:  5, state: model.EnrolFinished, lead: model.Working, question: "not-interested"},
}

var nil2 testing.TB = &testing.T{}

func sharedLine(w model.World) model.World {
	w = model.Clone(w)
	for i := range w.Contacts[:2] {
		p := &w.Contacts[i].Points[0]
		p.Key, p.Shown, p.Shared = "+16175550100", "(617) 555-0100", true
	}
	return w
}

func hasDefect(d model.Decision, code string) bool {
	return slices.ContainsFunc(d.Changes, func(c model.Change) bool {
		def, ok := c.(model.DefectAdded)
		return ok && def.Defect.Code == code
	})
}

func countSets(d model.Decision, is func(model.Change) bool) int {
	n := 0
	for _, c := range d.Changes {
		if is(c) {
			n++
		}
	}
	return n
}

func says(d model.Decision, part string) bool {
	return slices.ContainsFunc(d.Effects, func(s string) bool { return strings.Contains(s, part) })
}

func TestEachRowOfTheTable(t *testing.T) {
	walked := map[model.Outcome]bool{}
	for _, r := range rows {
		walked[r.outcome] = true
		t.Run(string(r.outcome)+" "+r.due, func(t *testing.T) {
			w := enrolled(t, world(t, "standard", "Mon 23 Nov 09:00"), 2, "standard")
			if r.prepare != nil {
				w = r.prepare(t, w)
			}
			used := usedPoint(w, r.entry)
			w, d := does(t, w, r.when, r.entry)
			r.check(t, w, d, used)
		})
	}
	for _, rule := range cadence.Table {
		if !walked[rule.Outcome] {
			t.Errorf("no test walks the row of %s", rule.Outcome)
		}
	}
}

func usedPoint(w model.World, e model.Entry) model.PointID {
	kind := map[model.Channel]model.PointKind{model.Phone: model.PhonePoint, model.Email: model.EmailPoint, model.Letter: model.PostPoint}[e.Channel]
	return w.Contact(1).Point(kind).ID
}

func (r row) check(t *testing.T, w model.World, d model.Decision, used model.PointID) {
	en := enrolment(t, w, 1)
	if en.Step != r.step || en.State != r.state {
		t.Errorf("Mia stands at step %d, %s; want %d, %s", en.Step, en.State, r.step, r.state)
	}
	if r.due != "" && (en.Owes != r.owes || en.Channel != r.channel || due(w, en) != r.due) {
		t.Errorf("due: %s by %s on %s; want %s by %s on %s", en.Owes, en.Channel, due(w, en), r.owes, r.channel, r.due)
	}
	if r.due == "" && !en.DueAt.IsZero() {
		t.Errorf("something is due on %s, want nothing", due(w, en))
	}
	for _, p := range w.Contact(1).Points {
		if p.ID == used && r.point != "" && p.Status != r.point {
			t.Errorf("%s is %s, want %s", p.Shown, p.Status, r.point)
		}
	}
	if tor := enrolment(t, w, 2); r.sibling != "" && tor.State != r.sibling {
		t.Errorf("Tor is %s (%s), want %s", tor.State, tor.Why, r.sibling)
	}
	if w.Lead.Status != r.lead {
		t.Errorf("the lead is %s, want %s", w.Lead.Status, r.lead)
	}
	asked := ""
	for _, q := range d.Questions {
		if asked = q.Key; q.Likely == "" || !slices.ContainsFunc(q.Options, func(o model.Option) bool { return o.Key == q.Likely }) {
			t.Errorf("question %s has no likely answer among its own", q.Key)
		}
	}
	if asked != r.question {
		t.Errorf("asked %q, want %q", asked, r.question)
	}
	if r.effect != "" && !says(d, r.effect) {
		t.Errorf("effects %q do not say %q", d.Effects, r.effect)
	}
	if r.also != nil {
		r.also(t, w, d)
	}
}
