package intake

import (
	"strconv"
	"strings"
	"time"
)

// The forms of dates in which the order is plain. Those with a clock are tried
// first.
var plainDates = []string{
	time.RFC3339Nano, time.RFC3339, "2006-01-02T15:04:05.000-0700", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 MST",
	"2006-01-02 15:04:05.999999", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 3:04 PM", "2006-01-02", "20060102",
	"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 2006", "2-Jan-2006", "2-Jan-06", "2 January 2006 15:04", "2 January 2006",
	"Jan 2, 2006 3:04:05 PM", "Jan 2, 2006 3:04 PM", "Jan 2, 2006 15:04", "Jan 2, 2006, 3:04 PM", "Jan 2, 2006", "January 2, 2006 3:04 PM", "January 2, 2006", "Jan 2 2006", "January 2 2006",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 2 2006",
}

// clocks may follow a date in figures.
var clocks = []string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "3:04PM", "15:04:05.000", "15:04 MST"}

// figures parts a date in figures, "24.11.2026 10:30", into its three numbers
// and what follows; ok is false for what is none.
func figures(s string) (parts [3]int, yearFirst bool, rest string, ok bool) {
	s = strings.TrimSpace(s)
	date, rest, _ := strings.Cut(s, " ")
	date = strings.TrimSuffix(date, ",")
	for _, sep := range []string{"/", ".", "-"} {
		f := strings.Split(date, sep)
		if len(f) != 3 {
			continue
		}
		for i, t := range f {
			n, err := strconv.Atoi(t)
			if err != nil || n < 0 {
				return parts, false, "", false
			}
			parts[i] = n
		}
		return parts, len(f[0]) == 4, strings.TrimSpace(rest), true
	}
	return parts, false, "", false
}

// orderOf tells in which order the dates of a column stand: by any that fits
// only one, by dots (which mean day first), else by nothing: then the month is
// first and open says that a person has to be asked.
func orderOf(filled []string) (order string, open bool) {
	seen := false
	for _, s := range filled {
		p, yearFirst, _, ok := figures(s)
		switch {
		case !ok:
			continue
		case yearFirst:
			return "ymd", false
		case p[0] > 12:
			return "dmy", false
		case p[1] > 12:
			return "mdy", false
		case strings.Count(strings.Fields(s)[0], ".") == 2:
			return "dmy", false
		case p[0] != p[1]:
			seen = true
		}
	}
	if !seen {
		return "", false
	}
	return "mdy", true
}

// dateOf reads a moment in any of the forms that exports use; order says what
// figures mean, zone where the clock hung that names none. ok is false for what
// is no date, and for one that does not exist. Numbers as spreadsheets keep
// dates (46350.5) are days since 1899-12-30.
func dateOf(s, order string, zone *time.Location) (at time.Time, ok bool) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 60 {
		return at, false
	}
	if p, yearFirst, rest, is := figures(s); is && !strings.Contains(strings.Fields(s)[0], "T") {
		if yearFirst {
			order = "ymd"
		}
		return figured(p, order, rest, zone)
	}
	for _, form := range plainDates {
		if at, err := time.ParseInLocation(form, s, zone); err == nil {
			return at, at.Year() > 1900
		}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 20000 && n < 80000 {
		day := time.Date(1899, 12, 30, 0, 0, 0, 0, zone).AddDate(0, 0, int(n))
		return day.Add(time.Duration((n - float64(int(n))) * float64(24*time.Hour))).Round(time.Second), true
	}
	return at, false
}

// figured puts three numbers into their order.
func figured(p [3]int, order, rest string, zone *time.Location) (at time.Time, ok bool) {
	year, month, day := p[2], p[0], p[1]
	switch order {
	case "dmy":
		day, month = p[0], p[1]
	case "ymd":
		year, month, day = p[0], p[1], p[2]
	}
	if year < 100 {
		if year += 2000; year > 2069 {
			year -= 100
		}
	}
	at = time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone)
	if at.Year() != year || int(at.Month()) != month || at.Day() != day || year < 1900 || year > 2200 {
		return time.Time{}, false
	}
	if rest == "" {
		return at, true
	}
	for _, form := range clocks {
		if c, err := time.ParseInLocation(form, strings.ToUpper(rest), zone); err == nil {
			return time.Date(year, time.Month(month), day, c.Hour(), c.Minute(), c.Second(), 0, zone), true
		}
	}
	return at, true // the day stands, whatever the clock said
}

// spelled is a date in figures with its month in letters, for asking about it.
func spelled(s, order string) string {
	at, ok := dateOf(s, order, time.UTC)
	if !ok {
		return "no such date"
	}
	return at.Format("2 January 2006")
}
