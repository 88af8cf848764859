package lists

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// View is exactly w×h.
func (v *Import) View() string {
	head := kit.Heading(v.l, v.w, "Bring a list in", v.where(), true) + "\n" + kit.Rule(v.l, v.w, "") + "\n"
	if v.stage == asking {
		return kit.Clamp(head+v.form.View(), v.w, v.h)
	}
	lines := v.lines()
	room := max(1, v.h-2)
	v.top = max(0, min(v.top, len(lines)-room))
	return kit.Clamp(head+strings.Join(lines[v.top:], "\n"), v.w, v.h)
}

func (v *Import) where() string {
	file := filepath.Base(v.path)
	switch v.stage {
	case asking:
		return "nothing is written before you have read what would be"
	case checking:
		return "reading " + file
	case checked:
		return "what " + file + " would do"
	case running:
		return "bringing " + file + " in"
	}
	return "done"
}

func (v *Import) lines() []string {
	took := int(v.now.Sub(v.since).Seconds())
	switch v.stage {
	case checking:
		return []string{"", " " + v.l.Paint(theme.Info, fmt.Sprintf("Reading %s %s %d s", kit.Clean(v.path), v.l.Glyphs.Dot, took))}
	case running:
		return []string{"", " " + v.l.Paint(theme.Info, fmt.Sprintf("Bringing in %s %s %d s", page.Many(v.res.Rows, "row", "rows"), v.l.Glyphs.Dot, took)),
			" " + v.l.Paint(theme.Dim, "Others can go on working meanwhile; esc cancels.")}
	}
	return append(v.sums(), v.mapping()...)
}

// sums is the account: every row is in one of four places.
func (v *Import) sums() []string {
	r := v.res
	verb := "would become"
	if v.stage == done {
		verb = "became"
	}
	line := func(n int, what string, tone theme.Tone) string {
		return kit.Fit(fmt.Sprintf(" %8s  ", kit.Count(n))+v.l.Paint(tone, what), v.w)
	}
	out := []string{
		kit.Fit(" "+v.l.Paint(theme.Strong, kit.Clean(r.List))+v.l.Paint(theme.Dim, fmt.Sprintf("  %s %s", page.Many(r.Rows, "row", "rows"), verb)), v.w),
		line(r.ContactsCreated, "new contacts, in "+page.Many(r.LeadsCreated, "new lead", "new leads"), theme.Good),
		line(r.ContactsMerged, "merged with contacts that are known", theme.Text),
		line(r.Suppressed, "left out: they asked not to be contacted", theme.Text),
		line(r.Rejected, "rejected", tone(r.Rejected)),
	}
	if r.LeadsCreated == 0 && r.ContactsCreated == 0 && r.Rows > 0 && v.stage == checked {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Warn, v.l.Glyphs.Alert+" Nothing of it is new."), v.w))
	}
	for i, rej := range r.Rejects {
		if i == 5 && len(r.Rejects) > 6 {
			out = append(out, kit.Fit(v.l.Paint(theme.Dim, fmt.Sprintf("           and %s more", kit.Count(len(r.Rejects)-i))), v.w))
			break
		}
		why := rej.Reason
		if rej.Field != "" {
			why = rej.Field + ": " + why
		}
		out = append(out, kit.Fit(v.l.Paint(theme.Dim, fmt.Sprintf("           line %d  ", rej.Row))+v.l.Paint(theme.Text, kit.Clean(why)), v.w))
	}
	if r.RejectsFile != "" && v.stage == done {
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Dim, "the rejected rows are in "+kit.Clean(r.RejectsFile)), v.w))
	}
	return out
}

func tone(rejected int) theme.Tone {
	if rejected > 0 {
		return theme.Warn
	}
	return theme.Text
}

// mapping says which column of the file fills which field.
func (v *Import) mapping() []string {
	if len(v.res.Mapping) == 0 {
		return nil
	}
	out := []string{"", kit.Rule(v.l, v.w, "Which column fills which field")}
	var cells []string
	for _, f := range slices.Sorted(maps.Keys(v.res.Mapping)) {
		cells = append(cells, kit.Fit(v.l.Paint(theme.Dim, kit.Clean(f)), 16)+" "+v.l.Paint(theme.Text, kit.Clean(v.res.Mapping[f])))
	}
	columns := max(1, min(3, v.w/38))
	each := max(1, (v.w-1)/columns)
	high := (len(cells) + columns - 1) / columns
	for y := range high {
		line := " "
		for x := range columns {
			if i := x*high + y; i < len(cells) {
				line += kit.Fit(cells[i], each)
			}
		}
		out = append(out, kit.Fit(line, v.w))
	}
	if len(v.res.Unmapped) > 0 {
		for i, s := range kit.WrapTo(strings.Join(v.res.Unmapped, ", "), max(1, v.w-18), 4) {
			label := ""
			if i == 0 {
				label = "kept as extra"
			}
			out = append(out, kit.Fit(" "+kit.Fit(v.l.Paint(theme.Dim, label), 16)+" "+v.l.Paint(theme.Dim, s), v.w))
		}
	}
	return out
}
