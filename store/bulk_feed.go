package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
)

// The writing side of an import into an empty database: rows are gathered into
// blocks, and one goroutine writes block after block, forty rows a statement,
// past database/sql. That is three fifths of the time of a statement a row. A
// statement that fails takes the whole transaction back, which is what becomes
// of it anyway; so SQLite need not be able to take back the one statement, and
// writes no journal of it.

// blockRows is how many rows a statement writes.
const blockRows = 40

// bulkTable is a table that rows are gathered for.
type bulkTable struct {
	head, tail string // around VALUES(…), (…)
	tuple      string // of the values of one row
	cols       int
	block      *block // being gathered
	many, one  driver.Stmt
}

// bulkNoun is a table of a noun, with one row that is bound once and for all:
// each is copied there to be gathered.
type bulkNoun[T any] struct {
	*bulkTable
	row   T
	bound []any
}

func newBulkNoun[T any](n *noun[T], more string) *bulkNoun[T] {
	b := &bulkNoun[T]{bulkTable: newBulkTable(n.table, n.cols+more)}
	b.bound = n.bind(&b.row)
	return b
}

// block is what one statement writes.
type block struct {
	to   *bulkTable
	args []driver.NamedValue
}

func newBulkTable(table, cols string) *bulkTable {
	n := strings.Count(cols, ",") + 1
	return &bulkTable{head: "INSERT OR ROLLBACK INTO " + table + "(" + cols + ") VALUES", tuple: tupleOf(n), cols: n}
}

func tupleOf(n int) string { return "(?" + strings.Repeat(",?", n-1) + ")" }

// bulkUpdate is a change of rows by their ids: column 1 the id.
func bulkUpdate(table, set string, cols int) *bulkTable {
	return &bulkTable{head: "UPDATE OR ROLLBACK " + table + " SET " + set + " FROM (VALUES", tuple: tupleOf(cols),
		tail: ") AS v WHERE " + table + ".id = v.column1", cols: cols}
}

func (t *bulkTable) text(rows int) string {
	return t.head + strings.Repeat(t.tuple+",", rows-1) + t.tuple + t.tail
}

// feed is the goroutine that writes, and the way to it.
type feed struct {
	to     chan *block
	free   chan *block
	done   chan struct{}
	raw    func(func(driver.Conn) error) error
	tables []*bulkTable

	mu     sync.Mutex
	failed error
}

func newFeed(raw func(func(driver.Conn) error) error, tables ...*bulkTable) *feed {
	f := &feed{to: make(chan *block, 16), free: make(chan *block, 64), done: make(chan struct{}), raw: raw, tables: tables}
	go f.run()
	return f
}

// err is why the writing has failed, nil while it has not.
func (f *feed) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

// fail ends the writing: nothing more is written.
func (f *feed) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed == nil {
		f.failed = err
	}
}

// add gathers a row: values as a noun binds them, or plain ones, and more of
// them behind.
func (f *feed) add(t *bulkTable, values []any, more ...any) {
	b := t.block
	if b == nil {
		select {
		case b = <-f.free:
		default:
			b = &block{}
		}
		b.to, b.args = t, b.args[:0]
		t.block = b
	}
	for _, v := range values {
		b.args = append(b.args, driver.NamedValue{Ordinal: len(b.args) + 1, Value: bare(v)})
	}
	for _, v := range more {
		b.args = append(b.args, driver.NamedValue{Ordinal: len(b.args) + 1, Value: bare(v)})
	}
	if len(b.args) == blockRows*t.cols {
		f.send(t)
	}
}

// send gives what was gathered for a table to the writer, full or not.
func (f *feed) send(t *bulkTable) {
	if t.block != nil {
		f.to <- t.block
		t.block = nil
	}
}

// flush writes all that was gathered, and returns once it is written.
func (f *feed) flush() error {
	for _, t := range f.tables {
		f.send(t)
	}
	empty := make(chan struct{})
	f.to <- &block{args: []driver.NamedValue{{Value: empty}}}
	<-empty
	return f.err()
}

// stop ends the goroutine and lets its statements go.
func (f *feed) stop() error {
	close(f.to)
	<-f.done
	return f.raw(func(driver.Conn) error {
		for _, t := range f.tables {
			for _, s := range []driver.Stmt{t.many, t.one} {
				if s != nil {
					_ = s.Close() // its last use told of its errors
				}
			}
			t.many, t.one, t.block = nil, nil, nil
		}
		return nil
	})
}

func (f *feed) run() {
	defer close(f.done)
	for b := range f.to {
		if b.to == nil { // a question whether all is written
			close(b.args[0].Value.(chan struct{}))
			continue
		}
		if f.err() == nil {
			if err := f.raw(func(c driver.Conn) error { return b.write(c) }); err != nil {
				f.fail(fmt.Errorf("store: %s: %w", b.to.head, err))
			}
		}
		clear(b.args)
		select {
		case f.free <- b:
		default:
		}
	}
}

func (b *block) write(c driver.Conn) error {
	t := b.to
	if len(b.args) == blockRows*t.cols {
		return execute(c, &t.many, t.text(blockRows), b.args)
	}
	for at := 0; at < len(b.args); at += t.cols {
		part := b.args[at : at+t.cols]
		for i := range part {
			part[i].Ordinal = i + 1
		}
		if err := execute(c, &t.one, t.text(1), part); err != nil {
			return err
		}
	}
	return nil
}

func execute(c driver.Conn, s *driver.Stmt, text string, args []driver.NamedValue) (err error) {
	ctx := context.Background() // a statement of some rows is not stopped midway
	if *s == nil {
		if *s, err = c.(driver.ConnPrepareContext).PrepareContext(ctx, text); err != nil {
			return err
		}
	}
	_, err = (*s).(driver.StmtExecContext).ExecContext(ctx, args)
	return err
}

// bare is a bound value as the driver takes it.
func bare(v any) driver.Value {
	switch v := v.(type) {
	case *string:
		return *v
	case *int64:
		return *v
	case *int:
		return int64(*v)
	case *int32:
		return int64(*v)
	case *blob:
		return []byte(*v)
	case driver.Valuer:
		out, _ := v.Value() // strings, numbers and maps of strings: not reached
		return out
	case int:
		return int64(v)
	}
	return v
}
