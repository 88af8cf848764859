package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"ripen/model"
)

// style is how a specialist works.
type style struct {
	lag      [2]int  // business days after a step is due
	late     [3]int  // of a hundred leads: due today, 1 to 5 bd late, later still
	picky    bool    // passes over what looks small
	diligent float64 // share of today's steps done by the evening
}

var specialists = []struct {
	name, zone string
	region     model.Region
	target     int
	style      style
}{
	{"Dana Ortiz", "America/New_York", "US-MA", 0, style{lag: [2]int{0, 1}, late: [3]int{78, 16, 6}, diligent: 0.5}},
	{"Omar Haddad", "America/Chicago", "US-IL", 0, style{lag: [2]int{0, 4}, late: [3]int{22, 36, 42}, diligent: 0.3}},
	{"Ines Carvalho", "America/New_York", "US-NY", 0, style{lag: [2]int{0, 1}, late: [3]int{40, 30, 30}, picky: true, diligent: 0.4}},
	{"Tomasz Wilk", "America/Denver", "US-CO", 50, style{lag: [2]int{0, 2}, late: [3]int{62, 28, 10}, diligent: 0.45}},
	{"Priya Raman", "America/Los_Angeles", "US-CA", 70, style{lag: [2]int{0, 1}, late: [3]int{70, 22, 8}, diligent: 0.5}},
	{"Jo Lindqvist", "America/Chicago", "US-MN", 0, style{lag: [2]int{0, 2}, late: [3]int{58, 30, 12}, diligent: 0.4}},
}

var (
	teamLeads   = []string{"Ruth Adeyemi", "Marcus Thiel"}
	salespeople = []string{"Kim Aldous", "Lee Brandt", "Sofia Marchetti", "Grant Ellery", "Noor Jansen"}
)

// cast is the whole team: specialists first, then team leads, then sales.
func cast() []model.Member {
	var out []model.Member
	add := func(name string, role model.Role, zone string, region model.Region, target int) {
		out = append(out, model.Member{ID: model.MemberID(len(out) + 1), Name: name, Role: role, Zone: zone, Region: region,
			Active: true, Target: target, Version: 1})
	}
	for _, p := range specialists {
		add(p.name, model.Specialist, p.zone, p.region, p.target)
	}
	for i, name := range teamLeads {
		add(name, model.TeamLead, []string{"America/New_York", "America/Chicago"}[i], "US", 0)
	}
	for i, name := range salespeople {
		zone := []string{"America/New_York", "America/Chicago", "America/Los_Angeles", "America/New_York", "Europe/London"}[i]
		region := model.Region("US")
		if zone == "Europe/London" {
			region = "GB"
		}
		add(name, model.Sales, zone, region, 0)
	}
	return out
}

// source is one of the four lists.
type source struct {
	list    model.List
	cadence string
	share   int     // of a hundred leads
	bad     float64 // chance of a list issue at each dial or e-mail
	days    int     // calendar days since it first came in
	tranche bool    // its leads come in over time, not at once
}

const (
	inquiries = iota
	fair
	purchased
	referrals
)

// columns are the headers of each list: field → header, as an import keeps them.
var columns = []map[string]string{
	inquiries: {"company": "Company", "name": "Your name", "title": "Job title", "phone": "Phone", "phone_2": "Mobile", "phone_3": "Main line", "email": "E-mail", "street": "Street"},
	fair: {"company": "Badge company", "name": "Badge name", "title": "Badge title", "phone": "Phone", "phone_2": "Cell", "phone_3": "Switchboard",
		"email": "E-mail", "street": "Address 1"},
	purchased: {"company": "Account Name", "first_name": "First Name", "last_name": "Last Name", "title": "Title", "phone": "Direct Phone", "phone_2": "Mobile",
		"phone_3": "Company Phone", "email": "Email Address", "street": "Mailing Street"},
	referrals: {"company": "Company", "name": "Contact", "title": "Position", "phone": "Phone", "phone_2": "Cell", "phone_3": "Front desk", "email": "E-mail", "street": "Address"},
}

func (s *stage) sources() []source {
	out := []source{
		{list: model.List{Name: "Website inquiries", Source: "ripe-for-planning.example, contact form", Category: "inquiry", Cost: 4_200_00},
			cadence: "inbound", share: 20, bad: 0.01, days: 152, tranche: true},
		{list: model.List{Name: "Northgate Industry Fair", Source: "Northgate Industry Fair, stand B14", Category: "trade-show", Cost: 18_500_00},
			cadence: "trade-show", share: 25, bad: 0.025, days: 98},
		{list: model.List{Name: "Ledgerline B2B file", Source: "Ledgerline Data (bought)", Category: "purchased", Cost: 9_800_00},
			cadence: "standard", share: 40, bad: 0.09, days: 126, tranche: true},
		{list: model.List{Name: "Customer referrals", Source: "our customers", Category: "referral"},
			cadence: "standard", share: 15, bad: 0.01, days: 150, tranche: true},
	}
	for i := range out {
		l := &out[i].list
		sum := sha256.Sum256([]byte("demo: " + l.Name))
		l.ID, l.Currency, l.State, l.Version = model.ListID(i+1), s.policy.Currency, "done", 1
		l.Mapping = columns[i]
		l.FileSHA = hex.EncodeToString(sum[:])
		l.By = model.MemberID(len(specialists) + 1)
		l.At = s.book.RollForward(s.today.AddDays(-out[i].days), "US").At(8, 20+7*i, s.zone).UTC()
		out[i].list.At = l.At.Truncate(time.Millisecond)
	}
	return out
}
