package intake

import (
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/clean"
)

// Row is one row of a list, cleaned and checked, ready to become a contact at
// a company.
type Row struct {
	Line     int
	Company  string // display name
	Key      string // folded name
	Domain   string // "" where there is none of its own
	Website  string
	Place    model.Place
	Region   model.Region
	Zones    []string // candidates; none: unknown
	Full     string
	Given    string
	NameKey  string
	Title    string
	Phones   []clean.Number
	Emails   []string // folded
	BadEmail string   // as typed, no address
	Industry string
	NAICS    string
	SIC      string
	Revenue  int64 // cents; 0 unknown
	Staff    int
	Sites    int
	Source   string
	Notes    string
	Received time.Time
	NoCall   bool
	NoEmail  bool
	NoMail   bool
	Bounced  bool
	Extra    map[string]string // header → value of unmapped columns
}

// Reject is a row that could not become a contact.
type Reject struct {
	Line   int
	Field  string
	Reason string
	Cells  []string // as it came
}

// Switchboard is the contact of a company of which only a main line is known.
const Switchboard = "switchboard"

// Clean makes a [Row] of a record, or a [Reject]. country is that of numbers
// and places that name none (ISO 3166, two letters).
func (m Mapping) Clean(rec Record, country string) (Row, *Reject) {
	get := func(f Field) string { return m.cell(rec, string(f)) }
	row := Row{Line: rec.Line, Title: clean.Text(get(Title)), Industry: clean.Text(get(Industry)),
		NAICS: digits(get(NAICS)), SIC: digits(get(SIC)), Source: clean.Text(get(Source)), Notes: clean.Block(get(Notes)),
		NoCall: yes(get(DoNotCall)), NoEmail: yes(get(DoNotEmail)), NoMail: yes(get(DoNotMail)), Bounced: yes(get(EmailFailed)),
		Revenue: money(get(Revenue)), Staff: count(get(Employees)), Sites: count(get(Locations)), Extra: m.extra(rec)}
	row.place(get, country)
	row.reach(m, rec)
	if clean.Text(get(Country)) == "" {
		row.placeByNumber()
	}
	row.person(get)
	if at, err := time.Parse(time.RFC3339, strings.TrimSpace(get(Received))); err == nil {
		row.Received = at
	}
	row.zone(get(TimeZone))
	if bad := row.company(get); bad != nil {
		bad.Line, bad.Cells = rec.Line, rec.Cells
		return row, bad
	}
	if row.Full == "" {
		if len(row.Phones) == 0 && len(row.Emails) == 0 {
			return row, &Reject{Line: rec.Line, Field: "name", Reason: "no person, number or e-mail", Cells: rec.Cells}
		}
		row.Full, row.Given, row.NameKey = Switchboard, "", clean.NameKey(Switchboard)
	}
	return row, nil
}

func (m Mapping) cell(rec Record, field string) string {
	i, ok := m.column[field]
	if !ok || i >= len(rec.Cells) {
		return ""
	}
	return rec.Cells[i]
}

// all returns the cells of a field that may stand in several columns.
func (m Mapping) all(rec Record, f Field) []string {
	out := []string{m.cell(rec, string(f))}
	for n := 2; n < 12; n++ {
		out = append(out, m.cell(rec, string(f)+"_"+strconv.Itoa(n)))
	}
	return out
}

func (m Mapping) extra(rec Record) map[string]string {
	if len(m.Unmapped) == 0 {
		return nil
	}
	taken := map[int]bool{}
	for _, i := range m.column {
		taken[i] = true
	}
	out := map[string]string{}
	for i, c := range rec.Cells {
		if i < len(m.header) && !taken[i] {
			if v := clean.Text(c); v != "" {
				out[m.header[i]] = v
			}
		}
	}
	return out
}

func (r *Row) place(get func(Field) string, country string) {
	r.Place = model.Place{Street: clean.Text(get(Street)), City: clean.Text(get(City)), State: clean.Text(get(State)), Zip: clean.Text(get(Zip))}
	named := clean.Text(get(Country))
	if named == "" {
		named = country
	}
	r.Region = calendar.RegionOf(named, r.Place.State)
	if r.Place.Country = r.Region.Country(); r.Place.Country == "" && len(named) == 2 {
		r.Place.Country = strings.ToUpper(named)
	}
	if r.Place.Country == "US" && len(r.Place.Zip) == 4 && digits(r.Place.Zip) == r.Place.Zip {
		r.Place.Zip = "0" + r.Place.Zip // a spreadsheet ate the zero
	}
}

// placeByNumber takes the country of the first valid number where the row
// names none and the number is another country's.
func (r *Row) placeByNumber() {
	for _, p := range r.Phones {
		if !p.Valid || p.Country == "" {
			continue
		}
		if p.Country != r.Place.Country {
			r.Place.Country, r.Region = p.Country, calendar.RegionOf(p.Country, r.Place.State)
		}
		return
	}
}

func (r *Row) reach(m Mapping, rec Record) {
	seen := map[string]bool{}
	for _, s := range m.all(rec, Phone) {
		if strings.TrimSpace(s) == "" {
			continue
		}
		p := clean.Phone(clean.Text(s), r.Place.Country)
		key := p.E164 + p.Ext + "|" + p.Shown
		if p.Valid {
			key = p.E164 + p.Ext
		}
		if !seen[key] {
			seen[key] = true
			r.Phones = append(r.Phones, p)
		}
	}
	for _, s := range m.all(rec, Email) {
		if s = clean.Text(s); s == "" {
			continue
		}
		key, ok := clean.EmailKey(s)
		switch {
		case !ok && r.BadEmail == "":
			r.BadEmail = s
		case ok && !seen[key]:
			seen[key] = true
			r.Emails = append(r.Emails, key)
		}
	}
}

func (r *Row) person(get func(Field) string) {
	given, family := clean.Name(get(FirstName)), clean.Name(get(LastName))
	r.Full = strings.TrimSpace(given + " " + family)
	if given == "" && family == "" {
		r.Full = clean.Name(get(FullName))
		given, _ = clean.SplitName(r.Full)
	}
	r.Given, r.NameKey = given, clean.NameKey(r.Full)
}

// zone settles the candidates: a column's own word, else the number's, else
// the place's.
func (r *Row) zone(named string) {
	if named = strings.TrimSpace(named); named != "" {
		if _, err := time.LoadLocation(named); err == nil && strings.Contains(named, "/") {
			r.Zones = []string{named}
			return
		}
	}
	placed := calendar.ZonesOf(r.Place.Country, r.Place.State)
	if len(placed) == 1 {
		r.Zones = placed
		return
	}
	for _, p := range r.Phones {
		if p.Valid && len(p.Zones) == 1 {
			r.Zones = p.Zones
			return
		}
	}
	r.Zones = placed
}

func (r *Row) company(get func(Field) string) *Reject {
	r.Website = clean.Text(get(Website))
	r.Domain = clean.Domain(r.Website)
	for _, e := range r.Emails {
		if r.Domain == "" {
			r.Domain = clean.Domain(e)
		}
	}
	r.Company = clean.Name(get(Company))
	if r.Company == "" {
		r.Company = r.Domain
	}
	if id := clean.Text(get(Account)); r.Company == "" && id != "" {
		r.Company = "Account " + id // the export named none: the first call asks
	}
	r.Key = clean.CompanyKey(r.Company)
	if r.Key == "" {
		return &Reject{Field: "company", Reason: "no company, and no website or business e-mail to tell it by"}
	}
	return nil
}

func yes(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "1", "true", "yes", "y", "x", "t":
		return true
	}
	return false
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// count reads "340", "1,200" and "51-200" (the lower end). 0 is unknown.
func count(s string) int {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "-")
	n, err := strconv.Atoi(digits(s))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// money reads "82000000", "$82M" and "1.5B" into cents. 0 is unknown.
func money(s string) int64 {
	s = strings.ToUpper(strings.TrimSpace(s))
	scale := 1.0
	for suffix, by := range map[string]float64{"K": 1e3, "M": 1e6, "B": 1e9} {
		if strings.HasSuffix(s, suffix) {
			scale, s = by, strings.TrimSuffix(s, suffix)
		}
	}
	s = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, s)
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f*scale > 9e13 {
		return 0
	}
	return int64(f*scale*100 + 0.5)
}
