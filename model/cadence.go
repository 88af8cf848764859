package model

import "time"

// Pick says which contact of the lead a step is for.
type Pick string

// The picks.
const (
	PickPrimary       Pick = "primary" // the enrolled contact
	PickDecisionMaker Pick = "decision-maker"
)

// Also says whom the step enrols besides, at step 1 of the same cadence.
type Also string

// The further enrolments.
const (
	AlsoNobody        Also = ""
	AlsoNext          Also = "next"           // the next untouched contact
	AlsoDecisionMaker Also = "decision-maker" // the decision maker, where one is known
)

// Step of a cadence.
type Step struct {
	Number    int // 1 is the first
	Channel   Channel
	Message   bool          // a call that leaves a message if nobody answers
	Day       int           // calendar days from enrolment; for a chase step its nominal day, set by the parser
	Same      bool          // same day as the step before
	Hand      int           // business days after the piece of an earlier step is in hand; 0: not a chase
	After     time.Duration // business time after the step before; 0: by day
	Within    time.Duration // business time from receipt: a clock; 0: none
	OtherHalf bool          // in the other half of the day than the last attempt
	Contact   Pick
	Also      Also
	Guide     string // key of the call guide's passage, or of the template
}

// Cadence is one version of a named list of steps.
type Cadence struct {
	TextID           TextID
	Version          int
	Name             string
	Title            string
	Steps            []Step
	AtEnd            string // preselected at the end: a cadence's name, or "rest:60"
	NoAnswerConsumes bool   // a no-answer completes its step
	MailAfterDials   int    // no mail before so many dials or a talk; 0: no such rule
}

// StepAt returns step n, 1 being the first, and whether there is one.
func (c Cadence) StepAt(n int) (Step, bool) {
	if n < 1 || n > len(c.Steps) {
		return Step{}, false
	}
	return c.Steps[n-1], true
}

// Word of a step for people: "call", "voicemail", "e-mail", "letter", "mail".
func (s Step) Word() string {
	switch s.Channel {
	case Phone:
		if s.Message {
			return "voicemail"
		}
		return "call"
	case Email:
		return "e-mail"
	case Letter:
		return "letter"
	case DirectMail:
		return "direct mail"
	}
	return string(s.Channel)
}
