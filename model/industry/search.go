package industry

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// entry is a row made ready for searching.
type entry struct {
	words, stems []string // of the title, folded; stems without a plural's ending
	pick         Code     // what a hit returns; Code "" for a heading that cannot be picked
}

// hit is a match with what it is ordered by.
type hit struct {
	at    int
	code  int // 2 exact code, 1 code prefix, 0 by words
	whole int // query words that are whole words of the title
	lead  bool
}

// Search finds codes by a code's beginning or by words, at most limit of them
// (0 or less: all). Each word must begin a word of the title, whatever its case,
// accents and plural; a number may begin the code instead. The order is fixed:
// the exact code, then codes that begin with the number, then titles: those
// with more whole words, the more specific code, a title that begins with a word
// asked for, the shorter title, the lower code.
//
// Every code returned passes [Table.Lookup]. In a SIC table that stops at major
// groups a shorter code is filled up with noughts, the way statistical offices
// write a group: 42 gives 4200.
func (t *Table) Search(text string, limit int) []Code {
	var out []Code
	if c, ok := t.Lookup(text); ok {
		out = append(out, c)
	}
	query := queryTerms(text)
	if len(query) == 0 {
		return out
	}
	index := t.index()
	var hits []hit
	for i := range index {
		if h, ok := index[i].match(query); ok {
			h.at = i
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return t.order(index, a, b) })
	for _, h := range hits {
		if limit > 0 && len(out) >= limit {
			return out[:limit]
		}
		if c := index[h.at].pick; len(out) == 0 || c.Code != out[0].Code {
			out = append(out, c)
		}
	}
	if filled, ok := t.filled(text); ok && len(out) == 0 {
		out = append(out, filled)
	}
	return out
}

func (t *Table) order(index []entry, a, b hit) int {
	ca, cb := index[a.at].pick, index[b.at].pick
	if a.code != b.code {
		return cmp.Compare(b.code, a.code)
	}
	if a.code == 0 {
		if c := cmp.Or(cmp.Compare(b.whole, a.whole), cmp.Compare(depth(cb), depth(ca))); c != 0 {
			return c
		}
		if a.lead != b.lead {
			if a.lead {
				return -1
			}
			return 1
		}
		if c := cmp.Compare(len(ca.Title), len(cb.Title)); c != 0 {
			return c
		}
	}
	return strings.Compare(ca.Code, cb.Code)
}

// depth is how specific a code is; a sector such as 31-33 is a two-digit one.
func depth(c Code) int {
	if strings.Contains(c.Code, "-") {
		return 2
	}
	return len(c.Code)
}

// term is one word of a query.
type term struct {
	word, stem string
	number     bool // may begin a code
}

func queryTerms(text string) []term {
	words := queryWords(text)
	if n := strings.TrimRight(normal(text), "-"); n != "" {
		words = []string{n}
	}
	out := make([]term, len(words))
	for i, w := range words {
		out[i] = term{w, singular(w), digits(strings.ReplaceAll(w, "-", ""))}
	}
	return out
}

func (e *entry) match(query []term) (hit, bool) {
	if e.pick.Code == "" {
		return hit{}, false
	}
	var h hit
	for _, q := range query {
		if q.number && strings.HasPrefix(e.pick.Code, q.word) {
			h.code = 1
			if e.pick.Code == q.word {
				h.code = 2
			}
			continue
		}
		place, whole := e.find(q)
		if place < 0 {
			return hit{}, false
		}
		if whole {
			h.whole++
		}
		h.lead = h.lead || place == 0
	}
	return h, true
}

// find returns the place of the title's word that q begins, a whole word
// before any other; -1 for none.
func (e *entry) find(q term) (place int, whole bool) {
	place = -1
	for i, w := range e.words {
		if w == q.word || e.stems[i] == q.stem {
			return i, true
		}
		if place < 0 && (strings.HasPrefix(w, q.word) || strings.HasPrefix(w, q.stem)) {
			place = i
		}
	}
	return place, false
}

// filled offers the group's code for three digits of a SIC table that knows
// only major groups: 421 gives 4210.
func (t *Table) filled(text string) (Code, bool) {
	c := normal(text)
	if t.scheme != SIC || t.whole || len(c) != 3 || !digits(c) {
		return Code{}, false
	}
	return t.Lookup(c + "0")
}

func (t *Table) entries() []entry {
	out := make([]entry, len(t.rows))
	for i, r := range t.rows {
		e := entry{words: foldWords(r.Title), pick: r.Code}
		for _, w := range e.words {
			e.stems = append(e.stems, singular(w))
		}
		if t.scheme == SIC && !isFull(SIC, r.Code.Code) {
			e.pick.Code = ""
			if !t.whole && len(r.Code.Code) == 2 {
				e.pick.Code = r.Code.Code + "00"
			}
		}
		out[i] = e
	}
	return out
}

// queryWords folds what was typed; joining words count only when nothing else
// was typed, since titles use them freely.
func queryWords(s string) []string {
	all := foldWords(s)
	var out []string
	for _, w := range all {
		switch w {
		case "and", "or", "of", "the", "for", "in":
		default:
			out = append(out, w)
		}
	}
	if out == nil {
		return all
	}
	return out
}

// foldWords splits into words of lower-case letters and digits without
// accents; an apostrophe joins (men's is mens).
func foldWords(s string) []string {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case r == '\'' || r == '\u2019' || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteString(unaccented(unicode.ToLower(r)))
		default:
			flush()
		}
	}
	flush()
	return words
}

// unaccented maps the accented letters of western Europe to plain ones; titles
// are English, but what people type may not be.
func unaccented(r rune) string {
	switch {
	case r < 0x80:
		return string(r)
	case strings.ContainsRune("àáâãäåā", r):
		return "a"
	case strings.ContainsRune("çćč", r):
		return "c"
	case strings.ContainsRune("èéêëēęě", r):
		return "e"
	case strings.ContainsRune("ìíîïī", r):
		return "i"
	case strings.ContainsRune("ñńň", r):
		return "n"
	case strings.ContainsRune("òóôõöøō", r):
		return "o"
	case strings.ContainsRune("ùúûüūů", r):
		return "u"
	case strings.ContainsRune("ýÿ", r):
		return "y"
	case r == 'ß':
		return "ss"
	case r == 'æ':
		return "ae"
	case r == 'œ':
		return "oe"
	}
	return string(r)
}

// singular takes off the ending of a simple English plural.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes") ||
		strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes")):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		return w[:len(w)-1]
	}
	return w
}
