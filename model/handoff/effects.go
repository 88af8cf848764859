package handoff

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// handedOver is why a graduation paused an enrolment: those that were paused
// before stay so when the lead is sent back.
const handedOver = "paused: handed to sales"

// pauseAll: graduating pauses every enrolment, so that nobody calls a prospect
// whom sales is about to call; a piece that waits to be posted is pulled. Looks
// at the lead that were owed are done with.
func pauseAll(r *run) {
	for i := range r.w.Enrolments {
		en := &r.w.Enrolments[i]
		switch {
		case !en.State.Live():
			continue
		case en.State == model.EnrolPaused:
			r.noWaking(en)
			continue
		case en.CadenceID == 0 && (en.Owes == model.OwesRework || en.Owes == model.OwesReview):
			end(en, model.EnrolFinished, "handed to sales")
			continue
		case en.State == model.EnrolMailing:
			en.State, en.Owes = model.EnrolDue, model.OwesStep
		}
		en.Piece, en.PieceAt = "", time.Time{}
		en.Before, en.State, en.Class = en.State, model.EnrolPaused, model.ClassNone
		if en.CadenceID != 0 {
			en.Why = handedOver // a task outside any cadence keeps its words
		}
	}
}

// noWaking keeps an enrolment paused that would go on by itself on a date: that
// date becomes its due date, for when the lead is sent back.
func (r *run) noWaking(en *model.Enrolment) {
	if en.ResumeAt.IsZero() {
		return
	}
	if en.DueAt.Before(en.ResumeAt) {
		zone := r.office().Zones[0]
		if c := r.w.Contact(en.ContactID); c != nil && c.Zone() != nil {
			zone = c.Zone()
		}
		en.DueAt, en.DueDay = en.ResumeAt, model.DateOf(en.ResumeAt.In(zone))
	}
	en.ResumeAt, en.Why = time.Time{}, handedOver
}

// resume lets what a graduation paused go on where it stood; tasks only leaves
// the cadences paused.
func resume(r *run, tasksOnly bool) {
	for i := range r.w.Enrolments {
		en := &r.w.Enrolments[i]
		task := en.CadenceID == 0
		if en.State != model.EnrolPaused || !task && (tasksOnly || en.Why != handedOver) {
			continue
		}
		if tasksOnly && en.Owes == model.OwesCall {
			continue // the reheat's live call comes first
		}
		en.State, en.Before = en.Before, ""
		if !task {
			en.Why = ""
		}
	}
}

// end closes an enrolment: it owes nothing more, and its piece is pulled.
func end(en *model.Enrolment, state model.EnrolState, why string) {
	en.State, en.Why, en.Class, en.Before = state, why, model.ClassNone, ""
	en.DueAt, en.DueDay, en.ResumeAt = time.Time{}, 0, time.Time{}
	en.Piece, en.PieceAt = "", time.Time{}
}

// submit puts the lead before the team lead. It is ready by its gates, whatever
// it was called a moment ago, and what a rejection named has its newer evidence.
func submit(r *run) {
	h, lead := r.h(), &r.w.Lead
	lead.Status = model.Ready
	lead.RestUntil, lead.Reason = 0, ""
	h.Value, h.Currency = lead.Value, lead.Currency
	if r.rule.To != model.Submitted {
		return
	}
	p := r.office()
	h.ApproveBy = stamp(r.b.AddBusinessTime(r.now(), r.w.Policy.Approval, p, r.officeHours()))
	r.d.Say("submitted to " + h.To + "; a team lead approves by " + h.ApproveBy.In(p.Zones[0]).Format("Mon 2 Jan 15:04"))
}

func approve(r *run) {
	r.h().ApprovedBy = r.w.By.ID
	r.d.Say(r.w.By.Name + " approves it")
}

// deliver hands the lead to the salesperson: from now on his clock runs.
func deliver(r *run) {
	h, lead := r.h(), &r.w.Lead
	h.DeliveredAt = r.now()
	h.NextStep = lead.NextStep
	h.Value, h.Currency = lead.Value, lead.Currency
	for _, e := range r.w.Evidence {
		h.EvidenceMark = max(h.EvidenceMark, e.ID)
	}
	r.acceptance()
	lead.Status = model.Graduated
	lead.Reopened = nil
	r.d.Say("delivered to " + h.To + ", who accepts by " + r.clock(h.AcceptBy))
}

// sendBack gives the lead back to its specialist: what was paused for it goes on,
// and the note lies on top of his queue.
func sendBack(r *run) {
	r.h().Reason, r.h().Note = EventSendBack, r.a.Note
	resume(r, false)
	r.owner()
	r.task(r.w.Lead.OwnerID, "sent back by "+r.w.By.Name+": "+r.a.Note)
	r.d.Say("sent back; the note is on top of the queue of " + r.name(r.w.Lead.OwnerID))
}

// accept: sales takes the lead, by word or by ruling. Its enrolments end.
func accept(r *run) {
	h, lead := r.h(), &r.w.Lead
	h.AcceptedAt = r.now()
	for i := range r.w.Enrolments {
		if en := &r.w.Enrolments[i]; en.State.Live() {
			end(en, model.EnrolFinished, "accepted by sales")
		}
	}
	lead.Status, lead.Reopened = model.Accepted, nil
	r.follow()
	what := "accepted"
	if r.rule.Event == EventRule {
		what = "overturned: it counts as accepted"
	}
	r.d.Say(what + "; whether the next step was held is asked on " + r.clock(h.HeldAsked))
}

func reject(r *run) {
	h := r.h()
	h.RejectedAt, h.RejectedBy = r.now(), r.w.By.ID
}

func dispute(r *run) {
	h := r.h()
	h.DisputedBy, h.RuleBy = r.w.By.ID, r.inDays(r.w.Policy.RuleDays)
	r.d.Say("disputed; a neutral person rules by " + r.clock(h.RuleBy))
}

func held(r *run) {
	r.h().Held = r.a.Code
	if r.a.Code == "yes" {
		r.d.Say("the next step was held")
		return
	}
	r.d.Say("the next step was not held")
}

// outcome closes the lead. A lost one, and one that came to no decision, may go
// on in the long-term cadence: that is offered, not done.
func outcome(r *run) {
	h, lead := r.h(), &r.w.Lead
	lead.Status = model.Status(r.rule.To)
	if r.a.Value > 0 {
		r.value(r.a.Value)
	}
	h.Value, h.Currency = lead.Value, lead.Currency
	h.Note = r.a.Note
	r.d.Say("the lead is " + strings.ReplaceAll(string(lead.Status), "-", " "))
	if r.rule.To != model.HWon {
		r.d.Say("to stay in touch, reopen it and enrol " + r.prospect() + " in long-term")
	}
}

func (r *run) prospect() string {
	if c := r.w.Contact(r.head()); c != nil {
		return c.Name
	}
	return "somebody"
}

func (r *run) name(id model.MemberID) string {
	if m := r.w.Member(id); m != nil {
		return m.Name
	}
	return "its owner"
}

// owner keeps the lead owned by somebody who is there: its owner, else who
// submitted it, else a team lead, else anybody who works leads.
func (r *run) owner() {
	lead := &r.w.Lead
	there := func(id model.MemberID) bool {
		m := r.w.Member(id)
		return m != nil && m.Active
	}
	if there(lead.OwnerID) {
		return
	}
	heir := r.h().SubmittedBy
	for _, role := range []model.Role{model.TeamLead, model.Specialist, model.Admin} {
		if there(heir) {
			break
		}
		if i := slices.IndexFunc(r.w.Members, func(m model.Member) bool { return m.Active && m.Role == role }); i >= 0 {
			heir = r.w.Members[i].ID
		}
	}
	if there(heir) || lead.OwnerID == 0 {
		lead.OwnerID, lead.Owner = heir, r.name(heir)
	}
}
