package tui_test

import (
	"bytes"
	"flag"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/internal/pagetest"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// console is the root under test, its office, and what it asked of the toolkit.
type console struct {
	t         testing.TB
	root      *tui.Root
	office    *office
	session   *nav.Session
	log       *bytes.Buffer
	w, h      int
	now       time.Time
	quit      bool
	suspended bool
	held      []tea.Cmd
	hold      bool
	asked     func(tea.Msg) // is told of what commands come to
}

func session(log io.Writer) *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return &nav.Session{
		Actor:    model.Actor{ID: 1, Name: "Dana Ortiz", Role: model.Specialist, Zone: time.FixedZone("EST", -5*3600), Region: "US-NY"},
		Renderer: r, Theme: theme.New(r, "dark", true), Glyphs: theme.Narrow(), Keys: nav.NewKeyMap(),
		Log: slog.New(slog.NewTextHandler(log, nil)), Out: io.Discard,
	}
}

// start opens the console of Dana's day in a window of w×h.
func start(t testing.TB, w, h int, change ...func(*office, *nav.Session)) *console {
	c := &console{t: t, office: newOffice(), log: &bytes.Buffer{}, now: pagetest.Now}
	c.session = session(c.log)
	c.session.Clock = func() time.Time { return c.now }
	for _, f := range change {
		f(c.office, c.session)
	}
	c.open(tui.Screens(c.session, c.office, c.desks(), c.office.empty), w, h)
	return c
}

// desks keeps drafts in memory, and lets no pause in typing take time.
func (c *console) desks() desk.Options {
	return desk.Options{Drafts: drafts{}, Tick: func(_ time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg { return then(c.now) }
	}}
}

// drafts are those of one console.
type drafts map[string]map[string]string

func (d drafts) Load(key string) (map[string]string, error) { return d[key], nil }
func (d drafts) Save(key string, fields map[string]string) error {
	d[key] = maps.Clone(fields)
	return nil
}
func (d drafts) Drop(key string) error { delete(d, key); return nil }

// bare opens a console of other screens than Ripen's.
func bare(t testing.TB, w, h int, o tui.Options) *console {
	c := &console{t: t, office: newOffice(), log: &bytes.Buffer{}, now: pagetest.Now}
	c.session = session(c.log)
	c.session.Clock = func() time.Time { return c.now }
	c.open(o, w, h)
	return c
}

func (c *console) open(o tui.Options, w, h int) {
	c.root = tui.New(c.session, o)
	c.do(c.root.Init())
	c.resize(w, h)
}

func (c *console) resize(w, h int) {
	c.w, c.h = w, h
	c.send(tea.WindowSizeMsg{Width: w, Height: h})
}

func (c *console) send(msg tea.Msg) {
	_, cmd := c.root.Update(msg)
	c.do(cmd)
}

// do runs a command and what follows from it. A timer is left out: time passes
// when a test says so.
func (c *console) do(cmd tea.Cmd) {
	if cmd == nil || strings.Contains(runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name(), "bubbletea.Tick") {
		return
	}
	if c.hold {
		c.held = append(c.held, cmd)
		return
	}
	came := cmd()
	if c.asked != nil {
		c.asked(came)
	}
	switch msg := came.(type) {
	case nil:
	case tea.BatchMsg:
		for _, b := range msg {
			c.do(b)
		}
	case tea.QuitMsg:
		c.quit = true
	case tea.SuspendMsg:
		c.suspended = true
	default:
		c.send(msg)
	}
}

// release runs what was held back.
func (c *console) release() {
	held := c.held
	c.hold, c.held = false, nil
	for _, cmd := range held {
		c.do(cmd)
	}
}

func keyMsg(name string) tea.KeyMsg {
	switch name {
	case "ctrl+k":
		return tea.KeyMsg{Type: tea.KeyCtrlK}
	case "ctrl+c":
		return tea.KeyMsg{Type: tea.KeyCtrlC}
	case "ctrl+x":
		return tea.KeyMsg{Type: tea.KeyCtrlX}
	case "ctrl+z":
		return tea.KeyMsg{Type: tea.KeyCtrlZ}
	}
	return pagetest.Key(name)
}

func (c *console) press(names ...string) {
	for _, n := range names {
		c.send(keyMsg(n))
	}
}

func (c *console) typing(s string) {
	for _, r := range s {
		c.press(string(r))
	}
}

func (c *console) see() string { return pagetest.See(c.root.View()) }

func (c *console) shows(texts ...string) {
	c.t.Helper()
	for _, s := range texts {
		if !strings.Contains(c.see(), s) {
			c.t.Errorf("%q is not on the screen:\n%s", s, c.see())
		}
	}
}

func (c *console) hides(texts ...string) {
	c.t.Helper()
	for _, s := range texts {
		if strings.Contains(c.see(), s) {
			c.t.Errorf("%q is on the screen:\n%s", s, c.see())
		}
	}
}

func (c *console) exact() {
	c.t.Helper()
	if fault := pagetest.Fault(c.root.View(), c.w, c.h); fault != "" {
		c.t.Errorf("at %d×%d: %s\n%s", c.w, c.h, fault, c.see())
	}
}

// fits is the quick part of exact, with the head and the footer where they
// belong: for the sweep over many windows.
func (c *console) fits() {
	c.t.Helper()
	lines := strings.Split(c.root.View(), "\n")
	if c.h == 0 && c.root.View() == "" {
		return
	}
	if len(lines) != c.h {
		c.t.Errorf("%d lines at %d×%d", len(lines), c.w, c.h)
	}
	for i, line := range lines {
		if n := kit.Width(line); n != c.w {
			c.t.Errorf("line %d at %d×%d is %d cells: %q", i, c.w, c.h, n, line)
		}
	}
	if c.w < 60 || c.h < 20 {
		return
	}
	if !strings.Contains(lines[0], "RIPEN") {
		c.t.Errorf("no head at %d×%d: %q", c.w, c.h, lines[0])
	}
	if last := lines[len(lines)-1]; !strings.Contains(last, "esc") && !strings.Contains(last, "?") {
		c.t.Errorf("no footer at %d×%d: %q", c.w, c.h, last)
	}
}

func (c *console) golden(name string) {
	c.t.Helper()
	c.exact()
	path, got := filepath.Join("testdata", name+".txt"), c.see()+"\n"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			c.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			c.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	if got != string(want) {
		c.t.Errorf("%s differs; seen:\n%s\nkept:\n%s", path, got, want)
	}
}
