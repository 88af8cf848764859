package queue

import (
	"cmp"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// Candidate is what may stand in a day: an enrolment joined with its lead,
// company and contact, as one page of the index gives it.
type Candidate struct {
	// Item is filled but for Position, ReasonText, CallableNow, OpensAt,
	// LocalTime and Late, which are worked out here. Class says the band. For
	// an inquiry DueAt is the end of its clock, for a callback the promised
	// time. State "" is "open"; "worked" and "skipped" are passed over.
	Item     model.QueueItem
	DueDay   model.Date   // of a due step, in the contact's zone; 0: the day of DueAt
	Zones    []string     // IANA, the contact's: one known, several candidates, none unknown
	Region   model.Region // the contact's: whose holidays count
	Category string       // of the lead's list
	Promised bool         // the contact asked to be called at DueAt: the wider hours hold
	By       string       // who asked for the callback, or who responded
	// ReceivedAt is when an inquiry or an inbound response came in.
	ReceivedAt time.Time
	Within     time.Duration // business time of the inquiry's clock
	Said       string        // why the enrolment stands as it does, in its own words: "Ruth sent it back: no date"
	Answered   string        // what a response answers, in words: "the letter of 8 Oct"
	// NotBefore is when the gaps between touches let this contact be touched
	// again; zero or past: now.
	NotBefore time.Time
}

func (c Candidate) open() bool { return c.Item.State == "" || c.Item.State == "open" }

// received is when the waiting began; a row without it waits since it was due.
func (c Candidate) received() time.Time {
	if c.ReceivedAt.IsZero() {
		return c.Item.DueAt
	}
	return c.ReceivedAt
}

// place is where the contact is, as the gate sees it.
func (c Candidate) place() calendar.Place {
	return gate.PlaceOf(model.Contact{Zones: c.Zones, Region: c.Region})
}

// day is the due day in the contact's zone.
func (c Candidate) day(here *time.Location) model.Date {
	if !c.DueDay.IsZero() || c.Item.DueAt.IsZero() {
		return c.DueDay
	}
	return model.DateOf(c.Item.DueAt.In(c.zone(here)))
}

// zone is the contact's first candidate, or here where none is known.
func (c Candidate) zone(here *time.Location) *time.Location {
	if p := c.place(); len(p.Zones) > 0 {
		return p.Zones[0]
	}
	return here
}

// late counts the business days of the contact's region since the promise.
func (c Candidate) late(now time.Time, here *time.Location, b *calendar.Book) int {
	day := c.day(here)
	if day.IsZero() {
		return 0
	}
	return max(0, b.BusinessDaysBetween(day, model.DateOf(now.In(c.zone(here))), c.Region))
}

// isTouch says that the item is worked by touching the contact; the others are
// work at the desk.
func isTouch(i model.QueueItem) bool {
	switch i.Owes {
	case model.OwesDecision, model.OwesFindNumber, model.OwesFindAddress,
		model.OwesRework, model.OwesPosting, model.OwesReview:
		return false
	}
	return i.Channel != ""
}

// isCall says that the item is worked by dialling.
func isCall(i model.QueueItem) bool { return i.Channel == model.Phone && isTouch(i) }

// here is the zone in which the person reads clocks and days.
func here(by model.Actor) *time.Location {
	if by.Zone == nil {
		return time.UTC
	}
	return by.Zone
}

// tie is a number that looks random, differs for each enrolment and stays the
// same all day: what breaks ties must neither favour a name nor move. It is
// the finaliser of SplitMix64, which maps no two inputs to one output.
func tie(e model.EnrolmentID, day model.Date) uint64 {
	x := uint64(e) + uint64(day)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func byTie(a, b Candidate, day model.Date) int {
	return cmp.Or(
		cmp.Compare(tie(a.Item.EnrolmentID, day), tie(b.Item.EnrolmentID, day)),
		cmp.Compare(a.Item.EnrolmentID, b.Item.EnrolmentID),
	)
}
