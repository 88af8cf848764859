package queue

import (
	"cmp"
	"slices"
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

// Dedication is a category of lists given to a person with a target of its
// own. Until the target is met, new inquiries and due steps are served from
// that category only; callbacks and responses come from anywhere. The zero
// value dedicates nothing.
type Dedication struct {
	Category string
	Target   int
	Done     int // touches and attempts of that category today
}

func (d Dedication) holds() bool { return d.Category != "" && d.Done < d.Target }

func (d Dedication) serves(c Candidate) bool { return !d.holds() || c.Category == d.Category }

// Freeze puts a person's due steps in order for the day of now in by's zone.
//
// Of each lead one step is due, the earliest. At most p.DueCap are served; the
// oldest promise decides which of them have their day today, so overdue work
// is spread without rewriting a date. Those more than p.OverdueFirst business
// days late come first, oldest promise first, lest the low fifth starve; the
// others follow by score, and equals by a stable hash of enrolment and day.
//
// Candidates of another band, not yet due or no longer open are left out. The
// result depends on what c holds and never on its order; its items carry their
// Position from 1, but no reason: [Merge] gives that when serving. To freeze a
// second time in a day, lower p.DueCap by the steps already served.
func Freeze(now time.Time, by model.Actor, c []Candidate, p model.Policy, b *calendar.Book, d Dedication) []Candidate {
	zone := here(by)
	today := model.DateOf(now.In(zone))
	due := onePerLead(c, today, func(c Candidate) bool {
		if c.Item.Class != model.ClassDue || !c.open() {
			return false
		}
		// East of the person the date is ahead, and its hours come today.
		day := c.day(zone)
		return day <= max(today, model.DateOf(now.In(c.zone(zone))))
	})
	for i := range due {
		due[i].DueDay = due[i].day(zone)
		due[i].Item.Late = due[i].late(now, zone, b)
	}
	first := func(c Candidate) int {
		if c.Item.Late > p.OverdueFirst {
			return 0
		}
		return 1
	}
	dedicated := func(c Candidate) int {
		if d.serves(c) {
			return 0
		}
		return 1
	}
	slices.SortFunc(due, func(a, b Candidate) int {
		return cmp.Or(
			cmp.Compare(dedicated(a), dedicated(b)),
			cmp.Compare(first(a), first(b)),
			cmp.Compare(a.DueDay, b.DueDay),
			cmp.Compare(b.Item.Score, a.Item.Score),
			byTie(a, b, today),
		)
	})
	due = due[:min(len(due), max(0, p.DueCap))]
	slices.SortFunc(due, func(a, b Candidate) int {
		oldest := 0
		if first(a) == 0 && first(b) == 0 {
			oldest = cmp.Compare(a.DueDay, b.DueDay)
		}
		return cmp.Or(
			cmp.Compare(first(a), first(b)),
			oldest,
			cmp.Compare(b.Item.Score, a.Item.Score),
			byTie(a, b, today),
		)
	})
	for i := range due {
		due[i].Item.Position = i + 1
	}
	return due
}

// onePerLead keeps, of those that want, the earliest due of each lead.
func onePerLead(c []Candidate, today model.Date, want func(Candidate) bool) []Candidate {
	at := make(map[model.LeadID]int, len(c))
	out := make([]Candidate, 0, len(c))
	for _, c := range c {
		if !want(c) {
			continue
		}
		i, seen := at[c.Item.LeadID]
		if !seen {
			at[c.Item.LeadID] = len(out)
			out = append(out, c)
			continue
		}
		if cmp.Or(c.Item.DueAt.Compare(out[i].Item.DueAt), byTie(c, out[i], today)) < 0 {
			out[i] = c
		}
	}
	return out
}
