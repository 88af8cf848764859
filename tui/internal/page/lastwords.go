package page

import (
	"strings"

	"ripen/model"
	"ripen/model/cadence"
)

// LastWords is the newest thing that somebody at the company said: a quote of
// the evidence or the note of a conversation; with whose they are, and when:
// "Mia, Thu 19 Nov". Both are empty where nobody has said anything.
func LastWords(d model.Desk) (words, speaker string) {
	var day model.Date
	take := func(text string, who model.ContactID, on model.Date) {
		if strings.TrimSpace(text) == "" || on < day {
			return
		}
		words, day = text, on
		speaker = on.Short()
		if c := d.Contact(who); c != nil {
			speaker = given(*c) + ", " + speaker
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

func given(c model.Contact) string {
	if c.Given != "" {
		return c.Given
	}
	first, _, _ := strings.Cut(c.Name, " ")
	return first
}
