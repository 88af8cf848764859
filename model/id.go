package model

import (
	"strconv"
	"strings"
)

// Ids are positive, never reused, and printed with a letter that says of what
// (L41, C7). Zero means none. A negative id stands, inside one [Decision], for
// a row that the decision makes: the store puts the real id in its place.
type (
	LeadID      int64
	CompanyID   int64
	ContactID   int64
	PointID     int64 // a phone number, e-mail or postal address of a contact
	EnrolmentID int64
	TouchID     int64
	EvidenceID  int64
	HandoffID   int64
	MemberID    int64 // a person who works with Ripen
	ListID      int64
	ActionID    int64 // one act in the journal
	TextID      int64 // one version of a cadence, playbook, template or guide
)

func (id LeadID) String() string      { return tag('L', int64(id)) }
func (id CompanyID) String() string   { return tag('K', int64(id)) }
func (id ContactID) String() string   { return tag('C', int64(id)) }
func (id PointID) String() string     { return tag('P', int64(id)) }
func (id EnrolmentID) String() string { return tag('E', int64(id)) }
func (id TouchID) String() string     { return tag('T', int64(id)) }
func (id EvidenceID) String() string  { return tag('V', int64(id)) }
func (id HandoffID) String() string   { return tag('H', int64(id)) }
func (id MemberID) String() string    { return tag('M', int64(id)) }
func (id ListID) String() string      { return tag('S', int64(id)) }
func (id ActionID) String() string    { return tag('A', int64(id)) }
func (id TextID) String() string      { return tag('X', int64(id)) }

func tag(letter byte, n int64) string {
	if n == 0 {
		return ""
	}
	return string(letter) + strconv.FormatInt(n, 10)
}

func untag(letter byte, what, s string) (int64, error) {
	t := strings.TrimSpace(s)
	if t != "" && (t[0] == letter || t[0] == letter|0x20) {
		t = t[1:]
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil || n <= 0 {
		return 0, Errorf(Invalid, "%q is no %s; write it as %c41", s, what, letter)
	}
	return n, nil
}

// ParseLeadID reads "L41", "l41" or "41". Its error has code [Invalid].
func ParseLeadID(s string) (LeadID, error) { n, err := untag('L', "lead", s); return LeadID(n), err }

// ParseContactID reads "C7", "c7" or "7". Its error has code [Invalid].
func ParseContactID(s string) (ContactID, error) {
	n, err := untag('C', "contact", s)
	return ContactID(n), err
}

// ParseTouchID reads "T9", "t9" or "9". Its error has code [Invalid].
func ParseTouchID(s string) (TouchID, error) {
	n, err := untag('T', "touch", s)
	return TouchID(n), err
}

// ParseHandoffID reads "H3", "h3" or "3". Its error has code [Invalid].
func ParseHandoffID(s string) (HandoffID, error) {
	n, err := untag('H', "hand-off", s)
	return HandoffID(n), err
}

// ParseEnrolmentID reads "E3", "e3" or "3". Its error has code [Invalid].
func ParseEnrolmentID(s string) (EnrolmentID, error) {
	n, err := untag('E', "enrolment", s)
	return EnrolmentID(n), err
}
