package main

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"ripen/cmd/ripen/internal/config"
)

// app is one run of Ripen: what a command may use of the world outside. The
// fields of the second group are set before a command's RunE begins.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	terminal       bool // standard input and output are a terminal
	styled         bool // standard output takes styles

	flags flags
	now   clock
	log   *slog.Logger
	cfg   config.Config // commands marked withoutConfig have the default

	// console opens the console on the database that dbPath names.
	console func(context.Context) error

	args          []string // as given, for --json where the flags could not be read
	demonstrating bool     // the database is a demonstration: no backups are kept of it
	running       bool     // a command's RunE has begun: what fails now is no wrong usage
	logFile       io.Closer
}

// flags are those that every command takes.
type flags struct {
	db   string
	as   string
	json bool
}

// dbPath is the database to work on: --db, RIPEN_DB, the configuration, or
// ripen/ripen.db in the XDG data directory; a path or a postgres:// URL.
func (a *app) dbPath() string {
	if p := cmp.Or(a.flags.db, a.env("RIPEN_DB")); p != "" {
		return p
	}
	if p := a.cfg.Database; p != "" {
		if rest, ok := strings.CutPrefix(p, "~/"); ok {
			return filepath.Join(xdg.Home, rest)
		}
		return p
	}
	return filepath.Join(xdg.DataHome, "ripen", "ripen.db")
}

// userName is who is working: --as, RIPEN_USER, the configuration, or the
// operating system's user; "" where none of them says.
func (a *app) userName() string {
	if n := cmp.Or(a.flags.as, a.env("RIPEN_USER"), a.cfg.You.Name, a.env("USER"), a.env("USERNAME")); n != "" {
		return n
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	name := u.Username
	if i := strings.LastIndexByte(name, '\\'); i >= 0 { // DOMAIN\name
		name = name[i+1:]
	}
	return name
}

// configPath is where ripen.toml stands, and whether RIPEN_CONFIG named it.
func (a *app) configPath() (file string, named bool) {
	if p := a.env("RIPEN_CONFIG"); p != "" {
		return p, true
	}
	return filepath.Join(xdg.ConfigHome, "ripen", "ripen.toml"), false
}

// logPath is where the log stands.
func (a *app) logPath() string {
	return cmp.Or(a.env("RIPEN_LOG"), filepath.Join(xdg.StateHome, "ripen", "ripen.log"))
}
