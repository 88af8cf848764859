package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/store"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "Copy the database to a file while others work, and verify the copy",
		Example: "  ripen backup ripen-2026-11-24.db",
		Args:    takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if err := s.by.Allow(model.ActMaintenance); err != nil {
					return err
				}
				if err := s.db.Backup(ctx, args[0]); err != nil {
					return err
				}
				return a.wrote("backed up to", args[0])
			})
		},
	}
}

func (a *app) wrote(said, file string) error {
	v := struct {
		File string `json:"file"`
	}{file}
	return a.print(v, func(w io.Writer) { fmt.Fprintf(w, "%s %s\n", said, file) })
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the database; what stands there is kept beside",
		Long: "Put a backup in the place of the database. The backup is verified first; the database that\n" +
			"stands there is kept beside it.",
		Example: "  ripen restore ripen-2026-11-24.db",
		Args:    takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, err := filepath.Abs(args[0])
			if err != nil {
				return unreadable(args[0], err)
			}
			if _, err := os.Stat(from); err != nil {
				return unreadable(args[0], err)
			}
			if err := noServer(a.dbPath()); err != nil {
				return err
			}
			kept, err := store.Restore(cmd.Context(), from, a.dbPath())
			if err != nil && damaged(err) {
				return model.Errorf(model.Refused, "%s is damaged; name another backup", args[0])
			}
			if err != nil {
				return err
			}
			v := struct {
				File string  `json:"file"`
				Kept *string `json:"kept"` // the database that stood there
			}{args[0], some(kept)}
			return a.print(v, func(w io.Writer) {
				fmt.Fprintf(w, "restored from %s\n", args[0])
				if kept != "" {
					fmt.Fprintf(w, "what stood there is kept as %s\n", kept)
				}
			})
		},
	}
}

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check",
		Short:   "Check the database: integrity, references, leads that nothing is owed to",
		Example: "  ripen check\n  ripen check --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := a.work(cmd, func(ctx context.Context, s *session) error {
				c, err := s.db.Check(ctx)
				if err != nil {
					return err
				}
				if !c.OK {
					return a.unsound(c)
				}
				return a.print(checkOf(c), func(w io.Writer) { checkText(w, c) })
			})
			if err != nil && damaged(err) { // too broken to be opened, or read to its end
				return a.unsound(model.CheckReport{Integrity: "the database disk image is malformed"})
			}
			return err
		},
	}
}

func checkOf(c model.CheckReport) checkDoc {
	v := checkDoc{c.OK, c.Integrity, c.ForeignKeys, c.Orphans, list(c.Problems), c.Versions}
	if v.Versions == nil {
		v.Versions = map[string]string{}
	}
	return v
}

// unsound makes a failure of what was found: a script that asks whether all is
// well reads it from the exit code.
func (a *app) unsound(c model.CheckReport) error {
	e := model.Errorf(model.Internal, "the database is not sound; restore the newest backup with ripen restore FILE")
	if a.flags.json {
		v := checkOf(c)
		e.Detail = map[string]any{"ok": v.OK, "integrity": v.Integrity, "foreign_keys": v.ForeignKeys, "orphans": v.Orphans,
			"problems": v.Problems, "versions": v.Versions}
		return e
	}
	if err := a.print(nil, func(w io.Writer) { checkText(w, c) }); err != nil {
		return err
	}
	return e
}

func checkText(w io.Writer, c model.CheckReport) {
	rows := [][]string{{"integrity", c.Integrity}, {"foreign keys", count(c.ForeignKeys, "violation")}, {"orphans", count(c.Orphans, "lead")}}
	for _, k := range sortedKeys(c.Versions) {
		rows = append(rows, []string{k, c.Versions[k]})
	}
	table(w, "", rows)
	for _, p := range c.Problems {
		fmt.Fprintf(w, "! %s\n", p)
	}
	if c.OK {
		fmt.Fprintln(w, "all is well")
	}
}
