package calendar

import (
	"time"

	"ripen/model"
)

// A working clock runs in one zone only, so that "within 4 business hours" has
// one answer: the first candidate, or UTC where none is known. Hours that are
// not well formed run from midnight to midnight of each business day.
func (p Place) clock(h Hours) (*time.Location, Hours) {
	if !h.Valid() {
		h = Hours{From: 0, To: 24 * 60}
	}
	if len(p.Zones) == 0 {
		return time.UTC, h
	}
	return p.Zones[0], h
}

// AddBusinessTime is the instant when d of working time has passed since at.
// Time that runs out just as the day closes ends at the close, not at the next
// opening; d = 0 changes nothing; d < 0 is [Book.SubBusinessTime]. The result is
// in the clock's zone.
func (b *Book) AddBusinessTime(at time.Time, d time.Duration, p Place, h Hours) time.Time {
	if d < 0 {
		return b.SubBusinessTime(at, -d, p, h)
	}
	zone, h := p.clock(h)
	at = at.In(zone)
	for day := model.DateOf(at); d > 0; day = day.AddDays(1) {
		from, to, ok := b.window(day, zone, p.Region, h)
		if !ok || !at.Before(to) {
			continue
		}
		if at.Before(from) {
			at = from
		}
		left := to.Sub(at)
		if d <= left {
			return at.Add(d)
		}
		d -= left
		at = to
	}
	return at
}

// SubBusinessTime is the instant from which d of working time passes until at:
// the mirror of [Book.AddBusinessTime], for "never later than 4 business hours
// before the agreed next step". A span that begins just as the day opens begins
// at the opening, not at the last close.
func (b *Book) SubBusinessTime(at time.Time, d time.Duration, p Place, h Hours) time.Time {
	if d < 0 {
		return b.AddBusinessTime(at, -d, p, h)
	}
	zone, h := p.clock(h)
	at = at.In(zone)
	for day := model.DateOf(at); d > 0; day = day.AddDays(-1) {
		from, to, ok := b.window(day, zone, p.Region, h)
		if !ok || !at.After(from) {
			continue
		}
		if at.After(to) {
			at = to
		}
		left := at.Sub(from)
		if d <= left {
			return at.Add(-d)
		}
		d -= left
		at = from
	}
	return at
}

// BusinessTimeBetween is the working time from from to to, negative where to
// is the earlier: business minutes to the first attempt, and the like.
func (b *Book) BusinessTimeBetween(from, to time.Time, p Place, h Hours) time.Duration {
	if to.Before(from) {
		return -b.BusinessTimeBetween(to, from, p, h)
	}
	zone, h := p.clock(h)
	last := model.DateOf(to.In(zone))
	var sum time.Duration
	for day := model.DateOf(from.In(zone)); day <= last; day = day.AddDays(1) {
		open, shut, ok := b.window(day, zone, p.Region, h)
		if !ok {
			continue
		}
		if from.After(open) {
			open = from
		}
		if to.Before(shut) {
			shut = to
		}
		if open.Before(shut) {
			sum += shut.Sub(open)
		}
	}
	return sum
}
