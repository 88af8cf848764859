package main

import (
	"bytes"
	"fmt"
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
	env := map[string]string{"RIPEN_USER": "dana", "RIPEN_DB": filepath.Join(h.dir, "ripen.db"), "TZ": "America/New_York",
		"RIPEN_LOG": filepath.Join(h.dir, "ripen.log"), "RIPEN_CONFIG": filepath.Join("testdata", "empty.toml"), "RIPEN_NOW": "2026-11-24T10:42:00-05:00"}
	var stdout, stderr bytes.Buffer
	a := &app{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr, env: func(name string) string { return env[name] }}
	code = a.run(h.t.Context(), args)
	return code, stdout.String(), stderr.String()
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
