package account

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

// said is a few words with what they mean.
type said struct {
	tone theme.Tone
	text string
}

// known are the people of the lead whom one may talk to.
func known(d *model.Desk) (out []model.Contact) {
	for _, c := range d.Contacts {
		if !c.Left && c.Name != switchboard {
			out = append(out, c)
		}
	}
	return out
}

// tried says that a touch is an attempt to reach somebody: what is queued or
// printed has not gone out yet.
func tried(t model.Touch) bool {
	return !t.Voided && t.Direction == model.Outbound && t.Outcome != model.Queued && t.Outcome != model.Printed
}

// penetration is how far into the company one has come: "attempted 3 of 5
// known; target 5".
func penetration(d *model.Desk) said {
	people, reached := known(d), 0
	for _, c := range people {
		if slices.ContainsFunc(d.Touches, func(t model.Touch) bool { return t.ContactID == c.ID && tried(t) }) {
			reached++
		}
	}
	tone := theme.Text
	if len(people) < d.Policy.Penetration {
		tone = theme.Warn
	}
	return said{tone, fmt.Sprintf("attempted %d of %d known; target %d", reached, len(people), d.Policy.Penetration)}
}

// facts is the company in one line: what is known of its size and its trade.
func facts(d *model.Desk) string {
	size, industry := "", d.Industry
	if i := model.Firmographics.Index(); i < len(d.Readiness.Attributes) {
		size = page.Value(&d.World, model.Firmographics, d.Readiness.Attributes[i].Evidence.Value)
	}
	if industry == "" {
		industry = page.Joined(", ", d.Company.Industry, d.ListedCode())
	}
	return page.Joined(", ", size, industry)
}

// ways are the three by which somebody is reached, with the word for each.
var ways = []struct {
	kind model.PointKind
	word string
}{{model.PhonePoint, "phone"}, {model.EmailPoint, "e-mail"}, {model.PostPoint, "letter"}}

// reach says of each way whether it works: a glyph and the word, and why it does
// not where there is room.
func (a *Account) reach(c model.Contact, short bool) []said {
	out := make([]said, 0, len(ways))
	for _, way := range ways {
		p := c.Point(way.kind)
		unsubscribed := way.kind == model.EmailPoint && c.NoEmail
		switch {
		case unsubscribed:
			out = append(out, a.hampered(theme.Bad, way.word, ": unsubscribed", short))
		case p != nil && p.Status == model.PointBlocked:
			out = append(out, a.hampered(theme.Warn, way.word, ": gatekeeper", short))
		case p != nil && p.Status == model.PointVerified:
			out = append(out, said{theme.Good, a.l.Glyphs.Check + " " + way.word})
		case p != nil:
			out = append(out, said{theme.Text, a.l.Glyphs.Unknown + " " + way.word})
		default:
			out = append(out, a.unreachable(c, way.kind, way.word, short))
		}
	}
	return out
}

// unreachable says why a way does not work.
func (a *Account) unreachable(c model.Contact, kind model.PointKind, word string, short bool) said {
	why := ""
	for _, p := range c.Points {
		switch {
		case p.Kind != kind:
		case p.NoConsent:
			why = ": no consent"
		case why == "":
			why = " dead"
		}
	}
	if why == "" {
		return said{theme.Dim, a.l.Glyphs.Dot + " no " + word}
	}
	return a.hampered(theme.Warn, word, why, short)
}

func (a *Account) hampered(tone theme.Tone, word, why string, short bool) said {
	if short {
		why = ""
	}
	return said{tone, a.l.Glyphs.Alert + " " + word + why}
}

// attempts is how often somebody was tried, and when he was touched last.
func (a *Account) attempts(c model.Contact) said {
	n, last := 0, time.Time{}
	for _, t := range a.desk.Touches {
		if t.ContactID != c.ID || t.Voided {
			continue
		}
		if tried(t) {
			n++
		}
		if t.At.After(last) && t.Outcome != model.Queued && t.Outcome != model.Printed {
			last = t.At
		}
	}
	switch {
	case last.IsZero():
		return said{theme.Dim, "never tried"}
	case n == 0:
		return said{theme.Text, "not tried, came in " + page.Day(model.DateOf(last.In(a.now.Location())), a.now)}
	}
	return said{theme.Text, "tried " + kit.Count(n) + ", last " + page.Day(model.DateOf(last.In(a.now.Location())), a.now)}
}

// mood is the sentiment that was seen last; nothing where none was.
func mood(d *model.Desk, c model.Contact) said {
	for _, t := range slices.Backward(d.Touches) {
		if t.ContactID != c.ID || t.Voided || t.Sentiment == "" || t.Sentiment == model.SentimentUnknown {
			continue
		}
		tone := theme.Text
		switch t.Sentiment {
		case model.Positive:
			tone = theme.Good
		case model.Negative:
			tone = theme.Bad
		}
		return said{tone, string(t.Sentiment)}
	}
	return said{}
}

// pursuit is what pursues a person: his cadence where there is one, else what is
// owed to him outside any; the newest where none is under way; nil for nothing.
func pursuit(d *model.Desk, id model.ContactID) *model.Enrolment {
	var best *model.Enrolment
	rank := func(e *model.Enrolment) int {
		n := 0
		if e.State.Live() {
			n = 2
		}
		if e.CadenceID != 0 {
			n++
		}
		return n
	}
	for i := range d.Enrolments {
		e := &d.Enrolments[i]
		if e.ContactID == id && (best == nil || rank(e) >= rank(best)) {
			best = e
		}
	}
	return best
}

// stands is where somebody stands: what he asked for and whether he is here
// before what pursues him.
func (a *Account) stands(c model.Contact) said {
	e := pursuit(&a.desk, c.ID)
	switch {
	case c.Suppressed && c.Left:
		return said{theme.Bad, "left; do not contact"}
	case c.Suppressed:
		return said{theme.Bad, "do not contact"}
	case c.Left:
		return said{theme.Warn, "left"}
	case e == nil:
		return said{theme.Dim, "in no cadence"}
	}
	name := kit.Clean(e.Cadence)
	if name == "" {
		name = page.Words(e.Owes)
	}
	steps := len(a.desk.Cadences[e.CadenceID].Steps)
	where := name
	if steps > 0 && e.Step <= steps {
		where = fmt.Sprintf("%s %d/%d", name, e.Step, steps)
	}
	day := func(t time.Time) string { return page.Day(model.DateOf(t.In(a.now.Location())), a.now) }
	switch e.State {
	case model.EnrolDue, model.EnrolHeld, model.EnrolMailing:
		due := day(e.DueAt)
		if due != "" && due != "today" {
			due = "due " + due
		}
		if e.Owes == model.OwesCallback {
			due = "callback " + day(e.DueAt)
		}
		if e.State == model.EnrolHeld {
			due = page.Joined(" ", "held,", due)
		}
		return said{theme.Info, page.Joined(", ", where, due)}
	case model.EnrolPaused:
		if !e.ResumeAt.IsZero() {
			return said{theme.Text, where + ", resting until " + day(e.ResumeAt)}
		}
		return said{theme.Warn, where + ", paused"}
	case model.EnrolDeciding:
		return said{theme.Warn, name + ", decide"}
	}
	return said{theme.Dim, name + " " + string(e.State)}
}

// role is a buying role as people say it; "" where it is not known.
func role(r model.BuyingRole) string {
	if r == model.RoleUnknown {
		return ""
	}
	return page.Words(r)
}

// names is somebody with his title.
func names(c model.Contact) string {
	return strings.TrimSpace(page.Joined(", ", kit.Clean(c.Name), kit.Clean(c.Title)))
}
