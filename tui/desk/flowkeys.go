package desk

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// capturing: every key after o is the bar's. A q that means "queued" must not
// leave Ripen, nor one that means nothing.
func (f *flow) capturing() bool { return true }

// back goes one stage back.
func (f *flow) back() (bool, tea.Cmd) {
	f.wanted = false
	switch {
	case f.stage == dating:
		return true, f.undate()
	case f.stage == confirming && !f.entry.MoveTo.IsZero():
		return true, f.keepDate()
	case f.stage == choosing, f.letter && f.stage == confirming:
		return false, nil
	case f.stage == confirming && len(f.asks) > 0:
		f.at = len(f.asks) - 1
		return true, f.onward()
	case f.stage == filling && f.at > 0:
		f.at--
		return true, f.onward()
	}
	return true, tea.Batch(f.d.drafts.flush(f.d), f.choose())
}

func (f *flow) press(k tea.KeyMsg) (bool, tea.Cmd) {
	switch f.stage {
	case choosing:
		return f.pressChoosing(k)
	case filling:
		return f.pressFilling(k)
	case dating:
		return f.pressDating(k)
	}
	return f.pressConfirming(k)
}

func (f *flow) pressChoosing(k tea.KeyMsg) (bool, tea.Cmd) {
	switch k.Type {
	case tea.KeyTab:
		return true, f.turn(1)
	case tea.KeyShiftTab:
		return true, f.turn(len(model.Channels) - 1)
	}
	used, cmd := f.choices.Update(k)
	if used && (k.Type == tea.KeyLeft || k.Type == tea.KeyRight) {
		return true, f.glance()
	}
	return used, cmd
}

// turn goes to another channel.
func (f *flow) turn(by int) tea.Cmd {
	for i, ch := range model.Channels {
		if ch == f.entry.Channel {
			f.entry.Channel = model.Channels[(i+by)%len(model.Channels)]
			break
		}
	}
	return f.choose()
}

func (f *flow) pressFilling(k tea.KeyMsg) (bool, tea.Cmd) {
	if f.why != nil {
		return f.why.Update(k)
	}
	switch k.Type {
	case tea.KeyEnter, tea.KeyTab:
		return true, f.answer()
	}
	used, cmd := f.input.Update(k)
	if !used {
		return false, cmd
	}
	f.problem = ""
	return true, tea.Batch(cmd, f.d.drafts.typed(f.d, outcomeDraft, f.typedField(), f.input.Value()))
}

func (f *flow) pressConfirming(k tea.KeyMsg) (bool, tea.Cmd) {
	switch k.String() {
	case "enter":
		return true, f.confirm()
	case "+":
		return true, f.feel(model.Positive)
	case "-":
		return true, f.feel(model.Negative)
	case "=":
		return true, f.feel(model.Neutral)
	case "n":
		return true, f.d.enterNote()
	case "t":
		if !f.mayRedate() {
			return false, nil
		}
		return true, f.redate()
	case "p":
		if f.prepared() == "" {
			return false, nil
		}
		f.d.setNote(joined("; ", f.d.note.Value(), f.prepared()))
		return true, f.d.drafts.changed(f.d, "note", map[string]string{"note": f.d.note.Value()})
	case "a":
		if f.entry.Direction != model.Inbound && f.entry.Answers == 0 {
			return false, nil
		}
		return true, f.another()
	}
	return false, nil
}

// prepared is the note that a message left or sent may carry at one key.
func (f *flow) prepared() string {
	if f.entry.Outcome != model.VoicemailLeft && f.entry.Outcome != model.Sent {
		return ""
	}
	en := f.d.served()
	if en == nil || en.ContactID != f.entry.ContactID || en.Channel != f.entry.Channel || f.d.desk.Passage == "" {
		return ""
	}
	return "as prepared for step " + itoa(en.Step) + ": “" + firstWords(f.d.desk.Passage, 60) + "”"
}

func (f *flow) hints() []hint {
	switch f.stage {
	case choosing:
		out := []hint{{"tab", "other channel"}}
		if o, ok := f.choices.Selected(); ok {
			out = append(out, hint{"enter", o.Title})
		}
		return append(out, hint{"ctrl+n", "note"}, hint{"esc", "back"})
	case filling:
		return []hint{{"enter", "go on"}, {"ctrl+n", "note"}, {"esc", "other outcome"}}
	}
	if f.stage == dating {
		return []hint{{"enter", "go on"}, {"ctrl+n", "note"}, {"esc", "back"}}
	}
	out := []hint{{"enter", "record it"}, {"n", "note"}}
	if f.prepared() != "" {
		out = append(out, hint{"p", "prepared note"})
	}
	if f.mayRedate() {
		out = append(out, hint{"t", "another date"})
	}
	if f.entry.Direction == model.Inbound || f.entry.Answers != 0 {
		out = append(out, hint{"a", "answers another"})
	}
	return append(out, hint{"+ = -", "sentiment"}, hint{"esc", "other outcome"})
}

// lines draws the bar.
func (f *flow) lines(w int) []string {
	d := f.d
	room := max(1, w-1)
	if f.stage == choosing {
		f.choices.SetSize(room, f.choices.Height(room))
		out := split(f.choices.View())
		if f.result != nil || f.refusal != "" {
			out = append(out, f.then(w, 1)...)
		}
		return out
	}
	head := " " + d.l.Paint(f.tone(), d.l.Glyphs.Now+" "+kit.Clean(f.picked.title))
	for _, s := range []string{f.entry.Refer, words(f.entry.Why), f.promised(), f.dateHead()} {
		head += d.paint(theme.Info, prefixed(d.dot(), s))
	}
	if f.stage == filling {
		return append([]string{head}, f.question(w)...)
	}
	if f.stage == dating {
		return append(append([]string{head}, f.dateLines(w)...), f.then(w, 1)...)
	}
	right := ""
	if f.entry.Sentiment != "" {
		right = d.paint(theme.Info, string(f.entry.Sentiment)+" ")
	}
	if t := d.desk.Touch(f.entry.Answers); t != nil {
		right = d.paint(theme.Info, "answers the "+touchWord(*t)+" of "+dayText(model.DateOf(t.At.In(d.now.Location())), model.DateOf(d.now))+" ") + right
	}
	return append([]string{kit.Columns(head, right, w)}, f.then(w, 4)...)
}

// title stands in the rule above the bar.
func (f *flow) title() (string, string) {
	if f.stage == choosing {
		return "OUTCOME " + f.head(), "tab: other channel"
	}
	return "OUTCOME " + f.head(), ""
}

// promised is the date or time that the outcome named.
func (f *flow) promised() string {
	if !f.entry.Callback.IsZero() {
		return f.echo(whenBack, f.entry.Callback)
	}
	if f.entry.Until != 0 {
		return "until " + f.entry.Until.Short()
	}
	return ""
}

func (f *flow) head() string {
	way := "by " + string(f.entry.Channel)
	switch {
	case f.entry.Channel == model.InPerson:
		way = "in person"
	case f.entry.Channel == model.Email:
		way = "by e-mail"
	case f.entry.Channel == model.DirectMail:
		way = "by direct mail"
	}
	if f.entry.Direction == model.Inbound {
		way = "inbound " + way
	}
	if c := f.d.desk.Contact(f.entry.ContactID); c != nil {
		way += f.d.dot() + c.Name
	}
	return way
}

// question is the line in which the outcome is asked for more, with how it is
// understood so far.
func (f *flow) question(w int) []string {
	d, a := f.d, f.asks[f.at]
	label := d.label(a.label)
	if f.why != nil {
		room := max(1, w-kit.Width(label))
		f.why.SetSize(room, f.why.Height(room))
		var out []string
		for i, line := range split(f.why.View()) {
			if i > 0 {
				label = d.label("")
			}
			out = append(out, label+line)
		}
		return out
	}
	f.input.SetWidth(max(4, min(40, w-kit.Width(label)-1)))
	line := label + f.input.View()
	if text := f.input.Value(); text != "" && f.problem == "" && a.kind != askName {
		if t, err := f.read(a, text); err == nil {
			line += " " + d.paint(theme.Info, f.echo(a, t))
		}
	}
	out := []string{line}
	if f.problem != "" {
		out = append(out, d.label("")+d.paint(theme.Error, d.l.Glyphs.Alert+" "+f.problem))
	}
	return out
}

// then is what the cadence will do, or why it will not.
func (f *flow) then(w, most int) []string {
	d := f.d
	if f.refusal != "" {
		return d.said("no:", f.refusal, theme.Error, w, most)
	}
	if f.result == nil {
		return d.said("then:", d.l.Glyphs.Ellipsis, theme.Dim, w, 1)
	}
	text := d.foretold(*f.result)
	if text == "" {
		text = "nothing is owed after it"
	}
	return d.said("then:", text, theme.Text, w, most)
}

// foretold is what a result does, each clause once: what is next, the effects,
// and what will be asked.
func (d *Desk) foretold(r model.Result) string {
	text := d.nextText(r.Next)
	for _, e := range r.Effects {
		if e = d.besides(e, text, r.Next); e != "" {
			text = joined(d.dot(), text, e)
		}
	}
	if len(r.Questions) > 0 {
		text = joined(d.dot(), text, "asks: "+r.Questions[0].Text)
	}
	return text
}

// besides is what an effect says that text, which begins with what is owed next,
// does not: "next for Mia: callback Wed 25 Nov 15:00" is that once more.
func (d *Desk) besides(effect, text string, n *model.Next) string {
	if saidBy(text, effect) {
		return ""
	}
	if n == nil {
		return effect
	}
	name := ""
	zone := d.now.Location()
	if c := d.desk.Contact(n.ContactID); c != nil {
		name = c.Name
		zone, _ = d.zoneOf(c)
	}
	day := model.DateOf(n.DueAt.In(zone)).Short()
	if clause, ok := strings.CutPrefix(effect, "next for "+name+": "); ok && (strings.Contains(clause, day) || saidBy(text, clause)) {
		return ""
	}
	head, _, _ := strings.Cut(text, d.dot())
	return strings.Replace(effect, "; "+head, "", 1)
}

// saidBy says that every word of a clause stands in text already: the next
// action and what the rules say of it are often the same.
func saidBy(text, clause string) bool {
	said := map[string]bool{}
	each := func(s string) []string {
		return strings.FieldsFunc(strings.ReplaceAll(s, "call back", "callback"), func(r rune) bool { return strings.ContainsRune(" ();,·", r) })
	}
	for _, word := range each(text) {
		said[word] = true
	}
	for _, word := range each(clause) {
		if !said[word] {
			return false
		}
	}
	return true
}

// echo is how a time was understood, on the contact's clock.
func (f *flow) echo(a ask, t time.Time) string {
	if a.kind == askDate {
		day := model.DateOf(t)
		y, _, _ := day.Civil()
		return day.Short() + " " + itoa(y)
	}
	place := ""
	c := f.d.desk.Contact(f.entry.ContactID)
	if _, there := f.d.zoneOf(c); there {
		place = " in " + f.d.city(c)
	}
	return t.Format("Mon 2 Jan 15:04") + place
}
