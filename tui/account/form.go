package account

import (
	"cmp"
	"context"
	"errors"
	"maps"
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

// form is what is typed about a person. What it holds is kept as the draft of
// its name until it is recorded.
type form struct {
	name    string // of the draft, "" for one of which none is kept
	title   string
	verb    string // what enter does to it where that is not to record
	who     model.ContactID
	fields  *kit.Form
	picker  *kit.Completer // where to, of a move; nil for other forms
	going   going          // what was picked
	asks    nav.Requests
	brought bool
	problem string
	first   func(tea.KeyMsg) bool // keys taken before the fields have them
}

// open shows a form with what was typed into it before about the same person.
func (a *Account) open(f *form) {
	if v := a.drafts.mem[f.name]; len(v) > 0 && v["who"] == who(f.who) {
		f.fields.SetValues(v)
		f.brought = true
	}
	f.fields.Focus()
	a.form, a.reading = f, false
	a.layOut()
}

func who(id model.ContactID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}

// pressForm gives a key to the form; esc closes it and keeps what was typed.
func (a *Account) pressForm(k tea.KeyMsg) tea.Cmd {
	f := a.form
	if k.Type == tea.KeyEsc {
		if f.picker != nil && f.going.chosen() { // back to the question before
			f.going = going{}
			f.picker.Focus()
			return nil
		}
		a.form = nil
		a.layOut()
		return nil
	}
	if a.saving {
		return nil
	}
	f.problem = ""
	var cmd tea.Cmd
	switch {
	case f.picker != nil && !f.going.chosen():
		_, cmd = f.picker.Update(k)
	case f.first != nil && f.first(k):
	default:
		_, cmd = f.fields.Update(k)
	}
	return tea.Batch(cmd, a.keep(f))
}

// keep writes what the form holds, where something was typed.
func (a *Account) keep(f *form) tea.Cmd {
	if f.name == "" || a.form != f {
		return nil
	}
	v := f.fields.Values()
	if f.picker != nil {
		v["to"] = f.picker.Value()
	}
	if !f.fields.Dirty() && v["to"] == "" && len(a.drafts.mem[f.name]) == 0 {
		return nil
	}
	v["who"] = who(f.who)
	if maps.Equal(v, a.drafts.mem[f.name]) {
		return nil
	}
	return a.drafts.typed(a, f.name, v)
}

// refuse shows why it was not recorded, at the field that it is about where
// there is one. Nothing typed is lost.
func (f *form) refuse(text string, err error) {
	var e *model.Error
	if errors.As(err, &e) && e.Field != "" && f.fields.SetProblem(e.Field, text) {
		return
	}
	f.problem = text
}

func (f *form) shortHelp(a *Account) []key.Binding {
	k := a.s.Keys
	back := nav.Named(k.Back, "keep as a draft")
	if f.name == "" {
		back = nav.Named(k.Back, "back")
	}
	if f.picker != nil && !f.going.chosen() {
		return []key.Binding{nav.Named(k.Open, "there"), nav.Named(k.Down, "choose"), back}
	}
	return []key.Binding{nav.Named(k.Save, cmp.Or(f.verb, "record")), nav.Named(k.NextPane, "next field"), back}
}

// wants is how many lines the form would like at width w, with its heading.
func (f *form) wants(w int) int {
	if f.picker != nil && !f.going.chosen() {
		return 10
	}
	n := f.fields.Lines(w) + 1
	if f.picker != nil {
		n++
	}
	if f.problem != "" {
		n += 2
	}
	return n
}

// view is the form in exactly w×h.
func (f *form) view(a *Account, w, h int) string {
	rest := ""
	switch {
	case a.saving:
		rest = "recording" + a.l.Glyphs.Ellipsis
	case f.brought:
		rest = "as you left it"
	}
	out := []string{kit.Heading(a.l, w, f.title, rest, true)}
	if f.problem != "" {
		for _, s := range kit.WrapTo(a.l.Glyphs.Alert+" "+f.problem, max(1, w-2), 2) {
			out = append(out, kit.Fit(" "+a.l.Paint(theme.Error, s), w))
		}
	}
	if f.picker != nil && !f.going.chosen() {
		f.picker.SetSize(w, max(0, h-len(out)))
		return kit.Clamp(strings.Join(append(out, f.picker.View()), "\n"), w, h)
	}
	if f.picker != nil {
		out = append(out, kit.Fit(" "+a.l.Paint(theme.Dim, "to ")+a.l.Paint(theme.Strong, f.going.words())+a.l.Paint(theme.Dim, "; esc picks another"), w))
	}
	f.fields.SetSize(w, max(0, min(h-len(out), f.fields.Lines(w))))
	return kit.Clamp(strings.Join(append(out, f.fields.View()), "\n"), w, h)
}

func roles() []kit.Option {
	letters := "dicughbn"
	out := make([]kit.Option, len(model.BuyingRoles))
	for i, r := range model.BuyingRoles {
		out[i] = kit.Option{Key: letters[i : i+1], Value: string(r), Title: page.Words(r)}
	}
	return out
}

func (a *Account) openAdd() tea.Cmd {
	f := &form{name: "add", title: "Add a person", fields: kit.NewForm(a.l, slices.Concat([]kit.Field{
		{Key: "name", Label: "name", Required: true, Placeholder: "or all in one line: Tor Lind, IT lead, 617 555 0143"},
		{Key: "title", Label: "title", Placeholder: "CFO"},
		{Key: "role", Label: "role", Kind: kit.ChoiceField, Value: string(model.RoleUnknown), Options: roles()},
		{Key: "phone", Label: "phone"}, {Key: "email", Label: "e-mail"}},
		page.FoundFields(""), []kit.Field{{Key: "address", Label: "address"}})...)}
	f.first = func(k tea.KeyMsg) bool {
		return page.PressFound(f.fields, k) || page.PartPerson(f.fields, k, "name", "role")
	}
	f.fields.OnSave = func(v map[string]string) tea.Cmd {
		source, err := page.Found(v)
		if err != nil {
			f.refuse(page.Sentence(a.s, err), err)
			return nil
		}
		n := model.NewContact{LeadID: a.lead, Name: v["name"], Title: v["title"], Role: model.BuyingRole(v["role"]),
			Phone: v["phone"], Email: v["email"], Address: v["address"], Source: source}
		office := a.office
		return a.write(f, func(ctx context.Context, by model.Actor) (model.Result, error) { return office.AddContact(ctx, by, n) },
			func(r model.Result) tea.Cmd {
				a.who = r.ContactID
				return a.tell(n.Name+" is added", r)
			})
	}
	a.open(f)
	return nil
}

func (a *Account) openRole(c model.Contact) tea.Cmd {
	now := c.Role
	if now == "" {
		now = model.RoleUnknown
	}
	f := &form{title: "What " + c.Name + " has to say in it", who: c.ID, fields: kit.NewForm(a.l,
		kit.Field{Key: "role", Label: "role", Kind: kit.ChoiceField, Value: string(now), Options: roles(), Required: true})}
	f.fields.OnSave = func(v map[string]string) tea.Cmd {
		set, office := map[string]string{"role": v["role"]}, a.office
		return a.write(f, func(ctx context.Context, by model.Actor) (model.Result, error) {
			return office.SetContact(ctx, by, c.ID, set)
		},
			func(r model.Result) tea.Cmd { return a.tell(c.Name+" is changed", r) })
	}
	a.open(f)
	return nil
}

// What E may do to an enrolment that is under way.
const (
	stopIt = "=stop" // no cadence is named so
	goOn   = "=on"
)

// openEnrol offers what the rules allow: to stop what is under way, or to let it
// go on where it is paused; and the cadences where there is none.
func (a *Account) openEnrol(c model.Contact) tea.Cmd {
	e := pursuit(&a.desk, c.ID)
	title := "Enrol " + c.Name + " in"
	var options []kit.Option
	likely := "standard"
	if e != nil && e.CadenceID != 0 && e.State.Live() {
		title, likely = "The cadence of "+c.Name, stopIt
		options = []kit.Option{{Key: "s", Value: stopIt, Title: "stop " + e.Cadence}}
		if e.State == model.EnrolPaused || e.State == model.EnrolHeld {
			options, likely = append(options, kit.Option{Key: "g", Value: goOn, Title: "let it go on"}), goOn
		}
	} else {
		for i, name := range slices.Sorted(maps.Keys(a.desk.Current)) {
			o := kit.Option{Key: string(rune('a' + i%26)), Value: name, Title: name}
			if t := a.desk.Cadences[a.desk.Current[name]].Title; t != "" {
				o.Title = t
			}
			options = append(options, o)
		}
	}
	f := &form{title: title, who: c.ID, fields: kit.NewForm(a.l,
		kit.Field{Key: "cadence", Label: "cadence", Kind: kit.ChoiceField, Value: likely, Options: options, Required: true})}
	f.fields.OnSave = func(v map[string]string) tea.Cmd {
		switch v["cadence"] {
		case stopIt:
			return a.choose(f, model.Choice{Verb: model.StopEnrolment, ContactID: c.ID, EnrolmentID: e.ID, Reason: "stopped on the account"}, "The cadence of "+c.Name+" is stopped")
		case goOn:
			return a.choose(f, model.Choice{Verb: model.ResumeEnrol, ContactID: c.ID, EnrolmentID: e.ID}, "The cadence of "+c.Name+" goes on")
		}
		return a.choose(f, model.Choice{Verb: model.Enrol, ContactID: c.ID, Cadence: v["cadence"]}, "")
	}
	a.open(f)
	return nil
}
