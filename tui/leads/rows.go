package leads

import (
	"fmt"
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

// columns are those of the present width.
func (v *Leads) columns() []kit.Column {
	cols := []kit.Column{
		{Title: "COMPANY", Min: 16, Flex: 5, Max: 40},
		{Title: "PERSON", Min: 12, Flex: 3, Max: 32, Drop: 3},
		{Title: "STATUS", Min: 12},
		{Title: "OWNER", Min: 8, Flex: 1, Max: 16, Drop: 4},
		{Title: "ATTRIBUTES", Min: 10},
		{Title: "/10", Min: 3, Right: true},
		{Title: "DUE", Min: 6, Right: true, Drop: 2},
	}
	if !v.broad {
		return cols
	}
	return append(cols,
		kit.Column{Title: "PLACE", Min: 8, Flex: 2, Max: 24, Drop: 5},
		kit.Column{Title: "LIST", Min: 10, Flex: 2, Max: 28, Drop: 6},
		kit.Column{Title: "LAST", Min: 6, Right: true},
		kit.Column{Title: "SCORE", Min: 5, Right: true},
	)
}

func (v *Leads) cells() []kit.Row {
	rows := make([]kit.Row, len(v.rows))
	for i, r := range v.rows {
		strip := make([]kit.Part, len(r.Rungs))
		for n, rung := range r.Rungs {
			shown := theme.RungOf(rung.String(), false)
			strip[n] = kit.Part{Text: v.l.Glyphs.Rung(shown), Tone: shown.Tone()}
		}
		tone := theme.Text
		if !r.Status.Nurtured() {
			tone = theme.Dim
		}
		cells := []kit.Cell{
			{Text: r.Company, Tone: tone}, {Text: r.Contact, Tone: tone}, {Text: string(r.Status), Tone: statusTone(r.Status)},
			{Text: r.Owner, Tone: tone}, {Parts: strip}, {Text: fmt.Sprint(r.Count), Tone: tone}, v.day(r.DueAt, true),
		}
		if v.broad {
			cells = append(cells, kit.Cell{Text: r.Place, Tone: theme.Dim}, kit.Cell{Text: r.List, Tone: theme.Dim},
				v.day(r.Last, false), kit.Cell{Text: fmt.Sprint(r.Score), Tone: theme.Dim})
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
