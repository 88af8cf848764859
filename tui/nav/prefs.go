package nav

import (
	"maps"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// Prefs is what the console remembers of one person: the screen left last,
// filters, columns, the width of panes, the theme. Keys name a screen and a
// thing of it: "leads/columns". What is remembered is never needed: a value
// that a screen cannot read is as none.
type Prefs struct {
	mu     sync.Mutex // a command may read while Update sets
	values map[string]string
	write  func(key, value string) error
}

// NewPrefs begins with what was kept; write keeps a value, "" drops it. Both may
// be nil: then nothing outlives the session.
func NewPrefs(kept map[string]string, write func(key, value string) error) *Prefs {
	values := maps.Clone(kept)
	if values == nil {
		values = map[string]string{}
	}
	return &Prefs{values: values, write: write}
}

// Get is the value of a key, "" for none. A nil Prefs has none.
func (p *Prefs) Get(key string) string {
	if p == nil {
		return ""
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.values[key]
}

// Keys are the keys that begin with prefix and have a value, in no order.
func (p *Prefs) Keys(prefix string) []string {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for k := range p.values {
		if len(k) >= len(prefix) && k[:len(prefix)] == prefix {
			out = append(out, k)
		}
	}
	return out
}

// Set remembers a value at once, "" forgets it, and is the command that keeps
// it; nil where nothing changes. A value that cannot be kept holds for the
// session, and is no reason to disturb anybody.
func (p *Prefs) Set(key, value string) tea.Cmd {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.values[key] == value {
		return nil
	}
	if value == "" {
		delete(p.values, key)
	} else {
		p.values[key] = value
	}
	if p.write == nil {
		return nil
	}
	write := p.write
	return func() tea.Msg {
		_ = write(key, value)
		return nil
	}
}
