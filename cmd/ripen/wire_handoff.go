package main

import "ripen/model"

// handoffRow is one delivery of a lead to a salesperson.
type handoffRow struct {
	ID                 *string              `json:"id"`
	State              model.HandoffState   `json:"state"`
	To                 string               `json:"to"`
	Playbook           int                  `json:"playbook"`
	SubmittedAt        *string              `json:"submitted_at"`
	DeliveredAt        *string              `json:"delivered_at"`
	AcceptBy           *string              `json:"accept_by"`
	AcceptedAt         *string              `json:"accepted_at"`
	RejectedAt         *string              `json:"rejected_at"`
	RejectedAttributes []model.AttributeKey `json:"rejected_attributes"`
	Reason             string               `json:"reason"`
	Note               string               `json:"note"`
	Held               *string              `json:"held"`
	OutcomeBy          *string              `json:"outcome_by"`
	Value              int64                `json:"value"`
	Currency           string               `json:"currency"`
	NextStep           *nextStepDoc         `json:"next_step"`
	Events             []handoffEventDoc    `json:"events"`
}

type handoffEventDoc struct {
	At         *string              `json:"at"`
	Event      string               `json:"event"`
	By         string               `json:"by"`
	Code       string               `json:"code"`
	Attributes []model.AttributeKey `json:"attributes"`
	Note       string               `json:"note"`
}

func (s *session) handoffOf(h model.Handoff) handoffRow {
	out := handoffRow{ID: ref(h.ID), State: h.State, To: h.To, Playbook: h.Playbook, SubmittedAt: s.stamp(h.SubmittedAt),
		DeliveredAt: s.stamp(h.DeliveredAt), AcceptBy: s.stamp(h.AcceptBy), AcceptedAt: s.stamp(h.AcceptedAt),
		RejectedAt: s.stamp(h.RejectedAt), RejectedAttributes: list(h.Attributes), Reason: h.Reason, Note: h.Note, Held: some(h.Held),
		OutcomeBy: s.stamp(h.OutcomeBy), Value: h.Value, Currency: s.currency(h.Currency), Events: []handoffEventDoc{}}
	if n := h.NextStep; !n.IsZero() {
		out.NextStep = &nextStepDoc{n.Kind, s.stamp(n.At), ref(n.ContactID)}
	}
	for _, e := range h.Events {
		out.Events = append(out.Events, handoffEventDoc{s.stamp(e.At), e.Event, e.ByName, e.Code, list(e.Attributes), e.Note})
	}
	return out
}

// handoffsDoc is `ripen handoff list`.
type handoffsDoc struct {
	Handoffs []handoffLine `json:"handoffs"`
}

type handoffLine struct {
	handoffRow
	LeadID  *string `json:"lead_id"`
	Company string  `json:"company"`
	Owner   string  `json:"owner"`
	Clock   string  `json:"clock"`
	Leaking bool    `json:"leaking"`
	Warned  bool    `json:"warned"`
}

func (s *session) handoffsOf(rows []model.HandoffRow) handoffsDoc {
	out := handoffsDoc{Handoffs: []handoffLine{}}
	for _, r := range rows {
		out.Handoffs = append(out.Handoffs, handoffLine{s.handoffOf(r.Handoff), ref(r.LeadID), r.Company, r.Owner, r.Clock, r.Leaking, r.Warned})
	}
	return out
}

// graduateDoc is the answer of `ripen graduate`. Dossier is the Markdown text.
type graduateDoc struct {
	HandoffID *string            `json:"handoff_id"`
	LeadID    *string            `json:"lead_id"`
	State     model.HandoffState `json:"state"`
	To        string             `json:"to"`
	Dossier   string             `json:"dossier"`
	AcceptBy  *string            `json:"accept_by"`
	Effects   []string           `json:"effects"`
	Warnings  []gateDoc          `json:"warnings"` // advice that is not met
}

// handoffActDoc is the answer of a hand-off's other commands.
type handoffActDoc struct {
	actDoc
	State   model.HandoffState `json:"state"`
	Handoff handoffRow         `json:"handoff"`
}

// readyDoc is the readiness board.
type readyDoc struct {
	Leads   []readyRow         `json:"leads"`
	Missing map[string]float64 `json:"missing"` // share of the leads shown that miss each attribute
	More    bool               `json:"more"`
}

type readyRow struct {
	LeadID       *string           `json:"lead_id"`
	Company      string            `json:"company"`
	Owner        string            `json:"owner"`
	Status       model.Status      `json:"status"`
	Horizon      model.Horizon     `json:"horizon"`
	Count        int               `json:"count"`
	Levels       map[string]string `json:"levels"`
	Stale        []string          `json:"stale"`
	Weakest      *string           `json:"weakest"`
	GatesFailing []string          `json:"gates_failing"`
	Ready        bool              `json:"ready"`
	Touches      int               `json:"touches"`
	AgeDays      int               `json:"age_days"`
	Value        int64             `json:"value"`
	Currency     string            `json:"currency"`
	HandoffID    *string           `json:"handoff_id"` // submitted and waiting for approval
}

func (s *session) readyOf(p model.BoardPage) readyDoc {
	out := readyDoc{Leads: []readyRow{}, Missing: map[string]float64{}, More: p.More}
	for i, a := range model.Attributes {
		out.Missing[string(a.Key)] = p.Missing[i]
	}
	for _, r := range p.Rows {
		stale := []string{}
		for i, old := range r.Stale {
			if old {
				stale = append(stale, string(model.Attributes[i].Key))
			}
		}
		out.Leads = append(out.Leads, readyRow{LeadID: ref(r.ID), Company: r.Company, Owner: r.Owner, Status: r.Status, Horizon: r.Horizon,
			Count: r.Count, Levels: levels(r.Rungs), Stale: stale, Weakest: some(r.Weakest), GatesFailing: list(r.Failing), Ready: r.Ready,
			Touches: r.Touches, AgeDays: r.AgeDays, Value: r.Value, Currency: s.policy.Currency, HandoffID: ref(r.HandoffID)})
	}
	return out
}
