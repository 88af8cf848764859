package calendar

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"pgregory.net/rapid"

	"ripen/model"
)

// properties is how many rapid properties this package has; by default they
// share ten thousand cases.
const properties = 5

// TestMain sets the number of cases of each property: RIPEN_PROPERTY_CASES, or
// what -rapid.checks says.
func TestMain(m *testing.M) {
	flag.Parse()
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == "rapid.checks" })
	cases := os.Getenv("RIPEN_PROPERTY_CASES")
	if cases == "" && !chosen {
		cases = fmt.Sprint(10_000 / properties)
	}
	if cases != "" {
		if err := flag.Set("rapid.checks", cases); err != nil {
			fmt.Fprintln(os.Stderr, "RIPEN_PROPERTY_CASES is no number of cases:", cases)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}

// tally counts the cases that prove nothing about holidays or hours, since the
// region or the zone is unknown. More than a tenth of them would make the
// property an empty one.
type tally struct{ all, vacuous int }

func (c *tally) add(p Place) {
	c.all++
	if _, known := resolve(p.Region); !known || len(p.Zones) == 0 {
		c.vacuous++
	}
}

func (c *tally) verdict(t *testing.T) {
	t.Logf("%d cases, %d vacuous", c.all, c.vacuous)
	if c.vacuous*10 > c.all {
		t.Errorf("%d of %d cases are vacuous: unknown region or zone", c.vacuous, c.all)
	}
	if c.vacuous == 0 {
		t.Errorf("no case of %d has an unknown region or zone", c.all)
	}
}

var knownRegions = func() (all []model.Region) {
	for r := range sources {
		all = append(all, r)
	}
	slices.Sort(all)
	return all
}()

// Zones whose clocks do odd things: half-hour steps, changes at midnight, two
// changes within Ramadan, a skipped day, odd offsets.
var oddZones = []string{
	"Australia/Lord_Howe", "America/Sao_Paulo", "America/Santiago", "Asia/Beirut", "Africa/Cairo",
	"Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll", "America/St_Johns", "UTC",
}

var drawPlace = rapid.Custom(func(t *rapid.T) Place {
	// Spread by a multiplier: rapid prefers small numbers, and an unknown
	// place must stay as rare as it is in a list.
	n := (rapid.Uint64().Draw(t, "place") + 1) * 0x9E3779B97F4A7C15 >> 20
	r := knownRegions[n%uint64(len(knownRegions))]
	switch n >> 12 % 32 {
	case 0:
		r = []model.Region{"", "VN", "IL"}[n%3]
	case 1:
		return Place{Region: r}
	case 2, 3, 4:
		return mustPlace(r, oddZones[n>>20%uint64(len(oddZones))])
	}
	zones := places().zones[r]
	if len(zones) == 0 {
		zones = places().zones["US"]
	}
	if n>>18%2 == 0 {
		zones = zones[:1]
	}
	return mustPlace(r, zones...)
})

func mustPlace(r model.Region, zones ...string) Place {
	z, err := LoadZones(zones)
	if err != nil {
		panic(err)
	}
	return Place{Zones: z, Region: r}
}

// Nights on which clocks change, and days around which holidays move.
var hardDays = []string{
	"2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2018-11-04", "2011-12-30",
	"2026-11-26", "2026-12-25", "2027-12-24", "2027-12-31", "2026-07-03", "2028-02-29",
}

var drawInstant = rapid.Custom(func(t *rapid.T) time.Time {
	if n := rapid.IntRange(0, 2*len(hardDays)).Draw(t, "hard"); n < len(hardDays) {
		d, _ := time.Parse("2006-01-02", hardDays[n])
		return d.Add(time.Duration(rapid.IntRange(-3*86400, 3*86400).Draw(t, "second")) * time.Second)
	}
	return time.Unix(rapid.Int64Range(1_577_836_800, 2_051_222_400).Draw(t, "at"), 0) // 2020 to 2034
})

var drawDate = rapid.Map(drawInstant, func(t time.Time) model.Date { return model.DateOf(t.UTC()) })

var drawHours = rapid.Custom(func(t *rapid.T) Hours {
	if rapid.IntRange(0, 3).Draw(t, "hours") > 0 {
		return rapid.SampledFrom([]Hours{{480, 1080}, {420, 1200}, {540, 1020}, {480, Midday}}).Draw(t, "usual")
	}
	from := rapid.IntRange(0, 1439).Draw(t, "from")
	return Hours{from, rapid.IntRange(from+1, 1440).Draw(t, "to")}
})

// allowed is the rule for one instant in the plainest words, apart from the
// code under test: no weekend, no holiday by its name, within the hours by the
// digits of the clock.
func allowed(b *Book, at time.Time, p Place, h Hours) bool {
	for _, z := range p.Zones {
		local := at.In(z)
		day := model.DateOf(local)
		rest := local.Weekday() == time.Sunday
		if p.Region == "IL" {
			rest = local.Weekday() == time.Friday
		}
		_, holiday := b.Holiday(day, p.Region)
		minute := local.Hour()*60 + local.Minute()
		if rest || local.Weekday() == time.Saturday || holiday || minute < h.From || minute >= h.To {
			return false
		}
	}
	return true
}

func TestNextOpenIsTheEarliestAllowedInstant(t *testing.T) {
	b := New()
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		p, at, h := drawPlace.Draw(t, "p"), drawInstant.Draw(t, "at"), drawHours.Draw(t, "h")
		count.add(p)
		got, err := b.NextOpen(at, p, h)
		if len(p.Zones) == 0 {
			if model.CodeOf(err) != model.Invalid {
				t.Fatalf("an unknown zone was guessed: %v, %v", got, err)
			}
			return
		}
		until := got
		switch {
		case model.CodeOf(err) == model.Closed:
			until = at.AddDate(0, 0, 8)
		case err != nil:
			t.Fatal(err)
		case got.Before(at):
			t.Fatalf("%v is before %v", got, at)
		case !allowed(b, got, p, h):
			t.Fatalf("%v is not allowed", got)
		}
		if open, _ := b.Open(got.UTC(), p, h); !open && err == nil {
			t.Fatalf("%v is not open", got)
		}
		step := time.Duration(rapid.IntRange(1, 59).Draw(t, "step")) * time.Minute
		if until.Sub(at) > 48*time.Hour {
			step = max(step, 17*time.Minute)
		}
		earlier := func(x time.Time) {
			if open, _ := b.Open(x, p, h); open {
				t.Fatalf("%v is open, earlier than %v", x, until)
			}
		}
		for x := at; x.Before(until); x = x.Add(step) {
			earlier(x)
		}
		if last := until.Add(-time.Minute); !last.Before(at) {
			earlier(last)
		}
	})
	count.verdict(t)
}

func TestBusinessDayArithmetic(t *testing.T) {
	b := New()
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		p, d := drawPlace.Draw(t, "p"), drawDate.Draw(t, "d")
		n := rapid.IntRange(-30, 60).Draw(t, "n")
		count.add(p)
		r := p.Region
		got := b.AddBusinessDays(d, n, r)
		if !b.IsBusinessDay(got, r) {
			t.Fatalf("lands on %s, which is closed", got)
		}
		if _, holiday := b.Holiday(got, r); holiday {
			t.Fatalf("lands on %s, a holiday", got)
		}
		if n > 0 && got <= d || n < 0 && got >= d || n == 0 && got < d {
			t.Fatalf("%s %+d is %s", d, n, got)
		}
		if next := b.AddBusinessDays(d, n+1, r); next < got {
			t.Fatalf("%d days reach %s, %d only %s", n, got, n+1, next)
		}
		if next := b.AddBusinessDays(d.AddDays(1), n, r); next < got {
			t.Fatalf("from a day later it is earlier: %s, not %s", next, got)
		}
		if between := b.BusinessDaysBetween(d, got, r); n > 0 && between != n {
			t.Fatalf("%d days between, want %d", between, n)
		}
		if b.IsBusinessDay(d, r) != (b.RollForward(d, r) == d) {
			t.Fatalf("%s rolls to %s", d, b.RollForward(d, r))
		}
		if b.IsBusinessDay(d, r) && !b.IsPostalDay(d, r) {
			t.Fatalf("offices are open on %s, and no post comes", d)
		}
		m := DefaultMailDays()
		hand := b.InHand(d, "US", r, false, m)
		if hand <= d || !b.IsPostalDay(hand, r) && r != "" {
			t.Fatalf("posted %s, in hand %s", d, hand)
		}
		if direct := b.InHand(d, "US", r, true, m); direct < hand {
			t.Fatalf("direct mail is in hand on %s, before a letter, %s", direct, hand)
		}
	})
	count.verdict(t)
}

var drawSpan = rapid.Map(rapid.Int64Range(0, 60*3600), func(s int64) time.Duration { return time.Duration(s) * time.Second })

func TestBusinessTimeAddsUp(t *testing.T) {
	b := New()
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		p, at, h := drawPlace.Draw(t, "p"), drawInstant.Draw(t, "at"), drawHours.Draw(t, "h")
		if h.To-h.From < 60 {
			h = callHours // a window of a minute makes sixty hours last for years
		}
		x, y := drawSpan.Draw(t, "x"), drawSpan.Draw(t, "y")
		count.add(p)
		once := b.AddBusinessTime(at, x+y, p, h)
		twice := b.AddBusinessTime(b.AddBusinessTime(at, x, p, h), y, p, h)
		if !once.Equal(twice) {
			t.Fatalf("%v at once, %v in two steps", once, twice)
		}
		if got := b.BusinessTimeBetween(at, once, p, h); got != x+y {
			t.Fatalf("%v between %v and %v, want %v", got, at, once, x+y)
		}
		if once.Before(at.Add(x + y)) {
			t.Fatalf("%v of working time took only until %v", x+y, once)
		}
		if x+y > 0 && len(p.Zones) > 0 {
			// The last of the time is working time.
			if last := (Place{p.Zones[:1], p.Region}); !allowed(b, once.Add(-1), last, h) {
				t.Fatalf("ends at %v, which is not working time", once)
			}
		}
		back := b.SubBusinessTime(at, x+y, p, h)
		if got := b.BusinessTimeBetween(back, at, p, h); got != x+y {
			t.Fatalf("%v between %v and %v, want %v", got, back, at, x+y)
		}
		if both := b.SubBusinessTime(b.SubBusinessTime(at, x, p, h), y, p, h); !both.Equal(back) {
			t.Fatalf("backwards %v at once, %v in two steps", back, both)
		}
	})
	count.verdict(t)
}

func TestOtherHalfIsAnotherDayAndHalf(t *testing.T) {
	b := New()
	var count tally
	rapid.Check(t, func(t *rapid.T) {
		p, at := drawPlace.Draw(t, "p"), drawInstant.Draw(t, "at")
		count.add(p)
		got, err := b.OtherHalf(at, p, callHours)
		if len(p.Zones) == 0 {
			if model.CodeOf(err) != model.Invalid {
				t.Fatalf("an unknown zone was guessed: %v, %v", got, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		zone := p.Zones[0]
		if !allowed(b, got, p, callHours) {
			t.Fatalf("%v is not allowed", got)
		}
		tried, again := at.In(zone), got.In(zone)
		if model.DateOf(again) <= model.DateOf(tried) {
			t.Fatalf("tried %v, again %v", tried, again)
		}
		next := b.AddBusinessDays(model.DateOf(tried), 1, p.Region)
		if exists := model.DateOf(next.At(12, 0, zone)) == next; len(p.Zones) > 1 || !exists {
			return // candidates may share no such half; Samoa had no 30 December 2011
		}
		if model.DateOf(again) != next {
			t.Fatalf("tried %v, again %v, not on %s", tried, again, next)
		}
		if (tried.Hour() < 13) == (again.Hour() < 13) {
			t.Fatalf("the same half: %v and %v", tried, again)
		}
	})
	count.verdict(t)
}

// Whatever stands in a list's columns, a place is either found whole or not at
// all, and never with a zone that cannot be loaded.
func TestAnyTextIsAPlaceOrUnknown(t *testing.T) {
	var rows []string
	for _, c := range countries {
		rows = append(rows, append(strings.Split(c.names, "|"), c.code)...)
	}
	for _, d := range divisions {
		rows = append(rows, append(strings.Split(d.names, "|"), string(d.code), string(d.code)[3:])...)
	}
	text := rapid.OneOf(rapid.SampledFrom(rows), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		country, state := text.Draw(t, "country"), text.Draw(t, "state")
		r := RegionOf(country, state)
		if shouted := RegionOf(" "+strings.ToUpper(country)+" ", strings.ToUpper(state)); shouted != r && isASCII(country+state) {
			t.Fatalf("%q, but %q in capitals", r, shouted)
		}
		zones := ZonesOf(country, state)
		if r == "" && zones != nil {
			t.Fatalf("no region, but %v", zones)
		}
		if _, err := LoadZones(zones); err != nil {
			t.Fatal(err)
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 })
}

// The days remembered must be those that the library's own business calendar
// works out date by date, over the turn of the year too.
func TestYearsAgreeWithTheLibrary(t *testing.T) {
	b := New()
	for r, src := range sources {
		c := cal.NewBusinessCalendar()
		c.Cacheable = true
		c.AddHoliday(src.business...)
		for d := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2029; d = d.AddDate(0, 0, 1) {
			if got, want := b.IsBusinessDay(model.DateOf(d), r), c.IsWorkday(d); got != want {
				t.Errorf("%s %s: business day %v, the library says %v", r, d.Format("Mon 2006-01-02"), got, want)
			}
		}
	}
}
