package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

// mover is Tor at Halvorsen with a mobile and two addresses of his own, and
// Nordlys with Per.
func mover(t *testing.T) (f *fixture, from, to model.LeadID, tor model.Contact) {
	t.Helper()
	f = openNew(t)
	from = f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Halvorsen Freight", Person: "Tor Lind", Title: "IT lead", Phone: "(212) 555-0163",
		Email: "tor@halvorsen.example", Place: model.Place{Street: "1 Quay St", City: "New York", State: "NY", Country: "US"}})).LeadID
	if _, err := f.SetContact(f.ctx, f.mia, f.world(from).Contacts[0].ID, map[string]string{"email": "tor@privat.example"}); err != nil {
		t.Fatal(err)
	}
	to = f.must(f.AddLead(f.ctx, f.who("Tom"), model.NewLead{Company: "Nordlys Cold Storage", Person: "Per Aas", Phone: "(212) 555-0171",
		Place: model.Place{City: "Albany", State: "NY", Country: "US"}})).LeadID
	f.clock.add(time.Hour)
	return f, from, to, f.world(from).Contacts[0]
}

func pointNamed(t *testing.T, c model.Contact, shown string) model.PointID {
	t.Helper()
	for _, p := range c.Points {
		if p.Shown == shown {
			return p.ID
		}
	}
	t.Fatalf("%s has no %s: %+v", c.Name, shown, c.Points)
	return 0
}

func atCompany(t *testing.T, w model.World, name string) model.Contact {
	t.Helper()
	for _, c := range w.Contacts {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("%s is not at %s", name, w.Company.Name)
	return model.Contact{}
}

func (f *fixture) hashes() (n int) {
	f.t.Helper()
	if err := f.r.QueryRow("SELECT count(*) FROM suppression").Scan(&n); err != nil {
		f.t.Fatal(err)
	}
	return n
}

func tells(r model.Result, part string) bool {
	return slices.ContainsFunc(r.Effects, func(s string) bool { return strings.Contains(s, part) })
}

func TestAMoveMarksAsLeftHereAndStandsThere(t *testing.T) {
	f, from, to, tor := mover(t)
	talk := f.call(from, model.ConnectedInterested)
	if _, err := f.Attest(f.ctx, f.mia, model.Attestation{LeadID: from, Attribute: model.Pain, Level: model.Stated, Set: model.Value{"pains": "dock delays"}, ContactID: tor.ID, TouchID: talk.TouchID}); err != nil {
		t.Fatal(err)
	}
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Title: "COO", Keep: []model.PointID{pointNamed(t, tor, "tor@privat.example")}}))
	here, there := f.world(from), f.world(to)
	old, is := atCompany(t, here, "Tor Lind"), atCompany(t, there, "Tor Lind")
	if r.LeadID != to || r.ContactID != is.ID {
		t.Fatalf("%+v is not about whom he is now: %s", r, is.ID)
	}
	if !old.Left || len(old.Points) != 3 || slices.ContainsFunc(old.Points, model.Point.Usable) {
		t.Fatalf("where he was: %+v", old)
	}
	if slices.ContainsFunc(here.Enrolments, func(e model.Enrolment) bool {
		return e.ContactID == tor.ID && e.State.Live() && e.Owes != model.OwesDecision
	}) {
		t.Fatal("he is still pursued where he was")
	}
	if len(here.Touches) != 1 || here.Touches[0].ContactID != tor.ID || len(here.Evidence) != 1 || len(there.Touches)+len(there.Evidence) != 0 {
		t.Fatal("history did not stay where it was made")
	}
	if is.Title != "COO" || is.Source != "moved from Halvorsen Freight" || len(is.Points) != 1 || is.Points[0].Shown != "tor@privat.example" || is.Points[0].Shared {
		t.Fatalf("where he is: %+v", is)
	}
	if is.Role != model.RoleUnknown || len(is.Zones) != 1 {
		t.Fatalf("his role and clock there are new: %+v", is)
	}
	if there.Lead.Owner != "Tom" {
		t.Fatalf("the lead changed hands: %s", there.Lead.Owner)
	}
	found, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "privat", Limit: 5})
	if err != nil || len(found.Rows) != 1 || found.Rows[0].ID != to {
		t.Fatal("the address is found at the old company:", found.Rows, err)
	}
	f.clean()
}

func TestOneUndoTakesBothSidesOfAMoveBack(t *testing.T) {
	for name, move := range map[string]func(model.LeadID) model.ContactMove{
		"to a lead":        func(to model.LeadID) model.ContactMove { return model.ContactMove{LeadID: to} },
		"to a known name":  func(model.LeadID) model.ContactMove { return model.ContactMove{Company: "nordlys cold storage"} },
		"to a new company": func(model.LeadID) model.ContactMove { return model.ContactMove{Company: "Atlas Water"} },
	} {
		t.Run(name, func(t *testing.T) {
			f, from, to, tor := mover(t)
			here, there, sums := f.plainWorld(from), f.plainWorld(to), figures(f)
			m := move(to)
			m.ContactID, m.Keep = tor.ID, []model.PointID{pointNamed(t, tor, "(212) 555-0163"), pointNamed(t, tor, "tor@privat.example")}
			r := f.must(f.MoveContact(f.ctx, f.mia, m))
			if w := f.world(r.LeadID); m.Company == "Atlas Water" {
				en := w.Enrolments
				if w.Lead.OwnerID != f.mia.ID || len(en) != 1 || en[0].ContactID != r.ContactID || en[0].Cadence != "standard" {
					t.Fatalf("the new lead: %+v", w)
				}
			} else if r.LeadID != to {
				t.Fatal("he came to", r.LeadID)
			}
			if peek, err := f.PeekUndo(f.ctx, f.mia); err != nil || !strings.Contains(peek[0].Text, "moved a contact") {
				t.Fatal(peek, err)
			}
			if _, err := f.Undo(f.ctx, f.mia); err != nil {
				t.Fatal(err)
			}
			same(t, "where he was", here, f.plainWorld(from))
			same(t, "where he went", there, f.plainWorld(to))
			same(t, "the figures", sums, figures(f))
			if found, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "atlas", Limit: 5}); err != nil || len(found.Rows) != 0 {
				t.Fatal("the lead that was made is still found", found.Rows, err)
			}
			f.clean()
		})
	}
}

func TestDoNotContactFollowsWhoMoves(t *testing.T) {
	f, from, to, tor := mover(t)
	f.call(from, model.DoNotContact)
	keep := []model.PointID{pointNamed(t, tor, "tor@privat.example")}
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: keep}))
	if !tells(r, "in force at Nordlys Cold Storage") {
		t.Fatal(r.Effects)
	}
	is := atCompany(t, f.world(to), "Tor Lind")
	if !is.Suppressed || is.Points[0].Usable() {
		t.Fatalf("%+v", is)
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Enrol, LeadID: to, ContactID: is.ID, Cadence: "standard"}); model.CodeOf(err) != model.Suppressed {
		t.Fatal("he was enrolled:", err)
	}
	if _, err := f.Record(f.ctx, f.mia, model.Entry{LeadID: to, ContactID: is.ID, Channel: model.InPerson, Outcome: model.ConnectedInterested}); model.CodeOf(err) != model.Suppressed {
		t.Fatal("he was visited:", err)
	}
	before := f.hashes()
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if n := f.hashes(); n != before-1 {
		t.Fatalf("%d of %d hashes stand", n, before)
	}
	if was := atCompany(t, f.world(from), "Tor Lind"); !was.Suppressed || was.Left {
		t.Fatalf("what he asked for went with the move: %+v", was)
	}
	// To a company of its own: he stands there, and nobody pursues him.
	fresh := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, Company: "Atlas Water", Keep: keep}))
	if w := f.world(fresh.LeadID); !w.Contacts[0].Suppressed || slices.ContainsFunc(w.Enrolments, func(e model.Enrolment) bool { return e.CadenceID != 0 }) {
		t.Fatalf("%+v", w.Enrolments)
	}
	if _, err := f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: fresh.LeadID, Name: "Tor Lind"}); model.CodeOf(err) != model.Suppressed {
		t.Fatal("he came back by another name of his:", err)
	}
	f.clean()
}

func TestACompanysDoNotContactStaysWithIt(t *testing.T) {
	f, from, to, tor := mover(t)
	if err := f.Suppress(f.ctx, f.mia, "company", "Halvorsen Freight", "", "asked"); err != nil {
		t.Fatal(err)
	}
	f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to}))
	if is := atCompany(t, f.world(to), "Tor Lind"); is.Suppressed {
		t.Fatal("what the company asked for followed him")
	}
	per := f.world(to).Contacts[0].ID
	for _, m := range []model.ContactMove{{ContactID: per, LeadID: from}, {ContactID: per, Company: "Halvorsen Freight"}} {
		if _, err := f.MoveContact(f.ctx, f.mia, m); model.CodeOf(err) != model.Suppressed {
			t.Fatal("somebody was moved to a company of which nobody may be contacted:", err)
		}
	}
	f.clean()
}

func TestAMoveToWhereHeStandsAlreadySaysSo(t *testing.T) {
	f, from, to, tor := mover(t)
	there := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: to, Name: "Tor Lind"})).ContactID
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Title: "COO", Keep: []model.PointID{pointNamed(t, tor, "tor@privat.example")}}))
	if r.ContactID != there || !tells(r, "already, as "+there.String()) {
		t.Fatal(r.ContactID, r.Effects)
	}
	if is := f.world(to).Contact(there); is.Title != "COO" || len(is.Points) != 1 || len(f.world(to).Contacts) != 2 {
		t.Fatalf("%+v", is)
	}
	// And home again, as the one he was.
	back := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: there, LeadID: from, Keep: []model.PointID{f.world(to).Contact(there).Points[0].ID}}))
	if is := f.world(from).Contact(tor.ID); back.ContactID != tor.ID || is.Left || !is.Points[len(is.Points)-1].Usable() || !tells(back, "is back at") {
		t.Fatalf("%+v %v", is, back.Effects)
	}
	for range 2 {
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
	}
	if is := f.world(to).Contact(there); is.Title != "" || len(is.Points) != 0 || is.Left || f.world(from).Contact(tor.ID).Left {
		t.Fatalf("%+v", is)
	}
	f.clean()
}

func TestWhatAMoveIsRefusedFor(t *testing.T) {
	f, from, to, tor := mover(t)
	closed := f.lead("Birch Hill", "Ole Berg").LeadID
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Disqualify, LeadID: closed, Reason: "no-need"}))
	before := f.plainWorld(from)
	for name, v := range map[string]struct {
		m    model.ContactMove
		code model.Code
		says string
	}{
		"nowhere":               {model.ContactMove{ContactID: tor.ID}, model.Invalid, "where the person went"},
		"nobody":                {model.ContactMove{ContactID: 999, LeadID: to}, model.NotFound, "no contact"},
		"no such lead":          {model.ContactMove{ContactID: tor.ID, LeadID: 999}, model.NotFound, "no lead"},
		"the same lead":         {model.ContactMove{ContactID: tor.ID, LeadID: from}, model.Invalid, "already"},
		"the same company":      {model.ContactMove{ContactID: tor.ID, Company: "Halvorsen Freight"}, model.Invalid, "already"},
		"a closed lead":         {model.ContactMove{ContactID: tor.ID, LeadID: closed}, model.Refused, "name the company"},
		"somebody else's point": {model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{f.world(to).Contacts[0].Points[0].ID}}, model.NotFound, "none of"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := f.MoveContact(f.ctx, f.mia, v.m)
			if model.CodeOf(err) != v.code || !strings.Contains(err.Error(), v.says) {
				t.Fatal(err)
			}
			same(t, "nothing changed", before, f.plainWorld(from))
		})
	}
	// The company by its name: its closed lead is named by a new one.
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, Company: "Birch Hill"}))
	if l := f.world(r.LeadID).Lead; l.ID == closed || l.Names != closed {
		t.Fatalf("%+v", l)
	}
	f.clean()
}

func TestAMoveIsNotUndoneUnderWhatRestsOnIt(t *testing.T) {
	f, _, to, tor := mover(t)
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{pointNamed(t, tor, "(212) 555-0163")}}))
	if _, err := f.Record(f.ctx, f.who("Tom"), model.Entry{LeadID: to, ContactID: r.ContactID, Channel: model.Phone, Outcome: model.NoAnswer}); err != nil {
		t.Fatal(err)
	}
	before := f.plainWorld(to)
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "rests on this entry") {
		t.Fatal(err)
	}
	same(t, "nothing changed", before, f.plainWorld(to))
}

// What was verified is so still; what a gatekeeper or a death held back there is
// tried afresh; and what stands at the new company already stands there once.
func TestWhatGoesAlongIsTriedAfresh(t *testing.T) {
	f, from, to, tor := mover(t)
	f.call(from, model.ConnectedInterested)
	mobile, own := pointNamed(t, tor, "(212) 555-0163"), pointNamed(t, tor, "tor@privat.example")
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.MarkLeft, LeadID: from, ContactID: tor.ID}))
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{own}}))
	if is := f.world(to).Contact(r.ContactID); is.Points[0].Status != model.PointUnknown {
		t.Fatalf("dead where he was, and here too: %+v", is.Points)
	}
	for range 2 {
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
	}
	there := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: to, Name: "Tor Lind"})).ContactID
	f.must(f.SetContact(f.ctx, f.mia, there, map[string]string{"phone": "(212) 555-0163"}))
	r = f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{mobile, own}}))
	if is := f.world(to).Contact(there); r.ContactID != there || len(is.Points) != 2 || !is.Points[0].Usable() || !is.Points[1].Usable() {
		t.Fatalf("%+v", is.Points)
	}
	if was := f.world(from).Contact(tor.ID); slices.ContainsFunc(was.Points, model.Point.Usable) {
		t.Fatalf("%+v", was.Points)
	}
	per := atCompany(t, f.world(to), "Per Aas")
	f.must(f.SetContact(f.ctx, f.mia, there, map[string]string{"phone": "(212) 555-0171"}))
	if _, err := f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: per.ID, LeadID: from, Keep: []model.PointID{per.Points[0].ID}}); model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), "stays behind") {
		t.Fatal("a line that two have went along:", err)
	}
	f.clean()
}

func TestAVerifiedNumberStaysSo(t *testing.T) {
	f, from, to, tor := mover(t)
	f.call(from, model.ConnectedInterested)
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{pointNamed(t, tor, "(212) 555-0163")}}))
	if is := f.world(to).Contact(r.ContactID); is.Points[0].Status != model.PointVerified {
		t.Fatalf("%+v", is.Points)
	}
	f.clean()
}
