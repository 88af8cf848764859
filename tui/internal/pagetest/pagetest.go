// Package pagetest is what the tests of the team's screens have in common: a
// session with a fixed clock, keys in and frames out, golden frames, and the
// sweep over window sizes. Only tests import it.
package pagetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

var update = flag.Bool("update", false, "write the golden frames anew; read each before it is kept")

// Now is the tests' clock: Tuesday 24 November 2026, 10:42 in New York.
var Now = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

// Session is Omar Reyes, a team lead, at a terminal that th was made for.
func Session(th theme.Theme) *nav.Session {
	zone := time.FixedZone("EST", -5*3600)
	return &nav.Session{
		Actor: model.Actor{ID: 90, Name: "Omar Reyes", Role: model.TeamLead, Zone: zone, Region: "US-NY"},
		Theme: th, Glyphs: theme.Narrow(), Keys: nav.NewKeyMap(), Clock: func() time.Time { return Now },
	}
}

// Run is a screen under test and what it asked of the root meanwhile.
type Run struct {
	T      testing.TB
	Screen nav.Screen
	W, H   int
	Asked  []tea.Msg // what went to the root, in order
	held   []tea.Cmd
	hold   bool
}

// Open sizes a screen and runs its Init to the end.
func Open(t testing.TB, s nav.Screen, w, h int) *Run {
	r := &Run{T: t, Screen: s, W: w, H: h}
	s.SetSize(w, h)
	r.Do(s.Init())
	return r
}

// Hold keeps commands back from now on; Release runs them, the last one first
// where backwards says so.
func (r *Run) Hold() { r.hold = true }

// Release runs what was held.
func (r *Run) Release(backwards bool) {
	r.hold = false
	held := r.held
	r.held = nil
	for i := range held {
		if backwards {
			i = len(held) - 1 - i
		}
		r.Do(held[i])
	}
}

// Do runs a command and all that follows from it. What is for the root is kept
// in Asked; a dialog's outcome goes where the root would send it.
func (r *Run) Do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if r.hold {
		r.held = append(r.held, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			r.Do(c)
		}
	case nav.ResultMsg:
		r.Do(msg.To.Update(msg.Msg))
	default:
		r.Asked = append(r.Asked, msg)
	}
}

// Press sends keys by name: "j", "enter", "ctrl+d".
func (r *Run) Press(keys ...string) {
	r.T.Helper()
	for _, k := range keys {
		msg := Key(k)
		if k == "esc" && !r.Screen.Capturing() {
			if s, ok := r.Screen.(nav.Stepper); ok {
				handled, cmd := s.Back()
				r.Do(cmd)
				if handled {
					continue
				}
			}
			r.Asked = append(r.Asked, nav.PopMsg{})
			continue
		}
		if !r.Screen.Capturing() {
			if why := nav.HintFor(msg, r.Screen.FullHelp()); why != "" {
				r.Asked = append(r.Asked, nav.ToastMsg{Text: why, Kind: nav.Warn})
				continue
			}
		}
		r.Do(r.Screen.Update(msg))
	}
}

// Type sends each character of s.
func (r *Run) Type(s string) {
	for _, c := range s {
		r.Press(string(c))
	}
}

// Last is what was asked of the root last, nil for nothing.
func (r *Run) Last() tea.Msg {
	if len(r.Asked) == 0 {
		return nil
	}
	return r.Asked[len(r.Asked)-1]
}

// Answer presses key in the dialog that was opened last.
func (r *Run) Answer(key string) {
	r.T.Helper()
	d, ok := r.Last().(nav.DialogMsg)
	if !ok {
		r.T.Fatalf("no dialog is open: %#v", r.Last())
	}
	cmd := d.Dialog.Update(Key(key))
	if cmd == nil {
		return
	}
	done, ok := cmd().(nav.DoneMsg)
	if !ok {
		r.T.Fatalf("%s does not end the dialog", key)
	}
	switch then := done.Then.(type) {
	case nil:
	case nav.ResultMsg:
		r.Do(then.To.Update(then.Msg))
	default:
		r.Do(r.Screen.Update(then))
	}
}

// Key is what a terminal sends for s.
func Key(s string) tea.KeyMsg {
	named := map[string]tea.KeyType{
		"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab,
		"up": tea.KeyUp, "down": tea.KeyDown, "shift+up": tea.KeyShiftUp, "shift+down": tea.KeyShiftDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"backspace": tea.KeyBackspace, "ctrl+u": tea.KeyCtrlU, "ctrl+d": tea.KeyCtrlD, "ctrl+s": tea.KeyCtrlS,
	}
	if t, ok := named[s]; ok {
		return tea.KeyMsg{Type: t}
	}
	if s == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}
}

// See is the screen's text without colours and spaces at line ends.
func (r *Run) See() string { return See(r.Screen.View()) }

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// See is a view's text without colours and spaces at line ends.
func See(view string) string {
	lines := strings.Split(colour.ReplaceAllString(view, ""), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Shows fails unless every one of texts is seen.
func (r *Run) Shows(texts ...string) {
	r.T.Helper()
	seen := r.See()
	for _, s := range texts {
		if !strings.Contains(seen, s) {
			r.T.Errorf("%q is not on the screen:\n%s", s, seen)
		}
	}
}

// Hides fails if any of texts is seen.
func (r *Run) Hides(texts ...string) {
	r.T.Helper()
	seen := r.See()
	for _, s := range texts {
		if strings.Contains(seen, s) {
			r.T.Errorf("%q is on the screen:\n%s", s, seen)
		}
	}
}

// Golden compares the screen with testdata/name.txt, which -update writes.
func (r *Run) Golden(name string) {
	r.T.Helper()
	r.Exact()
	path := filepath.Join("testdata", name+".txt")
	got := r.See() + "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			r.T.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			r.T.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		r.T.Fatal(err)
	}
	if got != string(want) {
		r.T.Errorf("%s differs:\n%s", path, differing(string(want), got))
	}
}

// differing is the lines of want and got that are not the same.
func differing(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for i := range max(len(a), len(b)) {
		kept, seen := "", ""
		if i < len(a) {
			kept = a[i]
		}
		if i < len(b) {
			seen = b[i]
		}
		if kept != seen {
			fmt.Fprintf(&out, "%3d kept %s\n    seen %s\n", i+1, kept, seen)
		}
	}
	return out.String()
}

// Exact fails unless the view is exactly the screen's size and holds nothing
// but text and colours.
func (r *Run) Exact() {
	r.T.Helper()
	if fault := Fault(r.Screen.View(), r.W, r.H); fault != "" {
		r.T.Errorf("at %d×%d: %s", r.W, r.H, fault)
	}
}

// Resize gives the screen another size.
func (r *Run) Resize(w, h int) {
	r.W, r.H = w, h
	r.Screen.SetSize(w, h)
}

// Sweep draws the screen at sampled sizes from 0×0 to 250×80.
func (r *Run) Sweep() {
	r.T.Helper()
	for _, w := range []int{0, 1, 2, 3, 7, 20, 41, 59, 60, 61, 72, 79, 80, 81, 99, 100, 119, 120, 121, 160, 250} {
		for _, h := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 22, 24, 38, 80} {
			r.Resize(w, h)
			r.Exact()
		}
	}
}

// Fault says what is wrong with a view that should be exactly w×h, "" for
// nothing.
func Fault(view string, w, h int) string {
	if h == 0 {
		if view != "" {
			return fmt.Sprintf("draws %q in no line", view)
		}
		return ""
	}
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		return fmt.Sprintf("%d lines", len(lines))
	}
	for i, line := range lines {
		if n := kit.Width(line); n != w {
			return fmt.Sprintf("line %d is %d cells: %q", i, n, line)
		}
		for _, c := range colour.ReplaceAllString(line, "") {
			if c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xfffd {
				return fmt.Sprintf("line %d lets %U through: %q", i, c, line)
			}
		}
	}
	return ""
}

// Hostile are names such as come in lists: long, wide, right to left,
// combining, joined, and made to take a terminal over.
func Hostile() []string {
	return []string{
		"Halvorsen Freight and Intermodal Forwarding Company of New England, Incorporated", "東京冷蔵倉庫株式会社東京冷蔵倉庫株式会社",
		"شركة النخيل للتجارة", "Zoe\u0308 Bru\u0302le\u0301e & Fils", "👩‍💻 Studio 🇩🇪 ☎️", "",
		"\x1b[31mred\x1b[0m \x1b]0;title\x07after", "\u202egnp.exe\u202c", "nul\x00 bell\x07 tab\tnl\nend\r",
		"zalgo" + strings.Repeat("\u0335", 40) + "!", "\xff\xfe broken", "\u009b31mC1 \u0085", "zero\u200bwidth\ufeff", "ไทยขนส่ง", "| a | *b* | `c`",
	}
}
