package store

import (
	"context"
	"errors"
	"slices"

	"ripen/model"
)

var (
	undoList = define("undo.list", `SELECT `+actions.prefixed("a")+`, COALESCE(k.name, '')
		FROM action a LEFT JOIN lead l ON l.id = a.lead_id LEFT JOIN company k ON k.id = l.company_id
		WHERE a.member_id = $1 AND a.undoable > 0 AND (a.lead_id = 0 OR l.id IS NOT NULL)
		AND NOT EXISTS(SELECT 1 FROM action u WHERE u.undoes = a.id AND u.undoes > 0) ORDER BY a.id DESC LIMIT 30`)
	undoTouches  = define("undo.touches", `SELECT id FROM touch WHERE action_id = $1 AND voids = 0`)
	undoEvidence = define("undo.evidence", `SELECT `+evidences.cols+` FROM evidence WHERE action_id = $1 AND voids = 0`)
	undoEvents   = define("undo.handoff-events", `SELECT `+events.cols+` FROM handoff_event WHERE action_id = $1 AND voids = 0`)
	undoDefects  = define("undo.defects", `SELECT `+defects.cols+` FROM defect WHERE action_id = $1 AND voids = 0`)
	undoNotes    = define("undo.notes", `SELECT `+notes.cols+` FROM note WHERE action_id = $1 AND voids = 0`)
	undoExposed  = define("undo.exposures", `SELECT `+exposures.cols+` FROM exposure WHERE action_id = $1 AND voids = 0`)
	attrClear    = define("attribute-now.clear", `DELETE FROM attribute_now WHERE lead_id = $1`)
)

// undoCandidates are a member's newest undoable actions that still stand, thirty
// at most, newest first. What was done to a lead that went with its list since
// is none: it would keep all before it from being undone.
func undoCandidates(ctx context.Context, q querier, by model.MemberID) ([]actionRow, []string, error) {
	var company string
	var out []actionRow
	var names []string
	_, err := actions.each(ctx, q, undoList, []any{int64(by)}, func(a *actionRow) {
		out, names = append(out, *a), append(names, company)
	}, &company)
	return out, names, err
}

func infoOf(a actionRow, company string) model.UndoInfo {
	text := a.Said
	if company != "" {
		text += " at " + company
	}
	return model.UndoInfo{ActionID: model.ActionID(a.ID), Verb: a.Verb, LeadID: model.LeadID(a.LeadID), Company: company, At: fromMillis(a.At), Text: text}
}

// PeekUndo lists what undo would take back, newest first, at most thirty steps
// and not beyond what cannot be undone.
func (s *Store) PeekUndo(ctx context.Context, by model.Actor) ([]model.UndoInfo, error) {
	all, names, err := undoCandidates(ctx, s.r, by.ID)
	var out []model.UndoInfo
	for i, a := range all {
		if a.Undoable == barrier {
			break
		}
		out = append(out, infoOf(a, names[i]))
	}
	return out, err
}

// Undo takes back the person's last act that still stands. It is an act of its
// own that names the one it undoes: history gets reversals, edited rows their
// former selves, what the act made goes. Errors are of code [model.Refused]
// where something rests on the act or it cannot be taken back, [model.Conflict]
// where somebody changed the same since, [model.NotFound] where there is
// nothing to undo.
func (s *Store) Undo(ctx context.Context, by model.Actor) (model.UndoInfo, error) {
	if out, done, err := s.undoAhead(ctx, by); done || err != nil {
		return out, err
	}
	var out model.UndoInfo
	err := s.write(ctx, func(q querier) error {
		all, names, err := undoCandidates(ctx, q, by.ID)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return model.Errorf(model.NotFound, "there is nothing of yours to undo")
		}
		target := all[0]
		out = infoOf(target, names[0])
		if target.Undoable == barrier {
			return model.Errorf(model.Refused, "%s", target.Barrier)
		}
		return s.undo(ctx, q, by, target)
	})
	return out, err
}

// undoing is one undo under way.
type undoing struct {
	s      *Store
	ctx    context.Context //nolint:containedctx // lives for one transaction
	q      querier
	target actionRow
	action int64
	images []image
	gone   bool           // the lead itself went
	others []model.LeadID // other leads of whose people the act made some
}

type image struct {
	table   string
	id      int64
	contact int64
	before  string
}

// imagesOfAction are the rows that an action made or changed.
func imagesOfAction(ctx context.Context, q querier, action int64) (out []image, err error) {
	var i image
	err = rows(ctx, q, imagesOf, []any{action}, []any{&i.table, &i.id, &i.contact, &i.before}, func() error {
		out = append(out, i)
		return nil
	})
	return out, err
}

func (s *Store) undo(ctx context.Context, q querier, by model.Actor, target actionRow) error {
	if isMany(target) {
		return s.undoMany(ctx, q, by, target)
	}
	u := &undoing{s: s, ctx: ctx, q: q, target: target}
	var err error
	if u.images, err = imagesOfAction(ctx, q, target.ID); err != nil {
		return err
	}
	if target.LeadID == 0 {
		return u.beside(by)
	}
	l, err := s.load(ctx, q, by, model.LeadID(target.LeadID), s.now())
	if err != nil {
		return err
	}
	if err := u.dependants(l); err != nil {
		return err
	}
	if err := u.elsewhere(by); err != nil {
		return err
	}
	if u.action, err = s.journal(ctx, q, by, deed{verb: verbUndo, lead: l.Lead.ID, said: target.Said, undoes: target.ID}); err != nil {
		return err
	}
	for _, part := range []func() error{u.voidHistory, u.fetchBack, u.takeOut, u.putBack} {
		if err := part(); err != nil {
			return err
		}
	}
	if u.gone {
		_, err1 := exec(ctx, q, textDrop, target.LeadID)
		_, err2 := exec(ctx, q, attrClear, target.LeadID)
		return errors.Join(err1, err2)
	}
	if l, err = s.load(ctx, q, by, l.Lead.ID, s.now()); err != nil {
		return err
	}
	p := s.follow(l, model.Decision{})
	p.relearn = true
	if _, err = s.carryOut(ctx, q, by, u.action, p); err != nil {
		return err
	}
	return errors.Join(u.putRight(ctx, by), u.rightElsewhere(by))
}

var (
	memberActed  = define("undo.member-acted", `SELECT id FROM action WHERE member_id = $1 AND undoable > 0 LIMIT 1`)
	memberGiven  = define("undo.member-given", `SELECT id FROM handoff WHERE to_id = $1 LIMIT 1`)
	memberAdmins = define("undo.admins", `SELECT id FROM member WHERE role = 'admin' AND active = 1 LIMIT 1`)
)

// beside undoes an act on no lead: somebody put into the team, or changed in
// it. It takes whoever may do such a thing, and never the last admin.
func (u *undoing) beside(by model.Actor) (err error) {
	if err := by.Allow(model.ActSetup); err != nil {
		return err
	}
	var id int64
	for _, i := range u.images {
		for _, uses := range []*stmt{memberActed, memberGiven} {
			found, err := row(u.ctx, u.q, uses, []any{i.id}, &id)
			if err != nil {
				return err
			}
			if found && i.table == "member" && i.before == "" {
				return model.Errorf(model.Refused, "%s cannot be undone, for that person has work here already; change them with ripen user add", u.target.Said)
			}
		}
	}
	if u.action, err = u.s.journal(u.ctx, u.q, by, deed{verb: verbUndo, said: u.target.Said, undoes: u.target.ID}); err != nil {
		return err
	}
	if err := u.takeOut(); err != nil {
		return err
	}
	if err := u.putBack(); err != nil {
		return err
	}
	found, err := row(u.ctx, u.q, memberAdmins, nil, &id)
	if err == nil && !found {
		err = model.Errorf(model.Refused, "that would leave the team without an admin; make somebody else admin first")
	}
	return err
}

// dependants refuses where something that stands rests on what would go, and
// names it.
func (u *undoing) dependants(l *loaded) error {
	touched, evidenced := map[model.TouchID]bool{}, map[model.EvidenceID]bool{}
	var id int64
	if err := rows(u.ctx, u.q, undoTouches, []any{u.target.ID}, []any{&id}, func() error { touched[model.TouchID(id)] = true; return nil }); err != nil {
		return err
	}
	own, err := evidences.all(u.ctx, u.q, undoEvidence, []any{u.target.ID})
	if err != nil {
		return err
	}
	for _, e := range own {
		evidenced[e.ID] = true
	}
	person := map[model.ContactID]bool{}
	for _, i := range u.images {
		if i.table == "contact" && i.before == "" {
			person[model.ContactID(i.id)] = true
		}
	}
	for _, e := range l.Evidence {
		if !evidenced[e.ID] && (touched[e.TouchID] || person[e.ContactID]) {
			return u.rests("the evidence for "+string(e.Attribute)+" of "+e.On.Short(), e.ID.String())
		}
	}
	for _, t := range l.Touches {
		if !t.Voided && !touched[t.ID] && (touched[t.Answers] || person[t.ContactID]) {
			return u.rests("the touch "+t.ID.String()+" of "+t.At.Format("2 Jan")+" ("+string(t.Outcome)+")", t.ID.String())
		}
	}
	return nil
}

func (u *undoing) rests(what, id string) error {
	e := model.Errorf(model.Refused, "%s rests on this entry; take that back first", what)
	e.Detail = map[string]any{"dependants": []string{id}}
	return e
}

// voidHistory appends the reversal of everything append-only that the act left.
func (u *undoing) voidHistory() error {
	for _, part := range []func() error{u.voidTouches, u.voidEvidence, u.voidEvents, u.voidRest} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (u *undoing) voidTouches() error {
	w := writer{s: u.s, ctx: u.ctx, q: u.q, action: u.action}
	var all []int64
	var id int64
	if err := rows(u.ctx, u.q, undoTouches, []any{u.target.ID}, []any{&id}, func() error { all = append(all, id); return nil }); err != nil {
		return err
	}
	for _, of := range all {
		id, err := nextID(u.ctx, u.q, "touch", 1)
		if err != nil {
			return err
		}
		if err := w.voidTouch(id, of); err != nil {
			return err
		}
	}
	return nil
}

// reverse appends a row for each row of the act, turned round by turn.
func reverse[T any](u *undoing, n *noun[T], of *stmt, turn func(v *T, id int64)) error {
	all, err := n.all(u.ctx, u.q, of, []any{u.target.ID})
	if err != nil {
		return err
	}
	for _, v := range all {
		id, err := nextID(u.ctx, u.q, n.table, 1)
		if err != nil {
			return err
		}
		turn(&v, id)
		if err := n.add(u.ctx, u.q, &v); err != nil {
			return err
		}
	}
	return nil
}

func (u *undoing) voidEvidence() error {
	return reverse(u, evidences, undoEvidence, func(e *evidenceRow, id int64) {
		e.Voids, e.ID, e.ActionID, e.At = e.ID, model.EvidenceID(id), u.action, millis(u.s.now())
		e.ValueWords, e.QuoteWords, e.DocumentWords = 0, 0, 0
	})
}

func (u *undoing) voidEvents() error {
	return reverse(u, events, undoEvents, func(e *eventRow, id int64) {
		e.Voids, e.ID, e.ActionID, e.WordsID = e.ID, id, u.action, 0
	})
}

func (u *undoing) voidRest() error {
	if err := reverse(u, defects, undoDefects, func(d *defectRow, id int64) {
		d.Voids, d.ID, d.ActionID, d.WordsID, d.Sign = d.ID, id, u.action, 0, -d.Sign
	}); err != nil {
		return err
	}
	if err := reverse(u, notes, undoNotes, func(n *noteRow, id int64) {
		n.Voids, n.ID, n.ActionID, n.WordsID = n.ID, id, u.action, 0
	}); err != nil {
		return err
	}
	return reverse(u, exposures, undoExposed, func(e *exposureRow, id int64) {
		e.Voids, e.ID, e.ActionID, e.WordsID, e.Sign = e.ID, id, u.action, 0, -e.Sign
	})
}

// outOrder is the order in which made rows go: those that point at others
// first.
var outOrder = []string{"enrolment", "point", "contact", "handoff", "lead", "company", "member"}

// takeOut removes the rows that the act made, where nobody has changed them
// since.
func (u *undoing) takeOut() error {
	for _, table := range outOrder {
		for _, i := range u.images {
			if i.table != table || i.before != "" {
				continue
			}
			ok, err := edited[table].takeOut(u.ctx, u.q, i.id, u.target.ID)
			if err != nil {
				return model.Errorf(model.Refused, "something rests on what this entry made; take that back first: %w", err)
			}
			if !ok {
				return u.s.conflict(u.ctx, u.q, table, i.id, nil)
			}
			u.gone = u.gone || table == "lead" && i.id == u.target.LeadID
		}
	}
	return nil
}

// putBack gives edited rows their former selves, with the version of then: a
// version is the action that wrote the row, so the same one is the same row.
func (u *undoing) putBack() error {
	return u.putBackOf(func(table string) bool { return table != "point" })
}

func (u *undoing) putBackOf(which func(table string) bool) error {
	slices.SortFunc(u.images, func(a, b image) int { return int(a.id - b.id) })
	for _, i := range u.images {
		if i.before == "" || !which(i.table) {
			continue
		}
		table, known := edited[i.table]
		if !known {
			return model.Errorf(model.Internal, "undo knows no table %s", i.table)
		}
		ok, err := table.putBack(u.ctx, u.q, i.before, u.target.ID)
		if err != nil {
			return err
		}
		if !ok {
			fields, err := table.different(u.ctx, u.q, i.id, i.before)
			if err != nil {
				return err
			}
			return u.s.conflict(u.ctx, u.q, i.table, i.id, fields)
		}
	}
	return nil
}
