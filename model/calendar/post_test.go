package calendar

import (
	"testing"

	"ripen/model"
)

func TestPostalDays(t *testing.T) {
	b := New()
	for _, c := range []struct {
		date   string
		region model.Region
		want   bool
	}{
		{"2026-11-26", "US", false}, // Thanksgiving
		{"2026-11-27", "US", true},  // the day after is a postal day
		{"2026-11-27", "US-MA", true},
		{"2026-11-28", "US", false},
		{"2026-10-12", "US", false}, // Columbus Day
		{"2026-07-03", "US", true},  // Independence Day is kept on its Saturday
		{"2021-07-05", "US", false}, // after a Sunday
		{"2027-12-24", "US", true},
		{"2026-12-28", "GB", false},
		{"2026-01-06", "DE-BY", false},
		{"2026-12-25", "", true},
	} {
		if got := b.IsPostalDay(day(t, c.date), c.region); got != c.want {
			t.Errorf("%s in %q: postal day %v, want %v", c.date, c.region, got, c.want)
		}
	}
}

func TestInHand(t *testing.T) {
	b, m := New(), DefaultMailDays()
	for _, c := range []struct {
		posted   string
		from, to model.Region
		direct   bool
		want     string
	}{
		{"2026-11-16", "US", "US-MA", false, "2026-11-19"},
		{"2026-11-25", "US", "US-MA", false, "2026-12-01"}, // Fri 27, Mon 30, Tue 1
		{"2026-11-28", "US", "US", false, "2026-12-02"},    // posted on a Saturday
		{"2026-10-08", "US", "US", false, "2026-10-14"},    // Columbus Day between
		{"2026-11-16", "DE", "DE-BY", false, "2026-11-18"},
		{"2026-12-30", "DE", "DE-BY", false, "2027-01-04"},
		{"2027-01-05", "DE", "DE-BY", false, "2027-01-08"}, // Epiphany is the destination's
		{"2027-01-05", "DE-BY", "DE-HH", false, "2027-01-07"},
		{"2026-11-16", "GB", "GB", false, "2026-11-18"},
		{"2026-11-16", "FR", "FR", false, "2026-11-19"},
		{"2026-11-16", "US", "DE", false, "2026-11-25"},
		{"2026-11-16", "DE", "US", false, "2026-11-25"},
		{"2026-11-20", "DE", "US", false, "2026-12-02"}, // the US calendar: Thanksgiving rests
		{"2026-11-16", "US", "US", true, "2026-11-24"},
		{"2026-11-16", "US", "DE", true, "2026-11-25"}, // no faster than a letter
		{"2026-11-16", "", "US", false, "2026-11-19"},
		{"2026-11-16", "DE", "", false, "2026-11-18"},
		{"2026-11-16", "", "", false, "2026-11-19"},
	} {
		got := b.InHand(day(t, c.posted), c.from, c.to, c.direct, m)
		if got != day(t, c.want) {
			t.Errorf("posted %s from %q to %q (direct %v): in hand %s, want %s", c.posted, c.from, c.to, c.direct, got, c.want)
		}
	}
	if got := b.InHand(day(t, "2026-11-16"), "US", "US", false, MailDays{US: 1}); got != day(t, "2026-11-17") {
		t.Errorf("the numbers passed in are not used: %s", got)
	}
}
