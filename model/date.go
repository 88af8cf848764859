package model

import (
	"fmt"
	"time"
)

// Date is a civil date as yyyymmdd, in a zone that the context names. Zero is
// no date.
type Date int32

// NewDate normalises as [time.Date] does: day 32 of November is 2 December.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 12, 0, 0, 0, time.UTC))
}

// DateOf is the civil date of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(y*10000 + int(m)*100 + d)
}

// ParseDate reads 2026-11-24. Its error has code [Invalid].
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, Errorf(Invalid, "%q is no date; write it as 2026-11-24", s)
	}
	return DateOf(t), nil
}

// Civil returns year, month and day.
func (d Date) Civil() (int, time.Month, int) {
	return int(d) / 10000, time.Month(int(d) / 100 % 100), int(d) % 100
}

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == 0 }

// At is the instant of that wall-clock time in loc. A time that a
// daylight-saving night leaves out is moved as [time.Date] does.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, hour, minute, 0, 0, loc)
}

func (d Date) noon() time.Time { return d.At(12, 0, time.UTC) }

// AddDays moves by calendar days.
func (d Date) AddDays(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// Sub is the number of calendar days from e to d.
func (d Date) Sub(e Date) int { return int(d.noon().Sub(e.noon()).Hours() / 24) }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// String is 2026-11-24, and "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Short is for screens: "Tue 24 Nov".
func (d Date) Short() string {
	if d == 0 {
		return ""
	}
	return d.noon().Format("Mon 2 Jan")
}

// Region is an ISO 3166 country or subdivision ("US", "US-MA", "DE-BY"): whose
// holidays count. "" is unknown.
type Region string

// Country is the first part of the region.
func (r Region) Country() string {
	if len(r) >= 2 {
		return string(r[:2])
	}
	return ""
}
