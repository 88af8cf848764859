package store

import "context"

var seqNow = define("seq.now", `SELECT next FROM seq WHERE name = $1`)

// idBlock hands out ids of one transaction without asking for each: the counter
// is read at the first and moved on, by just as many as were handed out, when
// the transaction settles. Nothing else may take ids of the same tables in
// between.
type idBlock map[string]*idRun

type idRun struct{ first, next int64 }

func (b idBlock) next(ctx context.Context, q querier, table string) (int64, error) {
	r := b[table]
	if r == nil {
		r = &idRun{first: 1}
		if _, err := row(ctx, q, seqNow, []any{table}, &r.first); err != nil {
			return 0, err
		}
		r.next = r.first
		b[table] = r
	}
	r.next++
	return r.next - 1, nil
}

// settle moves the counters on.
func (b idBlock) settle(ctx context.Context, q querier) error {
	for table, r := range b {
		if _, err := nextID(ctx, q, table, int(r.next-r.first)); err != nil {
			return err
		}
		r.first = r.next
	}
	return nil
}
