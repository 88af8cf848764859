package board

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// SetSize sets the cells that View fills.
func (b *Screen) SetSize(w, h int) {
	b.w, b.h = max(0, w), max(0, h)
	if lay := b.laidOut(); lay != b.lay {
		b.lay = lay
		b.table.SetColumns(columns(lay)...)
		if b.loaded {
			b.fillTable()
		}
	}
	b.settle()
}

// paneWidth is that of the evidence beside the board.
func (b *Screen) paneWidth() int { return max(39, min(b.w-96, b.w*2/5)) }

// settle lays the parts out and makes what stands around the table; it is done
// in Update, so that View only joins.
func (b *Screen) settle() {
	b.settleKeys()
	b.bottom = b.below()
	if b.w >= wide {
		b.evidence.SetSize(b.paneWidth(), max(0, b.h-1))
	} else {
		b.evidence.SetSize(b.w, max(0, b.h-1-len(b.bottom)))
	}
	b.table.SetSize(b.lay.w, max(0, b.h-1-len(b.bottom)))
	b.table.SetFocused(!b.reading && b.act == nil)
}

// View is exactly w×h.
func (b *Screen) View() string {
	if b.w == 0 || b.h == 0 {
		return kit.Clamp("", b.w, b.h)
	}
	if b.w < wide && b.reading {
		lines := append([]string{b.paneHead(b.w), b.evidence.View()}, b.bottom...)
		if len(b.bottom)+1 >= b.h {
			lines = b.bottom
		}
		return kit.Clamp(strings.Join(lines, "\n"), b.w, b.h)
	}
	var out strings.Builder
	out.WriteString(b.digits())
	if b.h > 1+len(b.bottom) {
		out.WriteString("\n" + b.table.View())
	}
	for _, line := range b.bottom {
		out.WriteString("\n" + line)
	}
	if b.w < wide {
		return kit.Clamp(out.String(), b.w, b.h)
	}
	pane := b.paneHead(b.paneWidth()) + "\n" + b.evidence.View()
	return kit.Beside(b.l, b.h, kit.Pane{View: out.String(), W: b.lay.w}, kit.Pane{View: pane, W: b.paneWidth()})
}

func (b *Screen) paneHead(w int) string {
	row := b.row()
	if row == nil {
		return kit.Heading(b.l, w, "EVIDENCE", "", b.reading)
	}
	rest := fmt.Sprintf("%d of 10", row.Count)
	if desk, _ := b.desks.Get(row.ID); desk != nil && row.Value != 0 {
		rest += ", " + page.Money(row.Value, desk.Lead.Currency)
	}
	return kit.Heading(b.l, w, row.Company, rest, b.reading)
}

// digits is the line above the letters: how many leads there are and whose,
// and the number of each attribute.
func (b *Screen) digits() string {
	left := " " + b.l.Paint(theme.Strong, b.count())
	numbers := make([]string, len(model.Attributes))
	for i, a := range model.Attributes {
		numbers[i] = fmt.Sprint(a.Number % 10)
	}
	line := kit.Fit(left, b.lay.matrix) + b.l.Paint(theme.Dim, strings.Join(numbers, " "))
	whose := "all leads"
	if b.owner != "" {
		whose = "leads of " + b.owner
	}
	if b.loading && b.loaded {
		whose += ", loading" + b.l.Glyphs.Ellipsis
	}
	return kit.Fit(kit.Fit(line, b.lay.matrix+matrixWidth)+" "+kit.FitRight(b.l.Paint(theme.Dim, kit.Clean(whose)), max(0, b.lay.w-b.lay.matrix-matrixWidth-2))+" ", b.lay.w)
}

func (b *Screen) count() string {
	if !b.loaded {
		return ""
	}
	n := kit.Count(len(b.page.Rows))
	if b.page.More {
		n += "+"
	}
	return n + " within two gates"
}

// below is what stands under the table; of a low window the table has the
// most.
func (b *Screen) below() []string {
	w := b.lay.w
	if b.act != nil {
		lines := b.act.Lines(w)
		if n := max(1, b.h-4); len(lines) > n { // what is typed stays in sight, above all
			lines = append(lines[:1:1], lines[len(lines)-n+1:]...)
		}
		return lines
	}
	if b.row() == nil || b.reading && b.w < wide {
		return nil
	}
	heat := []string{kit.Rule(b.l, w, "WHERE THE TEAM IS HELD"), b.heat()}
	legend := kit.Fit(" "+kit.RungLegend(b.l), w)
	switch {
	case b.h < 10:
		return nil
	case b.w >= wide && b.l.Compact:
		return append(heat[1:], legend)
	case b.w >= wide:
		return append(heat, legend)
	case b.h < 16:
		return b.story(w, 1)
	case b.l.Compact:
		return append(append(heat[1:], b.story(w, 2)...), legend)
	case b.h < 19:
		return append(heat, b.story(w, 2)...)
	}
	return append(append(heat, b.story(w, 3)...), legend)
}

// heat is the share of the leads shown that miss each attribute, and the two
// that hold the most.
//
// The bars are drawn against the worst, so that a good team sees what holds it
// too; the figures beside them say how much that is.
func (b *Screen) heat() string {
	const leastScale = 0.25
	label := "share of leads missing it"
	if b.lay.matrix < 28 {
		label = "leads missing it"
	}
	line := kit.Fit(" "+b.l.Paint(theme.Dim, label), b.lay.matrix)
	worst := leastScale
	for _, share := range b.page.Missing {
		worst = max(worst, share)
	}
	for i, share := range b.page.Missing {
		if i > 0 {
			line += " "
		}
		tone := theme.Dim
		switch {
		case share >= 0.5:
			tone = theme.Bad
		case share >= 0.25:
			tone = theme.Warn
		}
		line += b.l.Paint(tone, kit.Heat(b.l, share/worst))
	}
	return kit.Fit(line+"  "+b.l.Paint(theme.Strong, b.worst()), b.lay.w)
}

func (b *Screen) worst() string {
	order := make([]int, len(b.page.Missing))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.page.Missing[y], b.page.Missing[x]) })
	var said []string
	for _, i := range order[:2] {
		if share := b.page.Missing[i]; share > 0 {
			said = append(said, fmt.Sprintf("%s %.0f %%", model.Attributes[i].Short, share*100))
		}
	}
	return strings.Join(said, ", ")
}

// story is why the lead under the cursor stands where it stands, what somebody
// said about it, and the one question worth asking, in n lines.
func (b *Screen) story(w, n int) []string {
	row := b.row()
	desk, failure := b.desks.Get(row.ID)
	why, said, ask := row.Company+": "+b.heldBy(row, desk), "", ""
	right := ""
	switch {
	case failure != "":
		said = failure
	case desk == nil:
		said = "Loading" + b.l.Glyphs.Ellipsis
	default:
		said = evidenceSentence(desk, attributeOf(row))
		ask = questionSentence(desk)
		right = b.submittedWhen(row)
	}
	// What was submitted when stands beside the reason, or where that would cut
	// it on a line of its own.
	beside := kit.Width(kit.Clean(why))+kit.Width(kit.Clean(right))+4 <= w || n < 3 || ask != ""
	lines := []string{kit.Columns(" "+b.l.Paint(theme.Strong, kit.Clean(why)), b.l.Paint(theme.Dim, kit.Clean(right))+" ", w)}
	if right == "" || !beside {
		lines[0] = kit.Fit(" "+b.l.Paint(theme.Strong, kit.Clean(why)), w)
	}
	room := n - 1
	if ask != "" || !beside {
		room--
	}
	for _, line := range kit.WrapTo(said, max(1, w-2), max(1, room)) {
		if said != "" {
			lines = append(lines, kit.Fit(" "+b.l.Paint(theme.Text, line), w))
		}
	}
	if ask != "" {
		lines = append(lines, kit.Fit(" "+b.l.Paint(theme.Accent, kit.Clean(ask)), w))
	}
	if !beside {
		lines = append(lines, kit.Fit(" "+b.l.Paint(theme.Dim, kit.Clean(right)), w))
	}
	for len(lines) < n {
		lines = append(lines, kit.Fit("", w))
	}
	return lines[:n]
}

// submitted is the row's hand-off that waits for approval, where its desk is
// known.
func (b *Screen) submitted(row *model.BoardRow) *model.Handoff {
	desk, _ := b.desks.Get(row.ID)
	if desk == nil || row.HandoffID == 0 {
		return nil
	}
	for i := range desk.Handoffs {
		if desk.Handoffs[i].ID == row.HandoffID {
			return &desk.Handoffs[i]
		}
	}
	return nil
}

func (b *Screen) submittedWhen(row *model.BoardRow) string {
	h := b.submitted(row)
	if h == nil {
		return ""
	}
	who := ""
	desk, _ := b.desks.Get(row.ID)
	if m := desk.Member(h.SubmittedBy); m != nil {
		first, _, _ := strings.Cut(m.Name, " ")
		who = " by " + first
	}
	return "submitted" + who + " " + page.Ago(h.SubmittedAt, b.now)
}

var _ interface {
	nav.Screen
	nav.Stepper
	nav.Unsaved
} = (*Screen)(nil)
