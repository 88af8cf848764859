package handoff

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/playbook"
)

// Whatever people do in whatever order: no lead is without an owner and a next
// date, one hand-off is open at most, and none follows a rejection without newer
// evidence on what it named.
func TestNoLeadIsEverLost(t *testing.T) {
	start := ripe(t)
	rapid.Check(t, func(t *rapid.T) {
		w := start
		for range rapid.IntRange(1, 14).Draw(t, "moves") {
			w.Now = w.Now.Add(time.Duration(rapid.IntRange(1, 40).Draw(t, "hours")) * time.Hour)
			w = apply(w, Tick(book, w))
			w = as(w, model.MemberID(rapid.IntRange(int(dana), int(mark)).Draw(t, "who")))
			before := w
			switch rapid.IntRange(0, 4).Draw(t, "move") {
			case 0:
				key := rapid.SampledFrom(model.AttributeKeys()).Draw(t, "attribute")
				w.Evidence = append(slices.Clone(w.Evidence), entry(w, model.EvidenceID(len(w.Evidence)+1), key, w.Now))
			case 1:
				w.Members = slices.Clone(w.Members)
				m := rapid.IntRange(0, len(w.Members)-1).Draw(t, "member")
				w.Members[m].Active = !w.Members[m].Active || m == int(ines)-1
			default:
				w = act(t, w)
			}
			w = playbook.Settle(w, playbook.Judge(w))
			invariants(t, before, w)
		}
	})
}

func act(t *rapid.T, w model.World) model.World {
	w.Lead.NextStep.At = w.Now.AddDate(0, 0, 20)
	if h := w.Handoff(); h == nil || !Open(h.State) && rapid.Bool().Draw(t, "again") {
		d, err := Submit(book, w, model.Submission{To: rapid.SampledFrom([]model.MemberID{kim, lee}).Draw(t, "to")})
		if err != nil {
			return w
		}
		return apply(w, d)
	}
	a := model.HandoffAct{Event: rapid.SampledFrom(Events).Draw(t, "event"), Note: "so it is", Attributes: []model.AttributeKey{model.Budget}}
	a.Code = rapid.SampledFrom([]string{"", "no-budget", "duplicate", "upheld", "overturned", "yes", "won", "lost"}).Draw(t, "code")
	d, err := Step(book, w, *w.Handoff(), a)
	if err != nil {
		return w
	}
	return apply(w, d)
}

func invariants(t *rapid.T, before, w model.World) {
	open := 0
	for _, h := range w.Handoffs {
		if Open(h.State) {
			open++
		}
	}
	if open > 1 {
		t.Fatalf("%d hand-offs are open", open)
	}
	if w.Lead.OwnerID == 0 {
		t.Fatal("nobody owns the lead")
	}
	if len(w.Handoffs) > len(before.Handoffs) {
		for _, key := range before.Lead.Reopened {
			if !slices.ContainsFunc(w.Evidence, func(e model.Evidence) bool {
				return e.Attribute == key && e.At > before.Lead.ReopenedAt.UnixMilli()
			}) {
				t.Fatalf("handed off again without newer evidence on %s", key)
			}
		}
	}
	if w.Lead.Status.Open() && len(w.Handoffs) > 0 && !dated(w) {
		t.Fatalf("%s, hand-off %s: nothing is owed: %+v", w.Lead.Status, w.Handoff().State, w.Enrolments)
	}
	if withSales := w.Lead.Status == model.Graduated || w.Lead.Status == model.Accepted; withSales != (open == 1 && w.Handoff().State != model.Submitted && w.Handoff().State != model.Disputed) {
		t.Fatalf("lead %s while its hand-off is %s", w.Lead.Status, w.Handoff().State)
	}
}

// dated says that somebody owes the lead something on a date.
func dated(w model.World) bool {
	h := w.Handoff()
	switch h.State {
	case model.Submitted:
		return !h.ApproveBy.IsZero()
	case model.Delivered:
		return !h.AcceptBy.IsZero() && !h.ReclaimAt.IsZero()
	case model.HAccepted, model.Overturned:
		return !h.HeldAsked.IsZero() && !h.OutcomeBy.IsZero()
	}
	return slices.ContainsFunc(w.Enrolments, func(en model.Enrolment) bool {
		return en.State.Live() && en.State != model.EnrolPaused && !en.DueAt.IsZero()
	})
}
