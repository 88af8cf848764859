package demo

import (
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/industry"
)

// Texts are what the leads are worked by: as adopted by the store, with their
// TextID. A text without one gets a number after the highest.
type Texts struct {
	Cadences []model.Cadence // the built-in five at least: standard, inbound, trade-show, long-term, reheat
	Playbook model.Playbook
	Guide    model.Guide
	NAICS    *industry.Table
}

// Options say what is to be made.
type Options struct {
	Seed   uint64
	Now    time.Time
	Leads  int          // 0: 600. Those beyond 600 are likenesses of the first
	Policy model.Policy // the zero value: [model.DefaultPolicy]
	Texts  Texts
	Book   *calendar.Book // nil: [calendar.New]
}

// Season is what stands around the leads.
type Season struct {
	Members   []model.Member // the first is Dana Ortiz, a specialist
	Lists     []model.List
	Imports   []Import
	Exposures []Exposure // of the last thirty days, oldest first
}

// Import is the account of a list's rows: Rows = the contacts of its leads +
// Merged + Rejected + Suppressed. It holds for the first 600 leads.
type Import struct {
	List                           model.ListID
	Rows                           int
	Merged, Rejected, Suppressed   int
	RejectedField, RejectedBecause string // of the rejected ones
}

// Exposure is one lead that stood before a person: kind "served" (as current),
// "opened" (out of order) or "skipped", then with the code as its reason.
type Exposure struct {
	Member model.MemberID
	Day    model.Date // of the member
	Lead   model.LeadID
	Kind   string
	At     time.Time
	Reason string
	Score  int
}

// base is how many leads live through the season one by one. Further ones are
// likenesses of them, with people, reach and ids of their own.
const base = 600

// Generate makes the season and its leads. It calls start once, then yield for
// each lead in the order of its id, 1 being the first, with the list issues
// coded for it. All ids are positive, unique over all worlds and rising. An
// error of start or yield ends it and is returned; [model.Invalid] says that a
// text is missing.
func Generate(o Options, start func(Season) error, yield func(model.World, []model.Defect) error) error {
	s, err := newStage(o)
	if err != nil {
		return err
	}
	lives := s.liveAll()
	if err := start(s.season(lives)); err != nil {
		return err
	}
	for _, l := range lives {
		if err := yield(l.w, l.defects); err != nil {
			return err
		}
	}
	return s.likenesses(lives, o.Leads-len(lives), yield)
}
