package queue

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/gate"
)

// Why is the short word of the band for a narrow column: "callback", "reply",
// "sent back", "new 38m" (since it was received), "due", "due +2d" (business days late).
func (s Serving) Why(c Candidate) string {
	switch c.Item.Class {
	case model.ClassCallback:
		return "callback"
	case model.ClassInbound:
		if c.Item.Owes == model.OwesRework {
			return "sent back"
		}
		return "reply"
	case model.ClassNew:
		return "new " + brief(s.Now.Sub(c.received()))
	case model.ClassDue:
		if late := c.late(s.Now, here(s.By), s.Book); late > 0 {
			return fmt.Sprintf("due +%dd", late)
		}
		return "due"
	}
	return ""
}

// ReasonText says in plain English why c stands where it stands, and whether
// it can be worked now. Clock times are those of the person working.
func (s Serving) ReasonText(c Candidate) string { return s.reason(c, s.reach(c)) }

func (s Serving) reason(c Candidate, r reach) string {
	var text string
	switch c.Item.Class {
	case model.ClassCallback:
		text = s.callbackText(c)
	case model.ClassInbound:
		text = s.inboundText(c)
	case model.ClassNew:
		text = s.inquiryText(c)
	case model.ClassDue:
		text = s.dueText(c)
		if r.now && isCall(c.Item) {
			return text + "; callable now"
		}
	}
	if r.now {
		return text
	}
	return text + "; " + s.opensText(c, r)
}

func (s Serving) callbackText(c Candidate) string {
	text := "callback due " + s.clock(c.Item.DueAt)
	if c.Promised {
		text = "promised for " + s.clock(c.Item.DueAt)
		if c.By != "" {
			text += " by " + c.By
		}
	}
	if c.Item.DueAt.After(s.Now) {
		return text
	}
	return text + "; " + ago(s.Now.Sub(c.Item.DueAt))
}

func (s Serving) inboundText(c Candidate) string {
	if c.Item.Owes == model.OwesRework {
		return cmp.Or(c.Said, owed[model.OwesRework])
	}
	since := ago(s.Now.Sub(c.received()))
	if c.Answered != "" {
		return "answered " + c.Answered + " " + since
	}
	return "got in touch " + since + "; waits for an answer"
}

func (s Serving) inquiryText(c Candidate) string {
	text := "inquiry received " + ago(s.Now.Sub(c.received()))
	end := s.clockEnd(c)
	if end.IsZero() || c.Within <= 0 {
		return text
	}
	of := "the " + span(c.Within)
	if c.Within == time.Hour {
		of = "the hour"
	}
	if end.After(s.Now) {
		// Only working time uses the clock up: a night leaves it standing.
		left := min(end.Sub(s.Now), s.Book.BusinessTimeBetween(s.Now, end, c.place(), gate.CallHours(s.Policy, c.Promised)))
		if left <= 0 {
			left = end.Sub(s.Now)
		}
		return text + "; " + span(left) + " left of " + of
	}
	return text + "; " + of + " ran out " + ago(s.Now.Sub(end))
}

// owed names what is due, where it is not a step of a cadence.
var owed = map[model.Owed]string{
	model.OwesDecision:    "a decision",
	model.OwesFindNumber:  "a number to find",
	model.OwesFindAddress: "an address to find",
	model.OwesRework:      "back from sales, rework",
	model.OwesPosting:     "a piece to post",
	model.OwesReview:      "back by itself, a review",
}

func (s Serving) dueText(c Candidate) string {
	what := owed[c.Item.Owes]
	if what == "" {
		what = c.Item.StepWord
		if c.Item.Step > 0 && c.Item.Steps > 0 {
			what += fmt.Sprintf(" %d/%d", c.Item.Step, c.Item.Steps)
		}
	}
	when := "due today"
	if late := c.late(s.Now, here(s.By), s.Book); late > 0 {
		days := "days"
		if late == 1 {
			days = "day"
		}
		when = fmt.Sprintf("due %s, %d business %s late", c.day(here(s.By)).Short(), late, days)
	}
	text := strings.TrimSpace(what + " " + when)
	if c.Said != "" {
		text += ": " + c.Said
	}
	return text
}

func (s Serving) opensText(c Candidate, r reach) string {
	if r.byHand {
		if len(c.place().Zones) == 0 {
			return "zone unknown: dial by hand"
		}
		return "its possible zones share no calling hour: dial by hand"
	}
	if !isCall(c.Item) {
		return "opens " + r.opens.In(c.zone(here(s.By))).Format("Mon 2 Jan")
	}
	text := "opens " + s.clock(r.opens)
	mine := r.opens.In(here(s.By)).Format("15:04")
	if p := c.place(); len(p.Zones) > 0 {
		if there := r.opens.In(p.Zones[0]).Format("15:04"); there != mine {
			text += " (" + there + " there)"
		}
	}
	return text
}

// clock is a time as the person reads it, with the day unless it is today.
func (s Serving) clock(t time.Time) string {
	t, now := t.In(here(s.By)), s.Now.In(here(s.By))
	if model.DateOf(t) == model.DateOf(now) {
		return t.Format("15:04")
	}
	return t.Format("Mon 2 Jan 15:04")
}

// ago is a past span in words; what is not past is "just now".
func ago(d time.Duration) string {
	if d < time.Minute {
		return "just now"
	}
	return span(d) + " ago"
}

// span is a length of time in words, in its two largest units at most.
func span(d time.Duration) string {
	minutes := int(d / time.Minute)
	switch {
	case minutes < 1:
		return "less than a minute"
	case minutes < 60:
		return count(minutes, "minute")
	case minutes < 24*60 && minutes%60 != 0 && minutes < 5*60:
		return count(minutes/60, "hour") + " " + count(minutes%60, "minute")
	case minutes < 24*60:
		return count(minutes/60, "hour")
	}
	return count(minutes/(24*60), "day")
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// brief is a span for a narrow column: 38m, 3h, 2d.
func brief(d time.Duration) string {
	switch d = max(0, d); {
	case d < time.Hour:
		return fmt.Sprintf("%dm", d/time.Minute)
	case d < 24*time.Hour:
		return fmt.Sprintf("%dh", d/time.Hour)
	}
	return fmt.Sprintf("%dd", d/(24*time.Hour))
}
