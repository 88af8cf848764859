package lists

import (
	"maps"
	"path"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// Drafts keeps what was typed and is not brought in yet, outside the database.
// Load gives nil for a key that is not there.
type Drafts interface {
	Load(key string) (map[string]string, error)
	Save(key string, values map[string]string) error
	Drop(key string) error
}

// The keys of what is kept.
const (
	draftKey  = "lists/import"
	folderKey = "lists/folder"
)

// draft is what of the steps is kept, and what was kept last. Writes follow one
// another: there is never more than one under way.
type draft struct {
	store    Drafts
	kept     map[string]string
	writing  bool
	restored bool // what stands in the fields is of an import that was left
}

type (
	draftLoadedMsg struct {
		values map[string]string
		folder string
		err    error
	}

	draftSavedMsg struct {
		values map[string]string
		err    error
	}
)

func newDraft(store Drafts) draft { return draft{store: store, kept: map[string]string{}} }

// behind says whether something is typed that is not kept.
func (d *draft) behind(now map[string]string) bool { return !maps.Equal(d.kept, now) }

func (d *draft) saved(msg draftSavedMsg) tea.Cmd {
	d.writing = false
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	d.kept = msg.values
	return nil
}

func (v *Import) loadDraft() tea.Cmd {
	store := v.drafts.store
	if store == nil {
		return nil
	}
	return nav.For(v, func() tea.Msg {
		values, err := store.Load(draftKey)
		folder, other := store.Load(folderKey)
		if err == nil {
			err = other
		}
		return draftLoadedMsg{values, folder["path"], err}
	})
}

// restore brings back what was typed when the steps were left, else the folder
// of the list before, unless the person was quicker.
func (v *Import) restore(msg draftLoadedMsg) tea.Cmd {
	if v.file.Value() != "" || v.path != "" {
		return nil
	}
	d := msg.values
	if d["path"] == "" {
		if msg.folder == "" {
			return nav.Fail(msg.err)
		}
		return tea.Batch(v.file.SetValue(msg.folder), nav.Fail(msg.err))
	}
	v.path, v.drafts.restored = d["path"], true
	v.form.SetValues(d)
	v.said = settled{sheet: d["sheet"], heading: model.Heading(d["heading"]), fields: unpaired(d["map"], false), dates: unpaired(d["dates"], true)}
	v.drafts.kept = v.typedFrom(v.path)
	return tea.Batch(v.giving.SetValue(d["assign"]), v.file.SetValue(v.path), nav.Fail(msg.err))
}

// unpaired reads what [pairs] wrote, one a line.
func unpaired(text string, last bool) map[string]string {
	var out map[string]string
	for _, p := range strings.Split(text, "\n") {
		at := strings.Index(p, "=")
		if last {
			at = strings.LastIndex(p, "=")
		}
		if at > 0 {
			out = with(out, p[:at], p[at+1:])
		}
	}
	return out
}

// typed is all that was entered, as it is kept; nothing before a file is chosen.
func (v *Import) typed() map[string]string {
	if v.path == "" || v.step >= running {
		return map[string]string{}
	}
	return v.typedFrom(v.path)
}

func (v *Import) typedFrom(file string) map[string]string {
	out := v.form.Values()
	out["path"], out["assign"] = file, v.giving.Value()
	out["map"], out["dates"] = strings.Join(pairs(v.said.fields), "\n"), strings.Join(pairs(v.said.dates), "\n")
	out["sheet"], out["heading"] = v.said.sheet, string(v.said.heading)
	return out
}

// keep writes what was typed, where it has changed.
func (v *Import) keep() tea.Cmd {
	now := v.typed()
	store := v.drafts.store
	if store == nil || v.drafts.writing || v.step >= running || !v.drafts.behind(now) {
		return nil
	}
	v.drafts.writing = true
	return nav.For(v, func() tea.Msg { return draftSavedMsg{now, store.Save(draftKey, now)} })
}

// forget drops what was kept, since the list is in, and keeps where it lay.
func (v *Import) forget() tea.Cmd {
	store := v.drafts.store
	v.drafts.kept = map[string]string{}
	if store == nil {
		return nil
	}
	folder := map[string]string{"path": path.Dir(v.path) + "/"}
	return func() tea.Msg {
		if err := store.Drop(draftKey); err != nil {
			return nav.ErrMsg{Err: err}
		}
		if folder["path"] == "./" {
			return nil
		}
		if err := store.Save(folderKey, folder); err != nil {
			return nav.ErrMsg{Err: err}
		}
		return nil
	}
}
