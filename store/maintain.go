package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ripen/model"
)

// Backup writes a whole, consistent copy of the database to a new file while
// work goes on, then opens the copy and looks through it. Its errors are of
// code [model.Refused] where the file is there already.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := privateDir(filepath.Dir(path)); err != nil {
		return model.Errorf(model.Refused, "the folder of %s cannot be made: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // closed to others before there is anything in it
	if errors.Is(err, fs.ErrExist) {
		return model.Errorf(model.Refused, "%s is there already; name a new file", path)
	}
	if err != nil {
		return model.Errorf(model.Refused, "%s cannot be written: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	if err := errors.Join(f.Close(), os.Chmod(path, 0o600)); err != nil {
		return err
	}
	// A connection of its own: the writer goes on meanwhile.
	db, err := sql.Open("sqlite", sqliteName(s.path, false))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", path)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	if err := syncFile(path); err != nil {
		return err
	}
	return verify(ctx, path)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// verify opens a database file read-only and looks through all of it.
func verify(ctx context.Context, path string) error {
	seen, err := checkSQLite(path)
	if err != nil {
		return err
	}
	if seen.fresh {
		return model.Errorf(model.Refused, "%s holds no data", path)
	}
	db, err := sql.Open("sqlite", sqliteName(path, true))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // only read from
	said, err := integrity(ctx, db)
	if err == nil && said != "ok" {
		err = model.Errorf(model.Refused, "%s is damaged: %s", path, said)
	}
	return err
}

// integrity is what the engine says of a database: "ok", or its complaints.
func integrity(ctx context.Context, q querier) (string, error) {
	var line string
	var said []string
	rs, err := q.QueryContext(ctx, "PRAGMA integrity_check(20)")
	if err != nil {
		return "", fmt.Errorf("store: integrity: %w", err)
	}
	defer func() { _ = rs.Close() }() // the error that counts is that of Err
	for rs.Next() {
		if err := rs.Scan(&line); err != nil {
			return "", err
		}
		said = append(said, line)
	}
	return strings.Join(said, "; "), rs.Err()
}

// Restore puts a backup in the place of a database that nobody has open. The
// backup is looked through first and copied, then takes the place in one step;
// the former database stays beside it, under the name that is returned ("" for
// none). Its errors are of code [model.Refused], with nothing changed.
func Restore(ctx context.Context, from, to string) (kept string, err error) {
	if err := verify(ctx, from); err != nil {
		return "", err
	}
	to, err = filepath.Abs(to)
	if err != nil {
		return "", err
	}
	if err := privateDir(filepath.Dir(to)); err != nil {
		return "", err
	}
	part := to + ".restoring"
	if err := copyFile(from, part); err != nil {
		return "", errors.Join(err, os.Remove(part))
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part) // the error in hand counts
		}
	}()
	if err := verify(ctx, part); err != nil {
		return "", err
	}
	if _, err := os.Stat(to); err == nil {
		if kept, err = setAside(ctx, to); err != nil {
			return "", err
		}
	}
	for _, tail := range []string{"-wal", "-shm"} {
		if err := os.Remove(to + tail); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, os.Rename(part, to)
}

// setAside folds the log into the old file, which proves that nobody else has
// it open, and gives it a second name.
func setAside(ctx context.Context, path string) (string, error) {
	db, err := sql.Open("sqlite", strings.Replace(sqliteName(path, false), "busy_timeout%2830000%29", "busy_timeout%281000%29", 1))
	if err != nil {
		return "", err
	}
	var mode string
	err = db.QueryRowContext(ctx, "PRAGMA journal_mode=DELETE").Scan(&mode)
	if err := errors.Join(err, db.Close()); err != nil || mode != "delete" {
		return "", model.Errorf(model.Refused, "another Ripen has %s open; close it and try again: %w", path, err)
	}
	for n := 1; ; n++ {
		kept := fmt.Sprintf("%s.before-restore-%d", path, n)
		switch err := os.Link(path, kept); {
		case err == nil:
			return kept, nil
		case !errors.Is(err, fs.ErrExist):
			return kept, copyFile(path, kept)
		}
	}
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read from
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close(), os.Chmod(to, 0o600))
}
