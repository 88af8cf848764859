package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/clean"
)

func personRow(line int, company, domain, person, phone, email string) ImportRow {
	r := ImportRow{Line: line, Company: company, Domain: domain, Person: person,
		Place: model.Place{Street: "12 Harbor Street", City: "Boston", State: "MA", Zip: "02110", Country: "US"}, Region: "US-MA", Zones: []string{"America/New_York"}}
	if phone != "" {
		r.Phones = []clean.Number{clean.Phone(phone, "US")}
	}
	if email != "" {
		r.Emails = []string{email}
	}
	return r
}

// twice brings a company in twice, spelt in two ways, among others, and looks
// for what is near.
func (f *fixture) twice() (list model.ListID, found int) {
	f.t.Helper()
	f.bring(model.ImportOptions{Name: "Fair", FileSHA: "a"}, append(listRows(30),
		personRow(100, "Halvorsen Freight Inc", "", "Mia Halvorsen", "(617) 555-0199", "mia.h@halvorsen.example"),
		personRow(101, "Halvorsen Freight Inc", "", "Ana Ruiz", "(617) 555-0199", "")))
	second := personRow(2, "Halvorsen Frieght", "", "Mia Halverson", "(617) 555-0199", "m.halverson@gmail.com")
	second.Title = "CFO"
	r := f.bring(model.ImportOptions{Name: "Bought", FileSHA: "b"}, []ImportRow{second, personRow(3, "Birch Hill Clinics", "birch.example", "Per Aas", "(617) 555-0150", "")})
	found, err := f.FindNear(f.ctx, f.mia, r.ListID, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	return r.ListID, found
}

func (f *fixture) near(state model.NearState) []model.NearPair {
	f.t.Helper()
	page, err := f.NearPairs(f.ctx, f.mia, model.NearQuery{State: state})
	if err != nil {
		f.t.Fatal(err)
	}
	return page.Pairs
}

func pairOf(t *testing.T, all []model.NearPair, kind string) model.NearPair {
	t.Helper()
	i := slices.IndexFunc(all, func(p model.NearPair) bool { return p.Kind == kind })
	if i < 0 {
		t.Fatalf("no pair of kind %s in %+v", kind, all)
	}
	return all[i]
}

func TestNearMatchesAreLaidByOnce(t *testing.T) {
	f := openNew(t)
	list, found := f.twice()
	all := f.near(model.NearOpen)
	if found != 2 || len(all) != 2 {
		t.Fatalf("found %d, %+v", found, all)
	}
	p := pairOf(t, all, "contact")
	if p.A.Name != "Mia Halvorsen" || p.B.Name != "Mia Halverson" || p.List != "Bought" || p.B.Fields["title"] != "CFO" || p.A.List != "Fair" || p.Score < 80 {
		t.Errorf("%+v", p)
	}
	if again, err := f.FindNear(f.ctx, f.mia, list, nil); err != nil || again != 0 {
		t.Errorf("found %d more (%v)", again, err)
	}
	if _, err := f.NeverSame(f.ctx, f.mia, p.ID); err != nil {
		t.Fatal(err)
	}
	if again, err := f.FindNear(f.ctx, f.mia, list, nil); err != nil || again != 0 {
		t.Errorf("what was told apart came up again: %d (%v)", again, err)
	}
	rows, err := f.Lists(f.ctx, f.mia)
	if err != nil || rows[0].Near != 1 {
		t.Errorf("the list says %d open (%v)", rows[0].Near, err)
	}
	f.clean()
}

func TestALongListFindsWhatAShortOneFinds(t *testing.T) {
	want := map[string]bool{}
	for i, long := range []bool{false, true} {
		f := openNew(t)
		list, _ := f.twice()
		if long {
			if _, err := f.pen.conn.ExecContext(f.ctx, "DELETE FROM near"); err != nil {
				t.Fatal(err)
			}
			n := &nearing{s: f.Store, by: f.mia, list: list, total: 2}
			if err := n.inBlocks(f.ctx); err != nil {
				t.Fatal(err)
			}
			if err := n.flush(f.ctx, 0); err != nil {
				t.Fatal(err)
			}
		}
		got := map[string]bool{}
		for _, p := range f.near(model.NearOpen) {
			got[p.Kind+p.A.ID+p.B.ID] = true
		}
		if i == 0 {
			want = got
		}
		same(t, "pairs", want, got)
	}
}

func TestMergingAPairMakesOneLeadAndUndoBringsBothBack(t *testing.T) {
	for _, kind := range []string{"contact", "company"} {
		t.Run(kind, func(t *testing.T) {
			f := openNew(t)
			f.twice()
			p := pairOf(t, f.near(model.NearOpen), kind)
			// The second one was worked: it stays.
			if _, err := f.Record(f.ctx, f.mia, model.Entry{LeadID: p.B.LeadID, Channel: model.Phone, Outcome: model.VoicemailLeft, Note: "left word"}); err != nil {
				t.Fatal(err)
			}
			a, b := f.plainWorld(p.A.LeadID), f.plainWorld(p.B.LeadID)
			keys := f.rowsOf()
			r, err := f.MergeNear(f.ctx, f.mia, p.ID)
			if err != nil {
				t.Fatal(err)
			}
			if r.LeadID != p.B.LeadID {
				t.Errorf("%s stayed, not %s, which is worked", r.LeadID, p.B.LeadID)
			}
			one := f.world(p.A.LeadID)
			people := 3
			if kind == "contact" {
				people = 2
			}
			if one.Lead.ID != p.B.LeadID || len(one.Contacts) != people || len(one.Touches) != 1 {
				t.Fatalf("the old id shows %s with %d people and %d touches", one.Lead.ID, len(one.Contacts), len(one.Touches))
			}
			f.clean()
			page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "halvorsen"})
			if err != nil || len(page.Rows) != 1 {
				t.Errorf("search shows %+v (%v)", page.Rows, err)
			}
			if _, err := f.MergeNear(f.ctx, f.mia, p.ID); model.CodeOf(err) != model.Refused {
				t.Errorf("merging again: %v", err)
			}
			if _, err := f.Undo(f.ctx, f.mia); err != nil {
				t.Fatal(err)
			}
			same(t, "first lead", a, f.plainWorld(p.A.LeadID))
			same(t, "second lead", b, f.plainWorld(p.B.LeadID))
			same(t, "rows", keys, f.rowsOf())
			if len(f.near(model.NearOpen)) != 2 {
				t.Error("the pair is not open again")
			}
			f.clean()
		})
	}
}

// rowsOf is what the pages show of every lead, without what the journal counts.
func (f *fixture) rowsOf() []string {
	f.t.Helper()
	var out []string
	for _, search := range []string{"", "halvorsen", "halverson"} {
		page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 100, Search: search})
		if err != nil {
			f.t.Fatal(err)
		}
		for _, r := range page.Rows {
			out = append(out, fmt.Sprint(search, r.ID, r.Company, r.Contact, r.Status, r.Score, r.Count, r.DueAt, r.Last))
		}
	}
	return out
}

func TestAMergeFillsAndOverwritesNothing(t *testing.T) {
	f := openNew(t)
	f.twice()
	p := pairOf(t, f.near(model.NearOpen), "contact")
	var dead model.PointID
	for _, c := range f.world(p.B.LeadID).Contacts {
		for _, pt := range c.Points {
			if pt.Kind == model.PhonePoint {
				dead = pt.ID
			}
		}
	}
	if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE point SET status = 'dead', no_consent = 1 WHERE id = $1", int64(dead)); err != nil {
		t.Fatal(err)
	}
	r, err := f.MergeNear(f.ctx, f.mia, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	w := f.world(r.LeadID)
	i := slices.IndexFunc(w.Contacts, func(c model.Contact) bool { return c.ID.String() == p.A.ID })
	if i < 0 {
		t.Fatalf("%s is gone: %+v", p.A.ID, w.Contacts)
	}
	c := w.Contacts[i]
	if c.Name != "Mia Halvorsen" || c.Title != "CFO" || w.Company.Name != "Halvorsen Freight Inc" {
		t.Errorf("%q, %q at %q", c.Name, c.Title, w.Company.Name)
	}
	mails := 0
	for _, pt := range c.Points {
		switch pt.Kind {
		case model.PhonePoint:
			if pt.Status != model.PointDead || !pt.NoConsent {
				t.Errorf("the dead line came to life: %+v", pt)
			}
		case model.EmailPoint:
			mails++
		case model.PostPoint:
		}
	}
	if mails != 2 {
		t.Errorf("%d e-mail addresses", mails)
	}
	live := 0
	for _, e := range w.Enrolments {
		if e.State.Live() && e.ContactID == c.ID && e.CadenceID != 0 { // beside it a number may be owed
			live++
		}
	}
	if live != 1 {
		t.Errorf("%d cadences pursue one person", live)
	}
}

func TestTwoLeadsWithSalesAreNotMerged(t *testing.T) {
	f := openNew(t)
	f.twice()
	if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET status = 'graduated'"); err != nil {
		t.Fatal(err)
	}
	p := pairOf(t, f.near(model.NearOpen), "company")
	if _, err := f.MergeNear(f.ctx, f.mia, p.ID); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "both with sales") {
		t.Error(err)
	}
}

func TestWhatIsSaidOfAPairIsUndone(t *testing.T) {
	f := openNew(t)
	f.twice()
	p := pairOf(t, f.near(model.NearOpen), "company")
	for state, say := range map[model.NearState]func() (model.Result, error){
		model.NearBoth:  func() (model.Result, error) { return f.KeepBoth(f.ctx, f.mia, p.ID) },
		model.NearNever: func() (model.Result, error) { return f.NeverSame(f.ctx, f.mia, p.ID) },
	} {
		if _, err := say(); err != nil {
			t.Fatal(err)
		}
		if got := f.near(state); len(got) != 1 || got[0].ID != p.ID {
			t.Errorf("%s: %+v", state, got)
		}
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
		if len(f.near(model.NearOpen)) != 2 {
			t.Errorf("%s is not undone", state)
		}
	}
}

// A person who is erased is gone under every record that became part of them.
func TestErasingTakesMergedRecordsAlong(t *testing.T) {
	f := openNew(t)
	f.twice()
	p := pairOf(t, f.near(model.NearOpen), "contact")
	if _, err := f.Note(f.ctx, f.mia, p.B.LeadID, 0, "Mia Halverson is in on Mondays"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.MergeNear(f.ctx, f.mia, p.ID); err != nil {
		t.Fatal(err)
	}
	id, err := model.ParseContactID(p.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Erase(f.ctx, f.mia, id); err != nil {
		t.Fatal(err)
	}
	var n int
	for _, q := range []string{"SELECT count(*) FROM contact WHERE name LIKE '%Halvers%'", "SELECT count(*) FROM undo_image WHERE before LIKE '%Mia Halvers%'",
		"SELECT count(*) FROM words WHERE body LIKE '%Halverson%'", "SELECT count(*) FROM point WHERE key LIKE '%halvers%' OR shown LIKE '%halvers%'"} {
		if err := f.r.QueryRowContext(f.ctx, q).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s: %d (%v)", q, n, err)
		}
	}
}
