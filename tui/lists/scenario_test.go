package lists_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
	"ripen/tui/nav"
)

func open(t *testing.T, f *importer, d lists.Drafts) *pagetest.Run {
	t.Helper()
	return pagetest.Open(t, lists.NewImport(session(), f, d), 80, 22)
}

// said says whether a toast with the text was shown.
func said(run *pagetest.Run, text string) bool {
	return slices.ContainsFunc(run.Asked, func(m tea.Msg) bool {
		toast, ok := m.(nav.ToastMsg)
		return ok && strings.Contains(toast.Text, text)
	})
}

func TestAListIsBroughtInStepByStep(t *testing.T) {
	f := fair()
	run := open(t, f, nil)
	run.Shows("fair.csv", "lists/", "letters.txt")

	// The file, by completion: as far as the names agree, then by the arrows.
	run.Type("~/li")
	run.Press("tab")
	run.Shows("~/lists/", "fair-2025.xlsx", "old/")
	run.Hides("letters.txt")
	run.Type("f")
	run.Press("tab", "down")
	run.Press("enter")
	run.Shows("Salesforce report", "csv, comma", "UTF-8 with BOM", "headers in line 1", "640 rows, 11 columns", "halvorsen.example")

	// The question comes first: its likely answer is preselected, the other is a key.
	run.Press("n")
	run.Shows("To be settled")
	run.Press("a")
	run.Hides("To be settled")
	run.Shows("received at dmy")

	// Booth is a locations count, typed by its beginning.
	run.Press("G", "k")
	run.Shows("kept as extra")
	run.Press("enter")
	run.Shows("What is Booth?")
	run.Type("loc")
	run.Press("enter")
	run.Shows("locations")
	run.Press("n", "tab")
	run.Type("Intermodal, Hamburg")
	run.Press("tab", "t", "tab")
	run.Type("4.8k")
	run.Press("tab", "l", "tab")
	run.Type("dana, in")
	run.Press("down", "enter")
	run.Shows("Dana Ortiz, Ines Falk in turns")
	run.Press("enter")
	want := model.ImportOptions{Name: "fair", Source: "Intermodal, Hamburg", Category: "trade-show", Cost: 480000, Cadence: "long-term", DryRun: true,
		Map: []string{"locations=Booth"}, Dates: []string{"Created Date=dmy"}, Assign: []model.Assignment{{Member: 1}, {Member: 3}}}
	if got := f.last(); !reflect.DeepEqual(got, want) {
		t.Fatalf("asked for\n%+v\nwant\n%+v", got, want)
	}
	run.Shows("640 rows would become", "522  new contacts, in 412 new leads", "49  rejected", "line 14  company: no company and no domain", "43 more")

	// Run, with progress by the screen's clock.
	f.during = func(_ context.Context, progress func(model.ImportProgress)) {
		progress(model.ImportProgress{Stage: "bringing in", Done: 100, Total: 640})
		run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(time.Second)})
		progress(model.ImportProgress{Stage: "bringing in", Done: 220, Total: 640})
		run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(3 * time.Second)})
		run.Shows("bringing in", "220 of 640 rows", "60 rows a second", "about 7 s left", "34 %")
		if dirty, what := run.Screen.(nav.Unsaved).Dirty(); !dirty || !strings.Contains(what, "fair") {
			t.Error("leaving Ripen would not ask")
		}
	}
	run.Press("enter")
	if f.last().DryRun {
		t.Fatal("it was brought in dry")
	}
	run.Shows("640 rows became", "12 pairs may be one: m on the Lists screen", "fair.rejects.csv")
	if !said(run, "fair is in: 412 new leads to work.") {
		t.Error("nothing was said")
	}
	run.Press("v", "j")
	run.Shows("Line 23 as it came", "Last Name: Reed1")
	run.Press("esc")
	run.Shows("640 rows became")
	run.Press("enter")
	if m, ok := run.Last().(nav.SwitchMsg); !ok || m.Route != nav.Today {
		t.Errorf("enter leads to %v", run.Last())
	}
	if !run.Screen.(interface{ Finished() bool }).Finished() {
		t.Error("the steps stay under the queue")
	}
}

func TestCancellingSaysWhatItDoesAndGoesOnFromThere(t *testing.T) {
	f := fair()
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "enter", "n", "ctrl+s")
	f.during = func(ctx context.Context, progress func(model.ImportProgress)) {
		progress(model.ImportProgress{Stage: "bringing in", Done: 300, Total: 640})
		run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(time.Second)})
		run.Press("esc")
		d, ok := run.Last().(nav.DialogMsg)
		if !ok {
			t.Fatal("esc asks nothing")
		}
		d.Dialog.SetSize(80, 22)
		if see := pagetest.See(d.Dialog.View()); !strings.Contains(see, "not brought in twice") || !strings.Contains(see, "U on the Lists screen") {
			t.Errorf("it is not said what cancelling does:\n%s", see)
		}
		run.Answer("enter")
		if ctx.Err() != nil {
			t.Fatal("enter cancelled")
		}
		run.Press("esc")
		run.Answer("y")
		if ctx.Err() == nil {
			t.Fatal("y did not cancel")
		}
		run.Shows("Cancelling")
	}
	run.Press("enter")
	run.Shows("Cancelled at 300 of 640 rows", "What came in stays: enter goes on")
	f.during = nil
	run.Press("enter")
	run.Shows("640 rows became")
	if a, b := f.asked[1], f.last(); !reflect.DeepEqual(a, b) {
		t.Errorf("it does not go on with the same: %+v, %+v", a, b)
	}
}

func TestWhatACancelledImportWouldStillDoIsAskedAnew(t *testing.T) {
	f := fair()
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "enter", "n", "ctrl+s")
	f.fails["import"] = context.Canceled
	run.Press("enter")
	run.Shows("Cancelled")
	run.Press("esc", "ctrl+s")
	run.Shows("640 rows would become")
	run.Hides("Cancelled")
}

func TestACorrectionTakesTheFieldFromWhoHadIt(t *testing.T) {
	f := fair()
	f.file.Questions = nil
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "G", "f")
	run.Type("comp")
	run.Shows("company  now Account Name")
	run.Press("enter")
	if !said(run, "Colour is the company now; Account Name is kept as extra.") {
		t.Errorf("it is not said from whom: %v", run.Asked)
	}
	run.Press("g", "x")
	run.Press("G", "x", "n", "ctrl+s")
	if got := fmt.Sprint(f.last().Map); got != "[company=]" {
		t.Errorf("mapped %s", got)
	}
}

// A header that two columns have, or none, cannot name a column: its number
// does.
func TestColumnsThatHeadersCannotTellApartGoByNumber(t *testing.T) {
	f := fair()
	f.file.Questions = nil
	f.file.Columns[9].Header, f.file.Columns[10].Header = "Note", "note "
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "G", "f")
	run.Type("notes")
	run.Press("enter", "n", "ctrl+s")
	if got := fmt.Sprint(f.last().Map); got != "[notes=11]" {
		t.Errorf("mapped %s", got)
	}
}

func TestAStaleLookIsDropped(t *testing.T) {
	f := fair()
	f.file.Questions = nil
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "g")
	for range 8 {
		run.Press("j")
	}
	f.deaf = true
	run.Hold()
	run.Press("d", "d") // ymd, then dmy again: two readings under way
	run.Shows("received at dmy", "reading it again")
	run.Press("n")
	run.Shows("step 2 of 4") // what is not known yet is not gone on with
	run.Release(true)
	run.Shows("received at dmy")
	run.Hides("reading it again")
	run.Press("n", "ctrl+s")
	if got := fmt.Sprint(f.last().Dates); got != "[Created Date=dmy]" {
		t.Errorf("dates %s", got)
	}
}

func TestARefusedCorrectionIsTakenBack(t *testing.T) {
	f := fair()
	f.file.Questions = nil
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "g")
	f.fails["look"] = model.Errorf(model.Invalid, "No column names the company; say which does.")
	run.Press("x")
	run.Shows("No column names the company", "company   ")
	delete(f.fails, "look")
	run.Press("n", "ctrl+s")
	if got := f.last().Map; len(got) != 0 {
		t.Errorf("the refused correction went in: %v", got)
	}
}

func TestARefusalStandsWhereItCanBeMended(t *testing.T) {
	for field, where := range map[string]string{"file": "step 1 of 4", "map": "step 2 of 4", "cadence": "step 3 of 4", "list": "step 3 of 4", "assign": "step 3 of 4", "cost": "step 3 of 4"} {
		f := fair()
		run := open(t, f, nil)
		run.Type("fair.csv")
		run.Press("enter", "enter", "n")
		f.fails["dry"] = &model.Error{Code: model.Invalid, Field: field, Message: "This cannot be so; write it otherwise."}
		run.Press("ctrl+s")
		run.Shows(where, "This cannot be so; write it otherwise.")
	}
	f := fair()
	run := open(t, f, nil)
	f.fails["look"] = model.Errorf(model.NotFound, "There is no file nowhere.csv; check the path.")
	run.Type("nowhere.csv")
	run.Press("enter")
	run.Shows("There is no file nowhere.csv", "step 1 of 4")
	delete(f.fails, "look")
	run.Press("ctrl+u", "enter")
	run.Shows("Name the file")
	run.Type("fair.csv")
	run.Press("enter", "enter", "n", "ctrl+s")
	f.fails["import"] = model.Errorf(model.Conflict, "Somebody else is bringing a list in; try again in a minute.")
	run.Press("enter")
	if m, ok := run.Last().(nav.ErrMsg); !ok || m.Err != f.fails["import"] {
		t.Errorf("the refusal is not shown: %v", run.Last())
	}
	run.Shows("640 rows would become") // enter tries again
}

func TestOnlyThoseWhoCanWorkLeadsAreGivenThem(t *testing.T) {
	f := fair()
	for typed, want := range map[string]string{
		"rosa": `called "rosa"; there are Dana Ortiz`, "omar": "may be Omar Reyes, Omar Haddad", "dana, dana o": "Dana Ortiz is named twice",
		"dana: Boston": `"Boston" is no region`, "dana: US-MA, ines: us-ma": "US-MA is given to Dana Ortiz and to Ines Falk", "dana:": "Say which regions Dana Ortiz takes",
	} {
		run := open(t, f, nil)
		run.Type("fair.csv")
		run.Press("enter", "enter", "n", "shift+tab")
		run.Type(typed)
		asked := len(f.asked)
		run.Press("ctrl+s")
		run.Shows("step 3 of 4")
		if see := strings.Join(strings.Fields(run.See()), " "); !strings.Contains(see, want) {
			t.Errorf("%q is not refused with %q:\n%s", typed, want, run.See())
		}
		if len(f.asked) != asked {
			t.Errorf("%q was taken: %+v", typed, f.last().Assign)
		}
	}
}

func TestTerritoriesAndTurnsTogether(t *testing.T) {
	f := fair()
	run := open(t, f, nil)
	run.Type("fair.csv")
	run.Press("enter", "enter", "n", "shift+tab")
	run.Type("dana: us-ma, US-NY, omar h: DE, ines, omar reyes")
	run.Shows("Dana Ortiz: US-MA US-NY; Omar Haddad: DE; all others: Ines Falk, Omar")
	run.Press("ctrl+s")
	want := []model.Assignment{{Member: 1, Regions: []model.Region{"US-MA", "US-NY"}}, {Member: 5, Regions: []model.Region{"DE"}}, {Member: 3}, {Member: 2}}
	if got := f.last().Assign; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestEscLosesNothingThatWasTyped(t *testing.T) {
	f, kept := fair(), drafts{}
	run := open(t, f, kept)
	run.Type("~/lists/fair.csv")
	run.Press("enter", "enter", "G", "f")
	run.Type("notes")
	run.Press("enter", "n", "tab")
	run.Type("Hamburg")
	run.Press("shift+tab", "shift+tab")
	run.Type("ines")
	run.Press("esc", "esc", "esc")
	if !slices.ContainsFunc(run.Asked, func(m tea.Msg) bool { return m == nav.PopMsg{} }) {
		t.Fatalf("esc does not lead back: %v", run.Asked)
	}
	if dirty, what := run.Screen.(nav.Unsaved).Dirty(); dirty {
		t.Errorf("%s is not kept", what)
	}
	run = open(t, f, kept) // opened anew, as after leaving Ripen
	run.Shows("~/lists/fair.csv")
	run.Press("enter", "n")
	run.Shows("Hamburg", "Ines Falk")
	run.Press("ctrl+s")
	if o := f.last(); o.Source != "Hamburg" || fmt.Sprint(o.Map) != "[notes=Colour]" || len(o.Assign) != 1 {
		t.Errorf("%+v", o)
	}
	run.Press("enter")
	run = open(t, f, kept) // it is in: the next one begins in the same folder
	run.Shows("▌ ~/lists/")
	run.Hides("▌ ~/lists/fair")
	run.Type("f")
	run.Press("down", "enter", "enter", "n")
	run.Shows("step 3 of 4")
	run.Hides("Hamburg")
}

func TestWhatWasLeftOfOneFileIsNotSaidOfAnother(t *testing.T) {
	f, kept := fair(), drafts{}
	run := open(t, f, kept)
	run.Type("~/lists/fair.csv")
	run.Press("enter", "enter", "n", "tab")
	run.Type("Hamburg")
	run.Press("esc", "esc", "esc")
	run = open(t, f, kept)
	run.Press("ctrl+u")
	run.Type("~/letters.txt")
	run.Press("enter", "enter", "n")
	run.Hides("Hamburg")
	run.Shows("letters", "step 3 of 4")
	run.Press("ctrl+s")
	if o := f.last(); o.Name != "letters" || len(o.Dates) != 1 || o.Source != "" {
		t.Errorf("%+v", o)
	}
}

func TestPathsAsTheyArePasted(t *testing.T) {
	for pasted, want := range map[string]string{
		`"/home/omar/my lists/fair.csv"`: "/home/omar/my lists/fair.csv", `'/home/omar/it.csv' `: "/home/omar/it.csv",
		`/home/omar/my\ lists/fair\(1\).csv`: "/home/omar/my lists/fair(1).csv", "file:///home/omar/my%20lists/fair.csv": "/home/omar/my lists/fair.csv",
		"/music/'til.csv": "/music/'til.csv", `C:\lists\fair.csv`: `C:\lists\fair.csv`, "~/fair.csv": "~/fair.csv",
	} {
		for _, there := range []string{"", "~/lists/"} {
			if there != "" && strings.HasPrefix(pasted, "C:") {
				continue
			}
			f := fair()
			run := open(t, f, nil)
			run.Type(there)
			run.Do(run.Screen.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pasted), Paste: true}))
			run.Press("enter")
			if len(f.paths) != 1 || f.paths[0] != want {
				t.Errorf("%s behind %q is read as %q", pasted, there, f.paths)
			}
		}
	}
}

func TestAWorkbookWithSeveralSheets(t *testing.T) {
	f := fair()
	f.file.Format, f.file.Separator, f.file.Sheet, f.file.Sheets = "xlsx", "", "People", []string{"People", "Notes", "2025"}
	f.file.Questions = nil
	run := open(t, f, nil)
	run.Type("fair.xlsx")
	run.Press("enter")
	run.Shows("sheet People of 3")
	run.Press("s")
	run.Type("20")
	run.Press("enter")
	run.Shows("sheet 2025 of 3")
	run.Press("h")
	run.Shows("no line of headers")
	run.Press("n", "ctrl+s")
	if o := f.last(); o.Sheet != "2025" || o.Heading != model.HeadingNo {
		t.Errorf("%+v", o)
	}
}

func TestALongReadingIsGivenUp(t *testing.T) {
	f := fair()
	run := open(t, f, nil)
	run.Type("fair.csv")
	f.deaf = true
	run.Hold()
	run.Press("enter")
	run.Screen.Update(nav.TickMsg{At: pagetest.Now.Add(8 * time.Second)})
	run.Shows("reading", "8 s", "esc stops reading")
	run.Press("esc")
	run.Shows("step 1 of 4", "fair.csv")
	run.Release(false)
	run.Shows("step 1 of 4") // the late answer brings nobody elsewhere
}

func TestMarketingBringsListsInButGivesThemToNobody(t *testing.T) {
	s := session()
	s.Actor.Role = model.Marketing
	f := fair()
	run := pagetest.Open(t, lists.NewImport(s, f, nil), 80, 22)
	run.Type("fair.csv")
	run.Press("enter", "enter", "n", "shift+tab")
	run.Shows("works here as marketing")
	run.Type("dana")
	run.Press("ctrl+s")
	if a := f.last().Assign; len(a) != 0 {
		t.Errorf("given to %+v", a)
	}
}
