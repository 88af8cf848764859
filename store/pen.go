package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// pen is the one connection that writes, held by one transaction at a time,
// with the statements that it has seen kept compiled: compiling them anew was
// two fifths of the time of an import.
type pen struct {
	turn     chan struct{} // full while the pen is taken
	conn     *sql.Conn
	compiled map[string]*sql.Stmt // guarded by turn
}

func newPen(ctx context.Context, db *sql.DB) (*pen, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &pen{turn: make(chan struct{}, 1), conn: conn, compiled: map[string]*sql.Stmt{}}, nil
}

func (p *pen) close() error {
	p.turn <- struct{}{}
	var errs []error
	for _, s := range p.compiled {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, p.conn.Close())...)
}

// stroke is one transaction of the pen.
type stroke struct {
	p  *pen
	tx *sql.Tx
}

// begin waits for the pen and opens a transaction. The transaction itself does
// not end with ctx, or statements after that would stand alone: each statement
// does, and its error ends the transaction.
func (p *pen) begin(ctx context.Context) (*stroke, error) {
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	tx, err := p.conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		<-p.turn
		return nil, fmt.Errorf("store: begin: %w", err)
	}
	return &stroke{p, tx}, nil
}

// end commits, or takes everything back where err says so, and gives the pen
// away.
func (t *stroke) end(err error) error {
	defer func() { <-t.p.turn }()
	if err != nil {
		_ = t.tx.Rollback() // the error in hand counts
		return err
	}
	if err := t.tx.Commit(); err != nil {
		_ = t.tx.Rollback() // a no-op where the commit has ended it
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

func (t *stroke) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s, ok := t.p.compiled[query]; ok {
		return s, nil
	}
	s, err := t.p.conn.PrepareContext(ctx, query)
	if err == nil {
		t.p.compiled[query] = s
	}
	return s, err
}

// ExecContext is part of [querier].
func (t *stroke) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := t.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext is part of [querier].
func (t *stroke) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := t.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext is part of [querier].
func (t *stroke) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := t.statement(ctx, query)
	if err != nil {
		return t.tx.QueryRowContext(ctx, query, args...) // says what is wrong
	}
	return s.QueryRowContext(ctx, args...)
}

// soon is how long the day's order waits for another process's lock, in
// milliseconds, before it is shown without being kept.
const soon = 1500

// hurried runs f while the connection waits for the lock only soon.
func (p *pen) hurried(ctx context.Context, d *dialect, f func() error) error {
	set := func(ms int) error {
		p.turn <- struct{}{}
		defer func() { <-p.turn }()
		_, err := p.conn.ExecContext(context.WithoutCancel(ctx), d.patience(ms))
		return err
	}
	if err := set(soon); err != nil {
		return err
	}
	err := f()
	return errors.Join(err, set(lockWait))
}

// flush moves all that is written out of the log into the file.
func (p *pen) flush(ctx context.Context, d *dialect) error {
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	_, err := p.conn.ExecContext(ctx, d.flush)
	return err
}
