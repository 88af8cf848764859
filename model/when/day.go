package when

import (
	"strconv"
	"strings"
	"time"

	"ripen/model"
)

// day reads the day at the front of w; weekday says that it was named by its
// name, so that today's may be past.
func (p parser) day(w []string) (d model.Date, weekday bool, rest []string, ok bool) {
	today := model.DateOf(p.now)
	switch w[0] {
	case "today":
		return today, false, w[1:], true
	case "tomorrow":
		return today.AddDays(1), false, w[1:], true
	case "yesterday":
		return today.AddDays(-1), false, w[1:], true
	case "next":
		return p.next(w[1:])
	}
	if wd, ok := weekdayOf(w[0]); ok {
		ahead := (int(wd) - int(today.Weekday()) + 7) % 7
		if len(w) > 2 && w[1] == "next" && w[2] == "week" {
			monday := today.AddDays(-(int(today.Weekday())+6)%7 + 7)
			return monday.AddDays((int(wd) + 6) % 7), false, w[3:], true
		}
		if d, _, rest, ok := p.monthDay(w[1:]); ok { // "tue 1 dec": both must be the same day
			return d, false, rest, d.Weekday() == wd
		}
		return today.AddDays(ahead), true, w[1:], true
	}
	if t, err := time.Parse("2006-1-2", w[0]); err == nil {
		return model.DateOf(t), false, w[1:], true
	}
	if d, _, rest, ok := p.monthDay(w); ok {
		return d, false, rest, true
	}
	d, rest, ok = p.said(w)
	return d, false, rest, ok
}

// next reads what follows "next": a weekday after today, or a week, month.
func (p parser) next(w []string) (model.Date, bool, []string, bool) {
	if len(w) == 0 {
		return 0, false, nil, false
	}
	today := model.DateOf(p.now)
	switch w[0] {
	case "week":
		return today.AddDays(7), false, w[1:], true
	case "month":
		return addMonths(today, 1), false, w[1:], true
	case "quarter":
		y, q, rest, _ := p.quarter(append([]string{"next"}, w...))
		return begins(y, time.Month(3*q-2)), false, rest, true
	case "year":
		return newYear(p.now.Year() + 1), false, w[1:], true
	}
	wd, ok := weekdayOf(w[0])
	if !ok {
		return 0, false, nil, false
	}
	ahead := (int(wd)-int(today.Weekday())+6)%7 + 1 // 1 to 7: never today
	return today.AddDays(ahead), false, w[1:], true
}

// monthDay reads "24 nov", "nov 24" and either with a year.
func (p parser) monthDay(w []string) (model.Date, bool, []string, bool) {
	if len(w) < 2 {
		return 0, false, nil, false
	}
	month, ok := monthOf(w[0])
	number := w[1]
	if !ok {
		if month, ok = monthOf(w[1]); !ok {
			return 0, false, nil, false
		}
		number = w[0]
	}
	n, err := strconv.Atoi(strings.TrimRight(number, ".stndrh"))
	if err != nil || n < 1 || n > 31 {
		return 0, false, nil, false
	}
	rest := w[2:]
	year, named := p.now.Year(), false
	if len(rest) > 0 && len(rest[0]) == 4 {
		if y, err := strconv.Atoi(rest[0]); err == nil {
			year, named, rest = y, true, rest[1:]
		}
	}
	d := model.NewDate(year, month, n)
	if _, m, _ := d.Civil(); m != month {
		return 0, false, nil, false // 31 November
	}
	if !named && d < model.DateOf(p.now) {
		d = model.NewDate(year+1, month, n)
	}
	return d, false, rest, true
}

// parts of a day, by the hour that is meant where none is named.
var parts = map[string]int{"am": 9, "morning": 9, "noon": 12, "midday": 12, "pm": 14, "afternoon": 14, "evening": 17}

// clock reads the hour at the front of w: 10, 10:30, 4pm, 4:30 pm, noon, half
// past ten, or a part of the day.
func clock(w []string) (hour, minute int, rest []string, ok bool) {
	s := w[0]
	rest = w[1:]
	if h, ok := parts[s]; ok {
		return h, 0, rest, true
	}
	if (s == "half" || s == "quarter") && len(w) > 2 && (w[1] == "past" || w[1] == "to" && s == "quarter") {
		return spoken(s, w[1], w[2:])
	}
	half := ""
	for _, h := range []string{"am", "pm"} {
		if t, cut := strings.CutSuffix(s, h); cut {
			s, half = t, h
		} else if len(rest) > 0 && rest[0] == h {
			half, rest = h, rest[1:]
			break
		}
	}
	hh, mm, colon := strings.Cut(s, ":")
	hour, err := strconv.Atoi(hh)
	if err != nil || len(hh) > 2 || hour < 0 || hh[0] == '+' || hh[0] == '-' {
		return 0, 0, nil, false
	}
	if colon {
		if minute, err = strconv.Atoi(mm); err != nil || len(mm) != 2 || minute < 0 || minute > 59 {
			return 0, 0, nil, false
		}
	}
	switch {
	case half == "" && hour <= 23:
	case half != "" && hour >= 1 && hour <= 12:
		hour %= 12
		if half == "pm" {
			hour += 12
		}
	default:
		return 0, 0, nil, false
	}
	return hour, minute, rest, true
}

// spoken reads the hour behind "half past", "quarter past" and "quarter to".
func spoken(part, side string, w []string) (hour, minute int, rest []string, ok bool) {
	hour, minute, rest, ok = clock(w)
	if !ok || minute != 0 {
		return 0, 0, nil, false
	}
	minute = 30
	if part == "quarter" {
		minute = 15
	}
	if side == "to" {
		hour, minute = (hour+23)%24, 45
	}
	return hour, minute, rest, true
}

func weekdayOf(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if named(s, d.String()) || s == "tues" && d == time.Tuesday || s == "thur" && d == time.Thursday || s == "thurs" && d == time.Thursday {
			return d, true
		}
	}
	return 0, false
}

func monthOf(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if named(s, m.String()) || s == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

// named says that s is the name or its first three letters.
func named(s, name string) bool {
	name = strings.ToLower(name)
	s = strings.TrimSuffix(s, ".")
	return s == name || s == name[:3]
}
