package lists

import (
	"strings"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// rejected is the rows that could not become contacts, to be read through.
type rejected struct {
	l     theme.Look
	table *kit.Table
	rows  []model.ImportReject
	head  []string // headers of the file; none: the cells stand without names
}

// openRejects shows those of the import.
func (v *Import) openRejects() {
	v.rejects = newRejected(v.s, v.res.Header)
	v.rejects.show(v.res.Rejects)
}

func newRejected(s *nav.Session, head []string) *rejected {
	r := &rejected{l: s.Look(), head: head}
	r.table = kit.NewTable(r.l, s.Keys, kit.Column{Title: "LINE", Min: 7, Right: true}, kit.Column{Title: "FIELD", Min: 10, Max: 16, Flex: 1},
		kit.Column{Title: "WHY", Min: 20, Max: 70, Flex: 3}, kit.Column{Title: "AS IT CAME", Min: 16, Flex: 4, Drop: 1})
	r.table.SetFocused(true)
	return r
}

func (r *rejected) show(all []model.ImportReject) {
	r.rows = all
	rows := make([]kit.Row, len(r.rows))
	for i, rej := range r.rows {
		rows[i] = kit.Row{ID: int64(i + 1), Cells: []kit.Cell{{Text: kit.Count(rej.Row), Tone: theme.Dim}, {Text: fieldWords(rej.Field), Tone: theme.Strong},
			{Text: rej.Reason, Tone: theme.Text}, {Text: filledOf(r.l, rej.Cells), Tone: theme.Dim}}}
	}
	r.table.SetRows(rows)
}

// detailOf is how many lines the row under the cursor has below the table.
func detailOf(h int) int { return max(0, min(9, h/3)) }

// view is the table and, below it, the row under the cursor in full.
func (r *rejected) view(w, h int) string {
	low := detailOf(h)
	r.table.SetSize(w, max(0, h-low))
	out := r.table.View()
	i := int(r.table.SelectedID()) - 1
	if low == 0 || i < 0 {
		return out
	}
	rej := r.rows[i]
	lines := []string{kit.Rule(r.l, w, "Line "+kit.Count(rej.Row)+" as it came")}
	for _, s := range kit.WrapTo(fieldWords(rej.Field)+": "+rej.Reason, max(1, w-2), 2) {
		lines = append(lines, kit.Fit(" "+r.l.Paint(theme.Warn, s), w))
	}
	var cells []string
	for n, c := range rej.Cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		name := ""
		if n < len(r.head) {
			name = r.head[n] + ": "
		}
		cells = append(cells, name+c)
	}
	for _, s := range kit.WrapTo(strings.Join(cells, " "+r.l.Glyphs.Dot+" "), max(1, w-2), max(1, low-len(lines))) {
		lines = append(lines, kit.Fit(" "+r.l.Paint(theme.Text, s), w))
	}
	return out + "\n" + kit.Clamp(strings.Join(lines, "\n"), w, low)
}
