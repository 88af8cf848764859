package calendar

import (
	"testing"
	"time"
)

func TestBusinessTime(t *testing.T) {
	b := New()
	boston := place(t, "US-MA", "America/New_York")
	berlin := place(t, "DE-BE", "Europe/Berlin")
	israel := place(t, "IL", "America/New_York") // an Israeli week: Sunday is worked
	round := Hours{0, 24 * 60}
	for _, c := range []struct {
		name string
		at   string
		d    time.Duration
		p    Place
		h    Hours
		want string
	}{
		{"within the day", "2026-11-24T09:00:00-05:00", 4 * time.Hour, boston, callHours, "2026-11-24T13:00:00-05:00"},
		{"inquiry at night: 60 minutes", "2026-11-24T22:00:00-05:00", time.Hour, boston, callHours, "2026-11-25T09:00:00-05:00"},
		{"over the evening", "2026-11-24T17:00:00-05:00", 4 * time.Hour, boston, callHours, "2026-11-25T11:00:00-05:00"},
		{"over Thanksgiving", "2026-11-25T17:30:00-05:00", time.Hour, boston, callHours, "2026-11-30T08:30:00-05:00"},
		{"acceptance: 16 hours", "2026-11-24T10:00:00-05:00", 16 * time.Hour, boston, callHours, "2026-11-25T16:00:00-05:00"},
		{"runs out at the close", "2026-11-24T16:00:00-05:00", 2 * time.Hour, boston, callHours, "2026-11-24T18:00:00-05:00"},
		{"nothing to add", "2026-11-28T16:00:00-05:00", 0, boston, callHours, "2026-11-28T16:00:00-05:00"},
		{"US spring night", "2026-03-06T17:00:00-05:00", 2 * time.Hour, boston, callHours, "2026-03-09T09:00:00-04:00"},
		{"US autumn night", "2026-10-30T17:00:00-04:00", 2 * time.Hour, boston, callHours, "2026-11-02T09:00:00-05:00"},
		{"EU spring night", "2026-03-27T17:00:00+01:00", 2 * time.Hour, berlin, callHours, "2026-03-30T09:00:00+02:00"},
		{"EU autumn night", "2026-10-23T17:00:00+02:00", 2 * time.Hour, berlin, callHours, "2026-10-26T09:00:00+01:00"},
		{"no zone is UTC", "2026-11-24T17:00:00Z", 2 * time.Hour, Place{}, callHours, "2026-11-25T09:00:00Z"},
		{"no hours are whole days", "2026-11-27T23:00:00Z", 2 * time.Hour, Place{}, Hours{}, "2026-11-30T01:00:00Z"},
		{"backwards", "2026-11-30T08:30:00-05:00", -time.Hour, boston, callHours, "2026-11-25T17:30:00-05:00"},
		{"backwards to the opening", "2026-11-24T10:00:00-05:00", -2 * time.Hour, boston, callHours, "2026-11-24T08:00:00-05:00"},
		{"backwards from a Sunday", "2026-11-29T12:00:00-05:00", -2 * time.Hour, boston, callHours, "2026-11-25T16:00:00-05:00"},
		{"round the clock over a weekend", "2026-03-06T23:00:00-05:00", 2 * time.Hour, boston, round, "2026-03-09T01:00:00-04:00"},
		// Time that is worked through the night itself is the time that passes.
		{"through the spring night", "2026-03-08T00:00:00-05:00", 4 * time.Hour, israel, round, "2026-03-08T05:00:00-04:00"},
		{"through the autumn night", "2026-11-01T00:00:00-04:00", 4 * time.Hour, israel, round, "2026-11-01T03:00:00-05:00"},
	} {
		got := b.AddBusinessTime(when(t, c.at), c.d, c.p, c.h)
		if !got.Equal(when(t, c.want)) {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
		if between := b.BusinessTimeBetween(when(t, c.at), got, c.p, c.h); between != c.d {
			t.Errorf("%s: %v between, want %v", c.name, between, c.d)
		}
	}
}

func TestFourHoursBeforeTheNextStep(t *testing.T) {
	b, boston := New(), place(t, "US-MA", "America/New_York")
	got := b.SubBusinessTime(when(t, "2026-11-30T10:00:00-05:00"), 4*time.Hour, boston, callHours)
	if want := when(t, "2026-11-25T16:00:00-05:00"); !got.Equal(want) {
		t.Errorf("%v, want %v", got, want)
	}
}
