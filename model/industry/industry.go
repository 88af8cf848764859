// Package industry holds tables of industry codes (NAICS and SIC): it reads
// them, says whether a code exists, and finds codes by words as one types.
//
// A table comes from a small text of one code a line (see [ParseTSV]) or from
// rows that a file reader has found (see [New]); it is never changed
// afterwards, so that any number of readers may share it.
package industry

import (
	"slices"
	"strings"
	"sync"

	"ripen/model"
)

// Scheme names a classification of industries.
type Scheme string

// The two classifications that a lead may carry.
const (
	NAICS Scheme = "naics" // North American Industry Classification System, two to six digits
	SIC   Scheme = "sic"   // Standard Industrial Classification of 1987, four digits
)

// ParseScheme reads "naics" or "sic" in any case. Its error has code
// [model.Invalid].
func ParseScheme(s string) (Scheme, error) {
	switch sc := Scheme(strings.ToLower(strings.TrimSpace(s))); sc {
	case NAICS, SIC:
		return sc, nil
	}
	return "", model.Errorf(model.Invalid, "%q is no industry scheme; write naics or sic", s)
}

// Label is the scheme as people write it: "NAICS", "SIC".
func (s Scheme) Label() string { return strings.ToUpper(string(s)) }

// Code is one industry code with its title. NAICS sectors that span several
// numbers are written as the Census Bureau writes them: "31-33".
type Code struct {
	Scheme Scheme
	Code   string
	Title  string
}

// String is "NAICS 488510 Freight Transportation Arrangement".
func (c Code) String() string {
	return strings.TrimSpace(c.Scheme.Label() + " " + c.Code + " " + c.Title)
}

// Table is an immutable table of codes. A SIC table that holds no four-digit
// row (the embedded one: divisions and major groups only) accepts every
// four-digit code of a major group that exists; one with four-digit rows
// accepts just those.
type Table struct {
	scheme  Scheme
	vintage string
	rows    []row          // in order of their codes
	at      map[string]int // code → place in rows
	whole   bool           // has rows of the scheme's full length
	index   func() []entry // made at the first search
}

// row is a code with, for a SIC division, the major groups that it spans.
type row struct {
	Code
	from, to string // "20", "39" for division D; else ""
}

// New makes a table of the vintage ("NAICS 2022", "SIC 1987"), whose first word
// is the scheme. Titles are cleaned by [CleanTitle]; the Scheme in the codes is
// not read. It refuses, with code [model.Invalid], an unknown scheme, a code of
// the wrong shape, a code without a title and two titles for one code.
func New(vintage string, codes []Code) (*Table, error) {
	rows := make([]row, len(codes))
	for i, c := range codes {
		rows[i] = row{Code: c}
	}
	return build(vintage, rows)
}

func build(vintage string, rows []row) (*Table, error) {
	vintage = strings.Join(strings.Fields(vintage), " ")
	word, _, _ := strings.Cut(vintage, " ")
	scheme, err := ParseScheme(word)
	if err != nil {
		return nil, err
	}
	t := &Table{scheme: scheme, vintage: vintage, at: make(map[string]int, len(rows))}
	slices.SortStableFunc(rows, func(a, b row) int { return strings.Compare(a.Code.Code, b.Code.Code) })
	for _, r := range rows {
		r.Scheme, r.Title = scheme, CleanTitle(r.Title)
		if !shape(scheme, r.Code.Code) {
			return nil, model.Errorf(model.Invalid, "%q is no %s code", r.Code.Code, scheme.Label())
		}
		if r.Title == "" {
			return nil, model.Errorf(model.Invalid, "the %s code %s has no title", scheme.Label(), r.Code.Code)
		}
		if i, dup := t.at[r.Code.Code]; dup {
			if t.rows[i].Title != r.Title {
				return nil, model.Errorf(model.Invalid, "the %s code %s has two titles, %q and %q",
					scheme.Label(), r.Code.Code, t.rows[i].Title, r.Title)
			}
			continue
		}
		t.at[r.Code.Code] = len(t.rows)
		t.rows = append(t.rows, r)
		t.whole = t.whole || isFull(scheme, r.Code.Code)
	}
	if len(t.rows) == 0 {
		return nil, model.Errorf(model.Invalid, "the table of %s codes is empty", scheme.Label())
	}
	t.index = sync.OnceValue(t.entries)
	return t, nil
}

// Vintage names the edition, for screens: "NAICS 2017".
func (t *Table) Vintage() string { return t.vintage }

// Scheme of all codes in the table.
func (t *Table) Scheme() Scheme { return t.scheme }

// Len is the number of rows, headings included.
func (t *Table) Len() int { return len(t.rows) }

// Complete says that the table goes down to the scheme's longest codes (six
// digits in NAICS, four in SIC).
func (t *Table) Complete() bool { return t.whole }

// Lookup finds a code as a person writes it ("488510", " 48-8510 ", "31" for
// the sector 31-33) and returns it as the table does. A code that does not
// exist is refused: false. NAICS takes two to six digits. SIC takes four; where
// the table stops at major groups, the title is the major group's.
func (t *Table) Lookup(code string) (Code, bool) {
	c := normal(code)
	if c == "" {
		return Code{}, false
	}
	if t.scheme == SIC {
		return t.lookupSIC(c)
	}
	if i, ok := t.at[c]; ok {
		return t.rows[i].Code, true
	}
	if r, ok := t.sector(c); ok {
		return r.Code, true
	}
	if flat := strings.ReplaceAll(c, "-", ""); flat != c && len(flat) == 6 {
		return t.Lookup(flat)
	}
	return Code{}, false
}

func (t *Table) lookupSIC(c string) (Code, bool) {
	if c = strings.ReplaceAll(c, "-", ""); !isFull(SIC, c) {
		return Code{}, false
	}
	if i, ok := t.at[c]; ok {
		return t.rows[i].Code, true
	}
	i, ok := t.at[c[:2]]
	if t.whole || !ok {
		return Code{}, false
	}
	return Code{Scheme: SIC, Code: c, Title: t.rows[i].Title}, true
}

// sector finds the NAICS row that spans a two-digit number: 32 lies in 31-33.
func (t *Table) sector(two string) (row, bool) {
	if len(two) != 2 {
		return row{}, false
	}
	for _, r := range t.rows {
		if from, to, ok := strings.Cut(r.Code.Code, "-"); ok && from <= two && two <= to {
			return r, true
		}
	}
	return row{}, false
}

// Within lists the headings above a code, the widest first: for NAICS 488510
// the sector 48-49, 488, 4885 and 48851; for SIC 4213 the division E and the
// major group 42. A code that does not exist has none.
func (t *Table) Within(code string) []Code {
	c, ok := t.Lookup(code)
	if !ok {
		return nil
	}
	var out []Code
	if t.scheme == SIC {
		for _, r := range t.rows {
			if r.from != "" && r.from <= c.Code[:2] && c.Code[:2] <= r.to {
				out = append(out, r.Code)
			}
		}
	} else if r, ok := t.sector(c.Code[:2]); ok && r.Code.Code != c.Code {
		out = append(out, r.Code)
	}
	for n := 2; n < len(c.Code) && !strings.Contains(c.Code, "-"); n++ {
		if i, ok := t.at[c.Code[:n]]; ok {
			out = append(out, t.rows[i].Code)
		}
	}
	return out
}

// WithHeadings returns the table with the headings (divisions, groups; all that
// is shorter than the scheme's longest codes) of another table of the same
// scheme added where it has none of its own. Lists of SIC codes are often
// published without the titles of their major groups.
func (t *Table) WithHeadings(from *Table) *Table {
	if from == nil || from.scheme != t.scheme {
		return t
	}
	rows := slices.Clone(t.rows)
	for _, r := range from.rows {
		if _, have := t.at[r.Code.Code]; !have && !isFull(t.scheme, r.Code.Code) {
			rows = append(rows, r)
		}
	}
	if all, err := build(t.vintage, rows); err == nil {
		return all
	}
	return t // not reached: both tables were built from such rows
}
