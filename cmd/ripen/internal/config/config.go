// Package config reads and writes ripen.toml.
//
// One table in code ([keys]) says of every key where it stands, what it means,
// what is allowed and where its value goes. The commented default, the
// refusals and `ripen config show` are all made from it, so that none of them
// can say what another does not do.
package config

import (
	"maps"

	"ripen/model"
)

// Config is what ripen.toml settles, with the default for every key that the
// file leaves out.
type Config struct {
	You      Person
	Database string // a path, a postgres:// URL, or "" for the XDG data directory
	Dial     string // command line for a call, {number} in it; "" only shows the number
	Console  Console

	File  string // the file looked for
	Found bool   // it was there

	rules model.Policy
}

// Person is who works on this machine.
type Person struct {
	Name   string       // "" for the operating system's user
	Region model.Region // "" for the organisation's
	Zone   string       // IANA name; "" for the machine's
}

// Console is how the console looks.
type Console struct {
	Theme  string // "auto", "dark", "light", "high-contrast", "16" or "mono"
	Glyphs string // "narrow" or "ascii"
	Mouse  bool
}

// Default is the configuration of an empty file.
func Default() Config {
	return Config{
		Console: Console{Theme: "auto", Glyphs: "narrow", Mouse: true},
		rules:   model.DefaultPolicy(),
	}
}

// Policy returns the numbers of the rules as configured: a copy that the
// caller may change.
func (c Config) Policy() model.Policy {
	p := c.rules
	p.StaleDays = maps.Clone(p.StaleDays)
	return p
}

// Value is one key with its effective value.
type Value struct {
	Table, Key string
	Value      any // string, bool or int
	Changed    bool
}

// Values are all keys in the order of the commented default.
func (c Config) Values() []Value {
	d := Default()
	out := make([]Value, len(keys))
	for i, k := range keys {
		v := k.get(&c)
		out[i] = Value{Table: k.table, Key: k.name, Value: v, Changed: v != k.get(&d)}
	}
	return out
}
