package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/store"
	"ripen/store/office"
)

// demoFlags are the flags of `ripen demo` as typed.
type demoFlags struct {
	reset bool
	leads int
}

// demoDoc is what `ripen demo --json` prints.
type demoDoc struct {
	Database string `json:"database"`
	Leads    int    `json:"leads"`
	User     string `json:"user"`
	Made     bool   `json:"made"` // false: it was there already
}

func (a *app) demoCommand() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Look at a team in mid-season, on a database of its own",
		Long: "Open the console on a demonstration: six specialists, two team leads and five salespeople in\n" +
			"mid-season, invented, the same for a given day. It has a database of its own and never touches\n" +
			"yours. What you do in it stays until the day is over, or until --reset.\n\n" +
			"--leads N --db PATH fills a new database of any size, for measuring.",
		Example: "  ripen demo\n  ripen demo --reset\n  ripen demo --leads 100000 --db big.db --json",
		Args:    takes(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), f) },
	}
	cmd.Flags().BoolVar(&f.reset, "reset", false, "make it anew")
	cmd.Flags().IntVar(&f.leads, "leads", 0, "how many leads, `N`; without it some 600")
	return cmd
}

func (a *app) demo(ctx context.Context, f demoFlags) error {
	if f.leads < 0 {
		return usage("leads", "--leads %d is no number of leads; write how many, as in --leads 1000", f.leads)
	}
	file := a.flags.db // RIPEN_DB names the person's own database
	if file == "" {
		file = filepath.Join(xdg.DataHome, "ripen", "demo", "demo-"+a.now().Format("2006-01-02")+".db")
		a.dropOldDemos(filepath.Dir(file), filepath.Base(file))
	}
	doc, err := a.demoAt(ctx, file, f)
	if err != nil {
		return err
	}
	a.flags.db, a.demonstrating = file, true
	if a.flags.as == "" {
		a.flags.as = doc.User
	}
	if a.terminal && !a.flags.json && a.console != nil && f.leads == 0 {
		return a.console(ctx)
	}
	return a.print(doc, func(w io.Writer) {
		fmt.Fprintf(w, "%d leads in %s\nopen it with: ripen --db %s --as %q\n", doc.Leads, file, file, doc.User)
	})
}

// demoAt sees to it that there is a demonstration in the file. It is made
// beside it and moved there whole, so that one that was stopped on the way is
// never opened.
func (a *app) demoAt(ctx context.Context, file string, f demoFlags) (demoDoc, error) {
	doc := demoDoc{Database: file, User: demoUser}
	if _, err := os.Stat(file); err == nil {
		leads, err := a.seeded(ctx, file)
		switch {
		case err != nil:
			return doc, err
		case !f.reset && f.leads == 0:
			doc.Leads = leads
			return doc, nil
		case !f.reset:
			return doc, model.Errorf(model.Refused, "%s holds a demonstration already; --reset makes it anew", file)
		}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return doc, model.Errorf(model.Refused, "%s cannot be made (%v); name another place with --db PATH", filepath.Dir(file), err)
	}
	part := file + ".part"
	removeDatabase(part)
	n, err := a.fill(ctx, part, f.leads)
	if err != nil {
		removeDatabase(part)
		return doc, err
	}
	removeDatabase(file)
	if err := os.Rename(part, file); err != nil {
		return doc, model.Errorf(model.Refused, "the demonstration cannot be put at %s: %w", file, err)
	}
	doc.Leads, doc.Made = n, true
	return doc, nil
}

// demoOrganisation calls and writes in the demonstration, where the
// configuration names nobody.
const demoOrganisation = "Larkspur Systems"

// demoUser is the demonstration's own specialist.
const demoUser = "Dana Ortiz"

// seeded says how many leads the demonstration in the file holds. A database
// of any other kind is somebody's work: it is refused.
func (a *app) seeded(ctx context.Context, file string) (int, error) {
	o := a.storeOptions()
	o.ReadOnly = true
	db, err := store.Open(ctx, file, o)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }() // only read from
	is, err := db.Seeded(ctx)
	if err == nil && !is {
		err = model.Errorf(model.Refused, "%s is no demonstration and is left alone; name a new file with --db PATH", file)
	}
	if err != nil {
		return 0, err
	}
	page, err := db.CountLeads(ctx)
	return page, err
}

func (a *app) fill(ctx context.Context, file string, n int) (leads int, err error) {
	o := a.storeOptions()
	o.NoBackup, o.ConfigDir = true, ""
	db, err := store.Open(ctx, file, o)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	told := false
	_, leads, err = office.Demo(ctx, db, a.now(), a.cfg.Policy(), n, func(done int) {
		if a.terminal {
			told = true
			fmt.Fprintf(a.stderr, "\rmaking the demonstration: %d leads", done)
		}
	})
	if told {
		fmt.Fprint(a.stderr, "\r"+strings.Repeat(" ", 60)+"\r")
	}
	return leads, err
}

// dropOldDemos removes the demonstrations of days gone by.
func (a *app) dropOldDemos(dir, keep string) {
	old, err := filepath.Glob(filepath.Join(dir, "demo-*.db"))
	if err != nil {
		return
	}
	for _, f := range old {
		if filepath.Base(f) != keep {
			removeDatabase(f)
		}
	}
}

// removeDatabase removes a database with what stands beside it.
func removeDatabase(file string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(file + end) // what is not there need not go
	}
}
