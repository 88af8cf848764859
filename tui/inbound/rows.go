package inbound

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// roomy is the width from which owners are named whole.
const roomy = 100

// columns are those of the callers who are found: numbers and addresses have one
// while somebody was found by them.
func (v *Screen) columns() []kit.Column {
	out := []kit.Column{
		{Title: "COMPANY", Min: 14, Flex: 4, Max: 40},
		{Title: "PERSON", Min: 13, Flex: 4, Max: 44},
		{Title: "NUMBER", Min: 15, Flex: 1, Max: 32},
		{Title: "OWNER", Min: 8, Flex: 1, Max: 16, Drop: 1}, // the lines below the table name him too
		{Title: "STATUS", Min: 12},
	}
	if !v.numbered() {
		return slices.Delete(out, numberColumn, numberColumn+1)
	}
	return out
}

const numberColumn = 2

// numbered says that somebody was found by a number or an address.
func (v *Screen) numbered() bool {
	return slices.ContainsFunc(v.callers, func(c model.Caller) bool { return c.Matched != "" })
}

// rowID tells the rows apart: a company of which nobody is known is told by its
// lead.
func rowID(c model.Caller) int64 {
	if c.ContactID != 0 {
		return int64(c.ContactID)
	}
	return -int64(c.LeadID)
}

// fill puts those who are found into the table.
func (v *Screen) fill() {
	rows, numbered := make([]kit.Row, 0, len(v.callers)), v.numbered()
	for _, c := range v.callers {
		tone := theme.Text
		if !c.Status.Nurtured() {
			tone = theme.Dim
		}
		status := kit.Cell{Text: page.Words(c.Status), Tone: theme.Dim}
		if c.Suppressed {
			status = kit.Cell{Text: v.l.Glyphs.Alert + " no contact", Tone: theme.Bad}
		}
		owner := c.Owner
		if v.w < roomy {
			owner, _, _ = strings.Cut(owner, " ")
		}
		cells := []kit.Cell{{Text: c.Company, Tone: tone}, {Text: person(c), Tone: tone}, {Text: c.Matched, Tone: tone}, {Text: owner, Tone: tone}, status}
		if !numbered {
			cells = slices.Delete(cells, numberColumn, numberColumn+1)
		}
		rows = append(rows, kit.Row{ID: rowID(c), Cells: cells})
	}
	if numbered != v.withNumbers {
		v.withNumbers = numbered
		v.table.SetColumns(v.columns()...)
	}
	v.table.SetRows(rows)
}

// person is the caller's name and title, or that nobody is known.
func person(c model.Caller) string {
	if c.Name == "" {
		return "(nobody known)"
	}
	return page.Joined(", ", c.Name, c.Title)
}

// selected is whom the cursor is on.
func (v *Screen) selected() (model.Caller, bool) {
	id := v.table.SelectedID()
	for _, c := range v.callers {
		if id != 0 && rowID(c) == id {
			return c, true
		}
	}
	return model.Caller{}, false
}
