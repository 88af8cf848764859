package queue

import (
	"cmp"
	"slices"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// Serving is what a day is served from.
type Serving struct {
	Now    time.Time
	By     model.Actor // whose day, and in whose zone clocks are read
	Policy model.Policy
	Book   *calendar.Book
	// Frozen is the day's order as [Freeze] gave it, its rows read afresh:
	// those done meanwhile carry their State.
	Frozen []Candidate
	// Live is what joins as it comes: callbacks, responses, inquiries, and
	// steps that fell due since the freeze, which queue behind it.
	Live      []Candidate
	Dedicated Dedication
	// Shown is the order last shown, and Cursor the lead under the cursor in
	// it; 0 when nothing is shown yet.
	Shown  []model.QueueItem
	Cursor model.LeadID
}

// Merge is the order to serve now: callbacks whose time has come, oldest
// promise first; responses, oldest first; inquiries, least time left first;
// then the frozen steps, those that can be worked now before those that cannot,
// either part in its frozen order. A lead has one place, in its first band.
//
// The lead under the cursor keeps its place among those shown with it, also
// when it was worked, skipped or closed meanwhile: it goes when the cursor
// moves on. Every item carries its position from 1, its reason in words, and
// whether it can be worked now or when it opens.
func Merge(s Serving) []model.QueueItem {
	bands := s.bands()
	taken := make(map[model.LeadID]bool)
	var out []model.QueueItem
	var closed []model.QueueItem
	for band, list := range bands {
		for _, c := range list {
			if taken[c.Item.LeadID] {
				continue
			}
			taken[c.Item.LeadID] = true
			item := s.item(c)
			if model.Class(band+1) == model.ClassDue && !item.CallableNow {
				closed = append(closed, item)
				continue
			}
			out = append(out, item)
		}
	}
	out = s.keepCursor(append(out, closed...))
	for i := range out {
		out[i].Position = i + 1
	}
	return out
}

// bands sorts what is open into the four bands.
func (s Serving) bands() [4][]Candidate {
	var bands [4][]Candidate
	for _, c := range s.Live {
		if !c.open() {
			continue
		}
		switch c.Item.Class {
		case model.ClassCallback:
			if !c.Item.DueAt.After(s.Now) {
				bands[0] = append(bands[0], c)
			}
		case model.ClassInbound:
			bands[1] = append(bands[1], c)
		case model.ClassNew:
			if s.Dedicated.serves(c) {
				bands[2] = append(bands[2], c)
			}
		}
	}
	today := model.DateOf(s.Now.In(here(s.By)))
	by := func(when func(Candidate) time.Time) func(a, b Candidate) int {
		return func(a, b Candidate) int {
			return cmp.Or(when(a).Compare(when(b)), byTie(a, b, today))
		}
	}
	slices.SortFunc(bands[0], by(func(c Candidate) time.Time { return c.Item.DueAt }))
	slices.SortFunc(bands[1], by(Candidate.received))
	slices.SortFunc(bands[2], by(s.clockEnd))
	bands[3] = s.due()
	return bands
}

// due is the frozen order, and behind it what fell due since.
func (s Serving) due() []Candidate {
	var out []Candidate
	inFrozen := make(map[model.EnrolmentID]bool)
	for _, c := range s.Frozen {
		if c.open() && c.Item.Class == model.ClassDue {
			inFrozen[c.Item.EnrolmentID] = true
			if s.Dedicated.serves(c) {
				out = append(out, c)
			}
		}
	}
	var since []Candidate
	for _, c := range s.Live {
		if !inFrozen[c.Item.EnrolmentID] && s.Dedicated.serves(c) && !c.Item.DueAt.After(s.Now) {
			since = append(since, c)
		}
	}
	uncapped := s.Policy
	uncapped.DueCap = len(since)
	return append(out, Freeze(s.Now, s.By, since, uncapped, s.Book, Dedication{})...)
}

// clockEnd is when the inquiry's clock runs out.
func (s Serving) clockEnd(c Candidate) time.Time {
	if !c.Item.DueAt.IsZero() || c.ReceivedAt.IsZero() {
		return c.Item.DueAt
	}
	return s.Book.AddBusinessTime(c.ReceivedAt, c.Within, c.place(), gate.CallHours(s.Policy, c.Promised))
}

// item is c as it is shown now.
func (s Serving) item(c Candidate) model.QueueItem {
	i := c.Item
	if i.State == "" {
		i.State = "open"
	}
	if i.Class == model.ClassNew {
		i.DueAt = s.clockEnd(c)
	}
	if i.Class == model.ClassDue {
		i.Late = c.late(s.Now, here(s.By), s.Book)
	}
	reach := s.reach(c)
	i.CallableNow, i.OpensAt = reach.now, reach.opens
	i.LocalTime = ""
	if p := c.place(); len(p.Zones) == 1 {
		i.LocalTime = s.Now.In(p.Zones[0]).Format("15:04")
	}
	c.Item = i
	i.ReasonText, i.Why = s.reason(c, reach), s.Why(c)
	return i
}

// keepCursor puts the lead under the cursor where it divides those shown with
// it as before: as few as possible of those that stood above it come below it
// and the other way round. What is new goes by its band.
func (s Serving) keepCursor(fresh []model.QueueItem) []model.QueueItem {
	is := func(i model.QueueItem) bool { return i.LeadID == s.Cursor }
	was := slices.IndexFunc(s.Shown, is)
	if s.Cursor == 0 || was < 0 {
		return fresh
	}
	kept := s.underCursor(s.Shown[was])
	if i := slices.IndexFunc(fresh, is); i >= 0 {
		kept = fresh[i]
		fresh = slices.Delete(fresh, i, i+1)
	}
	side := make(map[model.LeadID]int, len(s.Shown)) // -1 stood above, 1 below
	for i, item := range s.Shown {
		side[item.LeadID] = cmp.Compare(i, was)
	}
	// The cost of a place is what it turns round; start above all and step down.
	best, cost, bands, bestCost, bestBands := 0, 0, 0, 0, 0
	for i, item := range fresh {
		cost += side[item.LeadID]
		bands += cmp.Compare(item.Class, kept.Class)
		if cost < bestCost || cost == bestCost && bands < bestBands {
			best, bestCost, bestBands = i+1, cost, bands
		}
	}
	return slices.Insert(fresh, best, kept)
}

// underCursor is the cursor's item when nothing owes it a place any more. A
// callback that now lies ahead is what came of working it.
func (s Serving) underCursor(old model.QueueItem) model.QueueItem {
	for _, list := range [][]Candidate{s.Live, s.Frozen} {
		for _, c := range list {
			ahead := c.Item.Class == model.ClassCallback && c.Item.DueAt.After(s.Now)
			if c.Item.EnrolmentID == old.EnrolmentID && c.Item.LeadID == old.LeadID && !ahead {
				return s.item(c)
			}
		}
	}
	if old.State == "" || old.State == "open" {
		old.State = "worked"
	}
	return old
}
