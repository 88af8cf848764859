package desk

import (
	"errors"
	"maps"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// formPanel is a form in the room of the panes. What is typed is kept as the
// draft of its name until it is recorded.
type formPanel struct {
	d       *Desk
	name    string // of the draft
	title   string
	form    *kit.Form
	fields  []kit.Field
	problem string
	brought bool              // a draft was brought back
	extra   map[string]string // kept with the draft: whom it is about

	under   func(w, h int) []string           // what stands below the fields
	changed func(v map[string]string) tea.Cmd // after each change
	search  *codeSearch
	hearing *hearing
	clash   *clash
	seen    model.EvidenceID        // the entry of the attribute that stood when the form was opened
	touch   string                  // the touch of an entry that was refused after it had been recorded
	first   func(k tea.KeyMsg) bool // keys taken before the form has them
}

// newForm makes a form and fills in what was typed before.
func (d *Desk) newForm(name, title string, save func(p *formPanel, v map[string]string) tea.Cmd, fields ...kit.Field) *formPanel {
	p := &formPanel{d: d, name: name, title: title, form: kit.NewForm(d.l, fields...), fields: fields}
	p.form.OnSave = func(v map[string]string) tea.Cmd {
		p.problem = ""
		return save(p, v)
	}
	if v := d.drafts.mem[name]; len(v) > 0 && !maps.Equal(v, p.form.Values()) {
		p.form.SetValues(v)
		p.brought = true
	}
	return p
}

func (p *formPanel) capturing() bool { return p.form.Capturing() }
func (p *formPanel) blur()           { p.form.Blur() }
func (p *formPanel) focus()          { p.form.Focus() }

func (p *formPanel) press(k tea.KeyMsg) (bool, tea.Cmd) {
	if p.first != nil && p.first(k) {
		return true, p.typed()
	}
	if p.search != nil {
		took, waits := p.search.takes(p, k)
		if waits {
			return true, nil
		}
		if took {
			k = tea.KeyMsg{Type: tea.KeyCtrlS}
		}
	}
	if p.hearing != nil {
		if used, cmd := p.hearing.press(p, k); used {
			return true, tea.Batch(cmd, p.typed())
		}
	}
	_, cmd := p.form.Update(k)
	if p.hearing != nil {
		p.hearing.read(p)
	}
	return true, tea.Batch(cmd, p.typed())
}

// typed keeps the draft and tells who listens.
func (p *formPanel) typed() tea.Cmd {
	if p.d.panel != panel(p) { // saved and closed
		return nil
	}
	v := p.form.Values()
	maps.Copy(v, p.extra)
	if !p.form.Dirty() && len(p.d.drafts.mem[p.name]) == 0 || maps.Equal(v, p.d.drafts.mem[p.name]) {
		return nil
	}
	cmd := p.d.drafts.changed(p.d, p.name, v)
	if p.changed == nil {
		return cmd
	}
	return tea.Batch(cmd, p.changed(v))
}

// refuse shows why it was not recorded, below the field that it is about where
// there is one. Nothing typed is lost.
func (p *formPanel) refuse(err error) {
	text := sentence(err)
	var e *model.Error
	if errors.As(err, &e) && e.Field != "" && p.form.SetProblem(e.Field, text) {
		return
	}
	p.problem = text
}

// done closes the form after it was recorded and drops its draft.
func (p *formPanel) done() tea.Cmd {
	cmd := p.d.drafts.drop(p.d, p.name)
	if p.d.panel == panel(p) {
		p.d.panel = nil
	}
	return cmd
}

func (p *formPanel) hints() []hint {
	if p.hearing != nil && p.form.Field() == heardKey {
		return []hint{{"enter", "record, " + p.hearing.countsAs(p.form.Values())}, {"tab", "all fields"}, {"ctrl+n", "note"}, {"esc", "keep as a draft"}}
	}
	return []hint{{"ctrl+s", "record"}, {"tab", "next field"}, {"ctrl+n", "note"}, {"esc", "keep as a draft"}}
}

func (p *formPanel) view(w, h int) []string {
	d := p.d
	rest := ""
	switch {
	case p.brought:
		rest = "as you left it"
	case d.after != nil:
		rest = "recording " + d.l.Glyphs.Ellipsis
	}
	out := []string{kit.Heading(d.l, w, p.title, rest, true)}
	if p.problem != "" {
		for _, line := range kit.WrapTo(d.l.Glyphs.Alert+" "+p.problem, max(1, w-2), 2) {
			out = append(out, " "+d.l.Paint(theme.Error, line))
		}
	}
	room := h - len(out)
	if p.search != nil {
		room -= p.search.wants(p, h)
	}
	out = append(out, p.fieldLines(w, room)...)
	if p.under != nil && h-len(out) >= 2 {
		out = append(out, p.under(w, h-len(out))...)
	}
	return out
}

// fieldLines are the fields in at most room lines, and below them how each date
// is understood whose field says nothing of it: it is narrow or out of sight.
func (p *formPanel) fieldLines(w, room int) []string {
	for below := 0; ; {
		lines := min(room-below, p.form.Lines(w))
		if lines <= 0 {
			return nil
		}
		p.form.SetSize(w, lines)
		drawn := p.form.View()
		read := p.readBack(kit.Plain(drawn), w)
		if len(read) <= below || lines == 1 {
			return append(split(drawn), read[:min(len(read), room-lines)]...)
		}
		below = min(len(read), room-1)
	}
}

// readBack is the dates as understood that do not stand in drawn, each with the
// label of its field.
func (p *formPanel) readBack(drawn string, w int) []string {
	var out []string
	values := p.form.Values()
	for _, f := range p.fields {
		if f.Kind != kit.DateField || f.Echo == nil || values[f.Key] == "" {
			continue
		}
		if text := f.Echo(values[f.Key]); text != "" && !strings.Contains(drawn, text) {
			out = append(out, kit.Fit(" "+p.d.paint(theme.Dim, f.Label+": ")+p.d.paint(theme.Info, text), w))
		}
	}
	return out
}

// wants is how many lines the form would like.
func (p *formPanel) wants(w int) int {
	n := p.form.Lines(w)
	p.form.SetSize(w, n)
	return n + len(p.readBack(kit.Plain(p.form.View()), w)) + 2
}

// textPanel is a text to be read whole: a letter, what keeps a lead from
// graduating.
type textPanel struct {
	d     *Desk
	title string
	rest  string
	text  string
	top   int
	keys  []hint
	take  func(k tea.KeyMsg) (bool, tea.Cmd)
	size  int // lines of the text as last drawn
	seen  int
}

func (p *textPanel) capturing() bool { return false }
func (p *textPanel) blur()           {}
func (p *textPanel) focus()          {}
func (p *textPanel) hints() []hint   { return append(append([]hint{}, p.keys...), hint{"esc", "back"}) }

func (p *textPanel) press(k tea.KeyMsg) (bool, tea.Cmd) {
	by := 0
	switch k.String() {
	case "j", "down":
		by = 1
	case "k", "up":
		by = -1
	case "ctrl+d", "pgdown", " ":
		by = 8
	case "ctrl+u", "pgup":
		by = -8
	default:
		if p.take != nil {
			return p.take(k)
		}
		return false, nil
	}
	p.top = max(0, min(p.top+by, p.size-p.seen))
	return true, nil
}

func (p *textPanel) view(w, h int) []string {
	out := []string{kit.Heading(p.d.l, w, p.title, p.rest, true)}
	lines := kit.Wrap(p.text, max(1, min(w-2, 76)))
	for i := range lines {
		lines[i] = " " + p.d.l.Paint(theme.Text, lines[i])
	}
	p.size, p.seen = len(lines), max(1, h-1)
	p.top = max(0, min(p.top, p.size-p.seen))
	return append(out, p.d.window(lines, p.top, max(0, h-1), w)...)
}
