package queue

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
	"ripen/model"
)

// anyCandidate draws rows that collide often: few leads, days and scores.
func anyCandidate(now time.Time, classes ...model.Class) func(*rapid.T) Candidate {
	zones := [][]string{nil, {"America/New_York"}, {"America/Los_Angeles"}, {"Asia/Tokyo"}, {"Europe/Berlin", "America/New_York"}, {"Asia/Tokyo", "America/New_York"}}
	return func(t *rapid.T) Candidate {
		c := call(rapid.IntRange(1, 12).Draw(t, "lead"), rapid.SampledFrom(classes).Draw(t, "class"),
			now.Add(time.Duration(rapid.IntRange(-20*24, 12).Draw(t, "hours"))*time.Hour))
		c.Item.Score = rapid.IntRange(0, 4).Draw(t, "score") * 25
		c.Item.Channel = rapid.SampledFrom([]model.Channel{model.Phone, model.Phone, model.Letter}).Draw(t, "channel")
		c.Item.State = rapid.SampledFrom([]string{"", "open", "open", "worked"}).Draw(t, "state")
		c.Zones = rapid.SampledFrom(zones).Draw(t, "zones")
		c.Category = rapid.SampledFrom([]string{"inquiry", "purchased"}).Draw(t, "category")
		return c
	}
}

// someCandidates gives every row an enrolment of its own.
func someCandidates(t *rapid.T, label string, first int, now time.Time, classes ...model.Class) []Candidate {
	c := rapid.SliceOfN(rapid.Custom(anyCandidate(now, classes...)), 0, 20).Draw(t, label)
	for i := range c {
		c[i].Item.EnrolmentID = model.EnrolmentID(first + i)
	}
	return c
}

func anyServing(t *rapid.T, now time.Time, by model.Actor) Serving {
	p := model.DefaultPolicy()
	p.DueCap = rapid.IntRange(0, 15).Draw(t, "cap")
	s := Serving{Now: now, By: by, Policy: p, Book: book}
	if rapid.Bool().Draw(t, "dedicated") {
		s.Dedicated = Dedication{Category: "inquiry", Target: 2, Done: rapid.IntRange(0, 2).Draw(t, "done")}
	}
	s.Frozen = Freeze(now, by, someCandidates(t, "due", 1, now, model.ClassDue), p, book, s.Dedicated)
	for i := range s.Frozen {
		s.Frozen[i].Item.State = rapid.SampledFrom([]string{"open", "open", "worked", "skipped"}).Draw(t, "now")
	}
	s.Live = someCandidates(t, "live", 100, now, model.ClassCallback, model.ClassInbound, model.ClassNew, model.ClassDue)
	return s
}

func shuffled(t *rapid.T, c []Candidate) []Candidate {
	if len(c) == 0 {
		return nil
	}
	return rapid.Permutation(c).Draw(t, "shuffled")
}

func TestFreezingIsOneOrderWhateverComesFirst(t *testing.T) {
	now, by := tuesday(t)
	rapid.Check(t, func(t *rapid.T) {
		c := someCandidates(t, "due", 1, now, model.ClassDue, model.ClassNew)
		p := model.DefaultPolicy()
		p.DueCap = rapid.IntRange(0, 15).Draw(t, "cap")
		got := Freeze(now, by, c, p, book, Dedication{})
		if again := Freeze(now, by, shuffled(t, c), p, book, Dedication{}); !slices.EqualFunc(got, again, sameRow) {
			t.Fatalf("the order of the rows changed the day:\n%v\n%v", leadsOf(got), leadsOf(again))
		}
		if later := Freeze(now.Add(3*time.Hour), by, c, p, book, Dedication{}); !isPrefixOrSame(got, later, now) {
			t.Fatalf("the hour changed the order:\n%v\n%v", leadsOf(got), leadsOf(later))
		}
		if len(got) > p.DueCap {
			t.Fatalf("%d served over a cap of %d", len(got), p.DueCap)
		}
		seen := map[model.LeadID]bool{}
		for i, a := range got {
			if seen[a.Item.LeadID] || a.Item.Class != model.ClassDue || a.Item.State == "worked" || a.Item.Position != i+1 {
				t.Fatalf("served %+v", a.Item)
			}
			seen[a.Item.LeadID] = true
			if i == 0 {
				continue
			}
			before := got[i-1]
			if early := a.Item.Late > p.OverdueFirst; early && before.Item.Late <= p.OverdueFirst {
				t.Fatalf("%d days late stands behind %d", a.Item.Late, before.Item.Late)
			} else if early && before.DueDay > a.DueDay {
				t.Fatal("a newer promise stands before an older one")
			} else if !early && before.Item.Late <= p.OverdueFirst && before.Item.Score < a.Item.Score {
				t.Fatal("a lower score stands before a higher one")
			}
		}
	})
}

func sameRow(a, b Candidate) bool {
	return a.Item.EnrolmentID == b.Item.EnrolmentID && a.Item.Position == b.Item.Position
}

// isPrefixOrSame allows for a day that ends, within the three hours, where the
// contact lives: then it is another day's order.
func isPrefixOrSame(a, b []Candidate, now time.Time) bool {
	for _, c := range append(slices.Clone(a), b...) {
		z := c.zone(time.UTC)
		if model.DateOf(now.In(z)) != model.DateOf(now.Add(3*time.Hour).In(z)) {
			return true
		}
	}
	return slices.EqualFunc(a, b, sameRow)
}

func TestTheCapTakesTheOldestPromises(t *testing.T) {
	now, by := tuesday(t)
	rapid.Check(t, func(t *rapid.T) {
		c := someCandidates(t, "due", 1, now, model.ClassDue)
		for i := range c {
			c[i].Zones = []string{"America/New_York"} // one calendar: days compare
		}
		p := model.DefaultPolicy()
		p.DueCap = rapid.IntRange(0, 10).Draw(t, "cap")
		served := Freeze(now, by, c, p, book, Dedication{})
		p.DueCap = len(c)
		all := Freeze(now, by, c, p, book, Dedication{})
		in := map[model.EnrolmentID]bool{}
		var newest model.Date
		for _, a := range served {
			in[a.Item.EnrolmentID] = true
			newest = max(newest, a.DueDay)
		}
		for _, a := range all {
			if !in[a.Item.EnrolmentID] && a.DueDay < newest {
				t.Fatalf("%v waits for another day while %v is served", a.DueDay, newest)
			}
		}
	})
}

func TestBandsAreNeverInvertedAndALeadHasOnePlace(t *testing.T) {
	now, by := tuesday(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anyServing(t, now, by)
		got := Merge(s)
		s.Live = shuffled(t, s.Live)
		if again := Merge(s); !slices.Equal(got, again) {
			t.Fatalf("the order of the live rows changed the day:\n%v\n%v", leads(got), leads(again))
		}
		seen := map[model.LeadID]bool{}
		for i, a := range got {
			if seen[a.LeadID] || a.Position != i+1 || a.State != "open" || a.ReasonText == "" {
				t.Fatalf("served %+v", a)
			}
			seen[a.LeadID] = true
			if i == 0 {
				continue
			}
			b := got[i-1]
			if b.Class > a.Class {
				t.Fatalf("%s stands before %s", b.Class.Reason(), a.Class.Reason())
			}
			if a.Class == model.ClassDue && b.Class == a.Class && a.CallableNow && !b.CallableNow {
				t.Fatal("what is closed stands before what is open")
			}
			if a.Class == model.ClassCallback && b.DueAt.After(a.DueAt) {
				t.Fatal("a newer promise stands before an older one")
			}
		}
		for _, c := range s.Live { // nothing that is owed is lost
			served := c.Item.Class == model.ClassInbound || c.Item.Class == model.ClassNew && s.Dedicated.serves(c) ||
				c.Item.Class == model.ClassCallback && !c.Item.DueAt.After(now)
			if c.open() && served && !seen[c.Item.LeadID] {
				t.Fatalf("lead %v is owed a %s and not served", c.Item.LeadID, c.Item.Class.Reason())
			}
		}
	})
}

func TestCallableIsAStablePartitionOfTheFrozenOrder(t *testing.T) {
	now, by := tuesday(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anyServing(t, now, by)
		s.Live = nil
		place := map[model.EnrolmentID]int{}
		for i, c := range s.Frozen {
			place[c.Item.EnrolmentID] = i
		}
		got := Merge(s)
		for i := 1; i < len(got); i++ {
			if got[i].CallableNow == got[i-1].CallableNow && place[got[i].EnrolmentID] < place[got[i-1].EnrolmentID] {
				t.Fatal("serving shuffled the frozen order")
			}
		}
		for _, item := range got {
			if item.Channel != model.Phone && !item.CallableNow {
				t.Fatal("a letter waits for nobody's hours")
			}
			if item.CallableNow == !item.OpensAt.IsZero() && item.CallableNow {
				t.Fatal("open now, and opens later")
			}
		}
	})
}

func TestTheCursorsLeadKeepsItsPlace(t *testing.T) {
	now, by := tuesday(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anyServing(t, now, by)
		s.Shown = Merge(s)
		if len(s.Shown) == 0 {
			return
		}
		cursor := rapid.SampledFrom(s.Shown).Draw(t, "cursor")
		s.Now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minutes")) * time.Minute)
		s.Live = append(slices.Clone(s.Live), someCandidates(t, "joined", 200, s.Now, model.ClassCallback, model.ClassInbound)...)
		for i := range s.Frozen {
			if rapid.IntRange(0, 4).Draw(t, "done") == 0 {
				s.Frozen[i].Item.State = "worked"
			}
		}
		without := slices.DeleteFunc(Merge(s), func(i model.QueueItem) bool { return i.LeadID == cursor.LeadID })
		s.Cursor = cursor.LeadID
		got := Merge(s)
		at := slices.IndexFunc(got, func(i model.QueueItem) bool { return i.LeadID == cursor.LeadID })
		if at < 0 {
			t.Fatal("the lead vanished from under the cursor")
		}
		rest := slices.Delete(slices.Clone(got), at, at+1)
		if !slices.Equal(leads(rest), leads(without)) {
			t.Fatalf("the cursor moved others:\n%v\n%v", leads(rest), leads(without))
		}
		// No other place would turn round fewer of those shown before.
		chosen := turned(s.Shown, rest, cursor.Position-1, at)
		for i := range len(rest) + 1 {
			if turned(s.Shown, rest, cursor.Position-1, i) < chosen {
				t.Fatalf("place %d keeps the order better than %d: shown %v, now %v", i, at, leads(s.Shown), leads(got))
			}
		}
	})
}

// turned counts those shown on the other side of the cursor than place at of
// rest would have them.
func turned(shown, rest []model.QueueItem, was, at int) int {
	n := 0
	for i, item := range rest {
		old := slices.IndexFunc(shown, func(o model.QueueItem) bool { return o.LeadID == item.LeadID })
		if old >= 0 && cmp.Compare(old, was) != cmp.Compare(i, at-1) && (old < was) != (i < at) {
			n++
		}
	}
	return n
}
