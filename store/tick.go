package store

import (
	"context"
	"slices"
	"time"

	"ripen/model"
)

var (
	alarmsDue  = define("lead.alarms", `SELECT id FROM lead WHERE alarm_at > 0 AND alarm_at <= $1 ORDER BY alarm_at, id LIMIT 100`)
	alarmsOwn  = define("lead.alarms-own", `SELECT id FROM lead WHERE owner_id = $1 AND alarm_at > 0 AND alarm_at <= $2 ORDER BY alarm_at, id LIMIT 100`)
	alarmAfter = define("lead.alarm", `SELECT alarm_at FROM lead WHERE id = $1`)
	alarmPut   = define("lead.alarm-put", `UPDATE lead SET alarm_at = $2 WHERE id = $1`)
)

// tickTogether is how many leads share a transaction: nobody's touch waits
// longer than a quarter of a second for them.
const tickTogether = 20

// snooze keeps a lead from ringing without end where the rules would wake it at
// once again.
const snooze = time.Hour

// Tick does what time alone does: rests that are over, evidence gone stale,
// horizons crossed, clocks run out. A second run at the same instant does
// nothing. It returns how many leads it looked at, which in a large database
// that nobody opened for a week may be many thousands: a scheduler has the time.
func (s *Store) Tick(ctx context.Context, by model.Actor) (int, error) {
	n := 0
	for {
		done, err := s.tickSome(ctx, by, breath, alarmsDue, millis(s.now()))
		if n += done; err != nil || done == 0 {
			return n, err
		}
	}
}

// breath is how long a long tick leaves the lock alone after each transaction,
// about as long as one takes: another process asks for the lock again and again,
// and never in the moment between two that follow at once.
const breath = 20 * time.Millisecond

// breathe waits so long, or until ctx ends.
func breathe(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// TickSoon is what every command and each look at the day does first: [Store.Tick]
// for the person's own leads, and for at most so many of the others. Nobody
// waits for what a night did to a million leads; whoever owns them has them put
// right before he sees his day.
func (s *Store) TickSoon(ctx context.Context, by model.Actor, others int) (int, error) {
	n := 0
	for n < tickOwn {
		done, err := s.tickSome(ctx, by, 0, alarmsOwn, int64(by.ID), millis(s.now()))
		if n += done; err != nil {
			return n, err
		}
		if done == 0 {
			break
		}
	}
	for most := n + others; n < most; {
		done, err := s.tickSome(ctx, by, 0, alarmsDue, millis(s.now()))
		if n += done; err != nil || done == 0 {
			return n, err
		}
	}
	return n, nil
}

// tickOwn is about how many of a person's own leads one [Store.TickSoon] puts
// right: a day of a thousand is nobody's.
const tickOwn = 1000

// tickSome looks at the leads that st names, a hundred at most, and rests after
// each transaction but one that ended the work.
func (s *Store) tickSome(ctx context.Context, by model.Actor, rest time.Duration, st *stmt, args ...any) (int, error) {
	due, err := s.alarms(ctx, st, args...)
	if err != nil {
		return 0, err
	}
	n := 0
	for part := range slices.Chunk(due, tickTogether) {
		if err := s.write(ctx, func(q querier) error { return s.tickLeads(ctx, q, by, part) }); err != nil {
			return n, err
		}
		if n += len(part); len(part) < tickTogether {
			break
		}
		if err := breathe(ctx, rest); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (s *Store) alarms(ctx context.Context, st *stmt, args ...any) ([]model.LeadID, error) {
	var id model.LeadID
	var due []model.LeadID
	err := rows(ctx, s.r, st, args, []any{(*int64)(&id)}, func() error {
		due = append(due, id)
		return nil
	})
	return due, err
}

// tickLeads looks at some leads. An action stands in the journal only for those
// that changed: of the others nothing but worked-out columns is written.
func (s *Store) tickLeads(ctx context.Context, q querier, by model.Actor, ids []model.LeadID) error {
	for _, id := range ids {
		var at int64
		found, err := row(ctx, q, alarmAfter, []any{int64(id)}, &at)
		if err != nil {
			return err
		}
		if !found || at == 0 || at > millis(s.now()) {
			continue // another process was quicker
		}
		p, err := s.pass(ctx, q, by, id, deed{verb: verbTick, said: "time"})
		if err != nil {
			return err
		}
		if p.after.Lead.ID != id { // merged away: its alarm is nobody's
			if _, err := exec(ctx, q, alarmPut, int64(id), 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// pass does on one lead what follows by itself from how things stand. An
// action stands in the journal only where something changed.
func (s *Store) pass(ctx context.Context, q querier, by model.Actor, id model.LeadID, d deed) (plan, error) {
	p, err := s.think(ctx, q, by, id, func(w model.World) (model.Decision, error) { return passes(s.book, w), nil })
	if err != nil {
		return p, err
	}
	if at := p.derived.alarm; !at.IsZero() && !at.After(s.now()) {
		s.log.Warn("a lead wakes at once again", "lead", id.String(), "alarm", at)
		p.derived.alarm = s.now().Add(snooze)
	}
	var action int64
	if len(p.changes) > 0 {
		d.lead = p.after.Lead.ID
		if action, err = s.journal(ctx, q, by, d); err != nil {
			return p, err
		}
	}
	_, err = s.carryOut(ctx, q, by, action, p)
	return p, err
}
