package calendar

import (
	"time"

	"ripen/model"
)

// Midday parts the day into its two halves, in minutes after midnight: what is
// before 13:00 is the morning.
const Midday = 13 * 60

// horizon is how many days ahead an opening is looked for. No calendar closes
// for so long, so nothing within it means that there is no common hour at all.
const horizon = 31

// Hours are a daily window of wall-clock time, in minutes after midnight, To
// exclusive: the calling window is {480, 1080}. A window does not cross
// midnight.
type Hours struct{ From, To int }

// Valid says that the window opens before it closes, within one day.
func (h Hours) Valid() bool { return 0 <= h.From && h.From < h.To && h.To <= 24*60 }

func (h Hours) check() error {
	if h.Valid() {
		return nil
	}
	e := model.Errorf(model.Invalid, "hours must open before they close, within one day; write them as 8:00-18:00")
	e.Field = "hours"
	return e
}

// Place is where a person is, as far as it is known.
type Place struct {
	Zones  []*time.Location // one: known; several: candidates; none: unknown
	Region model.Region     // whose holidays count
}

func (p Place) check() error {
	if len(p.Zones) > 0 {
		return nil
	}
	e := model.Errorf(model.Invalid, "the time zone is unknown; set the contact's time zone, or dial by hand")
	e.Field = "time_zone"
	return e
}

// Open says that at lies within h on a business day of p.Region, on the wall
// clocks of all candidate zones. A place without a zone, or hours that are not
// well formed, are an [*model.Error] of code [model.Invalid].
func (b *Book) Open(at time.Time, p Place, h Hours) (bool, error) {
	if err := p.check(); err != nil {
		return false, err
	}
	if err := h.check(); err != nil {
		return false, err
	}
	return b.openInAll(at, p, h), nil
}

func (b *Book) openInAll(at time.Time, p Place, h Hours) bool {
	for _, z := range p.Zones {
		from, to, ok := b.window(model.DateOf(at.In(z)), z, p.Region, h)
		if !ok || at.Before(from) || !at.Before(to) {
			return false
		}
	}
	return true
}

// NextOpen is the first instant not before at when p is open in all its
// candidate zones at once: at itself when it is open. The result is in the
// first zone. Errors are those of [Book.Open], and [model.Closed] where the
// candidates have no hour in common.
func (b *Book) NextOpen(at time.Time, p Place, h Hours) (time.Time, error) {
	if err := p.check(); err != nil {
		return time.Time{}, err
	}
	if err := h.check(); err != nil {
		return time.Time{}, err
	}
	// Whatever is not open in one zone cannot be the answer, so each zone in
	// turn pushes t on to its own next opening until all agree.
	limit := at.AddDate(0, 0, horizon)
	for t := at; t.Before(limit); {
		start := t
		for _, z := range p.Zones {
			next, ok := b.nextIn(t, z, p.Region, h)
			if !ok {
				return time.Time{}, noCommonHour()
			}
			t = next
		}
		if t.Equal(start) {
			return t.In(p.Zones[0]), nil
		}
	}
	return time.Time{}, noCommonHour()
}

func noCommonHour() error {
	return model.Errorf(model.Closed,
		"the possible time zones have no calling hour in common; set the contact's time zone, or dial by hand")
}

// OtherHalf is where a call that nobody answered is tried again: the opening
// of the other half of the day, by the clock of the first candidate zone, on
// the next business day. Where the candidates have no hour of that half in
// common, or h has no such half, it is the next opening from there. Errors are
// those of [Book.NextOpen].
func (b *Book) OtherHalf(at time.Time, p Place, h Hours) (time.Time, error) {
	if err := p.check(); err != nil {
		return time.Time{}, err
	}
	zone := p.Zones[0]
	local := at.In(zone)
	half := Hours{From: max(h.From, Midday), To: h.To}
	if local.Hour()*60+local.Minute() >= Midday {
		half = Hours{From: h.From, To: min(h.To, Midday)}
	}
	d := b.AddBusinessDays(model.DateOf(local), 1, p.Region)
	if !half.Valid() {
		return b.NextOpen(wall(d, 0, zone), p, h)
	}
	start := wall(d, half.From, zone)
	if t, err := b.NextOpen(start, p, half); err == nil && model.DateOf(t) == d {
		return t, nil
	}
	return b.NextOpen(start, p, h)
}

// nextIn is the next opening in one zone, at itself when it is open.
func (b *Book) nextIn(at time.Time, z *time.Location, r model.Region, h Hours) (time.Time, bool) {
	d := model.DateOf(at.In(z))
	for range horizon {
		if from, to, ok := b.window(d, z, r, h); ok && at.Before(to) {
			if at.Before(from) {
				return from, true
			}
			return at, true
		}
		d = d.AddDays(1)
	}
	return time.Time{}, false
}

// window is the open time of one civil date in one zone, if it has any.
func (b *Book) window(d model.Date, z *time.Location, r model.Region, h Hours) (from, to time.Time, ok bool) {
	if !b.IsBusinessDay(d, r) {
		return from, to, false
	}
	from, to = wall(d, h.From, z), wall(d, h.To, z)
	return from, to, from.Before(to)
}

// wall is the instant when the clocks of loc show that minute of d. A time
// that the clocks skip is the instant of the skip, wherever it lies: [time.Date]
// may give an hour earlier, even on the day before.
func wall(d model.Date, minute int, loc *time.Location) time.Time {
	y, m, day := d.Civil()
	t := time.Date(y, m, day, 0, minute, 0, 0, loc)
	want := time.Date(y, m, day, 0, minute, 0, 0, time.UTC).Unix()
	_, offset := t.Zone()
	shown := t.Unix() + int64(offset)
	from, to := t.ZoneBounds()
	switch {
	case shown < want:
		return to
	case shown > want:
		return from
	}
	return t
}
