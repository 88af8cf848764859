package store

import (
	"context"
	"errors"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// verbBulk begins the journal's verb of an act on many leads: "bulk-assign".
const verbBulk = "bulk-"

// manyActs says what a role must allow for each act.
var manyActs = map[model.BulkAct]model.Act{
	model.BulkAssign: model.ActAssign, model.BulkEnrol: model.ActWork, model.BulkRest: model.ActWork,
}

// Bulk does one thing to many leads: each is decided on as by [Store.Choose],
// and one that it does not fit stays as it is and is named, with why. All are
// changed or none, under one entry of the journal, which one [Store.Undo] takes
// back whole. Errors are of code [model.Invalid] and [model.NotFound] for what
// fits no lead at all (a day gone by, an unknown cadence or person, too many
// leads), and [model.Forbidden]. Where no lead fits, nothing is written and the
// result says why of each.
func (s *Store) Bulk(ctx context.Context, by model.Actor, b model.Bulk) (model.BulkResult, error) {
	m, err := s.many(ctx, by, b)
	if err != nil {
		return model.BulkResult{}, err
	}
	err = s.ahead(ctx, len(b.Leads), m.think, m.write)
	return m.out, err
}

// BulkPreview is what [Store.Bulk] would do, without doing it and without a
// lock: its counts are those of the act itself.
func (s *Store) BulkPreview(ctx context.Context, by model.Actor, b model.Bulk) (model.BulkResult, error) {
	m, err := s.many(ctx, by, b)
	if err != nil {
		return model.BulkResult{}, err
	}
	err = s.glance(ctx, func(g *pen) error { return g.look(ctx, m.think) })
	return m.out, err
}

// many is one act on many leads under way.
type many struct {
	s     *Store
	ctx   context.Context //nolint:containedctx // lives for one act
	by    model.Actor
	b     model.Bulk
	plans []plan
	out   model.BulkResult
}

func (s *Store) many(ctx context.Context, by model.Actor, b model.Bulk) (*many, error) {
	act, known := manyActs[b.Act]
	switch {
	case !known:
		return nil, model.Errorf(model.Invalid, "%q is nothing that is done to many leads at once; it is assign, enrol or rest", b.Act)
	case len(b.Leads) == 0:
		return nil, model.Errorf(model.Invalid, "no lead is chosen; mark some first")
	case len(b.Leads) > model.BulkMost:
		return nil, model.Errorf(model.Invalid, "%d leads are too many for one entry, the most is %d; narrow them down", len(b.Leads), model.BulkMost)
	}
	if err := by.Allow(act); err != nil {
		return nil, err
	}
	if b.Act == model.BulkEnrol && b.Cadence == "" {
		b.Cadence = "standard"
	}
	b.Reason = clean.Text(b.Reason)
	return &many{s: s, ctx: ctx, by: by, b: b}, nil
}

// think decides on every lead.
func (m *many) think(q querier) error {
	m.plans, m.out = nil, model.BulkResult{}
	seen := map[model.LeadID]bool{}
	for _, id := range m.b.Leads {
		l, err := m.s.load(m.ctx, q, m.by, id, m.s.now())
		if model.CodeOf(err) == model.NotFound {
			m.out.Left = append(m.out.Left, model.BulkLeft{LeadID: id, Why: "is not there any more"})
			continue
		}
		if err != nil {
			return err
		}
		if seen[l.Lead.ID] { // named twice, or by a name that was merged into it
			continue
		}
		seen[l.Lead.ID] = true
		d, err := chooseEach(m.s.book, l.World, m.b)
		switch {
		case err == nil:
			m.plans = append(m.plans, m.s.follow(l, d).lean())
		case fitsNone(err):
			return err
		default:
			m.out.Left = append(m.out.Left, model.BulkLeft{LeadID: l.Lead.ID, Company: l.Company.Name, Why: clause(err)})
		}
	}
	to, _, err := members.get(m.ctx, q, int64(m.b.To))
	m.out.Done, m.out.Text = len(m.plans), m.b.Words(len(m.plans), to.Name)
	return err
}

// fitsNone says that an error is about the act and not about the lead at which
// it came up, or no refusal at all.
func fitsNone(err error) bool {
	var e *model.Error
	if !errors.As(err, &e) {
		return true
	}
	switch e.Code {
	case model.Refused, model.Suppressed, model.Closed:
		return false
	case model.NotFound:
		return e.Field == "cadence"
	}
	return true
}

// clause makes a refusal of a single act one that stands behind the company's
// name: without the advice, and without "the lead".
func clause(err error) string {
	text, _, _ := strings.Cut(err.Error(), "; ")
	return strings.TrimPrefix(text, "the lead ")
}

// write carries the decisions out under one entry.
func (m *many) write(q querier) error {
	if len(m.plans) == 0 {
		return nil
	}
	action, err := m.s.journal(m.ctx, q, m.by, deed{verb: verbBulk + string(m.b.Act), said: m.out.Text, undo: undoable})
	if err != nil {
		return err
	}
	for _, p := range m.plans {
		if _, err := m.s.carryOut(m.ctx, q, m.by, action, p); err != nil {
			return err
		}
	}
	m.out.ActionID = model.ActionID(action)
	return nil
}

// lean is a plan with no more than it takes to write it, for thousands are
// held at once. One that changes more than the lead and who is pursued stays
// whole.
func (p plan) lean() plan {
	for _, c := range p.changes {
		switch c.(type) {
		case model.LeadSet, model.EnrolmentAdded, model.EnrolmentSet:
		default:
			return p
		}
	}
	if p.derived.textSum == p.before.textSum {
		p.derived.text = ""
	}
	return plan{before: &loaded{textSum: p.before.textSum}, changes: p.changes, derived: p.derived,
		after: model.World{Lead: p.after.Lead, Company: p.after.Company, Enrolments: p.after.Enrolments}}
}
