package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ripen/model"
)

func TestPragmasHoldOnEveryPooledConnection(t *testing.T) {
	f := openNew(t)
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "busy_timeout": "30000", "foreign_keys": "1",
		"secure_delete": "1", "recursive_triggers": "1", "application_id": fmt.Sprint(applicationID), "user_version": fmt.Sprint(newestSchema)}
	held := []*sql.Conn{f.pen.conn}
	for range f.r.Stats().MaxOpenConnections {
		c, err := f.r.Conn(f.ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		held = append(held, c)
	}
	for i, c := range held {
		for pragma, value := range want {
			var got string
			if err := c.QueryRowContext(f.ctx, "PRAGMA "+pragma).Scan(&got); err != nil || got != value {
				t.Errorf("connection %d: %s is %q, want %q (%v)", i, pragma, got, value, err)
			}
		}
	}
	if _, err := held[1].ExecContext(f.ctx, "DELETE FROM seq"); err == nil {
		t.Error("a reader wrote")
	}
}

func TestFilesAreClosedToOthersWhateverTheUmask(t *testing.T) {
	withUmask(t, 0o000)
	f := openNew(t)
	f.lead("Halvorsen Freight", "Tor Halvorsen")
	if err := f.Backup(f.ctx, filepath.Join(filepath.Dir(f.path), "b", "copy.db")); err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(f.path)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		st, err := d.Info()
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if err == nil && st.Mode().Perm() != want {
			t.Errorf("%s has mode %o", path, st.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is refused is refused in a sentence, and not a byte changes: nor does
// anything appear beside it.
func TestRefusalsLeaveTheFileAlone(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	f := openNew(t)
	make := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Dear Mia, ", 60)), 0o644); err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(dir, "short")
	if err := os.WriteFile(short, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	if err := f.Backup(ctx, newer); err != nil {
		t.Fatal(err)
	}
	make("newer.db", "PRAGMA user_version = 900")
	for name, path := range map[string]string{
		"text": text, "short": short,
		"other tables": make("other.db", "CREATE TABLE t(x)"),
		"other id":     make("id.db", "PRAGMA application_id = 7", "CREATE TABLE t(x)"),
		"newer":        newer,
		"other WAL":    make("wal.db", "PRAGMA journal_mode=WAL", "CREATE TABLE t(x)"),
	} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		st, _ := os.Stat(path)
		_, err = Open(ctx, path, f.opt())
		if model.CodeOf(err) != model.Refused {
			t.Errorf("%s: %v", name, err)
			continue
		}
		after, _ := os.ReadFile(path)
		now, _ := os.Stat(path)
		if !bytes.Equal(before, after) || st.Mode() != now.Mode() || !st.ModTime().Equal(now.ModTime()) {
			t.Errorf("%s: the file changed", name)
		}
		for _, tail := range []string{"-wal", "-shm", "-journal"} {
			if _, err := os.Stat(path + tail); err == nil {
				t.Errorf("%s: %s appeared", name, tail)
			}
		}
	}
}

func TestANewerSchemaStillInTheLogIsSeen(t *testing.T) {
	ctx := context.Background()
	f := openNew(t)
	path := filepath.Join(t.TempDir(), "newer.db")
	if err := f.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range []string{"PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0", "PRAGMA user_version = 900"} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	defer func() { _ = db.Close() }()
	before, _ := os.ReadFile(path)
	if _, err := Open(ctx, path, f.opt()); model.CodeOf(err) != model.Refused {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Fatal("the file changed")
	}
}

func TestHistoryIsAppendOnly(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	f.call(l.LeadID, model.NoAnswer)
	if _, err := f.Defect(f.ctx, f.mia, model.Defect{LeadID: l.LeadID, Code: "duplicate"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Note(f.ctx, f.mia, l.LeadID, 0, "knows our product"); err != nil {
		t.Fatal(err)
	}
	if err := f.Shown(f.ctx, f.mia, l.LeadID, "opened"); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"touch", "evidence", "handoff_event", "exposure", "action", "defect", "note"} {
		var n int
		if err := f.r.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n == 0 { // one row that breaks no other rule, to try the triggers on
			continue
		}
		for _, s := range []string{"UPDATE " + table + " SET id = id + 1000", "DELETE FROM " + table,
			"INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table} {
			if _, err := f.pen.conn.ExecContext(f.ctx, s); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", s, err)
			}
		}
	}
}

func TestOpeningAnUpToDateDatabaseChangesNothing(t *testing.T) {
	f := openNew(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := f.Backup(f.ctx, path); err != nil {
		t.Fatal(err)
	}
	first, err := Open(f.ctx, path, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	again, err := Open(f.ctx, path, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Fatal("opening wrote something")
	}
}

func BenchmarkOpen(b *testing.B) {
	f := openNew(b)
	for b.Loop() {
		s, err := Open(f.ctx, f.path, f.opt())
		if err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
}

func BenchmarkTouch(b *testing.B) {
	f := openNew(b)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	n := 0
	for b.Loop() {
		if n++; n%20 == 0 {
			l = f.lead(fmt.Sprintf("Freight%d", n), "Tor Halvorsen")
		}
		if _, err := f.Record(f.ctx, f.mia, model.Entry{LeadID: l.LeadID, Channel: model.Phone, Outcome: model.NoAnswer}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestADeviceOrFolderIsNoDatabase(t *testing.T) {
	for _, path := range []string{t.TempDir(), os.DevNull} {
		before, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path, Options{Clock: (&clock{}).now})
		if model.CodeOf(err) != model.Refused {
			t.Errorf("%s was opened as a database: %v, %v", path, s, err)
		}
		if after, err := os.Stat(path); err != nil || after.Mode() != before.Mode() {
			t.Errorf("%s was changed: %v, %v", path, after, err)
		}
	}
}
