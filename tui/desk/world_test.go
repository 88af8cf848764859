package desk_test

import (
	"time"

	"ripen/model"
	"ripen/model/industry"
)

func at(day, hour, minute int, month time.Month) time.Time {
	return time.Date(2026, month, day, hour, minute, 0, 0, chicago)
}

// halvorsen is the lead of the sketch: a callback is promised, six attributes
// are in place.
func halvorsen() model.Desk {
	mia := model.Contact{ID: 7, LeadID: 41, Name: "Mia Halvorsen", Given: "Mia", Title: "CFO", Role: model.DecisionMaker,
		Zones: []string{"America/New_York"}, Region: "US-MA", Place: model.Place{City: "Boston", State: "MA", Country: "US"},
		Points: []model.Point{
			{ID: 1, ContactID: 7, Kind: model.PhonePoint, Key: "+16175550142", Shown: "+1 617 555 0142", Status: model.PointVerified},
			{ID: 2, ContactID: 7, Kind: model.PhonePoint, Key: "+16175550178", Shown: "+1 617 555 0178", Status: model.PointUnknown},
			{ID: 3, ContactID: 7, Kind: model.EmailPoint, Key: "mia@halvorsen.example", Shown: "mia@halvorsen.example", Status: model.PointVerified},
			{ID: 4, ContactID: 7, Kind: model.PostPoint, Shown: "12 Dock Street, Boston MA 02110", Status: model.PointUnknown},
		}}
	tor := model.Contact{ID: 8, LeadID: 41, Name: "Tor Lind", Given: "Tor", Title: "IT lead", Role: model.Influencer, Zones: []string{"America/New_York"}, Region: "US-MA", Rank: 1,
		Points: []model.Point{{ID: 5, ContactID: 8, Kind: model.PhonePoint, Key: "+16175550143", Shown: "+1 617 555 0143"}}}
	beth := model.Contact{ID: 9, LeadID: 41, Name: "Beth Amos", Given: "Beth", Title: "dock manager", Role: model.User, Zones: []string{"America/New_York"}, Region: "US-MA", Rank: 2}
	cad := standard()
	d := model.Desk{
		World: model.World{
			Now: noon, Policy: model.DefaultPolicy(),
			Company: model.Company{ID: 3, Name: "Halvorsen Freight", Domain: "halvorsen.example", Website: "https://halvorsen.example", Place: model.Place{City: "Boston", State: "MA", Country: "US"}},
			Lead: model.Lead{ID: 41, CompanyID: 3, ListID: 2, List: "Intermodal fair", Category: "trade-show", OwnerID: 1, Owner: "Dana Ortiz", Status: model.Working,
				Horizon: model.LongTerm, Value: 35000000, Currency: "USD", ReceivedAt: at(24, 9, 0, 9)},
			Contacts: []model.Contact{mia, tor, beth},
			Enrolments: []model.Enrolment{{ID: 11, LeadID: 41, ContactID: 7, CadenceID: 5, Cadence: "standard", Revision: 3, Step: 4, State: model.EnrolDue,
				Owes: model.OwesCallback, Class: model.ClassCallback, DueAt: time.Date(2026, 11, 24, 10, 30, 0, 0, boston), DueDay: 20261124, Channel: model.Phone,
				StartedAt: at(24, 9, 0, 9), Why: "promised by Mia"}},
			Touches:  touches(),
			Evidence: evidence(),
			Cadences: map[model.TextID]model.Cadence{5: cad}, Current: map[string]model.TextID{"standard": 5, "long-term": 6, "reheat": 7},
			Guide: model.Guide{Questions: map[model.AttributeKey][]model.GuideQuestion{
				model.Urgency: {{Ask: "What happens if nothing has changed by the February board?"}},
				model.Budget:  {{Ask: "Is the money for this set aside already, or how does it get set aside?"}},
				model.Process: {{Ask: "Who else signs, and when do they meet?"}},
			}},
		},
		Served:   11,
		Industry: "NAICS 488510 Freight Transportation Arrangement",
		Parts:    model.Parts{Fit: 31, Engagement: 17, Ripeness: 15, Age: 15},
		Passage: "Good morning Mia, it is half past ten as we said. You told me that the page about dock delays described you exactly.\n\n" +
			"What would have to be true for the board in February to look at this?",
		Upcoming: []model.UpcomingStep{
			{Step: model.Step{Number: 5, Channel: model.Email}, On: 20261130, Why: "Thu 26 and Fri 27 are no business days"},
			{Step: model.Step{Number: 6, Channel: model.Letter}, On: 20261207, Why: "if no answer"},
			{Step: model.Step{Number: 7, Channel: model.Phone}, On: 20261214, Why: "chases the letter"},
		},
	}
	d.Readiness = readiness(d.Evidence)
	return d
}

func standard() model.Cadence {
	c := model.Cadence{TextID: 5, Version: 3, Name: "standard", Title: "Standard: nine touches"}
	for i, ch := range []model.Channel{model.Phone, model.Email, model.Letter, model.Phone, model.Email, model.Letter, model.Phone, model.Email, model.Phone} {
		c.Steps = append(c.Steps, model.Step{Number: i + 1, Channel: ch, Message: i == 6})
	}
	return c
}

func touches() []model.Touch {
	return []model.Touch{
		{ID: 1, ContactID: 7, At: at(24, 10, 5, 9), Channel: model.Phone, Direction: model.Outbound, Outcome: model.VoicemailLeft, ByName: "Dana Ortiz"},
		{ID: 2, ContactID: 7, At: at(29, 9, 0, 9), Channel: model.Email, Direction: model.Outbound, Outcome: model.Sent, Note: "dock delays", ByName: "Dana Ortiz"},
		{ID: 3, ContactID: 7, At: at(8, 15, 0, 10), Channel: model.Letter, Direction: model.Outbound, Outcome: model.Posted, InHand: 20261013, ByName: "Dana Ortiz"},
		{ID: 4, ContactID: 7, At: at(15, 14, 2, 10), Channel: model.Phone, Direction: model.Inbound, Outcome: model.ConnectedInterested, Sentiment: model.Positive, Answers: 3, Note: "The page about dock delays is us exactly.", ByName: "Dana Ortiz"},
		{ID: 5, ContactID: 7, At: at(19, 10, 31, 11), Channel: model.Phone, Direction: model.Outbound, Outcome: model.ConnectedCallback, Sentiment: model.Positive, Note: "Call me Tuesday at half past ten, after our budget round. Tor has to agree.", ByName: "Dana Ortiz"},
	}
}

func evidence() []model.Evidence {
	e := func(id model.EvidenceID, key model.AttributeKey, level model.Rung, who model.ContactID, on model.Date, quote string, v model.Value) model.Evidence {
		return model.Evidence{ID: id, LeadID: 41, Attribute: key, Level: level, ContactID: who, On: on, Quote: quote, Value: v, Role: model.DecisionMaker}
	}
	return []model.Evidence{
		e(1, model.IndustryCode, model.Confirmed, 7, 20261015, "", model.Value{"scheme": "naics", "code": "488510"}),
		e(2, model.Firmographics, model.Listed, 0, 20260924, "", model.Value{"revenue": "7000000000", "employees": "300"}),
		e(3, model.Firmographics, model.Confirmed, 7, 20261119, "", model.Value{"revenue": "8200000000", "employees": "340", "locations": "3"}),
		e(4, model.DecisionMakers, model.Confirmed, 7, 20261119, "", model.Value{"people": "C7; C8; C9"}),
		e(5, model.Environment, model.Stated, 8, 20261015, "", model.Value{"systems": "own TMS of 2016; AS/400"}),
		e(6, model.Engaged, model.Confirmed, 7, 20261119, "", model.Value{"contact": "C7", "touch": "T5"}),
		e(7, model.Pain, model.Confirmed, 7, 20261119, "It costs us two million a year.", model.Value{"pains": "dock delays", "cost": "$2M a year"}),
		e(8, model.Process, model.Stated, 7, 20261119, "", model.Value{"steps": "board", "decision_by": "2027-02-12"}),
		e(9, model.Competition, model.Listed, 0, 20260924, "", model.Value{"rivals": "Globex?"}),
	}
}

func readiness(all []model.Evidence) model.Readiness {
	r := model.Readiness{Count: 6, Of: 10, Weakest: model.Budget, WeakestWhy: "unknown",
		NextQuestion: "Is the money for this set aside already, or how does it get set aside?", NextAbout: model.Budget, NextWho: 7, NextWhoText: "Mia Halvorsen, CFO",
		Horizon: model.LongTerm,
		Gates: []model.Gate{
			{Name: "attribute:budget", Why: "budget is unknown, stated is needed"},
			{Name: "attribute:urgency", Why: "urgency is unknown, stated is needed"},
			{Name: "horizon", OK: true}, {Name: "next-step", Why: "no next step is agreed"},
			{Name: "touches", Advice: true, Why: "5 touches, 7 are advised"},
		}}
	for _, a := range model.Attributes {
		now := model.AttributeNow{Key: a.Key}
		for _, e := range all {
			if e.Attribute == a.Key {
				now.Level, now.Evidence = e.Level, e
			}
		}
		r.Attributes = append(r.Attributes, now)
	}
	return r
}

// fresh is a lead just off a list: one number, nothing known.
func fresh() model.Desk {
	d := halvorsen()
	d.Company = model.Company{ID: 4, Name: "Quill & Sons Bindery", Place: model.Place{City: "Chicago", State: "IL", Country: "US"}}
	d.Lead = model.Lead{ID: 42, List: "Intermodal fair", OwnerID: 1, Owner: "Dana Ortiz", Status: model.New}
	d.Contacts = []model.Contact{{ID: 12, LeadID: 42, Name: "switchboard", Points: []model.Point{{ID: 9, ContactID: 12, Kind: model.PhonePoint, Key: "+13125550101", Shown: "+1 312 555 0101"}}}}
	d.Enrolments = []model.Enrolment{{ID: 13, LeadID: 42, ContactID: 12, CadenceID: 5, Cadence: "standard", Revision: 3, Step: 1, State: model.EnrolDue, Owes: model.OwesStep, Channel: model.Phone, DueDay: 20261124}}
	d.Touches, d.Evidence, d.Served = nil, nil, 13
	d.Flags = []string{"unknown time zone", "no e-mail"}
	d.Industry, d.Parts = "", model.Parts{}
	d.Passage = "Good morning. Who looks after dock scheduling at your house?"
	d.Readiness = readiness(nil)
	d.Readiness.Count, d.Readiness.NextWho, d.Readiness.NextWhoText = 0, 0, "find a decision maker"
	return d
}

// noAnswer is what the office says of a no-answer at Halvorsen.
func noAnswer() model.Result {
	return model.Result{LeadID: 41, TouchID: 6, Effects: []string{"the step is kept", "Mia's afternoon is tried next"},
		Next: &model.Next{EnrolmentID: 11, ContactID: 7, Channel: model.Phone, Step: 4, Owes: model.OwesCall, DueAt: time.Date(2026, 11, 25, 14, 0, 0, 0, boston)}}
}

func day() model.QueuePage {
	return model.QueuePage{Items: []model.QueueItem{
		{Position: 1, LeadID: 41, Company: "Halvorsen Freight", State: "open", CallableNow: true, Channel: model.Phone},
		{Position: 2, LeadID: 50, Company: "Atlas Water", State: "open", Channel: model.Phone, OpensAt: time.Date(2026, 11, 24, 11, 0, 0, 0, chicago)},
		{Position: 3, LeadID: 51, Company: "Tamarack Foods", State: "open", CallableNow: true, Channel: model.Phone, ReasonText: "due today"},
	}}
}

func counter(desk model.Desk) *office {
	return &office{desk: desk, queue: day(), result: noAnswer(),
		codes: []industry.Code{{Scheme: "naics", Code: "488510", Title: "Freight Transportation Arrangement"}, {Scheme: "naics", Code: "484110", Title: "General Freight Trucking, Local"}},
		undo:  []model.UndoInfo{{ActionID: 5, LeadID: 41, Company: "Halvorsen Freight", Text: "no-answer at Halvorsen Freight", At: at(24, 10, 41, 11)}}}
}

func questions() []model.Question {
	return []model.Question{{Key: "siblings", Text: "Mia talked to you. Do Tor and Beth go on as planned?", Likely: "pause",
		Options: []model.Option{{Key: "pause", Label: "they stay paused"}, {Key: "go", Label: "they go on"}}}}
}
