package store

import (
	"errors"
	"slices"

	"ripen/model"
)

// A move is one act on two leads: undo looks at both, and puts both right.

var suppressionOut = define("suppression.out", `DELETE FROM suppression WHERE id = $1`)

// elsewhere finds the leads, besides the one under which the act stands, whose
// people it made or changed, and refuses where something there rests on it.
func (u *undoing) elsewhere(by model.Actor) error {
	if u.target.Verb != verbMove {
		return nil
	}
	for _, i := range u.images {
		if i.contact == 0 {
			continue
		}
		c, found, err := contacts.get(u.ctx, u.q, i.contact)
		if err != nil {
			return err
		}
		if !found || c.LeadID == model.LeadID(u.target.LeadID) || slices.Contains(u.others, c.LeadID) {
			continue
		}
		u.others = append(u.others, c.LeadID)
		l, err := u.s.load(u.ctx, u.q, by, c.LeadID, u.s.now())
		if err != nil {
			return err
		}
		if err := u.dependants(l); err != nil {
			return err
		}
	}
	return nil
}

// fetchBack takes numbers and addresses back before those go who have them now,
// and with them the do-not-contact that came along. What was asked for at the
// company before stays in force.
func (u *undoing) fetchBack() error {
	for _, i := range u.images {
		if i.table != "suppression" {
			continue
		}
		if _, err := exec(u.ctx, u.q, suppressionOut, i.id); err != nil {
			return err
		}
	}
	return u.putBackOf(func(table string) bool { return table == "point" })
}

// rightElsewhere works out again what is kept of those leads; one that the act
// had made leaves nothing behind.
func (u *undoing) rightElsewhere(by model.Actor) error {
	for _, id := range u.others {
		_, found, err := leads.get(u.ctx, u.q, int64(id))
		if err != nil {
			return err
		}
		if !found {
			_, err1 := exec(u.ctx, u.q, textDrop, int64(id))
			_, err2 := exec(u.ctx, u.q, attrClear, int64(id))
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			continue
		}
		l, err := u.s.load(u.ctx, u.q, by, id, u.s.now())
		if err != nil {
			return err
		}
		p := u.s.follow(l, model.Decision{})
		p.relearn = true
		if _, err := u.s.carryOut(u.ctx, u.q, by, u.action, p); err != nil {
			return err
		}
	}
	return nil
}
