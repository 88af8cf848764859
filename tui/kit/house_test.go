package kit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Styles and widgets that ask the process's default renderer come out
// colourless, or in another session's colours: nowhere under tui may one be
// made, and widgets of bubbles and huh only in this package.
func TestNothingAsksTheDefaultRenderer(t *testing.T) {
	root := os.DirFS("..")
	files := 0
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		files++
		for _, f := range faults(t, path, string(src)) {
			t.Errorf("tui/%s: %s", path, f)
		}
		return nil
	})
	if err != nil || files < 10 {
		t.Errorf("looked at %d files: %v", files, err)
	}
}

// faults is what a file of package path/… does that it may not.
func faults(t *testing.T, path, src string) (out []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	inKit := filepath.Dir(path) == "kit"
	imports := map[string]string{}
	for _, i := range file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		local := name[strings.LastIndex(name, "/")+1:]
		if i.Name != nil {
			local = i.Name.Name
		}
		imports[local] = name
		widgets := strings.HasPrefix(name, "github.com/charmbracelet/bubbles/") && name != "github.com/charmbracelet/bubbles/key"
		if !inKit && (widgets || strings.HasPrefix(name, "github.com/charmbracelet/huh")) {
			out = append(out, "imports "+name+": widgets are made in kit")
		}
	}
	banned := map[string]bool{
		"NewStyle": true, "DefaultRenderer": true, "SetDefaultRenderer": true, "ColorProfile": true, "SetColorProfile": true,
		"HasDarkBackground": true, "SetHasDarkBackground": true, "AdaptiveColor": true, "CompleteAdaptiveColor": true,
		"Place": true, "PlaceHorizontal": true, "PlaceVertical": true, // the bare functions of these ask it for blanks
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && imports[pkg.Name] == "github.com/charmbracelet/lipgloss" && banned[sel.Sel.Name] {
				out = append(out, "uses lipgloss."+sel.Sel.Name+": styles come from the session's theme")
			}
		}
		return true
	})
	return out
}

func TestTheHouseTestSeesFaults(t *testing.T) {
	for src, want := range map[string]int{
		`package desk; import "github.com/charmbracelet/lipgloss"; var s = lipgloss.NewStyle()`:                   1,
		`package desk; import lg "github.com/charmbracelet/lipgloss"; var s = lg.AdaptiveColor{}`:                 1,
		`package desk; import "github.com/charmbracelet/bubbles/textinput"; var s = textinput.New()`:              1,
		`package desk; import "github.com/charmbracelet/huh"; var s = huh.NewInput()`:                             1,
		`package desk; import "github.com/charmbracelet/bubbles/key"; var s = key.NewBinding()`:                   0,
		`package desk; import "github.com/charmbracelet/lipgloss"; func f(r *lipgloss.Renderer) { r.NewStyle() }`: 0,
	} {
		if got := faults(t, "desk/desk.go", src); len(got) != want {
			t.Errorf("%s: %q", src, got)
		}
	}
}
