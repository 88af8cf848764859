package store

import (
	"strings"
	"testing"

	"ripen/model"
)

// Whichever of the two companies is asked, who moved is erased at both, with
// what was written of him at either.
func TestErasingWhoMovedReachesBothCompanies(t *testing.T) {
	for name, v := range map[string]struct{ asked, known, leftFirst, twice bool }{
		"asked at the new": {}, "asked at the old": {asked: true}, "known there already": {known: true}, "had left before": {asked: true, leftFirst: true},
		"had left, and was known": {leftFirst: true, known: true}, "moved on": {twice: true}, "moved on, asked at the first": {asked: true, twice: true},
	} {
		t.Run(name, func(t *testing.T) {
			f, from, to, tor := mover(t)
			if _, err := f.Note(f.ctx, f.mia, from, 0, "Tor Lind likes herring; ring (212) 555-0163"); err != nil {
				t.Fatal(err)
			}
			if v.known {
				f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: to, Name: "Tor Lind"}))
			}
			if v.leftFirst {
				f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.MarkLeft, LeadID: from, ContactID: tor.ID}))
			}
			keep := []model.PointID{pointNamed(t, tor, "tor@privat.example")}
			if v.known && v.leftFirst {
				keep = nil // the act changes neither of them
			}
			r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: keep}))
			if _, err := f.Note(f.ctx, f.mia, to, 0, "Lind was (212) 555-0163"); err != nil {
				t.Fatal(err)
			}
			last := r
			if v.twice {
				last = f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: r.ContactID, Company: "Atlas Water"}))
			}
			ask := last.ContactID
			if v.asked {
				ask = tor.ID
			}
			got, err := f.Erase(f.ctx, f.mia, ask)
			if err != nil {
				t.Fatal(err)
			}
			if !tells(got, "erased at ") {
				t.Error("it is not said that he goes at both: ", got.Effects)
			}
			if left := f.leaks([]string{"Tor Lind", "Lind", "tor@", "5550163", "555-0163"}); len(left) > 0 {
				t.Fatal("still on the disk:", left)
			}
			for _, lead := range []model.LeadID{from, r.LeadID, last.LeadID} {
				w := f.world(lead)
				if _, err := f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: lead, Name: "Tor Lind"}); model.CodeOf(err) != model.Suppressed {
					t.Errorf("he came back at %s: %v", w.Company.Name, err)
				}
			}
			for _, p := range f.world(to).Contacts {
				if p.Name == "Per Aas" && (p.Suppressed || p.Left || len(p.Points) == 0) {
					t.Errorf("somebody else went along: %+v", p)
				}
			}
			f.clean()
		})
	}
}

// A move that was taken back links nobody, and nobody else is erased along.
func TestErasingAfterAMoveTakenBackStaysHere(t *testing.T) {
	f, from, to, tor := mover(t)
	there := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: to, Name: "Tor Lind", Email: "lind@nordlys.example"})).ContactID
	f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to}))
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Erase(f.ctx, f.mia, tor.ID); err != nil {
		t.Fatal(err)
	}
	if is := f.world(to).Contact(there); is.Name != "Tor Lind" || len(is.Points) != 1 {
		t.Fatalf("%+v", is)
	}
	if w := f.world(from); !strings.HasPrefix(w.Contacts[0].Name, "erased") {
		t.Fatalf("%+v", w.Contacts[0])
	}
	f.clean()
}
