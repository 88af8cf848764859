package handoff

import (
	"slices"
	"strings"

	"ripen/model"
)

// The events. Expire comes by time alone.
const (
	EventSubmit   = "submit"
	EventApprove  = "approve"
	EventSendBack = "send-back"
	EventAccept   = "accept"
	EventReject   = "reject"
	EventExpire   = "expire"
	EventReturn   = "return"
	EventDispute  = "dispute"
	EventRule     = "rule"
	EventHeld     = "held"
	EventOutcome  = "outcome"
)

// Events in the order of a hand-off's life.
var Events = []string{EventSubmit, EventApprove, EventSendBack, EventAccept, EventReject, EventExpire,
	EventDispute, EventRule, EventReturn, EventHeld, EventOutcome}

// Rule is one move: From by Event, with Code where several rows share an event,
// To. Act names who may (the role matrix); "" is time alone. Guard says in words
// what must hold besides.
type Rule struct {
	From   model.HandoffState // "" is no hand-off yet
	Event  string
	Code   string // "" is any
	To     model.HandoffState
	Act    model.Act
	Guard  string
	guards []guard
	does   []effect
}

type (
	guard  func(*run) error
	effect func(*run)
)

// Table is every move of a hand-off.
var Table = slices.Concat([]Rule{
	{From: "", Event: EventSubmit, To: model.Submitted, Act: model.ActSubmit,
		Guard:  "to an active salesperson; no other hand-off is open; every gate passes; another team lead is there to approve",
		guards: []guard{toSales, nothingOpen, everyGate, awaitsApproval}, does: []effect{pauseAll, submit}},
	{From: "", Event: EventSubmit, To: model.Delivered, Act: model.ActSubmit,
		Guard:  "likewise, and nobody else is there to approve",
		guards: []guard{toSales, nothingOpen, everyGate}, does: []effect{pauseAll, submit, deliver}},
	{From: model.Submitted, Event: EventApprove, To: model.Delivered, Act: model.ActApprove,
		Guard: "not one's own; every gate still passes", guards: []guard{notOwn, nothingOpen, everyGate}, does: []effect{approve, deliver}},
	{From: model.Submitted, Event: EventSendBack, To: model.SentBack, Act: model.ActApprove,
		Guard: "with a note", guards: []guard{words}, does: []effect{sendBack}},
	{From: model.Delivered, Event: EventAccept, To: model.HAccepted, Act: model.ActReceive,
		Guard: "a salesperson his own", guards: []guard{ownDelivery}, does: []effect{accept}},
	{From: model.Delivered, Event: EventReject, To: model.Rejected, Act: model.ActReceive,
		Guard:  "a salesperson his own; a code; attributes where it is about substance; words with other",
		guards: []guard{ownDelivery, rejection}, does: []effect{reject, giveBack}},
	{From: model.Delivered, Event: EventExpire, To: model.Expired,
		Guard: "its time is over", guards: []guard{overdue}, does: []effect{giveBack}},
	{From: model.Rejected, Event: EventDispute, To: model.Disputed, Act: model.ActDispute,
		Guard:  "the lead's specialist or a team lead; in time; no newer hand-off",
		guards: []guard{partyTo, disputeInTime, newest}, does: []effect{dispute}},
	{From: model.Disputed, Event: EventRule, Code: "upheld", To: model.Upheld, Act: model.ActRule,
		Guard: "a neutral person; in writing", guards: []guard{neutral, words}},
	{From: model.Disputed, Event: EventRule, Code: "overturned", To: model.Overturned, Act: model.ActRule,
		Guard: "a neutral person; in writing", guards: []guard{neutral, words}, does: []effect{accept}},
}, afterAcceptance(model.HAccepted), afterAcceptance(model.Overturned))

// afterAcceptance are the moves of a hand-off that sales holds: an overturned
// rejection counts as accepted.
func afterAcceptance(from model.HandoffState) []Rule {
	closed := func(to model.HandoffState) Rule {
		return Rule{From: from, Event: EventOutcome, Code: string(to), To: to, Act: model.ActReceive,
			Guard: "a salesperson his own", guards: []guard{ownDelivery}, does: []effect{outcome}}
	}
	return []Rule{
		{From: from, Event: EventReturn, To: model.HReturned, Act: model.ActReceive,
			Guard: "a salesperson his own; a code or words", guards: []guard{ownDelivery, reason}, does: []effect{giveBack}},
		{From: from, Event: EventHeld, Code: "yes", To: from, Act: model.ActReceive,
			Guard: "a salesperson his own", guards: []guard{ownDelivery}, does: []effect{held}},
		{From: from, Event: EventHeld, Code: "no", To: from, Act: model.ActReceive,
			Guard: "a salesperson his own", guards: []guard{ownDelivery}, does: []effect{held}},
		closed(model.HWon), closed(model.HLost), closed(model.HNone),
	}
}

// Open says that a hand-off stands in the way of another one: somebody has yet
// to act on it, or sales has the lead.
func Open(s model.HandoffState) bool {
	return slices.Contains([]model.HandoffState{model.Submitted, model.Delivered, model.Disputed, model.HAccepted, model.Overturned}, s)
}

// find is the row for the act, or why there is none: [model.Invalid] for an
// event or code that there is not, [model.Refused] for one that this state does
// not know.
func find(h model.Handoff, a model.HandoffAct) (Rule, error) {
	if _, err := model.OneOf("event", a.Event, Events[1:]); err != nil {
		return Rule{}, err
	}
	var possible, codes []string
	for _, r := range Table {
		switch {
		case r.From != h.State:
		case r.Event != a.Event:
			if r.Act != "" && !slices.Contains(possible, r.Event) {
				possible = append(possible, r.Event)
			}
		case r.Code == "" || r.Code == a.Code:
			return r, nil
		default:
			codes = append(codes, r.Code)
		}
	}
	if len(codes) > 0 {
		_, err := model.OneOf(a.Event, a.Code, codes)
		return Rule{}, err
	}
	if len(possible) == 0 {
		return Rule{}, model.Errorf(model.Refused, "%s is %s; nothing more can be done with it", h.ID, h.State)
	}
	return Rule{}, model.Errorf(model.Refused, "%s is %s; what can be done now is %s", h.ID, h.State, strings.Join(possible, ", "))
}
