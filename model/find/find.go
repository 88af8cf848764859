// Package find reads the filters that people write on the Leads screen and
// after --filter: "owner:me status:working,returned naics:5415 stale:budget
// -list:"Intermodal fair" acme". A filter is terms and words: a term is a key,
// a colon and values parted by commas, any of which will do; a dash in front
// turns it round; all terms must hold. What is no term is words, each of which
// must begin a word of the lead.
//
// A query is read once, against a clock and a person, and then asked of the
// facts of any number of leads.
package find

import (
	"strings"
	"time"
	"unicode"

	"ripen/model"
)

// longest is more than any filter that a person writes.
const longest = 2000

// At is where and when a filter is read, and by whom.
type At struct {
	Now  time.Time
	Zone *time.Location // in which "today" is meant; nil is UTC
	Me   string         // the name that "me" stands for
}

// Query is a filter as read.
type Query struct {
	Terms []Term
	Words []string // in lower case, each to begin a word of the lead
}

// Term is one condition.
type Term struct {
	Key    string // of [Keys], written out
	Not    bool   // it must not hold
	Values []Value
}

// Value is one value of a term; what it means hangs on the key.
type Value struct {
	Text     string // as it is written again
	Name     string // what it names, folded as it is compared: "mia" where Text is "me"
	From, To int64  // of a range, both within: a number, cents, or UTC milliseconds
}

// Empty says that the query lets everything pass.
func (q Query) Empty() bool { return len(q.Terms) == 0 && len(q.Words) == 0 }

// Parse reads a filter. An unknown key or value is an error of code
// [model.Invalid]: one sentence that names the likely one.
func Parse(text string, at At) (Query, error) {
	var q Query
	if len(text) > longest {
		return q, model.Errorf(model.Invalid, "the filter is longer than %d letters; take some of it away", longest)
	}
	if at.Zone == nil {
		at.Zone = time.UTC
	}
	for _, p := range split(text) {
		if p.key == "" {
			words := Words(p.text)
			if p.not && len(words) > 0 {
				return Query{}, model.Errorf(model.Invalid, "a word cannot be left out of a search; only filters can, as in -status:%s", model.Working)
			}
			q.Words = append(q.Words, words...)
			continue
		}
		t, err := at.term(p)
		if err != nil {
			return Query{}, err
		}
		q.Terms = append(q.Terms, t)
	}
	return q, nil
}

func (at At) term(p piece) (Term, error) {
	k, err := keyOf(p.key)
	if err != nil {
		return Term{}, err
	}
	t := Term{Key: k.name, Not: p.not}
	for _, text := range p.values {
		v, err := k.read(at, k, strings.TrimSpace(text))
		if err != nil {
			return Term{}, err
		}
		t.Values = append(t.Values, v)
	}
	if len(t.Values) == 0 {
		return Term{}, model.Errorf(model.Invalid, "%s: needs a value, as in %s", k.name, k.example)
	}
	return t, nil
}

// String writes the filter as [Parse] reads it: the same query again, at the
// same time for the same person.
func (q Query) String() string {
	parts := make([]string, 0, len(q.Terms)+len(q.Words))
	for _, t := range q.Terms {
		var b strings.Builder
		if t.Not {
			b.WriteByte('-')
		}
		b.WriteString(t.Key)
		for i, v := range t.Values {
			if i == 0 {
				b.WriteByte(':')
			} else {
				b.WriteByte(',')
			}
			b.WriteString(quoted(v.Text))
		}
		parts = append(parts, b.String())
	}
	return strings.Join(append(parts, q.Words...), " ")
}

// Words parts a text as a search does: runs of letters, digits and marks, in
// lower case.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
