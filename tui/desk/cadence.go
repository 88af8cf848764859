package desk

import (
	"strings"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// touchWord is what a touch was, in a narrow column.
func touchWord(t model.Touch) string {
	if t.Direction == model.Inbound {
		return "inbound"
	}
	return channelWord(t.Channel)
}

// stepCells is the column of what a touch or step is.
const stepCells = 10

// narrowWord is a step's word in that column.
func narrowWord(s string) string {
	if s == "direct mail" {
		return "mail"
	}
	return s
}

// upcoming is the steps to come after the one that is due.
func (d *Desk) upcoming() []model.UpcomingStep {
	en := d.served()
	for i, u := range d.desk.Upcoming {
		if en != nil && en.Owes == model.OwesStep && u.Step.Number == en.Step {
			continue
		}
		return d.desk.Upcoming[i:]
	}
	return nil
}

// cadenceHead is the heading's rest: which cadence and where in it.
func (d *Desk) cadenceHead(w int) string {
	en := d.served()
	if en == nil {
		return "nothing is due"
	}
	if en.Cadence == "" {
		return "outside any cadence"
	}
	out := en.Cadence + " v" + itoa(max(1, en.Revision))
	steps := len(d.desk.Cadences[en.CadenceID].Steps)
	sep := ", "
	if w >= 46 {
		sep = d.dot()
	}
	switch {
	case steps > 0 && en.Step > steps:
		out += sep + "at its end"
	case steps > 0:
		out += sep + "step " + itoa(en.Step) + " of " + itoa(steps)
	default:
		out += sep + "step " + itoa(en.Step)
	}
	if w >= 46 && !en.StartedAt.IsZero() {
		out += d.dot() + "day " + itoa(model.DateOf(d.now).Sub(model.DateOf(en.StartedAt.In(d.now.Location()))))
	}
	return out
}

// cadencePane is the time line: what was done, what is due, what is to come.
func (d *Desk) cadencePane(w, h int) []string {
	out := []string{kit.Heading(d.l, w, "CADENCE", d.cadenceHead(w), d.focused == paneCadence)}
	lines, now := d.timeline(w)
	room := max(0, h-1)
	top := d.tops[paneCadence]
	if d.focused != paneCadence || top == 0 {
		// The step that is due stays in sight, with a third of the room after it.
		after := max(1, room/3)
		top = max(0, min(now+after+1-room, len(lines)-room))
	} else {
		top = min(top, max(0, len(lines)-room))
	}
	return append(out, d.window(lines, top, room, w)...)
}

// onItsWay says that the entry is a piece laid ready, which is no touch yet.
func onItsWay(t model.Touch) bool { return t.Outcome == model.Queued || t.Outcome == model.Printed }

// postedSince says that the entry laid a piece ready which went out, or was
// laid ready further, since: one letter is one line.
func (d *Desk) postedSince(t model.Touch) bool {
	if !onItsWay(t) {
		return false
	}
	for _, o := range d.desk.Touches {
		further := o.Outcome == model.Posted || o.Outcome == model.Printed && t.Outcome == model.Queued
		if !o.Voided && further && o.EnrolmentID == t.EnrolmentID && o.Step == t.Step && o.ContactID == t.ContactID && !o.At.Before(t.At) {
			return true
		}
	}
	return false
}

// timed is the time line as drawn at a width.
type timed struct {
	lines []string
	now   int
}

// timeline is every line of the cadence, and which of them is due. One frame
// asks for it several times, to see how long it is: it is drawn once.
func (d *Desk) timeline(w int) (lines []string, now int) {
	if t, drawn := d.times[w]; drawn {
		return t.lines, t.now
	}
	lines, now = d.drawTimeline(w)
	d.times[w] = timed{lines, now}
	return lines, now
}

func (d *Desk) drawTimeline(w int) (lines []string, now int) {
	today := model.DateOf(d.now)
	for _, t := range d.desk.Touches {
		if !t.Voided && !d.postedSince(t) {
			lines = append(lines, d.touchLine(t, today, w))
		}
	}
	now = len(lines)
	if en := d.served(); en != nil {
		lines = append(lines, d.dueLine(*en, today, w))
	}
	for _, u := range d.upcoming() {
		note := u.Why
		if note == "" && u.Step.Contact == model.PickDecisionMaker {
			note = "to the decision maker"
		}
		if u.Step.Also != model.AlsoNobody {
			note = joined(", ", note, "enrols the "+words(u.Step.Also))
		}
		lines = append(lines, "   "+d.paint(theme.Dim, kit.Fit(dayText(u.On, today), 7)+kit.Fit(narrowWord(u.Step.Word()), stepCells)+note))
	}
	for i := range d.desk.Enrolments {
		en := &d.desk.Enrolments[i]
		if en.ID == d.desk.Served || !en.State.Live() {
			continue
		}
		name := ""
		if c := d.desk.Contact(en.ContactID); c != nil {
			name = d.given(*c)
		}
		lines = append(lines, "   "+d.paint(theme.Dim, kit.Fit(dayText(en.DueDay, today), 7)+siblingText(name, *en)))
	}
	if len(lines) == 0 {
		lines = append(lines, "   "+d.paint(theme.Dim, "No cadence yet: p chooses a person, E enrols."))
	}
	return lines, now
}

// siblingText is where another's cadence stands: "Tor: step 7, paused until Mia
// has answered".
func siblingText(name string, en model.Enrolment) string {
	state := string(en.State)
	if strings.HasPrefix(en.Why, state) {
		state = ""
	}
	return joined(": ", name, joined(", ", "step "+itoa(en.Step), joined(" ", state, en.Why)))
}

func (d *Desk) touchLine(t model.Touch, today model.Date, w int) string {
	glyph, tone := d.l.Glyphs.Check, theme.Good
	switch {
	case t.Direction == model.Inbound:
		glyph, tone = d.l.Glyphs.In, theme.Info
	case attemptOnly(t.Outcome), onItsWay(t):
		glyph, tone = d.l.Glyphs.Dot, theme.Dim
	}
	text := outcomeWord(t.Outcome)
	if t.Direction == model.Inbound {
		if a := d.desk.Touch(t.Answers); a != nil {
			answered := "on the " + touchWord(*a)
			if w >= 50 {
				answered += " of " + dayText(model.DateOf(a.At.In(d.now.Location())), today)
			}
			text = joined(", ", text, answered)
		}
	}
	if t.Until != 0 {
		text += " until " + dayText(t.Until, today)
	}
	if t.InHand != 0 {
		held := "in hand " + dayText(t.InHand, today)
		if w >= 50 {
			held = joined(d.dot(), text, held)
		}
		text = held
	}
	if t.Why != "" {
		text += ": " + words(t.Why)
	}
	if c := d.desk.Contact(t.ContactID); c != nil && t.ContactID != d.contact {
		text = d.given(*c) + ": " + text
	}
	if t.Note != "" {
		text = joined(d.dot(), text, t.Note)
	}
	head := " " + d.l.Paint(tone, glyph) + " " + d.paint(theme.Dim, kit.Fit(dayText(model.DateOf(t.At.In(d.now.Location())), today), 7)) + kit.Fit(narrowWord(touchWord(t)), stepCells)
	by := ""
	if w >= 50 {
		by, _, _ = strings.Cut(t.ByName, " ")
	}
	if by != "" {
		by += " "
	}
	return kit.Columns(head+kit.Clean(text), d.paint(theme.Dim, by), w)
}

// attemptOnly says that nobody was reached and nothing delivered.
func attemptOnly(o model.Outcome) bool {
	switch o {
	case model.NoAnswer, model.Busy, model.GatekeeperBlocked, model.WrongNumber, model.Disconnected, model.Bounced, model.BouncedSoft, model.Undeliverable:
		return true
	}
	return false
}

// dueLine is the step that is due now, with why.
func (d *Desk) dueLine(en model.Enrolment, today model.Date, w int) string {
	day := en.DueDay
	if day == 0 && !en.DueAt.IsZero() {
		zone, _ := d.zoneOf(d.desk.Contact(en.ContactID))
		day = model.DateOf(en.DueAt.In(zone))
	}
	late := ""
	if day != 0 && day < today {
		late = "since " + dayText(day, today)
		day = today
	}
	why := en.Why
	if c := d.desk.Contact(en.ContactID); c != nil && en.ContactID != d.contact {
		why = joined(", ", "for "+d.given(*c), why)
	}
	if (en.Owes == model.OwesCallback || en.Class == model.ClassNew) && !en.DueAt.IsZero() {
		when := strings.TrimPrefix(d.whenText(en.DueAt, d.desk.Contact(en.ContactID)), "today ")
		if w < 50 {
			when = strings.TrimSuffix(when, " there")
		}
		why = joined(", ", when, why)
	}
	if en.State == model.EnrolPaused {
		why = joined(", ", "paused", why)
	}
	return " " + d.paint(theme.Mark, d.l.Glyphs.Now) + " " + d.paint(theme.Strong, kit.Fit(dayText(day, today), 7)+kit.Fit(narrowWord(owesWord(en.Owes, en.Channel, d.stepWord(en))), stepCells)) +
		d.paint(theme.Strong, joined(", ", why, late))
}

func (d *Desk) stepWord(en model.Enrolment) string {
	if s, ok := d.desk.Cadences[en.CadenceID].StepAt(en.Step); ok && en.Owes == model.OwesStep {
		return s.Word()
	}
	return ""
}
