package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/assets"
	"ripen/model"
	"ripen/store"
)

// session is an opened database with the person who works on it.
type session struct {
	app    *app
	db     *store.Store
	by     model.Actor
	now    time.Time
	policy model.Policy
}

// work carries out one command on the database: it opens it (made where it is
// not there yet), finds out who is working, does what time alone owes, and runs.
func (a *app) work(cmd *cobra.Command, run func(context.Context, *session) error) (err error) {
	ctx := cmd.Context()
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if _, err := s.db.Tick(ctx, s.by); err != nil {
		return err
	}
	return run(ctx, s)
}

// open opens the database and resolves the actor.
func (a *app) open(ctx context.Context) (*session, error) {
	name := strings.TrimSpace(a.userName())
	if name == "" {
		return nil, usage("as", "say who is working with --as NAME, or set RIPEN_USER")
	}
	db, err := store.Open(ctx, a.dbPath(), a.storeOptions())
	if err != nil {
		return nil, err
	}
	s := &session{app: a, db: db, now: a.now(), policy: a.cfg.Policy()}
	if s.by, err = s.join(ctx, name); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (a *app) storeOptions() store.Options {
	file, _ := a.configPath()
	return store.Options{Clock: a.now, Policy: a.cfg.Policy(), Assets: assets.FS, ConfigDir: filepath.Dir(file), Log: a.log}
}

// join finds the person among the members. Whoever is unknown joins, and that
// is said: a slip in a name would otherwise go unseen.
func (s *session) join(ctx context.Context, name string) (model.Actor, error) {
	by, joined, err := s.db.Who(ctx, name, s.app.zoneName(), s.app.cfg.You.Region)
	if err == nil && joined {
		s.say("%s is new here and joins as %s", by.Name, by.Role)
	}
	return by, err
}

// say writes one line to standard error: what a person should know besides the
// answer.
func (s *session) say(format string, args ...any) {
	_, _ = io.WriteString(s.app.stderr, "ripen: "+plain(fmt.Sprintf(format, args...))+"\n")
}

// zoneName is the zone of who is working: configured, or the machine's by its
// name; that of the organisation where the machine does not tell one.
func (a *app) zoneName() string {
	if z := a.cfg.You.Zone; z != "" {
		return z
	}
	known := func(z string) bool {
		_, err := time.LoadLocation(z)
		return err == nil && z != "" && z != "Local"
	}
	if z := strings.TrimPrefix(a.env("TZ"), ":"); known(z) {
		return z
	}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, z, ok := strings.Cut(filepath.ToSlash(target), "zoneinfo/"); ok && known(z) {
			return z
		}
	}
	return a.cfg.Policy().Zone
}
