package page

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/nav"
)

// Drafts keeps what was typed and is not recorded yet, outside the database.
// Load gives nil for a key that is not there.
type Drafts interface {
	Load(key string) (map[string]string, error)
	Save(key string, values map[string]string) error
	Drop(key string) error
}

type (
	// DraftLoadedMsg is what was kept of a form.
	DraftLoadedMsg struct {
		draft  *Draft
		values map[string]string
		err    error
	}

	// DraftSavedMsg is what keeping came to; the screen calls its Settle.
	DraftSavedMsg struct {
		draft  *Draft
		values map[string]string
		err    error
	}
)

// Draft keeps what is typed into one form, so that a crash or a kill loses none
// of it. It writes at each change, and never twice at once: what changes while
// it writes is written after it. A nil Draft, or one without a store, keeps
// nothing.
type Draft struct {
	to      nav.Screen
	store   Drafts
	key     string
	kept    map[string]string // as it stands in the store
	typed   map[string]string
	writing bool
}

// NewDraft is that of the form named key ("leads/add"); its messages come back
// to the screen to.
func NewDraft(to nav.Screen, store Drafts, key string) *Draft {
	return &Draft{to: to, store: store, key: key}
}

// Of is d where it is that form's, else a new one.
func (d *Draft) Of(to nav.Screen, store Drafts, key string) *Draft {
	if d != nil && d.key == key {
		return d
	}
	return NewDraft(to, store, key)
}

// Other is the draft of another form of the same screen.
func (d *Draft) Other(key string) *Draft {
	if d == nil {
		return nil
	}
	return NewDraft(d.to, d.store, key)
}

// Load asks for what was kept.
func (d *Draft) Load() tea.Cmd {
	if d == nil || d.store == nil {
		return nil
	}
	store, name := d.store, d.key
	return nav.For(d.to, func() tea.Msg {
		values, err := store.Load(name)
		return DraftLoadedMsg{d, values, err}
	})
}

// Loaded is what was kept, nil where nothing was, where the message is another
// form's, or where the person was quicker. A draft that cannot be read is said.
func (d *Draft) Loaded(msg DraftLoadedMsg) (map[string]string, tea.Cmd) {
	if d == nil || msg.draft != d {
		return nil, nil
	}
	if msg.err != nil || len(msg.values) == 0 || len(d.typed) > 0 {
		return nil, nav.Fail(msg.err)
	}
	d.kept, d.typed = msg.values, msg.values
	return msg.values, nil
}

// Keep has values written; nil or empty ones are dropped.
func (d *Draft) Keep(values map[string]string) tea.Cmd {
	if d == nil {
		return nil
	}
	d.typed = maps.Clone(values)
	return d.write()
}

// Drop forgets what was kept: it is recorded, or thrown away.
func (d *Draft) Drop() tea.Cmd { return d.Keep(nil) }

// Settle takes in what a write came to, and writes what has changed since.
func (msg DraftSavedMsg) Settle() tea.Cmd {
	d := msg.draft
	d.writing = false
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	d.kept = msg.values
	return d.write()
}

// Behind says whether something is typed that the store does not hold.
func (d *Draft) Behind() bool {
	return d == nil || d.store == nil || !maps.Equal(d.kept, d.typed)
}

func (d *Draft) write() tea.Cmd {
	if d.store == nil || d.writing || maps.Equal(d.kept, d.typed) {
		return nil
	}
	d.writing = true
	store, name, values := d.store, d.key, d.typed
	return nav.For(d.to, func() tea.Msg {
		if len(values) == 0 {
			return DraftSavedMsg{d, values, store.Drop(name)}
		}
		return DraftSavedMsg{d, values, store.Save(name, values)}
	})
}
