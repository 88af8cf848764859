package store

import (
	"context"

	"ripen/model"
	"ripen/model/clean"
)

// Record writes a touch and moves the cadence as its outcome says. Errors are
// those of the rules: [model.Suppressed], [model.Refused], [model.Invalid], …
func (s *Store) Record(ctx context.Context, by model.Actor, e model.Entry) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	e = cleanEntry(e)
	d := deed{verb: verbTouch, lead: e.LeadID, said: string(e.Outcome), undo: undoable}
	return s.do(ctx, by, d, func(w model.World) (model.Decision, error) {
		e.LeadID = w.Lead.ID // the lead may have been merged into another
		return record(s.book, w, e)
	})
}

// Preview is what [Store.Record] would do, without doing it.
func (s *Store) Preview(ctx context.Context, by model.Actor, e model.Entry) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	e = cleanEntry(e)
	return s.preview(ctx, by, e.LeadID, func(w model.World) (model.Decision, error) {
		e.LeadID = w.Lead.ID // the lead may have been merged into another
		return record(s.book, w, e)
	})
}

func cleanEntry(e model.Entry) model.Entry {
	e.Note, e.Number, e.Refer, e.Why = clean.Block(e.Note), clean.Text(e.Number), clean.Name(e.Refer), clean.Text(e.Why)
	e.MoveWhy = clean.Text(e.MoveWhy)
	return e
}

// Choose carries out a choice about a lead besides touches: rest, disqualify,
// reopen, assign, the next step, enrolments, answers to questions.
func (s *Store) Choose(ctx context.Context, by model.Actor, c model.Choice) (model.Result, error) {
	act := model.ActWork
	switch c.Verb {
	case model.Assign:
		act = model.ActAssign
	case model.LiftSuppress:
		act = model.ActLift
	}
	if err := by.Allow(act); err != nil {
		return model.Result{}, err
	}
	c.Reason, c.Note = clean.Text(c.Reason), clean.Block(c.Note)
	d := deed{verb: verbChoose, lead: c.LeadID, said: string(c.Verb), undo: undoable}
	return s.do(ctx, by, d, func(w model.World) (model.Decision, error) {
		c.LeadID = w.Lead.ID
		return choose(s.book, w, c)
	})
}

// PreviewChoice is what [Store.Choose] would do, without doing it.
func (s *Store) PreviewChoice(ctx context.Context, by model.Actor, c model.Choice) (model.Result, error) {
	return s.preview(ctx, by, c.LeadID, func(w model.World) (model.Decision, error) {
		c.LeadID = w.Lead.ID
		return choose(s.book, w, c)
	})
}

// Attest enters evidence for one of the ten attributes.
func (s *Store) Attest(ctx context.Context, by model.Actor, a model.Attestation) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	a.Quote, a.Document = clean.Block(a.Quote), clean.Text(a.Document)
	codes := s.codesIn(ctx)
	d := deed{verb: verbAttest, lead: a.LeadID, said: string(a.Attribute) + " " + a.Level.String(), undo: undoable}
	return s.do(ctx, by, d, func(w model.World) (model.Decision, error) {
		a.LeadID = w.Lead.ID
		return attest(w, a, codes)
	})
}

// Submit hands a lead to a salesperson, or to the team lead for approval. Its
// error has code [model.Gated] where the playbook refuses, with every gate that
// is not met.
func (s *Store) Submit(ctx context.Context, by model.Actor, v model.Submission) (model.Result, error) {
	if err := by.Allow(model.ActSubmit); err != nil {
		return model.Result{}, err
	}
	d := deed{verb: verbSubmit, lead: v.LeadID, said: "submitted", undo: undoable}
	return s.do(ctx, by, d, func(w model.World) (model.Decision, error) {
		v.LeadID = w.Lead.ID
		return submit(s.book, w, v)
	})
}

var handoffLead = define("handoff.lead", `SELECT lead_id FROM handoff WHERE id = $1`)

// Handoff carries out an event on a hand-off: approve, send-back, accept,
// reject, return, dispute, rule, held, outcome.
func (s *Store) Handoff(ctx context.Context, by model.Actor, a model.HandoffAct) (model.Result, error) {
	a.Note = clean.Block(a.Note)
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		var lead int64
		found, err := row(ctx, q, handoffLead, []any{int64(a.HandoffID)}, &lead)
		if err != nil {
			return err
		}
		if !found {
			return model.Errorf(model.NotFound, "there is no hand-off %s; ripen handoff list shows those there are", a.HandoffID)
		}
		d := deed{verb: verbHandoff, lead: model.LeadID(lead), said: a.Event, undo: barrier,
			barrier: "what happened to a hand-off stands; record what happens next"}
		out, err = s.doIn(ctx, q, by, d, func(w model.World) (model.Decision, error) { return handoffStep(s.book, w, a) })
		return err
	})
	return out, err
}

// Defect codes an issue of the list that the lead came from. Which field of the
// list it is about follows from the code and the point in hand.
func (s *Store) Defect(ctx context.Context, by model.Actor, v model.Defect) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	if _, err := model.OneOf("code", v.Code, model.DefectCodes); err != nil {
		return model.Result{}, err
	}
	v.Note = clean.Block(v.Note)
	if v.Code == "other" && v.Note == "" {
		return model.Result{}, needsWords("code")
	}
	d := deed{verb: verbDefect, lead: v.LeadID, said: "list issue " + v.Code, undo: undoable}
	return s.do(ctx, by, d, func(w model.World) (model.Decision, error) {
		c := w.Contact(v.ContactID)
		if v.ContactID != 0 && c == nil {
			return model.Decision{}, notOfLead(v.ContactID, w.Lead.ID)
		}
		v.Field = model.DefectField(v.Code, c, pointOf(c, v.PointID))
		v.LeadID, v.ListID, v.At, v.By = w.Lead.ID, w.Lead.ListID, w.Now, by.ID
		return model.Decision{Changes: []model.Change{model.DefectAdded{Defect: v}}, Effects: []string{"the list issue " + v.Code + " is noted"}}, nil
	})
}

// pointOf is the point of a contact, nil where he has none of that id.
func pointOf(c *model.Contact, id model.PointID) *model.Point {
	if c == nil || id == 0 {
		return nil
	}
	for i := range c.Points {
		if c.Points[i].ID == id {
			return &c.Points[i]
		}
	}
	return nil
}

func needsWords(field string) error {
	e := model.Errorf(model.Invalid, "\"other\" needs words; add a note")
	e.Field = field
	return e
}

func notOfLead(c model.ContactID, l model.LeadID) error {
	return model.Errorf(model.NotFound, "%s is no contact of %s", c, l)
}

// Skip passes over a lead for today, with one of six codes; it comes back
// tomorrow.
func (s *Store) Skip(ctx context.Context, by model.Actor, lead model.LeadID, code, note string) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	if _, err := model.OneOf("code", code, model.SkipCodes); err != nil {
		return model.Result{}, err
	}
	if note = clean.Block(note); code == "other" && note == "" {
		return model.Result{}, needsWords("code")
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		l, err := s.load(ctx, q, by, lead, s.now())
		if err != nil {
			return err
		}
		action, err := s.journal(ctx, q, by, deed{verb: verbSkip, lead: l.Lead.ID, said: "skip " + code, undo: undoable})
		if err != nil {
			return err
		}
		words, err := say(ctx, q, l.Lead.ID, 0, "skip", note)
		if err != nil {
			return err
		}
		out = model.Result{ActionID: model.ActionID(action), LeadID: l.Lead.ID, Status: l.Lead.Status,
			Effects: []string{"skipped for today; it comes back tomorrow"}}
		return s.expose(ctx, q, by, exposureRow{ActionID: action, LeadID: int64(l.Lead.ID), Kind: "skipped", Code: code, WordsID: words, Score: int64(l.Lead.Score)})
	})
	return out, err
}

var (
	exposeOnce = define("exposure.once", exposures.insert.text+` ON CONFLICT(member_id, day, lead_id, kind) WHERE kind IN ('served','opened') DO NOTHING`)
	leadScore  = define("lead.score", `SELECT score FROM lead WHERE id = $1`)
)

func (s *Store) expose(ctx context.Context, q querier, by model.Actor, e exposureRow) error {
	id, err := nextID(ctx, q, "exposure", 1)
	if err != nil {
		return err
	}
	e.ID, e.MemberID, e.Day, e.At, e.Sign = id, int64(by.ID), s.today(by), millis(s.now()), 1
	_, err = exec(ctx, q, exposeOnce, exposures.bind(&e)...)
	return err
}

var exposedOnce = define("exposure.seen", `SELECT id FROM exposure WHERE member_id = $1 AND day = $2 AND lead_id = $3 AND kind = $4 LIMIT 1`)

// Shown keeps that a lead was served as current, or opened: kind is "served" or
// "opened", once a day each. Opening out of order is recorded and never
// questioned.
func (s *Store) Shown(ctx context.Context, by model.Actor, lead model.LeadID, kind string) error {
	if _, err := model.OneOf("kind", kind, []string{"served", "opened"}); err != nil {
		return err
	}
	var id, score int64
	seen, err := row(ctx, s.r, exposedOnce, []any{int64(by.ID), int32(s.today(by)), int64(lead), kind}, &id)
	if err != nil || seen {
		return err
	}
	return s.write(ctx, func(q querier) error {
		found, err := row(ctx, q, leadScore, []any{int64(lead)}, &score)
		if err != nil {
			return err
		}
		if !found {
			return model.Errorf(model.NotFound, "there is no lead %s; ripen lead list shows those there are", lead)
		}
		return s.expose(ctx, q, by, exposureRow{LeadID: int64(lead), Kind: kind, Score: score})
	})
}
