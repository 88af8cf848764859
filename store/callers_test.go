package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

// lines are the callers as a person reads them: who, where, by what.
func (f *fixture) lines(by model.Actor, text string) string {
	f.t.Helper()
	all, err := f.Callers(f.ctx, by, text, 5)
	if err != nil {
		f.t.Fatal(text, err)
	}
	var out []string
	for _, c := range all {
		out = append(out, strings.TrimSpace(c.Name+"/"+strings.Fields(c.Company + " ?")[0]+" "+c.Matched))
	}
	return strings.Join(out, " · ")
}

func TestWhoIsOnTheLine(t *testing.T) {
	f := openNew(t)
	dana := f.who("Dana Ortiz")
	for i, n := range []model.NewLead{
		{Company: "Halvorsen Freight", Person: "Tor Müller", Phone: "(617) 555-0142", Email: "tor@halvorsen.example", Website: "halvorsen.example"},
		{Company: "Quill & Sons Bindery", Person: "Ada Berg", Phone: "617-555-0150", Email: "ada@quill.example", Website: "quill.example"},
		{Company: "Freight Berlin", Person: "Jonas Halv", Phone: "+49 30 901820", Place: model.Place{Country: "DE"}},
		{Company: "Leeds Mills", Person: "Nell Ives", Phone: "+44 113 496 0142", Place: model.Place{Country: "GB"}},
	} {
		by := f.mia
		if i%2 == 1 {
			by = dana
		}
		f.must(f.AddLead(f.ctx, by, n))
	}
	tor, ada, jonas, nell := "Tor Müller/Halvorsen (617) 555-0142", "Ada Berg/Quill (617) 555-0150", "Jonas Halv/Freight 030 901820", "Nell Ives/Leeds 0113 496 0142"
	for _, tt := range []struct{ text, want string }{
		{"(617) 555-0142", tor}, {"617.555.0142", tor}, {"+1 617 555 0142", tor}, {"1 617 555 0142", tor}, {"6175550142", tor}, {"00493090 1820", jonas},
		{"617", tor + " · " + ada}, {"617 555 01", tor + " · " + ada}, {"+1", ""}, {"+1 6", tor + " · " + ada},
		{"0142", tor + " · " + nell}, {"55 0142", tor}, {"5550142", tor}, {"960142", nell}, {"142", ""}, {"9999", ""}, {"0", ""},
		{"555 01", tor + " · " + ada}, {"555-014", tor}, {"555 015", ada}, {"555", ""}, {"555 99", ""}, {"155 01", ""},
		{"030 9018", jonas}, {"30901820", jonas}, {"+49", jonas}, {"+49 30", jonas}, {"0113 496", nell}, {"01134960142", nell},
		{"halv", "Jonas Halv/Freight · Tor Müller/Halvorsen"}, {"tor halv", "Tor Müller/Halvorsen"}, {"freight", "Jonas Halv/Freight · Tor Müller/Halvorsen"}, {"MULL freig", "Tor Müller/Halvorsen"},
		{"sons quill", "Ada Berg/Quill"}, {"berg", "Ada Berg/Quill"}, {"ber", "Jonas Halv/Freight · Ada Berg/Quill"}, {"ada berg", "Ada Berg/Quill"}, {"halv zzz", ""}, {"L1", "Tor Müller/Halvorsen"},
		{"tor@", "Tor Müller/Halvorsen tor@halvorsen.example"}, {"ADA@quill.example", "Ada Berg/Quill ada@quill.example"}, {"@quill", "Ada Berg/Quill quill.example"},
		{"new@halvorsen.example", "Tor Müller/Halvorsen halvorsen.example"}, {"new@halv", ""}, {"", ""}, {" . ", ""}, {"\x1b[31m", ""}, {"'; DROP", ""},
	} {
		if got := f.lines(f.mia, tt.text); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.text, got, tt.want)
		}
	}
	if got := f.lines(dana, "617"); got != ada+" · "+tor {
		t.Errorf("her own first: %s", got)
	}
	if got := f.lines(dana, "617 555 0142"); got != tor {
		t.Errorf("the whole number: %s", got)
	}
}

func TestACallerIsShownWithWhatHeAnswers(t *testing.T) {
	f := openNew(t)
	f.clock.set(2026, 10, 6, 10, 0)
	id := f.lead("Halvorsen Freight", "Tor Müller").LeadID
	one := func() model.Caller {
		t.Helper()
		all, err := f.Callers(f.ctx, f.mia, "0142", 0)
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
		return all[0]
	}
	c := one()
	if c.LeadID != id || c.ContactID != f.world(id).Contacts[0].ID || c.Title != "IT lead" || c.Place != "New York, NY" || c.Owner != "Mia" || c.Status != model.New ||
		c.Answers != 0 || c.AnswersText != "" || c.Suppressed {
		t.Errorf("%+v", c)
	}
	letter := f.must(f.Record(f.ctx, f.mia, model.Entry{LeadID: id, Channel: model.Letter, Outcome: model.Posted, Note: "three docks, one clock"}))
	f.clock.add(48 * time.Hour)
	f.call(id, model.NoAnswer)
	if c := one(); c.Answers != letter.TouchID || c.AnswersText != "letter “three docks, one clock” of 6 Oct" || c.Status != model.Working {
		t.Errorf("%+v", c)
	}
	f.clock.add(96 * time.Hour)
	voicemail := f.call(id, model.VoicemailLeft)
	if c := one(); c.Answers != voicemail.TouchID || c.AnswersText != "voicemail of 12 Oct" {
		t.Errorf("%+v", c)
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if c := one(); c.Answers != letter.TouchID {
		t.Errorf("the voicemail was taken back: %+v", c)
	}
	f.call(id, model.DoNotContact)
	if c := one(); !c.Suppressed {
		t.Errorf("who must not be contacted is not marked: %+v", c)
	}
	if _, err := f.Erase(f.ctx, f.mia, c.ContactID); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"0142", "muller", "it@halvorsen.example"} {
		for _, c := range must(f.Callers(f.ctx, f.mia, text, 0)) {
			if strings.Contains(fmt.Sprint(c), "ller") || strings.Contains(c.Matched, "0142") {
				t.Errorf("%s finds the erased: %+v", text, c)
			}
		}
	}
}

// A beginning that hundreds of addresses share finds the few whose name it is.
func TestANameIsFoundAmongManyAddressesThatBeginSo(t *testing.T) {
	f := openNew(t)
	rows := listRows(1000)
	for i := range rows {
		rows[i].Emails = []string{fmt.Sprintf("halv%d@works%d.example", i, i/2)}
	}
	f.bring(model.ImportOptions{Name: "Fair"}, rows)
	f.lead("Halvorsen Freight", "Tor Müller")
	f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Quill Bindery", Person: "Jonas Halvzeit", Phone: "617-555-0150"}))
	for text, want := range map[string]string{"halv": "Tor Müller/Halvorsen · Jonas Halvzeit/Quill", "jonas halv": "Jonas Halvzeit/Quill", "halvo": "Tor Müller/Halvorsen", "halvz": "Jonas Halvzeit/Quill"} {
		if got := f.lines(f.mia, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := f.lines(f.mia, "works 17"); strings.Count(got, "/Works") != 5 {
		t.Errorf("works 17: %s", got)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
