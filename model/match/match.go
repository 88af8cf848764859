// Package match says which two records may be one: the same person in two
// lists, the same company spelt in two ways. The exact rules (e-mail, number
// and name, name and company, domain) make two records the [Same]; what is
// alike beyond them is [Near], for a person to look at. Nothing is merged on
// the word of this package.
//
// Each field that both records have speaks for or against: its weight is a
// rough logarithm of how much likelier it is to agree for one person than for
// two. A field that one of them lacks says nothing. A name that disagrees is
// not outvoted by anything: colleagues share the number, the street and the
// company, and are two people.
package match

import (
	"math"
	"strings"
)

// Record is what is known of a person at a company, or of the company alone.
// What is not known is "".
type Record struct {
	Name    string // the person's
	Title   string
	Company string
	Domain  string   // of the company, as of [ripen/model/clean.Domain]
	Phones  []string // E.164
	Emails  []string // lower case
	Street  string
	City    string
	State   string
	Zip     string
	Country string
}

// Verdict is what two records are to each other.
type Verdict int

// The verdicts.
const (
	Apart Verdict = iota
	Near          // may be one: for a person to say
	Same          // one by the exact rules
)

// Result is a verdict with its reasons.
type Result struct {
	Score   int    // 0 to 100: how likely; Near is 60 to 99, Same 100
	Why     string // "same number; name one letter off; same street"
	Verdict Verdict
}

// sum is a score on its way: points for and against with what is to be said.
type sum struct {
	points float64
	why    []string
}

func (s *sum) add(points float64, why string) {
	s.points += points
	if why != "" {
		s.why = append(s.why, why)
	}
}

// from is the points at which two records are near; each further point is worth
// what it takes to come to 99 at twice of it.
func (s *sum) result(from float64) Result {
	r := Result{Why: strings.Join(s.why, "; ")}
	score := 60 + (s.points-from)*39/from
	r.Score = int(math.Round(max(0, min(99, score))))
	if s.points >= from {
		r.Verdict = Near
	}
	return r
}

// Score compares two people. See [Person.Score].
func Score(a, b Record) Result {
	x, y := Prepare(a), Prepare(b)
	return x.Score(&y)
}

// Keys are the blocking keys of a person: two records are worth comparing when
// they share one. A key is a kind, "|" and what is shared.
func Keys(r Record) []string {
	p := Prepare(r)
	return p.Keys()
}

// ScoreCompanies compares two companies; names and titles of people are not
// looked at.
func ScoreCompanies(a, b Record) Result {
	x, y := PrepareCompany(a), PrepareCompany(b)
	return x.Score(&y)
}

// CompanyKeys are the blocking keys of a company.
func CompanyKeys(r Record) []string {
	f := PrepareCompany(r)
	return f.Keys()
}
