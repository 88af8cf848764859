package store

import (
	"context"

	"ripen/model"
)

// The three ways an action stands to undo.
const (
	notUndoable = iota
	undoable
	barrier // stops undo with a sentence
)

// deed is what the journal is to say of a write.
type deed struct {
	verb    string
	lead    model.LeadID
	said    string // what was done, for people: "no-answer"; names nobody
	undo    int
	barrier string // the sentence
	undoes  int64
}

// The verbs of the journal that a person makes on a lead.
const (
	verbTouch   = "touch"
	verbAttest  = "attest"
	verbChoose  = "choose"
	verbSubmit  = "submit"
	verbHandoff = "handoff"
	verbAddLead = "add-lead"
	verbAdd     = "add-contact"
	verbSet     = "set-contact"
	verbSkip    = "skip"
	verbDefect  = "defect"
	verbNote    = "note"
	verbTick    = "tick"
	verbUndo    = "undo"
	verbImport  = "import"
)

// journal appends to the record of who did what and returns the action's id,
// which is the version of every row that the action writes.
func (s *Store) journal(ctx context.Context, q querier, by model.Actor, d deed) (int64, error) {
	id, err := nextID(ctx, q, "action", 1)
	if err != nil {
		return 0, err
	}
	return id, actions.add(ctx, q, &actionRow{ID: id, At: millis(s.now()), MemberID: int64(by.ID), Session: by.Session, Verb: d.verb,
		LeadID: int64(d.lead), Said: d.said, Undoable: int64(d.undo), Barrier: d.barrier, Undoes: d.undoes})
}

var (
	imageAdd = define("undo-image.add", `INSERT INTO undo_image(action_id, tbl, row_id, contact_id, before) VALUES($1, $2, $3, $4, $5)
		ON CONFLICT(action_id, tbl, row_id) DO NOTHING`)
	imagesOf = define("undo-image.of", `SELECT tbl, row_id, contact_id, before FROM undo_image WHERE action_id = $1`)
	wordsAdd = define("words.add", `INSERT INTO words(id, lead_id, contact_id, kind, body) VALUES($1, $2, $3, $4, $5)`)
	docAdd   = define("doc.add", `INSERT INTO doc(id, kind, subject_id, lead_id, body) VALUES($1, $2, $3, $4, $5)`)
)

// made remembers that the action made a row, so that undo takes it out again.
func made(ctx context.Context, q querier, action int64, table string, id, contact int64) error {
	_, err := exec(ctx, q, imageAdd, action, table, id, contact, "")
	return err
}

// keep remembers a row as it was before the action. The first image counts:
// a row that an action made is not kept as well.
func keep[T any](ctx context.Context, q querier, action int64, n *noun[T], id, contact int64, before *T) error {
	image, err := n.image(before)
	if err != nil {
		return err
	}
	_, err = exec(ctx, q, imageAdd, action, n.table, id, contact, image)
	return err
}

// say puts free text into words and returns its id, 0 for none.
func say(ctx context.Context, q querier, lead model.LeadID, contact model.ContactID, kind, body string) (int64, error) {
	if body == "" {
		return 0, nil
	}
	id, err := nextID(ctx, q, "words", 1)
	if err != nil {
		return 0, err
	}
	_, err = exec(ctx, q, wordsAdd, id, int64(lead), int64(contact), kind, body)
	return id, err
}
