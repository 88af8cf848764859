package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Names of modules as rooms are allowed them.
const (
	teaPath      = "github.com/charmbracelet/bubbletea"
	bubbleKey    = "github.com/charmbracelet/bubbles/key"
	lipglossPath = "github.com/charmbracelet/lipgloss"
	termenvPath  = "github.com/muesli/termenv"
	toml         = "github.com/BurntSushi/toml"
)

// room is what one package may import besides the standard library. An entry
// that ends in /... also stands for all packages below it.
type room struct {
	pkg string
	may []string
}

// rooms is the design's table. The first room that fits a package counts, so
// that tui/... comes after the parts of tui that have a wall of their own.
var rooms = []room{
	{"model", nil},
	{"model/clean", []string{"model", "github.com/nyaruka/phonenumbers", "github.com/charmbracelet/x/ansi", "golang.org/x/text/..."}},
	{"model/industry", []string{"model"}},
	{"model/when", []string{"model"}},
	{"model/find", []string{"model", "model/clean", "model/when"}},
	{"model/heard", []string{"model", "model/when"}},
	{"model/calendar", []string{"model", "github.com/rickar/cal/v2/..."}},
	{"model/gate", []string{"model", "model/calendar"}},
	{"model/cadence", []string{"model", "model/calendar", "model/gate", toml}},
	{"model/playbook", []string{"model", "model/cadence", toml}},
	{"model/queue", []string{"model", "model/calendar", "model/gate"}},
	{"model/handoff", []string{"model", "model/calendar", "model/playbook", "model/cadence"}},
	{"model/sheet", []string{"model", "model/clean", "github.com/saintfish/chardet", "golang.org/x/text/..."}},
	{"model/match", []string{"model", "model/clean", "github.com/xrash/smetrics"}},
	{"model/intake", []string{"model", "model/sheet", "model/clean", "model/calendar", "model/industry"}},
	{"model/reply", []string{"model", "model/clean", "github.com/emersion/go-message/..."}},
	{"model/document", []string{"model/...", "codeberg.org/go-pdf/fpdf/...", "github.com/emersion/go-ical", "github.com/emersion/go-vcard",
		"golang.org/x/text/...", "golang.org/x/image/font/..."}},
	{"model/report", []string{"model/...", "gonum.org/v1/gonum/..."}},
	{"model/demo", []string{"model/...", "github.com/brianvoe/gofakeit/v7/..."}},

	{"store", []string{"model/...", "modernc.org/sqlite/...", "github.com/jackc/pgx/v5/...", "github.com/pressly/goose/v3/..."}},
	{"store/mailbox", []string{"model", "github.com/emersion/...", "github.com/wneessen/go-mail/..."}},
	{"store/device", []string{"model", "github.com/zalando/go-keyring"}},
	{"store/local", []string{"model"}},
	{"store/office", []string{"store/...", "model/..."}},

	{"assets", nil},

	{"tui/theme", []string{lipglossPath, termenvPath}},
	{"tui/nav", []string{"model", teaPath, bubbleKey, "tui/theme", "github.com/charmbracelet/lipgloss"}},
	// kit builds on theme's styles, so it sees what theme sees.
	{"tui/kit", []string{"tui/nav", "tui/theme", teaPath, "github.com/charmbracelet/bubbles/...", "github.com/charmbracelet/huh/...",
		"github.com/charmbracelet/x/ansi", lipglossPath + "/...", termenvPath, "github.com/mattn/go-runewidth", "github.com/NimbleMarkets/ntcharts/...",
		"github.com/guptarohit/asciigraph", "github.com/sahilm/fuzzy"}},
	{"tui", []string{"tui/...", "model/...", teaPath, bubbleKey}},
	// The desk in plain lines: its questions without its screen.
	{"tui/work", []string{"model/...", "tui/desk", "tui/kit"}},
	{"tui/*", []string{"model/...", "tui/nav", "tui/kit", "tui/theme", teaPath, bubbleKey}},

	{"cmd/ripen/internal/early", nil}, // syscall and nothing else: a test of its own
	{"cmd/ripen/internal/*", []string{"*"}},
	{"cmd/ripen", []string{"*"}},
}

// roomOf finds the room of a package. Internal packages cut out of a room have
// the room's own wall and may import each other.
func roomOf(pkg string) (room, bool) {
	if outer, _, cut := strings.Cut(pkg, "/internal/"); cut && outer != "cmd/ripen" {
		pkg = outer
	}
	for _, r := range rooms {
		if ok, _ := path.Match(r.pkg, pkg); ok {
			return r, true
		}
	}
	return room{}, false
}

func (r room) allows(pkg, imported string) bool {
	if outer, _, cut := strings.Cut(imported, "/internal/"); cut && strings.HasPrefix(pkg+"/", outer+"/") {
		return true
	}
	return slices.ContainsFunc(r.may, func(m string) bool {
		stem, below := strings.CutSuffix(m, "/...")
		return m == "*" || imported == stem || below && strings.HasPrefix(imported, stem+"/")
	})
}

// source is one Go file that is no test.
type source struct {
	path, pkg string // from the top of the tree, with slashes
	file      *ast.File
	pos       *token.FileSet
}

// top is the tree's top as seen from this package.
const top = "../.."

// sources are all of them, for every operating system.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != top && (name == "testdata" || name[0] == '.' || name[0] == '_'):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(top, p)
		if err != nil {
			return err
		}
		pos := token.NewFileSet()
		f, err := parser.ParseFile(pos, p, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		out = append(out, source{rel, path.Dir(rel), f, pos})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 5 {
		t.Fatalf("only %d source files were found", len(out))
	}
	return out
}

// ignored says that the file is a program run by `go generate` and part of no
// package.
func (s source) ignored() bool {
	for _, g := range s.file.Comments {
		for _, c := range g.List {
			if c.Text == "//go:build ignore" {
				return true
			}
		}
	}
	return false
}

func imports(s source) []string {
	var out []string
	for _, i := range s.file.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") || first == "ripen" {
			out = append(out, strings.TrimPrefix(p, "ripen/"))
		}
	}
	return out
}

func TestEachRoomImportsOnlyWhatItMay(t *testing.T) {
	for _, s := range sources(t) {
		if s.ignored() {
			continue
		}
		r, known := roomOf(s.pkg)
		if !known {
			t.Errorf("%s: package %s stands in no room of the design; give it one, or put the file into the room that it belongs to", s.path, s.pkg)
			continue
		}
		for _, p := range imports(s) {
			if !r.allows(s.pkg, p) {
				t.Errorf("%s: %s may not import %s; it may import %s", s.path, s.pkg, p, strings.Join(append([]string{"the standard library"}, r.may...), ", "))
			}
		}
	}
}

// What no direct import shows: what a room reaches through others.
func TestWhatARoomMustNeverReach(t *testing.T) {
	const charm = "github.com/charmbracelet/"
	tests := []struct {
		from  string
		never []string
	}{
		{"tui", []string{"ripen/store", "modernc.org/sqlite", "database/sql"}},
		{"model", []string{"ripen/store", "ripen/tui", "database/sql", charm + "bubbletea", charm + "lipgloss", charm + "bubbles", charm + "huh"}},
		{"store", []string{"ripen/tui", charm + "bubbletea", charm + "lipgloss", charm + "bubbles", charm + "huh"}},
	}
	present := map[string]bool{}
	for _, s := range sources(t) {
		room, _, _ := strings.Cut(s.pkg, "/")
		present[room] = true
	}
	for _, tt := range tests {
		if !present[tt.from] {
			t.Logf("there is no package in %s yet", tt.from)
			continue
		}
		list := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}}", "./"+tt.from+"/...")
		list.Dir = top
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for _, p := range strings.Fields(string(out)) {
			for _, n := range tt.never {
				// Below database/sql stands driver, an interface that libraries name.
				if p == n || n != "database/sql" && strings.HasPrefix(p, n+"/") {
					t.Errorf("%s reaches %s; `go list -deps ./%s/...` shows through which package", tt.from, p, tt.from)
				}
			}
		}
	}
}

// Time comes in as an argument everywhere: only the clock reads it.
func TestOnlyTheClockReadsTheTime(t *testing.T) {
	reads := []string{"Now", "Since", "Until"}
	for _, s := range sources(t) {
		if s.path == "cmd/ripen/clock.go" {
			continue
		}
		name := ""
		for _, i := range s.file.Imports {
			if i.Path.Value == `"time"` {
				name = "time"
				if i.Name != nil {
					name = i.Name.Name
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || name == "" {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == name && slices.Contains(reads, sel.Sel.Name) {
				t.Errorf("%s:%d: time.%s is called; take the time as an argument", s.path, s.pos.Position(sel.Pos()).Line, sel.Sel.Name)
			}
			return true
		})
	}
}

func TestEarlyImportsOnlySyscall(t *testing.T) {
	for _, s := range sources(t) {
		for _, i := range s.file.Imports {
			if s.pkg == "cmd/ripen/internal/early" && i.Path.Value != `"syscall"` {
				t.Errorf("%s imports %s: it would be initialised after the terminal libraries", s.path, i.Path.Value)
			}
		}
	}
}
