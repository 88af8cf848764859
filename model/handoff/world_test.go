package handoff

import (
	"os"
	"slices"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
	"ripen/model/playbook"
)

var (
	boston, _ = time.LoadLocation("America/New_York")
	book      = calendar.New()
)

// The people: dana works the lead, omar too, ines and jo lead the team, kim and
// lee sell.
const (
	dana model.MemberID = iota + 1
	omar
	ines
	jo
	kim
	lee
	root
	mark
)

var roles = map[model.MemberID]model.Role{
	dana: model.Specialist, omar: model.Specialist, ines: model.TeamLead, jo: model.TeamLead,
	kim: model.Sales, lee: model.Sales, root: model.Admin, mark: model.Marketing,
}

var names = map[model.MemberID]string{dana: "Dana", omar: "Omar", ines: "Ines", jo: "Jo", kim: "Kim", lee: "Lee", root: "Root", mark: "Mark"}

const (
	mia = model.ContactID(7)
	tor = model.ContactID(8)
)

func as(w model.World, id model.MemberID) model.World {
	w.By = model.Actor{ID: id, Name: names[id], Role: roles[id], Zone: boston}
	return w
}

// ripe is a lead with all ten attributes confirmed by the decision maker, an
// agreed visit in three weeks, two enrolments and a promised callback, on the
// Tuesday before Thanksgiving.
func ripe(t testing.TB) model.World {
	t.Helper()
	now := time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)
	w := model.World{
		Now: now, Policy: model.DefaultPolicy(), Playbook: read(t, "playbook/playbook.md", playbook.Parse),
		Company: model.Company{ID: 4, Name: "Halvorsen Freight"},
		Lead: model.Lead{ID: 41, OwnerID: dana, Owner: "Dana", Status: model.Ready, Horizon: model.NearTerm, DecisionBy: model.NewDate(2027, 2, 12),
			NextStep: model.NextStep{Kind: model.StepVisit, At: now.AddDate(0, 0, 21), ContactID: mia}, Value: 350_000_00, Currency: "USD"},
		Contacts: []model.Contact{
			{ID: tor, LeadID: 41, Name: "Tor Lind", Role: model.Influencer, Zones: []string{"America/New_York"}, Region: "US", Rank: 0, Points: phone(1, tor)},
			{ID: mia, LeadID: 41, Name: "Mia Halvorsen", Role: model.DecisionMaker, Zones: []string{"America/New_York"}, Region: "US", Rank: 1, Points: phone(2, mia)},
		},
		Enrolments: []model.Enrolment{
			{ID: 1, LeadID: 41, ContactID: mia, OwnerID: dana, CadenceID: 11, Cadence: "standard", Step: 5, State: model.EnrolHeld, Owes: model.OwesCallback, Channel: model.Phone, DueAt: now.AddDate(0, 0, 2)},
			{ID: 2, LeadID: 41, ContactID: tor, OwnerID: dana, CadenceID: 11, Cadence: "standard", Step: 4, State: model.EnrolMailing, Owes: model.OwesPosting, Piece: model.Printed, PieceAt: now, DueAt: now.AddDate(0, 0, 1)},
			{ID: 3, LeadID: 41, ContactID: tor, OwnerID: dana, State: model.EnrolDue, Owes: model.OwesFindNumber, Why: "find a number of Tor Lind", DueAt: now},
		},
		Touches:  []model.Touch{{ID: 1, LeadID: 41, ContactID: mia, At: now.AddDate(0, 0, -5), Channel: model.Phone, Outcome: model.ConnectedInterested}},
		Cadences: map[model.TextID]model.Cadence{}, Current: map[string]model.TextID{},
	}
	w.Playbook.TextID, w.Playbook.Version = 3, 2
	for i, name := range []string{"standard", "reheat"} {
		c := read(t, "cadences/"+name+".toml", func(b []byte) (model.Cadence, error) { return cadence.Parse(name, b) })
		c.TextID, c.Version = model.TextID(11+i), 1
		w.Cadences[c.TextID], w.Current[name] = c, c.TextID
	}
	for id := dana; id <= mark; id++ {
		w.Members = append(w.Members, model.Member{ID: id, Name: names[id], Role: roles[id], Active: true})
	}
	for i, a := range model.Attributes {
		w.Evidence = append(w.Evidence, entry(w, model.EvidenceID(i+1), a.Key, now.Add(-time.Hour)))
	}
	return as(w, dana)
}

func phone(id model.PointID, c model.ContactID) []model.Point {
	return []model.Point{{ID: id, ContactID: c, Kind: model.PhonePoint, Key: "+16175550142", Shown: "+1 617 555 0142"}}
}

func entry(w model.World, id model.EvidenceID, key model.AttributeKey, at time.Time) model.Evidence {
	e := model.Evidence{ID: id, LeadID: 41, Attribute: key, Level: model.Confirmed, ContactID: mia, Role: model.DecisionMaker,
		On: model.DateOf(at.In(boston)), At: at.UnixMilli(), Document: "minutes", Value: model.Value{"steps": "board"}}
	if key == model.Process {
		e.Value["decision_by"] = "2027-02-12"
	}
	return e
}

func read[T any](t testing.TB, path string, parse func([]byte) (T, error)) T {
	t.Helper()
	b, err := os.ReadFile("../../assets/" + path)
	if err != nil {
		t.Fatal(err)
	}
	out, err := parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// apply carries a decision out as the store would: new rows get real ids, and a
// hand-off that was changed keeps its record.
func apply(w model.World, d model.Decision) model.World {
	past := map[model.HandoffID][]model.HandoffEvent{}
	for _, h := range w.Handoffs {
		past[h.ID] = h.Events
	}
	w = model.Apply(w, d.Changes)
	for i := range w.Handoffs {
		if h := &w.Handoffs[i]; len(past[h.ID]) > 0 && !slices.ContainsFunc(h.Events, func(e model.HandoffEvent) bool { return e.Event == EventSubmit }) {
			h.Events = append(slices.Clone(past[h.ID]), h.Events...)
		}
	}
	for i := range w.Enrolments {
		if w.Enrolments[i].ID < 0 {
			w.Enrolments[i].ID = model.EnrolmentID(100 + i)
		}
	}
	for i := range w.Handoffs {
		if w.Handoffs[i].ID < 0 {
			w.Handoffs[i].ID = model.HandoffID(1 + i)
			for j := range w.Handoffs[i].Events {
				w.Handoffs[i].Events[j].HandoffID = w.Handoffs[i].ID
			}
		}
	}
	return w
}

func submitted(t testing.TB, w model.World) model.World {
	t.Helper()
	d, err := Submit(book, w, model.Submission{LeadID: 41, To: kim})
	if err != nil {
		t.Fatal(err)
	}
	return apply(w, d)
}

func step(t testing.TB, w model.World, id model.MemberID, a model.HandoffAct) model.World {
	t.Helper()
	d, err := Step(book, as(w, id), *w.Handoff(), a)
	if err != nil {
		t.Fatalf("%s: %v", a.Event, err)
	}
	return apply(w, d)
}

func delivered(t testing.TB, w model.World) model.World {
	return step(t, submitted(t, w), ines, model.HandoffAct{Event: EventApprove})
}

var noBudget = model.HandoffAct{Event: EventReject, Code: "no-budget", Attributes: []model.AttributeKey{model.Budget}, Note: "no money this year"}
