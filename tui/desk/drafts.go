package desk

import (
	"maps"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

// draftPause is how long typing rests before a draft is written.
const draftPause = 400 * time.Millisecond

// draftBook keeps what is typed on this desk. Mem is what the screen knows;
// what it says is written by commands, which may run beside each other: each
// write carries a number, and an older one never replaces a newer.
type draftBook struct {
	store  Drafts
	prefix string
	mem    map[string]map[string]string
	stamp  map[string]int  // number of the newest change of each form
	dirty  map[string]bool // changed and not written

	mu      sync.Mutex
	written map[string]int // under mu: number of the newest write
}

type (
	draftsLoadedMsg struct {
		forms map[string]map[string]string
		err   error
	}
	draftDueMsg struct {
		name  string
		stamp int
	}
	draftSavedMsg struct {
		name  string
		stamp int
		err   error
	}
)

func newDraftBook(store Drafts, lead model.LeadID) *draftBook {
	return &draftBook{
		store: store, prefix: "desk/" + lead.String() + "/", mem: map[string]map[string]string{},
		stamp: map[string]int{}, dirty: map[string]bool{}, written: map[string]int{},
	}
}

// draftNames are the forms of a desk.
func draftNames() []string {
	names := []string{"note", "rest", "person", "graduate", "next step", "disqualify", "reopening", "owner", "cadence", "details",
		"lift", "reach", "outcome", "skip", "defect"}
	for _, k := range model.AttributeKeys() {
		names = append(names, string(k))
	}
	return names
}

// loadDrafts brings back what was typed when the desk was left.
func (d *Desk) loadDrafts() tea.Cmd {
	b := d.drafts
	if b.store == nil {
		return nil
	}
	return d.run(func() tea.Msg {
		out := draftsLoadedMsg{forms: map[string]map[string]string{}}
		for _, name := range draftNames() {
			v, err := b.store.Load(b.prefix + name)
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

// restore takes over drafts for forms that have not been typed into meanwhile.
func (d *Desk) restore(msg draftsLoadedMsg) {
	for name, v := range msg.forms {
		if d.drafts.stamp[name] > 0 {
			continue
		}
		d.drafts.mem[name] = v
		if name == "note" && d.note.Value() == "" {
			d.note.SetValue(v["note"])
		}
	}
}

// changed keeps a form's values and has them written after a pause.
func (b *draftBook) changed(d *Desk, name string, v map[string]string) tea.Cmd {
	if maps.Equal(b.mem[name], v) {
		return nil
	}
	b.mem[name] = maps.Clone(v)
	b.stamp[name]++
	b.dirty[name] = true
	stamp := b.stamp[name]
	pause := d.opt.Tick
	if pause == nil {
		pause = tea.Tick
	}
	return d.run(pause(draftPause, func(time.Time) tea.Msg { return draftDueMsg{name, stamp} }))
}

// field is what was typed into one field of a form.
func (b *draftBook) field(name, field string) string { return b.mem[name][field] }

// typed keeps one field of a form; the others stay as they are.
func (b *draftBook) typed(d *Desk, name, field, text string) tea.Cmd {
	v := maps.Clone(b.mem[name])
	if v == nil {
		v = map[string]string{}
	}
	v[field] = text
	return b.changed(d, name, v)
}

// due writes a form that has not changed since the pause began.
func (b *draftBook) due(d *Desk, msg draftDueMsg) tea.Cmd {
	if !b.dirty[msg.name] || b.stamp[msg.name] != msg.stamp {
		return nil
	}
	return b.save(d, msg.name)
}

// flush writes at once what has changed: a form is left.
func (b *draftBook) flush(d *Desk) tea.Cmd {
	var cmds []tea.Cmd
	for name := range b.dirty {
		cmds = append(cmds, b.save(d, name))
	}
	return tea.Batch(cmds...)
}

func (b *draftBook) save(d *Desk, name string) tea.Cmd {
	if b.store == nil {
		return nil
	}
	v, stamp := maps.Clone(b.mem[name]), b.stamp[name]
	return d.run(func() tea.Msg {
		return draftSavedMsg{name, stamp, b.put(name, stamp, func(key string) error { return b.store.Save(key, v) })}
	})
}

// drop forgets a form that was recorded.
func (b *draftBook) drop(d *Desk, name string) tea.Cmd {
	_, had := b.mem[name]
	delete(b.mem, name)
	delete(b.dirty, name)
	b.stamp[name]++
	if b.store == nil || !had {
		return nil
	}
	stamp := b.stamp[name]
	return d.run(func() tea.Msg {
		return draftSavedMsg{name, stamp, b.put(name, stamp, b.store.Drop)}
	})
}

// put runs a write unless a newer one has been made. It runs in commands.
func (b *draftBook) put(name string, stamp int, write func(key string) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.written[name] > stamp {
		return nil
	}
	if err := write(b.prefix + name); err != nil {
		return err
	}
	b.written[name] = stamp
	return nil
}

func (b *draftBook) saved(msg draftSavedMsg) tea.Cmd {
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	if b.stamp[msg.name] == msg.stamp {
		delete(b.dirty, msg.name)
	}
	return nil
}

// unsaved names a form that no draft holds yet, "" for none.
func (b *draftBook) unsaved() string {
	for name := range b.dirty {
		for _, v := range b.mem[name] {
			if strings.TrimSpace(v) != "" {
				return strings.ReplaceAll(name, "-", " ")
			}
		}
	}
	return ""
}
