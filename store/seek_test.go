package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

// team is a database with a list of thirty leads of Mia's, and three added by
// hand with a life of their own.
func team(t testing.TB) *fixture {
	f := openNew(t)
	rows := listRows(60)
	for i := range rows {
		if i >= 50 {
			rows[i].NAICS = "541512"
			rows[i].Place = model.Place{City: "Albany", State: "NY", Country: "US"}
		}
	}
	f.bring(model.ImportOptions{Name: "Intermodal fair", Category: "trade-show", Source: "a vendor"}, rows)
	dana := f.who("Dana Ortiz")
	f.mia = f.who("Mia")
	add := func(by model.Actor, n model.NewLead) model.LeadID {
		return f.must(f.AddLead(f.ctx, by, n)).LeadID
	}
	halv := add(f.mia, model.NewLead{Company: "Halvorsen Freight", Person: "Tor Müller", Title: "CFO", Phone: "(212) 555-0142", Email: "tor@halvorsen.example",
		Source: "referral", Place: model.Place{City: "New York", State: "NY", Country: "US"}})
	add(dana, model.NewLead{Company: "Quill Bindery", Person: "Ada Berg", Phone: "(617) 555-0150", Place: model.Place{City: "Leeds", Country: "GB"}})
	late := add(dana, model.NewLead{Company: "Zeller Dairy", Person: "Nell Ives", Phone: "(617) 555-0151", Cadence: "long-term"})
	f.clock.add(time.Hour)
	c := f.world(halv).Contacts[0].ID
	call := f.call(halv, model.ConnectedInterested, func(e *model.Entry) { e.Note = "asks about palletising" })
	for _, a := range []model.Attestation{
		{Attribute: model.Budget, Level: model.Stated, Set: model.Value{"amount": "350000", "status": "allocated"}, Quote: "the money is set aside for wrapping"},
		{Attribute: model.IndustryCode, Level: model.Stated, Set: model.Value{"scheme": "sic", "code": "4731"}},
	} {
		a.LeadID, a.ContactID, a.TouchID = halv, c, call.TouchID
		f.must(f.Attest(f.ctx, f.mia, a))
	}
	if _, err := f.Note(f.ctx, f.mia, halv, 0, "their dock door jams in the cold, says the night shift"); err != nil {
		t.Fatal(err)
	}
	f.must(f.Choose(f.ctx, dana, model.Choice{Verb: model.Rest, LeadID: late, Until: model.NewDate(2027, 3, 1), Reason: "new plant"}))
	return f
}

// named are the companies that a filter finds, in the order of the company.
func (f *fixture) named(filter string) string {
	f.t.Helper()
	p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Filter: filter, Sort: "company", Limit: 100})
	if err != nil {
		return err.Error()
	}
	if p.More || p.Total != len(p.Rows) && p.Total != -1 {
		f.t.Errorf("%s: %d rows of %d, more %v", filter, len(p.Rows), p.Total, p.More)
	}
	out := []string{}
	works := 0
	for _, r := range p.Rows {
		if strings.HasPrefix(r.Company, "Works") {
			works++
		} else {
			out = append(out, strings.Fields(r.Company)[0])
		}
	}
	if works > 0 {
		out = append(out, fmt.Sprint(works))
	}
	return strings.Join(out, " ")
}

func TestEachTermOfAFilterPicksItsLeads(t *testing.T) {
	f := team(t)
	for _, tt := range []struct{ filter, want string }{
		{"", "Halvorsen Quill Zeller 30"},
		{"owner:me", "Halvorsen 30"}, {`owner:"dana ortiz"`, "Quill Zeller"}, {"-owner:me", "Quill Zeller"}, {`owner:me,"Dana Ortiz" -status:new`, "Halvorsen Zeller"},
		{"status:working", "Halvorsen"}, {"status:resting,working", "Halvorsen Zeller"}, {"-status:new", "Halvorsen Zeller"},
		{`list:"intermodal fair"`, "30"}, {`-list:"Intermodal fair"`, "Halvorsen Quill Zeller"}, {"category:trade-show", "30"}, {"category:referral", ""},
		{"source:referral", "Halvorsen"}, {`source:"a vendor"`, "30"},
		{"naics:5415", "5"}, {"naics:4", "25"}, {"sic:47", "Halvorsen"}, {"naics:5416", ""},
		{"has:budget", "Halvorsen"}, {"missing:budget", "Quill Zeller 30"}, {"budget:stated", "Halvorsen"}, {"budget:confirmed", ""}, {"-budget:unknown", "Halvorsen"},
		{"firmographics:listed", "30"}, {"industry:stated,listed", "Halvorsen 30"}, {"stale:budget", ""},
		{"due:none", "Zeller"}, {"due:overdue", ""}, {"due:>12w", ""}, {"due:<2027-02-01", "Halvorsen Quill 30"},
		{"last:today", "Halvorsen"}, {"last:never", "Quill Zeller 30"}, {"last:>30d", "Quill Zeller 30"}, {"last:<1h", "Halvorsen"},
		{"touches:>0", "Halvorsen"}, {"touches:0", "Quill Zeller 30"}, {"count:>=2", "Halvorsen"}, {"count:0", "Quill Zeller 30"},
		{"state:NY", "Halvorsen 5"}, {"state:massachusetts", "25"}, {"city:albany", "5"}, {"city:alb", ""}, {"country:uk", "Quill"}, {"country:GB,US state:NY", "Halvorsen 5"},
		{"cadence:long-term", "Zeller"}, {"cadence:standard", "Halvorsen Quill 30"}, {"-cadence:standard,trade-show", "Zeller"},
		{"ready:yes", ""}, {"gates:<3", ""}, {"horizon:unknown status:working", "Halvorsen"}, {"horizon:near-term", ""},
		{"muller", "Halvorsen"}, {"halv fre owner:me", "Halvorsen"}, {"halv -owner:me", ""}, {"wrapping", "Halvorsen"}, {"tor has:budget state:NY sic:4 touches:1", "Halvorsen"},
		{"owner:danna", "nobody called danna works here; ripen user list names everybody"},
		{"list:Intermodal", `there is no list "Intermodal"; did you mean Intermodal fair?`},
		{"cadence:standart", `there is no cadence "standart"; did you mean standard?`},
		{"oner:me", "there is no filter oner; did you mean owner?"},
	} {
		if tt.filter == "cadence:standard" && f.named("cadence:trade-show") != "" {
			tt.want = "Halvorsen Quill" // the list's category picks its own
		}
		if got := f.named(tt.filter); got != tt.want {
			t.Errorf("%s finds %q, want %q", tt.filter, got, tt.want)
		}
	}
}

// Values follow what sales was given; a horizon follows the decision date.
func TestTermsFollowWhatIsEntered(t *testing.T) {
	f := team(t)
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Filter: "halvorsen"})
	if err != nil || len(page.Rows) != 1 {
		t.Fatal(page, err)
	}
	id := page.Rows[0].ID
	w := f.world(id)
	f.must(f.Attest(f.ctx, f.mia, model.Attestation{LeadID: id, Attribute: model.Process, Level: model.Stated, ContactID: w.Contacts[0].ID, TouchID: w.Touches[0].ID,
		Set: model.Value{"steps": "board", "decision_by": "2027-02-01"}}))
	if got := f.named("horizon:near-term"); got != "Halvorsen" {
		t.Error("near-term:", got)
	}
	f.clock.set(2027, 6, 1, 10, 0) // budgets age in 120 days
	if _, err := f.Tick(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	for filter, want := range map[string]string{"stale:budget": "Halvorsen", "has:budget": "", "budget:stated": "", "horizon:near-term": "", "last:>30d owner:me naics:4731": "",
		"due:overdue owner:me naics:5415": "5"} {
		if got := f.named(filter); got != want {
			t.Errorf("%s finds %q, want %q", filter, got, want)
		}
	}
	if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET value = 12000000 WHERE id = $1", int64(id)); err != nil {
		t.Fatal(err)
	}
	if got := f.named("value:>100k"); got != "Halvorsen" {
		t.Error("value:", got)
	}
}

// shuffled gives every lead other figures, many of them alike.
func (f *fixture) shuffled(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for id := range int64(100) {
		due, last := int64(0), int64(0)
		if r.IntN(3) > 0 {
			due = f.now().UnixMilli() + int64(r.IntN(5))*3_600_000
		}
		if r.IntN(2) > 0 {
			last = f.now().UnixMilli() - int64(r.IntN(5))*3_600_000
		}
		if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET score = $2, counted = $3, due_at = $4, last_touch_at = $5, value = $6 WHERE id = $1",
			id, r.IntN(4), r.IntN(3), due, last, r.IntN(3)*100); err != nil {
			f.t.Fatal(err)
		}
	}
}

// bySort is the plain meaning of an order, on the rows that are shown.
func bySort(sort string, value map[model.LeadID]int64) func(a, b model.LeadRow) int {
	return func(a, b model.LeadRow) int {
		newest := int(b.ID - a.ID)
		or := func(n int64, tie int) int {
			if n != 0 {
				return int(min(max(n, -1), 1))
			}
			return tie
		}
		switch sort {
		case "company":
			return strings.Compare(strings.ToLower(a.Company), strings.ToLower(b.Company))
		case "due":
			if a.DueAt.IsZero() != b.DueAt.IsZero() {
				return or(b.DueAt.UnixNano()-a.DueAt.UnixNano(), 0)
			}
			return or(a.DueAt.UnixMilli()-b.DueAt.UnixMilli(), -newest)
		case "last":
			return or(millis(b.Last)-millis(a.Last), newest)
		case "count":
			return or(int64(b.Count-a.Count), newest)
		case "value":
			return or(value[b.ID]-value[a.ID], newest)
		case "new":
			return newest
		}
		return or(int64(b.Score-a.Score), newest)
	}
}

// Whatever the order and the size of its pages, they show each lead once, as one
// who has all of them on the table would lay them out.
func TestPagesOfAnyOrderFollowEachOther(t *testing.T) {
	f := team(t)
	filters := []string{"", "count:>=0", "-status:won", "owner:me", "due:none", "score:>1", "works", "-owner:me", "city:boston works state:MA", "cadence:standard,trade-show"}
	seed := uint64(0)
	rapid.Check(t, func(rt *rapid.T) {
		if seed++; seed%8 == 1 {
			f.shuffled(seed)
		}
		q := model.LeadQuery{Sort: rapid.SampledFrom(model.LeadSorts).Draw(rt, "sort"), Filter: rapid.SampledFrom(filters).Draw(rt, "filter")}
		q.Limit = rapid.IntRange(1, 40).Draw(rt, "limit")
		all, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Sort: "new", Filter: q.Filter, Limit: 1000})
		if err != nil || all.More {
			rt.Fatal(err, all.More)
		}
		value := map[model.LeadID]int64{}
		for _, r := range all.Rows {
			value[r.ID] = f.valueOf(r.ID)
		}
		want := slices.Clone(all.Rows)
		slices.SortStableFunc(want, bySort(q.Sort, value))
		var got []model.LeadRow
		for range 200 {
			p, err := f.Leads(f.ctx, f.mia, q)
			if err != nil || p.More != (p.Next != "") || len(p.Rows) > q.Limit {
				rt.Fatalf("%+v: %v, more %v, next %q, %d rows", q, err, p.More, p.Next, len(p.Rows))
			}
			got = append(got, p.Rows...)
			if q.Cursor = p.Next; !p.More {
				break
			}
		}
		ids := func(rows []model.LeadRow) (out []model.LeadID) {
			for _, r := range rows {
				out = append(out, r.ID)
			}
			return out
		}
		if !slices.Equal(ids(got), ids(want)) {
			rt.Fatalf("%s in the order %s, %d a page:\n%v, want\n%v", q.Filter, q.Sort, q.Limit, ids(got), ids(want))
		}
	})
}

func (f *fixture) valueOf(id model.LeadID) (v int64) {
	f.t.Helper()
	if err := f.r.QueryRow("SELECT value FROM lead WHERE id = $1", int64(id)).Scan(&v); err != nil {
		f.t.Fatal(err)
	}
	return v
}

// The page that is asked for by the fields of old goes on by its cursor too.
func TestACursorGoesOnFromAnyPage(t *testing.T) {
	f := team(t)
	for _, q := range []model.LeadQuery{{}, {Owner: "mia"}, {Search: "works"}, {Search: "works", Status: model.New, List: "intermodal FAIR"}, {Sort: "due", Owner: "Mia", Search: "boston"}} {
		q.Limit = 4
		seen := map[model.LeadID]bool{}
		for range 20 {
			p, err := f.Leads(f.ctx, f.mia, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range p.Rows {
				if seen[r.ID] {
					t.Fatalf("%+v shows %s twice", q, r.ID)
				}
				seen[r.ID] = true
			}
			if q.Cursor = p.Next; q.Cursor == "" {
				break
			}
		}
		q.Cursor, q.Limit = "", 100
		if all, _ := f.Leads(f.ctx, f.mia, q); len(all.Rows) != len(seen) || len(seen) < 25 {
			t.Errorf("%+v: %d by pages, %d at once", q, len(seen), len(all.Rows))
		}
	}
	p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Sort: "due", Limit: 4})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []model.LeadQuery{{Sort: "value", Cursor: p.Next}, {Cursor: "nonsense"}, {Sort: "colour"}, {Status: "lost in space", Sort: "due"}} {
		if _, err := f.Leads(f.ctx, f.mia, q); model.CodeOf(err) != model.Invalid {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// A search that finds too many to gather is walked, and looks no other.
func TestWordsThatMostLeadsHaveAreWalked(t *testing.T) {
	f := team(t)
	err := f.read(f.ctx, func(q querier) error {
		for _, sort := range model.LeadSorts {
			s := seeker{s: f.Store, q: q, sort: sort}
			s.query.Words = []string{"works", "bost"}
			if err := s.prepare(f.ctx); err != nil {
				return err
			}
			gathered, err := s.gather(f.ctx, &pick{parts: []part{{byWords, []any{s.match}}}, words: true})
			if err != nil {
				return err
			}
			walked, _, ended, err := s.walk(f.ctx, start, 100)
			if err != nil {
				return err
			}
			same := slices.EqualFunc(gathered, walked, func(a, b *sought) bool { return a.id == b.id })
			if len(gathered) != 25 || !ended || !same {
				t.Errorf("%s: %d gathered, %d walked, the same %v", sort, len(gathered), len(walked), same)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestASearchSaysWhereItFound(t *testing.T) {
	f := team(t)
	for _, tt := range []struct{ text, in, around string }{
		{"halvorsen", "", ""}, {"muller", "", ""}, {"CFO", "", ""}, {"tor@halv", "", ""}, {"tor example freight", "", ""},
		{"212 555", "phone", "(212) 555-0142"}, {"2125550142", "phone", "(212) 555-0142"},
		{"palletising", "touch", "asks about palletising"}, {"halv pallet", "touch", "asks about palletising"}, {"night shift dock", "note", "dock door jams"},
		{"set aside", "evidence", "the money is set aside for wrapping"}, {"allocated", "evidence", "allocated"}, {"york", "place", "New York, NY"},
	} {
		for _, q := range []model.LeadQuery{{Search: tt.text}, {Filter: tt.text}, {Filter: tt.text + " owner:me", Sort: "due"}} {
			p, err := f.Leads(f.ctx, f.mia, q)
			if err != nil || len(p.Rows) != 1 || p.Rows[0].Company != "Halvorsen Freight" || p.Rows[0].Contact != "Tor Müller" {
				t.Errorf("%+v: %+v, %v", q, p.Rows, err)
				continue
			}
			if got := p.Rows[0].Found; got.In != tt.in || !strings.Contains(got.Text, tt.around) {
				t.Errorf("%+v is found in %q: %q, want %q: %q", q, got.In, got.Text, tt.in, tt.around)
			}
		}
	}
	p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "p12@works"})
	if err != nil || len(p.Rows) != 1 || p.Rows[0].Found.In != "e-mail" || p.Rows[0].Found.Text != "p12@works6.example" {
		t.Errorf("%+v, %v", p.Rows, err)
	}
}

// What was taken back, and what was erased, is neither found nor shown.
func TestASearchShowsNothingThatIsGone(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Müller").LeadID
	c := f.world(id).Contacts[0].ID
	if _, err := f.Note(f.ctx, f.mia, id, c, "keeps wrenzobirds in Müller's shed"); err != nil {
		t.Fatal(err)
	}
	f.call(id, model.NoAnswer, func(e *model.Entry) { e.Note = "klongfruit at freight" })
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if p, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "klong"}); len(p.Rows) > 0 {
		t.Errorf("undone, and found: %+v", p.Rows)
	}
	if _, err := f.Erase(f.ctx, f.mia, c); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"wrenzobirds", "muller", "shed", "2125550142"} {
		if p, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{Filter: text}); len(p.Rows) > 0 {
			t.Errorf("erased, and found by %s: %+v", text, p.Rows)
		}
	}
	if p, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "freight"}); len(p.Rows) != 1 || p.Rows[0].Found != (model.Found{}) {
		t.Errorf("%+v", p.Rows)
	}
}

// A book that is pasted into a note neither bursts the index nor hides what was
// noted after it.
func TestWhatSearchLooksThroughIsBounded(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Müller").LeadID
	var book strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&book, "word%d ", i)
	}
	for _, text := range []string{book.String(), strings.Repeat("x", 5000), "the newest klongfruit"} {
		if _, err := f.Note(f.ctx, f.mia, id, 0, text); err != nil {
			t.Fatal(err)
		}
	}
	var size int
	if err := f.r.QueryRow("SELECT length(body) FROM lead_text WHERE id = $1", int64(id)).Scan(&size); err != nil || size > longestText {
		t.Errorf("%d bytes, %v", size, err)
	}
	for _, text := range []string{"klongfruit", "word17", "halvorsen", "2125550142"} {
		if p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: text}); err != nil || len(p.Rows) != 1 {
			t.Errorf("%s: %+v, %v", text, p.Rows, err)
		}
	}
}

func TestTheTeamsOwnValuesCompleteAFilter(t *testing.T) {
	f := team(t)
	for key, want := range map[string]string{"owner": "Dana Ortiz,Mia", "list": "Intermodal fair", "cadence": "inbound,long-term,reheat,standard,trade-show", "city": ""} {
		if got, err := f.FilterValues(f.ctx, f.mia, key); err != nil || strings.Join(got, ",") != want {
			t.Errorf("%s: %q, %v", key, got, err)
		}
	}
	if got, err := f.FilterValues(f.ctx, f.mia, "source"); err != nil || !slices.Contains(got, "a vendor") || !slices.Contains(got, "LinkedIn") {
		t.Errorf("source: %q, %v", got, err)
	}
}
