package desk_test

import (
	"context"
	"errors"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/model/industry"
	"ripen/model/playbook"
	"ripen/model/when"
	"ripen/tui/desk"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

var update = flag.Bool("update", false, "write the golden frames anew")

var boston, _ = time.LoadLocation("America/New_York")
var chicago, _ = time.LoadLocation("America/Chicago")

// noon is Tuesday 24 November 2026, 10:42 in Chicago, 11:42 in Boston.
var noon = time.Date(2026, 11, 24, 10, 42, 0, 0, chicago)

// office is a fake that answers with what a test gives it and keeps what it
// was asked.
type office struct {
	desk      model.Desk
	deskErr   error
	queue     model.QueuePage
	result    model.Result
	refuse    error // of every write and preview
	refuseOne map[string]error
	undo      []model.UndoInfo
	codes     []industry.Code
	members   []model.MemberRow // nil: a specialist and two salespeople

	shown     []string
	previewed []model.Entry
	recorded  []model.Entry
	chosen    []model.Choice
	attested  []model.Attestation
	submitted []model.Submission
	added     []model.NewContact
	set       []map[string]string
	skipped   []string
	notes     []string
	defects   []model.Defect
	undone    int
	searched  []string
}

func (o *office) err(what string) error {
	if o.refuseOne[what] != nil {
		return o.refuseOne[what]
	}
	return o.refuse
}

func (o *office) Desk(context.Context, model.Actor, model.LeadID) (model.Desk, error) {
	return o.desk, o.deskErr
}
func (o *office) Queue(context.Context, model.Actor, int) (model.QueuePage, error) {
	return o.queue, nil
}
func (o *office) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	if o.members != nil {
		return o.members, nil
	}
	return []model.MemberRow{
		{Member: model.Member{ID: 1, Name: "Dana Ortiz", Role: model.Specialist, Active: true}},
		{Member: model.Member{ID: 8, Name: "Rhea Stone", Role: model.Sales, Active: true}},
		{Member: model.Member{ID: 9, Name: "Jon Bell", Role: model.Sales, Active: true}},
	}, nil
}
func (o *office) Shown(_ context.Context, _ model.Actor, _ model.LeadID, kind string) error {
	o.shown = append(o.shown, kind)
	return nil
}
func (o *office) Preview(_ context.Context, _ model.Actor, e model.Entry) (model.Result, error) {
	o.previewed = append(o.previewed, e)
	return o.result, o.err("preview")
}
func (o *office) Record(_ context.Context, _ model.Actor, e model.Entry) (model.Result, error) {
	if err := o.err("record"); err != nil {
		return model.Result{}, err
	}
	o.recorded = append(o.recorded, e)
	return o.result, nil
}
func (o *office) Choose(_ context.Context, _ model.Actor, c model.Choice) (model.Result, error) {
	if err := o.err("choose"); err != nil {
		return model.Result{}, err
	}
	o.chosen = append(o.chosen, c)
	return model.Result{}, nil
}
func (o *office) Attest(_ context.Context, _ model.Actor, a model.Attestation) (model.Result, error) {
	if err := o.err("attest"); err != nil {
		return model.Result{}, err
	}
	o.attested = append(o.attested, a)
	return model.Result{Readiness: &model.Readiness{Count: 7, Of: 10, Weakest: model.Urgency}}, nil
}
func (o *office) Submit(_ context.Context, _ model.Actor, s model.Submission) (model.Result, error) {
	if err := o.err("submit"); err != nil {
		return model.Result{}, err
	}
	o.submitted = append(o.submitted, s)
	return model.Result{Effects: []string{"delivered to Rhea Stone", "to be accepted by Wed 25 Nov 16:00"}}, nil
}
func (o *office) AddContact(_ context.Context, _ model.Actor, c model.NewContact) (model.Result, error) {
	if err := o.err("add"); err != nil {
		return model.Result{}, err
	}
	o.added = append(o.added, c)
	return model.Result{}, nil
}
func (o *office) SetContact(_ context.Context, _ model.Actor, _ model.ContactID, set map[string]string) (model.Result, error) {
	o.set = append(o.set, set)
	return model.Result{}, o.err("set")
}
func (o *office) Skip(_ context.Context, _ model.Actor, _ model.LeadID, code, note string) (model.Result, error) {
	o.skipped = append(o.skipped, strings.Trim(code+": "+note, ": "))
	return model.Result{}, o.err("skip")
}
func (o *office) Note(_ context.Context, _ model.Actor, _ model.LeadID, _ model.ContactID, text string) (model.Result, error) {
	o.notes = append(o.notes, text)
	return model.Result{}, o.err("note")
}
func (o *office) Defect(_ context.Context, _ model.Actor, d model.Defect) (model.Result, error) {
	o.defects = append(o.defects, d)
	return model.Result{}, o.err("defect")
}
func (o *office) PeekUndo(context.Context, model.Actor) ([]model.UndoInfo, error) {
	return o.undo, nil
}
func (o *office) Undo(context.Context, model.Actor) (model.UndoInfo, error) {
	o.undone++
	return o.undo[0], o.err("undo")
}
func (o *office) IndustrySearch(_ context.Context, scheme, text string, _ int) (string, []industry.Code, error) {
	o.searched = append(o.searched, scheme+" "+text)
	return "NAICS 2022", o.codes, nil
}

// drafts is a store of drafts in memory.
type drafts struct {
	held map[string]map[string]string
	fail bool
}

func (s *drafts) Load(key string) (map[string]string, error) { return s.held[key], nil }
func (s *drafts) Save(key string, v map[string]string) error {
	if s.fail {
		return errors.New("the disk is full")
	}
	s.held[key] = maps.Clone(v)
	return nil
}
func (s *drafts) Drop(key string) error { delete(s.held, key); return nil }

// table is a desk with the root around it: what it asks of the root is kept,
// what its commands come to is handed back.
type table struct {
	t      *testing.T
	d      *desk.Desk
	o      *office
	s      *nav.Session
	drafts *drafts
	toasts []string
	opened []nav.OpenLeadMsg
	popped int
	dialog nav.Dialog
	out    *strings.Builder
	held   []tea.Msg // results kept back while hold is set
	hold   bool
	keys   int
	slow   []restingMsg
}

func session() (*nav.Session, *strings.Builder) {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	out := &strings.Builder{}
	return &nav.Session{
		Actor:    model.Actor{ID: 1, Name: "Dana Ortiz", Role: model.Specialist, Zone: chicago, Region: "US-IL"},
		Renderer: r, Theme: theme.New(r, "mono", true), Glyphs: theme.Narrow(), Keys: nav.NewKeyMap(),
		Clock: func() time.Time { return noon }, Out: out, Caps: nav.Caps{Clipboard: true},
	}, out
}

func sit(t *testing.T, o *office, w, h int) *table {
	t.Helper()
	return sitWith(t, o, w, h, nav.OpenLeadMsg{Lead: o.desk.Lead.ID, Position: 1, Of: 60, From: nav.Today,
		Why: "promised for 10:30 by Mia Halvorsen; 12 minutes ago"}, &drafts{held: map[string]map[string]string{}})
}

func sitWith(t *testing.T, o *office, w, h int, msg nav.OpenLeadMsg, store *drafts) *table {
	t.Helper()
	s, out := session()
	b := &table{t: t, o: o, s: s, drafts: store, out: out}
	b.sitDown(w, h, msg)
	return b
}

// sitDown opens the desk in a window.
func (b *table) sitDown(w, h int, msg nav.OpenLeadMsg) {
	opt := desk.Options{ParseTime: when.Time, ParseMoney: playbook.ParseMoney, Tick: func(_ time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg { return restingMsg{then} }
	}}
	if b.drafts != nil {
		opt.Drafts = b.drafts
	}
	b.d = desk.New(b.s, b.o, msg, opt)
	b.d.SetSize(w, h)
	b.run(b.d.Init())
}

// run carries a command out and hands on what it comes to, as the root does;
// pauses in typing wait for the test.
func (b *table) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			b.run(c)
		}
	case nav.ResultMsg:
		if r, ok := msg.Msg.(restingMsg); ok {
			b.slow = append(b.slow, r)
			return
		}
		if b.hold {
			b.held = append(b.held, msg.Msg)
			return
		}
		b.run(b.d.Update(msg.Msg))
	case nav.ToastMsg:
		b.toasts = append(b.toasts, msg.Text)
	case nav.ErrMsg:
		b.toasts = append(b.toasts, msg.Err.Error())
	case nav.OpenLeadMsg:
		b.opened = append(b.opened, msg)
	case nav.InboundMsg: // enter there takes the one who is offered first
		b.run(b.d.Update(nav.OpenLeadMsg{Lead: msg.Lead, Contact: msg.Contact, Inbound: true}))
	case nav.PopMsg:
		b.popped++
	case nav.DialogMsg:
		b.dialog = msg.Dialog
	case nav.DoneMsg:
		b.dialog = nil
		if msg.Then != nil {
			b.run(nav.Send(msg.Then))
		}
	}
}

// restingMsg is a pause in typing that the test has not let pass yet.
type restingMsg struct{ then func(time.Time) tea.Msg }

// pause lets the pauses in typing be over.
func (b *table) pause() {
	slow := b.slow
	b.slow = nil
	for _, r := range slow {
		b.run(b.d.Update(r.then(noon)))
	}
}

func keyOf(s string) tea.KeyMsg {
	types := map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "ctrl+s": tea.KeyCtrlS,
		"ctrl+g": tea.KeyCtrlG, "ctrl+n": tea.KeyCtrlN, "ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU, "ctrl+k": tea.KeyCtrlK, "backspace": tea.KeyBackspace}
	if k, ok := types[s]; ok {
		return tea.KeyMsg{Type: k}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}
}

// press gives keys to the dialog, where one is open, else to the desk.
func (b *table) press(keys ...string) *table {
	b.t.Helper()
	for _, k := range keys {
		b.keys++
		if b.dialog != nil {
			b.run(b.dialog.Update(keyOf(k)))
			continue
		}
		b.run(b.d.Update(keyOf(k)))
	}
	return b
}

// write types text.
func (b *table) write(text string) *table {
	b.t.Helper()
	for _, r := range text {
		k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			k = tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
		}
		b.run(b.d.Update(k))
	}
	return b
}

func (b *table) view() string { return ansi.Strip(b.d.View()) }

func (b *table) see(texts ...string) *table {
	b.t.Helper()
	v := b.view()
	for _, s := range texts {
		if !strings.Contains(v, s) {
			b.t.Fatalf("%q is not on the screen:\n%s", s, v)
		}
	}
	return b
}

func (b *table) dont(texts ...string) *table {
	b.t.Helper()
	v := b.view()
	for _, s := range texts {
		if strings.Contains(v, s) {
			b.t.Fatalf("%q is on the screen:\n%s", s, v)
		}
	}
	return b
}

func (b *table) told(text string) *table {
	b.t.Helper()
	for _, s := range b.toasts {
		if strings.Contains(s, text) {
			return b
		}
	}
	b.t.Fatalf("not told %q; told %q", text, b.toasts)
	return b
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	got = strings.Join(lines, "\n") + "\n"
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; look at it, then run with -update:\n%s", name, got)
	}
}
