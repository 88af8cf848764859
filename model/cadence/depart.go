package cadence

import (
	"slices"

	"ripen/model"
	"ripen/model/calendar"
)

// Departure is what follows at the company that a person leaves for another.
type Departure struct {
	World    model.World // as it was, without the numbers and addresses that go with him
	Goes     []model.Point
	Decision model.Decision // on World
}

// Depart is the first half of a move: the person leaves the lead of w for the
// company to. It is the row left-company of [Table], but for what goes with him,
// which is not dead and belongs to him where he goes. One who was marked as left
// before is only followed: nothing happens here twice.
//
// Its errors are [*model.Error]s: [model.NotFound] for somebody, or something to
// keep, that is not there; [model.Invalid] for the switchboard, and for a line
// that others here have, too.
func Depart(b *calendar.Book, w model.World, m model.ContactMove, to string) (Departure, error) {
	c := w.Contact(m.ContactID)
	switch {
	case c == nil:
		return Departure{}, model.Errorf(model.NotFound, "%s is no contact of %s", m.ContactID, w.Lead.ID)
	case c.Name == switchboard:
		return Departure{}, invalid("contact", "the switchboard is nobody and cannot move; add who is at the other company there")
	}
	out := Departure{World: model.Clone(w)}
	for _, id := range m.Keep {
		p, err := ownPoint(*c, id)
		if err != nil {
			return Departure{}, err
		}
		if !slices.ContainsFunc(out.Goes, func(q model.Point) bool { return q.ID == id }) {
			out.Goes = append(out.Goes, p)
		}
	}
	gone := out.World.Contact(c.ID)
	gone.Points = slices.DeleteFunc(gone.Points, func(p model.Point) bool { return slices.Contains(m.Keep, p.ID) })
	if c.Left {
		return out, nil
	}
	a := begin(b, out.World)
	a.left(a.w.Contact(c.ID), nil, " for "+to)
	out.Decision = a.finish()
	return out, nil
}

// ownPoint is a number or address that a person may take along.
func ownPoint(c model.Contact, id model.PointID) (model.Point, error) {
	for _, p := range c.Points {
		switch {
		case p.ID != id:
			continue
		case p.Shared:
			return p, invalid("keep", "%s is a line that others have, too, and stays behind; leave it out", p.Shown)
		case p.Status == model.PointInvalid:
			return p, invalid("keep", "%s is no number or address that anybody can be reached by; leave it out", p.Shown)
		}
		return p, nil
	}
	e := model.Errorf(model.NotFound, "%s is none of %s's numbers and addresses", id, c.Name)
	e.Field = "keep"
	return model.Point{}, e
}

// Arrive is the second half: who came stands at the lead of w, where that is and
// how he is reached there being in who already. there is who stands there as the
// same person, 0 for nobody: he is that contact then, which is told, and is not
// made twice; one who had left comes back. do-not-contact and the refusal of
// e-mail come with him.
//
// It returns who stands there: a contact that is made has the id -1 and no points,
// which are rows already. Its error is a [*model.Error] of code [model.Refused]
// for a lead that is closed.
func Arrive(w model.World, who model.Contact, there model.ContactID, m model.ContactMove, from string) (model.Decision, model.ContactID, error) {
	var d model.Decision
	if !w.Lead.Status.Open() {
		return d, 0, model.Errorf(model.Refused, "%s of %s is %s; reopen it first, or name the company instead: then a new lead is made for it", w.Lead.ID, w.Company.Name, w.Lead.Status)
	}
	if c := w.Contact(there); c != nil {
		next := *c
		next.Left, next.NoEmail = false, c.NoEmail || who.NoEmail
		if m.Title != "" {
			next.Title = m.Title
		}
		if next.Left != c.Left || next.NoEmail != c.NoEmail || next.Title != c.Title {
			d.Add(model.ContactSet{Before: *c, After: next})
		}
		said := who.Name + " stood at " + w.Company.Name + " already, as " + c.ID.String()
		if c.Left {
			said = who.Name + " is back at " + w.Company.Name + ", as " + c.ID.String()
		}
		d.Say(said)
		return d, c.ID, nil
	}
	c := model.Contact{
		ID: -1, LeadID: w.Lead.ID, Name: who.Name, Given: who.Given, Title: m.Title, Role: model.RoleUnknown,
		Place: who.Place, Region: who.Region, Zones: who.Zones, NoEmail: who.NoEmail, Suppressed: who.Suppressed,
		Rank: len(w.Contacts), Source: "moved from " + from,
	}
	d.Add(model.ContactAdded{Contact: c})
	d.Say(who.Name + " is a contact of " + w.Company.Name + " now")
	return d, c.ID, nil
}

// switchboard stands for a company of which only a main line is known.
const switchboard = "switchboard"
