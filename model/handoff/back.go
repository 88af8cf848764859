package handoff

import (
	"slices"

	"ripen/model"
	"ripen/model/cadence"
)

// leaveAlone are the reasons for which the prospect is not called: sales is
// talking to him. The lead goes to the team lead.
var leaveAlone = []string{"duplicate", "in-pipeline"}

// giveBack: sales has the lead no more, because it rejected, returned or did not
// answer it. It is nurtured again at once: the attributes that were named are
// reopened and the reheat cadence starts with a live call to the decision maker.
func giveBack(r *run) {
	h, lead := r.h(), &r.w.Lead
	if r.rule.Event != EventExpire {
		h.Reason, h.Attributes, h.Note = r.a.Code, slices.Clone(r.a.Attributes), r.a.Note
	}
	if len(r.a.Attributes) > 0 {
		lead.Reopened, lead.ReopenedAt = slices.Clone(r.a.Attributes), r.now()
	}
	if !lead.Status.Open() { // disqualified meanwhile: nobody is called
		r.d.Say("the lead stays " + string(lead.Status))
		return
	}
	lead.Status = model.Returned
	r.owner()
	why := r.why()
	if slices.Contains(leaveAlone, r.a.Code) {
		r.task(r.teamLead(), why)
		r.d.Say("it goes to " + r.name(r.teamLead()) + "; nobody calls the prospect")
		return
	}
	resume(r, true)
	r.reheat(why)
}

// why is what the specialist reads beside the lead.
func (r *run) why() string {
	h := r.h()
	text := ""
	switch r.rule.Event {
	case EventExpire:
		return "reclaimed: " + h.To + " did not answer in time"
	case EventReturn:
		text = "returned by sales"
	default:
		text = "rejected by sales"
	}
	if r.a.Code != "" {
		text += ": " + r.a.Code
	}
	for i, key := range r.a.Attributes {
		if i == 0 {
			text += ","
		}
		text += " " + string(key)
	}
	if r.a.Note != "" {
		text += " (" + r.a.Note + ")"
	}
	return text
}

// reheat enrols the decision maker in the reheat cadence; what he was enrolled in
// before ends there, and so does a call that was owed to him besides. Where he cannot be enrolled the specialist owes the lead a
// look instead, so that it is never without a next date.
func (r *run) reheat(why string) {
	lead := &r.w.Lead
	head := r.head()
	cad, ok := r.w.Cadences[r.w.Current["reheat"]]
	if !ok || head == 0 {
		r.task(lead.OwnerID, why)
		r.d.Say("back with " + r.name(lead.OwnerID) + "; nobody can be enrolled in reheat yet")
		return
	}
	for i := range r.w.Enrolments {
		if en := &r.w.Enrolments[i]; en.ContactID == head && en.State.Live() && (en.CadenceID != 0 || en.Owes == model.OwesCall) {
			end(en, model.EnrolStopped, "reheat takes its place")
		}
	}
	en, err := cadence.Start(r.b, r.w, head, cad, r.now())
	if err != nil {
		r.task(lead.OwnerID, why)
		r.d.Say("back with " + r.name(lead.OwnerID) + ": " + err.Error())
		return
	}
	en.ID, en.OwnerID = model.EnrolmentID(r.newID()), lead.OwnerID
	if en.Why != "" {
		why += "; " + en.Why
	}
	en.Why = why
	r.w.Enrolments = append(r.w.Enrolments, en)
	r.d.Say("back with " + r.name(lead.OwnerID) + " in reheat: " + r.prospect() + " is called by " + r.there(head, en.DueAt))
}

// head is whom a lead that came back is about: the contact of the agreed next
// step, else a decision maker, else the first who may be contacted; 0 nobody.
func (r *run) head() model.ContactID {
	var best *model.Contact
	rank := func(c *model.Contact) int {
		switch {
		case c.ID == r.h().NextStep.ContactID:
			return 0
		case c.Role == model.DecisionMaker:
			return 1
		}
		return 2
	}
	for i := range r.w.Contacts {
		c := &r.w.Contacts[i]
		if c.Left || c.Suppressed {
			continue
		}
		if best == nil || rank(c) < rank(best) || rank(c) == rank(best) && c.Rank < best.Rank {
			best = c
		}
	}
	if best == nil {
		return 0
	}
	return best.ID
}

// teamLead is who looks at a lead that nobody may call: whoever approved it,
// else an active team lead, else its owner.
func (r *run) teamLead() model.MemberID {
	if m := r.w.Member(r.h().ApprovedBy); m != nil && m.Active && m.Role == model.TeamLead {
		return m.ID
	}
	for _, m := range r.w.Members {
		if m.Active && m.Role == model.TeamLead {
			return m.ID
		}
	}
	return r.w.Lead.OwnerID
}

// task lays a look at the lead into somebody's queue, due now and before what is
// due by plan.
func (r *run) task(owner model.MemberID, why string) {
	zone := r.desk(owner).Zones[0]
	r.w.Enrolments = append(r.w.Enrolments, model.Enrolment{
		ID: model.EnrolmentID(r.newID()), LeadID: r.w.Lead.ID, ContactID: r.head(), OwnerID: owner,
		State: model.EnrolDue, Owes: model.OwesRework, Class: model.ClassInbound,
		DueAt: r.now(), DueDay: model.DateOf(r.now().In(zone)), StartedAt: r.now(), Why: why,
	})
}

// next is what the lead owes after the move; nil while it is with sales.
func (r *run) next() *model.Next {
	if !r.w.Lead.Status.Nurtured() {
		return nil
	}
	en := cadence.Served(r.w)
	if en == nil {
		return nil
	}
	n := &model.Next{EnrolmentID: en.ID, ContactID: en.ContactID, Channel: en.Channel, Owes: en.Owes, DueAt: en.DueAt, ReasonText: en.Why}
	if en.Owes == model.OwesStep {
		n.Step = en.Step
	}
	return n
}
