package leads_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/leads"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func TestADayIsSaidAsNearAsItNeeds(t *testing.T) {
	run := pagetest.Open(t, leads.New(session(), &office{rows: strange()}), 120, 24)
	run.Shows("21 Nov", "today", "25 Nov", "Nov'25")
}

// Words search and terms filter, in one line, and the rows follow each letter.
func TestAFilterIsWrittenAndFollowed(t *testing.T) {
	run, o, s := open(t, 60, 80, 24)
	run.Press("/")
	run.Type("status:working quill")
	run.Shows("/ status:working quill", "Quill & Sons Bindery")
	run.Hides("Tamarack")
	if match := s.Look().PaintOn(theme.Page, theme.Match, "Quill"); !strings.Contains(run.Screen.View(), match) {
		t.Error("what matches is not marked")
	}
	run.Press("enter")
	run.Shows("status working  owner all  list all  words quill")
	if q := o.queries[len(o.queries)-1]; q.Filter != "status:working quill" || q.Search != "" || q.Status != "" {
		t.Errorf("asked %+v", q)
	}
	run.Press("s") // the quick keys write into the same filter
	run.Shows("status ready", "words quill")
	run.Press("m", "L")
	run.Shows("owner Omar Reyes", "words quill")
	run.Press("esc") // first what is searched for, then what narrows
	run.Shows("status ready  owner Omar Reyes")
	run.Hides("words")
	run.Press("esc")
	run.Shows("status all  owner all  list all", "60 leads")
}

func TestATermIsCompleted(t *testing.T) {
	run, _, _ := open(t, 60, 120, 24)
	run.Press("/")
	run.Shows("tab  owner:   status:   list:")
	run.Type("ow")
	run.Press("tab")
	run.Shows("/ owner:", "me   Dana Ortiz   Omar Reyes   Ines Falk")
	run.Hides("Sally") // has no leads to give
	run.Type("da")
	run.Press("tab")
	run.Shows(`/ owner:"Dana Ortiz" `, "Halvorsen Freight")
	run.Hides("Nordlys")
	run.Type("sta")
	run.Shows("status:   stale:   state:")
	run.Press("tab", "tab")
	run.Shows(`/ owner:"Dana Ortiz" stale:`)
	run.Type("bu")
	run.Press("tab")
	run.Shows("stale:budget ")
	run.Type("budget:")
	run.Shows("unknown   listed   stated   confirmed")
	run.Press("tab")
	run.Shows("budget:unknown")
	run.Press("tab", "tab", "shift+tab")
	run.Shows("budget:listed")
	run.Press("enter")
	run.Shows("owner Dana Ortiz", "stale budget", "budget listed")
}

// A word that nobody has, and that may become the key of a filter, empties no
// table on the way; one that somebody has is searched, and one that is no key's
// beginning finds nobody.
func TestAHalfWrittenKeyEmptiesNothing(t *testing.T) {
	run, _, _ := open(t, 60, 120, 24)
	run.Press("/")
	run.Type("halv")
	run.Hides("Nordlys")
	for _, r := range " statu" {
		run.Type(string(r))
		run.Shows("Halvorsen Freight")
		run.Hides("Nordlys")
	}
	run.Shows("tab  status:")
	run.Press("tab")
	run.Type("working ")
	run.Shows("Halvorsen Freight", "status:working")
	run.Press("ctrl+u")
	run.Type("statx")
	run.Hides("Halvorsen Freight")
	run.Press("ctrl+u")
	run.Type("statu")
	run.Shows("Halvorsen Freight", "Nordlys")
	run.Press("enter") // what is written is asked for, whatever it might have become
	run.Hides("Halvorsen Freight")
}

// A term that is still being written narrows nothing; one that cannot become
// right says in a sentence what is wrong, and the rows stay as they were.
func TestAWrongTermSaysWhat(t *testing.T) {
	run, o, _ := open(t, 60, 80, 24)
	run.Press("/")
	run.Type("status:")
	n := len(o.queries)
	run.Type("wor")
	if len(o.queries) != n {
		t.Errorf("half a term was asked for: %+v", o.queries[n:])
	}
	run.Shows("Halvorsen Freight", "working", "60 leads")
	run.Type("x")
	run.Shows(`! Status has no value "worx"`, "Halvorsen Freight", "60 leads")
	run.Press("enter")
	if !run.Screen.Capturing() {
		t.Error("enter took a filter that is wrong")
	}
	run.Press("backspace", "enter")
	run.Shows("! Status has no value", "did you mean working?")
	run.Type("king")
	run.Hides("!")
	run.Press("enter")
	run.Shows("status working")
	// What only the store knows to be wrong.
	o.pageErr = model.Errorf(model.NotFound, "nobody called zed works here; ripen user list names everybody")
	run.Press("/")
	run.Type("owner:zed")
	run.Press("enter")
	run.Shows("! Nobody called zed works here", "/ mends it", "status working", "Halvorsen Freight")
	o.pageErr = nil
	run.Press("/")
	run.Shows("owner:zed")
	run.Press("esc", "esc")
	run.Shows("status working")
}

// What is half-written is there again.
func TestAHalfWrittenFilterIsNotLost(t *testing.T) {
	run, _, _ := open(t, 60, 80, 24)
	run.Press("m", "/")
	run.Type("orb")
	run.Shows("Orbit")
	run.Press("esc")
	run.Shows("owner Omar Reyes", "Nordlys")
	run.Hides("words")
	run.Press("/")
	run.Shows("/ owner:me orb")
	run.Type("it")
	run.Press("enter", "/")
	run.Shows("/ owner:me orbit")
	run.Press("enter", "esc", "/")
	run.Hides("orbit") // it was taken, and let go
}

func TestWhereWordsWereFoundIsTold(t *testing.T) {
	run, _, s := open(t, 60, 80, 24)
	run.Press("/")
	run.Type("board")
	run.Press("enter")
	run.Shows("Tamarack Foods", `note: "the board meets 12 Feb; Tor signs too"`)
	if match := s.Look().PaintOn(theme.Page, theme.Match, "board"); !strings.Contains(run.Screen.View(), match) {
		t.Error("the word is not marked where it was found")
	}
	run.Resize(160, 24)
	run.Shows("FOUND IN")
	run.Press("esc")
	run.Hides("FOUND IN", "note:")
}

func TestLeadsOfAFilterAreShownWhenAsked(t *testing.T) {
	run, _, _ := open(t, 60, 80, 24)
	run.Press("/")
	run.Type("quil")
	run.Do(run.Screen.Update(nav.LeadsMsg{Filter: "status:resting"}))
	run.Shows("status resting")
	if run.Screen.Capturing() {
		t.Error("the line is still open")
	}
}

func TestTheScreenOpensAsItWasLeft(t *testing.T) {
	run, o, s := open(t, 60, 120, 24)
	run.Press("m", "S", "S")
	run.Shows("owner Omar Reyes", "DUE▴", "by due")
	run = pagetest.Open(t, leads.New(s, o), 120, 24)
	run.Shows("owner Omar Reyes", "DUE▴")
	run.Press("esc") // what it opened with is no level
	if _, ok := run.Last().(nav.PopMsg); !ok {
		t.Error("esc does not leave the screen")
	}
	run.Press("a", "a")
	run.Press("a")
	run = pagetest.Open(t, leads.New(s, o), 120, 24)
	run.Shows("status all  owner all", "60 leads")
	// What is remembered and cannot be read is as none.
	s.Prefs.Set("leads/filter", "status:gone")
	s.Prefs.Set("leads/sort", "beauty")
	s.Prefs.Set("leads/columns", "moon")
	run = pagetest.Open(t, leads.New(s, o), 120, 24)
	run.Shows("status working", "Halvorsen Freight", `Status has no value "gone"`)
}

func TestLeadsAreSorted(t *testing.T) {
	run, o, _ := open(t, 60, 120, 24)
	run.Shows("SCORE▾")
	run.Press("S")
	run.Shows("COMPANY▴", "by company", "Birch Hill Clinics 11")
	if q := o.queries[len(o.queries)-1]; q.Sort != "company" {
		t.Errorf("asked %+v", q)
	}
	for range len(model.LeadSorts) - 1 {
		run.Press("S")
	}
	run.Shows("SCORE▾")
	head := strings.Split(run.See(), "\n")[2]
	click := func(title string) {
		x := len([]rune(head[:strings.Index(head, title)]))
		run.Do(run.Screen.Update(tea.MouseMsg{X: x, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}))
	}
	click("DUE")
	run.Shows("DUE▴", "by due")
	click("DUE")
	run.Shows("SCORE▾")
	click("PLACE")
	if toast, ok := run.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "cannot be sorted") {
		t.Errorf("%#v", run.Last())
	}
}

// What is searched for comes the newest first, as the store has it; another
// order may be asked for all the same.
func TestASearchSaysItsOrder(t *testing.T) {
	run, o, s := open(t, 60, 120, 24)
	run.Press("/")
	run.Type("quill")
	run.Press("enter")
	run.Shows("words quill  newest first")
	run.Hides("SCORE▾")
	run.Press("S")
	run.Shows("words quill  by score", "SCORE▾")
	if q := o.queries[len(o.queries)-1]; q.Sort != "score" || s.Prefs.Get("leads/sort") != "score" {
		t.Errorf("asked %+v", q)
	}
}

func TestTheMouseSelectsOpensAndScrolls(t *testing.T) {
	run, _, _ := open(t, 60, 80, 24)
	click := func(y int) {
		run.Do(run.Screen.Update(tea.MouseMsg{X: 5, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}))
	}
	click(5)
	run.Shows("▌Quill")
	click(5)
	if got, ok := run.Last().(nav.OpenLeadMsg); !ok || got.Lead != 103 {
		t.Errorf("%#v", run.Last())
	}
	run.Screen.Update(tea.MouseMsg{X: 5, Y: 5, Button: tea.MouseButtonWheelDown, Action: tea.MouseActionPress})
	run.Shows("▌Birch")
}

func TestARowIsCopiedAndAnInboundBegun(t *testing.T) {
	run, _, s := open(t, 6, 80, 24)
	run.Press("y")
	if toast, ok := run.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "Halvorsen Freight, Mia Halvorsen") {
		t.Errorf("%#v", run.Last())
	}
	var sent strings.Builder
	s.Caps.Clipboard, s.Out = true, &sent
	run.Press("y")
	if !strings.HasPrefix(sent.String(), "\x1b]52;c;") {
		t.Errorf("sent %q", sent.String())
	}
	run.Press("j", "i")
	if got, ok := run.Last().(nav.InboundMsg); !ok || got.Lead != 102 {
		t.Errorf("%#v", run.Last())
	}
}

func TestWhatCannotBeLoadedIsSaid(t *testing.T) {
	o := &office{pageErr: errors.New("disk")}
	run := pagetest.Open(t, leads.New(session(), o), 80, 24)
	run.Shows("The leads could not be loaded")
	o = &office{}
	run = pagetest.Open(t, leads.New(session(), o), 80, 24)
	run.Shows("No leads yet: 6 brings a list in, + adds one by hand.")
}

// Another theme or glyph set is drawn at once.
func TestANewLookIsDrawn(t *testing.T) {
	run, _, s := open(t, 6, 120, 24)
	run.Shows("●")
	s.Glyphs = theme.ASCII()
	run.Screen.Update(nav.LookChangedMsg{})
	run.Hides("●", "▌")
	run.Shows(">Halvorsen")
}

func TestViewIsCheap(t *testing.T) {
	run, _, _ := open(t, 400, 120, 40)
	run.Press(" ", " ", "j")
	run.Screen.View()
	if n := testing.AllocsPerRun(50, func() { run.Screen.View() }); n > 150 {
		t.Errorf("%.0f allocations", n)
	}
}

func BenchmarkView(b *testing.B) {
	run, _, _ := open(b, 400, 120, 40)
	b.ReportAllocs()
	for b.Loop() {
		run.Screen.View()
	}
}

var _ leads.Office = (*office)(nil)

// rare gives a page of no leads before each that holds one: so does the store
// where few of many are let through.
type rare struct{ *office }

func (o rare) Leads(ctx context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error) {
	if cursor, ok := strings.CutPrefix(q.Cursor, "empty "); ok {
		q.Cursor, q.Limit = cursor, 1
		page, err := o.office.Leads(ctx, by, q)
		if page.Next != "" {
			page.Next = "page " + page.Next
		}
		return page, err
	}
	return model.LeadPage{More: true, Total: -1, Next: "empty " + strings.TrimPrefix(q.Cursor, "page ")}, nil
}

func TestWhatIsRareIsReadForPageByPage(t *testing.T) {
	s := session()
	run := pagetest.Open(t, leads.New(s, rare{&office{rows: some(9)}}), 80, 24)
	run.Shows("Halvorsen Freight", "Birch Hill", "Quill & Sons Bindery 8", " 7 leads")
	run.Hides("Looking")
	run = pagetest.Open(t, leads.New(s, rare{&office{rows: some(300)}}), 80, 24)
	run.Shows("1–20 of 1,000+")
	if n := len(strings.Split(run.See(), "working")); n > 25 {
		t.Errorf("%d leads read to fill a screen", n)
	}
	run.Hold()
	run.Press("a")
	run.Press("*")
	run.Shows("selecting")
}
