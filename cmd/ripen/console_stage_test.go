package main

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"ripen/cmd/ripen/internal/config"
	"ripen/model/playbook"
	"ripen/model/when"
	"ripen/store/local"
	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// stage is the console on a real database, driven without a terminal: each key
// is handled to its end before the next one comes, and no time passes.
type stage struct {
	t    testing.TB
	app  *app
	dir  string
	root *tui.Root
	quit bool
}

// dbIn is the database in dir; a file by itself is one.
func dbIn(dir string) string {
	if strings.HasSuffix(dir, ".db") {
		return dir
	}
	return filepath.Join(dir, "ripen.db")
}

// newStage opens the console of who on the database in dir, in a window of
// w×h, on Tuesday 24 November 2026 at 10:42 in Boston.
func newStage(t testing.TB, dir, who string, w, h int) *stage {
	t.Helper()
	a, _, _ := newApp(t, map[string]string{"RIPEN_USER": who, "RIPEN_DB": dbIn(dir), "TZ": "America/New_York"})
	a.cfg = config.Default()
	now, err := time.Parse(time.RFC3339, a.env("RIPEN_NOW"))
	if err != nil {
		t.Fatal(err)
	}
	a.now = func() time.Time { return now }
	s, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.db.Close() })
	empty, err := s.db.Empty(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.Ascii)
	ns := &nav.Session{Actor: s.by, Renderer: r, Theme: theme.New(r, "mono", true), Glyphs: theme.Narrow(), Keys: nav.NewKeyMap(), Clock: a.now}
	st := &stage{t: t, app: a, dir: dir}
	st.root = tui.New(ns, tui.Screens(ns, desktop{s.db, s}, desk.Options{
		Context: context.WithoutCancel(t.Context()), Drafts: &deskDrafts{local.NewDrafts(filepath.Join(filepath.Dir(dbIn(dir)), "drafts")), "", a.now},
		ParseTime: when.Time, ParseMoney: playbook.ParseMoney, Book: s.db.Book(),
		Tick: func(_ time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
			return func() tea.Msg { return then(now) }
		},
	}, empty))
	st.do(st.root.Init())
	st.send(tea.WindowSizeMsg{Width: w, Height: h})
	return st
}

func (s *stage) send(msg tea.Msg) {
	_, cmd := s.root.Update(msg)
	s.do(cmd)
}

// do runs a command and what follows from it. The toolkit's own timers are left
// out: those of the clock and of toasts, which stay.
func (s *stage) do(cmd tea.Cmd) {
	if cmd == nil || strings.Contains(runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name(), "bubbletea.Tick") {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.do(c)
		}
	case tea.QuitMsg:
		s.quit = true
	default:
		s.send(msg)
	}
}

func (s *stage) screen() string {
	lines := strings.Split(ansi.Strip(s.root.View()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// step is one line of a scenario.
type step struct {
	at   string // where it is written
	what string
	do   func(s *stage) (fault string)
}

func newStep(what string, do func(s *stage) string) step {
	_, file, line, _ := runtime.Caller(2)
	return step{fmt.Sprintf("%s:%d", filepath.Base(file), line), what, do}
}

// The keys that have names.
var namedKeys = map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab,
	"ctrl+s": tea.KeyCtrlS, "ctrl+g": tea.KeyCtrlG, "ctrl+k": tea.KeyCtrlK, "ctrl+u": tea.KeyCtrlU, "down": tea.KeyDown, "up": tea.KeyUp,
	"right": tea.KeyRight, "left": tea.KeyLeft, "backspace": tea.KeyBackspace}

// press is keys, one after the other.
func press(keys ...string) step {
	return newStep("press "+strings.Join(keys, " "), func(s *stage) string {
		for _, k := range keys {
			if kind, ok := namedKeys[k]; ok {
				s.send(tea.KeyMsg{Type: kind})
				continue
			}
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)})
		}
		return ""
	})
}

// write is text typed into the field that has the keys.
func write(text string) step {
	return newStep("write "+text, func(s *stage) string {
		for _, r := range text {
			if r == ' ' {
				s.send(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
				continue
			}
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
		return ""
	})
}

// see is texts that stand on the screen, in one line or wrapped over the whole
// width; blanks count once.
func see(texts ...string) step {
	return newStep("see "+strings.Join(texts, " | "), func(s *stage) string {
		var missing []string
		screen := strings.Split(s.screen(), "\n")
		for i := range screen {
			screen[i] = strings.Join(strings.Fields(screen[i]), " ")
		}
		for _, want := range texts {
			if !strings.Contains(strings.Join(screen, "\n"), want) && !strings.Contains(strings.Join(screen, " "), want) {
				missing = append(missing, want)
			}
		}
		if len(missing) == 0 {
			return ""
		}
		return "not on the screen: " + strings.Join(missing, " | ")
	})
}

// hide is texts that stand nowhere on the screen.
func hide(texts ...string) step {
	return newStep("not see "+strings.Join(texts, " | "), func(s *stage) string {
		for _, t := range texts {
			if strings.Contains(s.screen(), t) {
				return "on the screen: " + t
			}
		}
		return ""
	})
}

// command is a command line of the same person on the same database.
func command(args ...string) step {
	return newStep("ripen "+strings.Join(args, " "), func(s *stage) string {
		a, _, stderr := newApp(s.t, map[string]string{"RIPEN_USER": s.app.userName(), "RIPEN_DB": s.app.dbPath()})
		if code := a.run(s.t.Context(), args); code != exitDone {
			return stderr.String()
		}
		return ""
	})
}

// play goes through steps and stops at the first that does not hold.
func (s *stage) play(steps ...step) {
	s.t.Helper()
	for _, st := range steps {
		if fault := st.do(s); fault != "" {
			s.t.Fatalf("%s: %s: %s\n%s", st.at, st.what, fault, s.screen())
		}
		if err := s.root.Err(); err != nil {
			s.t.Fatalf("%s: %s: %v", st.at, st.what, err)
		}
	}
}
