package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/tui/work"
)

// dayOfWords is a session in which something is typed into each kind of
// question. Words of the record begin with zq; YES records a touch and nothing
// else does.
const dayOfWords = `lead L1
note zq01 first words
with
dial
8
350k
-
a
zq02 board in May
-
s
-
-
zq03 set aside for Q1
-
-
yes
outcome callback
tue 10:30
w
zq04 after the budget round

zq05 tor signs too
.
+
YES
rest
3 dec
zq06 between budgets
no
people
add
zq07 Beth Amos
zq08 dock manager
leave
skip
other
zq09 their site is down
lead L2
outcome later
garbage
in 6 weeks
YES
note
zq10 front desk knows
.
leave
outcome referred
zq11 Sam Poole
back
back
leave
defect
no prospect
zq12 a school
graduate
3
zq13 Mia
- 
quit
`

// cutHome is a copy of a home.
func cutHome(t testing.TB, from *plainHome, dir string) *plainHome {
	b, err := os.ReadFile(filepath.Join(from.dir, "ripen.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "ripen.db"), b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return &plainHome{t, dir}
}

// app is the application at this home as a command finds it, with what it says.
func (h *plainHome) app(stdin io.Reader) (*app, *bytes.Buffer) {
	a, out := h.start(stdin)
	if err := a.prepare(a.root()); err != nil {
		h.t.Fatal(err)
	}
	return a, out
}

// holds says whether any file of the home does: the database or a draft.
func (h *plainHome) holds(word string) bool {
	found := false
	err := filepath.WalkDir(h.dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, ".log") {
			return err
		}
		b, err := os.ReadFile(p)
		found = found || bytes.Contains(b, []byte(word))
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return found
}

// Wherever the input breaks off, each word that was typed into the record is
// in the database or in a draft, and of what was to be recorded all is there or
// nothing: the touches are those that were said yes to.
func TestWhereverTheInputEndsNoWordIsLost(t *testing.T) {
	first := newPlainHome(t, 3)
	cases := 0
	rapid.Check(t, func(rt *rapid.T) {
		if cases++; racing && cases > 20 {
			return
		}
		n := rapid.IntRange(0, len(dayOfWords)).Draw(rt, "bytes")
		dir, err := os.MkdirTemp(t.TempDir(), "cut")
		if err != nil {
			rt.Fatal(err)
		}
		h := cutHome(t, first, dir)
		script := dayOfWords[:n]
		a, said := h.app(strings.NewReader(script))
		s, err := a.open(t.Context())
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = s.db.Close() }()
		err = work.Run(t.Context(), desktop{s.db, s}, a.workOptions(s, 0))
		if out := said.String(); err != nil || !strings.HasSuffix(out, "Good-bye.\n") {
			rt.Fatalf("it left with %v: %s", err, out)
		}
		plainLines(t, said.String())
		for line := range strings.Lines(script) {
			at := strings.Index(line, "zq")
			if at >= 0 && len(line) > at+3 && !h.holds(strings.TrimSpace(line[at:])) {
				rt.Errorf("%q is lost", line[at:])
			}
		}
		touches := 0
		for _, lead := range []model.LeadID{1, 2} {
			d, err := s.db.Desk(t.Context(), s.by, lead)
			if err != nil {
				rt.Fatal(err)
			}
			touches += len(d.Touches)
			if lead == 1 && (len(d.Touches) > 0) != (len(d.Evidence) > 0) {
				rt.Errorf("%d touches and %d entries of L1: one without the other", len(d.Touches), len(d.Evidence))
			}
		}
		if want := strings.Count(script, "YES\n"); touches != want {
			rt.Errorf("%d touches are recorded, %d were said yes to", touches, want)
		}
		if report, err := s.db.Check(t.Context()); err != nil || !report.OK {
			rt.Errorf("check: %v %v", report.Problems, err)
		}
	})
}

// What is left behind stands in the console's drafts, under the console's
// names, and is offered at the next start.
func TestWhatIsLeftIsTheConsolesDraft(t *testing.T) {
	h := newPlainHome(t, 1)
	h.works("lead L1\nnote\nboard meets 12 feb\nwants numbers")
	h.works("lead L1\n8\n350k\n-\na\nset aside")
	h.works("lead L1\noutcome callback\ntue 10:3")
	a, _ := h.app(strings.NewReader(""))
	s, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.db.Close() }()
	for key, want := range map[string]map[string]string{
		"desk/L1/note":    {"note": "board meets 12 feb\nwants numbers"},
		"desk/L1/budget":  {"amount": "350k", "status": "allocated", "process": "set aside"},
		"desk/L1/outcome": {"C1/connected-callback/call back": "tue 10:3"},
	} {
		if got, err := a.drafts(s).Load(key); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s is %q, not %q (%v)", key, got, want, err)
		}
	}
	out := h.works("drafts\n1\nnote\n.\nnow\nquit\n")
	h.saw(out, "Words that you typed and did not record wait on 1 lead; drafts tells them.", "1. Firm AA: ",
		"Typed here and not recorded: note, outcome, budget.", `The note so far: "board meets 12 feb wants numbers"`, "The note is recorded.")
	out = h.works("8\n", "--lead", "L1")
	h.saw(out, `Amount. It says "350k"; - keeps it`)
}

// heard is an output that calls once when it says something.
type heard struct {
	said bytes.Buffer
	what string
	then func()
}

func (h *heard) Write(b []byte) (int, error) {
	if h.then != nil && bytes.Contains(b, []byte(h.what)) {
		h.then()
		h.then = nil
	}
	return h.said.Write(b)
}

// A signal is the end of the input: the dialogue leaves in order while it waits
// for a line that does not come.
func TestASignalLeavesPlainLinesInOrder(t *testing.T) {
	h := newPlainHome(t, 1)
	in, typed := io.Pipe()
	defer func() { _ = typed.Close() }()
	a, _ := h.app(in)
	s, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.db.Close() }()
	ctx, signal := context.WithCancel(t.Context())
	defer signal()
	out := &heard{what: "Record the note now", then: signal}
	o := a.workOptions(s, 1)
	o.Out = out
	go func() { _, _ = io.WriteString(typed, "note half a thought\n") }()
	if err := work.Run(ctx, desktop{s.db, s}, o); err != nil {
		t.Fatal(err)
	}
	h.saw(out.said.String(), "Good-bye.")
	if !h.holds("half a thought") {
		t.Errorf("what was typed before the signal is lost:\n%s", out.said.String())
	}
}
