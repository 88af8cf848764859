package match

import (
	"strings"

	"ripen/model/clean"
)

// Person is a record made ready to be compared with many.
type Person struct {
	name   name
	title  string
	firm   firm
	phones []string
	mail   []address
	place  place
}

// Prepare folds a record's fields, once for all comparisons.
func Prepare(r Record) Person {
	return Person{name: parseName(r.Name), title: clean.NameKey(r.Title), firm: parseFirm(r.Company, r.Domain), phones: r.Phones, mail: parseEmails(r.Emails), place: parsePlace(&r)}
}

// nearPerson is how many points make two people near: a name and a company that
// agree, and something of what a slip takes away from them.
const nearPerson = 9

// Score compares two people. The exact rules come first: one e-mail address; one
// number and one name; one name at one company.
func (a *Person) Score(b *Person) Result {
	if r, ok := a.exact(b); ok {
		return r
	}
	if a.name.isNobody() || b.name.isNobody() {
		return Result{Why: "no name to compare"}
	}
	n := compareNames(a.name, b.name)
	mail := mails(a.mail, b.mail)
	if n.apart {
		return Result{Why: "two names"}
	}
	s := &sum{}
	at := atWork(&a.firm, &b.firm)
	phone := numbers(a.phones, b.phones)
	switch phone { // the strongest is said first
	case equal:
		s.add(4, "same number")
	case oneOff:
		s.add(2.5, "number one digit off")
	case different:
		s.add(-1.5, "")
	}
	s.add(n.points, n.why)
	apart := n.why != "same name" && ownSpelling(a, b)
	switch {
	case apart:
		s.add(-12, "each spelt so in an e-mail address of its own")
	case mail == movedMail:
		s.add(3.5, "same e-mail name at another domain")
	case mail == typoMail:
		s.add(3, "e-mail one letter off")
	case mail == otherMail:
		s.add(-1, "")
	case mail == otherAtHome:
		s.add(-2.5, "")
	}
	a.company(b, at, s)
	s.weigh(&a.place, &b.place, 2, 1.5)
	if a.title != "" && b.title != "" {
		if a.title == b.title {
			s.add(0.5, "same title")
		} else if alike(a.title, b.title) == different {
			s.add(-0.25, "")
		}
	}
	if n.weak && mail != movedMail && mail != typoMail && phone == different && len(a.mail) > 0 && len(b.mail) > 0 {
		s.add(-2, "")
	}
	return s.result(nearPerson)
}

// company weighs where the two work.
func (a *Person) company(b *Person, at likeness, s *sum) {
	switch at {
	case equal:
		s.add(4, "same company")
	case oneOff, twoOff, sounds, shortForm:
		s.add(3, "company "+likeWords(at))
	case different:
		s.add(-5, "another company")
	}
}

// exact are the rules by which an import makes two records one.
func (a *Person) exact(b *Person) (Result, bool) {
	if mails(a.mail, b.mail) == sameMail {
		return Result{100, "same e-mail", Same}, true
	}
	if a.name.isNobody() || a.name.key != b.name.key {
		return Result{}, false
	}
	if numbers(a.phones, b.phones) == equal {
		return Result{100, "same number and name", Same}, true
	}
	if sameFirm(&a.firm, &b.firm, &a.place, &b.place) {
		return Result{100, "same name at one company", Same}, true
	}
	return Result{}, false
}

// Keys are the blocking keys: by number, by the name of the e-mail address, and
// by what is left of the name together with the company, the domain or the
// place. See [Keys].
func (p *Person) Keys() []string {
	var out []string
	for _, n := range p.phones {
		if len(n) >= 7 {
			out = append(out, "p|"+n[max(0, len(n)-9):])
		}
	}
	for _, m := range p.mail {
		if !m.isOffice() {
			out = append(out, "e|"+m.local)
		}
	}
	if p.name.isNobody() {
		return out
	}
	first, last := sortedInitials(p.name)
	letters := first + last
	if d := p.firm.domain; d != "" {
		out = append(out, "d|"+d+"|"+letters)
	}
	if w := p.firm.first(); w != "" {
		out = append(out, "c|"+w[:min(4, len(w))]+"|"+letters)
		if len(p.firm.words) > 1 {
			out = append(out, "k|"+soundOf(p.firm.words[len(p.firm.words)-1])+"|"+letters+"|"+p.place.state)
		}
	}
	out = p.nameKeys(out, letters)
	return out
}

// nameKeys block by how the name sounds, and by single parts of it.
func (p *Person) nameKeys(out []string, letters string) []string {
	g, f := soundOf(formal(p.name.given)), soundOf(p.name.family)
	if f < g {
		g, f = f, g
	}
	if p.name.family != "" {
		out = append(out, "n|"+g+f+"|"+p.place.state)
		if len(p.place.city) > 0 {
			out = append(out, "y|"+letters+"|"+p.place.city[:min(5, len(p.place.city))]+"|"+p.zipArea())
		}
	}
	for _, w := range []string{p.name.given, p.name.family} {
		if len(w) < 3 {
			continue
		}
		if at := p.firm.first(); at != "" {
			out = append(out, "w|"+w+"|"+at[:1]+"|"+p.place.state)
		}
		if p.place.zip != "" {
			out = append(out, "z|"+w+"|"+p.place.zip)
		}
		if len(p.place.street) > 1 {
			out = append(out, "s|"+w+"|"+p.place.street[0]+p.place.street[1])
		}
	}
	return out
}

func (p *Person) zipArea() string { return p.place.zip[:min(3, len(p.place.zip))] }

func sortedInitials(n name) (string, string) {
	a := formal(n.given)
	a, b := a[:min(1, len(a))], n.family[:min(1, len(n.family))]
	if strings.Compare(b, a) < 0 {
		return b, a
	}
	return a, b
}
