package inbound

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Screen finds who calls.
type Screen struct {
	s      *nav.Session
	l      theme.Look
	office Office
	msg    nav.InboundMsg // whom the asking screen has open
	typed  *Typed
	w, h   int
	now    time.Time

	open, choose, add key.Binding

	input *kit.Input
	again bool // what stands in the field is from before: the first letter begins anew
	table *kit.Table
	desks *page.Desks

	finds   nav.Requests
	stop    context.CancelFunc // of the look-up under way
	callers []model.Caller
	waiting bool // an answer to what is typed is on its way
	wanted  bool // enter was quicker than the answer
	moved   bool // the person has chosen a row

	withNumbers bool // the table has the column
}

// New is the screen that msg asks for; typed is what was left in it before, nil
// for nothing.
func New(s *nav.Session, o Office, msg nav.InboundMsg, typed *Typed) *Screen {
	if typed == nil {
		typed = &Typed{}
	}
	v := &Screen{s: s, l: s.Look(), office: o, msg: msg, typed: typed, now: s.Now(),
		open:   nav.Named(s.Keys.Open, "their desk"),
		choose: key.NewBinding(key.WithKeys("down", "up", "tab", "shift+tab", "ctrl+j", "ctrl+p"), key.WithHelp("arrows", "choose")),
		add:    key.NewBinding(key.WithKeys("ctrl+n"), key.WithHelp("ctrl+n", "add a lead")),
	}
	v.input = kit.NewInput(v.l, "some digits of the number, or letters of a name or a company")
	v.input.Focus()
	v.table = kit.NewTable(v.l, s.Keys, v.columns()...)
	v.table.SetFocused(true)
	v.desks = page.NewDesks(s, v, o.Desk)
	if msg.Lead == 0 && typed.text != "" {
		v.input.SetValue(typed.text)
		v.again = true
	}
	return v
}

// Init looks up what was typed before, or whom the asking screen has open.
func (v *Screen) Init() tea.Cmd {
	if v.text() != "" {
		return v.find()
	}
	return v.offer()
}

// Refresh looks up again what is typed: meanwhile a lead may have been added.
func (v *Screen) Refresh() tea.Cmd {
	v.now = v.s.Now()
	v.desks.Forget()
	return v.Init()
}

// Title is what stands in the head.
func (v *Screen) Title() string { return "Inbound" }

// Capturing: every key is typed, or one of the screen's own.
func (v *Screen) Capturing() bool { return true }

// text is what is looked for.
func (v *Screen) text() string { return strings.TrimSpace(v.input.Value()) }

// Update answers to keys and to what the commands came to.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		return v.click(msg)
	case nav.TickMsg:
		v.now = msg.At
	case nav.LookChangedMsg:
		v.fill()
	case callersFoundMsg:
		return v.show(msg)
	case page.DeskLoadedMsg:
		cmd := v.desks.Loaded(msg)
		if v.text() == "" {
			return tea.Batch(cmd, v.offer())
		}
		return cmd
	}
	return nil
}

func (v *Screen) press(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		v.rest()
		return nav.Send(nav.PopMsg{})
	case tea.KeyEnter:
		return v.take()
	case tea.KeyUp, tea.KeyCtrlP, tea.KeyShiftTab:
		return v.move(-1)
	case tea.KeyDown, tea.KeyTab, tea.KeyCtrlJ:
		return v.move(1)
	case tea.KeyPgUp:
		return v.move(-5)
	case tea.KeyPgDown:
		return v.move(5)
	case tea.KeyCtrlN:
		return v.addLead()
	}
	if k.String() == "+" && v.nobody() {
		return v.addLead()
	}
	return v.typing(k)
}

// typing edits what is looked for. Words from an earlier call are only there to
// go on with: who types on without touching them means somebody else.
func (v *Screen) typing(k tea.KeyMsg) tea.Cmd {
	before := v.input.Value()
	if v.again && k.Type == tea.KeyRunes {
		v.input.SetValue("")
	}
	v.again = false
	_, cmd := v.input.Update(k)
	v.typed.text = v.input.Value()
	if v.typed.text == before {
		return cmd
	}
	v.wanted, v.moved = false, false
	if v.text() == "" {
		v.rest()
		v.table.Select(0)
		return tea.Batch(cmd, v.offer())
	}
	return tea.Batch(cmd, v.find())
}

func (v *Screen) move(by int) tea.Cmd {
	v.wanted = false
	before := v.table.SelectedID()
	v.table.Move(by)
	v.moved = v.moved || v.table.SelectedID() != before
	return v.look()
}

// nobody says that what is typed names nobody.
func (v *Screen) nobody() bool { return v.text() != "" && !v.waiting && len(v.callers) == 0 }

// addLead opens the form of a lead with what was typed.
func (v *Screen) addLead() tea.Cmd {
	if err := v.s.Actor.Allow(model.ActWork); err != nil {
		return nav.Fail(err)
	}
	return nav.Send(nav.AddLeadMsg{Text: v.text()})
}

// take opens the desk of whom the cursor is on.
func (v *Screen) take() tea.Cmd {
	c, ok := v.selected()
	switch {
	case v.text() == "" && !ok && v.msg.Lead != 0: // it is known without being shown
		return v.answer(v.msg.Lead, v.msg.Contact)
	case v.waiting && !v.moved:
		v.wanted = true
		return nil
	case ok:
		return v.answer(c.LeadID, c.ContactID)
	case v.nobody():
		return nav.Toast(nav.Info, "Nobody is found: + adds a lead, backspace widens the search.")
	}
	return nav.Toast(nav.Info, "Type a number, a name or a company first.")
}

// answer opens a desk; what was typed has led there and is done with.
func (v *Screen) answer(lead model.LeadID, contact model.ContactID) tea.Cmd {
	v.rest()
	v.typed.text = ""
	return nav.Send(nav.OpenLeadMsg{Lead: lead, Contact: contact, Inbound: true, Why: "called in"})
}

func (v *Screen) click(m tea.MouseMsg) tea.Cmd {
	before := v.table.SelectedID()
	m.Y -= headLines
	if m.Y < 0 || m.Y >= v.tableHeight() {
		return nil
	}
	v.table.Update(m)
	if m.Action == tea.MouseActionPress && m.Button == tea.MouseButtonLeft && m.Y > 0 && before != 0 && v.table.SelectedID() == before {
		v.moved = true
		return v.take() // the second click opens
	}
	v.moved = v.moved || v.table.SelectedID() != before
	return v.look()
}

// ShortHelp is the keys that matter now.
func (v *Screen) ShortHelp() []key.Binding {
	open, add := nav.Enable(v.open), v.adds()
	if _, ok := v.selected(); !ok && v.msg.Lead == 0 {
		open = nav.Disable(open, "nobody is found yet")
	}
	if v.nobody() && add.Enabled() {
		return []key.Binding{key.NewBinding(key.WithKeys("+"), key.WithHelp("+", "add a lead"))}
	}
	return []key.Binding{open, v.choose, add}
}

// adds is the key of a new lead in its present state.
func (v *Screen) adds() key.Binding {
	if err := v.s.Actor.Allow(model.ActWork); err != nil {
		return nav.Disable(v.add, err.Error())
	}
	return v.add
}

// FullHelp is every key.
func (v *Screen) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "Who calls", Bindings: append(v.ShortHelp(), v.s.Keys.Back)}}
}
