package store

import (
	"ripen/model"
)

var (
	leadDerive = define("lead.derive", `UPDATE lead SET score = $2, parts = $3, rungs = $4, stale = $5, counted = $6, failing = $7, judged = $8,
		touches = $9, last_touch_at = $10, due_at = $11, contact_id = $12, not_before = $13, alarm_at = $14, text_sum = $15, industry_code = $16 WHERE id = $1`)
	enrolDerive = define("enrolment.derive", `UPDATE enrolment SET score = $2, served = $3 WHERE id = $1 AND (score <> $2 OR served <> $3)`)
	textPut     = define("lead-text.put", `INSERT INTO lead_text(id, body) VALUES($1, $2) ON CONFLICT(id) DO UPDATE SET body = excluded.body`)
	textDrop    = define("lead-text.drop", `DELETE FROM lead_text WHERE id = $1`)
	attrPut     = define("attribute-now.put", `INSERT INTO attribute_now(lead_id, attribute, evidence_id, level, stale_day) VALUES($1, $2, $3, $4, $5)
		ON CONFLICT(lead_id, attribute) DO UPDATE SET evidence_id = excluded.evidence_id, level = excluded.level, stale_day = excluded.stale_day`)
	attrDrop = define("attribute-now.drop", `DELETE FROM attribute_now WHERE lead_id = $1 AND attribute = $2`)
)

// derive writes what is worked out of the lead. These columns carry no version:
// they follow from the rest, and nobody edits them.
func (w *writer) derive() error {
	lead, d := w.p.after.Lead, w.p.derived
	parts, err := object[model.Parts]{&d.parts}.Value()
	if err != nil {
		return err
	}
	real(w.ids, "contact", &d.contact)
	if _, err := exec(w.ctx, w.q, leadDerive, int64(lead.ID), d.score, parts, d.rungs, d.stale, d.counted, len(d.judged.Failing),
		d.judged.String(), d.touches, millis(d.lastTouch), millis(d.dueAt), int64(d.contact), millis(d.notBefore),
		millis(d.alarm), d.textSum, d.code); err != nil {
		return err
	}
	for _, e := range w.p.after.Enrolments {
		serves := 0
		if inQueue(w.p.after, e) {
			serves = 1
		}
		w.ids.enrolment(&e)
		if _, err := exec(w.ctx, w.q, enrolDerive, int64(e.ID), d.score, serves); err != nil {
			return err
		}
	}
	if d.textSum != w.p.before.textSum {
		if _, err := exec(w.ctx, w.q, textPut, int64(lead.ID), d.text); err != nil {
			return err
		}
	}
	return w.ladder()
}

// ladder keeps where each attribute stands, where evidence was added.
func (w *writer) ladder() error {
	changed := w.p.relearn
	for _, c := range w.p.changes {
		_, is := c.(model.EvidenceAdded)
		changed = changed || is
	}
	if !changed {
		return nil
	}
	lead := int64(w.p.after.Lead.ID)
	for _, a := range w.p.readiness.Attributes {
		var err error
		if a.Level == model.Unknown {
			_, err = exec(w.ctx, w.q, attrDrop, lead, string(a.Key))
		} else {
			e := a.Evidence
			w.ids.evidence(&e)
			_, err = exec(w.ctx, w.q, attrPut, lead, string(a.Key), int64(e.ID), int(a.Level), int32(a.StaleOn))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inQueue says that the enrolment may stand in its owner's day: promises,
// responses and inquiries always, and of the due steps the earliest of the lead.
func inQueue(w model.World, e model.Enrolment) bool {
	if !e.State.Live() || e.Class == model.ClassNone {
		return false
	}
	if e.Class != model.ClassDue {
		return true
	}
	for _, o := range w.Enrolments {
		if o.ID != e.ID && o.State.Live() && o.Class == model.ClassDue &&
			(o.DueAt.Before(e.DueAt) || o.DueAt.Equal(e.DueAt) && older(o.ID, e.ID)) {
			return false
		}
	}
	return true
}

// older orders two enrolments as they were made; a negative id is newer than
// any positive one.
func older(a, b model.EnrolmentID) bool {
	if (a < 0) != (b < 0) {
		return a > 0
	}
	if a < 0 {
		return a > b
	}
	return a < b
}
