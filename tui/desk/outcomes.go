package desk

import (
	"ripen/model"
	"ripen/tui/kit"
)

// outcome is one choice of the bar: its key, what people call it, and what it
// must be asked.
type outcome struct {
	key   string
	value model.Outcome
	title string
	asks  []ask
}

// askKind says how what is typed beside an outcome is read.
type askKind uint8

const (
	askTime askKind = iota // a time on the contact's clock
	askDate
	askName
	askWhy // one key each
)

// ask is one thing that an outcome needs besides itself.
type ask struct {
	kind     askKind
	label    string
	hint     string
	required bool
}

var (
	whenBack  = ask{kind: askTime, label: "call back", hint: "tue 10:30, tomorrow 9, in 2 hours", required: true}
	whenLater = ask{kind: askDate, label: "until", hint: "1 mar, in 6 weeks; nothing is 90 days"}
	whyNot    = ask{kind: askWhy, label: "why", required: true}
	whoElse   = ask{kind: askName, label: "to whom", hint: "name of the person", required: true}
	awayTill  = ask{kind: askDate, label: "away until", hint: "30 nov; nothing is 5 business days"}
	standIn   = ask{kind: askName, label: "stand-in", hint: "name, if one was given"}
	endOf     = ask{kind: askDate, label: "contract ends", hint: "2027-06-30", required: true}
)

// The outcomes with their keys, each channel's most likely first. The keys are
// those of the sketch and never move; only the order does.
var (
	talks = []outcome{
		{"i", model.ConnectedInterested, "interested", nil},
		{"c", model.ConnectedCallback, "callback", []ask{whenBack}},
		{"l", model.ConnectedLater, "later", []ask{whenLater}},
		{"f", model.ConnectedInfo, "send info", nil},
		{"r", model.ConnectedReferred, "referred", []ask{whoElse}},
		{"x", model.ConnectedNotInterested, "not interested", []ask{whyNot}},
	}
	dials = []outcome{
		{"n", model.NoAnswer, "no answer", nil},
		{"v", model.VoicemailLeft, "voicemail", nil},
		{"g", model.GatekeeperPassed, "gatekeeper passed", nil},
		{"B", model.GatekeeperBlocked, "blocked", nil},
		{"b", model.Busy, "busy", nil},
		{"w", model.WrongNumber, "wrong number", nil},
		{"z", model.Disconnected, "disconnected", nil},
	}
	never = []outcome{
		{"L", model.LeftCompany, "left company", nil},
		{"D", model.DoNotContact, "do not contact", nil},
	}
	answers = []outcome{
		{"i", model.RepliedInterested, "replied, interested", nil},
		{"l", model.RepliedLater, "replied, later", []ask{whenLater}},
		{"r", model.RepliedReferred, "replied, referred", []ask{whoElse}},
		{"x", model.RepliedNotInterested, "replied, not interested", []ask{whyNot}},
	}
	sent  = outcome{"s", model.Sent, "sent", nil}
	mails = []outcome{
		{"o", model.OutOfOffice, "out of office", []ask{awayTill, standIn}},
		{"b", model.Bounced, "bounced", nil},
		{"h", model.BouncedSoft, "bounced, soft", nil},
		{"u", model.Unsubscribed, "unsubscribed", nil},
	}
	posts = []outcome{
		{"q", model.Queued, "queued", nil},
		{"p", model.Printed, "printed", nil},
		{"m", model.Posted, "posted", nil},
	}
	came = []outcome{
		{"y", model.Replied, "replied", nil},
		{"z", model.Undeliverable, "came back", nil},
	}
)

// situation is what decides which outcome is likely.
type situation struct {
	inbound bool
	talking bool // a call has been on for a while, or a fact was heard in it
	ended   bool // it was hung up: nothing is preselected that an enter too many would take
	message bool // the step leaves a message if nobody answers
	piece   model.Outcome
}

// talkSeconds is how long a call is on before a conversation is more likely
// than a ringing tone.
const talkSeconds = 40

// outcomesOf lists the outcomes of a channel, most likely first, and which is
// preselected. On a call nothing is: a stray enter must not say what a person
// said.
func outcomesOf(ch model.Channel, at situation) (list []outcome, likely model.Outcome) {
	join := func(parts ...[]outcome) []outcome {
		var out []outcome
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	switch {
	case ch == model.Phone && at.inbound:
		return join(talks, never), ""
	case ch == model.Phone && at.talking:
		return join(talks, dials, never), ""
	case ch == model.Phone && at.message && at.ended:
		return join(dials[1:2], dials[:1], talks, dials[2:], never), ""
	case ch == model.Phone && at.message:
		return join(dials[1:2], dials[:1], talks, dials[2:], never), model.VoicemailLeft
	case ch == model.Phone:
		return join(dials[:2], talks, dials[2:], never), ""
	case ch == model.Email && at.inbound:
		return join(answers, mails, never), ""
	case ch == model.Email:
		return join([]outcome{sent}, answers, mails, never), model.Sent
	case ch.IsMail() && at.inbound:
		return join(came, never), model.Replied
	case ch.IsMail() && at.piece == model.Queued:
		return join(posts[1:], posts[:1], came, never), model.Printed
	case ch.IsMail() && at.piece == model.Printed:
		return join(posts[2:], came, posts[:2], never), model.Posted
	case ch.IsMail():
		return join(posts, came, never), model.Queued
	case ch == model.Social && !at.inbound:
		return join([]outcome{sent}, talks, never), model.Sent
	}
	return join(talks, never), ""
}

// whyOptions are the codes of "not interested", one key each.
func whyOptions() []kit.Option {
	return []kit.Option{
		{Key: "t", Value: "timing", Title: "timing"}, {Key: "b", Value: "budget", Title: "budget"},
		{Key: "c", Value: "contract", Title: "contract"}, {Key: "n", Value: "no-need", Title: "no need"},
		{Key: "k", Value: "competitor", Title: "competitor"}, {Key: "d", Value: "not-the-decider", Title: "not the decider"},
	}
}

// skipOptions are the six reasons of a skip.
func skipOptions() []kit.Option {
	return []kit.Option{
		{Key: "n", Value: "not-now", Title: "not now for me"}, {Key: "r", Value: "research", Title: "needs research"},
		{Key: "w", Value: "wrong-list", Title: "wrong list"}, {Key: "d", Value: "duplicate", Title: "duplicate"},
		{Key: "c", Value: "conflict", Title: "conflict of interest"}, {Key: "o", Value: "other", Title: "other, in words"},
	}
}
