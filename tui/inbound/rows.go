package inbound

import (
	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

var columns = []kit.Column{
	{Title: "COMPANY", Min: 14, Flex: 4, Max: 40},
	{Title: "PERSON", Min: 13, Flex: 4, Max: 44},
	{Title: "NUMBER", Min: 15, Flex: 2, Max: 32},
	{Title: "OWNER", Min: 8, Flex: 1, Max: 16, Drop: 1}, // the lines below the table name him too
	{Title: "STATUS", Min: 12},
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
	rows := make([]kit.Row, 0, len(v.callers))
	for _, c := range v.callers {
		tone := theme.Text
		if !c.Status.Nurtured() {
			tone = theme.Dim
		}
		status := kit.Cell{Text: page.Words(c.Status), Tone: theme.Dim}
		if c.Suppressed {
			status = kit.Cell{Text: v.l.Glyphs.Alert + " no contact", Tone: theme.Bad}
		}
		rows = append(rows, kit.Row{ID: rowID(c), Cells: []kit.Cell{
			{Text: c.Company, Tone: tone}, {Text: person(c), Tone: tone}, {Text: c.Matched, Tone: tone}, {Text: c.Owner, Tone: tone}, status,
		}})
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
