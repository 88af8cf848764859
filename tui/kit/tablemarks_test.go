package kit_test

import (
	"strings"
	"testing"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

func TestEveryWordOfASearchIsMarkedWhereItBeginsOne(t *testing.T) {
	l := rich()
	m := func(s string) string { return l.PaintOn(theme.Page, theme.Match, s) }
	tx := func(s string) string { return l.PaintOn(theme.Page, theme.Text, s) }
	for s, want := range map[string]string{
		"Quill & Sons Bindery": tx("") + m("Quill") + tx(" & ") + m("So") + tx("ns Bindery"),
		"Ason quiller":         tx("Ason ") + m("quill") + tx("er"),
		"no such":              tx("no such"),
		"SO-so":                m("SO") + tx("-") + m("so"),
	} {
		if got := kit.HighlightWords(l, theme.Text, s, []string{"quill", "so"}); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	if got := kit.HighlightWords(l, theme.Text, "x", []string{""}); got != tx("x") {
		t.Errorf("an empty word marks %q", got)
	}
	tb := newQueue(l, []kit.Row{queueRow(0, "Atlas"), queueRow(1, "Quill & Sons")}, 80, 6)
	tb.View()
	tb.SetMarks("quill", "so")
	if v := tb.View(); !strings.Contains(v, m("Quill")) || !strings.Contains(v, m("So")) {
		t.Error("the table does not mark both words")
	}
	if tb.SetMarks(); strings.Contains(tb.View(), m("Quill")) {
		t.Error("marks stay when the search is gone")
	}
}

func TestPickedRowsAreTold(t *testing.T) {
	tb := newQueue(plain(), queueRows(3), 80, 6)
	on := map[int64]bool{}
	tb.SetPicked(func(id int64) bool { return on[id] })
	before := tb.View()
	on[1], on[3] = true, true
	lines := strings.Split(see(tb.View()), "\n")
	if !strings.HasPrefix(lines[1], "✓▌ 1") || !strings.HasPrefix(lines[2], "   2") || !strings.HasPrefix(lines[3], "✓  3") {
		t.Errorf("picked rows:\n%s", strings.Join(lines, "\n"))
	}
	clear(on)
	if tb.View() != before {
		t.Error("a row that is not picked any more shows it")
	}
}

func TestTheColumnUnderTheMouse(t *testing.T) {
	tb := newQueue(plain(), queueRows(3), 80, 6)
	head := strings.Split(see(tb.View()), "\n")[0]
	for i, title := range []string{"#", "WHY", "COMPANY"} {
		if got := tb.ColumnAt(strings.Index(head, title), 0); got != i {
			t.Errorf("%s: column %d", title, got)
		}
	}
	if tb.ColumnAt(0, 0) != -1 || tb.ColumnAt(4, 1) != -1 || tb.ColumnAt(500, 0) != -1 {
		t.Error("a column where there is none")
	}
}
