package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// Mapping says which column holds which field. Make one with [Guess] or
// [GuessHeadless]; it is never changed, [Mapping.Map] and [Mapping.Order] make
// new ones.
type Mapping struct {
	header   []string
	column   map[string]int // "phone", "phone_2" … to the column, from 0
	Unmapped []string       // headers of columns that no field claims, empty ones without a name aside; kept as extra fields

	vendor   string
	headless bool
	sample   [][]string
	inK      bool            // revenue is counted in thousands
	consent  map[int]refusal // by column: how the column says what is forbidden
	labels   map[int]int     // column of numbers → the one beside it that says which kind
	claims   []claim         // fields that several columns claim, and nothing tells which
	orders   map[int]string  // of dates by column: dmy, mdy, ymd
	asked    map[int]bool    // columns whose order the sample leaves open
	settled  map[int]bool    // columns whose order a person gave
	columns  map[Field][]int
	names    map[Field][]string
	extras   []int
}

// claim is a field that several columns could hold.
type claim struct {
	field   Field
	columns []int // the one that stands first
}

// Vendor is whose export the list is by its headers, "" for a plain list.
func (m Mapping) Vendor() string { return m.vendor }

// Headers are the headers of the file, printable and told apart; "column 1" and
// so on where it has none.
func (m Mapping) Headers() []string { return slices.Clone(m.header) }

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

// Map lays a person's own choices over the mapping: "company=Firm" by the
// header in any case, "company=3" or "company=column 3" by the column's number,
// "company=" for no column at all. What a person maps is settled: it is not
// asked any more. An error of code [model.Invalid] names the field or header
// that is not there.
func (m Mapping) Map(pairs []string) (Mapping, error) {
	out := m.clone()
	for _, p := range pairs {
		name, header, ok := strings.Cut(p, "=")
		name = strings.TrimSpace(name)
		if !ok {
			return m, model.Errorf(model.Invalid, "--map %q says no header; write it as --map company=Firm", p)
		}
		base := baseOf(name)
		if !slices.Contains(Fields, base) {
			_, err := model.OneOf("field", Field(name), Fields)
			return m, err
		}
		out.claims = slices.DeleteFunc(out.claims, func(c claim) bool { return c.field == base })
		delete(out.column, name)
		if header = strings.TrimSpace(header); header == "" {
			continue
		}
		i := m.find(header)
		if i < 0 {
			return m, model.Errorf(model.Invalid, "the list has no column %q; its columns are %s", header, strings.Join(m.header, ", "))
		}
		maps.DeleteFunc(out.column, func(_ string, at int) bool { return at == i })
		out.column[name] = i
	}
	return out.settle(), nil
}

// baseOf is the field of "phone_2"; a name that is a field by itself stays.
func baseOf(name string) Field {
	if slices.Contains(Fields, Field(name)) {
		return Field(name)
	}
	if i := strings.LastIndexByte(name, '_'); i > 0 && many[Field(name[:i])] {
		if n, err := strconv.Atoi(name[i+1:]); err == nil && n >= 2 && n <= maxSame && strconv.Itoa(n) == name[i+1:] {
			return Field(name[:i])
		}
	}
	return Field(name)
}

// maxSame is how many columns one field may have.
const maxSame = 12

// find is the column of that header: by name, else by number; -1 for none.
func (m Mapping) find(header string) int {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		if i := slices.IndexFunc(m.header, func(h string) bool { return same(h, header) }); i >= 0 {
			return i
		}
	}
	number := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(header), "column"))
	if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= len(m.header) {
		return n - 1
	}
	return -1
}

// Order lays a person's own words on dates over the mapping: "Created=dmy".
// Errors have code [model.Invalid].
func (m Mapping) Order(pairs []string) (Mapping, error) {
	out := m.clone()
	for _, p := range pairs {
		i := strings.LastIndexByte(p, '=')
		if i < 0 {
			return m, model.Errorf(model.Invalid, "--date %q says no order; write it as --date Created=dmy, mdy or ymd", p)
		}
		at, order := m.find(strings.TrimSpace(p[:i])), strings.ToLower(strings.TrimSpace(p[i+1:]))
		if at < 0 {
			return m, model.Errorf(model.Invalid, "the list has no column %q; its columns are %s", p[:i], strings.Join(m.header, ", "))
		}
		if order != "dmy" && order != "mdy" && order != "ymd" {
			return m, model.Errorf(model.Invalid, "%q is no order of dates; write dmy, mdy or ymd", order)
		}
		out.orders[at], out.settled[at] = order, true
		delete(out.asked, at)
	}
	return out.settle(), nil
}

// Check refuses a mapping by which no row could become a contact.
func (m Mapping) Check() error {
	if m.Has(Company) || m.Has(Website) || m.Has(Email) || m.Has(Account) {
		return nil
	}
	return model.Errorf(model.Invalid, "no column names the company; say which with --map company=HEADER (columns: %s)", strings.Join(m.header, ", "))
}

// Pairs is the whole mapping as FIELD=HEADER, by column, so that it can be laid
// over the same headers again.
func (m Mapping) Pairs() []string {
	at := slices.SortedFunc(maps.Keys(m.column), func(a, b string) int { return m.column[a] - m.column[b] })
	out := make([]string, len(at))
	for i, f := range at {
		out[i] = f + "=" + m.header[m.column[f]]
	}
	return out
}

// Without are the fields that m has and final has not, as "FIELD=": with the
// pairs of final behind them they make m into final.
func (m Mapping) Without(final Mapping) []string {
	var out []string
	for _, f := range slices.Sorted(maps.Keys(m.column)) {
		if _, ok := final.column[f]; !ok {
			out = append(out, f+"=")
		}
	}
	return out
}

// Orders are the orders of dates that a person gave, as HEADER=dmy.
func (m Mapping) Orders() []string {
	var out []string
	for _, i := range slices.Sorted(maps.Keys(m.settled)) {
		out = append(out, m.header[i]+"="+m.orders[i])
	}
	return out
}

// HeadKey tells the set of headers again, in whatever order they stand; "" for
// a list without headers.
func (m Mapping) HeadKey() string {
	if m.headless {
		return ""
	}
	folded := make([]string, len(m.header))
	for i, h := range m.header {
		folded[i] = foldHeader(h)
	}
	slices.Sort(folded)
	return strings.Join(folded, "\x1f")
}

func (m Mapping) clone() Mapping {
	out := m
	out.column = maps.Clone(m.column)
	out.orders, out.asked, out.settled = maps.Clone(m.orders), maps.Clone(m.asked), maps.Clone(m.settled)
	out.claims = slices.Clone(m.claims)
	return out
}

// settle works out what follows from the columns: what is unmapped, which
// columns each field has in order, and which dates are to be asked about.
func (m Mapping) settle() Mapping {
	taken := make([]bool, len(m.header))
	for _, i := range m.column {
		taken[i] = true
	}
	m.Unmapped, m.extras = nil, nil
	for i, h := range m.header {
		if taken[i] || h == "" {
			continue
		}
		m.extras = append(m.extras, i)
		if h != nameless(i) || len(m.filled(i)) > 0 {
			m.Unmapped = append(m.Unmapped, h) // separators at the ends of lines make no column
		}
	}
	m.columns, m.names = map[Field][]int{}, map[Field][]string{}
	for _, f := range Fields {
		most := 1
		if many[f] {
			most = maxSame
		}
		for n := 1; n <= most; n++ {
			name := string(f)
			if n > 1 {
				name += "_" + strconv.Itoa(n)
			}
			if i, ok := m.column[name]; ok {
				m.columns[f], m.names[f] = append(m.columns[f], i), append(m.names[f], name)
			}
		}
	}
	m.noteRefusals()
	m.noteLabels()
	m.asked = map[int]bool{}
	for _, i := range m.columns[Received] {
		if m.settled[i] {
			continue
		}
		order, open := orderOf(m.filled(i))
		m.orders[i] = order
		if open {
			m.asked[i] = true
		}
	}
	if at := m.columns[Revenue]; len(at) > 0 {
		_, thousands := inThousands(foldHeader(m.header[at[0]]))
		m.inK = thousands || vendorCounts(m.vendor)
	}
	return m
}

// filled are the cells of a column in the sample that hold anything.
func (m Mapping) filled(column int) []string {
	var out []string
	for _, row := range m.sample {
		if column < len(row) {
			if s := strings.TrimSpace(row[column]); s != "" && !nothing(s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// nameless is what the column at that place, from 0, is called that has no
// header.
func nameless(at int) string { return fmt.Sprintf("column %d", at+1) }

// cleanHeader makes headers printable and tells equal and empty ones apart.
func cleanHeader(header []string) []string {
	out := make([]string, len(header))
	seen := map[string]int{}
	for i, h := range header {
		h = clean.Text(h)
		if h == "" {
			h = nameless(i)
		}
		stem := h
		for seen[h] > 0 {
			seen[stem]++
			h = fmt.Sprintf("%s (%d)", stem, seen[stem])
		}
		seen[h]++
		out[i] = h
	}
	return out
}
