package when

import (
	"strconv"
	"strings"
	"time"

	"ripen/model"
)

// This file reads days as they are said on the telephone: by a feast, by a part
// of a month, by a quarter. None of them names an exact day, so each means a
// weekday, and whoever types it is shown which before it counts.

// noise are words that change nothing.
var noise = map[string]bool{"the": true, "of": true, "on": true, "o'clock": true, "sometime": true}

// numbers are the ones that are said in words.
var numbers = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
	"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}

// tidy is the words without those that change nothing, numbers in digits.
func tidy(w []string) []string {
	out := make([]string, 0, len(w))
	for i, s := range w {
		switch {
		case noise[s]:
		case s == "in" && i == 0 && len(w) > 1 && !measures(w[1]):
			// "in january", "in the new year"
		case (s == "a" || s == "an") && i+1 < len(w) && w[i+1] == "couple":
		case s == "couple":
			out = append(out, "2")
		case numbers[s] != "":
			out = append(out, numbers[s])
		default:
			out = append(out, s)
		}
	}
	return out
}

// measures says that what follows "in" may be a distance.
func measures(s string) bool {
	if _, err := strconv.Atoi(s); err == nil {
		return true
	}
	return s == "a" || s == "an" || s == "couple" || s == "half" || numbers[s] != ""
}

// said reads the day at the front of w as people say it.
func (p parser) said(w []string) (model.Date, []string, bool) {
	today := model.DateOf(p.now)
	switch w[0] {
	case "after":
		return p.afterwards(w[1:])
	case "mid", "middle", "early", "beginning", "start", "late", "end":
		return p.partOf(w[0], w[1:])
	case "new":
		if len(w) > 1 && w[1] == "year" {
			return workday(model.NewDate(p.now.Year()+1, time.January, 2)), w[2:], true
		}
	}
	if y, q, rest, ok := p.quarter(w); ok {
		return begins(y, time.Month(3*q-2)), rest, true
	}
	if m, ok := monthOf(w[0]); ok && (len(w) == 1 || !startsNumber(w[1]) || len(w[1]) == 4) {
		y, rest := p.yearOf(m, w[1:])
		return max(begins(y, m), today), rest, true
	}
	return 0, nil, false
}

func startsNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// workday is d or, at a weekend, the Monday after.
func workday(d model.Date) model.Date {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDays(1)
	}
	return d
}

// lastWorkday is d or, at a weekend, the Friday before.
func lastWorkday(d model.Date) model.Date {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDays(-1)
	}
	return d
}

// begins is the first weekday of a month; nobody works on New Year's Day.
func begins(y int, m time.Month) model.Date {
	if m == time.January {
		return workday(model.NewDate(y, m, 2))
	}
	return workday(model.NewDate(y, m, 1))
}

// yearOf reads a year behind a month, else takes the one in which that month
// is next, the present month included.
func (p parser) yearOf(m time.Month, w []string) (int, []string) {
	if len(w) > 0 && len(w[0]) == 4 {
		if y, err := strconv.Atoi(w[0]); err == nil {
			return y, w[1:]
		}
	}
	y := p.now.Year()
	if m < p.now.Month() {
		y++
	}
	return y, w
}

// quarter reads "q1", "q1 2027", "next quarter": one whose beginning is to come.
func (p parser) quarter(w []string) (year, q int, rest []string, ok bool) {
	now := (int(p.now.Month()) + 2) / 3
	if len(w) > 1 && w[0] == "next" && w[1] == "quarter" {
		return p.now.Year() + now/4, now%4 + 1, w[2:], true
	}
	if len(w[0]) != 2 || w[0][0] != 'q' || w[0][1] < '1' || w[0][1] > '4' {
		return 0, 0, nil, false
	}
	q, rest = int(w[0][1]-'0'), w[1:]
	if len(rest) > 0 && len(rest[0]) == 4 {
		if y, err := strconv.Atoi(rest[0]); err == nil {
			return y, q, rest[1:], true
		}
	}
	if year = p.now.Year(); q <= now {
		year++
	}
	return year, q, rest, true
}

// partOf reads what follows "mid", "early", "late" or "end": a month, quarter,
// week or year.
func (p parser) partOf(part string, w []string) (model.Date, []string, bool) {
	next := len(w) > 1 && w[0] == "next"
	if next || len(w) > 1 && w[0] == "this" {
		w = w[1:]
	}
	if len(w) == 0 {
		return 0, nil, false
	}
	today := model.DateOf(p.now)
	switch w[0] {
	case "week":
		monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
		day := monday.AddDays(map[string]int{"mid": 2, "middle": 2, "late": 3, "end": 4}[part])
		if next || day <= today {
			day = day.AddDays(7)
		}
		return day, w[1:], true
	case "month":
		y, m, _ := today.Civil()
		first := model.NewDate(y, m, 1)
		if next {
			first = addMonths(first, 1)
		}
		day := within(part, first, 1)
		if day <= today {
			day = within(part, addMonths(first, 1), 1)
		}
		return day, w[1:], true
	case "year":
		y := p.now.Year()
		if next {
			y++
		}
		return within(part, model.NewDate(y, time.January, 1), 12), w[1:], within(part, model.NewDate(y, time.January, 1), 12) > today
	}
	if y, q, rest, ok := p.quarter(w); ok {
		if this := y - 1; part != "early" && within(part, model.NewDate(this, time.Month(3*q-2), 1), 3) > today && len(rest) == len(w)-1 {
			y = this // "end of q4" in November is this year's
		}
		return within(part, model.NewDate(y, time.Month(3*q-2), 1), 3), rest, true
	}
	m, ok := monthOf(w[0])
	if !ok {
		return 0, nil, false
	}
	y, rest := p.yearOf(m, w[1:])
	day := within(part, model.NewDate(y, m, 1), 1)
	if day < today && len(rest) == len(w)-1 {
		day = within(part, model.NewDate(y+1, m, 1), 1)
	}
	return day, rest, true
}

// within is the day meant by a part of so many months from first on.
func within(part string, first model.Date, months int) model.Date {
	y, m, _ := first.Civil()
	last := addMonths(first, months).AddDays(-1)
	switch part {
	case "mid", "middle":
		if months == 1 {
			return workday(model.NewDate(y, m, 15))
		}
		return workday(first.AddDays((last.Sub(first) + 1) / 2))
	case "late":
		return lastWorkday(last.AddDays(-6))
	case "end":
		return lastWorkday(last)
	}
	return begins(y, m)
}

// afterwards reads what follows "after": a feast, the holidays, or any day; it
// is the next day on which people are at their desks again.
func (p parser) afterwards(w []string) (model.Date, []string, bool) {
	if len(w) == 0 {
		return 0, nil, false
	}
	for _, f := range feasts {
		name := strings.Fields(f.name)
		if len(w) < len(name) || strings.Join(w[:len(name)], " ") != f.name {
			continue
		}
		rest := w[len(name):]
		if len(rest) > 0 && rest[0] == "day" {
			rest = rest[1:]
		}
		for y := p.now.Year() - 1; ; y++ {
			if d := f.after(y); d > model.DateOf(p.now) {
				return d, rest, true
			}
		}
	}
	d, _, rest, ok := p.day(w)
	if !ok {
		return 0, nil, false
	}
	return workday(d.AddDays(1)), rest, true
}

// feasts are those that people put things off beyond, and the day of that year
// on which work goes on. Which of them a contact keeps is the calendar's to
// say: a date that falls on one of his holidays is moved by it.
var feasts = []struct {
	name  string
	after func(year int) model.Date
}{
	{"thanksgiving", func(y int) model.Date { return workday(nth(y, time.November, time.Thursday, 4).AddDays(2)) }},
	{"christmas", func(y int) model.Date { return workday(model.NewDate(y, time.December, 27)) }},
	{"xmas", func(y int) model.Date { return workday(model.NewDate(y, time.December, 27)) }},
	{"holidays", newYear}, {"new year", newYear}, {"new year's", newYear}, {"new years", newYear},
	{"easter", func(y int) model.Date { return easter(y).AddDays(2) }},
	{"labor day", func(y int) model.Date { return nth(y, time.September, time.Monday, 1).AddDays(1) }},
	{"memorial day", func(y int) model.Date { return nth(y, time.June, time.Monday, 1).AddDays(-6) }},
	{"independence", func(y int) model.Date { return workday(model.NewDate(y, time.July, 5)) }},
	{"4th july", func(y int) model.Date { return workday(model.NewDate(y, time.July, 5)) }},
	{"summer", func(y int) model.Date { return begins(y, time.September) }},
}

func newYear(y int) model.Date { return begins(y, time.January) }

// nth is the n-th weekday wd of a month.
func nth(y int, m time.Month, wd time.Weekday, n int) model.Date {
	first := model.NewDate(y, m, 1)
	return first.AddDays((int(wd)-int(first.Weekday())+7)%7 + 7*(n-1))
}

// easter is Easter Sunday in the Gregorian calendar (the rule of Meeus, Jones
// and Butcher).
func easter(y int) model.Date {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return model.NewDate(y, time.Month(n/31), n%31+1)
}
