package account

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// line of the account of one person: when, what, and the words.
type line struct {
	at    time.Time
	what  string
	words string
	tone  theme.Tone
}

// told is what went out to a person, newest first: the way, what it was, and
// what was said.
func (a *Account) told(c model.Contact) (out []line) {
	for _, t := range slices.Backward(a.desk.Touches) {
		if t.ContactID != c.ID || t.Voided || t.Direction == model.Inbound || a.underway(t) {
			continue
		}
		out = append(out, line{t.At, page.Joined(", ", channel(t), a.piece(t), outcome(t)), t.Note, theme.Text})
	}
	return out
}

// piece is what the letter or e-mail of a touch was called, in quotes; "" for a
// call, and where nothing is known.
func (a *Account) piece(t model.Touch) string {
	if title := kit.Clean(a.desk.Pieces[t.ID]); title != "" {
		return "“" + title + "”"
	}
	return ""
}

// underway says that a piece was on its way out, and has gone out since: that it
// was queued and printed is of no use to anybody by then.
func (a *Account) underway(t model.Touch) bool {
	if t.Outcome != model.Queued && t.Outcome != model.Printed {
		return false
	}
	return slices.ContainsFunc(a.desk.Touches, func(o model.Touch) bool {
		return !o.Voided && o.EnrolmentID == t.EnrolmentID && o.Step == t.Step && o.ContactID == t.ContactID && !o.At.Before(t.At) &&
			(o.Outcome == model.Posted || o.Outcome == model.Printed && t.Outcome == model.Queued)
	})
}

func channel(t model.Touch) string {
	switch {
	case t.Outcome == model.VoicemailLeft:
		return "voicemail"
	case t.Channel == model.Phone:
		return "call"
	case t.Channel == model.InPerson:
		return "meeting"
	}
	return page.ChannelName(t.Channel)
}

// outcome is what it came to where the way does not say so already.
func outcome(t model.Touch) string {
	switch t.Outcome {
	case model.VoicemailLeft, model.Sent, model.Posted:
		return ""
	}
	return page.Outcome(t.Outcome)
}

// heard is what a person said, and what is held of him, newest first: what came
// in, and the evidence that he gave or that names him.
func (a *Account) heard(c model.Contact) (out []line) {
	zone := a.now.Location()
	for _, t := range a.desk.Touches {
		if t.ContactID == c.ID && !t.Voided && t.Direction == model.Inbound {
			out = append(out, line{t.At, page.Joined(", ", channel(t), page.Outcome(t.Outcome), a.answers(t)), t.Note, theme.Text})
		}
	}
	for _, e := range a.desk.Evidence {
		about, err := model.AttributeOf(e.Attribute)
		if err != nil || e.ContactID != c.ID && !naming(e, c.ID) {
			continue
		}
		value := page.Value(&a.desk.World, e.Attribute, e.Value)
		out = append(out, line{e.On.At(12, 0, zone), page.Joined(", ", about.Short, value), e.Quote, theme.Info})
	}
	for _, n := range a.desk.Notes {
		if n.ContactID == c.ID {
			out = append(out, line{n.At, "note", n.Text, theme.Text})
		}
	}
	slices.SortStableFunc(out, func(x, y line) int { return y.at.Compare(x.at) })
	return out
}

// naming says that an entry is about somebody, whoever said it.
func naming(e model.Evidence, id model.ContactID) bool {
	for _, field := range []string{"contact", "people"} {
		for _, s := range strings.Split(e.Value[field], ";") {
			if strings.TrimSpace(s) == id.String() {
				return true
			}
		}
	}
	return false
}

func (a *Account) answers(t model.Touch) string {
	o := a.desk.Touch(t.Answers)
	if o == nil {
		return ""
	}
	return "answers the " + channel(*o) + " of " + page.Day(model.DateOf(o.At.In(a.now.Location())), a.now)
}

// textLines are what the person under the cursor was told and said.
func (a *Account) textLines(w int) []string {
	c := a.person()
	if c == nil {
		return nil
	}
	var out []string
	part := func(title, none string, all []line) {
		out = append(out, a.l.Paint(theme.Title, kit.Fit(" "+title, w)))
		if len(all) == 0 {
			out = append(out, kit.Fit("   "+a.l.Paint(theme.Dim, none), w))
		}
		for _, e := range all {
			out = append(out, a.entry(e, w)...)
		}
	}
	part("Told", "nothing yet", a.told(*c))
	part("Said", "nothing yet", a.heard(*c))
	if ways := a.numbers(*c); len(ways) > 0 {
		part("Reached by", "", nil)
		out = out[:len(out)-1]
		for _, s := range ways {
			out = append(out, kit.Fit("   "+a.l.Paint(s.tone, s.text), w))
		}
	}
	return out
}

// entry is a line with its words below or behind it.
func (a *Account) entry(e line, w int) []string {
	day := kit.FitRight(page.Day(model.DateOf(e.at.In(a.now.Location())), a.now), 7)
	words := page.Quote(e.words)
	text := page.Joined(" ", kit.Clean(e.what), words)
	var out []string
	for i, s := range kit.WrapTo(text, max(1, w-10), 4) {
		if i > 0 {
			day = "       "
		}
		out = append(out, kit.Fit(" "+a.l.Paint(theme.Dim, day)+"  "+a.l.Paint(e.tone, s), w))
	}
	return out
}

// numbers are a person's numbers and addresses, with what is known of each.
func (a *Account) numbers(c model.Contact) (out []said) {
	for _, p := range c.Points {
		tone, state := theme.Text, ""
		switch {
		case p.NoConsent:
			tone, state = theme.Bad, "no consent"
		case p.Status == model.PointDead, p.Status == model.PointInvalid:
			tone, state = theme.Warn, string(p.Status)
		case p.Status == model.PointVerified:
			tone, state = theme.Good, "verified"
		case p.Status == model.PointBlocked:
			tone, state = theme.Warn, "gatekeeper"
		}
		shared := ""
		if p.Shared {
			shared = "shared line"
		}
		out = append(out, said{tone, page.Joined(", ", kit.Clean(p.Shown), state, shared)})
	}
	return out
}
