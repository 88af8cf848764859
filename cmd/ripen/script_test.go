package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ripen/cmd/ripen/internal/early"
)

// TestMain lets tests start this test binary as `ripen`; as
// `ripen-environment` it prints CI as main sees it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ripen": main, "ripen-environment": printCI})
}

// noRaceNap keeps each process that the race detector watches from sleeping a
// second as it leaves.
const noRaceNap = "atexit_sleep_ms=0"

func printCI() {
	early.Restore()
	if v, ok := os.LookupEnv("CI"); ok {
		fmt.Println("CI=" + v)
	}
}

// TestScripts runs testdata/script/*.txtar: Ripen as people and scripts use
// it, each in a home of its own and at a fixed time. Beside testscript's own
// commands there are
//
//	fails CODE ripen …      the command leaves with that exit code
//	json PATH WANT          the JSON on standard output holds WANT at a.b.0.c
//	json PATH.len() N           … a list or an object of N members there
//	jsonenv NAME PATH       keeps what stands there in $NAME
func TestScripts(t *testing.T) {
	ugly, err := filepath.Abs(filepath.Join("..", "..", "store", "office", "testdata", "ugly"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, ".home")
			for name, value := range map[string]string{
				"HOME":            home,
				"XDG_CONFIG_HOME": filepath.Join(home, "config"),
				"XDG_DATA_HOME":   filepath.Join(home, "data"),
				"XDG_STATE_HOME":  filepath.Join(home, "state"),
				"XDG_CACHE_HOME":  filepath.Join(home, "cache"),
				"RIPEN_NOW":       "2026-11-24T10:42:00-05:00",
				"RIPEN_USER":      "dana",
				"TZ":              "UTC",
				"GORACE":          noRaceNap,
				"UGLY":            ugly, // lists as they come, binary ones too
			} {
				env.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": scriptFails, "json": scriptJSON, "jsonenv": scriptJSONEnv,
		},
	})
}

func scriptFails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fails CODE COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case err == nil:
		ts.Fatalf("it succeeded; exit code %d was expected", want)
	case !errors.As(err, &exit):
		ts.Fatalf("it could not be run: %v", err)
	case exit.ExitCode() != want:
		ts.Fatalf("exit code %d, not %d", exit.ExitCode(), want)
	}
}

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH WANT")
	}
	got := scriptValue(ts, args[0])
	if (got == args[1]) == neg {
		ts.Fatalf("%s is %q", args[0], got)
	}
}

func scriptJSONEnv(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: jsonenv NAME PATH")
	}
	ts.Setenv(args[0], scriptValue(ts, args[1]))
}

// scriptValue is what stands at a path of the last standard output; what is
// not there is "".
func scriptValue(ts *testscript.TestScript, path string) string {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		ts.Fatalf("standard output is no JSON: %v", err)
	}
	if dec.More() {
		ts.Fatalf("standard output holds more than one JSON document")
	}
	for part := range strings.SplitSeq(path, ".") {
		switch here := v.(type) {
		case map[string]any:
			v = here[part]
			if part == "len()" {
				v = len(here)
			}
		case []any:
			v = nil
			if part == "len()" {
				v = len(here)
			} else if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(here) {
				v = here[i]
			}
		default:
			v = nil
		}
	}
	switch v := v.(type) {
	case nil:
		return ""
	case map[string]any, []any:
		b, err := json.Marshal(v)
		ts.Check(err)
		return string(b)
	}
	return fmt.Sprint(v)
}
