package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"ripen/model"
)

var (
	monthNew     = define("month.new", `SELECT COALESCE(sum(n), 0) FROM lead_month WHERE month = $1`)
	monthTouches = define("month.touches", `SELECT channel, direction, outcome, n FROM touch_sum WHERE month = $1`)
	monthStatus  = define("month.status", `SELECT status, n FROM lead_sum`)
	monthEvents  = define("month.events", `SELECT e.id, e.voids FROM handoff_event e WHERE e.event = $1 AND e.at >= $2 AND e.at < $3`)
	monthEnds    = define("month.outcomes", `SELECT e.code, e.voids FROM handoff_event e WHERE e.event = $1 AND e.at >= $2 AND e.at < $3`)
	monthRejects = define("month.rejected", `SELECT state FROM handoff WHERE rejected_at >= $1 AND rejected_at < $2 AND rejected_at > 0`)
	monthAccepts = define("month.accepted", `SELECT state FROM handoff WHERE accepted_at >= $1 AND accepted_at < $2 AND accepted_at > 0`)
	monthGiven   = define("month.delivered", `SELECT h.lead_id, h.to_id, COALESCE(t.name, ''), h.value, l.value, k.name, l.touches, l.decision_by
		FROM handoff h LEFT JOIN lead l ON l.id = h.lead_id LEFT JOIN company k ON k.id = l.company_id LEFT JOIN member t ON t.id = h.to_id
		WHERE h.delivered_at >= $1 AND h.delivered_at < $2 AND h.delivered_at > 0 ORDER BY h.delivered_at, h.id`)
)

// Month is the month's report; month is "2026-11", "" for the present one. All
// figures come from what is kept as it arises, and from the month's hand-offs.
func (s *Store) Month(ctx context.Context, by model.Actor, month string) (model.MonthReport, error) {
	if month == "" {
		month = s.today(by).String()[:7]
	}
	r := model.MonthReport{Month: month, Currency: s.policy.Currency, AcceptanceRate: -1, Outcomes: map[string]int{},
		TouchOutcomes: map[string]int{}, Touches: map[model.Channel]int{}}
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return r, needs("month", "\""+month+"\" is no month; write it as 2026-11")
	}
	zone := time.UTC
	if loc, err := time.LoadLocation(s.policy.Zone); err == nil {
		zone = loc
	}
	from := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, zone)
	span := []any{millis(from), millis(from.AddDate(0, 1, 0))}
	number := first.Year()*100 + int(first.Month())
	err = s.read(ctx, func(q querier) error {
		if _, err := row(ctx, q, monthNew, []any{number}, &r.NewProspects); err != nil {
			return err
		}
		if err := monthActivity(ctx, q, number, &r); err != nil {
			return err
		}
		if err := monthOutcome(ctx, q, span, &r); err != nil {
			return err
		}
		return monthDeliveries(ctx, q, span, &r)
	})
	return r, err
}

func monthActivity(ctx context.Context, q querier, number int, r *model.MonthReport) error {
	var channel model.Channel
	var direction, outcome string
	var n int
	err := rows(ctx, q, monthTouches, []any{number}, []any{(*string)(&channel), &direction, &outcome, &n}, func() error {
		if n == 0 {
			return nil
		}
		o := model.Outcome(outcome)
		r.TouchOutcomes[outcome] += n
		if counts(o) {
			r.Touches[channel] += n
		}
		if attempt(o) && model.Direction(direction) == model.Outbound {
			r.Attempts += n
		}
		if twoWay(o) {
			r.Conversations += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	var status model.Status
	return rows(ctx, q, monthStatus, nil, []any{(*string)(&status), &n}, func() error {
		if status == model.Working || status == model.Ready || status == model.Returned {
			r.UnderDevelopment += n
		}
		return nil
	})
}

// monthOutcome counts answers. A rejection that was overturned has its time of
// acceptance too, and counts as one only.
func monthOutcome(ctx context.Context, q querier, span []any, r *model.MonthReport) error {
	var state model.HandoffState
	if err := rows(ctx, q, monthAccepts, span, []any{(*string)(&state)}, func() error { r.Accepted++; return nil }); err != nil {
		return err
	}
	if err := rows(ctx, q, monthRejects, span, []any{(*string)(&state)}, func() error {
		if state == model.Rejected || state == model.Disputed || state == model.Upheld {
			r.Rejected++
		}
		return nil
	}); err != nil {
		return err
	}
	var id, voids int64
	if err := rows(ctx, q, monthEvents, append([]any{"expire"}, span...), []any{&id, &voids}, func() error {
		if voids == 0 {
			r.Expired++
		} else {
			r.Expired--
		}
		return nil
	}); err != nil {
		return err
	}
	var code string
	if err := rows(ctx, q, monthEnds, append([]any{"outcome"}, span...), []any{&code, &voids}, func() error {
		if voids == 0 {
			r.Outcomes[code]++
		} else {
			r.Outcomes[code]--
		}
		return nil
	}); err != nil {
		return err
	}
	if n := r.Accepted + r.Rejected; n > 0 {
		r.AcceptanceRate = float64(r.Accepted) / float64(n)
	}
	return nil
}

// monthDeliveries are the opportunities delivered. A lead that came back and
// was delivered again in the same month is one, with whom it went to last.
func monthDeliveries(ctx context.Context, q querier, span []any, r *model.MonthReport) error {
	type delivery struct {
		model.Opportunity
		to   model.MemberID
		name string
	}
	var d delivery
	var leadValue int64
	last := map[model.LeadID]delivery{}
	var order []model.LeadID
	bind := []any{(*int64)(&d.LeadID), (*int64)(&d.to), &d.name, &d.Value, &leadValue, &d.Company, &d.Touches, (*int32)(&d.DecisionBy)}
	err := rows(ctx, q, monthGiven, span, bind, func() error {
		if d.Value == 0 {
			d.Value = leadValue
		}
		if _, again := last[d.LeadID]; !again {
			order = append(order, d.LeadID)
		}
		last[d.LeadID] = d
		return nil
	})
	people := map[model.MemberID]*model.SalespersonMonth{}
	for _, id := range order {
		d := last[id]
		if people[d.to] == nil {
			people[d.to] = &model.SalespersonMonth{Name: d.name}
		}
		p := people[d.to]
		p.Count, p.Value, p.Opportunities = p.Count+1, p.Value+d.Value, append(p.Opportunities, d.Opportunity)
		r.DeliveredCount++
		r.DeliveredValue += d.Value
	}
	for _, p := range slices.SortedFunc(maps.Values(people), func(a, b *model.SalespersonMonth) int { return strings.Compare(a.Name, b.Name) }) {
		r.BySalesperson = append(r.BySalesperson, *p)
	}
	return err
}
