package kit

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Table is rows in columns, of which only those in the window are drawn, each
// once: drawn lines are kept by the row's id and version.
//
// The selection follows the row's id and not its place: when rows come or go,
// the cursor stays on its row, and where that row has gone, at its place.
type Table struct {
	l    theme.Look
	keys nav.KeyMap
	cols []Column

	rows  []Row         // all that were given
	shown []int         // those that the filter lets through, as indexes into rows
	place map[int64]int // a row's id → its place among shown
	order []int         // a place → how many rows that are no header stand before it

	at, top int   // places of the cursor and of the first row in the window
	id      int64 // of the row under the cursor
	w, h    int
	focused bool

	widths []int
	left   bool                // a column is left out
	lines  map[int64]tableLine // drawn rows by id
	heads  map[string]string   // drawn group headers
	serial int                 // of the look that they were drawn in

	state   tableState
	failure string
	empty   string
	total   int  // of all that there are, 0 when the rows are all
	capped  bool // there are more than total
	more    bool // further rows can be asked for

	find      *Input
	finding   bool
	match     string
	words     []string // what a search of the screen's found
	picked    func(id int64) bool
	onFind    func(string) tea.Cmd
	plainHead bool
}

type tableState uint8

const (
	tableReady tableState = iota
	tableLoading
	tableFailed
)

// tableLine is a row as it was drawn, on each ground that was asked for.
type tableLine struct {
	version int64
	on      [3][2]string // each plain and picked
}

// keptLines bounds the drawn rows that are kept; beyond it all are forgotten.
const keptLines = 2000

// NewTable makes a table that says that it is loading until rows are set. keys
// is the session's map, of which it uses the keys that move.
func NewTable(l theme.Look, keys nav.KeyMap, cols ...Column) *Table {
	t := &Table{l: l, keys: keys, cols: cols, state: tableLoading, find: NewInput(l, "")}
	t.forget()
	return t
}

// forget drops every drawn line, since what they were drawn by has changed.
func (t *Table) forget() {
	t.lines = make(map[int64]tableLine, 64)
	t.heads = map[string]string{}
	t.serial = t.l.Serial
	t.widths, t.left = layout(t.cols, t.w)
}

// SetSize sets the cells that View fills.
func (t *Table) SetSize(w, h int) {
	if w = max(0, w); w != t.w {
		t.w = w
		t.find.SetWidth(max(0, w-14))
		t.forget()
	}
	t.h = max(0, h)
	t.follow()
}

// SetColumns changes the columns; the rows' cells must fit them.
func (t *Table) SetColumns(cols ...Column) { t.cols = cols; t.forget() }

// HideHeader leaves the line of column titles out.
func (t *Table) HideHeader() { t.plainHead = true }

// SetFocused says whether the table's pane has the keys.
func (t *Table) SetFocused(on bool) { t.focused = on }

// SetRows shows rows in the order given and keeps the selection on its row.
func (t *Table) SetRows(rows []Row) {
	t.rows, t.state = rows, tableReady
	t.arrange()
}

// Append adds a further page of rows.
func (t *Table) Append(rows []Row) { t.SetRows(append(t.rows[:len(t.rows):len(t.rows)], rows...)) }

// SetTotal says how many rows there are in all where they are not all here;
// capped that there are more than total ("1,000+"); more that [Table.WantsMore]
// may ask for further ones.
func (t *Table) SetTotal(total int, capped, more bool) {
	t.total, t.capped, t.more = total, capped, more
}

// SetLoading says that rows are on their way; rows shown before stay.
func (t *Table) SetLoading() { t.state = tableLoading }

// SetFailed shows a sentence in place of rows.
func (t *Table) SetFailed(sentence string) { t.state, t.failure = tableFailed, sentence }

// SetEmpty is what stands where there are no rows: a sentence that names the
// key to press next ("No lists yet: i imports one.").
func (t *Table) SetEmpty(sentence string) { t.empty = sentence }

// arrange works out what is shown, and where the cursor is then.
func (t *Table) arrange() {
	t.shown, t.order = t.shown[:0], t.order[:0]
	t.place = make(map[int64]int, len(t.rows))
	local := t.match != "" && t.onFind == nil
	n := 0
	for i, r := range t.rows {
		if local && !r.holds(t.match) {
			continue
		}
		if r.Header == "" {
			t.place[r.ID] = len(t.shown)
		}
		t.shown = append(t.shown, i)
		t.order = append(t.order, n)
		if r.Header == "" {
			n++
		}
	}
	if at, ok := t.place[t.id]; ok {
		t.at = at
	}
	t.settle(1)
}

func (r Row) holds(match string) bool {
	for _, c := range r.Cells {
		if c.holds(match) {
			return true
		}
	}
	return false // a header goes with its group when the table is filtered
}

// settle puts the cursor on a row that can be selected, looking in the
// direction by first, and the window around it.
func (t *Table) settle(by int) {
	t.at = max(0, min(t.at, len(t.shown)-1))
	for _, d := range [2]int{by, -by} {
		at := t.at
		for at >= 0 && at < len(t.shown) && t.row(at).Header != "" {
			at += d
		}
		if at >= 0 && at < len(t.shown) {
			t.at, t.id = at, t.row(at).ID
			t.follow()
			return
		}
	}
	t.follow() // nothing to stand on; the id stays, as its row may come back with the next load
}

func (t *Table) row(place int) *Row { return &t.rows[t.shown[place]] }

// follow moves the window so that the cursor is in it, with the header of its
// group where that stands just above.
func (t *Table) follow() {
	n := t.window()
	t.top = window(t.top, t.at, n, len(t.shown))
	if t.top == t.at && t.at > 0 && n > 1 && t.row(t.at-1).Header != "" {
		t.top--
	}
}

// window is how many rows are seen.
func (t *Table) window() int {
	n := t.h
	if !t.plainHead {
		n--
	}
	if t.foots(n) {
		n--
	}
	return max(1, n)
}

// foots says whether the last line tells the position or the filter: when
// either is to be told.
func (t *Table) foots(room int) bool {
	return room > 1 && (t.finding || t.match != "" || len(t.shown) > room || t.more || t.total > t.Len())
}

// Len is how many rows are shown, headers not counted.
func (t *Table) Len() int {
	if n := len(t.shown); n > 0 {
		last := 0
		if t.row(n-1).Header == "" {
			last = 1
		}
		return t.order[n-1] + last
	}
	return 0
}

// Selected is the row under the cursor.
func (t *Table) Selected() (Row, bool) {
	if t.at >= len(t.shown) || t.row(t.at).Header != "" {
		return Row{}, false
	}
	return *t.row(t.at), true
}

// SelectedID is the id of the row under the cursor, 0 for none.
func (t *Table) SelectedID() int64 {
	r, _ := t.Selected()
	return r.ID
}

// Select puts the cursor on the row of that id, now or when such a row comes.
func (t *Table) Select(id int64) {
	t.id = id
	if at, ok := t.place[id]; ok {
		t.at = at
		t.follow()
	}
}

// Place is how many rows stand before the selected one.
func (t *Table) Place() int {
	if t.at < len(t.order) {
		return t.order[t.at]
	}
	return 0
}

// WantsMore says that the cursor nears the end of the rows while there are
// further ones: the screen then asks for the next page, once.
func (t *Table) WantsMore() bool {
	return t.more && t.state == tableReady && t.at+t.window() >= len(t.shown)
}

// Move moves the cursor by n rows and stops at the ends.
func (t *Table) Move(n int) {
	if len(t.shown) == 0 || n == 0 {
		return
	}
	t.at = max(0, min(len(t.shown)-1, t.at+n))
	t.settle(n / abs(n))
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// forgetMany keeps the drawn lines bounded.
func (t *Table) forgetMany() {
	if len(t.lines) > keptLines {
		t.lines = make(map[int64]tableLine, 64)
	}
}

// View is exactly w×h.
func (t *Table) View() string {
	if t.w == 0 || t.h == 0 {
		return Clamp("", t.w, t.h)
	}
	if t.serial != t.l.Serial {
		t.forget()
	}
	t.forgetMany()
	var b strings.Builder
	b.Grow(t.w * t.h * 2)
	room := t.h
	if !t.plainHead {
		b.WriteString(t.header())
		if room--; room > 0 {
			b.WriteByte('\n')
		}
	}
	foot := t.foots(room)
	if foot {
		room--
	}
	t.body(&b, room)
	if foot {
		b.WriteByte('\n')
		b.WriteString(t.foot())
	}
	return b.String()
}

func (t *Table) body(b *strings.Builder, room int) {
	t.top = window(t.top, t.at, max(1, room), len(t.shown))
	said := t.said()
	for y := range room {
		if y > 0 {
			b.WriteByte('\n')
		}
		place := t.top + y
		switch {
		case place < len(t.shown) && said == "":
			b.WriteString(t.line(place))
		case y < 2 && y == min(1, room-1) && said != "":
			b.WriteString(Fit("  "+t.l.Paint(theme.Dim, said), t.w))
		default:
			b.WriteString(spaces(t.w))
		}
	}
}

// said is the sentence that stands in place of rows, "" where there are rows.
func (t *Table) said() string {
	switch {
	case t.state == tableFailed:
		return t.l.Glyphs.Alert + " " + Clean(t.failure)
	case len(t.shown) > 0:
		return ""
	case t.state == tableLoading:
		return "Loading" + t.l.Glyphs.Ellipsis
	case t.match != "":
		return "Nothing matches " + Clean(t.match) + ": esc shows all."
	case t.empty == "":
		return "Nothing here: esc goes back."
	}
	return Clean(t.empty)
}

// line is the row at a place, drawn once for each version and ground.
func (t *Table) line(place int) string {
	r := t.row(place)
	if r.Header != "" {
		s, ok := t.heads[r.Header]
		if !ok {
			s = Rule(t.l, t.w, r.Header)
			t.heads[r.Header] = s
		}
		return s
	}
	ground := theme.Page
	if place == t.at {
		ground = theme.Active
		if t.focused {
			ground = theme.Focused
		}
	}
	version := r.Version
	if version == 0 {
		version = r.content()
	}
	kept, ok := t.lines[r.ID]
	if !ok || kept.version != version {
		kept = tableLine{version: version}
	}
	picked := 0
	if t.picked != nil && t.picked(r.ID) {
		picked = 1
	}
	if kept.on[ground][picked] == "" {
		kept.on[ground][picked] = t.draw(r, ground, picked == 1)
		t.lines[r.ID] = kept
	}
	return kept.on[ground][picked]
}

func (t *Table) draw(r *Row, ground theme.Ground, picked bool) string {
	var b strings.Builder
	b.Grow(t.w * 3)
	mark := " "
	switch ground {
	case theme.Active:
		mark = t.l.Glyphs.Dot
	case theme.Focused:
		mark = t.l.Glyphs.Mark
	}
	pick := " "
	if picked {
		pick = t.l.Glyphs.Check
	}
	t.l.WriteOn(&b, ground, theme.Mark, pick+mark)
	n, first, marks := gutter, true, t.painted()
	for i, w := range t.widths {
		if w == 0 {
			continue
		}
		if !first {
			t.l.WriteOn(&b, ground, theme.Text, " ")
			n++
		}
		first = false
		var c Cell
		if i < len(r.Cells) {
			c = r.Cells[i]
		}
		c.write(&b, t.l, ground, w, t.cols[i].Right, marks)
		n += w
	}
	t.l.WriteOn(&b, ground, theme.Text, spaces(t.w-n))
	return Fit(b.String(), t.w)
}
