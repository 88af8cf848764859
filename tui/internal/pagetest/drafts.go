package pagetest

import "maps"

// Drafts keeps drafts in memory: what is left of a console that was killed.
type Drafts map[string]map[string]string

// Load is nil for a key that is not there.
func (d Drafts) Load(key string) (map[string]string, error) { return d[key], nil }

// Save keeps a copy.
func (d Drafts) Save(key string, values map[string]string) error {
	d[key] = maps.Clone(values)
	return nil
}

// Drop forgets it.
func (d Drafts) Drop(key string) error { delete(d, key); return nil }
