package main

import (
	"fmt"
	"os"
	"os/signal"
	"reflect"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui"
	"ripen/tui/nav"
)

// signals are those that ask the console to go, a closed terminal (SIGHUP)
// among them, which the toolkit leaves alone. Until stop is called none of them
// ends the process: a second one while the terminal is being given back would
// leave it raw.
func signals() (came chan os.Signal, stop func()) {
	came = make(chan os.Signal, 1)
	signal.Notify(came, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	return came, func() { signal.Stop(came) }
}

// leaveTime is how long the console may take to leave in order once a signal
// has come.
const leaveTime = 2 * time.Second

// leaveAt has the console leave when a signal comes: in order, or where it does
// not get to that in time, at once. over ends when it has left.
func leaveAt(came <-chan os.Signal, over <-chan struct{}, leave, kill func()) {
	select {
	case <-came:
	case <-over:
		return
	}
	go leave()
	late := time.NewTimer(leaveTime)
	defer late.Stop()
	select {
	case <-late.C:
		kill()
	case <-over:
	}
}

// shell is the console as the toolkit runs it: the root, whose commands cannot
// take the terminal down with them. The toolkit itself would answer a panic of
// a command by writing its stack over the screen.
type shell struct {
	root    *tui.Root
	session *nav.Session
	sized   bool         // the window's size is known
	early   []tea.KeyMsg // keys that came before it was: the root takes none then
	fault   error        // what a command panicked with
	note    func(msg string, args ...any)
}

// faultMsg is a panic of a command.
type faultMsg struct {
	value any
	stack []byte
}

// Init begins the root.
func (s *shell) Init() tea.Cmd { return guarded(s.root.Init()) }

// View is the root's frame.
func (s *shell) View() string { return s.root.View() }

// Update hands everything to the root.
func (s *shell) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if f, failed := msg.(faultMsg); failed {
		if s.fault == nil {
			s.fault = fmt.Errorf("%v", f.value)
			s.note("panic in a command of the console", "panic", fmt.Sprint(f.value), "stack", string(f.stack))
		}
		return s, tea.Quit
	}
	if k, pressed := msg.(tea.KeyMsg); pressed && !s.sized {
		s.early = append(s.early, k)
		return s, nil
	}
	_, cmd := s.root.Update(msg)
	if _, known := msg.(tea.WindowSizeMsg); known && !s.sized {
		s.sized = true
		for _, k := range s.early {
			_, more := s.root.Update(k)
			cmd = tea.Batch(cmd, more)
		}
	}
	if _, back := msg.(tea.ResumeMsg); back && s.session.Caps.Mouse {
		// The toolkit turns the mouse off when it suspends, and leaves it off.
		cmd = tea.Batch(cmd, tea.EnableMouseCellMotion)
	}
	return s, guarded(cmd)
}

// guarded is cmd whose panic becomes a faultMsg, as do those of the commands
// that it comes to.
func guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				msg = faultMsg{v, debug.Stack()}
			}
		}()
		return guardedAll(cmd())
	}
}

// guardedAll guards each command of a message that is a list of commands: a
// batch, or the sequence, whose type is the toolkit's own.
func guardedAll(msg tea.Msg) tea.Msg {
	list := reflect.ValueOf(msg)
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	out := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
	for i := range list.Len() {
		cmd, _ := list.Index(i).Interface().(tea.Cmd)
		out.Index(i).Set(reflect.ValueOf(guarded(cmd)))
	}
	return out.Interface()
}

// draftPause is how long what is typed waits at the most before it is in a
// file. It is short, since a machine may go down at any time, and not nothing,
// since each draft is written through to the disk.
const draftPause = 150 * time.Millisecond

// pauses are the desk's pauses before it writes a draft. All that begin while
// one is on end with it: somebody who never stops typing has drafts too.
type pauses struct {
	mu   sync.Mutex
	ends chan struct{} // nil while no pause is on
}

// tick is a pause of d, or less.
func (p *pauses) tick(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ends == nil {
		ends := make(chan struct{})
		p.ends = ends
		time.AfterFunc(min(d, draftPause), func() {
			p.mu.Lock()
			p.ends = nil
			p.mu.Unlock()
			close(ends)
		})
	}
	ends := p.ends
	return func() tea.Msg {
		<-ends
		return then(time.Time{})
	}
}

// kept are the desks that may hold what no draft has yet. They are used where
// the root is: in its Update, and once the console has ended.
type kept struct{ desks []nav.Screen }

// add remembers a desk, and forgets those that have nothing to lose.
func (k *kept) add(screen nav.Screen) nav.Screen {
	held := k.desks[:0]
	for _, d := range k.desks {
		if unsaved(d) {
			held = append(held, d)
		}
	}
	clear(k.desks[len(held):])
	k.desks = append(held, screen)
	return screen
}

func unsaved(s nav.Screen) bool {
	u, ok := s.(nav.Unsaved)
	if !ok {
		return false
	}
	dirty, _ := u.Dirty()
	return dirty
}

// write keeps as drafts what was typed just before the console ended, however
// it did: going back level by level is what makes a desk write them.
func (k *kept) write() {
	for _, d := range k.desks {
		if unsaved(d) {
			goBack(d)
		}
	}
}

// mostLevels is more than any desk has.
const mostLevels = 10

func goBack(screen nav.Screen) {
	defer func() { _ = recover() }() // it may be the one whose fault ended the console
	s, ok := screen.(nav.Stepper)
	for n := 0; ok && n < mostLevels; n++ {
		handled, cmd := s.Back()
		carryOut(cmd)
		if !handled {
			return
		}
	}
}

// carryOut runs a command, and those that it comes to, for what they write.
func carryOut(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			carryOut(c)
		}
	}
}
