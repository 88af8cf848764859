package calendar

import (
	"sync"
	"time"

	"ripen/model"
)

// Book answers what day it is for business and for the post. It never changes
// after [New] as far as a caller can tell, and is safe for concurrent use;
// inside, it remembers the years it has worked out.
//
// Dates that are zero (no date) are no business days, and arithmetic on them
// gives the zero date again.
type Book struct {
	mu    sync.RWMutex
	years map[yearKey]*year
}

type yearKey struct {
	region model.Region // as resolved: a key of sources, or an unknown country's
	year   int
}

// year is one calendar year of one region, a bit for each day of the year.
type year struct {
	closed bits
	noPost bits
	names  map[int]string // day of the year → the holiday's name
}

type bits [6]uint64

func (s *bits) set(day int)      { s[day>>6] |= 1 << (day & 63) }
func (s *bits) has(day int) bool { return s[day>>6]&(1<<(day&63)) != 0 }

// New makes a book of all built-in holiday calendars. It costs next to
// nothing: a year is worked out when somebody first asks for it.
func New() *Book {
	return &Book{years: make(map[yearKey]*year)}
}

// Known says whether there is a holiday calendar for r, of the subdivision or
// else of its country. Without one only weekends are closed, and the lead
// carries a visible flag.
func (b *Book) Known(r model.Region) bool {
	_, known := resolve(r)
	return known
}

// IsBusinessDay says that d is neither weekend nor holiday in r.
func (b *Book) IsBusinessDay(d model.Date, r model.Region) bool {
	if d.IsZero() {
		return false
	}
	y, day := b.day(d, r)
	return !y.closed.has(day)
}

// Holiday is the name of the holiday that d is in r, in the words of the place
// ("Thanksgiving Day", "Karfreitag"); the day that stands in for one that falls
// on a weekend says so. A plain weekend is no holiday.
func (b *Book) Holiday(d model.Date, r model.Region) (name string, ok bool) {
	if d.IsZero() {
		return "", false
	}
	y, day := b.day(d, r)
	name, ok = y.names[day]
	return name, ok
}

// RollForward is the first business day on or after d.
func (b *Book) RollForward(d model.Date, r model.Region) model.Date {
	return b.AddBusinessDays(d, 0, r)
}

// AddBusinessDays is the n-th business day after d, so one business day after
// a Saturday is Monday. With n = 0 it rolls d forward; with n < 0 it counts the
// business days before d.
func (b *Book) AddBusinessDays(d model.Date, n int, r model.Region) model.Date {
	return shift(d, n, func(d model.Date) bool { return b.IsBusinessDay(d, r) })
}

// BusinessDaysBetween counts the business days after from, up to and including
// to; it is negative where to is the earlier. For a business day to ≥ from it
// undoes [Book.AddBusinessDays].
func (b *Book) BusinessDaysBetween(from, to model.Date, r model.Region) int {
	if from.IsZero() || to.IsZero() {
		return 0
	}
	if to < from {
		return -b.BusinessDaysBetween(to, from, r)
	}
	n := 0
	for d := from; d < to; {
		d = d.AddDays(1)
		if b.IsBusinessDay(d, r) {
			n++
		}
	}
	return n
}

// shift moves n open days from d, or to the first open day when n is 0.
func shift(d model.Date, n int, open func(model.Date) bool) model.Date {
	if d.IsZero() {
		return d
	}
	if n == 0 {
		for !open(d) {
			d = d.AddDays(1)
		}
		return d
	}
	step := 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		d = d.AddDays(step)
		if open(d) {
			n -= step
		}
	}
	return d
}

// day is the year that d lies in, and the day's place in it.
func (b *Book) day(d model.Date, r model.Region) (*year, int) {
	y, m, dd := d.Civil()
	key, _ := resolve(r)
	return b.year(yearKey{key, y}), time.Date(y, m, dd, 12, 0, 0, 0, time.UTC).YearDay()
}

func (b *Book) year(k yearKey) *year {
	b.mu.RLock()
	y := b.years[k]
	b.mu.RUnlock()
	if y != nil {
		return y
	}
	y = workOut(k)
	b.mu.Lock()
	defer b.mu.Unlock()
	if first := b.years[k]; first != nil {
		return first
	}
	b.years[k] = y
	return y
}

// resolve finds the calendar that serves r: the subdivision's own, else the
// country's. The key of an unknown region still tells its weekend.
func resolve(r model.Region) (key model.Region, known bool) {
	if _, ok := sources[r]; ok {
		return r, true
	}
	country := model.Region(r.Country())
	if _, ok := sources[country]; ok {
		return country, true
	}
	if fridayWeekend[country] {
		return country, false
	}
	return "", false
}

// workOut fills one year. The neighbouring years count too, since a New Year's
// Day on a Saturday is observed in the old year.
func workOut(k yearKey) *year {
	y := &year{names: make(map[int]string)}
	rest := [2]time.Weekday{time.Saturday, time.Sunday}
	if fridayWeekend[k.region] {
		rest = [2]time.Weekday{time.Friday, time.Saturday}
	}
	for t := time.Date(k.year, 1, 1, 12, 0, 0, 0, time.UTC); t.Year() == k.year; t = t.AddDate(0, 0, 1) {
		if w := t.Weekday(); w == rest[0] || w == rest[1] {
			y.closed.set(t.YearDay())
			y.noPost.set(t.YearDay())
		}
	}
	src := sources[k.region]
	observed := make(map[int]string)
	for near := k.year - 1; near <= k.year+1; near++ {
		src.business.mark(near, k.year, &y.closed, y.names, observed)
		src.postal().mark(near, k.year, &y.noPost, nil, nil)
	}
	for day, name := range observed {
		if _, taken := y.names[day]; !taken {
			y.names[day] = name
		}
	}
	return y
}
