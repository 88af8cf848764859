package store

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"ripen/model/clean"
)

// The index keeps the beginnings of two and of three letters. A longer one it
// puts together anew for each search, from all leads of all words that begin so:
// at a million leads that is a quarter of a second for a common name. Most such
// beginnings are of few words, and those it reads as it goes; so they are named.
const (
	keptBeginning = 3
	namedWords    = 32
	lookedWords   = 400 // of a beginning, where those with digits may be left out
)

var wordsBegun = define("leads.search-vocabulary", `SELECT term FROM lead_vocab WHERE term >= $1 AND term < $2 LIMIT $3`)

// matching is the argument of a search for leads that have a word for each of
// these beginnings.
func (s *Store) matching(ctx context.Context, q querier, words []string) (string, error) {
	return s.named(ctx, q, words, func(string, []string) []string { return nil })
}

// matchingNames is matching for the names of people and companies: of a
// beginning that many words have, those with digits are left out, which are
// addresses ("halvorsen12") as a rule and no names; and of one that hundreds
// have, those that come first by the alphabet stand for all. It finds enough, as
// a rule, of what so many have; where it does not, [Store.matching] finds the rest.
func (s *Store) matchingNames(ctx context.Context, q querier, words []string) (string, error) {
	return s.named(ctx, q, words, func(typed string, all []string) []string {
		if strings.ContainsAny(typed, "0123456789") {
			return nil
		}
		return slices.DeleteFunc(all, func(w string) bool { return strings.ContainsAny(w, "0123456789") })
	})
}

// named finds the words of each beginning; fewer says which of many will do,
// none where all are wanted.
func (s *Store) named(ctx context.Context, q querier, words []string, fewer func(typed string, all []string) []string) (string, error) {
	named := asBegun(words)
	for i, w := range words {
		begin := clean.Bare(w)
		if utf8.RuneCountInString(begin) <= keptBeginning {
			continue
		}
		var term string
		var all []string
		err := rows(ctx, q, wordsBegun, []any{begin, begin + "\U0010ffff", lookedWords + 1}, []any{&term}, func() error {
			all = append(all, term)
			return nil
		})
		if err != nil {
			return "", err
		}
		if len(all) > namedWords {
			all = fewer(begin, all)
		}
		if n := len(all); n > 0 && n <= 4*namedWords {
			named[i] = append(all, all[0]) // twice at least: one alone is a beginning
		}
	}
	return s.d.match(named), nil
}

// asBegun are words that stand for all that they begin.
func asBegun(words []string) [][]string {
	out := make([][]string, len(words))
	for i, w := range words {
		out[i] = []string{w}
	}
	return out
}
