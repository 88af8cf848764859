package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How many automatic backups are kept, and how far apart they are at least.
const (
	keepDaily   = 12
	keepWeekly  = 10
	keepMonthly = 9
	backupGap   = 30 * time.Minute
)

const stampLayout = "20060102T150405Z"

var lastAction = define("action.last", `SELECT at FROM action ORDER BY id DESC LIMIT 1`)

// AutoBackup makes a backup in the folder "backups" beside the database, at
// most one in thirty minutes and only when something was written since, and
// lets go of the old: the newest of each of the last 12 days, 10 weeks and 9
// months stays. It returns the file, "" when none was due.
func (s *Store) AutoBackup(ctx context.Context) (string, error) {
	if s.opt.NoBackup || s.opt.ReadOnly {
		return "", nil
	}
	var at int64
	found, err := row(ctx, s.r, lastAction, nil, &at)
	if err != nil || !found {
		return "", err
	}
	all, err := s.backups()
	if err != nil {
		return "", err
	}
	if len(all) > 0 {
		newest := all[0].at
		if s.now().Sub(newest) < backupGap && !s.now().Before(newest) || !fromMillis(at).After(newest) {
			return "", nil
		}
	}
	path := filepath.Join(s.backupDir(), s.backupStem()+s.now().Format(stampLayout)+".db")
	if err := s.Backup(ctx, path); err != nil {
		return "", err
	}
	return path, s.rotate()
}

func (s *Store) backupDir() string { return filepath.Join(filepath.Dir(s.path), "backups") }

func (s *Store) backupStem() string {
	base := filepath.Base(s.path)
	return strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

// keptBackup is an automatic backup that is there.
type keptBackup struct {
	path string
	at   time.Time
}

// backups lists the automatic ones, newest first.
func (s *Store) backups() ([]keptBackup, error) {
	entries, err := os.ReadDir(s.backupDir())
	if os.IsNotExist(err) {
		return nil, nil
	}
	var out []keptBackup
	for _, e := range entries {
		stamp, ok := strings.CutPrefix(strings.TrimSuffix(e.Name(), ".db"), s.backupStem())
		if !ok {
			continue
		}
		if at, err := time.Parse(stampLayout, stamp); err == nil {
			out = append(out, keptBackup{filepath.Join(s.backupDir(), e.Name()), at})
		}
	}
	slices.SortFunc(out, func(a, b keptBackup) int { return b.at.Compare(a.at) })
	return out, err
}

func (s *Store) rotate() error {
	all, err := s.backups()
	if err != nil {
		return err
	}
	stays := keptOf(all)
	for _, b := range all {
		if !stays[b.path] {
			if err := os.Remove(b.path); err != nil {
				return err
			}
		}
	}
	return nil
}

// keptOf says which of the backups, newest first, stay.
func keptOf(all []keptBackup) map[string]bool {
	stays := map[string]bool{}
	for _, rule := range []struct {
		n  int
		of func(time.Time) string
	}{
		{keepDaily, func(t time.Time) string { return t.Format("2006-01-02") }},
		{keepWeekly, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprintf("%d-%02d", y, w) }},
		{keepMonthly, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for _, b := range all {
			if k := rule.of(b.at); !seen[k] && len(seen) < rule.n {
				seen[k] = true
				stays[b.path] = true
			}
		}
	}
	return stays
}

// keepBeforeMigration makes a backup of a database that holds data before its
// schema moves on.
func (s *Store) keepBeforeMigration(from int) error {
	if s.opt.NoBackup {
		return nil
	}
	ctx := context.Background()
	if empty, err := s.Empty(ctx); err != nil || empty {
		return err
	}
	name := fmt.Sprintf("%sschema-%d-%s.db", s.backupStem(), from, s.now().Format(stampLayout))
	return s.Backup(ctx, filepath.Join(s.backupDir(), name))
}
