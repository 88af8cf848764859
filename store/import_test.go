package store

import (
	"fmt"
	"testing"

	"ripen/model"
	"ripen/model/clean"
)

func listRows(n int) []ImportRow {
	var out []ImportRow
	for i := range n {
		out = append(out, ImportRow{Line: i + 2, Company: fmt.Sprintf("Works %d Inc.", i/2), Domain: fmt.Sprintf("works%d.example", i/2),
			Person: fmt.Sprintf("Person %c%c", 'a'+rune(i%26), 'a'+rune(i/26%26)), Title: "IT manager", NAICS: "488510", Revenue: 82_000_000_00,
			Phones: []clean.Number{clean.Phone(fmt.Sprintf("(617) 555-01%02d", i%100), "US")}, Emails: []string{fmt.Sprintf("p%d@works%d.example", i, i/2)},
			Place: model.Place{Street: "1 Main St", City: "Boston", State: "MA", Zip: "02110", Country: "US"}, Region: "US-MA", Zones: []string{"America/New_York"}})
	}
	return out
}

func (f *fixture) bring(opt model.ImportOptions, all []ImportRow) model.ImportResult {
	f.t.Helper()
	im, err := f.BeginList(f.ctx, f.mia, opt)
	if err != nil {
		f.t.Fatal(err)
	}
	if err := im.PutRows(f.ctx, all); err != nil {
		f.t.Fatal(err)
	}
	r, err := im.End(f.ctx)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

func (f *fixture) clean() {
	f.t.Helper()
	r, err := f.Check(f.ctx)
	if err != nil || !r.OK {
		f.t.Fatalf("check: %v %+v", err, r)
	}
}

func TestAListBecomesLeadsOfCompaniesWithOneContactEnrolled(t *testing.T) {
	f := openNew(t)
	r := f.bring(model.ImportOptions{Name: "Fair", Category: "trade-show", FileSHA: "aa"}, listRows(21))
	if r.Rows != 21 || r.LeadsCreated != 11 || r.ContactsCreated != 21 {
		t.Fatalf("%+v", r)
	}
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{List: "fair"})
	if err != nil || len(page.Rows) != 11 || page.Total != 11 {
		t.Fatalf("%v %+v", err, page)
	}
	w := f.world(page.Rows[0].ID)
	if len(w.Enrolments) != 1 || w.Enrolments[0].Cadence != "trade-show" || w.Lead.Category != "trade-show" {
		t.Fatalf("%+v %+v", w.Enrolments, w.Lead)
	}
	if len(w.Evidence) != 2 || page.Rows[0].Rungs[0] != model.Listed {
		t.Fatalf("%+v %v", w.Evidence, page.Rows[0].Rungs)
	}
	if again := f.bring(model.ImportOptions{Name: "Fair", Category: "trade-show", FileSHA: "aa"}, listRows(21)); again.LeadsCreated+again.ContactsCreated != 0 || again.ContactsMerged != 21 {
		t.Fatalf("the same file twice: %+v", again)
	}
	f.clean()
}

func TestADryRunLeavesNothing(t *testing.T) {
	f := openNew(t)
	r := f.bring(model.ImportOptions{Name: "Fair", DryRun: true}, listRows(10))
	if r.LeadsCreated != 5 || r.ContactsCreated != 10 {
		t.Fatalf("%+v", r)
	}
	if empty, err := f.Empty(f.ctx); err != nil || !empty {
		t.Fatal("a dry run wrote leads", err)
	}
	if all, err := f.Lists(f.ctx, f.mia); err != nil || len(all) != 0 {
		t.Fatal("a dry run wrote a list", err)
	}
}

func TestUndoingAListKeepsWhatWasWorked(t *testing.T) {
	f := openNew(t)
	old := f.lead("Works 0", "Somebody Else")
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(20))
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{List: "Fair"})
	if err != nil || len(page.Rows) != 10 && len(page.Rows) != 9 {
		t.Fatal(err, len(page.Rows))
	}
	worked := page.Rows[0].ID
	f.call(worked, model.NoAnswer)
	out, err := f.UndoList(f.ctx, f.mia, "fair")
	if err != nil {
		t.Fatal(err)
	}
	if out.LeadsKept != 1 || out.LeadsRemoved != len(page.Rows)-1 {
		t.Fatalf("%+v", out)
	}
	if got, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "works"}); err != nil || len(got.Rows) != 2 {
		t.Fatal("what is left to find:", got.Rows, err)
	}
	if w := f.world(old.LeadID); len(w.Contacts) != 1 {
		t.Fatal("the list's people stayed with a lead that was there before:", w.Contacts)
	}
	if again := f.bring(model.ImportOptions{Name: "Fair"}, listRows(20)); again.LeadsCreated != 9 {
		t.Fatalf("%+v", again)
	}
	f.clean()
}

func TestSuppressionSurvivesRemovalAndReimport(t *testing.T) {
	f := openNew(t)
	rows := listRows(2)
	f.bring(model.ImportOptions{Name: "One"}, rows)
	page, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{})
	w := f.world(page.Rows[0].ID)
	f.call(w.Lead.ID, model.DoNotContact, func(e *model.Entry) { e.ContactID = w.Contacts[0].ID })
	if w = f.world(w.Lead.ID); !w.Contacts[0].Suppressed {
		t.Fatalf("%+v", w.Contacts[0])
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused {
		t.Fatal("do-not-contact was undone:", err)
	}
	name := w.Contacts[0].Name
	for i := range rows {
		if rows[i].Person == name {
			rows[i].Emails, rows[i].Phones = []string{"new@elsewhere.example"}, nil
			r := f.bring(model.ImportOptions{Name: "Two"}, rows[i:i+1])
			if r.Suppressed != 1 || r.ContactsCreated != 0 {
				t.Fatalf("%+v", r)
			}
		}
	}
	f.clean()
}
