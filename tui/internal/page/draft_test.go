package page_test

import (
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
)

// typist is a screen with one draft.
type typist struct {
	draft *page.Draft
	had   map[string]string
}

func (t *typist) Init() tea.Cmd { return t.draft.Load() }
func (t *typist) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case page.DraftLoadedMsg:
		v, cmd := t.draft.Loaded(msg)
		t.had = v
		return cmd
	case page.DraftSavedMsg:
		return msg.Settle()
	}
	return nil
}
func (t *typist) View() string              { return "" }
func (t *typist) SetSize(int, int)          {}
func (t *typist) ShortHelp() []key.Binding  { return nil }
func (t *typist) FullHelp() []nav.HelpGroup { return nil }
func (t *typist) Capturing() bool           { return true }
func (t *typist) Title() string             { return "" }

// refusing is a disk that is full.
type refusing struct{ pagetest.Drafts }

func (refusing) Save(string, map[string]string) error {
	return model.Errorf(model.Internal, "the disk is full")
}

func note(s string) map[string]string { return map[string]string{"note": s} }

func TestADraftIsNeverOlderThanWhatIsTyped(t *testing.T) {
	store := pagetest.Drafts{}
	s := &typist{}
	s.draft = page.NewDraft(s, store, "note")
	r := pagetest.Open(t, s, 80, 24)
	r.Hold()
	r.Do(s.draft.Keep(note("b")))
	r.Do(s.draft.Keep(note("bo"))) // while the first is being written
	r.Do(s.draft.Keep(note("board")))
	if !s.draft.Behind() {
		t.Error("it claims to be kept before it is")
	}
	r.Release(true)
	if store["note"]["note"] != "board" || s.draft.Behind() {
		t.Errorf("kept %v", store)
	}

	// Another console finds it, unless somebody was quicker than the disk.
	next := &typist{}
	next.draft = page.NewDraft(next, store, "note")
	if pagetest.Open(t, next, 80, 24); next.had["note"] != "board" {
		t.Errorf("found %v", next.had)
	}
	quick := &typist{}
	quick.draft = page.NewDraft(quick, store, "note")
	load := quick.Init()
	_ = quick.draft.Keep(note("z"))
	if r := (&pagetest.Run{T: t, Screen: quick}); true {
		r.Do(load)
	}
	if quick.had != nil {
		t.Errorf("what was typed is overwritten with %v", quick.had)
	}

	r.Do(s.draft.Drop())
	if len(store) != 0 {
		t.Errorf("recorded, and still kept: %v", store)
	}
}

func TestADraftThatCannotBeKeptIsSaid(t *testing.T) {
	s := &typist{}
	s.draft = page.NewDraft(s, refusing{}, "note")
	r := pagetest.Open(t, s, 80, 24)
	r.Do(s.draft.Keep(note("board")))
	if _, said := r.Last().(nav.ErrMsg); !said || !s.draft.Behind() {
		t.Errorf("asked %#v, behind %v", r.Last(), s.draft.Behind())
	}
	var none *page.Draft
	if none.Keep(note("x")) != nil || none.Load() != nil || none.Drop() != nil || !none.Behind() {
		t.Error("no draft at all keeps something")
	}
}
