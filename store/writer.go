package store

import (
	"context"
	"encoding/json"

	"ripen/model"
)

// writer puts the changes of one plan into the database, under one action.
type writer struct {
	s      *Store
	ctx    context.Context //nolint:containedctx // lives for one transaction
	q      querier
	by     model.Actor
	action int64
	ids    idMap
	p      plan
}

// carryOut writes a plan under an action that is in the journal already.
func (s *Store) carryOut(ctx context.Context, q querier, by model.Actor, action int64, p plan) (*writer, error) {
	w := &writer{s: s, ctx: ctx, q: q, by: by, action: action, ids: wanted(p.changes), p: p}
	if err := w.ids.settleIDs(ctx, q); err != nil {
		return nil, err
	}
	for _, c := range p.changes {
		if err := w.one(c); err != nil {
			return nil, err
		}
	}
	return w, w.derive()
}

// one is the switch over the sealed changes.
func (w *writer) one(c model.Change) error {
	switch c := c.(type) {
	case model.TouchAdded:
		return w.addTouch(c.Touch)
	case model.EvidenceAdded:
		return w.addEvidence(c.Evidence)
	case model.LeadSet:
		return w.setLead(c)
	case model.CompanySet:
		return edit(w, companies, int64(c.After.ID), 0, c.Before.Version, func(r *companyRow) {
			merged := r.MergedInto
			*r = *w.s.fillCompany(c.After)
			r.MergedInto = merged
		})
	case model.ContactAdded:
		return w.addContact(c.Contact)
	case model.ContactSet:
		return edit(w, contacts, int64(c.After.ID), int64(c.After.ID), c.Before.Version, func(r *contactRow) {
			r.Contact = c.After
			if c.After.Name == erasedName { // the hash of the former name keeps the person recognised
				r.NameKey, r.ErasedAt = "", millis(w.s.now())
				return
			}
			filled := w.s.fillContact(c.After, w.p.after.Company.Name)
			r.NameKey, r.Mac = filled.NameKey, filled.Mac
		})
	case model.PointAdded:
		return w.addPoint(c.Point)
	case model.PointSet:
		return w.setPoint(c)
	case model.EnrolmentAdded:
		e := c.Enrolment
		w.ids.enrolment(&e)
		e.Version = w.action
		return addMade(w, enrolments, &enrolmentRow{e}, int64(e.ID), int64(e.ContactID))
	case model.EnrolmentSet:
		return edit(w, enrolments, int64(c.After.ID), int64(c.After.ContactID), c.Before.Version, func(r *enrolmentRow) {
			r.Enrolment = c.After
			w.ids.enrolment(&r.Enrolment)
		})
	case model.HandoffAdded:
		return w.addHandoff(c.Handoff)
	case model.HandoffSet:
		return w.setHandoff(c)
	case model.HandoffEventAdded:
		return w.addEvent(c.Event)
	case model.SuppressionAdded:
		return w.suppress(c)
	case model.SuppressionLifted:
		return w.lift(c)
	case model.DefectAdded:
		return w.addDefect(c.Defect)
	}
	return model.Errorf(model.Internal, "a change of type %T cannot be written", c)
}

// addMade inserts a row and remembers that the action made it.
func addMade[T any](w *writer, n *noun[T], v *T, id, contact int64) error {
	if err := n.add(w.ctx, w.q, v); err != nil {
		return err
	}
	return made(w.ctx, w.q, w.action, n.table, id, contact)
}

// edit changes a row whose version is still the one that was looked at, and
// keeps it as it was. What does not differ in a column is not written.
func edit[T any](w *writer, n *noun[T], id, contact, version int64, change func(*T)) error {
	was, found, err := n.get(w.ctx, w.q, id)
	if err != nil {
		return err
	}
	if !found {
		return model.Errorf(model.Conflict, "what you were changing was taken away meanwhile; look again")
	}
	next := was
	change(&next)
	if n.same(&was, &next) {
		return nil
	}
	bound := n.bind(&next)
	if v, ok := bound[len(bound)-1].(*int64); ok {
		*v = w.action
	}
	if err := keep(w.ctx, w.q, w.action, n, id, contact, &was); err != nil {
		return err
	}
	ok, err := n.set(w.ctx, w.q, &next, version)
	if err == nil && !ok {
		return w.s.conflict(w.ctx, w.q, n.table, id, differing(n.cols, plain(n.bind(&next)), plain(n.bind(&was))))
	}
	return err
}

var actionByID = define("action.whose", `SELECT a.at, m.name FROM action a JOIN member m ON m.id = a.member_id WHERE a.id = $1`)

// conflict says who was first, and holds both versions of what differs:
// {"status": [yours, theirs]}.
func (s *Store) conflict(ctx context.Context, q querier, table string, id int64, fields map[string]any) error {
	who, when := "somebody", ""
	if v, found, err := edited[table].versionOf(ctx, q, id); err == nil && found {
		var at int64
		if found, err := row(ctx, q, actionByID, []any{v}, &at, &who); err == nil && found {
			when = " at " + fromMillis(at).Format("15:04")
		}
	}
	e := model.Errorf(model.Conflict, "%s changed this%s; look at both versions and enter yours again", who, when)
	e.Detail = map[string]any{"table": table, "id": id, "by": who, "fields": fields}
	return e
}

func (w *writer) setLead(c model.LeadSet) error {
	return edit(w, leads, int64(c.After.ID), 0, c.Before.Version, func(r *leadRow) {
		r.Lead = c.After
		real(w.ids, "contact", &r.NextStep.ContactID)
	})
}

func (w *writer) addContact(c model.Contact) error {
	reach := c.Points
	w.ids.contact(&c)
	c.Version = w.action
	r := w.s.fillContact(c, w.p.after.Company.Name)
	if err := addMade(w, contacts, r, int64(c.ID), int64(c.ID)); err != nil {
		return err
	}
	for _, p := range reach {
		p.ContactID = c.ID
		if err := w.addPoint(p); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) addPoint(p model.Point) error {
	w.ids.point(&p)
	p.Version = w.action
	return addMade(w, points, w.s.fillPoint(p), int64(p.ID), int64(p.ContactID))
}

var pointsSharing = define("point.sharing", `SELECT `+points.cols+` FROM point WHERE kind = $1 AND key = $2 AND key <> ''`)

// setPoint changes a point. Consent on it stays the list's own: suppression is
// laid on when a world is loaded. A disconnected line is dead for all who share
// it.
func (w *writer) setPoint(c model.PointSet) error {
	err := edit(w, points, int64(c.After.ID), int64(c.After.ContactID), c.Before.Version, func(r *pointRow) {
		refused := r.NoConsent
		*r = *w.s.fillPoint(c.After)
		r.NoConsent = refused
	})
	if err != nil || !c.AllWithKey || c.After.Key == "" {
		return err
	}
	all, err := points.all(w.ctx, w.q, pointsSharing, []any{string(c.After.Kind), c.After.Key})
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.ID == c.After.ID {
			continue
		}
		if err := edit(w, points, int64(p.ID), int64(p.ContactID), p.Version, func(r *pointRow) { r.Status = c.After.Status }); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) addTouch(t model.Touch) error {
	w.ids.touch(&t)
	if t.Voids != 0 {
		return w.voidTouch(int64(t.ID), int64(t.Voids))
	}
	words, err := say(w.ctx, w.q, t.LeadID, t.ContactID, "note", t.Note)
	if err != nil {
		return err
	}
	return touches.add(w.ctx, w.q, &touchRow{Touch: t, ActionID: w.action, Sign: 1, ListID: int64(w.p.after.Lead.ListID),
		WordsID: words, Day: w.s.dayOf(w.by, t.At)})
}

// voidTouch appends the reversal of a touch: the same row with the sign turned,
// so that kept figures add up by themselves.
func (w *writer) voidTouch(id, of int64) error {
	was, found, err := touches.get(w.ctx, w.q, of)
	if err != nil || !found {
		return err
	}
	was.ID, was.Voids, was.Sign, was.ActionID, was.WordsID = model.TouchID(id), model.TouchID(of), -was.Sign, w.action, 0
	return touches.add(w.ctx, w.q, &was)
}

func (w *writer) addEvidence(e model.Evidence) error {
	w.ids.evidence(&e)
	r := &evidenceRow{Evidence: e, ActionID: w.action}
	if len(e.Value) > 0 {
		b, err := json.Marshal(e.Value)
		if err != nil {
			return err
		}
		if r.ValueWords, err = say(w.ctx, w.q, e.LeadID, e.ContactID, "value", string(b)); err != nil {
			return err
		}
	}
	var err error
	if r.QuoteWords, err = say(w.ctx, w.q, e.LeadID, e.ContactID, "quote", e.Quote); err != nil {
		return err
	}
	if r.DocumentWords, err = say(w.ctx, w.q, e.LeadID, e.ContactID, "document", e.Document); err != nil {
		return err
	}
	return evidences.add(w.ctx, w.q, r)
}

func (w *writer) addHandoff(h model.Handoff) error {
	w.ids.handoff(&h)
	h.Version = w.action
	r := &handoffRow{Handoff: h}
	if err := w.handoffTexts(r, model.Handoff{}); err != nil {
		return err
	}
	return addMade(w, handoffs, r, int64(h.ID), 0)
}

func (w *writer) setHandoff(c model.HandoffSet) error {
	var texts error
	err := edit(w, handoffs, int64(c.After.ID), 0, c.Before.Version, func(r *handoffRow) {
		r.Handoff = c.After
		w.ids.handoff(&r.Handoff)
		texts = w.handoffTexts(r, c.Before)
	})
	if texts != nil {
		return texts
	}
	return err
}

// handoffTexts puts the note into words, and the dossier as delivered into doc:
// it is made here where the decision delivered and brought none.
func (w *writer) handoffTexts(r *handoffRow, before model.Handoff) (err error) {
	if r.Note != before.Note {
		if r.NoteWords, err = say(w.ctx, w.q, r.LeadID, 0, "hand-off", r.Note); err != nil {
			return err
		}
	}
	text := r.Dossier
	if text == "" && !r.DeliveredAt.IsZero() && before.DeliveredAt.IsZero() {
		text = dossier(w.p.after, w.p.readiness, r.Handoff)
	}
	if text == before.Dossier || text == "" {
		return nil
	}
	if r.DossierDoc, err = nextID(w.ctx, w.q, "doc", 1); err != nil {
		return err
	}
	_, err = exec(w.ctx, w.q, docAdd, r.DossierDoc, "dossier", int64(r.ID), int64(r.LeadID), text)
	return err
}

func (w *writer) addEvent(e model.HandoffEvent) error {
	real(w.ids, "handoff", &e.HandoffID)
	id, err := nextID(w.ctx, w.q, "handoff_event", 1)
	if err != nil {
		return err
	}
	lead := w.p.after.Lead.ID
	words, err := say(w.ctx, w.q, lead, 0, "hand-off", e.Note)
	if err != nil {
		return err
	}
	e.ID = id
	return events.add(w.ctx, w.q, &eventRow{HandoffEvent: e, ActionID: w.action, LeadID: int64(lead), WordsID: words})
}

func (w *writer) addDefect(d model.Defect) error {
	id, err := nextID(w.ctx, w.q, "defect", 1)
	if err != nil {
		return err
	}
	real(w.ids, "contact", &d.ContactID)
	words, err := say(w.ctx, w.q, d.LeadID, d.ContactID, "defect", d.Note)
	if err != nil {
		return err
	}
	d.ID = id
	if d.At.IsZero() {
		d.At = w.s.now()
	}
	if d.By == 0 {
		d.By = w.by.ID
	}
	if d.ListID == 0 {
		d.ListID = w.p.after.Lead.ListID
	}
	return defects.add(w.ctx, w.q, &defectRow{Defect: d, ActionID: w.action, WordsID: words, Sign: 1})
}
