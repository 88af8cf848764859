package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ripen/model/clean"
)

// candidate is a column that could hold a field. Lower is better in each.
type candidate struct {
	column int
	tier   int // of the plain names; -1 for what the vendor's own table says
	rank   int // in the vendor's table; plain names of one tier stand in the order of the file
}

// Guess maps a header: by the table of the vendor whose export it is, then by
// the names that people give to columns, then, for e-mail addresses and
// numbers under a name that nobody knows, by what the sample rows hold. Where
// two columns claim a field the better name wins; where none is better and they
// differ, the first stands and [Mapping.Questions] asks.
func Guess(header []string, sample [][]string) Mapping {
	m := begin(cleanHeader(header), sample)
	header = slices.Clone(header)
	for i, h := range header {
		header[i] = clean.Text(h) // as it reads; in m each has a name of its own
	}
	v := vendorOf(header)
	if v != nil {
		m.vendor = v.name
	}
	taken := make([]bool, len(header))
	for _, f := range Fields {
		if f == Account && m.Has(Company) {
			continue // it only stands in for a company that is not named
		}
		m.give(f, m.candidates(f, v, header, taken), taken)
	}
	m.mendSalutation(taken)
	m.mendCompany()
	m.mendPlace(header)
	m.byContent(taken)
	return m.settle()
}

func begin(header []string, sample [][]string) Mapping {
	if len(sample) > sampleSize {
		sample = sample[:sampleSize]
	}
	return Mapping{header: header, column: map[string]int{}, sample: sample, orders: map[int]string{},
		asked: map[int]bool{}, settled: map[int]bool{}}
}

// candidates are the columns whose header names the field, the best first.
func (m Mapping) candidates(f Field, v *vendor, header []string, taken []bool) []candidate {
	var out []candidate
	for i, h := range header {
		if taken[i] || f == Title && m.holdsSalutations(i) || f == Country && m.share(i, isDialCode) >= 0.8 || f != Profile && m.holdsProfiles(i) {
			continue
		}
		if f == Profile && m.holdsProfiles(i) && foldHeader(h) == "url" {
			out = append(out, candidate{column: i, tier: 5})
			continue
		}
		if v != nil {
			if rank, ok := v.rank(f, h); ok {
				out = append(out, candidate{column: i, tier: -1, rank: rank})
				continue
			}
			if v.claims(h) {
				continue // this vendor means something else by it
			}
		}
		folded := foldHeader(h)
		if rest, yes := inThousands(folded); yes && f == Revenue {
			folded = rest
		}
		for _, at := range placesOf(folded) {
			if at.field == f {
				out = append(out, candidate{column: i, tier: at.tier})
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(a.rank, b.rank))
	})
	return out
}

// rank is the place of a header among those that the vendor has for the field.
func (v *vendor) rank(f Field, header string) (int, bool) {
	i := 0
	for h := range strings.SplitSeq(v.fields[f], "|") {
		if h != "" && strings.EqualFold(h, spoken(header)) {
			return i, true
		}
		i++
	}
	return 0, false
}

// claims says that the vendor's export has the header, for whatever it may be.
func (v *vendor) claims(header string) bool {
	header = spoken(header)
	for f := range v.fields {
		if _, ok := v.rank(f, header); ok {
			return true
		}
	}
	for h := range strings.SplitSeq(v.others, "|") {
		if strings.EqualFold(h, header) {
			return true
		}
	}
	return false
}

// vendorCounts says that the vendor counts revenue in thousands.
func vendorCounts(name string) bool {
	i := slices.IndexFunc(vendors, func(v vendor) bool { return v.name == name })
	return i >= 0 && vendors[i].thousands
}

// give hands the field its column, or its columns where it may have several.
func (m *Mapping) give(f Field, all []candidate, taken []bool) {
	if len(all) == 0 {
		return
	}
	if many[f] {
		for n, c := range all[:min(len(all), maxSame)] {
			name := string(f)
			if n > 0 {
				name += "_" + strconv.Itoa(n+1)
			}
			m.column[name], taken[c.column] = c.column, true
		}
		return
	}
	all = m.worth(all)
	best := all[0]
	m.column[string(f)], taken[best.column] = best.column, true
	rivals := []int{best.column}
	for _, c := range all[1:] {
		if c.tier == best.tier && c.tier >= 0 && !m.agree(best.column, c.column) {
			rivals = append(rivals, c.column)
		}
	}
	if len(rivals) > 1 {
		m.claims = append(m.claims, claim{f, rivals})
	}
}

// worth puts columns that hold nothing in the sample behind those that do.
func (m *Mapping) worth(all []candidate) []candidate {
	var full, empty []candidate
	for _, c := range all {
		if len(m.sample) > 0 && len(m.filled(c.column)) == 0 {
			c.tier = 99
			empty = append(empty, c)
		} else {
			full = append(full, c)
		}
	}
	if len(full) == 0 {
		return all[:1] // nothing to choose between
	}
	return append(full, empty...)
}

// agree says that two columns hold the same wherever both hold anything.
func (m *Mapping) agree(a, b int) bool {
	both := false
	for _, row := range m.sample {
		if a >= len(row) || b >= len(row) {
			continue
		}
		x, y := clean.Text(row[a]), clean.Text(row[b])
		if x == "" || y == "" {
			continue
		}
		if !strings.EqualFold(x, y) {
			return false
		}
		both = true
	}
	return both
}

// isDialCode says that a cell is the code of a country to dial, where one with a
// name was looked for.
func isDialCode(s string) bool { return strings.Trim(s, "+0123456789 -") == "" }

// mendCompany takes a "name" for the firm's where no column names one, nothing
// else is of a person, and legal forms stand in the cells.
func (m *Mapping) mendCompany() {
	i, ok := m.column[string(FullName)]
	if !ok || foldHeader(m.header[i]) != "name" || m.Has(Company) || m.Has(FirstName) || m.Has(LastName) || m.Has(Title) || m.share(i, namesFirm) < 0.3 {
		return
	}
	delete(m.column, string(FullName))
	m.column[string(Company)] = i
}

// partsOf are the names of the parts of an address behind the word that says
// whose it is.
var partsOf = map[Field]string{City: "city", State: "state stateprovince stateregion", Zip: "zip zipcode postalcode zippostalcode", Country: "country countryregion"}

// mendPlace takes the parts of an address from where the street is from: a
// letter to the company's street and the person's town arrives nowhere.
func (m *Mapping) mendPlace(header []string) {
	i, ok := m.column[string(Street)]
	if !ok {
		return
	}
	for _, of := range []string{"company", "business", "work", "mailing", "billing", "other"} {
		if !strings.HasPrefix(foldHeader(header[i]), of) {
			continue
		}
		for f, names := range partsOf {
			for n := range strings.FieldsSeq(names) {
				at := slices.IndexFunc(header, func(h string) bool { return foldHeader(h) == of+n })
				if at >= 0 && len(m.filled(at)) > 0 {
					m.column[string(f)] = at
					m.claims = slices.DeleteFunc(m.claims, func(c claim) bool { return c.field == f })
				}
			}
		}
	}
}

// mendSalutation takes a "title" of Mr. and Mrs. for what it is.
func (m *Mapping) mendSalutation(taken []bool) {
	if m.Has(Salutation) {
		return
	}
	for i, h := range m.header {
		if !taken[i] && foldHeader(h) == "title" && m.holdsSalutations(i) {
			m.column[string(Salutation)], taken[i] = i, true
			return
		}
	}
}

// share is how much of the filled cells of a column is so; 0 for an empty one.
func (m *Mapping) share(column int, is func(string) bool) float64 {
	filled := m.filled(column)
	if len(filled) == 0 {
		return 0
	}
	n := 0
	for _, s := range filled {
		if is(s) {
			n++
		}
	}
	return float64(n) / float64(len(filled))
}

func (m Mapping) holdsSalutations(column int) bool {
	return m.share(column, func(s string) bool {
		switch strings.TrimSuffix(strings.ToLower(s), ".") {
		case "mr", "mrs", "ms", "miss", "dr", "prof", "mx", "herr", "frau", "sir", "mme", "m", "mlle", "sr", "sra":
			return true
		}
		return false
	}) >= 0.8
}

func (m Mapping) holdsProfiles(column int) bool {
	return m.share(column, isProfile) >= 0.8
}

// isProfile says that a cell is the page of a person at a network.
func isProfile(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "linkedin.com/in/") || strings.Contains(s, "linkedin.com/pub/") || strings.Contains(s, "xing.com/profile")
}

// byContent looks into columns whose name nobody knows, where a list would
// otherwise have no address or number at all.
func (m *Mapping) byContent(taken []bool) {
	for i, h := range m.header {
		if taken[i] {
			continue
		}
		folded := foldHeader(h)
		switch {
		case !m.Has(Email) && m.share(i, isEmail) >= 0.6 && !strings.Contains(folded, "owner"):
			m.column[string(Email)], taken[i] = i, true
		case !m.Has(Phone) && m.share(i, isPhone) >= 0.8 && !saysNoPhone(folded):
			m.column[string(Phone)], taken[i] = i, true
		case !m.Has(Profile) && m.holdsProfiles(i):
			m.column[string(Profile)], taken[i] = i, true
		}
	}
}

func saysNoPhone(folded string) bool {
	for _, w := range []string{"fax", "pager", "id", "zip", "code", "date", "number", "assistant", "ip", "revenue", "amount"} {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}
