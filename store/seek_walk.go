package store

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
)

// lookMost is how many leads a walk looks at for one page, where most of them
// do not pass; what it did not reach is left to the page after.
const lookMost = 20_000

// A walk reads few at first: a page is often full soon.
const leastChunk, mostChunk = 60, 800

// leg is one stretch of an order, all of it in one index.
type leg struct {
	st     *stmt
	args   func(after place) []any
	ties   *stmt // with number: what is left of the leads of one number, read before st
	number func(after place) (n, id int64)
	given  []any                  // before the number
	has    func(after place) bool // whether some of it lies after that place
	keep   func(c *sought) bool   // nil: all that is read belongs to it
	at     func(c *sought) place  // nil: its place in the order
}

// defineWalk defines the walk down, or up, by a number. The leads of one number
// may be most there are, and an engine that is asked for (number, id) below a
// pair goes through them from the first each time: so the rest of them and what
// comes after them are read apart.
func defineWalk(name, column, where string, up bool) (ties, onward *stmt) {
	n := strings.Count(where, "$")
	at := func(i int) string { return "$" + strconv.Itoa(n+i) }
	sign, order := " < ", " DESC"
	if up {
		sign, order = " > ", ""
	}
	head := `SELECT ` + soughtCols + ` FROM lead l` + ofCompany + ` WHERE ` + where
	ties = define("find.walk-"+name+".ties", head+column+` = `+at(1)+` AND l.id`+sign+at(2)+` ORDER BY l.id`+order+` LIMIT `+at(3))
	onward = define("find.walk-"+name, head+column+sign+at(1)+` ORDER BY `+column+order+`, l.id`+order+` LIMIT `+at(2))
	return ties, onward
}

var (
	scoreTies, walkScore           = defineWalk("score", `l.score`, ``, false)
	ownerScoreTies, walkOwnerScore = defineWalk("score.owner", `l.score`, `l.owner_id = $1 AND `, false)
	listScoreTies, walkListScore   = defineWalk("score.list", `l.score`, `l.list_id = $1 AND `, false)
	countTies, walkCount           = defineWalk("count", `l.counted`, ``, false)
	lastTies, walkLast             = defineWalk("last", `l.last_touch_at`, `l.last_touch_at > 0 AND `, false)
	valueTies, walkValue           = defineWalk("value", `l.value`, `l.value > 0 AND `, false)
	dueTies, walkDue               = defineWalk("due", `l.due_at`, `l.due_at > 0 AND `, true)

	walkNew     = define("find.walk-new", `SELECT `+soughtCols+` FROM lead l`+ofCompany+` WHERE l.id < $1 ORDER BY l.id DESC LIMIT $2`)
	walkUndue   = define("find.walk-undue", `SELECT `+soughtCols+` FROM lead l`+ofCompany+` WHERE l.due_at = 0 AND l.id > $1 ORDER BY l.id LIMIT $2`)
	walkCompany = define("find.walk-company", `SELECT `+soughtCols+` FROM company k CROSS JOIN lead l
		WHERE (k.name_key, k.place_key, k.id) >= ($1, $2, $3) AND l.company_id = k.id ORDER BY k.name_key, k.place_key, k.id LIMIT $4`)
	walkWords = define("leads.search-walk", `SELECT `+soughtCols+` FROM lead_fts CROSS JOIN lead l`+ofCompany+`
		WHERE l.id = lead_fts.rowid AND lead_fts MATCH $1 AND lead_fts.rowid < $2 ORDER BY lead_fts.rowid DESC LIMIT $3`)
)

// down are the number and the id of a place in an order that descends.
func down(after place) (n, id int64) { return turned(after.N), turned(after.ID) }

// up are those of one that ascends.
func up(after place) (n, id int64) { return after.N, after.ID }

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
			{ties: dueTies, st: walkDue, number: up, has: func(p place) bool { return p.N < math.MaxInt64 }},
			{st: walkUndue, has: always, args: func(p place) []any {
				if p.N < math.MaxInt64 {
					return []any{int64(math.MinInt64)}
				}
				return []any{p.ID}
			}},
		}
	case "count":
		return []leg{{ties: countTies, st: walkCount, number: down, has: always}}
	case "last":
		return withRest(lastTies, walkLast, newest, func(c *sought) bool { return c.last == 0 })
	case "value":
		return withRest(valueTies, walkValue, newest, func(c *sought) bool { return c.facts.Value == 0 })
	case "new":
		if len(f.query.Words) > 0 {
			newest.st = walkWords
			newest.args = func(p place) []any { return []any{f.match, turned(p.ID)} }
		}
		return []leg{newest}
	}
	return []leg{f.scoreLeg()}
}

// scoreLeg is the order by score, of one person or one list where that is asked.
func (f *seeker) scoreLeg() leg {
	for _, one := range []struct {
		ids      map[int64]bool
		ties, st *stmt
	}{{f.owners, ownerScoreTies, walkOwnerScore}, {f.lists, listScoreTies, walkListScore}} {
		for id := range one.ids {
			if len(one.ids) == 1 {
				return leg{ties: one.ties, st: one.st, number: down, given: []any{id}, has: always}
			}
		}
	}
	return leg{ties: scoreTies, st: walkScore, number: down, has: always}
}

// withRest is an order of numbers above nought, and then all that have none, the
// newest first.
func withRest(ties, st *stmt, rest leg, none func(*sought) bool) []leg {
	rest.keep = none
	rest.at = func(c *sought) place { return place{ID: -c.id} }
	rest.args = func(p place) []any {
		if p.N < 0 {
			return []any{int64(math.MaxInt64)}
		}
		return []any{turned(p.ID)}
	}
	return []leg{{ties: ties, st: st, number: down, has: func(p place) bool { return p.N < 0 }}, rest}
}

// walk goes through an order from a place on until one more than the page holds
// is found, the order is at its end, or enough was looked at. reached is how far
// it went: the end where ended says so.
func (f *seeker) walk(ctx context.Context, from place, limit int) (out []*sought, reached place, ended bool, err error) {
	looked, chunk := 0, 0
	for _, l := range f.legs(f.sort) {
		for l.has(from) {
			chunk = min(max(2*chunk, limit+1, leastChunk), mostChunk)
			read, err := f.read(ctx, l, from, chunk)
			if err != nil {
				return nil, from, false, err
			}
			kept, err := f.sift(ctx, read, l.st == walkWords)
			if err != nil {
				return nil, from, false, err
			}
			passes := map[*sought]bool{}
			for _, c := range kept {
				passes[c] = l.keep == nil || l.keep(c)
			}
			for _, c := range read {
				at := l.place(f.sort, c)
				if at.compare(from) <= 0 { // of the company that the page before ended in
					continue
				}
				if from = at; passes[c] {
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
	take := func(c *sought) error {
		out = append(out, c)
		return nil
	}
	if l.ties == nil {
		_, err := f.candidates(ctx, f.q, l.st, append(l.args(from), chunk), take)
		if f.sort == "company" {
			slices.SortFunc(out, func(a, b *sought) int { return placeIn(f.sort, a).compare(placeIn(f.sort, b)) })
		}
		return out, err
	}
	n, id := l.number(from)
	read, err := f.candidates(ctx, f.q, l.ties, append(slices.Clone(l.given), n, id, chunk), take)
	if err == nil && read < chunk {
		_, err = f.candidates(ctx, f.q, l.st, append(slices.Clone(l.given), n, chunk-read), take)
	}
	return out, err
}
