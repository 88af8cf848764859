package cadence

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// sayNext says what is due next of an enrolment, once: said again, the words
// before it are out of date.
func (a *act) sayNext(en *model.Enrolment) {
	if !en.State.Live() {
		return
	}
	if a.said == nil {
		a.said = map[model.EnrolmentID]int{}
	}
	if at, before := a.said[en.ID]; before {
		a.d.Effects[at] = ""
	}
	a.said[en.ID] = len(a.d.Effects)
	a.d.Say(a.nextWords(en))
}

func (a *act) nextWords(en *model.Enrolment) string {
	return "next for " + a.name(en.ContactID) + ": " + a.dueWords(en)
}

// resay brings what was said to be next up to date with what settled after it,
// the gaps first of all.
func (a *act) resay() {
	for id, at := range a.said {
		if en := a.w.Enrolment(id); en != nil && en.State.Live() {
			a.d.Effects[at] = a.nextWords(en)
		}
	}
	a.d.Effects = slices.DeleteFunc(a.d.Effects, func(s string) bool { return s == "" })
}

// postedWords say when a piece is in hand, and which holidays hold it up.
func (a *act) postedWords(r *entered) string {
	t := a.w.Touch(r.touch)
	posted := model.DateOf(r.at.In(actorZone(a.w)))
	words := strings.ReplaceAll(string(r.Channel), "-", " ") + " posted " + posted.Short() + ", in hand " + t.InHand.Short()
	joint := " as "
	for d := posted.AddDays(1); d < t.InHand; d = d.AddDays(1) {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if name, ok := a.b.Holiday(d, r.contact.Region); ok && !weekend && !a.b.IsPostalDay(d, r.contact.Region) {
			words += joint + d.Weekday().String() + " is " + name
			joint = " and "
		}
	}
	return words
}

// closedBetween names the holidays of the contact after the day of one instant
// and before that of another: what a date was moved over.
func (a *act) closedBetween(en *model.Enrolment, from, to time.Time) []string {
	place := a.placeOf(en)
	var out []string
	last := model.DateOf(to.In(place.Zones[0]))
	for d := model.DateOf(from.In(place.Zones[0])).AddDays(1); d < last; d = d.AddDays(1) {
		if name, ok := a.b.Holiday(d, place.Region); ok {
			out = append(out, d.Short()+" is "+name)
		}
	}
	return out
}

// daysWords say that what is due lies so many business days on, and over which
// holidays.
func (a *act) daysWords(en *model.Enrolment, from time.Time, n int) string {
	return " (" + strings.Join(append([]string{itoa(n) + " business days on"}, a.closedBetween(en, from, en.DueAt)...), "; ") + ")"
}
