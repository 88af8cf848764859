package demo

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/playbook"
)

// begin makes the lead's company and people, as its list had them.
func (s *stage) begin(seat uint64, p part) *life {
	d := throw(s.seed, seat<<8)
	l := &life{s: s, d: d, seat: seat, part: p, born: s.next, n: s.next, w: s.world()}
	l.src = &s.lists[p.list]
	t := d.IntN(len(trades))
	l.facts = factsOf(d, trades[t])
	l.n.lead++
	l.n.company++
	where := p.where
	if where == nil {
		where = l.home()
	}
	name := s.firms.name(t)
	l.w.Company = model.Company{ID: model.CompanyID(l.n.company), Name: name, Domain: domain(name), Website: "https://www." + domain(name),
		Place: addressIn(d, *where), Industry: trades[t].phrase, Version: 1}
	if p.list == purchased && d.chance(0.35) {
		l.w.Company.Domain, l.w.Company.Website = "", ""
	}
	l.w.Lead = model.Lead{ID: model.LeadID(l.n.lead), CompanyID: l.w.Company.ID, ListID: l.src.list.ID, List: l.src.list.Name, Category: l.src.list.Category,
		Source: l.src.list.Source, OwnerID: p.owner, Owner: s.members[p.owner-1].Name, Status: model.New, Horizon: model.HorizonUnknown, Currency: s.policy.Currency, Version: 1}
	l.people(*where)
	return l
}

func (l *life) home() *city {
	if l.d.chance(0.15) {
		return &foreign[l.d.IntN(len(foreign))]
	}
	return &american[l.d.IntN(len(american))]
}

// people of the company, the one whom a cadence pursues first in front.
func (l *life) people(where city) {
	d, n := l.d, []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 5, 6}[l.d.IntN(16)]
	if l.part.ripens {
		n = max(3, n)
	}
	taken := map[string]bool{}
	line, lineShown := "", ""
	if n > 1 && d.chance(0.3) && where.name != "" {
		line, lineShown = l.s.phones.number(pick(d, where.areas), where.country, where.digits)
	}
	switchboard := l.part.list == purchased && !l.part.ripens && d.chance(0.12)
	for i := range n {
		l.n.contact++
		role := model.DecisionMaker
		if i > 0 || l.part.below {
			role = roleOrder[(i+1)%len(roleOrder)]
			if i == 1 && l.part.below {
				role = model.DecisionMaker
			}
		}
		c := model.Contact{ID: model.ContactID(l.n.contact), LeadID: l.w.Lead.ID, Role: model.RoleUnknown, Place: l.w.Company.Place, Version: 1}
		local := ""
		if c.Name, local = person(d, where.country, taken); i == 0 && switchboard {
			c.Name, local = "switchboard", "info"
		} else {
			c.Title, c.Given = pick(d, titles[role]), strings.Fields(c.Name)[0]
		}
		l.likely = append(l.likely, role)
		l.locate(&c, where)
		l.reach(&c, where, local)
		if line != "" {
			l.brought(&c, model.PhonePoint, line, lineShown, "phone_3").Shared = true
		}
		l.w.Contacts = append(l.w.Contacts, c)
	}
	l.rank()
}

// locate says what is known of where the contact is.
func (l *life) locate(c *model.Contact, where city) {
	c.Region = calendar.RegionOf(where.country, where.state)
	if where.zone != "" {
		c.Zones = []string{where.zone}
	}
	if l.part.vague && where.zone != "" {
		c.Zones = []string{"America/New_York", "America/Chicago"} // a cell phone, and a state with two clocks
		c.Region = "US-TN"
	}
}

// reach gives the contact numbers and addresses, as good as the list is.
func (l *life) reach(c *model.Contact, where city, local string) {
	d := l.d
	sure := l.part.ripens || l.part.reach
	miss := 0.04
	if l.part.list == purchased {
		miss = 0.16
	}
	has := func() bool { return sure || !d.chance(miss) }
	if phone := has(); phone {
		key, shown := l.s.phones.number(pick(d, where.areas), where.country, where.digits)
		l.brought(c, model.PhonePoint, key, shown, "phone")
		if d.chance(0.15) && where.name != "" {
			key, shown = l.s.phones.number(pick(d, where.areas), where.country, where.digits)
			l.brought(c, model.PhonePoint, key, shown, "phone_2")
		}
	}
	if has() {
		at := domain(l.w.Company.Name)
		l.brought(c, model.EmailPoint, local+"@"+at, local+"@"+at, "email")
	} else if len(c.Points) == 0 {
		key, shown := l.s.phones.number(pick(d, where.areas), where.country, where.digits)
		l.brought(c, model.PhonePoint, key, shown, "phone")
	}
	if p := c.Place; p.Street != "" && has() {
		shown := strings.Join(slices.DeleteFunc([]string{p.Street, p.City, strings.TrimSpace(p.State + " " + p.Zip), p.Country}, func(s string) bool { return s == "" }), ", ")
		l.brought(c, model.PostPoint, strings.ToLower(shown), shown, "street")
	}
}

// brought is a point that came with the list, in the column of a field.
func (l *life) brought(c *model.Contact, kind model.PointKind, key, shown, field string) *model.Point {
	p := l.addPoint(c, kind, key, shown)
	p.Field = field
	return p
}

// discovered is a point that the owner found.
func (l *life) discovered(c *model.Contact, kind model.PointKind, key, shown, source string) {
	l.addPoint(c, kind, key, shown).Source = source
}

func (l *life) addPoint(c *model.Contact, kind model.PointKind, key, shown string) *model.Point {
	l.n.point++
	c.Points = append(c.Points, model.Point{ID: model.PointID(l.n.point), ContactID: c.ID, Kind: kind, Key: key, Shown: shown, Status: model.PointUnknown, Version: 1})
	return &c.Points[len(c.Points)-1]
}

// rank orders the contacts as an import does, by the playbook's titles and by
// reach; the arc of a lead that ripens begins with the first all the same.
func (l *life) rank() {
	order := make([]int, len(l.w.Contacts))
	for i := range order {
		order[i] = i
	}
	worth := func(i int) float64 {
		c := l.w.Contacts[i]
		return 2*playbook.TitleFit(l.s.texts.Playbook.Target, c.Title) + float64(min(len(c.Points), 3))/3
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch wa, wb := worth(a), worth(b); {
		case l.part.ripens || wa == wb:
			return 0
		case wa > wb:
			return -1
		}
		return 1
	})
	for rank, i := range order {
		l.w.Contacts[i].Rank = rank
	}
	l.first = l.w.Contacts[order[0]].ID
}
