package store

import (
	"context"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/clean"
)

// AddLead makes a lead by hand. A company that has an open lead keeps it: the
// person joins it, and an inquiry is enrolled there. One whose last lead was
// won, lost or disqualified gets a new lead that names the old. Received is
// when an inquiry came in; it starts that clock.
func (s *Store) AddLead(ctx context.Context, by model.Actor, n model.NewLead) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	n = cleanNewLead(n)
	if n.Company == "" {
		return model.Result{}, needs("company", "a lead needs a company; give it with --company")
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		var err error
		out, err = s.addLead(ctx, q, by, n)
		return err
	})
	return out, err
}

func needs(field, message string) error {
	e := model.Errorf(model.Invalid, "%s", message)
	e.Field = field
	return e
}

func cleanNewLead(n model.NewLead) model.NewLead {
	n.Company, n.Person, n.Title, n.Source = clean.Name(n.Company), clean.Name(n.Person), clean.Text(n.Title), clean.Text(n.Source)
	n.Website, n.Phone, n.Email = clean.Text(n.Website), clean.Text(n.Phone), clean.Text(n.Email)
	p := &n.Place
	p.Street, p.City, p.State, p.Zip, p.Country = clean.Text(p.Street), clean.Text(p.City), clean.Text(p.State), clean.Text(p.Zip), clean.Country(p.Country)
	return n
}

func (s *Store) addLead(ctx context.Context, q querier, by model.Actor, n model.NewLead) (model.Result, error) {
	company := s.fillCompany(model.Company{Name: n.Company, Website: n.Website, Domain: clean.Domain(n.Website), Place: n.Place})
	if company.Domain == "" {
		company.Domain = clean.Domain(n.Email)
		company.DomainMac = s.mac(suppressCompany, company.Domain)
	}
	contact := s.newPerson(n)
	emails, phones := reachKeys(contact.Points)
	if out, err := s.isSuppressed(ctx, q, company, contact.Name, emails, phones); err != nil || out != nil {
		if err == nil {
			err = out.error("nothing was added")
		}
		return model.Result{}, err
	}
	id, err := findCompany(ctx, q, company)
	if err != nil {
		return model.Result{}, err
	}
	old, known, err := newestLead(ctx, q, id)
	if err != nil {
		return model.Result{}, err
	}
	lead := old.id
	fresh := !known || !old.status.Open()
	if fresh {
		next, err := nextID(ctx, q, "lead", 1)
		if err != nil {
			return model.Result{}, err
		}
		lead = model.LeadID(next)
	}
	action, err := s.journal(ctx, q, by, deed{verb: verbAddLead, lead: lead, said: "added a lead", undo: undoable})
	if err != nil {
		return model.Result{}, err
	}
	var effects []string
	if fresh {
		l := model.Lead{ID: lead, CompanyID: id, OwnerID: by.ID, Source: n.Source, ReceivedAt: n.Received, Names: old.id}
		if err = s.insertLead(ctx, q, action, l, company); err != nil {
			return model.Result{}, err
		}
	} else {
		effects = append(effects, n.Company+" was lead "+old.id.String()+" already; the person joins it")
	}
	l, err := s.load(ctx, q, by, lead, s.now())
	if err != nil {
		return model.Result{}, err
	}
	d, err := s.joinLead(ctx, q, l, contact, n, !fresh)
	if err != nil {
		return model.Result{}, err
	}
	d.Effects = append(effects, d.Effects...)
	p := s.follow(l, d)
	w, err := s.carryOut(ctx, q, by, action, p)
	if err != nil {
		return model.Result{}, err
	}
	return result(p, w.ids, action), nil
}

// insertLead makes the bare lead, and its company where CompanyID is 0.
func (s *Store) insertLead(ctx context.Context, q querier, action int64, l model.Lead, c *companyRow) error {
	if l.CompanyID == 0 {
		next, err := nextID(ctx, q, "company", 1)
		if err != nil {
			return err
		}
		l.CompanyID = model.CompanyID(next)
		c.ID, c.Version = l.CompanyID, action
		if err := companies.add(ctx, q, c); err != nil {
			return err
		}
		if err := made(ctx, q, action, "company", next, 0); err != nil {
			return err
		}
	}
	if !l.ReceivedAt.IsZero() {
		l.ReceivedAt = l.ReceivedAt.UTC().Truncate(time.Millisecond)
	}
	l.Status, l.Horizon, l.Version = model.New, model.HorizonUnknown, action
	if l.Currency == "" {
		l.Currency = s.policy.Currency
	}
	if err := leads.add(ctx, q, &leadRow{Lead: l, CreatedAt: s.now()}); err != nil {
		return err
	}
	return made(ctx, q, action, "lead", int64(l.ID), 0)
}

func (s *Store) newPerson(n model.NewLead) model.Contact {
	c := model.Contact{ID: -1, Name: n.Person, Title: n.Title, Role: model.RoleUnknown, Place: n.Place}
	if c.Name == "" {
		c.Name = switchboard
	}
	c.Given, _ = clean.SplitName(n.Person)
	s.giveReach(&c, n.Phone, n.Email, "")
	foundAt(&c, n.Source)
	return c
}

// giveReach adds points as typed and settles where the contact is: by place,
// else by the number; an unknown zone stays unknown.
func (s *Store) giveReach(c *model.Contact, phone, email, address string) {
	country := c.Place.Country
	if country == "" {
		country = s.policy.Country
	}
	var zones []string
	next := model.PointID(-1)
	add := func(p model.Point) {
		p.ID, p.ContactID = next, c.ID
		next--
		c.Points = append(c.Points, p)
	}
	if phone != "" {
		p, z := phonePoint(phone, country)
		zones = z
		add(p)
	}
	if email != "" {
		add(emailPoint(email))
	}
	if address == "" && c.Place.Street != "" {
		address = postLine(c.Place)
	}
	if address != "" {
		add(model.Point{Kind: model.PostPoint, Key: strings.Join(searchWords(address), " "), Shown: address, Status: model.PointUnknown})
	}
	if c.Region == "" {
		c.Region = calendar.RegionOf(c.Place.Country, c.Place.State)
	}
	if c.Region == "" && phone != "" {
		if n := clean.Phone(phone, country); n.Valid {
			c.Region = model.Region(n.Country)
		}
	}
	if len(c.Zones) == 0 {
		if c.Zones = calendar.ZonesOf(c.Place.Country, c.Place.State); len(c.Zones) != 1 && len(zones) == 1 {
			c.Zones = zones
		} else if len(c.Zones) == 0 {
			c.Zones = zones
		}
	}
}

// postLine is an address on one line, as it is read.
func postLine(p model.Place) string {
	line := p.Street
	for _, part := range []string{p.City, p.State + " " + p.Zip, p.Country} {
		if part = clean.Text(part); part != "" {
			line += ", " + part
		}
	}
	return line
}

func reachKeys(all []model.Point) (emails, phones []string) {
	for _, p := range all {
		switch {
		case p.Key == "":
		case p.Kind == model.EmailPoint:
			emails = append(emails, p.Key)
		case p.Kind == model.PhonePoint:
			phones = append(phones, p.Key)
		}
	}
	return emails, phones
}

// joinLead adds the person where he is new, and enrols him: on a new lead
// always, on one that was open already only for an inquiry. On a lead that is
// with sales nobody is enrolled: the salesperson is to be told.
func (s *Store) joinLead(ctx context.Context, q querier, l *loaded, c model.Contact, n model.NewLead, open bool) (model.Decision, error) {
	var d model.Decision
	emails, phones := reachKeys(c.Points)
	p, found, err := findPerson(ctx, q, emails, phones, clean.NameKey(c.Name), l.Company.ID)
	if err != nil {
		return d, err
	}
	who := c.ID
	if found && p.lead == l.Lead.ID {
		who = p.contact
	} else {
		c.LeadID, c.Rank = l.Lead.ID, len(l.Contacts)
		d.Add(model.ContactAdded{Contact: c})
	}
	switch {
	case !l.Lead.Status.Nurtured():
		d.Say("sales has this lead; tell the salesperson that " + c.Name + " came in")
		return d, nil
	case open && n.Received.IsZero() && n.Cadence == "":
		return d, nil
	}
	name := n.Cadence
	if name == "" {
		name = "standard"
		if !n.Received.IsZero() {
			name = "inbound"
		}
	}
	return s.enrolIn(l, d, who, name, n.Received)
}

// enrolIn adds the enrolment of a contact, who may be new himself, to a
// decision.
func (s *Store) enrolIn(l *loaded, d model.Decision, who model.ContactID, name string, at time.Time) (model.Decision, error) {
	id, ok := l.Current[name]
	if !ok {
		if len(l.Current) == 0 {
			return d, nil // a database without cadences pursues nobody
		}
		return d, model.Errorf(model.NotFound, "there is no cadence %q; ripen cadence list shows those there are", name)
	}
	w := model.Apply(l.World, d.Changes)
	if at.IsZero() {
		at = l.Now
	} else if at = at.UTC().Truncate(time.Millisecond); !at.Equal(l.Lead.ReceivedAt) {
		w.Lead.ReceivedAt = at
		d.Add(model.LeadSet{Before: l.Lead, After: w.Lead})
	}
	for _, e := range w.Enrolments {
		if e.ContactID == who && e.State.Live() && e.Cadence == name {
			d.Say("the person is in " + name + " already")
			return d, nil
		}
	}
	e, err := startEnrolment(s.book, w, who, w.Cadences[id], at)
	if err != nil {
		return d, err
	}
	e.ID = -1
	d.Add(model.EnrolmentAdded{Enrolment: e})
	d.Next = &model.Next{EnrolmentID: e.ID, ContactID: who, Channel: e.Channel, Step: e.Step, Owes: e.Owes, DueAt: e.DueAt, ReasonText: e.Why}
	return d, nil
}
