package work

import (
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/tui/kit"
)

// verb is one thing that may be said to "What now?".
type verb struct {
	word, key string
	does      string
	lead      bool // it needs an open lead
	do        func(t *talk, rest string) error
}

// verbs are all of them, in the order in which help tells them. It is a
// function, since help is one of them.
func verbs() []verb {
	return []verb{
		{"next", "x", "serves the next lead of the day", false, (*talk).next},
		{"dial", "d", "says the number and starts the timer; again, it stops it", true, (*talk).dial},
		{"outcome", "o", "records how it went; o v is a voicemail at once", true, (*talk).outcome},
		{"note", "n", "writes a note, on one line behind it or on several", true, (*talk).note},
		{"attribute", "a", "writes down one of the ten; its digit alone does it too, 0 is the tenth", true, (*talk).attribute},
		{"attributes", "t", "tells how the ten stand", true, (*talk).attributes},
		{"guide", "g", "reads the script or letter of this step, and what to ask", true, (*talk).guide},
		{"people", "p", "tells who is known there; chooses, adds, marks as left, sets a role", true, (*talk).people},
		{"history", "h", "tells the last five touches; history 20 tells more", true, (*talk).history},
		{"again", "e", "tells this lead again", true, (*talk).again},
		{"skip", "s", "passes it over until tomorrow, with a reason", true, (*talk).skip},
		{"rest", "r", "lets it rest until a day", true, (*talk).rest},
		{"defect", "D", "says what was wrong with the list", true, (*talk).defect},
		{"disqualify", "X", "ends it as no prospect, with a reason", true, (*talk).disqualify},
		{"graduate", "G", "hands it to sales, or names what is missing", true, (*talk).graduate},
		{"inbound", "i", "somebody called or wrote: inbound 617 555 0142, or a name or company", false, (*talk).inbound},
		{"lead", "l", "opens any lead: lead L41, or words of its company or person", false, (*talk).find},
		{"queue", "w", "tells the next ten of the day", false, (*talk).queue},
		{"numbers", "c", "tells what is done and what is due", false, (*talk).numbers},
		{"drafts", "k", "tells what was typed and not recorded, and opens it", false, (*talk).drafts},
		{"undo", "u", "says what it takes back, and asks", false, (*talk).undo},
		{"back", "b", "goes to the lead before, or one question back", false, func(t *talk, _ string) error { return t.goBack() }},
		{"help", "?", "tells all this", false, (*talk).help},
		{"quit", "q", "leaves; nothing typed is lost", false, func(*talk, string) error { return errQuit }},
	}
}

// command asks what is to be done and does it.
func (t *talk) command() error {
	text := "What now? (next, lead, queue, inbound, help)"
	if t.lead != 0 {
		text = "What now? (dial, outcome, note, attribute, next, help)"
	}
	if !t.callFrom.IsZero() {
		text = "On the call. What now? (outcome, note, attribute, guide, help)"
	}
	t.say(text)
	said, err := t.hear(question{typed: t.cutNote})
	if err != nil || said == "" {
		return err
	}
	word, rest, _ := strings.Cut(said, " ")
	rest = strings.TrimSpace(rest)
	if n, err := strconv.Atoi(word); err == nil && n >= 0 && n <= 10 {
		word, rest = "attribute", strings.TrimSpace(strconv.Itoa(n)+" "+rest)
	}
	v, ok := verbOf(word)
	switch {
	case word == "leave":
		return nil // here is where it leads to
	case !ok:
		t.sayf("%q is not known here; help tells what is.", word)
		return nil
	case v.lead && t.lead == 0:
		t.say("No lead is open; next serves one, lead with words opens any.")
		return nil
	}
	return v.do(t, rest)
}

// verbOf finds the verb by its letter, its word, or the beginning of one word
// alone.
func verbOf(word string) (verb, bool) {
	all := verbs()
	if i := slices.IndexFunc(all, func(v verb) bool { return v.key == word }); i >= 0 {
		return all[i], true
	}
	low := strings.ToLower(word)
	var hits []verb
	for _, v := range all {
		if v.word == low {
			return v, true
		}
		if len(low) > 1 && strings.HasPrefix(v.word, low) {
			hits = append(hits, v)
		}
	}
	switch low {
	case "done", "done?":
		return verbOf("numbers")
	case "exit":
		return verbOf("quit")
	}
	if len(hits) == 1 {
		return hits[0], true
	}
	return verb{}, false
}

// cutNote keeps the words of a note whose line the end of the input cut off.
func (t *talk) cutNote(text string, ends bool) {
	word, rest, _ := strings.Cut(text, " ")
	if v, ok := verbOf(word); ends && ok && v.word == "note" && t.lead != 0 {
		t.addToNote(rest)
	}
}

func (t *talk) help(string) error {
	t.say("Say one of these, by its word or its letter:")
	for _, v := range verbs() {
		t.sayf("%s (%s): %s.", v.word, v.key, v.does)
	}
	t.say("A digit from 1 to 9, or 0, writes down the attribute of that number; with the words behind it, 8 350k allocated, they are read into it. Every question is answered by a number, a letter or the word; " +
		"? explains it, an empty line repeats it and does nothing, back goes one question back, leave goes out of it; what was typed is kept.")
	return nil
}

// rules asks what the rules leave to a person, each question once while the
// lead is open.
func (t *talk) rules() error {
	if t.lead == 0 {
		return nil
	}
	for _, q := range t.desk.Questions {
		key := q.Key + "/" + q.EnrolmentID.String() + q.ContactID.String()
		if t.later[key] {
			continue
		}
		t.later[key] = true
		return t.rule(q)
	}
	return nil
}

// later is the answer that leaves a question of the rules open.
const later = "later"

func (t *talk) rule(q model.Question) error {
	ask := question{text: "A question: " + q.Text, about: "the likely answer stands first; later leaves it open, and it is asked again when the lead is opened"}
	for _, o := range q.Options {
		option := kit.Option{Value: o.Key, Title: o.Label}
		if o.Key == q.Likely {
			ask.options = append(ask.options[:0:0], append([]kit.Option{option}, ask.options...)...)
			continue
		}
		ask.options = append(ask.options, option)
	}
	ask.options = lettered(append(ask.options, kit.Option{Value: later, Title: later}))
	a, err := t.ask(ask)
	if err != nil || a == later {
		return err
	}
	res, err := t.office.Choose(t.ctx, t.By, model.Choice{Verb: model.Decide, LeadID: t.lead, EnrolmentID: q.EnrolmentID,
		ContactID: q.ContactID, Question: q.Key, Answer: a})
	if err != nil {
		return err
	}
	t.done("Decided", res)
	t.reload()
	return nil
}

// done says what a result did.
func (t *talk) done(head string, res model.Result) {
	if text := t.plain().Does(res); text != "" {
		head += ": " + text
	}
	t.say(sentence(head))
}
