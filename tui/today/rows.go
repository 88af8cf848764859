package today

import (
	"fmt"
	"slices"
	"strconv"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// The states of a place; stateGone is the screen's own: it has left the queue
// while the cursor stood on it.
const (
	stateWorked  = "worked"
	stateSkipped = "skipped"
	stateGone    = "gone"
)

// open says that a place still waits to be worked.
func open(it model.QueueItem) bool {
	return it.State != stateWorked && it.State != stateSkipped && it.State != stateGone
}

// closed says that a call is due which may not be made now.
func closed(it model.QueueItem) bool { return !it.CallableNow && it.Channel == model.Phone }

// peopled is the width from which the table has room for the person; below it
// the detail names him.
const peopled = 68

func columns(w int) []kit.Column {
	cols := []kit.Column{
		{Title: "", Min: 3, Right: true},
		{Title: "WHY", Min: 9},
		{Title: "COMPANY", Min: 14, Flex: 6, Max: 40},
		{Title: "PERSON", Min: 13, Flex: 4, Max: 48},
		{Title: "STEP", Min: stepCells(w)},
		{Title: "THERE", Min: 6},
		{Title: "ATT", Min: 4},
	}
	if w < peopled {
		return slices.Delete(cols, personColumn, personColumn+1)
	}
	return cols
}

const personColumn = 3

// stepCells is the width of the column of what is due, in a table of w cells.
func stepCells(w int) int {
	if w >= 100 {
		return 17 // "direct mail 11/12"
	}
	return 11
}

func (t *Today) rows() []kit.Row {
	rows := make([]kit.Row, len(t.items))
	for i, it := range t.items {
		rows[i] = t.row(it)
	}
	return rows
}

func (t *Today) row(it model.QueueItem) kit.Row {
	tone := theme.Text
	if !open(it) {
		tone = theme.Dim
	}
	tw, _ := t.tableSize()
	why, whyTone := t.why(it)
	person := it.Contact
	if it.Title != "" {
		person += ", " + it.Title
	}
	cells := []kit.Cell{
		{Text: strconv.Itoa(it.Position), Tone: tone},
		{Text: why, Tone: whyTone},
		{Text: it.Company, Tone: tone},
		{Text: person, Tone: tone},
		{Text: step(it, stepCells(tw)), Tone: tone},
		t.there(it),
		{Parts: []kit.Part{
			{Text: fmt.Sprintf("%2d ", it.Count), Tone: tone},
			{Text: t.l.Glyphs.Rung(page.Ripeness(it.Count)), Tone: page.Ripeness(it.Count).Tone()},
		}},
	}
	if tw < peopled {
		cells = slices.Delete(cells, personColumn, personColumn+1)
	}
	return kit.Row{ID: int64(it.LeadID), Cells: cells}
}

// why is the band that a place stands in: a word, and what is pressing.
func (t *Today) why(it model.QueueItem) (string, theme.Tone) {
	switch it.State {
	case stateWorked:
		return t.l.Glyphs.Check + " worked", theme.Dim
	case stateSkipped:
		return stateSkipped, theme.Dim
	case stateGone:
		return "no longer", theme.Dim
	}
	tone := theme.Text
	switch {
	case it.Class == model.ClassCallback:
		tone = theme.Warn
	case it.Class == model.ClassInbound:
		tone = theme.Info
	case it.Class == model.ClassNew && (it.DueAt.IsZero() || !it.DueAt.Before(t.page.AsOf)):
		tone = theme.Good
	case it.Class == model.ClassNew || it.Late > 0:
		tone = theme.Warn
	}
	return it.Why, tone
}

// stepWords are the words that a narrow column shows of the longer ones.
var stepWords = map[string]string{"direct mail": "mail", "find number": "find no.", "find address": "find addr.", "voicemail": "voicem."}

// step is the action that is due and its place in the cadence: "call 4/9".
func step(it model.QueueItem, room int) string {
	word := it.StepWord
	if it.Step <= 0 || it.Steps <= 0 || it.Step > it.Steps { // outside the plan, or past its end
		return word
	}
	at := fmt.Sprintf(" %d/%d", it.Step, it.Steps)
	if kit.Width(word)+kit.Width(at) > room && stepWords[word] != "" {
		word = stepWords[word]
	}
	if kit.Width(word)+kit.Width(at) > room {
		return word // what is to be done says more than which of how many it is
	}
	return word + at
}

// there is the clock of the contact's place, with the moon where it is outside
// the hours.
func (t *Today) there(it model.QueueItem) kit.Cell {
	at, tone := it.LocalTime, theme.Text
	if at == "" {
		at, tone = t.l.Glyphs.Dot, theme.Dim
	}
	if !open(it) {
		tone = theme.Dim
	}
	if !closed(it) {
		return kit.Cell{Text: at, Tone: tone}
	}
	return kit.Cell{Parts: []kit.Part{{Text: at, Tone: theme.Dim}, {Text: t.l.Glyphs.Night, Tone: theme.Warn}}}
}

// opens says when a place may be called: "opens 11:00", by the person's clock.
func (t *Today) opens(it model.QueueItem) string {
	if it.OpensAt.IsZero() {
		return "the hours there are not known, so dial by hand"
	}
	at := it.OpensAt.In(t.now.Location())
	form := "15:04"
	if model.DateOf(at) != model.DateOf(t.now) {
		form = "Mon 2 Jan 15:04"
	}
	return "closed there now, opens " + at.Format(form)
}
