package store

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

var contactHome = define("contact.home", `SELECT lead_id, merged_into FROM contact WHERE id = $1`)

// FindContact is the lead of a contact, and the living contact where that one
// was merged away.
func (s *Store) FindContact(ctx context.Context, id model.ContactID) (model.LeadID, error) {
	lead, _, err := s.contactHome(ctx, s.r, id)
	return lead, err
}

func (s *Store) contactHome(ctx context.Context, q querier, id model.ContactID) (model.LeadID, model.ContactID, error) {
	for range 8 {
		var lead, merged int64
		found, err := row(ctx, q, contactHome, []any{int64(id)}, &lead, &merged)
		switch {
		case err != nil:
			return 0, 0, err
		case !found:
			return 0, 0, model.Errorf(model.NotFound, "there is no contact %s; ripen lead show lists those of a lead", id)
		case merged == 0:
			return model.LeadID(lead), id, nil
		}
		id = model.ContactID(merged)
	}
	return 0, 0, model.Errorf(model.Internal, "contact %s is merged in a circle; run ripen check", id)
}

// AddContact gives a lead another person. Errors are of code [model.Invalid],
// [model.Suppressed] and [model.Refused] for one who is there already.
func (s *Store) AddContact(ctx context.Context, by model.Actor, n model.NewContact) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	n.Name, n.Title, n.Source = clean.Name(n.Name), clean.Text(n.Title), clean.Text(n.Source)
	if n.Name == "" {
		return model.Result{}, needs("name", "a contact needs a name; give it with --name")
	}
	if n.Role == "" {
		n.Role = model.RoleUnknown
	}
	if _, err := model.OneOf("role", n.Role, model.BuyingRoles); err != nil {
		return model.Result{}, err
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		var err error
		d := deed{verb: verbAdd, lead: n.LeadID, said: "added a contact", undo: undoable}
		out, err = s.doIn(ctx, q, by, d, func(w model.World) (model.Decision, error) { return s.newContact(ctx, q, w, n) })
		return err
	})
	return out, err
}

func (s *Store) newContact(ctx context.Context, q querier, w model.World, n model.NewContact) (model.Decision, error) {
	c := model.Contact{ID: -1, LeadID: w.Lead.ID, Name: n.Name, Title: n.Title, Role: n.Role, Place: w.Company.Place, Rank: len(w.Contacts)}
	c.Given, _ = clean.SplitName(n.Name)
	if c.Role != model.RoleUnknown {
		c.RoleSetBy = w.By.ID
	}
	s.giveReach(&c, clean.Text(n.Phone), clean.Text(n.Email), clean.Text(n.Address))
	foundAt(&c, n.Source)
	emails, phones := reachKeys(c.Points)
	company := s.fillCompany(w.Company)
	if out, err := s.isSuppressed(ctx, q, company, c.Name, emails, phones); err != nil || out != nil {
		if err == nil {
			err = out.error(n.Name + " was not added")
		}
		return model.Decision{}, err
	}
	p, found, err := findPerson(ctx, q, emails, phones, clean.NameKey(n.Name), w.Company.ID)
	if err != nil {
		return model.Decision{}, err
	}
	if found {
		e := model.Errorf(model.Refused, "%s is contact %s of lead %s already; change that one with ripen contact set", n.Name, p.contact, p.lead)
		e.Detail = map[string]any{"contact_id": p.contact.String(), "lead_id": p.lead.String()}
		return model.Decision{}, e
	}
	return s.andThen(w, model.Decision{Changes: []model.Change{model.ContactAdded{Contact: c}}, Effects: []string{n.Name + " is added"}}), nil
}

// foundAt keeps where a person who was added by hand was found, and with him
// what he is reached by.
func foundAt(c *model.Contact, source string) {
	c.Source = source
	for i := range c.Points {
		c.Points[i].Source = source
	}
}

// andThen lets the cadences look at what a person changed by hand: a number
// that was to be found is there now.
func (s *Store) andThen(w model.World, d model.Decision) model.Decision {
	after := passes(s.book, model.Apply(w, d.Changes))
	d.Changes = append(d.Changes, after.Changes...)
	d.Effects = append(d.Effects, after.Effects...)
	d.Next, d.Questions = after.Next, after.Questions
	return d
}

// contactFields are the fields that SetContact knows, as scripts name them.
// phone, email and address add to what is there; source is where these were
// found, and without any of them where the person was; version refuses the
// change where the contact was changed since.
var contactFields = []string{"name", "title", "role", "zone", "region", "phone", "email", "address", "street", "city", "state", "zip", "country", "rank", "source", "version"}

// SetContact changes fields of a contact. Errors are of code [model.Invalid],
// [model.NotFound], and [model.Conflict] with both versions where "version" is
// given and is not the present one.
func (s *Store) SetContact(ctx context.Context, by model.Actor, id model.ContactID, set map[string]string) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if _, err := model.OneOf("field", name, contactFields); err != nil {
			return model.Result{}, err
		}
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		lead, id, err := s.contactHome(ctx, q, id)
		if err != nil {
			return err
		}
		d := deed{verb: verbSet, lead: lead, said: "changed a contact", undo: undoable}
		out, err = s.doIn(ctx, q, by, d, func(w model.World) (model.Decision, error) { return s.changeContact(ctx, q, w, id, set) })
		out.ContactID = id
		return err
	})
	return out, err
}

func (s *Store) changeContact(ctx context.Context, q querier, w model.World, id model.ContactID, set map[string]string) (model.Decision, error) {
	after := model.Clone(w)
	c := after.Contact(id)
	if c == nil {
		return model.Decision{}, notOfLead(id, w.Lead.ID)
	}
	if v, ok := set["version"]; ok && v != strconv.FormatInt(c.Version, 10) {
		fields := map[string]any{}
		for name, yours := range set {
			if theirs := contactField(*c, name); name != "version" && theirs != yours {
				fields[name] = []any{yours, theirs}
			}
		}
		return model.Decision{}, s.conflict(ctx, q, "contact", int64(id), fields)
	}
	had := len(c.Points)
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if err := s.setField(w, c, name, clean.Text(set[name])); err != nil {
			return model.Decision{}, err
		}
	}
	if source, ok := set["source"]; ok {
		source = clean.Text(source)
		for i := had; i < len(c.Points); i++ {
			c.Points[i].Source = source
		}
		if !addsReach(set) {
			c.Source = source
		}
	}
	return s.andThen(w, model.Decision{Changes: model.Diff(w, after), Effects: []string{c.Name + " is changed"}}), nil
}

// addsReach says that a change brings a number or an address.
func addsReach(set map[string]string) bool {
	for _, name := range []string{"phone", "email", "address"} {
		if _, ok := set[name]; ok {
			return true
		}
	}
	return false
}

func contactField(c model.Contact, name string) string {
	switch name {
	case "name":
		return c.Name
	case "title":
		return c.Title
	case "role":
		return string(c.Role)
	case "region":
		return string(c.Region)
	case "street":
		return c.Place.Street
	case "city":
		return c.Place.City
	case "state":
		return c.Place.State
	case "zip":
		return c.Place.Zip
	case "country":
		return c.Place.Country
	case "rank":
		return strconv.Itoa(c.Rank)
	case "source":
		return c.Source
	}
	return ""
}

// setField sets one field as typed. A role keeps who set it: evidence freezes
// both.
func (s *Store) setField(w model.World, c *model.Contact, name, v string) error {
	switch name {
	case "name":
		if v = clean.Name(v); v == "" {
			return needs("name", "a contact needs a name")
		}
		c.Name = v
		c.Given, _ = clean.SplitName(v)
	case "title":
		c.Title = v
	case "role":
		role, err := model.OneOf("role", model.BuyingRole(v), model.BuyingRoles)
		if err != nil {
			return err
		}
		c.Role, c.RoleSetBy = role, w.By.ID
	case "zone":
		if _, err := time.LoadLocation(v); err != nil || v == "" || v == "Local" {
			return needs("zone", strconv.Quote(v)+" is no time zone; write it as America/New_York")
		}
		c.Zones = []string{v}
	case "region":
		c.Region = model.Region(v)
	case "phone", "email", "address":
		return s.addReach(c, name, v)
	case "street":
		c.Place.Street = v
	case "city":
		c.Place.City = v
	case "state":
		c.Place.State = v
	case "zip":
		c.Place.Zip = v
	case "country":
		c.Place.Country = clean.Country(v)
	case "rank":
		n, err := strconv.Atoi(v)
		if err != nil {
			return needs("rank", strconv.Quote(v)+" is no rank; write 0 for the first")
		}
		c.Rank = n
	}
	return nil
}

// addReach adds a number or address; one that the contact has already is tried
// afresh where it was dead.
func (s *Store) addReach(c *model.Contact, kind, typed string) error {
	fresh := model.Contact{ID: c.ID, Place: model.Place{Country: c.Place.Country}, Region: c.Region, Zones: c.Zones}
	switch kind {
	case "phone":
		s.giveReach(&fresh, typed, "", "")
	case "email":
		s.giveReach(&fresh, "", typed, "")
	default:
		s.giveReach(&fresh, "", "", typed)
	}
	if len(fresh.Points) == 0 || fresh.Points[0].Status == model.PointInvalid {
		return needs(kind, strconv.Quote(typed)+" cannot be used as "+map[string]string{"phone": "a phone number", "email": "an e-mail address"}[kind])
	}
	p := fresh.Points[0]
	for i, have := range c.Points {
		if have.Kind == p.Kind && have.Key == p.Key {
			c.Points[i].Status = model.PointUnknown
			return nil
		}
		p.ID = min(p.ID, have.ID-1)
	}
	c.Points = append(c.Points, p)
	if len(c.Zones) == 0 {
		c.Zones = fresh.Zones
	}
	if c.Region == "" {
		c.Region = fresh.Region
	}
	return nil
}
