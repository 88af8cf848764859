package board

import (
	"fmt"
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// layout is where the board's columns stand in w cells: the matrix is drawn in
// the table, and its digits and the team's shares above and below it must stand
// in the same columns.
type layout struct {
	w, company, who int // cells; who is 0 where it is left out
	next            int // cells of the next step in a narrow board
	matrix          int // the column at which the matrix begins
	fullNames       bool
}

const matrixWidth = 19 // ten glyphs with a space between

// layoutFor lays out w cells; next is what the longest next step takes, so that
// a narrow board gives the names what that leaves.
func layoutFor(w, next int) layout {
	a := layout{w: w, company: 16, who: 5, next: 6}
	switch {
	case w < 72:
		a.who, a.company = 0, max(1, min(20, w-41))
	case w >= 92:
		a.who, a.fullNames = 14, w >= 100
		a.company = min(34, 18+(w-92)/2)
		if !a.fullNames { // what the others leave is the company's
			a.who, a.company = 8, min(34, w-71)
		}
	default:
		if w >= 80 {
			a.next = max(6, min(11, next))
		}
		a.company = max(12, 16+(w-80)/2+max(0, 11-a.next))
		if w < 80 {
			a.company = max(12, 17+(w-80)/2)
		}
	}
	a.matrix = 2 + a.company + 1
	if a.who > 0 {
		a.matrix += a.who + 1
	}
	return a
}

func columns(a layout) []kit.Column {
	letters := make([]string, len(model.Attributes))
	for i, about := range model.Attributes {
		letters[i] = about.Letter
	}
	cols := []kit.Column{{Title: "COMPANY", Min: a.company}}
	if a.who > 0 {
		cols = append(cols, kit.Column{Title: "WHO", Min: a.who})
	}
	held, next, age := 11, a.next, 3
	switch {
	case a.fullNames:
		held, next, age = 15, 14, 4
	case a.w >= 92:
		held, next, age = 13, 12, 4
	}
	flex := 0 // where columns are left out, a cell stays free for the mark that says so
	if a.w >= 80 {
		flex = 2
	}
	return append(cols,
		kit.Column{Title: strings.Join(letters, " "), Min: matrixWidth},
		kit.Column{Title: "/10", Min: 3, Right: true},
		kit.Column{Title: "WEAKEST", Min: held, Max: 22, Flex: flex},
		kit.Column{Title: "TCH", Min: 3, Right: true, Drop: 2},
		kit.Column{Title: "AGE", Min: age, Right: true, Drop: 3},
		kit.Column{Title: "NEXT", Min: next, Max: 14, Flex: 1, Drop: 1},
	)
}

// groupTitle names a group of rows by how far they are from graduating.
func groupTitle(group int) string {
	switch {
	case group < 0:
		return "READY, WAITING FOR APPROVAL"
	case group == 0:
		return "READY"
	}
	words := []string{"", "ONE GATE AWAY", "TWO GATES AWAY", "THREE GATES AWAY", "FOUR GATES AWAY", "FIVE GATES AWAY"}
	if group < len(words) {
		return words[group]
	}
	return fmt.Sprintf("%d GATES AWAY", group)
}

// fillTable makes the table's rows of the page, each group under a rule that
// names it and counts it.
func (b *Screen) fillTable() {
	b.lay = b.laidOut()
	b.table.SetColumns(columns(b.lay)...)
	names := b.shortNames()
	rows := make([]kit.Row, 0, len(b.page.Rows)+4)
	for i := 0; i < len(b.page.Rows); {
		group, end := b.page.Rows[i].Group, i
		for end < len(b.page.Rows) && b.page.Rows[end].Group == group {
			end++
		}
		more := ""
		if b.page.More && end == len(b.page.Rows) {
			more = "+"
		}
		rows = append(rows, kit.Row{Header: fmt.Sprintf("%s (%d%s)", groupTitle(group), end-i, more)})
		for ; i < end; i++ {
			rows = append(rows, kit.Row{ID: int64(b.page.Rows[i].ID), Cells: b.cells(&b.page.Rows[i], names)})
		}
	}
	b.table.SetRows(rows)
	b.table.SetEmpty(b.emptySentence())
	b.table.SetTotal(0, false, b.page.More && b.limit < mostLeads)
}

func (b *Screen) emptySentence() string {
	if b.owner != "" {
		return "None of " + b.owner + "'s leads is within two gates of graduating: f shows the next person's."
	}
	return "No lead is within two gates of graduating yet: 1 goes to today's queue."
}

// shortNames are the owners as the narrow board names them: by the first name
// where nobody else on the board has it.
func (b *Screen) shortNames() map[string]string {
	first := map[string][]string{}
	for _, r := range b.page.Rows {
		f, _, _ := strings.Cut(r.Owner, " ")
		if !slices.Contains(first[f], r.Owner) {
			first[f] = append(first[f], r.Owner)
		}
	}
	out := map[string]string{}
	for f, all := range first {
		for _, name := range all {
			out[name] = f
			if last := strings.Fields(name); len(all) > 1 && len(last) > 1 {
				out[name] = f + " " + initial(last[len(last)-1])
			}
		}
	}
	return out
}

func initial(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func (b *Screen) cells(r *model.BoardRow, short map[string]string) []kit.Cell {
	cells := make([]kit.Cell, 0, 8)
	cells = append(cells, kit.Cell{Text: r.Company, Tone: theme.Strong})
	if b.lay.who > 0 {
		who := short[r.Owner]
		if b.lay.fullNames {
			who = r.Owner
		}
		cells = append(cells, kit.Cell{Text: who, Tone: theme.Dim})
	}
	weakest, tone := weakest(r)
	next := kit.Cell{Text: b.nextWords(r)}
	age := fmt.Sprintf("%dd", r.AgeDays)
	if b.lay.w < 92 {
		weakest, age = narrow(weakest), fmt.Sprint(r.AgeDays)
	}
	if r.NextText == "today" {
		next.Tone = theme.Accent
	}
	return append(cells, b.matrix(r),
		kit.Cell{Text: fmt.Sprint(r.Count)}, kit.Cell{Text: weakest, Tone: tone},
		kit.Cell{Text: fmt.Sprint(r.Touches)}, kit.Cell{Text: age, Tone: theme.Dim}, next)
}

// laidOut is the layout of the board's present width and rows.
func (b *Screen) laidOut() layout {
	left, next := b.w, 0
	if b.w >= wide {
		left = b.w - b.paneWidth() - 1
	}
	for i := range b.page.Rows {
		next = max(next, kit.Width(shortNext(b.page.Rows[i].NextText)))
	}
	return layoutFor(left, next)
}

// nextWords is what is due or agreed next: "24 Nov", "meet 10 Dec".
func (b *Screen) nextWords(r *model.BoardRow) string {
	switch {
	case b.lay.fullNames:
		return r.NextText
	case b.lay.w >= 92:
		return strings.Replace(r.NextText, string(model.StepMeeting), "meet", 1)
	}
	return shortNext(r.NextText)
}

func shortNext(text string) string {
	text = strings.Replace(text, string(model.StepMeeting), "meet", 1)
	return strings.Replace(text, "visit ", "vis. ", 1)
}

// narrow is what holds a lead in eleven cells: the longest names in a word. The
// line below the board says them in full.
func narrow(held string) string {
	for long, word := range map[string]string{"industry code": "industry", "firmographics": "size", "decision makers": "deciders", "no next step": "next step"} {
		held = strings.Replace(held, long, word, 1)
	}
	if attribute, ok := strings.CutSuffix(held, " stale"); ok && kit.Width(held) > 11 {
		return "old " + attribute
	}
	return held
}

// matrix is the ten rungs, a glyph each.
func (b *Screen) matrix(r *model.BoardRow) kit.Cell {
	parts := make([]kit.Part, 0, 2*len(r.Rungs)-1)
	for i, level := range r.Rungs {
		if i > 0 {
			parts = append(parts, kit.Part{Text: " "})
		}
		rung := page.Rung(level, r.Stale[i])
		parts = append(parts, kit.Part{Text: b.l.Glyphs.Rung(rung), Tone: rung.Tone()})
	}
	return kit.Cell{Parts: parts}
}

// weakest is what holds the lead, in a word or two: the attribute whose gate
// fails, else the horizon, else the next step; of a lead that nothing holds, its
// weakest attribute.
func weakest(r *model.BoardRow) (string, theme.Tone) {
	key := r.Weakest
	failing, horizon, step := false, false, false
	for _, gate := range r.Failing {
		name, isAttribute := strings.CutPrefix(gate, "attribute:")
		if isAttribute && (!failing || model.AttributeKey(name) == r.Weakest) {
			failing, key = true, model.AttributeKey(name)
		}
		horizon = horizon || gate == "horizon"
		step = step || gate == "next-step"
	}
	i := key.Index()
	switch {
	case !failing && horizon:
		return "horizon", theme.Warn
	case !failing && step:
		return "no next step", theme.Warn
	case i < 0:
		return "", theme.Text
	case r.Stale[i]:
		return model.Attributes[i].Short + " stale", theme.Stale
	}
	return model.Attributes[i].Short, theme.Text
}
