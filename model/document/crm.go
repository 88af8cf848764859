package document

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"

	"ripen/model"
)

// CRM is the lead as one row of CSV under a header, for the lead import of
// Salesforce and those that read its headers. The person is whom the next step
// is with, else the decision maker engaged, else the first of the people.
//
// A cell that a spreadsheet would take for a formula is led by an apostrophe;
// amounts are plain numbers in whole units of the currency beside them.
func (d Doc) CRM() ([]byte, error) {
	var head, row []string
	for _, f := range d.crmFields() {
		head, row = append(head, f[0]), append(row, harmless(f[1]))
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.Write(head) // a buffer takes everything; Error tells otherwise
	_ = w.Write(row)
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, model.Errorf(model.Internal, "the CRM row cannot be written: %w", err)
	}
	return b.Bytes(), nil
}

func (d Doc) crmFields() [][2]string {
	p, c := d.crmPerson(), d.Company
	first, last := p.names()
	fields := [][2]string{
		{"Company", c.Name}, {"First Name", first}, {"Last Name", last}, {"Title", p.Title},
		{"Phone", firstKey(p.Phones)}, {"Email", firstKey(p.Emails)},
		{"Street", c.Street}, {"City", c.City}, {"State", c.State}, {"Zip", c.Zip}, {"Country", c.Country},
		{"Website", c.Website}, {"Industry", c.Industry}, {"NAICS or SIC Code", c.IndustryCode},
		{"No. of Employees", whole(c.Employees)}, {"Annual Revenue", units(c.Revenue)},
		{"Lead Source", c.Source}, {"Lead Status", "Qualified"}, {"Lead Owner", ""},
		{"Amount", units(d.Value)}, {"Currency", d.Currency}, {"Close Date", d.Process.DecisionBy},
		{"Next Step", ""}, {"Next Step Date", ""}, {"Description", strings.Join(d.Opportunity, " ")},
		{"Ripen Lead", d.LeadID}, {"Ripen Hand-off", ""},
	}
	set := func(name, value string) {
		for i := range fields {
			if fields[i][0] == name {
				fields[i][1] = value
			}
		}
	}
	if h := d.Handoff; h != nil {
		set("Lead Owner", h.To)
		set("Ripen Hand-off", h.ID)
	}
	if n := d.NextStep; n != nil {
		set("Next Step", n.words())
		set("Next Step Date", n.At.Format("2006-01-02T15:04:05Z07:00"))
	}
	return fields
}

func (d Doc) crmPerson() Person {
	var ids []string
	if d.NextStep != nil {
		ids = append(ids, d.NextStep.ContactID)
	}
	if e := d.attribute(model.Engaged).Evidence; e != nil {
		ids = append(ids, e.ContactID)
	}
	for _, id := range ids {
		for _, p := range d.People {
			if p.ID == id && id != "" {
				return p
			}
		}
	}
	if len(d.People) > 0 {
		return d.People[0]
	}
	return Person{}
}

// names are the given and the family name; a CRM insists on the latter.
func (p Person) names() (first, last string) {
	if rest, ok := strings.CutPrefix(p.Name, p.Given+" "); ok && p.Given != "" {
		return p.Given, rest
	}
	if i := strings.LastIndexByte(p.Name, ' '); i > 0 {
		return p.Name[:i], p.Name[i+1:]
	}
	return "", p.Name
}

func firstKey(points []Reach) string {
	for _, p := range points {
		if p.Status == model.PointVerified {
			return p.Key
		}
	}
	if len(points) > 0 {
		return points[0].Key
	}
	return ""
}

func whole(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func units(cents int64) string {
	if cents%100 == 0 {
		return whole(cents / 100)
	}
	return strconv.FormatFloat(float64(cents)/100, 'f', 2, 64)
}

// machinePhone is a number as machines keep it: its plus calculates nothing.
var machinePhone = regexp.MustCompile(`^\+\d+$`)

func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@|%\t\r", rune(s[0])) && !machinePhone.MatchString(s) {
		return "'" + s
	}
	return s
}
