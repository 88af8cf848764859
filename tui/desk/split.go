package desk

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// splitPref is where the widths of the panes are remembered.
const splitPref = "desk/split"

// Cells by which a key moves an edge, and the least that panes keep.
const (
	splitStep  = 4
	leastFirst = 26
	leastMid   = 30
	leastLast  = 34
)

// splits is by how many cells the edges stand off their places: the right edge
// of the first column, and the left one of the attributes.
type splits struct{ first, last int }

// readSplits takes what was remembered; what cannot be read is as nothing.
func readSplits(kept string) splits {
	a, b, _ := strings.Cut(kept, " ")
	first, err1 := strconv.Atoi(a)
	last, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || max(first, -first) > 200 || max(last, -last) > 200 {
		return splits{}
	}
	return splits{first, last}
}

func (s splits) String() string {
	if s == (splits{}) {
		return ""
	}
	return strconv.Itoa(s.first) + " " + strconv.Itoa(s.last)
}

// resize moves the edge beside the pane that has the keys, and remembers it. An
// edge that can go no further stays.
func (d *Desk) resize(by int) tea.Cmd {
	was, before := d.split, d.columns()
	if d.wide() && d.focused == panePeople {
		d.split.first += by
	} else {
		d.split.last += by
	}
	after := d.columns()
	same := len(before) == len(after)
	for i := range after {
		same = same && before[i] == after[i]
	}
	if same {
		d.split = was
		return nil
	}
	clear(d.kept)
	return d.s.Prefs.Set(splitPref, d.split.String())
}

// columns are the widths of the columns as they stand, rules between: two in a
// narrow window, three in a wide one, four in one that has room for the history
// beside the cadence.
func (d *Desk) columns() []int {
	w := d.w
	switch {
	case !d.wide():
		least := max(0, min(leastMid, (w-1)/2))
		left := between((w-1+2)/2+d.split.last, least, max(least, w-1-least))
		return []int{left, w - 1 - left}
	case w >= hugeFrom:
		first := 40
		if w >= 200 {
			first = 44
		}
		first = between(first+d.split.first, leastFirst, w-3-2*leastMid-leastLast)
		rest := w - first - 3
		last := between(rest-2*(rest*33/100)-d.split.last, leastLast, rest-2*leastMid)
		second := (rest - last) / 2
		return []int{first, second, rest - last - second, last}
	}
	first := between(max(30, min(42, w*25/100))+d.split.first, leastFirst, w-2-leastMid-leastLast)
	last := between(max(48, w*40/100)-d.split.last, leastLast, w-2-first-leastMid)
	return []int{first, w - first - last - 2, last}
}

// between is n within the two, the lower one first where they cross.
func between(n, least, most int) int { return max(least, min(n, most)) }

// panesInOrder are the panes as tab goes through them: as they stand from left
// to right, the attributes first, which stand at the right of the window and
// begin with the keys.
func (d *Desk) panesInOrder() []pane {
	if d.wide() {
		return []pane{paneAttributes, panePeople, paneCadence, paneHistory, paneGuide}
	}
	return []pane{paneAttributes, paneCadence, panePeople, paneHistory, paneGuide}
}

// turnBy goes so many panes on.
func (d *Desk) turnBy(n int) {
	order := d.panesInOrder()
	for i, p := range order {
		if p == d.focused {
			d.turnTo(order[(i+n+len(order))%len(order)])
			return
		}
	}
}
