package gate

import (
	"sync"
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

// zones remembers locations by name: loading one parses a file each time.
var zones sync.Map

func load(name string) *time.Location {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	zones.Store(name, loc)
	return loc
}

// Zone is the location of that IANA name, and UTC for one that is not known.
func Zone(name string) *time.Location {
	if loc := load(name); loc != nil && name != "" {
		return loc
	}
	return time.UTC
}

// PlaceOf is where the contact is: no zone at all when none is known.
func PlaceOf(c model.Contact) calendar.Place {
	p := calendar.Place{Region: c.Region}
	for _, name := range c.Zones {
		if loc := load(name); loc != nil && name != "" {
			p.Zones = append(p.Zones, loc)
		}
	}
	return p
}

// known reckons days by the organisation's clock where the contact's is not
// known: no call is made by it.
func known(place calendar.Place, p model.Policy) calendar.Place {
	if len(place.Zones) == 0 {
		place.Zones = []*time.Location{Zone(p.Zone)}
	}
	return place
}

// CallHours is the calling window, or the wider one of a callback that the
// contact asked for.
func CallHours(p model.Policy, asked bool) calendar.Hours {
	if asked {
		return calendar.Hours{From: p.CallbackFrom, To: p.CallbackTo}
	}
	return calendar.Hours{From: p.CallFrom, To: p.CallTo}
}

// GapDay is the first day on which the gap of n business days after last is
// over, in the first zone of the place; 0 when there was no touch.
func GapDay(b *calendar.Book, last time.Time, n int, place calendar.Place) model.Date {
	if last.IsZero() || n <= 0 || len(place.Zones) == 0 {
		return 0
	}
	return b.AddBusinessDays(model.DateOf(last.In(place.Zones[0])), n, place.Region)
}

// Opening is when the calling window opens on day or, where it does not, next.
// Where candidate zones have no hour in common it is the window's beginning by
// the first of them.
func Opening(b *calendar.Book, day model.Date, place calendar.Place, p model.Policy) time.Time {
	window := CallHours(p, false)
	if at, err := b.NextOpen(day.At(0, 0, place.Zones[0]), place, window); err == nil {
		return at
	}
	return day.At(window.From/60, window.From%60, place.Zones[0])
}

// KindOf says which kind of point the channel needs; social and in-person
// touches need none.
func KindOf(ch model.Channel) (kind model.PointKind, has bool) {
	switch ch {
	case model.Phone:
		return model.PhonePoint, true
	case model.Email:
		return model.EmailPoint, true
	case model.Letter, model.DirectMail:
		return model.PostPoint, true
	}
	return "", false
}

// Clock is an instant for people: "Mon 30 Nov 08:00".
func Clock(t time.Time) string { return t.Format("Mon 2 Jan 15:04") }

func reach(kind model.PointKind) string {
	switch kind {
	case model.PhonePoint:
		return "number"
	case model.EmailPoint:
		return "e-mail address"
	}
	return "postal address"
}

func name(c model.Contact) string {
	if c.Name == "" {
		return "the contact"
	}
	return c.Name
}
