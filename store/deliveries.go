package store

import (
	"context"
	"time"

	"ripen/model"
)

// HandoffFilter narrows the Hand-offs screen. Zero values do not filter.
type HandoffFilter struct {
	State model.HandoffState
	To    model.MemberID
	After model.HandoffID // the last one of the page before
	Limit int             // 0: 100
}

var handoffCols = handoffs.prefixed("h") + `, k.name, COALESCE(o.name, ''), COALESCE(t.name, ''), COALESCE(w.body, '')`

const handoffJoins = ` FROM handoff h LEFT JOIN lead l ON l.id = h.lead_id LEFT JOIN company k ON k.id = l.company_id
	LEFT JOIN member o ON o.id = l.owner_id LEFT JOIN member t ON t.id = h.to_id LEFT JOIN words w ON w.id = h.note_words`

var handoffPages = [4]*stmt{
	define("handoffs.page", `SELECT `+handoffCols+handoffJoins+` WHERE h.id < $1 ORDER BY h.id DESC LIMIT $2`),
	define("handoffs.page.state", `SELECT `+handoffCols+handoffJoins+` WHERE h.state = $1 AND h.id < $2 ORDER BY h.id DESC LIMIT $3`),
	define("handoffs.page.to", `SELECT `+handoffCols+handoffJoins+` WHERE h.to_id = $1 AND h.id < $2 ORDER BY h.id DESC LIMIT $3`),
	define("handoffs.page.to.state", `SELECT `+handoffCols+handoffJoins+` WHERE h.to_id = $1 AND h.state = $2 AND h.id < $3 ORDER BY h.id DESC LIMIT $4`),
}

// Handoffs is a page of hand-offs, the newest first, each with what its clock
// says. Salespeople see their own deliveries only.
func (s *Store) Handoffs(ctx context.Context, by model.Actor, f HandoffFilter) ([]model.HandoffRow, error) {
	if by.Role == model.Sales {
		f.To = by.ID
	}
	mask, args := 0, []any{}
	if f.To != 0 {
		mask, args = mask|2, append(args, int64(f.To))
	}
	if f.State != "" {
		mask, args = mask|1, append(args, string(f.State))
	}
	if f.After == 0 {
		f.After = model.HandoffID(maxID)
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	var out []model.HandoffRow
	var company, owner, to, note string
	_, err := handoffs.each(ctx, s.r, handoffPages[mask], append(args, int64(f.After), f.Limit), func(h *handoffRow) {
		h.To, h.Note = to, note
		r := model.HandoffRow{Handoff: h.Handoff, Company: company, Owner: owner}
		r.Warned, r.Leaking = warned(s.now(), h.Handoff)
		r.Clock = s.clockOf(by, h.Handoff, r.Leaking)
		out = append(out, r)
	}, &company, &owner, &to, &note)
	return out, err
}

// clockOf says until when something is owed on a hand-off, and what.
func (s *Store) clockOf(by model.Actor, h model.Handoff, leaking bool) string {
	zone := by.Zone
	if zone == nil {
		zone = time.UTC
	}
	at := func(words string, t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return words + " " + t.In(zone).Format("Mon 2 Jan 15:04")
	}
	switch h.State {
	case model.Submitted:
		return at("approve by", h.ApproveBy)
	case model.Delivered:
		if leaking {
			return at("leaking since", h.AcceptBy)
		}
		return at("accept by", h.AcceptBy)
	case model.Disputed:
		return at("rule by", h.RuleBy)
	case model.HAccepted, model.Overturned:
		if h.Held == "" && !h.HeldAsked.IsZero() && !h.HeldAsked.After(s.now()) {
			return "was the " + string(h.NextStep.Kind) + " held?"
		}
		return at("outcome by", h.OutcomeBy)
	}
	return ""
}
