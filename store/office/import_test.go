package office

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ripen/assets"
	"ripen/model"
	"ripen/store"
)

var now = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

func open4test(t *testing.T) (*store.Store, model.Actor) {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "ripen.db"),
		store.Options{Clock: func() time.Time { return now }, Policy: model.DefaultPolicy(), Assets: assets.FS, NoBackup: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	by, err := db.Who(t.Context(), "dana", "America/New_York", "US")
	if err != nil {
		t.Fatal(err)
	}
	return db, by
}

const fair = "Company,Name,Phone,Email,City,State\n" +
	"Halvorsen Freight,Mia Halvorsen,617 555 0142,mia@halvorsen.example,Boston,MA\n" +
	"Halvorsen Freight,Tor Lind,617 555 0143,tor@halvorsen.example,Boston,MA\n" +
	",Nobody,,,,\n" +
	"Quill Bindery,Ann Quill,,ann@quill.example,Boston,MA\n"

func source(text string) Source {
	return Source{In: strings.NewReader(text), Size: int64(len(text)), Country: "US"}
}

func bring(t *testing.T, db *store.Store, by model.Actor, text string, opt model.ImportOptions) model.ImportResult {
	t.Helper()
	r, err := Import(t.Context(), db, by, source(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	if sum := r.ContactsCreated + r.ContactsMerged + r.Rejected + r.Suppressed; r.Rows != sum {
		t.Errorf("%d rows, of which %d are accounted for", r.Rows, sum)
	}
	return r
}

func leads(t *testing.T, db *store.Store, by model.Actor) int {
	t.Helper()
	p, err := db.Leads(t.Context(), by, model.LeadQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return len(p.Rows)
}

func TestEveryRowIsAccountedForAndTwiceIsOnce(t *testing.T) {
	db, by := open4test(t)
	opt := model.ImportOptions{Name: "Fair", Category: "trade-show"}
	dry := opt
	dry.DryRun = true
	if r := bring(t, db, by, fair, dry); r.ContactsCreated != 3 || r.LeadsCreated != 2 || leads(t, db, by) != 0 {
		t.Errorf("the dry run left %d leads: %+v", leads(t, db, by), r)
	}
	r := bring(t, db, by, fair, opt)
	if r.Rows != 4 || r.ContactsCreated != 3 || r.LeadsCreated != 2 || r.Rejected != 1 || r.List != "Fair" {
		t.Errorf("%+v", r)
	}
	if len(r.Rejects) != 1 || r.Rejects[0].Row != 4 || r.Rejects[0].Field != "company" || r.Mapping["company"] != "Company" {
		t.Errorf("%+v", r)
	}
	again := bring(t, db, by, fair, opt)
	if again.ContactsCreated != 0 || again.LeadsCreated != 0 || again.ContactsMerged != 3 || again.ListID != r.ListID || leads(t, db, by) != 2 {
		t.Errorf("the second time: %+v", again)
	}
}

func TestWhatCannotBeReadMakesNoList(t *testing.T) {
	db, by := open4test(t)
	for name, text := range map[string]string{
		"empty": "", "a header": "Company,Name\n", "no text": "PK\x03\x04\x00\x00", "no company": "Alpha,Beta\n1,2\n",
	} {
		_, err := Import(t.Context(), db, by, source(text), model.ImportOptions{Name: name})
		if model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	sales := by
	sales.Role = model.Sales
	if _, err := Import(t.Context(), db, sales, source(fair), model.ImportOptions{Name: "Fair"}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("sales: %v", err)
	}
	if l, err := db.Lists(t.Context(), by); err != nil || len(l) != 0 {
		t.Errorf("%d lists were made: %v", len(l), err)
	}
}

// An import that is stopped is finished by the same import.
func TestAStoppedImportIsFinishedByTheSameImport(t *testing.T) {
	db, by := open4test(t)
	if _, err := db.AddLead(t.Context(), by, model.NewLead{Company: "There already", Person: "Ann Lee"}); err != nil {
		t.Fatal(err) // rows go in one by one where somebody may be known
	}
	var text strings.Builder
	text.WriteString("Company,Name,Email\n")
	const n = 2 * batch
	for i := range n {
		fmt.Fprintf(&text, "Firm %d,Person %d,p%d@firm%d.example\n", i, i, i, i)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	steps := 0
	src := source(text.String())
	src.Progress = func(p model.ImportProgress) {
		if p.Stage != "bringing in" {
			return
		}
		if steps++; p.Total != n || p.Done > p.Total {
			t.Errorf("%+v", p)
		}
		stop()
	}
	_, err := Import(ctx, db, by, src, model.ImportOptions{Name: "Big"})
	if err == nil || !strings.Contains(err.Error(), `ripen import undo "Big"`) || steps != 1 {
		t.Fatalf("after %d steps: %v", steps, err)
	}
	r := bring(t, db, by, text.String(), model.ImportOptions{Name: "Big"})
	if r.Rows != n || r.ContactsCreated != n {
		t.Errorf("%+v", r)
	}
	p, err := db.Leads(t.Context(), by, model.LeadQuery{Limit: 2 * n})
	if err != nil || len(p.Rows) != n+1 {
		t.Errorf("%d leads: %v", len(p.Rows), err)
	}
	for _, l := range p.Rows {
		if l.DueAt.IsZero() {
			t.Fatalf("%s is enrolled in nothing", l.Company)
		}
	}
}

func TestRejectsRunNothingInASpreadsheet(t *testing.T) {
	r := model.ImportResult{Header: []string{"Company", "=Name"}, Rejects: []model.ImportReject{
		{Row: 3, Field: "company", Reason: "no company", Cells: []string{"", "=cmd|' /C calc'!A0", "one, more", "+1 617 555 0142"}}}}
	rows, err := csv.NewReader(bytes.NewReader(RejectsCSV(r))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"row", "field", "reason", "Company", "'=Name", "", ""},
		{"3", "company", "no company", "", "'=cmd|' /C calc'!A0", "one, more", "+1 617 555 0142"}}
	for i := range want {
		if strings.Join(rows[i], "|") != strings.Join(want[i], "|") {
			t.Errorf("%q, not %q", rows[i], want[i])
		}
	}
}

// An office's address is no person: colleagues who share it are all kept, in an
// empty database and in one where somebody is known already.
func TestColleaguesWhoShareAnOfficesAddressAreAllKept(t *testing.T) {
	const text = "Company,Name,Email\nHalvorsen Freight,Mia Halvorsen,info@halvorsen.example\nHalvorsen Freight,Tor Lind,info@halvorsen.example\n" +
		"Halvorsen Freight,Mia Halvorsen,info@halvorsen.example\nQuill Bindery,Ann Quill,ann@quill.example\nQuill Bindery,A. Quill,ann@quill.example\n"
	for name, known := range map[string]bool{"empty": false, "in use": true} {
		db, by := open4test(t)
		if known {
			if _, err := db.AddLead(t.Context(), by, model.NewLead{Company: "There already", Person: "Ann Lee"}); err != nil {
				t.Fatal(err)
			}
		}
		if r := bring(t, db, by, text, model.ImportOptions{Name: "Fair"}); r.ContactsCreated != 3 || r.ContactsMerged != 2 || r.LeadsCreated != 2 {
			t.Errorf("%s: %d created, %d merged, %d leads", name, r.ContactsCreated, r.ContactsMerged, r.LeadsCreated)
		}
	}
}
