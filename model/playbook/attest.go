package playbook

import (
	"maps"

	"ripen/model"
)

// Attest makes an entry on the evidence ladder of what a person enters about
// one attribute, and settles the lead by it. The order of things:
//
//   - The contact of a touch that is named is who said it, unless another is
//     given. His role, and who set it, are frozen on the entry.
//   - Engaged takes its contact and touch fields from those two, or gives them.
//   - The fields typed are laid over the value that stands, except below a fresh
//     higher rung, where a listed entry stays what the list said.
//   - Above unknown at least one field must be known.
//   - Without a day the entry is of the day of its touch, or today.
//
// Errors are of code [model.Invalid], [model.NotFound], [model.Refused] (see
// [Admit]) or [model.Forbidden].
func Attest(w model.World, a model.Attestation, codes Codes) (model.Decision, error) {
	var none model.Decision
	if err := w.By.Allow(model.ActWork); err != nil {
		return none, err
	}
	attribute, err := model.AttributeOf(a.Attribute)
	if err != nil {
		return none, err
	}
	read, err := readFields(w, attribute, a.Set, codes)
	if err != nil {
		return none, err
	}
	e, err := entry(w, a, read)
	if err != nil {
		return none, err
	}
	days, _ := RulesFor(w)
	before := standing(w, a.Attribute, days.StaleDays[a.Attribute])
	if e.Value, err = read.over(beneath(before, e)); err != nil {
		return none, err
	}
	if err := Admit(w, e); err != nil {
		return none, err
	}
	if len(e.Value) == 0 {
		return none, model.Errorf(model.Invalid, "%s needs at least one of its fields: %s", attribute.Short, fieldNames(attribute))
	}
	after := model.Clone(w)
	after.Evidence = append(after.Evidence, e)
	r := Judge(after)
	after = Settle(after, r)
	d := model.Decision{Changes: model.Diff(w, after)}
	tell(&d, w, after, r, e)
	return d, nil
}

// beneath is the value that an entry is laid over.
func beneath(now model.AttributeNow, e model.Evidence) model.Value {
	if e.Level == model.Listed && now.Counts() > model.Listed {
		return nil
	}
	return now.Evidence.Value
}

// entry is the evidence without its value: who, in which touch, when.
func entry(w model.World, a model.Attestation, read *reader) (model.Evidence, error) {
	e := model.Evidence{
		ID: newEvidence(w), LeadID: w.Lead.ID, Attribute: a.Attribute, Level: a.Level,
		ContactID: a.ContactID, TouchID: a.TouchID, Quote: a.Quote, Document: a.Document,
		On: a.On, At: w.Now.UnixMilli(), By: w.By.ID,
	}
	if a.Attribute == model.Engaged {
		if err := fromFields(&e, read.typed); err != nil {
			return e, err
		}
	}
	home := w.By.Zone
	if home == nil {
		home = zone(w.Policy.Zone)
	}
	said := w.Now
	if e.TouchID != 0 {
		t, err := liveTouch(w, e.TouchID)
		if err != nil {
			return e, field("touch", err)
		}
		if said = t.At; e.ContactID == 0 {
			e.ContactID = t.ContactID
		}
	}
	if e.ContactID != 0 {
		c := w.Contact(e.ContactID)
		if c == nil {
			return e, field("contact", noContact(w, e.ContactID))
		}
		e.Role, e.RoleSetBy = c.Role, c.RoleSetBy
	}
	if e.On.IsZero() {
		e.On = model.DateOf(said.In(home))
	}
	if ahead := model.DateOf(w.Now.In(home)); e.On > max(ahead, today(w)) {
		return e, field("on", model.Errorf(model.Invalid, "%s lies ahead; give the day on which it was said", e.On))
	}
	if a.Attribute == model.Engaged {
		engagedFields(e, read.typed)
	}
	return e, nil
}

// fromFields takes who and which touch from the fields of engaged where they
// are not given beside them; both given, they must agree.
func fromFields(e *model.Evidence, typed model.Value) error {
	if id, err := model.ParseContactID(typed["contact"]); err == nil {
		if e.ContactID != 0 && e.ContactID != id {
			return field("contact", model.Errorf(model.Invalid, "engaged names %s and %s; give one decision maker", id, e.ContactID))
		}
		e.ContactID = id
	}
	if id, err := model.ParseTouchID(typed["touch"]); err == nil {
		if e.TouchID != 0 && e.TouchID != id {
			return field("touch", model.Errorf(model.Invalid, "engaged names %s and %s; give one touch", id, e.TouchID))
		}
		e.TouchID = id
	}
	return nil
}

// engagedFields makes the value of engaged say what the entry rests on.
func engagedFields(e model.Evidence, typed model.Value) {
	maps.Copy(typed, model.Value{"contact": e.ContactID.String(), "touch": e.TouchID.String()})
}

// newEvidence is an id for an entry that the store has yet to number.
func newEvidence(w model.World) model.EvidenceID {
	id := model.EvidenceID(-1)
	for _, e := range w.Evidence {
		id = min(id, e.ID-1)
	}
	return id
}

// tell says in words what the entry did.
func tell(d *model.Decision, before, after model.World, r model.Readiness, e model.Evidence) {
	now := r.Attributes[e.Attribute.Index()]
	switch {
	case now.Evidence.ID != e.ID:
		d.Say(subject(e.Attribute) + " stays " + now.Level.String() + "; the listed entry is kept in the history")
	case now.Stale:
		d.Say(subject(e.Attribute) + " is entered as " + e.Level.String() + " but counts as unknown: " + now.StaleWhy)
	default:
		d.Say(subject(e.Attribute) + " " + verb(e.Attribute) + " " + e.Level.String())
	}
	if before.Lead.Horizon != after.Lead.Horizon {
		d.Say("the horizon is " + string(after.Lead.Horizon))
	}
	if before.Lead.Status != after.Lead.Status {
		d.Say("the lead is " + string(after.Lead.Status))
	}
}
