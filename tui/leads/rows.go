package leads

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// keys is the session's map with the screen's own.
type keys struct {
	nav.KeyMap
	status, owner, mine, list, add key.Binding
}

func newKeys(m nav.KeyMap) keys {
	b := func(k, desc string) key.Binding { return key.NewBinding(key.WithKeys(k), key.WithHelp(k, desc)) }
	out := keys{
		KeyMap: m, status: b("s", "status"), owner: b("o", "owner"), mine: b("m", "mine"), list: b("L", "this list only"), add: b("+", "add a lead"),
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
	return []key.Binding{b.Open, b.Filter, b.status, b.owner, b.add}
}

// FullHelp is every key.
func (v *Leads) FullHelp() []nav.HelpGroup {
	b := v.bindings()
	return []nav.HelpGroup{
		{Title: "The lead under the cursor", Bindings: []key.Binding{b.Open}},
		{Title: "Which leads", Bindings: []key.Binding{
			nav.Named(b.Filter, "search as you type"), nav.Named(b.status, "status: the next one"), nav.Named(b.owner, "owner: the next one"),
			nav.Named(b.mine, "mine, or everybody's"), b.list, b.add,
		}},
		v.keys.Moving(),
	}
}

// column is one column of the table: from which width it is shown, and what it
// says of a lead.
type column struct {
	kit.Column
	from int
	cell func(v *Leads, r model.LeadRow, tone theme.Tone) kit.Cell
}

func text(of func(model.LeadRow) string) func(*Leads, model.LeadRow, theme.Tone) kit.Cell {
	return func(_ *Leads, r model.LeadRow, tone theme.Tone) kit.Cell { return kit.Cell{Text: of(r), Tone: tone} }
}

var table = []column{
	{kit.Column{Title: "COMPANY", Min: 16, Flex: 5, Max: 40}, 0, text(func(r model.LeadRow) string { return r.Company })},
	{kit.Column{Title: "PERSON", Min: 12, Flex: 2, Max: 32}, 72, text(func(r model.LeadRow) string { return r.Contact })},
	{kit.Column{Title: "STATUS", Min: 12}, 0, func(_ *Leads, r model.LeadRow, _ theme.Tone) kit.Cell {
		return kit.Cell{Text: string(r.Status), Tone: statusTone(r.Status)}
	}},
	{kit.Column{Title: "OWNER", Min: 10}, 80, text(func(r model.LeadRow) string { return r.Owner })},
	{kit.Column{Title: "ATTRIBUTES", Min: 10}, 0, (*Leads).strip},
	{kit.Column{Title: "/10", Min: 3, Right: true}, 0, text(func(r model.LeadRow) string { return strconv.Itoa(r.Count) })},
	{kit.Column{Title: "DUE", Min: 6, Right: true}, 0, func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.DueAt, true) }},
	{kit.Column{Title: "PLACE", Min: 8, Flex: 2, Max: 24}, 120, text(func(r model.LeadRow) string { return r.Place })},
	{kit.Column{Title: "LAST", Min: 6, Right: true}, 120, func(v *Leads, r model.LeadRow, _ theme.Tone) kit.Cell { return v.day(r.Last, false) }},
	{kit.Column{Title: "SCORE", Min: 5, Right: true}, 120, text(func(r model.LeadRow) string { return strconv.Itoa(r.Score) })},
	{kit.Column{Title: "LIST", Min: 12, Flex: 3, Max: 32}, 140, text(func(r model.LeadRow) string { return r.List })},
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

// columns are those of a width.
func columns(w int) []kit.Column {
	var out []kit.Column
	for _, c := range table {
		if w >= c.from {
			out = append(out, c.Column)
		}
	}
	return out
}

func (v *Leads) cells() []kit.Row {
	rows := make([]kit.Row, len(v.rows))
	for i, r := range v.rows {
		tone := theme.Text
		if !r.Status.Nurtured() {
			tone = theme.Dim
		}
		cells := make([]kit.Cell, 0, len(table))
		for _, c := range table {
			if v.w >= c.from {
				cells = append(cells, c.cell(v, r, tone))
			}
		}
		rows[i] = kit.Row{ID: int64(r.ID), Cells: cells}
	}
	return rows
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
	left := []string{part("status", string(v.query.Status)), part("owner", v.query.Owner), part("list", v.query.List)}
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
	return kit.Columns(" "+strings.Join(left, "  "), v.l.Paint(theme.Dim, right)+" ", v.w)
}
