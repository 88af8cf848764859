package playbook

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
)

// Codes looks industry codes up. Scheme is "naics" or "sic".
type Codes interface {
	Lookup(scheme, code string) (title string, ok bool)
}

// reader reads the fields of one attribute as typed into the value as kept.
type reader struct {
	w     model.World
	a     model.Attribute
	codes Codes
	typed model.Value // what was given, read; "" clears the field
}

// readFields reads set. An error has code [model.Invalid] or [model.NotFound]
// and names the field.
func readFields(w model.World, a model.Attribute, set model.Value, codes Codes) (*reader, error) {
	r := &reader{w: w, a: a, codes: codes, typed: model.Value{}}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		i := slices.IndexFunc(a.Fields, func(f model.AttributeField) bool { return f.Name == name })
		if i < 0 {
			return nil, field(name, model.Errorf(model.Invalid, "%s has no field %q; use %s", a.Short, name, fieldNames(a)))
		}
		text := strings.TrimSpace(set[name])
		if text == "" {
			r.typed[name] = ""
			continue
		}
		v, err := r.one(a.Fields[i], text)
		if err != nil {
			return nil, field(name, err)
		}
		r.typed[name] = v
	}
	return r, nil
}

func fieldNames(a model.Attribute) string {
	names := make([]string, len(a.Fields))
	for i, f := range a.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// field puts the field's name on a refusal.
func field(name string, err error) error {
	if e, ok := err.(*model.Error); ok {
		named := *e
		named.Field = name
		return &named
	}
	return err
}

func (r *reader) one(f model.AttributeField, text string) (string, error) {
	switch f.Kind {
	case model.ListField:
		return joinList(text), nil
	case model.NumberField:
		return wholeNumber(text)
	case model.MoneyField:
		return r.money(text)
	case model.DateField:
		d, err := model.ParseDate(text)
		return d.String(), err
	case model.ChoiceField:
		v, err := model.OneOf(f.Name, strings.ToLower(text), f.Choices)
		return v, err
	case model.ContactField:
		return r.contact(text)
	case model.PeopleField:
		return r.people(text)
	case model.TouchField:
		return r.touch(text)
	}
	if f.Name == "currency" {
		return currency(text)
	}
	return text, nil
}

// joinList brings a list into the form in which it is kept: parted by "; ",
// without empty or repeated values.
func joinList(text string) string {
	var out []string
	for _, v := range strings.Split(text, ";") {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, "; ")
}

func wholeNumber(text string) (string, error) {
	cents, named, err := ParseMoney(text)
	if err != nil || named != "" || cents%100 != 0 {
		return "", model.Errorf(model.Invalid, "%q is no whole number; write it as 340", text)
	}
	return strconv.FormatInt(cents/100, 10), nil
}

// money is kept in cents. A currency typed with the amount of a budget fills the
// field beside it, unless that one is given too; "$" stays with a policy that
// counts in other dollars.
func (r *reader) money(text string) (string, error) {
	cents, named, err := ParseMoney(text)
	if err != nil {
		return "", err
	}
	if r.a.Key == model.Budget && named != "" {
		if strings.HasPrefix(text, "$") && strings.HasSuffix(r.w.Policy.Currency, "D") {
			named = r.w.Policy.Currency
		}
		if r.typed["currency"] == "" {
			r.typed["currency"] = named
		}
	}
	return strconv.FormatInt(cents, 10), nil
}

func currency(text string) (string, error) {
	c := strings.ToUpper(text)
	if len(c) != 3 || strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", model.Errorf(model.Invalid, "%q is no currency; write its three letters, such as USD", text)
	}
	return c, nil
}

func (r *reader) contact(text string) (string, error) {
	id, err := model.ParseContactID(text)
	if err != nil {
		return "", err
	}
	if r.w.Contact(id) == nil {
		return "", noContact(r.w, id)
	}
	return id.String(), nil
}

func noContact(w model.World, id model.ContactID) error {
	return model.Errorf(model.NotFound, "%s is no contact of %s %s; add the person first", id, w.Lead.ID, w.Company.Name)
}

func (r *reader) people(text string) (string, error) {
	var ids []string
	for _, one := range strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == ',' }) {
		if strings.TrimSpace(one) == "" {
			continue
		}
		id, err := r.contact(one)
		if err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	return joinList(strings.Join(ids, ";")), nil
}

func (r *reader) touch(text string) (string, error) {
	id, err := model.ParseTouchID(text)
	if err != nil {
		return "", err
	}
	if _, err := liveTouch(r.w, id); err != nil {
		return "", err
	}
	return id.String(), nil
}

// liveTouch is a touch of the lead that was not taken back.
func liveTouch(w model.World, id model.TouchID) (*model.Touch, error) {
	t := w.Touch(id)
	if t == nil {
		return nil, model.Errorf(model.NotFound, "%s is no touch of %s %s; record it first", id, w.Lead.ID, w.Company.Name)
	}
	if t.Voided {
		return nil, model.Errorf(model.Refused, "%s was taken back; give a touch that stands", id)
	}
	return t, nil
}

// over lays what was typed over what stands, so that adding one field does not
// erase the rest: an empty text clears its field, and a date that has passed is
// left behind, since with it the new entry would be stale at once.
func (r *reader) over(current model.Value) (model.Value, error) {
	v := maps.Clone(current)
	if v == nil {
		v = model.Value{}
	}
	for _, f := range r.a.Fields {
		if end := endOf(v, f); f.Ends && !end.IsZero() && end < today(r.w) {
			delete(v, f.Name)
		}
	}
	maps.Copy(v, r.typed)
	maps.DeleteFunc(v, func(_, text string) bool { return text == "" })
	if r.a.Key == model.Budget && v["amount"] != "" && v["currency"] == "" {
		v["currency"] = r.w.Policy.Currency
	}
	if r.a.Key != model.IndustryCode {
		return v, nil
	}
	return v, r.lookUp(v)
}

// lookUp holds an industry code to its table. A code typed without a scheme is
// NAICS. The title stands in the value beside the code, so that a record keeps
// its words when the tables are replaced.
func (r *reader) lookUp(v model.Value) error {
	if r.typed["code"] != "" && r.typed["scheme"] == "" || v["scheme"] == "" {
		v["scheme"] = "naics"
	}
	if v["code"] == "" {
		return field("code", model.Errorf(model.Invalid, "industry code needs a code; search for one with: ripen code %s TEXT", v["scheme"]))
	}
	title, ok := r.codes.Lookup(v["scheme"], v["code"])
	if !ok {
		return field("code", model.Errorf(model.Invalid, "%s is no %s code; search for one with: ripen code %s TEXT",
			v["code"], strings.ToUpper(v["scheme"]), v["scheme"]))
	}
	v["title"] = title
	return nil
}
