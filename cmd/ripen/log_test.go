package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func fixed() time.Time { return time.Date(2026, 11, 24, 10, 42, 0, 0, time.UTC) }

func TestLogIsPrivateLateAndOnTheInjectedClock(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state", "ripen.log")
	log, closer := newLog(file, fixed)
	if _, err := os.Stat(file); err == nil {
		t.Error("it is there before anything was written")
	}
	log.Info("imported", "rows", 500)
	if err := closer.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(b), "time=2026-11-24T10:42:00.000Z level=INFO msg=imported rows=500\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{file: 0o600, filepath.Dir(file): 0o700} {
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != want {
			t.Errorf("%s: %v, want %v (%v)", path, st.Mode().Perm(), want, err)
		}
	}
}

func TestLogIsSetAsideWhenFull(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ripen.log")
	for range 2 { // a second process finds the file as the first left it
		w := &logFile{path: file, limit: 1000}
		for range 30 {
			_, _ = w.Write([]byte(strings.Repeat("x", 99) + "\n"))
		}
		_ = w.Close()
	}
	for _, f := range []string{file, file + ".old"} {
		st, err := os.Stat(f)
		if err != nil || st.Size() == 0 || st.Size() > 1000 {
			t.Errorf("%s: %v, %v", f, st, err)
		}
	}
}

func TestALogThatCannotBeWrittenIsSilent(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{filepath.Join(blocked, "ripen.log"), dir} {
		log, closer := newLog(file, fixed)
		log.Error("nobody hears this")
		if err := closer.Close(); err != nil {
			t.Error(err)
		}
	}
	a, stdout, stderr := newApp(t, map[string]string{"RIPEN_LOG": filepath.Join(blocked, "ripen.log")})
	if code := a.run(t.Context(), []string{"version"}); code != exitDone || stdout.Len() == 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}
