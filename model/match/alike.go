package match

import "github.com/xrash/smetrics"

// likeness is how two words agree.
type likeness int

const (
	different likeness = iota
	initialOf          // one is the first letter of the other
	missing            // one is not there
	sounds             // heard or read wrongly
	twoOff             // two letters off, in a long word
	oneOff             // a letter more, less, changed, or two changed over
	shortForm          // Bill for William
	equal
)

// words of two records, compared letter by letter: one slip in a word of three
// letters or more, two in one of six or more, and what sounds alike where it
// reads alike too.
func alike(a, b string) likeness {
	switch {
	case a == b:
		if a == "" {
			return missing
		}
		return equal
	case a == "" || b == "":
		return missing
	}
	short := min(len(a), len(b))
	if max(len(a), len(b))-short > 3 || !sharesLetters(a, b) {
		return different
	}
	switch d := slips(a, b); {
	case d == 1 && short >= 3:
		return oneOff
	case d == 2 && short >= 6, d == 2 && short >= 5 && a[0] == b[0]:
		return twoOff
	case d == 3 && short >= 9 && a[0] == b[0]:
		return sounds
	}
	if a[0] == b[0] && short >= 4 && smetrics.JaroWinkler(a, b, 0.7, 4) >= 0.88 && smetrics.Soundex(a) == smetrics.Soundex(b) {
		return sounds
	}
	return different
}

// sharesLetters is a quick no: two words that are alike share half their letters.
func sharesLetters(a, b string) bool {
	var x, y, both uint32
	for i := range len(a) {
		x |= 1 << (a[i] & 31)
	}
	for i := range len(b) {
		y |= 1 << (b[i] & 31)
	}
	n := func(v uint32) (c int) {
		for ; v != 0; v &= v - 1 {
			c++
		}
		return c
	}
	both = x & y
	return 2*n(both)+1 >= min(n(x), n(y))
}

// slips counts the letters added, left out, changed or changed over that lead
// from a to b (optimal string alignment), on bytes: keys are folded.
func slips(a, b string) int {
	const most = 40
	if a, b = unlike(a, b); a == "" || b == "" {
		return len(a) + len(b)
	}
	if len(a) > most || len(b) > most {
		return most
	}
	var rows [3][most + 1]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

// unlike are the parts of two words between what they begin and end with alike:
// nothing slips outside them.
func unlike(a, b string) (x, y string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// oneSlip says that slips counts one, which most pairs are asked and few have.
func oneSlip(a, b string) bool {
	if d := len(a) - len(b); d < -1 || d > 1 {
		return false
	}
	a, b = unlike(a, b)
	return len(a)+len(b) > 0 && len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
