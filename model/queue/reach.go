package queue

import (
	"time"

	"ripen/model"
	"ripen/model/gate"
)

// reach is whether a place can be worked now.
type reach struct {
	now    bool
	opens  time.Time // when it can; zero: not by waiting
	byHand bool      // no zone, or none that agree: dialled by hand only
}

// reach asks the gate about the hours: those of every candidate zone for a
// call, the wider ones for a callback that the contact asked for, business days
// of the region for other touches. Consent and gaps were asked when the row was
// chosen; NotBefore carries what they said.
func (s Serving) reach(c Candidate) reach {
	at := s.Now
	if c.NotBefore.After(at) {
		at = c.NotBefore
	}
	if isTouch(c.Item) {
		v := gate.May(s.Now, gate.Ask{
			Contact: model.Contact{Zones: c.Zones, Region: c.Region},
			Point:   &model.Point{Status: model.PointUnknown},
			Channel: c.Item.Channel, At: at, Asked: c.Promised, Promised: c.Promised, SameDay: true,
		}, s.Book, s.Policy)
		switch {
		case !v.OK && v.Until.IsZero():
			return reach{byHand: true}
		case !v.OK:
			at = v.Until
		}
	}
	if at.After(s.Now) {
		return reach{opens: at}
	}
	return reach{now: true}
}
