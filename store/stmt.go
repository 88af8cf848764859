package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
)

// stmt is one SQL text with its name. All are kept in registry, so that a test
// can look at the plan of each and a log line can name what was slow.
type stmt struct {
	name string
	text string
	// whole is why this statement may read a whole table: maintenance that a
	// person asks for and waits for. "" for all that a screen or a write issues.
	whole string
}

var registry = map[string]*stmt{}

// define names a statement. The texts use $1 parameters, no booleans, no
// REPLACE and nothing else that the engines differ in.
func define(name, text string) *stmt {
	if _, twice := registry[name]; twice {
		panic("store: two statements are named " + name)
	}
	s := &stmt{name: name, text: text}
	registry[name] = s
	return s
}

// defineWhole names a statement of maintenance.
func defineWhole(name, why, text string) *stmt {
	s := define(name, text)
	s.whole = why
	return s
}

// querier is a transaction or a pool.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// exec runs a statement and returns how many rows it changed.
func exec(ctx context.Context, q querier, s *stmt, args ...any) (int64, error) {
	res, err := q.ExecContext(ctx, s.text, args...)
	if err != nil {
		return 0, fmt.Errorf("store: %s: %w", s.name, err)
	}
	return res.RowsAffected()
}

// row reads one row into dst; found is false where there is none.
func row(ctx context.Context, q querier, s *stmt, args []any, dst ...any) (found bool, err error) {
	switch err := q.QueryRowContext(ctx, s.text, args...).Scan(dst...); err {
	case nil:
		return true, nil
	case sql.ErrNoRows:
		return false, nil
	default:
		return false, fmt.Errorf("store: %s: %w", s.name, err)
	}
}

// rows calls each for every row; bind says where the columns go.
func rows(ctx context.Context, q querier, s *stmt, args []any, bind []any, each func() error) error {
	rs, err := q.QueryContext(ctx, s.text, args...)
	if err != nil {
		return fmt.Errorf("store: %s: %w", s.name, err)
	}
	defer func() { _ = rs.Close() }() // the error that counts is that of Err
	for rs.Next() {
		if err := rs.Scan(bind...); err != nil {
			return fmt.Errorf("store: %s: %w", s.name, err)
		}
		if err := each(); err != nil {
			return err
		}
	}
	if err := rs.Err(); err != nil {
		return fmt.Errorf("store: %s: %w", s.name, err)
	}
	return nil
}

// places is "$1, $2, …, $n".
func places(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = "$" + strconv.Itoa(i+1)
	}
	return strings.Join(out, ", ")
}
