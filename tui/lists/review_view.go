package lists

import (
	"fmt"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// labelWidth is the room of a field's name; sideMost the most that one of the
// two takes, or the eye would have to travel.
const (
	labelWidth = 10
	sideMost   = 64
)

// View is exactly w×h.
func (v *Review) View() string {
	head := kit.Heading(v.l, v.w, "Near matches", v.where(), true) + "\n" + kit.Rule(v.l, v.w, "") + "\n"
	lines := v.lines()
	v.top = max(0, min(v.top, len(lines)-max(1, v.h-2)))
	return kit.Clamp(head+strings.Join(lines[v.top:], "\n"), v.w, v.h)
}

func (v *Review) where() string {
	of := kit.Count(v.page.Open)
	if v.page.Open < 0 {
		of = "1,000+"
	}
	p, ok := v.pair()
	if !ok {
		return kit.Clean(v.list)
	}
	return page.Joined(" "+v.l.Glyphs.Dot+" ", fmt.Sprintf("%s of %s", kit.Count(v.at+1), of), fmt.Sprintf("%d %% alike", p.Score), kit.Clean(p.List))
}

func (v *Review) lines() []string {
	p, ok := v.pair()
	switch {
	case v.failed != "":
		return []string{"", " " + v.l.Paint(theme.Bad, v.failed)}
	case !v.loaded:
		return []string{"", " " + v.l.Paint(theme.Dim, "Reading"+v.l.Glyphs.Ellipsis)}
	case !ok:
		return []string{"", " " + v.l.Paint(theme.Good, "No pairs wait: every record is one person or company, for all that is known.")}
	}
	var out []string
	for _, l := range kit.WrapTo(p.Why, max(1, v.w-2), 2) {
		out = append(out, " "+v.l.Paint(theme.Info, l))
	}
	out = append(out, "", v.row("", v.l.Paint(theme.Strong, "stays"), v.l.Paint(theme.Strong, "becomes part of it")))
	for _, f := range fieldsOf(p) {
		out = append(out, v.field(f))
	}
	out = append(out, "")
	for _, l := range v.promise(p) {
		out = append(out, " "+l)
	}
	return out
}

// compared is one field of the two sides.
type compared struct {
	name string
	a, b string
	fact bool // of the record, not of the person: it is never filled
}

func fieldsOf(p model.NearPair) []compared {
	place := func(s model.NearSide) string {
		return strings.TrimSpace(page.Joined(", ", s.Fields["city"], strings.TrimSpace(s.Fields["state"]+" "+s.Fields["zip"])))
	}
	stand := func(s model.NearSide) string {
		return page.Joined(", ", page.Words(s.Status), page.Many(s.Touches, "touch", "touches"))
	}
	out := []compared{{name: p.Kind, a: p.A.Name, b: p.B.Name}}
	if p.Kind == "contact" {
		out = append(out, compared{name: "company", a: p.A.Company, b: p.B.Company})
	}
	for _, f := range []string{"title", "role", "phone", "email", "website", "domain", "industry", "street"} {
		out = append(out, compared{name: f, a: p.A.Fields[f], b: p.B.Fields[f]})
	}
	out = append(out, compared{name: "place", a: place(p.A), b: place(p.B)}, compared{"lead", p.A.LeadID.String() + ", " + stand(p.A), p.B.LeadID.String() + ", " + stand(p.B), true},
		compared{"owner", p.A.Owner, p.B.Owner, true}, compared{"list", p.A.List, p.B.List, true})
	kept := out[:0]
	for _, f := range out {
		if f.a != "" || f.b != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

func (v *Review) side() int { return max(1, min(sideMost, (v.w-labelWidth-4)/2)) }

func (v *Review) row(label, a, b string) string {
	return " " + kit.Fit(v.l.Paint(theme.Dim, label), labelWidth) + kit.Fit(a, v.side()) + "  " + kit.Fit(b, v.side())
}

// field shows what agrees dim, what differs with a mark and the letters that
// do, and what a merge would fill in with the word.
func (v *Review) field(f compared) string {
	a, b := kit.Clean(f.a), kit.Clean(f.b)
	switch {
	case f.fact:
		return v.row(f.name, v.l.Paint(theme.Dim, a), v.l.Paint(theme.Dim, b))
	case strings.EqualFold(a, b), f.name == "phone" && a != "" && numbersOf(a) == numbersOf(b):
		return v.row(f.name, v.l.Paint(theme.Dim, a), v.l.Paint(theme.Dim, b))
	case a == "":
		return v.row(f.name, v.l.Paint(theme.Good, "(filled in)"), v.l.Paint(theme.Good, b))
	case b == "":
		return v.row(f.name, a, v.l.Paint(theme.Dim, v.l.Glyphs.Dot))
	}
	x, y := v.marked(a, b)
	return v.l.Paint(theme.Warn, v.l.Glyphs.Alert) + strings.TrimPrefix(v.row(f.name, x, y), " ")
}

// numbersOf are the digits of the numbers without the country's code, however
// each is written: one number at home and abroad is no difference.
func numbersOf(text string) string {
	var out []string
	for n := range strings.SplitSeq(text, ",") {
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, n)
		out = append(out, digits[max(0, len(digits)-10):])
	}
	return strings.Join(out, ",")
}

// marked paints the letters by which two texts differ: those that are in no
// longest run of letters that both have in the same order.
func (v *Review) marked(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	if len(x) > 200 || len(y) > 200 {
		return a, b
	}
	long := make([][]int, len(x)+1)
	for i := range long {
		long[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	inA, inB := make([]bool, len(x)), make([]bool, len(y))
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			inA[i], inB[j] = true, true
			i, j = i+1, j+1
		case long[i+1][j] >= long[i][j+1]:
			i++
		default:
			j++
		}
	}
	return v.painted(x, inA), v.painted(y, inB)
}

func (v *Review) painted(text []rune, agrees []bool) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && agrees[j] == agrees[i] {
			j++
		}
		tone := theme.Warn
		if agrees[i] {
			tone = theme.Text
		}
		b.WriteString(v.l.Paint(tone, string(text[i:j])))
		i = j
	}
	return b.String()
}

// promise says what a merge would do, before it is done.
func (v *Review) promise(p model.NearPair) []string {
	text := "M fills what is empty on the left, overwrites nothing and keeps every number and touch of both."
	if p.A.LeadID != p.B.LeadID {
		text = "M makes " + p.B.LeadID.String() + " part of " + p.A.LeadID.String() + ", fills what is empty on the left, overwrites nothing and keeps every number and touch of both."
	}
	text += " u takes it back."
	var out []string
	for _, l := range kit.WrapTo(text, max(1, v.w-2), 3) {
		out = append(out, v.l.Paint(theme.Dim, l))
	}
	return out
}
