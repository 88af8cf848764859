package find

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// Facts are what a filter may ask of one lead.
type Facts struct {
	Owner, List, Category, Source string
	Status                        model.Status
	Horizon                       model.Horizon
	DueAt, Last                   time.Time
	Rungs                         [10]model.Rung // that count: a stale one is unknown
	Stale, Missing                [10]bool
	Count, Gates, Score, Touches  int
	Ready                         bool
	Value                         int64  // cents
	Code                          string // scheme and code: "naics 541512"
	PlaceKey                      string // of [clean.PlaceKey]
	Cadences                      []string
}

// Match says that all terms hold. Words are not looked at: the search knows
// where they stand.
func (q Query) Match(f *Facts) bool {
	for i := range q.Terms {
		if !q.Terms[i].Match(f) {
			return false
		}
	}
	return true
}

// Match says that the term holds.
func (t Term) Match(f *Facts) bool {
	return t.Not != slices.ContainsFunc(t.Values, func(v Value) bool { return t.holds(v, f) })
}

func (t Term) holds(v Value, f *Facts) bool {
	switch t.Key {
	case "owner":
		return fold(f.Owner) == v.Name
	case "list":
		return fold(f.List) == v.Name
	case "source":
		return fold(f.Source) == v.Name
	case "category":
		return f.Category == v.Name
	case "status":
		return string(f.Status) == v.Name
	case "horizon":
		return string(f.Horizon) == v.Name
	case "cadence":
		return slices.ContainsFunc(f.Cadences, func(c string) bool { return fold(c) == v.Name })
	case "ready":
		return f.Ready == (v.Name == "yes")
	case "naics", "sic":
		return strings.HasPrefix(f.Code, v.Name)
	case "city", "state", "country":
		return f.place(t.Key) == v.Name
	case "has", "missing", "stale":
		i := model.AttributeKey(v.Name).Index()
		return map[string]bool{"has": !f.Missing[i], "missing": f.Missing[i], "stale": f.Stale[i]}[t.Key]
	}
	if i := model.AttributeKey(t.Key).Index(); i >= 0 {
		return f.Rungs[i].String() == v.Name
	}
	n := f.number(t.Key)
	return v.From <= n && n <= v.To
}

// place is the part of the place that a term is about, folded.
func (f *Facts) place(key string) string {
	city, state, country := placeParts(f.PlaceKey)
	switch key {
	case "city":
		return city
	case "state":
		return state
	}
	return country
}

// number is the fact that a range is about.
func (f *Facts) number(key string) int64 {
	switch key {
	case "due":
		return instant(f.DueAt)
	case "last":
		return instant(f.Last)
	case "count":
		return int64(f.Count)
	case "gates":
		return int64(f.Gates)
	case "score":
		return int64(f.Score)
	case "touches":
		return int64(f.Touches)
	case "value":
		return f.Value
	}
	return -1
}

// instant is a time as UTC milliseconds, 0 for none.
func instant(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Needs says that a term of one of these keys is among the query's.
func (q Query) Needs(keys ...string) bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool { return slices.Contains(keys, t.Key) })
}
