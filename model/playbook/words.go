package playbook

import (
	"strconv"

	"ripen/model"
)

// subject is an attribute at the head of a clause.
func subject(key model.AttributeKey) string {
	a, err := model.AttributeOf(key)
	if err != nil {
		return string(key)
	}
	return a.Short
}

func verb(key model.AttributeKey) string {
	if key == model.Firmographics || key == model.DecisionMakers {
		return "are"
	}
	return "is"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// day is a date in running text: "12 Oct", with the year where it is not this
// one.
func day(w model.World, d model.Date) string {
	t := startOf(w, d).In(zone(w.Policy.Zone))
	if y, _, _ := today(w).Civil(); y != t.Year() {
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan")
}

// person is a contact in running text: "Mia Halvorsen, CFO".
func person(c model.Contact) string {
	if c.Title == "" {
		return c.Name
	}
	return c.Name + ", " + c.Title
}

// state is where an attribute stands, in words: "unknown", "stale since 12 Oct".
func state(w model.World, now model.AttributeNow) string {
	switch {
	case now.Stale && now.StaleOn.IsZero():
		return "stale, " + now.StaleWhy
	case now.Stale:
		return "stale since " + day(w, now.StaleOn)
	}
	return now.Level.String()
}
