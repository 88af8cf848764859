package handoff

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/playbook"
)

// run is one move in the making: a clone of the world that is edited.
type run struct {
	b    *calendar.Book
	was  model.World
	w    model.World
	d    model.Decision
	a    model.HandoffAct
	at   int // place of the hand-off in w.Handoffs
	rule Rule
	low  int64 // newest id given to a new row
}

func begin(b *calendar.Book, w model.World, a model.HandoffAct) *run {
	r := &run{b: b, was: w, w: model.Clone(w), a: a}
	for _, en := range w.Enrolments {
		r.low = min(r.low, int64(en.ID))
	}
	for _, h := range w.Handoffs {
		r.low = min(r.low, int64(h.ID))
	}
	return r
}

func (r *run) h() *model.Handoff { return &r.w.Handoffs[r.at] }
func (r *run) newID() int64      { r.low--; return r.low }
func (r *run) now() time.Time    { return stamp(r.w.Now) }

// stamp is an instant as it is kept: UTC milliseconds.
func stamp(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// Submit graduates a lead: it opens a hand-off to a salesperson, by the playbook
// of the world. A next step in s is agreed by it; without a contact it is with
// the decision maker whom engaged names. Every enrolment pauses. Where an active
// team lead other than the submitter is there, the hand-off waits for approval
// and the lead stays ready; else it is delivered at once and the lead is
// graduated. The dossier is the caller's to add.
//
// Errors: [model.Gated] with every gate that fails, [model.Forbidden],
// [model.NotFound] and [model.Refused] for the salesperson, [model.Refused] while
// another hand-off is open or the lead is closed, [model.Invalid] for a next step
// that is not well formed.
func Submit(b *calendar.Book, w model.World, s model.Submission) (model.Decision, error) {
	r := begin(b, w, model.HandoffAct{Event: EventSubmit, Value: s.Value})
	if err := r.agree(s); err != nil {
		return model.Decision{}, err
	}
	r.w.Handoffs = append(r.w.Handoffs, model.Handoff{
		ID: model.HandoffID(r.newID()), LeadID: w.Lead.ID, ToID: s.To,
		PlaybookID: w.Playbook.TextID, Playbook: w.Playbook.Version,
		SubmittedBy: w.By.ID, SubmittedAt: r.now(), NextStep: r.w.Lead.NextStep,
	})
	r.at = len(r.w.Handoffs) - 1
	to := model.Delivered
	if needsApproval(w) {
		to = model.Submitted
	}
	i := slices.IndexFunc(Table, func(t Rule) bool { return t.From == "" && t.To == to })
	return r.move(Table[i])
}

// agree lays the submission's next step and value on the lead.
func (r *run) agree(s model.Submission) error {
	lead := &r.w.Lead
	if !s.NextStep.IsZero() {
		if _, err := model.OneOf("next step", s.NextStep.Kind, model.NextStepKinds); err != nil {
			return err
		}
		if s.NextStep.At.IsZero() {
			return model.Errorf(model.Invalid, "the %s needs a time; say when it was agreed for", s.NextStep.Kind)
		}
		lead.NextStep = s.NextStep
		lead.NextStep.At = stamp(s.NextStep.At)
	}
	if !lead.NextStep.IsZero() && lead.NextStep.ContactID == 0 {
		lead.NextStep.ContactID = playbook.EngagedWith(r.w)
	}
	if s.Value < 0 {
		return model.Errorf(model.Invalid, "the value of an opportunity is not negative")
	}
	r.value(s.Value)
	return nil
}

// value lays an amount on the lead; 0 leaves what there is.
func (r *run) value(cents int64) {
	if cents > 0 {
		r.w.Lead.Value = cents
	}
	if r.w.Lead.Value > 0 && r.w.Lead.Currency == "" {
		r.w.Lead.Currency = r.w.Policy.Currency
	}
}

// Step makes one move of the hand-off h of w, as [Table] has it. Errors:
// [model.Invalid] for an unknown event, code or attribute, [model.Refused] where
// the state or a guard forbids it, [model.Forbidden] where the person may not,
// [model.Gated] where an approval finds gates that fail by now.
func Step(b *calendar.Book, w model.World, h model.Handoff, a model.HandoffAct) (model.Decision, error) {
	r := begin(b, w, a)
	r.at = slices.IndexFunc(r.w.Handoffs, func(one model.Handoff) bool { return one.ID == h.ID })
	if r.at < 0 {
		return model.Decision{}, model.Errorf(model.NotFound, "%s is no hand-off of %s; look them up with: ripen handoff list", h.ID, w.Lead.ID)
	}
	rule, err := find(*r.h(), a)
	if err != nil {
		return model.Decision{}, err
	}
	return r.move(rule)
}

// move makes the move of one row: permission, guards, state, effects, record.
func (r *run) move(rule Rule) (model.Decision, error) {
	r.rule = rule
	if rule.Act != "" && !sole(r.w) {
		if err := r.w.By.Allow(rule.Act); err != nil {
			return model.Decision{}, err
		}
	}
	for _, g := range rule.guards {
		if err := g(r); err != nil {
			return model.Decision{}, err
		}
	}
	r.h().State = rule.To
	for _, do := range rule.does {
		do(r)
	}
	r.record()
	r.d.Changes = model.Diff(r.was, r.w)
	r.d.Next = r.next()
	return r.d, nil
}

// record appends to the hand-off's own history.
func (r *run) record() {
	e := model.HandoffEvent{
		ID: -int64(1 + len(r.h().Events)), HandoffID: r.h().ID, At: r.now(), Event: r.rule.Event, By: r.w.By.ID, ByName: r.w.By.Name,
		Code: r.a.Code, Attributes: slices.Clone(r.a.Attributes), Note: r.a.Note,
	}
	if r.rule.Act == "" {
		e.By, e.ByName = 0, ""
	}
	h := r.h()
	h.Events = append(slices.Clone(h.Events), e)
}
