package work

import (
	"slices"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// addPerson asks for somebody whom the list did not bring.
func (t *talk) addPerson() error {
	f := &form{name: "person", title: "Add a person", fields: slices.Concat([]kit.Field{
		{Key: "name", Label: "name", Required: true},
		{Key: "title", Label: "title"},
		{Key: "role", Label: "role", Kind: kit.ChoiceField, Value: string(model.RoleUnknown), Options: t.plain().Roles()},
		{Key: "phone", Label: "phone"}, {Key: "email", Label: "e-mail"}}, t.foundFields())}
	return t.record(f, "A person is added.", func(v map[string]string) (string, string, error) {
		source, err := page.Found(v)
		if err != nil {
			return "", fieldOf(err), err
		}
		res, err := t.office.AddContact(t.ctx, t.By, model.NewContact{LeadID: t.lead, Name: v["name"], Title: v["title"], Role: model.BuyingRole(v["role"]),
			Phone: v["phone"], Email: v["email"], Source: source})
		if err != nil {
			return "", fieldOf(err), err
		}
		t.reload()
		if res.ContactID != 0 && t.desk.Contact(res.ContactID) != nil {
			t.contact = res.ContactID
		}
		return v["name"] + " is added and in hand", "", nil
	})
}

// foundFields ask where something was found, as the desk does.
func (t *talk) foundFields() []kit.Field {
	out := page.FoundFields(t.plain().Found())
	out[0].Label, out[1].Label = "where found", "found where else"
	return out
}

// found writes down a number or an e-mail of a person. Which it is, is asked
// for in the words of the desk's form, so that the draft is the same.
func (t *talk) found(id model.ContactID) error {
	f := &form{name: "reach", extra: map[string]string{"who": id.String()}, fields: append([]kit.Field{
		{Key: "reach", Label: "number or e-mail", Required: true, Placeholder: "617 555 0143, tor@halvorsen.example"}}, t.foundFields()...)}
	return t.record(f, "It is added to "+t.name()+".", func(v map[string]string) (string, string, error) {
		set, err := t.plain().Reach(v["reach"])
		if err != nil {
			return "", fieldOf(err), err
		}
		source, err := page.Found(v)
		if err != nil {
			return "", fieldOf(err), err
		}
		if source != "" {
			set["source"] = source
		}
		if _, err := t.office.SetContact(t.ctx, t.By, id, set); err != nil {
			return "", fieldOf(err), err
		}
		t.reload()
		return page.Joined(", ", set["phone"], set["email"]) + " is added", "", nil
	})
}
