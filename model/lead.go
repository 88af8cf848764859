package model

import "time"

// Company is one place of business; a lead is its possible opportunity.
type Company struct {
	ID       CompanyID
	Name     string
	Domain   string // "" when unknown
	Website  string
	Place    Place
	Industry string // as the list had it
	Extra    map[string]string
	Version  int64
}

// Place is a postal address, any part of which may be missing.
type Place struct {
	Street, City, State, Zip string
	Country                  string // ISO 3166 two letters, "" unknown
}

// NextStep is what the prospect agreed to: a call, meeting or visit.
type NextStep struct {
	Kind      NextStepKind
	At        time.Time
	ContactID ContactID
}

// IsZero says that nothing is agreed.
func (n NextStep) IsZero() bool { return n.Kind == "" }

// Lead is one company's possible opportunity, with its contacts.
type Lead struct {
	ID         LeadID
	CompanyID  CompanyID
	ListID     ListID
	List       string // name of the list; "" when added by hand
	Category   string // of the list
	Source     string
	OwnerID    MemberID
	Owner      string
	Status     Status
	Horizon    Horizon
	DecisionBy Date // from the process attribute; 0 unknown
	RestUntil  Date
	Reason     string // of resting or disqualification: a code or words
	ReceivedAt time.Time
	NextStep   NextStep
	Value      int64 // of the opportunity, in cents
	Currency   string
	Reopened   []AttributeKey // named by the last rejection; need newer evidence
	ReopenedAt time.Time      // when it was rejected
	Names      LeadID         // the closed lead of this company that came before; 0 none
	Asks       []string       // questions open on the whole lead: keys of [Question]
	LastTouch  time.Time
	Score      int
	Version    int64
}

// PointKind is what a point reaches.
type PointKind string

// The kinds of reach.
const (
	PhonePoint PointKind = "phone"
	EmailPoint PointKind = "email"
	PostPoint  PointKind = "address"
)

// PointStatus is what is known of a point.
type PointStatus string

// The states of a point.
const (
	PointUnknown  PointStatus = "unknown"
	PointVerified PointStatus = "verified"
	PointDead     PointStatus = "dead"
	PointBlocked  PointStatus = "blocked" // a gatekeeper answers
	PointInvalid  PointStatus = "invalid" // as typed; no number or address
)

// Point is a number, e-mail or postal address of a contact.
type Point struct {
	ID        PointID
	ContactID ContactID
	Kind      PointKind
	Key       string // E.164, lower-case e-mail, or folded address
	Shown     string // as people read it
	Status    PointStatus
	NoConsent bool   // the list or the person said no for this point's channel
	Shared    bool   // other contacts have it too: a main line
	Source    string // where it was found, when a person added it: "company website"
	Field     string // the field of the list that brought it: phone, phone_2, email
	Version   int64
}

// Usable says that the point may be tried at all.
func (p Point) Usable() bool {
	return p.Status != PointDead && p.Status != PointInvalid && !p.NoConsent
}

// Contact is a person at the lead's company. "switchboard" stands for a
// company of which only a main line is known.
type Contact struct {
	ID         ContactID
	LeadID     LeadID
	Name       string
	Given      string
	Title      string
	Role       BuyingRole
	RoleSetBy  MemberID
	Zones      []string // IANA; one: known, several: candidates, none: unknown
	Region     Region
	Place      Place
	Points     []Point
	Left       bool // no longer at the company
	Suppressed bool // asked not to be contacted at all
	NoEmail    bool // unsubscribed
	Extra      map[string]string
	Rank       int    // among the lead's contacts, 0 first: target titles and reach
	Source     string // where a person who was added by hand was found; "" for one whom a list brought
	Version    int64
}

// Zone is the contact's time zone where it is certain, else nil.
func (c Contact) Zone() *time.Location {
	if len(c.Zones) != 1 {
		return nil
	}
	loc, err := time.LoadLocation(c.Zones[0])
	if err != nil {
		return nil
	}
	return loc
}

// Point returns the best usable point of that kind: verified first, then
// unknown, then blocked, in their own order; nil when there is none.
func (c Contact) Point(kind PointKind) *Point {
	best := -1
	rank := func(s PointStatus) int {
		switch s {
		case PointVerified:
			return 0
		case PointBlocked:
			return 2
		}
		return 1
	}
	for i, p := range c.Points {
		if p.Kind == kind && p.Usable() && (best < 0 || rank(p.Status) < rank(c.Points[best].Status)) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &c.Points[best]
}

// EnrolState is where an enrolment stands.
type EnrolState string

// The states of an enrolment.
const (
	EnrolDue      EnrolState = "due"      // its step, or what it owes, has a date
	EnrolHeld     EnrolState = "held"     // automatic steps stopped; a dated action is owed
	EnrolPaused   EnrolState = "paused"   // until a person says that it goes on, or until DueAt
	EnrolMailing  EnrolState = "mailing"  // a piece is queued or printed; waits to be posted
	EnrolDeciding EnrolState = "deciding" // at its end, or asks a question
	EnrolFinished EnrolState = "finished"
	EnrolStopped  EnrolState = "stopped"
)

// Live says that the enrolment still pursues its contact.
func (s EnrolState) Live() bool {
	return s == EnrolDue || s == EnrolHeld || s == EnrolMailing || s == EnrolDeciding || s == EnrolPaused
}

// Owed is what an enrolment's due date asks for.
type Owed string

// What may be owed.
const (
	OwesStep        Owed = "step"     // the cadence's step
	OwesCallback    Owed = "callback" // promised to the contact for that time
	OwesAnswer      Owed = "answer"   // an inbound response waits
	OwesCall        Owed = "call"     // after a hold
	OwesDecision    Owed = "decision" // the end of a cadence, or a question
	OwesFindNumber  Owed = "find-number"
	OwesFindAddress Owed = "find-address"
	OwesRework      Owed = "rework"  // sent back, rejected or reclaimed: its note is the reason
	OwesPosting     Owed = "posting" // a piece lies queued or printed
	OwesReview      Owed = "review"  // came back by itself: rest over, horizon crossed
)

// Class is the band of the queue; 0 is not served.
type Class int

// The bands, first to last.
const (
	ClassNone Class = iota
	ClassCallback
	ClassInbound
	ClassNew
	ClassDue
)

// Reason is the word of the band in JSON.
func (c Class) Reason() string {
	return []string{"", "callback", "inbound", "new", "due"}[c]
}

// Enrolment is one contact in one version of one cadence; or, with no
// cadence, a single action owed to the lead outside any.
type Enrolment struct {
	ID        EnrolmentID
	LeadID    LeadID
	ContactID ContactID
	OwnerID   MemberID
	CadenceID TextID // the version it follows; 0: an action owed outside any cadence
	Cadence   string // its name
	Revision  int    // version of the cadence, 1 is the first
	Step      int    // 1 is the first; the step that is due next
	State     EnrolState
	Owes      Owed
	Class     Class
	DueAt     time.Time // when the next action is owed; zero while deciding without a date
	DueDay    Date      // in the contact's zone
	Channel   Channel
	StartedAt time.Time
	LastAt    time.Time // the last completed touch of this enrolment; zero before the first
	LastStep  int       // the step that it completed; 0 before the first
	InHand    Date      // of the last posted piece, estimated
	Dials     int       // unanswered dials of this step
	Blocks    int       // gatekeeper blocks of this step
	Bounces   int       // soft bounces of this step
	BusyDay   Date      // day of the last busy line
	Slow      int       // 2 when two negative sentiments doubled the gaps; else 1 or 0
	SkipEmail bool      // unsubscribed: e-mail steps are passed over
	Why       string    // reason for people: "promised by Mia", "paused: Tor replied"
	ResumeAt  time.Time // a paused or held one goes on by itself then; zero: a person says
	Before    EnrolState
	Piece     Outcome // queued or printed while mailing
	PieceAt   time.Time
	Version   int64
}

// Touch is one attempt or conversation. Append-only: a correction is a new
// entry that voids the old.
type Touch struct {
	ID          TouchID
	LeadID      LeadID
	ContactID   ContactID
	EnrolmentID EnrolmentID
	Step        int // the step it belonged to; 0 outside a cadence
	At          time.Time
	Channel     Channel
	Direction   Direction
	Outcome     Outcome
	Sentiment   Sentiment
	By          MemberID
	ByName      string
	PointID     PointID
	Answers     TouchID // the earlier touch that this one answers
	TextID      TextID  // the version of guide or template used
	Note        string
	Until       Date // a date the outcome named
	Why         string
	InHand      Date // of a posted piece, estimated
	SameDay     bool // made as a `=` step: no gap counts from it
	Voids       TouchID
	Voided      bool
}

// HandoffState of a hand-off.
type HandoffState string

// The states; the moves between them are the table in model/handoff.
const (
	Submitted  HandoffState = "submitted"
	SentBack   HandoffState = "sent-back"
	Delivered  HandoffState = "delivered"
	HAccepted  HandoffState = "accepted"
	Rejected   HandoffState = "rejected"
	Expired    HandoffState = "expired"
	Disputed   HandoffState = "disputed"
	Upheld     HandoffState = "upheld"
	Overturned HandoffState = "overturned"
	HReturned  HandoffState = "returned"
	HWon       HandoffState = "won"
	HLost      HandoffState = "lost"
	HNone      HandoffState = "no-decision"
)

// Handoff is one delivery of a lead to a salesperson.
type Handoff struct {
	ID           HandoffID
	LeadID       LeadID
	ToID         MemberID
	To           string
	State        HandoffState
	PlaybookID   TextID // the version it was judged by
	Playbook     int    // its number
	SubmittedBy  MemberID
	SubmittedAt  time.Time
	ApprovedBy   MemberID // 0: nobody had to
	DeliveredAt  time.Time
	ApproveBy    time.Time // clock on the team lead
	AcceptBy     time.Time // full clock: past it, leaking
	WarnAt       time.Time // half of it
	ReclaimAt    time.Time // expired then
	AcceptedAt   time.Time
	RejectedAt   time.Time
	RejectedBy   MemberID
	Reason       string // code of the rejection, return or send-back
	Attributes   []AttributeKey
	Note         string
	DisputedBy   MemberID
	RuleBy       time.Time
	HeldAsked    time.Time // when "was it held?" is due
	Held         string    // "", "yes", "no"
	OutcomeBy    time.Time // when the outcome is due
	NextStep     NextStep
	Value        int64
	Currency     string
	EvidenceMark EvidenceID // newest evidence at delivery: what a dispute looks at
	Dossier      string     // Markdown as delivered
	Events       []HandoffEvent
	Version      int64
}

// HandoffEvent is one append-only entry of a hand-off's record.
type HandoffEvent struct {
	ID         int64
	HandoffID  HandoffID
	At         time.Time
	Event      string
	By         MemberID
	ByName     string
	Code       string
	Attributes []AttributeKey
	Note       string
}

// Member is a person who works with Ripen.
type Member struct {
	ID      MemberID
	Name    string
	Role    Role
	Zone    string
	Region  Region
	Active  bool
	Target  int // touches a day; 0: the policy's
	Version int64
}

// List is what came in together.
type List struct {
	ID       ListID
	Name     string
	Source   string
	Category string
	Cost     int64 // cents
	Currency string
	FileSHA  string
	State    string            // "importing", "done", "undone"
	Mapping  map[string]string // field → header of the file, for saying which column a defect is about
	At       time.Time
	By       MemberID
	Version  int64
}

// Defect is a list issue coded by a person or by an outcome.
type Defect struct {
	ID        int64
	LeadID    LeadID
	ListID    ListID
	ContactID ContactID
	Code      string
	Field     string  // of the list's mapping that it is about: phone_2, email; "" the row as a whole
	PointID   PointID // the number or address in hand, by which Field is told; 0 the contact's best. Not kept.
	Note      string
	At        time.Time
	By        MemberID
}
