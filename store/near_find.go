package store

import (
	"context"

	"ripen/model"
	"ripen/model/match"
)

// manyRows is from how many rows on all records are read in one pass instead of
// being looked up by index.
const manyRows = 20_000

// pairsTogether is how many pairs are laid by in one transaction.
const pairsTogether = 200

// FindNear looks for contacts and companies that a list brought and that may be
// some that are there already, or each other, and lays the pairs by for review.
// A pair that lies there already, whatever was said of it, is left as it is; so
// it may be called again, and after it was cancelled. found is how many pairs
// are new. progress may be nil.
func (s *Store) FindNear(ctx context.Context, by model.Actor, list model.ListID, progress func(done, total int)) (found int, err error) {
	if err := by.Allow(model.ActImport); err != nil {
		return 0, err
	}
	var total int
	there, err := row(ctx, s.r, nearTotal, []any{int64(list)}, &total)
	if err != nil {
		return 0, err
	}
	if !there {
		return 0, model.Errorf(model.NotFound, "there is no list %s", list)
	}
	n := &nearing{s: s, by: by, list: list, progress: progress, total: total}
	if total > manyRows {
		err = n.inBlocks(ctx)
	} else {
		err = n.oneByOne(ctx)
	}
	if err == nil {
		err = n.flush(ctx, 0)
	}
	return n.found, err
}

var nearTotal = define("near.total", `SELECT created_n FROM list WHERE id = $1`)

// nearing is one search under way.
type nearing struct {
	s        *Store
	by       model.Actor
	list     model.ListID
	progress func(done, total int)
	total    int
	action   int64
	pairs    []nearRow
	found    int
}

func (n *nearing) tell(done int) {
	if n.progress != nil {
		n.progress(done, n.total)
	}
}

// lay puts a pair by. Pairs are written in small transactions, so that people
// can go on working.
func (n *nearing) lay(kind string, a, b int64, r match.Result) {
	if a == b || r.Verdict == match.Apart {
		return
	}
	if b < a {
		a, b = b, a
	}
	n.pairs = append(n.pairs, nearRow{Kind: kind, A: a, B: b, Score: r.Score, Why: r.Why, List: n.list, State: model.NearOpen})
}

// flush writes the pairs in hand where there are more than keep.
func (n *nearing) flush(ctx context.Context, keep int) error {
	for len(n.pairs) > keep {
		some := n.pairs[:min(pairsTogether, len(n.pairs))]
		fresh := 0
		err := n.s.write(ctx, func(q querier) (err error) {
			fresh = 0
			action := n.action
			if action == 0 {
				if action, err = n.s.journal(ctx, q, n.by, deed{verb: verbMatch, said: "looked for near matches"}); err != nil {
					return err
				}
			}
			first, err := nextID(ctx, q, "near", len(some))
			if err != nil {
				return err
			}
			for i, p := range some {
				if one, err := n.s.movedBetween(ctx, q, p); one || err != nil {
					if err != nil {
						return err
					}
					continue
				}
				p.ID, p.At, p.By, p.Version = first+int64(i), n.s.now(), n.by.ID, action
				count, err := exec(ctx, q, nearAdd, nears.bind(&p)...)
				if err != nil {
					return err
				}
				fresh += int(count)
			}
			n.action = action
			return nil
		})
		if err != nil {
			n.action = 0
			return err
		}
		n.found += fresh
		n.pairs = n.pairs[len(some):]
	}
	return nil
}
