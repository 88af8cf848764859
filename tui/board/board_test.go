package board_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/board"
	"ripen/tui/internal/pagetest"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func TestTheWall(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 40}} {
		r := open(t, &office{page: wall()}, s[0], s[1])
		r.Golden(fmt.Sprintf("board-%dx%d", s[0], s[1]))
		r.Press("enter")
		r.Golden(fmt.Sprintf("evidence-%dx%d", s[0], s[1]))
	}
}

func TestGroupsInTheOrderOfTheirGates(t *testing.T) {
	r := open(t, &office{page: wall()}, 80, 60)
	seen, last := r.See(), -1
	for _, title := range []string{"READY, WAITING FOR APPROVAL (3)", "READY (1)", "ONE GATE AWAY (5)", "TWO GATES AWAY (32)", "WHERE THE TEAM IS HELD"} {
		at := strings.Index(seen, title)
		if at <= last {
			t.Errorf("%q stands at %d, after %d:\n%s", title, at, last, seen)
		}
		last = at
	}
	r.Shows("old budget", "next step", "horizon", "◌", "budget 61 %, process 50 %", "● confirmed  ◐ stated")
}

// The digits, the letters, every lead's rungs and the team's shares stand in
// the same ten columns, whatever the width.
func TestTheMatrixStandsUnderItsDigits(t *testing.T) {
	for _, w := range []int{60, 66, 72, 80, 91, 92, 100, 119, 120, 160, 250} {
		r := open(t, &office{page: wall()}, w, 22)
		at := func(line, what string) int {
			before, _, ok := strings.Cut(line, what)
			if !ok {
				return -1
			}
			return kit.Width(before)
		}
		lines := strings.Split(r.See(), "\n")
		digits, letters, rungs := at(lines[0], "1 2 3"), at(lines[1], "i f d"), at(lines[3], "● ● ●")
		heat := -1
		for i, line := range lines {
			if strings.Contains(line, "WHERE THE TEAM") {
				heat = at(lines[i+1], "▁ ▂ ▁")
			}
		}
		if digits < 1 || digits != letters || letters != rungs || heat != digits {
			t.Errorf("at %d cells: digits %d, letters %d, rungs %d, shares %d\n%s", w, digits, letters, rungs, heat, r.See())
		}
	}
}

func TestTheSelectedLeadsStory(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Shows("Cobalt Packaging: urgency is stated, not confirmed.", "submitted by Dana 1 h ago", `"We lose the Hamburg slot in March." J. Maier, COO, 20 Nov, call 11.`, "ask J. Maier, COO:")
	r.Press("j", "j", "j", "j")
	r.Shows("Birch Hill Clinics: budget is unknown, stated is needed.")
}

func TestEnterShowsTheEvidenceAndThenTheDesk(t *testing.T) {
	r := open(t, &office{page: wall()}, 80, 22)
	r.Press("enter")
	r.Shows("Cobalt Packaging  10 of 10, $350k", "every gate passes", "confirmed · NAICS 326112", `ask J. Maier, COO: "Is the money for this set aside`)
	r.Press("right")
	r.Shows("Sable Logistics")
	r.Press("left", "G")
	r.Shows("stated · Hamburg slot lost", "Every truck waits an hour", "advice: two touches short")
	r.Press("esc")
	r.Shows("WHERE THE TEAM IS HELD")
	r.Press("enter", "enter")
	if got, ok := r.Last().(nav.OpenLeadMsg); !ok || got.Lead != 11 || got.From != nav.Board {
		t.Errorf("enter twice asks for %#v", r.Last())
	}
	r.Press("esc", "j", "o")
	if got, ok := r.Last().(nav.OpenLeadMsg); !ok || got.Lead != 12 {
		t.Errorf("o asks for %#v", r.Last())
	}
}

func TestApprovingAsksFirst(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Press("A")
	r.Answer("enter")
	if len(o.acts) != 0 {
		t.Fatalf("enter approved: %v", o.acts)
	}
	r.Press("A")
	loads := len(o.asked)
	r.Answer("y")
	if len(o.acts) != 1 || o.acts[0].Event != "approve" || o.acts[0].HandoffID != 501 {
		t.Fatalf("acts %+v", o.acts)
	}
	if toast, ok := r.Last().(nav.ToastMsg); !ok || toast.Kind != nav.Good || !strings.Contains(toast.Text, "Cobalt Packaging") {
		t.Errorf("says %#v", r.Last())
	}
	if len(o.asked) == loads {
		t.Error("the board was not loaded anew")
	}
}

func TestSendingBackKeepsWhatWasTyped(t *testing.T) {
	o := &office{page: wall(), refuse: model.Errorf(model.Conflict, "Beth sent this back meanwhile; look at it again")}
	r := open(t, o, 80, 22)
	r.Press("B")
	if !r.Screen.Capturing() {
		t.Fatal("digits in the note would switch screens")
	}
	r.Press("enter")
	r.Shows("Say in the note what is missing")
	r.Type("who says urgency 9/10?")
	r.Press("enter")
	r.Shows("Beth sent this back meanwhile", "who says urgency 9/10?")
	if len(o.acts) != 1 || o.acts[0].Event != "send-back" || o.acts[0].Note != "who says urgency 9/10?" {
		t.Errorf("acts %+v", o.acts)
	}
	r.Press("esc")
	if dirty, what := r.Screen.(nav.Unsaved).Dirty(); !dirty || what == "" {
		t.Error("leaving would lose the note without asking")
	}
	r.Press("B")
	r.Shows("who says urgency 9/10?")
	o.refuse = nil
	r.Press("enter")
	r.Hides("SEND BACK")
	if dirty, _ := r.Screen.(nav.Unsaved).Dirty(); dirty || r.Screen.Capturing() {
		t.Error("the note is still open after it went back")
	}
}

// Whose leads the board is of, and what it is filtered by, is as it was left.
func TestTheFiltersAreRemembered(t *testing.T) {
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Prefs = nav.NewPrefs(nil, nil)
	o := &office{page: wall()}
	r := pagetest.Open(t, board.New(s, o), 80, 22)
	r.Press("f", "/", "p", "i", "k", "e", "enter")
	r.Shows("leads of Omar Reyes", "Pike Metals")
	r = pagetest.Open(t, board.New(s, o), 80, 22)
	r.Shows("leads of Omar Reyes", "Pike Metals", "/ pike")
	if q := o.asked[len(o.asked)-1]; q.Owner != "Omar Reyes" {
		t.Errorf("asked for %+v", q)
	}
}

// A console that is killed amid the note finds it again.
func TestTheNoteOutlivesAKill(t *testing.T) {
	o, d := &office{page: wall()}, pagetest.Drafts{}
	sit := func() *pagetest.Run {
		return pagetest.Open(t, board.New(pagetest.Session(look(termenv.Ascii, "mono")), o).Keep(d), 80, 22)
	}
	r := sit()
	r.Press("B")
	r.Type("who says so?")
	if dirty, _ := r.Screen.(nav.Unsaved).Dirty(); dirty {
		t.Error("what is kept is called unsaved")
	}
	r = sit()
	r.Press("B")
	r.Shows("who says so?")
	r.Press("enter")
	if len(o.acts) != 1 || o.acts[0].Note != "who says so?" || len(d) != 0 {
		t.Errorf("acts %+v, still kept %v", o.acts, d)
	}
}

func TestKeysThatDoNothingSayWhy(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Press("j", "j", "j", "A")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "nothing was submitted for Ember & Rye Mills") {
		t.Errorf("A on a lead that waits for nothing: %#v", r.Last())
	}
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Actor.Role = model.Specialist
	r = pagetest.Open(t, board.New(s, o), 80, 22)
	r.Press("B")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "team-lead or admin") {
		t.Errorf("a specialist's B: %#v", r.Last())
	}
}

func TestWhoseLeads(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Press("f")
	r.Shows("leads of Omar Reyes")
	r.Hides("Cobalt Packaging ")
	r.Press("f", "f")
	if got := o.asked[len(o.asked)-1].Owner; got != "Ines Castillo" {
		t.Errorf("the third is %q", got)
	}
	r.Press("f")
	r.Shows("all leads", "Cobalt Packaging ")
}

func TestFinding(t *testing.T) {
	r := open(t, &office{page: wall()}, 80, 22)
	r.Press("/")
	r.Type("tern")
	r.Shows("Tern Marine")
	r.Hides("Pike Metals")
	r.Press("enter", "esc")
	r.Shows("Pike Metals")
}

func TestLateAnswersAreDropped(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Hold()
	r.Press("f") // Omar's
	r.Press("f") // Dana's
	r.Release(true)
	r.Shows("leads of Dana Ortiz", "Cobalt Packaging")
	r.Hides("Sable Logistics")
}

// Running down the board asks for the lead where the cursor rests, not for
// each that it passed.
func TestTheCursorDoesNotFlood(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	before := len(o.desks)
	r.Hold()
	for range 12 {
		r.Press("j")
	}
	r.Release(false)
	if got := len(o.desks) - before; got > 2 {
		t.Errorf("twelve moves asked for %d desks", got)
	}
	r.Shows("Prospect Works 01: ")
}

func TestMoreRowsAtTheEnd(t *testing.T) {
	o := &office{page: wall()}
	for i := range 400 {
		o.page.Rows = append(o.page.Rows, row(model.LeadID(1000+i), fmt.Sprint("Filler ", i), "Dana Ortiz", "●●●●●●●○○●", model.Budget, 3, 9, "today", "attribute:budget", "attribute:competition"))
	}
	r := open(t, o, 80, 22)
	r.Shows("200+ within two gates")
	r.Press("G", "G")
	if got := o.asked[len(o.asked)-1].Limit; got < 400 {
		t.Errorf("asked for %d", got)
	}
}

func TestEmptyAndFailed(t *testing.T) {
	r := open(t, &office{}, 80, 22)
	r.Shows("No lead is within two gates of graduating yet: 1 goes to today's queue.")
	r.Press("A")
	r = open(t, &office{err: model.Errorf(model.Refused, "The database is locked; try again")}, 80, 22)
	r.Shows("The database is locked; try again")
	r = open(t, &office{err: errors.New("pq: 42P01")}, 80, 22)
	r.Hides("42P01")
	o := &office{page: wall()}
	r = open(t, o, 80, 22)
	o.err = model.Errorf(model.Refused, "The database is locked; try again")
	r.Do(r.Screen.(*board.Screen).Refresh())
	r.Shows("Cobalt Packaging")
	if _, ok := r.Last().(nav.ErrMsg); !ok {
		t.Errorf("a failed reload says %#v", r.Last())
	}
}

func TestTheWallKeepsItselfFresh(t *testing.T) {
	at := pagetest.Now
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Clock = func() time.Time { return at }
	o := &office{page: wall()}
	r := pagetest.Open(t, board.New(s, o), 80, 22)
	r.Press("j", "j")
	tick := func(by time.Duration) {
		at = at.Add(by)
		r.Do(r.Screen.Update(nav.TickMsg{At: at}))
	}
	tick(30 * time.Second)
	if len(o.asked) != 1 {
		t.Fatal("loads every second")
	}
	tick(45 * time.Second)
	if len(o.asked) != 2 {
		t.Errorf("loaded %d times after a minute", len(o.asked))
	}
	r.Shows("▌Juno Dental Group")
}

func hostile() model.BoardPage {
	p := wall()
	names := pagetest.Hostile()
	for i := range p.Rows {
		p.Rows[i].Company, p.Rows[i].Owner, p.Rows[i].NextText = names[i%len(names)], names[(i+3)%len(names)], names[(i+5)%len(names)]
	}
	return p
}

func TestEveryFrameFits(t *testing.T) {
	for name, th := range map[string]theme.Theme{"mono": look(termenv.Ascii, "mono"), "dark": look(termenv.TrueColor, "dark")} {
		for what, p := range map[string]model.BoardPage{"wall": wall(), "hostile": hostile(), "empty": {}} {
			t.Run(name+" "+what, func(t *testing.T) {
				r := pagetest.Open(t, board.New(pagetest.Session(th), &office{page: p}), 80, 24)
				r.Sweep()
				r.Press("enter")
				r.Sweep()
				r.Press("B")
				r.Type(strings.Repeat("words ", 60))
				r.Sweep()
				r.Press("esc", "esc", "/")
				r.Type("東")
				r.Sweep()
			})
		}
	}
}

func TestFooterAndHelpNameEveryKey(t *testing.T) {
	r := open(t, &office{page: wall()}, 80, 22)
	said := map[string]bool{}
	for _, g := range r.Screen.FullHelp() {
		for _, b := range g.Bindings {
			shown, desc := nav.Label(b)
			if said[shown] || desc == "" {
				t.Errorf("%s %q stands twice or without words", shown, desc)
			}
			said[shown] = true
		}
	}
	for _, k := range []string{"enter", "o", "A", "B", "f", "/", "tab", "esc"} {
		if !said[k] {
			t.Errorf("%s is not in the help", k)
		}
	}
	if got := len(r.Screen.ShortHelp()); got != 5 {
		t.Errorf("the footer has %d keys", got)
	}
}

func BenchmarkViewOfTwoThousand(b *testing.B) {
	o := &office{page: model.BoardPage{}}
	for i := range 2000 {
		o.page.Rows = append(o.page.Rows, row(model.LeadID(i+1), fmt.Sprint("Company ", i), "Dana Ortiz", "●●◐◐●●●○◔●", model.Budget, i%20, i%200, "24 Nov", "attribute:budget"))
	}
	s := pagetest.Session(look(termenv.TrueColor, "dark"))
	r := pagetest.Open(b, board.New(s, o), 160, 48)
	for range 5 {
		r.Press("G", "G")
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		r.Press("k")
		_ = r.Screen.View()
	}
}

// What was agreed next is read whole at 80 cells: the kind and the day.
func TestTheNextStepIsReadWhole(t *testing.T) {
	o := &office{page: wall()}
	o.page.Rows[0].NextText, o.page.Rows[1].NextText, o.page.Rows[2].NextText = "meeting 10 Dec", "visit 22 Dec", "call 8 Dec"
	r := open(t, o, 80, 22)
	r.Shows("meet 10 Dec", "vis. 22 Dec", "call 8 Dec", "Cobalt Packaging ", "environment")
	r.Resize(92, 22)
	r.Shows("meet 10 Dec", "visit 22 Dec")
	r.Resize(110, 22)
	r.Shows("meeting 10 Dec")
}

// One who goes through what waits for approval is led to the next, wherever the
// one dealt with stands by now.
func TestTheNextApprovalComesUnderTheCursor(t *testing.T) {
	o := &office{page: wall()}
	r := open(t, o, 80, 22)
	r.Press("B")
	r.Type("who says so?")
	o.page.Rows[1].HandoffID, o.page.Rows[1].Group = 0, 0 // ready, and a group further down
	r.Press("enter")
	r.Shows("▌Sable Logistics")
}

// Why a lead stands where it stands is not cut while a line is free.
func TestTheReasonHasItsLine(t *testing.T) {
	o := &office{page: wall()}
	o.silent, o.page.Rows[1].Company = true, "Wren Motor Coach and Livery Company"
	open(t, o, 80, 22).Shows("Wren Motor Coach and Livery Company: urgency is stated, not confirmed.\n", `"We lose the Hamburg slot`, "\n submitted by Dana 1 h ago")
}
