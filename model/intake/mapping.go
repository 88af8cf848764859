package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// Mapping says which column holds which field.
type Mapping struct {
	header   []string
	column   map[string]int // "phone", "phone_2" … to the column, from 0
	Unmapped []string       // headers of columns that no field claims; kept as extra fields
}

// Header returns field → header, as the JSON of an import has it.
func (m Mapping) Header() map[string]string {
	out := make(map[string]string, len(m.column))
	for f, i := range m.column {
		out[f] = m.header[i]
	}
	return out
}

// Has says that a column holds the field.
func (m Mapping) Has(f Field) bool { _, ok := m.column[string(f)]; return ok }

// Guess maps a header by the names that people and Salesforce give to columns.
// Sample rows settle what a name leaves open: a "title" of Mr. and Mrs. is a
// salutation. Where two columns claim a field the better name wins and the
// other stays unmapped, except that phones and e-mails may be several.
func Guess(header []string, sample [][]string) Mapping {
	m := Mapping{header: cleanHeader(header), column: map[string]int{}}
	taken := make([]bool, len(header))
	for _, f := range Fields {
		n := 0
		for _, name := range known[f] {
			for i, h := range m.header {
				if taken[i] || foldHeader(h) != name || f == Title && isSalutation(sample, i) {
					continue
				}
				if n++; n == 1 {
					m.column[string(f)] = i
				} else if many[f] {
					m.column[string(f)+"_"+strconv.Itoa(n)] = i
				} else {
					continue
				}
				taken[i] = true
			}
		}
		if f == Salutation && n == 0 {
			if i := slices.IndexFunc(m.header, func(h string) bool { return foldHeader(h) == "title" }); i >= 0 && isSalutation(sample, i) {
				m.column[string(f)], taken[i] = i, true
			}
		}
	}
	m.noteUnmapped(taken)
	return m
}

// Map lays a person's own choices ("company=Firm") over the mapping. An error
// of code [model.Invalid] names the field or header that is not there.
func (m Mapping) Map(pairs []string) (Mapping, error) {
	out := Mapping{header: m.header, column: map[string]int{}}
	for k, v := range m.column {
		out.column[k] = v
	}
	for _, p := range pairs {
		field, header, ok := strings.Cut(p, "=")
		field = strings.TrimSpace(field)
		if !ok {
			return m, model.Errorf(model.Invalid, "--map %q says no header; write it as --map company=Firm", p)
		}
		base, _, _ := strings.Cut(field, "_2")
		base, _, _ = strings.Cut(base, "_3")
		if !slices.Contains(Fields, Field(base)) {
			_, err := model.OneOf("field", Field(field), Fields)
			return m, err
		}
		i := slices.IndexFunc(m.header, func(h string) bool { return strings.EqualFold(h, strings.TrimSpace(header)) })
		if i < 0 {
			return m, model.Errorf(model.Invalid, "the list has no column %q; its columns are %s", header, strings.Join(m.header, ", "))
		}
		for k, v := range out.column {
			if v == i {
				delete(out.column, k)
			}
		}
		out.column[field] = i
	}
	taken := make([]bool, len(m.header))
	for _, i := range out.column {
		taken[i] = true
	}
	out.noteUnmapped(taken)
	return out, nil
}

// Check refuses a mapping by which no row could become a contact.
func (m Mapping) Check() error {
	if m.Has(Company) || m.Has(Website) || m.Has(Email) || m.Has(Account) {
		return nil
	}
	return model.Errorf(model.Invalid, "no column names the company; say which with --map company=HEADER (columns: %s)", strings.Join(m.header, ", "))
}

func (m *Mapping) noteUnmapped(taken []bool) {
	m.Unmapped = nil
	for i, h := range m.header {
		if !taken[i] && h != "" {
			m.Unmapped = append(m.Unmapped, h)
		}
	}
}

// cleanHeader makes headers printable and tells equal and empty ones apart.
func cleanHeader(header []string) []string {
	out := make([]string, len(header))
	seen := map[string]int{}
	for i, h := range header {
		h = clean.Text(h)
		if h == "" {
			h = fmt.Sprintf("column %d", i+1)
		}
		if seen[h]++; seen[h] > 1 {
			h = fmt.Sprintf("%s (%d)", h, seen[h])
		}
		out[i] = h
	}
	return out
}

// isSalutation says that most filled cells of the column are Mr., Mrs. and the
// like.
func isSalutation(sample [][]string, column int) bool {
	filled, hits := 0, 0
	for _, row := range sample {
		if column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		filled++
		switch strings.TrimSuffix(strings.ToLower(strings.TrimSpace(row[column])), ".") {
		case "mr", "mrs", "ms", "miss", "dr", "prof", "mx", "herr", "frau", "sir":
			hits++
		}
	}
	return filled > 0 && hits*5 >= filled*4
}
