package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// logCap is the size in bytes at which the log is set aside as .old; one .old
// is kept, so the two together stay under twice this.
const logCap = 5 << 20

// newLog writes to file as text, with the times of now. The file is made at
// the first line that is written, 0600 in a 0700 directory. A log that cannot
// be written is silent: it never fails a command.
func newLog(file string, now clock) (*slog.Logger, io.Closer) {
	w := &logFile{path: file, limit: logCap}
	stamp := func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			a.Value = slog.TimeValue(now())
		}
		return a
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: stamp})), w
}

// logFile is a file that opens itself late and sets itself aside when full.
type logFile struct {
	path  string
	limit int64

	mu     sync.Mutex
	f      *os.File
	size   int64
	failed bool
}

// Write never reports an error: there is nowhere to report it to.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f != nil && l.size+int64(len(p)) > l.limit {
		_ = l.f.Close()
		l.f = nil
	}
	if l.f == nil && !l.failed {
		l.open(int64(len(p)))
	}
	if l.f != nil {
		n, _ := l.f.Write(p)
		l.size += int64(n)
	}
	return len(p), nil
}

// open makes room for a line of n bytes and opens the file to append.
func (l *logFile) open(n int64) {
	l.failed = true
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return
	}
	if st, err := os.Stat(l.path); err == nil {
		if !st.Mode().IsRegular() {
			return
		}
		if st.Size()+n > l.limit {
			_ = os.Rename(l.path, l.path+".old")
		}
	}
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_ = f.Chmod(0o600)
	st, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return
	}
	l.f, l.size, l.failed = f, st.Size(), false
}

// Close closes the file where one was opened.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.f == nil {
		return nil
	}
	f := l.f
	l.f = nil
	return f.Close()
}
