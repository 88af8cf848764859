package document

import (
	"cmp"
	"slices"
	"strings"

	"ripen/model"
)

// attribute puts one of the ten into words.
func (g gatherer) attribute(now model.AttributeNow) Attribute {
	about, err := model.AttributeOf(now.Key)
	if err != nil {
		about = model.Attribute{Key: now.Key, Name: string(now.Key)}
	}
	a := Attribute{
		Key: now.Key, Number: about.Number, Name: about.Name, Level: now.Level.String(), Stale: now.Stale,
		StaleOn: now.StaleOn.String(), StaleWhy: plain(now.StaleWhy), Value: map[string]any{},
	}
	if now.Level == model.Unknown {
		return a
	}
	e := now.Evidence
	a.Text = g.inWords(about, e.Value)
	for _, f := range about.Fields {
		if v := e.Value[f.Name]; v != "" {
			a.Value[f.Name] = typed(f.Kind, v)
		}
	}
	if now.Key == model.Firmographics && e.Value["revenue"] != "" {
		a.Value["currency"] = g.w.Policy.Currency
	}
	if title := e.Value["title"]; title != "" && now.Key == model.IndustryCode {
		a.Value["title"] = plain(title)
	}
	name, title := g.contact(e.ContactID)
	a.Evidence = &Evidence{
		ContactID: e.ContactID.String(), SaidBy: titled(name, title), Role: string(e.Role), TouchID: e.TouchID.String(),
		Touch: g.touchWords(e.TouchID), Quote: plain(e.Quote), Document: plain(e.Document), On: e.On.String(),
		EnteredBy: g.member(e.By),
	}
	if e.Role == model.RoleUnknown {
		a.Evidence.Role = ""
	}
	return a
}

// typed is a field for machines.
func typed(kind model.FieldKind, v string) any {
	switch kind {
	case model.ListField, model.PeopleField:
		return list(v)
	case model.NumberField, model.MoneyField:
		return number(v)
	}
	return plain(v)
}

// touchWords names a touch: "call of 19 Nov 2026".
func (g gatherer) touchWords(id model.TouchID) string {
	t := g.w.Touch(id)
	if t == nil {
		return ""
	}
	return channelWord(t.Channel) + " of " + dayOf(model.DateOf(t.At.In(g.zone)))
}

// inWords is an attribute's value in one line.
func (g gatherer) inWords(about model.Attribute, v model.Value) string {
	switch about.Key {
	case model.IndustryCode:
		return join(" ", strings.ToUpper(v["scheme"]), plain(v["code"]), plain(v["title"]))
	case model.Firmographics:
		var parts []string
		if v["revenue"] != "" {
			parts = append(parts, Money(number(v["revenue"]), g.w.Policy.Currency)+" revenue")
		}
		if v["employees"] != "" {
			parts = append(parts, count(number(v["employees"]), "employee", "employees"))
		}
		if v["locations"] != "" {
			parts = append(parts, count(number(v["locations"]), "location", "locations"))
		}
		return strings.Join(parts, ", ")
	case model.Engaged:
		return join(", ", g.personWords(v["contact"], false), inThe(g.touchField(v["touch"])))
	case model.Budget:
		return budgetWords(v, g.w.Policy.Currency)
	}
	var parts []string
	for _, f := range about.Fields {
		if text := g.fieldWords(f, v[f.Name]); text != "" {
			parts = append(parts, text)
		}
	}
	return sentences(parts...)
}

func inThe(touch string) string {
	if touch == "" {
		return ""
	}
	return "in the " + touch
}

// signer is who signs: typed as a name, or as the id of a contact, whose name it
// is then.
func (g gatherer) signer(v string) string {
	if id, err := model.ParseContactID(v); err == nil {
		if c := g.w.Contact(id); c != nil {
			return plain(c.Name)
		}
	}
	return plain(v)
}

// unlabelled fields say themselves what they are.
var unlabelled = []string{"people", "pains", "event"}

func (g gatherer) fieldWords(f model.AttributeField, v string) string {
	var text string
	switch f.Kind {
	case model.ListField:
		text = strings.Join(list(v), ", ")
	case model.DateField:
		text = day(v)
	case model.PeopleField:
		var names []string
		for _, id := range list(v) {
			names = append(names, g.personWords(id, true))
		}
		text = strings.Join(names, "; ")
	case model.ContactField:
		text = g.personWords(v, false)
	case model.TouchField:
		text = g.touchField(v)
	default:
		text = plain(v)
		if f.Name == "signer" {
			text = g.signer(v)
		}
	}
	if text == "" || slices.Contains(unlabelled, f.Name) {
		return text
	}
	return upperFirst(f.Label) + ": " + text
}

func budgetWords(v model.Value, currency string) string {
	var parts []string
	if v["amount"] != "" {
		parts = append(parts, Money(number(v["amount"]), cmp.Or(v["currency"], currency)))
	}
	switch v["status"] {
	case "allocated":
		parts = append(parts, "allocated")
	case "process":
		parts = append(parts, "in a budgeting process")
	}
	text := strings.Join(parts, ", ")
	if p := plain(v["process"]); p != "" {
		text = sentences(text, upperFirst(p))
	}
	if f := plain(v["fiscal_year_start"]); f != "" {
		text = sentences(text, "Fiscal year from "+f)
	}
	return text
}

// personWords is the contact of an id as kept, with his role where asked for.
func (g gatherer) personWords(id string, role bool) string {
	n, err := model.ParseContactID(id)
	if err != nil {
		return plain(id)
	}
	c := g.w.Contact(n)
	if c == nil {
		return n.String()
	}
	text := titled(plain(c.Name), plain(c.Title))
	if role && c.Role != "" && c.Role != model.RoleUnknown {
		text += " (" + spaced(c.Role) + ")"
	}
	return text
}

func (g gatherer) touchField(id string) string {
	n, err := model.ParseTouchID(id)
	if err != nil {
		return plain(id)
	}
	return cmp.Or(g.touchWords(n), n.String())
}
