package desk

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// redating asks for another date than the cadence gives what is owed next, and
// why. What it comes to is previewed like everything else before it counts: a
// date that the rules do not allow is moved or refused there, and it says why.
type redating struct {
	at      time.Time // zero until it was read
	input   *kit.Input
	why     *kit.Choices // once the date is there
	words   *kit.Input   // once the reason is to be said in words
	problem string
}

// The fields of the outcome's draft that hold the date and the reason.
const (
	dateField   = "another date"
	reasonField = "another date, because"
)

// whenMoved is how the date is asked for and read.
var whenMoved = ask{kind: askTime, label: "another date", hint: "tue 10, in 3 weeks, after thanksgiving", required: true}

// moveReasons are why a date is changed, one key each.
func moveReasons() []kit.Option {
	return []kit.Option{
		{Key: "a", Value: "away until then", Title: "away until then"},
		{Key: "b", Value: "after their board or budget round", Title: "board or budget round"},
		{Key: "f", Value: "after their fair or event", Title: "fair or event"},
		{Key: "p", Value: "their busy season", Title: "busy season"},
		{Key: "s", Value: "they asked for it", Title: "they asked for it"},
		{Key: "w", Value: "words", Title: "in words"},
	}
}

// redate begins to ask.
func (f *flow) redate() tea.Cmd {
	f.stage = dating
	m := &redating{input: kit.NewInput(f.d.l, whenMoved.hint)}
	m.input.SetValue(f.d.drafts.field(outcomeDraft, dateField))
	m.input.Focus()
	f.move = m
	return nil
}

// undate goes from the words to the reasons, from them to the date, and from it
// to the outcome as it was.
func (f *flow) undate() tea.Cmd {
	m := f.move
	m.problem = ""
	switch {
	case m.words != nil:
		m.words = nil
	case m.why != nil:
		m.why = nil
		m.input.Focus()
	default:
		f.move, f.stage = nil, confirming
	}
	return f.d.drafts.flush(f.d)
}

func (f *flow) pressDating(k tea.KeyMsg) (bool, tea.Cmd) {
	m := f.move
	switch {
	case m.words != nil && k.Type == tea.KeyEnter:
		why := strings.TrimSpace(m.words.Value())
		if why == "" {
			m.problem = "Say it in a few words, or esc for another reason."
			return true, nil
		}
		return true, f.redated(why)
	case m.words != nil:
		return f.typedInto(m.words, reasonField, k)
	case m.why != nil:
		return m.why.Update(k)
	case k.Type == tea.KeyEnter, k.Type == tea.KeyTab:
		t, err := f.read(whenMoved, m.input.Value())
		if err != nil {
			m.problem = sentence(err)
			return true, nil
		}
		m.at, m.problem = t, ""
		m.input.Blur()
		m.why = kit.NewChoices(f.d.l, moveReasons(), "")
		m.why.OnPick = f.reasoned
		return true, nil
	}
	return f.typedInto(m.input, dateField, k)
}

// typedInto gives a key to a field of the question and keeps what is typed.
func (f *flow) typedInto(in *kit.Input, field string, k tea.KeyMsg) (bool, tea.Cmd) {
	used, cmd := in.Update(k)
	if !used {
		return false, cmd
	}
	f.move.problem = ""
	return true, tea.Batch(cmd, f.d.drafts.typed(f.d, outcomeDraft, field, in.Value()))
}

// reasoned takes one of the reasons.
func (f *flow) reasoned(o kit.Option) tea.Cmd {
	if o.Value != "words" {
		return f.redated(o.Value)
	}
	m := f.move
	m.words = kit.NewInput(f.d.l, "in a few words")
	m.words.SetValue(f.d.drafts.field(outcomeDraft, reasonField))
	m.words.Focus()
	return nil
}

// redated previews the entry with the other date.
func (f *flow) redated(why string) tea.Cmd {
	f.entry.MoveTo, f.entry.MoveWhy = f.move.at, why
	f.move, f.stage = nil, confirming
	return f.preview()
}

// keepDate leaves the date to the rules again.
func (f *flow) keepDate() tea.Cmd {
	f.entry.MoveTo, f.entry.MoveWhy = time.Time{}, ""
	return f.preview()
}

// dateLines ask for the date, with how it is understood, and then for the
// reason.
func (f *flow) dateLines(w int) []string {
	d, m := f.d, f.move
	label := d.label(whenMoved.label)
	room := max(4, w-kit.Width(label)-1)
	var out []string
	switch {
	case m.words != nil:
		label = d.label("because")
		m.words.SetWidth(max(4, w-kit.Width(label)-1))
		out = append(out, label+m.words.View())
	case m.why != nil:
		label = d.label("because")
		m.why.SetSize(room, m.why.Height(room))
		for i, line := range split(m.why.View()) {
			if i > 0 {
				label = kit.Fit("", kit.Width(label))
			}
			out = append(out, label+line)
		}
	default:
		m.input.SetWidth(min(40, room))
		line := label + m.input.View()
		if text := m.input.Value(); text != "" && m.problem == "" {
			if t, err := f.read(whenMoved, text); err == nil {
				line += " " + d.paint(theme.Info, f.echo(whenMoved, t))
			}
		}
		out = append(out, line)
	}
	if m.problem != "" {
		out = append(out, d.label("")+d.paint(theme.Error, d.l.Glyphs.Alert+" "+m.problem))
	}
	return out
}

// dateHead is the other date, beside the outcome.
func (f *flow) dateHead() string {
	m := f.move
	if m != nil && !m.at.IsZero() && m.why != nil {
		return "another date: " + f.echo(whenMoved, m.at)
	}
	if f.entry.MoveTo.IsZero() {
		return ""
	}
	zone, _ := f.d.zoneOf(f.d.desk.Contact(f.entry.ContactID))
	return "another date: " + f.echo(whenMoved, f.entry.MoveTo.In(zone))
}

// mayRedate says that there is a date to change, as far as it is seen here.
func (f *flow) mayRedate() bool {
	o := f.entry.Outcome
	return f.entry.Callback.IsZero() && f.entry.Until == 0 && o != model.DoNotContact && o != model.LeftCompany && o != model.GatekeeperPassed
}
