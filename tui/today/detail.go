package today

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// facts is what the detail says of a lead besides what the queue knows. It is
// taken from the desk in the command, so that no more is kept.
type facts struct {
	since   time.Time // when it was first worked; zero: not yet
	touches int       // delivered or two-way
	horizon model.Horizon
	words   string // the last that anyone there said
	speaker string // whose they are, and when
	ask     string // the question worth asking
	about   string // the attribute that it asks for
	number  int    // of that attribute, 1 to 10; 0 none
	who     string // who could answer
	levels  []model.AttributeNow
	flags   []string
	skips   int
	people  []someone
	past    []past
	failed  string
}

func factsOf(d model.Desk) facts {
	f := facts{
		touches: len(cadence.Counted(d.Touches)), horizon: d.Readiness.Horizon, flags: d.Flags, skips: d.Skips,
		ask: d.Readiness.NextQuestion, who: d.Readiness.NextWhoText, levels: d.Readiness.Attributes,
		people: peopleOf(d), past: touchesOf(d),
	}
	if f.horizon == "" {
		f.horizon = d.Lead.Horizon
	}
	if a, err := model.AttributeOf(d.Readiness.NextAbout); err == nil {
		f.about, f.number = a.Short, a.Number
	}
	for _, en := range d.Enrolments {
		if f.since.IsZero() || !en.StartedAt.IsZero() && en.StartedAt.Before(f.since) {
			f.since = en.StartedAt
		}
	}
	f.words, f.speaker = page.LastWords(d)
	return f
}

// detailLines are the drawn lines of a detail, kept while nothing they say
// changes.
type detailLines struct {
	lead  model.LeadID
	w, h  int
	state string
	date  model.Date
	look  int // the session's, by its serial
	lines []string
}

// detail is the lead under the cursor in h lines of w cells.
func (t *Today) detail(w, h int) []string {
	it, ok := t.selected()
	if !ok {
		return nil
	}
	today := model.DateOf(t.now)
	if k := &t.kept; k.lead == it.LeadID && k.w == w && k.h == h && k.state == it.ReasonText+it.State && k.date == today && k.look == t.l.Serial {
		return k.lines
	}
	lines := page.Spaced(t.l, t.drawDetail(it, w, h))
	t.kept = detailLines{it.LeadID, w, h, it.ReasonText + it.State, today, t.l.Serial, lines}
	return lines
}

func (t *Today) drawDetail(it model.QueueItem, w, h int) []string {
	f, have := t.facts[it.LeadID]
	beside := w < t.w
	var out []string
	add := func(lines ...string) { out = append(out, lines...) }
	facts := t.summary(it, f, have)
	if beside {
		add(" "+t.l.Paint(theme.Strong, kit.Clean(it.Company)), " "+t.l.Paint(theme.Text, kit.Clean(personOf(it))))
		add(t.labelled(w, 2, "", strings.Join(facts, t.dot()), theme.Dim)...)
		add("")
	} else {
		line := " " + t.l.Paint(theme.Strong, kit.Clean(it.Company))
		if w < peopled { // the table has no room for him
			facts = append([]string{personOf(it)}, facts...)
		}
		for _, s := range facts {
			line += t.l.Paint(theme.Dim, t.dot()+kit.Clean(s))
		}
		add(kit.Fit(line, w))
	}
	rest := t.reasons(it, f, w, h, beside)
	switch room := h - len(out) - len(rest); {
	case f.failed != "":
		add(t.labelled(w, 2, "", f.failed, theme.Error)...)
	case f.words != "":
		if beside {
			room = 6
		}
		add(t.quoted(w, max(1, room), f)...)
	case have:
		add(t.labelled(w, 1, "", "Nobody there has said anything yet.", theme.Dim)...)
	default:
		add("")
	}
	if beside {
		add("")
	}
	add(rest...)
	if beside && h > len(out)+11 {
		add("")
		add(t.ladder(w, it, f)...)
		add(t.beyond(w, h-len(out), f)...)
	}
	return out
}

// reasons are why the lead stands where it stands, what to ask, its score, and
// what is in the way: each in as many lines as it needs, where the window has
// them.
func (t *Today) reasons(it model.QueueItem, f facts, w, h int, beside bool) []string {
	var out []string
	add := func(lines []string) { out = append(out, lines...) }
	spare := 1
	if beside || h > 8 {
		spare = 4
	}
	why := "why here"
	if it.Position == 1 {
		why = "why first"
	}
	add(t.labelled(w, spare+1, why, it.ReasonText, theme.Text))
	if label, asked := t.asking(f); asked != "" {
		add(t.labelled(w, spare+1, label, asked, theme.Text))
	}
	score := t.labelled(w, 2, "score", t.score(it), theme.Dim)
	var warn []string
	if closed(it) && open(it) && !strings.Contains(it.ReasonText, "opens ") {
		warn = t.labelled(w, 2, "call", t.opens(it), theme.Warn)
	}
	if len(f.flags) > 0 {
		warn = append(warn, t.labelled(w, spare, "note", strings.Join(f.flags, "; "), theme.Warn)...)
	}
	if quote := len(kit.Wrap(f.words+f.speaker+`"" `, max(1, w-2))); beside || len(out)+len(score)+len(warn)+1+max(1, quote) <= h {
		// The title and their words stand above, and are read first.
		add(score)
	}
	add(warn)
	return out
}

// summary is the facts of the title line.
func (t *Today) summary(it model.QueueItem, f facts, have bool) []string {
	if !have {
		return nil
	}
	out := []string{}
	if !f.since.IsZero() {
		out = append(out, count(model.DateOf(t.now).Sub(model.DateOf(f.since.In(t.now.Location()))), "day", "days"))
	}
	out = append(out, count(f.touches, "touch", "touches"))
	if f.horizon == "" || f.horizon == model.HorizonUnknown {
		out = append(out, "horizon unknown")
	} else {
		out = append(out, string(f.horizon))
	}
	if f.skips > 0 {
		out = append(out, "skipped "+count(f.skips, "time", "times"))
	}
	return out
}

// asking is the question worth asking, with the number of its attribute as
// label: that digit opens it on the desk.
func (t *Today) asking(f facts) (label, question string) {
	if f.ask == "" {
		return "", ""
	}
	label, question = "ask next", `"`+strings.Trim(kit.Clean(f.ask), "\"“”")+`"`
	if f.number > 0 {
		label = "ask " + fmt.Sprint(f.number)
		question = f.about + ": " + question
	}
	if f.who != "" {
		question += " " + f.who
	}
	return label, question
}

// score is the sum and its parts, as product and rules want them shown.
func (t *Today) score(it model.QueueItem) string {
	p := it.Parts
	if p == (model.Parts{}) {
		return fmt.Sprint(it.Score)
	}
	return fmt.Sprintf("%d = fit %.0f + engagement %.0f + ripeness %.0f + age %.0f", it.Score, p.Fit, p.Engagement, p.Ripeness, p.Age)
}

// quoted is the last words, and whose they are at the end.
func (t *Today) quoted(w, n int, f facts) []string {
	tail := " " + kit.Clean(f.speaker)
	words := `"` + strings.Trim(kit.Clean(f.words), `"`) + `"`
	lines := kit.Wrap(words+tail, max(1, w-2))
	if len(lines) > n { // the speaker stays, the words are cut
		room := max(8, n*(w-2)-kit.Width(tail)-2*n)
		words = strings.TrimRight(kit.Fit(words, min(room, kit.Width(words))), " ")
		lines = kit.WrapTo(words+tail, max(1, w-2), n)
	}
	for i, s := range lines {
		lines[i] = " " + t.l.Paint(theme.Text, s)
	}
	return lines
}

// labelled is a text in at most n lines beside its label; without a label it
// has the whole width.
func (t *Today) labelled(w, n int, label, text string, tone theme.Tone) []string {
	indent := 1
	if label != "" {
		indent = 12
	}
	lines := kit.WrapTo(text, max(1, w-indent-1), n)
	for i, s := range lines {
		head := kit.Fit("", indent)
		if i == 0 && label != "" {
			head = " " + kit.Fit(t.l.Paint(theme.Dim, label), indent-1)
		}
		lines[i] = head + t.l.Paint(tone, s)
	}
	return lines
}

// ladder is the ten attributes with their rungs, two beside each other.
func (t *Today) ladder(w int, it model.QueueItem, f facts) []string {
	out := []string{kit.Fit(" "+t.l.Paint(theme.Strong, fmt.Sprintf("Attributes %d of 10", it.Count)), w)}
	half := max((w-1)/2, min(20, w-18)) // the longest on the left, with its number, is 19 cells
	for i := range 5 {
		line := " "
		for _, n := range []int{i, i + 5} {
			a := model.Attributes[n]
			rung := theme.RungOf(it.Rungs[n].String(), t.stale(f, a.Key))
			cell := kit.RungGlyph(t.l, rung) + fmt.Sprintf(" %d ", a.Number) + t.l.Paint(theme.Dim, a.Short)
			line += kit.Fit(cell, map[bool]int{true: half, false: w - 1 - half}[n < 5])
		}
		out = append(out, kit.Fit(line, w))
	}
	return out
}

func (t *Today) stale(f facts, key model.AttributeKey) bool {
	i := slices.IndexFunc(f.levels, func(a model.AttributeNow) bool { return a.Key == key })
	return i >= 0 && f.levels[i].Stale
}

func personOf(it model.QueueItem) string {
	if it.Title == "" {
		return it.Contact
	}
	return it.Contact + ", " + it.Title
}

func (t *Today) dot() string { return " " + t.l.Glyphs.Dot + " " }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return kit.Count(n) + " " + many
}
