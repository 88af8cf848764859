package cadence_test

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// Cases of the property run: ten thousand by default, a million by
// RIPEN_PROPERTY_CASES=1000000. A case is one act on a lead, in a season of
// some acts that follow each other.
const seasonActs = 10

func cases() int {
	if n, err := strconv.Atoi(os.Getenv("RIPEN_PROPERTY_CASES")); err == nil && n > 0 {
		return n
	}
	return 10_000
}

type where struct {
	zones  []string
	region model.Region
}

var places = []where{
	{[]string{"America/New_York"}, "US-MA"}, {[]string{"America/Los_Angeles"}, "US-CA"}, {[]string{"America/Phoenix"}, "US"},
	{[]string{"Europe/Berlin"}, "DE-BY"}, {[]string{"Europe/London"}, "GB-SCT"}, {[]string{"America/Chicago", "America/Denver"}, "US"},
	{[]string{"Australia/Lord_Howe"}, "AU"}, {[]string{"Asia/Kolkata"}, "IN"}, {nil, ""}, {[]string{"America/New_York", "Asia/Tokyo"}, ""},
}

// tally counts what the run really met, so that it cannot pass on nothing.
type tally struct{ acts, automatic, refused, moved, suppressed, gaps, slept, asked, redated int }

func TestSeasons(t *testing.T) {
	n := cases()
	if err := flag.Set("rapid.checks", strconv.Itoa(max(1, n/seasonActs))); err != nil {
		t.Fatal(err)
	}
	_ = flag.Set("rapid.nofailfile", "true") // a season is told by its seed
	defer func() { _ = flag.Set("rapid.checks", "100") }()
	var met tally
	rapid.Check(t, func(rt *rapid.T) { season(rt, &met) })
	t.Logf("%+v", met)
	// What seasons come to moves from seed to seed, leads that rested most (4.5 to
	// 6.4 in a hundred): the least lies well below it, and far above nothing.
	for what, share := range map[string]float64{
		"acts that were not refused":        float64(met.moved) / float64(met.acts) / 0.5,
		"automatic touches made":            float64(met.automatic) / float64(met.acts) / 0.1,
		"acts on suppressed contacts":       float64(met.suppressed) / float64(met.acts) / 0.005,
		"due steps held against a real gap": float64(met.gaps) / float64(met.acts) / 0.1,
		"leads that rested or paused":       float64(met.slept) / float64(met.acts) / 0.03,
		"questions answered":                float64(met.asked) / float64(met.acts) / 0.03,
		"dates that a person changed":       float64(met.redated) / float64(met.acts) / 0.02,
	} {
		if share < 1 {
			t.Errorf("too few %s: most cases are vacuous: %+v", what, met)
		}
	}
}

// season is a lead with one to six contacts and what happens to it.
func season(rt *rapid.T, met *tally) {
	w := draw(rt)
	for range seasonActs {
		w.Now = w.Now.Add(pause(rt))
		w = settled(rt, w)
		met.acts++
		if w.Lead.Status == model.Resting {
			met.slept++
		}
		next, d, err := happen(rt, w, met)
		if err != nil {
			met.refused++
			if model.CodeOf(err) == model.Internal {
				rt.Fatalf("%v is no refusal in a sentence", err)
			}
			continue
		}
		met.moved++
		holds(rt, w, next, d, met)
		w = kept(next)
	}
}

func draw(rt *rapid.T) model.World {
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 600*24*60).Draw(rt, "start")) * time.Minute)
	w := model.World{
		Now: start, Policy: model.DefaultPolicy(), Cadences: builtIn, Current: current(),
		By:      model.Actor{ID: 1, Name: "Dana", Role: model.TeamLead, Zone: boston},
		Company: model.Company{ID: 1, Name: "Halvorsen Freight"},
		Lead:    model.Lead{ID: 1, OwnerID: 1, Status: rapid.SampledFrom([]model.Status{model.New, model.Working, model.Returned, model.Ready}).Draw(rt, "status")},
		Members: []model.Member{{ID: 1, Name: "Dana", Active: true}},
	}
	if rapid.Bool().Draw(rt, "received") {
		w.Lead.ReceivedAt = start.Add(-time.Hour)
	}
	names := []string{"Mia Halvorsen", "Tor Lind", "Beth Amos", "Ivo Petrov", "Rita Voss", "Lee Chan"}
	for i := range rapid.IntRange(1, 6).Draw(rt, "contacts") {
		c := person(model.ContactID(i+1), names[i])
		at := rapid.SampledFrom(places).Draw(rt, "place")
		c.Zones, c.Region = at.zones, at.region
		c.Points = c.Points[:rapid.IntRange(1, 3).Draw(rt, "points")]
		if i > 0 && rapid.Bool().Draw(rt, "shared") {
			c.Points[0].Key, c.Points[0].Shared = w.Contacts[0].Points[0].Key, true
		}
		if rapid.IntRange(0, 3).Draw(rt, "role") == 0 {
			c.Role = model.DecisionMaker
		}
		w.Contacts = append(w.Contacts, c)
	}
	for i := range min(len(w.Contacts), rapid.IntRange(1, 3).Draw(rt, "enrolled")) {
		w = enrolled(&testing.T{}, w, model.ContactID(i+1), rapid.SampledFrom(files).Draw(rt, "cadence"))
	}
	return w
}

func pause(rt *rapid.T) time.Duration {
	switch rapid.IntRange(0, 3).Draw(rt, "pause") {
	case 0:
		return time.Duration(rapid.IntRange(1, 300).Draw(rt, "minutes")) * time.Minute
	case 1:
		return time.Duration(rapid.IntRange(1, 60).Draw(rt, "days")) * 24 * time.Hour // weeks off
	}
	return time.Duration(rapid.IntRange(1, 72).Draw(rt, "hours")) * time.Hour
}

// settled ticks, twice over: the second time there is nothing to do.
func settled(rt *rapid.T, w model.World) model.World {
	w = tick(w)
	if again := cadence.Tick(book, w); len(again.Changes) > 0 {
		rt.Fatalf("tick is not idempotent: %+v", again.Changes)
	}
	if wakes := cadence.Wakes(w); !wakes.IsZero() && !wakes.After(w.Now) {
		rt.Fatalf("after a tick at %s it still wakes at %s", w.Now, wakes)
	}
	return w
}

func happen(rt *rapid.T, w model.World, met *tally) (model.World, model.Decision, error) {
	var d model.Decision
	var err error
	switch kind := rapid.IntRange(0, 9).Draw(rt, "kind"); {
	case kind < 6 && automatic(rt, &w, met):
		d, err = cadence.Record(book, w, plausible(rt, w))
	case kind < 8:
		d, err = cadence.Record(book, w, anything(rt, w, met))
	default:
		d, err = cadence.Choose(book, w, choice(rt, w, met))
	}
	if err != nil {
		return w, d, err
	}
	return model.Apply(w, d.Changes), d, nil
}

// automatic is what the program does by itself: it waits for the step served,
// asks the gate, and touches only where that says yes. It is false where the
// gate keeps it from it, or nothing is due.
func automatic(rt *rapid.T, w *model.World, met *tally) bool {
	en := cadence.Served(*w)
	if en == nil || en.Owes != model.OwesStep || en.State != model.EnrolDue {
		return false
	}
	if rapid.IntRange(0, 3).Draw(rt, "wait") < 3 && en.DueAt.After(w.Now) {
		w.Now = en.DueAt
		*w = settled(rt, *w)
		if en = cadence.Served(*w); en == nil || en.Owes != model.OwesStep || en.State != model.EnrolDue {
			return false
		}
	}
	if en.DueAt.After(w.Now) && en.Class != model.ClassNew {
		return false
	}
	ask := cadence.AskFor(*w, *en, w.Now)
	ask.Message = false
	if v := gate.May(w.Now, ask, book, w.Policy); !v.OK {
		if v.Words == "" {
			rt.Fatalf("the gate says no, and not why: %+v", v)
		}
		return false
	}
	met.automatic++
	lawful(rt, *w, ask.Contact, ask.Channel, w.Now, 8, 18)
	if contact, company, _ := cadence.Last(*w, ask.Contact.ID); !ask.SameDay {
		for last, n := range map[time.Time]int{contact: w.Policy.ContactGap, company: w.Policy.CompanyGap} {
			p := local(*w, ask.Contact)
			if !last.IsZero() && book.BusinessDaysBetween(model.DateOf(last.In(p)), model.DateOf(w.Now.In(p)), ask.Contact.Region) < n {
				rt.Fatalf("touched again on %s, %s after %s", w.Now, "within the gap", last)
			}
		}
	}
	return true
}

func local(w model.World, c model.Contact) *time.Location {
	if len(c.Zones) > 0 {
		return zone(c.Zones[0])
	}
	return w.By.Zone
}

// lawful is the oracle: told anew from the clock on the wall, not from the
// code under test.
func lawful(rt *rapid.T, w model.World, c model.Contact, ch model.Channel, at time.Time, from, to int) {
	if c.Suppressed || c.Left || ch == model.Email && c.NoEmail {
		rt.Fatalf("%s by %s at %s: must not be contacted", c.Name, ch, at)
	}
	zones := []*time.Location{local(w, c)}
	if ch == model.Phone {
		for _, name := range c.Zones[min(1, len(c.Zones)):] {
			zones = append(zones, zone(name))
		}
	}
	for i, z := range zones {
		l := at.In(z)
		if ch == model.Phone && (l.Hour() < from || l.Hour() >= to && !(l.Hour() == to && l.Minute() == 0 && to == 20)) && (i == 0 || common(c)) {
			rt.Fatalf("%s is called at %s there", c.Name, l)
		}
		if !book.IsBusinessDay(model.DateOf(l), c.Region) && (i == 0 || common(c)) {
			rt.Fatalf("%s by %s on %s, which is no business day there", c.Name, ch, l)
		}
	}
}

// common says whether the candidate zones have calling hours in common; where
// not, the contact's call has a day but the gate never dials it by itself.
func common(c model.Contact) bool {
	_, err := book.NextOpen(time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), cadence.PlaceOf(c), calendar.Hours{From: 480, To: 1080})
	return err == nil
}

func plausible(rt *rapid.T, w model.World) model.Entry {
	en := cadence.Served(w)
	ch := en.Channel
	likely := map[model.Channel][]model.Outcome{
		model.Phone: {model.NoAnswer, model.NoAnswer, model.NoAnswer, model.VoicemailLeft, model.VoicemailLeft, model.Busy, model.GatekeeperBlocked},
		model.Email: {model.Sent}, model.Letter: {model.Queued, model.Posted, model.Posted}, model.DirectMail: {model.Printed, model.Posted},
	}[ch]
	return redated(rt, w, model.Entry{EnrolmentID: en.ID, Channel: ch, Outcome: rapid.SampledFrom(likely).Draw(rt, "likely")})
}

// redated puts one entry in five on another date, at any hour of any day.
func redated(rt *rapid.T, w model.World, e model.Entry) model.Entry {
	if rapid.IntRange(0, 4).Draw(rt, "redated") == 0 {
		e.MoveTo = w.Now.Add(time.Duration(rapid.IntRange(1, 3000).Draw(rt, "move")) * 17 * time.Minute)
		e.MoveWhy = "after their trade fair"
	}
	return e
}

func anything(rt *rapid.T, w model.World, met *tally) model.Entry {
	e := model.Entry{Channel: rapid.SampledFrom(model.Channels).Draw(rt, "channel")}
	e.Outcome = rapid.SampledFrom(cadence.Outcomes(e.Channel)).Draw(rt, "outcome")
	c := rapid.SampledFrom(w.Contacts).Draw(rt, "whom")
	if e.ContactID = c.ID; c.Suppressed {
		met.suppressed++
	}
	e.Why = rapid.SampledFrom([]string{"timing", "budget", "contract", "no-need"}).Draw(rt, "why")
	e.Refer = rapid.SampledFrom([]string{"Ivo Petrov", "Nora Quill", "Tor"}).Draw(rt, "refer")
	e.Sentiment = rapid.SampledFrom(append([]model.Sentiment{""}, model.Sentiments...)).Draw(rt, "sentiment")
	if rapid.IntRange(0, 3).Draw(rt, "named") > 0 {
		e.Until = model.DateOf(w.Now).AddDays(rapid.IntRange(1, 300).Draw(rt, "until"))
	}
	e.Callback = w.Now.Add(time.Duration(rapid.IntRange(1, 400).Draw(rt, "callback")) * 15 * time.Minute)
	if rapid.IntRange(0, 4).Draw(rt, "inbound") == 0 {
		e.Direction = model.Inbound
	}
	if rapid.IntRange(0, 4).Draw(rt, "back") == 0 {
		e.At = w.Now.Add(-time.Duration(rapid.IntRange(1, 400).Draw(rt, "ago")) * time.Hour)
	}
	return redated(rt, w, e)
}

func choice(rt *rapid.T, w model.World, met *tally) model.Choice {
	if q := cadence.Questions(w); len(q) > 0 && rapid.IntRange(0, 4).Draw(rt, "answer") > 0 {
		met.asked++
		one := rapid.SampledFrom(q).Draw(rt, "question")
		return model.Choice{Verb: model.Decide, Question: one.Key, EnrolmentID: one.EnrolmentID, ContactID: one.ContactID,
			Answer: rapid.SampledFrom(one.Options).Draw(rt, "option").Key}
	}
	return model.Choice{
		Verb:      rapid.SampledFrom([]model.ChoiceVerb{model.Enrol, model.Enrol, model.ResumeEnrol, model.StopEnrolment, model.Rest, model.Reopen, model.MarkLeft, model.LiftSuppress, model.Disqualify}).Draw(rt, "verb"),
		ContactID: rapid.SampledFrom(w.Contacts).Draw(rt, "of").ID, Cadence: rapid.SampledFrom(files).Draw(rt, "into"),
		Until: model.DateOf(w.Now).AddDays(rapid.IntRange(1, 90).Draw(rt, "rest")), Reason: rapid.SampledFrom([]string{"no-fit", "unreachable", "why not"}).Draw(rt, "reason"),
	}
}

// holds are the laws that every decision keeps.
func holds(rt *rapid.T, was, w model.World, d model.Decision, met *tally) {
	oneSetEach(rt, d)
	if n := cadence.Pursued(w); n > max(w.Policy.Pursued, cadence.Pursued(was)) {
		rt.Fatalf("%d contacts are pursued", n)
	}
	for _, en := range w.Enrolments {
		before := was.Enrolment(en.ID)
		if before != nil {
			forward(rt, w, *before, en)
		}
		if !en.State.Live() {
			continue
		}
		c := w.Contact(en.ContactID)
		if c.Suppressed || c.Left {
			if en.Owes != model.OwesDecision && en.Owes != model.OwesReview { // of the lead, not of him
				rt.Fatalf("%s is pursued still: %s", c.Name, en.State)
			}
			continue
		}
		if strings.HasPrefix(en.Why, "moved: ") && w.Lead.Status.Nurtured() {
			met.redated++
			lawful(rt, w, cadence.AskFor(w, en, en.DueAt).Contact, en.Channel, en.DueAt, 8, 18)
			movedLawful(rt, w, before, en)
		}
		if en.State == model.EnrolDue && en.Owes == model.OwesStep && w.Lead.Status.Nurtured() {
			stepLawful(rt, w, en, met)
		}
	}
	if w.Lead.Status.Nurtured() && w.Lead.Status != model.Resting && cadence.Served(w) == nil && cadence.Wakes(w).IsZero() {
		rt.Fatalf("the lead is an orphan: %+v", w.Enrolments)
	}
}

func stepLawful(rt *rapid.T, w model.World, en model.Enrolment, met *tally) {
	ask := cadence.AskFor(w, en, en.DueAt)
	lawful(rt, w, ask.Contact, en.Channel, en.DueAt, 8, 18)
	s, _ := w.Cadences[en.CadenceID].StepAt(en.Step)
	if ask.SameDay || s.Within > 0 {
		return
	}
	p := local(w, ask.Contact)
	for last, n := range map[time.Time]int{ask.LastContact: w.Policy.ContactGap, ask.LastCompany: w.Policy.CompanyGap} {
		if last.IsZero() {
			continue
		}
		met.gaps++
		if between := book.BusinessDaysBetween(model.DateOf(last.In(p)), model.DateOf(en.DueAt.In(p)), ask.Contact.Region); between < n {
			rt.Fatalf("%s is due %s, %d business days after %s", ask.Contact.Name, en.DueAt.In(p), between, last.In(p))
		}
	}
}

// forward: steps never go back but for what is given back, an entry dated back
// moves nothing later, and what is done late is never caught up.
func forward(rt *rapid.T, w model.World, was, en model.Enrolment) {
	newest := w.Touches[max(0, len(w.Touches)-1):]
	for _, t := range w.Touches {
		if t.ID < 0 {
			newest = []model.Touch{t}
		}
	}
	back := len(newest) > 0 && (newest[0].Outcome == model.Bounced || newest[0].Outcome == model.BouncedSoft || newest[0].Outcome == model.Undeliverable)
	if back {
		return
	}
	if en.Step < was.Step || en.LastAt.Before(was.LastAt) || en.LastStep < was.LastStep {
		rt.Fatalf("went back from step %d (%s) to step %d (%s)", was.Step, was.LastAt, en.Step, en.LastAt)
	}
	s, ok := w.Cadences[en.CadenceID].StepAt(en.Step)
	if strings.HasPrefix(en.Why, "moved: ") { // a person said so; that it is lawful is seen above
		return
	}
	if en.LastStep == was.LastStep || !ok || en.State != model.EnrolDue || en.Owes != model.OwesStep || s.Same || s.After > 0 || s.Hand > 0 {
		return
	}
	last, _ := w.Cadences[en.CadenceID].StepAt(en.LastStep)
	p := local(w, *w.Contact(en.ContactID))
	if days := model.DateOf(en.DueAt.In(p)).Sub(model.DateOf(en.LastAt.In(p))); days < s.Day-last.Day {
		rt.Fatalf("step %d is due %d days after step %d, planned are %d: it is caught up", s.Number, days, last.Number, s.Day-last.Day)
	}
}

func oneSetEach(rt *rapid.T, d model.Decision) {
	seen := map[any]bool{}
	for _, c := range d.Changes {
		var key any
		switch c := c.(type) {
		case model.EnrolmentSet:
			key = c.After.ID
		case model.ContactSet:
			key = c.After.ID
		case model.PointSet:
			key = c.After.ID
		case model.LeadSet:
			key = c.After.ID
		case model.EnrolmentAdded:
			key = c.Enrolment.ID
		case model.ContactAdded:
			key = c.Contact.ID
		case model.TouchAdded:
			key = c.Touch.ID
		default:
			continue
		}
		if seen[key] {
			rt.Fatalf("two changes of one row: %v", key)
		}
		seen[key] = true
	}
}
