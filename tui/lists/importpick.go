package lists

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model/intake"
	"ripen/tui/kit"
)

// picker is a choice of one among many, narrowed by typing.
type picker struct {
	title string
	list  *kit.Completer
	all   []kit.Completion
}

func (v *Import) newPicker(title string, all []kit.Completion, now string, done func(string) tea.Cmd) *picker {
	p := &picker{title: title, list: kit.NewCompleter(v.l, "type to narrow the list"), all: all}
	p.list.Only()
	p.list.SetHint("nothing is called so")
	p.list.OnType = func(typed string) tea.Cmd {
		return p.list.Found(typed, p.narrowed(typed))
	}
	p.list.OnTake = func(c kit.Completion) tea.Cmd {
		v.pick = nil
		return done(c.Text)
	}
	p.list.Focus()
	p.list.Found("", all)
	p.list.Choose(now)
	return p
}

func (p *picker) press(k tea.KeyMsg) tea.Cmd {
	_, cmd := p.list.Update(k)
	return cmd
}

// narrowed is those whose title holds what was typed, first those that begin so.
func (p *picker) narrowed(typed string) []kit.Completion {
	want := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(typed, "_", " ")))
	var first, rest []kit.Completion
	for _, c := range p.all {
		switch title := strings.ToLower(c.Title); {
		case strings.HasPrefix(title, want):
			first = append(first, c)
		case strings.Contains(title, want):
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

// several are the fields that more than one column may hold.
var several = []intake.Field{intake.Phone, intake.Email}

// fieldChoices are all fields, each with the column that holds it now; of those
// that several columns may hold, the ones in use and the next.
func (v *Import) fieldChoices() []kit.Completion {
	holder := map[string]string{}
	for i, c := range v.look.Columns {
		if c.Field != "" {
			holder[c.Field] = header(v.look, i)
		}
	}
	var out []kit.Completion
	add := func(field string) {
		c := kit.Completion{Text: field, Title: fieldWords(field)}
		if h := holder[field]; h != "" {
			c.Note = "now " + h
		}
		out = append(out, c)
	}
	for _, f := range intake.Fields {
		add(string(f))
		if !slices.Contains(several, f) {
			continue
		}
		for n := 2; ; n++ {
			name := fmt.Sprintf("%s_%d", f, n)
			add(name)
			if holder[name] == "" {
				break
			}
		}
	}
	return append(out, kit.Completion{Title: "none", Note: "kept as an extra field of the lead"})
}

// pickField asks what the column under the cursor is.
func (v *Import) pickField() {
	i := v.at()
	if i < 0 {
		return
	}
	v.pick = v.newPicker("What is "+kit.Clean(header(v.look, i))+"?", v.fieldChoices(), v.look.Columns[i].Field,
		func(field string) tea.Cmd { return v.give(i, field) })
}

// pickSheet asks which sheet of the workbook is the list.
func (v *Import) pickSheet() {
	var all []kit.Completion
	for _, s := range v.look.Sheets {
		all = append(all, kit.Completion{Text: s, Title: s})
	}
	v.pick = v.newPicker("Which sheet is the list?", all, v.look.Sheet, func(sheet string) tea.Cmd {
		if sheet == v.look.Sheet {
			return nil
		}
		v.said = settled{sheet: sheet}
		return v.askLook()
	})
}
