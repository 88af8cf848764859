package industry

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"ripen/model"
)

// ParseTSV reads a table as text:
//
//	# NAICS 2017
//	11<TAB>Agriculture, Forestry, Fishing and Hunting
//	31-33<TAB>Manufacturing
//
// The first line names the vintage, whose first word is the scheme; further
// lines that begin with # are remarks. A SIC division is a letter and carries
// the major groups that it spans in a third column (D, Manufacturing, 20-39).
// Its errors have code [model.Invalid] and name the line.
func ParseTSV(b []byte) (*Table, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		return nil, model.Errorf(model.Invalid, "the table of industry codes is not UTF-8 text")
	}
	vintage := ""
	var rows []row
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if note, ok := strings.CutPrefix(line, "#"); ok {
			if n == 1 {
				vintage = strings.TrimSpace(note)
			}
			continue
		}
		if vintage == "" {
			return nil, model.Errorf(model.Invalid, "the table of industry codes must begin with its vintage, such as # NAICS 2017")
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		r, ok := parseRow(line)
		if !ok {
			return nil, model.Errorf(model.Invalid, "line %d of the table of industry codes must be a code, a tab and a title", n)
		}
		rows = append(rows, r)
	}
	return build(vintage, rows)
}

func parseRow(line string) (row, bool) {
	f := strings.Split(line, "\t")
	if len(f) < 2 || len(f) > 3 {
		return row{}, false
	}
	r := row{Code: Code{Code: strings.TrimSpace(f[0]), Title: f[1]}}
	if len(f) == 2 {
		return r, true
	}
	from, to, span := strings.Cut(f[2], "-")
	r.from, r.to = from, to
	return r, span && len(from) == 2 && len(to) == 2 && digits(from) && digits(to) && from <= to
}

// Encode writes the table as [ParseTSV] reads it, for keeping a loaded table in
// a database.
func (t *Table) Encode() []byte {
	var b bytes.Buffer
	b.WriteString("# " + t.vintage + "\n")
	for _, r := range t.rows {
		b.WriteString(r.Code.Code + "\t" + r.Title)
		if r.from != "" {
			b.WriteString("\t" + r.from + "-" + r.to)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// CleanTitle makes a published title fit for screens: runs of blanks (tabs and
// no-break spaces too) become one, and the footnote mark T goes. The Census
// Bureau sets that mark as a raised T behind titles that Canada, Mexico and the
// United States share; in plain text it sticks to the last word ("Crop
// ProductionT"). English writes no capital T right behind a lower-case letter
// or a closing parenthesis at the end of a word, so only there is it a mark: "Household
// Equipment", "AT&T" and "IT" stay as they are.
func CleanTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	body, marked := strings.CutSuffix(s, "T")
	if !marked || body == "" {
		return s
	}
	if last := body[len(body)-1]; last == ')' || 'a' <= last && last <= 'z' {
		return body
	}
	return s
}

// normal brings a code as typed to digits and single hyphens; "" when it holds
// anything else.
func normal(s string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(s) {
		switch {
		case '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013':
			b.WriteByte('-')
		case r == ' ' || r == '\u00a0':
		default:
			return ""
		}
	}
	return b.String()
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || '9' < s[i] {
			return false
		}
	}
	return s != ""
}

// shape says whether a code can stand in a table of the scheme.
func shape(scheme Scheme, c string) bool {
	if scheme == SIC {
		division := len(c) == 1 && 'A' <= c[0] && c[0] <= 'K'
		return division || 2 <= len(c) && len(c) <= 4 && digits(c)
	}
	if from, to, span := strings.Cut(c, "-"); span {
		return len(from) == 2 && len(to) == 2 && digits(from) && digits(to) && from < to
	}
	return 2 <= len(c) && len(c) <= 6 && digits(c)
}

// isFull says that a code is as long as its scheme goes.
func isFull(scheme Scheme, c string) bool {
	if scheme == SIC {
		return len(c) == 4 && digits(c)
	}
	return len(c) == 6 && digits(c)
}
