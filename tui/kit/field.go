package kit

import (
	"strings"

	"ripen/tui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// FieldKind is how a field is filled in.
type FieldKind uint8

// The kinds. Date, Money and List are text whose placeholder shows how to
// write them; reading them is Check's and Echo's business.
const (
	TextField   FieldKind = iota
	NoteField             // grows to Lines lines
	ChoiceField           // one key each, or the arrows
	DateField             // "tue", "24 nov", "2026-11-24"
	MoneyField            // "350k", "1,200.50"
	ListField             // values separated by ";"
)

// Option is one value of a choice.
type Option struct {
	Key   string // the one key that picks it
	Value string // what it means to the program
	Title string
	Why   string // why it cannot be picked now; "" when it can
}

// Field describes one field of a form.
type Field struct {
	Key         string // its name in the form's values
	Label       string
	Kind        FieldKind
	Value       string // what it holds at first
	Placeholder string
	Suffix      string   // a unit after it: "USD"
	Options     []Option // of a choice
	Required    bool
	Lines       int // of a note, 3 where nothing is said

	// Check refuses a value in a sentence that says what to do. It is asked
	// when the field is left and when the form is saved; empty values of
	// fields that are not required are not asked about.
	Check func(value string) error

	// Echo says how a value is understood ("Tue 24 Nov"), beside the field.
	Echo func(value string) string

	// Below says the same in a line of its own, for what is too long to stand
	// beside the field: how words were understood.
	Below func(value string) string
}

// field is a Field at work.
type field struct {
	Field
	l       theme.Look
	input   *Input // nil for a choice
	pick    int    // of a choice, -1 when nothing is picked
	first   string // what it held when the form was last clean
	problem string
	focused bool
}

func newField(l theme.Look, f Field) *field {
	out := &field{Field: f, l: l, pick: -1}
	switch f.Kind {
	case ChoiceField:
	case NoteField:
		lines := f.Lines
		if lines == 0 {
			lines = 3
		}
		out.input = NewTextArea(l, f.Placeholder, lines)
	default:
		out.input = NewInput(l, placeholderOf(f))
	}
	out.set(f.Value)
	out.first = out.value()
	return out
}

func placeholderOf(f Field) string {
	switch {
	case f.Placeholder != "":
		return f.Placeholder
	case f.Kind == DateField:
		return "tue, 24 nov, 2026-11-24"
	case f.Kind == MoneyField:
		return "350k or 1,200.50"
	case f.Kind == ListField:
		return "one; another"
	}
	return ""
}

func (f *field) value() string {
	if f.Kind != ChoiceField {
		return strings.TrimSpace(f.input.Value())
	}
	if f.pick < 0 {
		return ""
	}
	return f.Options[f.pick].Value
}

func (f *field) set(v string) {
	if f.Kind != ChoiceField {
		f.input.SetValue(v)
		return
	}
	f.pick = -1
	for i, o := range f.Options {
		if o.Value == v {
			f.pick = i
		}
	}
}

func (f *field) focus(on bool) {
	f.focused = on
	switch {
	case f.input == nil:
	case on:
		f.input.Focus()
	default:
		f.input.Blur()
	}
}

// check fills in the problem of the field's value and says whether it has none.
func (f *field) check() bool {
	v := f.value()
	f.problem = ""
	switch {
	case v == "" && f.Required && f.Kind == ChoiceField:
		f.problem = "Pick one."
	case v == "" && f.Required:
		f.problem = "Fill this in."
	case v != "" && f.Check != nil:
		if err := f.Check(v); err != nil {
			f.problem = err.Error()
		}
	}
	return f.problem == ""
}

func (f *field) update(msg tea.KeyMsg) (bool, tea.Cmd) {
	if f.Kind != ChoiceField {
		before := f.input.Value()
		used, cmd := f.input.Update(msg)
		if f.input.Value() != before {
			f.problem = "" // it is being mended
		}
		return used, cmd
	}
	switch msg.Type {
	case tea.KeyLeft:
		f.step(-1)
		return true, nil
	case tea.KeyRight, tea.KeySpace:
		f.step(1)
		return true, nil
	case tea.KeyBackspace, tea.KeyDelete:
		f.pick = -1
		return true, nil
	case tea.KeyRunes:
		for i, o := range f.Options {
			if o.Key == msg.String() {
				f.try(i)
				return true, nil
			}
		}
		return true, nil // a letter that is no option does nothing, rather than something elsewhere
	}
	return false, nil
}

func (f *field) try(i int) {
	f.problem = f.Options[i].Why
	if f.problem == "" {
		f.pick = i
	}
}

// step goes to the next option that can be picked.
func (f *field) step(by int) {
	n := len(f.Options)
	for i := 1; i <= n; i++ {
		at := ((f.pick+by*i)%n + n) % n
		if f.pick < 0 && by < 0 {
			at = n - i
		}
		if f.Options[at].Why == "" {
			f.problem, f.pick = "", at
			return
		}
	}
}

// lines draws the field: its label in the first label cells, then its value,
// and its problem below.
func (f *field) lines(w, label int) []string {
	mark, tone := " ", theme.Dim
	if f.focused {
		mark, tone = f.l.Paint(theme.Mark, f.l.Glyphs.Mark), theme.Strong
	}
	room := max(0, w-label-1)
	var out []string
	for i, body := range f.body(room) {
		head := spaces(label)
		if i == 0 {
			head = Fit(mark+f.l.Paint(tone, Clean(f.Label)), label)
		}
		out = append(out, Fit(head+" "+body, w))
	}
	if f.Below != nil && f.value() != "" && f.problem == "" {
		for _, line := range WrapTo(f.Below(f.value()), room, 2) {
			out = append(out, Fit(spaces(label+1)+f.l.Paint(theme.Info, line), w))
		}
	}
	if f.problem != "" {
		for _, line := range WrapTo(f.l.Glyphs.Alert+" "+f.problem, room, 2) {
			out = append(out, Fit(spaces(label+1)+f.l.Paint(theme.Error, line), w))
		}
	}
	return out
}

func (f *field) body(w int) []string {
	if f.Kind == ChoiceField {
		return f.options(w)
	}
	after := f.l.Paint(theme.Dim, Clean(f.Suffix))
	if f.Echo != nil && f.value() != "" {
		after += " " + f.l.Paint(theme.Info, Clean(f.Echo(f.value())))
	}
	if n := Width(after); n > 0 && n < w/2 {
		f.input.SetWidth(w - n - 1)
		lines := strings.Split(f.input.View(), "\n")
		lines[0] += " " + after
		return lines
	}
	f.input.SetWidth(w)
	return strings.Split(f.input.View(), "\n")
}

// options draws a choice: every option where there is room, else the picked
// one and how many there are.
func (f *field) options(w int) []string {
	parts := make([]string, len(f.Options))
	for i, o := range f.Options {
		parts[i] = f.option(o, i == f.pick)
	}
	return flow(parts, w, "  ")
}

func (f *field) option(o Option, on bool) string {
	dot, tone := f.l.Glyphs.Off, theme.Text
	if on {
		dot, tone = f.l.Glyphs.On, theme.Strong
	}
	if o.Why != "" {
		tone = theme.Dim
	}
	s := "(" + f.l.Paint(theme.Accent, dot) + ") "
	if o.Key != "" && f.focused {
		s += f.l.Paint(theme.Key, o.Key) + " "
	}
	return s + f.l.Paint(tone, Clean(o.Title))
}

// flow puts parts into lines of at most w cells with sep between them; a part
// that is wider than a line has one for itself, cut.
func flow(parts []string, w int, sep string) []string {
	var out []string
	line, used := "", 0
	for _, p := range parts {
		n := Width(p)
		if used > 0 && used+Width(sep)+n > w {
			out = append(out, line)
			line, used = "", 0
		}
		if used > 0 {
			line += sep
			used += Width(sep)
		}
		if n > w {
			p, n = Fit(p, w), w
		}
		line += p
		used += n
	}
	return append(out, line)
}
