package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ripen/model"
)

// The console writes leads beside where it was started, never over a file.
func TestTheConsoleExportsIntoTheWorkingDirectory(t *testing.T) {
	a, _, _ := newApp(t, map[string]string{"RIPEN_USER": "dana", "TZ": "America/New_York"})
	a.now = func() time.Time { return time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC) }
	a.flags.db = filepath.Join(t.TempDir(), "ripen.db")
	ctx := context.Background()
	s, err := a.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.db.Close() }()
	r, err := s.db.AddLead(ctx, s.by, model.NewLead{Company: "Halvorsen Freight", Person: "Mia Halvorsen", Phone: "617 555 0142"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"leads-2026-11-24-1042.csv", "leads-2026-11-24-1042-2.csv"} {
		file, n, err := desktop{s.db, s}.ExportLeads(ctx, s.by, []model.LeadID{r.LeadID})
		if err != nil || n != 1 || filepath.Base(file) != name {
			t.Fatal(file, n, err)
		}
		if st, err := os.Stat(filepath.Join(dir, name)); err != nil || st.Mode().Perm() != 0o600 || st.Size() == 0 {
			t.Error(name, st, err)
		}
	}
	if file, _, err := (desktop{s.db, s}).ExportLeads(ctx, s.by, []model.LeadID{99}); model.CodeOf(err) != model.NotFound || file != "" {
		t.Error(file, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Error("a failed export left something:", left)
	}
}

func TestAFileIsNeverWrittenOverUnasked(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "leads.csv")
	put := func(body string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, body); return err }
	}
	holds := func(want string) {
		t.Helper()
		if b, err := os.ReadFile(file); err != nil || string(b) != want {
			t.Errorf("it holds %q (%v), want %q", b, err, want)
		}
	}
	if err := newFile(file, false, put("one")); err != nil {
		t.Fatal(err)
	}
	if err := newFile(file, false, put("two")); model.CodeOf(err) != model.Conflict {
		t.Error(err)
	}
	holds("one")
	if err := newFile(file, true, put("two")); err != nil {
		t.Fatal(err)
	}
	holds("two")
	// Somebody else takes the name while it is written.
	other := filepath.Join(dir, "other.csv")
	err := newFile(other, false, func(io.Writer) error { return os.WriteFile(other, []byte("theirs"), 0o600) })
	if model.CodeOf(err) != model.Conflict {
		t.Error(err)
	}
	file = other
	holds("theirs")
	if err := newFile(dir, true, put("x")); model.CodeOf(err) != model.Refused {
		t.Error("a folder was written over:", err)
	}
	if all, _ := os.ReadDir(dir); len(all) != 2 {
		t.Error("something was left:", all)
	}
}
