package work

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// saidField is where the desk keeps the words of "other".
const saidField = "said"

// code asks for one of some codes, and for words where it needs them: says
// tells which do.
func (t *talk) code(name, text string, options []kit.Option, says func(kit.Option) bool) (code kit.Option, words string, err error) {
	for {
		a, err := t.ask(question{text: text, options: options})
		if err != nil {
			return code, "", err
		}
		code = options[slices.IndexFunc(options, func(o kit.Option) bool { return o.Value == a })]
		if !says(code) {
			return code, "", nil
		}
		f := &form{name: name, fields: []kit.Field{{Key: saidField, Label: "in a few words", Required: true}}}
		err = t.fill(f)
		if !errors.Is(err, errBack) {
			return code, f.values[saidField], err
		}
	}
}

// skip passes the lead over until tomorrow.
func (t *talk) skip(string) error {
	code, words, err := t.code("skip", "Why is it skipped?", t.plain().Skips(), func(o kit.Option) bool { return o.Value == "other" })
	if err != nil {
		return err
	}
	if _, err := t.office.Skip(t.ctx, t.By, t.lead, code.Value, words); err != nil {
		return err
	}
	t.drop("skip")
	t.sayf("Skipped: %s. It comes back tomorrow.", code.Title)
	return t.goOn()
}

// goOn serves the next lead, where this one came from the day's queue.
func (t *talk) goOn() error {
	t.reload()
	if t.position == 0 {
		return nil
	}
	p, err := t.office.Queue(t.ctx, t.By, daySize)
	if err != nil {
		return err
	}
	return t.serve(p)
}

// rest lets the lead rest until a day.
func (t *talk) rest(string) error {
	f := &form{name: "rest", fields: []kit.Field{t.plain().Ahead("until", "rest until"),
		{Key: "reason", Label: "reason", Required: true, Placeholder: "why; it comes back by itself that day"}}}
	err := t.record(f, t.desk.Company.Name+" rests.", func(v map[string]string) (string, string, error) {
		until, err := t.plain().Day(v["until"])
		if err != nil {
			return "", "until", err
		}
		res, err := t.office.Choose(t.ctx, t.By, model.Choice{Verb: model.Rest, LeadID: t.lead, Until: until, Reason: v["reason"]})
		if err != nil {
			return "", fieldOf(err), err
		}
		return "Resting until " + until.Short() + page.Joined("", prefixed("; ", t.plain().Does(res))), "", nil
	})
	if err != nil {
		return err
	}
	return t.goOn()
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// disqualify ends the lead as no prospect.
func (t *talk) disqualify(string) error {
	var options []kit.Option
	for _, c := range model.DisqualifyCodes {
		options = append(options, kit.Option{Value: c, Title: page.Words(c)})
	}
	f := &form{name: "disqualify", fields: []kit.Field{{Key: "code", Label: "reason", Kind: kit.ChoiceField, Required: true, Options: lettered(options)},
		{Key: "note", Label: "note"}}}
	err := t.record(f, t.desk.Company.Name+" is no prospect.", func(v map[string]string) (string, string, error) {
		res, err := t.office.Choose(t.ctx, t.By, model.Choice{Verb: model.Disqualify, LeadID: t.lead, Reason: v["code"], Note: v["note"]})
		if err != nil {
			return "", fieldOf(err), err
		}
		return page.Joined(": ", "Disqualified", t.plain().Does(res)), "", nil
	})
	if err != nil {
		return err
	}
	return t.goOn()
}

// defect codes what was wrong with the list about the person in hand.
func (t *talk) defect(string) error {
	p := t.plain()
	code, words, err := t.code("defect", "What is wrong with the list about "+t.name()+"?", p.Defects(), func(o kit.Option) bool {
		_, says := p.Defect(o)
		return says
	})
	if err != nil {
		return err
	}
	d, _ := p.Defect(code)
	if words != "" {
		d.Note = words
	}
	if _, err := t.office.Defect(t.ctx, t.By, d); err != nil {
		return err
	}
	t.drop("defect")
	list := t.desk.Lead.List
	if list == "" {
		list = "no list: it was added by hand"
	}
	t.sayf("Coded: %s, against %s.", code.Title, list)
	t.reload()
	return nil
}

// undo says what it takes back, and does so on a yes.
func (t *talk) undo(string) error {
	list, err := t.office.PeekUndo(t.ctx, t.By)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.say("There is nothing to undo.")
		return nil
	}
	text := list[0].Text
	if !list[0].At.IsZero() {
		text += ", " + page.Moment(list[0].At, t.now())
	}
	ok, err := t.sure("This would be taken back: "+sentence(text)+" Undo it?", "the last entry is taken back, and nothing else")
	if err != nil {
		return err
	}
	if !ok {
		t.say("It stays.")
		return nil
	}
	info, err := t.office.Undo(t.ctx, t.By)
	if err != nil {
		return err
	}
	t.sayf("Undone: %s", sentence(info.Text))
	switch {
	case info.LeadID != 0 && info.LeadID != t.lead:
		return t.open(place{lead: info.LeadID})
	case t.lead != 0:
		t.reload()
	}
	return nil
}

// nextStepGate is the condition that graduating can meet itself.
const nextStepGate = "next-step"

// graduate names what is missing, or asks to whom the lead goes.
func (t *talk) graduate(string) error {
	failing := t.desk.Readiness.Failing()
	if len(failing) > 1 || len(failing) == 1 && failing[0].Name != nextStepGate {
		t.sayf("Not ready to graduate; %s.", many(len(failing), "condition is not met", "conditions are not met"))
		for _, g := range failing {
			t.say(sentence(page.Joined(": ", gateWord(g.Name), g.Why)))
		}
		return nil
	}
	members, err := t.office.Members(t.ctx, t.By)
	if err != nil {
		return err
	}
	ids := map[string]model.MemberID{}
	var options []kit.Option
	for _, m := range members {
		if m.Active && m.Role == model.Sales {
			ids[m.ID.String()] = m.ID
			options = append(options, kit.Option{Value: m.ID.String(), Title: m.Name})
		}
	}
	if len(options) == 0 {
		return model.Errorf(model.Refused, "Nobody can take it: add a salesperson with ripen user add NAME --role sales.")
	}
	f := &form{name: "graduate", title: "Graduate to sales", fields: []kit.Field{{Key: "to", Label: "to whom", Kind: kit.ChoiceField, Required: true, Options: options}}}
	f.fields = append(f.fields, t.plain().NextStep()...)
	f.fields = append(f.fields, kit.Field{Key: "value", Label: "value", Kind: kit.MoneyField, Suffix: t.desk.Policy.Currency})
	return t.record(f, "It goes to sales.", func(v map[string]string) (string, string, error) {
		step, err := t.plain().Agreed(v)
		if err != nil {
			return "", fieldOf(err), err
		}
		s := model.Submission{LeadID: t.lead, To: ids[v["to"]], NextStep: step}
		if v["value"] != "" && t.Options.Desk.ParseMoney != nil {
			if s.Value, _, err = t.Options.Desk.ParseMoney(v["value"]); err != nil {
				return "", "value", err
			}
		}
		res, err := t.office.Submit(t.ctx, t.By, s)
		if err != nil {
			return "", fieldOf(err), err
		}
		t.reload()
		return page.Joined(": ", "Graduated", strings.Join(res.Effects, "; ")), "", nil
	})
}

// gateWord is a gate as people call it, with the digit that mends it.
func gateWord(name string) string {
	key, ok := strings.CutPrefix(name, "attribute:")
	if !ok {
		return page.Words(name)
	}
	if a, ok := attributeOf(key); ok {
		return "attribute " + itoa(a.Number%10) + ", " + a.Short
	}
	return key
}

// people tells who is known there and what may be done with them.
func (t *talk) people(string) error {
	for {
		t.sayf("%s; %s is in hand.", many(len(t.desk.Contacts), "person is known here", "people are known here"), t.name())
		options := t.plain().People()
		for i, c := range t.desk.Contacts {
			state := ""
			switch {
			case c.Suppressed:
				state = "do not contact"
			case c.Left:
				state = "left"
			case c.ID == t.contact:
				state = "in hand"
			}
			options[i].Title = page.Joined(", ", c.Name, c.Title, roleWord(c.Role), state)
		}
		options = append(options, kit.Option{Key: "a", Value: "add", Title: "add a person"})
		a, err := t.ask(question{text: "Whom? A number takes that person in hand, a adds one; back leaves.", options: options})
		switch {
		case errors.Is(err, errBack):
			return nil
		case err != nil:
			return err
		case a == "add":
			err = t.addPerson()
		default:
			var id model.ContactID
			if id, err = model.ParseContactID(a); err == nil {
				t.contact = id
				t.tellPerson()
				err = t.onPerson(id)
			}
		}
		switch {
		case errors.Is(err, errBack):
		case err != nil:
			return err
		default:
			return nil
		}
	}
}

// onPerson asks what is to be done with the person taken in hand.
func (t *talk) onPerson(id model.ContactID) error {
	a, err := t.ask(question{text: "What of " + t.name() + "?", options: []kit.Option{
		{Key: "w", Value: "work", Title: "work with them now"}, {Key: "r", Value: "role", Title: "set the role"},
		{Key: "f", Value: "found", Title: "found a number or e-mail"}, {Key: "e", Value: "enrol", Title: "enrol in a cadence"},
		{Key: "l", Value: "left", Title: "has left the company"}}})
	if err != nil {
		return err
	}
	switch a {
	case "role":
		role, err := t.ask(question{text: "Which role?", options: t.plain().Roles()})
		if err != nil {
			return err
		}
		return t.setPerson(id, map[string]string{"role": role}, "The role of "+t.name()+" is set")
	case "found":
		return t.found(id)
	case "enrol":
		return t.enrol(id)
	case "left":
		ok, err := t.sure(t.name()+" is marked as left.", "undo takes it back")
		if err != nil || !ok {
			return err
		}
		return t.choose(model.Choice{Verb: model.MarkLeft, ContactID: id}, t.name()+" has left")
	}
	return nil
}

func (t *talk) choose(c model.Choice, head string) error {
	c.LeadID = t.lead
	res, err := t.office.Choose(t.ctx, t.By, c)
	if err != nil {
		return err
	}
	t.done(head, res)
	t.later = map[string]bool{}
	t.reload()
	return nil
}

func (t *talk) setPerson(id model.ContactID, set map[string]string, head string) error {
	if _, err := t.office.SetContact(t.ctx, t.By, id, set); err != nil {
		return err
	}
	t.say(head + ".")
	t.reload()
	return nil
}

// enrol puts a person into a cadence.
func (t *talk) enrol(id model.ContactID) error {
	names := slices.Sorted(maps.Keys(t.desk.Current))
	options := make([]kit.Option, len(names))
	for i, n := range names {
		options[i] = kit.Option{Value: n, Title: page.Words(n)}
	}
	name, err := t.ask(question{text: "In which cadence?", options: lettered(options)})
	if err != nil {
		return err
	}
	ok, err := t.sure(t.name()+" enters "+page.Words(name)+".", "")
	if err != nil || !ok {
		return err
	}
	return t.choose(model.Choice{Verb: model.Enrol, ContactID: id, Cadence: name}, "Enrolled")
}
