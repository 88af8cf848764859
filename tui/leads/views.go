package leads

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// What is remembered of a person. A view's filter stands under its name as
// plain text, so that the command line reads it as well; its sort and columns
// stand beside it.
const (
	prefFilter  = "leads/filter"
	prefSort    = "leads/sort"
	prefColumns = "leads/columns"
	prefView    = "leads/view/"
	prefLook    = "leads/view-look/"
)

// everyLead stands for the empty filter where "" would mean that none is kept.
const everyLead = " "

// maxName is how many characters the name of a view may have.
const maxName = 40

// recall opens the screen as it was left, the first time with what the person
// most likely looks for.
func (v *Leads) recall() {
	v.wanted = knownColumns(v.s.Prefs.Get(prefColumns))
	if kept := v.s.Prefs.Get(prefSort); slices.Contains(model.LeadSorts, kept) {
		v.sort = kept
	}
	kept := v.s.Prefs.Get(prefFilter)
	if kept == "" {
		v.begin()
		return
	}
	v.filter = strings.TrimSpace(kept)
	v.base, v.good = v.filter, ""
}

// remember keeps the filter in force; what the screen began with by itself is
// no wish.
func (v *Leads) remember() tea.Cmd {
	if v.first {
		return v.s.Prefs.Set(prefFilter, "")
	}
	return v.s.Prefs.Set(prefFilter, kept(v.filter))
}

func kept(filter string) string {
	if filter == "" {
		return everyLead
	}
	return filter
}

// viewNames are the names of the views, by the alphabet.
func (v *Leads) viewNames() []string {
	names := v.s.Prefs.Keys(prefView)
	for i, n := range names {
		names[i] = strings.TrimPrefix(n, prefView)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return names
}

// viewOf is the name under which a filter is kept, "" for none.
func (v *Leads) viewOf(filter string) string {
	for _, n := range v.viewNames() {
		if v.s.Prefs.Get(prefView+n) == kept(filter) {
			return n
		}
	}
	return ""
}

// look is the sort and the columns as a view keeps them.
func (v *Leads) look() string {
	var parts []string
	if v.sort != "" {
		parts = append(parts, "sort:"+v.sort)
	}
	if v.wanted != nil {
		parts = append(parts, "columns:"+strings.Join(v.wanted, ","))
	}
	return strings.Join(parts, " ")
}

// openView shows what is kept under a name, as it looked.
func (v *Leads) openView(name string) tea.Cmd {
	v.panel, v.sort, v.wanted = nil, "", nil
	for _, part := range strings.Fields(v.s.Prefs.Get(prefLook + name)) {
		switch what, value, _ := strings.Cut(part, ":"); what {
		case "sort":
			if slices.Contains(model.LeadSorts, value) {
				v.sort = value
			}
		case "columns":
			v.wanted = knownColumns(strings.ReplaceAll(value, ",", " "))
		}
	}
	v.answered = false // another sort shows other rows of the same filter
	return tea.Batch(v.setFilter(v.s.Prefs.Get(prefView+name)), v.s.Prefs.Set(prefSort, v.sort), v.s.Prefs.Set(prefColumns, strings.Join(v.wanted, " ")))
}

// keepView keeps the present filter, sort and columns under a name.
func (v *Leads) keepView(name string) tea.Cmd {
	v.panel, v.view, v.name = nil, name, ""
	return tea.Batch(v.s.Prefs.Set(prefView+name, kept(v.filter)), v.s.Prefs.Set(prefLook+name, v.look()),
		nav.Toast(nav.Good, "Kept as "+name+": v opens it."))
}

func (v *Leads) dropView(name string) tea.Cmd {
	if v.view == name {
		v.view = ""
	}
	return tea.Batch(v.s.Prefs.Set(prefView+name, ""), v.s.Prefs.Set(prefLook+name, ""))
}

// viewLetters are the keys of views in their list; those that do something else
// there are left out.
const viewLetters = "abcdefhilmnoprstvwyz"

// viewsPanel is the list of views.
type viewsPanel struct {
	v        *Leads
	names    []string
	list     list
	deleting bool // asks whether the one under the cursor goes
}

// openViews lists the views.
func (v *Leads) openViews() tea.Cmd {
	p := &viewsPanel{v: v, names: v.viewNames()}
	p.list.at = max(0, slices.Index(p.names, v.view))
	v.panel = p
	return nil
}

func (p *viewsPanel) update(k tea.KeyMsg) tea.Cmd {
	name := ""
	if p.list.at < len(p.names) {
		name = p.names[p.list.at]
	}
	if p.deleting {
		p.deleting = false
		if k.String() != "y" {
			return nil
		}
		p.names = slices.DeleteFunc(p.names, func(n string) bool { return n == name })
		p.list.move(0, len(p.names))
		return p.v.dropView(name)
	}
	switch s := k.String(); {
	case p.list.press(k, &p.v.keys.KeyMap, len(p.names)):
	case s == "esc", s == "q":
		p.v.panel = nil
	case s == "V":
		return p.v.openSave()
	case name == "":
	case s == "x":
		p.deleting = true
	case s == "enter":
		return p.v.openView(name)
	default:
		if i := strings.Index(viewLetters, s); len(s) == 1 && i >= 0 && i < len(p.names) {
			return p.v.openView(p.names[i])
		}
	}
	return nil
}

func (p *viewsPanel) lines(w, h int) []string {
	l := p.v.l
	title := "VIEWS"
	if p.deleting {
		title = "DELETE " + p.names[p.list.at] + "?  y deletes it, every other key keeps it"
	}
	out := []string{kit.Rule(l, w, title)}
	if len(p.names) == 0 {
		return append(out, kit.Fit("   "+l.Paint(theme.Dim, "No view is kept yet: V keeps the present filter, sort and columns under a name."), w))
	}
	wide := 0
	for _, n := range p.names {
		wide = max(wide, kit.Width(kit.Clean(n)))
	}
	wide = min(wide, max(8, w/3))
	return append(out, p.list.lines(l, w, h-1, len(p.names), func(i int, on theme.Ground) string {
		letter := " "
		if i < len(viewLetters) {
			letter = viewLetters[i : i+1]
		}
		filter := strings.TrimSpace(p.v.s.Prefs.Get(prefView + p.names[i]))
		if filter == "" {
			filter = "all leads"
		}
		return l.PaintOn(on, theme.Key, letter) + l.PaintOn(on, theme.Text, "  "+kit.Fit(kit.Clean(p.names[i]), wide)+"  ") +
			l.PaintOn(on, theme.Dim, kit.Clean(filter))
	})...)
}

func (p *viewsPanel) help() []key.Binding {
	if p.deleting {
		return []key.Binding{bind("y", "delete it"), bind("n", "keep it")}
	}
	out := []key.Binding{bind("enter", "open"), bind("x", "delete"), bind("V", "keep the present one"), bind("esc", "close")}
	if len(p.names) == 0 {
		out = out[2:]
	}
	return out
}

// savePanel asks under which name the present view is kept.
type savePanel struct {
	v         *Leads
	input     *kit.Input
	problem   string
	replacing string // the name that is there already, and asked about
}

// openSave asks for the name of a view; the one in force is offered.
func (v *Leads) openSave() tea.Cmd {
	p := &savePanel{v: v, input: kit.NewInput(v.l, "a name, as stale budgets")}
	p.input.SetValue(cmp.Or(v.name, v.view))
	p.input.Focus()
	v.panel = p
	return nil
}

func (p *savePanel) update(k tea.KeyMsg) tea.Cmd {
	if name := p.replacing; name != "" {
		p.replacing = ""
		if k.String() == "y" {
			return p.v.keepView(name)
		}
		return nil
	}
	switch k.Type {
	case tea.KeyEsc:
		p.v.panel, p.v.name = nil, p.input.Value() // it stands there again
		return nil
	case tea.KeyEnter, tea.KeyCtrlS:
		return p.save()
	}
	p.problem = ""
	_, cmd := p.input.Update(k)
	return cmd
}

func (p *savePanel) save() tea.Cmd {
	name := strings.TrimSpace(p.input.Value())
	switch {
	case name == "":
		p.problem = "Give it a name: v lists views by it."
		return nil
	case utf8.RuneCountInString(name) > maxName:
		p.problem = "That is longer than 40 characters; shorten it."
		return nil
	}
	names := p.v.viewNames()
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) }); i >= 0 {
		p.replacing = names[i]
		return nil
	}
	return p.v.keepView(name)
}

func (p *savePanel) lines(w, _ int) []string {
	l := p.v.l
	filter := p.v.filter
	if filter == "" {
		filter = "all leads"
	}
	p.input.SetWidth(max(0, w-9))
	out := []string{kit.Rule(l, w, "KEEP THIS VIEW"), kit.Fit(" "+l.Paint(theme.Dim, "name")+"   "+p.input.View(), w),
		kit.Fit(" "+l.Paint(theme.Dim, "leads  "+kit.Clean(filter)), w)}
	switch {
	case p.replacing != "":
		out = append(out, kit.Fit(" "+l.Paint(theme.Warn, l.Glyphs.Alert+" There is a view of that name: y replaces it, every other key leaves it."), w))
	case p.problem != "":
		out = append(out, kit.Fit(" "+l.Paint(theme.Error, l.Glyphs.Alert+" "+p.problem), w))
	}
	return out
}

func (p *savePanel) help() []key.Binding {
	if p.replacing != "" {
		return []key.Binding{bind("y", "replace it"), bind("n", "leave it")}
	}
	return []key.Binding{bind("enter", "keep it"), bind("esc", "leave it")}
}
