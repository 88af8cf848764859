//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// However the console ends, the terminal is as it was.
func TestTheTerminalIsGivenBack(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	tests := []struct {
		name string
		end  func(s *seat)
	}{
		{"q", func(s *seat) { s.press("q") }},
		{"ctrl+c", func(s *seat) { s.press(ctrlC) }},
		{"SIGINT", func(s *seat) { s.signal(syscall.SIGINT) }},
		{"SIGTERM", func(s *seat) { s.signal(syscall.SIGTERM) }},
		{"SIGHUP", func(s *seat) { s.signal(syscall.SIGHUP) }},
		{"SIGTERM while a dialog is open", func(s *seat) {
			s.press("?")
			s.sees("Today")
			s.signal(syscall.SIGTERM)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := p.of(t).sit(80, 24, answering{})
			s.up()
			tt.end(s)
			s.givenBack("0")
			if s.said() != "" {
				t.Errorf("standard error: %q", s.said())
			}
		})
	}
}

// Whoever wants Ripen gone at once and signals without end may have it killed
// once the terminal is given back, and not before.
func TestSignalsOneUponTheOther(t *testing.T) {
	t.Parallel()
	s := newPlace(t).sit(80, 24, answering{})
	s.up()
	for pid := s.ripen(); s.ripen() == pid; {
		_ = syscall.Kill(pid, syscall.SIGTERM)
	}
	s.givenBack("")
}

// A signal may come amid typing: what is on the screen is in the drafts.
func TestASignalLosesNothingTyped(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		p := newPlace(t)
		s := p.sit(80, 24, answering{})
		s.up()
		s.press(enter)
		s.sees("NOTE   n writes one")
		s.press("n")
		s.sees("keep it for the outcome")
		s.press("the board meets")
		s.sees("the board meets")
		s.signal(sig)
		s.givenBack("0")
		if !strings.Contains(p.drafts(), "the board meets") {
			t.Errorf("after %v the note is in no draft: %s", sig, p.drafts())
		}
	}
}

// The terminal's window is closed: nothing is left running, nothing is lost.
func TestTheWindowIsClosed(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("n")
	s.sees("keep it for the outcome")
	s.press("tor signs too")
	s.sees("tor signs too")
	s.close()
	over := time.AfterFunc(patience, func() { _ = s.gone.Close() })
	if _, err := io.ReadAll(s.gone); err != nil {
		t.Fatal("Ripen goes on without its terminal")
	}
	over.Stop()
	if !strings.Contains(p.drafts(), "tor signs too") {
		t.Errorf("the note is in no draft: %s", p.drafts())
	}
}

// A fault of Ripen's own, wherever it is, ends it in a sentence.
func TestAFaultGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	for where, key := range map[string]string{"init": "7", "view": "7", "update": "7x", "command": "7", "batch": "7", "sequence": "7", "store": "6"} {
		t.Run(where, func(t *testing.T) {
			p := newPlace(t, faultEnv+"="+where)
			s := p.sit(80, 24, answering{})
			s.up()
			s.press(key)
			s.givenBack("1")
			said := s.said()
			if strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "ripen: ") || !strings.Contains(said, "a fault made on purpose") || !strings.Contains(said, "ripen.log") {
				t.Errorf("standard error: %q", said)
			}
			if !strings.Contains(p.log(), "console_fault_test.go") {
				t.Errorf("the log lacks the stack: %s", p.log())
			}
		})
	}
}

// ctrl+z gives the terminal to the shell; fg brings the console back as it was.
func TestSuspendAndResume(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.sees("ask 1", "no address") // it is whole
	before := s.screen()
	for range 2 {
		s.press(ctrlZ)
		s.givenBack(fmt.Sprint(128 + int(syscall.SIGTSTP)))
		s.press("fg\n")
		s.up()
		s.until("see the same screen again", func() bool { return s.vt.String() == before })
	}
	s.press("\x1b[<0;20;1M") // a click on the head: the mouse is read again
	s.sees("2▸Leads")
	s.press(ctrlZ)
	s.givenBack(fmt.Sprint(128 + int(syscall.SIGTSTP)))
	s.press("kill %1; fg\n")
	s.givenBack("0")
	if s.said() != "" {
		t.Errorf("standard error: %q", s.said())
	}
}

// A window is drawn at any size, and in time.
func TestResizing(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("ATTRIBUTES", "o outcome")
	before := s.screen()
	for n := range uint16(150) {
		s.resize(20+n*37%180, 3+n*11%60)
	}
	s.resize(59, 19)
	s.sees("Ripen needs a window of 60×20; this one is 59×19")
	s.resize(60, 20)
	s.sees("ATTRIBUTES", "NOTE   n writes one")
	s.resize(1, 1)
	s.resize(250, 80)
	s.sees("COMPANY", "HISTORY")
	s.resize(80, 24)
	s.until("see the same screen again:\n"+before+"\n", func() bool { return s.vt.String() == before })
	s.press("q")
	s.givenBack("0")
}

// The console asks for the background itself, once, and does not wait long.
func TestTheBackgroundIsAskedFor(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	const light, darker = "\x1b]11;rgb:fafa/fafa/f0f0\x07", "\x1b]11;rgb:1e/1e/2e\x1b\\"
	colours := map[string]string{}
	by := func(colour string) func(*seat, byte) {
		return func(s *seat, q byte) {
			switch q {
			case 'b':
				_, _ = s.pty.WriteString(colour)
			case 'k':
				_, _ = s.pty.WriteString("\x1b[?62;22c")
			}
		}
	}
	for _, tt := range []struct {
		name, env string
		a         answering
	}{
		{"the emulator's own black", "", answering{background: color.Black}},
		{"the emulator's own white", "", answering{background: color.White}},
		{"light", "", answering{instead: by(light)}},
		{"dark", "", answering{instead: by(darker)}},
		{"knows only its kind", "", answering{instead: by("")}},
		{"never", "", answering{silent: true}},
		{"COLORFGBG says light", "COLORFGBG=0;15", answering{silent: true}},
		{"COLORFGBG says dark", "COLORFGBG=15;0", answering{silent: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := p.of(t)
			q.env = append(q.env[:len(q.env):len(q.env)], tt.env)
			began := time.Now()
			s := q.sit(80, 24, tt.a)
			s.up()
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("the first frame took %v", took)
			}
			colours[tt.name] = s.colours()
			asked := 1
			if tt.env != "" {
				asked = 0
			}
			s.mu.Lock()
			got, kinds := strings.Count(string(s.sent), "\x1b]11;?"), strings.Count(string(s.sent), "\x1b[c")
			s.mu.Unlock()
			if got != asked || kinds != asked {
				t.Errorf("it asked %d and %d times, not %d", got, kinds, asked)
			}
			s.press("q")
			s.givenBack("0")
		})
	}
	for _, group := range [][]string{{"the emulator's own black", "dark", "knows only its kind", "never", "COLORFGBG says dark"},
		{"the emulator's own white", "light", "COLORFGBG says light"}} {
		for _, name := range group {
			if colours[name] != colours[group[0]] {
				t.Errorf("%s: other colours than on %s", name, group[0])
			}
		}
	}
	if colours["light"] == colours["dark"] {
		t.Error("light and dark look the same")
	}
}

// Answers that come late are no keys; keys that come early are not lost.
func TestLateAnswersAndEarlyKeys(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{silent: true})
	s.until("be asked", func() bool { return strings.Contains(string(s.sent), askKind) })
	s.press("2") // while it waits
	s.sees("2▸Leads", "Halvorsen Freight")
	s.press("1")
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("n")
	s.sees("keep it for the outcome")
	for _, part := range []string{"be", "\x1b]11;rgb:ff", "ff/ffff/ff", "ff\x07fore", " and after\x1b[?62;22c", ", once more\x1b", "["} {
		s.press(part)
	}
	s.sees("before and after, once more")
	s.signal(syscall.SIGTERM)
	s.givenBack("0")
	if !strings.Contains(p.drafts(), `"before and after, once more`) {
		t.Errorf("the draft: %s", p.drafts())
	}
}

// kill -9 amid typing: the draft is there when the lead is opened again.
func TestKilledAmidANote(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("n")
	s.sees("keep it for the outcome")
	// Somebody who types without a pause: parts of it must be kept meanwhile.
	text := ""
	for n := 0; !strings.Contains(p.drafts(), "word0") && n < 500; n++ {
		word := fmt.Sprintf("word%d ", n)
		s.press(word)
		text += word
		s.sees(strings.TrimSpace(word))
	}
	s.press("and tor signs")
	s.until("the draft is kept", func() bool { return strings.Contains(p.drafts(), text+"and tor signs") })
	s.killed()

	s = p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("word", "signs") // of a long note its end is seen
}

// kill -9 while a form is open: it comes back as it was left.
func TestKilledAmidAForm(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("8")
	s.sees("8 Budget", "amount")
	s.press("350k")
	s.sees("350k")
	s.until("the draft is kept", func() bool { return strings.Contains(p.drafts(), "350k") })
	s.killed()

	s = p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("8")
	s.sees("350k", "as you left it")
}

// kill -9 amid the form of a new lead: its words are there when it is opened again.
func TestKilledAmidANewLead(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press("+")
	s.sees("A new lead")
	s.press("Kestrel Marine\t")
	s.press("Iris Holm")
	s.until("the draft is kept", func() bool { return strings.Contains(p.drafts(), "Iris Holm") })
	s.killed()

	s = p.sit(80, 24, answering{})
	s.up()
	s.press("+")
	s.sees("Kestrel Marine", "Iris Holm", "as you left it")
}

// What a person settles and the screen that was left are there at the next
// start; NO_COLOR comes before both.
func TestTheLookIsRemembered(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "COLORTERM=truecolor")
	coloured := func(s *seat) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return bytes.Contains(s.sent, []byte("\x1b[38;2;"))
	}
	s := p.sit(80, 24, answering{})
	s.up()
	if !coloured(s) {
		t.Fatal("the console begins without colours")
	}
	s.press("6")
	s.sees("6▸Lists", "Fair")
	s.press("\x0b") // ctrl+k
	s.sees("type a few letters")
	s.press("settings")
	s.sees("theme, glyphs")
	s.press(enter)
	s.sees("●auto", "dark here")
	s.press("h")
	s.sees("●mono")
	s.press("Gl")
	s.sees("●off")
	s.until("the mouse is off", func() bool { return !s.modes[ansi.ModeMouseButtonEvent] })
	s.press("q")
	s.givenBack("0")

	s = p.sit(80, 24, answering{})
	s.sees("6▸Lists", "Fair")
	mouse := func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return bytes.Contains(s.sent, []byte("\x1b[?1002h"))
	}
	if coloured(s) || mouse() {
		t.Error("the theme and the mouse are not as they were left")
	}

	q := p.of(t)
	q.env = append(q.env[:len(q.env):len(q.env)], "NO_COLOR=1")
	s = q.sit(80, 24, answering{})
	s.sees("6▸Lists")
	s.press("\x0b") // ctrl+k
	s.sees("type a few letters")
	s.press("settings")
	s.sees("theme, glyphs")
	s.press(enter)
	s.sees("NO_COLOR is set")
}

// What the screen has confirmed is in the database, whatever comes next.
func TestKilledAfterAnOutcome(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.press(enter)
	s.sees("NOTE   n writes one")
	s.press("o")
	s.sees("OUTCOME by phone")
	s.press("v")
	s.sees("then:", "record it")
	s.press(enter)
	s.sees("Quill Bindery", "voicemail left") // the next lead, and what was recorded
	s.killed()
	var lead struct {
		Touches []struct{ Outcome string }
	}
	if err := json.Unmarshal(p.run("lead", "show", "L1", "--json"), &lead); err != nil {
		t.Fatal(err)
	}
	if len(lead.Touches) != 1 || lead.Touches[0].Outcome != "voicemail-left" {
		t.Errorf("the touches are %+v", lead.Touches)
	}
}
