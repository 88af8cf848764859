package cadence_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
)

// Fixtures: one lead in Boston, in the weeks around Thanksgiving 2026
// (Thu 26 Nov; Fri 27 is closed for business and open for the post).

var (
	book    = calendar.New()
	boston  = zone("America/New_York")
	files   = []string{"standard", "inbound", "trade-show", "long-term", "reheat"}
	builtIn = readBuiltIn()
)

func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

func readBuiltIn() map[model.TextID]model.Cadence {
	out := map[model.TextID]model.Cadence{}
	for i, name := range files {
		path := filepath.Join("..", "..", "assets", "cadences", name+".toml")
		b, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		c, err := cadence.Parse(name+".toml", b)
		if err != nil {
			panic(err)
		}
		c.TextID, c.Version = model.TextID(i+1), 1
		out[c.TextID] = c
	}
	return out
}

func current() map[string]model.TextID {
	out := map[string]model.TextID{}
	for id, c := range builtIn {
		out[c.Name] = id
	}
	return out
}

func called(name string) model.Cadence { return builtIn[current()[name]] }

// at reads "Tue 24 Nov 10:42" of 2026 in Boston ("2027-01-04 10:42" too).
func at(t testing.TB, s string) time.Time {
	t.Helper()
	layout, in := "Mon 2 Jan 2006 15:04", s
	if s[0] >= 'A' {
		parts := strings.Fields(s)
		in = strings.Join(parts[:3], " ") + " 2026 " + parts[3]
	} else {
		layout = "2006-01-02 15:04"
	}
	at, err := time.ParseInLocation(layout, in, boston)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func person(id model.ContactID, name string) model.Contact {
	n := model.PointID(int(id) * 10)
	low := strings.ToLower(strings.Fields(name)[0])
	return model.Contact{
		ID: id, LeadID: 1, Name: name, Zones: []string{"America/New_York"}, Region: "US-MA", Rank: int(id) - 1, Role: model.RoleUnknown,
		Points: []model.Point{
			{ID: n, ContactID: id, Kind: model.PhonePoint, Key: "+1617555010" + string('0'+rune(id)), Shown: "(617) 555-010" + string('0'+rune(id)), Status: model.PointUnknown},
			{ID: n + 1, ContactID: id, Kind: model.EmailPoint, Key: low + "@halvorsen.example", Shown: low + "@halvorsen.example", Status: model.PointUnknown},
			{ID: n + 2, ContactID: id, Kind: model.PostPoint, Key: "1 quay st", Shown: "1 Quay St", Status: model.PointUnknown},
		},
	}
}

// world is a lead with three contacts; the first is in the named cadence.
func world(t testing.TB, name, now string) model.World {
	t.Helper()
	w := model.World{
		Now: at(t, now), Policy: model.DefaultPolicy(), Cadences: builtIn, Current: current(),
		By:      model.Actor{ID: 1, Name: "Dana", Role: model.Specialist, Zone: boston, Region: "US"},
		Company: model.Company{ID: 1, Name: "Halvorsen Freight"},
		Lead:    model.Lead{ID: 1, CompanyID: 1, ListID: 3, OwnerID: 1, Status: model.New},
		Contacts: []model.Contact{
			person(1, "Mia Halvorsen"), person(2, "Tor Lind"), person(3, "Beth Amos"),
		},
		Members: []model.Member{{ID: 1, Name: "Dana", Active: true}, {ID: 2, Name: "Omar", Active: true}},
	}
	if name != "" {
		w.Lead.ReceivedAt = time.Time{}
		w = enrolled(t, w, 1, name)
	}
	return w
}

func enrolled(t testing.TB, w model.World, c model.ContactID, name string) model.World {
	t.Helper()
	en, err := cadence.Start(book, w, c, called(name), w.Now)
	if err != nil {
		t.Fatal(err)
	}
	en.ID = model.EnrolmentID(c)
	return model.Apply(w, []model.Change{model.EnrolmentAdded{Enrolment: en}})
}

// does records at a time and returns the world after it; ids of new rows are
// made positive, as the store does.
func does(t testing.TB, w model.World, when string, e model.Entry) (model.World, model.Decision) {
	t.Helper()
	if when != "" {
		w.Now = at(t, when)
		w = tick(w)
	}
	d, err := cadence.Record(book, w, e)
	if err != nil {
		t.Fatalf("%s %s: %v", when, e.Outcome, err)
	}
	return kept(model.Apply(w, d.Changes)), d
}

func tick(w model.World) model.World {
	return kept(model.Apply(w, cadence.Tick(book, w).Changes))
}

func chosen(t testing.TB, w model.World, c model.Choice) (model.World, model.Decision) {
	t.Helper()
	d, err := cadence.Choose(book, w, c)
	if err != nil {
		t.Fatalf("%s: %v", c.Verb, err)
	}
	return kept(model.Apply(w, d.Changes)), d
}

// kept gives new rows real ids.
func kept(w model.World) model.World {
	real := func(id int64) int64 {
		if id < 0 {
			return 1000 - id + int64(len(w.Touches)+len(w.Enrolments))*100
		}
		return id
	}
	for i := range w.Contacts {
		c := &w.Contacts[i]
		c.ID = model.ContactID(real(int64(c.ID)))
		for j := range c.Points {
			c.Points[j].ID, c.Points[j].ContactID = model.PointID(real(int64(c.Points[j].ID))), c.ID
		}
	}
	for i := range w.Enrolments {
		en := &w.Enrolments[i]
		en.ID, en.ContactID = model.EnrolmentID(real(int64(en.ID))), model.ContactID(real(int64(en.ContactID)))
	}
	for i := range w.Touches {
		t := &w.Touches[i]
		t.ID, t.EnrolmentID, t.ContactID = model.TouchID(real(int64(t.ID))), model.EnrolmentID(real(int64(t.EnrolmentID))), model.ContactID(real(int64(t.ContactID)))
	}
	return w
}

func enrolment(t testing.TB, w model.World, c model.ContactID) model.Enrolment {
	t.Helper()
	for _, en := range slices.Backward(w.Enrolments) {
		if en.ContactID == c && en.CadenceID != 0 {
			return en
		}
	}
	t.Fatalf("%s is in no cadence", c)
	return model.Enrolment{}
}

// owing finds the live action of a contact that owes that.
func owing(w model.World, c model.ContactID, what model.Owed) *model.Enrolment {
	for i, en := range w.Enrolments {
		if en.ContactID == c && en.Owes == what && en.State.Live() {
			return &w.Enrolments[i]
		}
	}
	return nil
}

func call(o model.Outcome) model.Entry {
	return model.Entry{ContactID: 1, Channel: model.Phone, Outcome: o}
}
func mail(o model.Outcome) model.Entry {
	return model.Entry{ContactID: 1, Channel: model.Email, Outcome: o}
}
func post(o model.Outcome) model.Entry {
	return model.Entry{ContactID: 1, Channel: model.Letter, Outcome: o}
}

func due(w model.World, en model.Enrolment) string {
	if en.DueAt.IsZero() {
		return "-"
	}
	return en.DueAt.In(boston).Format("Mon 2 Jan 15:04")
}
