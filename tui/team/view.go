package team

import (
	"fmt"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// detailHeight is the lines of the details below the table, with their rule.
const detailHeight = 6

// SetSize sets the cells that View fills.
func (t *Screen) SetSize(w, h int) {
	t.w, t.h = max(0, w), max(0, h)
	bar := max(6, min(40, t.left()-65)) // what the other columns leave, with SKIPS
	if bar != t.bar {
		t.bar = bar
		t.table.SetColumns(columns(bar)...)
		t.fillTable()
		if !t.loaded {
			t.table.SetLoading()
		}
	}
	t.settle()
}

// left is the width of the table.
func (t *Screen) left() int {
	if t.w < wide {
		return t.w
	}
	return t.w - max(38, t.w/3) - 1
}

func (t *Screen) below() int {
	if t.w >= wide || t.h < 14 || t.row() == nil {
		return 0
	}
	if t.l.Compact {
		return detailHeight - 1
	}
	return detailHeight
}

// settle lays the parts out; it is done in Update, so that View only joins.
func (t *Screen) settle() {
	if id := t.table.SelectedID(); id != t.seen {
		t.seen = id
		t.details.Home()
		t.details.Show(t.detailLines)
	}
	t.table.SetSize(t.left(), max(0, t.h-1-t.below()))
	if t.w >= wide {
		t.details.SetSize(t.w-t.left()-1, max(0, t.h-1))
	} else {
		t.details.SetSize(t.w, max(0, t.below()-1))
	}
	t.table.SetFocused(!t.aside)
}

// View is exactly w×h.
func (t *Screen) View() string {
	if t.w == 0 || t.h == 0 {
		return kit.Clamp("", t.w, t.h)
	}
	out := []string{t.summary(), t.table.View()}
	if t.h == 1 {
		out = out[:1]
	}
	name := "DETAILS"
	if row := t.row(); row != nil {
		name = row.Name
	}
	if n := t.below(); n > 0 {
		if t.aside {
			name = t.l.Glyphs.Now + " " + name
		}
		out = append(out, kit.Rule(t.l, t.w, name), t.details.View())
	}
	body := strings.Join(out, "\n")
	if t.w < wide {
		return kit.Clamp(body, t.w, t.h)
	}
	side := t.w - t.left() - 1
	pane := kit.Heading(t.l, side, name, "", t.aside) + "\n" + t.details.View()
	return kit.Beside(t.l, t.h, kit.Pane{View: body, W: t.left()}, kit.Pane{View: pane, W: side})
}

// summary is the team's day in one line.
func (t *Screen) summary() string {
	var done, target, due, callbacks, skips int
	for i := range t.members {
		m := &t.members[i]
		if !m.Active {
			continue
		}
		done += m.Done
		due += m.Due
		callbacks += m.Callbacks
		skips += m.Skips
		target += max(0, m.Target)
	}
	if len(t.members) == 0 {
		return kit.Fit("", t.left())
	}
	right := fmt.Sprintf("team %d/%d ", done, target)
	if t.left() >= 72 {
		right += kit.Progress(t.l, 16, done, target) + " "
	}
	if target == 0 {
		right = fmt.Sprintf("team %d touches ", done)
	}
	left := strings.Join([]string{fmt.Sprintf(" %s due", kit.Count(due)), page.Many(callbacks, "callback", "callbacks"),
		page.Many(skips, "skip", "skips")}, " "+t.l.Glyphs.Dot+" ")
	return kit.Columns(t.l.Paint(theme.Strong, left), right, t.left())
}

func (t *Screen) detailLines(w int) []string {
	m := t.row()
	if m == nil {
		return nil
	}
	var out []string
	say := func(tone theme.Tone, text string) {
		for _, line := range kit.Wrap(text, max(1, w-2)) {
			if text != "" {
				out = append(out, " "+t.l.Paint(tone, line))
			}
		}
	}
	say(theme.Text, page.Joined(" "+t.l.Glyphs.Dot+" ", page.Words(m.Role), t.place(m), t.away(m)))
	if !works(m) {
		say(theme.Dim, noTouches(m.Role))
		return out
	}
	say(theme.Text, fmt.Sprintf("%s open, %s due today, %s waiting.", page.Many(m.Leads, "lead", "leads"), kit.Count(m.Due),
		page.Many(m.Callbacks, "callback", "callbacks")))
	switch left := m.Target - m.Done; {
	case m.Target <= 0:
		say(theme.Text, fmt.Sprintf("%s today; no target is set for this person.", page.Many(m.Done, "touch", "touches")))
	case left > 0:
		say(theme.Text, fmt.Sprintf("%d of %d touches done today, %d to go.", m.Done, m.Target, left))
	default:
		say(theme.Good, fmt.Sprintf("%s Today's target of %d is reached: %d done.", t.l.Glyphs.Check, m.Target, m.Done))
	}
	if m.Skips > 0 {
		say(theme.Warn, fmt.Sprintf("%s today; each has its reason, in the lead's history.", page.Many(m.Skips, "lead was skipped", "leads were skipped")))
	}
	return out
}

func noTouches(r model.Role) string {
	switch r {
	case model.Sales:
		return "Receives leads from the team: 4 shows the hand-offs and their clocks."
	case model.Marketing:
		return "Reads the reports: 5 shows the month."
	}
	return "Has no leads to work."
}

func (t *Screen) away(m *model.MemberRow) string {
	if m.Active {
		return ""
	}
	return "away"
}

// place is where the person works and what time it is there.
func (t *Screen) place(m *model.MemberRow) string {
	loc, err := time.LoadLocation(m.Zone)
	if m.Zone == "" || err != nil {
		return string(m.Region)
	}
	city := m.Zone[strings.LastIndex(m.Zone, "/")+1:]
	return page.Joined(", ", t.now.In(loc).Format("15:04")+" in "+strings.ReplaceAll(city, "_", " "), string(m.Region))
}

var _ interface {
	nav.Screen
	nav.Stepper
} = (*Screen)(nil)
