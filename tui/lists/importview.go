package lists

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ripen/model/intake"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

func splitLines(view string) []string { return strings.Split(view, "\n") }

// SetSize sets the cells that View fills.
func (v *Import) SetSize(w, h int) {
	v.w, v.h = max(0, w), max(0, h)
	left, right := v.accountWidths()
	v.text.SetSize(left, max(0, v.h-2))
	v.beside.SetSize(right, max(0, v.h-2))
}

// View is exactly w×h.
func (v *Import) View() string {
	out := []string{v.heading(), kit.Rule(v.l, v.w, "")}
	h := max(0, v.h-2)
	switch {
	case v.rejects != nil:
		out = append(out, v.rejects.view(v.w, h))
	case v.waits():
		out = append(out, v.runningLines()...)
	case v.step == choosing:
		out = append(out, v.fileView(h))
	case v.step == mapping:
		out = append(out, v.columnsView(h))
	case v.step == naming:
		out = append(out, v.namingView(h))
	default:
		out = append(out, v.accountView(h))
	}
	return kit.Clamp(strings.Join(out, "\n"), v.w, v.h)
}

// heading says which file it is about and how far one is.
func (v *Import) heading() string {
	title := "Bring a list in"
	if v.path != "" && (v.step > choosing || v.waits()) {
		title += " " + v.l.Glyphs.Crumb + " " + base(v.path)
	}
	where := ""
	if v.step < running {
		where = fmt.Sprintf("step %d of 4: ", v.step+1)
	}
	where += stepNames[v.step]
	if v.rejects != nil {
		where = "rejected rows"
	}
	if v.step == mapping && v.job.busy() {
		where += ", reading it again" + v.l.Glyphs.Ellipsis
	}
	left := v.l.Paint(theme.Mark, v.l.Glyphs.Mark) + v.l.Paint(theme.Accent, kit.Clean(title))
	return kit.Columns(left, v.l.Paint(theme.Dim, where)+" ", v.w)
}

// tableTop is the line of the screen on which the table of columns begins.
func (v *Import) tableTop() int {
	n := 2 + len(v.factLines()) + 1
	if q := len(v.questionLines()); q > 0 {
		n += q + 1
	}
	return n
}

// sampleSize is the room of the samples: beside the columns in a wide window,
// below them in a narrow one.
func (v *Import) sampleSize() (w, h int) {
	room := max(0, v.h-v.tableTop())
	if v.w >= sideFrom {
		return min(72, v.w*2/5), room
	}
	return v.w, min(9, room*2/5)
}

func (v *Import) tableSize() (w, h int) {
	sw, sh := v.sampleSize()
	room := max(0, v.h-v.tableTop())
	if v.w >= sideFrom {
		return v.w - sw - 1, room
	}
	return v.w, room - sh
}

// columnsView is what the file is, the question that is open, its columns, and
// what the one under the cursor holds.
func (v *Import) columnsView(h int) string {
	out := v.factLines()
	if q := v.questionLines(); len(q) > 0 {
		out = append(append(out, kit.Rule(v.l, v.w, "To be settled")), q...)
	}
	out = append(out, kit.Rule(v.l, v.w, ""))
	tw, th := v.tableSize()
	sw, sh := v.sampleSize()
	v.table.SetSize(tw, th)
	left := v.table.View()
	if v.pick != nil {
		v.pick.list.SetSize(tw, max(0, th-1))
		left = kit.Clamp(kit.Heading(v.l, tw, v.pick.title, "", true)+"\n"+v.pick.list.View(), tw, th)
	}
	if v.w >= sideFrom {
		out = append(out, kit.Beside(v.l, sh, kit.Pane{View: left, W: tw}, kit.Pane{View: v.stacked(sw, sh), W: sw}))
		return kit.Clamp(strings.Join(out, "\n"), v.w, h)
	}
	if th > 0 {
		out = append(out, left)
	}
	if sh > 1 {
		half := (sw - 1) / 2
		out = append(out, kit.Rule(v.l, v.w, ""), kit.Beside(v.l, sh-1, kit.Pane{View: v.columnSamples(half, sh-1), W: half},
			kit.Pane{View: v.across(sw-1-half, sh-1), W: sw - 1 - half}))
	}
	return kit.Clamp(strings.Join(out, "\n"), v.w, h)
}

// stacked is both views of the samples one above the other.
func (v *Import) stacked(w, h int) string {
	low := max(h/3, h-22) // twenty rows and a heading are all that there is above
	return kit.Clamp(v.columnSamples(w, h-low), w, h-low) + "\n" + kit.Clamp(v.across(w, low), w, low)
}

// sampled is how many sample rows there are.
func (v *Import) sampled() int {
	n := 0
	for _, c := range v.look.Columns {
		n = max(n, len(c.Samples))
	}
	return n
}

// columnSamples is what the column under the cursor holds in the sample rows, as
// many as there is room for, with the row that is read across among them.
func (v *Import) columnSamples(w, h int) string {
	i := v.at()
	if i < 0 || h <= 0 {
		return ""
	}
	c := v.look.Columns[i]
	is := fieldWords(c.Field)
	if is == "" {
		is = "extra"
	}
	out := []string{kit.Columns(" "+v.l.Paint(theme.Strong, kit.Clean(header(v.look, i))), v.l.Paint(theme.Dim, kit.Clean(is))+" ", w)}
	n := max(1, h-1)
	top := max(0, min(v.row-n/2, len(c.Samples)-n))
	for r := top; r < len(c.Samples) && r < top+n; r++ {
		mark, tone := " ", theme.Dim
		if r == v.row {
			mark, tone = v.l.Paint(theme.Mark, v.l.Glyphs.Now), theme.Text
		}
		text := kit.Clean(c.Samples[r])
		if strings.TrimSpace(text) == "" {
			text, tone = v.l.Glyphs.Dot, theme.Dim
		}
		out = append(out, kit.Fit(mark+v.l.Paint(theme.Dim, fmt.Sprintf("%3d ", r+1))+v.l.Paint(tone, text), w))
	}
	return strings.Join(out, "\n")
}

// across is one sample row as it would be read: its fields in their order, then
// what is kept as extra.
func (v *Import) across(w, h int) string {
	total := v.sampled()
	if total == 0 || h <= 0 {
		return ""
	}
	r := max(0, min(v.row, total-1))
	out := []string{kit.Columns(" "+v.l.Paint(theme.Strong, "As it would come in"), v.l.Paint(theme.Dim, fmt.Sprintf("sample %d of %d", r+1, total))+" ", w)}
	for _, extra := range []bool{false, true} {
		for _, i := range v.inOrder() {
			c := v.look.Columns[i]
			if len(out) > h { // one more than there is room for, which is cut with a mark
				break
			}
			if extra != (c.Field == "") || r >= len(c.Samples) || strings.TrimSpace(c.Samples[r]) == "" {
				continue
			}
			label, tone := fieldWords(c.Field), theme.Text
			if extra {
				label, tone = header(v.look, i), theme.Dim
			}
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, kit.Clean(label)), 13)+" "+v.l.Paint(tone, kit.Clean(c.Samples[r])), w))
		}
	}
	return strings.Join(out, "\n")
}

// inOrder are the columns in the order in which a lead's fields are read.
func (v *Import) inOrder() []int {
	out := make([]int, len(v.look.Columns))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return fieldOrder(v.look.Columns[a].Field, v.look.Columns[b].Field) })
	return out
}

// fieldOrder compares two fields by their places in a lead; a second phone comes
// after the first, and what is no field last.
func fieldOrder(a, b string) int {
	rank := func(field string) int {
		n := slices.Index(intake.Fields, intake.Field(field))
		if at := strings.LastIndex(field, "_"); n < 0 && at > 0 {
			n = slices.Index(intake.Fields, intake.Field(field[:at]))
		}
		if n < 0 {
			return len(intake.Fields)
		}
		return n
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}
