package intake

import (
	"slices"
	"strings"
	"time"

	"ripen/model/clean"
)

// GuessHeadless maps a list without headers by what its columns hold: what has a
// shape of its own (addresses, numbers, web sites, states) first, then what is
// told by its words (companies, job titles) and by its neighbours (people,
// cities). [Mapping.Questions] asks whether that is right.
func GuessHeadless(sample [][]string) Mapping {
	wide := 0
	for _, row := range sample {
		wide = max(wide, len(row))
	}
	header := make([]string, wide)
	for i := range header {
		header[i] = nameless(i)
	}
	m := begin(header, sample)
	m.headless = true
	taken := make([]bool, wide)
	take := func(f Field, at int) {
		if at >= 0 && !taken[at] {
			m.column[string(f)], taken[at] = at, true
		}
	}
	take(Email, m.bestColumn(taken, 0.5, isEmail))
	take(Profile, m.bestColumn(taken, 0.5, isProfile))
	for _, k := range []struct {
		field Field
		need  float64
		is    func(string) bool
	}{
		{Website, 0.6, isSite}, {Phone, 0.7, isPhone}, {"phone_2", 0.7, isPhone}, {State, 0.8, isState}, {Country, 0.8, isCountry},
		{Zip, 0.8, isZip}, {Street, 0.5, isStreet}, {Salutation, 0.8, isSalutationWord}, {Title, 0.4, isTitle},
	} {
		take(k.field, m.bestColumn(taken, k.need, k.is))
	}
	take(Company, m.companyColumn(taken))
	m.people(taken, take)
	if at, ok := m.column[string(State)]; ok && at > 0 && !taken[at-1] && m.share(at-1, isWords) >= 0.9 {
		take(City, at-1)
	} else if at, ok := m.column[string(Street)]; ok && at+1 < wide && !taken[at+1] && m.share(at+1, isWords) >= 0.9 {
		take(City, at+1)
	}
	if !m.Has(Company) { // what words are left is the company more often than anything else
		take(Company, m.bestColumn(taken, 0.9, isWords))
	}
	return m.settle()
}

// bestColumn is the free column of which the most cells are so, at least the
// share need; -1 for none.
func (m *Mapping) bestColumn(taken []bool, need float64, is func(string) bool) int {
	best, most := -1, need
	for i := range m.header {
		if s := m.share(i, is); !taken[i] && s >= most && (best < 0 || s > most) {
			best, most = i, s
		}
	}
	return best
}

// companyColumn is told by legal forms and trades in the names, and by names
// that the e-mail addresses or web sites of their rows repeat.
func (m *Mapping) companyColumn(taken []bool) int {
	best, most := -1, 0.2
	for i := range m.header {
		if taken[i] {
			continue
		}
		hits, firms, filled := 0, 0, 0
		for _, row := range m.sample {
			if i >= len(row) || strings.TrimSpace(row[i]) == "" {
				continue
			}
			filled++
			firm := namesFirm(row[i])
			if firm {
				firms++
			}
			if firm || m.repeatedBy(row, row[i]) {
				hits++
			}
		}
		// A family's firm has its name in its address too: "Inc" tells better.
		if s := float64(hits+firms) / float64(max(filled, 1)); s > most {
			best, most = i, s
		}
	}
	return best
}

// repeatedBy says that the row's own domain holds the name's letters.
func (m *Mapping) repeatedBy(row []string, name string) bool {
	key := strings.ReplaceAll(clean.CompanyKey(name), " ", "")
	if len(key) < 4 {
		return false
	}
	for _, f := range []Field{Website, Email} {
		at, ok := m.column[string(f)]
		if !ok || at >= len(row) {
			continue
		}
		domain, _, _ := strings.Cut(clean.Domain(row[at]), ".")
		domain = strings.ReplaceAll(domain, "-", "")
		if domain != "" && (strings.HasPrefix(domain, key[:min(len(key), 5)]) || strings.HasPrefix(key, domain)) {
			return true
		}
	}
	return false
}

// people finds a column of full names, or two of given and family names that
// stand side by side.
func (m *Mapping) people(taken []bool, take func(Field, int)) {
	if at := m.bestColumn(taken, 0.6, isFullName); at >= 0 {
		take(FullName, at)
		return
	}
	for i := range m.header {
		if i+1 < len(m.header) && !taken[i] && !taken[i+1] && m.share(i, isGiven) >= 0.3 && m.share(i+1, isOneWord) >= 0.7 {
			take(FirstName, i)
			take(LastName, i+1)
			return
		}
	}
}

func isEmail(s string) bool { _, ok := clean.EmailKey(s); return ok }

// isPhone wants the digits of a number and hardly anything else.
func isPhone(s string) bool {
	s = strings.TrimSpace(s)
	n := len(digits(s))
	if n < 7 || n > 18 || strings.Contains(s, "@") {
		return false
	}
	rest := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || strings.ContainsRune(" ()+-./x#'", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
	if len(rest) > 4 || strings.Count(s, "/") > 1 || strings.Count(s, ".") > 4 || isMoment(s) {
		return false
	}
	return strings.ContainsAny(s, "+()-. /") || n >= 10
}

// isMoment tells a date, with a clock or without, from a number to dial.
func isMoment(s string) bool {
	for _, order := range []string{"mdy", "dmy"} {
		if _, ok := dateOf(s, order, time.UTC); ok {
			return true
		}
	}
	return false
}

func isSite(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	if strings.Contains(s, "@") || strings.ContainsAny(s, " ") || isProfile(s) {
		return false
	}
	return strings.HasPrefix(s, "http") || strings.HasPrefix(s, "www.") || clean.Domain(s) != "" && strings.Count(s, ".") >= 1
}

func isState(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 2 {
		return false
	}
	return strings.HasSuffix(clean.PlaceKey("", s, ""), "|us") || strings.HasSuffix(clean.PlaceKey("", s, ""), "|ca")
}

func isCountry(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 3 && clean.Country(s) != "" || slices.Contains([]string{"USA", "US", "UK", "GB", "DE", "CAN"}, s)
}

func isZip(s string) bool {
	s = strings.TrimSpace(s)
	n := digits(s)
	switch {
	case len(s) > 10:
		return false
	case n == s:
		return len(n) == 5
	case len(n) == 9 && strings.IndexByte(s, '-') == 5:
		return true
	}
	return len(s) >= 5 && len(s) <= 8 && strings.Contains(s, " ") && len(n) >= 2 && len(n) <= 4 && strings.ToUpper(s) == s // GL15 1XD
}

func isStreet(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) < 2 || len(digits(s)) == 0 || len(digits(s)) > 8 {
		return false
	}
	last := strings.Trim(words[len(words)-1], ".,")
	begins, ends := digits(words[0]) != "", digits(last) != ""
	return begins || ends || strings.Contains(strings.ToLower(s), "box")
}

func isSalutationWord(s string) bool {
	switch strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), ".") {
	case "mr", "mrs", "ms", "miss", "dr", "prof", "mx", "herr", "frau", "sir":
		return true
	}
	return false
}

// titleWords are in most job titles.
var titleWords = strings.Fields("manager director president vp cfo ceo coo cto cio cmo officer head chief engineer buyer owner founder partner" +
	" supervisor lead coordinator analyst consultant specialist executive administrator assistant leiter geschäftsführer einkauf planner controller purchasing" +
	" foreman secretary treasurer principal superintendent accountant architect developer receptionist")

func isTitle(s string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '-' || r == '&' }) {
		if slices.Contains(titleWords, strings.Trim(w, ".")) {
			return true
		}
	}
	return false
}

// firmWords end or fill the names of firms.
var firmWords = strings.Fields("inc llc ltd corp co company corporation gmbh ag kg sa sarl bv plc limited group holdings industries services systems" +
	" solutions partners associates bros brothers sons manufacturing logistics foods freight supply international enterprises technologies bank hospital university")

func namesFirm(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if slices.Contains(firmWords, strings.Trim(w, ".,&")) {
			return true
		}
	}
	return strings.Contains(s, " & ")
}

func isWords(s string) bool {
	letters := 0
	for _, r := range s {
		if r >= '0' && r <= '9' || r == '@' {
			return false
		}
		if r > 'A' {
			letters++
		}
	}
	return letters >= 2
}

func isOneWord(s string) bool {
	return isWords(s) && len(strings.Fields(s)) <= 2
}

// isFullName is two to four capitalised words that name no firm and no job, or
// "Family, Given".
func isFullName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 4 || !isWords(s) || namesFirm(s) || isTitle(s) {
		return false
	}
	for _, w := range words {
		if r := []rune(w)[0]; r >= 'a' && r <= 'z' && len(w) > 3 {
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return isGiven(strings.Trim(w, ",.")) })
}

// givenNames are common enough to tell a column of people from one of towns.
var givenNames = strings.Fields("james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald" +
	" steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin" +
	" scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle" +
	" mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol" +
	" amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine" +
	" christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith" +
	" ann anne jane tom tim bob bill jim joe mike dave steve dan ben sam max mia tor leo lee alan hans klaus peter jürgen wolfgang anna petra sabine" +
	" stefan jan lars erik anders ingrid luis juan carlos miguel ana sofia marta pierre jean michel marie sophie giovanni marco paolo rosa omar ali fatima mohammed" +
	" priya raj amit wei li chen rita ines beth per ivo ana dana homer oliver noah lucas liam ethan ella grace chloe zoe")

func isGiven(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), " ")
	return slices.Contains(givenNames, first)
}
