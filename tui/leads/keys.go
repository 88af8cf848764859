package leads

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// keys is the session's map with the screen's own.
type keys struct {
	nav.KeyMap
	status, owner, mine, list, all, add key.Binding
	views, keep, columns, sort          key.Binding
	pick, pickAll, pickDown, pickUp     key.Binding
	assign, enrol, restThem, export     key.Binding
}

func newKeys(m nav.KeyMap) keys {
	out := keys{
		KeyMap: m, status: bind("s", "status"), owner: bind("o", "owner"), mine: bind("m", "mine"), list: bind("L", "this list only"), all: bind("a", "all"),
		add: bind("+", "add a lead"), views: bind("v", "views"), keep: bind("V", "keep this view"), columns: bind("c", "columns"), sort: bind("S", "sort"),
		pick: key.NewBinding(key.WithKeys(" "), key.WithHelp("space", "select")), pickAll: bind("*", "select all"),
		pickDown: bind("shift+down", "select downwards"), pickUp: bind("shift+up", "select upwards"),
		assign: bind("A", "assign"), enrol: bind("E", "enrol"), restThem: bind("R", "rest"), export: bind("x", "export"),
	}
	out.Filter = nav.Named(m.Filter, "search")
	return out
}

// bindings are the keys in their present state.
func (v *Leads) bindings() keys {
	b := v.keys
	r, ok := v.selected()
	if !ok {
		const why = "no lead is under the cursor"
		b.Open, b.Copy, b.pick = nav.Disable(b.Open, why), nav.Disable(b.Copy, why), nav.Disable(b.pick, why)
	}
	if v.termOf(v.filter, "list") == "" && (!ok || r.List == "") {
		b.list = nav.Disable(b.list, "the lead under the cursor came with no list")
	}
	if len(v.members) == 0 {
		b.owner = nav.Disable(b.owner, "who works here is still being loaded")
	}
	work, assign := "", ""
	if err := v.s.Actor.Allow(model.ActWork); err != nil {
		work = err.Error()
		b.add = nav.Disable(b.add, work)
	}
	if err := v.s.Actor.Allow(model.ActAssign); err != nil {
		assign = err.Error()
	}
	if !ok && len(v.picks) == 0 {
		work, assign = "no lead is selected, and none under the cursor", "no lead is selected, and none under the cursor"
		b.export = nav.Disable(b.export, work)
	}
	if work != "" {
		b.enrol, b.restThem = nav.Disable(b.enrol, work), nav.Disable(b.restThem, work)
	}
	if assign != "" {
		b.assign = nav.Disable(b.assign, assign)
	}
	return b
}

// ShortHelp is the keys that matter now.
func (v *Leads) ShortHelp() []key.Binding {
	b := v.bindings()
	switch {
	case v.panel != nil:
		return v.panel.help()
	case v.typing.on:
		return []key.Binding{nav.Named(nav.Enable(b.Open), "keep it"), nav.Named(b.NextPane, "complete"), bind("ctrl+u", "empty the line")}
	case len(v.picks) > 0:
		return []key.Binding{b.assign, b.enrol, b.restThem, b.export, b.pickAll}
	}
	all := b.all
	if v.filter == "" {
		all = nav.Named(all, "under way")
	}
	return []key.Binding{b.Open, b.Filter, all, b.views, b.pick, b.status, b.owner, b.add}
}

// FullHelp is every key.
func (v *Leads) FullHelp() []nav.HelpGroup {
	b := v.bindings()
	if v.panel != nil {
		return []nav.HelpGroup{{Title: "What is open", Bindings: v.panel.help()}}
	}
	return []nav.HelpGroup{
		{Title: "The lead under the cursor", Bindings: []key.Binding{b.Open, nav.Named(b.Copy, "copy company and person"), b.pick, b.pickDown, b.pickUp}},
		{Title: "The selected leads, else the one under the cursor", Bindings: []key.Binding{
			nav.Named(b.assign, "assign to somebody"), nav.Named(b.enrol, "enrol in a cadence"), nav.Named(b.restThem, "rest until a date"), nav.Named(b.export, "export to a file"),
			nav.Named(b.pickAll, "select all, or none"),
		}},
		{Title: "Which leads", Bindings: []key.Binding{
			nav.Named(b.Filter, "search and filter as you type"), nav.Named(b.status, "status: the next one"), nav.Named(b.owner, "owner: the next one"),
			nav.Named(b.mine, "mine, or everybody's"), b.list, nav.Named(b.all, "all, or what is under way"), nav.Named(b.views, "views by name"),
			nav.Named(b.keep, "keep this view under a name"), nav.Named(b.columns, "choose the columns"), nav.Named(b.sort, "sort by the next thing"), b.add,
			nav.Named(b.Inbound, "inbound: find who calls"),
		}},
		v.keys.Moving(),
	}
}

func (v *Leads) press(k tea.KeyMsg) tea.Cmd {
	switch {
	case v.panel != nil:
		return v.panel.update(k)
	case v.typing.on:
		return v.pressTyping(k)
	}
	if used, cmd := v.table.Update(k); used {
		return tea.Batch(cmd, v.more())
	}
	b := v.bindings()
	for _, a := range []struct {
		b  key.Binding
		do func() tea.Cmd
	}{
		{b.Open, v.open}, {b.Filter, v.startTyping}, {b.status, v.nextStatus}, {b.owner, v.nextOwner}, {b.mine, v.mine}, {b.all, v.everything},
		{b.list, v.thisList}, {b.views, v.openViews}, {b.keep, v.openSave}, {b.columns, v.openChooser}, {b.sort, v.nextSort},
		{b.pick, v.pickOne}, {b.pickAll, v.pickEverything}, {b.pickDown, func() tea.Cmd { return v.stretch(1) }}, {b.pickUp, func() tea.Cmd { return v.stretch(-1) }},
		{b.assign, v.openAssign}, {b.enrol, v.openEnrol}, {b.restThem, v.openRest}, {b.export, v.openExport},
		{b.Copy, v.copied}, {b.Inbound, v.inbound}, {b.add, v.addOne},
	} {
		if key.Matches(k, a.b) {
			return a.do()
		}
	}
	return nil
}

// next is the value after v among all, and none after the last.
func next[T ~string](v T, all []T) T {
	if i := slices.Index(all, v); i+1 < len(all) {
		return all[i+1]
	}
	return ""
}

func (v *Leads) nextStatus() tea.Cmd {
	return v.setFilter(v.withTerm(v.filter, "status", string(next(model.Status(v.termOf(v.filter, "status")), model.Statuses))))
}

func (v *Leads) nextOwner() tea.Cmd {
	owner := v.termOf(v.filter, "owner")
	if owner == "me" {
		owner = v.s.Actor.Name
	}
	return v.setFilter(v.withTerm(v.filter, "owner", next(owner, v.ownerNames())))
}

func (v *Leads) mine() tea.Cmd {
	to := "me"
	if owner := v.termOf(v.filter, "owner"); owner == "me" || owner == v.s.Actor.Name {
		to = ""
	}
	return v.setFilter(v.withTerm(v.filter, "owner", to))
}

// thisList narrows to the list of the lead under the cursor, or shows all again.
func (v *Leads) thisList() tea.Cmd {
	to := ""
	if r, ok := v.selected(); ok && v.termOf(v.filter, "list") == "" {
		to = r.List
	}
	return v.setFilter(v.withTerm(v.filter, "list", to))
}

func (v *Leads) addOne() tea.Cmd {
	return nav.Send(nav.AddLeadMsg{})
}

func (v *Leads) inbound() tea.Cmd {
	r, _ := v.selected()
	return nav.Send(nav.InboundMsg{Lead: r.ID})
}

func (v *Leads) open() tea.Cmd {
	if r, ok := v.selected(); ok {
		return nav.Send(nav.OpenLeadMsg{Lead: r.ID, From: nav.Leads})
	}
	return nil
}

// nextSort orders the leads by the next thing.
func (v *Leads) nextSort() tea.Cmd {
	i := slices.Index(model.LeadSorts, v.sorted())
	return v.sortBy(model.LeadSorts[(i+1)%len(model.LeadSorts)])
}

// sortBy orders the leads anew; the usual sort is kept as no wish.
func (v *Leads) sortBy(sort string) tea.Cmd {
	if sort == v.usualSort() {
		sort = ""
	}
	v.sort = sort
	v.fill()
	return tea.Batch(v.load(), v.s.Prefs.Set(prefSort, sort))
}

// mouse selects with a click, opens with the second, scrolls with the wheel, and
// sorts with a click on a title.
func (v *Leads) mouse(m tea.MouseMsg) tea.Cmd {
	if v.panel != nil {
		return nil
	}
	m.Y -= len(v.head())
	if m.Y < 0 {
		return nil
	}
	click := m.Action == tea.MouseActionPress && m.Button == tea.MouseButtonLeft
	if i := v.table.ColumnAt(m.X, m.Y); click && i >= 0 {
		return v.sortByColumn(i)
	}
	before := v.table.SelectedID()
	v.table.Update(m)
	if click && v.table.HitRow(m) && before != 0 && v.table.SelectedID() == before && !v.typing.on {
		return v.open()
	}
	return v.more()
}

// sortByColumn sorts by a column, or by what nobody chose where it is sorted by
// that already.
func (v *Leads) sortByColumn(i int) tea.Cmd {
	if i >= len(v.shown) {
		return nil
	}
	switch sort := v.shown[i].sort; sort {
	case "":
		return nav.Toast(nav.Info, "Leads cannot be sorted by that column.")
	case v.sorted():
		return v.sortBy(v.usualSort())
	default:
		return v.sortBy(sort)
	}
}
