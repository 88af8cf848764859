package playbook

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/cadence"
)

// sourced are the attributes that a named public source can state: nobody needs
// to be asked for a firm's trade, size or systems.
var sourced = []model.AttributeKey{model.IndustryCode, model.Firmographics, model.Environment}

// Admit holds an entry to the ladder. Its Role is the contact's when it was
// said. A rung that the entry does not reach is refused with code
// [model.Refused], field "level", and a sentence that says what it takes; the
// level unknown is refused with [model.Invalid], since nothing is shown by it:
// a wrong entry is undone.
//
//   - listed is admitted as it is.
//   - stated needs a contact and a touch with that contact in which he spoke; for
//     industry code, firmographics and environment a named public source serves.
//   - confirmed is a document; or stated by a contact who is a decision maker; or
//     stated by one contact while a fresh entry of another says it too.
//   - engaged needs, for stated and confirmed alike, a two-way touch with a
//     decision maker. Nothing else serves.
func Admit(w model.World, e model.Evidence) error {
	a, err := model.AttributeOf(e.Attribute)
	if err != nil {
		return err
	}
	switch {
	case e.Level <= model.Unknown || e.Level > model.Confirmed:
		err := model.Errorf(model.Invalid, "unknown is where nothing was entered; undo a wrong entry, or enter what is known as listed, stated or confirmed")
		err.Field = "level"
		return err
	case e.Level == model.Listed:
		return nil
	case e.Attribute == model.Engaged:
		return admitEngaged(w, e)
	case e.Level == model.Stated:
		if slices.Contains(sourced, e.Attribute) && e.Document != "" {
			return nil
		}
		return admitSaid(w, a, e)
	}
	return admitConfirmed(w, a, e)
}

func admitEngaged(w model.World, e model.Evidence) error {
	const takes = "engaged takes a two-way touch with a decision maker"
	c := w.Contact(e.ContactID)
	switch {
	case c == nil:
		return tooHigh(takes + "; name the decision maker and the touch")
	case e.Role != model.DecisionMaker:
		return tooHigh("%s; %s is here as %s", takes, c.Name, roleWord(e.Role))
	case e.TouchID == 0:
		return tooHigh("%s; name the touch with %s", takes, c.Name)
	}
	t, err := liveTouch(w, e.TouchID)
	if err != nil {
		return err
	}
	if t.ContactID != e.ContactID {
		return tooHigh("%s; %s was with %s", takes, t.ID, nameOf(w, t.ContactID))
	}
	if !cadence.TwoWay(t.Outcome) {
		return tooHigh("%s; %s is %s", takes, t.ID, t.Outcome)
	}
	return nil
}

// admitSaid asks for what stated takes: a person and a touch in which he spoke.
func admitSaid(w model.World, a model.Attribute, e model.Evidence) error {
	takes := e.Level.String() + " takes the contact who said it and the touch in which it was said"
	if slices.Contains(sourced, a.Key) {
		takes += ", or a named public source"
	}
	c := w.Contact(e.ContactID)
	switch {
	case c == nil:
		return tooHigh("%s; without them enter it as listed", takes)
	case e.TouchID == 0:
		return tooHigh("%s; name the touch with %s", takes, c.Name)
	}
	t, err := liveTouch(w, e.TouchID)
	if err != nil {
		return err
	}
	if t.ContactID != e.ContactID {
		return tooHigh("%s; %s was with %s, not with %s", takes, t.ID, nameOf(w, t.ContactID), c.Name)
	}
	if !spoke(*t) {
		return tooHigh("%s; nobody spoke in %s, which is %s", takes, t.ID, t.Outcome)
	}
	return nil
}

func admitConfirmed(w model.World, a model.Attribute, e model.Evidence) error {
	if e.Document != "" {
		return nil
	}
	const takes = "confirmed takes the decision maker saying it in a recorded touch, a second person saying what another stated, or a document"
	c := w.Contact(e.ContactID)
	if c == nil {
		return tooHigh(takes)
	}
	if err := admitSaid(w, a, e); err != nil {
		return err
	}
	if e.Role == model.DecisionMaker || saidByAnother(w, e) {
		return nil
	}
	return tooHigh("%s; %s is here as %s and nobody else has stated it lately", takes, c.Name, roleWord(e.Role))
}

// saidByAnother says that a fresh entry of the same attribute, stated or better,
// has come from a different contact.
func saidByAnother(w model.World, e model.Evidence) bool {
	rules, _ := RulesFor(w)
	return slices.ContainsFunc(w.Evidence, func(o model.Evidence) bool {
		return o.Attribute == e.Attribute && o.Voids == 0 && o.Level >= model.Stated &&
			o.ContactID != 0 && o.ContactID != e.ContactID && fresh(w, o, rules.StaleDays[e.Attribute])
	})
}

// spoke says that the prospect said something in this touch: a conversation, or
// a message that he left or sent by himself.
func spoke(t model.Touch) bool {
	return cadence.TwoWay(t.Outcome) || t.Direction == model.Inbound && cadence.Counts(t.Outcome)
}

func tooHigh(format string, args ...any) error {
	err := model.Errorf(model.Refused, format, args...)
	err.Field = "level"
	return err
}

func nameOf(w model.World, id model.ContactID) string {
	if c := w.Contact(id); c != nil {
		return c.Name
	}
	return "nobody of this lead"
}

// roleWord is a buying role in running text.
func roleWord(r model.BuyingRole) string {
	if r == model.RoleUnknown || r == "" {
		return "a person of unknown role"
	}
	word := strings.ReplaceAll(string(r), "-", " ")
	if strings.ContainsRune("aeiou", rune(word[0])) && r != model.User {
		return "an " + word
	}
	return "a " + word
}
