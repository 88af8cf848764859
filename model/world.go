package model

import "time"

// World is all that a decision about one lead may look at. Slices are oldest
// first. It is a value: functions return changes and leave it alone.
type World struct {
	Now        time.Time
	By         Actor
	Policy     Policy
	Company    Company
	Lead       Lead
	Contacts   []Contact // suppression and consent already laid on them; merged ones left out
	Enrolments []Enrolment
	Touches    []Touch    // voided ones are marked, the voiding entries left out
	Evidence   []Evidence // voided ones left out
	Handoffs   []Handoff
	Cadences   map[TextID]Cadence // every version that an enrolment follows, and every current one
	Current    map[string]TextID  // newest version by name
	Playbook   Playbook
	Guide      Guide
	Members    []Member
}

// Contact returns the contact with that id, or nil.
func (w World) Contact(id ContactID) *Contact {
	for i := range w.Contacts {
		if w.Contacts[i].ID == id {
			return &w.Contacts[i]
		}
	}
	return nil
}

// Enrolment returns the enrolment with that id, or nil.
func (w World) Enrolment(id EnrolmentID) *Enrolment {
	for i := range w.Enrolments {
		if w.Enrolments[i].ID == id {
			return &w.Enrolments[i]
		}
	}
	return nil
}

// Touch returns the touch with that id, or nil.
func (w World) Touch(id TouchID) *Touch {
	for i := range w.Touches {
		if w.Touches[i].ID == id {
			return &w.Touches[i]
		}
	}
	return nil
}

// Member returns the member with that id, or nil.
func (w World) Member(id MemberID) *Member {
	for i := range w.Members {
		if w.Members[i].ID == id {
			return &w.Members[i]
		}
	}
	return nil
}

// Handoff returns the newest hand-off, or nil.
func (w World) Handoff() *Handoff {
	if len(w.Handoffs) == 0 {
		return nil
	}
	return &w.Handoffs[len(w.Handoffs)-1]
}

// Entry is a touch as a person enters it.
type Entry struct {
	LeadID      LeadID
	ContactID   ContactID   // 0: the contact of the enrolment that is due first
	EnrolmentID EnrolmentID // 0: the live enrolment of the contact, if any
	Channel     Channel
	Direction   Direction // "" is outbound, or inbound where Answers is set or the outcome is a reply
	Outcome     Outcome
	Sentiment   Sentiment // "" is what the outcome implies
	Number      string    // the number dialled, as typed; "" the contact's best
	Answers     TouchID
	Note        string
	Callback    time.Time // with connected-callback
	Until       Date      // with later, out-of-office, contract
	Why         string    // with not-interested
	Refer       string    // name of the person referred to, or of a stand-in
	At          time.Time // zero: now; dated back it never moves a later step back
	TextID      TextID

	// MoveTo puts what the contact is owed next on another date than the rules
	// give it, for the reason MoveWhy, which it needs. The zero time leaves the
	// date to the rules.
	MoveTo  time.Time
	MoveWhy string
}

// ChoiceVerb says what a [Choice] does.
type ChoiceVerb string

// The choices that a person makes about a lead besides touches.
const (
	Rest          ChoiceVerb = "rest"       // Until, Reason
	Disqualify    ChoiceVerb = "disqualify" // Reason is a code, Note
	Reopen        ChoiceVerb = "reopen"     // Reason
	Assign        ChoiceVerb = "assign"     // To
	AgreeNextStep ChoiceVerb = "next-step"  // NextStep
	Enrol         ChoiceVerb = "enrol"      // ContactID, Cadence
	StopEnrolment ChoiceVerb = "stop"       // ContactID or EnrolmentID, Reason
	ResumeEnrol   ChoiceVerb = "resume"     // ContactID or EnrolmentID
	Decide        ChoiceVerb = "decide"     // Question, Answer
	LiftSuppress  ChoiceVerb = "lift"       // ContactID, Reason
	MarkLeft      ChoiceVerb = "left"       // ContactID
)

// Choice is such a choice.
type Choice struct {
	Verb        ChoiceVerb
	LeadID      LeadID
	ContactID   ContactID
	EnrolmentID EnrolmentID
	Cadence     string
	Until       Date
	Reason      string
	Note        string
	To          MemberID
	NextStep    NextStep
	Question    string // key of the [Question] answered
	Answer      string // key of the chosen option; "" is the likely one
}

// Question is asked where the rules leave the choice to a person. The likely
// answer is preselected and enter takes it.
type Question struct {
	Key         string // "siblings", "company-dnc", "not-interested", "cadence-end", "rest", "wrong-company", "channels"
	Text        string
	EnrolmentID EnrolmentID
	ContactID   ContactID
	Options     []Option
	Likely      string // key of the preselected option
}

// Option of a question.
type Option struct {
	Key   string
	Label string
}

// Attestation is an entry on the evidence ladder as a person makes it.
type Attestation struct {
	LeadID    LeadID
	Attribute AttributeKey
	Level     Rung
	Set       Value // fields as typed
	ContactID ContactID
	TouchID   TouchID
	Quote     string
	Document  string
	On        Date // 0: today in the person's zone
}

// Submission graduates a lead.
type Submission struct {
	LeadID   LeadID
	To       MemberID
	NextStep NextStep // zero: as agreed before
	Value    int64    // cents; 0 leaves the lead's
}

// HandoffAct is an event on a hand-off.
type HandoffAct struct {
	HandoffID  HandoffID
	Event      string // approve, send-back, accept, reject, return, dispute, rule, held, outcome, expire
	Code       string // of a rejection or return; upheld|overturned; yes|no; won|lost|no-decision
	Attributes []AttributeKey
	Note       string
	Value      int64
}

// Decision is what a pure function makes of an act.
type Decision struct {
	Changes       []Change
	Effects       []string // in words, each a clause that stands alone
	Next          *Next    // what the lead owes next
	NeedsDecision bool
	Questions     []Question
}

// Add appends changes.
func (d *Decision) Add(c ...Change) { d.Changes = append(d.Changes, c...) }

// Say appends an effect in words.
func (d *Decision) Say(s string) { d.Effects = append(d.Effects, s) }

// Next is what is due next on a lead.
type Next struct {
	EnrolmentID EnrolmentID
	ContactID   ContactID
	Channel     Channel
	Step        int
	Owes        Owed
	DueAt       time.Time
	ReasonText  string
}

// Result is a decision as carried out.
type Result struct {
	ActionID      ActionID
	LeadID        LeadID
	ContactID     ContactID // the contact concerned or made
	TouchID       TouchID
	EvidenceID    EvidenceID
	HandoffID     HandoffID
	Status        Status
	Effects       []string
	Next          *Next
	NeedsDecision bool
	Questions     []Question
	Readiness     *Readiness
}
