package sheet

import (
	"strings"

	"ripen/model"
)

const (
	headRows  = 40  // lines in which the header is looked for
	headLooks = 60  // lines read before the header is chosen
	maxHeader = 300 // bytes of a header in a line without known names; what is longer is prose
)

// headLine is one of the first lines of a file.
type headLine struct {
	Record
	gap  bool
	text string // as it stands in the file
}

// findHeader gives the place of the header among the first lines, -1 for none.
// A line with names of columns that are known is one, however many lines stand
// above it. Without, it is the first full line, unless it looks like a row.
func findHeader(lines []headLine, isHeader func(string) bool, h model.Heading) int {
	if h == model.HeadingNo || len(lines) == 0 {
		return -1
	}
	width := headWidth(lines)
	if i := knownHeader(lines, width, isHeader); i >= 0 {
		return i
	}
	i := firstFull(lines, width)
	if h == model.HeadingYes || looksLikeHeader(lines[i].Cells, lines[i+1:]) {
		return i
	}
	return -1
}

// headWidth is how many cells most of the first lines fill, beyond one.
func headWidth(lines []headLine) int {
	widths := map[int]int{}
	for _, l := range lines {
		widths[filled(l.Cells, len(l.Cells))]++
	}
	width, _ := mode(widths)
	return width
}

// filled counts the cells that hold something, up to most.
func filled(cells []string, most int) (n int) {
	for _, c := range cells {
		if n >= most {
			return n
		}
		if !blank(c) {
			n++
		}
	}
	return n
}

func blank(s string) bool {
	return s == "" || s[0] <= ' ' && strings.TrimSpace(s) == ""
}

// knownHeader finds the first line that has at least half of the most known
// names that any has. One known name among many cells may be chance.
func knownHeader(lines []headLine, width int, isHeader func(string) bool) int {
	hits := make([]int, min(len(lines), headRows))
	most := 0
	for i := range hits {
		cells := lines[i].Cells
		hits[i] = countIf(cells, func(c string) bool { return isHeader(strings.TrimSpace(c)) })
		if n := filled(cells, len(cells)); hits[i] < 2 && (n > 3 || width > 2*n) || countIf(cells, isAddress) > 0 {
			hits[i] = 0
		}
		most = max(most, hits[i])
	}
	for i, n := range hits {
		if n > 0 && 2*n >= most {
			return i
		}
	}
	return -1
}

// firstFull is the first line that is not much narrower than most are: titles
// and dates above a report fill one or two cells.
func firstFull(lines []headLine, width int) int {
	for i := range lines[:min(len(lines), headRows)] {
		if n := filled(lines[i].Cells, len(lines[i].Cells)); n*10 >= width*6 && n > 0 {
			return i
		}
	}
	return 0
}

// looksLikeHeader compares a line without known names to those below: a header
// holds short words, all different; it has words above columns of numbers and
// addresses, and its words do not come again below.
func looksLikeHeader(cells []string, below []headLine) bool {
	seen := map[string]bool{}
	words, again, headed, data, twice := 0, 0, 0, 0, false
	for col, c := range cells {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		key := strings.ToLower(c)
		if isAddress(c) || len(c) > maxHeader {
			return false
		}
		twice = twice || seen[key]
		seen[key] = true
		words++
		same, figures, rows := 0, 0, 0
		for _, l := range below {
			if col >= len(l.Cells) || blank(l.Cells[col]) {
				continue
			}
			v := strings.TrimSpace(l.Cells[col])
			rows++
			if strings.EqualFold(v, c) {
				same++
			}
			if isAddress(v) || isFigure(v) {
				figures++
			}
		}
		if same > 0 {
			again++
		}
		switch {
		case isFigure(c) && !isLetter(c[0]): // "Q1 2024" heads a column
			data++
		case rows > 0 && figures*10 >= rows*7:
			headed++
		}
	}
	// A report that repeats its header on every page repeats all of it.
	if again > 0 && again*10 < words*8 {
		return false
	}
	return words > 0 && (data == 0 && !twice || headed > data)
}

var address = pattern(`(?i)^(\S+@\S+\.\S+|https?://\S+|www\.\S+)$`)

// isAddress tells an e-mail or web address, as no header is.
func isAddress(s string) bool {
	return (strings.Contains(s, "@") || strings.Contains(s, "/") || strings.Contains(s, ".")) && address().MatchString(strings.TrimSpace(s))
}

// isFigure tells numbers, telephone numbers, dates: mostly digits.
func isFigure(s string) bool {
	digits, others := 0, 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c > ' ' && !strings.ContainsRune("+-.,/:()#%$€", c):
			others++
		}
	}
	return digits > 0 && digits >= others
}

// isRule tells the line of dashes that databases print below their headers.
func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, "-=_+:| ") != "" {
			return false
		}
	}
	return true
}
