package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"ripen/model"
)

// newApp is an app in a home of its own with env as its environment.
func newApp(t testing.TB, env map[string]string) (a *app, stdout, stderr *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	a = &app{stdin: strings.NewReader(""), stdout: stdout, stderr: stderr, env: func(name string) string {
		if v, ok := env[name]; ok {
			return v
		}
		return map[string]string{
			"RIPEN_LOG":    filepath.Join(dir, "ripen.log"),
			"RIPEN_CONFIG": filepath.Join("testdata", "empty.toml"),
			"RIPEN_NOW":    "2026-11-24T10:42:00-05:00",
		}[name]
	}}
	return a, stdout, stderr
}

func TestEveryCommandExplainsItself(t *testing.T) {
	a, _, _ := newApp(t, nil)
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		path := cmd.CommandPath()
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: its short description must be there and have no full stop", path)
		}
		if !strings.Contains(cmd.Example, "ripen") {
			t.Errorf("%s: --help has no example", path)
		}
		if cmd.RunE == nil {
			t.Errorf("%s: it has no RunE", path)
		}
		if cmd.PersistentPreRunE != nil && cmd.HasParent() {
			t.Errorf("%s: a PersistentPreRunE of its own hides the one that sets clock, log and configuration", path)
		}
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(a.root())
}

func TestErrorsHaveACodeASentenceAndAnExitCode(t *testing.T) {
	tests := []struct {
		name string
		err  error
		exit int
		want string // JSON of the error
	}{
		{"invalid is wrong usage", &model.Error{Code: model.Invalid, Field: "until", Message: "say until when"}, exitUsage,
			`{"code":"invalid","field":"until","message":"say until when"}`},
		{"a refusal by the playbook names its gates", &model.Error{Code: model.Gated, Message: "2 gates fail", Gates: []model.Gate{
			{Name: "attribute:budget", Why: "budget is listed"}, {Name: "next-step", Why: "none is agreed"}}}, exitFailed,
			`{"code":"gates","gates":[{"gate":"attribute:budget","ok":false,"why":"budget is listed"},{"gate":"next-step","ok":false,"why":"none is agreed"}],"message":"2 gates fail"}`},
		{"details are for scripts", fmt.Errorf("touch: %w", &model.Error{Code: model.Conflict, Message: "changed meanwhile", Detail: map[string]any{"conflict": "L41"}}), exitFailed,
			`{"code":"conflict","conflict":"L41","message":"changed meanwhile"}`},
		{"any other error is ours", errors.New("disk full"), exitFailed, `{"code":"internal","message":"disk full"}`},
		{"an interrupt", context.Canceled, exitFailed, `{"code":"refused","message":"stopped before it was done"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, stdout, stderr := newApp(t, nil)
			a.args, a.running = []string{"touch", "--json"}, true
			if got := a.fail(tt.err, nil); got != tt.exit {
				t.Errorf("exit code %d, not %d", got, tt.exit)
			}
			var got struct{ Error json.RawMessage }
			if err := json.Unmarshal(stdout.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			var flat bytes.Buffer
			_ = json.Compact(&flat, got.Error)
			if flat.String() != tt.want {
				t.Errorf("got  %s\nwant %s", flat.String(), tt.want)
			}
			if n := strings.Count(stderr.String(), "\n"); n != 1 {
				t.Errorf("standard error has %d lines: %q", n, stderr)
			}
		})
	}
}

func TestAPanicIsASentenceAndALogEntry(t *testing.T) {
	a, _, stderr := newApp(t, nil)
	a.terminal = true
	a.console = func(context.Context) error { panic("nil lead") }
	if code := a.run(t.Context(), nil); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if got := stderr.String(); !strings.Contains(got, "a fault of its own (nil lead)") || strings.Contains(got, "goroutine") {
		t.Errorf("standard error: %q", got)
	}
	log, err := os.ReadFile(a.logPath())
	if err != nil || !strings.Contains(string(log), "app_test.go") {
		t.Errorf("the log lacks the stack: %v\n%s", err, log)
	}
}

func TestOutputCarriesNoControlCharacters(t *testing.T) {
	hostile := "Acme\x1b]0;owned\a\u009b31m \u202eevil\x7f\r\xff Müller"
	a, stdout, _ := newApp(t, nil)
	answer := func(w io.Writer) { fmt.Fprintf(w, "%s\n\tok\n", hostile) }
	if err := a.print(hostile, answer); err != nil {
		t.Fatal(err)
	}
	if got, want := stdout.String(), "Acme]0;owned31m evil\uFFFD Müller\n\tok\n"; got != want {
		t.Errorf("text: got %q, want %q", got, want)
	}
	stdout.Reset()
	a.flags.json = true
	if err := a.print(map[string]string{"company": hostile}, answer); err != nil {
		t.Fatal(err)
	}
	if i := bytes.IndexFunc(stdout.Bytes(), func(r rune) bool { return r != '\n' && isControl(r) }); i >= 0 {
		t.Errorf("JSON has a control character at %d: %q", i, stdout)
	}
	var back map[string]string
	if err := json.Unmarshal(stdout.Bytes(), &back); err != nil || back["company"] != strings.ToValidUTF8(hostile, "\uFFFD") {
		t.Errorf("JSON does not come back: %v %q", err, back)
	}
}

func TestClock(t *testing.T) {
	at := func(s string) func(string) string { return func(string) string { return s } }
	now, err := newClock(at("2026-11-24T10:42:00-05:00"))
	if err != nil {
		t.Fatal(err)
	}
	if first, second := now(), now(); !first.Equal(second) || first.Format(time.RFC3339) != "2026-11-24T10:42:00-05:00" {
		t.Errorf("it does not stand still: %v, %v", first, second)
	}
	for _, bad := range []string{"now", "2026-11-24", "2026-11-24T10:42:00"} {
		if _, err := newClock(at(bad)); model.CodeOf(err) != model.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if now, err = newClock(at("")); err != nil || time.Since(now()) > time.Minute {
		t.Errorf("without RIPEN_NOW it is not the machine's clock: %v", err)
	}
}

func TestWhoAndWhere(t *testing.T) {
	tests := []struct {
		name      string
		args      []string
		env       map[string]string
		db, whose string
	}{
		{"flags first", []string{"--db", "a.db", "--as", "ann"}, map[string]string{"RIPEN_DB": "b.db", "RIPEN_USER": "bob"}, "a.db", "ann"},
		{"then the environment", nil, map[string]string{"RIPEN_DB": "b.db", "RIPEN_USER": "bob", "USER": "os"}, "b.db", "bob"},
		{"then the configuration", nil, map[string]string{"RIPEN_CONFIG": "testdata/paths.toml", "USER": "os"}, "/srv/team.db", "Dana Reyes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, _, stderr := newApp(t, tt.env)
			a.terminal = true
			called := false
			a.console = func(context.Context) error {
				called = true
				if a.dbPath() != tt.db || a.userName() != tt.whose {
					t.Errorf("got %s and %s", a.dbPath(), a.userName())
				}
				return nil
			}
			if code := a.run(t.Context(), tt.args); code != exitDone || !called {
				t.Errorf("exit code %d: %s", code, stderr)
			}
		})
	}
}
