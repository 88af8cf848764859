package page

import (
	"strings"

	"ripen/model"
	"ripen/model/cadence"
)

// LastWords is the newest thing that somebody at the company said: a quote of
// the evidence or the note of a conversation. speaker says whose it is and of
// which day. Both are "" where nothing was said.
func LastWords(d model.Desk) (words, speaker string) {
	var day model.Date
	take := func(text string, who model.ContactID, on model.Date) {
		if strings.TrimSpace(text) == "" || on < day {
			return
		}
		words, day = text, on
		speaker = on.Short()
		if c := d.Contact(who); c != nil {
			speaker = Given(*c) + ", " + speaker
		}
	}
	for _, t := range d.Touches {
		if !t.Voided && (t.Direction == model.Inbound || cadence.TwoWay(t.Outcome)) {
			take(t.Note, t.ContactID, model.DateOf(t.At))
		}
	}
	for _, e := range d.Evidence {
		take(e.Quote, e.ContactID, e.On)
	}
	return words, speaker
}

// Given is the name by which a contact is spoken of.
func Given(c model.Contact) string {
	if c.Given != "" {
		return c.Given
	}
	first, _, _ := strings.Cut(c.Name, " ")
	return first
}
