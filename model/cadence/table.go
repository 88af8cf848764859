package cadence

import (
	"slices"

	"ripen/model"
)

// StepEffect is what an outcome does to the step of the enrolment.
type StepEffect string

// The effects on a step. Only [Completes] consumes it.
const (
	Keeps     StepEffect = "keeps"
	Completes StepEffect = "completes"
	GivesBack StepEffect = "gives back" // the step that was thought done is due again
	Waits     StepEffect = "waits"      // for the piece to be posted
	Finishes  StepEffect = "finishes"   // the enrolment
	Stops     StepEffect = "stops"      // the enrolment, for good
	Asks      StepEffect = "asks"       // for a second outcome
)

// DueEffect is what is due next.
type DueEffect string

// What may be due next.
const (
	DueNext        DueEffect = "the next step"
	DueHold        DueEffect = "a call, the automatic steps being stopped"
	DueRest        DueEffect = "a call when the rest is over"
	DueInfo        DueEffect = "an e-mail today, then a call"
	DuePromise     DueEffect = "the callback as promised"
	DueRefer       DueEffect = "a call to the person named"
	DueWhy         DueEffect = "as the reason says"
	DueQuietHour   DueEffect = "a call before 9:00 or after 17:00"
	DueOtherHalf   DueEffect = "a call in the other half of the next business day"
	DueSoon        DueEffect = "a call in half an hour"
	DueOtherNumber DueEffect = "a call to the next number, or a step that is no call"
	DueOtherEmail  DueEffect = "another address, or a step that is no e-mail"
	DueAgain       DueEffect = "the same again in a business day"
	DueNoMail      DueEffect = "a step that is no mail, in a business day"
	DueBack        DueEffect = "the step, once the person is back"
	DuePosting     DueEffect = "the piece to be posted"
	DueOnward      DueEffect = "as before, without e-mail"
	DueNothing     DueEffect = "nothing"
)

// PointEffect is what an outcome says of the number or address.
type PointEffect string

// The effects on a point.
const (
	PointAsIs      PointEffect = ""
	PointGood      PointEffect = "verified"
	PointMarked    PointEffect = "blocked"
	PointGone      PointEffect = "dead for this contact"
	PointGoneAll   PointEffect = "dead for all who share it"
	PointAllGone   PointEffect = "all of the contact's are dead"
	PointSilenced  PointEffect = "the contact's own are suppressed"
	PointNoEmail   PointEffect = "e-mail is suppressed"
	PointGoneThird PointEffect = "dead at the third"
)

// SiblingEffect is what happens to the lead's other enrolments.
type SiblingEffect string

// The effects on siblings.
const (
	SiblingsGoOn   SiblingEffect = ""
	SiblingsAsk    SiblingEffect = "pause, ask"
	SiblingsPause  SiblingEffect = "pause"
	SiblingsUntil  SiblingEffect = "pause until then"
	SiblingsMeet   SiblingEffect = "pause until it is held"
	SiblingsIfHead SiblingEffect = "go on; pause and ask where the contact decides"
	SiblingsSecond SiblingEffect = "at the second, enrol the next"
	SiblingsNext   SiblingEffect = "enrol the next"
	SiblingsHeld   SiblingEffect = "held until the question is answered"
)

// LeadEffect is what happens to the lead.
type LeadEffect string

// The effects on the lead.
const (
	LeadAsIs    LeadEffect = ""
	LeadWorking LeadEffect = "working"
	LeadResting LeadEffect = "resting"
	LeadAsks    LeadEffect = "asks"
	LeadEngaged LeadEffect = "engaged reopens if he was its decision maker"
	LeadCompany LeadEffect = "asks: this person, or the whole company"
	LeadChannel LeadEffect = "asks about the other channels"
	LeadAddress LeadEffect = "find an address"
)

// Rule is one row of the outcome table.
type Rule struct {
	Outcome   model.Outcome
	Channels  []model.Channel
	Step      StepEffect
	Due       DueEffect
	Point     PointEffect
	Siblings  SiblingEffect
	Lead      LeadEffect
	Response  bool // comes from the prospect: inbound unless said otherwise, and waits for an answer
	Report    bool // tells the fate of an earlier touch; it is no attempt of its own
	Attempt   bool // outbound, it is a human attempt
	Counts    bool // a touch: delivered or two-way
	TwoWay    bool // a conversation
	Dial      bool // by phone, a dial
	Sentiment model.Sentiment
	Defect    string // list issue coded by itself
}

var (
	phone  = []model.Channel{model.Phone}
	talk   = []model.Channel{model.Phone, model.Social, model.InPerson}
	letter = []model.Channel{model.Letter, model.DirectMail}
	wrote  = []model.Channel{model.Email, model.Social}
	email  = []model.Channel{model.Email}
	any6   = model.Channels
)

// talked makes the row of a conversation, wroteBack that of its written twin.
func talked(o model.Outcome, step StepEffect, due DueEffect, sib SiblingEffect, lead LeadEffect, s model.Sentiment) Rule {
	return Rule{Outcome: o, Channels: talk, Step: step, Due: due, Point: PointGood, Siblings: sib, Lead: lead,
		Attempt: true, Counts: true, TwoWay: true, Dial: true, Sentiment: s}
}

func wroteBack(o model.Outcome, step StepEffect, due DueEffect, sib SiblingEffect, lead LeadEffect, s model.Sentiment) Rule {
	return Rule{Outcome: o, Channels: wrote, Step: step, Due: due, Point: PointGood, Siblings: sib, Lead: lead,
		Response: true, Counts: true, TwoWay: true, Sentiment: s}
}

func dialled(o model.Outcome, step StepEffect, due DueEffect, point PointEffect) Rule {
	return Rule{Outcome: o, Channels: phone, Step: step, Due: due, Point: point,
		Attempt: true, Dial: true, Sentiment: model.SentimentUnknown}
}

// Table is the rules' "What each outcome does", a row for each outcome.
var Table = []Rule{
	talked(model.ConnectedInterested, Completes, DueHold, SiblingsAsk, LeadWorking, model.Positive),
	talked(model.ConnectedLater, Keeps, DueRest, SiblingsUntil, LeadResting, model.Neutral),
	talked(model.ConnectedInfo, Completes, DueInfo, SiblingsAsk, LeadWorking, model.Neutral),
	talked(model.ConnectedCallback, Keeps, DuePromise, SiblingsMeet, LeadWorking, model.Positive),
	talked(model.ConnectedReferred, Finishes, DueRefer, SiblingsPause, LeadWorking, model.Neutral),
	talked(model.ConnectedNotInterested, Keeps, DueWhy, SiblingsIfHead, LeadAsks, model.Negative),
	dialled(model.GatekeeperPassed, Asks, DueNothing, PointAsIs),
	with(dialled(model.GatekeeperBlocked, Keeps, DueQuietHour, PointMarked), func(r *Rule) { r.Siblings = SiblingsSecond }),
	with(dialled(model.VoicemailLeft, Completes, DueNext, PointAsIs), func(r *Rule) { r.Counts = true }),
	dialled(model.NoAnswer, Keeps, DueOtherHalf, PointAsIs),
	dialled(model.Busy, Keeps, DueSoon, PointAsIs),
	with(dialled(model.WrongNumber, Keeps, DueOtherNumber, PointGone), func(r *Rule) { r.Defect = "wrong-number" }),
	with(dialled(model.Disconnected, Keeps, DueOtherNumber, PointGoneAll), func(r *Rule) { r.Defect = "disconnected" }),
	{Outcome: model.LeftCompany, Channels: any6, Step: Stops, Due: DueNothing, Point: PointAllGone, Siblings: SiblingsNext,
		Lead: LeadEngaged, Attempt: true, Dial: true, Sentiment: model.SentimentUnknown, Defect: "left-company"},
	{Outcome: model.DoNotContact, Channels: any6, Step: Stops, Due: DueNothing, Point: PointSilenced, Siblings: SiblingsHeld,
		Lead: LeadCompany, Attempt: true, Dial: true, Sentiment: model.Negative},

	{Outcome: model.Sent, Channels: wrote, Step: Completes, Due: DueNext,
		Attempt: true, Counts: true, Sentiment: model.SentimentUnknown},
	{Outcome: model.Bounced, Channels: email, Step: GivesBack, Due: DueOtherEmail, Point: PointGone,
		Report: true, Sentiment: model.SentimentUnknown, Defect: "bad-address"},
	{Outcome: model.BouncedSoft, Channels: email, Step: GivesBack, Due: DueAgain, Point: PointGoneThird,
		Report: true, Sentiment: model.SentimentUnknown},
	wroteBack(model.RepliedInterested, Keeps, DueHold, SiblingsAsk, LeadWorking, model.Positive),
	wroteBack(model.RepliedLater, Keeps, DueRest, SiblingsUntil, LeadResting, model.Neutral),
	wroteBack(model.RepliedNotInterested, Keeps, DueWhy, SiblingsIfHead, LeadAsks, model.Negative),
	wroteBack(model.RepliedReferred, Finishes, DueRefer, SiblingsPause, LeadWorking, model.Neutral),
	{Outcome: model.OutOfOffice, Channels: email, Step: Keeps, Due: DueBack, Report: true, Sentiment: model.SentimentUnknown},
	{Outcome: model.Unsubscribed, Channels: email, Step: Keeps, Due: DueOnward, Point: PointNoEmail, Lead: LeadChannel,
		Report: true, Sentiment: model.Negative},

	{Outcome: model.Queued, Channels: letter, Step: Waits, Due: DuePosting, Sentiment: model.SentimentUnknown},
	{Outcome: model.Printed, Channels: letter, Step: Waits, Due: DuePosting, Sentiment: model.SentimentUnknown},
	{Outcome: model.Posted, Channels: letter, Step: Completes, Due: DueNext,
		Attempt: true, Counts: true, Sentiment: model.SentimentUnknown},
	{Outcome: model.Undeliverable, Channels: letter, Step: GivesBack, Due: DueNoMail, Point: PointGone, Lead: LeadAddress,
		Report: true, Sentiment: model.SentimentUnknown},
	with(wroteBack(model.Replied, Keeps, DueHold, SiblingsAsk, LeadWorking, model.Positive), func(r *Rule) { r.Channels = letter }),
}

func with(r Rule, edit func(*Rule)) Rule { edit(&r); return r }

// RuleOf returns the row of an outcome, and whether there is one.
func RuleOf(o model.Outcome) (Rule, bool) {
	i := slices.IndexFunc(Table, func(r Rule) bool { return r.Outcome == o })
	if i < 0 {
		return Rule{}, false
	}
	return Table[i], true
}

// Outcomes are the outcomes of a channel, in the order of the table.
func Outcomes(ch model.Channel) []model.Outcome {
	var out []model.Outcome
	for _, r := range Table {
		if slices.Contains(r.Channels, ch) {
			out = append(out, r.Outcome)
		}
	}
	return out
}

// ParseOutcome reads an outcome of that channel. Its error has code
// [model.Invalid] and lists the channel's outcomes.
func ParseOutcome(ch model.Channel, s string) (model.Outcome, error) {
	if _, err := model.OneOf("channel", ch, model.Channels); err != nil {
		return "", err
	}
	return model.OneOf("outcome", model.Outcome(s), Outcomes(ch))
}

// Counts says that the outcome is a touch: delivered, or a conversation.
// Unanswered dials are attempts only. A touch whose fate was told later does
// not count either: see [Counted].
func Counts(o model.Outcome) bool { r, _ := RuleOf(o); return r.Counts }

// Attempt says that the outcome, outbound, is a human attempt.
func Attempt(o model.Outcome) bool { r, _ := RuleOf(o); return r.Attempt }

// TwoWay says that the outcome is a conversation.
func TwoWay(o model.Outcome) bool { r, _ := RuleOf(o); return r.TwoWay }

// Dial says that the outcome is that of a dial, where the channel is phone.
func Dial(o model.Outcome) bool { r, _ := RuleOf(o); return r.Dial }

// Implied is the sentiment of the outcome where nobody said another.
func Implied(o model.Outcome) model.Sentiment {
	r, ok := RuleOf(o)
	if !ok {
		return model.SentimentUnknown
	}
	return r.Sentiment
}
