package desk

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// What is kept besides the panes' lines: the guide's beginning, before a call
// and in it.
const (
	keptReason = panes + iota
	keptSaying
)

// keptKey names wrapped lines that are kept until the lead is loaded again or
// the window changes.
type keptKey struct {
	p pane
	w int
}

// historyPane is every touch with its words, every hand-off and every list
// issue, newest first.
func (d *Desk) historyPane(w, h int) []string {
	out := []string{kit.Heading(d.l, w, "HISTORY", count(len(d.desk.Touches), "touch", "touches"), d.focused == paneHistory)}
	return append(out, d.window(d.historyLines(w), d.tops[paneHistory], max(0, h-1), w)...)
}

func (d *Desk) historyLines(w int) []string {
	if lines, ok := d.kept[keptKey{paneHistory, w}]; ok {
		return lines
	}
	type entry struct {
		at    time.Time
		lines []string
	}
	var all []entry
	for _, t := range d.desk.Touches {
		all = append(all, entry{t.At, d.historyTouch(t, w)})
	}
	for _, h := range d.desk.Handoffs {
		for _, e := range h.Events {
			text := joined(d.dot(), e.At.In(d.now.Location()).Format("02 Jan 15:04")+"  hand-off: "+e.Event, e.ByName, e.Code)
			lines := []string{" " + d.paint(theme.Info, text)}
			all = append(all, entry{e.At, append(lines, d.quoted(e.Note, w)...)})
		}
	}
	for _, v := range d.desk.Defects {
		all = append(all, entry{v.At, d.historyDefect(v, w)})
	}
	slices.SortStableFunc(all, func(a, b entry) int { return b.at.Compare(a.at) })
	var lines []string
	for _, e := range all {
		lines = append(lines, e.lines...)
	}
	if len(lines) == 0 {
		lines = []string{" " + d.paint(theme.Dim, "Nothing was done yet: o records the first touch.")}
	}
	d.kept[keptKey{paneHistory, w}] = lines
	return lines
}

// historyDefect is a list issue, with the column of the list that it is about.
func (d *Desk) historyDefect(v model.Defect, w int) []string {
	who := ""
	if c := d.desk.Contact(v.ContactID); c != nil {
		who = d.given(*c)
	}
	text := joined(", ", "list issue: "+defectTitle(v.Code, ""), who, prefixed("column ", v.Field))
	out := []string{" " + d.paint(theme.Dim, v.At.In(d.now.Location()).Format("02 Jan 15:04")) + " " + d.paint(theme.Warn, text)}
	return append(out, d.quoted(v.Note, w)...)
}

func (d *Desk) historyTouch(t model.Touch, w int) []string {
	who := ""
	if c := d.desk.Contact(t.ContactID); c != nil {
		who = d.given(*c)
	}
	feel := ""
	if t.Sentiment != "" && t.Sentiment != model.SentimentUnknown {
		feel = string(t.Sentiment)
	}
	answered := ""
	if a := d.desk.Touch(t.Answers); a != nil {
		answered = "answers the " + touchWord(*a) + " of " + a.At.In(d.now.Location()).Format("2 Jan")
	}
	text := joined(", ", touchWord(t)+" "+who, outcomeWord(t.Outcome), answered, feel, t.ByName)
	tone := theme.Text
	if t.Voided {
		text, tone = "taken back: "+text, theme.Dim
	}
	out := []string{" " + d.paint(theme.Dim, t.At.In(d.now.Location()).Format("02 Jan 15:04")) + " " + d.paint(tone, text)}
	return append(out, d.quoted(t.Note, w)...)
}

func (d *Desk) quoted(s string, w int) []string {
	if s == "" {
		return nil
	}
	var out []string
	for _, line := range kit.Wrap("“"+s+"”", max(1, w-5)) {
		out = append(out, "    "+d.l.Paint(theme.Text, line))
	}
	return out
}

// longest is how far a pane can be scrolled.
func (d *Desk) longest(p pane) int {
	switch p {
	case paneCadence:
		lines, _ := d.timeline(60)
		return len(lines)
	case paneGuide:
		if !d.wide() {
			return max(0, len(d.guideWhole(d.columns()[0]))-3)
		}
		fallthrough
	case paneHistory:
		n := 0
		for k, lines := range d.kept {
			if k.p == p {
				n = max(n, len(lines))
			}
		}
		return max(0, n-3)
	}
	return 0
}
