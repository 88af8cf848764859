package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/clean"
)

// jumble are rows as lists have them: people who come twice, by e-mail, by
// number and by name; companies told by domain, by place and not at all; things
// missing, invalid and forbidden.
func jumble(seed uint64, n int) (rows []ImportRow, bad []model.ImportReject) {
	r := rand.New(rand.NewPCG(seed, 5))
	places := []model.Place{{}, {City: "Boston", State: "MA", Country: "US"}, {Street: "2 Elm St", City: "Albany", State: "NY", Zip: "12207", Country: "US"},
		{Street: "1 Weg", City: "Berlin", Country: "DE"}, {Country: "US"}}
	titles := []string{"", "IT manager", "VP Operations", "Chief Financial Officer", "Owner"}
	for i := range n {
		if r.IntN(30) == 0 {
			bad = append(bad, model.ImportReject{Row: i + 2, Field: "company", Reason: "no company", Cells: []string{"", "x"}})
			continue
		}
		firm := r.IntN(1 + n/6)
		row := ImportRow{Line: i + 2, Company: fmt.Sprintf("Works %d Inc.", firm/2), Place: places[r.IntN(len(places))], Person: fmt.Sprintf("Person %c", 'a'+rune(r.IntN(20))),
			Title: titles[r.IntN(len(titles))], Lacks: model.Lacks(r.IntN(200)), Extra: map[string]string{"CRM": fmt.Sprint(i)}}
		if r.IntN(3) > 0 {
			row.Domain = fmt.Sprintf("works%d.example", firm)
		}
		if r.IntN(2) == 0 {
			row.Region, row.Zones = "US-MA", []string{"America/New_York"}
		} else if r.IntN(3) == 0 {
			row.Zones = []string{"America/New_York", "America/Chicago"}
		}
		if r.IntN(3) > 0 {
			row.Emails, row.EmailFrom = []string{fmt.Sprintf("p%d@works%d.example", r.IntN(6), firm)}, []string{"email"}
		}
		for range r.IntN(3) {
			row.Phones = append(row.Phones, clean.Phone(fmt.Sprintf("(617) 555-01%02d", r.IntN(100)), "US"))
			row.PhoneFrom = append(row.PhoneFrom, fmt.Sprintf("phone_%d", len(row.Phones)))
		}
		switch r.IntN(12) {
		case 0:
			row.Person, row.Emails = "", nil
		case 1:
			row.BadEmail = "p at works"
		case 2:
			row.Phones = append(row.Phones, clean.Number{Shown: "12345"})
		case 3:
			row.NoCall, row.NoEmail, row.NoMail = r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(2) == 0
		case 4:
			row.Bounced = true
		case 5:
			row.Received = now4bulk
		case 6:
			row.Notes = fmt.Sprintf("asked for a quote %d", r.IntN(50))
		case 7:
			row.NAICS, row.SIC = "454111", "2789"
		case 8:
			row.NAICS, row.Revenue, row.Staff, row.StaffTop, row.Sites = "488510", int64(r.IntN(9))*1_000_000_00, 51, 200, 3
		case 9:
			row.Staff, row.Profile, row.Source = r.IntN(500), "https://www.linkedin.com/in/p-example", "a fair"
		}
		rows = append(rows, row)
	}
	return rows, bad
}

var now4bulk = fromMillis(1_795_000_000_000)

// suppressSome puts on the suppression list, before any list comes in, what the
// jumble has: a person, a company, a number, an address for letters only.
func (f *fixture) suppressSome() {
	f.t.Helper()
	for _, s := range []struct{ kind, key, channel string }{
		{suppressCompany, clean.CompanyKey("Works 3 Inc."), ""}, {suppressEmail, "p1@works4.example", ""}, {suppressPhone, "+16175550107", ""},
		{suppressPhone, "+16175550108", "phone"}, {suppressEmail, "p2@works9.example", "email"},
		{suppressPerson, clean.NameKey("Person c") + "|" + clean.CompanyKey("Works 5 Inc."), ""},
	} {
		if err := f.write(f.ctx, func(q querier) error {
			id, err := nextID(f.ctx, q, "suppression", 1)
			if err == nil {
				_, err = q.ExecContext(f.ctx, "INSERT INTO suppression(id, kind, mac, channel, since, reason, member_id, hint) VALUES($1, $2, $3, $4, 0, '', 1, '')",
					id, s.kind, []byte(f.mac(s.kind, s.key)), s.channel)
			}
			return err
		}); err != nil {
			f.t.Fatal(err)
		}
	}
}

// ids are the columns that hold ids which an import gives, with the table that
// they are of.
var idColumns = map[string]map[string]string{
	"company":       {"id": "company"},
	"lead":          {"id": "lead", "company_id": "company", "contact_id": "contact"},
	"contact":       {"id": "contact", "lead_id": "lead"},
	"point":         {"id": "point", "contact_id": "contact"},
	"enrolment":     {"id": "enrolment", "lead_id": "lead", "contact_id": "contact"},
	"words":         {"id": "words", "lead_id": "lead", "contact_id": "contact"},
	"note":          {"id": "note", "lead_id": "lead", "contact_id": "contact", "words_id": "words"},
	"evidence":      {"id": "evidence", "lead_id": "lead", "value_words": "words", "document_words": "words"},
	"attribute_now": {"lead_id": "lead", "evidence_id": "evidence"},
	"list_row":      {"lead_id": "lead", "contact_id": "contact"},
	"lead_text":     {"id": "lead"},
	"list":          {}, "lead_sum": {}, "due_sum": {}, "lead_month": {}, "undo_image": {}, "text_now": {}, "action": {}, "seq": {}, "suppression": {},
	"sqlite_master": {},
}

// names give every id a name that does not hang on the order in which ids were
// given: its row's own words.
func (f *fixture) names() map[string]map[int64]string {
	out := map[string]map[int64]string{}
	for table, text := range map[string]string{
		"lead":      "SELECT lead_id, 'row ' || min(row_no) FROM list_row WHERE made_lead = 1 GROUP BY lead_id",
		"company":   "SELECT l.company_id, 'row ' || min(r.row_no) FROM list_row r JOIN lead l ON l.id = r.lead_id WHERE r.made_lead = 1 GROUP BY l.company_id",
		"contact":   "SELECT contact_id, 'row ' || row_no FROM list_row WHERE fate = 'created'",
		"point":     "SELECT p.id, r.row_no || ' ' || p.kind || ' ' || p.key || ' ' || p.shown || (SELECT count(*) FROM point q WHERE q.contact_id = p.contact_id AND q.id < p.id) FROM point p JOIN list_row r ON r.contact_id = p.contact_id AND r.fate = 'created'",
		"enrolment": "SELECT e.id, 'row ' || min(r.row_no) FROM enrolment e JOIN list_row r ON r.lead_id = e.lead_id AND r.made_lead = 1 GROUP BY e.id",
		"evidence":  "SELECT e.id, e.attribute || ' row ' || r.row_no FROM evidence e JOIN list_row r ON r.lead_id = e.lead_id AND r.made_lead = 1",
		"words":     "SELECT w.id, w.kind || ' ' || w.body || ' ' || COALESCE((SELECT min(r.row_no) FROM list_row r WHERE r.contact_id = w.contact_id AND r.contact_id > 0), '') || ' ' || COALESCE((SELECT e.attribute FROM evidence e WHERE w.id IN (e.value_words, e.document_words)), '') || COALESCE((SELECT min(r.row_no) FROM list_row r WHERE r.lead_id = w.lead_id), '') FROM words w",
		"note":      "SELECT n.id, 'row ' || min(r.row_no) FROM note n JOIN list_row r ON r.contact_id = n.contact_id GROUP BY n.id",
	} {
		out[table] = map[int64]string{}
		rs, err := f.r.Query(text)
		if err != nil {
			f.t.Fatal(table, err)
		}
		for rs.Next() {
			var id int64
			var name string
			if err := rs.Scan(&id, &name); err != nil {
				f.t.Fatal(err)
			}
			out[table][id] = name
		}
		if err := errors.Join(rs.Err(), rs.Close()); err != nil {
			f.t.Fatal(err)
		}
	}
	return out
}

// dump is the whole of a table, in an order and with ids that do not hang on
// the way in which it was filled.
func (f *fixture) dump(table string, names map[string]map[int64]string) []string {
	f.t.Helper()
	text := "SELECT * FROM " + table
	if strings.HasSuffix(table, "_sum") || table == "lead_month" {
		text += " WHERE n <> 0"
	}
	rs, err := f.r.Query(text)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = rs.Close() }()
	cols, _ := rs.Columns()
	var out []string
	for rs.Next() {
		v := make([]any, len(cols))
		for i := range v {
			v[i] = new(any)
		}
		if err := rs.Scan(v...); err != nil {
			f.t.Fatal(err)
		}
		var line strings.Builder
		for i, c := range cols {
			x := *v[i].(*any)
			of, isID := idColumns[table][c]
			if id, _ := x.(int64); isID && id != 0 {
				name, known := names[of][id]
				if !known {
					f.t.Fatalf("%s.%s: %d has no name", table, c, id)
				}
				x = name
			}
			switch {
			case c == "rootpage":
				continue
			case table == "lead_text" && c == "body", table == "lead" && c == "text_sum": // begins with the lead's number
				s, _ := x.(string)
				_, x, _ = strings.Cut(s, " ")
			}
			fmt.Fprintf(&line, "%s=%v ", c, x)
		}
		out = append(out, line.String())
	}
	slices.Sort(out)
	return out
}

func TestBothWaysInComeToTheSameRows(t *testing.T) {
	for _, c := range []struct {
		name string
		rows int
		many bool
		opt  model.ImportOptions
	}{
		{"few", 600, false, model.ImportOptions{Name: "Fair", Category: "trade-show", FileSHA: "ee"}},
		{"many", 1500, true, model.ImportOptions{Name: "Fair", Source: "a vendor", FileSHA: "ee"}},
		{"inquiries", 600, true, model.ImportOptions{Name: "Fair", Category: "inquiry", FileSHA: "ee", Mapping: map[string]string{"phone": "Tel"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, bad := jumble(uint64(c.rows), c.rows)
			slow, bob := openNew(t), model.Actor{}
			slow.suppressSome()
			bob = slow.who("Bob")
			fast := slow.twin()
			var got [2]model.ImportResult
			for i, f := range []*fixture{slow, fast} {
				o := c.opt
				o.Assign = []model.Assignment{{Member: f.mia.ID}, {Member: bob.ID}, {Member: bob.ID, Regions: []model.Region{"US-MA"}}}
				im, err := f.BeginList(f.ctx, f.mia, o)
				if err != nil {
					t.Fatal(err)
				}
				if f == slow {
					im.Abandon()
				} else if im.bulk == nil {
					t.Fatal("it did not go the way into an empty database")
				} else if c.many {
					if err := im.bulk.many(); err != nil {
						t.Fatal(err)
					}
				}
				if err := pour(f.ctx, im, rows, bad, goOn); err != nil {
					t.Fatal(err)
				}
				if got[i], err = im.End(f.ctx); err != nil {
					t.Fatal(err)
				}
				f.clean()
			}
			if a, b := fmt.Sprintf("%+v", got[0]), fmt.Sprintf("%+v", got[1]); a != b || got[0].Suppressed == 0 || got[0].ContactsMerged == 0 {
				t.Errorf("the accounts:\n%s\n%s", a, b)
			}
			a, b := slow.names(), fast.names()
			for table := range idColumns {
				x, y := slow.dump(table, a), fast.dump(table, b)
				for i := range max(len(x), len(y)) {
					if i >= len(x) || i >= len(y) || x[i] != y[i] {
						t.Errorf("%s differs, of %d and %d rows:\n%s\n%s", table, len(x), len(y), strings.Join(x[min(i, len(x)):min(i+1, len(x))], ""), strings.Join(y[min(i, len(y)):min(i+1, len(y))], ""))
						break
					}
				}
			}
			for _, word := range []string{"works", "quote", "617555", "elm", "l12", "fair"} {
				x, err1 := slow.Leads(slow.ctx, slow.mia, model.LeadQuery{Search: word, Limit: 5000})
				y, err2 := fast.Leads(fast.ctx, fast.mia, model.LeadQuery{Search: word, Limit: 5000})
				if err1 != nil || err2 != nil || len(x.Rows) != len(y.Rows) {
					t.Errorf("search for %q finds %d and %d (%v, %v)", word, len(x.Rows), len(y.Rows), err1, err2)
				}
			}
		})
	}
}

// twin is a database of the same contents.
func (f *fixture) twin() *fixture {
	f.t.Helper()
	path := filepath.Join(f.t.TempDir(), "twin.db")
	if err := f.Backup(f.ctx, path); err != nil {
		f.t.Fatal(err)
	}
	s, err := Open(f.ctx, path, f.opt())
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = s.Close() })
	return &fixture{Store: s, t: f.t, ctx: f.ctx, clock: f.clock, mia: f.mia}
}

// Nothing of an import that is not ended is seen by anybody, nor left.
func TestAnImportIntoAnEmptyDatabaseIsAllOrNothing(t *testing.T) {
	f := openNew(t)
	rows, bad := jumble(9, 800)
	opt := model.ImportOptions{Name: "Fair", FileSHA: "ee"}
	ctx, stop := context.WithCancel(f.ctx)
	im, err := f.BeginList(ctx, f.mia, opt)
	if err != nil || im.bulk == nil {
		t.Fatal(err)
	}
	if err := im.bulk.many(); err != nil {
		t.Fatal(err)
	}
	im.Progress = func(p model.ImportProgress) {
		if p.Stage == "indexing" && p.Done > 3 {
			stop()
		}
	}
	if err := pour(ctx, im, rows, bad, goOn); err != nil {
		t.Fatal(err)
	}
	if empty, err := f.Empty(f.ctx); err != nil || !empty {
		t.Fatal("a reader sees half of it", err)
	}
	if _, err := im.End(ctx); err == nil {
		t.Fatal("it was not stopped")
	}
	if s := f.state(); s["leads"]+s["contacts"]+s["points"]+s["rows"]+s["texts"]+s["done"] != 0 {
		t.Errorf("stopped amid its indexes it left %v", s)
	}
	var fk, indexes int
	if err := errors.Join(f.pen.conn.QueryRowContext(f.ctx, "PRAGMA foreign_keys").Scan(&fk),
		f.r.QueryRow("SELECT count(*) FROM sqlite_master WHERE name IN ('contact_lead', 'lead_text_add')").Scan(&indexes)); err != nil || fk != 1 || indexes != 2 {
		t.Errorf("references checked: %d, indexes and triggers: %d (%v)", fk, indexes, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(f.path), spillPrefix+"*")); len(left) != 0 {
		t.Error("it left", left)
	}
	if r, err := f.run(opt, rows, bad, goOn); err != nil || r.Rows != 800 {
		t.Errorf("%+v %v", r, err)
	}
	f.clean()
	f.lead("Halvorsen Freight", "Tor Halvorsen") // ids and triggers go on as before
	f.clean()
}

func TestADryRunIntoAnEmptyDatabaseHoldsNobodyUp(t *testing.T) {
	f := openNew(t)
	im, err := f.BeginList(f.ctx, f.mia, model.ImportOptions{Name: "Fair", DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	defer im.Abandon()
	rows, bad := jumble(3, 700)
	if err := pour(f.ctx, im, rows, bad, goOn); err != nil {
		t.Fatal(err)
	}
	f.who("Bob") // writes, while the dry run is on
	dry, err := im.End(f.ctx)
	if err != nil {
		t.Fatal(err)
	}
	real, err := f.run(model.ImportOptions{Name: "Fair"}, rows, bad, goOn)
	if err != nil {
		t.Fatal(err)
	}
	dry.DryRun = false
	if a, b := fmt.Sprintf("%+v", dry), fmt.Sprintf("%+v", real); a != b {
		t.Errorf("foretold\n%s\ncame\n%s", a, b)
	}
}

// The finder forgets nothing while it grows.
func TestTheTableOfKeysKeepsThemAll(t *testing.T) {
	f := newFinder()
	const n = 60_000
	for i := range uint32(n) {
		f.people.putLeast(f.key(byEmail, fmt.Sprint(i), ""), i+1)
		f.people.putLeast(f.key(byEmail, fmt.Sprint(i), ""), i+2)
	}
	for i := range uint32(n) {
		if got := f.people.get(f.key(byEmail, fmt.Sprint(i), "")); got != i+1 {
			t.Fatalf("%d: %d", i, got)
		}
	}
	if f.people.get(f.key(byPhone, "1", "")) != 0 || f.people.get(f.key(byEmail, "1", "x")) != 0 {
		t.Error("a key that is not there was found")
	}
}
