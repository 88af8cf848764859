package lists

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// column is one column of the table: from which width it is shown, and what it
// says of a list.
type column struct {
	title string
	w     int
	from  int
	value func(model.ListRow) int
}

var figures = []column{
	{"ROWS", 6, 0, func(r model.ListRow) int { return r.Rows }},
	{"NEW", 6, 72, func(r model.ListRow) int { return r.Created }},
	{"MERGED", 6, 110, func(r model.ListRow) int { return r.Merged }},
	{"REJ", 5, 76, func(r model.ListRow) int { return r.Rejected }},
	{"SUPP", 5, 110, func(r model.ListRow) int { return r.Suppressed }},
	{"LEADS", 6, 0, func(r model.ListRow) int { return r.Leads }},
	{"WORKED", 6, 0, func(r model.ListRow) int { return r.Worked }},
	{"READY", 5, 80, func(r model.ListRow) int { return r.Ready }},
	{"GRAD", 5, 0, func(r model.ListRow) int { return r.Graduated }},
	{"ISSUES", 6, 0, issues},
}

const categoryFrom = 110

func columns(w int) []kit.Column {
	out := []kit.Column{{Title: "LIST", Min: 14, Flex: 1, Max: 48}}
	if w >= categoryFrom {
		out = append(out, kit.Column{Title: "CATEGORY", Min: 11})
	}
	for _, c := range figures {
		if w >= c.from {
			out = append(out, kit.Column{Title: c.title, Min: c.w, Right: true})
		}
	}
	return out
}

func (v *Lists) cells() []kit.Row {
	w, _ := v.tableSize()
	rows := make([]kit.Row, len(v.rows))
	for i, r := range v.rows {
		tone, name := theme.Text, r.Name
		switch r.State {
		case "undone":
			tone, name = theme.Dim, "(taken back) "+name
		case "importing":
			tone, name = theme.Info, "(coming in) "+name
		}
		cells := []kit.Cell{{Text: name, Tone: tone}}
		if w >= categoryFrom {
			cells = append(cells, kit.Cell{Text: page.Words(r.Category), Tone: theme.Dim})
		}
		for _, c := range figures {
			if w < c.from {
				continue
			}
			cell := kit.Cell{Text: v.l.Glyphs.Dot, Tone: theme.Dim}
			if n := c.value(r); n != 0 {
				cell = kit.Cell{Text: kit.Count(n), Tone: tone}
			}
			cells = append(cells, cell)
		}
		rows[i] = kit.Row{ID: int64(r.ID), Cells: cells}
	}
	return rows
}

func issues(r model.ListRow) int {
	n := 0
	for _, c := range r.Defects {
		n += c
	}
	return n
}

// View is exactly w×h.
func (v *Lists) View() string {
	tw, th := v.tableSize()
	if v.w >= wide {
		side := v.side()
		return kit.Clamp(kit.Beside(v.l, v.h, kit.Pane{View: v.table.View(), W: tw}, kit.Pane{View: strings.Join(page.Spaced(v.l, v.whole(side)), "\n"), W: side}), v.w, v.h)
	}
	var parts []string
	if th > 0 {
		parts = append(parts, v.table.View())
	}
	parts = append(parts, kit.Rule(v.l, v.w, ""))
	parts = append(parts, v.account(v.w)...)
	return kit.Clamp(strings.Join(parts, "\n"), v.w, v.h)
}

// whole is the account with bars below it, where the window has lines to spare.
func (v *Lists) whole(w int) []string {
	out := v.account(w)
	r, ok := v.selected()
	if !ok || v.h < len(out)+12 {
		return out
	}
	bars := func(title string, of int, parts ...measured) {
		out = append(out, "", kit.Rule(v.l, w, title))
		for _, p := range parts {
			share := float64(p.n) / float64(max(1, of))
			bar := page.Paint(v.l, page.Bar(v.l, max(8, min(40, w-30)), min(1, share)))
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, p.name), 11)+fmt.Sprintf("%7s  ", kit.Count(p.n))+bar+fmt.Sprintf(" %3.0f %%", 100*share), w))
		}
	}
	bars("where its rows went", r.Rows, measured{"new", r.Created}, measured{"merged", r.Merged}, measured{"rejected", r.Rejected}, measured{"suppressed", r.Suppressed})
	bars("what became of its leads", r.Leads, measured{"worked", r.Worked}, measured{"ready", r.Ready}, measured{"graduated", r.Graduated})
	return out
}

// measured is a part of something, and how many it is.
type measured struct {
	name string
	n    int
}

// account is the list under the cursor: where each row went, what has become of
// the leads, and what was wrong with it.
func (v *Lists) account(w int) []string {
	r, ok := v.selected()
	if !ok {
		return nil
	}
	var out []string
	add := func(label, text string, tone theme.Tone) {
		for i, line := range kit.WrapTo(text, max(1, w-11), 3) {
			if i > 0 {
				label = ""
			}
			out = append(out, " "+kit.Fit(v.l.Paint(theme.Dim, label), 9)+" "+v.l.Paint(tone, line))
		}
	}
	dot := " " + v.l.Glyphs.Dot + " "
	out = append(out, kit.Fit(" "+v.l.Paint(theme.Strong, kit.Clean(r.Name)), w))
	came := page.Joined(dot, page.Words(r.Category), r.Source, page.Moment(r.At, v.s.Now()))
	if r.Cost > 0 {
		came += dot + "cost " + amount(r.Cost, r.Currency)
	}
	add("came", came, theme.Text)
	add("rows", fmt.Sprintf("%s = %s new + %s merged + %s rejected + %s suppressed", kit.Count(r.Rows), kit.Count(r.Created),
		kit.Count(r.Merged), kit.Count(r.Rejected), kit.Count(r.Suppressed)), theme.Text)
	if n := r.Created + r.Merged + r.Rejected + r.Suppressed; n != r.Rows && r.State == "done" {
		add("", fmt.Sprintf("%s rows are not accounted for: ripen check says more", kit.Count(r.Rows-n)), theme.Bad)
	}
	add("leads", v.fate(r), theme.Text)
	if r.Cost > 0 && r.Graduated > 0 {
		add("cost", amount(r.Cost/int64(r.Graduated), r.Currency)+" for each graduated", theme.Text)
	}
	if r.Near > 0 {
		add("near", page.Many(r.Near, "pair", "pairs")+" may be one: m reviews them", theme.Info)
	}
	if issues(r) == 0 {
		add("issues", "none coded yet", theme.Dim)
		return out
	}
	add("issues", fmt.Sprintf("%s coded, in %s of the leads", kit.Count(issues(r)), share(issues(r), r.Leads)), theme.Text)
	return append(out, v.issueLines(r, w)...)
}

func (v *Lists) fate(r model.ListRow) string {
	if r.Leads == 0 {
		return "none"
	}
	return fmt.Sprintf("%s, %s worked (%s), %s ready, %s graduated (%s)", kit.Count(r.Leads), kit.Count(r.Worked), share(r.Worked, r.Leads),
		kit.Count(r.Ready), kit.Count(r.Graduated), share(r.Graduated, r.Leads))
}

// amount is money to the unit: what a list costs is compared, not guessed.
func amount(cents int64, currency string) string {
	return strings.TrimSpace(kit.Count(int((cents+50)/100)) + " " + currency)
}

func share(n, of int) string {
	if of <= 0 {
		return "0 %"
	}
	return fmt.Sprintf("%d %%", (n*100+of/2)/of)
}

// issueLines are the list issues by code, the most frequent first.
func (v *Lists) issueLines(r model.ListRow, w int) []string {
	codes := slices.SortedFunc(maps.Keys(r.Defects), func(a, b string) int {
		return cmp.Or(cmp.Compare(r.Defects[b], r.Defects[a]), cmp.Compare(a, b))
	})
	most := 1
	for _, c := range codes {
		most = max(most, r.Defects[c])
	}
	var cells []string
	for _, c := range codes {
		n := r.Defects[c]
		if n == 0 {
			continue
		}
		cells = append(cells, fmt.Sprintf("%4s ", kit.Count(n))+page.Paint(v.l, page.Bar(v.l, 8, float64(n)/float64(most)))+" "+kit.Clean(page.Words(c)))
	}
	columns := max(1, min(2, (w-11)/32))
	each := max(1, (w-11)/columns)
	var out []string
	for i := 0; i < len(cells); i += columns {
		line := strings.Repeat(" ", 11)
		for _, c := range cells[i:min(len(cells), i+columns)] {
			line += kit.Fit(c, each)
		}
		out = append(out, kit.Fit(line, w))
	}
	return out
}
