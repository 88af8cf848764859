package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// page is a screen of the test's own.
type page struct {
	w, h      int
	got       []tea.Msg
	typing    bool
	dirty     string
	do        func(tea.Msg) tea.Cmd
	bindings  []key.Binding
	panicking bool
}

func (p *page) Init() tea.Cmd { return nil }
func (p *page) Update(msg tea.Msg) tea.Cmd {
	if _, tick := msg.(nav.TickMsg); !tick {
		p.got = append(p.got, msg)
	}
	if p.do != nil {
		return p.do(msg)
	}
	return nil
}
func (p *page) View() string {
	if p.panicking {
		panic("the page fails")
	}
	return strings.TrimSuffix(strings.Repeat(strings.Repeat(".", p.w)+"\n", p.h), "\n")
}
func (p *page) SetSize(w, h int)         { p.w, p.h = w, h }
func (p *page) ShortHelp() []key.Binding { return p.bindings }
func (p *page) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "Page", Bindings: p.bindings}}
}
func (p *page) Capturing() bool       { return p.typing }
func (p *page) Title() string         { return "a page" }
func (p *page) Dirty() (bool, string) { return p.dirty != "", p.dirty }

func one(p nav.Screen) tui.Options {
	return tui.Options{Screens: map[nav.Route]func() nav.Screen{nav.Today: func() nav.Screen { return p }}}
}

func keysOf(p *page) string {
	var out []string
	for _, m := range p.got {
		if k, ok := m.(tea.KeyMsg); ok {
			out = append(out, k.String())
		}
	}
	return strings.Join(out, " ")
}

func burst(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func TestKeysThatArriveTogetherAreSeveralKeys(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	c.send(burst("jjj"))
	if got := keysOf(p); got != "j j j" {
		t.Errorf("the page got %q", got)
	}
	// The first key opens a field: the others are typed into it, q too.
	p.got = nil
	p.do = func(tea.Msg) tea.Cmd { p.typing = true; return nil }
	c.send(burst("nq2?u"))
	if got := keysOf(p); got != "n q 2 ? u" || c.quit {
		t.Errorf("the field got %q, left %v", got, c.quit)
	}
	p.got = nil
	c.send(burst("Zoe\u0308"))
	if got := keysOf(p); got != "Z o e\u0308" {
		t.Errorf("an accent was parted from its letter: %q", got)
	}
}

func TestAPasteIsOneThingAndOnlyForFields(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	paste := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("qu 12\nD"), Paste: true}
	c.send(paste)
	if len(p.got) != 0 || c.quit {
		t.Errorf("pasted text worked as keys: %v", p.got)
	}
	p.typing = true
	c.send(paste)
	if len(p.got) != 1 || string(p.got[0].(tea.KeyMsg).Runes) != "qu 12\nD" {
		t.Errorf("the field got %v", p.got)
	}
	p.typing = false
	p.got = nil
	c.press("ctrl+k")
	c.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("leave"), Paste: true})
	c.shows("Leave Ripen")
	if len(p.got) != 0 {
		t.Error("what was pasted into the palette reached the page")
	}
}

func TestQLeavesButNeverFromAField(t *testing.T) {
	p := &page{typing: true}
	c := bare(t, 80, 24, one(p))
	c.press("q")
	if c.quit || keysOf(p) != "q" {
		t.Error("q left from a field")
	}
	p.typing = false
	if c.press("q"); !c.quit {
		t.Error("q does not leave")
	}
}

func TestLeavingAsksWhereSomethingIsUnsaved(t *testing.T) {
	p := &page{typing: true, dirty: "the note on Halvorsen Freight"}
	c := bare(t, 80, 24, one(p))
	c.press("ctrl+c")
	c.shows("Leave Ripen?", "Not saved: the note on Halvorsen Freight.", "leave and lose it")
	if c.press("enter"); c.quit {
		t.Error("enter lost the note")
	}
	c.hides("Leave Ripen?")
	c.press("ctrl+c", "ctrl+c")
	if c.quit {
		t.Error("a second ctrl+c lost the note")
	}
	c.press("n")
	c.hides("Leave Ripen?") // it was asked once
	c.press("ctrl+c")
	if c.press("y"); !c.quit {
		t.Error("y does not leave")
	}
}

func TestQIsTheKeyOfWhatStandsOpen(t *testing.T) {
	esc := key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back"))
	p := &page{bindings: []key.Binding{key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "queued")), esc}}
	c := bare(t, 80, 24, one(p))
	if c.press("q"); c.quit || keysOf(p) != "q" {
		t.Errorf("left %v, the page got %q", c.quit, keysOf(p))
	}
	p.bindings = nil
	if c.press("q"); !c.quit {
		t.Error("q does not leave")
	}
}

func TestEscGoesBackOneLevelAlways(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "/")
	c.typing("tam")
	c.press("enter", "j", "enter")
	c.shows("Leads › ")
	c.press("esc")
	c.shows("2▸Leads", "words tam")
	c.press("esc")
	c.shows("2▸Leads", "Halvorsen Freight")
	c.press("esc")
	c.shows("1▸Today")
	c.press("esc")
	c.shows("1▸Today", "q leaves Ripen")
	if c.quit {
		t.Error("esc left Ripen")
	}
}

func TestGoingBackFromUnsavedWorkAsks(t *testing.T) {
	below, above := &page{}, &page{dirty: "the form"}
	c := bare(t, 80, 24, one(below))
	c.send(nav.PushMsg{Screen: above})
	c.press("esc")
	c.shows("Go back?", "Not saved: the form.")
	c.press("n")
	c.shows("RIPEN  a page")
	c.press("esc", "y")
	c.shows("1▸Today")
}

func TestADisabledKeySaysWhy(t *testing.T) {
	c := start(t, 80, 24, func(_ *office, s *nav.Session) { s.Actor.Role = model.Sales })
	c.press("s")
	c.shows("Dana Ortiz works here as sales; this takes a specialist")
	if c.press("6", "+"); !strings.Contains(c.see(), "this takes a specialist") {
		t.Errorf("importing:\n%s", c.see())
	}
	c.press("1", "ctrl+k")
	c.typing("rest")
	c.shows("works here as sales")
}

func TestAResultGoesToTheScreenThatAsked(t *testing.T) {
	asker, other := &page{}, &page{}
	c := bare(t, 80, 24, tui.Options{Screens: map[nav.Route]func() nav.Screen{
		nav.Today: func() nav.Screen { return asker }, nav.Leads: func() nav.Screen { return other },
	}})
	type rowsLoadedMsg struct{}
	c.press("2")
	c.send(nav.ResultMsg{To: asker, Msg: rowsLoadedMsg{}})
	if len(asker.got) != 1 || len(other.got) != 0 {
		t.Errorf("asker got %v, the screen in sight %v", asker.got, other.got)
	}
}

func TestADialogsOutcomeGoesToItsScreen(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	type chosenMsg struct{}
	d := &question{then: chosenMsg{}}
	c.send(nav.DialogMsg{Dialog: d})
	c.press("j", "enter")
	if len(p.got) != 1 || p.got[0] != (chosenMsg{}) {
		t.Errorf("the page got %v", p.got)
	}
	if d.keys != 2 {
		t.Errorf("the dialog got %d keys", d.keys)
	}
}

// question is a dialog that enter answers.
type question struct {
	then tea.Msg
	keys int
	w    int
}

func (q *question) Init() tea.Cmd            { return nil }
func (q *question) SetSize(w, _ int)         { q.w = w }
func (q *question) Size() (int, int)         { return q.w, 1 }
func (q *question) View() string             { return strings.Repeat("?", q.w) }
func (q *question) ShortHelp() []key.Binding { return nil }
func (q *question) Capturing() bool          { return false }
func (q *question) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok {
		q.keys++
		if k.Type == tea.KeyEnter {
			return nav.Send(nav.DoneMsg{Then: q.then})
		}
	}
	return nil
}

func TestAPanicEndsTheConsoleInOrder(t *testing.T) {
	for name, p := range map[string]*page{
		"Update": {do: func(m tea.Msg) tea.Cmd {
			if _, ok := m.(tea.KeyMsg); ok {
				panic("the page fails")
			}
			return nil
		}},
		"View": {do: nil},
	} {
		c := bare(t, 80, 24, one(p))
		if c.root.Err() != nil {
			t.Fatalf("%s: failed before", name)
		}
		p.panicking = name == "View"
		c.press("x")
		if !c.quit || c.root.Err() == nil || !strings.Contains(c.root.Err().Error(), "the page fails") {
			t.Errorf("%s: left %v, err %v", name, c.quit, c.root.Err())
		}
		if !strings.Contains(c.log.String(), "stack") || !strings.Contains(c.log.String(), "root_test.go") {
			t.Errorf("%s: the log has no stack: %s", name, c.log)
		}
		c.exact()
	}
}

func TestThePaletteDoesWhatAKeyDoes(t *testing.T) {
	c := start(t, 80, 24)
	c.press("ctrl+k")
	c.typing("skip")
	c.press("enter")
	c.shows("Skip Halvorsen Freight for today: why?")
	c.press("esc", ":")
	c.shows("Commands", "▌ Skip") // the last used stands first
	c.typing("lists")
	c.press("enter")
	c.shows("6▸Lists")
	c.press(":")
	c.typing("leave")
	if c.press("enter"); !c.quit {
		t.Error("the palette does not leave")
	}
}

func TestHelpIsTheLiveKeyMap(t *testing.T) {
	c := start(t, 120, 40)
	c.press("?")
	c.shows("Keys of Today", "inbound: find who calls", "order the day anew", "palette", "ctrl+z")
	c.press("?")
	c.hides("Keys of Today")
	c.press("6", "?")
	c.shows("Keys of Lists", "take the list back")
}

func TestUndoIsReadBeforeItHappens(t *testing.T) {
	c := start(t, 80, 24)
	c.press("u")
	c.shows("Undo this entry?", "No answer at Pike Metals, 10:39")
	c.press("esc")
	if c.office.did("undo") {
		t.Fatal("esc undid it")
	}
	c.press("u", "u")
	c.shows("Taken back: no answer at Pike Metals.")
	if c.press("u", "enter"); strings.Contains(c.see(), "Undo this entry?") || len(c.office.steps) != 1 {
		t.Errorf("enter alone undid it:\n%s", c.see())
	}
	if c.press("u", "y"); !strings.Contains(c.see(), "Taken back: skip at Orbit Fasteners.") {
		t.Errorf("the second:\n%s", c.see())
	}
	c.press("u")
	c.shows("There is nothing to undo.")
}

// Thirty steps can be read before any of them is taken back.
func TestEveryStepThatUndoTakesBackIsShown(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) {
		o.steps = nil
		for i := range 30 {
			o.steps = append(o.steps, model.UndoInfo{Text: fmt.Sprintf("note %d at Orbit Fasteners", i+1), At: pagetest.Now.Add(-time.Duration(i) * time.Hour)})
		}
	})
	c.press("u")
	c.shows("Note 1 at Orbit Fasteners, 10:42", "before it: note 2 at Orbit Fasteners, and 28 more")
	c.press("U")
	c.exact()
	c.shows("Note 1 at Orbit Fasteners, 10:42", "Note 2 at", "2–19 of 30")
	for range 30 {
		c.press("down")
	}
	c.shows("Note 1 at Orbit Fasteners", "Note 30 at Orbit Fasteners, Mon 23 Nov 05:42", "13–30 of 30")
	c.press("k")
	c.shows("12–29 of 30")
	if c.press("u"); !c.office.did("undo") {
		t.Error("u did not take the last one back")
	}
	c.shows("Taken back: note 1 at Orbit Fasteners.")
}

func TestTheWindowIsTooSmall(t *testing.T) {
	c := start(t, 59, 20)
	c.shows("Ripen needs a window of 60×20; this one is 59×20.")
	c.press("s", "n", "2", "ctrl+k", "enter")
	if c.office.did("skip L101 not-now ") {
		t.Error("a key worked unseen")
	}
	c.resize(80, 24)
	c.shows("1▸Today", "Halvorsen Freight")
	c.hides("why?", "Commands")
	c.resize(60, 19)
	if c.press("q"); !c.quit {
		t.Error("q does not leave a small window")
	}
}

func TestSuspendAndResume(t *testing.T) {
	c := start(t, 80, 24)
	c.press("/")
	if c.press("ctrl+z"); !c.suspended {
		t.Error("ctrl+z does not suspend")
	}
	c.now = c.now.Add(time.Hour)
	c.send(tea.ResumeMsg{})
	c.shows("Dana Ortiz · Tue 24 Nov 11:42")
}

func TestTheClockRuns(t *testing.T) {
	c := start(t, 80, 24)
	c.send(nav.TickMsg{At: pagetest.Now.Add(3 * time.Minute)})
	c.shows("Dana Ortiz · Tue 24 Nov 10:45")
}

func TestTheMouse(t *testing.T) {
	c := start(t, 80, 24)
	press := func(x, y int) {
		c.send(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	}
	press(10, 8) // head, three lines, titles, then the fourth row
	c.shows("▌  4 due")
	press(10, 8)
	c.shows("Today › Tamarack Foods")
	c.press("esc")
	press(strings.Index(strings.Split(c.see(), "\n")[0], "Leads")-2, 0) // bytes before it hold one glyph of three
	c.shows("2▸Leads")
}

// A key of the footer is pressed by a click on it; enter is pressed by a finger.
func TestAClickOnTheFooterPressesItsKey(t *testing.T) {
	c := start(t, 80, 24)
	click := func(text string) {
		lines := strings.Split(c.see(), "\n")
		last := lines[len(lines)-1]
		before, _, found := strings.Cut(last, text)
		if !found {
			t.Fatalf("%q is not in the footer %q", text, last)
		}
		c.send(tea.MouseMsg{X: len([]rune(before)), Y: 23, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	}
	click("enter work")
	c.shows("1▸Today")
	click("? keys")
	c.shows("Everywhere")
	c.press("esc")
	click("ctrl+k")
	c.shows("── Commands")
}

func TestASessionInASCII(t *testing.T) {
	c := start(t, 80, 24, func(_ *office, s *nav.Session) { s.Glyphs = theme.ASCII() })
	for _, keys := range [][]string{nil, {"s"}, {"esc", "2"}, {"6"}, {"?"}, {"esc", "ctrl+k"}} {
		c.press(keys...)
		c.exact()
		for _, r := range c.see() {
			if r > 0x7e {
				t.Errorf("%q after %v:\n%s", r, keys, c.see())
				break
			}
		}
	}
}

func TestHostileNamesStayInTheirCells(t *testing.T) {
	names := pagetest.Hostile()
	name := func(i int) string { return names[i%len(names)] }
	c := start(t, 80, 24, func(o *office, s *nav.Session) {
		s.Actor.Name = name(6)
		for i := range o.page.Items {
			it := &o.page.Items[i]
			it.Company, it.Contact, it.Title, it.ReasonText, it.StepWord, it.LocalTime = name(i), name(i+3), name(i+5), name(i+7), name(i+1), name(i+2)
		}
		d := halvorsen()
		d.Touches[6].Note, d.Readiness.NextQuestion, d.Contacts[0].Given, d.Flags = name(8), name(2), name(9), names
		for i := range o.page.Items {
			o.desks[o.page.Items[i].LeadID] = d
		}
		for i := range o.leads {
			r := &o.leads[i]
			r.Company, r.Contact, r.Owner, r.Place, r.List = name(i), name(i+1), name(i+2), name(i+3), name(i+4)
		}
		for i := range o.lists {
			o.lists[i].Name, o.lists[i].Source = name(i+6), name(i+1)
			o.lists[i].Defects = map[string]int{name(8): 3, name(1): 2}
		}
		o.steps[0].Text = name(6)
		o.result.List, o.result.Unmapped, o.result.RejectsFile = name(7), names, name(8)
		o.result.Mapping = map[string]string{name(6): name(1), "company": name(2)}
		o.result.Rejects = []model.ImportReject{{Row: 1, Field: name(6), Reason: name(7)}}
	})
	for _, keys := range [][]string{nil, {"j"}, {"j"}, {"j"}, {"s"}, {"esc", "r"}, {"esc", "i", "a"}, {"esc", "2"}, {"L"}, {"6"}, {"j"}, {"U"}, {"n", "u"}, {"esc", "+", "x", "ctrl+s"}} {
		c.press(keys...)
		for _, s := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {160, 48}} {
			c.resize(s[0], s[1])
			c.exact()
		}
	}
	if c.root.Err() != nil {
		t.Fatal(c.root.Err())
	}
}

func TestTheHeadNamesWhatFits(t *testing.T) {
	screens := map[nav.Route]func() nav.Screen{}
	for _, r := range nav.Routes() {
		screens[r] = func() nav.Screen { return &page{} }
	}
	for w, want := range map[int]string{
		80:  " RIPEN  1▸Today 2 Leads 3 Board 4 Hand-offs 5 Reports 6 Lists 7 Playbook 8 Team",
		60:  " RIPEN  1▸Today 2 Leads 3 Board 4 Hand-offs 5… 6… 7… 8…",
		120: " RIPEN  1▸Today 2 Leads 3 Board 4 Hand-offs 5 Reports 6 Lists 7 Playbook 8 Team",
	} {
		c := bare(t, w, 24, tui.Options{Screens: screens})
		if got := strings.Split(c.see(), "\n")[0]; got != want {
			t.Errorf("at %d: %q", w, got)
		}
	}
	c := bare(t, 60, 24, tui.Options{Screens: screens})
	c.press("8")
	if got := strings.Split(c.see(), "\n")[0]; !strings.Contains(got, "8▸Team") || !strings.Contains(got, "1…") {
		t.Errorf("%q", got)
	}
}

func TestScreensKeepTheirPlace(t *testing.T) {
	c := start(t, 80, 24)
	c.press("2", "a", "1", "j", "j", "2", "j", "1")
	c.shows("▌  3 new")
	c.press("2")
	c.shows(" ▌Nordlys")
}
