package desk

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// thisCall is the touch of an entry that is made while the call is on: it is
// recorded with the call's outcome.
const thisCall = "this"

// pendingEntry is evidence that waits for the touch in which it was said.
type pendingEntry struct {
	attestation model.Attestation
	values      map[string]string
	seen        model.EvidenceID // the entry that it was written over
}

// missedEntry is one that was refused when its touch had been recorded.
type missedEntry struct {
	pendingEntry
	err error
}

// entryKeys are the fields beside those of the attribute itself. The dot keeps
// them apart from the attribute's own names.
const (
	levelKey = ".level"
	saidKey  = ".said"
	touchKey = ".touch"
	quoteKey = ".quote"
	docKey   = ".document"
	onKey    = ".on"
)

// openAttribute opens the form of an attribute, filled in with what stands.
func (d *Desk) openAttribute(key model.AttributeKey) tea.Cmd {
	if !d.keys.Note.Enabled() {
		return nav.Toast(nav.Warn, nav.Hint(d.keys.Note))
	}
	a, err := model.AttributeOf(key)
	if err != nil {
		return nav.Fail(err)
	}
	d.attr = a.Number - 1
	d.turnTo(paneAttributes)
	now := d.standing(key)
	var fields []kit.Field
	if key != model.IndustryCode { // the code is found by its own words
		fields = append(fields, d.heardField(a))
	}
	for _, f := range a.Fields {
		fields = append(fields, d.valueField(f, now.Evidence.Value))
	}
	fields = append(fields, d.entryFields(a)...)
	p := d.newForm(string(key), itoa(a.Number)+" "+a.Name, nil, fields...)
	p.form.OnSave = func(v map[string]string) tea.Cmd {
		p.problem = ""
		return d.attest(p, a, v)
	}
	p.under = func(w, h int) []string { return d.entryHistory(a, w, h) }
	p.clash, p.seen = d.clashOf(a), newest(&d.desk, key).ID
	if key == model.IndustryCode {
		d.searchable(p)
	} else {
		p.hearing = newHearing(d, a, p)
	}
	d.openPanel(p)
	if key == model.IndustryCode {
		p.form.FocusField("code") // the scheme is nearly always the same
	}
	return nil
}

// valueField is the form's field of an attribute's field.
func (d *Desk) valueField(f model.AttributeField, v model.Value) kit.Field {
	out := kit.Field{Key: f.Name, Label: f.Label, Value: v[f.Name]}
	switch f.Kind {
	case model.ListField:
		out.Kind = kit.ListField
	case model.NumberField:
		out.Placeholder = "340"
	case model.MoneyField:
		out.Kind, out.Suffix = kit.MoneyField, d.desk.Policy.Currency
		if cents, ok := centsOf(v[f.Name]); ok {
			out.Value = amountTyped(cents)
		}
	case model.DateField:
		out.Kind, out.Check, out.Echo = kit.DateField, d.checkDay, d.echoDay
	case model.ChoiceField:
		out.Kind, out.Options = kit.ChoiceField, codeOptions(f.Choices)
	case model.ContactField:
		out.Kind, out.Options = kit.ChoiceField, d.contactOptions(false)
	case model.PeopleField:
		out.Value = d.namesOf(v[f.Name])
		out.Placeholder = "names or ids; with ; between"
		out.Check = func(s string) error { _, err := d.idsOf(s); return err }
		out.Echo = func(s string) string { ids, _ := d.idsOf(s); return count(len(ids), "person", "people") }
	case model.TouchField:
		out.Kind, out.Options = kit.ChoiceField, d.touchOptions()
	case model.CodeField:
		out.Value, out.Placeholder = "", "words or digits of another"
		if v[f.Name] == "" {
			out.Placeholder = joined("; ", "words or digits", prefixed("the list: ", d.desk.ListedCode()))
		}
	}
	return out
}

// codeOptions are the choices of a code, with its first free letter as key.
func codeOptions(codes []string) []kit.Option {
	var out []kit.Option
	used := map[string]bool{}
	for _, c := range codes {
		key := ""
		for _, r := range c {
			if k := string(r); r >= 'a' && r <= 'z' && !used[k] {
				key, used[k] = k, true
				break
			}
		}
		out = append(out, kit.Option{Key: key, Value: c, Title: words(c)})
	}
	return out
}

// entryFields are who said it, when, and how it is shown.
func (d *Desk) entryFields(a model.Attribute) []kit.Field {
	touches := d.touchOptions()
	touch, level := "", model.Listed
	if d.onCall() || len(touches) > 0 && d.isToday(touches[0].Value) {
		touch, level = touches[0].Value, model.Stated
	}
	said := ""
	if touch != "" {
		said = d.contact.String()
		if c := d.desk.Contact(d.contact); c != nil && c.Role == model.DecisionMaker {
			level = model.Confirmed
		}
	}
	return []kit.Field{
		{Key: levelKey, Label: "rung", Kind: kit.ChoiceField, Value: level.String(), Required: true, Options: []kit.Option{
			{Key: "l", Value: "listed", Title: "listed"}, {Key: "s", Value: "stated", Title: "stated"}, {Key: "c", Value: "confirmed", Title: "confirmed"}}},
		{Key: saidKey, Label: "said by", Kind: kit.ChoiceField, Value: said, Options: d.contactOptions(true)},
		{Key: touchKey, Label: "in", Kind: kit.ChoiceField, Value: touch, Options: append(touches, kit.Option{Key: "n", Title: "no touch"})},
		{Key: quoteKey, Label: "their words", Kind: kit.NoteField, Lines: 2},
		{Key: docKey, Label: "document", Placeholder: "a document or public source that shows it"},
		{Key: onKey, Label: "on", Kind: kit.DateField, Placeholder: "today", Check: d.checkDay, Echo: d.echoDay},
	}
}

func (d *Desk) contactOptions(nobody bool) []kit.Option {
	var out []kit.Option
	for i, c := range d.desk.Contacts {
		key := ""
		if i < 9 {
			key = itoa(i + 1)
		}
		out = append(out, kit.Option{Key: key, Value: c.ID.String(), Title: kit.Clean(c.Name)})
	}
	if nobody {
		out = append(out, kit.Option{Key: "0", Title: "nobody"})
	}
	return out
}

// touchOptions are the touches in which something may have been said, newest
// first: this call, then two-way ones and what was recorded today.
func (d *Desk) touchOptions() []kit.Option {
	var out []kit.Option
	if d.onCall() {
		out = append(out, kit.Option{Key: "1", Value: thisCall, Title: "this call"})
	}
	today := model.DateOf(d.now)
	for i := len(d.desk.Touches) - 1; i >= 0 && len(out) < 4; i-- {
		t := d.desk.Touches[i]
		if t.Voided || !isTwoWay(t) {
			continue
		}
		title := touchWord(t) + " " + dayText(model.DateOf(t.At.In(d.now.Location())), today)
		if c := d.desk.Contact(t.ContactID); c != nil {
			title = d.given(*c) + ", " + title
		}
		out = append(out, kit.Option{Key: itoa(len(out) + 1), Value: t.ID.String(), Title: title})
	}
	return out
}

// isTwoWay says that something was said in the touch.
func isTwoWay(t model.Touch) bool {
	return t.Direction == model.Inbound || strings.HasPrefix(string(t.Outcome), "connected-") || strings.HasPrefix(string(t.Outcome), "replied")
}

func (d *Desk) isToday(touch string) bool {
	if touch == thisCall {
		return true
	}
	id, err := model.ParseTouchID(touch)
	if err != nil {
		return false
	}
	t := d.desk.Touch(id)
	return t != nil && model.DateOf(t.At.In(d.now.Location())) == model.DateOf(d.now)
}

// attestation is the form's values as the office takes them.
func (d *Desk) attestation(a model.Attribute, v map[string]string) (model.Attestation, error) {
	level, err := model.ParseRung(v[levelKey])
	if err != nil {
		return model.Attestation{}, err
	}
	out := model.Attestation{LeadID: d.lead, Attribute: a.Key, Level: level, Set: model.Value{}, Quote: v[quoteKey], Document: v[docKey]}
	before := d.standing(a.Key).Evidence.Value
	for _, f := range a.Fields {
		typed := v[f.Name]
		if f.Kind == model.TouchField && (typed == "" || typed == thisCall) {
			continue // the touch of the entry is the conversation
		}
		if typed == "" && (before[f.Name] == "" || f.Kind == model.CodeField) {
			continue // a code is replaced and never taken away
		}
		switch {
		case f.Kind == model.DateField && typed != "":
			day, err := d.day(typed)
			if err != nil {
				return out, onField(f.Name, err)
			}
			typed = day.String()
		case f.Kind == model.PeopleField:
			if typed, err = d.idsText(typed); err != nil {
				return out, onField(f.Name, err)
			}
		}
		out.Set[f.Name] = typed
	}
	if v[saidKey] != "" {
		if out.ContactID, err = model.ParseContactID(v[saidKey]); err != nil {
			return out, onField(saidKey, err)
		}
	}
	if t := v[touchKey]; t != "" && t != thisCall {
		if out.TouchID, err = model.ParseTouchID(t); err != nil {
			return out, onField(touchKey, err)
		}
	}
	if v[onKey] != "" {
		if out.On, err = d.day(v[onKey]); err != nil {
			return out, onField(onKey, err)
		}
	}
	return out, nil
}

// onField names the form's field that a refusal is about.
func onField(key string, err error) error {
	return &model.Error{Code: model.CodeOf(err), Message: err.Error(), Field: key, Err: err}
}

// attest records the entry, or keeps it for the outcome of the call in which
// it was said.
func (d *Desk) attest(p *formPanel, a model.Attribute, v map[string]string) tea.Cmd {
	entry, err := d.attestation(a, v)
	if err != nil {
		p.refuse(err)
		return nil
	}
	if v[touchKey] == thisCall || a.Key == model.Engaged && v["touch"] == thisCall {
		entry.TouchID = 0
		return d.holdBack(p, pendingEntry{entry, v, p.seen})
	}
	office := d.office
	return d.writeAll(func(ctx context.Context, by model.Actor) wroteMsg {
		if why := d.overtaken(ctx, by, a.Key, p.seen); why != "" {
			return wroteMsg{err: model.Errorf(model.Conflict, "%s", why)}
		}
		res, err := office.Attest(ctx, by, entry)
		return wroteMsg{result: res, err: err}
	}, func(msg wroteMsg) tea.Cmd {
		if model.CodeOf(msg.err) == model.Conflict {
			return d.compare(p, sentence(msg.err))
		}
		if msg.err != nil {
			p.refuse(formError(msg.err))
			return nil
		}
		text := a.Short + " is " + entry.Level.String()
		if r := msg.result.Readiness; r != nil {
			text += d.dot() + itoa(r.Count) + " of " + itoa(r.Of)
			if r.Weakest != "" {
				text += d.dot() + "weakest " + shortOf(r.Weakest)
			}
		}
		return tea.Batch(p.done(), nav.Toast(nav.Good, text), d.load())
	})
}

// formError turns the office's names of the entry's own fields into the form's.
func formError(err error) error {
	names := map[string]string{"level": levelKey, "contact": saidKey, "touch": touchKey, "quote": quoteKey, "document": docKey, "on": onKey}
	if e, ok := err.(*model.Error); ok && names[e.Field] != "" {
		named := *e
		named.Field = names[e.Field]
		return &named
	}
	return err
}

// holdBack keeps an entry until the outcome of this call is recorded. Its draft
// stays until then.
func (d *Desk) holdBack(p *formPanel, e pendingEntry) tea.Cmd {
	d.pending = slices.DeleteFunc(d.pending, func(o pendingEntry) bool { return o.attestation.Attribute == e.attestation.Attribute })
	d.pending = append(d.pending, e)
	d.panel = nil
	changed := d.drafts.changed(d, p.name, e.values)
	return tea.Batch(changed, d.drafts.flush(d), nav.Toast(nav.Info, "Kept: it is recorded with the outcome of this call (o)."))
}

// waitingFor are the entries that an outcome by phone carries with it.
func (d *Desk) waitingFor(e model.Entry) []pendingEntry {
	if e.Channel != model.Phone {
		return nil
	}
	return slices.Clone(d.pending)
}

// spent forgets the entries that were recorded with the call; those missed are
// kept as drafts.
func (d *Desk) spent(missed []missedEntry) tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range d.pending {
		key := p.attestation.Attribute
		if !slices.ContainsFunc(missed, func(m missedEntry) bool { return m.attestation.Attribute == key }) {
			cmds = append(cmds, d.drafts.drop(d, string(key)))
		}
	}
	d.pending = nil
	return tea.Batch(cmds...)
}

// reopen shows the form of an entry that was refused, as it was typed.
func (d *Desk) reopen(m missedEntry) tea.Cmd {
	cmd := d.openAttribute(m.attestation.Attribute)
	if p, ok := d.panel.(*formPanel); ok {
		v := m.values
		v[touchKey] = ""
		if v["touch"] == thisCall {
			v["touch"] = ""
		}
		p.form.SetValues(v)
		if model.CodeOf(m.err) == model.Conflict {
			p.touch = m.attestation.TouchID.String()
			return tea.Batch(cmd, d.compare(p, sentence(m.err)))
		}
		p.refuse(formError(m.err))
	}
	return cmd
}
