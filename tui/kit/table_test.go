package kit_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func queueColumns() []kit.Column {
	return []kit.Column{
		{Title: "#", Min: 2, Right: true},
		{Title: "WHY", Min: 8},
		{Title: "COMPANY", Min: 10, Max: 40, Flex: 3},
		{Title: "PERSON", Min: 10, Max: 40, Flex: 3, Drop: 2},
		{Title: "STEP", Min: 10, Flex: 1, Drop: 1},
		{Title: "THERE", Min: 6, Drop: 3},
		{Title: "ATT", Min: 3, Right: true},
		{Title: "", Min: 1},
	}
}

func queueRow(i int, name string) kit.Row {
	return kit.Row{ID: int64(i + 1), Cells: []kit.Cell{
		{Text: fmt.Sprint(i + 1)}, {Text: "due", Tone: theme.Dim}, {Text: name, Tone: theme.Strong}, {Text: name},
		{Text: "call 4/9"}, {Parts: []kit.Part{{Text: "11:42"}, {Text: "☾", Tone: theme.Warn}}},
		{Text: "6"}, {Text: "◐", Tone: theme.Stated},
	}}
}

func queueRows(n int) []kit.Row {
	all := names()
	rows := make([]kit.Row, n)
	for i := range rows {
		rows[i] = queueRow(i, all[i%len(all)]+fmt.Sprint(" ", i))
	}
	return rows
}

func newQueue(l theme.Look, rows []kit.Row, w, h int) *kit.Table {
	t := kit.NewTable(l, nav.NewKeyMap(), queueColumns()...)
	t.SetFocused(true)
	t.SetSize(w, h)
	t.SetRows(rows)
	return t
}

func TestTableShowsWhatIsAsked(t *testing.T) {
	tb := newQueue(plain(), []kit.Row{queueRow(0, "Halvorsen Freight"), queueRow(1, "Nordlys Cold Storage"), queueRow(2, "Quill & Sons")}, 80, 6)
	want := []string{
		"   # WHY      COMPANY             PERSON              STEP          THERE  ATT",
		" ▌ 1 due      Halvorsen Freight   Halvorsen Freight   call 4/9      11:42☾   6 ◐",
		"   2 due      Nordlys Cold Stora… Nordlys Cold Stora… call 4/9      11:42☾   6 ◐",
		"   3 due      Quill & Sons        Quill & Sons        call 4/9      11:42☾   6 ◐", "", "",
	}
	if got := see(tb.View()); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestSelectionFollowsTheRow(t *testing.T) {
	tb := newQueue(plain(), queueRows(30), 80, 12)
	keys(tb, "j", "j", "down")
	if got := tb.SelectedID(); got != 4 {
		t.Fatalf("cursor on %d", got)
	}
	fresh := append([]kit.Row{queueRow(90, "callback")}, queueRows(30)...)
	tb.SetRows(fresh)
	if got := tb.SelectedID(); got != 4 || tb.Place() != 4 {
		t.Errorf("a row came in above and the cursor is on %d, place %d", got, tb.Place())
	}
	gone := append(append([]kit.Row{}, fresh[:4]...), fresh[5:]...)
	tb.SetRows(gone)
	if got := tb.SelectedID(); got != 5 {
		t.Errorf("its row went and the cursor is on %d, not on the one in its place", got)
	}
	tb.SetRows(nil)
	if _, ok := tb.Selected(); ok || tb.SelectedID() != 0 {
		t.Error("something is selected in an empty table")
	}
	tb.SetRows(fresh)
	if got := tb.SelectedID(); got != 5 {
		t.Errorf("a reload lost the selection: %d", got)
	}
	tb.Select(20)
	if got := tb.SelectedID(); got != 20 || !strings.Contains(see(tb.View()), "▌20") {
		t.Errorf("selected %d, seen\n%s", got, see(tb.View()))
	}
}

func TestCursorKeys(t *testing.T) {
	tb := newQueue(plain(), queueRows(100), 80, 22) // 20 rows, head, foot
	for _, c := range []struct {
		key  string
		want int64
	}{{"k", 1}, {"ctrl+d", 11}, {"ctrl+d", 21}, {"ctrl+u", 11}, {"G", 100}, {"j", 100}, {"up", 99}, {"g", 1}} {
		if keys(tb, c.key); tb.SelectedID() != c.want {
			t.Errorf("%s: on %d, want %d", c.key, tb.SelectedID(), c.want)
		}
	}
	if used, _ := tb.Update(press("x")); used {
		t.Error("a key of the screen was eaten")
	}
}

func TestHeadersArePassedOver(t *testing.T) {
	rows := []kit.Row{{Header: "READY (1)"}, queueRow(0, "Cobalt"), {Header: "ONE GATE AWAY (1)"}, queueRow(1, "Tern"), {Header: "EMPTY (0)"}}
	tb := newQueue(plain(), rows, 80, 10)
	if tb.SelectedID() != 1 {
		t.Errorf("starts on %d", tb.SelectedID())
	}
	if keys(tb, "j"); tb.SelectedID() != 2 {
		t.Errorf("j: %d", tb.SelectedID())
	}
	if keys(tb, "G"); tb.SelectedID() != 2 {
		t.Errorf("G: %d", tb.SelectedID())
	}
	if keys(tb, "g"); tb.SelectedID() != 1 || tb.Len() != 2 {
		t.Errorf("g: %d of %d", tb.SelectedID(), tb.Len())
	}
	if got := see(tb.View()); !strings.Contains(got, "── READY (1) ──") || !strings.Contains(got, "── EMPTY (0) ──") {
		t.Errorf("%s", got)
	}
}

func TestPositionAndPaging(t *testing.T) {
	tb := newQueue(plain(), queueRows(50), 80, 22)
	tb.SetTotal(1000, true, true)
	if got := tb.Position(); got != "1–20 of 1,000+" {
		t.Errorf("%q", got)
	}
	if !strings.HasSuffix(see(tb.View()), "1–20 of 1,000+") {
		t.Errorf("%s", see(tb.View()))
	}
	if tb.WantsMore() {
		t.Error("asks for more at the top")
	}
	keys(tb, "G")
	if !tb.WantsMore() || tb.Position() != "31–50 of 1,000+" {
		t.Errorf("at the end: wants more %v, %q", tb.WantsMore(), tb.Position())
	}
	more := queueRows(70)[50:]
	tb.Append(more)
	if tb.SelectedID() != 50 || tb.Len() != 70 {
		t.Errorf("a page came and the cursor is on %d of %d", tb.SelectedID(), tb.Len())
	}
	tb.SetTotal(0, false, false)
	tb.SetRows(queueRows(3))
	if strings.Contains(see(tb.View()), "of 3") {
		t.Error("a position where all is seen")
	}
}

func TestAChangedRowIsDrawnAnew(t *testing.T) {
	tb := newQueue(plain(), []kit.Row{queueRow(0, "Halvorsen")}, 80, 4)
	tb.View()
	tb.SetRows([]kit.Row{queueRow(0, "Halvorsen AS")})
	if !strings.Contains(tb.View(), "Halvorsen AS") {
		t.Error("the old line stays")
	}
	one, two := queueRow(0, "one"), queueRow(0, "two")
	one.Version, two.Version = 1, 2
	tb.SetRows([]kit.Row{one})
	tb.View()
	tb.SetRows([]kit.Row{two})
	if !strings.Contains(tb.View(), "two") {
		t.Error("a raised version is not drawn")
	}
}

func TestStatesNameTheNextKey(t *testing.T) {
	tb := kit.NewTable(plain(), nav.NewKeyMap(), queueColumns()...)
	tb.SetSize(80, 8)
	if !strings.Contains(tb.View(), "Loading…") {
		t.Errorf("%s", tb.View())
	}
	tb.SetEmpty("No leads are due today: 6 shows the lists, i records an inbound response.")
	tb.SetRows(nil)
	if !strings.Contains(tb.View(), "No leads are due today: 6 shows the lists") {
		t.Errorf("%s", tb.View())
	}
	tb.SetFailed("The database is locked: ctrl+l tries again.")
	exact(t, "failed", tb.View(), 80, 8)
	if !strings.Contains(tb.View(), "! The database is locked") {
		t.Errorf("%s", tb.View())
	}
	tb.SetRows(queueRows(2))
	if strings.Contains(tb.View(), "locked") {
		t.Error("the failure stays over the rows")
	}
}

func TestFilterHere(t *testing.T) {
	rows := append([]kit.Row{{Header: "ALL"}}, queueRow(0, "Halvorsen Freight"), queueRow(1, "Tamarack Foods"), queueRow(2, "Tern Marine"))
	tb := newQueue(plain(), rows, 80, 8)
	tb.StartFilter()
	if !tb.Capturing() {
		t.Fatal("does not capture")
	}
	typing(tb, "ta")
	if tb.Len() != 1 || tb.SelectedID() != 2 || !strings.Contains(see(tb.View()), " / ta_") {
		t.Errorf("%d rows, on %d\n%s", tb.Len(), tb.SelectedID(), see(tb.View()))
	}
	tb.SetTotal(1000, true, false)
	if tb.Position() != "1–1 of 1" {
		t.Errorf("found one: %q", tb.Position())
	}
	typing(tb, "zz:")
	if !strings.Contains(see(tb.View()), "Nothing matches tazz:: esc shows all.") {
		t.Errorf("%s", see(tb.View()))
	}
	keys(tb, "ctrl+u")
	typing(tb, "tern")
	if keys(tb, "enter"); tb.Capturing() || tb.Filter() != "tern" || tb.SelectedID() != 3 {
		t.Errorf("enter keeps it: %q, %d", tb.Filter(), tb.SelectedID())
	}
	if used, _ := tb.Back(); !used || tb.Filter() != "" || tb.SelectedID() != 3 {
		t.Errorf("esc: filter %q, on %d", tb.Filter(), tb.SelectedID())
	}
	if used, _ := tb.Back(); used {
		t.Error("a second esc is the screen's")
	}
}

func TestFilterByTheScreen(t *testing.T) {
	tb := newQueue(plain(), queueRows(5), 80, 8)
	type askedMsg string
	tb.OnFilter(func(text string) tea.Cmd { return nav.Send(askedMsg(text)) })
	tb.StartFilter()
	_, cmd := tb.Update(press("q"))
	if cmd == nil || cmd() != askedMsg("q") {
		t.Error("the screen was not asked")
	}
	if tb.Len() != 5 {
		t.Error("the table filtered by itself")
	}
	if _, cmd := tb.Update(press("esc")); cmd == nil || cmd() != askedMsg("") {
		t.Error("esc does not ask for all")
	}
}

func TestMouse(t *testing.T) {
	tb := newQueue(plain(), queueRows(50), 80, 12)
	click := func(y int) {
		tb.Update(tea.MouseMsg{Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	}
	if click(3); tb.SelectedID() != 3 {
		t.Errorf("click on the third row: %d", tb.SelectedID())
	}
	if click(0); tb.SelectedID() != 3 {
		t.Errorf("click on the titles: %d", tb.SelectedID())
	}
	if tb.Update(tea.MouseMsg{Button: tea.MouseButtonWheelDown}); tb.SelectedID() != 6 {
		t.Errorf("wheel: %d", tb.SelectedID())
	}
}

func TestNarrowWindowsDropColumnsWithAMark(t *testing.T) {
	tb := newQueue(plain(), queueRows(3), 44, 6)
	head := strings.Split(see(tb.View()), "\n")[0]
	if strings.Contains(head, "THERE") || !strings.HasSuffix(head, "…") || !strings.Contains(head, "COMPANY") {
		t.Errorf("%q", head)
	}
	tb.SetSize(120, 6)
	head = strings.Split(see(tb.View()), "\n")[0]
	if !strings.Contains(head, "THERE") || strings.Contains(head, "…") {
		t.Errorf("%q", head)
	}
}

func TestNamesOfAllScriptsLineUp(t *testing.T) {
	all := names()
	rows := make([]kit.Row, len(all))
	for i, n := range all {
		rows[i] = queueRow(i, n)
	}
	tb := newQueue(rich(), rows, 100, len(all)+1)
	first := 0
	for i, line := range strings.Split(tb.View(), "\n")[1:] {
		at := strings.Index(line, "call 4/9")
		if at < 0 {
			t.Fatalf("row %d has no step: %q", i, line)
		}
		col := ansi.StringWidth(line[:at])
		if i == 0 {
			first = col
		}
		if col != first {
			t.Errorf("%q puts the next column at %d, others at %d", all[i], col, first)
		}
	}
}

func TestFocusIsToldWithoutColour(t *testing.T) {
	tb := newQueue(plain(), queueRows(3), 60, 5)
	with := tb.View()
	tb.SetFocused(false)
	if tb.View() == with {
		t.Error("a pane without the keys looks like the one that has them")
	}
}

// An ordinary frame of a table of ten thousand rows: under 100 µs and 150
// allocations.
func TestTableDrawsOnlyWhatIsSeen(t *testing.T) {
	tb := newQueue(rich(), queueRows(10_000), 120, 40)
	tb.View()
	if n := testing.AllocsPerRun(50, func() { _ = tb.View() }); n > 150 {
		t.Errorf("%v allocations for a frame", n)
	}
	if n := testing.AllocsPerRun(50, func() { tb.Update(press("j")); _ = tb.View() }); n > 150 {
		t.Errorf("%v allocations for a key and its frame", n)
	}
}

func BenchmarkTableView(b *testing.B) {
	tb := newQueue(rich(), queueRows(10_000), 120, 40)
	b.ReportAllocs()
	for b.Loop() {
		_ = tb.View()
	}
}

func BenchmarkTableKeyToView(b *testing.B) {
	tb := newQueue(rich(), queueRows(10_000), 120, 40)
	b.ReportAllocs()
	for b.Loop() {
		tb.Update(press("j"))
		_ = tb.View()
	}
}

func BenchmarkTableReload(b *testing.B) {
	rows := queueRows(10_000)
	tb := newQueue(rich(), rows, 120, 40)
	b.ReportAllocs()
	for b.Loop() {
		tb.SetRows(rows)
		_ = tb.View()
	}
}
