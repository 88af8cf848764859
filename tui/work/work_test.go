package work_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/industry"
	"ripen/model/when"
	"ripen/tui/desk"
	"ripen/tui/work"
)

// office answers with one lead in which every text is what it was given.
type office struct {
	attested []model.Attestation
	work.Office
	text   string
	record []model.Entry
	wrote  []string
}

var now = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

func (o *office) Desk(context.Context, model.Actor, model.LeadID) (model.Desk, error) {
	t := o.text
	d := model.Desk{World: model.World{Now: now, Company: model.Company{Name: t, Industry: t, Place: model.Place{City: t}},
		Policy: model.Policy{CallFrom: 8 * 60, CallTo: 18 * 60, Currency: "USD"},
		Lead:   model.Lead{ID: 41, Status: model.Working, List: t, OwnerID: 1},
		Contacts: []model.Contact{
			{ID: 7, Name: t, Title: t, Role: model.DecisionMaker, Zones: []string{"America/New_York"}, Region: "US-MA", Points: []model.Point{
				{ID: 1, Kind: model.PhonePoint, Key: "+16175550142", Shown: "+1 617 555 0142"}}},
			{ID: 8, Name: "Tor " + t, Zones: []string{"Europe/Berlin", "Europe/London"}}},
		Touches: []model.Touch{{ID: 3, ContactID: 7, At: now.Add(-48 * time.Hour), Channel: model.Phone, Outcome: model.ConnectedInfo, Note: t, ByName: t}}},
		Passage: t + "\n" + t, Flags: []string{t}, Notes: []model.Note{{Text: t, ByName: t, At: now}},
		Questions: []model.Question{{Key: "siblings", Text: t, Likely: "b", Options: []model.Option{{Key: "a", Label: t}, {Key: "b", Label: t + " b"}}}}}
	d.Readiness = model.Readiness{Of: 10, Weakest: model.Budget, WeakestWhy: t, NextQuestion: t, NextAbout: model.Budget, NextWhoText: t,
		Gates: []model.Gate{{Name: "attribute:budget", Why: t}, {Name: "horizon", Why: t}}}
	for _, k := range model.AttributeKeys() {
		d.Readiness.Attributes = append(d.Readiness.Attributes, model.AttributeNow{Key: k, Level: model.Stated,
			Evidence: model.Evidence{Value: model.Value{"pains": t, "process": t}, ContactID: 7, Quote: t, Document: t}})
	}
	return d, nil
}

func (o *office) Queue(context.Context, model.Actor, int) (model.QueuePage, error) {
	return model.QueuePage{Target: 60, Items: []model.QueueItem{
		{Position: 1, LeadID: 40, Company: o.text, Channel: model.Phone, OpensAt: now.Add(time.Hour)},
		{Position: 2, LeadID: 41, Company: o.text, Contact: o.text, ReasonText: o.text, Channel: model.Phone, CallableNow: true}}}, nil
}

func (o *office) Shown(context.Context, model.Actor, model.LeadID, string) error { return nil }

func (o *office) Preview(context.Context, model.Actor, model.Entry) (model.Result, error) {
	return model.Result{Effects: []string{o.text}, Next: &model.Next{ContactID: 7, Channel: model.Email, DueAt: now, ReasonText: o.text}}, nil
}

func (o *office) Record(_ context.Context, _ model.Actor, e model.Entry) (model.Result, error) {
	o.record = append(o.record, e)
	return model.Result{}, nil
}

func (o *office) did(what string) (model.Result, error) {
	o.wrote = append(o.wrote, what)
	return model.Result{Effects: []string{o.text}}, nil
}

func (o *office) Choose(_ context.Context, _ model.Actor, c model.Choice) (model.Result, error) {
	return o.did(fmt.Sprint(c.Verb, " ", c.Answer))
}

func (o *office) Attest(_ context.Context, _ model.Actor, a model.Attestation) (model.Result, error) {
	o.attested = append(o.attested, a)
	return model.Result{}, model.Errorf(model.Refused, "%s", o.text)
}

func (o *office) Note(_ context.Context, _ model.Actor, _ model.LeadID, _ model.ContactID, text string) (model.Result, error) {
	return o.did("note " + text)
}

func (o *office) PeekUndo(context.Context, model.Actor) ([]model.UndoInfo, error) {
	return []model.UndoInfo{{Text: o.text, At: now}}, nil
}

func (o *office) Undo(context.Context, model.Actor) (model.UndoInfo, error) {
	_, err := o.did("undo")
	return model.UndoInfo{Text: o.text}, err
}

func (o *office) Leads(context.Context, model.Actor, model.LeadQuery) (model.LeadPage, error) {
	return model.LeadPage{Rows: []model.LeadRow{{ID: 41, Company: o.text, Contact: o.text, Place: o.text}, {ID: 42, Company: o.text}}}, nil
}

func (o *office) IndustrySearch(context.Context, string, string, int) (string, []industry.Code, error) {
	return "", []industry.Code{{Code: "1", Title: o.text}, {Code: "2", Title: o.text}}, nil
}

// play runs a script and returns what was said.
func play(t testing.TB, o *office, script ...string) string {
	t.Helper()
	var out strings.Builder
	err := work.Run(t.Context(), o, work.Options{By: model.Actor{ID: 1, Name: "dana", Role: model.Specialist, Zone: time.UTC}, Clock: func() time.Time { return now },
		In: strings.NewReader(strings.Join(script, "\n") + "\n"), Out: &out, Desk: desk.Options{ParseTime: when.Time}})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// everything goes through each thing that is told.
var everything = []string{"2", "help", "?", "again", "guide", "attributes", "history", "people", "?", "1", "w", "queue", "numbers", "drafts", "graduate", "dial",
	"note " + strange, "keep", "1", "n", "words", "1", "s", "1", "1", strange, strange, "-", "y", "leave",
	"outcome", "?", "callback", strange, "tue 10", "w", strange, ".", "y", "later", "inbound " + strange, "1", "1", "phone", "later", "-", "n",
	"outcome another", "letter", "leave", "lead " + strange, "1", "people", "add", strange, "leave", "people", "2", "role", "leave",
	"people", "1", "found", "no number", "leave", "back", "defect", "leave", "disqualify", "student", strange, "no", "undo", "n", "rest", strange, "1 mar", strange, "no", "skip", "?", "leave", "next", "quit"}

const strange = "A\u202eB\u200d\x1b[31mC\u00a0Ȧ̶ 名前 👩\u200d👩\u200d👧 -- \x9b2J\x07"

// Every line is at most 80 columns and holds nothing that a terminal obeys,
// whatever an imported name, a note or an answer holds.
func TestLinesArePlainWhateverNamesHold(t *testing.T) {
	check := func(fatal func(string, ...any), out string) {
		for line := range strings.SplitSeq(out, "\n") {
			if n := ansi.StringWidth(line); n > 80 {
				fatal("%d columns: %q", n, line)
			}
			for _, r := range line {
				if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\ufffd' {
					fatal("%q holds %U", line, r)
				}
			}
		}
	}
	for _, text := range []string{"", " ", strange, strings.Repeat("名", 200), strings.Repeat("x", 500), strings.Repeat("-", 300), strings.Repeat("e\u0301\u0301\u0301", 120)} {
		check(t.Fatalf, play(t, &office{text: text}, everything...))
	}
	rapid.Check(t, func(rt *rapid.T) {
		check(rt.Fatalf, play(t, &office{text: rapid.String().Draw(rt, "text")}, everything...))
	})
}

// Nothing is written without a yes: not by an empty line, not by another word,
// not by whatever else one may type.
func TestOnlyAYesRecords(t *testing.T) {
	for _, answer := range []string{"", "  ", "ok", "record", "1 2", "n", "no", "-", "+", "yess", "?", "back", "leave", "quit", "\\yes"} {
		o := &office{text: "Halvorsen"}
		play(t, o, "later", "outcome voicemail", answer, answer, "quit")
		if len(o.record) > 0 {
			t.Errorf("%q records", answer)
		}
	}
	for _, answer := range []string{"y", "yes", "YES", "1"} {
		o := &office{text: "Halvorsen"}
		play(t, o, "later", "outcome voicemail", "", answer, "quit")
		if len(o.record) != 1 {
			t.Errorf("%q records %d times", answer, len(o.record))
		}
	}
	o := &office{text: "Halvorsen"}
	play(t, o, "later", "undo", "", "perhaps", "n", "rest", "1 mar", "why", "", "no", "outcome do not", "y", "", "n", "quit")
	if len(o.wrote)+len(o.record) > 0 {
		t.Errorf("wrote %v, recorded %v", o.wrote, o.record)
	}
}

// A question of the rules takes a number, a letter or the word; an empty line
// does not take the likely answer, which stands first.
func TestTheRulesQuestionsAreAsked(t *testing.T) {
	for answer, want := range map[string]string{"1": "decide b", "halvorsen": "decide a", "a": "decide a", "Halvorsen B": "decide b", "later": "", "": "", "back": ""} {
		o := &office{text: "Halvorsen"}
		out := play(t, o, answer, "quit")
		if got := strings.Join(o.wrote, ","); got != want {
			t.Errorf("%q answers %q, not %q:\n%s", answer, got, want, out)
		}
	}
}

// A fact is said in one line, as on the desk: its number and the words.
func TestAFactIsSaidInOneLine(t *testing.T) {
	o := &office{text: "Halvorsen"}
	out := play(t, o, "later", "8 350k allocated", "back", "-", "-", "leave", "attribute 7 board in february", "leave", "3 tor", "leave", "quit")
	for _, want := range []string{"8, budget. Understood: amount 350k, status allocated.", "7, process. Understood: steps board, decision by 2027-02-01.",
		"Nothing of that can be read into decision makers; its fields are asked.", "Fiscal year from; - leaves it out."} {
		if !strings.Contains(strings.ReplaceAll(out, "\n", " "), want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	o = &office{text: "Halvorsen"}
	out = play(t, o, "later", "8 350k allocated", "-", "-", "-", "-", "-", "-", "-", "y", "leave", "quit")
	if len(o.attested) != 1 || o.attested[0].Set["status"] != "allocated" || o.attested[0].Set["amount"] == "" {
		t.Errorf("%+v\n%s", o.attested, out)
	}
}

// back goes one question back, and what was answered there stands.
func TestBackGoesOneQuestionBack(t *testing.T) {
	o := &office{text: "Halvorsen"}
	out := play(t, o, "later", "rest", "1 mar", "back", "2 mar", "between budgets", "y", "quit")
	if got := strings.Count(out, "Rest until"); got != 2 || !strings.Contains(out, `Rest until. It says "1 mar"; - keeps it.`) || len(o.wrote) != 1 {
		t.Errorf("the day is asked for %d times, %v is written:\n%s", got, o.wrote, out)
	}
	o = &office{text: "Halvorsen"}
	out = play(t, o, "later", "outcome callback", "tue 10:30", "back", "-", "back", "wed 9", "y", "quit")
	if len(o.record) != 1 {
		t.Fatalf("recorded %d times:\n%s", len(o.record), out)
	}
	if got := o.record[0].Callback.Format("2 Jan 15:04 -0700"); got != "25 Nov 09:00 -0500" {
		t.Errorf("the callback is %s", got)
	}
	for _, want := range []string{`Call back (tue 10:30, tomorrow 9, in 2 hours). It says "tue 10:30"; - keeps it.`, "Call back on Tuesday 1 December 2026, 10:30 in Halvorsen"} {
		if !strings.Contains(strings.ReplaceAll(out, "\n", " "), want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
}
