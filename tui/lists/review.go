package lists

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// Reviewer is what the review of near matches asks for. Each of the three
// decisions can be undone.
type Reviewer interface {
	NearPairs(ctx context.Context, by model.Actor, q model.NearQuery) (model.NearPage, error)
	MergeNear(ctx context.Context, by model.Actor, pair int64) (model.Result, error)
	KeepBoth(ctx context.Context, by model.Actor, pair int64) (model.Result, error)
	NeverSame(ctx context.Context, by model.Actor, pair int64) (model.Result, error)
}

type (
	pairsLoadedMsg struct {
		request nav.Request
		page    model.NearPage
		more    bool // they follow those that are there
		err     error
	}

	pairJudgedMsg struct {
		pair int64
		r    model.Result
		err  error
	}
)

// Review is the screen on which a person says of each pair whether it is one.
type Review struct {
	s      *nav.Session
	l      theme.Look
	office Reviewer
	list   string // "" all
	merge  key.Binding
	both   key.Binding
	never  key.Binding
	w, h   int
	top    int
	page   model.NearPage
	at     int
	loaded bool
	failed string
	loads  nav.Requests
	busy   bool
}

// NewReview is the screen of the pairs that came up with a list, "" for all.
func NewReview(s *nav.Session, o Reviewer, list string) *Review {
	return &Review{s: s, l: s.Look(), office: o, list: list,
		merge: key.NewBinding(key.WithKeys("M"), key.WithHelp("M", "they are one")),
		both:  key.NewBinding(key.WithKeys("b"), key.WithHelp("b", "keep both")),
		never: key.NewBinding(key.WithKeys("N"), key.WithHelp("N", "never the same")),
	}
}

// Init asks for the first pairs.
func (v *Review) Init() tea.Cmd { return v.load(false) }

// Refresh asks for them again: something was undone.
func (v *Review) Refresh() tea.Cmd { return v.load(false) }

func (v *Review) load(more bool) tea.Cmd {
	r, by, q := v.loads.Next(), v.s.Actor, model.NearQuery{List: v.list}
	if more {
		last := v.page.Pairs[len(v.page.Pairs)-1]
		q.After, q.AfterScore = last.ID, last.Score
	}
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		p, err := v.office.NearPairs(ctx, by, q)
		return pairsLoadedMsg{r, p, more, err}
	})
}

// SetSize sets the cells that View fills.
func (v *Review) SetSize(w, h int) { v.w, v.h = max(0, w), max(0, h) }

// Title is the screen's name.
func (v *Review) Title() string { return nav.Lists.String() + " › near matches" }

// Capturing is false: nothing is typed here.
func (v *Review) Capturing() bool { return false }

// Update answers to keys and to what the commands came to.
func (v *Review) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		switch msg.Button {
		case tea.MouseButtonWheelDown:
			return v.move(1)
		case tea.MouseButtonWheelUp:
			return v.move(-1)
		}
	case pairsLoadedMsg:
		return v.show(msg)
	case pairJudgedMsg:
		return v.judged(msg)
	}
	return nil
}

func (v *Review) press(k tea.KeyMsg) tea.Cmd {
	merge, both, never := v.bindings()
	switch {
	case key.Matches(k, v.s.Keys.Down):
		return v.move(1)
	case key.Matches(k, v.s.Keys.Up):
		return v.move(-1)
	case key.Matches(k, v.s.Keys.PageDown):
		v.top += max(1, v.h/2)
	case key.Matches(k, v.s.Keys.PageUp):
		v.top = max(0, v.top-max(1, v.h/2))
	case key.Matches(k, merge):
		return v.judge(v.office.MergeNear)
	case key.Matches(k, both):
		return v.judge(v.office.KeepBoth)
	case key.Matches(k, never):
		return v.judge(v.office.NeverSame)
	}
	return nil
}

func (v *Review) move(by int) tea.Cmd {
	v.top = 0
	v.at = max(0, min(v.at+by, len(v.page.Pairs)-1))
	if v.page.More && by > 0 && v.at >= len(v.page.Pairs)-5 {
		return v.load(true)
	}
	return nil
}

func (v *Review) bindings() (merge, both, never key.Binding) {
	why := ""
	if err := v.s.Actor.Allow(model.ActWork); err != nil {
		why = err.Error()
	} else if _, ok := v.pair(); !ok {
		why = "no pair waits"
	} else if v.busy {
		why = "the last one is being written"
	}
	if why == "" {
		return v.merge, v.both, v.never
	}
	return nav.Disable(v.merge, why), nav.Disable(v.both, why), nav.Disable(v.never, why)
}

func (v *Review) pair() (model.NearPair, bool) {
	if v.at < 0 || v.at >= len(v.page.Pairs) {
		return model.NearPair{}, false
	}
	return v.page.Pairs[v.at], true
}

func (v *Review) show(msg pairsLoadedMsg) tea.Cmd {
	if !v.loads.Current(msg.request) {
		return nil
	}
	if msg.err != nil {
		v.failed = page.Sentence(v.s, msg.err)
		return nav.Fail(msg.err)
	}
	was, had := v.pair()
	v.loaded, v.failed = true, ""
	if msg.more {
		msg.page.Pairs = append(v.page.Pairs, msg.page.Pairs...)
	}
	v.page = msg.page
	if i := slices.IndexFunc(v.page.Pairs, func(p model.NearPair) bool { return p.ID == was.ID }); had && i >= 0 {
		v.at = i
	}
	v.at = max(0, min(v.at, len(v.page.Pairs)-1))
	return nil
}

func (v *Review) judge(say func(context.Context, model.Actor, int64) (model.Result, error)) tea.Cmd {
	p, ok := v.pair()
	if !ok || v.busy {
		return nil
	}
	v.busy = true
	by := v.s.Actor
	return nav.For(v, func() tea.Msg {
		r, err := say(context.Background(), by, p.ID)
		return pairJudgedMsg{p.ID, r, err}
	})
}

// judged takes the pair away: the next one comes by itself. After a merge all
// are read again, for others may speak of the same people.
func (v *Review) judged(msg pairJudgedMsg) tea.Cmd {
	v.busy = false
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	v.top = 0
	v.page.Pairs = slices.DeleteFunc(v.page.Pairs, func(p model.NearPair) bool { return p.ID == msg.pair })
	if v.page.Open > 0 {
		v.page.Open--
	}
	v.at = max(0, min(v.at, len(v.page.Pairs)-1))
	text := strings.Join(msg.r.Effects, "; ")
	return tea.Batch(nav.Toast(nav.Good, text+"."), v.load(false))
}

// ShortHelp is the keys that matter now.
func (v *Review) ShortHelp() []key.Binding {
	merge, both, never := v.bindings()
	return []key.Binding{merge, both, never, nav.Named(v.s.Keys.Down, "next"), v.s.Keys.Undo}
}

// FullHelp is every key.
func (v *Review) FullHelp() []nav.HelpGroup {
	merge, both, never := v.bindings()
	k := v.s.Keys
	return []nav.HelpGroup{{Title: "Near matches", Bindings: []key.Binding{merge, both, never}},
		{Title: "Move", Bindings: []key.Binding{nav.Named(k.Down, "next pair"), nav.Named(k.Up, "pair before"), k.PageDown, k.PageUp, k.Back}}}
}
