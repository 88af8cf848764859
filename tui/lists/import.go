package lists

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/playbook"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// stage of bringing a list in.
type stage uint8

const (
	asking   stage = iota // which file, and what it is
	checking              // the dry run is under way
	checked               // what it would do is shown; enter does it
	running
	done
)

type (
	// importedMsg is what a dry run or an import came to.
	importedMsg struct {
		request nav.Request
		res     model.ImportResult
		err     error
	}

	// abandonedMsg throws the form away.
	abandonedMsg struct{}
)

// Import is the screen on which a list is brought in: nothing is written before
// the person has read what would be.
type Import struct {
	s      *nav.Session
	l      theme.Look
	office Importer
	w, h   int
	form   *kit.Form
	stage  stage
	asked  nav.Requests
	cancel context.CancelFunc
	since  time.Time
	now    time.Time
	path   string
	opts   model.ImportOptions
	res    model.ImportResult
	top    int
	left   bool
	again  key.Binding
}

// NewImport is an empty form.
func NewImport(s *nav.Session, o Importer) *Import {
	v := &Import{s: s, l: s.Look(), office: o, now: s.Now(),
		again: key.NewBinding(key.WithKeys("e"), key.WithHelp("e", "change the entries"))}
	options := make([]kit.Option, len(model.ListCategories))
	for i, c := range model.ListCategories {
		options[i] = kit.Option{Key: "itprseao"[i : i+1], Value: c, Title: page.Words(c)}
	}
	v.form = kit.NewForm(v.l,
		kit.Field{Key: "path", Label: "file", Required: true, Placeholder: "~/lists/fair.csv (csv with a line of headers)"},
		kit.Field{Key: "name", Label: "list name", Placeholder: "empty: the file's own"},
		kit.Field{Key: "source", Label: "source", Placeholder: "the fair, the vendor, the web form"},
		kit.Field{Key: "category", Label: "category", Kind: kit.ChoiceField, Value: "other", Options: options},
		kit.Field{Key: "cost", Label: "cost", Kind: kit.MoneyField, Check: func(t string) error { _, _, err := playbook.ParseMoney(t); return err }},
		kit.Field{Key: "cadence", Label: "cadence", Placeholder: "empty: by category; standard, inbound, trade-show …"},
		kit.Field{Key: "map", Label: "mapping", Kind: kit.ListField, Placeholder: "company=Firm; phone=Tel", Check: pairs},
	)
	v.form.OnSave = v.check
	v.form.Focus()
	return v
}

func pairs(t string) error {
	for _, p := range split(t) {
		if f, h, ok := strings.Cut(p, "="); !ok || strings.TrimSpace(f) == "" || strings.TrimSpace(h) == "" {
			return model.Errorf(model.Invalid, "%q names no header; write it as company=Firm.", p)
		}
	}
	return nil
}

func split(t string) []string {
	var out []string
	for _, p := range strings.Split(t, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Init does nothing.
func (v *Import) Init() tea.Cmd { return nil }

// SetSize sets the cells that View fills.
func (v *Import) SetSize(w, h int) {
	v.w, v.h = max(0, w), max(0, h)
	v.form.SetSize(max(0, min(v.w, 110)-1), max(0, v.h-2))
}

// Title is where one is.
func (v *Import) Title() string { return "Lists " + v.l.Glyphs.Crumb + " bring one in" }

// Capturing says whether the form has the keys.
func (v *Import) Capturing() bool { return v.stage == asking }

// Finished says that the list is in and the person has gone on.
func (v *Import) Finished() bool { return v.left }

// Dirty says whether something would be lost.
func (v *Import) Dirty() (bool, string) {
	switch {
	case v.stage == running:
		return true, "the import of " + kit.Clean(filepath.Base(v.path)) + ", which is under way"
	case v.stage < running && v.form.Dirty():
		return true, "the list that is being brought in"
	}
	return false, ""
}

// Back goes back one step: from what it would do to the form; an import under
// way is cancelled.
func (v *Import) Back() (bool, tea.Cmd) {
	switch v.stage {
	case checking, running:
		v.stop()
		return true, nav.Toast(nav.Info, "Cancelling: what was written so far stays and is not written twice.")
	case checked:
		v.edit()
		return true, nil
	case asking:
		return true, v.abandon()
	}
	return false, nil
}

func (v *Import) stop() {
	if v.cancel != nil {
		v.cancel()
	}
}

func (v *Import) edit() {
	v.stage = asking
	v.form.Focus()
}

func (v *Import) abandon() tea.Cmd {
	if dirty, what := v.Dirty(); dirty {
		return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Go back?", "Not done: "+what+".", "go back and lose it", abandonedMsg{})})
	}
	return nav.Send(nav.PopMsg{})
}

// Update answers to keys and to what the import came to.
func (v *Import) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case nav.TickMsg:
		v.now = msg.At
	case importedMsg:
		return v.came(msg)
	case abandonedMsg:
		v.form.Clean()
		return nav.Send(nav.PopMsg{})
	}
	return nil
}

func (v *Import) press(k tea.KeyMsg) tea.Cmd {
	keys := v.s.Keys
	if v.stage == asking {
		if k.Type == tea.KeyEsc {
			return v.abandon()
		}
		_, cmd := v.form.Update(k)
		return cmd
	}
	switch {
	case key.Matches(k, keys.Down):
		v.top++
	case key.Matches(k, keys.Up):
		v.top = max(0, v.top-1)
	case v.stage == checked && key.Matches(k, keys.Open):
		v.stage = running
		return v.run(false)
	case v.stage == checked && key.Matches(k, v.again):
		v.edit()
	case v.stage == done && key.Matches(k, keys.Open):
		v.left = true
		return nav.Send(nav.SwitchMsg{Route: nav.Today})
	}
	return nil
}

// check reads the form and asks what the import would do.
func (v *Import) check(t map[string]string) tea.Cmd {
	cents, currency := int64(0), ""
	if t["cost"] != "" {
		cents, currency, _ = playbook.ParseMoney(t["cost"]) // the form has checked it
	}
	v.path = strings.Trim(t["path"], `"'`) // as a file manager pastes it
	name := strings.TrimSpace(t["name"])
	if name == "" {
		file := filepath.Base(v.path)
		name = strings.TrimSuffix(file, filepath.Ext(file))
	}
	v.opts = model.ImportOptions{Name: name, Source: t["source"], Category: t["category"], Cost: cents, Currency: currency,
		Cadence: t["cadence"], Map: split(t["map"])}
	v.stage = checking
	v.form.Blur()
	return v.run(true)
}

func (v *Import) run(dry bool) tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	v.cancel, v.top, v.now = cancel, 0, v.s.Now()
	v.since = v.now
	r, by, path, o := v.asked.Next(), v.s.Actor, v.path, v.opts
	o.DryRun = dry
	return nav.For(v, func() tea.Msg {
		defer cancel()
		res, err := v.office.Import(ctx, by, path, o)
		return importedMsg{r, res, err}
	})
}

// fields says which field of the form an error's field is.
var fields = map[string]string{"file": "path", "path": "path", "map": "map", "cadence": "cadence", "category": "category", "cost": "cost", "list": "name", "name": "name"}

// came shows what a dry run or an import came to. After a refusal everything
// typed is still there.
func (v *Import) came(msg importedMsg) tea.Cmd {
	if !v.asked.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		was := v.stage
		v.edit()
		if errors.Is(msg.err, context.Canceled) {
			return nav.Toast(nav.Info, "Cancelled.")
		}
		var e *model.Error
		if errors.As(msg.err, &e) && e.Code != model.Internal && was == checking {
			field := fields[strings.TrimLeft(e.Field, "-")]
			if field == "" && e.Code != model.Forbidden {
				field = "path"
			}
			if v.form.SetProblem(field, e.Message) {
				return nil
			}
		}
		return nav.Fail(msg.err)
	}
	v.res = msg.res
	if v.stage == checking {
		v.stage = checked
		return nil
	}
	v.stage = done
	v.form.Clean()
	return nav.Toast(nav.Good, fmt.Sprintf("%s is in: %s to work.", v.res.List, page.Many(v.res.LeadsCreated, "new lead", "new leads")))
}

// ShortHelp is the keys that matter now.
func (v *Import) ShortHelp() []key.Binding {
	k := v.s.Keys
	switch v.stage {
	case asking:
		return []key.Binding{nav.Named(k.Save, "see what it would do"), nav.Named(k.NextPane, "next field")}
	case checked:
		return []key.Binding{nav.Named(k.Open, "bring it in"), v.again, nav.Named(k.Back, "back to the form")}
	case done:
		return []key.Binding{nav.Named(k.Open, "to today's queue")}
	}
	return []key.Binding{nav.Named(k.Back, "cancel")}
}

// FullHelp is every key.
func (v *Import) FullHelp() []nav.HelpGroup {
	return []nav.HelpGroup{{Title: "Bringing a list in", Bindings: append(v.ShortHelp(), v.s.Keys.Down, v.s.Keys.Up)}}
}
