package leads

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// chooserPanel is where the columns are chosen and put in order; the table shows
// at once how that looks.
type chooserPanel struct {
	v     *Leads
	order []string // all keys, those shown first
	on    map[string]bool
	list  list
	said  string
}

// openChooser begins with the columns that are shown now.
func (v *Leads) openChooser() tea.Cmd {
	p := &chooserPanel{v: v}
	p.begin()
	v.panel = p
	return nil
}

func (p *chooserPanel) begin() {
	p.order, p.on = nil, map[string]bool{}
	keys := p.v.wanted
	if keys == nil {
		keys = p.v.usual()
	}
	for _, k := range keys {
		p.order, p.on[k] = append(p.order, k), true
	}
	for _, c := range table {
		if !p.on[c.key] {
			p.order = append(p.order, c.key)
		}
	}
}

func (p *chooserPanel) update(k tea.KeyMsg) tea.Cmd {
	p.said = ""
	switch s := k.String(); s {
	case "J", "shift+down":
		return p.carry(1)
	case "K", "shift+up":
		return p.carry(-1)
	case " ", "x":
		return p.toggle()
	case "d":
		p.v.wanted = nil
		p.begin()
		return p.apply()
	case "esc", "enter", "q", "c":
		p.v.panel = nil
		return nil
	}
	p.list.press(k, &p.v.keys.KeyMap, len(p.order))
	return nil
}

// carry moves the column under the cursor up or down.
func (p *chooserPanel) carry(by int) tea.Cmd {
	from, to := p.list.at, p.list.at+by
	if to < 0 || to >= len(p.order) {
		return nil
	}
	p.order[from], p.order[to] = p.order[to], p.order[from]
	p.list.at = to
	return p.choose()
}

func (p *chooserPanel) toggle() tea.Cmd {
	k := p.order[p.list.at]
	if k == "company" {
		p.said = "the company stays: without it no row is anybody's"
		return nil
	}
	p.on[k] = !p.on[k]
	return p.choose()
}

// choose makes what is marked what the person wants.
func (p *chooserPanel) choose() tea.Cmd {
	p.v.wanted = slices.DeleteFunc(slices.Clone(p.order), func(k string) bool { return !p.on[k] })
	return p.apply()
}

func (p *chooserPanel) apply() tea.Cmd {
	p.v.fill()
	return p.v.s.Prefs.Set(prefColumns, strings.Join(p.v.wanted, " "))
}

// lines are at most half of the screen: how the table looks is what is chosen
// by.
func (p *chooserPanel) lines(w, h int) []string {
	l := p.v.l
	h = min(h, max(8, p.v.h/2))
	title := "COLUMNS"
	switch {
	case p.said != "":
		title += ": " + p.said
	case p.v.wanted == nil:
		title += "  those that fit the width"
	}
	return append([]string{kit.Rule(l, w, title)}, p.list.lines(l, w, h-1, len(p.order), func(i int, on theme.Ground) string {
		c := columnOf(p.order[i])
		mark, tone := l.Glyphs.Off, theme.Dim
		if p.on[c.key] {
			mark, tone = l.Glyphs.Check, theme.Text
		}
		line := l.PaintOn(on, theme.Text, "[") + l.PaintOn(on, theme.Accent, mark) + l.PaintOn(on, theme.Text, "] ") +
			l.PaintOn(on, tone, kit.Fit(c.Title, 11)+" "+c.name)
		if at := slices.Index(p.v.shown, c); p.on[c.key] && !p.v.table.Shows(at) {
			line += l.PaintOn(on, theme.Dim, "  no room in this width")
		}
		return line
	})...)
}

func (p *chooserPanel) help() []key.Binding {
	return []key.Binding{bind("space", "show or hide"), bind("J", "down"), bind("K", "up"), bind("d", "what fits the width"), bind("esc", "done")}
}
