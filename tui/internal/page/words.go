package page

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// patience is how long a command waits for the store before it says that it
// failed: longer than a writer of another process may hold the database.
const patience = 40 * time.Second

// Context is that of one command.
func Context() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// Sentence is what a person reads of err: the refusal's own words, and for
// what is no refusal that Ripen failed. The cause is for the log.
func Sentence(s *nav.Session, err error) string {
	var e *model.Error
	if errors.As(err, &e) {
		return e.Message
	}
	if s.Log != nil {
		s.Log.Error("screen", "err", err)
	}
	return "This could not be read: the log says why."
}

// Joined is the parts that are not empty, with sep between.
func Joined(sep string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// Words is a code as people read it: "decision-maker" as "decision maker".
func Words[T ~string](code T) string { return strings.ReplaceAll(string(code), "-", " ") }

var outcomes = map[model.Outcome]string{
	model.ConnectedInterested: "interested", model.ConnectedLater: "later", model.ConnectedInfo: "send something",
	model.ConnectedCallback: "callback", model.ConnectedReferred: "referred", model.ConnectedNotInterested: "not interested",
	model.Sent: "sent", model.BouncedSoft: "bounced, soft", model.RepliedInterested: "replied, interested",
	model.RepliedLater: "replied, later", model.RepliedNotInterested: "replied, not interested",
	model.RepliedReferred: "replied, referred", model.Undeliverable: "came back",
}

// Outcome is what a touch came to, as people call it.
func Outcome(o model.Outcome) string {
	if w, ok := outcomes[o]; ok {
		return w
	}
	return Words(o)
}

// Many is "1 lead" or "1,200 leads".
func Many(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return kit.Count(n) + " " + many
}

// Money is an amount in few cells: "$350k", "$1.2M", "CHF 80k"; "" for none.
func Money(cents int64, currency string) string {
	if cents == 0 {
		return ""
	}
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	mark := map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "": ""}
	before, ok := mark[currency]
	if !ok {
		before = kit.Clean(currency) + " "
	}
	whole := (cents + 50) / 100
	switch {
	case whole >= 999_500_000:
		return sign + before + tenths((whole+50_000_000)/100_000_000) + "B"
	case whole >= 999_500:
		return sign + before + tenths((whole+50_000)/100_000) + "M"
	case whole >= 1000:
		return fmt.Sprintf("%s%s%dk", sign, before, (whole+500)/1000)
	}
	return fmt.Sprintf("%s%s%d", sign, before, whole)
}

// tenths is n/10, without a needless ".0".
func tenths(n int64) string {
	if n >= 1000 || n%10 == 0 {
		return fmt.Sprint(n / 10)
	}
	return fmt.Sprintf("%d.%d", n/10, n%10)
}

// Day is a day as near as it needs to be said: "today", "24 Nov", "24 Nov
// 2025".
func Day(d model.Date, now time.Time) string {
	if d.IsZero() {
		return ""
	}
	today := model.DateOf(now)
	if d == today {
		return "today"
	}
	at := d.At(12, 0, time.UTC)
	if at.Year() != now.Year() && abs(d.Sub(today)) > 120 {
		return at.Format("2 Jan 2006")
	}
	return at.Format("2 Jan")
}

// Moment is an instant in the zone of now: "10:42" today, else "24 Nov 10:42".
func Moment(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	if model.DateOf(t) == model.DateOf(now) {
		return "today " + t.Format("15:04")
	}
	if t.Year() != now.Year() {
		return t.Format("2 Jan 2006 15:04")
	}
	return t.Format("Mon 2 Jan 15:04")
}

// Ago is how long before now t was, in the unit that matters: "12 min ago".
func Ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case t.IsZero() || d < 0:
		return ""
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	case d < 48*time.Hour:
		return "1 day ago"
	}
	return fmt.Sprintf("%d days ago", int(d.Hours()/24))
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// Value is an attribute's value in one line, fields in the order of the form:
// "own TMS of 2016; AS/400, contract ends 1 Mar 2027". People and touches are
// told by w where it knows them.
func Value(w *model.World, key model.AttributeKey, v model.Value) string {
	about, err := model.AttributeOf(key)
	if err != nil {
		return ""
	}
	var parts []string
	for _, f := range about.Fields {
		if text := fieldWords(w, f, v); text != "" {
			parts = append(parts, text)
		}
	}
	if key == model.IndustryCode {
		return strings.ToUpper(v["scheme"]) + " " + Joined(" ", v["code"], v["title"])
	}
	return strings.Join(parts, ", ")
}

func fieldWords(w *model.World, f model.AttributeField, v model.Value) string {
	text := strings.TrimSpace(v[f.Name])
	if text == "" || f.Name == "currency" {
		return ""
	}
	switch f.Kind {
	case model.MoneyField:
		var cents int64
		if _, err := fmt.Sscan(text, &cents); err == nil {
			return Money(cents, currencyOf(w, v))
		}
	case model.NumberField:
		return text + " " + f.Label
	case model.DateField:
		if d, err := model.ParseDate(text); err == nil {
			text = Day(d, w.Now)
		}
		return f.Label + " " + text
	case model.TextField:
		switch f.Name {
		case "event", "process":
			return text
		}
		return f.Label + ": " + text
	case model.ContactField, model.PeopleField:
		return peopleWords(w, text)
	case model.TouchField:
		if id, err := model.ParseTouchID(text); err == nil {
			return TouchWords(w, id)
		}
	}
	return text
}

func currencyOf(w *model.World, v model.Value) string {
	if c := v["currency"]; c != "" {
		return c
	}
	return w.Policy.Currency
}

func peopleWords(w *model.World, ids string) string {
	var names []string
	for _, id := range strings.Split(ids, ";") {
		if c, err := model.ParseContactID(id); err == nil {
			names = append(names, Joined("", nameOf(w, c)))
		}
	}
	return Joined(", ", names...)
}

func nameOf(w *model.World, id model.ContactID) string {
	if c := w.Contact(id); c != nil {
		return c.Name
	}
	return id.String()
}

// Person is a contact with his title: "Mia Halvorsen, CFO"; "" for none.
func Person(w *model.World, id model.ContactID) string {
	c := w.Contact(id)
	if c == nil {
		return ""
	}
	return Joined(", ", c.Name, c.Title)
}

// TouchWords names a touch by its way and its number among the lead's: "call
// 11"; "" for one that is not known.
func TouchWords(w *model.World, id model.TouchID) string {
	n := 0
	for _, t := range w.Touches {
		if !t.Voided {
			n++
		}
		if t.ID == id {
			return fmt.Sprintf("%s %d", channelWord(t.Channel), n)
		}
	}
	return ""
}

func channelWord(c model.Channel) string {
	switch c {
	case model.Phone:
		return "call"
	case model.Email:
		return "e-mail"
	case model.InPerson:
		return "meeting"
	}
	return Words(c)
}

// ChannelName is a channel as a heading over counts has it.
func ChannelName(c model.Channel) string {
	if c == model.Email {
		return "e-mail"
	}
	return Words(c)
}

// Quote is somebody's words between marks, "" for none.
func Quote(s string) string {
	if s = strings.TrimSpace(kit.Clean(s)); s == "" {
		return ""
	}
	return `"` + s + `"`
}

// Rung is how an attribute stands, as it is shown.
func Rung(level model.Rung, stale bool) theme.Rung { return theme.RungOf(level.String(), stale) }

// Ripeness shows a count of ten as a rung's glyph: empty below three, a quarter
// below six, half below nine, full from there on.
func Ripeness(count int) theme.Rung {
	switch {
	case count >= 9:
		return theme.RungConfirmed
	case count >= 6:
		return theme.RungStated
	case count >= 3:
		return theme.RungListed
	}
	return theme.RungUnknown
}

// Bar is a bar of w cells that is filled by share, 0 to 1, as parts of a table's
// cell.
func Bar(l theme.Look, w int, share float64) []kit.Part {
	full := int(max(0, min(1, share)) * float64(w))
	if full == 0 && share > 0 && w > 0 {
		full = 1 // something was done
	}
	return []kit.Part{
		{Text: strings.Repeat(l.Glyphs.Full, full), Tone: theme.Accent},
		{Text: strings.Repeat(l.Glyphs.Light, max(0, w-full)), Tone: theme.Rule},
	}
}

// Paint is parts on the page.
func Paint(l theme.Look, parts []kit.Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(l.Paint(p.Tone, kit.Clean(p.Text)))
	}
	return b.String()
}
