package leads

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// column is one column of the table.
type column struct {
	key, name string // as it is kept, and as the chooser calls it
	kit.Column
	slim *kit.Column // in windows narrower than roomy
	from int         // the width from which it is shown where nobody chose; never: only when chosen
	sort string      // the sort that a click on its title asks for, "" none
	cell func(v *Leads, r model.LeadRow, tone theme.Tone) kit.Cell
}

// roomy is the width from which the ten rungs stand beside each other and names
// of members are whole; below it the names of companies and people need the
// room.
const roomy = 100

// never is wider than any window.
const never = 1 << 20

func text(of func(model.LeadRow) string) func(*Leads, model.LeadRow, theme.Tone) kit.Cell {
	return func(_ *Leads, r model.LeadRow, tone theme.Tone) kit.Cell { return kit.Cell{Text: of(r), Tone: tone} }
}

var table = []column{
	{key: "company", name: "company", sort: "company", Column: kit.Column{Title: "COMPANY", Min: 16, Flex: 5, Max: 44}, cell: text(func(r model.LeadRow) string { return r.Company })},
	{key: "person", name: "person", Column: kit.Column{Title: "PERSON", Min: 12, Flex: 3, Max: 32}, from: 66, cell: text(func(r model.LeadRow) string { return r.Contact })},
	{key: "status", name: "status", Column: kit.Column{Title: "STATUS", Min: 12}, cell: func(_ *Leads, r model.LeadRow, _ theme.Tone) kit.Cell {
		return kit.Cell{Text: string(r.Status), Tone: statusTone(r.Status)}
	}},
	{key: "owner", name: "owner", Column: kit.Column{Title: "OWNER", Min: 14}, slim: &kit.Column{Title: "OWNER", Min: 8}, from: 78, cell: (*Leads).owner},
	{key: "attributes", name: "the ten attributes", sort: "count", Column: kit.Column{Title: "ATTRIBUTES", Min: 10}, from: roomy, cell: (*Leads).strip},
	{key: "count", name: "how many of the ten", sort: "count", Column: kit.Column{Title: "/10", Min: 3, Right: true}, slim: &kit.Column{Title: "ATT", Min: 4}, cell: (*Leads).ripe},
	{key: "due", name: "next step due", sort: "due", Column: kit.Column{Title: "DUE", Min: 6, Right: true}, cell: func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.DueAt, true) }},
	{key: "place", name: "place", Column: kit.Column{Title: "PLACE", Min: 8, Flex: 2, Max: 24}, from: 120, cell: text(func(r model.LeadRow) string { return r.Place })},
	{key: "last", name: "last touch", sort: "last", Column: kit.Column{Title: "LAST", Min: 6, Right: true}, from: 120, cell: func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.Last, false) }},
	{key: "score", name: "score", sort: "score", Column: kit.Column{Title: "SCORE", Min: 5, Right: true}, from: 120, cell: text(func(r model.LeadRow) string { return strconv.Itoa(r.Score) })},
	{key: "list", name: "list", Column: kit.Column{Title: "LIST", Min: 12, Flex: 3, Max: 32}, from: 140, cell: text(func(r model.LeadRow) string { return r.List })},
	{key: "horizon", name: "horizon", Column: kit.Column{Title: "HORIZON", Min: 9}, from: 170, cell: text(func(r model.LeadRow) string { return string(r.Horizon) })},
	{key: "value", name: "value", sort: "value", Column: kit.Column{Title: "VALUE", Min: 8, Right: true}, from: never, cell: func(v *Leads, r model.LeadRow, tone theme.Tone) kit.Cell {
		if r.Value == 0 {
			return kit.Cell{Text: v.l.Glyphs.Dot, Tone: theme.Dim}
		}
		return kit.Cell{Text: kit.Count(int(r.Value / 100)), Tone: tone}
	}},
	{key: "id", name: "number of the lead", sort: "new", Column: kit.Column{Title: "LEAD", Min: 8, Right: true}, from: never, cell: text(func(r model.LeadRow) string { return r.ID.String() })},
}

// foundColumn says where a search found its words, where that is elsewhere than
// in the row. It comes by itself and is not chosen.
var foundColumn = column{Column: kit.Column{Title: "FOUND IN", Min: 16, Flex: 8, Max: 90}, cell: func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell {
	return kit.Cell{Text: foundText(r.Found), Tone: theme.Dim}
}}

// columnOf is the column of that key, nil for none.
func columnOf(key string) *column {
	if i := slices.IndexFunc(table, func(c column) bool { return c.key == key }); i >= 0 {
		return &table[i]
	}
	return nil
}

// knownColumns reads what is kept: keys of columns, each once; nil where there
// is none of them.
func knownColumns(kept string) []string {
	var out []string
	for _, k := range strings.Fields(kept) {
		if columnOf(k) != nil && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// usual are the columns that fit the width where nobody chose.
func (v *Leads) usual() []string {
	var out []string
	for _, c := range table {
		if v.w >= c.from {
			out = append(out, c.key)
		}
	}
	return out
}

// slim says that names and rungs are short.
func (v *Leads) slim() bool { return v.w < roomy }

// laid are the columns as the table is to have them. Of those that were chosen
// the last go first where the window is too narrow, and the head has a mark.
func (v *Leads) laid() (shown []*column, cols []kit.Column) {
	keys := v.wanted
	if keys == nil {
		keys = v.usual()
		if v.termOf(v.asked(), "owner") != "" { // all are one person's, as the head says
			keys = slices.DeleteFunc(keys, func(k string) bool { return k == "owner" })
		}
	}
	found := v.foundElsewhere() && (v.wanted == nil && v.w >= 120 || v.w >= 160)
	if found && v.wanted == nil { // what was searched for matters more than these
		keys = slices.DeleteFunc(keys, func(k string) bool { return slices.Contains([]string{"place", "last", "list", "horizon"}, k) })
	}
	for i, k := range keys {
		c := columnOf(k)
		col := c.Column
		if c.slim != nil && v.slim() {
			col = *c.slim
		}
		if v.wanted != nil {
			col.Drop = i
		}
		if c.sort != "" && c.sort == v.sorted() && !(c.key == "count" && slices.Contains(keys, "attributes")) {
			col.Title += v.direction()
			col.Min = max(col.Min, kit.Width(col.Title))
		}
		shown, cols = append(shown, c), append(cols, col)
	}
	if found {
		shown, cols = append(shown, &foundColumn), append(cols, foundColumn.Column)
	}
	return shown, cols
}

// sorted is the sort in force: the one chosen, else the store's usual one.
func (v *Leads) sorted() string { return cmp.Or(v.sort, v.usualSort()) }

// usualSort is the order of the store without a wish: by score, and what is
// searched for the newest first.
func (v *Leads) usualSort() string {
	if len(v.wordsOf(v.asked())) > 0 {
		return "new"
	}
	return model.LeadSorts[0]
}

// orderWords says by what the leads are sorted where that is not as usual, or
// where no title can say it.
func (v *Leads) orderWords() string {
	switch by := v.sorted(); {
	case by == "new":
		return "newest first"
	case by != v.usualSort():
		return "by " + by
	}
	return ""
}

// direction is the mark beside the title that the table is sorted by.
func (v *Leads) direction() string {
	if s := v.sorted(); s == "company" || s == "due" {
		return v.l.Glyphs.Rising
	}
	return v.l.Glyphs.Falling
}

// owner is the member's whole name where there is room, else the first.
func (v *Leads) owner(r model.LeadRow, tone theme.Tone) kit.Cell {
	name := r.Owner
	if v.slim() {
		name, _, _ = strings.Cut(name, " ")
	}
	return kit.Cell{Text: name, Tone: tone}
}

// ripe is how many of the ten are in place, in narrow windows with the glyph that
// the queue shows.
func (v *Leads) ripe(r model.LeadRow, tone theme.Tone) kit.Cell {
	if !v.slim() {
		return kit.Cell{Text: strconv.Itoa(r.Count), Tone: tone}
	}
	rung := page.Ripeness(r.Count)
	return kit.Cell{Parts: []kit.Part{{Text: fmt.Sprintf("%2d ", r.Count), Tone: tone}, {Text: v.l.Glyphs.Rung(rung), Tone: rung.Tone()}}}
}

// strip is the ten rungs beside each other.
func (v *Leads) strip(r model.LeadRow, _ theme.Tone) kit.Cell {
	parts := make([]kit.Part, len(r.Rungs))
	for n, rung := range r.Rungs {
		shown := theme.RungOf(rung.String(), false)
		parts[n] = kit.Part{Text: v.l.Glyphs.Rung(shown), Tone: shown.Tone()}
	}
	return kit.Cell{Parts: parts}
}

// fill puts the leads into the columns that are shown.
func (v *Leads) fill() {
	shown, cols := v.laid()
	v.shown = shown
	v.table.SetColumns(cols...)
	if !v.loaded {
		return
	}
	rows := make([]kit.Row, len(v.rows))
	cells := make([]kit.Cell, len(v.rows)*len(shown))
	for i, r := range v.rows {
		tone := theme.Text
		if !r.Status.Nurtured() {
			tone = theme.Dim
		}
		mine := cells[i*len(shown) : (i+1)*len(shown) : (i+1)*len(shown)]
		for n, c := range shown {
			mine[n] = c.cell(v, r, tone)
		}
		rows[i] = kit.Row{ID: int64(r.ID), Cells: mine}
	}
	v.table.SetRows(rows)
}

func statusTone(s model.Status) theme.Tone {
	switch s {
	case model.Ready, model.Accepted, model.Won:
		return theme.Good
	case model.Returned:
		return theme.Warn
	case model.New, model.Graduated:
		return theme.Info
	case model.Working:
		return theme.Text
	}
	return theme.Dim
}

// foundElsewhere says that words of the search stand in no column of a row.
func (v *Leads) foundElsewhere() bool {
	return slices.ContainsFunc(v.rows, func(r model.LeadRow) bool { return r.Found.In != "" })
}

// foundText is where words were found, with the line around them.
func foundText(f model.Found) string {
	if f.In == "" {
		return ""
	}
	return f.In + `: "` + kit.Clean(f.Text) + `"`
}
