package model

import "time"

// Parts of a score, each in points; the sum is 0 to 100.
type Parts struct {
	Fit, Engagement, Ripeness, Age float64
}

// Total is the score, rounded to a whole number.
func (p Parts) Total() int { return int(p.Fit + p.Engagement + p.Ripeness + p.Age + 0.5) }

// QueueItem is one place in a person's day.
type QueueItem struct {
	Position    int
	EnrolmentID EnrolmentID
	LeadID      LeadID
	Company     string
	ContactID   ContactID
	Contact     string
	Title       string
	Channel     Channel
	Owes        Owed
	Step        int // 0 outside a cadence
	Steps       int
	StepWord    string // "call", "voicemail", "answer", "decide"
	DueAt       time.Time
	Class       Class
	Late        int    // business days overdue
	ReasonText  string // why it stands there, for people: a sentence
	Why         string // the same in a word or two: "callback", "new 38m", "due +2d"
	Score       int
	Parts       Parts
	Count       int // attributes in place
	Rungs       [10]Rung
	CallableNow bool
	OpensAt     time.Time // when not callable now; zero unknown
	LocalTime   string    // "11:42" in the contact's zone, "" unknown
	Status      Status    // of the lead
	State       string    // "open", "worked", "skipped"
}

// QueuePage is a person's day.
type QueuePage struct {
	AsOf       time.Time
	User       string
	Target     int
	Done       int // completed touches and attempts today
	Items      []QueueItem
	Callbacks  int
	Replies    int
	Inquiries  int
	Due        int  // due steps, capped by the policy
	DueAll     int  // due steps without the cap
	Callable   int  // of Due
	Frozen     bool // false: the order could not be kept and is shown as computed
	Generation int
}

// LeadQuery asks for a page of leads. Zero values do not filter.
type LeadQuery struct {
	Status     Status
	List       string
	Owner      string
	Search     string // words; each must begin a word of the lead
	Filter     string // written: "owner:me status:working naics:5415 stale:budget acme"; its words search like Search
	Sort       string // of [LeadSorts]; "" is score
	Limit      int    // 0: 50
	After      LeadID // keyset: leads that come after this one
	AfterScore int
	Cursor     string // LeadPage.Next of the page before; it holds for any sort
}

// LeadRow is a line of the Leads screen.
type LeadRow struct {
	ID      LeadID
	Company string
	Contact string // the one pursued, or first
	Status  Status
	Horizon Horizon
	Owner   string
	List    string
	Score   int
	Count   int
	Rungs   [10]Rung
	DueAt   time.Time
	Last    time.Time
	Place   string
	Value   int64 // as estimated, in cents; 0 not known
	Found   Found // where the words of a search were found besides company and person
}

// LeadSorts are the orders of the leads, the first the one without a wish:
// score downwards, company by name, the next due first, last touch newest
// first, attributes in place downwards, value downwards, newest lead first.
var LeadSorts = []string{"score", "company", "due", "last", "count", "value", "new"}

// Found is where the words of a search were found.
type Found struct {
	In   string // "e-mail", "phone", "note", "touch", "evidence", "place"; "" company or person
	Text string // one line of it around the words, cleaned
}

// LeadPage is a page of leads. Total is capped: -1 means more than a thousand.
type LeadPage struct {
	Rows  []LeadRow
	Total int
	More  bool
	Next  string // the cursor of the page after; "" where there is none
}

// BoardQuery asks for a page of the board.
type BoardQuery struct {
	Owner      string
	List       string
	Limit      int // 0: 200
	MaxFailing int // gates failing at most; 0: 2
}

// BoardRow is a line of the readiness board.
type BoardRow struct {
	ID          LeadID
	Company     string
	Owner       string
	Rungs       [10]Rung
	Stale       [10]bool
	Count       int
	Weakest     AttributeKey
	WeakestText string
	Failing     []string // gate names
	Touches     int
	AgeDays     int
	NextText    string // "24 Nov", "today", "meeting"
	Status      Status
	Horizon     Horizon
	Value       int64
	Ready       bool
	HandoffID   HandoffID // submitted and waiting for approval
	Group       int       // gates failing; -1 waiting for approval
}

// BoardPage is the board.
type BoardPage struct {
	Rows    []BoardRow
	Missing [10]float64 // share of the leads shown that miss each attribute
	More    bool
}

// HandoffRow is a line of the Hand-offs screen.
type HandoffRow struct {
	Handoff
	Company string
	Owner   string
	Clock   string // "accept by Tue 14:00", "leaking since …"
	Leaking bool
	Warned  bool
}

// ListRow is a line of the Lists screen: the list and its account.
type ListRow struct {
	List
	Rows, Created, Merged, Rejected, Suppressed int
	Leads, Worked, Ready, Graduated             int
	Near                                        int // pairs that may be one, open
	Defects                                     map[string]int
}

// MemberRow is a line of the Team screen.
type MemberRow struct {
	Member
	Leads     int // open
	Due       int // due today
	Done      int // today
	Skips     int // today
	Callbacks int
}

// Desk is all that the desk shows of one lead.
type Desk struct {
	World
	Readiness Readiness
	Parts     Parts
	Served    EnrolmentID // the enrolment that is due first; 0 none
	Passage   string      // the step's script or letter text
	Questions []Question
	Upcoming  []UpcomingStep
	Flags     []string // "unknown time zone", "region without holidays", "no e-mail"
	Industry  string   // code and title
	Skips     int
	Defects   []Defect
	Notes     []Note // oldest first

	// Pieces are what the letters, mailings and e-mails that went out are called:
	// the subject of their text, or the words that it begins with. One that was
	// written freely has none.
	Pieces map[TouchID]string
}

// Note is words kept on a lead, or on a contact of it, without a touch.
type Note struct {
	ID        int64
	ContactID ContactID // 0: on the lead as a whole
	At        time.Time
	By        MemberID
	ByName    string
	Text      string
}

// UpcomingStep is a step still to come, with its date as planned now.
type UpcomingStep struct {
	Step Step
	On   Date
	Why  string // a holiday passed over, "chases the letter"
}

// UndoInfo says what an undo takes back.
type UndoInfo struct {
	ActionID ActionID
	Verb     string
	LeadID   LeadID
	Company  string
	At       time.Time
	Text     string // "no-answer at Halvorsen Freight"
}

// MonthReport is the month's report.
type MonthReport struct {
	Month            string // 2026-11
	NewProspects     int
	UnderDevelopment int
	DeliveredCount   int
	DeliveredValue   int64
	Currency         string
	Accepted         int
	Rejected         int
	Expired          int
	AcceptanceRate   float64 // 0 to 1; -1 without any
	BySalesperson    []SalespersonMonth
	Outcomes         map[string]int // of leads: won, lost, no-decision
	TouchOutcomes    map[string]int // of touches
	Touches          map[Channel]int
	Attempts         int
	Conversations    int
}

// SalespersonMonth is one salesperson's deliveries.
type SalespersonMonth struct {
	Name          string
	Count         int
	Value         int64
	Opportunities []Opportunity
}

// Opportunity is one delivered lead.
type Opportunity struct {
	LeadID     LeadID
	Company    string
	Touches    int
	DecisionBy Date
	Value      int64
}

// NewLead is a lead added by hand.
type NewLead struct {
	Company  string
	Person   string
	Title    string
	Phone    string
	Email    string
	Website  string
	Place    Place
	Source   string
	Cadence  string    // "" by source: inbound where Received is set, else standard
	Received time.Time // an inquiry with a clock; zero: none
}

// NewContact is a contact added by hand.
type NewContact struct {
	LeadID  LeadID
	Name    string
	Title   string
	Role    BuyingRole
	Phone   string
	Email   string
	Address string
	Source  string // where the person was found, of [FoundPlaces] or in words
}

// CheckReport is what ripen check says.
type CheckReport struct {
	OK          bool
	Integrity   string
	ForeignKeys int // violations
	Orphans     int // leads without an owner or a next date, and the like
	Problems    []string
	Versions    map[string]string
}
