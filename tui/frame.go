package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// The smallest window in which every screen is whole.
const (
	leastWidth  = 60
	leastHeight = 20
)

// tab is where the head names a route.
type tab struct {
	from, to int
	route    nav.Route
}

// small says that the window shows no screens.
func (r *Root) small() bool { return r.w < leastWidth || r.h < leastHeight }

// draw makes the frame: exactly w×h cells, in the session's glyphs.
func (r *Root) draw() { r.frame = r.s.Glyphs.Twins(r.compose()) }

func (r *Root) compose() string {
	switch {
	case r.h == 0:
		return ""
	case r.small():
		text := fmt.Sprintf("Ripen needs a window of %d×%d; this one is %d×%d. Make it larger, or q leaves.", leastWidth, leastHeight, r.w, r.h)
		return kit.Clamp(strings.Join(kit.Wrap(text, r.w), "\n"), r.w, r.h)
	case r.active() == nil:
		return kit.Clamp("", r.w, r.h)
	}
	w, h := r.body()
	body := kit.Clamp(r.active().View(), w, h)
	if n := len(r.dialogs); n > 0 {
		d := r.dialogs[n-1].dialog
		dw, dh := d.Size()
		body = kit.OverDialog(body, w, h, d.View(), dw, dh)
	}
	lower := r.footer()
	if lines := r.saying(); len(lines) > 0 {
		lower = strings.Join(lines, "\n")
	}
	return r.head() + "\n" + body + "\n" + lower
}

// head names the routes, or, over a screen that was opened from one of them,
// where one is.
func (r *Root) head() string {
	l, a := r.s.Look(), r.active()
	name := " " + l.Paint(theme.Title, "RIPEN") + "  "
	right := ""
	if s, ok := a.(Teller); ok {
		right = l.Paint(theme.Dim, kit.Clean(s.Status()))
	}
	if len(r.stacks[r.route]) > 1 {
		r.tabs = nil
		if right != "" {
			right += " "
		}
		return kit.Columns(name+l.Paint(theme.Strong, kit.Clean(a.Title())), right, r.w)
	}
	left := name + r.routes(r.w-kit.Width(name))
	if right != "" && kit.Width(left)+kit.Width(right)+2 <= r.w {
		return kit.Columns(left, right+" ", r.w)
	}
	return kit.Fit(left, r.w)
}

// routes is the list of the screens in at most w cells: where there is no room
// for all names, those farthest from the present one are cut to "5…". The
// present one is told by a mark and by its style.
func (r *Root) routes(w int) string {
	l := r.s.Look()
	var all []nav.Route
	at := 0
	for _, to := range nav.Routes() {
		if r.o.Screens[to] != nil {
			if to == r.route {
				at = len(all)
			}
			all = append(all, to)
		}
	}
	short := make([]bool, len(all))
	width := func(i int) int {
		if short[i] {
			return 2
		}
		return 2 + kit.Width(all[i].String())
	}
	used := len(all) - 1
	for i := range all {
		used += width(i)
	}
	for far := len(all); used > w && far > 0; far-- {
		for _, i := range []int{at + far, at - far} {
			if i >= 0 && i < len(all) && used > w {
				used -= width(i) - 2
				short[i] = true
			}
		}
	}
	r.tabs = r.tabs[:0]
	var b strings.Builder
	x := kit.Width(" RIPEN  ")
	for i, to := range all {
		if i > 0 {
			b.WriteByte(' ')
			x++
		}
		switch {
		case i == at:
			b.WriteString(l.Paint(theme.Key, to.Key()) + l.Paint(theme.Mark, l.Glyphs.Now) + l.Paint(theme.Match, to.String()))
		case short[i]:
			b.WriteString(l.Paint(theme.Key, to.Key()) + l.Paint(theme.Dim, l.Glyphs.Ellipsis))
		default:
			b.WriteString(l.Paint(theme.Key, to.Key()) + l.Paint(theme.Dim, " "+to.String()))
		}
		r.tabs = append(r.tabs, tab{x, x + width(i), to})
		x += width(i)
	}
	return b.String()
}

// footer is the keys that matter now.
func (r *Root) footer() string {
	bindings, always := r.footerKeys()
	return kit.Footer(r.s.Look(), r.w, bindings, always...)
}

// footerKeys are the footer's keys, and those that are always there. Where a
// field or a dialog has the keys, "?" would be typed: then that is esc.
func (r *Root) footerKeys() (bindings, always []key.Binding) {
	k := &r.s.Keys
	if n := len(r.dialogs); n > 0 {
		return r.dialogs[n-1].dialog.ShortHelp(), []key.Binding{k.Back}
	}
	a := r.active()
	bindings = without(a.ShortHelp(), k.Palette, k.Help)
	if a.Capturing() {
		return bindings, []key.Binding{k.Back}
	}
	return bindings, []key.Binding{k.Palette, k.Help}
}

func without(all []key.Binding, drop ...key.Binding) []key.Binding {
	out := make([]key.Binding, 0, len(all))
	for _, b := range all {
		shown, _ := nav.Label(b)
		keep := true
		for _, d := range drop {
			label, _ := nav.Label(d)
			keep = keep && label != shown
		}
		if keep {
			out = append(out, b)
		}
	}
	return out
}

// mostSaid is how many lines a sentence may take.
const mostSaid = 4

// saying is the toast, in the footer's place, or the offer of the lesson above it. One that is longer than a line is
// read whole too: the screen gives up the lines for it (see [Root.body]), so
// that nothing that is typed or about to be confirmed is ever covered.
func (r *Root) saying() []string {
	switch {
	case r.small():
		return nil
	case !r.toasts.Showing() && r.offers():
		return []string{r.offer(), r.footer()}
	case !r.toasts.Showing():
		return nil
	}
	if kit.Width(r.said)+4 <= r.w {
		return []string{r.toasts.View(r.w)}
	}
	l := r.s.Look()
	lines := kit.WrapTo(r.said, r.w-4, mostSaid)
	for i, s := range lines {
		lead := "   "
		if i == 0 {
			lead = " " + l.Paint(theme.Warn, sign(r.saidKind, l)) + " "
		}
		lines[i] = kit.Fit(lead+l.Paint(theme.Toast, s), r.w)
	}
	return lines
}

// sign is the glyph that says what kind of sentence follows.
func sign(kind nav.Kind, l theme.Look) string {
	switch kind {
	case nav.Good:
		return l.Glyphs.Check
	case nav.Info:
		return l.Glyphs.Crumb
	}
	return l.Glyphs.Alert
}

func (r *Root) toast(kind nav.Kind, text string) tea.Cmd {
	r.said, r.saidKind = kit.Clean(text), kind
	return r.toasts.Show(text, kind)
}

// heard takes a good or plain word away at the next key: it was read or does
// not matter any more, and the keys of the screen are in sight again. What went
// wrong stays its time.
func (r *Root) heard() {
	if r.toasts.Showing() && (r.saidKind == nav.Good || r.saidKind == nav.Info) {
		r.toasts.Dismiss()
	}
}

// refuse says what an error means for the person: a refusal by its own
// sentence; what is Ripen's fault by one that points to the log.
func (r *Root) refuse(err error) tea.Cmd {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	text := "Ripen failed at this, and it is not your doing; the log says more."
	var e *model.Error
	if errors.As(err, &e) && e.Code != model.Internal {
		return r.toast(nav.Warn, sentence(e.Message))
	}
	if r.s.Log != nil {
		cause := err
		if e != nil && e.Err != nil {
			cause = e.Err
		}
		r.s.Log.Error("console", "error", err.Error(), "cause", cause.Error())
	}
	return r.toast(nav.Bad, text)
}
