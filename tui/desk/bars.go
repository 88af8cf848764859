package desk

import (
	"context"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func itoa(n int) string          { return strconv.Itoa(n) }
func split(view string) []string { return strings.Split(view, "\n") }

// label is the word at the head of a line below the panes.
func (d *Desk) label(s string) string {
	return " " + kit.Fit(d.paint(theme.Accent, s), max(7, kit.Width(s)+1))
}

// said is a label and a text in at most so many lines.
func (d *Desk) said(label, text string, tone theme.Tone, w, most int) []string {
	head := " " + d.paint(theme.Accent, label) + " "
	n := kit.Width(head)
	var out []string
	for i, line := range kit.WrapTo(text, max(1, w-n-1), most) {
		if i > 0 {
			head = kit.Fit("", n)
		}
		out = append(out, head+d.l.Paint(tone, line))
	}
	return out
}

// questionBar asks what the rules leave to a person. It takes only enter and
// the arrows, so that every other key of the desk still works.
type questionBar struct {
	d *Desk
	q model.Question
	c *kit.Choices
}

func newQuestionBar(d *Desk, q model.Question) *questionBar {
	options := make([]kit.Option, len(q.Options))
	for i, o := range q.Options {
		options[i] = kit.Option{Value: o.Key, Title: o.Label}
	}
	b := &questionBar{d: d, q: q, c: kit.NewChoices(d.l, options, q.Likely)}
	b.c.OnPick = func(o kit.Option) tea.Cmd { return b.answer(o) }
	return b
}

func (b *questionBar) answer(o kit.Option) tea.Cmd {
	d, office := b.d, b.d.office
	c := model.Choice{Verb: model.Decide, LeadID: d.lead, EnrolmentID: b.q.EnrolmentID, ContactID: b.q.ContactID, Question: b.q.Key, Answer: o.Value}
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Choose(ctx, by, c)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			return d.refused(msg.err)
		}
		toast := nav.Toast(nav.Good, joined(d.dot(), o.Title, d.effects(msg.result)))
		if d.onward && !msg.result.NeedsDecision && len(msg.result.Questions) == 0 {
			return tea.Batch(toast, d.advance())
		}
		return tea.Batch(toast, d.load())
	})
}

// press uses only enter and the arrows.
func (b *questionBar) press(k tea.KeyMsg) (bool, tea.Cmd) {
	switch k.Type {
	case tea.KeyEnter, tea.KeyLeft, tea.KeyRight:
		return b.c.Update(k)
	}
	return false, nil
}

func (b *questionBar) lines(w int) []string {
	out := b.d.said("ASKS", b.q.Text, theme.Warn, w, 2)
	hint := b.d.paint(theme.Key, "enter") + b.d.paint(theme.Dim, " takes it ")
	if n := len(out) - 1; kit.Width(strings.TrimRight(kit.Plain(out[n]), " "))+kit.Width(hint)+2 <= w { // the footer may hold what was just done
		out[n] = kit.Columns(strings.TrimRight(out[n], " "), hint, w)
	}
	room := max(1, w-1)
	b.c.SetSize(room, b.c.Height(room))
	return append(out, split(b.c.View())...)
}

// effects is what a result did, in one line.
func (d *Desk) effects(r model.Result) string {
	text := strings.Join(r.Effects, d.dot())
	if next := d.nextText(r.Next); !saidBy(text, next) {
		text = joined(d.dot(), text, next)
	}
	return text
}

// saidField is the field of the draft that holds the words of "other".
const saidField = "said"

// codeBar picks one of some codes; "other" needs words.
type codeBar struct {
	d       *Desk
	name    string
	heading string                // "" asks for the reason
	says    func(kit.Option) bool // the option needs words
	c       *kit.Choices
	code    kit.Option
	input   *kit.Input // nil until a code needs words
	problem string
	take    func(code kit.Option, words string) tea.Cmd
}

func (d *Desk) startCodes(title string, options []kit.Option, likely string, take func(code kit.Option, words string) tea.Cmd) {
	b := &codeBar{d: d, name: title, c: kit.NewChoices(d.l, options, likely), take: take}
	b.says = func(o kit.Option) bool { return o.Value == "other" }
	b.c.OnPick = func(o kit.Option) tea.Cmd {
		if !b.says(o) {
			return take(o, "")
		}
		b.code = o
		b.input = kit.NewInput(d.l, "in a few words")
		b.input.SetValue(d.drafts.field(title, saidField))
		b.input.Focus()
		return nil
	}
	d.bar = b
}

func (b *codeBar) capturing() bool { return true }

func (b *codeBar) back() (bool, tea.Cmd) {
	was := b.input != nil
	b.input, b.problem = nil, ""
	return was, b.d.drafts.flush(b.d)
}

func (b *codeBar) press(k tea.KeyMsg) (bool, tea.Cmd) {
	if b.input == nil {
		return b.c.Update(k)
	}
	if k.Type == tea.KeyEnter {
		if strings.TrimSpace(b.input.Value()) == "" {
			b.problem = "Say it in a few words, or esc for another reason."
			return true, nil
		}
		return true, b.take(b.code, b.input.Value())
	}
	used, cmd := b.input.Update(k)
	if !used {
		return false, cmd
	}
	b.problem = ""
	return true, tea.Batch(cmd, b.d.drafts.typed(b.d, b.name, saidField, b.input.Value()))
}

func (b *codeBar) hints() []hint {
	if b.input != nil {
		return []hint{{"enter", b.name}, {"esc", "another reason"}}
	}
	if o, ok := b.c.Selected(); ok {
		return []hint{{"enter", o.Title}, {"esc", "back"}}
	}
	return []hint{{"esc", "back"}}
}

func (b *codeBar) lines(w int) []string {
	d := b.d
	if b.input != nil {
		what, _, _ := strings.Cut(b.code.Title, ",")
		label := d.label(b.name + ": " + what)
		b.input.SetWidth(max(4, w-kit.Width(label)-1))
		out := []string{label + b.input.View()}
		if b.problem != "" {
			out = append(out, d.label("")+d.paint(theme.Error, d.l.Glyphs.Alert+" "+b.problem))
		}
		return out
	}
	room := max(1, w-1)
	b.c.SetSize(room, b.c.Height(room))
	return split(b.c.View())
}

// title stands in the rule above the bar.
func (b *codeBar) title() (string, string) {
	if b.heading != "" {
		return b.heading, "one key; u takes it back"
	}
	return strings.ToUpper(b.name) + " for what reason?", "one key; u takes it back"
}

// startSkip asks why the lead is skipped today.
func (d *Desk) startSkip() {
	d.startCodes("skip", skipOptions(), "", func(o kit.Option, said string) tea.Cmd {
		office, lead := d.office, d.lead
		return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
			return office.Skip(ctx, by, lead, o.Value, said)
		}, func(msg wroteMsg) tea.Cmd {
			if msg.err != nil {
				return d.refused(msg.err)
			}
			d.closeBar()
			return tea.Batch(d.drafts.drop(d, "skip"), nav.Toast(nav.Info, "Skipped: "+o.Title+". It comes back tomorrow."), d.advance())
		})
	})
}

// undoBar says what an undo would take back; u again takes it back.
type undoBar struct {
	d    *Desk
	info model.UndoInfo
	more int
}

type peekedMsg struct {
	request nav.Request
	list    []model.UndoInfo
	err     error
}

func (d *Desk) startUndo() tea.Cmd {
	r := d.peeks.Next()
	by := d.s.Actor
	return d.run(func() tea.Msg {
		list, err := d.office.PeekUndo(d.opt.context(), by)
		return peekedMsg{r, list, err}
	})
}

func (d *Desk) offerUndo(msg peekedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		return nav.Fail(msg.err)
	case len(msg.list) == 0:
		return nav.Toast(nav.Info, "There is nothing to undo.")
	}
	d.bar = &undoBar{d: d, info: msg.list[0], more: len(msg.list) - 1}
	return nil
}

func (b *undoBar) capturing() bool       { return false }
func (b *undoBar) back() (bool, tea.Cmd) { return false, nil }
func (b *undoBar) hints() []hint         { return []hint{{"u", "undo it"}, {"esc", "leave it"}} }

func (b *undoBar) press(k tea.KeyMsg) (bool, tea.Cmd) {
	if k.String() != "u" && k.String() != "y" {
		return k.Type == tea.KeyEnter, nil // enter alone takes nothing back
	}
	d, office := b.d, b.d.office
	var undone model.UndoInfo
	return true, d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		info, err := office.Undo(ctx, by)
		undone = info
		return model.Result{LeadID: info.LeadID}, err
	}, func(msg wroteMsg) tea.Cmd {
		d.closeBar()
		if msg.err != nil {
			return d.refused(msg.err)
		}
		toast := nav.Toast(nav.Good, "Undone: "+undone.Text+".")
		if undone.LeadID != 0 && undone.LeadID != d.lead {
			return tea.Batch(toast, nav.Send(nav.OpenLeadMsg{Lead: undone.LeadID, Position: max(0, d.msg.Position-1), Of: d.msg.Of, From: d.msg.From}))
		}
		return tea.Batch(toast, d.load())
	})
}

func (b *undoBar) lines(w int) []string {
	d := b.d
	text := b.info.Text
	if !b.info.At.IsZero() {
		text += b.info.At.In(d.now.Location()).Format(", Mon 2 Jan 15:04")
	}
	if b.info.LeadID != d.lead && b.info.LeadID != 0 {
		text += " (another lead: its desk opens)"
	}
	out := d.said("UNDO", text, theme.Warn, w, 2)
	more := ""
	if b.more > 0 {
		more = " " + count(b.more, "earlier step", "earlier steps") + " can be undone after it."
	}
	return append(out, " "+d.paint(theme.Dim, "u takes it back; esc leaves it."+more))
}

// idleOutcome is an outcome as the bar at rest offers it, and where.
type idleOutcome struct {
	outcome
	x, w int
}

// idleOutcomes are those of what is due for which there is room in w cells.
func (d *Desk) idleOutcomes(w int) []idleOutcome {
	list, _ := outcomesOf(d.stepChannel(), d.situation(false))
	x := idleHead
	out := make([]idleOutcome, 0, len(list))
	for i, o := range list {
		n := kit.Width(o.key) + 1 + kit.Width(o.title)
		left := 4
		if i == len(list)-1 {
			left = 0
		}
		if x+n+left > w {
			break
		}
		out = append(out, idleOutcome{o, x, n})
		x += n + 2
	}
	return out
}

// idleHead is the cells before the first outcome: " o › ".
const idleHead = 5

// idleLines is the bar when nothing is asked: the outcomes of what is due, and
// what stands after it.
func (d *Desk) idleLines(w int) []string {
	list, _ := outcomesOf(d.stepChannel(), d.situation(false))
	line := " " + d.paint(theme.Key, "o") + d.paint(theme.Dim, " "+d.l.Glyphs.Crumb+" ")
	shown := d.idleOutcomes(w)
	for _, o := range shown {
		line += d.paint(theme.Accent, o.key) + " " + o.title + "  "
	}
	if len(shown) < len(list) {
		line += d.paint(theme.Dim, d.l.Glyphs.Ellipsis)
	}
	if !d.wide() { // there the time line stands in sight
		return []string{line}
	}
	text := ""
	for i, u := range d.upcoming() {
		if i < 3 {
			text = joined(d.dot(), text, joined(" ", u.Step.Word(), u.On.Short(), paren(u.Why)))
		}
	}
	if text == "" {
		text = "nothing is planned after this"
	}
	return append([]string{line}, d.said("after:", text, theme.Dim, w, 1)...)
}

func paren(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
