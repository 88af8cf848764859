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

// Adder is what adding a lead asks for.
type Adder interface {
	AddLead(ctx context.Context, by model.Actor, l model.NewLead) (model.Result, error)
}

type leadAddedMsg struct {
	company string
	res     model.Result
	err     error
}

// Add is the screen on which one lead is added by hand. When it is done the
// lead's desk takes its place.
type Add struct {
	s      *nav.Session
	l      theme.Look
	office Adder
	from   nav.Route
	w, h   int
	form   *kit.Form
	draft  *page.Draft
	empty  key.Binding // throws the draft away
	saving bool
	added  bool
	again  bool // it was begun before, and what was typed is back
	begun  bool // it opened with words that were typed elsewhere
}

// NewAdd is an empty form, opened from a screen of the route from.
func NewAdd(s *nav.Session, o Adder, from nav.Route) *Add {
	a := &Add{s: s, l: s.Look(), office: o, from: from,
		empty: key.NewBinding(key.WithKeys("ctrl+x"), key.WithHelp("ctrl+x", "begin with an empty form"))}
	a.form = a.newForm()
	return a
}

func (a *Add) newForm() *kit.Form {
	f := kit.NewForm(a.l, slices.Concat([]kit.Field{
		{Key: "company", Label: "company", Required: true, Placeholder: "its name as people say it"},
		{Key: "person", Label: "person", Placeholder: "or all in one line: Tor Lind, IT lead, 617 555 0143; empty: the switchboard"},
		{Key: "title", Label: "title", Placeholder: "plant manager"},
		{Key: "phone", Label: "phone", Placeholder: "+1 617 555 0142"},
		{Key: "email", Label: "e-mail", Placeholder: "mia@halvorsen.example", Check: looksLikeEmail},
		{Key: "website", Label: "website", Placeholder: "halvorsen.example"},
	}, page.FoundFields(""), []kit.Field{
		{Key: "inquiry", Label: "inquiry now", Kind: kit.ChoiceField, Value: "no", Options: []kit.Option{
			{Key: "n", Value: "no", Title: "no"}, {Key: "y", Value: "yes", Title: "yes, the clock runs from now"},
		}},
	})...)
	f.OnSave = a.save
	f.Focus()
	return f
}

func looksLikeEmail(v string) error {
	name, host, ok := strings.Cut(v, "@")
	if !ok || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(v, " ,;") {
		return model.Errorf(model.Invalid, "This is no e-mail address; write one as mia@halvorsen.example.")
	}
	return nil
}

// Keep has what is typed kept in d until the lead is added.
func (a *Add) Keep(d page.Drafts) *Add {
	a.draft = page.NewDraft(a, d, "leads/add")
	return a
}

// Init asks for what was typed when the form was left.
func (a *Add) Init() tea.Cmd { return a.draft.Load() }

// SetSize sets the cells that View fills.
func (a *Add) SetSize(w, h int) {
	a.w, a.h = max(0, w), max(0, h)
	a.form.SetSize(max(0, min(a.w, 100)-1), max(0, a.h-3))
}

// Title is where one is.
func (a *Add) Title() string { return a.from.String() + " " + a.l.Glyphs.Crumb + " a new one" }

// Finished says that the lead is added: its desk stands in this screen's place.
func (a *Add) Finished() bool { return a.added }

// Capturing: the form has the keys.
func (a *Add) Capturing() bool { return true }

// Dirty says whether something is typed.
func (a *Add) Dirty() (bool, string) {
	if !a.form.Dirty() || !a.draft.Behind() {
		return false, ""
	}
	if c := a.form.Values()["company"]; c != "" {
		return true, "the new lead " + kit.Clean(c)
	}
	return true, "the new lead"
}

// Update fills the form in. esc asks before it throws away what is not kept.
func (a *Add) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if msg.Type == tea.KeyEsc {
			return a.leave()
		}
		return a.press(msg)
	case page.DraftLoadedMsg:
		v, cmd := a.draft.Loaded(msg)
		if a.begun && v != nil {
			return cmd
		}
		a.form.SetValues(v)
		a.again = v != nil
		return cmd
	case page.DraftSavedMsg:
		return msg.Settle()
	case leadAddedMsg:
		return a.came(msg)
	case abandonedMsg:
		a.form.Clean()
		return nav.Send(nav.PopMsg{})
	}
	return nil
}

// press fills the form in, and has what changed kept.
func (a *Add) press(k tea.KeyMsg) tea.Cmd {
	if key.Matches(k, a.emptied()) {
		return a.restart()
	}
	if page.PressFound(a.form, k) || page.PartPerson(a.form, k, "person", "website") {
		return a.keep()
	}
	_, cmd := a.form.Update(k)
	return tea.Batch(cmd, a.keep())
}

func (a *Add) keep() tea.Cmd {
	if !a.form.Dirty() || a.added {
		return a.draft.Drop()
	}
	return a.draft.Keep(a.form.Values())
}

// restart throws away what was kept.
func (a *Add) restart() tea.Cmd {
	a.form, a.again = a.newForm(), false
	a.SetSize(a.w, a.h)
	return a.draft.Drop()
}

// emptied is the key that throws away what was brought back, in its present
// state.
func (a *Add) emptied() key.Binding {
	if !a.again {
		return nav.Disable(a.empty, "this form was not begun before")
	}
	return a.empty
}

// abandonedMsg throws the form away.
type abandonedMsg struct{}

func (a *Add) leave() tea.Cmd {
	dirty, what := a.Dirty()
	if !dirty {
		return nav.Send(nav.PopMsg{})
	}
	return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(a.l, "Go back?", "Not saved: "+what+".", "go back and lose it", abandonedMsg{})})
}

func (a *Add) save(v map[string]string) tea.Cmd {
	if a.saving {
		return nil
	}
	source, err := page.Found(v)
	if err != nil {
		a.form.SetProblem("found_words", err.Error())
		return nil
	}
	a.saving = true
	lead := model.NewLead{Company: v["company"], Person: v["person"], Title: v["title"], Phone: v["phone"], Email: v["email"],
		Website: v["website"], Source: source}
	by, now, inquiry := a.s.Actor, a.s.Now(), v["inquiry"] == "yes"
	if inquiry {
		lead.Received = now
	}
	return nav.For(a, func() tea.Msg {
		res, err := a.office.AddLead(context.Background(), by, lead)
		return leadAddedMsg{lead.Company, res, err}
	})
}

// came opens the desk of the new lead, or shows the refusal at the field that
// it is about; what was typed stays.
func (a *Add) came(msg leadAddedMsg) tea.Cmd {
	a.saving = false
	var e *model.Error
	if errors.As(msg.err, &e) && e.Code != model.Internal && e.Field != "" && a.form.SetProblem(e.Field, e.Message) {
		return nil
	}
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	a.form.Clean()
	a.added = true
	return tea.Batch(a.keep(), nav.Toast(nav.Good, "Added "+msg.company+"."), nav.Send(nav.OpenLeadMsg{Lead: msg.res.LeadID, From: a.from}))
}

// View is exactly w×h.
func (a *Add) View() string {
	rest := "ctrl+s adds it and opens its desk"
	if a.again {
		rest = "as you left it; ctrl+x begins with an empty one"
	}
	return kit.Clamp(kit.Heading(a.l, a.w, "A new lead", rest, true)+"\n"+
		kit.Rule(a.l, a.w, "")+"\n"+a.form.View(), a.w, a.h)
}

// ShortHelp is the form's keys.
func (a *Add) ShortHelp() []key.Binding {
	k := a.s.Keys
	return []key.Binding{nav.Named(k.Save, "add it"), nav.Named(k.NextPane, "next field")}
}

// FullHelp is every key.
func (a *Add) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "The form", Bindings: append(a.ShortHelp(), a.s.Keys.PrevPane, a.emptied(), a.s.Keys.Back)}}
}
