package model

import (
	"fmt"
	"time"
)

// Monday is the first day of the date's week: weeks go from Monday to Sunday,
// as ISO 8601 has them.
func (d Date) Monday() Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// Week is the date's week by ISO 8601, "2026-W48"; the first days of January
// may belong to the last week of the year before.
func (d Date) Week() string {
	year, week := d.noon().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// ParseWeek reads 2026-W48, or a date in the week, and returns its Monday. Its
// error has code [Invalid].
func ParseWeek(s string) (Date, error) {
	var year, week int
	if n, err := fmt.Sscanf(s, "%d-W%d", &year, &week); err == nil && n == 2 && year > 0 && week > 0 {
		// 4 January is in week 1 of its year, whatever day it is.
		monday := NewDate(year, time.January, 4).Monday().AddDays(7 * (week - 1))
		if monday.Week() == s {
			return monday, nil
		}
	}
	d, err := ParseDate(s)
	if err != nil {
		return 0, Errorf(Invalid, "%q is no week; write it as 2026-W48, or as a day of it, 2026-11-24", s)
	}
	return d.Monday(), nil
}
