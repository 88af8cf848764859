package local

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

var at = time.Date(2026, 11, 24, 10, 42, 0, 0, time.UTC)

func note(key, text string, at time.Time) Draft {
	return Draft{Key: key, At: at, Fields: map[string]string{"note": text}}
}

func TestADraftComesBackAsTyped(t *testing.T) {
	d := NewDrafts(filepath.Join(t.TempDir(), "ripen", "drafts"))
	text := "board meets 12 feb;\n\"Tor\" signs too \x1b[31m"
	if err := d.Save(note("touch/L41", text, at)); err != nil {
		t.Fatal(err)
	}
	got, ok, err := d.Load("touch/L41")
	if err != nil || !ok || got.Fields["note"] != text || !got.At.Equal(at) {
		t.Fatalf("%+v %v %v", got, ok, err)
	}
	// Keys that file systems would not take, or would confuse, are apart.
	for _, key := range []string{"touch/l41", "../escape", "con", strings.Repeat("x", 400)} {
		if _, ok, _ := d.Load(key); ok {
			t.Errorf("%q has a draft that nobody saved", key)
		}
		if err := d.Save(note(key, key, at.Add(-time.Hour))); err != nil {
			t.Errorf("%q: %v", key, err)
		}
		if got, ok, _ := d.Load(key); !ok || got.Fields["note"] != key {
			t.Errorf("%q: %+v", key, got)
		}
	}
	all, err := d.All("touch/")
	if err != nil || len(all) != 2 || all[0].Key != "touch/L41" {
		t.Errorf("%v %v", all, err)
	}
	if err := d.Drop("touch/L41"); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := d.Load("touch/L41"); ok || err != nil {
		t.Errorf("it is still there: %v", err)
	}
	if err := d.Drop("touch/L41"); err != nil {
		t.Errorf("dropping nothing: %v", err)
	}
}

func TestAnEmptiedFormLeavesNoDraft(t *testing.T) {
	d := NewDrafts(t.TempDir())
	if err := d.Save(note("note/L1", "something", at)); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(note("note/L1", "  ", at)); err != nil {
		t.Fatal(err)
	}
	if all, err := d.All(""); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

func TestDraftsAreClosedToOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("modes mean nothing here")
		return
	}
	dir := filepath.Join(t.TempDir(), "drafts")
	if err := NewDrafts(dir).Save(note("k", "v", at)); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for path, want := range map[string]os.FileMode{dir: 0o700, files[0]: 0o600} {
		st, err := os.Stat(path)
		if err != nil || st.Mode().Perm() != want {
			t.Errorf("%s: %v %v", path, st.Mode(), err)
		}
	}
}

// Whoever reads while another writes sees one whole draft.
func TestAReaderNeverSeesHalfADraft(t *testing.T) {
	d := NewDrafts(t.TempDir())
	long := strings.Repeat("word ", 20_000)
	if err := d.Save(note("k", long, at)); err != nil {
		t.Fatal(err)
	}
	var writer sync.WaitGroup
	writer.Go(func() {
		for range 20 {
			if err := d.Save(note("k", long, at)); err != nil {
				t.Error(err)
			}
		}
	})
	for range 40 {
		if got, ok, err := d.Load("k"); err != nil || !ok || got.Fields["note"] != long {
			t.Fatalf("%v %v, %d bytes", ok, err, len(got.Fields["note"]))
		}
	}
	writer.Wait()
	if all, _ := filepath.Glob(filepath.Join(d.dir, ".draft-*")); len(all) != 0 {
		t.Errorf("left behind: %v", all)
	}
}

func TestADamagedFileIsSaidAndDoesNotHideOthers(t *testing.T) {
	d := NewDrafts(t.TempDir())
	if err := d.Save(note("good", "v", at)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.file("bad"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Load("bad"); err == nil {
		t.Error("a damaged draft was taken for none")
	}
	if all, err := d.All(""); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
}
