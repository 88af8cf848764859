package clean

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nyaruka/phonenumbers"
)

// The library takes some fifteen microseconds for a number, and a list has a
// million. What it says of a number hangs on which of its patterns the number
// fits, and most patterns are decided by the first few digits: after +1 617 5 no
// further digit changes the country, the validity or the way in which a number
// of that length is written. So the library is asked once for each such
// beginning, as lists bring them, and its answer is kept. No figure of any
// numbering plan stands here: how many digits decide comes out of the library's
// own patterns.

// plan is what is known of the numbers behind one calling code.
type plan struct {
	code string // "1", "49"
	main *home  // the region that the library formats the code's numbers by; nil: ask the library

	mu       sync.Mutex // over all below, which is used only to fill roots
	patterns []*pattern
	prefix   *pattern                                  // the national prefix
	answers  map[answer]*answer                        // each kept once
	roots    [longestNational + 1]atomic.Pointer[node] // by the number's length
}

// node is a beginning of national numbers.
type node struct {
	answer *answer // nil while further digits matter
	next   *[10]atomic.Pointer[node]
}

// answer is what the library says of all numbers with one beginning and length.
type answer struct {
	sure      bool // else the library must be asked for each number
	ownCode   bool // the national number begins with the digits of the calling code
	valid     bool
	country   string
	placeless bool
	atHome    string // how it is shown at home, with a [slot] for each digit; "" : ask the library
	abroad    string // and abroad, with the calling code
}

// slot stands for a digit of the national number.
const slot = 0

// maxNodes bounds the memory of all plans, at some hundred bytes a node. Lists
// from all over the world need a part of it. North America, with ten thousand
// nodes in all, is bounded by itself and always has its place.
const maxNodes = 1 << 16

var (
	plans [1000]atomic.Pointer[plan] // by calling code
	nodes atomic.Int64               // of all plans but North America's
)

// planOf finds the plan of an international number and how many digits its
// calling code has; nil when there is none. Codes are read as the library does:
// no code is the beginning of another.
func planOf(digits []byte) (p *plan, code int) {
	n := 0
	for i := 0; i < 3 && i < len(digits) && digits[0] != '0'; i++ {
		n = 10*n + int(digits[i]-'0')
		if p := planFor(n); p != nil {
			return p, i + 1
		}
	}
	return nil, 0
}

// planFor gives the plan of a calling code, nil for a code that is none.
func planFor(code int) *plan {
	if p := plans[code].Load(); p != nil {
		return p
	}
	regions := phonenumbers.GetRegionCodesForCountryCode(code)
	if len(regions) == 0 {
		return nil
	}
	p := newPlan(strconv.Itoa(code), regions)
	if !plans[code].CompareAndSwap(nil, p) {
		p = plans[code].Load()
	}
	return p
}

// newPlan gathers every pattern that has a part in what is said of a number:
// whose it is, of which type, how it is written. A plan with a pattern that
// [pattern] cannot follow has no main region.
func newPlan(code string, regions []string) *plan {
	p := &plan{code: code, answers: map[answer]*answer{}}
	main := metadata(regions[0])
	if main == nil {
		return p
	}
	seen := map[string]bool{}
	whole := true
	add := func(expr string, open bool) *pattern {
		key := strconv.FormatBool(open) + expr
		if expr == "" || expr == "NA" || seen[key] {
			return nil
		}
		seen[key] = true
		m, err := newPattern(expr, open)
		if err != nil {
			whole = false
			return nil
		}
		p.patterns = append(p.patterns, m)
		return m
	}
	p.prefix = add(main.GetNationalPrefixForParsing(), true)
	add(code, true)
	for _, r := range regions {
		m := metadata(r)
		if m == nil {
			return p
		}
		add(m.GetLeadingDigits(), true)
		for _, d := range []*phonenumbers.PhoneNumberDesc{m.GetGeneralDesc(), m.GetFixedLine(), m.GetMobile(), m.GetTollFree(),
			m.GetPremiumRate(), m.GetSharedCost(), m.GetPersonalNumber(), m.GetVoip(), m.GetPager(), m.GetUan(), m.GetVoicemail()} {
			add(d.GetNationalNumberPattern(), false)
		}
	}
	for _, f := range slices.Concat(main.GetNumberFormat(), main.GetIntlNumberFormat()) {
		add(f.GetPattern(), false)
		if lead := f.GetLeadingDigitsPattern(); len(lead) > 0 {
			add(lead[len(lead)-1], true)
		}
	}
	if whole {
		p.main = newHome(main, main)
	}
	return p
}

// metadata finds what the library holds of a region; nil for none.
func metadata(region string) *phonenumbers.PhoneMetadata {
	all, err := phonenumbers.MetadataCollection() // read once, by the library's initialiser
	if err != nil || len(region) != 2 {
		return nil
	}
	for _, m := range all.GetMetadata() {
		if m.GetId() == region {
			return m
		}
	}
	return nil
}

// about gives what the library says of a national number; nil when it has to be
// asked.
func (p *plan) about(national []byte) *answer {
	if p.main == nil || len(national) > longestNational || !p.main.has(len(national)) {
		return nil
	}
	at := &p.roots[len(national)]
	for i := 0; ; i++ {
		n := at.Load()
		if n == nil {
			if n = p.fill(at, national, i); n == nil {
				return nil
			}
		}
		if n.answer != nil {
			if n.answer.sure {
				return n.answer
			}
			return nil
		}
		at = &n.next[national[i]-'0']
	}
}

// fill makes the node for the first known digits of a number; nil when there
// are too many nodes already.
func (p *plan) fill(at *atomic.Pointer[node], national []byte, known int) *node {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := at.Load(); n != nil {
		return n
	}
	if p.code != nanpCode && nodes.Add(1) > maxNodes {
		nodes.Add(-1)
		return nil
	}
	n := &node{}
	if p.settled(national[:known], len(national)-known) {
		n.answer = p.ask(national, known)
	} else {
		n.next = new([10]atomic.Pointer[node])
	}
	at.Store(n)
	return n
}

// settled says that no pattern waits for further digits.
func (p *plan) settled(begin []byte, more int) bool {
	for _, m := range p.patterns {
		if m.judge(m.walk(begin), more) == depends {
			return false
		}
	}
	return true
}

// ask asks the library about two numbers with the same beginning. They agree,
// as the patterns have it; should they not, nothing is sure.
func (p *plan) ask(national []byte, known int) *answer {
	one := slices.Clone(national)
	two := slices.Clone(national)
	for i := known; i < len(national); i++ {
		one[i] = '0' + byte(3*i+1)%10
		two[i] = '0' + byte(7*i+4)%10
	}
	a := p.example(one)
	if a != p.example(two) {
		a = answer{}
	}
	if p.answers[a] == nil {
		p.answers[a] = &a
	}
	return p.answers[a]
}

// example makes the answer out of what the library says of one number.
func (p *plan) example(national []byte) answer {
	e164 := "+" + p.code + string(national)
	if p.prefix != nil && p.prefix.judge(p.prefix.walk(national), 0) == always {
		return answer{} // the library would take the prefix off
	}
	num, err := phonenumbers.Parse(e164, phonenumbers.UNKNOWN_REGION)
	if err != nil || phonenumbers.Format(num, phonenumbers.E164) != e164 {
		return answer{}
	}
	a := answer{sure: true, ownCode: strings.HasPrefix(string(national), p.code)}
	kind := phonenumbers.GetNumberType(num)
	if kind == phonenumbers.UNKNOWN {
		return a
	}
	a.valid, a.country, a.placeless = true, countryOf(num), placeless(num, kind)
	n := Number{E164: e164, Country: a.country}
	a.abroad, a.sure = template(show(num, n, phonenumbers.UNKNOWN_REGION), "+"+p.code, national)
	h := homeFor(a.country)
	if h == nil || a.country == "" {
		return a
	}
	at := show(num, n, a.country)
	if t, ok := template(at, "", national); ok && (p.code == nanpCode || h.bare && !a.ownCode && national[0] != '0' && h.has(len(national))) {
		a.atHome = t
	} else if t, ok := template(at, "0", national); ok && h.trunk && h.has(len(national)) {
		a.atHome = t
	}
	return a
}

// template puts a [slot] for each digit of the number that s shows behind lead;
// ok is false when s has other digits.
func template(s, lead string, national []byte) (t string, ok bool) {
	lead = strings.TrimPrefix(lead, "+")
	want, i := lead+string(national), 0
	b := []byte(s)
	for j, c := range b {
		if !isASCIIDigit(rune(c)) {
			continue
		}
		if i == len(want) || c != want[i] {
			return "", false
		}
		if i >= len(lead) {
			b[j] = slot
		}
		i++
	}
	return string(b), i == len(want)
}
