package desk

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// enterNote gives the note line the keys, whatever is open.
func (d *Desk) enterNote() tea.Cmd {
	if d.panel != nil {
		d.panel.blur()
	}
	d.note.Focus()
	return nil
}

// leaveNote gives the keys back to what was open; the note stays for the
// outcome, whose preview may depend on nothing of it.
func (d *Desk) leaveNote() tea.Cmd {
	d.note.Blur()
	if d.panel != nil && d.bar == nil {
		d.panel.focus()
	}
	return d.drafts.flush(d)
}

func (d *Desk) setNote(s string) { d.note.SetValue(s) }

func (d *Desk) pressNote(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc, tea.KeyEnter, tea.KeyTab, tea.KeyShiftTab:
		return d.leaveNote()
	case tea.KeyCtrlS:
		return d.saveNote()
	}
	used, cmd := d.note.Update(k)
	if !used {
		return cmd
	}
	return tea.Batch(cmd, d.drafts.changed(d, "note", map[string]string{"note": d.note.Value()}))
}

// saveNote records the note by itself, without a touch.
func (d *Desk) saveNote() tea.Cmd {
	text := strings.TrimSpace(d.note.Value())
	if text == "" {
		return nav.Toast(nav.Info, "The note is empty.")
	}
	office, lead, contact := d.office, d.lead, d.contact
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Note(ctx, by, lead, contact, text)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			return d.refused(msg.err)
		}
		d.note.SetValue("")
		d.note.Blur()
		return tea.Batch(nav.Toast(nav.Good, "The note is recorded."), d.drafts.drop(d, "note"), d.load())
	})
}

// noteLines draws the note: one line, up to three while it is typed into.
func (d *Desk) noteLines(w, most int) []string {
	label := d.label("NOTE")
	room := max(1, w-kit.Width(label))
	if d.note.Value() == "" && !d.note.Focused() {
		return []string{label + d.paint(theme.Dim, "n writes one; it goes with the outcome")}
	}
	d.note.SetWidth(room)
	lines := split(d.note.View())
	if len(lines) > most {
		if d.note.Focused() {
			lines = lines[len(lines)-most:]
		} else {
			lines = lines[:most]
			last := strings.TrimRight(lines[most-1], " ")
			lines[most-1] = kit.Fit(kit.Fit(last, room-1)+d.l.Glyphs.Ellipsis, room)
		}
	}
	for i, line := range lines {
		if i > 0 {
			label = d.label("")
		}
		lines[i] = label + line
	}
	return lines
}
