package queue

import (
	"flag"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

// TestMain lets each of the package's properties run 2,000 cases, some ten
// thousand in all, unless the command line asks for another number.
func TestMain(m *testing.M) {
	if f := flag.Lookup("rapid.checks"); f != nil {
		_ = f.Value.Set("2000")
	}
	flag.Parse()
	os.Exit(m.Run())
}

var book = calendar.New()

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// tuesday is 24 November 2026, 10:42 in New York: Thanksgiving is two days on.
func tuesday(t testing.TB) (time.Time, model.Actor) {
	ny := zone(t, "America/New_York")
	return time.Date(2026, 11, 24, 10, 42, 0, 0, ny), model.Actor{ID: 1, Name: "Dana Ortiz", Role: model.Specialist, Zone: ny, Region: "US"}
}

func call(lead int, class model.Class, due time.Time) Candidate {
	return Candidate{
		Item: model.QueueItem{
			EnrolmentID: model.EnrolmentID(lead), LeadID: model.LeadID(lead), Class: class, DueAt: due,
			Channel: model.Phone, Owes: model.OwesStep, Step: 3, Steps: 9, StepWord: "call",
		},
		Zones: []string{"America/New_York"}, Region: "US",
	}
}

func leads(items []model.QueueItem) []int {
	var out []int
	for _, i := range items {
		out = append(out, int(i.LeadID))
	}
	return out
}

func leadsOf(c []Candidate) []int {
	var out []int
	for _, c := range c {
		out = append(out, int(c.Item.LeadID))
	}
	return out
}

func TestScoreIsTheRulesFormula(t *testing.T) {
	for _, c := range []struct {
		fit                 float64
		twoWay, count, idle int
		want                model.Parts
		total               int
	}{
		{0, 0, 0, 0, model.Parts{}, 0},
		{1, 3, 10, 30, model.Parts{Fit: 35, Engagement: 25, Ripeness: 25, Age: 15}, 100},
		{0.5, 1, 6, 10, model.Parts{Fit: 17.5, Engagement: 25. / 3, Ripeness: 15, Age: 5}, 46},
		{1, 9, 10, 400, model.Parts{Fit: 35, Engagement: 25, Ripeness: 25, Age: 15}, 100},
		{-1, -1, -1, -1, model.Parts{}, 0},
		{math.NaN(), 0, 0, 0, model.Parts{Fit: 17.5}, 18},
	} {
		got := Score(c.fit, c.twoWay, c.count, c.idle)
		for i, d := range []float64{got.Fit - c.want.Fit, got.Engagement - c.want.Engagement, got.Ripeness - c.want.Ripeness, got.Age - c.want.Age} {
			if math.Abs(d) > 1e-9 {
				t.Errorf("%+v: part %d of %+v is off by %g", c, i, got, d)
			}
		}
		if got.Total() != c.total {
			t.Errorf("%+v sums to %d, want %d", c, got.Total(), c.total)
		}
	}
}

// due days: 24 Nov today, 20 and 19 two and three bd ago, 13 Nov seven bd ago.
func TestTheDueStepsOfADay(t *testing.T) {
	now, by := tuesday(t)
	day := func(d, score, lead int) Candidate {
		c := call(lead, model.ClassDue, time.Date(2026, 11, d, 8, 0, 0, 0, by.Zone))
		c.Item.Score = score
		return c
	}
	c := []Candidate{
		day(24, 90, 1), day(24, 40, 2), day(20, 60, 3), day(13, 5, 4), day(12, 1, 5), day(13, 80, 6), day(25, 99, 7),
	}
	p := model.DefaultPolicy()
	if got := leadsOf(Freeze(now, by, c, p, book, Dedication{})); !slices.Equal(got, []int{5, 6, 4, 1, 3, 2}) {
		t.Errorf("long overdue first, oldest first, then by score; tomorrow's not at all: got %v", got)
	}
	p.DueCap = 4
	if got := leadsOf(Freeze(now, by, c, p, book, Dedication{})); !slices.Equal(got, []int{5, 6, 4, 3}) {
		t.Errorf("under a cap the oldest promises have their day first: got %v", got)
	}
	p.DueCap = 0
	if got := Freeze(now, by, c, p, book, Dedication{}); len(got) != 0 {
		t.Errorf("a spent cap serves nothing: got %v", leadsOf(got))
	}
	got := Freeze(now, by, c, model.DefaultPolicy(), book, Dedication{})
	if got[0].Item.Late != 8 || got[4].Item.Late != 2 || got[3].Item.Late != 0 {
		t.Errorf("late by %d, %d and %d business days", got[0].Item.Late, got[4].Item.Late, got[3].Item.Late)
	}
}

func TestFiveBusinessDaysLateIsNotYetFirst(t *testing.T) {
	now, by := tuesday(t)
	five := call(1, model.ClassDue, time.Date(2026, 11, 17, 8, 0, 0, 0, by.Zone))
	six := call(2, model.ClassDue, time.Date(2026, 11, 16, 8, 0, 0, 0, by.Zone))
	good := call(3, model.ClassDue, now)
	good.Item.Score = 50
	got := leadsOf(Freeze(now, by, []Candidate{five, good, six}, model.DefaultPolicy(), book, Dedication{}))
	if !slices.Equal(got, []int{2, 3, 1}) {
		t.Errorf("got %v", got)
	}
}

func TestALeadHasItsEarliestStepDue(t *testing.T) {
	now, by := tuesday(t)
	later, earlier := call(1, model.ClassDue, now), call(1, model.ClassDue, now.AddDate(0, 0, -1))
	later.Item.EnrolmentID, earlier.Item.EnrolmentID = 10, 11
	later.Item.Score = 100
	got := Freeze(now, by, []Candidate{later, earlier}, model.DefaultPolicy(), book, Dedication{})
	if len(got) != 1 || got[0].Item.EnrolmentID != 11 {
		t.Errorf("got %v", got)
	}
}

func TestTomorrowInTokyoIsTodaysWork(t *testing.T) {
	_, by := tuesday(t)
	evening := time.Date(2026, 11, 24, 21, 0, 0, 0, by.Zone) // Wednesday morning there
	c := call(1, model.ClassDue, time.Time{})
	c.Zones, c.Region, c.DueDay = []string{"Asia/Tokyo"}, "JP", model.NewDate(2026, 11, 25)
	if got := Freeze(evening, by, []Candidate{c}, model.DefaultPolicy(), book, Dedication{}); len(got) != 1 {
		t.Error("a step due on the contact's own day was not served")
	}
}

func TestTheBandsFollowEachOther(t *testing.T) {
	now, by := tuesday(t)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	callback, older := call(1, model.ClassCallback, ago(12*time.Minute)), call(2, model.ClassCallback, ago(30*time.Minute))
	ahead := call(3, model.ClassCallback, now.Add(time.Minute))
	reply, reply2 := call(4, model.ClassInbound, ago(2*time.Hour)), call(5, model.ClassInbound, now)
	reply.ReceivedAt, reply2.ReceivedAt = ago(time.Minute), ago(time.Hour)
	fresh, pressing := call(6, model.ClassNew, now.Add(50*time.Minute)), call(7, model.ClassNew, now.Add(5*time.Minute))
	due, west := call(8, model.ClassDue, now), call(9, model.ClassDue, now)
	due.Item.Score, west.Item.Score = 10, 99
	west.Zones = []string{"America/Los_Angeles"} // 07:42 there
	letter := call(10, model.ClassDue, now)
	letter.Item.Channel, letter.Zones = model.Letter, []string{"America/Los_Angeles"}
	reply3 := call(11, model.ClassInbound, ago(3*time.Hour))
	reply3.ReceivedAt = ago(2 * time.Minute)
	also := call(4, model.ClassCallback, ago(time.Minute)) // the one who replied also asked for a call
	frozen := Freeze(now, by, []Candidate{due, west, letter, call(1, model.ClassDue, now)}, model.DefaultPolicy(), book, Dedication{})
	s := Serving{
		Now: now, By: by, Policy: model.DefaultPolicy(), Book: book, Frozen: frozen,
		Live: []Candidate{due, fresh, reply, callback, ahead, pressing, older, reply3, reply2, also},
	}
	got := Merge(s)
	if want := []int{2, 1, 4, 5, 11, 7, 6, 8, 10, 9}; !slices.Equal(leads(got), want) {
		t.Errorf("got %v, want %v", leads(got), want)
	}
	last := got[len(got)-1]
	if last.CallableNow || last.LocalTime != "07:42" || !strings.HasSuffix(last.ReasonText, "opens 11:00 (08:00 there)") {
		t.Errorf("the closed one says %+v", last)
	}
	s.Now = now.Add(time.Hour)
	if got := leads(Merge(s)); !slices.Equal(got[8:], []int{9, 8, 10}) && !slices.Equal(got[8:], []int{9, 10, 8}) {
		t.Errorf("when California opens the frozen order returns: got %v", got)
	}
}

func TestADedicatedCategoryComesBeforeOtherWork(t *testing.T) {
	now, by := tuesday(t)
	fair, other := call(1, model.ClassDue, now), call(2, model.ClassDue, now.AddDate(0, 0, -20))
	fair.Category, other.Category = "trade-show", "purchased"
	inquiry, back := call(3, model.ClassNew, now.Add(time.Minute)), call(4, model.ClassCallback, now)
	inquiry.Category, back.Category = "inquiry", "purchased"
	p := model.DefaultPolicy()
	d := Dedication{Category: "trade-show", Target: 10, Done: 9}
	p.DueCap = 1
	if got := leadsOf(Freeze(now, by, []Candidate{other, fair}, p, book, d)); !slices.Equal(got, []int{1}) {
		t.Errorf("the cap was filled with %v", got)
	}
	p.DueCap = 80
	s := Serving{Now: now, By: by, Policy: p, Book: book, Live: []Candidate{inquiry, back}, Dedicated: d,
		Frozen: Freeze(now, by, []Candidate{other, fair}, p, book, d)}
	if got := leads(Merge(s)); !slices.Equal(got, []int{4, 1}) {
		t.Errorf("before the target: %v", got)
	}
	s.Dedicated.Done++
	if got := leads(Merge(s)); !slices.Equal(got, []int{4, 3, 2, 1}) {
		t.Errorf("after the target: %v", got)
	}
}

func TestTheLeadUnderTheCursorStays(t *testing.T) {
	now, by := tuesday(t)
	var c []Candidate
	for i := 1; i <= 5; i++ {
		one := call(i, model.ClassDue, now)
		one.Item.Score = 100 - i
		c = append(c, one)
	}
	s := Serving{Now: now, By: by, Policy: model.DefaultPolicy(), Book: book,
		Frozen: Freeze(now, by, c, model.DefaultPolicy(), book, Dedication{})}
	s.Shown = Merge(s)
	s.Cursor = 3
	s.Frozen[2].Item.State = "worked"
	s.Live = []Candidate{call(9, model.ClassCallback, now), call(4, model.ClassInbound, now)}
	got := Merge(s)
	if !slices.Equal(leads(got), []int{9, 4, 1, 2, 3, 5}) || got[4].State != "worked" || got[4].Position != 5 {
		t.Errorf("worked under the cursor: %v, state %q", leads(got), got[4].State)
	}
	s.Frozen = slices.Delete(s.Frozen, 2, 3)
	if got := Merge(s); !slices.Equal(leads(got), []int{9, 4, 1, 2, 3, 5}) || got[4].State != "worked" {
		t.Errorf("gone from the store: %v, state %q", leads(got), got[4].State)
	}
	s.Cursor = 2
	if got := leads(Merge(s)); !slices.Equal(got, []int{9, 4, 1, 2, 5}) {
		t.Errorf("it goes when the cursor moves on: %v", got)
	}
}

func TestACallbackWorkedUnderTheCursorIsNotServedAgain(t *testing.T) {
	now, by := tuesday(t)
	c := call(1, model.ClassCallback, now)
	s := Serving{Now: now, By: by, Policy: model.DefaultPolicy(), Book: book, Live: []Candidate{c, call(2, model.ClassCallback, now)}}
	s.Shown, s.Cursor = Merge(s), 1
	s.Live[0].Item.DueAt = now.AddDate(0, 0, 2) // promised anew
	got := Merge(s)
	i := slices.IndexFunc(got, func(i model.QueueItem) bool { return i.LeadID == 1 })
	if len(got) != 2 || got[i].State != "worked" {
		t.Errorf("got %+v", got)
	}
}

// Equals are in an order that has nothing to do with when their rows were made
// and that is another one each day, so that nobody is always last.
func TestEqualsAreShuffledByTheDay(t *testing.T) {
	now, by := tuesday(t)
	var c []Candidate
	for i := 1; i <= 30; i++ {
		c = append(c, call(i, model.ClassDue, time.Date(2026, 11, 23, 9, 0, 0, 0, by.Zone)))
	}
	today := leadsOf(Freeze(now, by, c, model.DefaultPolicy(), book, Dedication{}))
	tomorrow := leadsOf(Freeze(now.AddDate(0, 0, 1), by, c, model.DefaultPolicy(), book, Dedication{}))
	if slices.IsSorted(today) || slices.Equal(today, tomorrow) {
		t.Errorf("today %v\ntomorrow %v", today, tomorrow)
	}
	stay := 0
	for i := range today {
		if today[i] == tomorrow[i] {
			stay++
		}
	}
	if stay > 6 {
		t.Errorf("%d of 30 keep their place from day to day", stay)
	}
}

func TestExposure(t *testing.T) {
	var rows []Served
	for i := 1; i <= 10; i++ {
		attempted := 2
		if i <= 2 { // the lowest scores
			attempted = 1
		}
		rows = append(rows, Served{LeadID: model.LeadID(i), Score: i * 10, Served: 4, Attempted: attempted})
	}
	rows = append(rows, Served{LeadID: 99, Score: 100})
	if e := ExposureOf(rows); !e.OK || e.Ratio != 2 || e.Highest != 0.5 || e.Lowest != 0.25 {
		t.Errorf("got %+v", e)
	}
	if e := ExposureOf(rows[:4]); e.OK {
		t.Errorf("four leads have no fifths: %+v", e)
	}
	rows[0].Attempted, rows[1].Attempted = 0, 0
	if e := ExposureOf(rows); e.OK || e.Highest != 0.5 {
		t.Errorf("nothing to divide by: %+v", e)
	}
}

func BenchmarkMerge(b *testing.B) {
	now, by := tuesday(b)
	var c []Candidate
	for i := range 80 {
		one := call(i+1, model.ClassDue, now)
		if i%3 == 0 {
			one.Zones = []string{"America/Los_Angeles"}
		}
		c = append(c, one)
	}
	s := Serving{Now: now, By: by, Policy: model.DefaultPolicy(), Book: book,
		Frozen: Freeze(now, by, c, model.DefaultPolicy(), book, Dedication{})}
	for b.Loop() {
		s.Shown = Merge(s)
		s.Cursor = 40
	}
}
