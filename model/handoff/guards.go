package handoff

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/playbook"
)

// sole says that nobody else works here: a team of one does everything itself.
// Salespeople and marketing do not count, since they neither approve nor rule.
func sole(w model.World) bool {
	return !slices.ContainsFunc(w.Members, func(m model.Member) bool {
		return m.Active && m.ID != w.By.ID && m.Role != model.Sales && m.Role != model.Marketing
	})
}

// needsApproval: an active team lead other than the submitter is there.
func needsApproval(w model.World) bool {
	return slices.ContainsFunc(w.Members, func(m model.Member) bool {
		return m.Active && m.Role == model.TeamLead && m.ID != w.By.ID
	})
}

func awaitsApproval(r *run) error {
	if !needsApproval(r.w) {
		return model.Errorf(model.Refused, "nobody is there to approve it")
	}
	return nil
}

// toSales: the receiver is an active salesperson. Where there is only one person
// at all he may sell as well.
func toSales(r *run) error {
	h := r.h()
	m := r.w.Member(h.ToID)
	if m == nil {
		return model.Errorf(model.NotFound, "no such salesperson; add one with: ripen user add NAME --role sales")
	}
	alone := !slices.ContainsFunc(r.w.Members, func(o model.Member) bool { return o.Active && o.ID != r.w.By.ID })
	switch {
	case alone && m.ID == r.w.By.ID:
	case m.Role != model.Sales:
		return model.Errorf(model.Refused, "%s works here as %s; graduate to somebody in sales", m.Name, m.Role)
	case !m.Active:
		return model.Errorf(model.Refused, "%s is not active; graduate to another salesperson", m.Name)
	}
	h.To = m.Name
	return nil
}

// nothingOpen: one hand-off at a time, of a lead that is the specialist's.
func nothingOpen(r *run) error {
	for i, h := range r.w.Handoffs {
		if i != r.at && Open(h.State) {
			return model.Errorf(model.Refused, "%s of this lead is %s already; finish it first", h.ID, h.State)
		}
	}
	if !r.w.Lead.Status.Nurtured() {
		return model.Errorf(model.Refused, "%s is %s; reopen it first", r.w.Lead.ID, r.w.Lead.Status)
	}
	return nil
}

// everyGate: the playbook lets it pass, at the instant of delivery too.
func everyGate(r *run) error {
	failing := playbook.Judge(r.w).Failing()
	if len(failing) == 0 {
		return nil
	}
	whys := make([]string, len(failing))
	for i, g := range failing {
		whys[i] = g.Why
	}
	e := model.Errorf(model.Gated, "%s cannot graduate yet: %s", r.w.Lead.ID, strings.Join(whys, "; "))
	e.Gates = failing
	return e
}

// notOwn: nobody approves what he himself submitted, unless he is alone.
func notOwn(r *run) error {
	if r.h().SubmittedBy == r.w.By.ID && !sole(r.w) {
		return model.Errorf(model.Forbidden, "you submitted %s yourself; another team lead approves it", r.h().ID)
	}
	return nil
}

// ownDelivery: a salesperson acts on his own; team leads and admins record for
// those who never open Ripen.
func ownDelivery(r *run) error {
	if r.w.By.Role == model.Sales && r.h().ToID != r.w.By.ID {
		return model.Errorf(model.Forbidden, "%s was delivered to %s; only %s or a team lead answers it", r.h().ID, r.h().To, r.h().To)
	}
	return nil
}

// words: sending back and ruling are done in writing.
func words(r *run) error {
	if strings.TrimSpace(r.a.Note) != "" {
		return nil
	}
	e := model.Errorf(model.Invalid, "%s needs a note that says why", r.a.Event)
	e.Field = "note"
	return e
}

// rejection: a code; named attributes where it is about substance; words with
// "other".
func rejection(r *run) error {
	if _, err := model.OneOf("reason", r.a.Code, model.RejectionCodes); err != nil {
		return err
	}
	if err := known(r.a.Attributes); err != nil {
		return err
	}
	if model.AboutSubstance(r.a.Code) && len(r.a.Attributes) == 0 {
		e := model.Errorf(model.Invalid, "%s is about substance; name the attributes that failed, such as --attribute budget", r.a.Code)
		e.Field = "attribute"
		return e
	}
	if r.a.Code == "other" && strings.TrimSpace(r.a.Note) == "" {
		e := model.Errorf(model.Invalid, "other needs words; add a note that says why")
		e.Field = "note"
		return e
	}
	r.a.Attributes = inOrder(r.a.Attributes)
	return nil
}

// reason: an accepted lead comes back with a code of a rejection, or in words.
func reason(r *run) error {
	if r.a.Code == "" {
		if strings.TrimSpace(r.a.Note) == "" {
			e := model.Errorf(model.Invalid, "say why it comes back: a reason's code, or a note")
			e.Field = "reason"
			return e
		}
	} else if _, err := model.OneOf("reason", r.a.Code, model.RejectionCodes); err != nil {
		return err
	} else if r.a.Code == "other" && strings.TrimSpace(r.a.Note) == "" {
		return words(r)
	}
	if err := known(r.a.Attributes); err != nil {
		return err
	}
	r.a.Attributes = inOrder(r.a.Attributes)
	return nil
}

func known(keys []model.AttributeKey) error {
	for _, key := range keys {
		if _, err := model.AttributeOf(key); err != nil {
			return err
		}
	}
	return nil
}

// inOrder is the named attributes once each, in the table's order.
func inOrder(keys []model.AttributeKey) []model.AttributeKey {
	var out []model.AttributeKey
	for _, key := range model.AttributeKeys() {
		if slices.Contains(keys, key) {
			out = append(out, key)
		}
	}
	return out
}

// overdue: a delivery expires when its time is over, never before.
func overdue(r *run) error {
	if r.w.Now.Before(r.h().ReclaimAt) {
		return model.Errorf(model.Refused, "%s has time until %s", r.h().ID, r.clock(r.h().ReclaimAt))
	}
	return nil
}

// partyTo: the lead's specialist, or whoever submitted it, or a team lead.
func partyTo(r *run) error {
	by := r.w.By
	if by.Role == model.Specialist && by.ID != r.w.Lead.OwnerID && by.ID != r.h().SubmittedBy {
		return model.Errorf(model.Forbidden, "%s is %s's; its specialist or a team lead disputes the rejection", r.w.Lead.ID, r.w.Lead.Owner)
	}
	return nil
}

// disputeInTime: within 5 business days of the rejection, through the last one.
func disputeInTime(r *run) error {
	p := r.office()
	last := r.b.AddBusinessDays(model.DateOf(r.h().RejectedAt.In(p.Zones[0])), r.w.Policy.DisputeDays, p.Region)
	if model.DateOf(r.w.Now.In(p.Zones[0])) > last {
		return model.Errorf(model.Refused, "a rejection is disputed within %d business days; this one could be until %s", r.w.Policy.DisputeDays, last.Short())
	}
	return nil
}

// newest: a rejection that a later hand-off has overtaken stands.
func newest(r *run) error {
	if r.at != len(r.w.Handoffs)-1 {
		return model.Errorf(model.Refused, "%s has been handed off again since; the rejection of %s stands", r.w.Lead.ID, r.h().ID)
	}
	return nil
}

// neutral: who rules has neither submitted, approved, rejected, received nor
// disputed it. One who is alone rules all the same.
func neutral(r *run) error {
	h := r.h()
	parties := []model.MemberID{h.SubmittedBy, h.ApprovedBy, h.RejectedBy, h.DisputedBy, h.ToID}
	if slices.Contains(parties, r.w.By.ID) && !sole(r.w) {
		return model.Errorf(model.Forbidden, "you had a part in %s; a team lead or admin who neither submitted, approved, rejected nor disputed it rules", h.ID)
	}
	return nil
}
