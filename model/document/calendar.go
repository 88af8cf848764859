package document

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"ripen/model"
)

// How long the agreed next step is taken to last.
const (
	callLasts    = 30 * time.Minute
	meetingLasts = time.Hour
)

// Calendar is the agreed next step as an iCalendar file (RFC 5545). The event's
// UID stays the same for the lead, so that a calendar takes a later file for the
// same event. Without an agreed next step the error has code [model.Refused].
func (d Doc) Calendar() ([]byte, error) {
	n := d.NextStep
	if n == nil {
		return nil, model.Errorf(model.Refused,
			"no next step is agreed with %s; agree one first: ripen lead next-step %s --kind meeting --on TIME --contact CID", d.title(), d.LeadID)
	}
	lasts := meetingLasts
	if n.Kind == model.StepCall {
		lasts = callLasts
	}
	e := ical.NewEvent()
	e.Props.SetText(ical.PropUID, "next-step-"+d.LeadID+"@ripen")
	e.Props.SetDateTime(ical.PropDateTimeStamp, d.AsOf.UTC())
	e.Props.SetDateTime(ical.PropDateTimeStart, n.At.UTC())
	e.Props.SetDateTime(ical.PropDateTimeEnd, n.At.Add(lasts).UTC())
	e.Props.SetText(ical.PropSummary, d.summary())
	e.Props.SetText(ical.PropDescription, strings.Join(d.agenda(), "\n"))
	if place := join(", ", d.Company.Name, d.Company.address()); place != "" && n.Kind != model.StepCall {
		e.Props.SetText(ical.PropLocation, place)
	}
	c := ical.NewCalendar()
	c.Props.SetText(ical.PropVersion, "2.0")
	c.Props.SetText(ical.PropProductID, "-//Ripen//Dossier//EN")
	c.Children = append(c.Children, e.Component)
	var b bytes.Buffer
	if err := ical.NewEncoder(&b).Encode(c); err != nil {
		return nil, model.Errorf(model.Internal, "the calendar file cannot be written: %w", err)
	}
	return fold(b.Bytes()), nil
}

func (d Doc) summary() string {
	n := d.NextStep
	text := upperFirst(string(n.Kind)) + ": " + d.title()
	if n.Contact != "" {
		text += ", " + n.Contact
	}
	return text
}

// agenda is what the salesperson wants to know when the reminder rings.
func (d Doc) agenda() []string {
	n := d.NextStep
	lines := []string{join(" ", join(", ", n.Contact, n.Title), n.Phone)}
	lines = append(lines, d.Opportunity...)
	ref := "Lead " + d.LeadID
	if d.Handoff != nil && d.Handoff.ID != "" {
		ref += ", hand-off " + d.Handoff.ID
	}
	return append(lines, ref)
}

// fold breaks lines of more than 75 octets, as the format asks, never inside a
// character; a continuation begins with a space.
func fold(b []byte) []byte {
	var out bytes.Buffer
	for _, line := range bytes.SplitAfter(b, []byte("\r\n")) {
		for limit := 75; len(bytes.TrimRight(line, "\r\n")) > limit; limit = 74 {
			cut := limit
			for !utf8.RuneStart(line[cut]) {
				cut--
			}
			out.Write(line[:cut])
			out.WriteString("\r\n ")
			line = line[cut:]
		}
		out.Write(line)
	}
	return out.Bytes()
}
