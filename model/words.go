package model

import "slices"

// Channel is the way a touch takes.
type Channel string

// The channels. Voicemail is an outcome of [Phone], not a channel.
const (
	Phone      Channel = "phone"
	Email      Channel = "email"
	Letter     Channel = "letter"
	DirectMail Channel = "direct-mail"
	Social     Channel = "social"
	InPerson   Channel = "in-person"
)

// Channels in the order in which people name them.
var Channels = []Channel{Phone, Email, Letter, DirectMail, Social, InPerson}

// IsMail says that the channel goes by post and has the mail's own clock.
func (c Channel) IsMail() bool { return c == Letter || c == DirectMail }

// Direction of a touch, seen from the specialist.
type Direction string

// The directions.
const (
	Outbound Direction = "outbound"
	Inbound  Direction = "inbound"
)

// Sentiment is recorded apart from the outcome.
type Sentiment string

// The sentiments.
const (
	Positive         Sentiment = "positive"
	Neutral          Sentiment = "neutral"
	Negative         Sentiment = "negative"
	SentimentUnknown Sentiment = "unknown"
)

// Sentiments in the order shown.
var Sentiments = []Sentiment{Positive, Neutral, Negative, SentimentUnknown}

// Outcome is the disposition of a touch. What each does is the table in
// model/cadence.
type Outcome string

// The outcomes, by channel: phone first, then e-mail, then letter and direct
// mail.
const (
	ConnectedInterested    Outcome = "connected-interested"
	ConnectedLater         Outcome = "connected-later"
	ConnectedInfo          Outcome = "connected-info"
	ConnectedCallback      Outcome = "connected-callback"
	ConnectedReferred      Outcome = "connected-referred"
	ConnectedNotInterested Outcome = "connected-not-interested"
	GatekeeperPassed       Outcome = "gatekeeper-passed"
	GatekeeperBlocked      Outcome = "gatekeeper-blocked"
	VoicemailLeft          Outcome = "voicemail-left"
	NoAnswer               Outcome = "no-answer"
	Busy                   Outcome = "busy"
	WrongNumber            Outcome = "wrong-number"
	Disconnected           Outcome = "disconnected"
	LeftCompany            Outcome = "left-company"
	DoNotContact           Outcome = "do-not-contact"

	Sent                 Outcome = "sent"
	Bounced              Outcome = "bounced"
	BouncedSoft          Outcome = "bounced-soft"
	RepliedInterested    Outcome = "replied-interested"
	RepliedLater         Outcome = "replied-later"
	RepliedNotInterested Outcome = "replied-not-interested"
	RepliedReferred      Outcome = "replied-referred"
	OutOfOffice          Outcome = "out-of-office"
	Unsubscribed         Outcome = "unsubscribed"

	Queued        Outcome = "queued"
	Printed       Outcome = "printed"
	Posted        Outcome = "posted"
	Undeliverable Outcome = "returned-undeliverable"
	Replied       Outcome = "replied"
)

// Status of a lead.
type Status string

// The life of a lead.
const (
	New          Status = "new"
	Working      Status = "working"
	Ready        Status = "ready"
	Graduated    Status = "graduated"
	Accepted     Status = "accepted"
	Won          Status = "won"
	Lost         Status = "lost"
	NoDecision   Status = "no-decision"
	Resting      Status = "resting"
	Returned     Status = "returned"
	Disqualified Status = "disqualified"
)

// Statuses in the order of a lead's life.
var Statuses = []Status{New, Working, Ready, Graduated, Accepted, Won, Lost, NoDecision, Resting, Returned, Disqualified}

// Open says that somebody in Ripen still owes the lead something: one open
// lead a company.
func (s Status) Open() bool {
	return !slices.Contains([]Status{Won, Lost, NoDecision, Disqualified}, s)
}

// Nurtured says that the lead is the specialist's to work: not with sales and
// not closed.
func (s Status) Nurtured() bool {
	return slices.Contains([]Status{New, Working, Ready, Resting, Returned}, s)
}

// Horizon of a lead's expected decision.
type Horizon string

// The horizons. Near-term is a decision within the policy's window.
const (
	HorizonUnknown Horizon = "unknown"
	LongTerm       Horizon = "long-term"
	NearTerm       Horizon = "near-term"
)

// BuyingRole of a contact.
type BuyingRole string

// The buying roles.
const (
	DecisionMaker       BuyingRole = "decision-maker"
	Influencer          BuyingRole = "influencer"
	Champion            BuyingRole = "champion"
	User                BuyingRole = "user"
	Gatekeeper          BuyingRole = "gatekeeper"
	InformationGatherer BuyingRole = "information-gatherer"
	Blocker             BuyingRole = "blocker"
	RoleUnknown         BuyingRole = "unknown"
)

// BuyingRoles in the order shown.
var BuyingRoles = []BuyingRole{DecisionMaker, Influencer, Champion, User, Gatekeeper, InformationGatherer, Blocker, RoleUnknown}

// NextStepKind is what the prospect agreed to. A request for a brochure is
// none.
type NextStepKind string

// The agreed next steps.
const (
	StepCall    NextStepKind = "call"
	StepMeeting NextStepKind = "meeting"
	StepVisit   NextStepKind = "visit"
)

// NextStepKinds in the order shown.
var NextStepKinds = []NextStepKind{StepCall, StepMeeting, StepVisit}

// The codes that people pick from; "other" needs words.
var (
	// RejectionCodes: the first five are about substance and name attributes.
	RejectionCodes = []string{"no-budget", "wrong-person", "no-need", "timing", "no-fit", "cannot-reach", "duplicate", "in-pipeline", "other"}
	// DisqualifyCodes say why a lead will never be one.
	DisqualifyCodes = []string{"competitor", "consultant", "student", "no-fit", "no-need", "out-of-business", "unreachable", "do-not-contact", "duplicate"}
	// NotInterestedCodes are the whys of connected-not-interested.
	NotInterestedCodes = []string{"timing", "budget", "contract", "no-need", "competitor", "not-the-decider"}
	// SkipCodes are the six reasons of a skip.
	SkipCodes = []string{"not-now", "research", "wrong-list", "duplicate", "conflict", "other"}
	// DefectCodes are list issues.
	DefectCodes = []string{"wrong-number", "disconnected", "left-company", "wrong-person", "duplicate", "out-of-business", "not-a-prospect", "missing-phone", "missing-email", "bad-address", "other"}
	// ListCategories of a list.
	ListCategories = []string{"inquiry", "trade-show", "purchased", "referral", "research", "event", "partner", "other"}
)

// AboutSubstance says that a rejection code must name the attributes that
// failed.
func AboutSubstance(code string) bool { return slices.Contains(RejectionCodes[:5], code) }

// OneOf returns v when it is among allowed, and otherwise an [Invalid] error
// that lists what is.
func OneOf[T ~string](field string, v T, allowed []T) (T, error) {
	if slices.Contains(allowed, v) {
		return v, nil
	}
	words := make([]byte, 0, 64)
	for i, a := range allowed {
		if i > 0 {
			words = append(words, ", "...)
		}
		words = append(words, a...)
	}
	e := Errorf(Invalid, "%s %q is not known; use one of %s", field, string(v), words)
	e.Field = field
	return "", e
}
