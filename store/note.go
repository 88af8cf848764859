package store

import (
	"context"

	"ripen/model"
	"ripen/model/clean"
)

var notesOf = define("note.of-lead", `SELECT `+notes.prefixed("n")+`,
	CASE WHEN EXISTS(SELECT 1 FROM note v WHERE v.lead_id = n.lead_id AND v.voids = n.id) THEN 1 ELSE 0 END
	FROM note n WHERE n.lead_id = $1 ORDER BY n.id`)

func loadNotes(ctx context.Context, q querier, l *loaded) error {
	var voided int
	return l.every(func(id int64) error {
		_, err := notes.each(ctx, q, notesOf, []any{id}, func(n *noteRow) {
			if n.Voids == 0 && voided == 0 {
				about := model.ContactID(n.ContactID)
				l.now(&about)
				l.notes = append(l.notes, model.Note{ID: n.ID, ContactID: about, At: fromMillis(n.At),
					By: model.MemberID(n.MemberID), ByName: l.memberName(model.MemberID(n.MemberID)), Text: l.words[n.WordsID]})
			}
		}, &voided)
		return err
	})
}

// Notes of a lead, oldest first.
func (s *Store) Notes(ctx context.Context, by model.Actor, lead model.LeadID) ([]model.Note, error) {
	var out []model.Note
	err := s.read(ctx, func(q querier) error {
		l, err := s.load(ctx, q, by, lead, s.now())
		if err == nil {
			out = l.notes
		}
		return err
	})
	return out, err
}

// Note keeps words on a lead, and on a contact of it where one is given,
// without a touch.
func (s *Store) Note(ctx context.Context, by model.Actor, lead model.LeadID, contact model.ContactID, text string) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	if text = clean.Block(text); text == "" {
		return model.Result{}, model.Errorf(model.Invalid, "the note is empty; say what is to be remembered")
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		l, err := s.load(ctx, q, by, lead, s.now())
		if err != nil {
			return err
		}
		if contact != 0 && l.Contact(contact) == nil {
			return notOfLead(contact, lead)
		}
		action, err := s.journal(ctx, q, by, deed{verb: verbNote, lead: l.Lead.ID, said: "note", undo: undoable})
		if err != nil {
			return err
		}
		id, err := addNote(ctx, q, noteRow{ActionID: action, LeadID: int64(l.Lead.ID), ContactID: int64(contact), At: millis(l.Now), MemberID: int64(by.ID)}, text)
		if err != nil {
			return err
		}
		l.notes = append(l.notes, model.Note{ID: id, Text: text})
		p := s.follow(l, model.Decision{Effects: []string{"the note is kept"}})
		w, err := s.carryOut(ctx, q, by, action, p)
		if err == nil {
			out = result(p, w.ids, action)
		}
		return err
	})
	return out, err
}

func addNote(ctx context.Context, q querier, n noteRow, text string) (int64, error) {
	words, err := say(ctx, q, model.LeadID(n.LeadID), model.ContactID(n.ContactID), "note", text)
	if err != nil {
		return 0, err
	}
	if n.ID, err = nextID(ctx, q, "note", 1); err != nil {
		return 0, err
	}
	n.WordsID = words
	return n.ID, notes.add(ctx, q, &n)
}
