package work

import (
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/heard"
	"ripen/tui/desk"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// waiting is an entry that was said in the call that is on: it is recorded with
// the call's outcome, which is its touch.
type waiting struct {
	about model.Attribute
	entry model.Attestation
}

// attribute writes down one of the ten. What is said behind its number or its
// one-word name is the fact itself: 8 350k allocated.
func (t *talk) attribute(said string) error {
	a, ok := attributeOf(said)
	words := ""
	if first, rest, more := strings.Cut(said, " "); !ok && more {
		if a, ok = attributeOf(first); ok {
			words = strings.TrimSpace(rest)
		}
	}
	if !ok {
		options := make([]kit.Option, len(model.Attributes))
		for i, a := range model.Attributes {
			now := t.desk.Readiness.Attributes
			rung := ""
			if i < len(now) {
				rung = ", " + rungWord(now[i])
			}
			options[i] = kit.Option{Key: itoa(a.Number % 10), Value: string(a.Key), Title: a.Short + rung}
		}
		key, err := t.ask(question{text: "Which of the ten?", options: options})
		if err != nil {
			return err
		}
		a, _ = attributeOf(key)
	}
	return t.attest(a, words)
}

// attributeOf finds one of the ten by its digit, its key or its short name.
func attributeOf(said string) (model.Attribute, bool) {
	n, err := strconv.Atoi(said)
	for _, a := range model.Attributes {
		if err == nil && (a.Number == n || n == 0 && a.Number == 10) || strings.EqualFold(said, string(a.Key)) || strings.EqualFold(said, a.Short) {
			return a, true
		}
	}
	return model.Attribute{}, false
}

// attest asks the fields of an attribute, who said it, in which words and how
// well it is shown, and records it. Fields that words fill are read back and not
// asked, nor who said it while a call is on: back goes to them.
func (t *talk) attest(a model.Attribute, words string) error {
	if words == "" {
		for _, q := range t.desk.Guide.Questions[a.Key] {
			t.sayf(`The guide asks: "%s"`, q.Ask)
			break
		}
	}
	f := &form{name: string(a.Key), title: itoa(a.Number) + ", " + a.Name, fields: t.plain().Attribute(a)}
	if a.Key == model.IndustryCode {
		f.look = func(key, text string) ([]kit.Option, bool) { return t.codes(f.values["scheme"], key, text) }
	}
	if words != "" {
		t.heard(f, a, words)
	}
	return t.record(f, sentence(a.Short), func(v map[string]string) (string, string, error) {
		entry, waits, err := t.plain().Attestation(a, v)
		if err != nil {
			return "", fieldOf(err), err
		}
		if waits {
			t.waiting, f.stays = append(t.without(a.Key), waiting{a, entry}), true
			return "Kept: it is recorded with the outcome of this call", "", nil
		}
		res, err := t.office.Attest(t.ctx, t.By, entry)
		if err != nil {
			return "", desk.FieldOf(err), err
		}
		t.reload()
		return t.reached(a, entry, res), "", nil
	})
}

// heard fills the fields of an attribute from the words in which it was said, as
// the desk does, and says what it made of them. Where that is nothing the fields
// are asked.
func (t *talk) heard(f *form, a model.Attribute, words string) {
	t.begin(f)
	read := heard.Read(a.Key, words, t.now(), t.now().Location())
	var parts []string
	for _, field := range a.Fields {
		s, ok := read[field.Name]
		if !ok {
			continue
		}
		parts = append(parts, field.Label+" "+s)
		if field.Kind == model.ListField {
			s = heard.Add(f.values[field.Name], s)
		}
		f.values[field.Name] = s
		t.keepForm(f, field.Name, s)
	}
	if len(parts) == 0 {
		t.sayf("Nothing of that can be read into %s; its fields are asked.", a.Short)
		return
	}
	t.sayf("%d, %s. Understood: %s.", a.Number, a.Short, strings.Join(parts, ", "))
	f.at = len(f.all())
	if t.callFrom.IsZero() { // who said it is not known by itself
		f.at = len(a.Fields)
	}
}

// codes finds industry codes by words or digits.
func (t *talk) codes(scheme, key, text string) ([]kit.Option, bool) {
	if key != "code" {
		return nil, false
	}
	if scheme == "" {
		scheme = "naics"
	}
	_, found, err := t.office.IndustrySearch(t.ctx, scheme, text, 9)
	if err != nil {
		t.say(sentence(t.words(err)))
		return nil, true
	}
	var out []kit.Option
	for _, c := range found {
		o := kit.Option{Value: c.Code, Title: c.Code + " " + c.Title}
		if c.Code == text {
			return []kit.Option{o}, true
		}
		out = append(out, o)
	}
	return out, true
}

// reached says the rung that an attribute stands on now.
func (t *talk) reached(a model.Attribute, entry model.Attestation, res model.Result) string {
	rung := entry.Level.String()
	for _, now := range t.desk.Readiness.Attributes {
		if now.Key == a.Key {
			rung = rungWord(now)
		}
	}
	text := a.Short + " is " + rung
	if r := res.Readiness; r != nil {
		text += "; " + itoa(r.Count) + " of " + itoa(r.Of)
		if w, err := model.AttributeOf(r.Weakest); err == nil {
			text += ", weakest " + w.Short
		}
	}
	return text
}

func (t *talk) without(key model.AttributeKey) []waiting {
	var out []waiting
	for _, w := range t.waiting {
		if w.about.Key != key {
			out = append(out, w)
		}
	}
	return out
}

// attestWaiting records what was said in a call, now that it has its touch.
// What is refused stays as a draft.
func (t *talk) attestWaiting(touch model.TouchID) {
	all := t.waiting
	t.waiting = nil
	for _, w := range all {
		entry := w.entry
		entry.TouchID = touch
		res, err := t.office.Attest(t.ctx, t.By, entry)
		if err != nil {
			t.say(sentence(w.about.Short + " is refused and kept as a draft: " + t.words(err)))
			continue
		}
		t.drop(string(w.about.Key))
		t.reload()
		t.say(sentence(t.reached(w.about, entry, res)))
	}
}

// rungWord is how an attribute stands, in words.
func rungWord(a model.AttributeNow) string {
	if a.Stale {
		return page.Joined(", ", "stale", a.StaleWhy)
	}
	return a.Level.String()
}

// attributes tells how the ten stand.
func (t *talk) attributes(string) error {
	t.say("The ten attributes; a digit writes one down.")
	for _, now := range t.desk.Readiness.Attributes {
		a, err := model.AttributeOf(now.Key)
		if err != nil {
			continue
		}
		e := now.Evidence
		said := ""
		if now.Level > model.Unknown {
			said = page.Joined(", ", page.Value(&t.desk.World, now.Key, e.Value), page.Person(&t.desk.World, e.ContactID), e.Document,
				page.Day(e.On, t.now()), page.Quote(e.Quote))
		}
		t.say(sentence(page.Joined(": ", itoa(a.Number)+". "+a.Short, rungWord(now), said)))
	}
	t.tellReadiness()
	return nil
}
