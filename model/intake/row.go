package intake

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/clean"
	"ripen/model/sheet"
)

// Record is one row of the file as it came.
type Record = sheet.Record

// Row is one row of a list, cleaned and checked, ready to become a contact at
// a company.
type Row struct {
	Line      int
	Company   string // display name
	Key       string // folded name
	Domain    string // "" where there is none of its own
	Website   string
	Place     model.Place
	Region    model.Region
	Zones     []string // candidates; none: unknown
	Full      string
	Given     string
	NameKey   string
	Title     string
	Phones    []clean.Number
	PhoneFrom []string // the field that brought each number: phone, phone_2
	Emails    []string // folded
	EmailFrom []string // likewise
	BadEmail  string   // as typed, no address
	Profile   string   // a person's page at a network
	Industry  string
	NAICS     string
	SIC       string
	Revenue   int64  // cents; 0 unknown
	Currency  string // of Revenue, "" unnamed
	Staff     int    // the lower end where it is a range
	StaffTop  int    // the upper end of a range, 0 none
	Sites     int
	Source    string
	Notes     string
	Received  time.Time
	NoCall    bool
	NoEmail   bool
	NoMail    bool
	Bounced   bool
	Lacks     model.Lacks
	Extra     map[string]string // header → value of unmapped columns, and what a cell held beyond its field
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
	came := rec.Cells
	rec.Cells = withoutNothings(came)
	row := Row{Line: rec.Line, Title: clean.Name(m.cell(rec, Title)), Industry: clean.Text(m.cell(rec, Industry)),
		Source: clean.Text(m.cell(rec, Source)), Notes: clean.Block(m.cell(rec, Notes)), Profile: clean.Text(m.cell(rec, Profile))}
	row.refusals(m, rec)
	for _, i := range m.extras {
		if i < len(rec.Cells) {
			row.keep(m.header[i], rec.Cells[i])
		}
	}
	if len(rec.Cells) > len(m.header) {
		for i, cell := range rec.Cells[len(m.header):] {
			row.keep(nameless(len(m.header)+i), cell)
		}
	}
	row.place(m, rec, country)
	row.reach(m, rec)
	if strings.TrimSpace(m.cell(rec, Country)) == "" {
		row.placeByNumber()
	}
	row.person(m, rec)
	row.size(m, rec)
	row.zone(m.cell(rec, TimeZone))
	row.received(m, rec)
	if bad := row.company(m, rec); bad != nil {
		bad.Line, bad.Cells = rec.Line, came
		return row, bad
	}
	if row.Full == "" {
		if len(row.Phones) == 0 && len(row.Emails) == 0 {
			return row, &Reject{Line: rec.Line, Field: "name", Reason: "no person, number or e-mail", Cells: came}
		}
		row.Full, row.Given, row.NameKey = Switchboard, "", clean.NameKey(Switchboard)
	}
	row.lacking()
	return row, nil
}

// cell is what the row has of a field, "" for nothing.
func (m Mapping) cell(rec Record, f Field) string {
	at := m.columns[f]
	if len(at) == 0 || at[0] >= len(rec.Cells) {
		return ""
	}
	return rec.Cells[at[0]]
}

// keep holds on to what no field takes.
func (r *Row) keep(name, value string) {
	if value = clean.Block(value); value == "" {
		return
	}
	if r.Extra == nil {
		r.Extra = map[string]string{}
	}
	if have := r.Extra[name]; have != "" && have != value {
		value = have + "; " + value
	}
	r.Extra[name] = value
}

func (r *Row) place(m Mapping, rec Record, country string) {
	p := model.Place{Street: clean.Text(m.cell(rec, Street)), City: clean.Text(m.cell(rec, City)), State: clean.Text(m.cell(rec, State)),
		Zip: clean.Text(strings.TrimPrefix(m.cell(rec, Zip), "'"))}
	named := clean.Text(m.cell(rec, Country))
	if p.City == "" && p.State == "" && p.Zip == "" && strings.Contains(p.Street, ",") {
		p = placed(clean.Block(m.cell(rec, Street))) // its lines part it too
		if named == "" {
			named, p.Country = p.Country, ""
		}
	}
	if p.State == "" && p.Zip == "" {
		if city, state, zip, ok := cityLine(p.City); ok {
			p.City, p.State, p.Zip = city, state, zip
		}
	}
	if more := clean.Text(m.cell(rec, Street2)); more != "" {
		p.Street = strings.TrimPrefix(p.Street+", "+more, ", ")
	}
	r.Place = p
	if named == "" {
		named = country
	} else if calendar.RegionOf(named, p.State).Country() == "" && len(named) != 2 {
		r.keep("country", named) // a name that nobody knows is not lost
	}
	r.Region = calendar.RegionOf(named, p.State)
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
	ext := digits(m.cell(rec, Extension))
	for n, i := range m.columns[Phone] {
		if i >= len(rec.Cells) {
			continue
		}
		if m.isFax(rec, i) {
			r.keep(m.header[i], rec.Cells[i])
			continue
		}
		for _, s := range several(rec.Cells[i], isPhone) {
			if n == 0 && ext != "" && len(ext) <= 7 && !strings.ContainsAny(strings.ToLower(s), "x#") {
				s += " x" + ext
			}
			r.number(clean.Phone(clean.Text(s), r.Place.Country), m.names[Phone][n])
		}
	}
	for n, i := range m.columns[Email] {
		if i >= len(rec.Cells) {
			continue
		}
		for _, s := range addresses(rec.Cells[i]) {
			r.address(s, m.names[Email][n])
		}
	}
	dead, refused := statusSays(m.cell(rec, EmailStatus))
	r.Bounced, r.NoEmail = r.Bounced || dead, r.NoEmail || refused
}

func (r *Row) number(p clean.Number, from string) {
	same := func(q clean.Number) bool {
		return p.Valid && q.E164 == p.E164 && q.Ext == p.Ext || !p.Valid && q.Shown == p.Shown
	}
	if !slices.ContainsFunc(r.Phones, same) {
		r.Phones, r.PhoneFrom = append(r.Phones, p), append(r.PhoneFrom, from)
	}
}

func (r *Row) address(s, from string) {
	if s = clean.Text(s); s == "" {
		return
	}
	key, ok := clean.EmailKey(s)
	switch {
	case !ok && r.BadEmail == "":
		r.BadEmail = s
	case !ok && r.BadEmail != s:
		r.keep("e-mail, not usable", s)
	case ok && !slices.Contains(r.Emails, key):
		r.Emails, r.EmailFrom = append(r.Emails, key), append(r.EmailFrom, from)
	}
}

// person settles the name: given and family name, else the full one. A suffix
// tells father from son and stays with the name.
func (r *Row) person(m Mapping, rec Record) {
	given, family := clean.Name(m.cell(rec, FirstName)), clean.Name(m.cell(rec, LastName))
	whole := clean.Name(m.cell(rec, FullName))
	r.Full = strings.TrimSpace(given + " " + family)
	if r.Full == "" || family == "" && strings.HasPrefix(whole, given+" ") {
		r.Full = upright(whole)
		given, _ = clean.SplitName(whole)
	}
	if s := clean.Name(m.cell(rec, Suffix)); s != "" && r.Full != "" && !strings.HasSuffix(r.Full, s) {
		r.Full += " " + s
	}
	if isEmail(r.Full) { // an address book without names shows the address
		r.Full, given = "", ""
	}
	r.Given, r.NameKey = given, clean.NameKey(r.Full)
}

// upright turns "Halvorsen, Mia" round for showing; names with suffixes behind
// the comma stay.
func upright(full string) string {
	given, family := clean.SplitName(full)
	before, _, comma := strings.Cut(full, ",")
	if comma && strings.Count(full, ",") == 1 && given != "" && family != "" && clean.NameKey(before) == clean.NameKey(family) && clean.NameKey(full) == clean.NameKey(given+" "+family) {
		return given + " " + family
	}
	return full
}

// size reads what the list says of the firm.
func (r *Row) size(m Mapping, rec Record) {
	r.Revenue, r.Currency = amount(m.cell(rec, Revenue), m.inK)
	staff := m.cell(rec, Employees)
	r.Staff, r.StaffTop = heads(staff)
	r.Sites, _ = heads(m.cell(rec, Locations))
	r.asTyped(m, rec, Revenue, r.Revenue > 0)
	r.asTyped(m, rec, Employees, r.Staff > 0 && r.StaffTop == 0)
	r.asTyped(m, rec, Locations, r.Sites > 0)
	var more []string
	if r.NAICS, more = codeOf(m.cell(rec, NAICS)); len(more) > 0 || r.NAICS == "" && len(m.columns[NAICS]) > 0 {
		r.keep("NAICS", m.cell(rec, NAICS))
	}
	if r.SIC, more = codeOf(m.cell(rec, SIC)); len(more) > 0 || r.SIC == "" && len(m.columns[SIC]) > 0 {
		r.keep("SIC", m.cell(rec, SIC))
	}
}

// asTyped keeps a cell where the number that was read of it says less.
func (r *Row) asTyped(m Mapping, rec Record, f Field, read bool) {
	if !read && len(m.columns[f]) > 0 {
		r.keep(m.header[m.columns[f][0]], m.cell(rec, f))
	}
}

// zone settles the candidates: a column's own word, else the number's, else
// the place's.
func (r *Row) zone(named string) {
	if named = strings.TrimSpace(named); named != "" {
		if z := zoneNamed(named); z != "" {
			r.Zones = []string{z}
			return
		}
		r.keep("time zone", named)
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

// received reads when an inquiry came in. A clock that names no zone hung where
// the contact is, where that is known, else in UTC.
func (r *Row) received(m Mapping, rec Record) {
	typed := m.cell(rec, Received)
	if strings.TrimSpace(typed) == "" {
		return
	}
	zone := time.UTC
	if len(r.Zones) == 1 {
		if all, err := calendar.LoadZones(r.Zones); err == nil {
			zone = all[0]
		}
	}
	at, ok := dateOf(typed, m.orders[m.columns[Received][0]], zone)
	if !ok {
		r.keep(m.header[m.columns[Received][0]], typed)
		return
	}
	r.Received = at
}

func (r *Row) company(m Mapping, rec Record) *Reject {
	r.Website = clean.Text(m.cell(rec, Website))
	if strings.Contains(strings.ToLower(r.Website), "linkedin.com/") { // its page there is not its web site
		r.keep(m.header[m.columns[Website][0]], r.Website)
		r.Website = ""
	}
	r.Domain = clean.Domain(r.Website)
	for _, e := range r.Emails {
		if r.Domain == "" {
			r.Domain = clean.Domain(e)
		}
	}
	r.Company = clean.Name(m.cell(rec, Company))
	if r.Company == "" {
		r.Company = r.Domain
	}
	if id := clean.Text(m.cell(rec, Account)); r.Company == "" && id != "" {
		r.Company = "Account " + id // the export named none: the first call asks
	} else if id != "" {
		r.keep(m.header[m.columns[Account][0]], id)
	}
	r.Key = clean.CompanyKey(r.Company)
	if r.Key == "" {
		return &Reject{Field: "company", Reason: "no company, and no website or business e-mail to tell it by"}
	}
	return nil
}

// lacking notes what the row did not bring.
func (r *Row) lacking() {
	callable := slices.ContainsFunc(r.Phones, func(p clean.Number) bool { return p.Valid })
	for _, l := range []struct {
		bit  model.Lacks
		true bool
	}{
		{model.LacksPerson, r.Full == Switchboard}, {model.LacksTitle, r.Title == ""}, {model.LacksPhone, !callable},
		{model.LacksEmail, len(r.Emails) == 0 || r.Bounced}, {model.LacksAddress, r.Place.Street == ""},
		{model.LacksIndustry, r.NAICS == "" && r.SIC == "" && r.Industry == ""}, {model.LacksSize, r.Revenue == 0 && r.Staff == 0},
		{model.LacksZone, len(r.Zones) == 0},
	} {
		if l.true {
			r.Lacks |= l.bit
		}
	}
}
