package cadence

import (
	"slices"

	"ripen/model"
)

// Each is the choice that a bulk act comes to on one lead: [Choose] then
// decides on it as on a single one. Its errors are those of Choose, and
// [model.Refused] where nobody can be enrolled or nothing would change.
func Each(w model.World, b model.Bulk) (model.Choice, error) {
	c := model.Choice{LeadID: w.Lead.ID, To: b.To, Cadence: b.Cadence, Until: b.Until, Reason: b.Reason}
	switch b.Act {
	case model.BulkRest:
		c.Verb = model.Rest
	case model.BulkAssign:
		c.Verb = model.Assign
		if m := w.Member(b.To); m != nil && m.Active && w.Lead.OwnerID == m.ID {
			return c, model.Errorf(model.Refused, "belongs to %s already", m.Name)
		}
	case model.BulkEnrol:
		c.Verb = model.Enrol
		p := toEnrol(w)
		if p == nil && w.Lead.Status.Nurtured() {
			return c, nobodyToEnrol(w)
		}
		if p != nil {
			c.ContactID = p.ID
		}
	default:
		return c, invalid("act", "%q is nothing that is done to many leads at once", b.Act)
	}
	return c, nil
}

// toEnrol is the contact who is pursued, the one served first; where nobody
// is, the best-ranked one who may be. Nil where there is none.
func toEnrol(w model.World) *model.Contact {
	if en := Served(w); en != nil && en.CadenceID != 0 {
		return w.Contact(en.ContactID)
	}
	for _, en := range w.Enrolments {
		if en.State.Live() && en.CadenceID != 0 {
			return w.Contact(en.ContactID)
		}
	}
	var best *model.Contact
	for i := range w.Contacts {
		if c := &w.Contacts[i]; !c.Left && !c.Suppressed && (best == nil || c.Rank < best.Rank) {
			best = c
		}
	}
	return best
}

func nobodyToEnrol(w model.World) error {
	switch {
	case len(w.Contacts) == 0:
		return model.Errorf(model.Refused, "has no contact to pursue")
	case slices.ContainsFunc(w.Contacts, func(c model.Contact) bool { return c.Suppressed }):
		return model.Errorf(model.Suppressed, "asked not to be contacted")
	}
	return model.Errorf(model.Refused, "has nobody left to pursue")
}
