package store

import (
	"testing"

	"ripen/model"
)

// Who moved and was erased is found at neither company by any word; a negation
// shows no lead that was merged away, and none is shown twice while a term and
// its negation share the rest out.
func TestFiltersShowNothingErasedAndShareOutTheRest(t *testing.T) {
	f, from, to, tor := mover(t)
	r := f.must(f.MoveContact(f.ctx, f.mia, model.ContactMove{ContactID: tor.ID, LeadID: to, Keep: []model.PointID{pointNamed(t, tor, "tor@privat.example")}}))
	if _, err := f.Note(f.ctx, f.mia, from, 0, "Lind likes herring"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Erase(f.ctx, f.mia, r.ContactID); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"lind", "tor@privat", "privat", "2125550163"} {
		if p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Filter: word}); err != nil || len(p.Rows) > 0 {
			t.Errorf("erased, and found by %s: %+v %v", word, p.Rows, err)
		}
	}
	f.twice()
	pair := f.near("")[0]
	f.must(f.MergeNear(f.ctx, f.mia, pair.ID))
	var living int
	if err := f.r.QueryRow("SELECT count(*) FROM lead WHERE merged_into = 0").Scan(&living); err != nil {
		t.Fatal(err)
	}
	for _, filter := range []string{"owner:me", "status:new", "due:none", "city:boston", "cadence:standard", "halvorsen", "list:fair"} {
		seen := map[model.LeadID]bool{}
		for _, q := range []string{filter, "-" + filter} {
			p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Filter: q, Limit: 500})
			if filter == "halvorsen" && q[0] == '-' {
				continue // words have no negation
			}
			if err != nil {
				t.Fatal(q, err)
			}
			for _, row := range p.Rows {
				if seen[row.ID] {
					t.Errorf("%s and its negation both show %s", filter, row.ID)
				}
				seen[row.ID] = true
			}
		}
		if filter != "halvorsen" && len(seen) != living {
			t.Errorf("%s and its negation show %d of %d leads", filter, len(seen), living)
		}
	}
	f.clean()
}
