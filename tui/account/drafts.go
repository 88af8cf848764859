package account

import (
	"maps"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// drafts are what was typed into the forms of an account and is not recorded.
// Writes of a form follow one another: there is never more than one under way.
type drafts struct {
	store   Drafts
	prefix  string
	mem     map[string]map[string]string // as it is now, by the form's name
	kept    map[string]map[string]string // as it was written last
	writing map[string]bool
}

type (
	draftsLoadedMsg struct {
		forms map[string]map[string]string
		err   error
	}
	draftSavedMsg struct {
		name   string
		values map[string]string
		err    error
	}
)

func newDrafts(store Drafts, lead model.LeadID) drafts {
	return drafts{store: store, prefix: "account/" + lead.String() + "/", mem: map[string]map[string]string{},
		kept: map[string]map[string]string{}, writing: map[string]bool{}}
}

// formNames are the forms of which drafts are kept.
var formNames = []string{"add", "move"}

func (a *Account) loadDrafts() tea.Cmd {
	store, prefix := a.drafts.store, a.drafts.prefix
	if store == nil {
		return nil
	}
	return nav.For(a, func() tea.Msg {
		out := draftsLoadedMsg{forms: map[string]map[string]string{}}
		for _, name := range formNames {
			v, err := store.Load(prefix + name)
			if err != nil {
				out.err = err
			}
			if len(v) > 0 {
				out.forms[name] = v
			}
		}
		return out
	})
}

// restore takes over drafts of forms that nobody has typed into meanwhile.
func (a *Account) restore(msg draftsLoadedMsg) tea.Cmd {
	for name, v := range msg.forms {
		if len(a.drafts.mem[name]) == 0 && (a.form == nil || a.form.name != name) {
			a.drafts.mem[name], a.drafts.kept[name] = v, v
		}
	}
	return nav.Fail(msg.err)
}

// typed keeps what a form holds now.
func (d *drafts) typed(a *Account, name string, v map[string]string) tea.Cmd {
	d.mem[name] = v
	return d.save(a, name)
}

func (d *drafts) save(a *Account, name string) tea.Cmd {
	v := maps.Clone(d.mem[name])
	if d.store == nil || d.writing[name] || maps.Equal(v, d.kept[name]) {
		return nil
	}
	d.writing[name] = true
	store, path := d.store, d.prefix+name
	return nav.For(a, func() tea.Msg {
		if len(v) == 0 {
			return draftSavedMsg{name, v, store.Drop(path)}
		}
		return draftSavedMsg{name, v, store.Save(path, v)}
	})
}

// draftSaved goes on where more was typed, or the form recorded, meanwhile.
func (a *Account) draftSaved(msg draftSavedMsg) tea.Cmd {
	a.drafts.writing[msg.name] = false
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	a.drafts.kept[msg.name] = msg.values
	return a.drafts.save(a, msg.name)
}

// drop forgets a form that was recorded.
func (d *drafts) drop(a *Account, name string) tea.Cmd {
	delete(d.mem, name)
	return d.save(a, name)
}

// unsaved names a form that no draft holds, "" for none.
func (d *drafts) unsaved() string {
	for name, v := range d.mem {
		if maps.Equal(v, d.kept[name]) {
			continue
		}
		for k, s := range v {
			if k != "who" && strings.TrimSpace(s) != "" {
				return map[string]string{"add": "the new person", "move": "the move to another company"}[name]
			}
		}
	}
	return ""
}
