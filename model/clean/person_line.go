package clean

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"ripen/model"
)

// Person is what one line says of somebody.
type Person struct {
	Name, Title, Phone, Email string
}

// PersonLine parts what is typed in one line while somebody speaks, "Tor Lind,
// IT lead, 617 555 0143, tor@x.example", into its fields. Number and address
// are known by their shape wherever they stand, with or without a word before
// them ("mobile:"); the first of what is left is the name, the rest the title.
// "Lind, Tor" is one name, as are "Lind, Jr." and "Lind, PhD". A line with two
// numbers or two addresses is an error of code [model.Invalid]: a field holds
// one. Nothing is checked and nothing is made up: every word of the line but
// those before a number or an address stands in one of the fields.
func PersonLine(line string) (Person, error) {
	var p Person
	rest := Text(line)
	var err error
	take := func(like *regexp.Regexp, what string) string {
		at := like.FindAllStringSubmatchIndex(rest, 2)
		if len(at) == 0 {
			return ""
		}
		if len(at) > 1 && err == nil {
			err = model.Errorf(model.Invalid, "Two %s stand in one line; leave one out and add it afterwards.", what)
		}
		from, to := at[0][2], at[0][3]
		found := rest[from:to]
		rest = rest[:from] + ";" + rest[to:]
		return strings.Trim(found, " .,;-/")
	}
	p.Email = take(emailShape(), "e-mail addresses")
	p.Phone = take(phoneShape(), "numbers")
	if err != nil {
		return Person{}, err
	}
	var parts []string
	for _, s := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' || r == ';' || r == '|' }) {
		s = strings.Trim(s, " <>:-–—/")
		if s != "" && !reachWord(s) {
			parts = append(parts, s)
		}
	}
	p.Name, p.Title = nameAndTitle(parts)
	return p, nil
}

// shape is a regular expression that is compiled when it is first asked for:
// no command pays for it before.
func shape(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var (
	emailShape = shape(`([^\s,;|<>():"]+@[^\s,;|<>():"]+)`)
	// at least seven digits, with what people put between them, and an extension
	phoneShape = shape(`(?i)(?:^|[^\pL\pN])(\+?\(?\d(?:[\s().\-/]{0,3}\d){6,}(?:[\s,]{0,2}(?:x|ext\.?|extension)\s{0,2}\d{1,6})?)(?:$|[^\pL\pN])`)
	titleShape = shape(`(?i)\b(?:lead|manager|mgr|director|head|chief|officer|president|vp|owner|partner|founder|buyer|engineer|analyst|assistant|secretary|supervisor|foreman|planner|purchasing|operations|finance|sales|it|hr|principal|dean|c[a-z]o)\b`)
)

// reachWord is a word that stands before a number or an address and says no
// more than its shape does.
func reachWord(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, " .:")) {
	case "tel", "telephone", "phone", "ph", "p", "t", "mobile", "mob", "m", "cell", "c", "direct", "d", "office", "email", "e-mail", "mail", "e":
		return true
	}
	return false
}

// nameAndTitle tells the name from what follows it.
func nameAndTitle(parts []string) (name, title string) {
	if len(parts) == 0 {
		return "", ""
	}
	name, parts = parts[0], parts[1:]
	for len(parts) > 0 { // "Jr." and "PhD" behind a comma belong to the name
		if w := bare(parts[0]); !isDegree(w) && !isGeneration(w) {
			break
		}
		name, parts = name+" "+parts[0], parts[1:]
	}
	if open := strings.LastIndex(name, " ("); open > 0 && strings.HasSuffix(name, ")") && len(parts) == 0 {
		name, parts = name[:open], []string{strings.TrimSuffix(name[open+2:], ")")}
	}
	if len(parts) > 0 && isGiven(name, parts[0]) {
		name, parts = parts[0]+" "+name, parts[1:]
	}
	return Name(name), strings.Join(parts, ", ")
}

// isGiven says that "family, given" is a name turned round: the first is one
// word, particles aside, and the second is no title.
func isGiven(family, given string) bool {
	f, g := strings.Fields(family), strings.Fields(given)
	f = slices.DeleteFunc(f, func(w string) bool { return isParticle(bare(w)) })
	if len(f) != 1 || len(g) > 2 || titleShape().MatchString(given) {
		return false
	}
	return !slices.ContainsFunc(g, func(w string) bool { return strings.ToUpper(w) == w && len(w) > 2 && !strings.HasSuffix(w, ".") })
}
