package store

import (
	"context"
	"math"
	"slices"
	"strings"
)

// lookMost is how many leads a walk looks at for one page, where most of them
// do not pass; what it did not reach is left to the page after.
const lookMost = 20_000

// A walk reads few at first: a page is often full soon.
const leastChunk, mostChunk = 100, 800

// leg is one stretch of an order, all of it in one index.
type leg struct {
	st   *stmt
	args func(after place) []any
	has  func(after place) bool // whether some of it lies after that place
	keep func(c *sought) bool   // nil: all that is read belongs to it
	at   func(c *sought) place  // nil: its place in the order
}

func defineWalk(name, where, order string) *stmt {
	return define("find.walk-"+name, `SELECT `+soughtCols+` FROM lead l`+ofCompany+` WHERE `+where+` ORDER BY `+order)
}

var (
	walkScore      = defineWalk("score", `(l.score, l.id) < ($1, $2)`, `l.score DESC, l.id DESC LIMIT $3`)
	walkScoreOwner = defineWalk("score.owner", `l.owner_id = $1 AND (l.score, l.id) < ($2, $3)`, `l.score DESC, l.id DESC LIMIT $4`)
	walkScoreList  = defineWalk("score.list", `l.list_id = $1 AND (l.score, l.id) < ($2, $3)`, `l.score DESC, l.id DESC LIMIT $4`)
	walkCount      = defineWalk("count", `(l.counted, l.id) < ($1, $2)`, `l.counted DESC, l.id DESC LIMIT $3`)
	walkLast       = defineWalk("last", `l.last_touch_at > 0 AND (l.last_touch_at, l.id) < ($1, $2)`, `l.last_touch_at DESC, l.id DESC LIMIT $3`)
	walkValue      = defineWalk("value", `l.value > 0 AND (l.value, l.id) < ($1, $2)`, `l.value DESC, l.id DESC LIMIT $3`)
	walkNew        = defineWalk("new", `l.id < $1`, `l.id DESC LIMIT $2`)
	walkDue        = defineWalk("due", `l.due_at > 0 AND (l.due_at, l.id) > ($1, $2)`, `l.due_at, l.id LIMIT $3`)
	walkUndue      = defineWalk("undue", `l.due_at = 0 AND l.id > $1`, `l.id LIMIT $2`)
	walkCompany    = define("find.walk-company", `SELECT `+soughtCols+` FROM company k CROSS JOIN lead l
		WHERE (k.name_key, k.place_key, k.id) >= ($1, $2, $3) AND l.company_id = k.id ORDER BY k.name_key, k.place_key, k.id LIMIT $4`)
	walkWords = define("leads.search-walk", `SELECT `+soughtCols+` FROM lead_fts CROSS JOIN lead l`+ofCompany+`
		WHERE l.id = lead_fts.rowid AND lead_fts MATCH $1 AND lead_fts.rowid < $2 ORDER BY lead_fts.rowid DESC LIMIT $3`)
)

// down are the arguments of a leg that descends.
func down(after place) []any { return []any{turned(after.N), turned(after.ID)} }

// turned takes a number of a place back; the start is above all numbers.
func turned(n int64) int64 {
	if n == math.MinInt64 {
		return math.MaxInt64
	}
	return -n
}

func always(place) bool { return true }

// legs are the stretches of an order, first to last.
func (f *seeker) legs(sort string) []leg {
	newest := leg{st: walkNew, args: func(p place) []any { return []any{turned(p.ID)} }, has: always}
	switch sort {
	case "company":
		return []leg{{st: walkCompany, has: always, args: func(p place) []any {
			name, at, _ := strings.Cut(p.Text, "\x00")
			return []any{name, at, p.N}
		}}}
	case "due":
		return []leg{
			{st: walkDue, has: func(p place) bool { return p.N < math.MaxInt64 }, args: func(p place) []any { return []any{p.N, p.ID} }},
			{st: walkUndue, has: always, args: func(p place) []any {
				if p.N < math.MaxInt64 {
					return []any{int64(math.MinInt64)}
				}
				return []any{p.ID}
			}},
		}
	case "count":
		return []leg{{st: walkCount, args: down, has: always}}
	case "last":
		return withRest(walkLast, newest, func(c *sought) bool { return c.last == 0 })
	case "value":
		return withRest(walkValue, newest, func(c *sought) bool { return c.facts.Value == 0 })
	case "new":
		if len(f.query.Words) > 0 {
			newest.st = walkWords
			newest.args = func(p place) []any { return []any{f.s.d.match(f.query.Words), turned(p.ID)} }
		}
		return []leg{newest}
	}
	return []leg{f.scoreLeg()}
}

// scoreLeg is the order by score, of one person or one list where that is asked.
func (f *seeker) scoreLeg() leg {
	for _, one := range []struct {
		ids map[int64]bool
		st  *stmt
	}{{f.owners, walkScoreOwner}, {f.lists, walkScoreList}} {
		for id := range one.ids {
			if len(one.ids) == 1 {
				return leg{st: one.st, has: always, args: func(p place) []any { return append([]any{id}, down(p)...) }}
			}
		}
	}
	return leg{st: walkScore, args: down, has: always}
}

// withRest is an order of numbers above nought, and then all that have none, the
// newest first.
func withRest(st *stmt, rest leg, none func(*sought) bool) []leg {
	rest.keep = none
	rest.at = func(c *sought) place { return place{ID: -c.id} }
	rest.args = func(p place) []any {
		if p.N < 0 {
			return []any{int64(math.MaxInt64)}
		}
		return []any{turned(p.ID)}
	}
	return []leg{{st: st, args: down, has: func(p place) bool { return p.N < 0 }}, rest}
}

// walk goes through an order from a place on until one more than the page holds
// is found, the order is at its end, or enough was looked at. reached is how far
// it went: the end where ended says so.
func (f *seeker) walk(ctx context.Context, from place, limit int) (out []*sought, reached place, ended bool, err error) {
	looked, chunk := 0, 2*limit
	for _, l := range f.legs(f.sort) {
		for l.has(from) {
			chunk = min(max(2*chunk, leastChunk), mostChunk)
			read, err := f.read(ctx, l, from, chunk)
			if err != nil {
				return nil, from, false, err
			}
			for _, c := range read {
				at := l.place(f.sort, c)
				if at.compare(from) <= 0 { // of the company that the page before ended in
					continue
				}
				from = at
				ok := l.keep == nil || l.keep(c)
				if ok {
					ok, err = f.passes(ctx, c, l.st == walkWords)
				}
				if err != nil {
					return nil, from, false, err
				}
				if ok {
					out = append(out, c)
				}
				if len(out) > limit {
					return out, from, false, nil
				}
			}
			if looked += len(read); looked >= max(lookMost, 4*limit) {
				return out, from, false, nil
			}
			if len(read) < chunk {
				break
			}
		}
	}
	return out, from, true, nil
}

// place is where a candidate stands in the leg.
func (l leg) place(sort string, c *sought) place {
	if l.at != nil {
		return l.at(c)
	}
	return placeIn(sort, c)
}

// read reads the next stretch of a leg. The leads of one company are put in
// order here: the index holds companies.
func (f *seeker) read(ctx context.Context, l leg, from place, chunk int) ([]*sought, error) {
	out := make([]*sought, 0, chunk)
	_, err := f.candidates(ctx, f.q, l.st, append(l.args(from), chunk), func(c *sought) error {
		out = append(out, c)
		return nil
	})
	if f.sort == "company" {
		slices.SortFunc(out, func(a, b *sought) int { return placeIn(f.sort, a).compare(placeIn(f.sort, b)) })
	}
	return out, err
}
