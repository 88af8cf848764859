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

func columns() []kit.Column {
	n := func(title string, w, drop int) kit.Column {
		return kit.Column{Title: title, Min: w, Right: true, Drop: drop}
	}
	return []kit.Column{
		{Title: "LIST", Min: 18, Flex: 1, Max: 48},
		{Title: "CATEGORY", Min: 11, Drop: 7},
		n("ROWS", 6, 0), n("NEW", 6, 3), n("MERGED", 6, 8), n("REJ", 5, 2), n("SUPP", 5, 9),
		n("LEADS", 6, 0), n("WORKED", 6, 0), n("READY", 5, 4), n("GRAD", 5, 0), n("ISSUES", 6, 1),
	}
}

func (v *Lists) cells() []kit.Row {
	rows := make([]kit.Row, len(v.rows))
	for i, r := range v.rows {
		tone := theme.Text
		name := r.Name
		switch r.State {
		case "undone":
			tone, name = theme.Dim, name+" (taken back)"
		case "importing":
			tone, name = theme.Info, name+" (coming in)"
		}
		num := func(n int) kit.Cell {
			if n == 0 {
				return kit.Cell{Text: v.l.Glyphs.Dot, Tone: theme.Dim}
			}
			return kit.Cell{Text: kit.Count(n), Tone: tone}
		}
		rows[i] = kit.Row{ID: int64(r.ID), Cells: []kit.Cell{
			{Text: name, Tone: tone}, {Text: page.Words(r.Category), Tone: theme.Dim},
			num(r.Rows), num(r.Created), num(r.Merged), num(r.Rejected), num(r.Suppressed),
			num(r.Leads), num(r.Worked), num(r.Ready), num(r.Graduated), num(issues(r)),
		}}
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
		return kit.Clamp(kit.Beside(v.l, v.h, kit.Pane{View: v.table.View(), W: tw}, kit.Pane{View: strings.Join(v.account(side), "\n"), W: side}), v.w, v.h)
	}
	var parts []string
	if th > 0 {
		parts = append(parts, v.table.View())
	}
	parts = append(parts, kit.Rule(v.l, v.w, ""))
	parts = append(parts, v.account(v.w)...)
	return kit.Clamp(strings.Join(parts, "\n"), v.w, v.h)
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
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, label), 9)+" "+v.l.Paint(tone, line), w))
		}
	}
	dot := " " + v.l.Glyphs.Dot + " "
	out = append(out, kit.Fit(" "+v.l.Paint(theme.Strong, kit.Clean(r.Name)), w))
	came := page.Joined(dot, page.Words(r.Category), r.Source, page.Moment(r.At, v.s.Now()))
	if r.Cost > 0 {
		came += dot + "cost " + page.Money(r.Cost, r.Currency)
	}
	add("came", came, theme.Text)
	add("rows", fmt.Sprintf("%s = %s new + %s merged + %s rejected + %s suppressed", kit.Count(r.Rows), kit.Count(r.Created),
		kit.Count(r.Merged), kit.Count(r.Rejected), kit.Count(r.Suppressed)), theme.Text)
	if n := r.Created + r.Merged + r.Rejected + r.Suppressed; n != r.Rows && r.State == "done" {
		add("", fmt.Sprintf("%s rows are not accounted for: ripen check says more", kit.Count(r.Rows-n)), theme.Bad)
	}
	add("leads", v.fate(r), theme.Text)
	if r.Cost > 0 && r.Graduated > 0 {
		add("cost", page.Money(r.Cost/int64(r.Graduated), r.Currency)+" for each graduated", theme.Text)
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
