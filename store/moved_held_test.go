package store

import (
	"strings"
	"testing"

	"ripen/model"
)

// A list that names who moved, at either company, brings nobody back: where he
// was he has left, where he is he is the one who stands there.
func TestAListNamingWhoMovedMakesNobodyTwice(t *testing.T) {
	f, from, to, tor := mover(t)
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{pointNamed(t, tor, "tor@privat.example")}}))
	f.bring(model.ImportOptions{Name: "Old"}, []ImportRow{
		personRow(1, "Halvorsen Freight", "", "Tor Lind", "(212) 555-0163", "tor@privat.example"),
		personRow(2, "Nordlys Cold Storage", "", "Tor Lind", "(212) 555-0188", "tor@nordlys.example"),
	})
	old, is := f.world(from), f.world(to)
	n := 0
	for _, c := range append(old.Contacts, is.Contacts...) {
		if c.Name == "Tor Lind" {
			n++
		}
	}
	if n != 2 {
		t.Fatalf("he stands %d times: %+v %+v", n, old.Contacts, is.Contacts)
	}
	if c := old.Contact(tor.ID); !c.Left {
		t.Error("he is back where he was")
	}
	for _, e := range old.Enrolments {
		if e.ContactID == tor.ID && e.State.Live() && e.CadenceID != 0 {
			t.Error("he is pursued where he was")
		}
	}
	if c := is.Contact(r.ContactID); c.Left || len(c.Points) != 2+1 {
		t.Logf("where he is: %+v", c.Points)
	}
	f.clean()
}

// Who says no at the company that he came to is not called at the one he left,
// when he goes back there, nor when a list names him with the address he took.
func TestANoAtTheNewCompanyHoldsAtTheOld(t *testing.T) {
	f, from, to, tor := mover(t)
	own := pointNamed(t, tor, "tor@privat.example")
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{own}}))
	f.must(f.Record(f.ctx, f.mia, model.Entry{LeadID: to, ContactID: r.ContactID, Channel: model.Email, Outcome: model.Unsubscribed}))
	f.must(f.Record(f.ctx, f.mia, model.Entry{LeadID: to, ContactID: r.ContactID, Channel: model.Phone, Outcome: model.DoNotContact}))
	back := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: r.ContactID, LeadID: from, Keep: []model.PointID{own}}))
	if c := f.world(from).Contact(back.ContactID); back.ContactID != tor.ID || !c.Suppressed || !c.NoEmail {
		t.Errorf("back where he was: %+v", c)
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Enrol, LeadID: from, ContactID: tor.ID, Cadence: "standard"}); model.CodeOf(err) != model.Suppressed {
		t.Error("he is enrolled where he was:", err)
	}
	f.clean()
}

// Who moved is one person at two companies: they are no pair to be made one,
// for that would make the companies one.
func TestWhoMovedIsNoPair(t *testing.T) {
	f, _, to, tor := mover(t)
	f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{pointNamed(t, tor, "tor@privat.example"), pointNamed(t, tor, "(212) 555-0163")}}))
	listed := f.bring(model.ImportOptions{Name: "First", FileSHA: "1"}, []ImportRow{personRow(9, "Birch Hill Clinics", "", "Zora Quist", "(617) 555-0150", "zora@privat.example")})
	zora := f.world(f.page("birch")).Contacts[0]
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: zora.ID, LeadID: to}))
	f.must(f.SetContact(f.ctx, f.mia, r.ContactID, map[string]string{"phone": "(617) 555-0150", "email": "zora@privat.example"}))
	if _, err := f.FindNear(f.ctx, f.mia, listed.ListID, nil); err != nil {
		t.Fatal(err)
	}
	for n, firm := range []string{"Nordlys Cold Storage", "Halvorsen Freight"} {
		r := f.bring(model.ImportOptions{Name: firm, FileSHA: firm}, []ImportRow{personRow(1+n, firm, "", "Tor Lind", "(212) 555-0163", "tor@privat.example")})
		if _, err := f.FindNear(f.ctx, f.mia, r.ListID, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range f.near("") {
		if strings.Contains(p.A.Name+p.B.Name, "Tor Lind") || strings.Contains(p.A.Name+p.B.Name, "Zora") {
			t.Errorf("%s at %s and %s at %s are laid before somebody as a pair", p.A.Name, p.A.Company, p.B.Name, p.B.Company)
		}
	}
	f.clean()
}

// A pair that was laid before somebody before the move is not made one after it.
func TestAPairThatMovedSinceIsNotMadeOne(t *testing.T) {
	f := openNew(t)
	listed := f.bring(model.ImportOptions{Name: "First", FileSHA: "1"}, []ImportRow{
		personRow(1, "Birch Hill Clinics", "", "Zora Quist", "(617) 555-0150", "zora@privat.example"), personRow(2, "Birch Hill Clinics", "", "Per Aas", "", "")})
	f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Atlas Water", Person: "Ann Lee"}))
	zora := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: f.page("atlas"), Name: "Zora Quist"})).ContactID
	f.must(f.SetContact(f.ctx, f.mia, zora, map[string]string{"phone": "(617) 555-0150", "email": "zora@privat.example"}))
	if _, err := f.FindNear(f.ctx, f.mia, listed.ListID, nil); err != nil {
		t.Fatal(err)
	}
	pair := pairOf(t, f.near(""), "contact")
	birch, atlas := f.page("birch"), f.page("atlas")
	f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: atCompany(t, f.world(birch), "Zora Quist").ID, LeadID: atlas}))
	if _, err := f.MergeNear(f.ctx, f.mia, pair.ID); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "moved from one company") {
		t.Fatal("two companies were made one:", err)
	}
	if f.page("birch") != birch {
		t.Error("the company that he left is gone")
	}
	f.clean()
}

// page is the one lead that a word finds.
func (f *fixture) page(word string) model.LeadID {
	f.t.Helper()
	p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: word, Limit: 5})
	if err != nil || len(p.Rows) != 1 {
		f.t.Fatal(err, p.Rows)
	}
	return p.Rows[0].ID
}
