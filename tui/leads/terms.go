package leads

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/find"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// read reads a written filter as the store does; one that the store would refuse
// is refused here in the same sentence, without asking.
func (v *Leads) read(filter string) (find.Query, error) {
	return find.Parse(filter, find.At{Now: v.now, Zone: v.now.Location(), Me: v.s.Actor.Name})
}

// termOf is the value that a filter asks of key, "" where there is no such
// term, and where it says more than one.
func (v *Leads) termOf(filter, key string) string {
	q, err := v.read(filter)
	if err != nil {
		return ""
	}
	for _, t := range q.Terms {
		if t.Key == key && !t.Not && len(t.Values) == 1 {
			return t.Values[0].Text
		}
	}
	return ""
}

// withTerm is the filter with that one term of the key, in the place of those
// that there were; "" takes them out.
func (v *Leads) withTerm(filter, key, value string) string {
	q, _ := v.read(filter) // what is in force is read without an error
	at := slices.IndexFunc(q.Terms, func(t find.Term) bool { return t.Key == key })
	q.Terms = slices.DeleteFunc(q.Terms, func(t find.Term) bool { return t.Key == key })
	if at < 0 {
		at = len(q.Terms)
	}
	if value != "" {
		q.Terms = slices.Insert(q.Terms, min(at, len(q.Terms)), find.Term{Key: key, Values: []find.Value{{Text: value}}})
	}
	return q.String()
}

// wordsOf are the words that a filter searches for: what is marked.
func (v *Leads) wordsOf(filter string) []string {
	q, _ := v.read(filter)
	return q.Words
}

// withoutWords is the filter without what it searches for.
func (v *Leads) withoutWords(filter string) string {
	q, err := v.read(filter)
	if err != nil {
		return ""
	}
	q.Words = nil
	return q.String()
}

// values are the team's own values of a key, for completion.
func (v *Leads) values(key string) []string {
	switch key {
	case "owner":
		return v.ownerNames()
	case "list":
		return v.lists
	case "cadence":
		return v.cadences
	}
	return nil
}

// ways are the pieces that may stand in the place of the one that is being
// written at the end of text, and where that one begins. Between pieces it is
// every key.
func (v *Leads) ways(text string) (ways []string, from int) {
	if from = lastPiece(text); from < len(text) {
		return find.Complete(text, len(text), v.values), from
	}
	for _, k := range find.Keys() {
		ways = append(ways, k+":")
	}
	return ways, from
}

// lastPiece is where the piece at the end of text begins: its length where a
// space stands there, outside quotes.
func lastPiece(text string) int {
	from, inside := 0, false
	for i, r := range text {
		switch {
		case r == '"':
			inside = !inside
		case r == ' ' && !inside:
			from = i + 1
		}
	}
	return from
}

// settled is the part of what is typed that can be asked for: a term that may
// still become one waits until it is.
func (v *Leads) settled(text string) string {
	ways, from := v.ways(text)
	if last := text[from:]; len(ways) > 0 && strings.Contains(last, ":") || strings.HasSuffix(last, ":") {
		text = text[:from]
	}
	return strings.TrimSpace(text)
}

// inWords is the filter as people read it: what the quick keys set, always, then
// the other terms, then what is searched for.
func (v *Leads) inWords(filter string) string {
	q, err := v.read(filter)
	if err != nil {
		return v.l.Paint(theme.Strong, kit.Clean(filter))
	}
	var parts []string
	add := func(name, value string) {
		tone := theme.Strong
		if value == "all" {
			tone = theme.Dim
		}
		parts = append(parts, v.l.Paint(theme.Dim, name+" ")+v.l.Paint(tone, value))
	}
	for _, key := range []string{"status", "owner", "list"} {
		if !slices.ContainsFunc(q.Terms, func(t find.Term) bool { return t.Key == key }) {
			add(key, "all")
		}
		for _, t := range q.Terms {
			if t.Key == key {
				add(key, v.valueWords(t))
			}
		}
	}
	for _, t := range q.Terms {
		if t.Key != "status" && t.Key != "owner" && t.Key != "list" {
			add(page.Words(t.Key), v.valueWords(t))
		}
	}
	if len(q.Words) > 0 {
		add("words", strings.Join(q.Words, " "))
	}
	return strings.Join(parts, "  ")
}

// valueWords are the values of a term: "not new or working".
func (v *Leads) valueWords(t find.Term) string {
	names := make([]string, len(t.Values))
	for i, val := range t.Values {
		names[i] = kit.Clean(val.Text)
		switch {
		case t.Key == "owner" && val.Text == "me":
			names[i] = kit.Clean(v.s.Actor.Name)
		case model.AttributeKey(val.Text).Index() >= 0:
			names[i] = page.Words(val.Text)
		}
	}
	out := strings.Join(names, " or ")
	if t.Not {
		out = "not " + out
	}
	return out
}
