// Package when reads times as people write them: "tue 10", "tomorrow 9:30",
// "in 3 weeks", "2026-11-24 10:00", or RFC 3339. What is read is a wall clock
// in a zone that the caller names (where the contact is, or where the person
// sits), seen from an instant that the caller names too.
package when

import (
	"strconv"
	"strings"
	"time"

	"ripen/model"
)

// Forms names what [Parse] reads, for refusals and help.
const Forms = "2026-11-24, 2026-11-24 10:00, tue 10, tomorrow 9:30, in 3 weeks, after thanksgiving, mid january, or RFC 3339 as 2026-11-24T10:00:00-05:00"

// MorningHour is the hour of a day that was named without one.
const MorningHour = 9

// longest is more than any real entry; the rest is not looked at.
const longest = 64

// Moment is a time as read. Day is its date in the zone it was read in; Clock
// says that an hour was named: without it At is that day at [MorningHour].
type Moment struct {
	At    time.Time
	Day   model.Date
	Clock bool
}

// Time reads s as [Parse] does and returns the instant.
func Time(s string, now time.Time, zone *time.Location) (time.Time, error) {
	m, err := Parse(s, now, zone)
	return m.At, err
}

// Day reads s as [Parse] does and returns the date in zone.
func Day(s string, now time.Time, zone *time.Location) (model.Date, error) {
	m, err := Parse(s, now, zone)
	return m.Day, err
}

// Parse reads, in zone (nil is UTC) and seen from now:
//
//   - RFC 3339;
//   - a date and perhaps an hour: 2026-11-24, 2026-11-24 10:00;
//   - a day and perhaps an hour: today 16:00, tomorrow, yesterday 3pm, tue 10,
//     next friday 9:30, 24 nov, nov 24 10:00;
//   - a distance: in 3 weeks, in 2 days 10:00, in 90 minutes;
//   - an hour: 10:30, 4pm, half past ten: the next one to come;
//   - a day as it is said: after thanksgiving, after the holidays, after tuesday,
//     mid january, early next month, end of month, end of q1, january, q1, next
//     quarter: a weekday, which the calendar may move once more;
//   - any day with a part of it: tomorrow am, tue afternoon;
//   - now.
//
// A weekday is the next one to come: today's counts only with an hour that is
// still ahead. A day and month without a year is the next one to come, today
// included. An hour that a daylight-saving night leaves out is moved as
// [time.Date] does. Anything else is an error of code [model.Invalid] that
// names the forms.
func Parse(s string, now time.Time, zone *time.Location) (Moment, error) {
	if zone == nil {
		zone = time.UTC
	}
	if t, err := time.Parse(time.RFC3339, strings.TrimSpace(s)); err == nil {
		return Moment{At: t, Day: model.DateOf(t.In(zone)), Clock: true}, nil
	}
	if len(s) > longest {
		return Moment{}, refuse(s[:longest] + "…")
	}
	w := strings.Fields(strings.ReplaceAll(strings.ToLower(s), ",", " "))
	p := parser{now: now.In(zone), zone: zone}
	m, ok := p.words(tidy(w))
	if !ok || !plausible(m.At, now) {
		return Moment{}, refuse(s)
	}
	return m, nil
}

func refuse(s string) error {
	return model.Errorf(model.Invalid, "%q is no time that can be read; write it as %s", s, Forms)
}

// plausible keeps slips of the finger ("in 9999 years") out of the database,
// whose dates have four digits of year.
func plausible(t, now time.Time) bool {
	return t.After(now.AddDate(-100, 0, 0)) && t.Before(now.AddDate(100, 0, 0))
}

type parser struct {
	now  time.Time // in zone
	zone *time.Location
}

func (p parser) words(w []string) (Moment, bool) {
	if len(w) == 0 {
		return Moment{}, false
	}
	if len(w) == 1 && w[0] == "now" {
		return Moment{At: p.now, Day: model.DateOf(p.now), Clock: true}, true
	}
	if w[0] == "in" {
		return p.distance(w[1:])
	}
	if len(w) > 1 && startsNumber(w[0]) && unit(w[1]) {
		return p.distance(w) // "3 weeks"
	}
	if len(w) == 1 {
		if date, clock, ok := strings.Cut(w[0], "t"); ok && len(date) == len("2026-11-24") {
			w = []string{date, clock} // RFC 3339 without its zone: the zone is known
		}
	}
	if h, min, rest, ok := clock(w); ok && len(rest) == 0 {
		return p.nextClock(h, min, w[0])
	}
	day, weekday, rest, ok := p.day(w)
	if !ok {
		return Moment{}, false
	}
	return p.onDay(day, weekday, rest)
}

// onDay adds the hour that follows a day, where one does.
func (p parser) onDay(day model.Date, weekday bool, rest []string) (Moment, bool) {
	h, min, named := MorningHour, 0, false
	if len(rest) > 0 && rest[0] == "at" {
		rest = rest[1:]
		if len(rest) == 0 {
			return Moment{}, false
		}
	}
	if len(rest) > 1 && rest[0] == "in" { // "tue in the afternoon"
		rest = rest[1:]
	}
	if len(rest) > 0 {
		var ok bool
		if h, min, rest, ok = clock(rest); !ok || len(rest) > 0 {
			return Moment{}, false
		}
		named = true
	}
	at := day.At(h, min, p.zone)
	if weekday && day == model.DateOf(p.now) && (!named || !at.After(p.now)) {
		day = day.AddDays(7)
		at = day.At(h, min, p.zone)
	}
	return Moment{At: at, Day: day, Clock: named}, true
}

// nextClock is an hour alone. A bare number is none: "10" may be a day.
func (p parser) nextClock(h, min int, word string) (Moment, bool) {
	if _, err := strconv.Atoi(word); err == nil {
		return Moment{}, false
	}
	day := model.DateOf(p.now)
	at := day.At(h, min, p.zone)
	if !at.After(p.now) {
		day = day.AddDays(1)
		at = day.At(h, min, p.zone)
	}
	return Moment{At: at, Day: day, Clock: true}, true
}

// distance reads what follows "in".
func (p parser) distance(w []string) (Moment, bool) {
	if len(w) < 2 {
		return Moment{}, false
	}
	n, err := strconv.Atoi(w[0])
	if w[0] == "a" || w[0] == "an" {
		n, err = 1, nil
		if w[1] == "fortnight" {
			return p.onDay(model.DateOf(p.now).AddDays(14), false, w[2:])
		}
	}
	if w[0] == "half" && len(w) > 2 && w[1] == "an" && w[2] == "hour" {
		return p.after(30*time.Minute, w[3:])
	}
	if err != nil || n < 0 || n > 100000 {
		return Moment{}, false
	}
	today := model.DateOf(p.now)
	switch strings.TrimSuffix(w[1], "s") {
	case "minute", "min":
		return p.after(time.Duration(n)*time.Minute, w[2:])
	case "hour", "h":
		return p.after(time.Duration(n)*time.Hour, w[2:])
	case "day", "d":
		return p.onDay(today.AddDays(n), false, w[2:])
	case "week", "w":
		return p.onDay(today.AddDays(7*n), false, w[2:])
	case "month":
		return p.onDay(addMonths(today, n), false, w[2:])
	case "year":
		return p.onDay(addMonths(today, 12*n), false, w[2:])
	}
	return Moment{}, false
}

// unit says that s measures a distance in words that are nothing else.
func unit(s string) bool {
	switch strings.TrimSuffix(s, "s") {
	case "minute", "min", "hour", "day", "week", "month", "year":
		return true
	}
	return false
}

func (p parser) after(d time.Duration, rest []string) (Moment, bool) {
	at := p.now.Add(d)
	return Moment{At: at, Day: model.DateOf(at), Clock: true}, len(rest) == 0
}

// addMonths keeps to the month meant: a month after 31 January is the last day
// of February.
func addMonths(d model.Date, n int) model.Date {
	y, m, day := d.Civil()
	last := model.NewDate(y, m+time.Month(n)+1, 0)
	_, _, most := last.Civil()
	ly, lm, _ := last.Civil()
	return model.NewDate(ly, lm, min(day, most))
}
