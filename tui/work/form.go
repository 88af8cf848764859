package work

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/playbook"
	"ripen/tui/kit"
)

// form is the fields of a desk's form, asked one by one.
type form struct {
	name   string // of the draft, as on the desk
	title  string
	fields []kit.Field
	more   func(v map[string]string) []kit.Field                // those that an answer calls for
	look   func(key, text string) (found []kit.Option, ok bool) // what a search finds for a field's words; !ok: it is none to search
	values map[string]string
	extra  map[string]string // kept with the draft: whom it is about
	at     int
	stays  bool // the draft waits for what comes after it
}

// all are the fields as they stand now.
func (f *form) all() []kit.Field {
	if f.more == nil {
		return f.fields
	}
	return append(slices.Clone(f.fields), f.more(f.values)...)
}

// begin fills the form with what stands and with what was typed before.
func (t *talk) begin(f *form) {
	if f.values != nil {
		return
	}
	f.values = map[string]string{}
	for _, d := range f.fields {
		f.values[d.Key] = d.Value
	}
	draft := t.draft(f.name)
	for k, v := range f.extra {
		if draft[k] != v {
			draft = nil // it is about somebody else
		}
	}
	maps.Copy(f.values, draft)
}

// fill asks the fields from f.at on. back goes to the one before, and out of
// the form from the first.
func (t *talk) fill(f *form) error {
	t.begin(f)
	if f.title != "" && f.at == 0 {
		t.say(sentence(f.title))
	}
	for {
		fields := f.all()
		if f.at >= len(fields) {
			return nil
		}
		switch err := t.field(f, fields[f.at]); {
		case errors.Is(err, errBack) && f.at > 0:
			f.at--
		case err != nil:
			return err
		default:
			f.at++
		}
	}
}

// field asks one field until its answer stands.
func (t *talk) field(f *form, d kit.Field) error {
	for {
		answer, err := t.ask(t.fieldQuestion(f, d))
		if err != nil {
			return err
		}
		switch {
		case answer == dashed:
			if kept := f.values[d.Key]; kept != "" && d.Kind != kit.ChoiceField && checked(d, kept) != nil {
				t.say(sentence(t.words(checked(d, kept))))
				continue
			}
			return nil
		case !d.Required && strings.EqualFold(answer, "none") && d.Kind != kit.ChoiceField:
			f.values[d.Key] = ""
			t.keepForm(f, d.Key, "")
			return nil
		}
		if d.Kind != kit.ChoiceField {
			if answer, err = t.sought(f, d, answer); err != nil {
				return err
			}
			if answer == "" {
				continue
			}
			if err := checked(d, answer); err != nil {
				t.say(sentence(t.words(err)))
				continue
			}
		}
		f.values[d.Key] = answer
		t.keepForm(f, d.Key, answer)
		if echo := echoed(d, answer); echo != "" {
			t.sayf("Understood: %s.", echo)
		}
		return nil
	}
}

func (t *talk) fieldQuestion(f *form, d kit.Field) question {
	q := question{options: d.Options, free: d.Kind != kit.ChoiceField, about: d.Placeholder}
	text := strings.ToUpper(d.Label[:1]) + d.Label[1:]
	if d.Placeholder != "" && q.free {
		text += " (" + d.Placeholder + ")"
	}
	shown := f.values[d.Key]
	if d.Kind == kit.ChoiceField {
		shown = ""
		for _, o := range d.Options {
			if o.Value == f.values[d.Key] {
				shown = o.Title
			}
		}
	}
	switch {
	case shown != "":
		text += `. It says "` + shown + `"; - keeps it`
		q.dash = "keeps it"
		if q.free && !d.Required {
			text += ", none takes it away"
		}
	case !d.Required:
		text += "; - leaves it out"
		q.dash = "leaves it out"
	}
	q.text = sentence(text + ".")
	if q.dash == "" {
		q.text = strings.TrimSuffix(q.text, ".") + "?"
	}
	if q.free {
		q.typed = func(text string, ends bool) {
			if !ends || t.draft(f.name)[d.Key] == "" || !commandBegun(text) {
				t.keepForm(f, d.Key, text)
			}
		}
	}
	return q
}

// sought takes words that are to be searched for to what they find; "" where a
// choice among it was left.
func (t *talk) sought(f *form, d kit.Field, text string) (string, error) {
	if f.look == nil {
		return text, nil
	}
	found, ok := f.look(d.Key, text)
	switch {
	case !ok:
		return text, nil
	case len(found) == 0:
		t.sayf("Nothing is found for %q; use other words, or the digits.", text)
		return "", nil
	case len(found) == 1:
		t.sayf("That is %s.", found[0].Title)
		return found[0].Value, nil
	}
	a, err := t.ask(question{text: "Which of these?", options: found})
	if errors.Is(err, errBack) {
		return "", nil
	}
	return a, err
}

// checked refuses what the field would not take.
func checked(d kit.Field, text string) error {
	if d.Check != nil {
		if err := d.Check(text); err != nil {
			return err
		}
	}
	if d.Kind == kit.MoneyField {
		_, _, err := playbook.ParseMoney(text)
		return err
	}
	return nil
}

// echoed is how an answer is understood, "" where it needs no saying.
func echoed(d kit.Field, text string) string {
	if d.Kind == kit.MoneyField {
		cents, currency, err := playbook.ParseMoney(text)
		if err != nil {
			return ""
		}
		if currency == "" {
			currency = d.Suffix
		}
		return strings.TrimSpace(currency + " " + kit.Count(int(cents/100)))
	}
	if d.Echo != nil {
		return d.Echo(text)
	}
	return ""
}

// keepForm keeps one answer in the draft of the form.
func (t *talk) keepForm(f *form, key, text string) {
	draft := maps.Clone(t.draft(f.name))
	if draft == nil {
		draft = map[string]string{}
	}
	for k, v := range f.extra {
		if draft[k] != v {
			draft = map[string]string{}
		}
	}
	maps.Copy(draft, f.extra)
	draft[key] = text
	t.keep(f.name, draft)
}

// refused says why a form was not recorded and goes to the field that it is
// about.
func (t *talk) refused(f *form, err error, field string) {
	t.sayf("Refused: %s", sentence(t.words(err)))
	f.at = max(0, len(f.all())-1)
	for i, d := range f.all() {
		if d.Key == field && field != "" {
			f.at = i
		}
	}
}

// fieldOf is the field that a refusal names, "" for none.
func fieldOf(err error) string {
	var e *model.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

// record asks whether a form is to be recorded and does so. After a refusal the
// field that it is about is asked again.
func (t *talk) record(f *form, what string, do func(v map[string]string) (said string, field string, err error)) error {
	for {
		if err := t.fill(f); err != nil {
			return err
		}
		a, err := t.ask(question{text: what + " Record it? Yes or no?", short: true,
			about: "only yes records it; no keeps what was typed as a draft, forget throws it away",
			options: []kit.Option{{Key: "y", Value: yes, Title: "yes"}, {Key: "n", Value: no, Title: "no"},
				{Key: "f", Value: forget, Title: "forget"}}})
		switch {
		case errors.Is(err, errBack):
			f.at = max(0, len(f.all())-1)
			continue
		case err != nil:
			return err
		case a == forget:
			t.drop(f.name)
			t.say("Thrown away.")
			return errBack
		case a == no:
			t.say("Not recorded; what you typed is kept as a draft.")
			return errBack
		}
		said, field, err := do(f.values)
		if err != nil {
			t.refused(f, err, field)
			continue
		}
		if !f.stays {
			t.drop(f.name)
		}
		t.say(sentence(said))
		return nil
	}
}
