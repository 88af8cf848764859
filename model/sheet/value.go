package sheet

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// look is what a number's format makes of it, as far as it matters here.
type look int

const (
	plainLook look = iota
	dateLook
	timeLook // a time of day, or a span of time
	zeroLook // padded with noughts: a ZIP code kept as a number
)

const maxStyles = 64_000 // as in Excel itself

// styles are the number formats of a workbook.
type styles struct {
	from1904 bool
	formats  map[int]string // by number, those that the workbook defines
	cells    []int          // format of each style
	inCells  bool
}

// add reads an opening tag of the styles' part. cellXfs, which cells refer to,
// stands between two other lists of xf.
func (s *styles) add(e xml.StartElement) error {
	switch e.Name.Local {
	case "numFmt":
		id, err := strconv.Atoi(attr(e, "numFmtId"))
		if err == nil && len(s.formats) < maxStyles {
			if s.formats == nil {
				s.formats = map[int]string{}
			}
			s.formats[id] = capped(attr(e, "formatCode"), 256)
		}
	case "cellXfs":
		s.inCells = true
	case "cellStyleXfs":
		s.inCells = false
	case "xf":
		if s.inCells && len(s.cells) < maxStyles {
			id, _ := strconv.Atoi(attr(e, "numFmtId")) // none is 0, General
			s.cells = append(s.cells, id)
		}
	}
	return nil
}

// lookOf a cell's style, and how many digits it is padded to.
func (s *styles) lookOf(style string) (look, int) {
	i := 0
	if style != "" {
		var err error
		if i, err = strconv.Atoi(style); err != nil {
			return plainLook, 0
		}
	}
	if i < 0 || i >= len(s.cells) {
		return plainLook, 0
	}
	id := s.cells[i]
	if code, ok := s.formats[id]; ok {
		return lookOfCode(code)
	}
	// The built-in formats, ECMA-376 part 1, 18.8.30; those from 27 on are dates
	// of East Asian locales.
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return dateLook, 0
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return timeLook, 0
	}
	return plainLook, 0
}

// lookOfCode reads a format code such as dd\.mm\.yyyy or [h]:mm. Text in quotes
// or brackets and escaped characters are no codes.
func lookOfCode(code string) (look, int) {
	code, _, _ = strings.Cut(code, ";")
	if code != "" && strings.Trim(code, "0") == "" {
		return zeroLook, len(code)
	}
	day, hour, month := false, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '"' || code[i] == '[':
			closing := byte('"')
			if code[i] == '[' {
				closing = ']'
			}
			n := strings.IndexByte(code[i+1:], closing)
			if n < 0 {
				return plainLook, 0
			}
			if in := strings.ToLower(code[i+1 : i+1+n]); closing == ']' && in != "" && strings.Trim(in, in[:1]) == "" && strings.Contains("hms", in[:1]) {
				hour = true
			}
			i += n + 1
		case c == 'y' || c == 'd':
			day = true
		case c == 'h' || c == 's':
			hour = true
		case c == 'm':
			month = true
		case c == 'g' && strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			i += len("general") - 1
		}
	}
	switch {
	case day, month && !hour:
		return dateLook, 0
	case hour:
		return timeLook, 0
	}
	return plainLook, 0
}

// number writes a number as a person would: a date by its day, whole numbers
// with all their digits, others to the fifteen digits that Excel shows.
func (s *styles) number(v, style string) string {
	look, digits := s.lookOf(style)
	if look == plainLook && len(v) <= 15 && isDigits(v) {
		return v
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return v
	}
	switch look {
	case dateLook, timeLook:
		if t, ok := s.moment(f, look); ok {
			return t
		}
	case zeroLook:
		if f >= 0 && f < 1e15 && f == math.Trunc(f) && digits < 20 {
			return fmt.Sprintf("%0*d", digits, int64(f))
		}
	}
	if f == math.Trunc(f) {
		if math.Abs(f) < 1e15 || math.Abs(f) < 1e21 && strings.ContainsAny(v, ".eE") {
			return strconv.FormatFloat(f, 'f', 0, 64)
		}
		return v
	}
	if short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = short
	}
	if math.Abs(f) < 1e-9 {
		return v
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

const maxSerial = 2958466 // the day after 31 December 9999

// moment is a day counted from 1900 or 1904, with its time where it has one, or
// a time alone. Days of 1900 before March count one too few, since Lotus 1-2-3
// knew a 29 February in that year and Excel has kept it.
func (s *styles) moment(f float64, l look) (string, bool) {
	if f < 0 || f >= maxSerial {
		return "", false
	}
	seconds := int64(math.Round(f * 86400))
	if l == timeLook {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60), true
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case s.from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case f < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	if seconds%86400 == 0 {
		return t.Format("2006-01-02"), true
	}
	return t.Format("2006-01-02T15:04:05"), true
}

// isoDate shortens the date of a cell that holds one as text to its day where
// it has no time.
func isoDate(v string) string {
	day, clock, ok := strings.Cut(v, "T")
	if !ok || strings.Trim(clock, "0:.Z") == "" {
		return day
	}
	return v
}
