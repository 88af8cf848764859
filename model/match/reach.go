package match

import (
	"slices"
	"strings"

	"ripen/model/clean"
)

// numbers compares the phones of two records.
func numbers(a, b []string) likeness {
	if len(a) == 0 || len(b) == 0 {
		return missing
	}
	best := different
	for _, x := range a {
		for _, y := range b {
			switch {
			case x == y:
				return equal
			case len(x) == len(y) && len(x) >= 9 && oneSlip(x, y) && x[len(x)-2:] == y[len(y)-2:], len(x) >= 9 && turned(x, y):
				// The last two digits are the place in a company: a neighbour's
				// desk is one digit off there.
				best = oneOff
			case len(x) >= 9 && len(y) >= 9 && (strings.HasSuffix(x, y[len(y)-9:])):
				best = oneOff
			}
		}
	}
	return best
}

// turned says that two neighbouring digits changed places.
func turned(x, y string) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range len(x) - 1 {
		if x[i] != y[i] {
			return x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
		}
	}
	return false
}

// address is an e-mail address in its halves.
type address struct{ local, domain string }

func parseEmails(all []string) []address {
	out := make([]address, 0, len(all))
	for _, e := range all {
		if local, domain, ok := strings.Cut(e, "@"); ok && local != "" {
			out = append(out, address{strings.ToLower(local), strings.ToLower(domain)})
		}
	}
	return out
}

// isOffice says that the address stands for a company, not for a person.
func (a address) isOffice() bool { return clean.OfficeAddress(a.local) }

// mailing is what two records' addresses say.
type mailing int

const (
	noMail      mailing = iota
	sameMail            // one address
	movedMail           // the same name at another domain
	typoMail            // one letter off
	otherMail           // two people's, or two of one
	otherAtHome         // two names at one domain
)

func mails(a, b []address) mailing {
	best := noMail
	for _, x := range a {
		for _, y := range b {
			m := otherMail
			switch {
			case x.isOffice() || y.isOffice():
				m = noMail
			case x == y:
				return sameMail
			case x.local == y.local && len(x.local) >= 4 && wellKnown(x.local):
				m = noMail // anna@ is at every company
			case x.local == y.local && len(x.local) >= 4:
				m = movedMail
			case x.domain == y.domain && oneSlip(x.local, y.local) && len(x.local) >= 5:
				m = typoMail
			case len(x.local) >= 6 && oneSlip(x.local, y.local) && slips(x.domain, y.domain) <= 2:
				m = typoMail
			case x.domain == y.domain:
				m = otherAtHome
			}
			if best == noMail || m != noMail && m < best {
				best = m
			}
		}
	}
	return best
}

// ownSpelling says that each name is spelt in its own address as it is spelt in
// the name, where the two are spelt apart: no slip, but two people.
func ownSpelling(a, b *Person) bool {
	for _, part := range [][2]string{{a.name.given, b.name.given}, {a.name.family, b.name.family}} {
		x, y := part[0], part[1]
		if x == y || len(x) < 3 || len(y) < 3 || shortOf(x, y) {
			continue
		}
		if spelt(a.mail, x, y) && spelt(b.mail, y, x) {
			return true
		}
	}
	return false
}

// spelt says that an address has the word, and not the longer one that it may
// stand in.
func spelt(all []address, word, other string) bool {
	return slices.ContainsFunc(all, func(a address) bool {
		return strings.Contains(a.local, word) && (len(other) < len(word) || !strings.Contains(a.local, other))
	})
}
