package match

import (
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"ripen/model/clean"
)

// firm is a company's name in its parts, folded.
type firm struct {
	key     string   // as of clean.CompanyKey
	words   []string // written in full
	telling []string // those that are not general; all of them where all are
	domain  string
}

func parseFirm(company, domain string) firm {
	f := firm{key: clean.CompanyKey(company), domain: strings.ToLower(domain)}
	f.words = strings.Fields(f.key)
	for i, w := range f.words {
		w = readAgain(w)
		f.words[i] = w
		if full := tradeWords()[w]; full != "" {
			f.words[i] = full
		}
	}
	for _, w := range f.words {
		if !isGeneral(w) {
			f.telling = append(f.telling, w)
		}
	}
	if len(f.telling) == 0 {
		f.telling = f.words
	}
	return f
}

// readAgain turns the digits that a scanner put for letters back: s0ns.
func readAgain(w string) string {
	letters := 0
	for i := range len(w) {
		switch {
		case w[i] >= 'a' && w[i] <= 'z':
			letters++
		case w[i] != '0' && w[i] != '1':
			return w
		}
	}
	if letters == 0 {
		return w
	}
	return strings.NewReplacer("0", "o", "1", "l").Replace(w)
}

// isGeneral says that a word, or one that is a letter off, tells no company
// from another.
func isGeneral(w string) bool {
	if general()[w] {
		return true
	}
	if len(w) < 4 {
		return false
	}
	for g := range general() {
		if len(g) > 4 && g[len(g)-1] == w[len(w)-1] && slips(g, w) == 1 {
			return true
		}
	}
	return false
}

// first is the first word that tells companies apart.
func (f *firm) first() string {
	if len(f.telling) == 0 {
		return ""
	}
	return f.telling[0]
}

// compareFirms says how two companies' names agree: equal; a form of one
// another (a general word more, letters for a name); a letter off; different.
func compareFirms(a, b *firm) likeness {
	switch {
	case a.key == "" || b.key == "":
		return missing
	case a.key == b.key || slices.Equal(a.words, b.words) || strings.Join(a.words, "") == strings.Join(b.words, ""):
		return equal
	case !slices.Equal(figures(a.words), figures(b.words)):
		return different // store 12 and store 14
	case slices.Equal(a.telling, b.telling):
		return shortForm
	}
	if l := byWords(a.telling, b.telling); l != different {
		return l
	}
	if l := byWords(strings.Fields(a.key), strings.Fields(b.key)); l != different {
		return l // a short form with a slip in it is no short form any more
	}
	x, y := strings.Join(a.telling, ""), strings.Join(b.telling, "")
	if l := alike(x, y); l >= twoOff && len(a.telling) != len(b.telling) {
		return l // a blank lost or found
	}
	if lettersOf(a, b) || lettersOf(b, a) {
		return shortForm
	}
	return different
}

// byWords lines two names up word by word: each may be a slip apart, in any order where the words are the same.
func byWords(a, b []string) likeness {
	if len(a) != len(b) {
		return different
	}
	worst := equal
	for i := range a {
		l := alike(a[i], b[i])
		if l == equal {
			continue
		}
		if l == different && len(a) > 1 && (slices.Contains(b, a[i]) && slices.Contains(a, b[i])) {
			worst = min(worst, shortForm)
			continue
		}
		if l < sounds {
			return different
		}
		worst = min(worst, l)
	}
	return worst
}

// lettersOf says that one is the first letters of the other's three or more words.
func lettersOf(a, b *firm) bool {
	if len(a.words) != 1 || len(b.words) < 3 || len(a.words[0]) != len(b.words) {
		return false
	}
	for i, w := range b.words {
		if a.words[0][i] != w[0] {
			return false
		}
	}
	return true
}

func figures(words []string) (out []string) {
	for _, w := range words {
		if strings.ContainsAny(w, "0123456789") && len(w) <= 5 {
			out = append(out, w)
		}
	}
	return out
}

// compareDomains tells the same from the nearly same: a letter off, or one name
// under two top domains.
func compareDomains(a, b string) likeness {
	switch {
	case a == "" || b == "":
		return missing
	case a == b:
		return equal
	case stem(a) == stem(b):
		return shortForm
	case !slices.Equal(digitsOf(a), digitsOf(b)):
		return different
	case len(a) > 7 && slips(a, b) == 1, len(stem(a)) > 7 && slips(stem(a), stem(b)) == 2:
		return oneOff
	}
	return different
}

func digitsOf(s string) []rune {
	var out []rune
	for _, r := range s {
		if r >= '0' && r <= '9' {
			out = append(out, r)
		}
	}
	return out
}

func stem(domain string) string {
	s, _, _ := strings.Cut(domain, ".")
	return s
}

// atWork says whether two people work at one company.
func atWork(a, b *firm) likeness {
	d, n := compareDomains(a.domain, b.domain), compareFirms(a, b)
	switch {
	case d == equal:
		return equal
	case d == different && n == equal && len(a.telling) > 1:
		return twoOff // a company may have two domains
	case d == different && n > different && n != missing:
		return missing
	case n == missing && d >= twoOff:
		return oneOff
	case n == different && d >= oneOff:
		return missing
	}
	return n
}

// sameFirm is the exact rule: one domain, else one name in one place or where
// one of them has none.
func sameFirm(a, b *firm, p, q *place) bool {
	if a.domain != "" && b.domain != "" {
		return a.domain == b.domain
	}
	here, there := p.city+p.state+p.land, q.city+q.state+q.land
	return a.key != "" && a.key == b.key && (here == there || here == "" || there == "")
}

// Firm is a company made ready to be compared with many.
type Firm struct {
	firm   firm
	phones []string
	place  place
}

// PrepareCompany folds a company's fields, once for all comparisons.
func PrepareCompany(r Record) Firm {
	return Firm{firm: parseFirm(r.Company, r.Domain), phones: r.Phones, place: parsePlace(&r)}
}

// nearFirm is how many points make two companies near.
const nearFirm = 6

var firmPoints = map[likeness]float64{equal: 5, shortForm: 4, oneOff: 4, twoOff: 3.5, sounds: 2.5}

// Score compares two companies. Branches of one chain in two cities share the
// name and no more, and stay apart.
func (a *Firm) Score(b *Firm) Result {
	if sameFirm(&a.firm, &b.firm, &a.place, &b.place) {
		return Result{100, "same domain, or same name and place", Same}
	}
	n, d := compareFirms(&a.firm, &b.firm), compareDomains(a.firm.domain, b.firm.domain)
	if n == different || n == missing {
		return Result{Why: "two names"}
	}
	s := &sum{}
	switch numbers(a.phones, b.phones) {
	case equal:
		s.add(4, "same number")
	case oneOff:
		s.add(2, "number one digit off")
	case different:
		s.add(-0.5, "")
	}
	why := "name " + likeWords(n)
	if n == equal {
		why = "same name"
	}
	s.add(firmPoints[n], why)
	switch d {
	case shortForm:
		s.add(2.5, "same domain under another ending")
	case oneOff:
		s.add(2.5, "domain one letter off")
	case different:
		s.add(-4, "")
	}
	s.weigh(&a.place, &b.place, 3, 5)
	if a.place.city != "" && a.place.city == b.place.city {
		s.add(1, "")
	}
	return s.result(nearFirm)
}

// Keys are the blocking keys of a company: its first telling word with the
// place, how the name sounds, its number, its domain's stem, its street.
func (f *Firm) Keys() []string {
	var out []string
	for _, n := range f.phones {
		if len(n) >= 7 {
			out = append(out, "p|"+n[max(0, len(n)-9):])
		}
	}
	if f.firm.domain != "" {
		out = append(out, "m|"+stem(f.firm.domain))
	}
	w := f.firm.first()
	if w == "" {
		return out
	}
	out = append(out, "f|"+w[:min(4, len(w))]+"|"+f.place.state+"|"+f.place.city[:min(4, len(f.place.city))])
	var sounds strings.Builder
	for _, t := range f.firm.telling[:min(2, len(f.firm.telling))] {
		sounds.WriteString(soundOf(t))
	}
	out = append(out, "o|"+sounds.String()+"|"+f.place.state)
	if len(f.firm.telling) > 1 {
		last := f.firm.telling[len(f.firm.telling)-1]
		out = append(out, "l|"+last+"|"+w[:1]+"|"+f.place.city[:min(4, len(f.place.city))])
	}
	if len(f.place.street) > 1 {
		out = append(out, "s|"+f.place.street[0]+f.place.street[1]+"|"+w[:1])
	}
	return out
}

func soundOf(w string) string {
	if w == "" {
		return ""
	}
	return smetrics.Soundex(w)
}
