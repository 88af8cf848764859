package store

import (
	"context"
	"time"

	"ripen/model"
)

// deciding is a pure function at work on a world.
type deciding func(model.World) (model.Decision, error)

// do carries out one act on one lead: it loads, decides, writes and commits in
// one transaction. It may do so again from the start where another process got
// in the way, which is right because decide is pure.
func (s *Store) do(ctx context.Context, by model.Actor, d deed, decide deciding) (model.Result, error) {
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		var err error
		out, err = s.doIn(ctx, q, by, d, decide)
		return err
	})
	return out, err
}

// doIn is do inside a transaction that is open already.
func (s *Store) doIn(ctx context.Context, q querier, by model.Actor, d deed, decide deciding) (model.Result, error) {
	p, err := s.think(ctx, q, by, d.lead, decide)
	if err != nil {
		return model.Result{}, err
	}
	if b := barrierOf(p); b != "" && d.undo == undoable {
		d.undo, d.barrier = barrier, b
	}
	d.lead = p.after.Lead.ID
	action, err := s.journal(ctx, q, by, d)
	if err != nil {
		return model.Result{}, err
	}
	w, err := s.carryOut(ctx, q, by, action, p)
	if err != nil {
		return model.Result{}, err
	}
	return result(p, w.ids, action), nil
}

// preview is do without the writing: on a snapshot, under no lock.
func (s *Store) preview(ctx context.Context, by model.Actor, lead model.LeadID, decide deciding) (model.Result, error) {
	var out model.Result
	err := s.read(ctx, func(q querier) error {
		p, err := s.think(ctx, q, by, lead, decide)
		if err == nil {
			out = result(p, nil, 0)
		}
		return err
	})
	return out, err
}

// think loads the lead, decides and follows the decision to its end.
func (s *Store) think(ctx context.Context, q querier, by model.Actor, lead model.LeadID, decide deciding) (plan, error) {
	l, err := s.load(ctx, q, by, lead, s.now())
	if err != nil {
		return plan{}, err
	}
	d, err := decide(l.World)
	if err != nil {
		return plan{}, err
	}
	return s.follow(l, d), nil
}

// result says what became of the act. Without ids it is a preview: what would
// be made has no id yet.
func result(p plan, ids idMap, action int64) model.Result {
	r := model.Result{ActionID: model.ActionID(action), LeadID: p.after.Lead.ID, Status: p.after.Lead.Status, Effects: p.effects,
		NeedsDecision: p.undecided, Questions: p.questions, Readiness: &p.readiness}
	if p.next != nil {
		next := *p.next
		ids.next(&next)
		r.Next = &next
	}
	for _, c := range p.changes {
		switch c := c.(type) {
		case model.TouchAdded:
			if r.TouchID == 0 && c.Touch.Voids == 0 {
				r.TouchID, r.ContactID = c.Touch.ID, c.Touch.ContactID
			}
		case model.EvidenceAdded:
			r.EvidenceID = c.Evidence.ID
		case model.ContactAdded:
			if r.ContactID == 0 {
				r.ContactID = c.Contact.ID
			}
		case model.HandoffAdded:
			r.HandoffID = c.Handoff.ID
		case model.HandoffSet:
			r.HandoffID = c.After.ID
		}
	}
	real(ids, "touch", &r.TouchID)
	real(ids, "contact", &r.ContactID)
	real(ids, "evidence", &r.EvidenceID)
	real(ids, "handoff", &r.HandoffID)
	return r
}

// barrierOf is the sentence with which a plan stops undo, "" for none.
func barrierOf(p plan) string {
	for _, c := range p.changes {
		switch c := c.(type) {
		case model.SuppressionAdded:
			return "do-not-contact is not undone; a team lead lifts it with a reason"
		case model.SuppressionLifted:
			return "a lifted do-not-contact is not undone; record it again where the person says so"
		case model.TouchAdded:
			if c.Touch.Outcome == model.Posted {
				return "a posted letter cannot be called back; record what becomes of it"
			}
		case model.HandoffAdded:
			if !c.Handoff.DeliveredAt.IsZero() {
				return "the hand-off is delivered and sales may have read it; ask for it to be returned"
			}
		case model.HandoffSet:
			return "what happened to a hand-off stands; record what happens next"
		}
	}
	return ""
}

// dayOf is the civil day of an instant where the person works.
func (s *Store) dayOf(by model.Actor, at time.Time) model.Date {
	zone := by.Zone
	if zone == nil {
		zone = time.UTC
	}
	return model.DateOf(at.In(zone))
}

func (s *Store) today(by model.Actor) model.Date { return s.dayOf(by, s.now()) }
