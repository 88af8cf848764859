package match

import (
	"strings"

	"ripen/model/clean"
)

// name is a person's name in its parts, folded.
type name struct {
	key    string // as of clean.NameKey
	given  string
	middle []string
	family string // the last word; "" where there is only one
	gen    string // jr, sr, ii …
}

func parseName(s string) name {
	n := name{key: clean.NameKey(s)}
	words := strings.Fields(n.key)
	if len(words) > 1 {
		switch last := words[len(words)-1]; last {
		case "jr", "sr", "ii", "iii", "iv":
			n.gen, words = last, words[:len(words)-1]
		}
	}
	switch len(words) {
	case 0:
	case 1:
		n.given = words[0]
	default:
		n.given, n.family, n.middle = words[0], words[len(words)-1], words[1:len(words)-1]
	}
	return n
}

// isNobody says that the name stands for a company's main line.
func (n name) isNobody() bool { return n.key == "" || n.key == "switchboard" }

// likeGiven compares given names: a short form is the long one, an initial may
// be, and two names that are both well known are never each other's typo: Anna
// and Anne are two people.
func likeGiven(a, b string) likeness {
	if a == b || a == "" || b == "" {
		return alike(a, b)
	}
	if shortOf(a, b) {
		return shortForm
	}
	if a[0] == b[0] && (len(a) <= 2 || len(b) <= 2) && !(len(a) == len(b) && len(a) == 2) {
		return initialOf
	}
	if wellKnown(a) && wellKnown(b) {
		return different
	}
	return alike(a, b)
}

// naming is how two names agree in all.
type naming struct {
	points float64
	why    string
	apart  bool
	weak   bool // a part is missing or an initial
}

var (
	familyPoints = map[likeness]float64{equal: 5, oneOff: 4, twoOff: 3, sounds: 2.5, missing: 0, shortForm: 5}
	givenPoints  = map[likeness]float64{equal: 3, shortForm: 2.5, oneOff: 2, twoOff: 1.5, sounds: 1, initialOf: 0.5, missing: 0}
)

// compareNames weighs two names, also the other way round: lists that have
// given and family name in each other's column are common.
func compareNames(a, b name) naming {
	if a.gen != b.gen && a.gen != "" && b.gen != "" {
		return naming{apart: true}
	}
	n := inOrder(a, b)
	if n.apart || n.points < 5 {
		if a.family != "" && b.family != "" {
			c := b
			c.given, c.family = b.family, b.given
			if t := inOrder(a, c); !t.apart && !t.weak && t.points-0.5 > n.points {
				n = t
				n.points -= 0.5
				n.why = "given and family name changed over"
				if t.why != "same name" {
					n.why += ", " + t.why
				}
			}
		}
	}
	if !n.apart && a.gen != b.gen {
		n.points -= 4
	}
	return n
}

func inOrder(a, b name) naming {
	if a.family == "" || b.family == "" {
		return onePart(a, b)
	}
	f, g := alike(a.family, b.family), likeGiven(a.given, b.given)
	if f == different && doubled(a, b) {
		f = twoOff
	}
	if g == different && calledByMiddle(a, b) {
		g = shortForm
	}
	if f == different || g == different {
		return naming{apart: true}
	}
	return naming{points: familyPoints[f] + givenPoints[g], why: nameWords(f, g), weak: g == initialOf || f < oneOff && g < oneOff}
}

// doubled says that one family name is part of the other's double name.
func doubled(a, b name) bool {
	in := func(x, y name) bool {
		return len(x.family) >= 4 && len(y.middle) > 0 && x.family == y.middle[len(y.middle)-1]
	}
	return in(a, b) || in(b, a)
}

func calledByMiddle(a, b name) bool {
	in := func(x, y name) bool { return len(y.middle) > 0 && len(x.given) > 2 && x.given == y.middle[0] }
	return in(a, b) || in(b, a)
}

// onePart compares where one name is a single word: it may be either part.
func onePart(a, b name) naming {
	x, y := a, b
	if a.family != "" {
		x, y = b, a
	}
	if y.family == "" {
		switch l := alike(x.given, y.given); {
		case l == equal:
			return naming{points: 5, why: "same name", weak: true}
		case l >= twoOff:
			return naming{points: 3, why: "name " + likeWords(l), weak: true}
		}
		return naming{apart: true}
	}
	switch {
	case x.given == y.family:
		return naming{points: 5, why: "same family name, no given name", weak: true}
	case x.given == y.given:
		return naming{points: 2.5, why: "same given name, no family name", weak: true}
	case len(x.given) >= 5 && alike(x.given, y.family) == oneOff:
		return naming{points: 3.5, why: "family name one letter off, no given name", weak: true}
	}
	return naming{apart: true}
}

func nameWords(f, g likeness) string {
	switch {
	case f == equal && g == equal:
		return "same name"
	case g == equal:
		return "family name " + likeWords(f)
	case f == equal && g == shortForm:
		return "same name in short"
	case f == equal && g == initialOf:
		return "same family name and initial"
	case f == equal:
		return "given name " + likeWords(g)
	}
	return "given name " + likeWords(g) + ", family name " + likeWords(f)
}

func likeWords(l likeness) string {
	switch l {
	case equal:
		return "same"
	case shortForm:
		return "in short"
	case oneOff:
		return "one letter off"
	case twoOff:
		return "two letters off"
	case initialOf:
		return "an initial"
	case missing:
		return "missing"
	}
	return "sounds alike"
}
