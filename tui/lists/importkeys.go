package lists

import (
	"github.com/charmbracelet/bubbles/key"

	"ripen/tui/nav"
)

// importKeys are the keys of the steps.
type importKeys struct {
	open, next, back, field, none, order, sheet, header, before, after, rows key.Binding
}

func newImportKeys(k nav.KeyMap) importKeys {
	one := func(shown, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, desc))
	}
	return importKeys{
		open: k.Open, back: k.Back,
		next:   one("n", "right so, go on", "n", "ctrl+s"),
		field:  one("f", "say what the column is", "f"),
		none:   one("x", "no field: keep as extra", "x"),
		order:  one("d", "order of the dates", "d"),
		sheet:  one("s", "another sheet", "s"),
		header: one("h", "no line of headers", "h"),
		before: one("left", "row before", "left"),
		after:  one("right", "row after", "right"),
		rows:   one("v", "view rejected rows", "v"),
	}
}

// bindings are the keys in their present state.
func (v *Import) bindings() importKeys {
	b := v.keys
	if v.step == mapping {
		b = v.columnBindings()
	}
	switch {
	case v.step == checked && v.stopped != "":
		b.open = nav.Named(b.open, "go on from there")
	case v.step == checked:
		b.open = nav.Named(b.open, "bring it in")
	case v.step == done:
		b.open = nav.Named(b.open, "to today's queue")
	}
	if len(v.res.Rejects) == 0 {
		b.rows = nav.Disable(b.rows, "no row was rejected")
	}
	return b
}

func (v *Import) columnBindings() importKeys {
	b := v.keys
	b.open = nav.Named(b.open, "say what it is")
	switch {
	case v.ask != nil:
		b.open = nav.Named(b.open, "take that answer")
		b.next = nav.Disable(b.next, "the question on top comes first")
		b.before, b.after = nav.Named(b.before, "answer before"), nav.Named(b.after, "next answer")
	case v.job.busy():
		b.next = nav.Disable(b.next, "the file is being read with your last word")
	}
	i := v.at()
	if i < 0 {
		b.field, b.none = nav.Disable(b.field, "no column is under the cursor"), nav.Disable(b.none, "no column is under the cursor")
	} else if v.look.Columns[i].Field == "" {
		b.none = nav.Disable(b.none, "it is kept as extra already")
	}
	if i < 0 || v.look.Columns[i].Order == "" {
		b.order = nav.Disable(b.order, "the column holds no dates")
	}
	if len(v.look.Sheets) < 2 {
		b.sheet = nav.Disable(b.sheet, "the file has one sheet only")
	}
	if v.look.HeaderLine == 0 {
		b.header = nav.Named(b.header, "its first line is headers")
	}
	return b
}

// ShortHelp is the keys that matter now.
func (v *Import) ShortHelp() []key.Binding {
	b, k := v.bindings(), v.s.Keys
	choose := key.NewBinding(key.WithKeys("up", "down"), key.WithHelp("arrows", "choose"))
	switch {
	case v.rejects != nil:
		return []key.Binding{nav.Named(b.back, "back to the account"), k.Filter}
	case v.waits():
		return []key.Binding{nav.Named(b.back, "cancel")}
	case v.step == choosing:
		return []key.Binding{nav.Named(b.open, "read it"), nav.Named(k.NextPane, "complete"), choose}
	case v.step == mapping && v.pick != nil:
		return []key.Binding{nav.Named(b.open, "take it"), choose}
	case v.step == mapping && v.table.Capturing():
		return []key.Binding{nav.Named(b.open, "keep the filter")}
	case v.step == mapping && v.ask != nil:
		return []key.Binding{b.open, b.after, b.field, nav.Named(b.back, "to the file")}
	case v.step == mapping:
		return []key.Binding{b.next, b.open, b.none, b.order, nav.Named(b.back, "back")}
	case v.step == naming && v.gives:
		return []key.Binding{nav.Named(k.Save, "see what it would do"), nav.Named(k.NextPane, "complete"), choose}
	case v.step == naming:
		return []key.Binding{nav.Named(k.Save, "see what it would do"), nav.Named(k.NextPane, "next field")}
	case v.step == done:
		return []key.Binding{b.open, b.rows, nav.Named(b.back, "to the lists")}
	}
	return []key.Binding{b.open, b.rows, nav.Named(b.back, "back to the entries")}
}

// FullHelp is every key.
func (v *Import) FullHelp() []nav.HelpGroup {
	b, k := v.bindings(), v.s.Keys
	moving := k.Moving()
	switch {
	case v.waits() || v.Capturing():
		return []nav.HelpGroup{{Title: "Bringing a list in", Bindings: append(v.ShortHelp(), b.back)}}
	case v.rejects != nil:
		return []nav.HelpGroup{{Title: "Rejected rows", Bindings: []key.Binding{k.Filter, nav.Named(b.back, "back to the account")}}, moving}
	case v.step == mapping:
		return []nav.HelpGroup{{Title: "Its columns", Bindings: []key.Binding{b.next, b.open, b.field, b.none, b.order, b.sheet, b.header, b.before, b.after,
			nav.Named(b.back, "back to the file")}}, moving}
	}
	return []nav.HelpGroup{{Title: "Bringing a list in", Bindings: v.ShortHelp()}, {Title: "Read on", Bindings: []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp}}}
}
