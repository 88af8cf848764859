package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// initFree is what a package may allocate in its initialisers, in bytes,
// without a place on the list below. Allocations are counted, since they are
// the same on every machine; most of the time goes with them.
const initFree = 64 << 10

// initAllowed are the packages whose initialisers may cost more, with the most
// that each may allocate in bytes, and why it is borne.
var initAllowed = map[string]int{
	"github.com/nyaruka/phonenumbers":    4 << 20,   // the numbering plans of all countries: each import, each number typed
	"golang.org/x/text/language/display": 320 << 10, // comes with the numbering plans: names of countries
	"github.com/charmbracelet/bubbletea": 160 << 10, // the escape sequences of keys
	"ripen/store":                        192 << 10, // the registry in which each statement has its name
}

// initTotal is the most that all initialisers together may allocate: every
// command pays for it at every start.
const initTotal = 5 << 20

// initCost is what a package's initialisers took.
type initCost struct {
	pkg           string
	bytes, allocs int
}

func TestInitialisersCostLittle(t *testing.T) {
	ours := map[string]bool{}
	deps, err := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}}", ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, p := range strings.Fields(string(deps)) {
		ours[p] = true
	}
	ours["main"] = true
	costs := initCosts(t)
	total, listed := 0, ""
	for _, c := range costs {
		if !ours[c.pkg] { // the tests' own libraries are in this binary too
			continue
		}
		total += c.bytes
		most, known := initAllowed[c.pkg]
		if c.bytes > initFree/2 {
			listed += fmt.Sprintf("%9d bytes %6d allocations  %s\n", c.bytes, c.allocs, c.pkg)
		}
		switch {
		case !known && c.bytes > initFree:
			t.Errorf("%s allocates %d bytes before main: keep it out of what every command starts with, or give it a place on the list with a reason", c.pkg, c.bytes)
		case known && c.bytes > most:
			t.Errorf("%s allocates %d bytes before main, more than the %d that the list allows it", c.pkg, c.bytes, most)
		}
	}
	for pkg := range initAllowed {
		if !slices.ContainsFunc(costs, func(c initCost) bool { return c.pkg == pkg && c.bytes > initFree }) {
			t.Errorf("%s costs little or is gone: strike it from the list", pkg)
		}
	}
	if total > initTotal {
		t.Errorf("all initialisers together allocate %d bytes, more than %d", total, initTotal)
	}
	t.Logf("together %d bytes; the dearest:\n%s", total, listed)
}

// initCosts is the runtime's own account, the dearest first: lines as
// "init time @0.36 ms, 0.002 ms clock, 1024 bytes, 3 allocs".
func initCosts(t *testing.T) []initCost {
	t.Helper()
	cmd := ripenCommand(t, "version")
	cmd.Env = append(cmd.Env, "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	var out []initCost
	for line := range strings.Lines(trace.String()) {
		f := strings.Fields(line)
		if len(f) < 11 || f[0] != "init" {
			continue
		}
		bytes, err := strconv.Atoi(f[7])
		allocs, err2 := strconv.Atoi(f[9])
		if err != nil || err2 != nil || f[8] != "bytes," {
			t.Fatalf("the trace has another form: %q", line)
		}
		out = append(out, initCost{f[1], bytes, allocs})
	}
	if len(out) < 20 {
		t.Fatalf("only %d packages were traced:\n%s", len(out), trace.String())
	}
	slices.SortFunc(out, func(a, b initCost) int { return b.bytes - a.bytes })
	return out
}
