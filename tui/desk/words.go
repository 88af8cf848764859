package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// paint is text from outside, made harmless, in a tone.
func (d *Desk) paint(tone theme.Tone, s string) string { return d.l.Paint(tone, kit.Clean(s)) }

// dot stands between facts of one line.
func (d *Desk) dot() string { return " " + d.l.Glyphs.Dot + " " }

// joined is the parts that are not empty, with sep between.
func joined(sep string, parts ...string) string {
	out := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out != "" {
			out += sep
		}
		out += p
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return kit.Count(n) + " " + many
}

// words is a code as people read it: "decision-maker" as "decision maker".
func words[T ~string](code T) string { return strings.ReplaceAll(string(code), "-", " ") }

func outcomeWord(o model.Outcome) string { return page.Outcome(o) }

func channelWord(c model.Channel) string {
	switch c {
	case model.Phone:
		return "call"
	case model.Email:
		return "e-mail"
	case model.DirectMail:
		return "direct mail"
	case model.InPerson:
		return "in person"
	}
	return string(c)
}

// owesWord says what is owed, with the step's own word where it owes one.
func owesWord(o model.Owed, ch model.Channel, step string) string {
	switch o {
	case model.OwesCallback:
		return "call back"
	case model.OwesAnswer:
		return "answer"
	case model.OwesCall:
		return model.Step{Channel: ch}.Word() // by e-mail, where something to read was asked for
	case model.OwesDecision:
		return "decide"
	case model.OwesFindNumber:
		return "find a number"
	case model.OwesFindAddress:
		return "find an address"
	case model.OwesRework:
		return "rework"
	case model.OwesPosting:
		return "post it"
	case model.OwesReview:
		return "look at it"
	}
	if step != "" {
		return step
	}
	return channelWord(ch)
}

// zoneOf is the contact's zone, else that of the person working; there says
// that it is the contact's.
func (d *Desk) zoneOf(c *model.Contact) (zone *time.Location, there bool) {
	if c != nil {
		if z := c.Zone(); z != nil {
			return z, true
		}
	}
	return d.now.Location(), false
}

// whenText is an instant as the contact's clock has it: "Mon 30 Nov 10:00
// there", "today 14:30".
func (d *Desk) whenText(t time.Time, c *model.Contact) string {
	if t.IsZero() {
		return ""
	}
	zone, there := d.zoneOf(c)
	at := t.In(zone)
	day := model.DateOf(at)
	out := day.Short()
	if day == model.DateOf(d.now.In(zone)) {
		out = "today"
	}
	if at.Hour() == 0 && at.Minute() == 0 {
		return out
	}
	out += at.Format(" 15:04")
	if there && at.Format("-0700") != t.In(d.now.Location()).Format("-0700") {
		out += " there"
	}
	return out
}

// nextText is what a decision owes next, in words.
func (d *Desk) nextText(n *model.Next) string {
	if n == nil {
		return ""
	}
	step := ""
	if en := d.desk.Enrolment(n.EnrolmentID); en != nil && n.Owes == model.OwesStep {
		if s, ok := d.desk.Cadences[en.CadenceID].StepAt(n.Step); ok {
			step = s.Word()
		}
	}
	c := d.desk.Contact(n.ContactID)
	word, reason := owesWord(n.Owes, n.Channel, step), n.ReasonText
	if strings.HasPrefix(reason, word) { // "find a number of Per Lunde"
		word, reason = reason, ""
	}
	out := joined(" ", word, d.dueText(n.DueAt, c))
	if c != nil && n.ContactID != d.contact {
		out += " to " + c.Name
	}
	return joined(d.dot(), out, reason)
}

// dueText is when something is owed: a time to come, or that it is owed already.
// Who is new at the company has its clock.
func (d *Desk) dueText(t time.Time, c *model.Contact) string {
	if c == nil {
		c = d.desk.Contact(d.contact)
	}
	zone, _ := d.zoneOf(c)
	day := model.DateOf(t.In(zone))
	switch {
	case t.IsZero() || t.After(d.now):
		return d.whenText(t, c)
	case day == model.DateOf(d.now.In(zone)):
		return "now"
	}
	return "due since " + day.Short()
}

// dayText is a date in narrow columns: "24 Nov", "today".
func dayText(day, today model.Date) string {
	if day == 0 {
		return ""
	}
	if day == today {
		return "today"
	}
	y, m, n := day.Civil()
	ty, _, _ := today.Civil()
	if y != ty && (day.Sub(today) > 180 || today.Sub(day) > 180) {
		return fmt.Sprintf("%s'%02d", m.String()[:3], y%100) // the month: a day would read like a date of this year
	}
	return fmt.Sprintf("%02d %s", n, m.String()[:3])
}

// clockFace is a duration as a timer shows it: "00:47", "1:02:03".
func clockFace(t time.Duration) string {
	s := max(0, int(t.Seconds()))
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// opening is a place of the queue that is closed now: "Birch Hill Clinics:
// opens 11:00".
func opening(it model.QueueItem, now time.Time) string {
	if it.OpensAt.IsZero() {
		return it.Company
	}
	at := it.OpensAt.In(now.Location())
	form := "15:04"
	if model.DateOf(at) != model.DateOf(now) {
		form = "Mon 15:04"
	}
	return it.Company + ": opens " + at.Format(form)
}

// moneyText is an amount in cents, short: "$82M", "$350k", "EUR 1.2M".
func moneyText(cents int64, currency string) string {
	n := float64(cents) / 100
	unit := ""
	switch {
	case n >= 1e9:
		n, unit = n/1e9, "B"
	case n >= 1e6:
		n, unit = n/1e6, "M"
	case n >= 1e4:
		n, unit = n/1e3, "k"
	}
	s := strconv.FormatFloat(n, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	switch currency {
	case "USD", "":
		return "$" + s + unit
	case "EUR":
		return "€" + s + unit
	case "GBP":
		return "£" + s + unit
	}
	return currency + " " + s + unit
}

// amountTyped is an amount in cents as one would type it.
func amountTyped(cents int64) string {
	if cents%100 == 0 {
		return strconv.FormatInt(cents/100, 10)
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}

// given is the name by which a contact is spoken of in narrow columns: the first
// name, with the initial of the last where two here have the same.
func (d *Desk) given(c model.Contact) string {
	first := firstName(c)
	for _, o := range d.desk.Contacts {
		if o.ID == c.ID || !strings.EqualFold(firstName(o), first) {
			continue
		}
		if last := strings.Fields(c.Name); len(last) > 1 {
			r, _ := utf8.DecodeRuneInString(last[len(last)-1])
			return first + " " + string(r) + "."
		}
	}
	return first
}

func firstName(c model.Contact) string {
	if c.Given != "" {
		return c.Given
	}
	first, _, _ := strings.Cut(c.Name, " ")
	return first
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
