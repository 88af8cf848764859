package work

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"ripen/tui/kit"
)

// How a question may end besides with an answer.
var (
	errBack = errors.New("one question back")
	errLeft = errors.New("left for what now")
	errQuit = errors.New("quit")
	errEnd  = errors.New("the input is at its end")
)

// question is one thing that is asked.
type question struct {
	text    string
	options []kit.Option
	free    bool                         // words are taken, too
	dash    string                       // what "-" means here: "keeps it"; "" it means nothing
	about   string                       // what `?` says besides
	short   bool                         // the options are named only when the question is repeated
	typed   func(text string, ends bool) // keeps what is typed; nil: it is no word of the record
}

// dashed is the answer to a question whose dash means something.
const dashed = "-"

// ask asks until there is an answer: the value of an option, or words.
func (t *talk) ask(q question) (string, error) {
	brief := q.short
	for {
		t.put(q, brief)
		brief = false
		text, err := t.hear(q)
		if err != nil {
			return "", err
		}
		switch word := strings.ToLower(text); {
		case text == "":
			continue
		case word == "?" || word == "help" && !q.short:
			t.explain(q)
			continue
		case word == "quit" || word == "exit":
			return "", errQuit
		case word == "back":
			return "", errBack
		case word == "leave":
			return "", errLeft
		case text == dashed && q.dash != "":
			return dashed, nil
		case text == dashed:
			t.say("This one is needed.")
			continue
		}
		if o, ok := pick(q.options, text); ok {
			if o.Why != "" {
				t.say(sentence(o.Title + ": " + o.Why))
				continue
			}
			return o.Value, nil
		}
		if !q.free {
			t.sayf("%q is no answer here.", text)
			continue
		}
		return strings.TrimPrefix(text, `\`), nil
	}
}

// hear reads one line. Words are kept before anything is done with them.
func (t *talk) hear(q question) (string, error) {
	if t.failed != nil {
		return "", errEnd
	}
	select {
	case <-t.over:
		return "", t.last(q)
	default:
	}
	select {
	case <-t.over:
		return "", t.last(q)
	case l, more := <-t.in.next:
		text := t.take(q, l)
		if !more || !l.whole {
			return "", errEnd
		}
		return text, nil
	}
}

// last keeps the words of a line that came with the signal: nothing is done
// with it any more.
func (t *talk) last(q question) error {
	select {
	case l := <-t.in.next:
		l.whole = false
		t.take(q, l)
	default:
	}
	return errEnd
}

// take cleans a line and keeps its words where the question is for words.
func (t *talk) take(q question, l line) string {
	text := strings.TrimSpace(kit.Clean(l.text))
	if q.typed == nil || text == "" || command(text) || text == dashed && q.dash != "" {
		return text
	}
	if _, option := pick(q.options, text); !option || !l.whole {
		q.typed(strings.TrimPrefix(text, `\`), !l.whole)
	}
	return text
}

// about are the lines that are about the dialogue and no words of the record.
var about = []string{"?", "help", "back", "leave", "quit", "exit"}

func command(text string) bool { return slices.Contains(about, strings.ToLower(text)) }

// commandBegun says that a line that was cut off may have become a command.
func commandBegun(text string) bool {
	return slices.ContainsFunc(about, func(s string) bool { return strings.HasPrefix(s, strings.ToLower(text)) })
}

// put writes the question and its options.
func (t *talk) put(q question, brief bool) {
	t.say(q.text)
	if brief {
		return
	}
	for i, o := range q.options {
		n := strconv.Itoa(i+1) + ". "
		if len(o.Key) == 1 && o.Key[0] >= '0' && o.Key[0] <= '9' {
			n = o.Key + ". "
		} else if o.Key != "" {
			n += o.Key + ", "
		}
		t.say(n + o.Title)
	}
}

func (t *talk) explain(q question) {
	if q.about != "" {
		t.say(sentence(q.about))
	}
	if len(q.options) > 0 {
		t.say("Answer by the number, the letter or the word.")
	}
	if q.dash != "" {
		t.sayf("A dash, -, %s.", q.dash)
	}
	t.say("An empty line repeats the question; back goes one question back, leave goes out to what now, quit ends; nothing typed is lost.")
	if q.free {
		t.say(`A word of these as text is written with a \ before it.`)
	}
}

// pick finds the option that an answer means: by its letter, its number, its
// word, or the beginning of one word alone.
func pick(options []kit.Option, text string) (kit.Option, bool) {
	for _, o := range options {
		if o.Key == text && o.Key != "" {
			return o, true
		}
	}
	if n, err := strconv.Atoi(text); err == nil {
		if n >= 1 && n <= len(options) {
			return options[n-1], true
		}
		return kit.Option{}, false
	}
	var hits []kit.Option
	low := strings.ToLower(text)
	for _, o := range options {
		title := strings.ToLower(kit.Clean(o.Title))
		switch {
		case title == low, strings.ToLower(o.Value) == low:
			return o, true
		case len(low) > 1 && strings.HasPrefix(title, low), len(low) == 1 && strings.ToLower(o.Key) == low:
			hits = append(hits, o)
		}
	}
	if len(hits) == 1 {
		return hits[0], true
	}
	return kit.Option{}, false
}

// The answers to a question that writes.
const (
	yes    = "yes"
	no     = "no"
	forget = "forget"
)

// sure asks for a yes: only that word or its letter is one.
func (t *talk) sure(text, about string) (bool, error) {
	a, err := t.ask(question{text: text + " Yes or no?", short: true, about: about,
		options: []kit.Option{{Key: "y", Value: yes, Title: "yes"}, {Key: "n", Value: no, Title: "no"}}})
	return a == yes, err
}

// lettered gives each option the first letter of its words that is still free.
func lettered(options []kit.Option) []kit.Option {
	used := map[string]bool{}
	for i, o := range options {
		if o.Key != "" {
			continue
		}
		for _, r := range strings.ToLower(o.Title) {
			if k := string(r); r >= 'a' && r <= 'z' && !used[k] {
				options[i].Key, used[k] = k, true
				break
			}
		}
	}
	return options
}
