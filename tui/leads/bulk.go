package leads

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

type (
	// previewedMsg is what an act would do, doneMsg what it did, exportedMsg
	// where the leads were written.
	previewedMsg struct {
		request nav.Request
		result  model.BulkResult
		err     error
	}
	doneMsg struct {
		request nav.Request
		result  model.BulkResult
		err     error
	}
	exportedMsg struct {
		request nav.Request
		file    string
		n       int
		err     error
	}
	cadencesLoadedMsg struct {
		names []string
		err   error
	}
)

// confirmPanel shows what an act would change and what it leaves, with why. Only
// y does it: enter, like everything else, leaves it.
type confirmPanel struct {
	v      *Leads
	ask    string // "Assign 14 leads to Omar Reyes?"
	does   string // what y does: "assign"
	act    model.Bulk
	export bool
	back   panel // where esc goes: what was asked before; nil closes

	result  *model.BulkResult // nil while it is looked at
	problem string
	stop    context.CancelFunc // while it is done; nil before and after
	top     int                // of the leads that are left
}

// confirm asks before an act. What it would do is read first.
func (v *Leads) confirm(p *confirmPanel) tea.Cmd {
	p.v, v.panel = v, p
	if p.export {
		p.result = &model.BulkResult{Done: len(p.act.Leads)}
		return nil
	}
	r, by, act := v.asks.Next(), v.s.Actor, p.act
	return nav.For(v, func() tea.Msg {
		res, err := v.office.BulkPreview(context.Background(), by, act)
		return previewedMsg{r, res, err}
	})
}

func (p *confirmPanel) update(k tea.KeyMsg) tea.Cmd {
	switch s := k.String(); {
	case p.stop != nil:
		if s == "esc" {
			p.stop() // it is one entry: all of it is done, or nothing
		}
	case s == "y" && !k.Paste && p.able():
		return p.do()
	case s == "esc":
		p.v.asks.Drop()
		p.v.panel = p.back
	case s == "n", s == "enter", s == "q":
		p.v.asks.Drop()
		p.v.panel = nil
	case p.result != nil && (s == "j" || s == "down"):
		p.top = min(p.top+1, max(0, len(p.result.Left)-1))
	case s == "k" || s == "up":
		p.top = max(0, p.top-1)
	}
	return nil
}

// able says that there is something to do.
func (p *confirmPanel) able() bool { return p.result != nil && p.result.Done > 0 && p.problem == "" }

func (p *confirmPanel) do() tea.Cmd {
	v, r, by, act := p.v, p.v.asks.Next(), p.v.s.Actor, p.act
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	if p.export {
		return nav.For(v, func() tea.Msg {
			file, n, err := v.office.ExportLeads(ctx, by, act.Leads)
			return exportedMsg{r, file, n, err}
		})
	}
	return nav.For(v, func() tea.Msg {
		res, err := v.office.Bulk(ctx, by, act)
		return doneMsg{r, res, err}
	})
}

// actCame shows what an act would do or did.
func (v *Leads) actCame(msg tea.Msg) tea.Cmd {
	p, _ := v.panel.(*confirmPanel)
	switch msg := msg.(type) {
	case previewedMsg:
		if p == nil || !v.asks.Current(msg.request) {
			return nil
		}
		p.result, p.problem = &msg.result, v.sentence(msg.err)
	case doneMsg:
		if !v.asks.Current(msg.request) {
			p = nil // another question stands there now
		}
		if msg.err != nil {
			return v.actFailed(p, msg.err)
		}
		return v.acted(p, said(msg.result), msg.result.Done > 0)
	case exportedMsg:
		if !v.asks.Current(msg.request) {
			p = nil
		}
		if msg.err != nil {
			return v.actFailed(p, msg.err)
		}
		return v.acted(p, leadCount(msg.n)+" written to "+kit.Clean(msg.file)+".", false)
	}
	return nil
}

// actFailed leaves the question open with what went wrong; nothing was changed.
func (v *Leads) actFailed(p *confirmPanel, err error) tea.Cmd {
	if p == nil {
		return nav.Fail(err)
	}
	p.stop()
	p.stop, p.problem = nil, v.sentence(err)
	if errors.Is(err, context.Canceled) {
		p.problem = "Stopped: nothing was changed."
	}
	return nil
}

// acted says what was done, lets the selection go and shows the leads as they
// are now.
func (v *Leads) acted(p *confirmPanel, text string, undoable bool) tea.Cmd {
	if p != nil {
		p.stop()
		v.panel = nil
		if p.act.Act == model.BulkRest {
			v.rest = nil
		}
	}
	v.clearPicks()
	if undoable {
		text += " u takes it back."
	}
	return tea.Batch(nav.Toast(nav.Good, text), v.Refresh())
}

// said is what was done, in a sentence: "Assigned 14 leads to Omar Reyes; 2 stay
// as they are."
func said(r model.BulkResult) string {
	text := r.Text
	if text == "" {
		text = leadCount(r.Done) + " changed"
	}
	text = capital(text)
	if n := len(r.Left); n > 0 {
		text += "; " + kit.Count(n) + " left as they were"
	}
	return kit.Clean(text) + "."
}

func (v *Leads) sentence(err error) string {
	if err == nil {
		return ""
	}
	return page.Sentence(v.s, err)
}

func (p *confirmPanel) lines(w, h int) []string {
	l := p.v.l
	out := []string{kit.Rule(l, w, strings.ToUpper(p.does))}
	for _, s := range kit.WrapTo(p.ask, max(1, w-2), 2) {
		out = append(out, kit.Fit(" "+l.Paint(theme.Strong, s), w))
	}
	answers := p.answers(w)
	switch {
	case p.problem != "":
		for _, s := range kit.WrapTo(l.Glyphs.Alert+" "+p.problem, max(1, w-2), 3) {
			out = append(out, kit.Fit(" "+l.Paint(theme.Error, s), w))
		}
	case p.stop != nil:
		out = append(out, kit.Fit(" "+l.Paint(theme.Dim, "at it"+l.Glyphs.Ellipsis+" esc stops it"), w))
	case p.result == nil:
		out = append(out, kit.Fit(" "+l.Paint(theme.Dim, "looking at what it would change"+l.Glyphs.Ellipsis), w))
	default:
		out = append(out, p.effect(w, h-len(out)-1)...)
	}
	return append(out[:min(len(out), max(0, h-1))], answers) // what may be answered stays in sight
}

// effect is how many leads change, and which stay and why, in at most h lines.
func (p *confirmPanel) effect(w, h int) []string {
	l, left := p.v.l, p.result.Left
	text := leadCount(p.result.Done) + " would change"
	switch {
	case p.export:
		text = "A table with a line for each lead; Ripen's own record stays as it is."
	case p.result.Done == 0:
		text = "None would change"
	}
	if len(left) > 0 {
		text += "; " + kit.Count(len(left)) + " would stay as they are:"
	} else if !p.export {
		text += "."
	}
	out := []string{kit.Fit(" "+l.Paint(theme.Text, text), w)}
	room := min(6, h-1)
	for i := p.top; i < len(left) && room > 0; i++ {
		if room == 1 && i < len(left)-1 {
			out = append(out, kit.Fit("   "+l.Paint(theme.Dim, "and "+kit.Count(len(left)-i)+" more: j shows them"), w))
			break
		}
		out = append(out, kit.Fit("   "+l.Paint(theme.Text, kit.Clean(left[i].Company))+" "+l.Paint(theme.Dim, kit.Clean(left[i].Why)), w))
		room--
	}
	return out
}

// answers is the line of what may be answered, no first.
func (p *confirmPanel) answers(w int) string {
	l := p.v.l
	line := " " + l.PaintOn(theme.Focused, theme.Key, l.Glyphs.Now+"n") + l.PaintOn(theme.Focused, theme.Text, " leave it")
	if p.able() && p.stop == nil {
		line += "   " + l.Paint(theme.Key, "y") + " " + l.Paint(theme.Warn, p.does+" "+kit.Count(p.result.Done))
	}
	return kit.Fit(line, w)
}

func (p *confirmPanel) help() []key.Binding {
	if p.stop != nil {
		return []key.Binding{bind("esc", "stop it")}
	}
	yes, back := bind("y", p.does), "close"
	if !p.able() {
		yes = nav.Disable(yes, "there is nothing to do")
	}
	if p.back != nil {
		back = "ask again"
	}
	return []key.Binding{yes, bind("n", "leave it"), bind("esc", back)}
}

func (v *Leads) openExport() tea.Cmd {
	leads := v.targets()
	return v.confirm(&confirmPanel{ask: "Write " + v.about(leads) + " to a file?", does: "export", act: model.Bulk{Leads: leads}, export: true})
}

func (v *Leads) openAssign() tea.Cmd {
	leads := v.targets()
	var names []string
	ids := map[string]model.MemberID{}
	for _, m := range v.members {
		if m.Active && slices.Contains(model.Matrix[model.ActWork], m.Role) {
			names, ids[m.Name] = append(names, m.Name), m.ID
		}
	}
	p := newPicker(v, "ASSIGN "+v.about(leads)+" TO", names)
	p.onPick = func(name string) tea.Cmd {
		return v.confirm(&confirmPanel{ask: "Assign " + v.about(leads) + " to " + kit.Clean(name) + "?", does: "assign", back: p,
			act: model.Bulk{Act: model.BulkAssign, Leads: leads, To: ids[name]}})
	}
	v.panel = p
	return nil
}

func (v *Leads) openEnrol() tea.Cmd {
	leads := v.targets()
	p := newPicker(v, "ENROL "+v.about(leads)+" IN", v.cadences)
	p.enrols = true
	p.onPick = func(name string) tea.Cmd {
		return v.confirm(&confirmPanel{ask: "Enrol " + v.about(leads) + " in " + kit.Clean(name) + "?", does: "enrol", back: p,
			act: model.Bulk{Act: model.BulkEnrol, Leads: leads, Cadence: name}})
	}
	v.panel = p
	return v.loadCadences()
}

// loadCadences asks for the cadences that there are now.
func (v *Leads) loadCadences() tea.Cmd {
	return nav.For(v, func() tea.Msg {
		all, err := v.office.Cadences(context.Background())
		out := cadencesLoadedMsg{err: err}
		for _, c := range all {
			out.names = append(out.names, c.Name)
		}
		return out
	})
}

func (v *Leads) cadencesCame(msg cadencesLoadedMsg) tea.Cmd {
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	same := slices.Equal(v.cadences, msg.names)
	v.cadences = msg.names
	if p, ok := v.panel.(*picker); ok && p.enrols && !same {
		p.offer(msg.names)
	}
	return nil
}
