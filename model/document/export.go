package document

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

// exportPhones and exportEmails are how many numbers and addresses of a person
// have a column.
const (
	exportPhones = 3
	exportEmails = 2
)

// exportReach are the columns by which an import knows a person again, under
// the names of its own fields.
var exportReach = []string{"company", "website", "name", "title", "role", "phone", "phone_2", "phone_3", "email", "email_2",
	"street", "city", "state", "zip", "country", "time_zone", "do_not_contact", "do_not_call", "do_not_email", "left_company"}

// LeadColumns are the header of an export of leads: the fields that an import
// maps by themselves, then where the lead stands, with a column for each of the
// ten attributes.
func LeadColumns() []string {
	out := append(slices.Clone(exportReach), "lead_id", "contact_id", "status", "horizon", "owner", "score", "count")
	for _, a := range model.Attributes {
		out = append(out, string(a.Key))
	}
	return append(out, "list", "source", "last_touch", "due")
}

// LeadLines are a lead's lines under [LeadColumns], one for each person in the
// order in which they are pursued; a company with nobody has one. A number or
// an address that must not be used is left out and the no is marked, as it is
// for all of somebody who asked not to be contacted. Times are told in zone.
// No cell is run as a formula by a spreadsheet.
func LeadLines(w model.World, r model.Readiness, due time.Time, zone *time.Location) [][]string {
	stands := leadStands(w, r, due, zone)
	people := slices.Clone(w.Contacts)
	slices.SortStableFunc(people, func(a, b model.Contact) int { return a.Rank - b.Rank })
	if len(people) == 0 {
		people = []model.Contact{{}}
	}
	var out [][]string
	for _, c := range people {
		line := append(reachCells(w.Company, c), w.Lead.ID.String(), c.ID.String())
		line = append(line, stands...)
		for i, cell := range line {
			line[i] = clean.CSVCell(cell)
		}
		out = append(out, line)
	}
	return out
}

// reachCells are the cells of exportReach.
func reachCells(k model.Company, c model.Contact) []string {
	phones, noCall := usable(c, model.PhonePoint, exportPhones)
	emails, noEmail := usable(c, model.EmailPoint, exportEmails)
	if noEmail = noEmail || c.NoEmail; noEmail {
		emails = make([]string, exportEmails)
	}
	p := c.Place
	if p == (model.Place{}) {
		p = k.Place
	}
	role := string(c.Role)
	if c.Role == model.RoleUnknown {
		role = ""
	}
	zone := ""
	if len(c.Zones) == 1 {
		zone = c.Zones[0]
	}
	line := append([]string{k.Name, k.Website, c.Name, c.Title, role}, phones...)
	line = append(line, emails...)
	return append(line, p.Street, p.City, p.State, p.Zip, p.Country, zone,
		marked(c.Suppressed), marked(noCall), marked(noEmail), marked(c.Left))
}

func marked(yes bool) string {
	if yes {
		return "yes"
	}
	return ""
}

// usable are the contact's points of a kind, n cells, and whether one of them
// is closed by a no. Somebody who must not be contacted has none.
func usable(c model.Contact, kind model.PointKind, n int) (cells []string, no bool) {
	for _, best := range []bool{true, false} { // verified ones first
		for _, p := range c.Points {
			if p.Kind != kind {
				continue
			}
			no = no || p.NoConsent
			if p.Usable() && !c.Suppressed && (p.Status == model.PointVerified) == best && len(cells) < n {
				cells = append(cells, p.Shown)
			}
		}
	}
	return append(cells, make([]string, n-len(cells))...), no
}

// leadStands are the cells that all people of a lead share.
func leadStands(w model.World, r model.Readiness, due time.Time, zone *time.Location) []string {
	out := []string{string(w.Lead.Status), string(w.Lead.Horizon), w.Lead.Owner, strconv.Itoa(w.Lead.Score), strconv.Itoa(r.Count)}
	for _, a := range r.Attributes {
		level := a.Level.String()
		if a.Stale {
			level = strings.TrimSpace(level + " (stale)")
		}
		out = append(out, level)
	}
	return append(out, w.Lead.List, w.Lead.Source, exportTime(w.Lead.LastTouch, zone), exportTime(due, zone))
}

func exportTime(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("2006-01-02 15:04")
}
