package store

import (
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
	"ripen/model/document"
	"ripen/model/gate"
	"ripen/model/handoff"
	"ripen/model/playbook"
	"ripen/model/queue"
)

// The places where the store asks the rules.

func parseCadence(file string, body []byte) (model.Cadence, error) { return cadence.Parse(file, body) }
func parsePlaybook(body []byte) (model.Playbook, error)            { return playbook.Parse(body) }
func parseGuide(body []byte) (model.Guide, error)                  { return playbook.ParseGuide(body) }

func judge(w model.World) model.Readiness                 { return playbook.Judge(w) }
func settle(w model.World, r model.Readiness) model.World { return playbook.Settle(w, r) }

// served is the enrolment of the lead that is due first.
func served(w model.World) *model.Enrolment { return cadence.Served(w) }

// engagedDays are the days in which conversations count for engagement.
const engagedDays = 90

// scoreOf is the score's parts of a lead that was last touched, or made, then.
func scoreOf(w model.World, last, made time.Time, count int) model.Parts {
	talks := 0
	for _, t := range w.Touches {
		if !t.Voided && cadence.TwoWay(t.Outcome) && w.Now.Sub(t.At) <= engagedDays*24*time.Hour {
			talks++
		}
	}
	if last.IsZero() {
		last = made
	}
	return queue.Score(playbook.Fit(w), talks, count, int(w.Now.Sub(last).Hours()/24))
}

// countTouches are the touches in the rules' sense: delivered, or two-way.
func countTouches(w model.World) int {
	return len(cadence.Counted(w.Touches))
}

// notBefore is when the gaps between touches let the enrolment's contact be
// touched again; zero is now. What the contact asked for is held by no gap.
func notBefore(b *calendar.Book, w model.World, e model.Enrolment) time.Time {
	c := w.Contact(e.ContactID)
	if c == nil || e.Class == model.ClassCallback || e.Class == model.ClassInbound || e.Owes != model.OwesStep {
		return time.Time{}
	}
	contact, company, _ := cadence.Last(w, e.ContactID)
	gap := w.Policy.ContactGap
	if e.Slow == 2 {
		gap *= 2
	}
	place := gate.PlaceOf(*c)
	day := max(gate.GapDay(b, contact, gap, place), gate.GapDay(b, company, w.Policy.CompanyGap, place))
	if day.IsZero() || len(place.Zones) == 0 {
		return time.Time{}
	}
	return gate.Opening(b, day, place, w.Policy).UTC()
}

// wakes is the earliest instant at which time alone changes the lead; zero is
// never.
func wakes(w model.World, r model.Readiness) time.Time {
	var first time.Time
	for _, t := range []time.Time{cadence.Wakes(w), handoff.Wakes(w), r.Until} {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	if first.IsZero() {
		return first
	}
	return first.UTC()
}

// dossier is the Markdown that a salesperson gets, as delivered.
func dossier(w model.World, r model.Readiness, h model.Handoff) string {
	return string(document.Dossier(w, r, h).Markdown())
}

func record(b *calendar.Book, w model.World, e model.Entry) (model.Decision, error) {
	return cadence.Record(b, w, e)
}

func choose(b *calendar.Book, w model.World, c model.Choice) (model.Decision, error) {
	return cadence.Choose(b, w, c)
}

func attest(w model.World, a model.Attestation, codes playbook.Codes) (model.Decision, error) {
	return playbook.Attest(w, a, codes)
}

func submit(b *calendar.Book, w model.World, v model.Submission) (model.Decision, error) {
	return handoff.Submit(b, w, v)
}

// handoffStep carries an event to the hand-off that it is about.
func handoffStep(b *calendar.Book, w model.World, a model.HandoffAct) (model.Decision, error) {
	for _, h := range w.Handoffs {
		if h.ID == a.HandoffID {
			return handoff.Step(b, w, h, a)
		}
	}
	return model.Decision{}, model.Errorf(model.NotFound, "there is no hand-off %s", a.HandoffID)
}

// passes is what time alone changes: the cadences first, then the hand-off's
// clocks, then the judgement, each looking at what the one before left.
func passes(b *calendar.Book, w model.World) model.Decision {
	var all model.Decision
	now := w
	for _, tick := range []func(model.World) model.Decision{
		func(w model.World) model.Decision { return cadence.Tick(b, w) },
		func(w model.World) model.Decision { return handoff.Tick(b, w) },
		playbook.Tick,
	} {
		d := tick(now)
		now = model.Apply(now, d.Changes)
		all.Effects = append(all.Effects, d.Effects...)
		all.Changes = append(all.Changes, d.Changes...)
		if d.Next != nil {
			all.Next = d.Next
		}
	}
	return all
}

func startEnrolment(b *calendar.Book, w model.World, c model.ContactID, cad model.Cadence, at time.Time) (model.Enrolment, error) {
	return cadence.Start(b, w, c, cad, at)
}

// doneToday says that an outcome counts for the daily target: completed touches
// and attempts.
func doneToday(o model.Outcome) bool { return cadence.Counts(o) || cadence.Attempt(o) }

func questionsOf(w model.World) []model.Question { return cadence.Questions(w) }

func planOf(b *calendar.Book, w model.World, e model.Enrolment) []model.UpcomingStep {
	return cadence.Plan(b, w, e)
}

// fill puts what is known into a text; what is missing stays visible in braces.
func fill(text string, fields map[string]string) string {
	text, _ = document.Fill(text, fields)
	return text
}

func warned(now time.Time, h model.Handoff) (warn, leaking bool) { return handoff.Warned(now, h) }

func counts(o model.Outcome) bool  { return cadence.Counts(o) }
func attempt(o model.Outcome) bool { return cadence.Attempt(o) }
func twoWay(o model.Outcome) bool  { return cadence.TwoWay(o) }

// wanted01 is how much a contact is wanted first: by the target's titles, and
// by how many ways there are to reach him.
func wanted01(p model.Playbook, c model.Contact) float64 {
	reach := 0.0
	for _, way := range []struct {
		kind   model.PointKind
		weight float64
	}{{model.PhonePoint, 0.5}, {model.EmailPoint, 0.3}, {model.PostPoint, 0.2}} {
		if c.Point(way.kind) != nil {
			reach += way.weight
		}
	}
	return 0.7*playbook.TitleFit(p.Target, c.Title) + 0.3*reach
}

// chooseEach decides on one of the leads of a bulk act.
func chooseEach(b *calendar.Book, w model.World, v model.Bulk) (model.Decision, error) {
	c, err := cadence.Each(w, v)
	if err != nil {
		return model.Decision{}, err
	}
	return cadence.Choose(b, w, c)
}
