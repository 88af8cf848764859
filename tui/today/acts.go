package today

import (
	"context"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// actedMsg is what a skip or a rest came to.
type actedMsg struct {
	mode  mode
	item  model.QueueItem
	text  string // until when
	draft *page.Draft
	res   model.Result
	err   error
}

// The fields of the drafts.
const wordsField = "words"

// Keep has what is typed here kept in d until it is recorded.
func (t *Today) Keep(d page.Drafts) *Today {
	t.drafts = d
	return t
}

// keep has what is open kept as it is typed now.
func (t *Today) keep() tea.Cmd {
	switch {
	case t.mode == noting && strings.TrimSpace(t.words.Value()) != "":
		return t.draft.Keep(map[string]string{wordsField: t.words.Value()})
	case t.mode == resting && t.form.Dirty():
		return t.draft.Keep(t.form.Values())
	case t.mode == noting, t.mode == resting:
		return t.draft.Drop()
	}
	return nil
}

// restore fills in what was kept of what is open, unless the person was quicker.
func (t *Today) restore(msg page.DraftLoadedMsg) tea.Cmd {
	v, cmd := t.draft.Loaded(msg)
	switch {
	case v == nil:
	case t.mode == resting && !t.form.Dirty():
		t.form.SetValues(v)
	case t.words != nil && t.words.Value() == "":
		t.words.SetValue(v[wordsField])
	}
	return cmd
}

func (t *Today) startSkip() tea.Cmd {
	it, ok := t.selected()
	if !ok {
		return nil
	}
	if t.acting.LeadID != it.LeadID || t.words == nil {
		t.words = kit.NewInput(t.l, "why, in a few words")
	}
	t.acting, t.mode = it, skipping
	t.codes = kit.NewChoices(t.l, []kit.Option{
		{Key: "n", Value: "not-now", Title: "not now for me"}, {Key: "r", Value: "research", Title: "needs research"},
		{Key: "w", Value: "wrong-list", Title: "wrong list"}, {Key: "d", Value: "duplicate", Title: "duplicate"},
		{Key: "c", Value: "conflict", Title: "conflict of interest"}, {Key: "o", Value: "other", Title: "other, in words"},
	}, "")
	t.codes.OnPick = func(o kit.Option) tea.Cmd {
		if o.Value == "other" {
			t.mode = noting
			t.words.Focus()
			return nil
		}
		return t.skip(o.Value, "")
	}
	t.draft = t.draft.Of(t, t.drafts, "today/skip/"+it.LeadID.String())
	return t.draft.Load()
}

func (t *Today) skip(code, note string) tea.Cmd {
	it, by, draft := t.acting, t.s.Actor, t.draft
	t.mode, t.writing = browsing, true
	return nav.For(t, func() tea.Msg {
		res, err := t.office.Skip(context.Background(), by, it.LeadID, code, note)
		return actedMsg{mode: skipping, item: it, draft: draft, res: res, err: err}
	})
}

func (t *Today) startRest() tea.Cmd {
	it, ok := t.selected()
	if !ok {
		return nil
	}
	t.mode = resting
	t.draft = t.draft.Of(t, t.drafts, "today/rest/"+it.LeadID.String())
	if t.acting.LeadID == it.LeadID && t.form != nil && t.form.Dirty() {
		t.form.Focus() // what was typed before esc is still there
		return t.keep()
	}
	t.acting = it
	t.form = kit.NewForm(t.l, page.RestFields(func() time.Time { return t.now })...)
	t.form.OnSave = t.rest
	t.form.Focus()
	return t.draft.Load()
}

func (t *Today) rest(v map[string]string) tea.Cmd {
	until, err := page.RestDay(v["until"], t.now)
	if err != nil {
		t.form.SetProblem("until", err.Error())
		return nil
	}
	if t.writing {
		return nil
	}
	it, by, draft := t.acting, t.s.Actor, t.draft
	t.writing = true
	c := model.Choice{Verb: model.Rest, LeadID: it.LeadID, Until: until, Reason: v["reason"]}
	return nav.For(t, func() tea.Msg {
		res, err := t.office.Choose(context.Background(), by, c)
		return actedMsg{mode: resting, item: it, text: until.Short(), draft: draft, res: res, err: err}
	})
}

// acted shows what came of a skip or rest. A refused one leaves what was typed
// where it was.
func (t *Today) acted(msg actedMsg) tea.Cmd {
	t.writing = false
	if msg.err != nil {
		if msg.mode == skipping && t.words != nil && t.words.Value() != "" && t.mode == browsing {
			t.mode = noting
		}
		return tea.Batch(nav.Fail(msg.err), t.load())
	}
	text := "Skipped " + msg.item.Company + ": it comes back tomorrow. u takes it back."
	if msg.mode == resting {
		text = msg.item.Company + " rests until " + msg.text + ". u takes it back."
		t.form = nil
		if t.mode == resting {
			t.mode = browsing
		}
	} else {
		t.words = nil
	}
	delete(t.facts, msg.item.LeadID)
	if it, ok := t.selected(); ok && it.LeadID == msg.item.LeadID {
		t.selectNext(it.Position)
	}
	return tea.Batch(msg.draft.Drop(), nav.Toast(nav.Good, text), t.load())
}

// pressAct gives the keys to what is open.
func (t *Today) pressAct(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		_, cmd := t.Back()
		return cmd
	}
	switch t.mode {
	case skipping:
		_, cmd := t.codes.Update(k)
		return cmd
	case noting:
		if k.Type == tea.KeyEnter {
			note := strings.TrimSpace(t.words.Value())
			if note == "" {
				return nav.Toast(nav.Warn, "Say in a few words why it is skipped.")
			}
			return t.skip("other", note)
		}
		_, cmd := t.words.Update(k)
		return tea.Batch(cmd, t.keep())
	}
	_, cmd := t.form.Update(k)
	return tea.Batch(cmd, t.keep())
}

// actTitle names what is open, "" while nothing is.
func (t *Today) actTitle() string {
	switch t.mode {
	case skipping, noting:
		return "Skip " + t.acting.Company + " for today: why?"
	case resting:
		return "Let " + t.acting.Company + " rest"
	}
	return ""
}

// act is what is open, in the place of the detail.
func (t *Today) act(w, h int) string {
	var head []string
	if t.w >= wide {
		for _, s := range kit.WrapTo(t.actTitle(), max(1, w-2), 2) {
			head = append(head, " "+t.l.Paint(theme.Title, s))
		}
		head = append(head, "")
	}
	room := max(0, h-len(head))
	switch t.mode {
	case skipping:
		t.codes.SetSize(w, min(room, t.codes.Height(w)))
		out := append(head, t.codes.View(), "")
		for _, s := range kit.Wrap("It comes back tomorrow; the third skip stands on the team lead's screen.", max(1, w-2)) {
			out = append(out, " "+t.l.Paint(theme.Dim, s))
		}
		return strings.Join(out, "\n")
	case noting:
		t.words.SetWidth(max(0, w-8))
		return strings.Join(append(head, " "+t.l.Paint(theme.Dim, "other ")+t.words.View()), "\n")
	case resting:
		t.form.SetSize(max(0, w-1), room)
		return strings.Join(append(head, t.form.View()), "\n")
	}
	return ""
}

// actHelp is the keys of what is open.
func (t *Today) actHelp() []key.Binding {
	switch t.mode {
	case skipping:
		return []key.Binding{key.NewBinding(key.WithKeys("n"), key.WithHelp("letter", "skips with that reason"))}
	case noting:
		return []key.Binding{nav.Named(t.keys.Open, "skip it")}
	}
	return []key.Binding{t.keys.Save, t.keys.NextPane}
}
