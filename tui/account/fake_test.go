package account_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/tui/account"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// office is a fake that answers with what a test gives it and keeps what it was
// asked.
type office struct {
	desk    model.Desk
	leads   []model.LeadRow
	others  []model.LeadRow
	deskErr error
	refuse  error
	result  model.Result

	chosen []model.Choice
	added  []model.NewContact
	set    []map[string]string
	moved  []model.ContactMove
	sought []string
}

func (o *office) Desk(context.Context, model.Actor, model.LeadID) (model.Desk, error) {
	return o.desk, o.deskErr
}

func (o *office) Siblings(context.Context, model.Actor, model.LeadID) ([]model.LeadRow, error) {
	return o.others, nil
}

func (o *office) Leads(_ context.Context, _ model.Actor, q model.LeadQuery) (model.LeadPage, error) {
	o.sought = append(o.sought, q.Search)
	var out model.LeadPage
	for _, r := range o.leads {
		if strings.Contains(strings.ToLower(r.Company), strings.ToLower(q.Search)) {
			out.Rows = append(out.Rows, r)
		}
	}
	return out, nil
}

func (o *office) Choose(_ context.Context, _ model.Actor, c model.Choice) (model.Result, error) {
	if o.refuse == nil {
		o.chosen = append(o.chosen, c)
	}
	return o.result, o.refuse
}

func (o *office) AddContact(_ context.Context, _ model.Actor, c model.NewContact) (model.Result, error) {
	if o.refuse == nil {
		o.added = append(o.added, c)
	}
	return o.result, o.refuse
}

func (o *office) SetContact(_ context.Context, _ model.Actor, id model.ContactID, set map[string]string) (model.Result, error) {
	if o.refuse == nil {
		set["contact"] = id.String()
		o.set = append(o.set, set)
	}
	return o.result, o.refuse
}

func (o *office) MoveContact(_ context.Context, _ model.Actor, m model.ContactMove) (model.Result, error) {
	if o.refuse == nil {
		o.moved = append(o.moved, m)
	}
	return o.result, o.refuse
}

// drawer is where drafts lie.
type drawer map[string]map[string]string

func (d drawer) Load(key string) (map[string]string, error) { return d[key], nil }
func (d drawer) Save(key string, v map[string]string) error { d[key] = v; return nil }
func (d drawer) Drop(key string) error                      { delete(d, key); return nil }

func on(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 30, 0, 0, pagetest.Session(theme.Theme{}).Actor.Zone)
}

// halvorsen is a company of which one knows five people: one decides, one is
// pursued, one is at rest, one has left, one is never to be contacted.
func halvorsen() model.Desk {
	point := func(id model.PointID, c model.ContactID, kind model.PointKind, shown string, s model.PointStatus) model.Point {
		return model.Point{ID: id, ContactID: c, Kind: kind, Key: shown, Shown: shown, Status: s}
	}
	cad := model.Cadence{TextID: 5, Version: 3, Name: "standard", Title: "Standard: nine touches"}
	for i, ch := range []model.Channel{model.Phone, model.Email, model.Phone, model.Letter, model.Phone, model.Email, model.Phone, model.Phone, model.DirectMail} {
		cad.Steps = append(cad.Steps, model.Step{Number: i + 1, Channel: ch, Guide: []string{"opening", "dock-delays", "chase", "three-docks", "chase", "case", "last", "last", "parcel"}[i]})
	}
	contacts := []model.Contact{
		{ID: 7, LeadID: 41, Name: "Mia Halvorsen", Given: "Mia", Title: "CFO", Role: model.DecisionMaker, Zones: []string{"America/New_York"}, Points: []model.Point{
			point(1, 7, model.PhonePoint, "+1 617 555 0142", model.PointVerified), point(2, 7, model.EmailPoint, "mia@halvorsen.example", model.PointVerified),
			point(3, 7, model.PostPoint, "12 Dock Street, Boston MA 02110", model.PointUnknown), point(4, 7, model.EmailPoint, "mia@privat.example", model.PointUnknown)}},
		{ID: 8, LeadID: 41, Name: "Tor Lind", Given: "Tor", Title: "IT lead", Role: model.Influencer, Rank: 1, NoEmail: true, Points: []model.Point{
			point(5, 8, model.PhonePoint, "+1 617 555 0143", model.PointBlocked), point(6, 8, model.EmailPoint, "tor@halvorsen.example", model.PointUnknown)}},
		{ID: 9, LeadID: 41, Name: "Beth Amos", Given: "Beth", Title: "dock manager", Role: model.User, Rank: 2, Points: []model.Point{
			point(8, 9, model.PhonePoint, "+1 617 555 0144", model.PointDead)}},
		{ID: 10, LeadID: 41, Name: "Per Aas", Given: "Per", Title: "plant manager", Rank: 3, Left: true, Points: []model.Point{point(9, 10, model.PhonePoint, "+1 617 555 0145", model.PointDead)}},
		{ID: 11, LeadID: 41, Name: "Ole Berg", Given: "Ole", Title: "buyer", Role: model.Blocker, Rank: 4, Suppressed: true,
			Points: []model.Point{{ID: 10, ContactID: 11, Kind: model.PhonePoint, Key: "+16175550146", Shown: "+1 617 555 0146", NoConsent: true}}},
	}
	d := model.Desk{
		World: model.World{
			Now: pagetest.Now, Policy: model.DefaultPolicy(),
			Company:  model.Company{ID: 3, Name: "Halvorsen Freight", Domain: "halvorsen.example", Place: model.Place{City: "Boston", State: "MA", Country: "US"}},
			Lead:     model.Lead{ID: 41, CompanyID: 3, Owner: "Dana Ortiz", Status: model.Working, Names: 12},
			Contacts: contacts,
			Enrolments: []model.Enrolment{
				{ID: 1, LeadID: 41, ContactID: 7, CadenceID: 5, Cadence: "standard", Step: 5, State: model.EnrolDue, Owes: model.OwesCallback, DueAt: on(11, 24, 10)},
				{ID: 2, LeadID: 41, ContactID: 8, CadenceID: 5, Cadence: "standard", Step: 2, State: model.EnrolPaused, ResumeAt: on(12, 3, 8)},
				{ID: 3, LeadID: 41, ContactID: 11, CadenceID: 5, Cadence: "standard", Step: 3, State: model.EnrolStopped},
			},
			Touches: []model.Touch{
				{ID: 1, ContactID: 7, EnrolmentID: 1, Step: 1, At: on(9, 24, 9), Channel: model.Phone, Direction: model.Outbound, Outcome: model.VoicemailLeft, Note: "said that docks are what we do"},
				{ID: 2, ContactID: 7, EnrolmentID: 1, Step: 2, At: on(9, 29, 9), Channel: model.Email, Direction: model.Outbound, Outcome: model.Sent},
				{ID: 3, ContactID: 7, EnrolmentID: 1, Step: 4, At: on(10, 8, 15), Channel: model.Letter, Direction: model.Outbound, Outcome: model.Posted, InHand: 20261013},
				{ID: 4, ContactID: 7, At: on(10, 15, 14), Channel: model.Phone, Direction: model.Inbound, Outcome: model.ConnectedInterested, Sentiment: model.Positive, Answers: 3, Note: "The page about dock delays is us exactly."},
				{ID: 5, ContactID: 8, EnrolmentID: 2, Step: 1, At: on(11, 2, 9), Channel: model.Phone, Direction: model.Outbound, Outcome: model.GatekeeperBlocked},
				{ID: 6, ContactID: 11, At: on(11, 3, 9), Channel: model.Phone, Direction: model.Outbound, Outcome: model.DoNotContact, Sentiment: model.Negative},
				{ID: 7, ContactID: 7, EnrolmentID: 1, Step: 5, At: on(11, 19, 10), Channel: model.Phone, Direction: model.Outbound, Outcome: model.ConnectedCallback, Sentiment: model.Positive, Note: "Call me Tuesday at half past ten. Tor has to agree."},
				{ID: 8, ContactID: 7, At: on(11, 20, 10), Channel: model.Email, Direction: model.Outbound, Outcome: model.Sent, Voided: true},
				{ID: 9, ContactID: 9, At: on(11, 20, 11), Channel: model.Phone, Direction: model.Outbound, Outcome: model.NoAnswer, Voided: true},
			},
			Evidence: []model.Evidence{
				{ID: 1, LeadID: 41, Attribute: model.Firmographics, Level: model.Confirmed, ContactID: 7, On: 20261119, Value: model.Value{"revenue": "8200000000", "employees": "340", "locations": "3"}},
				{ID: 2, LeadID: 41, Attribute: model.DecisionMakers, Level: model.Confirmed, ContactID: 7, On: 20261119, Value: model.Value{"people": "C7; C8"}},
				{ID: 3, LeadID: 41, Attribute: model.Pain, Level: model.Confirmed, ContactID: 7, On: 20261119, Quote: "It costs us two million a year.", Value: model.Value{"pains": "dock delays", "cost": "$2M a year"}},
			},
			Cadences: map[model.TextID]model.Cadence{5: cad}, Current: map[string]model.TextID{"standard": 5, "long-term": 6},
		},
		Industry: "NAICS 488510 Freight Transportation Arrangement", Flags: []string{"unknown time zone"},
		Pieces: map[model.TouchID]string{2: "One question about dock delays", 3: "Three docks, one clock", 8: "Taken back"},
		Notes:  []model.Note{{ID: 1, ContactID: 8, At: on(11, 4, 9), Text: "On leave until Monday."}},
	}
	for _, about := range model.Attributes {
		now := model.AttributeNow{Key: about.Key}
		for _, e := range d.Evidence {
			if e.Attribute == about.Key {
				now.Level, now.Evidence = e.Level, e
			}
		}
		d.Readiness.Attributes = append(d.Readiness.Attributes, now)
	}
	return d
}

func nordlys() []model.LeadRow {
	return []model.LeadRow{
		{ID: 52, Company: "Nordlys Cold Storage", Place: "Albany, NY", Owner: "Tom", Status: model.Working},
		{ID: 53, Company: "Nordlys Seafood", Place: "Bergen", Owner: "Dana Ortiz", Status: model.Disqualified},
		{ID: 41, Company: "Nordlys of Halvorsen", Status: model.Working},
	}
}

func open(t testing.TB, o *office, d account.Drafts, w, h int) *pagetest.Run {
	s := pagetest.Session(theme.Theme{})
	return pagetest.Open(t, account.New(s, o, 41, d), w, h)
}

// strange are people with the names that come in lists, in every state.
func strange() model.Desk {
	d := halvorsen()
	names := pagetest.Hostile()
	d.Company.Name, d.Company.Domain, d.Lead.Owner, d.Industry = names[0], names[6], names[9], names[1]
	d.Flags = slices.Clone(names[:6])
	base := slices.Clone(d.Contacts)
	d.Contacts = nil
	for i, n := range names {
		c := base[i%len(base)]
		c.ID, c.Name, c.Title, c.Rank = model.ContactID(7+i), n, names[(i+3)%len(names)], i
		c.Points = slices.Clone(c.Points)
		for j := range c.Points {
			c.Points[j].Shown = names[(i+j+1)%len(names)]
		}
		d.Contacts = append(d.Contacts, c)
	}
	for i := range d.Touches {
		d.Touches[i].Note = names[i%len(names)]
	}
	for i := range d.Evidence {
		d.Evidence[i].Quote = names[(i+6)%len(names)]
	}
	d.Enrolments[0].Cadence = names[0]
	return d
}

var _ nav.Screen = (*account.Account)(nil)
