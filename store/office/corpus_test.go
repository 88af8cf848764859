package office

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ripen/assets"
	"ripen/model"
	"ripen/model/clean"
	"ripen/store"
)

// wanted is what a person would want of a file, as NAME.want beside it says.
type wanted struct {
	Ugly    string `json:"ugly"` // what is wrong with the file
	Refused *struct {
		Code model.Code `json:"code"`
		Says string     `json:"says"`
	} `json:"refused"`
	File struct {
		Format    string `json:"format"`
		Separator string `json:"separator"`
		Encoding  string `json:"encoding"`
		Sheet     string `json:"sheet"`
		Header    int    `json:"header_line"`
		Vendor    string `json:"vendor"`
	} `json:"file"`
	Questions []string `json:"questions"`
	Answers   struct {
		NoHeader bool     `json:"no_header"`
		Sheet    string   `json:"sheet"`
		Map      []string `json:"map"`
		Dates    []string `json:"dates"`
	} `json:"answers"`
	Mapping  map[string]string `json:"mapping"`
	Unmapped []string          `json:"unmapped"`
	Account  account           `json:"account"`
	Rejects  []string          `json:"rejects"` // "line field"
	Skipped  int               `json:"skipped"`
	Contacts []wantedContact   `json:"contacts"`
}

// account is what became of the rows.
type account struct {
	Rows       int `json:"rows"`
	Created    int `json:"created"`
	Merged     int `json:"merged"`
	Rejected   int `json:"rejected"`
	Suppressed int `json:"suppressed"`
	Leads      int `json:"leads"`
}

func accountOf(r model.ImportResult) account {
	return account{r.Rows, r.ContactsCreated, r.ContactsMerged, r.Rejected, r.Suppressed, r.LeadsCreated}
}

// TestUglyLists walks testdata/ugly: each file is looked at, tried, brought in
// with the answers to what it asks, and brought in again.
func TestUglyLists(t *testing.T) {
	files, err := filepath.Glob("testdata/ugly/*.want")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files stand in the corpus: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".want"), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dec := json.NewDecoder(bytes.NewReader(b))
			dec.DisallowUnknownFields()
			var want wanted
			if err := dec.Decode(&want); err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(strings.TrimSuffix(file, ".want"))
			if err != nil {
				t.Fatal(err)
			}
			walk(t, body, want)
		})
	}
}

func walk(t *testing.T, body []byte, want wanted) {
	path := filepath.Join(t.TempDir(), "ripen.db")
	db, by := corpusStore(t, path)
	src := source(string(body))
	opt := model.ImportOptions{Name: "Ugly"}
	look, err := Look(t.Context(), db, src, opt)
	if want.Refused != nil {
		_, failed := Import(t.Context(), db, by, src, opt)
		for _, err := range []error{err, failed} {
			if err != nil && (model.CodeOf(err) != want.Refused.Code || !strings.Contains(err.Error(), want.Refused.Says)) {
				t.Errorf("refused, but so: %v", err)
			}
		}
		if failed == nil || leads(t, db, by) != 0 {
			t.Errorf("it came in, with %d leads", leads(t, db, by))
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	asked := []string{}
	for _, q := range look.Questions {
		asked = append(asked, q.Key)
		likely := slices.IndexFunc(q.Choices, func(c model.ImportChoice) bool { return c.Likely })
		if len(q.Choices) < 2 || likely < 0 {
			t.Errorf("%s has no choices, or none that is likely: %+v", q.Key, q.Choices)
		}
	}
	if !slices.Equal(asked, want.Questions) {
		t.Errorf("it asks %q, not %q", asked, want.Questions)
	}
	if len(asked) > 0 {
		if _, err := Import(t.Context(), db, by, src, opt); model.CodeOf(err) != model.Unsettled {
			t.Errorf("not asked before it is brought in: %v", err)
		}
	}
	opt.Map, opt.Dates, opt.Sheet = want.Answers.Map, want.Answers.Dates, want.Answers.Sheet
	if want.Answers.NoHeader {
		opt.Heading = model.HeadingNo
	}
	dry := opt
	dry.DryRun = true
	tried, err := Import(t.Context(), db, by, src, dry)
	if err != nil {
		t.Fatal(err)
	}
	if l, err := db.Lists(t.Context(), by); err != nil || len(l) != 0 || leads(t, db, by) != 0 {
		t.Errorf("the dry run, or a question, left %d lists: %v", len(l), err)
	}
	r, err := Import(t.Context(), db, by, src, opt)
	if err != nil {
		t.Fatal(err)
	}
	if accountOf(tried) != accountOf(r) {
		t.Errorf("the dry run said %+v, but it was %+v", accountOf(tried), accountOf(r))
	}
	checkResult(t, r, want)
	checkContacts(t, db, by, want.Contacts)
	checkRejectsFile(t, r)
	checkAgain(t, db, by, src, opt, r)
	checkClean(t, path)
}

// corpusStore is a store in which somebody has asked never to be contacted.
func corpusStore(t *testing.T, path string) (*store.Store, model.Actor) {
	db, err := store.Open(t.Context(), path, store.Options{Clock: func() time.Time { return now }, Policy: model.DefaultPolicy(), Assets: assets.FS, NoBackup: true})
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
	if err := db.Suppress(t.Context(), by, "email", "nay@stayaway.example", "", "asked on the call"); err != nil {
		t.Fatal(err)
	}
	return db, by
}

func checkResult(t *testing.T, r model.ImportResult, want wanted) {
	t.Helper()
	f, w := r.Look, want.File
	got := []any{f.Format, f.Separator, f.Encoding, f.Sheet, f.HeaderLine, f.Vendor}
	if d := cmp.Diff([]any{w.Format, w.Separator, w.Encoding, w.Sheet, w.Header, w.Vendor}, got); d != "" {
		t.Errorf("the file was taken for another (-want +got):\n%s", d)
	}
	if d := cmp.Diff(want.Mapping, r.Mapping); d != "" {
		t.Errorf("mapping (-want +got):\n%s", d)
	}
	if !slices.Equal(want.Unmapped, r.Unmapped) {
		t.Errorf("unmapped %q, not %q", r.Unmapped, want.Unmapped)
	}
	if d := cmp.Diff(want.Account, accountOf(r)); d != "" {
		t.Errorf("account (-want +got):\n%s", d)
	}
	if r.Rows != r.ContactsCreated+r.ContactsMerged+r.Rejected+r.Suppressed {
		t.Errorf("the account does not add up: %+v", accountOf(r))
	}
	rejects := []string{}
	for _, j := range r.Rejects {
		rejects = append(rejects, strings.TrimSpace(strings.Join([]string{itoa(j.Row), j.Field}, " ")))
		if j.Reason == "" || len(j.Cells) == 0 {
			t.Errorf("line %d was rejected without a reason or without its cells", j.Row)
		}
	}
	if !slices.Equal(rejects, want.Rejects) {
		t.Errorf("rejected %q, not %q", rejects, want.Rejects)
	}
	if len(r.Skipped) != want.Skipped {
		t.Errorf("%d lines were no rows, not %d: %q", len(r.Skipped), want.Skipped, r.Skipped)
	}
}

// checkRejectsFile wants every cell of the file of rejected rows to be what a
// spreadsheet runs nothing of.
func checkRejectsFile(t *testing.T, r model.ImportResult) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(RejectsCSV(r)))
	n := -1 // the header
	for ; ; n++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range row {
			if clean.CSVCell(cell) != cell || strings.IndexFunc(cell, hidden) >= 0 {
				t.Errorf("the rejects file holds %q", cell)
			}
		}
	}
	if n != r.Rejected {
		t.Errorf("the rejects file has %d rows of %d", n, r.Rejected)
	}
}

// checkAgain brings the same list in again: everybody is known.
func checkAgain(t *testing.T, db *store.Store, by model.Actor, src Source, opt model.ImportOptions, first model.ImportResult) {
	t.Helper()
	before := leads(t, db, by)
	for _, name := range []string{opt.Name, "Under another name"} {
		opt.Name = name
		r, err := Import(t.Context(), db, by, src, opt)
		if err != nil {
			t.Fatal(err)
		}
		want := account{Rows: first.Rows, Merged: first.ContactsCreated + first.ContactsMerged, Rejected: first.Rejected, Suppressed: first.Suppressed}
		if got := accountOf(r); got != want || leads(t, db, by) != before {
			t.Errorf("the second time, as %q: %+v, not %+v", name, got, want)
		}
	}
}

// A cell of seventy thousand letters is cut; neither its row nor the next is
// lost.
func TestALongCellCostsNoRow(t *testing.T) {
	db, by := open4test(t)
	r := bring(t, db, by, "Company,Name,Email,Notes\nHalvorsen Freight,Mia Halvorsen,mia@halvorsen.example,"+strings.Repeat("x", 70_000)+
		"\nQuill Bindery,Ann Quill,ann@quill.example,short\n", model.ImportOptions{Name: "Long"})
	if r.ContactsCreated != 2 {
		t.Errorf("%+v", r)
	}
	checkContacts(t, db, by, []wantedContact{{Company: "Halvorsen Freight", Name: "Mia Halvorsen"}, {Company: "Quill Bindery", Name: "Ann Quill"}})
}

// A hidden sheet alone is asked about, and a sheet that is not there is said.
func TestSheetsAreAskedAboutOrRefused(t *testing.T) {
	body, err := os.ReadFile("testdata/ugly/two-sheets.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Look(t.Context(), nil, source(string(body)), model.ImportOptions{Sheet: "Nowhere"})
	if model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), `no sheet "Nowhere"`) {
		t.Errorf("%v", err)
	}
	if q := whichSheet([]string{"Lists"}); !strings.Contains(q.Text, "hidden") || len(q.Choices) != 1 {
		t.Errorf("%+v", q)
	}
}
