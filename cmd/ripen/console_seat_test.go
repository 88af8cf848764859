//go:build unix

package main

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// patience is how long something may take to be seen on a machine under load.
const patience = 30 * time.Second

// escape is a key by itself; what follows it at once would be read with it.
const escape, enter, ctrlZ, ctrlC, ctrlS = "\x1b", "\r", "\x1a", "\x03", "\x13"

// shellScript starts Ripen as a shell with job control does, says with which
// code it left, and then runs what is typed.
const shellScript = `set -m; n=1; "$0" 2>"$SEAT_ERRORS"; echo "[$n left $?]"; while read -r line; do eval "$line"; code=$?; n=$((n+1)); echo "[$n left $code]"; done`

// place is a home with a database in it.
type place struct {
	t    *testing.T
	env  []string
	bin  string // this test binary under the name ripen
	home string
}

// newPlace is a home in which three leads were imported.
func newPlace(t *testing.T, env ...string) *place {
	t.Helper()
	cmd := ripenCommand(t)
	p := &place{t: t, home: t.TempDir()}
	p.bin = filepath.Join(p.home, "ripen")
	if err := os.Symlink(cmd.Path, p.bin); err != nil {
		t.Fatal(err)
	}
	p.env = append(cmd.Env, "HOME="+p.home, "RIPEN_NOW=2026-11-24T10:42:00-05:00", "RIPEN_USER=dana", "TZ=America/New_York",
		"RIPEN_LOG="+filepath.Join(p.home, "state", "ripen.log"), "SHELL=/bin/sh", "ENV=", "GOTRACEBACK=all")
	p.env = append(p.env, env...)
	list := filepath.Join(p.home, "fair.csv")
	rows := "Company,Contact,Title,Phone,Email,City,State\n" +
		"Halvorsen Freight,Mia Halvorsen,CFO,617 555 0101,mia@halvorsen.example,Boston,MA\n" +
		"Quill Bindery,Ann Quill,Owner,617 555 0102,ann@quill.example,Boston,MA\n" +
		"Orbit Fasteners,Lee Chan,Buyer,617 555 0103,lee@orbit.example,Boston,MA\n"
	if err := os.WriteFile(list, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	p.run("import", list, "--list", "Fair", "--assign", "dana")
	return p
}

// of is the same place in a test within the test.
func (p *place) of(t *testing.T) *place {
	other := *p
	other.t = t
	return &other
}

// run is a command of Ripen in that home; it must succeed.
func (p *place) run(args ...string) []byte {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), p.bin, args...)
	cmd.Env = p.env
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("ripen %v: %v\n%s", args, err, out)
	}
	return out
}

// drafts is everything in the files of drafts.
func (p *place) drafts() string {
	var all []byte
	names, _ := filepath.Glob(filepath.Join(p.home, "state", "drafts", "*.json"))
	for _, n := range names {
		b, _ := os.ReadFile(n)
		all = append(all, b...)
	}
	return string(all)
}

func (p *place) log() string {
	b, _ := os.ReadFile(filepath.Join(p.home, "state", "ripen.log"))
	return string(b)
}

// seat is a person's terminal with the console on it, started from a shell.
type seat struct {
	t      *testing.T
	pty    *os.File // the terminal's side; fd is its number, since Fd would make its calls blocking
	fd     int
	cmd    *exec.Cmd
	before unix.Termios
	done   chan struct{}
	errors string   // the file that Ripen's standard error goes to
	gone   *os.File // ends when no process of the seat is left
	left   int      // how often the shell has come back

	mu      sync.Mutex
	vt      *vt.Emulator
	modes   map[ansi.Mode]bool
	hidden  bool
	sent    []byte // everything that the program wrote
	changed chan struct{}
}

// answering is how a seat's terminal answers questions.
type answering struct {
	background color.Color           // nil: black
	silent     bool                  // it never answers
	instead    func(s *seat, q byte) // answers by itself: q is 'b' for the background, 'k' for the kind
}

func (p *place) sit(w, h uint16, a answering) *seat {
	p.t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		p.t.Fatal(err)
	}
	fd, err := unix.FcntlInt(master.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = master.Close()
	if err := unix.SetNonblock(fd, true); err != nil { // so that closing it does not wait for what reads it
		p.t.Fatal(err)
	}
	s := &seat{t: p.t, fd: fd, pty: os.NewFile(uintptr(fd), "terminal"), vt: vt.NewEmulator(int(w), int(h)), modes: map[ansi.Mode]bool{}, changed: make(chan struct{}, 1), done: make(chan struct{})}
	s.before = *s.termios()
	s.resize(w, h)
	gone, alive, err := os.Pipe()
	if err != nil {
		p.t.Fatal(err)
	}
	s.gone = gone
	s.errors = filepath.Join(p.t.TempDir(), "stderr")
	s.cmd = exec.Command("/bin/sh", "-c", shellScript, p.bin)
	s.cmd.Env = append(p.env[:len(p.env):len(p.env)], "SEAT_ERRORS="+s.errors)
	s.cmd.ExtraFiles = []*os.File{alive}
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	s.follow(a)
	if err := s.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	_ = tty.Close()
	_ = alive.Close()
	p.t.Cleanup(s.leave)
	return s
}

// follow connects the emulated terminal.
func (s *seat) follow(a answering) {
	set := func(on bool) func(ansi.Mode) {
		return func(m ansi.Mode) { s.modes[m] = on }
	}
	s.vt.SetCallbacks(vt.Callbacks{
		EnableMode: set(true), DisableMode: set(false),
		CursorVisibility: func(v bool) { s.hidden = !v },
	})
	if a.background != nil {
		s.vt.SetDefaultBackgroundColor(a.background)
	}
	if a.instead != nil {
		s.vt.RegisterOscHandler(11, func([]byte) bool { a.instead(s, 'b'); return true })
		s.vt.RegisterCsiHandler('c', func(ansi.Params) bool { a.instead(s, 'k'); return true })
	}
	go func() { // what the terminal answers
		b := make([]byte, 256)
		for {
			n, err := s.vt.Read(b)
			if err != nil {
				return
			}
			if !a.silent {
				_, _ = s.pty.Write(b[:n])
			}
		}
	}()
	go func() {
		defer close(s.done)
		b := make([]byte, 32<<10)
		for {
			n, err := s.pty.Read(b)
			s.mu.Lock()
			s.sent = append(s.sent, b[:n]...)
			_, _ = s.vt.Write(b[:n])
			s.mu.Unlock()
			select {
			case s.changed <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
}

// leave ends the shell, and Ripen where it is still there.
func (s *seat) leave() {
	if pid := s.ripen(); pid > 0 && pid != s.cmd.Process.Pid {
		_ = syscall.Kill(-pid, syscall.SIGKILL)
	}
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	s.close()
	<-s.done
	if answers, ok := s.vt.InputPipe().(io.Closer); ok { // Close is not made for a Read beside it
		_ = answers.Close()
	}
	_ = s.gone.Close()
}

// close closes the terminal's window. The number may be another file's then.
func (s *seat) close() {
	s.fd = -1
	_ = s.pty.Close()
}

// said is what Ripen wrote to standard error.
func (s *seat) said() string {
	b, _ := os.ReadFile(s.errors)
	return string(b)
}

// termios is the state of the line, as the master's side sees it.
func (s *seat) termios() *unix.Termios {
	s.t.Helper()
	st, err := unix.IoctlGetTermios(s.fd, ioctlTermios)
	if err != nil {
		s.t.Fatal(err)
	}
	return st
}

// ripen is the process in the foreground of the terminal.
func (s *seat) ripen() int {
	pid, err := unix.IoctlGetInt(s.fd, unix.TIOCGPGRP)
	if err != nil {
		return 0
	}
	return pid
}

func (s *seat) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := syscall.Kill(s.ripen(), sig); err != nil {
		s.t.Fatal(err)
	}
}

func (s *seat) press(keys string) {
	s.t.Helper()
	if _, err := s.pty.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

func (s *seat) resize(w, h uint16) {
	s.t.Helper()
	s.mu.Lock()
	s.vt.Resize(int(w), int(h))
	s.mu.Unlock()
	if err := unix.IoctlSetWinsize(s.fd, unix.TIOCSWINSZ, &unix.Winsize{Row: h, Col: w}); err != nil {
		s.t.Fatal(err)
	}
}

// until waits until the terminal is as ok says.
func (s *seat) until(what string, ok func() bool) {
	s.t.Helper()
	over := time.NewTimer(patience)
	defer over.Stop()
	look := time.NewTicker(20 * time.Millisecond) // for what is no output: a file, the line's state
	defer look.Stop()
	for {
		s.mu.Lock()
		is := ok()
		s.mu.Unlock()
		if is {
			return
		}
		select {
		case <-s.changed:
		case <-look.C:
		case <-over.C:
			s.mu.Lock()
			defer s.mu.Unlock()
			s.t.Fatalf("it did not come to this: %s; the screen:\n%s\nstandard error: %s", what, s.vt.String(), s.said())
		}
	}
}

// sees waits until all texts are on the screen.
func (s *seat) sees(texts ...string) {
	s.t.Helper()
	s.until("see "+strings.Join(texts, ", "), func() bool {
		screen := s.vt.String()
		for _, want := range texts {
			if !strings.Contains(screen, want) {
				return false
			}
		}
		return true
	})
}

// screen is what is seen once a frame is whole: after each, the toolkit puts the
// cursor at the beginning of the last line.
func (s *seat) screen() (seen string) {
	s.t.Helper()
	s.until("see a whole frame", func() bool {
		seen = s.vt.String()
		at := s.vt.CursorPosition()
		return at.X == 0 && at.Y == s.vt.Height()-1
	})
	return seen
}

// The modes of a terminal that the console turns on.
var consoleModes = map[string]ansi.Mode{
	"mouse by cells": ansi.ModeMouseButtonEvent, "every mouse movement": ansi.ModeMouseAnyEvent, "mouse in SGR": ansi.ModeMouseExtSgr,
	"focus reports": ansi.ModeFocusEvent, "bracketed paste": ansi.ModeBracketedPaste,
}

// givenBack waits for the shell to say with which code Ripen left ("": any), and
// checks that the terminal is as it was.
func (s *seat) givenBack(code string) {
	s.t.Helper()
	s.left++
	if code != "" {
		code += "]"
	}
	s.sees(fmt.Sprintf("[%d left %s", s.left, code))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vt.IsAltScreen() {
		s.t.Error("the alternate screen was not left")
	}
	if s.hidden {
		s.t.Error("the cursor is hidden")
	}
	for name, m := range consoleModes {
		if s.modes[m] {
			s.t.Errorf("%s is still on", name)
		}
	}
	if now := *s.termios(); now != s.before {
		s.t.Errorf("the line is not as it was:\n%+v\n%+v", s.before, now)
	}
	if bytes.Contains(s.sent, []byte("goroutine ")) {
		s.t.Errorf("a stack was written on the terminal:\n%s", s.vt.String())
	}
}

// killed kills Ripen, which then cannot give anything back.
func (s *seat) killed() {
	s.t.Helper()
	s.signal(syscall.SIGKILL)
	s.until("the shell is back", func() bool { return bytes.Contains(s.sent, []byte(" left 137]")) })
}

// up waits until the console is there and has the terminal.
func (s *seat) up() {
	s.t.Helper()
	s.sees("1▸Today", "Halvorsen Freight", "why first")
	s.until("the console has the terminal", func() bool {
		return s.vt.IsAltScreen() && s.hidden && s.modes[ansi.ModeFocusEvent] && s.modes[ansi.ModeBracketedPaste] && s.modes[ansi.ModeMouseButtonEvent]
	})
	if *s.termios() == s.before {
		s.t.Error("the line is not raw: this test sees nothing")
	}
}

// colours are those that the letters of the head line have.
func (s *seat) colours() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for x := range s.vt.Width() {
		if c := s.vt.CellAt(x, 0); c != nil {
			out = append(out, fmt.Sprint(c.Style.Fg))
		}
	}
	return strings.Join(slices.Compact(out), " ")
}
