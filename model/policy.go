package model

import "time"

// Policy holds the numbers of the rules; the configuration sets them. bd are
// business days, bh business hours.
type Policy struct {
	Pursued      int // contacts of a lead pursued at once
	Penetration  int // contacts wanted of each lead
	ContactGap   int // bd, least between touches of a contact
	CompanyGap   int // bd, least between touches of a company
	CallFrom     int // minutes after midnight, the contact's zone
	CallTo       int
	CallbackFrom int // a callback that the contact asked for may lie within these
	CallbackTo   int
	DailyTarget  int // touches a day
	DueCap       int // due steps served a day
	VoicemailGap int // bd, at most one voicemail a contact in so many

	MailUS, MailDE, MailGB, MailAbroad, MailDirect int // bd until in hand

	HoldCall     int           // bd until the call that a hold owes
	LaterDays    int           // days of "later" without a date
	InfoCall     int           // bd until the call after "send me something"
	AnswerWithin time.Duration // bh for a reply
	BusyRetry    time.Duration // after a busy line
	OutOfOffice  int           // bd where no date is named
	ContractLead int           // days before a contract's end
	OverdueFirst int           // bd overdue that come before score
	InquiryAge   int           // bd during which an inquiry keeps its clock
	PostWithin   int           // bd that a piece may lie unposted

	Approval     time.Duration // bh for the team lead
	Acceptance   time.Duration // bh for the salesperson
	BeforeStep   time.Duration // bh that acceptance ends before the next step
	Reclaim      time.Duration // bh, expired then
	DisputeDays  int           // bd to raise one
	RuleDays     int           // bd to rule on one
	OutcomeDays  int           // days after the decision date until the outcome is due
	HorizonDays  int           // near-term
	StaleDays    map[AttributeKey]int
	WorkFrom     int // minutes after midnight: business hours of members and sales
	WorkTo       int
	Region       Region // of the organisation
	Zone         string
	Country      string // of phones without one, "US"
	Currency     string // "USD"
	SenderRegion Region // where post leaves from
	Organisation string // who calls and writes, as the texts name it; "" not said
	MaxSkips     int    // the skip that stands on the team lead's screen
}

// DefaultPolicy is the rules' own numbers.
func DefaultPolicy() Policy {
	return Policy{
		Pursued: 3, Penetration: 5, ContactGap: 2, CompanyGap: 1,
		CallFrom: 8 * 60, CallTo: 18 * 60, CallbackFrom: 7 * 60, CallbackTo: 20 * 60,
		DailyTarget: 60, DueCap: 80, VoicemailGap: 5,
		MailUS: 3, MailDE: 2, MailGB: 2, MailAbroad: 7, MailDirect: 6,
		HoldCall: 5, LaterDays: 90, InfoCall: 3, AnswerWithin: 4 * time.Hour,
		BusyRetry: 30 * time.Minute, OutOfOffice: 5, ContractLead: 120, OverdueFirst: 5,
		InquiryAge: 2, PostWithin: 3,
		Approval: 4 * time.Hour, Acceptance: 16 * time.Hour, BeforeStep: 4 * time.Hour, Reclaim: 32 * time.Hour,
		DisputeDays: 5, RuleDays: 5, OutcomeDays: 30, HorizonDays: 180,
		StaleDays: map[AttributeKey]int{
			Engaged: 90, Budget: 120, Process: 120, Urgency: 120, Pain: 180, Competition: 180,
			Environment: 365, DecisionMakers: 365, IndustryCode: 730, Firmographics: 730,
		},
		WorkFrom: 9 * 60, WorkTo: 17 * 60, Region: "US", Zone: "America/New_York", Country: "US", Currency: "USD", SenderRegion: "US",
		MaxSkips: 3,
	}
}
