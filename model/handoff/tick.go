package handoff

import (
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

// Tick is what time alone does to the lead's hand-offs: a delivery whose time is
// over expires and the lead is nurtured again. That one is warned or leaking is
// read off its clocks and needs no change. A second Tick changes nothing.
func Tick(b *calendar.Book, w model.World) model.Decision {
	for _, h := range w.Handoffs {
		if h.State != model.Delivered || w.Now.Before(h.ReclaimAt) {
			continue
		}
		d, err := Step(b, w, h, model.HandoffAct{HandoffID: h.ID, Event: EventExpire})
		if err == nil {
			return d // one hand-off of a lead is open at a time
		}
	}
	return model.Decision{}
}

// Wakes is when [Tick] next has something to do, zero for never.
func Wakes(w model.World) time.Time {
	for _, h := range w.Handoffs {
		if h.State == model.Delivered {
			return h.ReclaimAt
		}
	}
	return time.Time{}
}

// Warned says that half of the acceptance clock is over, leaking that all of it
// is, of a delivery that nobody has answered.
func Warned(now time.Time, h model.Handoff) (warned, leaking bool) {
	if h.State != model.Delivered {
		return false, false
	}
	return !now.Before(h.WarnAt), !now.Before(h.AcceptBy)
}
