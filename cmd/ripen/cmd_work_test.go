package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"ripen/model"
	"ripen/model/cadence"
)

// plainHome is a database of its own with the drafts beside it, worked by dana
// in plain lines.
type plainHome struct {
	t   testing.TB
	dir string
}

// ripen runs one command as main does and returns what it wrote.
func (h *plainHome) ripen(stdin string, args ...string) string {
	h.t.Helper()
	code, out, said := h.exits(stdin, args...)
	if code != exitDone {
		h.t.Fatalf("ripen %s: exit %d: %s%s", strings.Join(args, " "), code, out, said)
	}
	return out
}

func (h *plainHome) exits(stdin string, args ...string) (code int, out, said string) {
	a, stdout := h.start(strings.NewReader(stdin))
	var stderr bytes.Buffer
	a.stderr = &stderr
	code = a.run(h.t.Context(), args)
	return code, stdout.String(), stderr.String()
}

// start is the application at this home.
func (h *plainHome) start(stdin io.Reader) (*app, *bytes.Buffer) {
	env := map[string]string{"RIPEN_USER": "dana", "RIPEN_DB": filepath.Join(h.dir, "ripen.db"), "TZ": "America/New_York",
		"RIPEN_LOG": filepath.Join(h.dir, "ripen.log"), "RIPEN_CONFIG": filepath.Join("testdata", "empty.toml"), "RIPEN_NOW": "2026-11-24T10:42:00-05:00"}
	var stdout bytes.Buffer
	return &app{stdin: stdin, stdout: &stdout, stderr: io.Discard, env: func(name string) string { return env[name] }}, &stdout
}

// works plays a script of lines and holds each line of what is said to the
// promise of plain lines.
func (h *plainHome) works(script string, args ...string) string {
	h.t.Helper()
	out := h.ripen(script, append([]string{"work"}, args...)...)
	plainLines(h.t, out)
	return out
}

// plainLines: at most 80 columns, nothing that a terminal obeys.
func plainLines(t testing.TB, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if n := ansi.StringWidth(line); n > 80 {
			t.Errorf("%d columns: %q", n, line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			t.Errorf("a control character: %q", line)
		}
	}
}

// add brings a lead in by hand.
func (h *plainHome) add(n int, company, person string) {
	h.ripen("", "lead", "add", "--company", company, "--person", person, "--phone", fmt.Sprintf("617 555 01%02d", n),
		"--email", fmt.Sprintf("p%d@firm%d.example", n, n), "--city", "Boston", "--state", "MA", "--street", fmt.Sprintf("%d Elm Street", n), "--zip", "02110")
}

func newPlainHome(t testing.TB, leads int) *plainHome {
	h := &plainHome{t, t.TempDir()}
	for i := range leads {
		h.add(i+1, fmt.Sprintf("Firm %c%c", 'A'+i/26, 'A'+i%26), fmt.Sprintf("Person %c%c", 'A'+i/26, 'A'+i%26))
	}
	return h
}

func (h *plainHome) saw(out string, want ...string) {
	h.t.Helper()
	flat := strings.Join(strings.Fields(out), " ")
	for _, w := range want {
		if !strings.Contains(flat, w) {
			h.t.Errorf("it did not say %q:\n%s", w, out)
		}
	}
}

// Every outcome of every channel can be recorded by its own word, and what
// follows from it is said before.
func TestPlainLinesRecordEveryOutcome(t *testing.T) {
	answers := map[model.Outcome]string{
		model.ConnectedCallback: "tue 10:30\n", model.ConnectedLater: "-\n", model.RepliedLater: "in 6 weeks\n",
		model.ConnectedReferred: "Tor Lind\n", model.RepliedReferred: "Tor Lind\n",
		model.ConnectedNotInterested: "timing\n-\n", model.RepliedNotInterested: "contract\n2027-06-30\n",
		model.OutOfOffice: "30 nov\nTor Lind\n",
	}
	type case_ struct {
		ch model.Channel
		o  model.Outcome
	}
	var cases []case_
	for _, ch := range []model.Channel{model.Phone, model.Email, model.Letter} {
		for _, o := range cadence.Outcomes(ch) {
			cases = append(cases, case_{ch, o})
		}
	}
	h := newPlainHome(t, len(cases))
	for i, c := range cases {
		lead := fmt.Sprintf("L%d", i+1)
		script := "outcome another\n" + string(c.ch) + "\n" + string(c.o) + "\n" + answers[c.o] + "yes\n"
		if c.o == model.DoNotContact {
			script += "yes\n"
		}
		out := h.works(script, "--lead", lead)
		h.saw(out, "Then: ", "Record it? Yes or no?", "Recorded: ")
		show := h.ripen("", "lead", "show", lead, "--json")
		if !strings.Contains(show, fmt.Sprintf("%q: %q", "outcome", c.o)) {
			t.Errorf("%s by %s is not recorded:\n%s", c.o, c.ch, out)
		}
	}
	if out := h.ripen("", "check"); !strings.Contains(out, "ok") {
		t.Errorf("check says %s", out)
	}
	if files, _ := os.ReadDir(filepath.Join(h.dir, "drafts")); len(files) > 0 {
		t.Errorf("%d drafts are left of what was recorded", len(files))
	}
}

// said is an attribute as one answers it: the values, then how well, by whom,
// in which touch, in which words.
func said(n int, answers ...string) string {
	return fmt.Sprintf("%d\n%s\n", n%10, strings.Join(answers, "\n"))
}

// theTen are the ten attributes of a lead whose decision maker is on the line.
// The first touch that is offered is the call itself.
func theTen() string {
	const rest = "-\n-\n-\nyes" // in this call, by no document, today
	return said(1, "naics", "488510", "s", "0", "n", "-", "their web site", "-", "yes") +
		said(2, "82M", "340", "3", "s", "-", "-", rest) +
		said(3, "Person AA; Tor Lind", "s", "-", "-", rest) +
		said(4, "own TMS of 2016", "Globex", "-", "s", "-", "-", rest) +
		said(6, "dock delays; lost slots", "2m a year", "-", "c", "-", "-", "two hours a truck", "-", "-", "yes") +
		said(7, "CFO; board", "Person AA", "2027-02-12", "s", "-", "-", rest) +
		said(8, "350k", "-", "allocated", "-", "-", "s", "-", "-", rest) +
		said(9, "Globex", "do nothing", "-", "s", "-", "-", rest) +
		said(10, "slot in Hamburg", "2027-03-01", "the slot is lost", "s", "-", "-", rest)
}

// A whole day: a dozen leads, a graduation that is refused and then done, an
// entry made during its call, a skip, a rest, an undo.
func TestAWholeDayInPlainLines(t *testing.T) {
	h := newPlainHome(t, 12)
	h.ripen("", "user", "add", "sam", "--role", "sales")
	h.ripen("", "contact", "set", "C1", "role=decision-maker")
	out := h.works(strings.Join([]string{
		"lead L1", "graduate", "people", "add", "Tor Lind", "IT lead", "influencer", "617 555 0143", "-", "w", "-", "yes",
		"people", "1", "work", "dial",
		strings.TrimSuffix(theTen(), "\n"),
		"outcome interested", "note", "wants figures", "before Christmas", ".", "yes",
		"5", "1", "1", "c", "1", "1", "-", "-", "-", "yes",
		"attributes",
		"graduate", "sam", "meeting", "2026-12-08 10:00", "1", "350k", "no",
		"graduate", "-", "-", "-", "-", "-", "yes",
		"next", "o n", "y",
		"next", "o v", "y",
		"next", "skip", "research",
		"rest", "3 dec", "between budgets", "yes",
		"o b", "y",
		"next", "o callback", "tue 10:30", "+", "y",
		"undo", "y",
		"next", "D", "missing phone",
		"note called their front desk", "now",
		"quit"}, "\n") + "\n")
	h.saw(out, "dana, Tuesday 24 November 2026, 10:42. 0 of 60 touches done.", "0 callbacks, 0 replies, 0 new, 12 due, 12 of them callable now.",
		"Lead 1: Firm A", "Not ready to graduate; 12 conditions are not met.", "Attribute 8, budget: budget is unknown; stated is needed.",
		"Tor Lind is added and in hand.", "Digit by digit: 6 1 7, 5 5 5, 0 1 0 1.", "Kept: it is recorded with the outcome of this call.",
		"Pain is confirmed;", `With the note: "wants figures before Christmas"`, "Then: ", "Engaged is confirmed; 10 of 10",
		"Not recorded; what you typed is kept as a draft.", "Graduated: ", "Skipped: needs research. It comes back tomorrow.",
		"Resting until Thu 3 Dec", "Call back on Tuesday 1 December 2026, 10:30 in Boston, which is 10:30 here.", ", positive.",
		"This would be taken back: Connected-callback at Firm", "Undone: ", "Coded: missing phone", "The note is recorded.", "Good-bye.")
	show := h.ripen("", "lead", "show", "L1", "--json")
	for _, want := range []string{`"status": "graduated"`, `"note": "wants figures\nbefore Christmas"`, `"quote": "two hours a truck"`, `"state": "delivered"`} {
		if !strings.Contains(show, want) {
			t.Errorf("L1 does not say %s", want)
		}
	}
	if files, _ := os.ReadDir(filepath.Join(h.dir, "drafts")); len(files) > 0 {
		t.Errorf("%d drafts are left though all was recorded", len(files))
	}
	if t.Failed() {
		t.Log(out)
	}
}
