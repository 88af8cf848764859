package find

import (
	"slices"
	"strings"

	"ripen/model"
)

// key is what may stand before a colon.
type key struct {
	name    string
	example string
	also    []string // other names
	choices []string // the values there are; nil where the list is open
	words   []string // values besides the open ones, offered first
	read    func(At, *key, string) (Value, error)
}

var levels = []string{model.Unknown.String(), model.Listed.String(), model.Stated.String(), model.Confirmed.String()}

// yesNo are the values of a yes-or-no key.
var yesNo = []string{"yes", "no"}

// keys are all of them, as they are offered.
var keys []*key

// An initialiser of its own: some readers look keys up.
func init() { keys = makeKeys() }

func makeKeys() []*key {
	attributes := words(model.AttributeKeys())
	all := []*key{
		{name: "owner", example: "owner:me", words: []string{"me"}, read: readName},
		{name: "status", example: "status:working,returned", choices: words(model.Statuses), read: readChoice},
		{name: "list", example: `list:"Intermodal fair"`, read: readName},
		{name: "category", example: "category:trade-show", choices: model.ListCategories, read: readChoice},
		{name: "source", example: "source:referral", read: readName},
		{name: "horizon", example: "horizon:near-term", choices: words([]model.Horizon{model.NearTerm, model.LongTerm, model.HorizonUnknown}), read: readChoice},
		{name: "due", example: "due:<1w", words: []string{"today", "tomorrow", "overdue", "none"}, read: readDue},
		{name: "last", example: "last:>30d", words: []string{"today", "yesterday", "never"}, read: readLast},
		{name: "has", example: "has:budget", choices: attributes, read: readAttribute},
		{name: "missing", example: "missing:budget", choices: attributes, read: readAttribute},
		{name: "stale", example: "stale:budget", choices: attributes, read: readAttribute},
		{name: "count", example: "count:>=7", read: readNumber},
		{name: "gates", example: "gates:<=2", read: readNumber},
		{name: "ready", example: "ready:yes", choices: yesNo, read: readChoice},
		{name: "score", example: "score:>60", read: readNumber},
		{name: "touches", example: "touches:>5", read: readNumber},
		{name: "value", example: "value:>100k", read: readMoney},
		{name: "naics", example: "naics:5415", read: readCode},
		{name: "sic", example: "sic:4731", read: readCode},
		{name: "city", example: "city:Boston", read: readPlace},
		{name: "state", example: "state:MA", read: readPlace},
		{name: "country", example: "country:US", read: readPlace},
		{name: "cadence", example: "cadence:standard", read: readName},
	}
	for _, a := range model.Attributes {
		k := &key{name: string(a.Key), example: string(a.Key) + ":confirmed", choices: levels, read: readChoice, also: attributeAliases[a.Key]}
		if short := strings.ReplaceAll(a.Short, " ", "-"); short != k.name {
			k.also = append(k.also, short)
		}
		all = append(all, k)
	}
	return all
}

// attributeAliases are the short words by which people call some of the ten.
var attributeAliases = map[model.AttributeKey][]string{
	model.IndustryCode: {"industry", "code"}, model.Firmographics: {"size"}, model.DecisionMakers: {"people", "makers"},
}

// Keys are the keys that a term may have, as they are offered.
func Keys() []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return out
}

// Open says that the values of a key are the team's own (names of people,
// lists, places), rather than words of Ripen.
func Open(name string) bool {
	k, err := keyOf(name)
	return err == nil && (k.name == "owner" || k.name == "list" || k.name == "source" || k.name == "cadence" || slices.Contains(placeKeys, k.name))
}

var placeKeys = []string{"city", "state", "country"}

func keyOf(name string) (*key, error) {
	for _, k := range keys {
		if k.name == name || slices.Contains(k.also, name) {
			return k, nil
		}
	}
	all := Keys()
	for _, k := range keys {
		all = append(all, k.also...)
	}
	if like := Nearest(name, all); like != "" {
		return nil, model.Errorf(model.Invalid, "there is no filter %s; did you mean %s?", name, like)
	}
	return nil, model.Errorf(model.Invalid, "there is no filter %s; use one of %s", name, strings.Join(Keys(), ", "))
}

// choice is the allowed value that was meant: itself in any case. Its error
// names the likely one.
func choice(of, typed string, allowed []string) (string, error) {
	v := strings.ToLower(typed)
	if slices.Contains(allowed, v) {
		return v, nil
	}
	if like := Nearest(v, allowed); like != "" {
		return "", model.Errorf(model.Invalid, "%s has no value %q; did you mean %s?", of, typed, like)
	}
	return "", model.Errorf(model.Invalid, "%s has no value %q; use one of %s", of, typed, strings.Join(allowed, ", "))
}

func words[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, w := range in {
		out[i] = string(w)
	}
	return out
}

// Nearest is the word that a slip most likely meant, "" where none is near: the
// one that it begins, else the one that fewest letters part it from, a third of
// them at most. Case does not count.
func Nearest(typed string, all []string) string {
	typed = strings.ToLower(typed)
	best, least := "", len(typed)/3+2
	for _, w := range all {
		low := strings.ToLower(w)
		if len(typed) > 1 && strings.HasPrefix(low, typed) {
			return w
		}
		if d := distance(typed, low); d < least {
			best, least = w, d
		}
	}
	return best
}

// distance is how many letters must be added, dropped, changed or swapped with
// their neighbour to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 {
		return len(x)
	}
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next := make([]int, len(y)+1)
		next[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}
