package leads

import (
	"fmt"
	"time"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// day is a date in six cells: "today", "24 Nov", with the year where it is far
// ("Nov'27"). What is due and past is marked.
func (v *Leads) day(t time.Time, due bool) kit.Cell {
	if t.IsZero() {
		return kit.Cell{Text: v.l.Glyphs.Dot, Tone: theme.Dim}
	}
	d, today := model.DateOf(t.In(v.now.Location())), model.DateOf(v.now)
	year, month, n := d.Civil()
	tone := theme.Dim
	switch {
	case due && d < today:
		tone = theme.Warn
	case d == today:
		return kit.Cell{Text: "today", Tone: theme.Text}
	}
	if this, _, _ := today.Civil(); year != this && (d.Sub(today) > 180 || today.Sub(d) > 180) {
		return kit.Cell{Text: fmt.Sprintf("%s'%02d", month.String()[:3], year%100), Tone: tone}
	}
	return kit.Cell{Text: fmt.Sprintf("%d %s", n, month.String()[:3]), Tone: tone}
}
