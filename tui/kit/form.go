package kit

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"ripen/tui/theme"
)

// Form is labelled fields one below the other. While it is focused it captures:
// ctrl+k, ctrl+u and ":" belong to the field that is being typed in.
type Form struct {
	l       theme.Look
	fields  []*field
	at      int
	w, h    int
	top     int
	focused bool

	// OnSave is asked for a command when a form without problems is saved, by
	// ctrl+s anywhere or enter on the last field.
	OnSave func(values map[string]string) tea.Cmd
}

// NewForm makes a form; its first field has the keys once [Form.Focus] is
// called.
func NewForm(l theme.Look, fields ...Field) *Form {
	f := &Form{l: l}
	for _, d := range fields {
		f.fields = append(f.fields, newField(l, d))
	}
	return f
}

// SetSize sets the cells that View fills.
func (f *Form) SetSize(w, h int) { f.w, f.h = max(0, w), max(0, h) }

// Focus gives the form the keys.
func (f *Form) Focus() { f.focused = true; f.turnTo(f.at) }

// FocusField gives the keys to the field of that key.
func (f *Form) FocusField(key string) {
	f.focused = true
	for i, d := range f.fields {
		if d.Key == key {
			f.turnTo(i)
		}
	}
}

// Blur takes the keys away; what was typed stays.
func (f *Form) Blur() {
	f.focused = false
	for _, d := range f.fields {
		d.focus(false)
	}
}

// Capturing says whether the form has the keys.
func (f *Form) Capturing() bool { return f.focused && len(f.fields) > 0 }

// Field is the key of the field under the cursor.
func (f *Form) Field() string {
	if len(f.fields) == 0 {
		return ""
	}
	return f.fields[f.at].Key
}

// Values is what every field holds, by key, with spaces around it taken off.
func (f *Form) Values() map[string]string {
	out := make(map[string]string, len(f.fields))
	for _, d := range f.fields {
		out[d.Key] = d.value()
	}
	return out
}

// SetValues fills in fields, as from a draft. The form counts as changed where
// they differ from what it held when it was made.
func (f *Form) SetValues(v map[string]string) {
	for _, d := range f.fields {
		if s, ok := v[d.Key]; ok {
			d.set(s)
			d.problem = ""
		}
	}
}

// Dirty says whether a field differs from what it held when the form was made
// or last called clean.
func (f *Form) Dirty() bool {
	for _, d := range f.fields {
		if d.value() != d.first {
			return true
		}
	}
	return false
}

// Clean makes what the fields hold now what Dirty compares with.
func (f *Form) Clean() {
	for _, d := range f.fields {
		d.first = d.value()
	}
}

// SetProblem shows a refusal below the field of that key and goes there; for a
// key that the form has not, it does nothing and says so.
func (f *Form) SetProblem(key, sentence string) bool {
	for i, d := range f.fields {
		if d.Key == key {
			d.problem = sentence
			f.turnTo(i)
			return true
		}
	}
	return false
}

// Valid checks every field, shows what is wrong and goes to the first such
// field.
func (f *Form) Valid() bool {
	bad := -1
	for i, d := range f.fields {
		if !d.check() && bad < 0 {
			bad = i
		}
	}
	if bad >= 0 {
		f.turnTo(bad)
	}
	return bad < 0
}

func (f *Form) turnTo(i int) {
	for n, d := range f.fields {
		d.focus(f.focused && n == i)
	}
	if i >= 0 && i < len(f.fields) {
		f.at = i
	}
}

// leave checks the present field, if something is in it, and goes on by steps.
func (f *Form) leave(by int) {
	if d := f.fields[f.at]; d.value() != "" {
		d.check()
	}
	f.turnTo((f.at + by + len(f.fields)) % len(f.fields))
}

// Update uses every key while the form is focused, but esc, ctrl+c and ctrl+z.
func (f *Form) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyMsg)
	if !ok || !f.Capturing() {
		return false, nil
	}
	switch k.Type {
	case tea.KeyEsc, tea.KeyCtrlC, tea.KeyCtrlZ:
		return false, nil
	case tea.KeyTab:
		f.leave(1)
		return true, nil
	case tea.KeyShiftTab:
		f.leave(-1)
		return true, nil
	case tea.KeyCtrlS:
		return true, f.save()
	case tea.KeyEnter:
		if f.at == len(f.fields)-1 {
			return true, f.save()
		}
		f.leave(1)
		return true, nil
	}
	used, cmd := f.fields[f.at].update(k)
	if !used && k.Type == tea.KeyUp && f.at > 0 {
		f.leave(-1)
	}
	if !used && k.Type == tea.KeyDown && f.at < len(f.fields)-1 {
		f.leave(1)
	}
	return true, cmd
}

func (f *Form) save() tea.Cmd {
	if !f.Valid() || f.OnSave == nil {
		return nil
	}
	return f.OnSave(f.Values())
}

// Lines is how many lines the form would take at width w.
func (f *Form) Lines(w int) int {
	n := 0
	for _, d := range f.fields {
		n += len(d.lines(w, f.label(w)))
	}
	return n
}

// label is the width of the column of labels: the widest, at most a third.
func (f *Form) label(w int) int {
	n := 0
	for _, d := range f.fields {
		n = max(n, Width(Clean(d.Label)))
	}
	return min(n+1, w/3)
}

// View is exactly w×h; where the form is longer, the part with the present
// field is seen.
func (f *Form) View() string {
	if f.w == 0 || f.h == 0 {
		return Clamp("", f.w, f.h)
	}
	label := f.label(f.w)
	var all []string
	from, to := 0, 0
	for i, d := range f.fields {
		if i == f.at {
			from = len(all)
		}
		all = append(all, d.lines(f.w, label)...)
		if i == f.at {
			to = len(all) - 1
		}
	}
	f.top = window(f.top, to, f.h, len(all))
	f.top = window(f.top, from, f.h, len(all))
	shown := all[f.top:min(len(all), f.top+f.h)]
	if f.top > 0 && len(shown) > 1 && from > f.top {
		shown = append([]string{Fit(spaces(f.w-1)+cutMark, f.w)}, shown[1:]...)
	}
	if f.top+f.h < len(all) && len(shown) > 1 && to < f.top+f.h-1 {
		shown = append(append([]string{}, shown[:f.h-1]...), Fit(ansi.Truncate(shown[f.h-1], f.w-1, ""), f.w-1)+cutMark)
	}
	return Clamp(strings.Join(shown, "\n"), f.w, f.h)
}
