package lists

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// sideFrom is the width from which the samples stand beside the columns.
const sideFrom = 120

func (v *Import) makeTable() {
	v.table = kit.NewTable(v.l, v.s.Keys, kit.Column{Title: "#", Min: 3, Right: true},
		kit.Column{Title: "COLUMN OF THE FILE", Min: 14, Max: 34, Flex: 2},
		kit.Column{Title: "IS THE", Min: 15, Max: 24, Flex: 1},
		kit.Column{Title: "HOLDS", Min: 10, Flex: 4, Drop: 1})
	v.table.SetFocused(true)
	v.table.SetEmpty("The file has no columns: esc chooses another.")
}

// fieldWords is a field as people read it: "first name", "phone 2".
func fieldWords(field string) string { return strings.ReplaceAll(field, "_", " ") }

// showColumns draws the look anew: its columns, and the question that comes
// first.
func (v *Import) showColumns() {
	rows := make([]kit.Row, len(v.look.Columns))
	for i, c := range v.look.Columns {
		field := kit.Cell{Text: fieldWords(c.Field), Tone: theme.Strong}
		if c.Field == "" {
			field = kit.Cell{Text: "kept as extra", Tone: theme.Dim}
		}
		if c.Order != "" && c.Field != "" {
			field = kit.Cell{Parts: []kit.Part{{Text: fieldWords(c.Field), Tone: theme.Strong}, {Text: " " + c.Order, Tone: theme.Info}}}
		} else if c.Order != "" {
			field.Text = "extra, dates " + c.Order
		}
		rows[i] = kit.Row{ID: int64(i + 1), Cells: []kit.Cell{{Text: kit.Count(i + 1), Tone: theme.Dim},
			{Text: header(v.look, i), Tone: theme.Text}, field, {Text: filledOf(v.l, c.Samples), Tone: theme.Dim}}}
	}
	v.table.SetRows(rows)
	v.makeQuestion()
}

// header is what column i is called.
func header(look model.ListLook, i int) string {
	if h := strings.TrimSpace(look.Columns[i].Header); h != "" {
		return h
	}
	return "column " + kit.Count(i+1)
}

// filledOf are the first values that are there.
func filledOf(l theme.Look, samples []string) string {
	var out []string
	for _, s := range samples {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
		if len(out) == 6 {
			break
		}
	}
	return strings.Join(out, " "+l.Glyphs.Dot+" ")
}

// at is the column under the cursor, -1 for none.
func (v *Import) at() int {
	i := int(v.table.SelectedID()) - 1
	if i >= len(v.look.Columns) {
		return -1
	}
	return i
}

// pressColumns corrects a column, answers a question, or goes on.
func (v *Import) pressColumns(k tea.KeyMsg) tea.Cmd {
	if v.pick != nil {
		return v.pick.press(k)
	}
	if v.table.Capturing() {
		_, cmd := v.table.Update(k)
		return cmd
	}
	if v.ask != nil {
		if used, cmd := v.answering(k); used {
			return cmd
		}
	}
	b := v.bindings()
	switch {
	case key.Matches(k, b.next):
		v.turnTo(naming)
		return v.keep()
	case key.Matches(k, b.open), key.Matches(k, b.field):
		v.pickField()
	case key.Matches(k, b.none):
		return v.give(v.at(), "")
	case key.Matches(k, b.order):
		return v.turnDates()
	case key.Matches(k, b.sheet):
		v.pickSheet()
	case key.Matches(k, b.header):
		return v.turnHeading()
	case key.Matches(k, b.before):
		v.row = max(0, v.row-1)
	case key.Matches(k, b.after):
		v.row = min(v.row+1, max(0, v.sampled()-1))
	case key.Matches(k, v.s.Keys.Filter):
		v.table.StartFilter()
	default:
		_, cmd := v.table.Update(k)
		return cmd
	}
	return nil
}

// give makes column i hold a field, "" none, and has the file read with that.
func (v *Import) give(i int, field string) tea.Cmd {
	if i < 0 || v.look.Columns[i].Field == field {
		return nil
	}
	v.ownLook()
	from := v.said.take(&v.look, i, field)
	v.showColumns()
	cmds := []tea.Cmd{v.askLook()}
	if from >= 0 {
		cmds = append(cmds, nav.Toast(nav.Info, kit.Clean(header(v.look, i))+" is the "+fieldWords(field)+" now; "+
			kit.Clean(header(v.look, from))+" is kept as extra."))
	}
	return tea.Batch(cmds...)
}

// ownLook makes the columns a copy that may be changed before the office says
// the same.
func (v *Import) ownLook() {
	v.look.Columns = append([]model.ListColumn{}, v.look.Columns...)
	v.trouble = ""
}

func (v *Import) turnDates() tea.Cmd {
	i := v.at()
	if i < 0 {
		return nil
	}
	v.ownLook()
	v.said.turn(&v.look, i)
	v.showColumns()
	return v.askLook()
}

// turnHeading says that the line taken for headers is a row, or the contrary.
// What was said of columns named their headers, so it goes.
func (v *Import) turnHeading() tea.Cmd {
	to := model.HeadingNo
	if v.look.HeaderLine == 0 {
		to = model.HeadingYes
	}
	v.said = settled{sheet: v.said.sheet, heading: to}
	return v.askLook()
}

// backFromColumns closes what is open, else goes back to the file.
func (v *Import) backFromColumns() tea.Cmd {
	if v.pick != nil {
		v.pick = nil
		return nil
	}
	if handled, cmd := v.table.Back(); handled {
		return cmd
	}
	v.dropLook()
	v.turnTo(choosing)
	return v.keep()
}
