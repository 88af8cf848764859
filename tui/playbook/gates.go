package playbook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// gates is the table of what a lead must have: the least rung of each
// attribute, in two columns where there is room, and the rest in sentences.
func (p *Screen) gates(w int) []string {
	r := p.playbook.Rules
	out := []string{kit.Rule(p.l, w, "GATES")}
	cells := make([]string, len(model.Attributes))
	for i, a := range model.Attributes {
		cells[i] = p.gate(a, r)
	}
	if half := len(cells) / 2; w >= 76 {
		for i := range half {
			out = append(out, kit.Fit(" "+kit.Fit(cells[i], (w-2)/2)+cells[i+half], w))
		}
	} else {
		for _, c := range cells {
			out = append(out, kit.Fit(" "+c, w))
		}
	}
	horizon := "the horizon does not matter"
	if r.NearTerm {
		horizon = "near-term"
		if r.HorizonDays > 0 {
			horizon = fmt.Sprintf("near-term: a decision within %d days", r.HorizonDays)
		}
	}
	step := "not asked for"
	if r.NextStep {
		step = "a call, meeting or visit that the decision maker agreed to, with its date"
	}
	out = append(out, p.fact("horizon", horizon, w)...)
	out = append(out, p.fact("next step", step, w)...)
	if r.Touches > 0 || r.Channels > 0 {
		out = append(out, p.fact("advice", fmt.Sprintf("%s over %s; fewer only warns", page.Many(r.Touches, "touch", "touches"),
			page.Many(r.Channels, "channel", "channels")), w)...)
	}
	return append(out, "")
}

// gate is one attribute: its number and name, the rung that is asked for and
// the days after which evidence ages out.
func (p *Screen) gate(a model.Attribute, r model.Rules) string {
	rung := r.Rungs[a.Key]
	word := rung.String()
	if rung == model.Unknown {
		word = "no gate"
	}
	s := fmt.Sprintf("%s %2d %s %s", kit.RungGlyph(p.l, page.Rung(rung, false)), a.Number, kit.Fit(a.Short, 15), kit.Fit(word, 10))
	if days := r.StaleDays[a.Key]; days > 0 {
		s += p.l.Paint(theme.Dim, fmt.Sprintf("%d d", days))
	}
	return s
}

// fact is a labelled sentence, wrapped under itself.
func (p *Screen) fact(label, text string, w int) []string {
	if text == "" {
		return nil
	}
	const indent = 14
	var out []string
	for i, line := range kit.Wrap(text, max(1, w-indent-1)) {
		head := strings.Repeat(" ", indent)
		if i == 0 {
			head = " " + p.l.Paint(theme.Dim, kit.Fit(label, indent-2)) + " "
		}
		out = append(out, head+line)
	}
	return out
}

// segments are the leads for which other gates hold: who they are and what
// differs.
func (p *Screen) segments(w int) []string {
	if len(p.playbook.Segments) == 0 {
		return nil
	}
	out := []string{kit.Rule(p.l, w, "SEGMENTS, the first that matches rules")}
	for _, s := range p.playbook.Segments {
		var who []string
		if len(s.Categories) > 0 {
			who = append(who, "lists: "+strings.Join(s.Categories, ", "))
		}
		if len(s.Industries) > 0 {
			who = append(who, "industries "+strings.Join(s.Industries, ", "))
		}
		if text := between(s.Employees); text != "" {
			who = append(who, text+" employees")
		}
		out = append(out, p.paragraph(theme.Strong, s.Name, 1, w)...)
		out = append(out, p.fact("who", strings.Join(who, "; "), w)...)
		out = append(out, p.fact("differs", p.differs(s.Rules), w)...)
	}
	return append(out, "")
}

func (p *Screen) differs(r model.Rules) string {
	base := p.playbook.Rules
	var out []string
	for _, a := range model.Attributes {
		if r.Rungs[a.Key] == base.Rungs[a.Key] {
			continue
		}
		word := r.Rungs[a.Key].String()
		if r.Rungs[a.Key] == model.Unknown {
			word = "not asked for"
		}
		out = append(out, a.Short+" "+word)
	}
	if r.NearTerm != base.NearTerm {
		out = append(out, map[bool]string{true: "near-term only", false: "any horizon"}[r.NearTerm])
	}
	if r.NextStep != base.NextStep {
		out = append(out, map[bool]string{true: "with a next step", false: "no next step needed"}[r.NextStep])
	}
	if len(out) == 0 {
		return "nothing in the gates"
	}
	return strings.Join(out, ", ")
}

// between is a range with an open end in words, "" for none.
func between(r [2]int) string {
	switch {
	case r[0] > 0 && r[1] > 0:
		return kit.Count(r[0]) + " to " + kit.Count(r[1])
	case r[0] > 0:
		return kit.Count(r[0]) + " or more"
	case r[1] > 0:
		return "at most " + kit.Count(r[1])
	}
	return ""
}

// revenue is such a range in money; the playbook names no currency.
func revenue(r [2]int64) string {
	from, to := page.Money(r[0], ""), page.Money(r[1], "")
	switch {
	case from != "" && to != "":
		return from + " to " + to
	case from != "":
		return from + " or more"
	case to != "":
		return "at most " + to
	}
	return ""
}

// target is whom the team wants: what fit is measured against.
func (p *Screen) target(w int) []string {
	t := p.playbook.Target
	out := []string{kit.Rule(p.l, w, "WHOM WE WANT")}
	out = append(out, p.fact("industries", strings.Join(t.Industries, ", "), w)...)
	if text := between(t.Employees); text != "" {
		out = append(out, p.fact("employees", text, w)...)
	}
	out = append(out, p.fact("revenue", revenue(t.Revenue), w)...)
	out = append(out, p.fact("places", page.Joined("; ", strings.Join(t.Countries, ", "), strings.Join(t.States, ", ")), w)...)
	out = append(out, p.fact("titles", titles(t.Titles), w)...)
	if len(out) == 1 {
		out = append(out, p.paragraph(theme.Dim, "Nothing is said yet, so every lead fits the same: write a [target] into the playbook.", 1, w)...)
	}
	return append(out, "")
}

// titles are grouped by their weight, the heaviest first.
func titles(all []model.TitleWeight) string {
	by := map[float64][]string{}
	var weights []float64
	for _, t := range all {
		if by[t.Weight] == nil {
			weights = append(weights, t.Weight)
		}
		by[t.Weight] = append(by[t.Weight], t.Words)
	}
	slices.Sort(weights)
	slices.Reverse(weights)
	var out []string
	for _, x := range weights {
		out = append(out, fmt.Sprintf("%.1f %s", x, strings.Join(by[x], ", ")))
	}
	return strings.Join(out, "; ")
}

// endWords is what is preselected at a cadence's end: "rest:60" as "rest 60
// days".
func endWords(s string) string {
	if days, ok := strings.CutPrefix(s, "rest:"); ok {
		return "rest " + days + " days"
	}
	return s
}

// stepLines are the steps of the cadence under the cursor.
func (p *Screen) stepLines(w int) []string {
	c := p.cadence()
	if c == nil {
		return nil
	}
	var out []string
	for _, s := range c.Steps {
		who := ""
		if s.Contact == model.PickDecisionMaker {
			who = "the decision maker"
		}
		also := map[model.Also]string{model.AlsoNext: "also the next contact", model.AlsoDecisionMaker: "also the decision maker"}[s.Also]
		half := ""
		if s.OtherHalf {
			half = "in the other half of the day"
		}
		within := ""
		if s.Within > 0 {
			within = "within " + hours(s.Within)
		}
		head := fmt.Sprintf(" %2d %s %s ", s.Number, p.l.Paint(theme.Dim, kit.Fit(whenWords(s), 15)), kit.Fit(p.l.Paint(theme.Strong, s.Word()), 11))
		indent := kit.Width(head)
		for _, line := range kit.Wrap(page.Joined(", ", who, half, within, also), max(1, w-indent)) {
			out = append(out, kit.Fit(head+line, w))
			head = strings.Repeat(" ", indent)
		}
	}
	var rules []string
	if c.NoAnswerConsumes {
		rules = append(rules, "A call that nobody answers completes its step.")
	}
	if c.MailAfterDials > 0 {
		rules = append(rules, fmt.Sprintf("No mail before %d dials or a talk.", c.MailAfterDials))
	}
	return append(out, p.paragraph(theme.Dim, strings.Join(rules, " "), 1, w)...)
}

// whenWords is when a step is due, counted as the cadence counts.
func whenWords(s model.Step) string {
	switch {
	case s.Same:
		return "same day"
	case s.After > 0:
		return hours(s.After) + " later"
	case s.Hand > 0:
		return fmt.Sprintf("in hand + %d bd", s.Hand) // business days after the piece has arrived
	}
	return fmt.Sprintf("day %d", s.Day)
}

func hours(d time.Duration) string {
	if d%time.Hour == 0 {
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d min", int(d.Minutes()))
}
