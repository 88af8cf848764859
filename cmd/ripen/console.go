package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/model/playbook"
	"ripen/model/when"
	"ripen/store"
	"ripen/store/local"
	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/nav"
)

// desktop is what the console consumes: the store's calls, and those that take
// several steps.
type desktop struct {
	*store.Store
	s *session
}

// Queue does what time alone owes before it serves: a rest that is over, a
// clock that ran out. Of what it owes to others it does a part; see catchUp.
func (d desktop) Queue(ctx context.Context, by model.Actor, limit int) (model.QueuePage, error) {
	if _, err := d.TickSoon(ctx, by, 100); err != nil {
		return model.QueuePage{}, err
	}
	return d.Store.Queue(ctx, by, limit)
}

// shownHandoffs is how many hand-offs the screen shows at the most, newest
// first.
const shownHandoffs = 1000

// Handoffs lists hand-offs, those of one state or salesperson where they are
// named.
func (d desktop) Handoffs(ctx context.Context, by model.Actor, state model.HandoffState, to model.MemberID) ([]model.HandoffRow, error) {
	return d.Store.Handoffs(ctx, by, store.HandoffFilter{State: state, To: to, Limit: shownHandoffs})
}

// UndoImport takes a list back.
func (d desktop) UndoImport(ctx context.Context, by model.Actor, list model.ListID) (model.UndoneImport, error) {
	all, err := d.Lists(ctx, by)
	if err != nil {
		return model.UndoneImport{}, err
	}
	for _, l := range all {
		if l.ID == list {
			return d.UndoList(ctx, by, l.Name)
		}
	}
	return model.UndoneImport{}, model.Errorf(model.NotFound, "that list is gone")
}

// runConsole opens the console and gives the terminal back however it ends: by
// a key, a signal (SIGHUP too, which the toolkit leaves alone), or a fault.
func (a *app) runConsole(ctx context.Context) error {
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	err = a.show(ctx, s)
	return errors.Join(err, s.db.Close())
}

// screens joins the console's screens to the store; tests put others in.
var screens = tui.Screens

// framesASecond is how often what changed is drawn at most. At the toolkit's own
// sixty a key waits up to 17 ms for its frame, and so does the first page.
const framesASecond = 120

func (a *app) show(ctx context.Context, s *session) error {
	came, stop := signals()
	defer stop()
	if err := ctx.Err(); err != nil {
		return err // a signal that came before
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	empty, err := s.db.Empty(ctx)
	if err != nil {
		return err
	}
	ns := a.navSession(s)
	ns.Prefs = a.preferences(ctx, s)
	dark, keys, ahead := a.background(ns.Appearance().Theme)
	ns.Caps.Dark = dark
	ns.Dress()
	o := screens(ns, desktop{s.db, s}, desk.Options{
		Context: ctx, Drafts: a.drafts(s), ParseTime: when.Time, ParseMoney: playbook.ParseMoney, Dial: a.dialer(), Book: s.db.Book(),
		Tick: (&pauses{}).tick,
	}, empty)
	var typed kept
	newDesk := o.Desk
	o.Desk = func(msg nav.OpenLeadMsg) nav.Screen { return typed.add(newDesk(msg)) }

	sh := &shell{root: tui.New(ns, o), session: ns, early: ahead, note: a.note}
	options := []tea.ProgramOption{tea.WithAltScreen(), tea.WithContext(ctx), tea.WithoutSignalHandler(),
		tea.WithInput(keys), tea.WithOutput(os.Stdout), tea.WithReportFocus(), tea.WithFPS(framesASecond)}
	if ns.Caps.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	p := tea.NewProgram(sh, options...)
	caught := make(chan struct{})
	go func() {
		defer close(caught)
		a.catchUp(ctx, s)
	}()
	go leaveAt(came, ctx.Done(), p.Quit, cancel)
	_, err = p.Run()
	typed.write()
	cancel()
	<-caught
	return a.ended(sh, err)
}

// catchUp brings the leads of others up to date while the console is used: the
// first page does not wait for it. A fault of it is the log's business.
func (a *app) catchUp(ctx context.Context, s *session) {
	defer func() {
		if v := recover(); v != nil {
			a.log.Error("panic while catching up", "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
		}
	}()
	if _, err := s.db.Tick(ctx, s.by); err != nil && ctx.Err() == nil {
		a.log.Warn("not everything could be brought up to date", "error", err)
	}
}

// ended says how the console ended: nil where a person left, or a signal came.
func (a *app) ended(sh *shell, err error) error {
	fault := sh.fault
	if fault == nil {
		fault = sh.root.Err()
	}
	switch {
	case fault != nil:
		return model.Errorf(model.Internal, "Ripen failed on a fault of its own (%v); what was typed is kept; please report it with what %s says", fault, a.logPath())
	case errors.Is(err, tea.ErrProgramPanic):
		return model.Errorf(model.Internal, "the console ended on a fault of its own: %w", err)
	case errors.Is(err, tea.ErrProgramKilled), errors.Is(err, tea.ErrInterrupted):
		return nil // a signal: what was typed is in the drafts
	case err != nil:
		return model.Errorf(model.Internal, "the console ended on a fault of its own: %w", err)
	}
	return nil
}

// navSession is one person at this terminal, before what is remembered of the
// person and known of the terminal is put on.
func (a *app) navSession(s *session) *nav.Session {
	r := lipgloss.NewRenderer(os.Stdout)
	noColor := a.env("NO_COLOR") != ""
	if noColor {
		// Bold and reverse are no colours, and a plain profile would lose them.
		r.SetColorProfile(termenv.ANSI)
	}
	c := nav.Appearance{Theme: a.cfg.Console.Theme, Glyphs: a.cfg.Console.Glyphs, Mouse: "on"}
	if c.Theme == "16" {
		c.Theme = "16-color"
	}
	if !a.cfg.Console.Mouse {
		c.Mouse = "off"
	}
	return &nav.Session{
		Actor: s.by, Renderer: r, Keys: nav.NewKeyMap(), Clock: a.now, Log: a.log, Out: os.Stdout, Configured: c,
		Caps: nav.Caps{Local: true, Clipboard: true, NoColor: noColor, Locale: a.locale()},
	}
}

// background says whether the terminal is dark, by the theme that is wished for, by
// COLORFGBG ("15;0") where the terminal sets it, or by asking it: most are dark.
// keys is where the console reads from then, ahead what was typed meanwhile.
func (a *app) background(wished string) (dark bool, keys io.Reader, ahead []tea.KeyMsg) {
	parts := strings.Split(a.env("COLORFGBG"), ";")
	switch fg := parts[len(parts)-1]; {
	case wished == "dark" || wished == "light" || wished == "mono" || a.env("TERM") == "dumb" || !a.terminal:
		return wished != "light", os.Stdin, nil
	case fg == "7" || fg == "15":
		return false, os.Stdin, nil
	case len(parts) > 1 && fg != "default":
		return true, os.Stdin, nil
	}
	q, typed := askBackground(os.Stdin, os.Stdout, answerTime)
	if len(q.held) == 1 { // an escape that has begun no answer so far
		typed, q.held, q.escaped = append(typed, q.held...), nil, true
	}
	keys = os.Stdin
	if q.owed() {
		keys = &keyboard{File: os.Stdin, q: q}
	}
	return isDark(q.colour), keys, typedAhead(typed)
}

// locale is that of characters.
func (a *app) locale() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := a.env(name); v != "" {
			return v
		}
	}
	return ""
}

// deskDrafts keeps the desk's drafts as files.
type deskDrafts struct {
	files *local.Drafts
	of    string // what parts the keys of one database from another's
	now   clock
}

// drafts are those of the database, beside the log: the console and ripen work
// have the same.
func (a *app) drafts(s *session) *deskDrafts {
	return &deskDrafts{local.NewDrafts(filepath.Join(filepath.Dir(a.logPath()), "drafts")), s.db.Path() + "|", a.now}
}

func (d *deskDrafts) Load(key string) (map[string]string, error) {
	draft, _, err := d.files.Load(d.of + key)
	return draft.Fields, err
}

func (d *deskDrafts) Save(key string, values map[string]string) error {
	return d.files.Save(local.Draft{Key: d.of + key, At: d.now(), Fields: values})
}

func (d *deskDrafts) Drop(key string) error { return d.files.Drop(d.of + key) }

// dialer hands a number to the configured command; nil where there is none.
func (a *app) dialer() func(string) error {
	words := strings.Fields(a.cfg.Dial)
	if len(words) == 0 {
		return nil
	}
	return func(number string) error {
		cmd := exec.Command(words[0], dialArgs(words[1:], number)...)
		if err := cmd.Start(); err != nil {
			return model.Errorf(model.Refused, "%s could not be started to dial (%v); set phone.dial in ripen.toml", words[0], err)
		}
		go func() { _ = cmd.Wait() }() // what it says is its own business
		return nil
	}
}

func dialArgs(words []string, number string) []string {
	args := make([]string, 0, len(words)+1)
	found := false
	for _, w := range words {
		if strings.Contains(w, "{number}") {
			w, found = strings.ReplaceAll(w, "{number}", number), true
		}
		args = append(args, w)
	}
	if !found {
		args = append(args, fmt.Sprintf("tel:%s", number))
	}
	return args
}
