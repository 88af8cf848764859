package playbook

import (
	"slices"

	"ripen/model"
)

// Settle carries a judgement of w into its lead: the decision date, the horizon,
// and the status. A lead that the specialist is working is ready while every
// gate but the next step passes, and falls back by itself when one fails: to
// returned where sales gave it back and nothing came of it since, else to
// working. A resting lead keeps resting, and one that waits for the team lead's
// approval stays ready until he has spoken. Settling twice is settling once.
func Settle(w model.World, r model.Readiness) model.World {
	out := w
	out.Lead.DecisionBy, out.Lead.Horizon = r.DecisionBy, r.Horizon
	switch {
	case !slices.Contains([]model.Status{model.New, model.Working, model.Returned, model.Ready}, w.Lead.Status):
	case submitted(w):
	case r.Ready:
		out.Lead.Status = model.Ready
	case w.Lead.Status == model.Ready && cameBack(w):
		out.Lead.Status = model.Returned
	case w.Lead.Status == model.Ready:
		out.Lead.Status = model.Working
	}
	return out
}

func submitted(w model.World) bool {
	h := w.Handoff()
	return h != nil && h.State == model.Submitted
}

// gaveBack are the states of a hand-off from which the lead came back.
var gaveBack = []model.HandoffState{model.Rejected, model.Disputed, model.Upheld, model.Expired, model.HReturned}

// cameBack says that sales has given the lead back, by any of the ways, and that
// it was not handed over since.
func cameBack(w model.World) bool {
	h := w.Handoff()
	return h != nil && slices.Contains(gaveBack, h.State)
}

// Tick is what time alone changes: the lead is settled by its judgement of now,
// and a horizon that was crossed puts the lead in the queue, due at once, for its
// owner to look at. A second Tick at the same instant changes nothing.
func Tick(w model.World) model.Decision {
	after := model.Clone(Settle(w, Judge(w)))
	if w.Lead.Status.Nurtured() && crossed(w.Lead.Horizon, after.Lead.Horizon) && !reviewed(after) {
		after.Enrolments = append(after.Enrolments, review(after))
	}
	return model.Decision{Changes: model.Diff(w, after)}
}

// reviewed says that a look at the lead is owed already.
func reviewed(w model.World) bool {
	return slices.ContainsFunc(w.Enrolments, func(e model.Enrolment) bool {
		return e.State.Live() && e.Owes == model.OwesReview
	})
}

func review(w model.World) model.Enrolment {
	e := model.Enrolment{
		ID: -1, LeadID: w.Lead.ID, OwnerID: w.Lead.OwnerID, State: model.EnrolDue, Owes: model.OwesReview,
		Class: model.ClassDue, DueAt: w.Now, DueDay: today(w), StartedAt: w.Now,
		Why: "the horizon is " + string(w.Lead.Horizon) + " now",
	}
	for _, other := range w.Enrolments {
		e.ID = min(e.ID, other.ID-1)
	}
	rank := 0
	for _, c := range w.Contacts {
		if !c.Left && !c.Suppressed && (e.ContactID == 0 || c.Rank < rank) {
			e.ContactID, rank = c.ID, c.Rank
		}
	}
	if w.Lead.Horizon == model.HorizonUnknown {
		e.Why = "the decision date has passed"
	}
	return e
}

// crossed says that the horizon has moved; a lead that was never judged stood at
// unknown.
func crossed(from, to model.Horizon) bool {
	return from != to && (from != "" || to != model.HorizonUnknown)
}
