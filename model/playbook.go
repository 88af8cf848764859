package model

import "time"

// Playbook is one version of what a lead must have to graduate, agreed with
// sales.
type Playbook struct {
	TextID   TextID
	Version  int
	Title    string
	Text     string // the whole text, Markdown with its TOML block
	Rules    Rules  // where no segment matches
	Segments []Segment
	Target   Target
}

// Rules are the gates of a playbook.
type Rules struct {
	Rungs       map[AttributeKey]Rung // the least rung of each attribute; Unknown: not asked for
	NearTerm    bool                  // the horizon must be near-term
	NextStep    bool                  // a next step must be agreed
	Touches     int                   // advice: touches, over
	Channels    int                   // advice: channels
	StaleDays   map[AttributeKey]int  // evidence ages out after so many days
	HorizonDays int                   // near-term is a decision within so many days
}

// Segment narrows a playbook to some leads; the first that matches rules.
type Segment struct {
	Name       string
	Industries []string // code prefixes
	Categories []string // of the list
	Employees  [2]int   // from, to; 0 open
	Rules      Rules
}

// Target describes the prospects wanted: fit is measured against it. An empty
// one makes every fit 0.5.
type Target struct {
	Industries []string // code prefixes
	Employees  [2]int   // from, to; 0 open
	Revenue    [2]int64 // cents; 0 open
	Countries  []string
	States     []string
	Titles     []TitleWeight
}

// TitleWeight is how much a title is wanted, 0 to 1; functional heads weigh
// more than executives.
type TitleWeight struct {
	Words  string // matched as words in the contact's title, folded
	Weight float64
}

// Guide is the call guide: what to say and ask. Texts come from assets.
type Guide struct {
	TextID    TextID
	Questions map[AttributeKey][]GuideQuestion
	Passages  map[string]string // by the key that a step names: openings, voicemail scripts
}

// GuideQuestion asks for one attribute.
type GuideQuestion struct {
	Ask string       // "Is the money for this set aside already, or how does it get set aside?"
	Who []BuyingRole // who can answer, best first
}

// AttributeNow is where one attribute stands.
type AttributeNow struct {
	Key      AttributeKey
	Level    Rung // as evidenced; what counts is Unknown when Stale
	Stale    bool
	StaleOn  Date   // the day on which it goes stale; 0 never
	StaleWhy string // "older than 120 days", "the decision date has passed"
	Evidence Evidence
}

// Counts is the rung that counts: a stale entry counts as unknown.
func (a AttributeNow) Counts() Rung {
	if a.Stale {
		return Unknown
	}
	return a.Level
}

// Readiness is a lead judged by a playbook at one instant.
type Readiness struct {
	Count        int // attributes, not stale, at or above the playbook's rung
	Of           int // ten
	Attributes   []AttributeNow
	Weakest      AttributeKey
	WeakestWhy   string       // "unknown", "stale since 12 Oct"
	NextQuestion string       // the one question worth asking
	NextAbout    AttributeKey // what it asks for
	NextWho      ContactID    // who could answer it; 0 nobody known
	NextWhoText  string       // "Mia Halvorsen, CFO", or "find a decision maker"
	GuideLine    string       // the line of the call guide that asks it
	Gates        []Gate       // all, met or not, in order
	Ready        bool         // every gate but the next step passes
	Passes       bool         // every gate passes
	Horizon      Horizon
	DecisionBy   Date
	Until        time.Time // this judgement holds until then; zero: until something is entered
}

// Failing are the gates that are not met, advice left out.
func (r Readiness) Failing() []Gate {
	var out []Gate
	for _, g := range r.Gates {
		if !g.OK && !g.Advice {
			out = append(out, g)
		}
	}
	return out
}

// Gate is one condition of the playbook for graduation, judged. Names are
// "attribute:KEY" (one for each attribute that fails), "horizon" and
// "next-step"; "touches", "channels" and "fit" are advice and only warn.
type Gate struct {
	Name   string // "attribute:budget", "horizon", …
	OK     bool
	Advice bool   // only warns
	Why    string // one clause for people: "budget is listed, stated is needed"
}
