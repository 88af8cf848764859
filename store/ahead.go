package store

import (
	"context"
	"errors"
	"fmt"
)

// An act on thousands of leads takes seconds to decide and less than one to
// write. So it is decided on a snapshot, while others work, and written under
// the lock where the database is still as it was then.

const (
	// brief is how many leads are decided on under the lock itself: that takes
	// it for about a tenth of a second.
	brief = 150
	// glances is how often an act is decided on again because somebody wrote
	// meanwhile, before it is decided on under the lock after all.
	glances = 3
)

// errMoved ends a transaction whose decision is out of date.
var errMoved = errors.New("store: the database has moved on")

// ahead runs think, then write in one transaction, for an act on n leads. Of
// many, think looks at a snapshot and holds no lock. Both may run again from
// the start: think must begin anew each time, and change nothing.
func (s *Store) ahead(ctx context.Context, n int, think, write func(querier) error) error {
	if s.pen == nil {
		return s.readOnly()
	}
	if n > brief && s.d.changed != "" {
		err := s.glance(ctx, func(g *pen) error {
			for range glances {
				if err := s.onceAhead(ctx, g, think, write); !errors.Is(err, errMoved) {
					return err
				}
			}
			return errMoved
		})
		if !errors.Is(err, errMoved) {
			return err
		}
	}
	return s.write(ctx, func(q querier) error {
		if err := think(q); err != nil {
			return err
		}
		return write(q)
	})
}

func (s *Store) onceAhead(ctx context.Context, g *pen, think, write func(querier) error) error {
	before, err := s.mark(ctx, g)
	if err != nil {
		return err
	}
	if err := g.look(ctx, think); err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		now, err := s.mark(ctx, g)
		if err == nil && now != before {
			err = errMoved
		}
		if err != nil {
			return err
		}
		return write(q)
	})
}

// glance lends a reading connection that keeps its statements compiled: they
// are run for each of many leads.
func (s *Store) glance(ctx context.Context, f func(*pen) error) error {
	g, err := newPen(ctx, s.r)
	if err != nil {
		return err
	}
	if err := f(g); err != nil {
		_ = g.close() // the error in hand counts
		return err
	}
	return g.close()
}

// look runs f on one snapshot.
func (p *pen) look(ctx context.Context, f func(querier) error) error {
	t, err := p.begin(ctx)
	if err != nil {
		return err
	}
	return t.end(f(t)) // nothing was written: a commit lets go of the snapshot
}

// mark is a number that is another one once anybody else has written.
func (s *Store) mark(ctx context.Context, g *pen) (n int64, err error) {
	if err = g.conn.QueryRowContext(ctx, s.d.changed).Scan(&n); err != nil {
		err = fmt.Errorf("store: mark: %w", err)
	}
	return n, err
}
