package store

import (
	"context"
	"slices"
	"time"

	"ripen/model"
	"ripen/model/queue"
)

var (
	queueDayAdd = define("queue.day-add", `INSERT INTO queue_day(member_id, day, generation, at) VALUES($1, $2, $3, $4)
		ON CONFLICT(member_id, day, generation) DO NOTHING`)
	queueItemAdd = define("queue.item-add", `INSERT INTO queue_item(member_id, day, generation, position, enrolment_id, lead_id, score, reason, parts)
		VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
)

// candidatesPerStep is how many candidates are read for each place in the day:
// some leads are skipped, share a lead, or belong to a list that is not served.
const candidatesPerStep = 3

// Queue is the person's day. The due steps are put in order when the day is
// first asked for and keep that order; callbacks, responses and inquiries join
// the top as they come. limit 0 is all. Where the lock cannot be had the order
// is shown as computed, and Frozen is false.
func (s *Store) Queue(ctx context.Context, by model.Actor, limit int) (model.QueuePage, error) {
	day := s.today(by)
	_, _, found, err := s.frozenDay(ctx, s.r, by.ID, day)
	if err != nil {
		return model.QueuePage{}, err
	}
	if !found && s.pen != nil {
		if err := s.freeze(ctx, by, day, 1, 0); err != nil && !s.d.busy(err) {
			return model.QueuePage{}, err
		}
	}
	return s.serve(ctx, by, day, limit)
}

// Reorder puts what is still due in order afresh.
func (s *Store) Reorder(ctx context.Context, by model.Actor) (model.QueuePage, error) {
	day := s.today(by)
	generation, _, _, err := s.frozenDay(ctx, s.r, by.ID, day)
	if err != nil {
		return model.QueuePage{}, err
	}
	log, err := s.dayLog(ctx, s.r, by.ID, day)
	if err != nil {
		return model.QueuePage{}, err
	}
	if err := s.freeze(ctx, by, day, generation+1, log.done); err != nil {
		return model.QueuePage{}, err
	}
	return s.serve(ctx, by, day, 0)
}

func (s *Store) frozenDay(ctx context.Context, q querier, m model.MemberID, day model.Date) (generation int, at time.Time, found bool, err error) {
	found, err = row(ctx, q, queueDay, []any{int64(m), int32(day)}, &generation, instant{&at})
	return generation, at, found, err
}

// order is the day's due steps as they would be frozen now.
func (s *Store) order(ctx context.Context, q querier, by model.Actor, day model.Date, served int) ([]queue.Candidate, error) {
	policy := s.policy
	policy.DueCap = max(0, policy.DueCap-served)
	all, err := s.candidates(ctx, q, queueDue, int64(by.ID), int32(day.AddDays(1)), policy.DueCap*candidatesPerStep+1)
	if err != nil {
		return nil, err
	}
	log, err := s.dayLog(ctx, q, by.ID, day)
	if err != nil {
		return nil, err
	}
	return queue.Freeze(s.now(), by, s.states(all, log, day), policy, s.book, queue.Dedication{}), nil
}

// states lays on each candidate whether it is still open.
func (s *Store) states(all []candidate, log dayLog, day model.Date) []queue.Candidate {
	out := make([]queue.Candidate, 0, len(all))
	for _, c := range all {
		switch {
		case log.skipped[c.Item.LeadID] > 0:
			c.Item.State = "skipped"
		case !c.served || !c.state.Live() || c.DueDay > s.dayAt(c, day):
			c.Item.State = "worked"
		default:
			c.Item.State = "open"
		}
		out = append(out, c.Candidate)
	}
	return out
}

// dayAt is today by the contact's clock: east of the person it may be ahead.
func (s *Store) dayAt(c candidate, day model.Date) model.Date {
	if len(c.Zones) == 0 {
		return day
	}
	return max(day, model.DateOf(s.now().In(c.place())))
}

// freeze keeps the day's order as a generation of its own. It does not wait
// long for the lock.
func (s *Store) freeze(ctx context.Context, by model.Actor, day model.Date, generation, served int) error {
	return s.writeSoon(ctx, func(q querier) error {
		if have, _, found, err := s.frozenDay(ctx, q, by.ID, day); err != nil || found && have >= generation {
			return err // another window of the same person was quicker
		}
		items, err := s.order(ctx, q, by, day, served)
		if err != nil || len(items) == 0 && generation == 1 {
			return err // nothing to keep: a list that comes in later today has its day too
		}
		if _, err := exec(ctx, q, queueDayAdd, int64(by.ID), int32(day), generation, millis(s.now())); err != nil {
			return err
		}
		for i, c := range items {
			parts, err := object[model.Parts]{&c.Item.Parts}.Value()
			if err != nil {
				return err
			}
			if _, err := exec(ctx, q, queueItemAdd, int64(by.ID), int32(day), generation, i+1, int64(c.Item.EnrolmentID),
				int64(c.Item.LeadID), c.Item.Score, c.Item.Class.Reason(), parts); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeSoon is one try at a write that does not wait long.
func (s *Store) writeSoon(ctx context.Context, f func(querier) error) error {
	if s.pen == nil {
		return s.readOnly()
	}
	return s.pen.hurried(ctx, s.d, func() error { return s.once(ctx, f) })
}

// serve joins the frozen order with what came since.
func (s *Store) serve(ctx context.Context, by model.Actor, day model.Date, limit int) (model.QueuePage, error) {
	page := model.QueuePage{AsOf: s.now(), User: by.Name, Target: s.policy.DailyTarget}
	err := s.read(ctx, func(q querier) error {
		m, found, err := members.get(ctx, q, int64(by.ID))
		if err != nil {
			return err
		}
		if found && m.Target > 0 {
			page.Target = m.Target
		}
		log, err := s.dayLog(ctx, q, by.ID, day)
		if err != nil {
			return err
		}
		page.Done = log.done
		serving := queue.Serving{Now: s.now(), By: by, Policy: s.policy, Book: s.book}
		if err := s.fillServing(ctx, q, by, day, log, &serving, &page); err != nil {
			return err
		}
		page.Items = queue.Merge(serving)
		_, err = row(ctx, q, dueCount, []any{int64(by.ID), int(model.ClassDue), int32(day)}, &page.DueAll)
		return err
	})
	countBands(&page)
	if limit > 0 && len(page.Items) > limit {
		page.Items = slices.Clip(page.Items[:limit])
	}
	return page, err
}

func (s *Store) fillServing(ctx context.Context, q querier, by model.Actor, day model.Date, log dayLog, v *queue.Serving, page *model.QueuePage) error {
	generation, at, found, err := s.frozenDay(ctx, q, by.ID, day)
	if err != nil {
		return err
	}
	page.Frozen, page.Generation = found, generation
	me, tomorrow := int64(by.ID), int32(day.AddDays(1))
	if found {
		all, err := s.candidates(ctx, q, queueFrozen, me, int32(day), generation)
		if err != nil {
			return err
		}
		v.Frozen = s.states(all, log, day)
		since, err := s.candidates(ctx, q, queueSince, me, int32(s.dayOf(by, at).AddDays(-1)), tomorrow, millis(at), millis(s.now()))
		if err != nil {
			return err
		}
		v.Live = s.states(since, log, day)
	} else if v.Frozen, err = s.order(ctx, q, by, day, 0); err != nil {
		return err
	}
	for _, class := range []model.Class{model.ClassCallback, model.ClassInbound, model.ClassNew} {
		all, err := s.candidates(ctx, q, queueLive, me, int(class), tomorrow)
		if err != nil {
			return err
		}
		v.Live = append(v.Live, s.states(all, log, day)...)
	}
	return nil
}

func countBands(p *model.QueuePage) {
	for _, i := range p.Items {
		switch i.Class {
		case model.ClassCallback:
			p.Callbacks++
		case model.ClassInbound:
			p.Replies++
		case model.ClassNew:
			p.Inquiries++
		case model.ClassDue:
			p.Due++
			if i.CallableNow {
				p.Callable++
			}
		}
	}
}
