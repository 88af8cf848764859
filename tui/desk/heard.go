package desk

import (
	"maps"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/heard"
	"ripen/tui/kit"
)

// heardKey is the first field of an attribute's form: what was said, in the
// words in which it was said.
const heardKey = ".heard"

// hearing is the field that takes a fact as it is heard. Its words are read into
// the fields below it at every key, so that what is understood is seen before
// enter records it; tab goes on to those fields.
type hearing struct {
	d     *Desk
	a     model.Attribute
	heard string            // the words that are read already
	base  map[string]string // what the fields held before they were
	got   bool              // something of them was understood
}

// heardField is that field of the attribute's form.
func (d *Desk) heardField(a model.Attribute) kit.Field {
	hint := map[model.AttributeKey]string{
		model.Firmographics:  "340 staff, $82M, 3 sites",
		model.DecisionMakers: "names, as tor, beth",
		model.Environment:    "SAP from Baltic, contract ends 30 jun",
		model.Engaged:        "enter: it is the one in hand, in this conversation",
		model.Pain:           "dock delays, costs them $2M a year",
		model.Process:        "board signs, by 12 feb",
		model.Budget:         "350k allocated",
		model.Competition:    "Globex, Acme; incumbent Baltic",
		model.Urgency:        "lease ends 31 mar, else they pay double",
	}[a.Key]
	return kit.Field{Key: heardKey, Label: "as said", Placeholder: hint, Below: func(s string) string { return d.readBack(a, s) }, Check: func(s string) error {
		if a.Key != model.DecisionMakers {
			return nil
		}
		_, err := d.idsOf(peopleSaid(s))
		return err
	}}
}

func newHearing(d *Desk, a model.Attribute, p *formPanel) *hearing {
	v := p.form.Values()
	return &hearing{d: d, a: a, heard: v[heardKey], base: v}
}

// peopleSaid are names as they are said: with commas or "and" between.
func peopleSaid(text string) string {
	return strings.NewReplacer(",", ";", " and ", ";", " & ", ";").Replace(text)
}

// press answers to enter in the field: what was said is recorded at once.
func (h *hearing) press(p *formPanel, k tea.KeyMsg) (bool, tea.Cmd) {
	if p.form.Field() != heardKey || k.Type != tea.KeyEnter || k.Paste {
		return false, nil
	}
	v := p.form.Values()
	if v[heardKey] == "" && h.a.Key != model.Engaged {
		return false, nil // on to the fields
	}
	if err := h.d.heardWhole(h, v); err != nil {
		p.form.SetProblem(heardKey, sentence(err))
		return true, nil
	}
	set := map[string]string{}
	if v[quoteKey] == "" && v[saidKey] != "" {
		set[quoteKey] = v[heardKey]
	}
	if h.a.Key == model.Engaged {
		maps.Copy(set, h.d.engagedNow(v))
	}
	p.form.SetValues(set)
	_, cmd := p.form.Update(tea.KeyMsg{Type: tea.KeyCtrlS})
	return true, cmd
}

// heardWhole refuses words of which nothing was understood.
func (d *Desk) heardWhole(h *hearing, v map[string]string) error {
	if h.a.Key == model.DecisionMakers {
		if _, err := d.idsOf(peopleSaid(v[heardKey])); err != nil {
			return err
		}
	}
	switch {
	case h.a.Key == model.Engaged && (v[touchKey] == "" || v[saidKey] == ""):
		return model.Errorf(model.Invalid, "Nobody was talked to yet: dial or record a conversation first, or tab picks an earlier one.")
	case h.a.Key != model.Engaged && !h.got && maps.Equal(withoutWords(v), withoutWords(h.base)):
		return model.Errorf(model.Invalid, "Nothing of that was understood; say it as %q, or tab fills in the fields.", d.heardField(h.a).Placeholder)
	}
	return nil
}

func withoutWords(v map[string]string) map[string]string {
	out := maps.Clone(v)
	delete(out, heardKey)
	return out
}

// engagedNow is the conversation at hand, with whoever is in it.
func (d *Desk) engagedNow(v map[string]string) map[string]string {
	return map[string]string{"contact": v[saidKey], "touch": v[touchKey]}
}

// read fills in the fields by the words as they stand now. What a person
// changed there by hand is what they begin with the next time.
func (h *hearing) read(p *formPanel) {
	v := p.form.Values()
	words := v[heardKey]
	if words == h.heard {
		return
	}
	if h.heard == "" {
		h.base = v
	}
	h.heard = words
	read := h.d.understood(h.a, words)
	h.got = len(read) > 0
	set := map[string]string{}
	for _, f := range h.a.Fields {
		s, ok := read[f.Name]
		switch {
		case !ok:
			set[f.Name] = h.base[f.Name]
		case f.Kind == model.ListField || f.Kind == model.PeopleField:
			set[f.Name] = heard.Add(h.base[f.Name], s)
		default:
			set[f.Name] = s
		}
	}
	p.form.SetValues(set)
}

// understood is what is read of words, as the form's fields hold it.
func (d *Desk) understood(a model.Attribute, words string) model.Value {
	if a.Key != model.DecisionMakers {
		return heard.Read(a.Key, words, d.now, d.now.Location())
	}
	ids, err := d.idsOf(peopleSaid(words))
	if err != nil || len(ids) == 0 {
		return nil
	}
	text := make([]string, len(ids))
	for i, id := range ids {
		text[i] = id.String()
	}
	return model.Value{"people": d.namesOf(strings.Join(text, ";"))}
}

// readBack says in one line how the words are understood.
func (d *Desk) readBack(a model.Attribute, words string) string {
	read := d.understood(a, words)
	text := ""
	for _, f := range a.Fields {
		s := read[f.Name]
		if s == "" {
			continue
		}
		switch f.Kind {
		case model.DateField:
			s = d.echoDay(s)
		case model.MoneyField:
			if cents, err := d.cents(s); err == nil && cents > 0 {
				s = moneyText(cents, d.desk.Policy.Currency)
			}
		}
		text = joined(d.dot(), text, f.Label+": "+s)
	}
	return text
}

// countsAs is what enter would record it as: "stated by Mia, this call".
func (h *hearing) countsAs(v map[string]string) string {
	who := ""
	if id, err := model.ParseContactID(v[saidKey]); err == nil {
		if c := h.d.desk.Contact(id); c != nil {
			who = "by " + kit.Clean(h.d.given(*c))
		}
	}
	in := ""
	if v[touchKey] == thisCall {
		in = "this call"
	}
	return joined(", ", joined(" ", v[levelKey], who), in)
}
