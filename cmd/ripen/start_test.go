package main

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	_ "github.com/charmbracelet/bubbletea" // the library whose initialiser asks the terminal
	"github.com/creack/pty"
)

// ripenCommand starts this test binary as `ripen`, as from a terminal of a
// person: no CI in the environment.
func ripenCommand(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Args[0] = "ripen"
	home := t.TempDir()
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		switch name {
		case "CI", "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "GODEBUG", "GORACE", "HOME":
		default:
			if !strings.HasPrefix(name, "XDG_") && !strings.HasPrefix(name, "RIPEN_") {
				cmd.Env = append(cmd.Env, e)
			}
		}
	}
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "HOME="+home, "GORACE="+noRaceNap)
	return cmd
}

// A terminal that never answers must not hold a command up: on it the library
// alone waits five seconds. (Three are allowed for a machine under load; a
// command takes some milliseconds.)
func TestSilentTerminalDoesNotDelayACommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("there are no pseudo-terminals of this kind here")
		return
	}
	for _, args := range [][]string{{"version"}, {"--help"}, {"nonsense"}} {
		t.Run(args[0], func(t *testing.T) {
			cmd := ripenCommand(t, args...)
			began := time.Now()
			term, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
			if err != nil {
				t.Fatal(err)
			}
			defer term.Close()
			seen := make(chan []byte, 1)
			go func() { seen <- readAll(term) }()
			_ = cmd.Wait()
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("ripen %s took %v on a terminal that never answers", args[0], took)
			}
			got := <-seen
			if !bytes.Contains(got, []byte("ripen")) {
				t.Errorf("it said %q", got)
			}
			if i := bytes.Index(got, []byte("\x1b]")); i >= 0 {
				t.Errorf("it asked the terminal: %q", got[i:min(len(got), i+20)])
			}
		})
	}
}

// readAll reads until the program's side is closed, which Linux reports as an
// error.
func readAll(f *os.File) []byte {
	var out bytes.Buffer
	_, _ = out.ReadFrom(f)
	return out.Bytes()
}

// The guard holds because it is initialised before the terminal libraries.
func TestEarlyIsInitialisedBeforeTheTerminalLibraries(t *testing.T) {
	cmd := ripenCommand(t, "version")
	cmd.Env = append(cmd.Env, "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	order := map[string]int{}
	for line := range strings.Lines(trace.String()) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "init" {
			order[f[1]] = len(order) + 1
		}
	}
	early := order["ripen/cmd/ripen/internal/early"]
	if early == 0 {
		t.Fatalf("package early was not initialised:\n%s", trace.String())
	}
	for _, late := range []string{"time", "github.com/muesli/termenv", "github.com/charmbracelet/lipgloss", "github.com/charmbracelet/bubbletea"} {
		if at := order[late]; at != 0 && at < early {
			t.Errorf("%s is initialised before package early", late)
		}
	}
	if order["github.com/charmbracelet/bubbletea"] == 0 {
		t.Error("bubbletea has no initialiser any more: package early may go")
	}
}

// What Ripen starts (a dialler, an editor) must not see a CI of our making.
func TestCIIsGivenBack(t *testing.T) {
	for _, set := range []string{"", "CI=", "CI=true"} {
		cmd := ripenCommand(t, "version")
		cmd.Args[0] = "ripen-environment"
		if set != "" {
			cmd.Env = append(cmd.Env, set)
		}
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(out)); got != set {
			t.Errorf("with %q main sees %q", set, got)
		}
	}
}
