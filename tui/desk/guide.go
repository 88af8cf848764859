package desk

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// question is one thing worth asking, and of whom.
type question struct {
	about model.AttributeKey
	ask   string
	who   string // "" the person at hand
}

// questionsToAsk are the readiness's one question first, then those of the
// guide for what is weakest.
func (d *Desk) questionsToAsk(n int) []question {
	r := d.desk.Readiness
	var out []question
	if r.NextQuestion != "" {
		q := question{about: r.NextAbout, ask: r.NextQuestion}
		if r.NextWho != d.contact {
			q.who = r.NextWhoText
		}
		out = append(out, q)
	}
	order := make([]model.AttributeNow, 0, len(r.Attributes))
	for _, a := range r.Attributes {
		if a.Key != r.NextAbout && a.Counts() < model.Confirmed {
			order = append(order, a)
		}
	}
	slices.SortStableFunc(order, func(a, b model.AttributeNow) int { return int(a.Counts()) - int(b.Counts()) })
	for _, a := range order {
		if len(out) >= n {
			break
		}
		if qs := d.desk.Guide.Questions[a.Key]; len(qs) > 0 {
			out = append(out, question{about: a.Key, ask: qs[0].Ask})
		}
	}
	return out[:min(n, len(out))]
}

// guideLines are the lines below the panes: why the lead stands here, what the
// step says, and what to ask. Words is how many lines of the passage there is
// room for.
func (d *Desk) guideLines(w, passage, asks int) []string {
	why := d.msg.Why
	if why == "" {
		if en := d.served(); en != nil {
			why = en.Why
		}
	}
	var out []string
	said := d.passageLines(max(1, w-9))
	head := d.label("GUIDE")
	if d.focused == paneGuide {
		head = d.l.Paint(theme.Mark, d.l.Glyphs.Mark) + kit.Fit(d.paint(theme.Accent, "GUIDE"), 7)
	}
	if passage <= 1 {
		text := joined(d.dot(), why, strings.Join(strings.Fields(d.desk.Passage), " "))
		if text == "" {
			text = "nothing is written for this step"
		}
		out = append(out, kit.Fit(head+d.paint(theme.Text, text), w))
	} else {
		room := passage
		if why != "" {
			out = append(out, kit.Fit(head+d.paint(theme.Strong, why), w))
			head, room = d.label(""), room-1
		}
		for _, line := range d.window(said, d.tops[paneGuide], min(room, len(said)), w-8) {
			out = append(out, head+line)
			head = d.label("")
		}
	}
	for _, q := range d.questionsToAsk(asks) {
		out = append(out, d.askLine(q, w))
	}
	return out
}

func (d *Desk) askLine(q question, w int) string {
	n := "?"
	if i := q.about.Index(); i >= 0 {
		n = itoa((i + 1) % 10)
	}
	who := ""
	if q.who != "" {
		who = d.paint(theme.Dim, q.who+" ")
	}
	line := " " + d.paint(theme.Accent, "ask ") + d.paint(theme.Key, n) + "  "
	line += kit.Fit("", 8-kit.Width(line)) + "“" + kit.Clean(q.ask) + "”"
	if kit.Width(line)+kit.Width(who) >= w {
		who = "" // the question itself is read first
	}
	return kit.Columns(line, who, w)
}

func (d *Desk) passageLines(w int) []string {
	if lines, ok := d.kept[keptKey{paneGuide, w}]; ok {
		return lines
	}
	var lines []string
	if d.desk.Passage != "" {
		lines = kit.Wrap(d.desk.Passage, min(w, 100))
	}
	d.kept[keptKey{paneGuide, w}] = lines
	return lines
}

// guidePane is the step's text whole, where a narrow screen gives it the room
// of the panes.
func (d *Desk) guidePane(w, h int) []string {
	out := []string{kit.Heading(d.l, w, "GUIDE", d.cadenceHead(w), true)}
	var lines []string
	for _, line := range d.passageLines(max(1, w-2)) {
		lines = append(lines, " "+d.l.Paint(theme.Text, line))
	}
	if len(lines) == 0 {
		lines = append(lines, " "+d.paint(theme.Dim, "Nothing is written for this step."))
	}
	for _, q := range d.questionsToAsk(6) {
		lines = append(lines, d.askLine(q, w))
	}
	return append(out, d.window(lines, d.tops[paneGuide], max(0, h-1), w)...)
}

// openText shows the e-mail or letter of the step whole, with what recording it
// as sent or queued will do; enter records it.
func (d *Desk) openText(ch model.Channel) tea.Cmd {
	en := d.enrolmentOf(d.contact)
	if ch == model.Letter && en != nil && en.Channel == model.DirectMail {
		ch = model.DirectMail
	}
	c := d.desk.Contact(d.contact)
	title, to := "E-mail", ""
	kind, verb := model.EmailPoint, model.Sent
	if ch.IsMail() {
		title, kind, verb = "Letter", model.PostPoint, model.Queued
		if ch == model.DirectMail {
			title = "Direct mail"
		}
	}
	if c != nil {
		to = "to " + c.Name
		if p := c.Point(kind); p != nil {
			to += ", " + p.Shown
		} else if kind == model.EmailPoint {
			to += ": no usable address"
		}
	}
	text, step := d.textFor(ch, en)
	title += step
	d.openPanel(&textPanel{d: d, title: title, rest: to, text: text, keys: []hint{{"j", "read on"}}})
	f, _ := d.startFlow(ch, false)
	f.letter = true
	if at := d.situation(false); ch.IsMail() && at.piece == model.Queued {
		verb = model.Printed
	} else if ch.IsMail() && at.piece == model.Printed {
		verb = model.Posted
	}
	return f.pick(verb)
}

// textFor is the text of the step that is due, or of the cadence's next step by
// that channel, which is named then.
func (d *Desk) textFor(ch model.Channel, en *model.Enrolment) (text, step string) {
	if en != nil && en.Channel == ch && d.desk.Passage != "" && en.ID == d.desk.Served {
		return d.desk.Passage, ""
	}
	if en != nil {
		for _, s := range d.desk.Cadences[en.CadenceID].Steps {
			if s.Number >= en.Step && s.Channel == ch && d.desk.Guide.Passages[s.Guide] != "" {
				return d.desk.Guide.Passages[s.Guide], " of step " + itoa(s.Number)
			}
		}
	}
	return "No text is laid down for it: write it in your own words, then record it here.", ""
}

// firstWords is the beginning of a text, at most n characters, cut at a word.
func firstWords(s string, n int) string {
	out := ""
	for _, word := range strings.Fields(kit.Clean(s)) {
		if len(out)+len(word)+1 > n {
			return out + "…"
		}
		out = joined(" ", out, word)
	}
	return out
}
