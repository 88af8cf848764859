package model

import "strconv"

// BulkAct is what is done to many leads at once.
type BulkAct string

// The acts.
const (
	BulkAssign BulkAct = "assign" // To
	BulkEnrol  BulkAct = "enrol"  // Cadence: the contact pursued, else the first that may be
	BulkRest   BulkAct = "rest"   // Until, Reason
)

// Bulk is one act on many leads. It is one entry of the journal: one undo takes
// it back whole.
type Bulk struct {
	Act     BulkAct
	Leads   []LeadID // at most [BulkMost]
	To      MemberID
	Cadence string
	Until   Date
	Reason  string
}

// BulkMost is how many leads one act may change.
const BulkMost = 5000

// BulkResult says what a [Bulk] did, or would do.
type BulkResult struct {
	ActionID ActionID   // of the entry in the journal; 0 for a preview, and where no lead was changed
	Done     int        // leads changed
	Left     []BulkLeft // those that it does not fit, with why: they stay as they are
	Text     string     // what was done, or would be: "assigned 14 leads to Omar"
}

// Words say what a bulk act does to n leads, as the journal and undo have it:
// "assigned 14 leads to Omar". to is the name of the member To.
func (b Bulk) Words(n int, to string) string {
	leads := strconv.Itoa(n) + " leads"
	if n == 1 {
		leads = "1 lead"
	}
	switch b.Act {
	case BulkAssign:
		return "assigned " + leads + " to " + to
	case BulkEnrol:
		return "enrolled " + leads + " in " + b.Cadence
	case BulkRest:
		return "let " + leads + " rest until " + b.Until.Short()
	}
	return string(b.Act) + " " + leads
}

// BulkLeft is a lead that a bulk act leaves alone.
type BulkLeft struct {
	LeadID  LeadID
	Company string
	Why     string // a clause: "is resting until 3 Dec"
}

// Caller is somebody who may be on the line: what an inbound look-up finds.
type Caller struct {
	LeadID      LeadID
	ContactID   ContactID // 0: nobody of the company is known
	Company     string
	Name        string
	Title       string
	Place       string
	Owner       string
	Status      Status
	Matched     string  // the number or address that was found, as it is shown; "" found by name
	Suppressed  bool    // must not be contacted; that they call is recorded all the same
	Answers     TouchID // the touch that they most likely answer; 0 none
	AnswersText string  // "letter “three docks, one clock” of 8 Oct"
}

// ContactMove takes a person from one company to another: he is marked as left
// where he was, and stands at the other with what goes with him.
type ContactMove struct {
	ContactID ContactID
	LeadID    LeadID    // where to; 0: a new lead for Company
	Company   string    // the new one's name
	Title     string    // there; "" not known
	Keep      []PointID // numbers and addresses that stay his; the others stay behind
}
