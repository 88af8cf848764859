package document

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"ripen/model"
)

var update = flag.Bool("update", false, "write the golden dossier anew; read it before you keep it")

func TestTheDossierReadsAsWritten(t *testing.T) {
	got := Dossier(halvorsen(t)).Markdown()
	const file = "testdata/dossier.md"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("the dossier changed (-want +got):\n%s", diff)
	}
}

func TestEveryPartStandsInTheDossier(t *testing.T) {
	text := string(Dossier(halvorsen(t)).Markdown())
	at := 0
	for _, part := range []string{
		"# Halvorsen Freight", "## The opportunity", "## Agreed next step", "## Company", "## The ten attributes", "## People",
		"## Pains and hot buttons", "## Environment", "## Budget", "## Timeline and decision process", "## Competition",
		"## Compelling event", "## Contact history", "## How it was judged", "## What to do with it",
	} {
		i := strings.Index(text[at:], part)
		if i < 0 {
			t.Fatalf("%q is missing or out of order", part)
		}
		at += i
	}
	for _, want := range []string{"ripen handoff accept H3", "ripen handoff reject H3", "version 2", "$350,000", "Tue 1 Dec 2026, 10:30 EST",
		"◌ stale since 12 Oct 2026 (older than 180 days); was listed", "answers the letter of 8 Oct 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the dossier lacks %q", want)
		}
	}
	for _, never := range []string{"sent to the wrong man", "555 0178", "555 0199", "\x1b", "\u202e", "[31m"} {
		if strings.Contains(text, never) {
			t.Errorf("the dossier shows %q", never)
		}
	}
}

func TestJSONIsTheWholeDossier(t *testing.T) {
	d := Dossier(halvorsen(t))
	b, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back Doc
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&back); err != nil {
		t.Fatal(err)
	}
	if again, _ := back.JSON(); !bytes.Equal(again, b) {
		t.Error("what was read is written otherwise")
	}
	if !bytes.Equal(back.Markdown(), d.Markdown()) {
		t.Error("the Markdown made from the JSON differs")
	}
	var raw map[string]any
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	money := raw["budget"].(map[string]any)
	step := raw["next_step"].(map[string]any)
	value := raw["attributes"].([]any)[6].(map[string]any)["value"].(map[string]any)
	if raw["lead_id"] != "L41" || money["amount"] != 35000000.0 || money["currency"] != "USD" ||
		step["at"] != "2026-12-01T10:30:00-05:00" || value["decision_by"] != "2027-02-12" || len(value["steps"].([]any)) != 2 {
		t.Errorf("got %v, %v, %v, %v", raw["lead_id"], money, step, value)
	}
	if n := len(raw["attributes"].([]any)); n != 10 {
		t.Errorf("%d attributes", n)
	}
	if strings.Contains(string(b), "null") && d.NextStep != nil && d.Handoff != nil {
		t.Error("a part that is known is null")
	}
}

func TestALeadOfWhichNothingIsKnown(t *testing.T) {
	d := Dossier(model.World{Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}, model.Readiness{}, model.Handoff{})
	text := string(d.Markdown())
	for _, want := range []string{"has named no pain yet", "The budget is not known; no decision date is known", "None is agreed yet",
		"Nobody has been contacted yet", "not handed off yet"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	if _, _, err := d.PDF(GoFonts()); err != nil {
		t.Error(err)
	}
	if _, err := d.Calendar(); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "next-step") {
		t.Errorf("a calendar file of nothing: %v", err)
	}
	if _, err := d.CRM(); err != nil {
		t.Error(err)
	}
	if b, err := d.JSON(); err != nil || bytes.Contains(b, []byte(`"touches": null`)) {
		t.Errorf("lists are never null: %v\n%s", err, b)
	}
}

func TestTheOpportunityIsHonest(t *testing.T) {
	w, r, h := halvorsen(t)
	set := func(key model.AttributeKey, edit func(*model.AttributeNow)) {
		r.Attributes = append([]model.AttributeNow(nil), r.Attributes...)
		edit(&r.Attributes[key.Index()])
	}
	set(model.Pain, func(a *model.AttributeNow) { a.Stale, a.StaleWhy = true, "older than 180 days" })
	set(model.Budget, func(a *model.AttributeNow) {
		a.Level, a.Evidence.Value = model.Listed, model.Value{"status": "process", "process": "asks the board in May"}
	})
	set(model.Urgency, func(a *model.AttributeNow) { a.Level = model.Unknown })
	w.Lead.NextStep, h.NextStep = model.NextStep{}, model.NextStep{}
	got := Dossier(w, r, h).Opportunity
	for i, want := range []string{
		"as Mia Halvorsen, CFO, said on 19 Nov 2026 (stale: older than 180 days).",
		"The money goes through a budgeting process (asks the board in May) (from the list only: nobody said it); the decision is expected by 12 Feb 2027, and Tor Lind signs.",
		"No compelling event is known; no next step is agreed.",
	} {
		if !strings.HasSuffix(got[i], want) {
			t.Errorf("got  %s\nwant %s", got[i], want)
		}
	}
}

func TestTheNextStepIsTheContactsTime(t *testing.T) {
	w, r, h := halvorsen(t)
	w.Contacts[1].Zones = []string{"Europe/Berlin"}
	n := Dossier(w, r, h).NextStep
	if n.At.Format("15:04 MST") != "16:30 CET" || !n.Certain {
		t.Errorf("got %v", n)
	}
	w.Contacts[1].Zones = append(w.Contacts[1].Zones, "Europe/London")
	if n = Dossier(w, r, h).NextStep; n.At.Format("15:04 MST") != "10:30 EST" || n.Certain {
		t.Errorf("a zone that is not certain was taken: %v", n)
	}
	if text := string(Dossier(w, r, h).Markdown()); !strings.Contains(text, "time zone is not certain") {
		t.Error("the doubt is not said")
	}
}

func TestAHandoffWithoutANumberYet(t *testing.T) {
	w, r, h := halvorsen(t)
	h.ID = -1
	text := string(Dossier(w, r, h).Markdown())
	if strings.Contains(text, "H-1") || !strings.Contains(text, "ripen handoff accept ID\n") {
		t.Errorf("got:\n%s", text)
	}
}

func TestCalendarFile(t *testing.T) {
	w, r, h := halvorsen(t)
	first, err := Dossier(w, r, h).Calendar()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(first), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
	}
	c, err := ical.NewDecoder(bytes.NewReader(first)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	events := c.Events()
	if len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	e := events[0]
	text := func(name string) string { s, _ := e.Props.Text(name); return s }
	start, err1 := e.DateTimeStart(time.UTC)
	end, err2 := e.DateTimeEnd(time.UTC)
	if err1 != nil || err2 != nil || !start.Equal(w.Lead.NextStep.At) || end.Sub(start) != time.Hour {
		t.Errorf("from %v to %v: %v %v", start, end, err1, err2)
	}
	if text("SUMMARY") != "Visit: Halvorsen Freight | Løgistikk & Søn, Mia Halvorsen" ||
		text("LOCATION") != "Halvorsen Freight | Løgistikk & Søn, 12 Wharf St, Boston, MA 02110, US" ||
		!strings.Contains(text("DESCRIPTION"), "Why now: the Hamburg slot") || e.Props.Get("ATTENDEE") != nil {
		t.Errorf("got %s", first)
	}
	w.Now = w.Now.Add(time.Hour)
	w.Lead.NextStep.Kind = model.StepCall
	second, _ := Dossier(w, r, h).Calendar()
	c, _ = ical.NewDecoder(bytes.NewReader(second)).Decode()
	uid, _ := c.Events()[0].Props.Text("UID")
	if stop, _ := c.Events()[0].DateTimeEnd(time.UTC); uid != text("UID") || stop.Sub(start) != 30*time.Minute {
		t.Errorf("the same event has another name (%s) or a call lasts until %v", uid, stop)
	}
}

func TestCRMRowIsReadBackAndHarmless(t *testing.T) {
	w, r, h := halvorsen(t)
	w.Company.Industry, w.Company.Place.Street = "=cmd|' /C calc'!A0", "-12 Wharf,\n\"St\""
	b, err := Dossier(w, r, h).CRM()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	for name, want := range map[string]string{
		"First Name": "Mia", "Last Name": "Halvorsen", "Phone": "+16175550142", "Email": "mia_h@halvorsen.example", "Amount": "350000",
		"Annual Revenue": "82000000", "Close Date": "2027-02-12", "Ripen Lead": "L41", "Ripen Hand-off": "H3", "Lead Owner": "Sam Poole",
		"Industry": "'=cmd|' /C calc'!A0", "Street": "'-12 Wharf, / \"St\"", "Next Step Date": "2026-12-01T10:30:00-05:00",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// Who signs may be typed as a contact's id; people read the name.
func TestASignerGivenByIdIsNamed(t *testing.T) {
	w, r, h := halvorsen(t)
	for i := range w.Evidence {
		if w.Evidence[i].Attribute == model.Process {
			w.Evidence[i].Value["signer"] = "C8"
		}
	}
	for i := range r.Attributes {
		if r.Attributes[i].Key == model.Process {
			r.Attributes[i].Evidence.Value["signer"] = "C8"
		}
	}
	md := string(Dossier(w, r, h).Markdown())
	if !strings.Contains(md, w.Contact(8).Name+" signs") || strings.Contains(md, "C8") {
		t.Error("the signer is not named")
	}
}
