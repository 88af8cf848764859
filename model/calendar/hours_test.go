package calendar

import (
	"testing"
	"time"

	"ripen/model"
)

var callHours = Hours{From: 8 * 60, To: 18 * 60}

func when(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func place(t testing.TB, r model.Region, zones ...string) Place {
	t.Helper()
	z, err := LoadZones(zones)
	if err != nil {
		t.Fatal(err)
	}
	return Place{Zones: z, Region: r}
}

func TestOpen(t *testing.T) {
	b := New()
	boston := place(t, "US-MA", "America/New_York")
	tennessee := place(t, "US-TN", ZonesOf("US", "TN")...)
	for _, c := range []struct {
		name string
		at   string
		p    Place
		want bool
	}{
		{"opening", "2026-11-24T08:00:00-05:00", boston, true},
		{"the second before", "2026-11-24T07:59:59-05:00", boston, false},
		{"last second", "2026-11-24T17:59:59-05:00", boston, true},
		{"closing", "2026-11-24T18:00:00-05:00", boston, false},
		{"Thanksgiving", "2026-11-26T10:00:00-05:00", boston, false},
		{"the day after", "2026-11-27T10:00:00-05:00", boston, false},
		{"Saturday", "2026-11-28T10:00:00-05:00", boston, false},
		{"Sunday in UTC, still Saturday there", "2026-11-29T01:00:00Z", boston, false},
		{"open in one candidate", "2026-11-24T08:30:00-05:00", tennessee, false},
		{"open in both", "2026-11-24T09:00:00-05:00", tennessee, true},
		{"closed in one", "2026-11-24T18:00:00-05:00", tennessee, false},
		{"Tuesday morning there, still Monday in UTC", "2026-11-23T20:00:00Z", place(t, "NZ", "Pacific/Auckland"), true},
		{"Saturday morning there, still Friday in UTC", "2026-11-27T20:00:00Z", place(t, "NZ", "Pacific/Auckland"), false},
		{"Monday morning there, still Sunday in UTC", "2026-11-22T20:00:00Z", place(t, "NZ", "Pacific/Auckland"), true},
		{"Friday morning before summer time", "2026-03-06T13:00:00Z", boston, true},
		{"Friday, an hour early", "2026-03-06T12:00:00Z", boston, false},
		{"Monday after, an hour earlier in UTC", "2026-03-09T12:00:00Z", boston, true},
	} {
		got, err := b.Open(when(t, c.at), c.p, callHours)
		if err != nil || got != c.want {
			t.Errorf("%s: open %v, %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestNextOpen(t *testing.T) {
	b := New()
	boston := place(t, "US-MA", "America/New_York")
	berlin := place(t, "DE-BE", "Europe/Berlin")
	for _, c := range []struct {
		name     string
		at, want string
		p        Place
	}{
		{"already open", "2026-11-24T10:30:15-05:00", "2026-11-24T10:30:15-05:00", boston},
		{"before opening", "2026-11-24T03:00:00-05:00", "2026-11-24T08:00:00-05:00", boston},
		{"at closing", "2026-11-24T18:00:00-05:00", "2026-11-25T08:00:00-05:00", boston},
		{"over Thanksgiving", "2026-11-25T18:00:00-05:00", "2026-11-30T08:00:00-05:00", boston},
		{"US spring night", "2026-03-06T18:00:00-05:00", "2026-03-09T08:00:00-04:00", boston},
		{"US autumn night", "2026-10-30T18:00:00-04:00", "2026-11-02T08:00:00-05:00", boston},
		{"EU spring night", "2026-03-27T18:00:00+01:00", "2026-03-30T08:00:00+02:00", berlin},
		{"EU autumn night", "2026-10-23T18:00:00+02:00", "2026-10-26T08:00:00+01:00", berlin},
		// Clocks change on Sundays, which are business days in Israel: the
		// opening on the very morning after the night is where the clock says.
		{"Israel's autumn night", "2026-10-24T20:00:00Z", "2026-10-25T08:00:00+02:00", place(t, "IL", "Asia/Jerusalem")},
		{"US spring night into a business day", "2026-03-08T05:00:00Z", "2026-03-08T08:00:00-04:00", place(t, "IL", "America/New_York")},
		{"US autumn night into a business day", "2026-11-01T04:00:00Z", "2026-11-01T08:00:00-05:00", place(t, "IL", "America/New_York")},
		{"EU spring night into a business day", "2026-03-28T23:00:00Z", "2026-03-29T08:00:00+02:00", place(t, "IL", "Europe/Berlin")},
		{"EU autumn night into a business day", "2026-10-24T22:00:00Z", "2026-10-25T08:00:00+01:00", place(t, "IL", "Europe/Berlin")},
		{"Easter", "2026-04-02T20:00:00+02:00", "2026-04-07T08:00:00+02:00", berlin},
		{"both of Tennessee", "2026-11-24T06:00:00-05:00", "2026-11-24T09:00:00-05:00", place(t, "US-TN", ZonesOf("US", "TN")...)},
		{"all of the US", "2026-11-24T00:00:00-05:00", "2026-11-24T13:00:00-05:00", place(t, "US", ZonesOf("US", "")...)},
		{"all of the US in summer", "2026-07-14T00:00:00-04:00", "2026-07-14T14:00:00-04:00", place(t, "US", ZonesOf("US", "")...)},
		{"nine hours apart", "2026-11-24T00:00:00Z", "2026-11-24T17:00:00Z", place(t, "", "Europe/London", "America/Anchorage")},
	} {
		got, err := b.NextOpen(when(t, c.at), c.p, callHours)
		if err != nil || !got.Equal(when(t, c.want)) {
			t.Errorf("%s: %v, %v, want %s", c.name, got, err, c.want)
			continue
		}
		if got.Location() != c.p.Zones[0] {
			t.Errorf("%s: in %v, want the first zone", c.name, got.Location())
		}
	}
}

func TestRefusals(t *testing.T) {
	b, now := New(), when(t, "2026-11-24T15:00:00Z")
	boston := place(t, "US-MA", "America/New_York")
	for _, c := range []struct {
		name string
		p    Place
		h    Hours
		code model.Code
	}{
		{"unknown zone", Place{Region: "US"}, callHours, model.Invalid},
		{"hours the wrong way round", boston, Hours{1080, 480}, model.Invalid},
		{"empty hours", boston, Hours{480, 480}, model.Invalid},
		{"hours over midnight", boston, Hours{480, 1441}, model.Invalid},
		{"no common hour", place(t, "RU", ZonesOf("RU", "")...), callHours, model.Closed},
	} {
		if _, err := b.NextOpen(now, c.p, c.h); model.CodeOf(err) != c.code {
			t.Errorf("%s: NextOpen gives %v, want %s", c.name, err, c.code)
		}
		if _, err := b.OtherHalf(now, c.p, c.h); model.CodeOf(err) != c.code {
			t.Errorf("%s: OtherHalf gives %v, want %s", c.name, err, c.code)
		}
		open, err := b.Open(now, c.p, c.h)
		if open || c.code == model.Invalid && model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: Open gives %v, %v", c.name, open, err)
		}
	}
}

func TestOtherHalf(t *testing.T) {
	b := New()
	boston := place(t, "US-MA", "America/New_York")
	for _, c := range []struct {
		name     string
		at, want string
		p        Place
		h        Hours
	}{
		{"morning", "2026-11-23T09:15:00-05:00", "2026-11-24T13:00:00-05:00", boston, callHours},
		{"afternoon", "2026-11-23T15:00:00-05:00", "2026-11-24T08:00:00-05:00", boston, callHours},
		{"13:00 is the afternoon", "2026-11-23T13:00:00-05:00", "2026-11-24T08:00:00-05:00", boston, callHours},
		{"12:59 is the morning", "2026-11-23T12:59:59-05:00", "2026-11-24T13:00:00-05:00", boston, callHours},
		{"over Thanksgiving", "2026-11-25T09:15:00-05:00", "2026-11-30T13:00:00-05:00", boston, callHours},
		{"over the spring night", "2026-03-06T09:15:00-05:00", "2026-03-09T13:00:00-04:00", boston, callHours},
		{"evening in UTC is the afternoon there", "2026-11-23T22:00:00Z", "2026-11-24T08:00:00-05:00", boston, callHours},
		{"no morning in these hours", "2026-11-23T15:00:00-05:00", "2026-11-24T14:00:00-05:00", boston, Hours{14 * 60, 18 * 60}},
		{"both zones", "2026-11-23T15:00:00-05:00", "2026-11-24T09:00:00-05:00", place(t, "US-KY", ZonesOf("US", "KY")...), callHours},
		{"no common afternoon", "2026-07-14T12:30:00-04:00", "2026-07-15T14:00:00-04:00",
			place(t, "US", ZonesOf("US", "")...), callHours},
	} {
		got, err := b.OtherHalf(when(t, c.at), c.p, c.h)
		if err != nil || !got.Equal(when(t, c.want)) {
			t.Errorf("%s: %v, %v, want %s", c.name, got, err, c.want)
		}
	}
}

// The clocks of these places skip the opening itself.
func TestOpeningInASkippedHour(t *testing.T) {
	for _, c := range []struct {
		zone   string
		date   string
		minute int
		want   string
	}{
		{"America/New_York", "2026-03-08", 2*60 + 30, "2026-03-08T03:00:00-04:00"},
		{"Europe/Berlin", "2026-03-29", 2*60 + 30, "2026-03-29T03:00:00+02:00"},
		{"America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T01:00:00-02:00"}, // midnight itself
		{"Asia/Beirut", "2022-03-27", 0, "2022-03-27T01:00:00+03:00"},
		{"Pacific/Apia", "2011-12-30", 8 * 60, "2011-12-31T00:00:00+14:00"}, // the whole day
		{"Australia/Lord_Howe", "2026-10-04", 2*60 + 15, "2026-10-04T02:30:00+11:00"},
	} {
		z, err := LoadZones([]string{c.zone})
		if err != nil {
			t.Fatal(err)
		}
		if got := wall(day(t, c.date), c.minute, z[0]); !got.Equal(when(t, c.want)) {
			t.Errorf("%s %s minute %d: %v, want %s", c.zone, c.date, c.minute, got, c.want)
		}
	}
}
