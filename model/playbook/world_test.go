package playbook

import (
	"os"
	"testing"
	"time"

	"ripen/model"
)

var boston, _ = time.LoadLocation("America/New_York")

const (
	mia  = model.ContactID(7) // decides
	tor  = model.ContactID(8) // influences
	beth = model.ContactID(9) // uses it
)

const (
	miaTalk   = model.TouchID(21)
	torTalk   = model.TouchID(22)
	bethReply = model.TouchID(23)
	miaMail   = model.TouchID(24) // sent, nobody answered
	miaDial   = model.TouchID(25) // no answer
	torVoid   = model.TouchID(26) // taken back
	miaLetter = model.TouchID(27)
)

// freight is a lead with three people and a touch of each kind, judged by the
// playbook and the guide that Ripen carries. Nothing is known of it yet.
func freight(t testing.TB) model.World {
	t.Helper()
	now := time.Date(2026, 11, 24, 10, 42, 0, 0, boston)
	touch := func(id model.TouchID, c model.ContactID, days int, ch model.Channel, o model.Outcome) model.Touch {
		return model.Touch{ID: id, LeadID: 41, ContactID: c, At: now.AddDate(0, 0, -days), Channel: ch, Direction: model.Outbound, Outcome: o}
	}
	w := model.World{
		Now: now, By: model.Actor{ID: 1, Name: "Dana", Role: model.Specialist, Zone: boston},
		Policy:  model.DefaultPolicy(),
		Company: model.Company{ID: 4, Name: "Halvorsen Freight", Place: model.Place{State: "MA", Country: "US"}},
		Lead:    model.Lead{ID: 41, Status: model.Working, OwnerID: 1, Horizon: model.HorizonUnknown, Category: "trade-show"},
		Contacts: []model.Contact{
			{ID: mia, LeadID: 41, Name: "Mia Halvorsen", Title: "CFO", Role: model.DecisionMaker, RoleSetBy: 1},
			{ID: tor, LeadID: 41, Name: "Tor Lind", Title: "IT lead", Role: model.Influencer, RoleSetBy: 2, Rank: 1},
			{ID: beth, LeadID: 41, Name: "Beth Amos", Title: "dock manager", Role: model.User, Rank: 2},
		},
		Touches: []model.Touch{
			touch(miaLetter, mia, 40, model.Letter, model.Posted),
			touch(torVoid, tor, 30, model.Phone, model.ConnectedInterested),
			touch(miaDial, mia, 20, model.Phone, model.NoAnswer),
			touch(miaMail, mia, 15, model.Email, model.Sent),
			touch(bethReply, beth, 10, model.Email, model.RepliedInterested),
			touch(torTalk, tor, 8, model.Phone, model.ConnectedInterested),
			touch(miaTalk, mia, 5, model.Phone, model.ConnectedCallback),
		},
	}
	w.Touches[1].Voided = true
	w.Playbook = builtIn(t)
	w.Guide = guide(t)
	return w
}

func builtIn(t testing.TB) model.Playbook {
	t.Helper()
	b, err := os.ReadFile("../../assets/playbook/playbook.md")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	p.TextID, p.Version = 3, 2
	return p
}

func guide(t testing.TB) model.Guide {
	t.Helper()
	b, err := os.ReadFile("../../assets/guides/guide.toml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := ParseGuide(b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

type codeTable map[string]string

func (c codeTable) Lookup(scheme, code string) (string, bool) {
	title, ok := c[scheme+" "+code]
	return title, ok
}

var codes = codeTable{"naics 488510": "Freight Transportation Arrangement", "sic 4731": "Freight Arrangement"}

// facts are a value for each attribute, as a person would type it.
var facts = map[model.AttributeKey]model.Value{
	model.IndustryCode:   {"code": "488510"},
	model.Firmographics:  {"revenue": "$82M", "employees": "340", "locations": "3"},
	model.DecisionMakers: {"people": "C7; C8; C9"},
	model.Environment:    {"systems": "own TMS; AS/400"},
	model.Engaged:        {},
	model.Pain:           {"pains": "dock delays", "cost": "2M a year"},
	model.Process:        {"steps": "board", "signer": "Mia", "decision_by": "2027-02-12"},
	model.Budget:         {"amount": "350k", "status": "allocated"},
	model.Competition:    {"rivals": "Globex"},
	model.Urgency:        {"event": "board meeting", "date": "2027-02-12"},
}

// attest enters one attribute as said by Mia in her call.
func attest(t testing.TB, w model.World, a model.Attestation) model.World {
	t.Helper()
	d, err := Attest(w, a, codes)
	if err != nil {
		t.Fatalf("%s %s: %v", a.Attribute, a.Level, err)
	}
	w = model.Apply(w, d.Changes)
	for i := range w.Evidence { // as the store would number them
		if w.Evidence[i].ID < 0 {
			w.Evidence[i].ID = model.EvidenceID(100 + i)
		}
	}
	return w
}

func said(key model.AttributeKey) model.Attestation {
	return model.Attestation{LeadID: 41, Attribute: key, Level: model.Confirmed, Set: facts[key], ContactID: mia, TouchID: miaTalk}
}

// full has all ten attributes and an agreed next step.
func full(t testing.TB) model.World {
	w := freight(t)
	for _, key := range model.AttributeKeys() {
		w = attest(t, w, said(key))
	}
	w.Lead.NextStep = model.NextStep{Kind: model.StepMeeting, At: w.Now.AddDate(0, 0, 7), ContactID: mia}
	return w
}
