package desk

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// Widths from which panes stand side by side, and from which the history has a
// column of its own.
const (
	wideFrom = 116
	hugeFrom = 180
)

// wide says whether the window shows the panes side by side.
func (d *Desk) wide() bool { return d.w >= wideFrom }

// View is exactly w×h.
func (d *Desk) View() string {
	clear(d.times)
	switch {
	case d.w == 0 || d.h == 0:
		return kit.Clamp("", d.w, d.h)
	case !d.loaded && d.failed != "":
		return kit.Clamp("\n "+d.paint(theme.Error, d.l.Glyphs.Alert+" "+d.failed)+"\n\n "+d.paint(theme.Dim, "esc goes back"), d.w, d.h)
	case !d.loaded:
		return kit.Clamp("\n "+d.paint(theme.Dim, "Opening "+d.lead.String()+" "+d.l.Glyphs.Ellipsis), d.w, d.h)
	}
	top, below, _ := d.frame()
	room := d.h - len(top) - len(below)
	if room < 0 {
		below = below[min(len(below), -room):]
		room = 0
	}
	if len(top) > d.h {
		top = top[:d.h]
	}
	lines := make([]string, 0, d.h)
	lines = append(lines, top...)
	if room > 0 {
		lines = append(lines, d.middle(room))
	}
	lines = append(lines, below...)
	return kit.Clamp(strings.Join(lines, "\n"), d.w, d.h)
}

// leastMiddle is how many lines the panes keep before the questions are given
// up, and allTen how many show every attribute below its heading.
const (
	leastMiddle = 7
	allTen      = 11
)

// frame is what stands above and below the panes. What is being typed and the
// bar are never given up; where lines are few, the questions go first, then
// the guide, then the head.
func (d *Desk) frame() (top, below []string, at lower) {
	w := d.w
	top = []string{d.personHead(w), d.companyHead(w), d.flagRule(w)}
	if d.wide() {
		top = []string{d.personHead(w), d.flagRule(w)}
	}
	note := d.noteLines(w, 3)
	barLines := d.barLines(w)
	fixed := len(note) + len(barLines)
	asks, passage, rules := 2, 1, 2
	spare := func() int { return d.h - len(top) - fixed - asks - passage - rules }
	if d.wide() {
		asks, passage = d.wideGuide(fixed + len(top) + rules)
	} else {
		asks, passage = d.narrowGuide(fixed + len(top) + rules)
	}
	for asks > 0 && spare() < leastMiddle {
		asks--
	}
	if spare() < 4 {
		rules = 1
	}
	if spare() < 3 {
		passage = 0
	}
	if spare() < 2 {
		top = top[:1]
	}
	if spare() < 0 {
		rules = 0
	}
	guide := []string{}
	if passage > 0 {
		guide = d.guideLines(w, passage, asks)
	}
	rule := d.l.Paint(theme.Rule, strings.Repeat(d.l.Glyphs.H, w))
	if rules > 0 {
		below = append(below, rule)
	}
	below = append(below, guide...)
	at.note = len(below)
	below = append(below, note...)
	at.after = len(below)
	if rules > 1 {
		if t, ok := d.bar.(interface{ title() (string, string) }); ok {
			left, right := t.title()
			rule = d.titled(w, left, right)
		}
		below = append(below, rule)
	}
	at.bar = len(below)
	return top, append(below, barLines...), at
}

// lower is where the note, what follows it and the bar begin, in lines below
// the panes.
type lower struct{ note, after, bar int }

// wideGuide is how many questions and lines of the passage a wide window shows;
// used is what stands besides them and the panes.
func (d *Desk) wideGuide(used int) (asks, passage int) {
	asks, passage = 3, 1
	spare := func() int { return d.h - used - asks - passage }
	all := len(d.passageLines(max(1, d.w-9)))
	if extra := spare() - d.natural(); extra > 0 {
		passage += min(extra, all, max(4, d.h/4))
	}
	if extra := spare() - d.natural(); extra > 8 {
		asks += min(4, extra/4)
	}
	if d.focused == paneGuide {
		passage = max(passage, min(all+1, d.h/2))
	}
	return asks, passage
}

// narrowGuide is the same for a narrow window: the guide has two lines where it
// needs them, and gives way before a row of the attributes or of an open form
// is lost; in a high window it is read whole.
func (d *Desk) narrowGuide(used int) (asks, passage int) {
	all := len(d.guideText(d.w))
	asks, passage = 2, max(1, min(2, all))
	want, least := allTen, 1
	switch p := d.panel.(type) {
	case *formPanel:
		want = max(allTen, p.wants(d.w))
	case *textPanel:
		want = max(allTen, len(kit.Wrap(p.text, max(1, d.w-2)))+1)
	}
	if d.bar != nil {
		least = 0
	}
	spare := func() int { return d.h - used - asks - passage }
	for passage > 1 && spare() < want {
		passage--
	}
	for asks > least && spare() < want {
		asks--
	}
	if extra := spare() - want - 4; extra > 0 {
		passage += min(extra, all-passage)
	}
	return asks, passage
}

// barLines is the bar, or the question, or the bar at rest.
func (d *Desk) barLines(w int) []string {
	switch {
	case d.bar != nil:
		return d.bar.lines(w)
	case d.asking != nil:
		return d.asking.lines(w)
	}
	return d.idleLines(w)
}

// natural is how many lines the panes of a wide window would fill.
func (d *Desk) natural() int {
	lines, _ := d.timeline(d.columns()[1])
	return max(24, len(lines)+12)
}

// spot is where a pane stands, in cells of the screen.
type spot struct {
	p          pane
	x, y, w, h int
}

// spots are the panes as they stand, for the mouse.
func (d *Desk) spots() []spot {
	top, below, _ := d.frame()
	y, h := len(top), d.h-len(top)-len(below)
	if !d.wide() {
		c := d.columns()
		if d.focused == paneHistory && !d.dialing() {
			return []spot{{paneHistory, 0, y, d.w, h}}
		}
		return []spot{{d.leftShown(), 0, y, c[0], h}, {paneAttributes, c[0] + 1, y, c[1], h}}
	}
	c := d.columns()
	people := y + d.peopleTop(c[0], h)
	last := len(c) - 1
	x := 0
	var out []spot
	for i, w := range c {
		switch i {
		case 0:
			out = append(out, spot{panePeople, x, people, w, y + h - people})
		case last:
			out = append(out, spot{paneAttributes, x, y, w, h})
		case 1:
			n := h
			if last == 2 {
				n = d.cadenceRoom(w, h)
				out = append(out, spot{paneHistory, x, y + n, w, h - n})
			}
			out = append(out, spot{paneCadence, x, y, w, n})
		case 2:
			out = append(out, spot{paneHistory, x, y, w, h})
		}
		x += w + 1
	}
	return out
}

func (d *Desk) paneAt(x, y int) (p pane, row int, ok bool) {
	for _, s := range d.spots() {
		if x >= s.x && x < s.x+s.w && y >= s.y && y < s.y+s.h {
			return s.p, y - s.y, true
		}
	}
	return 0, 0, false
}

// middle draws the panes in h lines.
func (d *Desk) middle(h int) string {
	if d.wide() {
		return d.middleWide(h)
	}
	if d.panel != nil {
		return kit.Clamp(strings.Join(d.panel.view(d.w, h), "\n"), d.w, h)
	}
	if !d.dialing() {
		if d.focused == paneHistory {
			return kit.Clamp(strings.Join(d.historyPane(d.w, h), "\n"), d.w, h)
		}
	}
	c := d.columns()
	lw, rw := c[0], c[1]
	return kit.Beside(d.l, h,
		kit.Pane{View: strings.Join(d.leftPane(lw, h), "\n"), W: lw},
		kit.Pane{View: strings.Join(d.attributesPane(rw, h), "\n"), W: rw})
}

// leftPane is what stands at the left of a narrow window.
func (d *Desk) leftPane(w, h int) []string {
	if d.dialing() {
		return d.dialPane(w, h)
	}
	switch d.leftShown() {
	case panePeople:
		return d.peoplePane(w, h)
	case paneGuide:
		return d.guidePane(w, h)
	}
	return d.cadencePane(w, h)
}

// leftShown is the pane at the left of a narrow window: while somebody speaks,
// what is to be said stands beside the attributes, unless another is looked at.
func (d *Desk) leftShown() pane {
	if d.left == paneCadence && d.focused != paneCadence && d.calling() && d.desk.Passage != "" {
		return paneGuide
	}
	return d.left
}

func (d *Desk) middleWide(h int) string {
	c := d.columns()
	cols := []kit.Pane{{View: strings.Join(d.whoColumn(c[0], h), "\n"), W: c[0]}}
	if len(c) == 4 {
		cols = append(cols,
			kit.Pane{View: strings.Join(d.cadencePane(c[1], h), "\n"), W: c[1]},
			kit.Pane{View: strings.Join(d.historyPane(c[2], h), "\n"), W: c[2]})
	} else {
		n := d.cadenceRoom(c[1], h)
		var lines []string
		if n > 0 {
			lines = padded(d.cadencePane(c[1], n), n)
		}
		switch {
		case h-n > 0 && d.dialing():
			lines = append(lines, d.dialPane(c[1], h-n)...)
		case h-n > 0:
			lines = append(lines, d.historyPane(c[1], h-n)...)
		}
		cols = append(cols, kit.Pane{View: strings.Join(lines, "\n"), W: c[1]})
	}
	last := c[len(c)-1]
	cols = append(cols, kit.Pane{View: strings.Join(d.whatColumn(last, h), "\n"), W: last})
	return kit.Beside(d.l, h, cols...)
}

// cadenceRoom is how many lines of its column the cadence has; the history has
// the rest. Where both cannot be read, the one with the keys has all.
func (d *Desk) cadenceRoom(w, h int) int {
	if h < 16 {
		if d.focused == paneHistory {
			return 0
		}
		return h
	}
	lines, _ := d.timeline(w)
	return min(len(lines)+2, h*6/10)
}

// peopleTop is the line of the first column on which the people begin.
func (d *Desk) peopleTop(w, h int) int {
	company := len(d.companyPane(w))
	if d.dialsFirst() {
		company = len(d.dialPane(w, 10))
	}
	if room := h - company - 1; room < 6 || d.focused == panePeople && room < len(d.desk.Contacts)+3 {
		return 0
	}
	return company + 1
}

// dialsFirst says that the number stands in the first column: where there are
// four, or where the second has no room for it.
func (d *Desk) dialsFirst() bool {
	if !d.dialing() {
		return false
	}
	top, below, _ := d.frame()
	h := d.h - len(top) - len(below)
	c := d.columns()
	return len(c) == 4 || h-d.cadenceRoom(c[1], h) < 6
}

// whoColumn is the company, its people, and how the one at hand is reached.
func (d *Desk) whoColumn(w, h int) []string {
	top := d.peopleTop(w, h)
	var out []string
	if top > 0 {
		head := d.companyPane(w)
		if d.dialsFirst() {
			head = d.dialPane(w, 10)
		}
		out = padded(head, top)
	}
	reach := d.reachPane(w)
	want := len(d.desk.Contacts) + 2
	out = append(out, d.peoplePane(w, min(want, h-len(out)))...)
	left := h - len(out) - 1
	if left < 3 && left < len(reach) {
		return out
	}
	extra := d.extraPane(d.desk.Contact(d.contact), w, max(2, left-len(reach)-1))
	if len(extra) == 0 {
		return append(append(out, ""), d.window(reach, 0, left, w)...)
	}
	return append(append(out, ""), d.readOn(slices.Concat(reach, []string{""}, extra), left)...)
}

// whatColumn is the ten attributes, and below them the open form or the one
// under the cursor in full.
func (d *Desk) whatColumn(w, h int) []string {
	const ten = 11
	left := h - ten - 1
	if d.panel != nil {
		need := 10
		switch p := d.panel.(type) {
		case *formPanel:
			need = min(p.wants(w), 16)
		case *textPanel: // a letter is read whole
			need = len(kit.Wrap(p.text, max(1, w-2))) + 1
		}
		if left < need {
			return d.panel.view(w, h)
		}
		return append(padded(d.attributesPane(w, ten), ten+1), d.panel.view(w, left)...)
	}
	if left < 3 {
		return d.attributesPane(w, h)
	}
	return append(padded(d.attributesPane(w, ten), ten+1), d.details(w, left)...)
}

// details is the attribute under the cursor in full and, in a tall window, the
// others that something is known of.
func (d *Desk) details(w, h int) []string {
	out := d.detailPane(d.attr, w, h)
	for i, a := range model.Attributes {
		left := h - len(out) - 1
		if i == d.attr || d.standing(a.Key).Level == model.Unknown || left < 3 {
			continue
		}
		out = append(append(out, ""), d.detailPane(i, w, left)...)
	}
	return out
}

// padded is lines in exactly n, the missing ones blank.
func padded(lines []string, n int) []string {
	out := append(make([]string, 0, n+1), lines[:min(len(lines), n)]...)
	for len(out) < n {
		out = append(out, "")
	}
	return out
}

// window is the h lines from top on; a line beyond which there are more ends
// in the mark.
func (d *Desk) window(lines []string, top, h, w int) []string {
	if h <= 0 {
		return nil
	}
	top = max(0, min(top, len(lines)-h))
	out := append([]string{}, lines[top:min(len(lines), top+h)]...)
	mark := func(i int) {
		out[i] = kit.Overlay(out[i], w, 1, d.paint(theme.Dim, d.l.Glyphs.Ellipsis), 1, 1, w-1, 0)
	}
	if top > 0 && len(out) > 0 {
		mark(0)
	}
	if top+h < len(lines) && len(out) > 0 {
		mark(len(out) - 1)
	}
	return out
}
