package leads

import (
	"slices"
	"strings"
	"unicode"

	"ripen/model"
)

// A written filter is words and terms, parted by spaces: owner:me
// status:working list:"Intermodal fair" acme. The store reads and judges it;
// here it is only taken apart as far as the quick keys, the completion and the
// marks need.

// token is one word or term of a written filter.
type token struct {
	key   string // "" of a word
	value string // of a term what stands after the colon, of a word itself; without quotes
	from  int    // where it begins, in bytes
	to    int    // where it ends
}

// tokens takes a written filter apart. A quote that is not closed reads to the
// end, as it does while it is being typed.
func tokens(filter string) []token {
	var out []token
	for i := 0; i < len(filter); {
		if filter[i] == ' ' {
			i++
			continue
		}
		from, quoted := i, false
		for i < len(filter) && (quoted || filter[i] != ' ') {
			quoted = quoted != (filter[i] == '"')
			i++
		}
		t := token{from: from, to: i, value: filter[from:i]}
		if key, value, ok := strings.Cut(t.value, ":"); ok && termKey(key) {
			t.key, t.value = strings.ToLower(key), value
		}
		t.value = strings.ReplaceAll(t.value, `"`, "")
		out = append(out, t)
	}
	return out
}

// termKey says that s may be the key of a term: letters and hyphens.
func termKey(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) < 0
}

// termOf is the value of the first term of that key, "" for none.
func termOf(filter, key string) string {
	for _, t := range tokens(filter) {
		if t.key == key {
			return t.value
		}
	}
	return ""
}

// withTerm is the filter with that one term of the key, in the place of the
// first one that there was; "" takes it out. The rest stays as it was written.
func withTerm(filter, key, value string) string {
	var parts []string
	put := value == ""
	for _, t := range tokens(filter) {
		switch {
		case t.key != key:
			parts = append(parts, filter[t.from:t.to])
		case !put:
			parts, put = append(parts, term(key, value)), true
		}
	}
	if !put {
		parts = append(parts, term(key, value))
	}
	return strings.Join(parts, " ")
}

// term writes one down.
func term(key, value string) string {
	value = strings.ReplaceAll(value, `"`, "")
	if strings.ContainsFunc(value, unicode.IsSpace) || value == "" {
		value = `"` + value + `"`
	}
	return key + ":" + value
}

// wordsOf are the words of a filter: what is searched for, and marked.
func wordsOf(filter string) []string {
	var out []string
	for _, t := range tokens(filter) {
		if t.key == "" && t.value != "" {
			out = append(out, t.value)
		}
	}
	return out
}

// withoutWords is the filter without what is searched for.
func withoutWords(filter string) string {
	var parts []string
	for _, t := range tokens(filter) {
		if t.key != "" {
			parts = append(parts, filter[t.from:t.to])
		}
	}
	return strings.Join(parts, " ")
}

// plainTerms are the keys that the screen shows, and sets by a key each; the
// others stand after them.
var plainTerms = []string{"status", "owner", "list"}

// candidate is one way to go on with the term that is being written.
type candidate struct {
	text  string // the whole term: "owner:me", or "owner:" before a value
	title string // how it is listed
}

// whole says that nothing needs to follow it.
func (c candidate) whole() bool { return !strings.HasSuffix(c.text, ":") }

// values are what may stand after the colon of a key: nil is anything.
func (v *Leads) values(key string) []string {
	switch key {
	case "status":
		return texts(model.Statuses)
	case "horizon":
		return []string{string(model.NearTerm), string(model.LongTerm), string(model.HorizonUnknown)}
	case "owner":
		out := []string{"me"}
		for _, m := range v.members {
			out = append(out, m.Name)
		}
		return out
	case "list":
		return v.lists
	case "stale", "missing":
		return texts(model.AttributeKeys())
	}
	if model.AttributeKey(key).Index() >= 0 {
		return []string{model.Unknown.String(), model.Listed.String(), model.Stated.String(), model.Confirmed.String()}
	}
	return nil
}

// keysOfTerms are the keys that are offered, the most used first.
func keysOfTerms() []string {
	return slices.Concat([]string{"owner", "status", "list", "stale", "naics", "sic", "horizon"}, texts(model.AttributeKeys()))
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// candidates are the ways to go on with the end of what is typed, and where
// that end begins. A word may be the beginning of a key; between words every
// key is one.
func (v *Leads) candidates(typed string) (out []candidate, from int) {
	all := tokens(typed)
	if len(all) == 0 || all[len(all)-1].to < len(typed) {
		for _, k := range keysOfTerms() {
			out = append(out, candidate{k + ":", k})
		}
		return out, len(typed)
	}
	last := all[len(all)-1]
	if last.key == "" {
		for _, k := range keysOfTerms() {
			if strings.HasPrefix(k, strings.ToLower(last.value)) {
				out = append(out, candidate{k + ":", k})
			}
		}
		return out, last.from
	}
	for _, value := range v.values(last.key) {
		if beginsWord(value, last.value) {
			out = append(out, candidate{term(last.key, value), value})
		}
	}
	return out, last.from
}

// beginsWord says that s, or a word of it, begins with prefix, without regard to
// case.
func beginsWord(s, prefix string) bool {
	s, prefix = strings.ToLower(s), strings.ToLower(prefix)
	if strings.HasPrefix(s, prefix) {
		return true
	}
	for i, r := range s {
		if r == ' ' && strings.HasPrefix(s[i+1:], prefix) {
			return true
		}
	}
	return false
}

// settled is the part of what is typed that can be asked for: a term that is
// still being written waits until it is one, where it may become one.
func (v *Leads) settled(typed string) string {
	all := tokens(typed)
	if len(all) == 0 {
		return ""
	}
	last := all[len(all)-1]
	if last.to < len(typed) || last.key == "" {
		return strings.TrimSpace(typed)
	}
	out, from := v.candidates(typed)
	for _, c := range out {
		if strings.EqualFold(typed[from:], c.text) {
			return strings.TrimSpace(typed)
		}
	}
	if len(out) > 0 || last.value == "" {
		return strings.TrimSpace(typed[:from])
	}
	return strings.TrimSpace(typed)
}
