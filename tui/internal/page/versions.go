package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// Version is one field that two people filled in: what it held when the form
// was opened, what stands now, and what was typed. All are as they are shown.
type Version struct {
	Key, Label         string
	Base, Theirs, Mine string
}

// Versions shows what somebody else made of a form's fields meanwhile beside
// what was typed, and takes of each the one or the other. Nothing typed is lost:
// it stands until it is given up by hand. Fields in which both agree are left
// out. What only one of the two changed is marked as that one's; where both did,
// what was typed is.
type Versions struct {
	l    theme.Look
	rows []Version
	mine []bool
	at   int
	top  int
}

// NewVersions compares; see [Versions.Len] for whether anything differs.
func NewVersions(l theme.Look, rows []Version) *Versions {
	v := &Versions{l: l}
	for _, r := range rows {
		if r.Theirs != r.Mine {
			v.rows = append(v.rows, r)
			v.mine = append(v.mine, r.Mine != r.Base)
		}
	}
	return v
}

// Len is how many fields differ.
func (v *Versions) Len() int { return len(v.rows) }

// Taken is what is taken of each field that differs, by key.
func (v *Versions) Taken() map[string]string {
	out := map[string]string{}
	for i, r := range v.rows {
		if out[r.Key] = r.Theirs; v.mine[i] {
			out[r.Key] = r.Mine
		}
	}
	return out
}

// Mine says whether of that field what was typed is taken.
func (v *Versions) Mine(key string) bool {
	for i, r := range v.rows {
		if r.Key == key {
			return v.mine[i]
		}
	}
	return false
}

// Press uses up and down, t for theirs and m for mine; either goes on to the
// next field. It says whether it used the key.
func (v *Versions) Press(k tea.KeyMsg) bool {
	if len(v.rows) == 0 {
		return false
	}
	switch k.String() {
	case "j", "down", "tab":
		v.at = min(v.at+1, len(v.rows)-1)
	case "k", "up", "shift+tab":
		v.at = max(v.at-1, 0)
	case "t", "left":
		v.take(false)
	case "m", "right":
		v.take(true)
	case "T", "M":
		for i := range v.mine {
			v.mine[i] = k.String() == "M"
		}
	default:
		return false
	}
	return true
}

func (v *Versions) take(mine bool) {
	v.mine[v.at] = mine
	v.at = min(v.at+1, len(v.rows)-1)
}

// Lines draws the fields in at most h lines of w cells: theirs at the left, mine
// at the right, the one taken told by a mark and its weight. The field under
// the cursor is read whole below them.
func (v *Versions) Lines(w, h int) []string {
	if len(v.rows) == 0 || h < 2 {
		return nil
	}
	label := min(14, w/4)
	half := max(0, (w-label-2)/2)
	out := []string{kit.Fit(" "+kit.Fit("", label)+v.l.Paint(theme.Dim, kit.Fit("  theirs", half))+v.l.Paint(theme.Dim, "  mine"), w)}
	at := v.rows[v.at]
	whole := append(v.whole("theirs", at.Theirs, w), v.whole("mine", at.Mine, w)...)
	room := h - 1 - len(whole)
	if room < 1 {
		whole, room = nil, h-1
	}
	v.top = max(0, min(v.top, v.at))
	v.top = max(v.top, v.at-room+1)
	for i := v.top; i < len(v.rows) && i < v.top+room; i++ {
		out = append(out, v.row(i, label, half, w))
	}
	return append(out, whole...)
}

func (v *Versions) row(i, label, half, w int) string {
	r := v.rows[i]
	ground, mark := theme.Page, " "
	if i == v.at {
		ground, mark = theme.Focused, v.l.Glyphs.Mark
	}
	side := func(s string, on bool) string {
		dot, tone := v.l.Glyphs.Off, theme.Dim
		if on {
			dot, tone = v.l.Glyphs.On, theme.Strong
		}
		if s == "" {
			s = v.l.Glyphs.Dot
		}
		return v.l.PaintOn(ground, theme.Accent, dot) + v.l.PaintOn(ground, tone, kit.Fit(" "+kit.Clean(s), max(0, half-1)))
	}
	line := v.l.PaintOn(ground, theme.Mark, mark) + v.l.PaintOn(ground, theme.Text, kit.Fit(kit.Clean(r.Label), label)) +
		side(r.Theirs, !v.mine[i]) + side(r.Mine, v.mine[i])
	return kit.Fit(line, w)
}

// whole is one version in at most two lines, where it does not fit into its
// half.
func (v *Versions) whole(name, text string, w int) []string {
	if kit.Width(kit.Clean(text)) < max(0, (w-min(14, w/4)-2)/2-2) {
		return nil
	}
	var out []string
	for i, line := range kit.WrapTo(kit.Clean(text), max(1, w-9), 2) {
		head := kit.Fit("", 8)
		if i == 0 {
			head = kit.Fit(" "+name, 8)
		}
		out = append(out, kit.Fit(v.l.Paint(theme.Dim, head)+v.l.Paint(theme.Info, line), w))
	}
	return out
}
