package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"

	"ripen/model"
)

// applicationID marks our files at byte 68 of the header: "Rpen".
const applicationID = 0x5270656e

// lockWait is how long a connection waits for another's lock, in milliseconds.
const lockWait = 30000

// readerCount is how many read-only connections are kept: a console, its
// background reads and a report.
const readerCount = 4

// SQLite's primary result codes that a retry may cure.
const (
	codeBusy   = 5
	codeLocked = 6
)

var sqliteDialect = &dialect{
	name:     "sqlite",
	tokens:   strings.NewReplacer("{i}", "INTEGER", "{t}", "TEXT", "{b}", "BLOB", "{s}", "STRICT"),
	own:      "sqlite",
	open:     openSQLite,
	check:    checkSQLite,
	busy:     busySQLite,
	match:    matchSQLite,
	patience: func(ms int) string { return fmt.Sprintf("PRAGMA busy_timeout = %d", ms) },
	flush:    "PRAGMA wal_checkpoint(TRUNCATE)",
	changed:  "PRAGMA data_version",
	schemaOf: "PRAGMA user_version",
	setSchema: func(n int) string {
		return fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, n)
	},
}

// sqlitePragmas hold on every connection, wherever it was opened: they are part
// of its name. recursive_triggers keeps a REPLACE from walking round the
// triggers that guard history; secure_delete overwrites what is deleted.
var sqlitePragmas = []string{
	fmt.Sprintf("busy_timeout(%d)", lockWait), "foreign_keys(1)", "synchronous(2)", "secure_delete(1)", "recursive_triggers(1)", "temp_store(2)",
}

func sqliteName(path string, readOnly bool) string {
	v := url.Values{}
	for _, p := range sqlitePragmas {
		v.Add("_pragma", p)
	}
	if readOnly {
		v.Set("mode", "ro")
		v.Add("_pragma", "query_only(1)")
	} else {
		v.Add("_pragma", "journal_mode(WAL)")
		v.Set("_txlock", "immediate")
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: v.Encode()}
	return u.String()
}

func openSQLite(path string, readOnly bool) (writer, readers *sql.DB, err error) {
	if !readOnly {
		if writer, err = sql.Open("sqlite", sqliteName(path, false)); err != nil {
			return nil, nil, err
		}
		writer.SetMaxOpenConns(1)
		writer.SetMaxIdleConns(1)
		// Opened before any reader: it makes the file a WAL database.
		if err := pingRetry(writer); err != nil {
			return nil, nil, errors.Join(err, writer.Close())
		}
	}
	if readers, err = sql.Open("sqlite", sqliteName(path, true)); err != nil {
		return nil, nil, err
	}
	readers.SetMaxOpenConns(readerCount)
	readers.SetMaxIdleConns(readerCount)
	return writer, readers, nil
}

// pingRetry opens the first connection. Turning a new file into a WAL database
// wants it alone for a moment, which SQLite does not wait for.
func pingRetry(db *sql.DB) (err error) {
	for wait := time.Millisecond; wait < 5*time.Second; wait *= 2 {
		if err = db.PingContext(context.Background()); err == nil || !busySQLite(err) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

func busySQLite(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	code := e.Code() & 0xff
	return code == codeBusy || code == codeLocked
}

// matchSQLite wants a token of each word: one of those that it begins, or any
// that it begins as an FTS5 prefix.
func matchSQLite(words [][]string) string {
	out := make([]string, len(words))
	for i, whole := range words {
		quoted := make([]string, len(whole))
		for k, w := range whole {
			quoted[k] = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
		}
		if out[i] = "(" + strings.Join(quoted, " OR ") + ")"; len(whole) == 1 {
			out[i] = quoted[0] + "*"
		}
	}
	return strings.Join(out, " AND ")
}

// checkSQLite reads the header, and where changes are still in the write-ahead
// log asks SQLite itself over a connection that cannot write.
func checkSQLite(path string) (probed, error) {
	if kind := networkKind(filepath.Dir(path)); kind != "" {
		return probed{}, model.Errorf(model.Refused,
			"%s lies on a network file system (%s), where SQLite's locks do not hold; keep the database on a local disk", path, kind)
	}
	// A device would be opened, closed to others and written to like a file.
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() {
		return probed{}, model.Errorf(model.Refused, "%s is no file; name a database file with --db", path)
	}
	head, err := header(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return probed{fresh: true}, nil
	case err != nil:
		return probed{}, model.Errorf(model.Refused, "%s cannot be read: %w", path, err)
	case len(head) == 0:
		return probed{fresh: true}, nil
	case len(head) < 108 || string(head[:16]) != "SQLite format 3\x00":
		return probed{}, foreign(path)
	}
	app, schema := binary.BigEndian.Uint32(head[68:]), int(binary.BigEndian.Uint32(head[60:]))
	empty := head[100] == 0x0d && head[103] == 0 && head[104] == 0
	if st, err := os.Stat(path + "-wal"); err == nil && st.Size() > 0 {
		return probeSQLite(path)
	}
	switch {
	case app == applicationID:
		return verdict(path, schema)
	case app == 0 && schema == 0 && empty:
		return probed{fresh: true}, nil
	}
	return probed{}, foreign(path)
}

func header(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	if st, err := f.Stat(); err != nil || st.IsDir() {
		return nil, errors.Join(err, errors.New("it is no file"))
	}
	head := make([]byte, 108)
	n, err := io.ReadFull(f, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

func probeSQLite(path string) (probed, error) {
	db, err := sql.Open("sqlite", sqliteName(path, true))
	if err != nil {
		return probed{}, err
	}
	defer func() { _ = db.Close() }() // nothing was written
	var app, schema, tables int
	err = errors.Join(
		db.QueryRow("PRAGMA application_id").Scan(&app),
		db.QueryRow("PRAGMA user_version").Scan(&schema),
		db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&tables))
	switch {
	case err != nil:
		return probed{}, model.Errorf(model.Refused, "%s cannot be read as a database: %w", path, err)
	case app == applicationID:
		return verdict(path, schema)
	case app == 0 && tables == 0:
		return probed{fresh: true}, nil
	}
	return probed{}, foreign(path)
}

func verdict(path string, schema int) (probed, error) {
	if schema > newestSchema {
		return probed{}, model.Errorf(model.Refused,
			"%s was written by a newer Ripen (schema %d, this one knows %d); use that version", path, schema, newestSchema)
	}
	return probed{schema: schema, fresh: schema == 0}, nil
}

func foreign(path string) error {
	return model.Errorf(model.Refused, "%s is not a Ripen database; name another file with --db", path)
}

// prepareFile makes the folder and the empty file before SQLite does, closed to
// others whatever the umask says; the log and the index beside it take over the
// file's mode. A folder that was there before keeps its own.
func prepareFile(path string) error {
	dir := filepath.Dir(path)
	if err := privateDir(dir); err != nil {
		return model.Errorf(model.Refused, "the folder %s cannot be made: %w", dir, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return model.Errorf(model.Refused, "%s cannot be opened for writing: %w", path, err)
	}
	if err := errors.Join(f.Close(), os.Chmod(path, 0o600)); err != nil {
		return model.Errorf(model.Refused, "%s cannot be closed to others: %w", path, err)
	}
	return nil
}

// privateDir makes a folder, and those above it that are missing, with mode
// 0700.
func privateDir(dir string) error {
	if st, err := os.Stat(dir); err == nil {
		if !st.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: dir, Err: errors.New("it is a file")}
		}
		return nil
	}
	if up := filepath.Dir(dir); up != dir {
		if err := privateDir(up); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(dir, 0o700)
}
