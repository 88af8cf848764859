package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

// bulkWay is the pen held for the whole of an import: one transaction, with the
// settings that such a one wants. References are not checked row by row, and
// what is sorted goes to files: in memory it would be the greater part of it.
type bulkWay struct {
	p *pen
	t *stroke
}

// openBulk takes the pen and begins.
func (p *pen) openBulk(ctx context.Context) (*bulkWay, error) {
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	w := &bulkWay{p: p}
	if err := w.setAll(bulkSettings); err != nil {
		return nil, errors.Join(err, w.release())
	}
	tx, err := p.conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, errors.Join(err, w.release())
	}
	w.t = &stroke{p, tx}
	return w, nil
}

// The settings of such a transaction, and those that hold otherwise: see
// sqlitePragmas.
var (
	bulkSettings   = []string{"PRAGMA foreign_keys = 0", "PRAGMA temp_store = 1", "PRAGMA cache_size = -16384"}
	normalSettings = []string{"PRAGMA foreign_keys = 1", "PRAGMA temp_store = 2", "PRAGMA cache_size = -2000"}
)

func (w *bulkWay) setAll(all []string) error {
	for _, s := range all {
		if _, err := w.p.conn.ExecContext(context.Background(), s); err != nil {
			return err
		}
	}
	return nil
}

func (w *bulkWay) release() error {
	defer func() { <-w.p.turn }()
	return w.setAll(normalSettings)
}

// raw gives the driver's own connection.
func (w *bulkWay) raw(f func(driver.Conn) error) error {
	return w.p.conn.Raw(func(c any) error { return f(c.(driver.Conn)) })
}

// end commits, or takes everything back where err says so.
func (w *bulkWay) end(err error) error {
	if err != nil {
		_ = w.t.tx.Rollback() // the error in hand counts
		if errors.Is(err, errNotEmpty) {
			err = nil
		}
	} else if err = w.t.tx.Commit(); err != nil {
		_ = w.t.tx.Rollback() // a no-op where the commit has ended it
	}
	return errors.Join(err, w.release())
}
