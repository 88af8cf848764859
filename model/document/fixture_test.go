package document

import (
	"testing"
	"time"

	"ripen/model"
)

func newYork(t testing.TB) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// halvorsen is a lead ready for sales on Tuesday 24 November 2026: texts with
// what breaks tables, spreadsheets and terminals, and in several scripts.
func halvorsen(t testing.TB) (model.World, model.Readiness, model.Handoff) {
	t.Helper()
	ny := newYork(t)
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, ny)
	}
	w := model.World{
		Now: at(11, 24, 10, 42), Policy: model.DefaultPolicy(),
		Company: model.Company{ID: 4, Name: "Halvorsen Freight | Løgistikk & Søn", Domain: "halvorsen.example", Website: "https://halvorsen.example",
			Place: model.Place{Street: "12 Wharf St", City: "Boston", State: "MA", Zip: "02110", Country: "US"}, Industry: "Freight"},
		Lead: model.Lead{ID: 41, CompanyID: 4, List: "Intermodal fair", Category: "trade-show", Source: "Fair 2026", OwnerID: 1, Owner: "Dana Ortiz",
			Status: model.Graduated, Horizon: model.NearTerm, Value: 350_000_00, Currency: "USD",
			NextStep: model.NextStep{Kind: model.StepVisit, At: at(12, 1, 10, 30), ContactID: 7}},
		Playbook: model.Playbook{TextID: 3, Version: 2, Title: "What sales agreed to"},
		Members:  []model.Member{{ID: 1, Name: "Dana Ortiz"}, {ID: 2, Name: "Sam Poole"}, {ID: 3, Name: "Lea Bart"}},
		Contacts: []model.Contact{
			{ID: 8, Name: "Tor Lind", Title: "IT lead", Role: model.Influencer, Zones: []string{"America/New_York"}, Points: []model.Point{
				{ID: 3, Kind: model.PhonePoint, Key: "+16175550178", Shown: "+1 617 555 0178", Status: model.PointDead}}},
			{ID: 7, Name: "Mia Halvorsen", Given: "Mia", Title: "CFO", Role: model.DecisionMaker, Zones: []string{"America/New_York"}, Points: []model.Point{
				{ID: 1, Kind: model.PhonePoint, Key: "+16175550142", Shown: "+1 617 555 0142", Status: model.PointVerified},
				{ID: 2, Kind: model.EmailPoint, Key: "mia_h@halvorsen.example", Shown: "mia_h@halvorsen.example", Status: model.PointUnknown}}},
			{ID: 9, Name: "Σοφία Παπαδοπούλου", Title: "αποθήκη", Role: model.User},
			{ID: 10, Name: "Юрий *Ко_валь*", Title: "=HYPERLINK(\"http://evil.example\")", Role: model.RoleUnknown, Left: true},
			{ID: 11, Name: "田中太郎", Title: "🚚", Suppressed: true, Points: []model.Point{
				{ID: 5, Kind: model.PhonePoint, Key: "+16175550199", Shown: "+1 617 555 0199"}}},
		},
		Touches: []model.Touch{
			{ID: 1, ContactID: 7, At: at(9, 24, 9, 15), Channel: model.Phone, Direction: model.Outbound, Outcome: model.NoAnswer, By: 1},
			{ID: 2, ContactID: 7, At: at(10, 8, 11, 0), Channel: model.Letter, Direction: model.Outbound, Outcome: model.Posted, By: 1, ByName: "Dana Ortiz", InHand: model.NewDate(2026, 10, 13)},
			{ID: 3, ContactID: 7, At: at(10, 15, 14, 2), Channel: model.Phone, Direction: model.Inbound, Outcome: model.ConnectedInterested, Sentiment: model.Positive, By: 1, Answers: 2,
				Note: "\"The page about dock delays is us exactly.\"\n| --- | --- |\n# owned"},
			{ID: 4, ContactID: 8, At: at(10, 20, 9, 0), Channel: model.Email, Direction: model.Outbound, Outcome: model.Sent, By: 1, Voided: true, Note: "sent to the wrong man"},
			{ID: 5, ContactID: 7, At: at(11, 19, 10, 31), Channel: model.Phone, Direction: model.Outbound, Outcome: model.ConnectedCallback, Sentiment: model.Positive, By: 1,
				Note: "board meets 12 feb; wants numbers for 3 sites \x1b[31mred\x1b[0m \u202eknil\u202c, tor signs too"},
		},
	}
	said := func(key model.AttributeKey, level model.Rung, who model.ContactID, touch model.TouchID, v model.Value) model.Evidence {
		e := model.Evidence{ID: model.EvidenceID(key.Index() + 1), Attribute: key, Level: level, Value: v, ContactID: who, TouchID: touch, On: model.NewDate(2026, 11, 19), By: 1}
		if who == 7 {
			e.Role = model.DecisionMaker
		}
		return e
	}
	w.Evidence = []model.Evidence{
		said(model.IndustryCode, model.Stated, 0, 0, model.Value{"scheme": "naics", "code": "488510", "title": "Freight Transportation Arrangement"}),
		said(model.Firmographics, model.Confirmed, 7, 5, model.Value{"revenue": "8200000000", "employees": "1340", "locations": "3"}),
		said(model.DecisionMakers, model.Confirmed, 7, 5, model.Value{"people": "C7; C8; C99"}),
		said(model.Environment, model.Stated, 8, 3, model.Value{"systems": "own TMS of 2016; AS/400", "contract_end": "2027-03-01"}),
		said(model.Engaged, model.Confirmed, 7, 5, model.Value{"contact": "C7", "touch": "T5"}),
		said(model.Pain, model.Confirmed, 7, 3, model.Value{"pains": "dock delays; demurrage <b>fees</b>", "cost": "$2M a year", "hot_buttons": "one clock for three docks"}),
		said(model.Process, model.Stated, 7, 5, model.Value{"steps": "numbers for 3 sites; board", "signer": "Tor Lind", "decision_by": "2027-02-12"}),
		said(model.Budget, model.Confirmed, 7, 5, model.Value{"amount": "35000000", "currency": "USD", "status": "allocated", "fiscal_year_start": "January"}),
		said(model.Competition, model.Listed, 0, 0, model.Value{"rivals": "Globex; do nothing"}),
		said(model.Urgency, model.Stated, 7, 5, model.Value{"event": "the Hamburg slot", "date": "2027-03-15", "consequence": "it goes to a rival"}),
	}
	w.Evidence[5].Quote = "Three docks, one clock, and *nobody* knows | which `truck` is next."
	w.Evidence[0].Document = "naics.com company page"
	r := model.Readiness{Count: 9, Of: 10, Horizon: model.NearTerm, Ready: true, Passes: true, Gates: []model.Gate{
		{Name: "horizon", OK: true}, {Name: "touches", Advice: true, Why: "3 touches; 7 are advised"}}}
	for _, e := range w.Evidence {
		r.Attributes = append(r.Attributes, model.AttributeNow{Key: e.Attribute, Level: e.Level, Evidence: e, StaleOn: model.NewDate(2027, 3, 1)})
	}
	c := &r.Attributes[model.Competition.Index()]
	c.Stale, c.StaleOn, c.StaleWhy = true, model.NewDate(2026, 10, 12), "older than 180 days"
	h := model.Handoff{ID: 3, LeadID: 41, ToID: 2, To: "Sam Poole", State: model.Delivered, PlaybookID: 3, Playbook: 2, SubmittedBy: 1, ApprovedBy: 3,
		SubmittedAt: at(11, 24, 9, 0), DeliveredAt: at(11, 24, 10, 0), AcceptBy: at(11, 30, 10, 0), NextStep: w.Lead.NextStep, Value: 350_000_00, Currency: "USD"}
	return w, r, h
}
