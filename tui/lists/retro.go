package lists

import (
	"context"
	"fmt"
	"slices"
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

// Retrospecter looks back on a week: what was wrong with the lists that were
// worked, and the letter about it to those who make them.
type Retrospecter interface {
	// Quality is the retrospective of the days from and to, both included.
	Quality(ctx context.Context, by model.Actor, from, to model.Date) (model.Quality, error)

	// ExportQuality writes the letter as Markdown and says where it stands. A
	// file that is there already is refused with [model.Conflict], unless over.
	ExportQuality(ctx context.Context, q model.Quality, path string, over bool) (string, error)
}

type (
	qualityLoadedMsg struct {
		request nav.Request
		q       model.Quality
		err     error
	}

	// letterWrittenMsg is what writing the letter came to.
	letterWrittenMsg struct {
		path  string // as it was asked for
		where string
		err   error
	}

	// letterOverMsg is yes to replacing the file.
	letterOverMsg struct{ path string }
)

// retroWide is from which width what is found elsewhere stands beside the lists.
const retroWide = 130

// Retro is the retrospective of one week.
type Retro struct {
	s      *nav.Session
	l      theme.Look
	office Retrospecter
	keys   nav.KeyMap
	before key.Binding
	after  key.Binding
	export key.Binding

	loads   nav.Requests
	monday  model.Date
	q       model.Quality
	loaded  bool // q is of the week
	failure string

	body    *page.Text
	form    *kit.Form // where the letter goes; nil before it was asked for
	asking  bool
	writing bool
	w, h    int
}

// NewRetro is the retrospective of the present week.
func NewRetro(s *nav.Session, o Retrospecter) *Retro {
	v := &Retro{s: s, l: s.Look(), office: o, keys: s.Keys,
		before: key.NewBinding(key.WithKeys("[", "h", "left"), key.WithHelp("[", "week before")),
		after:  key.NewBinding(key.WithKeys("]", "l", "right"), key.WithHelp("]", "next week")),
		export: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "write the letter")),
	}
	v.monday = v.present()
	v.body = page.NewText(v.l, s.Keys)
	v.body.Show(v.lines)
	return v
}

// present is the Monday of this week.
func (v *Retro) present() model.Date { return model.DateOf(v.s.Now()).Monday() }

// Init asks for the week.
func (v *Retro) Init() tea.Cmd { return v.load() }

// Refresh asks for it again; the place stays.
func (v *Retro) Refresh() tea.Cmd { return v.load() }

func (v *Retro) load() tea.Cmd {
	r, by, o, monday := v.loads.Next(), v.s.Actor, v.office, v.monday
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		q, err := o.Quality(ctx, by, monday, monday.AddDays(6))
		return qualityLoadedMsg{r, q, err}
	})
}

// SetSize sets the cells that View fills.
func (v *Retro) SetSize(w, h int) {
	v.w, v.h = max(0, w), max(0, h)
	v.sizeForm()
	v.body.SetSize(v.main(), max(0, v.h-1))
}

func (v *Retro) sizeForm() {
	if v.form != nil {
		v.form.SetSize(max(0, min(v.w, 110)-1), max(0, v.h-4))
	}
}

// main is the width of the lists.
func (v *Retro) main() int {
	if v.w < retroWide {
		return v.w
	}
	return v.w - v.side() - 1
}

func (v *Retro) side() int { return min(58, v.w/3) }

// Title is where one is.
func (v *Retro) Title() string { return "Lists " + v.l.Glyphs.Crumb + " retrospective" }

// Capturing says whether the name of the file has the keys.
func (v *Retro) Capturing() bool { return v.asking }

// Back leaves the name of the file; what was typed there stays for the next
// time.
func (v *Retro) Back() (bool, tea.Cmd) {
	was := v.asking
	v.leaveForm()
	return was, nil
}

func (v *Retro) leaveForm() {
	v.asking = false
	if v.form != nil {
		v.form.Blur()
	}
}

// Update answers to keys and to what the commands came to.
func (v *Retro) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return v.press(msg)
	case tea.MouseMsg:
		if !v.asking {
			v.body.Update(msg)
		}
	case qualityLoadedMsg:
		v.show(msg)
	case letterWrittenMsg:
		return v.wrote(msg)
	case letterOverMsg:
		return v.write(msg.path, true)
	}
	return nil
}

func (v *Retro) press(k tea.KeyMsg) tea.Cmd {
	if v.asking {
		if k.Type == tea.KeyEsc {
			v.leaveForm()
			return nil
		}
		_, cmd := v.form.Update(k)
		return cmd
	}
	before, after, export := v.bindings()
	switch {
	case key.Matches(k, before):
		return v.turn(-7)
	case key.Matches(k, after):
		return v.turn(7)
	case key.Matches(k, export):
		v.ask()
	default:
		v.body.Update(k)
	}
	return nil
}

// bindings are the keys in their present state.
func (v *Retro) bindings() (before, after, export key.Binding) {
	before, after, export = v.before, v.after, v.export
	if v.monday >= v.present() {
		after = nav.Disable(after, weekName(v.monday.AddDays(7))+" has not begun yet")
	}
	switch {
	case !v.loaded:
		export = nav.Disable(export, "the week is not read yet")
	case v.nothing():
		export = nav.Disable(export, "there is nothing to write of this week")
	case v.writing:
		export = nav.Disable(export, "the letter is being written")
	}
	return before, after, export
}

func (v *Retro) nothing() bool { return len(v.q.Lists)+len(v.q.Sources) == 0 }

func (v *Retro) turn(days int) tea.Cmd {
	v.monday = v.monday.AddDays(days)
	v.loaded, v.failure, v.q, v.form = false, "", model.Quality{}, nil
	v.body.Home()
	v.body.Show(v.lines)
	return v.load()
}

func (v *Retro) show(msg qualityLoadedMsg) {
	if !v.loads.Current(msg.request) {
		return
	}
	v.failure = ""
	if msg.err != nil {
		v.failure = page.Sentence(v.s, msg.err)
	} else {
		v.q, v.loaded = msg.q, true
	}
	v.body.Show(v.lines)
}

// ask asks where the letter goes; the working directory is at hand.
func (v *Retro) ask() {
	if v.form == nil {
		v.form = kit.NewForm(v.l, kit.Field{Key: "file", Label: "file", Required: true,
			Value: "retrospective-" + v.monday.Week() + ".md", Placeholder: "retrospective.md"})
		v.form.OnSave = func(t map[string]string) tea.Cmd { return v.write(strings.Trim(t["file"], `"'`), false) }
	}
	v.asking = true
	v.sizeForm()
	v.form.Focus()
}

func (v *Retro) write(path string, over bool) tea.Cmd {
	if v.writing {
		return nil
	}
	v.writing = true
	o, q := v.office, v.q
	return nav.For(v, func() tea.Msg {
		ctx, cancel := page.Context()
		defer cancel()
		where, err := o.ExportQuality(ctx, q, path, over)
		return letterWrittenMsg{path, where, err}
	})
}

// wrote says where the letter stands. A file that is there already is replaced
// on a word only; after any refusal the name can be changed.
func (v *Retro) wrote(msg letterWrittenMsg) tea.Cmd {
	v.writing = false
	switch code := model.CodeOf(msg.err); {
	case msg.err == nil:
		v.leaveForm()
		return nav.Toast(nav.Good, "The letter is written: "+kit.Clean(msg.where))
	case code == model.Conflict:
		return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(v.l, "Replace the file?", page.Sentence(v.s, msg.err)+". What stands in it is lost.",
			"replace it", letterOverMsg{msg.path})})
	case code != model.Internal && v.asking && v.form.SetProblem("file", page.Sentence(v.s, msg.err)):
		return nil
	}
	return nav.Fail(msg.err)
}

// ShortHelp is the keys that matter now.
func (v *Retro) ShortHelp() []key.Binding {
	if v.asking {
		return []key.Binding{nav.Named(v.keys.Save, "write it"), nav.Named(v.keys.Back, "leave it")}
	}
	before, after, export := v.bindings()
	return []key.Binding{before, after, export, v.keys.Down}
}

// FullHelp is every key.
func (v *Retro) FullHelp() []nav.HelpGroup {
	before, after, export := v.bindings()
	moving := v.keys.Moving()
	moving.Bindings = slices.DeleteFunc(moving.Bindings, func(b key.Binding) bool {
		shown, _ := nav.Label(b)
		return shown == "/" || shown == "enter" || strings.Contains(shown, "tab")
	})
	return []nav.HelpGroup{{Title: "The retrospective", Bindings: []key.Binding{before, after, export}}, moving}
}

// weekName is "week 48".
func weekName(d model.Date) string {
	_, n := d.At(12, 0, time.UTC).ISOWeek()
	return fmt.Sprintf("week %d", n)
}

var _ interface {
	nav.Screen
	nav.Stepper
} = (*Retro)(nil)
