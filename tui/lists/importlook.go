package lists

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// lookedMsg is what a file was found to be, with what was said about it.
type lookedMsg struct {
	request nav.Request
	said    settled
	look    model.ListLook
	err     error
}

// askLook reads the file with what is said about its columns so far. An answer
// to something said before is stale; reading it is given up.
func (v *Import) askLook() tea.Cmd {
	v.job.stop()
	ctx := v.job.begin(v.s.Now(), "reading")
	r, by, path, said := v.looks.Next(), v.s.Actor, v.path, v.said.clone()
	var o model.ImportOptions
	said.onto(&o)
	return nav.For(v, func() tea.Msg {
		look, err := v.office.Look(ctx, by, path, o)
		return lookedMsg{r, said, look, err}
	})
}

// dropLook gives up reading: its answer is not waited for.
func (v *Import) dropLook() {
	v.looks.Drop()
	v.job.end()
}

// looked shows what a file was found to be. A refusal stands at the file's
// field; of a correction it takes the correction back.
func (v *Import) looked(msg lookedMsg) tea.Cmd {
	if !v.looks.Current(msg.request) {
		return nil
	}
	v.job.end()
	if msg.err != nil {
		return v.unread(msg)
	}
	v.look, v.good, v.heard, v.trouble = msg.look, msg.look, msg.said, ""
	if v.step == choosing {
		v.row, v.shown = 0, ""
		v.table.Select(1)
		v.turnTo(mapping)
		return v.keep()
	}
	v.showColumns()
	return v.keep()
}

func (v *Import) unread(msg lookedMsg) tea.Cmd {
	canceled := errors.Is(msg.err, context.Canceled)
	switch {
	case v.step == mapping:
		v.said, v.look = v.heard.clone(), v.good
		v.trouble = "Cancelled: the columns are as before."
		if !canceled {
			v.trouble = page.Sentence(v.s, msg.err)
		}
		v.showColumns()
	case !canceled:
		v.file.SetProblem(page.Sentence(v.s, msg.err))
	}
	return nil
}

// facts are what the file was found to be, each in a few words.
func (v *Import) facts() []string {
	k := v.look
	vendor, head := k.Vendor, "no line of headers: columns by what they hold"
	if k.HeaderLine > 0 {
		head = "headers in line " + kit.Count(k.HeaderLine)
		if vendor == "" {
			vendor = "plain headers"
		}
	}
	size := page.Many(len(k.Columns), "column", "columns")
	if k.Rows >= 0 {
		size = page.Many(k.Rows, "row", "rows") + ", " + size
	}
	out := []string{vendor, page.Joined(", ", k.Format, k.Separator)}
	if k.Sheet != "" {
		sheet := "sheet " + k.Sheet
		if n := len(k.Sheets); n > 1 {
			sheet += fmt.Sprintf(" of %d", n)
		}
		out = append(out, sheet)
	}
	return append(out, k.Encoding, head, size)
}

// factLines are the facts in at most three lines, and what is remembered.
func (v *Import) factLines() []string {
	var parts, out []string
	for _, f := range v.facts() {
		if f != "" {
			parts = append(parts, v.l.Paint(theme.Text, kit.Clean(f)))
		}
	}
	for _, line := range page.Flow(parts, max(1, v.w-2), v.l.Paint(theme.Dim, " "+v.l.Glyphs.Dot+" ")) {
		out = append(out, kit.Fit(" "+line, v.w))
	}
	if len(out) > 3 {
		out = append(out[:2], kit.Fit(" "+v.l.Paint(theme.Dim, v.l.Glyphs.Ellipsis), v.w))
	}
	switch {
	case v.trouble != "":
		for _, line := range kit.WrapTo(v.l.Glyphs.Alert+" "+v.trouble, max(1, v.w-2), 3) {
			out = append(out, kit.Fit(" "+v.l.Paint(theme.Error, line), v.w))
		}
	case v.look.Remembered:
		out = append(out, kit.Fit(" "+v.l.Paint(theme.Info, "Remembered from the last time: somebody put a file with these headers right before."), v.w))
	}
	return out
}
