package board

import (
	"fmt"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// attributeOf is the attribute that the row's story is about: the one whose
// gate fails, else the weakest.
func attributeOf(r *model.BoardRow) model.AttributeKey {
	out := model.AttributeKey("")
	for _, gate := range r.Failing {
		if name, ok := strings.CutPrefix(gate, "attribute:"); ok && (out == "" || model.AttributeKey(name) == r.Weakest) {
			out = model.AttributeKey(name)
		}
	}
	if out == "" {
		return r.Weakest
	}
	return out
}

// heldBy is why the lead stands where it stands, in a clause with its full
// stop: by the gates themselves once the desk is here, until then by what the
// row says.
func (b *Screen) heldBy(row *model.BoardRow, desk *model.Desk) string {
	if desk != nil {
		var why []string
		for _, g := range desk.Readiness.Failing() {
			why = append(why, g.Why)
		}
		if len(why) > 0 {
			return strings.Join(why, "; ") + "."
		}
	}
	word, _ := weakest(row)
	if word == "" {
		return "nothing holds it."
	}
	i := row.Weakest.Index()
	if len(row.Failing) == 0 && i >= 0 {
		if row.Rungs[i] == model.Confirmed {
			return "all ten stand; the weakest is " + word + "."
		}
		return fmt.Sprintf("%s is %s, not confirmed.", word, row.Rungs[i])
	}
	if i >= 0 && strings.HasPrefix(word, model.Attributes[i].Short) && !row.Stale[i] {
		return fmt.Sprintf("%s is %s.", word, row.Rungs[i])
	}
	return word + "."
}

// evidenceSentence is what stands behind an attribute: a quotation where there
// is one, who said it, when and in which touch.
func evidenceSentence(d *model.Desk, key model.AttributeKey) string {
	for _, a := range d.Readiness.Attributes {
		if a.Key != key {
			continue
		}
		if a.Level == model.Unknown {
			return ""
		}
		what := page.Quote(a.Evidence.Quote)
		if what == "" {
			what = page.Value(&d.World, key, a.Evidence.Value)
		}
		return page.Joined(" ", what, source(d, a.Evidence)+".")
	}
	return ""
}

// source is who said it, when, and in which touch, or the document.
func source(d *model.Desk, e model.Evidence) string {
	who := page.Person(&d.World, e.ContactID)
	if who == "" {
		who = e.Document
	}
	if who == "" && e.Level == model.Listed {
		who = "from the list"
	}
	return page.Joined(", ", who, page.Day(e.On, d.Now), page.TouchWords(&d.World, e.TouchID))
}

// questionSentence is the one question worth asking, and whom.
func questionSentence(d *model.Desk) string {
	r := d.Readiness
	if r.NextQuestion == "" {
		return ""
	}
	who := r.NextWhoText
	if who != "" {
		who = " " + who
	}
	return "ask" + who + ": " + page.Quote(r.NextQuestion)
}

// showEvidence sets what the evidence pane shows; from the top for another
// lead.
func (b *Screen) showEvidence(anew bool) {
	if anew {
		b.evidence.Home()
	}
	b.evidence.Show(b.evidenceLines)
}

func (b *Screen) evidenceLines(w int) []string {
	row := b.row()
	if row == nil {
		return []string{"", " " + b.l.Paint(theme.Dim, "No lead is under the cursor.")}
	}
	desk, failure := b.desks.Get(row.ID)
	switch {
	case failure != "":
		return b.paragraph(theme.Error, b.l.Glyphs.Alert+" "+failure, 1, w)
	case desk == nil:
		return []string{" " + b.l.Paint(theme.Dim, "Loading"+b.l.Glyphs.Ellipsis)}
	}
	out := b.standing(row, desk, w)
	for _, a := range desk.Readiness.Attributes {
		out = append(out, b.attribute(desk, a, w)...)
	}
	for _, g := range desk.Readiness.Gates {
		if g.Advice && !g.OK {
			out = append(out, b.paragraph(theme.Dim, "advice: "+g.Why, 1, w)...)
		}
	}
	return out
}

// standing is the lead's gates, its horizon, its next step and the question
// worth asking, above the ten.
func (b *Screen) standing(row *model.BoardRow, d *model.Desk, w int) []string {
	var out []string
	failing := d.Readiness.Failing()
	for _, g := range failing {
		out = append(out, b.paragraph(theme.Warn, b.l.Glyphs.Alert+" "+g.Why, 1, w)...)
	}
	if len(failing) == 0 {
		out = append(out, b.paragraph(theme.Good, b.l.Glyphs.Check+" every gate passes", 1, w)...)
	}
	facts := string(d.Lead.Horizon)
	if by := d.Readiness.DecisionBy; !by.IsZero() {
		facts += ", decision by " + page.Day(by, b.now)
	}
	if n := d.Lead.NextStep; !n.IsZero() {
		facts += "; " + string(n.Kind) + " agreed for " + page.Moment(n.At, b.now)
		if who := page.Person(&d.World, n.ContactID); who != "" {
			facts += " with " + who
		}
	}
	out = append(out, b.paragraph(theme.Text, facts, 1, w)...)
	if when := b.submittedWhen(row); when != "" {
		if h := b.submitted(row); h.To != "" {
			when += ", for " + h.To
		}
		out = append(out, b.paragraph(theme.Info, when, 1, w)...)
	}
	out = append(out, b.paragraph(theme.Accent, questionSentence(d), 1, w)...)
	return append(out, "")
}

// attribute is one of the ten: its rung and value, then whose words they are.
func (b *Screen) attribute(d *model.Desk, a model.AttributeNow, w int) []string {
	i := a.Key.Index()
	if i < 0 {
		return nil
	}
	about := model.Attributes[i]
	rung := page.Rung(a.Level, a.Stale)
	head := fmt.Sprintf(" %s %2d %s", kit.RungGlyph(b.l, rung), about.Number, b.l.Paint(theme.Strong, kit.Fit(about.Short, 15)))
	word := rung.String()
	if a.Stale && a.StaleWhy != "" {
		word = "stale: " + a.StaleWhy
	}
	value := page.Value(&d.World, a.Key, a.Evidence.Value)
	if a.Level == model.Unknown {
		value = ""
	}
	const indent = 22
	if w < 56 {
		out := []string{kit.Fit(head+" "+b.l.Paint(rung.Tone(), word), w)}
		out = append(out, b.paragraph(theme.Text, value, 6, w)...)
		return append(out, b.words(d, a, 6, w)...)
	}
	lines := kit.Wrap(page.Joined(" "+b.l.Glyphs.Dot+" ", word, value), max(1, w-indent-1))
	var out []string
	for n, line := range lines {
		lead := strings.Repeat(" ", indent)
		if n == 0 {
			lead = kit.Fit(head, indent)
			if rest, ok := strings.CutPrefix(line, word); ok {
				line = b.l.Paint(rung.Tone(), word) + rest
			}
		}
		out = append(out, lead+line)
	}
	return append(out, b.words(d, a, indent, w)...)
}

// words is the quotation behind an attribute and its source.
func (b *Screen) words(d *model.Desk, a model.AttributeNow, indent, w int) []string {
	if a.Level == model.Unknown {
		return nil
	}
	return b.paragraph(theme.Dim, page.Joined(" ", page.Quote(a.Evidence.Quote), source(d, a.Evidence)), indent, w)
}

// paragraph is text, wrapped, indented and painted; no line for no text.
func (b *Screen) paragraph(tone theme.Tone, text string, indent, w int) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var out []string
	for _, line := range kit.Wrap(text, max(1, w-indent-1)) {
		out = append(out, strings.Repeat(" ", indent)+b.l.Paint(tone, line))
	}
	return out
}
