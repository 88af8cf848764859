package leads

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// picker asks for one of several names; some letters of it narrow them.
type picker struct {
	v      *Leads
	title  string
	names  []string
	field  *kit.Completer
	enrols bool // the names are cadences, which may still be on their way
	onPick func(name string) tea.Cmd
}

func newPicker(v *Leads, title string, names []string) *picker {
	p := &picker{v: v, title: title, field: kit.NewCompleter(v.l, "some letters of the name")}
	p.field.Only()
	p.field.SetHint("Nothing is called so: backspace shows more.")
	p.field.OnType = func(typed string) tea.Cmd { return p.field.Found(typed, p.fitting(typed)) }
	p.field.OnTake = func(c kit.Completion) tea.Cmd { return p.onPick(c.Text) }
	p.field.Focus()
	p.offer(names)
	return p
}

// offer lists names, as far as they fit what is typed.
func (p *picker) offer(names []string) {
	p.names = names
	p.field.Found(p.field.Value(), p.fitting(p.field.Value()))
}

func (p *picker) fitting(typed string) []kit.Completion {
	var out []kit.Completion
	for _, n := range p.names {
		if beginsWord(n, typed) {
			out = append(out, kit.Completion{Text: n, Title: n})
		}
	}
	return out
}

// beginsWord says that s, or a word of it, begins with prefix, without regard to
// case.
func beginsWord(s, prefix string) bool {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	s = strings.ToLower(s)
	return strings.HasPrefix(s, prefix) || slices.ContainsFunc(strings.Fields(s), func(w string) bool { return strings.HasPrefix(w, prefix) })
}

func (p *picker) update(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		p.v.panel = nil
		return nil
	}
	_, cmd := p.field.Update(k)
	return cmd
}

func (p *picker) lines(w, h int) []string {
	n := max(1, min(h-1, 1+max(1, len(p.names)), 12))
	p.field.SetSize(w, n)
	return append([]string{kit.Rule(p.v.l, w, p.title)}, strings.Split(p.field.View(), "\n")...)
}

func (p *picker) help() []key.Binding {
	return []key.Binding{bind("enter", "pick"), key.NewBinding(key.WithKeys("down", "up"), key.WithHelp("arrows", "choose")), bind("esc", "close")}
}

// formPanel asks until when leads rest, and why. What is typed stays when it is
// closed.
type formPanel struct {
	v     *Leads
	title string
	form  *kit.Form
}

func (v *Leads) openRest() tea.Cmd {
	leads := v.targets()
	p := &formPanel{v: v, title: "LET " + v.about(leads) + " REST", form: v.restForm()}
	p.form.OnSave = func(values map[string]string) tea.Cmd {
		until, err := page.RestDay(values["until"], v.now)
		if err != nil {
			p.form.SetProblem("until", err.Error())
			return nil
		}
		return v.confirm(&confirmPanel{ask: "Let " + v.about(leads) + " rest until " + until.Short() + "?", does: "rest", back: p,
			act: model.Bulk{Act: model.BulkRest, Leads: leads, Until: until, Reason: values["reason"]}})
	}
	p.form.Focus()
	v.panel = p
	return nil
}

func (p *formPanel) update(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		p.v.panel = nil
		return nil
	}
	_, cmd := p.form.Update(k)
	return cmd
}

func (p *formPanel) lines(w, h int) []string {
	n := max(1, min(h-1, p.form.Lines(w-1)))
	p.form.SetSize(max(0, w-1), n)
	return append([]string{kit.Rule(p.v.l, w, p.title)}, strings.Split(p.form.View(), "\n")...)
}

func (p *formPanel) help() []key.Binding {
	k := p.v.keys
	return []key.Binding{bind("enter", "go on"), k.NextPane, k.Save, bind("esc", "close, what is typed stays")}
}
