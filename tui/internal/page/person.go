package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/clean"
	"ripen/tui/kit"
)

// PartPerson parts what was typed into the field of a name, "Tor Lind, IT lead,
// 617 555 0143", into the fields title, phone and email, when k leaves that
// field. What stands in them then is read back: the form goes on to next, and
// nothing is saved yet. It says whether it has used the key. A field that holds
// something else already is never overwritten.
func PartPerson(f *kit.Form, k tea.KeyMsg, name, next string) bool {
	switch k.Type {
	case tea.KeyTab, tea.KeyEnter, tea.KeyDown, tea.KeyCtrlS:
	default:
		return false
	}
	v := f.Values()
	if f.Field() != name || v[name] == "" {
		return false
	}
	p, err := clean.PersonLine(v[name])
	if err != nil {
		f.SetProblem(name, err.Error())
		return true
	}
	if p.Title == "" && p.Phone == "" && p.Email == "" {
		return false
	}
	parts := map[string]string{name: p.Name}
	for field, s := range map[string]string{"title": p.Title, "phone": p.Phone, "email": p.Email} {
		if s == "" || s == v[field] {
			continue
		}
		if v[field] != "" {
			err := model.Errorf(model.Invalid, "%q stands here, and the field %s holds %q; leave one out.", s, field, v[field])
			f.SetProblem(name, err.Error())
			return true
		}
		parts[field] = s
	}
	f.SetValues(parts)
	if p.Name == "" {
		next = name
	}
	f.FocusField(next)
	return true
}
