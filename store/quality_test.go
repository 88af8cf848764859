package store

import (
	"slices"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

// worked is a list of three companies, brought in as a vendor's export with two
// columns for phones: Halvorsen has neither title nor e-mail, Nordlys is a
// switchboard, Quill lacks nothing.
func worked(f *fixture) (list model.ListID, leads map[string]model.LeadID) {
	f.t.Helper()
	row := func(line int, company, person string) ImportRow {
		return ImportRow{Line: line, Company: company, Person: person, Place: model.Place{State: "NY", Country: "US"}, Zones: []string{"America/New_York"},
			Phones: []clean.Number{clean.Phone("(212) 555-01"+itoa(10+2*line), "US"), clean.Phone("(212) 555-01"+itoa(11+2*line), "US")}}
	}
	list = f.bring(model.ImportOptions{Name: "Ledgerline", Source: "Ledgerline Data", Category: "purchased"},
		[]ImportRow{row(2, "Halvorsen Freight", "Mia Halvorsen"), row(3, "Nordlys Cold Storage", ""), row(4, "Quill Bindery", "Ana Ruiz")}).ListID
	f.sql(`UPDATE list SET mapping = '{"phone":"Direct Phone","phone_2":"Mobile","first_name":"First Name","last_name":"Last Name","company":"Account"}' WHERE id = $1`, int64(list))
	f.sql(`UPDATE list_row SET lacks = $2 WHERE list_id = $1 AND row_no = 2`, int64(list), int(model.LacksTitle|model.LacksEmail|model.LacksSize))
	f.sql(`UPDATE list_row SET lacks = $2 WHERE list_id = $1 AND row_no = 3`, int64(list), int(model.LacksPerson|model.LacksTitle|model.LacksEmail))
	f.sql(`UPDATE point SET field = CASE WHEN id % 2 = 1 THEN 'phone' ELSE 'phone_2' END WHERE kind = 'phone'`)
	leads = map[string]model.LeadID{}
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, l := range page.Rows {
		leads[l.Company] = l.ID
	}
	return list, leads
}

func (f *fixture) sql(text string, args ...any) {
	f.t.Helper()
	if _, err := f.pen.conn.ExecContext(f.ctx, text, args...); err != nil {
		f.t.Fatal(err)
	}
}

// week of 24 November 2026, or one that begins so many days later.
func (f *fixture) week(later int) model.Quality {
	f.t.Helper()
	monday := model.NewDate(2026, 11, 23).AddDays(later)
	q, err := f.Quality(f.ctx, f.mia, monday, monday.AddDays(6))
	if err != nil {
		f.t.Fatal(err)
	}
	return q
}

func (f *fixture) missing(q model.Quality, what string) model.MissingCount {
	f.t.Helper()
	if len(q.Lists) == 0 {
		f.t.Fatal("no list was worked")
	}
	i := slices.IndexFunc(q.Lists[0].Missing, func(m model.MissingCount) bool { return m.What == what })
	if i < 0 {
		return model.MissingCount{}
	}
	return q.Lists[0].Missing[i]
}

func TestAWrongNumberIsOfTheColumnThatBroughtIt(t *testing.T) {
	f := openNew(t)
	list, leads := worked(f)
	f.call(leads["Halvorsen Freight"], model.WrongNumber, func(e *model.Entry) {
		for _, p := range f.world(e.LeadID).Contacts[0].Points {
			if p.Field == "phone_2" {
				e.Number = p.Key
			}
		}
	})
	f.call(leads["Quill Bindery"], model.NoAnswer)
	q := f.week(0)
	if len(q.Lists) != 1 || q.Lists[0].ListID != list || q.Lists[0].Touched != 2 || q.Lists[0].Leads != 2 || q.Lists[0].Source != "Ledgerline Data" {
		t.Fatalf("lists are %+v", q.Lists)
	}
	want := model.DefectCount{Code: "wrong-number", Field: "phone_2", Column: "Mobile", Count: 1, Of: 2}
	if got := q.Lists[0].Defects; len(got) != 1 || got[0] != want {
		t.Errorf("defects are %+v, want %+v", got, want)
	}
}

func TestIssuesCodedByHandAndWhatIsTakenBack(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	quill := f.world(leads["Quill Bindery"])
	f.call(leads["Quill Bindery"], model.NoAnswer)
	code := func(code, note string) {
		f.must(f.Defect(f.ctx, f.mia, model.Defect{LeadID: quill.Lead.ID, ContactID: quill.Contacts[0].ID, Code: code, Note: note}))
	}
	code("other", "the fair was in 2019")
	code("wrong-person", "")
	code("wrong-number", "")
	code("duplicate", "")
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	q := f.week(0)
	for _, d := range q.Lists[0].Defects {
		got[d.Code] = d.Field + "=" + d.Column
	}
	if len(got) != 3 || got["wrong-person"] != "name=First Name, Last Name" || got["wrong-number"] != "phone=Direct Phone" || got["other"] != "=" {
		t.Errorf("defects are %v", got)
	}
	if !slices.Equal(q.Lists[0].Words, []string{"the fair was in 2019"}) {
		t.Errorf("words are %q", q.Lists[0].Words)
	}
	if !slices.Contains(q.Private, "Ana Ruiz") || !slices.Contains(q.Private, "Quill Bindery") {
		t.Errorf("whom the words may name: %q", q.Private)
	}
}

func TestOnlyTheWeekCounts(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	f.clock.set(2026, 11, 22, 23, 30) // Sunday night, the week before
	f.call(leads["Quill Bindery"], model.NoAnswer)
	f.clock.set(2026, 11, 30, 9, 0)
	f.call(leads["Halvorsen Freight"], model.WrongNumber)
	if q := f.week(0); len(q.Lists) != 0 {
		t.Errorf("the week has %+v", q.Lists)
	}
	if q := f.week(7); len(q.Lists) != 1 || q.Lists[0].Touched != 1 || q.Lists[0].Defects[0].Count != 1 {
		t.Errorf("the week after has %+v", q.Lists)
	}
	// Taken back, neither the touch nor the issue was.
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if q := f.week(7); len(q.Lists) != 0 {
		t.Errorf("after undo the week has %+v", q.Lists)
	}
}

func TestWhatWasMissingAndWhereItWasFound(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	halvorsen, nordlys := f.world(leads["Halvorsen Freight"]), f.world(leads["Nordlys Cold Storage"])
	mia := halvorsen.Contacts[0].ID
	f.call(halvorsen.Lead.ID, model.NoAnswer)
	f.call(nordlys.Lead.ID, model.NoAnswer)
	if m := f.missing(f.week(0), "title"); m.Lacked != 2 || m.Found != 0 {
		t.Fatalf("before anybody looked: %+v", m)
	}

	f.clock.add(24 * time.Hour)
	talk := f.call(halvorsen.Lead.ID, model.ConnectedInfo)
	f.must(f.SetContact(f.ctx, f.mia, mia, map[string]string{"title": "CFO"}))
	f.must(f.SetContact(f.ctx, f.mia, mia, map[string]string{"email": "mia@halvorsen.example"}))
	f.sql(`UPDATE point SET source = 'company website' WHERE kind = 'email'`)
	f.clock.add(48 * time.Hour) // entered later, from that talk
	f.must(f.Attest(f.ctx, f.mia, model.Attestation{LeadID: halvorsen.Lead.ID, Attribute: model.Firmographics, Level: model.Stated,
		Set: map[string]string{"employees": "340"}, ContactID: mia, TouchID: talk.TouchID, Quote: "340 of us"}))
	f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: nordlys.Lead.ID, Name: "Per Aas", Title: "IT"}))

	q := f.week(0)
	for what, want := range map[string]struct {
		lacked, found int
		where         string
	}{"title": {2, 1, onTheCall}, "email": {2, 1, "company website"}, "size": {1, 1, onTheCall}, "person": {1, 1, notSaid}} {
		m := f.missing(q, what)
		if m.Lacked != want.lacked || m.Found != want.found || m.Where[want.where] != want.found || len(m.Where) != 1 {
			t.Errorf("%s: %+v, want %+v", what, m, want)
		}
	}

	// A change that is taken back has found nothing; what a list fills is no find.
	for range 3 {
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
	}
	f.must(f.SetContact(f.ctx, f.mia, mia, map[string]string{"title": ""}))
	f.bring(model.ImportOptions{Name: "Later"}, []ImportRow{{Line: 2, Company: "Halvorsen Freight", Person: "Mia Halvorsen", Title: "CFO", Emails: []string{"mh@halvorsen.example"}}})
	q = f.week(0)
	for _, what := range []string{"title", "email", "person", "size"} {
		if m := f.missing(q, what); m.Found != 0 {
			t.Errorf("%s is found by nobody, and yet %+v", what, m)
		}
	}
}

func TestWhereGoodLeadsWereFound(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	f.call(leads["Quill Bindery"], model.NoAnswer)
	tern := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Tern Marine", Person: "Lee Chan", Phone: "(212) 555-0190", Source: "Harbour register"}))
	f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: leads["Quill Bindery"], Name: "Tor Lind"}))
	f.sql(`UPDATE contact SET source = 'harbour REGISTER' WHERE name = 'Tor Lind'`)
	f.call(tern.LeadID, model.ConnectedInfo)
	if err := f.write(f.ctx, func(q querier) error {
		return handoffs.add(f.ctx, q, &handoffRow{Handoff: model.Handoff{ID: 1, LeadID: tern.LeadID, State: model.Delivered, DeliveredAt: f.now()}})
	}); err != nil {
		t.Fatal(err)
	}
	q := f.week(0)
	want := model.SourceQuality{Source: "Harbour register", Leads: 1, Contacts: 2, Reached: 1, Graduated: 1}
	if len(q.Sources) != 1 || q.Sources[0] != want {
		t.Errorf("sources are %+v, want %+v", q.Sources, want)
	}
	if last := q.Lists[len(q.Lists)-1]; last.ListID != 0 || last.List != byHand || last.Touched != 1 {
		t.Errorf("what was added by hand comes last: %+v", q.Lists)
	}
	if q := f.week(7); len(q.Sources) != 0 {
		t.Errorf("another week has %+v", q.Sources)
	}
}

func TestACallThatNamesSomebodySaysSo(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	f.call(leads["Nordlys Cold Storage"], model.ConnectedReferred, func(e *model.Entry) { e.Refer = "Per Aas" })
	q := f.week(0)
	if m := f.missing(q, "person"); m.Found != 1 || m.Where["named by the switchboard"] != 1 {
		t.Errorf("the person is %+v", m)
	}
	if len(q.Sources) != 1 || q.Sources[0].Source != "named by the switchboard" || q.Sources[0].Contacts != 1 {
		t.Errorf("sources are %+v", q.Sources)
	}
}

// A piece that lies printed has reached nobody, and no list is to blame for a
// number that we found ourselves.
func TestWhatIsNoAttemptAndNoFaultOfTheList(t *testing.T) {
	f := openNew(t)
	_, leads := worked(f)
	halvorsen := f.world(leads["Halvorsen Freight"])
	mia := halvorsen.Contacts[0].ID
	f.must(f.Record(f.ctx, f.mia, model.Entry{LeadID: leads["Quill Bindery"], Channel: model.Letter, Outcome: model.Queued}))
	f.must(f.SetContact(f.ctx, f.mia, mia, map[string]string{"phone": "(212) 555-0199"}))
	f.sql(`UPDATE point SET source = 'LinkedIn' WHERE key = '+12125550199'`)
	f.call(halvorsen.Lead.ID, model.WrongNumber, func(e *model.Entry) { e.Number = "+12125550199" })
	q := f.week(0)
	if len(q.Lists) != 2 || q.Lists[0].Touched != 1 || q.Lists[0].Issues() != 0 || q.Lists[1].ListID != 0 || q.Lists[1].Issues() != 1 {
		t.Errorf("lists are %+v", q.Lists)
	}
	if d := q.Lists[1].Defects; len(d) != 1 || d[0].Share() != "1" || d[0].Column != "" {
		t.Errorf("the issue is %+v", d)
	}
}
