package main

import "ripen/model"

// queueDoc is a person's day in its order.
type queueDoc struct {
	AsOf      *string    `json:"as_of"`
	User      string     `json:"user"`
	Target    int        `json:"target"`
	Done      int        `json:"done"`
	Callbacks int        `json:"callbacks"`
	Replies   int        `json:"replies"`
	Inquiries int        `json:"inquiries"`
	Due       int        `json:"due"`
	Callable  int        `json:"callable"`
	Frozen    bool       `json:"frozen"` // false: shown as computed, the order could not be kept
	Items     []queueRow `json:"items"`
}

type queueRow struct {
	Position    int           `json:"position"`
	LeadID      *string       `json:"lead_id"`
	Company     string        `json:"company"`
	ContactID   *string       `json:"contact_id"`
	Contact     string        `json:"contact"`
	Channel     model.Channel `json:"channel"`
	Step        int           `json:"step"`
	Steps       int           `json:"steps"`
	Owes        model.Owed    `json:"owes"`
	DueAt       *string       `json:"due_at"`
	Reason      string        `json:"reason"` // callback, inbound, new or due
	ReasonText  string        `json:"reason_text"`
	Score       int           `json:"score"`
	Parts       partsDoc      `json:"score_parts"`
	CallableNow bool          `json:"callable_now"`
	OpensAt     *string       `json:"opens_at"`
	LocalTime   *string       `json:"local_time"`
	Count       int           `json:"count"`
	State       string        `json:"state"`
}

func (s *session) queueOf(p model.QueuePage) queueDoc {
	out := queueDoc{AsOf: s.stamp(p.AsOf), User: p.User, Target: p.Target, Done: p.Done, Callbacks: p.Callbacks, Replies: p.Replies,
		Inquiries: p.Inquiries, Due: p.Due, Callable: p.Callable, Frozen: p.Frozen, Items: []queueRow{}}
	for _, i := range p.Items {
		out.Items = append(out.Items, queueRow{Position: i.Position, LeadID: ref(i.LeadID), Company: i.Company, ContactID: ref(i.ContactID),
			Contact: i.Contact, Channel: i.Channel, Step: i.Step, Steps: i.Steps, Owes: i.Owes, DueAt: s.stamp(i.DueAt),
			Reason: i.Class.Reason(), ReasonText: i.ReasonText, Score: i.Score, Parts: partsDoc(i.Parts), CallableNow: i.CallableNow,
			OpensAt: s.stamp(i.OpensAt), LocalTime: some(i.LocalTime), Count: i.Count, State: i.State})
	}
	return out
}

// monthDoc is the month's report.
type monthDoc struct {
	Month            string           `json:"month"`
	NewProspects     int              `json:"new_prospects"`
	UnderDevelopment int              `json:"under_development"`
	Delivered        deliveredDoc     `json:"delivered"`
	Accepted         int              `json:"accepted"`
	Rejected         int              `json:"rejected"`
	Expired          int              `json:"expired"`
	AcceptanceRate   *float64         `json:"acceptance_rate"` // null without any
	Target           float64          `json:"acceptance_target"`
	BySalesperson    []salespersonDoc `json:"by_salesperson"`
	Outcomes         map[string]int   `json:"outcomes"`
	Touches          map[string]int   `json:"touches"`
	Attempts         int              `json:"attempts"`
	Conversations    int              `json:"conversations"`
	Currency         string           `json:"currency"`
}

type deliveredDoc struct {
	Count    int    `json:"count"`
	Value    int64  `json:"value"`
	Currency string `json:"currency"`
}

type salespersonDoc struct {
	Name          string           `json:"name"`
	Count         int              `json:"count"`
	Value         int64            `json:"value"`
	Currency      string           `json:"currency"`
	Opportunities []opportunityDoc `json:"opportunities"`
}

type opportunityDoc struct {
	LeadID     *string `json:"lead_id"`
	Company    string  `json:"company"`
	Touches    int     `json:"touches"`
	DecisionBy *string `json:"decision_by"`
	Value      int64   `json:"value"`
	Currency   string  `json:"currency"`
}

// acceptanceTarget is the agreed share of deliveries that sales accepts.
const acceptanceTarget = 0.9

func (s *session) monthOf(m model.MonthReport) monthDoc {
	cur := s.currency(m.Currency)
	out := monthDoc{Month: m.Month, NewProspects: m.NewProspects, UnderDevelopment: m.UnderDevelopment,
		Delivered: deliveredDoc{m.DeliveredCount, m.DeliveredValue, cur}, Accepted: m.Accepted, Rejected: m.Rejected, Expired: m.Expired,
		Target: acceptanceTarget, BySalesperson: []salespersonDoc{}, Outcomes: map[string]int{}, Touches: map[string]int{},
		Attempts: m.Attempts, Conversations: m.Conversations, Currency: cur}
	if m.AcceptanceRate >= 0 {
		out.AcceptanceRate = &m.AcceptanceRate
	}
	for k, n := range m.Outcomes {
		out.Outcomes[k] = n
	}
	for ch, n := range m.Touches {
		out.Touches[string(ch)] = n
	}
	for _, p := range m.BySalesperson {
		row := salespersonDoc{p.Name, p.Count, p.Value, cur, []opportunityDoc{}}
		for _, o := range p.Opportunities {
			row.Opportunities = append(row.Opportunities, opportunityDoc{ref(o.LeadID), o.Company, o.Touches, date(o.DecisionBy), o.Value, cur})
		}
		out.BySalesperson = append(out.BySalesperson, row)
	}
	return out
}

// checkDoc is what `ripen check` found.
type checkDoc struct {
	OK          bool              `json:"ok"`
	Integrity   string            `json:"integrity"`
	ForeignKeys int               `json:"foreign_keys"`
	Orphans     int               `json:"orphans"`
	Problems    []string          `json:"problems"`
	Versions    map[string]string `json:"versions"`
}
