// Package heard reads facts as they are said on the telephone ("340 staff, $82M,
// 3 sites"; "lease ends 31 mar, else they pay double") into the fields of an
// attribute. It never guesses out of sight: whoever types sees what was read
// before it counts, and what cannot be placed goes where it can be read again.
package heard

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"ripen/model"
	"ripen/model/when"
)

// Read gives the fields of an attribute that text names, as one would type them:
// amounts as "350k", dates as 2027-03-31, lists joined by "; ". Dates are seen
// from now, in zone. A field that is not named is absent; nothing at all is read
// of the attributes that name people or a code.
func Read(key model.AttributeKey, text string, now time.Time, zone *time.Location) model.Value {
	r := reader{now: now, zone: zone, out: model.Value{}}
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return r.out
	}
	switch key {
	case model.Firmographics:
		r.firm(text)
	case model.Environment:
		r.environment(text)
	case model.Pain:
		r.pain(text)
	case model.Process:
		r.process(text)
	case model.Budget:
		r.budget(text)
	case model.Competition:
		r.competition(text)
	case model.Urgency:
		r.urgency(text)
	}
	return r.out
}

// Add puts what was said behind what stands in a list; what is there already,
// or stood there with a question mark, is there once.
func Add(stands, said string) string {
	var out []string
	seen := map[string]int{}
	for _, s := range append(strings.Split(stands, ";"), strings.Split(said, ";")...) {
		s = strings.TrimSpace(s)
		fold := strings.ToLower(strings.TrimRight(s, "?"))
		if s == "" {
			continue
		}
		if i, there := seen[fold]; there {
			out[i] = s
			continue
		}
		seen[fold] = len(out)
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

type reader struct {
	now  time.Time
	zone *time.Location
	out  model.Value
}

// set fills a field in, a list field behind what was read before.
func (r *reader) set(field, s string) {
	if s = trim(s); s != "" {
		r.out[field] = s
	}
}

func (r *reader) add(field, s string) {
	if s = trim(s); s != "" {
		r.out[field] = Add(r.out[field], s)
	}
}

func trim(s string) string { return strings.Trim(s, " ,;.:-") }

// once compiles a shape when it is first looked for: a start pays nothing.
func once(shape string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(shape) })
}

// money is an amount among words: with a currency, or with a unit that only
// amounts have.
var money = once(`(?i)(?:(?:US\$|[$€£]|\b(?:usd|eur|gbp|chf|cad|aud)\b)\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?:(?:k|mm|mn|m|bn|b|thousand|million|billion)\b)?` +
	`|\b(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?:k|mm|mn|m|bn|thousand|million|billion)\b)(?:\s?\b(?:usd|eur|gbp|chf|cad|aud)\b)?`)

// amount takes the first amount out of text.
func amount(text string) (found, rest string) {
	at := money().FindStringIndex(text)
	if at == nil {
		return "", text
	}
	return strings.ReplaceAll(text[at[0]:at[1]], " ", ""), trim(text[:at[0]]) + " " + trim(text[at[1]:])
}

// clauses are the parts of what was said, between commas and semicolons; a
// comma within a number parts nothing.
func clauses(text string) []string {
	var out []string
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	from := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && (text[i] != ',' && text[i] != ';' || text[i] == ',' && digit(i-1) && digit(i+1)) {
			continue
		}
		if s := trim(text[from:i]); s != "" {
			out = append(out, s)
		}
		from = i + 1
	}
	return out
}

// without takes one of the words off the front of a clause, and says whether
// one was there.
func without(clause string, fronts ...string) (string, bool) {
	for _, f := range fronts {
		if len(clause) < len(f) || !strings.EqualFold(clause[:len(f)], f) {
			continue
		}
		if rest := clause[len(f):]; rest == "" || rest[0] == ' ' || rest[0] == ':' {
			return trim(rest), true
		}
	}
	return clause, false
}

// before are the words that announce a day.
var before = map[string]bool{"by": true, "on": true, "in": true, "until": true, "till": true, "before": true, "at": true, "from": true, "since": true}

// dated takes the day off the end of a clause: as many words of it as make one.
// One word alone is a day only where a word before announces it: "may" and "sun"
// are words as well.
func (r *reader) dated(clause string) (rest string, day model.Date) {
	words := strings.Fields(clause)
	for n := min(5, len(words)); n > 0; n-- {
		from := len(words) - n
		if before[strings.ToLower(words[from])] && n > 1 {
			continue // it is taken off below
		}
		announced := from > 0 && before[strings.ToLower(words[from-1])]
		if n == 1 && !announced && !strings.Contains(words[from], "-") {
			continue
		}
		m, err := when.Parse(strings.Join(words[from:], " "), r.now, r.zone)
		if err != nil || m.Clock && n == 1 {
			continue
		}
		if announced {
			from--
		}
		return trim(strings.Join(words[:from], " ")), m.Day
	}
	return clause, 0
}
