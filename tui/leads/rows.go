package leads

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// keys is the session's map with the screen's own.
type keys struct {
	nav.KeyMap
	status, owner, mine, list, all, add key.Binding
}

func newKeys(m nav.KeyMap) keys {
	b := func(k, desc string) key.Binding { return key.NewBinding(key.WithKeys(k), key.WithHelp(k, desc)) }
	out := keys{
		KeyMap: m, status: b("s", "status"), owner: b("o", "owner"), mine: b("m", "mine"), list: b("L", "this list only"), all: b("a", "all"), add: b("+", "add a lead"),
	}
	out.Filter = nav.Named(m.Filter, "search")
	return out
}

// bindings are the keys in their present state.
func (v *Leads) bindings() keys {
	b := v.keys
	r, ok := v.selected()
	if !ok {
		b.Open = nav.Disable(b.Open, "no lead is under the cursor")
	}
	if v.query.List == "" && (!ok || r.List == "") {
		b.list = nav.Disable(b.list, "the lead under the cursor came with no list")
	}
	if len(v.owners) == 0 {
		b.owner = nav.Disable(b.owner, "who works here is still being loaded")
	}
	if err := v.s.Actor.Allow(model.ActWork); err != nil {
		b.add = nav.Disable(b.add, err.Error())
	}
	return b
}

// ShortHelp is the keys that matter now.
func (v *Leads) ShortHelp() []key.Binding {
	b := v.bindings()
	if v.table.Capturing() {
		return []key.Binding{nav.Named(nav.Enable(b.Open), "keep the search")}
	}
	all := b.all
	if !v.narrows() {
		all = nav.Named(all, "under way")
	}
	return []key.Binding{b.Open, b.Filter, all, b.status, b.owner, b.add}
}

// FullHelp is every key.
func (v *Leads) FullHelp() []nav.HelpGroup {
	b := v.bindings()
	return []nav.HelpGroup{
		{Title: "The lead under the cursor", Bindings: []key.Binding{b.Open}},
		{Title: "Which leads", Bindings: []key.Binding{
			nav.Named(b.Filter, "search as you type"), nav.Named(b.status, "status: the next one"), nav.Named(b.owner, "owner: the next one"),
			nav.Named(b.mine, "mine, or everybody's"), b.list, nav.Named(b.all, "all, or what is under way"), b.add,
		}},
		v.keys.Moving(),
	}
}

// column is one column of the table: between which widths it is shown, whether
// it is of use while one person's leads are shown, and what it says of a lead.
type column struct {
	kit.Column
	from, below int // below 0: in every wider window too
	ofAll       bool
	cell        func(v *Leads, r model.LeadRow, tone theme.Tone) kit.Cell
}

// roomy is the width from which the ten rungs stand beside each other and names
// of members are whole; below it the names of companies and people need the
// room.
const roomy = 100

func text(of func(model.LeadRow) string) func(*Leads, model.LeadRow, theme.Tone) kit.Cell {
	return func(_ *Leads, r model.LeadRow, tone theme.Tone) kit.Cell { return kit.Cell{Text: of(r), Tone: tone} }
}

var table = []column{
	{Column: kit.Column{Title: "COMPANY", Min: 16, Flex: 5, Max: 44}, cell: text(func(r model.LeadRow) string { return r.Company })},
	{Column: kit.Column{Title: "PERSON", Min: 12, Flex: 3, Max: 32}, from: 66, cell: text(func(r model.LeadRow) string { return r.Contact })},
	{Column: kit.Column{Title: "STATUS", Min: 12}, cell: func(_ *Leads, r model.LeadRow, _ theme.Tone) kit.Cell {
		return kit.Cell{Text: string(r.Status), Tone: statusTone(r.Status)}
	}},
	{Column: kit.Column{Title: "OWNER", Min: 8}, from: 78, below: roomy, ofAll: true, cell: text(func(r model.LeadRow) string {
		first, _, _ := strings.Cut(r.Owner, " ")
		return first
	})},
	{Column: kit.Column{Title: "OWNER", Min: 14}, from: roomy, ofAll: true, cell: text(func(r model.LeadRow) string { return r.Owner })},
	{Column: kit.Column{Title: "ATTRIBUTES", Min: 10}, from: roomy, cell: (*Leads).strip},
	{Column: kit.Column{Title: "/10", Min: 3, Right: true}, from: roomy, cell: text(func(r model.LeadRow) string { return strconv.Itoa(r.Count) })},
	{Column: kit.Column{Title: "ATT", Min: 4}, below: roomy, cell: (*Leads).ripe},
	{Column: kit.Column{Title: "DUE", Min: 6, Right: true}, cell: func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.DueAt, true) }},
	{Column: kit.Column{Title: "PLACE", Min: 8, Flex: 2, Max: 24}, from: 120, cell: text(func(r model.LeadRow) string { return r.Place })},
	{Column: kit.Column{Title: "LAST", Min: 6, Right: true}, from: 120, cell: func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.Last, false) }},
	{Column: kit.Column{Title: "SCORE", Min: 5, Right: true}, from: 120, cell: text(func(r model.LeadRow) string { return strconv.Itoa(r.Score) })},
	{Column: kit.Column{Title: "LIST", Min: 12, Flex: 3, Max: 32}, from: 140, cell: text(func(r model.LeadRow) string { return r.List })},
}

// ripe is how many of the ten are in place, as the queue shows it.
func (v *Leads) ripe(r model.LeadRow, tone theme.Tone) kit.Cell {
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

// shown are the columns of the present width and query.
func (v *Leads) shown() []column {
	var out []column
	for _, c := range table {
		if v.w >= c.from && (c.below == 0 || v.w < c.below) && !(c.ofAll && v.asked().Owner != "") {
			out = append(out, c)
		}
	}
	return out
}

// fill puts the leads into the columns that are shown.
func (v *Leads) fill() {
	shown := v.shown()
	cols := make([]kit.Column, len(shown))
	for i, c := range shown {
		cols[i] = c.Column
	}
	v.table.SetColumns(cols...)
	if !v.loaded {
		return
	}
	rows := make([]kit.Row, len(v.rows))
	for i, r := range v.rows {
		tone := theme.Text
		if !r.Status.Nurtured() {
			tone = theme.Dim
		}
		cells := make([]kit.Cell, len(shown))
		for n, c := range shown {
			cells[n] = c.cell(v, r, tone)
		}
		rows[i] = kit.Row{ID: int64(r.ID), Cells: cells}
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

// View is exactly w×h: what the leads are narrowed to, and the table.
func (v *Leads) View() string {
	return kit.Clamp(v.narrowed()+"\n"+kit.Rule(v.l, v.w, "")+"\n"+v.table.View(), v.w, v.h)
}

func (v *Leads) narrowed() string {
	part := func(name, value string) string {
		if value == "" {
			return v.l.Paint(theme.Dim, name+" all")
		}
		return v.l.Paint(theme.Dim, name+" ") + v.l.Paint(theme.Strong, kit.Clean(value))
	}
	q := v.asked()
	left := []string{part("status", string(q.Status)), part("owner", q.Owner), part("list", q.List)}
	right := ""
	if v.loaded {
		switch n := len(v.rows); {
		case v.total < 0:
			right = "1,000+ leads"
		case v.total == 1 || v.total == 0 && n == 1:
			right = "1 lead"
		default:
			right = kit.Count(max(v.total, n)) + " leads"
		}
	}
	line := " " + strings.Join(left, "  ")
	if why := "  " + v.l.Paint(theme.Key, "a") + v.l.Paint(theme.Dim, " shows all"); (q.Status != "" || q.Owner != "" || q.List != "") && kit.Width(line)+kit.Width(why)+kit.Width(right)+2 <= v.w {
		line += why
	}
	return kit.Columns(line, v.l.Paint(theme.Dim, right)+" ", v.w)
}
