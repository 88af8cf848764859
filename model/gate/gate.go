// Package gate says whether a touch may be made at an instant: suppression and
// consent first, then the state of the lead, the contact's holidays and calling
// hours, and the gaps and caps that keep persistence from being felt as
// pestering. It decides nothing else, and everybody asks it: the queue when it
// serves, the desk when it dials, the mailer when it sends.
//
// A verdict always says why, and until when where waiting helps.
package gate

import (
	"fmt"
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

// Ask is one touch that somebody, or the program, wants to make.
type Ask struct {
	Contact       model.Contact
	Lead          model.Lead
	Channel       model.Channel
	Point         *model.Point // the number or address to be used; nil: the contact's best
	At            time.Time    // when; zero is now
	LastContact   time.Time    // last touch of the contact that counts for the gap; zero none
	LastCompany   time.Time    // the same for anybody at the company
	Pursued       int          // contacts pursued at once, this one included; 0: not asked
	Asked         bool         // the contact asked for it, or waits for it: no gap holds it
	Promised      bool         // a callback at the contact's own hour: the wider window
	SameDay       bool         // a step on the same day as the one before: no gap holds it
	LastVoicemail time.Time    // last message left with the contact; zero none
	Message       bool         // a message is to be left
	Slow          bool         // two negative sentiments doubled this contact's gap
}

// Verdict on an [Ask]. Words is one clause for people and says why, and until
// when; Until is zero where waiting does not help.
type Verdict struct {
	OK    bool
	Code  model.Code
	Words string
	Until time.Time
}

// May says whether the touch may be made. The order is that of weight: what
// can never be is said before what may be later.
func May(now time.Time, a Ask, b *calendar.Book, p model.Policy) Verdict {
	if a.At.IsZero() {
		a.At = now
	}
	for _, check := range []func(Ask, *calendar.Book, model.Policy) Verdict{consent, state, hours, gaps, message} {
		if v := check(a, b, p); !v.OK {
			return v
		}
	}
	return Verdict{OK: true}
}

func yes() Verdict { return Verdict{OK: true} }

func no(code model.Code, until time.Time, format string, args ...any) Verdict {
	return Verdict{Code: code, Until: until, Words: fmt.Sprintf(format, args...)}
}

// consent: a suppressed person is never touched by anyone; a point without
// consent and an unsubscribed e-mail are closed for good, too.
func consent(a Ask, _ *calendar.Book, _ model.Policy) Verdict {
	c := a.Contact
	switch {
	case c.Suppressed:
		return no(model.Suppressed, time.Time{}, "%s asked not to be contacted", name(c))
	case c.Left:
		return no(model.Refused, time.Time{}, "%s has left the company", name(c))
	case a.Channel == model.Email && c.NoEmail:
		return no(model.Suppressed, time.Time{}, "%s unsubscribed from e-mail", name(c))
	}
	kind, has := KindOf(a.Channel)
	if !has {
		return yes()
	}
	point := a.Point
	if point == nil {
		point = c.Point(kind)
	}
	if point == nil {
		for i := range c.Points {
			if c.Points[i].Kind == kind && c.Points[i].NoConsent {
				point = &c.Points[i]
			}
		}
	}
	switch {
	case point == nil:
		// A postal address may stand on the contact or company alone.
		if kind == model.PostPoint {
			return yes()
		}
		return no(model.Refused, time.Time{}, "no usable %s of %s is known", reach(kind), name(c))
	case point.NoConsent:
		return no(model.Suppressed, time.Time{}, "%s may not be used: there is no consent for it", point.Shown)
	case !point.Usable():
		return no(model.Refused, time.Time{}, "%s is %s", point.Shown, point.Status)
	}
	return yes()
}

// state: leads that are with sales, closed or resting are not pursued, and no
// more contacts at once than the cap.
func state(a Ask, b *calendar.Book, p model.Policy) Verdict {
	s := a.Lead.Status
	switch {
	case s == model.Resting && !a.Asked:
		if a.At.Before(a.Lead.RestUntil.At(0, 0, Zone(p.Zone))) {
			until := Opening(b, a.Lead.RestUntil, known(PlaceOf(a.Contact), p), p)
			return no(model.Closed, until, "the lead rests until %s", a.Lead.RestUntil.Short())
		}
	case s != "" && !s.Nurtured() && !a.Asked:
		return no(model.Refused, time.Time{}, "the lead is %s: no cadence touches it", s)
	}
	if a.Pursued > p.Pursued {
		return no(model.Closed, time.Time{}, "%d contacts are pursued at once already, which is the cap", p.Pursued)
	}
	return yes()
}

// hours: business days of the contact's region for every channel, and the
// calling window on all candidate clocks for a call. A callback that the
// contact asked for may lie outside the window, within a wider one.
func hours(a Ask, b *calendar.Book, p model.Policy) Verdict {
	place := PlaceOf(a.Contact)
	call := a.Channel == model.Phone
	if len(place.Zones) == 0 {
		if call {
			return no(model.Closed, time.Time{}, "the time zone of %s is unknown: dial by hand", name(a.Contact))
		}
		place.Zones = []*time.Location{Zone(p.Zone)}
	}
	window := calendar.Hours{From: 0, To: 24 * 60}
	if call {
		window = CallHours(p, a.Promised)
	}
	open, err := b.Open(a.At, place, window)
	if err == nil && open {
		return yes()
	}
	if !call && b.IsBusinessDay(model.DateOf(a.At.In(place.Zones[0])), place.Region) {
		return yes()
	}
	until, err := b.NextOpen(a.At, place, window)
	if err != nil {
		return no(model.Closed, time.Time{}, "%s", err)
	}
	day := model.DateOf(a.At.In(place.Zones[0]))
	if holiday, ok := b.Holiday(day, place.Region); ok {
		return no(model.Closed, until, "%s is %s there; opens %s", day.Short(), holiday, Clock(until))
	}
	if !b.IsBusinessDay(day, place.Region) {
		return no(model.Closed, until, "%s is no business day there; opens %s", day.Short(), Clock(until))
	}
	return no(model.Closed, until, "it is %s there; opens %s", a.At.In(place.Zones[0]).Format("15:04"), Clock(until))
}

// gaps: so many business days between touches of one contact, and of one
// company.
func gaps(a Ask, b *calendar.Book, p model.Policy) Verdict {
	if a.SameDay || a.Asked {
		return yes()
	}
	place := known(PlaceOf(a.Contact), p)
	own := p.ContactGap
	if a.Slow {
		own *= 2
	}
	day := model.DateOf(a.At.In(place.Zones[0]))
	for _, gap := range []struct {
		last time.Time
		days int
		whom string
	}{{a.LastContact, own, name(a.Contact)}, {a.LastCompany, p.CompanyGap, "the company"}} {
		if opens := GapDay(b, gap.last, gap.days, place); day < opens {
			return no(model.Closed, Opening(b, opens, place, p), "%s was touched on %s; %s until %s", gap.whom,
				model.DateOf(gap.last.In(place.Zones[0])).Short(), gapWords(gap.days), opens.Short())
		}
	}
	return yes()
}

func gapWords(n int) string {
	if n == 1 {
		return "a business day lies between, so not"
	}
	return fmt.Sprintf("%d business days lie between, so not", n)
}

// message: one voicemail a contact in so many business days. The call itself
// may be made: ask again without Message.
func message(a Ask, b *calendar.Book, p model.Policy) Verdict {
	if !a.Message || a.LastVoicemail.IsZero() {
		return yes()
	}
	place := known(PlaceOf(a.Contact), p)
	opens := GapDay(b, a.LastVoicemail, p.VoicemailGap, place)
	if model.DateOf(a.At.In(place.Zones[0])) >= opens {
		return yes()
	}
	return no(model.Closed, Opening(b, opens, place, p), "a message was left on %s: leave none before %s",
		model.DateOf(a.LastVoicemail.In(place.Zones[0])).Short(), opens.Short())
}
