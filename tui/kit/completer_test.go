package kit_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// paths is a path picker over files that have all the names that hurt.
func paths(l theme.Look) *kit.Completer {
	c := kit.NewCompleter(l, "~/lists/fair.csv")
	c.Focus()
	var all []kit.Completion
	for _, n := range names() {
		all = append(all, kit.Completion{Text: n, Title: n, Note: n})
	}
	c.Found("", all)
	c.Update(tea.KeyMsg{Type: tea.KeyDown})
	return c
}

// folder is a picker that answers at once from some files.
func folder(files ...string) (*kit.Completer, *[]string) {
	c := kit.NewCompleter(plain(), "")
	taken := &[]string{}
	c.OnType = func(typed string) tea.Cmd {
		var out []kit.Completion
		for _, f := range files {
			if strings.HasPrefix(f, typed) {
				out = append(out, kit.Completion{Text: f, Title: f, On: strings.HasSuffix(f, "/")})
			}
		}
		c.Found(typed, out)
		return nil
	}
	c.OnTake = func(t kit.Completion) tea.Cmd { *taken = append(*taken, t.Text); return nav.Send(t) }
	c.SetSize(40, 6)
	c.Focus()
	c.SetValue("")
	return c, taken
}

func TestTabCompletesAsFarAsTheListAgrees(t *testing.T) {
	c, taken := folder("lists/", "lists/fair.csv", "lists/fair-2025.csv", "lists/tür.csv", "lists/túr.csv", "readme")
	press := func(k tea.KeyType) bool { used, _ := c.Update(tea.KeyMsg{Type: k}); return used }
	c.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("l")})
	if press(tea.KeyTab); c.Value() != "lists/" {
		t.Fatalf("tab makes %q", c.Value())
	}
	c.SetValue("lists/fa")
	if press(tea.KeyTab); c.Value() != "lists/fair" {
		t.Errorf("tab makes %q", c.Value())
	}
	if press(tea.KeyTab) {
		t.Error("tab has nothing to add and is used all the same")
	}
	c.SetValue("lists/t")
	if press(tea.KeyTab) || c.Value() != "lists/t" {
		t.Errorf("half a character is completed: %q", c.Value())
	}
	c.SetValue("lists/f")
	press(tea.KeyDown)
	press(tea.KeyDown)
	press(tea.KeyEnter)
	if len(*taken) != 1 || (*taken)[0] != "lists/fair-2025.csv" {
		t.Errorf("enter took %v", *taken)
	}
	c.SetValue("no such file")
	press(tea.KeyEnter)
	if got := (*taken)[len(*taken)-1]; got != "no such file" {
		t.Errorf("what was typed is not taken, but %q", got)
	}
	if c.SetValue(""); press(tea.KeyUp) {
		t.Error("up from the field itself is kept from the screen")
	}
	press(tea.KeyDown)
	if press(tea.KeyEnter); c.Value() != "lists/" {
		t.Errorf("a folder is not gone into: %q", c.Value())
	}
}

func TestALateListIsDropped(t *testing.T) {
	c := kit.NewCompleter(plain(), "")
	c.SetSize(40, 5)
	c.Focus()
	c.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("ab")})
	c.Found("a", []kit.Completion{{Text: "abacus", Title: "abacus"}})
	if strings.Contains(c.View(), "abacus") {
		t.Error("the answer to something else is shown")
	}
	c.Found("ab", []kit.Completion{{Text: "abacus", Title: "abacus"}})
	if !strings.Contains(c.View(), "abacus") {
		t.Error("the answer is not shown")
	}
	c.OnType = func(string) tea.Cmd { return nil } // from here on answers are on their way
	c.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("o")})
	if strings.Contains(c.View(), "abacus") {
		t.Error("what no longer fits is still offered")
	}
	c.Update(tea.KeyMsg{Type: tea.KeyTab})
	c.Found("abo", []kit.Completion{{Text: "above", Title: "above"}})
	if c.Value() != "above" {
		t.Errorf("a tab that came before its list is lost: %q", c.Value())
	}
}

func TestAChoiceTakesNothingThatIsNotThere(t *testing.T) {
	c, taken := folder("phone", "phone 2", "title")
	c.Only()
	c.SetValue("ph")
	c.Update(tea.KeyMsg{Type: tea.KeyEnter})
	c.SetValue("xyz")
	c.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if len(*taken) != 1 || (*taken)[0] != "phone" {
		t.Errorf("took %v", *taken)
	}
}

func TestAllThatIsFoundCanBeReached(t *testing.T) {
	files := []string{}
	for i := range 300 {
		files = append(files, "column "+kit.Count(i))
	}
	c, taken := folder(files...)
	for range 400 {
		c.Update(tea.KeyMsg{Type: tea.KeyDown})
	}
	if view := c.View(); !strings.Contains(view, "column 299") || !strings.Contains(view, "297–300 of 300") && !strings.Contains(view, "297-300 of 300") {
		t.Errorf("the last is not in sight:\n%s", view)
	}
	c.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if (*taken)[0] != "column 299" {
		t.Errorf("took %v", *taken)
	}
}
