package kit

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/sahilm/fuzzy"
)

// typed is what is looked for.
func (p *Palette) typed() string { return strings.TrimSpace(p.input.Value()) }

// take adds commands whose names it does not know yet, the recent ones first.
func (p *Palette) take(more []Command) {
	known := map[string]bool{}
	for _, c := range p.all {
		known[c.Name()] = true
	}
	for _, c := range more {
		if !known[c.Name()] {
			known[c.Name()] = true
			p.all = append(p.all, c)
		}
	}
	place := func(c Command) int {
		if i := slices.Index(p.recent, c.Name()); i >= 0 {
			return i
		}
		return len(p.recent)
	}
	slices.SortStableFunc(p.all, func(a, b Command) int { return place(a) - place(b) })
}

// find lists anew, with the cursor on the first.
func (p *Palette) find() {
	p.at, p.top, p.said, p.wanted = 0, 0, "", false
	p.list()
}

// list is what is shown: the commands that match what is typed, the best first,
// then what was found elsewhere.
func (p *Palette) list() {
	p.shown = p.shown[:0]
	typed := p.typed()
	if typed == "" {
		for _, c := range p.all {
			p.shown = append(p.shown, match{Command: c})
		}
		return
	}
	titles := make([]string, len(p.all))
	for i, c := range p.all {
		titles[i] = Clean(c.Title)
	}
	listed := map[string]bool{}
	for _, m := range fuzzy.Find(typed, titles) {
		c := p.all[m.Index]
		listed[c.Name()] = true
		p.shown = append(p.shown, match{c, m.MatchedIndexes})
	}
	for _, c := range p.found {
		if !listed[c.Name()] { // a lead may be among the recent ones
			p.shown = append(p.shown, match{c, begins(Clean(c.Title), typed)})
		}
	}
}

// begins is the byte places of s where the words of typed stand.
func begins(s, typed string) []int {
	var out []int
	for _, word := range strings.Fields(typed) {
		at, n := indexFold(s, word)
		for i := range n {
			out = append(out, at+i)
		}
	}
	return out
}

// ask looks up what is typed, where it is long enough. What was found before
// stays in sight until the answer is there.
func (p *Palette) ask() tea.Cmd {
	if p.onFind == nil {
		return nil
	}
	typed := p.typed()
	p.failed = false
	if utf8.RuneCountInString(typed) < leastTyped {
		p.finds.Drop()
		p.waiting = false
		if p.found != nil {
			p.found = nil
			p.list()
		}
		return nil
	}
	p.waiting = true
	return p.onFind(p.finds.Next(), typed)
}

// show takes in what was found for what is typed, and does it where enter was
// pressed before and only one is found: which of several is meant, nobody has
// seen yet.
func (p *Palette) show(msg PaletteFoundMsg) tea.Cmd {
	if p.finds == nil || !p.finds.Current(msg.Request) {
		return nil
	}
	p.waiting = false
	wanted := p.wanted
	p.wanted = false
	p.failed = msg.Err != nil && !errors.Is(msg.Err, context.Canceled)
	p.keep(func() { p.found = msg.Commands })
	if wanted && len(p.shown) == 1 {
		return p.enter()
	}
	return nil
}

// keep lists anew after a change, and leaves the cursor on its command: what
// comes in by itself moves nothing that somebody is about to choose.
func (p *Palette) keep(change func()) {
	var name string
	if p.at < len(p.shown) {
		name = p.shown[p.at].Name()
	}
	said := p.said
	change()
	p.list()
	p.said = said
	if i := slices.IndexFunc(p.shown, func(m match) bool { return m.Name() == name }); i >= 0 && name != "" {
		p.at = i
	}
	p.at = max(0, min(p.at, len(p.shown)-1))
}
