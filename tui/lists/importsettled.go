package lists

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
)

// settled is what the person said about a file, apart from what was guessed of
// it. Columns are named as an import takes them: by header, or by number.
type settled struct {
	fields  map[string]string // field → column, "" for none
	dates   map[string]string // column → order
	sheet   string
	heading model.Heading
}

func (s settled) clone() settled {
	s.fields, s.dates = maps.Clone(s.fields), maps.Clone(s.dates)
	return s
}

// pairs is m as flags take it, in a fixed order.
func pairs(m map[string]string) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, k+"="+m[k])
	}
	return out
}

// onto lays what was said onto the options of an import.
func (s settled) onto(o *model.ImportOptions) {
	o.Map, o.Dates, o.Sheet, o.Heading = pairs(s.fields), pairs(s.dates), s.sheet, s.heading
}

// columnName is how column i is named to an import: by its header, and by its
// number where that says nothing or is that of another column too.
func columnName(look model.ListLook, i int) string {
	h := strings.TrimSpace(look.Columns[i].Header)
	number := strconv.Itoa(i + 1)
	if h == "" || look.HeaderLine == 0 {
		return number
	}
	for j, c := range look.Columns {
		if j != i && strings.EqualFold(strings.TrimSpace(c.Header), h) {
			return number
		}
	}
	return h
}

// take gives column i the field, "" none, and says from which column it was
// taken, -1 for none. What the column held before no column holds.
func (s *settled) take(look *model.ListLook, i int, field string) (from int) {
	from = -1
	if s.fields == nil {
		s.fields = map[string]string{}
	}
	cols := look.Columns
	if was := cols[i].Field; was != "" && was != field {
		s.fields[was] = ""
	}
	if field != "" {
		for j := range cols {
			if j != i && cols[j].Field == field {
				cols[j].Field, from = "", j
			}
		}
		s.fields[field] = columnName(*look, i)
	}
	cols[i].Field = field
	return from
}

// turn gives the dates of column i their next order: day first, month first,
// year first.
func (s *settled) turn(look *model.ListLook, i int) string {
	orders := []string{"dmy", "mdy", "ymd"}
	next := orders[(slices.Index(orders, look.Columns[i].Order)+1)%len(orders)]
	if s.dates == nil {
		s.dates = map[string]string{}
	}
	s.dates[columnName(*look, i)] = next
	look.Columns[i].Order = next
	return next
}

// answer takes a choice of a question over.
func (s *settled) answer(c model.ImportChoice) {
	at := strings.Index(c.Value, "=")
	if c.Flag == "date" {
		at = strings.LastIndex(c.Value, "=") // a header may hold one, an order never
	}
	switch c.Flag {
	case "map":
		if at > 0 {
			s.fields = with(s.fields, c.Value[:at], c.Value[at+1:])
		}
	case "date":
		if at > 0 {
			s.dates = with(s.dates, c.Value[:at], c.Value[at+1:])
		}
	case "sheet":
		s.sheet = c.Value
		s.fields, s.dates = nil, nil // another sheet has other columns
	case "header":
		s.heading = model.HeadingYes
	case "no-header":
		s.heading = model.HeadingNo
	}
}

func with(m map[string]string, k, v string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[k] = v
	return m
}
