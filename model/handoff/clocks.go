package handoff

import (
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
)

// officeHours are the business hours of members and of sales.
func (r *run) officeHours() calendar.Hours {
	return calendar.Hours{From: r.w.Policy.WorkFrom, To: r.w.Policy.WorkTo}
}

// office is where the organisation is.
func (r *run) office() calendar.Place {
	return calendar.Place{Zones: []*time.Location{located(r.w.Policy.Zone, time.UTC)}, Region: r.w.Policy.Region}
}

// desk is where a member works: what is not known of him is the organisation's.
func (r *run) desk(id model.MemberID) calendar.Place {
	p := r.office()
	m := r.w.Member(id)
	if m == nil {
		return p
	}
	p.Zones[0] = located(m.Zone, p.Zones[0])
	if m.Region != "" {
		p.Region = m.Region
	}
	return p
}

func located(name string, otherwise *time.Location) *time.Location {
	zones, err := calendar.LoadZones([]string{name})
	if err != nil {
		return otherwise
	}
	return zones[0]
}

// acceptance sets the clocks of a delivery, in the salesperson's business hours:
// 16 hours to accept, but never later than 4 before the agreed next step, even
// where that is over already; warned at half; reclaimed at 32.
func (r *run) acceptance() {
	h, p, policy, hours := r.h(), r.desk(r.h().ToID), r.w.Policy, r.officeHours()
	by := r.b.AddBusinessTime(r.now(), policy.Acceptance, p, hours)
	if !h.NextStep.IsZero() {
		if before := r.b.SubBusinessTime(h.NextStep.At, policy.BeforeStep, p, hours); before.Before(by) {
			by = before
		}
	}
	warn := by
	if by.After(r.now()) {
		warn = r.b.AddBusinessTime(r.now(), r.b.BusinessTimeBetween(r.now(), by, p, hours)/2, p, hours)
	}
	h.AcceptBy, h.WarnAt = stamp(by), stamp(warn)
	h.ReclaimAt = stamp(r.b.AddBusinessTime(r.now(), policy.Reclaim, p, hours))
}

// follow sets the clocks of an acceptance: "was it held?" one business day after
// the next step, and the outcome 30 days after the decision date. Where the
// playbook lets a lead pass without a decision date the near-term window stands
// for it.
func (r *run) follow() {
	h, p, policy := r.h(), r.desk(r.h().ToID), r.w.Policy
	step := h.NextStep.At
	if step.IsZero() {
		step = r.now()
	}
	asked := r.b.AddBusinessDays(model.DateOf(step.In(p.Zones[0])), 1, p.Region)
	h.HeldAsked = stamp(asked.At(0, policy.WorkFrom, p.Zones[0]))
	decided := r.w.Lead.DecisionBy
	if decided.IsZero() {
		decided = model.DateOf(r.now().In(p.Zones[0])).AddDays(policy.HorizonDays)
	}
	h.OutcomeBy = stamp(decided.AddDays(policy.OutcomeDays).At(0, policy.WorkFrom, p.Zones[0]))
}

// inDays is the close of the organisation's n-th business day from now.
func (r *run) inDays(n int) time.Time {
	p := r.office()
	day := r.b.AddBusinessDays(model.DateOf(r.now().In(p.Zones[0])), n, p.Region)
	return stamp(day.At(0, r.w.Policy.WorkTo, p.Zones[0]))
}

// there is an instant by a contact's clock, as whoever works now reads it.
func (r *run) there(c model.ContactID, t time.Time) string {
	here := r.w.By.Zone
	if here == nil {
		here = r.office().Zones[0]
	}
	zone := here
	if p := r.w.Contact(c); p != nil && p.Zone() != nil {
		zone = p.Zone()
	}
	return cadence.ClockThere(t, zone, here)
}

// clock is an instant for people, in the salesperson's own time.
func (r *run) clock(t time.Time) string {
	return t.In(r.desk(r.h().ToID).Zones[0]).Format("Mon 2 Jan 15:04")
}
