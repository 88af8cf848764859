package queue

import (
	"cmp"
	"slices"

	"ripen/model"
)

// Served is how a lead fared in a span of days: how often the queue showed it
// as current or a person opened it, and how often it was attempted then.
type Served struct {
	LeadID            model.LeadID
	Score             int
	Served, Attempted int
}

// Exposure tells whether a person picks cherries.
type Exposure struct {
	Highest float64 // attempted ÷ served of the highest fifth by score
	Lowest  float64 // of the lowest fifth
	Ratio   float64 // Highest ÷ Lowest: 1 is even-handed, more is picking
	OK      bool    // false: too few leads, or nothing attempted below, for a ratio
}

// ExposureOf is the attempt rate of the highest-scored fifth of the leads
// served against that of the lowest. Leads never served do not count; fewer
// than five have no fifths.
func ExposureOf(rows []Served) Exposure {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r Served) bool { return r.Served <= 0 })
	slices.SortFunc(rows, func(a, b Served) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.LeadID, b.LeadID))
	})
	fifth := len(rows) / 5
	if fifth == 0 {
		return Exposure{}
	}
	e := Exposure{Highest: rate(rows[:fifth]), Lowest: rate(rows[len(rows)-fifth:])}
	if e.Lowest > 0 {
		e.Ratio, e.OK = e.Highest/e.Lowest, true
	}
	return e
}

func rate(rows []Served) float64 {
	served, attempted := 0, 0
	for _, r := range rows {
		served += r.Served
		attempted += min(r.Attempted, r.Served)
	}
	return float64(attempted) / float64(served)
}
