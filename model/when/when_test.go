package when

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestParse(t *testing.T) {
	boston := zone(t, "America/New_York")
	now := time.Date(2026, 11, 24, 10, 42, 0, 0, boston) // a Tuesday
	tests := []struct {
		in, want string
		clock    bool
	}{
		{"2026-11-24T10:00:00-05:00", "2026-11-24T10:00:00-05:00", true},
		{"2026-11-24T22:00:00Z", "2026-11-24T17:00:00-05:00", true},
		{"2026-11-30", "2026-11-30T09:00:00-05:00", false},
		{"2026-11-30 14:05", "2026-11-30T14:05:00-05:00", true},
		{"2026-11-30T14:05", "2026-11-30T14:05:00-05:00", true},
		{"2026-11-30 at 2pm", "2026-11-30T14:00:00-05:00", true},
		{"2026-7-4", "2026-07-04T09:00:00-04:00", false},
		{"now", "2026-11-24T10:42:00-05:00", true},
		{"today 16:00", "2026-11-24T16:00:00-05:00", true},
		{"today 8:00", "2026-11-24T08:00:00-05:00", true},
		{"Tomorrow 9:30", "2026-11-25T09:30:00-05:00", true},
		{"tomorrow", "2026-11-25T09:00:00-05:00", false},
		{"yesterday 3pm", "2026-11-23T15:00:00-05:00", true},
		{"tue 10", "2026-12-01T10:00:00-05:00", true},
		{"tue 11", "2026-11-24T11:00:00-05:00", true},
		{"tue", "2026-12-01T09:00:00-05:00", false},
		{"next tue 11", "2026-12-01T11:00:00-05:00", true},
		{"Thursday, 9:30 am", "2026-11-26T09:30:00-05:00", true},
		{"mon 12am", "2026-11-30T00:00:00-05:00", true},
		{"next week", "2026-12-01T09:00:00-05:00", false},
		{"24 nov", "2026-11-24T09:00:00-05:00", false},
		{"nov 23", "2027-11-23T09:00:00-05:00", false},
		{"24 Nov 2025 10:00", "2025-11-24T10:00:00-05:00", true},
		{"Feb 28th noon", "2027-02-28T12:00:00-05:00", true},
		{"in 3 weeks", "2026-12-15T09:00:00-05:00", false},
		{"in 2 days 10:00", "2026-11-26T10:00:00-05:00", true},
		{"in 90 minutes", "2026-11-24T12:12:00-05:00", true},
		{"in an hour", "2026-11-24T11:42:00-05:00", true},
		{"in 3 months", "2027-02-24T09:00:00-05:00", false},
		{"in a year", "2027-11-24T09:00:00-05:00", false},
		{"10:30", "2026-11-25T10:30:00-05:00", true},
		{"4pm", "2026-11-24T16:00:00-05:00", true},
		{"2026-03-08 02:30", "2026-03-08T01:30:00-05:00", true}, // the hour that the night leaves out

		{"after thanksgiving", "2026-11-30T09:00:00-05:00", false},
		{"after Thanksgiving 10:30", "2026-11-30T10:30:00-05:00", true},
		{"after christmas", "2026-12-28T09:00:00-05:00", false},
		{"after the holidays", "2027-01-04T09:00:00-05:00", false},
		{"after new year's day", "2027-01-04T09:00:00-05:00", false},
		{"in the new year", "2027-01-04T09:00:00-05:00", false},
		{"after easter", "2027-03-30T09:00:00-04:00", false},
		{"after labor day", "2027-09-07T09:00:00-04:00", false},
		{"after memorial day", "2027-06-01T09:00:00-04:00", false},
		{"after the 4th of july", "2027-07-05T09:00:00-04:00", false},
		{"after friday", "2026-11-30T09:00:00-05:00", false},
		{"after 12 feb 2027", "2027-02-15T09:00:00-05:00", false},
		{"tue 1 dec 10", "2026-12-01T10:00:00-05:00", true},
		{"friday 4 december", "2026-12-04T09:00:00-05:00", false},
		{"end of month", "2026-11-30T09:00:00-05:00", false},
		{"the end of the month", "2026-11-30T09:00:00-05:00", false},
		{"end of next month", "2026-12-31T09:00:00-05:00", false},
		{"end of january", "2027-01-29T09:00:00-05:00", false},
		{"end of november", "2026-11-30T09:00:00-05:00", false},
		{"early november", "2027-11-01T09:00:00-04:00", false},
		{"mid january", "2027-01-15T09:00:00-05:00", false},
		{"middle of january 10", "2027-01-15T10:00:00-05:00", true},
		{"mid month", "2026-12-15T09:00:00-05:00", false},
		{"early january", "2027-01-04T09:00:00-05:00", false},
		{"late january", "2027-01-25T09:00:00-05:00", false},
		{"beginning of next week", "2026-11-30T09:00:00-05:00", false},
		{"end of week", "2026-11-27T09:00:00-05:00", false},
		{"end of next week", "2026-12-04T09:00:00-05:00", false},
		{"end of the year", "2026-12-31T09:00:00-05:00", false},
		{"q1", "2027-01-04T09:00:00-05:00", false},
		{"in q2", "2027-04-01T09:00:00-04:00", false},
		{"q4", "2027-10-01T09:00:00-04:00", false},
		{"end of q4", "2026-12-31T09:00:00-05:00", false},
		{"end of q1", "2027-03-31T09:00:00-04:00", false},
		{"mid q1", "2027-02-15T09:00:00-05:00", false},
		{"q1 2028", "2028-01-03T09:00:00-05:00", false},
		{"next quarter", "2027-01-04T09:00:00-05:00", false},
		{"next year", "2027-01-04T09:00:00-05:00", false},
		{"january", "2027-01-04T09:00:00-05:00", false},
		{"in february", "2027-02-01T09:00:00-05:00", false},
		{"february 2028", "2028-02-01T09:00:00-05:00", false},
		{"tomorrow am", "2026-11-25T09:00:00-05:00", true},
		{"tomorrow afternoon", "2026-11-25T14:00:00-05:00", true},
		{"tue in the afternoon", "2026-11-24T14:00:00-05:00", true},
		{"mon morning", "2026-11-30T09:00:00-05:00", true},
		{"tue next week 10", "2026-12-01T10:00:00-05:00", true},
		{"wed next week", "2026-12-02T09:00:00-05:00", false},
		{"tomorrow half past ten", "2026-11-25T10:30:00-05:00", true},
		{"thu quarter to 4pm", "2026-11-26T15:45:00-05:00", true},
		{"in two weeks", "2026-12-08T09:00:00-05:00", false},
		{"3 weeks", "2026-12-15T09:00:00-05:00", false},
		{"in a fortnight", "2026-12-08T09:00:00-05:00", false},
		{"in a couple of weeks", "2026-12-08T09:00:00-05:00", false},
		{"in half an hour", "2026-11-24T11:12:00-05:00", true},
		{"on tuesday at 10 o'clock", "2026-12-01T10:00:00-05:00", true},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			m, err := Parse(tt.in, now, boston)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.At.In(boston).Format(time.RFC3339); got != tt.want || m.Clock != tt.clock {
				t.Errorf("got %s, hour named %v", got, m.Clock)
			}
			if want := model.DateOf(m.At.In(boston)); m.Day != want {
				t.Errorf("the day is %v, not %v", m.Day, want)
			}
		})
	}
}

// The same words mean the wall clock of the zone that they are read in.
func TestParseReadsInTheZoneGiven(t *testing.T) {
	now := time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC) // still Monday in Los Angeles
	for name, want := range map[string]string{
		"America/Los_Angeles": "2026-11-24T10:00:00-08:00",
		"Asia/Tokyo":          "2026-12-01T10:00:00+09:00",
	} {
		loc := zone(t, name)
		at, err := Time("tue 10", now, loc)
		if err != nil || at.In(loc).Format(time.RFC3339) != want {
			t.Errorf("%s: %v %v", name, at.In(loc), err)
		}
	}
	if d, err := Day("today", now, zone(t, "America/Los_Angeles")); err != nil || d != 20261123 {
		t.Errorf("today in Los Angeles is %v, %v", d, err)
	}
}

func TestParseRefusesAndNamesTheForms(t *testing.T) {
	now := time.Date(2026, 11, 24, 10, 42, 0, 0, time.UTC)
	for _, in := range []string{"", " ", "10", "soon", "tue 25", "tue 10:60", "2026-13-01", "2026-02-30", "31 nov", "in weeks", "in -1 days",
		"in 3 fortnights", "in 99999 years", "tomorrow 9:30 sharp", "24:00", "13pm", "0am", "next", "at 10", "tue at", "2026-11-24T", "in 3 hours 10:00",
		"1815-06-18", "the", "after", "end of", "mid", "q5", "after nothing", "half past", "quarter to 25", "in a couple", "new", "late tuesday", "tue 2 dec", strings.Repeat("tue ", 40)} {
		_, err := Parse(in, now, nil)
		if model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), "tue 10") {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestAMonthOnKeepsToTheMonthMeant(t *testing.T) {
	now := time.Date(2027, 1, 31, 10, 0, 0, 0, time.UTC)
	if d, err := Day("in 1 month", now, nil); err != nil || d != 20270228 {
		t.Errorf("%v %v", d, err)
	}
}

// What is written out in full comes back as the same wall clock.
func TestDatesInFullComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, _ := time.LoadLocation(rapid.SampledFrom([]string{"UTC", "Asia/Kolkata", "America/Denver", "Europe/Berlin"}).Draw(t, "zone"))
		now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
		day := model.Date(20260101).AddDays(rapid.IntRange(0, 2000).Draw(t, "day"))
		hour, minute := rapid.IntRange(4, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")
		want := day.At(hour, minute, loc)
		got, err := Parse(day.String()+want.Format(" 15:04"), now, loc)
		if err != nil || !got.At.Equal(want) || got.Day != day {
			t.Fatalf("%v, not %v: %v", got, want, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"tue 10", "in 3 weeks", "2026-11-24T10:00", "nov 24 2027 4:30 pm", "12am",
		"after thanksgiving 10", "mid january", "end of q1 2027", "half past ten", "in a couple of weeks", "the", "after", "end of", "q9", "late next"} {
		f.Add(s)
	}
	now := time.Date(2026, 11, 24, 10, 42, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		m, err := Parse(s, now, nil)
		if err == nil && (m.At.IsZero() || m.Day.IsZero()) {
			t.Errorf("%q was read as no time", s)
		}
		if err != nil && model.CodeOf(err) != model.Invalid {
			t.Errorf("%q: %v", s, err)
		}
	})
}
