package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"ripen/model"
)

// table writes rows in columns that line up, without trailing blanks. The first
// row may be a head.
func table(w io.Writer, indent string, rows [][]string) {
	var wide []int
	for _, r := range rows {
		for i, c := range r {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], ansi.StringWidth(plain(c)))
		}
	}
	for _, r := range rows {
		var line strings.Builder
		line.WriteString(indent)
		for i, c := range r {
			c = plain(c)
			line.WriteString(c)
			if i < len(r)-1 {
				line.WriteString(strings.Repeat(" ", wide[i]-ansi.StringWidth(c)+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// cut shortens to n cells, with a mark.
func cut(s string, n int) string { return ansi.Truncate(plain(s), n, "…") }

// oneLine is a text of several lines in one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clockText is a time for people in the zone of who is working: "Tue 24 Nov
// 10:42", with the year where it is another.
func (s *session) clockText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(s.by.Zone)
	if t.Year() != s.now.In(s.by.Zone).Year() {
		return t.Format("Mon 2 Jan 2006 15:04")
	}
	return t.Format("Mon 2 Jan 15:04")
}

// dayText is a date for people.
func (s *session) dayText(d model.Date) string {
	if y, _, _ := d.Civil(); !d.IsZero() && y != s.now.In(s.by.Zone).Year() {
		return d.Short() + " " + strconv.Itoa(y)
	}
	return d.Short()
}

// moneyText is an amount for people: "USD 350,000", with cents where there are
// some.
func moneyText(cents int64, currency string) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	n := strconv.FormatInt(cents/100, 10)
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "," + n[i:]
	}
	if c := cents % 100; c != 0 {
		n += fmt.Sprintf(".%02d", c)
	}
	return strings.TrimSpace(currency + " " + sign + n)
}

// count is "1 lead", "3 leads", "2 touches".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + plural(one)
}

// plural is an English noun in the plural: touches, opportunities, leads.
func plural(one string) string {
	stem, y := strings.CutSuffix(one, "y")
	switch {
	case y && !strings.HasSuffix(stem, "a") && !strings.HasSuffix(stem, "e") && !strings.HasSuffix(stem, "o"):
		return stem + "ies"
	case strings.HasSuffix(one, "ch"), strings.HasSuffix(one, "sh"), strings.HasSuffix(one, "s"):
		return one + "es"
	}
	return one + "s"
}

// joined is the filled parts with dots between.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// rungGlyphs are the rungs as one reads them on a board: confirmed, stated,
// listed, unknown, stale; in signs that every terminal has.
func rungGlyphs(rungs [10]model.Rung, stale [10]bool) string {
	var b strings.Builder
	for i, r := range rungs {
		if i > 0 {
			b.WriteByte(' ')
		}
		if stale[i] {
			b.WriteByte('~')
		} else {
			b.WriteByte(".-+#"[r])
		}
	}
	return b.String()
}

const rungLegend = "# confirmed  + stated  - listed  . unknown  ~ stale"
