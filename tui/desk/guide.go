package desk

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// question is one thing worth asking, and of whom.
type question struct {
	about model.AttributeKey
	ask   string
	who   string // "" the person at hand
}

// questionsToAsk are the questions about the attribute whose form is open, then
// the readiness's one question, then those of the guide for what is weakest.
func (d *Desk) questionsToAsk(n int) []question {
	r := d.desk.Readiness
	var out []question
	p, _ := d.panel.(*formPanel)
	if p != nil {
		for _, q := range d.desk.Guide.Questions[model.AttributeKey(p.name)] {
			out = append(out, question{about: model.AttributeKey(p.name), ask: q.Ask})
		}
	}
	if r.NextQuestion != "" && (p == nil || r.NextAbout != model.AttributeKey(p.name)) {
		q := question{about: r.NextAbout, ask: r.NextQuestion}
		if r.NextWho != d.contact {
			q.who = r.NextWhoText
		}
		out = append(out, q)
	}
	order := make([]model.AttributeNow, 0, len(r.Attributes))
	for _, a := range r.Attributes {
		if a.Key != r.NextAbout && a.Counts() < model.Confirmed && (p == nil || string(a.Key) != p.name) {
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

// whyHere is why the lead stands where it stands.
func (d *Desk) whyHere() string {
	en := d.served()
	if en != nil && (d.msg.Why == "" || en.Owes == model.OwesRework) && en.Why != "" {
		return en.Why // of what was sent back, who sent it back
	}
	return d.msg.Why
}

// guideText is why the lead stands here and what the step says, in lines as one
// paragraph; during a call only what is to be said.
func (d *Desk) guideText(w int) []string {
	if why := d.whyHere(); why != "" && d.desk.Passage != "" && !d.wide() && !d.dialing() && d.leftShown() == paneGuide {
		return kit.Wrap(why, max(1, w-9)) // what the step says stands whole above
	}
	k := keptKey{keptReason, w}
	if d.calling() {
		k.p = keptSaying
	}
	if lines, ok := d.kept[k]; ok {
		return lines
	}
	said := strings.Join(strings.Fields(d.desk.Passage), " ")
	if en := d.served(); d.calling() && en != nil && en.Channel != model.Phone {
		said = "" // a letter is not read out on the telephone
	}
	text := joined(d.dot(), d.whyHere(), said)
	switch {
	case said != "" && d.calling():
		text = said
	case text == "":
		text = "nothing is written for this step"
	}
	lines := kit.Wrap(text, max(1, w-9))
	d.kept[k] = lines
	return lines
}

// guideLines are the lines below the panes: why the lead stands here, what the
// step says, and what to ask. Passage is how many lines there are for the first
// two.
func (d *Desk) guideLines(w, passage, asks int) []string {
	var out []string
	head := d.label("GUIDE")
	if d.focused == paneGuide && d.wide() {
		head = d.l.Paint(theme.Mark, d.l.Glyphs.Mark) + kit.Fit(d.paint(theme.Accent, "GUIDE"), 7)
	}
	add := func(line string) {
		out = append(out, kit.Fit(head+line, w))
		head = d.label("")
	}
	if why := d.whyHere(); d.wide() && passage > 2 {
		if why != "" {
			add(d.paint(theme.Strong, why))
			passage--
		}
		said := d.passageLines(max(1, w-9))
		for _, line := range d.window(said, d.tops[paneGuide], min(passage, len(said)), w-8) {
			add(line)
		}
	} else {
		for _, line := range d.begun(d.guideText(w), passage, w-9) {
			add(line)
		}
	}
	for _, q := range d.questionsToAsk(asks) {
		lines := d.askLines(q, w, asks)
		out, asks = append(out, lines...), asks-len(lines)
		if asks <= 0 {
			break
		}
	}
	return out
}

// begun is the first n lines of a paragraph; where it goes on, the last says
// which key shows the rest.
func (d *Desk) begun(lines []string, n, w int) []string {
	out := make([]string, 0, n)
	for _, line := range lines[:max(0, min(n, len(lines)))] {
		out = append(out, d.l.Paint(theme.Text, line))
	}
	hint := d.paint(theme.Dim, d.l.Glyphs.Ellipsis+" ") + d.paint(theme.Key, "space")
	if room := w - kit.Width(hint); n > 0 && n < len(lines) && room >= 8 {
		out[n-1] = d.l.Paint(theme.Text, kit.Wrap(strings.Join(lines[n-1:], " "), room)[0]) + hint
	}
	return out
}

// askLines is a question in at most n lines. It is read aloud: one that is whole
// is worth more than two that are cut.
func (d *Desk) askLines(q question, w, n int) []string {
	text := "“" + kit.Clean(q.ask) + "”"
	if n < 2 || 8+kit.Width(text) <= w {
		return []string{d.askLine(q, w)}
	}
	head := d.askHead(q)
	lines := kit.WrapTo(text, max(1, w-9), n)
	for i, line := range lines {
		lines[i] = kit.Fit(head+line, w)
		head = d.label("")
	}
	return lines
}

func (d *Desk) askLine(q question, w int) string {
	who := ""
	if q.who != "" {
		who = d.paint(theme.Dim, q.who+" ")
	}
	line := d.askHead(q) + "“" + kit.Clean(q.ask) + "”"
	if kit.Width(line)+kit.Width(who) >= w {
		who = "" // the question itself is read first
	}
	return kit.Columns(line, who, w)
}

// askHead is the digit that opens the attribute, before its question; of the
// agreed next step its key.
func (d *Desk) askHead(q question) string {
	n, _ := nav.Label(d.keys.Agree)
	if i := q.about.Index(); i >= 0 {
		n = itoa((i + 1) % 10)
	}
	return kit.Fit(" "+d.paint(theme.Accent, "ask ")+d.paint(theme.Key, n), 8)
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

// guidePane is the step's text and the questions, whole: beside the attributes
// in a narrow window.
func (d *Desk) guidePane(w, h int) []string {
	out := []string{kit.Heading(d.l, w, "GUIDE", d.cadenceHead(w), d.focused == paneGuide)}
	return append(out, d.window(d.guideWhole(w), d.tops[paneGuide], max(0, h-1), w)...)
}

func (d *Desk) guideWhole(w int) []string {
	var lines []string
	for _, line := range d.passageLines(max(1, w-2)) {
		lines = append(lines, " "+d.l.Paint(theme.Text, line))
	}
	if len(lines) == 0 {
		for _, line := range kit.Wrap(d.whyHere(), max(1, w-2)) {
			lines = append(lines, " "+d.l.Paint(theme.Text, line))
		}
		lines = append(lines, " "+d.paint(theme.Dim, "Nothing is written for this step."))
	}
	for _, q := range d.questionsToAsk(6) {
		head := d.askHead(q)
		for _, line := range kit.Wrap("“"+q.ask+"”", max(1, w-9)) {
			lines = append(lines, head+d.l.Paint(theme.Text, line))
			head = kit.Fit("", 8)
		}
	}
	return lines
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
