package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"ripen/model"
	"ripen/model/clean"
)

// mixed are rows of every fate: of each ten one is somebody who came before,
// one is a reject.
func mixed(n int) (rows []ImportRow, bad []model.ImportReject) {
	for i, r := range listRows(n) {
		r.Line = i + 2
		switch i % 10 {
		case 7:
			r.Person, r.Emails, r.Company, r.Domain = rows[len(rows)-3].Person, rows[len(rows)-3].Emails, rows[len(rows)-3].Company, rows[len(rows)-3].Domain
		case 9:
			bad = append(bad, model.ImportReject{Row: r.Line, Field: "company", Reason: "no company", Cells: []string{"", r.Person}})
			continue
		}
		rows = append(rows, r)
	}
	return rows, bad
}

// pour gives rows and rejects to an import in batches, as they stand in a file;
// stop is called before each batch and ends it with its error.
func pour(ctx context.Context, im *Importing, rows []ImportRow, bad []model.ImportReject, stop func(n int) error) error {
	for n := 0; len(rows)+len(bad) > 0; n++ {
		if err := stop(n); err != nil {
			return err
		}
		last := 1 + (n+1)*50
		i, j := 0, 0
		for i < len(rows) && rows[i].Line <= last {
			i++
		}
		for j < len(bad) && bad[j].Row <= last {
			j++
		}
		if err := errors.Join(im.PutRows(ctx, rows[:i]), im.PutRejects(ctx, bad[:j])); err != nil {
			return err
		}
		rows, bad = rows[i:], bad[j:]
	}
	return nil
}

func goOn(int) error { return nil }

// run brings a list in to its end, or to where stop ends it.
func (f *fixture) run(o model.ImportOptions, rows []ImportRow, bad []model.ImportReject, stop func(n int) error) (model.ImportResult, error) {
	f.t.Helper()
	im, err := f.BeginList(f.ctx, f.mia, o)
	if err != nil {
		f.t.Fatal(err)
	}
	defer im.Abandon()
	if err := pour(f.ctx, im, rows, bad, stop); err != nil {
		return model.ImportResult{}, err
	}
	return im.End(f.ctx)
}

// state is what a list has left: how many of each thing, and the account.
func (f *fixture) state() map[string]int {
	f.t.Helper()
	out := map[string]int{}
	for name, text := range map[string]string{
		"leads": "SELECT count(*) FROM lead", "companies": "SELECT count(*) FROM company", "contacts": "SELECT count(*) FROM contact",
		"points": "SELECT count(*) FROM point", "enrolled": "SELECT count(DISTINCT lead_id) FROM enrolment", "enrolments": "SELECT count(*) FROM enrolment",
		"evidence": "SELECT count(*) FROM evidence", "texts": "SELECT count(*) FROM lead_text", "rows": "SELECT count(*) FROM list_row",
		"listed": "SELECT COALESCE(sum(rows_n), 0) FROM list", "created": "SELECT COALESCE(sum(created_n), 0) FROM list",
		"merged": "SELECT COALESCE(sum(merged_n), 0) FROM list", "rejected": "SELECT COALESCE(sum(rejected_n), 0) FROM list",
		"done": "SELECT count(*) FROM list WHERE state = 'done'", "due": "SELECT COALESCE(sum(n), 0) FROM due_sum",
		"same name twice": "SELECT count(*) FROM (SELECT lead_id, name_key FROM contact GROUP BY lead_id, name_key HAVING count(*) > 1)",
	} {
		var n int
		if err := f.r.QueryRow(text).Scan(&n); err != nil {
			f.t.Fatal(err)
		}
		out[name] = n
	}
	return out
}

var errStop = errors.New("stopped here")

// others puts a lead into the database, so that a list comes into one that is
// in use.
func (f *fixture) others() { f.lead("Other Firm", "Somebody Else") }

func TestAnImportThatWasStoppedComesToTheSameEnd(t *testing.T) {
	rows, bad := mixed(400)
	opt := model.ImportOptions{Name: "Fair", FileSHA: "cc"}
	for _, used := range []bool{true, false} {
		t.Run(fmt.Sprintf("used=%v", used), func(t *testing.T) {
			whole, halves := openNew(t), openNew(t)
			if used {
				whole.others()
				halves.others()
			}
			want, err := whole.run(opt, rows, bad, goOn)
			if err != nil {
				t.Fatal(err)
			}
			if want.Rows != 400 || want.Rows != want.ContactsCreated+want.ContactsMerged+want.Rejected+want.Suppressed || want.ContactsMerged == 0 || len(want.Rejects) != 40 {
				t.Fatalf("%+v", want)
			}
			for _, at := range []int{0, 2, 5, 5, 7} {
				if _, err := halves.run(opt, rows, bad, func(n int) error {
					if n == at {
						return errStop
					}
					return nil
				}); !errors.Is(err, errStop) {
					t.Fatal(err)
				}
			}
			got, err := halves.run(opt, rows, bad, goOn)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("the account of the run that finished it:\n%+v, %v\nnot\n%+v", got, err, want)
			}
			if got, want := halves.state(), whole.state(); !reflect.DeepEqual(got, want) || want["enrolled"] != want["leads"] || want["same name twice"] != 0 {
				t.Errorf("stopped and gone on with: %v\nin one go: %v", got, want)
			}
			halves.clean()
			again, err := halves.run(opt, rows, bad, goOn)
			if err != nil || again.ContactsCreated+again.LeadsCreated != 0 || again.ContactsMerged != 360 || again.Rejected != 40 || again.Rows != 400 {
				t.Errorf("the same file again: %+v, %v", again, err)
			}
			if got := halves.state(); !reflect.DeepEqual(got, whole.state()) {
				t.Errorf("the same file again left %v", got)
			}
		})
	}
}

func TestAnImportStoppedAmidItsEnrolmentEnrolsEveryLeadOnce(t *testing.T) {
	f := openNew(t)
	f.others()
	rows, bad := mixed(300)
	opt := model.ImportOptions{Name: "Fair", FileSHA: "cc"}
	ctx, stop := context.WithCancel(f.ctx)
	im, err := f.BeginList(ctx, f.mia, opt)
	if err != nil {
		t.Fatal(err)
	}
	im.Progress = func(p model.ImportProgress) {
		if p.Stage == "enrolling" {
			stop()
		}
	}
	if err := pour(ctx, im, rows, bad, goOn); err != nil {
		t.Fatal(err)
	}
	// Some leads are enrolled before the end is reached for the first time.
	im.touched = map[model.LeadID]bool{}
	if err := im.write(f.ctx, func(q querier) error { return im.enrolSome(f.ctx, q, []model.LeadID{2, 3, 4}) }); err != nil {
		t.Fatal(err)
	}
	if _, err := im.End(ctx); err == nil {
		t.Fatal("it was not stopped")
	}
	if _, err := f.run(opt, rows, bad, goOn); err != nil {
		t.Fatal(err)
	}
	if s := f.state(); s["enrolled"] != s["leads"] || s["enrolments"] != s["leads"] || s["texts"] != s["leads"] || s["done"] != 1 {
		t.Errorf("%v", s)
	}
	f.clean()
}

func TestUndoOfAListThatWasStoppedLeavesNothing(t *testing.T) {
	f := openNew(t)
	f.others()
	before := f.state()
	rows, bad := mixed(400)
	opt := model.ImportOptions{Name: "Fair", FileSHA: "cc"}
	for _, at := range []int{3, 6} { // what two runs brought is undone as one
		if _, err := f.run(opt, rows, bad, func(n int) error {
			if n == at {
				return errStop
			}
			return nil
		}); !errors.Is(err, errStop) {
			t.Fatal(err)
		}
	}
	if _, err := f.UndoList(f.ctx, f.mia, "Fair"); err != nil {
		t.Fatal(err)
	}
	after := f.state()
	for _, what := range []string{"leads", "companies", "contacts", "points", "enrolments", "texts", "due"} {
		if after[what] != before[what] {
			t.Errorf("%s: %d, not %d", what, after[what], before[what])
		}
	}
	f.clean()
	if r, err := f.run(opt, rows, bad, goOn); err != nil || r.Rows != 400 || r.ContactsCreated == 0 {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := f.UndoList(f.ctx, f.mia, "Fair"); err != nil {
		t.Fatal(err)
	}
	if after := f.state(); after["leads"] != before["leads"] || after["contacts"] != before["contacts"] || after["points"] != before["points"] {
		t.Errorf("undone whole: %v, before %v", after, before)
	}
}

func TestLeadsGoToWhoClaimsTheirRegionAndElseInTurns(t *testing.T) {
	for _, used := range []bool{true, false} {
		f := openNew(t)
		if used {
			f.others()
		}
		ann, bob, cid, dee := f.who("Ann"), f.who("Bob"), f.who("Cid"), f.who("Dee")
		var rows []ImportRow
		regions := []model.Region{"US-MA", "US-NY", "DE-BY", "FR", "US-MA", "GB", "FR", "US-MA", "IT", "US"}
		for i, at := range regions {
			rows = append(rows, ImportRow{Line: i + 2, Company: fmt.Sprintf("Firm %d", i), Domain: fmt.Sprintf("firm%d.example", i), Person: "Ida Example", Region: at,
				Emails: []string{fmt.Sprintf("ida@firm%d.example", i)}})
		}
		opt := model.ImportOptions{Name: "Fair", FileSHA: "dd", Assign: []model.Assignment{{Member: ann.ID, Regions: []model.Region{"US-MA", "DE"}}, {Member: bob.ID},
			{Member: cid.ID, Regions: []model.Region{"us"}}, {Member: dee.ID}, {Member: bob.ID, Regions: []model.Region{"US-MA"}}}}
		if _, err := f.run(opt, rows[:6], nil, goOn); err != nil {
			t.Fatal(err)
		}
		if used { // as if it had been stopped after six rows
			if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE list SET state = 'importing' WHERE name = 'Fair'"); err != nil {
				t.Fatal(err)
			}
			if _, err := f.run(opt, rows, nil, goOn); err != nil {
				t.Fatal(err)
			}
		} else {
			if _, err := f.UndoList(f.ctx, f.mia, "Fair"); err != nil {
				t.Fatal(err)
			}
			if _, err := f.run(opt, rows, nil, goOn); err != nil {
				t.Fatal(err)
			}
		}
		want := []model.Actor{ann, cid, ann, bob, bob, dee, bob, ann, dee, cid}
		for i := range rows {
			page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: fmt.Sprintf("firm%d", i)})
			if err != nil || len(page.Rows) != 1 || page.Rows[0].Owner != want[i].Name {
				t.Errorf("used %v: firm %d in %s: %+v, not %s (%v)", used, i, regions[i], page.Rows, want[i].Name, err)
			}
		}
	}
}

func TestAListForNobodyThereWritesNothing(t *testing.T) {
	f := openNew(t)
	_, err := f.BeginList(f.ctx, f.mia, model.ImportOptions{Name: "Fair", Assign: []model.Assignment{{Member: f.mia.ID}, {Member: 99, Regions: []model.Region{"US"}}}})
	if model.CodeOf(err) != model.NotFound {
		t.Fatal(err)
	}
	if all, err := f.Lists(f.ctx, f.mia); err != nil || len(all) != 0 {
		t.Fatal(all, err)
	}
}

func TestARowKeepsWhereItsFactsCameFromAndWhatItLacked(t *testing.T) {
	for _, used := range []bool{true, false} {
		f := openNew(t)
		if used {
			f.others()
		}
		rows := []ImportRow{{Line: 2, Company: "Quill Bindery", Domain: "quill.example", Person: "Ann Quill",
			Phones: []clean.Number{clean.Phone("617 555 0142", "US"), clean.Phone("617 555 0143", "US")}, PhoneFrom: []string{"phone", "phone_3"},
			Emails: []string{"ann@quill.example"}, EmailFrom: []string{"email_2"}, Profile: "https://www.linkedin.com/in/ann-quill-example",
			Place: model.Place{Street: "1 Main St", City: "Boston", State: "MA", Country: "US"}, NAICS: "454111", SIC: "2789",
			Revenue: 5_000_000_00, Currency: "EUR", Staff: 51, StaffTop: 200, Lacks: model.LacksTitle | model.LacksZone}}
		if _, err := f.run(model.ImportOptions{Name: "Fair", Mapping: map[string]string{"phone_3": "Mobile"}}, rows, nil, goOn); err != nil {
			t.Fatal(err)
		}
		page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "quill"})
		if err != nil || len(page.Rows) != 1 {
			t.Fatal(page, err)
		}
		w := f.world(page.Rows[0].ID)
		c := w.Contacts[0]
		var fields []string
		for _, p := range c.Points {
			fields = append(fields, p.Field)
		}
		if fmt.Sprint(fields) != "[phone phone_3 email_2 street]" {
			t.Error(fields)
		}
		if c.Extra["profile"] != rows[0].Profile || c.Extra["naics"] != "454111 (not in NAICS 2017)" {
			t.Error(c.Extra)
		}
		facts := map[model.AttributeKey]model.Value{}
		for _, e := range w.Evidence {
			facts[e.Attribute] = e.Value
		}
		if got := facts[model.Firmographics]; got["employees"] != "51" || got["employees_to"] != "200" || got["currency"] != "EUR" {
			t.Error(got)
		}
		if got := facts[model.IndustryCode]; got["scheme"] != "sic" || got["code"] != "2789" {
			t.Error("the code that there is:", got)
		}
		var lacks model.Lacks
		if err := f.r.QueryRow("SELECT lacks FROM list_row WHERE contact_id = $1", int64(c.ID)).Scan((*int)(&lacks)); err != nil || lacks != rows[0].Lacks {
			t.Error(lacks, err)
		}
		all, err := f.Lists(f.ctx, f.mia)
		if err != nil || all[0].Mapping["phone_3"] != "Mobile" {
			t.Errorf("%+v %v", all, err)
		}
	}
}
