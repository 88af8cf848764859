package handoffs

import (
	"fmt"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// SetSize sets the cells that View fills.
func (h *Screen) SetSize(w, hh int) {
	before := h.left() >= fullNames
	h.w, h.h = max(0, w), max(0, hh)
	if (h.left() >= fullNames) != before {
		h.table.SetColumns(columns(h.left())...)
		if h.loaded {
			h.fillTable()
		}
	}
	h.settle()
}

// left is the width of the table.
func (h *Screen) left() int {
	if h.w < wide {
		return h.w
	}
	return h.w - max(40, min(h.w-84, h.w*2/5)) - 1
}

// tableHeight is that of the table: in a narrow window the record stands below
// it.
func (h *Screen) tableHeight() int {
	room := max(0, h.h-1-len(h.band))
	if h.w >= wide || room < 12 {
		return room
	}
	return room - h.recordHeight(room)
}

func (h *Screen) recordHeight(room int) int {
	if h.w >= wide || room < 12 || h.row() == nil {
		return 0
	}
	if h.l.Compact {
		return max(4, min(h.record.Len()+1, room/4))
	}
	return max(4, min(h.record.Len()+1, room*2/5))
}

// settle lays the parts out; it is done in Update, so that View only joins.
func (h *Screen) settle() {
	h.settleKeys()
	h.band = nil
	if h.act != nil {
		h.band = h.act.Lines(h.left())
		if n := max(1, h.h-3); len(h.band) > n { // what is typed stays in sight, above all
			h.band = append(h.band[:1:1], h.band[len(h.band)-n+1:]...)
		}
	}
	room := max(0, h.h-1-len(h.band))
	h.dossier.SetSize(h.left(), room)
	if h.w >= wide {
		h.record.SetSize(h.w-h.left()-1, max(0, h.h-1))
	} else {
		h.record.SetSize(h.w, max(0, h.recordHeight(room)-1)) // the new width first: the height follows from its lines
		h.record.SetSize(h.w, max(0, h.recordHeight(room)-1))
	}
	h.table.SetSize(h.left(), room-h.recordHeight(room))
	h.table.SetFocused(!h.aside && !h.reading && h.act == nil)
}

// View is exactly w×h.
func (h *Screen) View() string {
	if h.w == 0 || h.h == 0 {
		return kit.Clamp("", h.w, h.h)
	}
	room := max(0, h.h-1-len(h.band))
	var out []string
	switch {
	case room == 0:
	case h.reading:
		out = append(out, h.dossierHead(), h.dossier.View())
	default:
		out = append(out, h.summary(), h.table.View())
		if n := h.recordHeight(room); n > 0 {
			out = append(out, h.recordRule(h.w))
			if n > 1 {
				out = append(out, h.record.View())
			}
		}
	}
	out = append(out, h.band...)
	body := strings.Join(out, "\n")
	if h.w < wide {
		return kit.Clamp(body, h.w, h.h)
	}
	side := h.w - h.left() - 1
	pane := h.recordHead(side) + "\n" + h.record.View()
	return kit.Beside(h.l, h.h, kit.Pane{View: body, W: h.left()}, kit.Pane{View: pane, W: side})
}

// summary is the first line: what is open, what leaks, and which are shown.
func (h *Screen) summary() string {
	if !h.loaded || len(h.all) == 0 {
		return kit.Fit("", h.left())
	}
	var n [groups]int
	warned := 0
	for i := range h.all {
		n[groupOf(&h.all[i])]++
		if h.all[i].Warned && !h.all[i].Leaking {
			warned++
		}
	}
	parts := []string{}
	add := func(tone theme.Tone, count int, words string) {
		if count > 0 {
			parts = append(parts, h.l.Paint(tone, fmt.Sprintf("%d %s", count, words)))
		}
	}
	// What does not fit beside the filter goes, from the end: it is counted in
	// the rules below.
	add(theme.Bad, n[leaking], "leaking")
	add(theme.Strong, n[toApprove], "to approve")
	add(theme.Strong, n[toAccept], "to accept")
	add(theme.Warn, warned, "past half")
	add(theme.Strong, n[disputed], "disputed")
	add(theme.Dim, n[accepted], "accepted")
	shown := h.filterWords()
	if h.loading {
		shown += ", loading" + h.l.Glyphs.Ellipsis
	}
	dot := h.l.Paint(theme.Dim, " "+h.l.Glyphs.Dot+" ")
	for len(parts) > 1 && kit.Width(strings.Join(parts, dot))+kit.Width(shown)+4 > h.left() {
		parts = parts[:len(parts)-1]
	}
	return kit.Columns(" "+strings.Join(parts, dot), h.l.Paint(theme.Dim, shown)+" ", h.left())
}

func (h *Screen) recordRule(w int) string {
	row := h.row()
	if row == nil {
		return kit.Rule(h.l, w, "")
	}
	title := row.Company
	if h.aside {
		title = h.l.Glyphs.Now + " " + title
	}
	return kit.Rule(h.l, w, title)
}

func (h *Screen) recordHead(w int) string {
	row := h.row()
	if row == nil {
		return kit.Heading(h.l, w, "RECORD", "", h.aside)
	}
	return kit.Heading(h.l, w, row.Company, "", h.aside)
}

func (h *Screen) dossierHead() string {
	row := h.row()
	if row == nil {
		return kit.Heading(h.l, h.left(), "DOSSIER", "", true)
	}
	rest := "to " + row.To
	if !row.DeliveredAt.IsZero() {
		rest += ", delivered " + page.Moment(row.DeliveredAt, h.now)
	}
	return kit.Heading(h.l, h.left(), "DOSSIER "+row.Company, rest, true)
}

// show sets what record and dossier show; anew from the top.
func (h *Screen) show(anew bool) {
	if anew {
		h.record.Home()
		h.dossier.Home()
	}
	h.record.Show(h.recordLines)
	h.dossier.Show(h.dossierLines)
}

func (h *Screen) dossierLines(w int) []string {
	row := h.row()
	if row == nil || !h.reading {
		return nil
	}
	return h.dossierOf(row, w)
}

// ultra is the width from which the dossier stands below the record without
// being opened.
const ultra = 150

// dossierOf is the dossier of a hand-off, or the sentence that says why there is
// none.
func (h *Screen) dossierOf(row *model.HandoffRow, w int) []string {
	full, failure, loading := h.whole(row)
	switch {
	case full.Dossier != "":
		var out []string
		for _, line := range page.Markdown(h.l, full.Dossier, max(1, w-2)) {
			out = append(out, " "+line)
		}
		return out
	case failure != "":
		return []string{"", " " + h.l.Paint(theme.Error, h.l.Glyphs.Alert+" "+kit.Clean(failure))}
	case loading:
		return []string{"", " " + h.l.Paint(theme.Dim, "Loading"+h.l.Glyphs.Ellipsis)}
	case row.State == model.Submitted:
		return h.wrapped(theme.Dim, "The dossier is made when the lead is delivered: A approves it, o opens the desk meanwhile.", w)
	}
	return h.wrapped(theme.Dim, "This hand-off was never delivered, so it has no dossier: o opens the desk.", w)
}

func (h *Screen) wrapped(tone theme.Tone, text string, w int) []string {
	if text == "" {
		return nil
	}
	var out []string
	for _, line := range kit.Wrap(text, max(1, w-2)) {
		out = append(out, " "+h.l.Paint(tone, line))
	}
	return out
}

// recordLines are the agreed next step and what happened, newest first.
func (h *Screen) recordLines(w int) []string {
	row := h.row()
	if row == nil {
		return nil
	}
	facts := page.Joined(" "+h.l.Glyphs.Dot+" ", stateWord(row.State), page.Money(row.Value, row.Currency), fmt.Sprintf("%s to %s", row.Owner, row.To))
	if n := row.NextStep; !n.IsZero() {
		facts += " " + h.l.Glyphs.Dot + " " + string(n.Kind) + " " + page.Moment(n.At, h.now)
	}
	out := h.wrapped(theme.Text, facts, w)
	full, failure, loading := h.whole(row)
	if loading {
		return append(out, " "+h.l.Paint(theme.Dim, "Loading"+h.l.Glyphs.Ellipsis))
	}
	out = append(out, h.wrapped(theme.Error, failure, w)...)
	for i := len(full.Events) - 1; i >= 0; i-- {
		out = append(out, h.event(full.Events[i], w)...)
	}
	if h.w >= ultra && !h.reading {
		out = append(append(out, kit.Rule(h.l, w, "DOSSIER")), h.dossierOf(row, w)...)
	}
	return out
}

// event is one entry of the record: when, what, by whom, and why.
func (h *Screen) event(e model.HandoffEvent, w int) []string {
	const indent = 18
	when := " " + h.l.Paint(theme.Dim, kit.Fit(page.Moment(e.At, h.now), indent-2)) + " "
	var named []string
	for _, k := range e.Attributes {
		if i := k.Index(); i >= 0 {
			named = append(named, model.Attributes[i].Short)
		}
	}
	what := eventWord(e)
	text := page.Joined(": ", what, page.Joined(", ", page.Words(e.Code), strings.Join(named, ", ")))
	text = page.Joined(" "+h.l.Glyphs.Dot+" ", text, e.ByName)
	if e.Note != "" {
		text += "  " + page.Quote(e.Note)
	}
	var out []string
	for i, line := range kit.Wrap(text, max(1, w-indent-1)) {
		if i == 0 {
			rest, ok := strings.CutPrefix(line, what)
			if ok {
				line = h.l.Paint(theme.Strong, what) + rest
			}
			out = append(out, when+line)
			continue
		}
		out = append(out, strings.Repeat(" ", indent)+line)
	}
	return out
}

// eventWord is an event as something that happened.
func eventWord(e model.HandoffEvent) string {
	if w, ok := map[string]string{
		"submit": "submitted", "approve": "approved", "send-back": "sent back", "accept": "accepted", "reject": "rejected",
		"expire": "reclaimed", "return": "returned", "dispute": "disputed", "rule": "ruled", "held": "next step held", "outcome": "outcome",
		"deliver": "delivered",
	}[e.Event]; ok {
		return w
	}
	return page.Words(e.Event)
}

var _ interface {
	nav.Screen
	nav.Stepper
	nav.Unsaved
} = (*Screen)(nil)
