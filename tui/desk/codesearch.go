package desk

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model/industry"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// codesFoundMsg is what a search of the industry codes found.
type codesFoundMsg struct {
	request nav.Request
	vintage string
	codes   []industry.Code
	err     error
}

// codeSearch is the list below the field of an industry code.
type codeSearch struct {
	vintage string
	codes   []industry.Code
	at      int
	asked   string
	waiting bool // what was asked has not been answered
	problem string
}

// searchable gives a form the search of industry codes as one types.
func (d *Desk) searchable(p *formPanel) {
	s := &codeSearch{}
	history := p.under
	p.changed = func(v map[string]string) tea.Cmd {
		scheme, text := v["scheme"], strings.TrimSpace(v["code"])
		if scheme == "" {
			scheme = "naics"
		}
		if text == "" || scheme+text == s.asked {
			return nil
		}
		s.asked, s.waiting = scheme+text, true
		r := d.searches.Next()
		return d.run(func() tea.Msg {
			vintage, codes, err := d.office.IndustrySearch(d.opt.context(), scheme, text, 8)
			return codesFoundMsg{r, vintage, codes, err}
		})
	}
	p.first = func(k tea.KeyMsg) bool { return s.press(p, k) }
	p.under = func(w, h int) []string {
		if p.form.Field() != "code" || len(s.codes) == 0 && s.problem == "" {
			return history(w, h)
		}
		return s.lines(d, w, h)
	}
	p.search = s
}

// press moves in the list while the code is typed.
func (s *codeSearch) press(p *formPanel, k tea.KeyMsg) bool {
	if p.form.Field() != "code" || len(s.codes) == 0 {
		return false
	}
	switch k.Type {
	case tea.KeyDown:
		s.at = min(s.at+1, len(s.codes)-1)
	case tea.KeyUp:
		s.at = max(s.at-1, 0)
	default:
		return false
	}
	return true
}

// takes says that the key takes the code that is marked: enter and ctrl+s, which
// then record it with the words by which it was found. Enter before anything was
// found waits for it.
func (s *codeSearch) takes(p *formPanel, k tea.KeyMsg) (took, waits bool) {
	enter := k.Type == tea.KeyEnter
	if p.form.Field() != "code" || !enter && k.Type != tea.KeyCtrlS {
		return false, false
	}
	if len(s.codes) == 0 {
		return false, enter && s.waiting
	}
	v := p.form.Values()
	if words := v["code"]; v[quoteKey] == "" && v[saidKey] != "" && words != s.codes[s.at].Code {
		p.form.SetValues(map[string]string{quoteKey: words})
	}
	s.take(p)
	return true, false
}

// take puts the code that is marked into the form.
func (s *codeSearch) take(p *formPanel) {
	c := s.codes[s.at]
	p.form.SetValues(map[string]string{"scheme": string(c.Scheme), "code": c.Code})
	s.asked = string(c.Scheme) + c.Code
	s.codes = nil
}

func (s *codeSearch) lines(d *Desk, w, h int) []string {
	out := []string{" " + d.paint(theme.Dim, joined(d.dot(), s.vintage, "up and down choose, enter records"))}
	if s.problem != "" {
		return append(out, " "+d.paint(theme.Error, s.problem))
	}
	var list []string
	for i := range s.codes {
		ground, mark := theme.Page, " "
		if i == s.at {
			ground, mark = theme.Focused, d.l.Glyphs.Mark
		}
		text := kit.Fit(mark+kit.Clean(s.codes[i].Code)+"  "+kit.Clean(s.codes[i].Title), w)
		list = append(list, d.l.PaintOn(ground, theme.Text, text))
	}
	return append(out, d.window(list, s.at-(h-2), h-1, w)...)
}

// wants is how many lines the list takes from the form while it is used.
func (s *codeSearch) wants(p *formPanel, h int) int {
	if p.form.Field() != "code" || len(s.codes) == 0 {
		return 0
	}
	return min(len(s.codes)+1, h*6/10)
}

// showCodes takes over what a search found.
func (d *Desk) showCodes(msg codesFoundMsg) {
	p, ok := d.panel.(*formPanel)
	if !ok || p.search == nil {
		return
	}
	s := p.search
	s.waiting = false
	s.codes, s.vintage, s.at, s.problem = msg.codes, msg.vintage, 0, ""
	switch {
	case msg.err != nil:
		s.problem = sentence(msg.err)
	case len(msg.codes) == 0:
		s.problem = "No code has these words; try fewer."
	}
}
