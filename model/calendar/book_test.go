package calendar

import (
	"sync"
	"testing"

	"ripen/model"
)

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNamedDays(t *testing.T) {
	b := New()
	for _, c := range []struct {
		date     string
		region   model.Region
		business bool
		name     string // "" for a day that is no holiday
	}{
		{"2026-11-25", "US", true, ""},
		{"2026-11-26", "US", false, "Thanksgiving Day"},
		{"2026-11-27", "US", false, "Day after Thanksgiving"},
		{"2026-11-27", "US-MA", false, "Day after Thanksgiving"},
		{"2026-11-26", "CA", true, ""},
		{"2027-11-25", "US", false, "Thanksgiving Day"},
		{"2027-11-26", "US", false, "Day after Thanksgiving"},
		{"2026-11-28", "US", false, ""},
		{"2026-01-19", "US", false, "Martin Luther King Jr. Day"},
		{"2026-06-19", "US", false, "Juneteenth"},
		{"2026-07-03", "US", false, "Independence Day (observed)"},
		{"2026-07-04", "US", false, "Independence Day"},
		{"2026-10-12", "US", false, "Columbus Day"},
		{"2026-11-11", "US", false, "Veterans Day"},
		{"2026-12-25", "US", false, "Christmas Day"},
		{"2026-12-28", "US", true, ""},
		{"2027-12-24", "US", false, "Christmas Day (observed)"},
		{"2027-12-31", "US", false, "New Year's Day (observed)"}, // of 2028, in the old year
		{"2022-12-26", "US", false, "Christmas Day (observed)"},

		{"2026-10-03", "DE", false, "Tag der Deutschen Einheit"}, // a Saturday, without a stand-in
		{"2026-10-05", "DE", true, ""},
		{"2025-10-03", "DE", false, "Tag der Deutschen Einheit"},
		{"2026-01-06", "DE-BY", false, "Heilige Drei Könige"},
		{"2027-01-06", "DE-BY", false, "Heilige Drei Könige"},
		{"2026-01-06", "DE", true, ""},
		{"2026-01-06", "DE-HH", true, ""},
		{"2026-04-03", "DE-BY", false, "Karfreitag"},
		{"2026-11-18", "DE-SN", false, "Buß- und Bettag"},
		{"2026-11-18", "DE-BY", true, ""},
		{"2026-11-26", "DE", true, ""},

		{"2026-04-03", "GB", false, "Good Friday"},
		{"2026-04-06", "GB", false, "Easter Monday"},
		{"2026-05-04", "GB", false, "Early May"},
		{"2026-05-25", "GB-ENG", false, "Spring Bank Holiday"},
		{"2026-08-31", "GB", false, "Summer Bank Holiday"},
		{"2026-12-28", "GB", false, "Boxing Day (observed)"},
		{"2027-12-27", "GB", false, "Christmas Day (observed)"},
		{"2027-12-28", "GB", false, "Boxing Day (observed)"},
		{"2027-12-29", "GB", true, ""},
		{"2026-01-02", "GB", true, ""},
		{"2026-01-02", "GB-SCT", false, "2 January"},
		{"2028-01-04", "GB-SCT", false, "2 January (observed)"},
		{"2026-04-06", "GB-SCT", true, ""},
		{"2026-08-03", "GB-SCT", false, "Summer Bank Holiday"},
		{"2026-08-31", "GB-SCT", true, ""},
		{"2026-11-30", "GB-SCT", false, "St Andrew's Day"},
		{"2026-03-17", "GB-NIR", false, "St Patrick's Day"},
		{"2026-07-13", "GB-NIR", false, "Battle of the Boyne (observed)"},
		{"2026-07-13", "GB", true, ""},

		{"2026-07-14", "FR", false, "Fête Nationale"},
		{"2026-05-14", "AT", false, "Christi Himmelfahrt"},
		{"2026-08-15", "CH-TI", false, "Mariä Himmelfahrt"},
		{"2027-03-19", "CH", true, ""}, // Saint Joseph's, in a few cantons only
		{"2026-07-01", "CA", false, "Canada Day"},
		{"2026-06-24", "CA-QC", false, "Saint-Jean-Baptiste"},
		{"2026-07-10", "NZ", false, "Matariki"},
		{"2026-11-03", "AU-VIC", false, "Melbourne Cup"},
		{"2026-11-03", "AU", true, ""},
		{"2026-12-24", "PL", false, "Wigilia Bożego Narodzenia"},
		{"2026-11-20", "BR", false, "Dia da Consciência Negra"},
	} {
		d := day(t, c.date)
		if got := b.IsBusinessDay(d, c.region); got != c.business {
			t.Errorf("%s in %s: business day %v, want %v", c.date, c.region, got, c.business)
		}
		if name, ok := b.Holiday(d, c.region); name != c.name || ok != (c.name != "") {
			t.Errorf("%s in %s: holiday %q, %v, want %q", c.date, c.region, name, ok, c.name)
		}
	}
}

func TestUnknownRegionKeepsItsWeekend(t *testing.T) {
	b := New()
	for _, c := range []struct {
		region           model.Region
		known            bool
		christmasFriday  bool // 2026-12-25 open
		saturday, sunday bool // 2026-12-19, -20 open
	}{
		{"US", true, false, false, false},
		{"US-MA", true, false, false, false},
		{"DE-XX", true, false, false, false},
		{"", false, true, false, false},
		{"VN", false, true, false, false},
		{"x", false, true, false, false},
		{"IL", false, false, false, true},
	} {
		if got := b.Known(c.region); got != c.known {
			t.Errorf("Known(%q) = %v", c.region, got)
		}
		for date, want := range map[string]bool{
			"2026-12-25": c.christmasFriday, "2026-12-19": c.saturday, "2026-12-20": c.sunday, "2026-12-21": true,
		} {
			if got := b.IsBusinessDay(day(t, date), c.region); got != want {
				t.Errorf("%s in %q: business day %v, want %v", date, c.region, got, want)
			}
		}
	}
}

func TestAddBusinessDays(t *testing.T) {
	b := New()
	for _, c := range []struct {
		from   string
		n      int
		region model.Region
		want   string
	}{
		{"2026-11-25", 1, "US", "2026-11-30"}, // over Thanksgiving and the day after
		{"2026-11-25", 1, "DE", "2026-11-26"},
		{"2026-11-26", 0, "US", "2026-11-30"},
		{"2026-11-25", 0, "US", "2026-11-25"},
		{"2026-11-28", 1, "US", "2026-11-30"}, // one after a Saturday is Monday
		{"2026-11-30", -1, "US", "2026-11-25"},
		{"2026-11-28", -1, "US", "2026-11-25"},
		{"2026-12-24", 1, "GB", "2026-12-29"},
		{"2026-12-31", 1, "", "2027-01-01"}, // unknown: only weekends are closed
		{"2026-12-31", 1, "US", "2027-01-04"},
		{"2026-11-19", 5, "US", "2026-11-30"},
	} {
		got := b.AddBusinessDays(day(t, c.from), c.n, c.region)
		if got != day(t, c.want) {
			t.Errorf("%s %+d in %q = %s, want %s", c.from, c.n, c.region, got, c.want)
		}
	}
	if got := b.BusinessDaysBetween(day(t, "2026-11-23"), day(t, "2026-11-30"), "US"); got != 3 {
		t.Errorf("Thanksgiving week has %d business days after Monday up to the next, want 3", got)
	}
	if got := b.BusinessDaysBetween(day(t, "2026-11-30"), day(t, "2026-11-23"), "US"); got != -3 {
		t.Errorf("backwards: %d, want -3", got)
	}
}

func TestNoDateStaysNoDate(t *testing.T) {
	b := New()
	if b.IsBusinessDay(0, "US") || b.IsPostalDay(0, "US") || b.RollForward(0, "US") != 0 ||
		b.AddBusinessDays(0, 3, "US") != 0 || b.InHand(0, "US", "US", false, DefaultMailDays()) != 0 ||
		b.BusinessDaysBetween(0, day(t, "2026-01-01"), "US") != 0 {
		t.Error("arithmetic on no date made a date")
	}
	if _, ok := b.Holiday(0, "US"); ok {
		t.Error("no date is a holiday")
	}
}

func TestBookIsSharedSafely(t *testing.T) {
	b := New()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for year := 2020; year < 2040; year++ {
				for _, r := range []model.Region{"US", "DE-BY", "GB", ""} {
					if b.IsBusinessDay(model.NewDate(year, 12, 25), r) && r != "" {
						t.Errorf("Christmas %d is a business day in %s", year, r)
					}
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}

func BenchmarkIsBusinessDay(b *testing.B) {
	book, d := New(), day(b, "2026-11-25")
	for b.Loop() {
		book.IsBusinessDay(d, "US-MA")
	}
}

func BenchmarkFirstYear(b *testing.B) {
	for b.Loop() {
		New().IsBusinessDay(20261125, "DE-BY")
	}
}
