package handoff

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
)

func TestSubmittingWaitsForTheTeamLead(t *testing.T) {
	w := submitted(t, ripe(t))
	h := w.Handoff()
	if h.State != model.Submitted || w.Lead.Status != model.Ready || h.To != "Kim" || h.Playbook != 2 || h.PlaybookID != 3 || h.Value != 350_000_00 {
		t.Errorf("%+v, lead %s", h, w.Lead.Status)
	}
	if got := h.ApproveBy.In(boston).Format("2 15:04"); got != "24 14:42" {
		t.Errorf("approve by %s", got)
	}
	for _, en := range w.Enrolments {
		if en.State != model.EnrolPaused || en.Piece != "" {
			t.Errorf("%s goes on: %s %s", en.ID, en.State, en.Piece)
		}
	}
	w = step(t, w, ines, model.HandoffAct{Event: EventApprove})
	h = w.Handoff()
	if h.State != model.Delivered || h.ApprovedBy != ines || w.Lead.Status != model.Graduated || h.EvidenceMark != 10 || len(h.Events) != 2 {
		t.Errorf("%+v, lead %s", h, w.Lead.Status)
	}
}

func TestATeamOfOneDeliversAtOnce(t *testing.T) {
	for _, here := range [][]model.MemberID{{dana, kim}, {dana, omar, kim, root}} {
		w := ripe(t)
		w.Members = slices.DeleteFunc(w.Members, func(m model.Member) bool { return !slices.Contains(here, m.ID) })
		if w = submitted(t, w); w.Handoff().State != model.Delivered || w.Lead.Status != model.Graduated || w.Handoff().ApprovedBy != 0 {
			t.Errorf("%v: %s, lead %s", here, w.Handoff().State, w.Lead.Status)
		}
	}
	// The one person does all of it, whatever his role.
	w := ripe(t)
	w.Members = slices.DeleteFunc(w.Members, func(m model.Member) bool { return m.ID != dana && m.ID != kim })
	w = submitted(t, w)
	w = step(t, w, dana, noBudget)
	w = step(t, w, dana, model.HandoffAct{Event: EventDispute})
	w = step(t, w, dana, model.HandoffAct{Event: EventRule, Code: "upheld", Note: "so be it"})
	if w.Handoff().State != model.Upheld {
		t.Errorf("it is %s", w.Handoff().State)
	}
	// One who is quite alone may sell as well.
	w = ripe(t)
	w.Members = w.Members[:1]
	if _, err := Submit(book, w, model.Submission{To: dana}); err != nil {
		t.Error(err)
	}
	// A team lead who submits waits for another one.
	w = as(ripe(t), ines)
	w = submitted(t, w)
	if w.Handoff().State != model.Submitted {
		t.Errorf("a team lead's own is %s", w.Handoff().State)
	}
	if _, err := Step(book, w, *w.Handoff(), model.HandoffAct{Event: EventApprove}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("a team lead approved his own: %v", err)
	}
}

func TestSubmittingIsRefused(t *testing.T) {
	cases := []struct {
		name string
		edit func(*model.World, *model.Submission)
		code model.Code
		says string
	}{
		{"to nobody", func(_ *model.World, s *model.Submission) { s.To = 99 }, model.NotFound, "ripen user add"},
		{"to a specialist", func(_ *model.World, s *model.Submission) { s.To = omar }, model.Refused, "somebody in sales"},
		{"to one who is gone", func(w *model.World, _ *model.Submission) { w.Members[kim-1].Active = false }, model.Refused, "not active"},
		{"by marketing", func(w *model.World, _ *model.Submission) { *w = as(*w, mark) }, model.Forbidden, "marketing"},
		{"while another is open", func(w *model.World, _ *model.Submission) {
			w.Handoffs = []model.Handoff{{ID: 5, State: model.HAccepted}}
		}, model.Refused, "H5 of this lead is accepted"},
		{"of a closed lead", func(w *model.World, _ *model.Submission) { w.Lead.Status = model.Disqualified }, model.Refused, "reopen it first"},
		{"without a time", func(_ *model.World, s *model.Submission) { s.NextStep.Kind = model.StepCall }, model.Invalid, "needs a time"},
		{"for a brochure", func(_ *model.World, s *model.Submission) { s.NextStep.Kind = "brochure" }, model.Invalid, "call, meeting, visit"},
		{"without a next step", func(w *model.World, _ *model.Submission) { w.Lead.NextStep = model.NextStep{} }, model.Gated, "no next step is agreed"},
	}
	for _, c := range cases {
		w, s := ripe(t), model.Submission{LeadID: 41, To: kim}
		c.edit(&w, &s)
		d, err := Submit(book, w, s)
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || len(d.Changes) > 0 {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Every gate that fails is named at once.
func TestTheGatesAreNamed(t *testing.T) {
	w := ripe(t)
	w.Evidence = slices.DeleteFunc(w.Evidence, func(e model.Evidence) bool { return e.Attribute == model.Budget || e.Attribute == model.Process })
	w.Lead.NextStep = model.NextStep{}
	_, err := Submit(book, w, model.Submission{To: kim})
	var names []string
	if e, ok := err.(*model.Error); ok {
		for _, g := range e.Gates {
			names = append(names, g.Name)
		}
	}
	if got := strings.Join(names, " "); got != "attribute:process attribute:budget horizon next-step" {
		t.Errorf("%q: %v", got, err)
	}
}

// Without a contact the next step is with the decision maker whom engaged names.
func TestTheNextStepOfASubmission(t *testing.T) {
	w := ripe(t)
	w.Lead.NextStep = model.NextStep{}
	at := w.Now.AddDate(0, 0, 7)
	d, err := Submit(book, w, model.Submission{To: kim, NextStep: model.NextStep{Kind: model.StepCall, At: at}, Value: 90_000_00})
	if err != nil {
		t.Fatal(err)
	}
	w = apply(w, d)
	if n := w.Handoff().NextStep; n != w.Lead.NextStep || n.ContactID != mia || !n.At.Equal(at) || w.Lead.Value != 90_000_00 || w.Handoff().Value != 90_000_00 {
		t.Errorf("%+v value %d", w.Handoff(), w.Lead.Value)
	}
}

func TestSendingBack(t *testing.T) {
	w := submitted(t, ripe(t))
	if _, err := Step(book, as(w, ines), *w.Handoff(), model.HandoffAct{Event: EventSendBack}); model.CodeOf(err) != model.Invalid {
		t.Errorf("without a note: %v", err)
	}
	w = step(t, w, ines, model.HandoffAct{Event: EventSendBack, Note: "who signs?"})
	if w.Handoff().State != model.SentBack || w.Enrolments[0].State != model.EnrolHeld || w.Enrolments[1].State != model.EnrolDue ||
		w.Enrolments[2].State != model.EnrolDue || w.Enrolments[2].Why != "find a number of Tor Lind" {
		t.Errorf("%s %+v", w.Handoff().State, w.Enrolments)
	}
	task := w.Enrolments[3]
	if task.Owes != model.OwesRework || task.OwnerID != dana || task.DueAt != w.Now || !strings.Contains(task.Why, "sent back by Ines: who signs?") {
		t.Errorf("%+v", task)
	}
	if w = submitted(t, w); w.Enrolments[3].State != model.EnrolFinished {
		t.Errorf("the task is still %s after submitting again", w.Enrolments[3].State)
	}
}

// What would go on by itself on a date does not while sales is asked, and goes on
// from that date when the lead is sent back.
func TestNothingWakesWhileSalesHasIt(t *testing.T) {
	w := ripe(t)
	until := w.Now.Add(48 * time.Hour)
	w.Enrolments[1].State, w.Enrolments[1].Before, w.Enrolments[1].ResumeAt = model.EnrolPaused, model.EnrolDue, until
	w = submitted(t, w)
	w.Now = until.Add(time.Hour)
	w = apply(w, cadence.Tick(book, w))
	if en := w.Enrolments[1]; en.State != model.EnrolPaused {
		t.Errorf("it woke: %+v", en)
	}
	w = step(t, w, ines, model.HandoffAct{Event: EventSendBack, Note: "who signs?"})
	if en := w.Enrolments[1]; en.State != model.EnrolDue || !en.DueAt.Equal(until) {
		t.Errorf("sent back: %+v", en)
	}
}

// What was ready when it was submitted may not be so when it is approved.
func TestApprovalLooksAgain(t *testing.T) {
	w := submitted(t, ripe(t))
	w.Now = w.Lead.NextStep.At
	if _, err := Step(book, as(w, ines), *w.Handoff(), model.HandoffAct{Event: EventApprove}); model.CodeOf(err) != model.Gated {
		t.Errorf("approved after its next step: %v", err)
	}
	w = submitted(t, ripe(t))
	w.Lead.Status = model.Disqualified
	if _, err := Step(book, as(w, ines), *w.Handoff(), model.HandoffAct{Event: EventApprove}); model.CodeOf(err) != model.Refused {
		t.Errorf("approved though disqualified: %v", err)
	}
}

// The acceptance clock runs in business hours: Thanksgiving and the day after it
// are none. It ends 4 business hours before a next step that is near.
func TestTheAcceptanceClock(t *testing.T) {
	cases := []struct {
		next                  string // of the next step, Boston time
		accept, warn, reclaim string
		zone                  string
		region                model.Region
	}{
		{"2026-12-15 10:00", "30 Nov 10:42", "25 Nov 10:42", "2 Dec 10:42", "", ""},
		{"2026-11-25 15:00", "25 Nov 11:00", "24 Nov 14:51", "2 Dec 10:42", "", ""},
		{"2026-11-30 10:00", "25 Nov 14:00", "24 Nov 16:21", "2 Dec 10:42", "", ""},
		{"2026-11-24 13:00", "24 Nov 09:00", "24 Nov 09:00", "2 Dec 10:42", "", ""}, // late at once
		{"2026-12-15 10:00", "26 Nov 10:42", "25 Nov 10:42", "30 Nov 10:42", "Europe/Berlin", "DE"},
	}
	for _, c := range cases {
		w := ripe(t)
		at, _ := time.ParseInLocation("2006-01-02 15:04", c.next, boston)
		w.Lead.NextStep.At = at
		w.Members[kim-1].Zone, w.Members[kim-1].Region = c.zone, c.region
		zone := boston
		if c.zone != "" {
			zone, _ = time.LoadLocation(c.zone)
			w.Now = time.Date(2026, 11, 24, 10, 42, 0, 0, zone)
		}
		h := delivered(t, w).Handoff()
		show := func(t time.Time) string { return t.In(zone).Format("2 Jan 15:04") }
		if show(h.AcceptBy) != c.accept || show(h.WarnAt) != c.warn || show(h.ReclaimAt) != c.reclaim {
			t.Errorf("next step %s: accept by %s, warned %s, reclaimed %s", c.next, show(h.AcceptBy), show(h.WarnAt), show(h.ReclaimAt))
		}
		if warned, leaking := Warned(h.AcceptBy, *h); !warned || !leaking {
			t.Error("past its clock it does not leak")
		}
	}
}

func TestAcceptanceEndsTheEnrolments(t *testing.T) {
	w := step(t, delivered(t, ripe(t)), kim, model.HandoffAct{Event: EventAccept})
	h := w.Handoff()
	for _, en := range w.Enrolments {
		if en.State.Live() {
			t.Errorf("%s is %s", en.ID, en.State)
		}
	}
	if w.Lead.Status != model.Accepted || h.HeldAsked.In(boston).Format("2 Jan 15:04") != "16 Dec 09:00" || h.OutcomeBy.In(boston).Format("2006-01-02") != "2027-03-14" {
		t.Errorf("%s, held asked %v, outcome by %v", w.Lead.Status, h.HeldAsked, h.OutcomeBy)
	}
	w = step(t, w, kim, model.HandoffAct{Event: EventHeld, Code: "yes"})
	w = step(t, w, kim, model.HandoffAct{Event: EventOutcome, Code: "won", Value: 400_000_00})
	if w.Lead.Status != model.Won || w.Lead.Value != 400_000_00 || w.Handoff().Held != "yes" {
		t.Errorf("%s %d", w.Lead.Status, w.Lead.Value)
	}
}

func TestALostLeadIsOfferedTheLongTerm(t *testing.T) {
	w := step(t, delivered(t, ripe(t)), kim, model.HandoffAct{Event: EventAccept})
	d, err := Step(book, as(w, kim), *w.Handoff(), model.HandoffAct{Event: EventOutcome, Code: "lost"})
	if err != nil || !strings.Contains(strings.Join(d.Effects, "; "), "long-term") {
		t.Errorf("%v %v", d.Effects, err)
	}
}

// Reheat begins with its own live call: a call that was owed to the decision
// maker besides ends, one owed to a colleague waits, and what is only to be
// found out goes on.
func TestReheatComesBeforeTheCallsOwedBefore(t *testing.T) {
	w := ripe(t)
	w.Enrolments = append(w.Enrolments,
		model.Enrolment{ID: 8, LeadID: 41, ContactID: mia, OwnerID: dana, State: model.EnrolHeld, Owes: model.OwesCall, Channel: model.Phone, DueAt: w.Now.AddDate(0, 0, -7)},
		model.Enrolment{ID: 9, LeadID: 41, ContactID: tor, OwnerID: dana, State: model.EnrolDue, Owes: model.OwesCall, Channel: model.Email, DueAt: w.Now.AddDate(0, 0, -7)})
	w = step(t, delivered(t, w), kim, noBudget)
	states := map[model.EnrolmentID]model.EnrolState{}
	for _, en := range w.Enrolments {
		states[en.ID] = en.State
	}
	if states[8] != model.EnrolStopped || states[9] != model.EnrolPaused || states[3] != model.EnrolDue {
		t.Errorf("calls owed before: %v", states)
	}
	if en := cadence.Served(w); en == nil || en.ContactID != mia && en.ID != 3 {
		t.Errorf("served: %+v", en)
	}
}

// A rejection names what failed; the decision maker is called in the reheat
// cadence, and the lead cannot come again without newer evidence.
func TestARejectionGoesBackToNurture(t *testing.T) {
	w := step(t, delivered(t, ripe(t)), kim, noBudget)
	en := w.Enrolments[len(w.Enrolments)-1]
	if w.Lead.Status != model.Returned || !slices.Equal(w.Lead.Reopened, noBudget.Attributes) || !w.Lead.ReopenedAt.Equal(w.Now) {
		t.Errorf("lead %s, reopened %v", w.Lead.Status, w.Lead.Reopened)
	}
	if en.Cadence != "reheat" || en.ContactID != mia || en.State != model.EnrolDue || en.DueAt.IsZero() || !strings.Contains(en.Why, "no-budget, budget (no money this year)") {
		t.Errorf("%+v", en)
	}
	if w.Enrolments[0].State != model.EnrolStopped || w.Enrolments[1].State != model.EnrolPaused || w.Enrolments[2].State != model.EnrolDue {
		t.Errorf("what was under way: %+v", w.Enrolments)
	}
	w.Now = w.Now.Add(time.Hour)
	_, err := Submit(book, as(w, dana), model.Submission{To: lee})
	if model.CodeOf(err) != model.Gated || !strings.Contains(err.Error(), "sales rejected it on 24 Nov; newer evidence is needed") {
		t.Fatalf("handed off again: %v", err)
	}
	w.Evidence = append(w.Evidence, entry(w, 50, model.Budget, w.Now))
	if w = submitted(t, as(w, dana)); len(w.Handoffs) != 2 {
		t.Error("newer evidence does not serve")
	}
	if _, err := Step(book, as(w, dana), w.Handoffs[0], model.HandoffAct{Event: EventDispute}); model.CodeOf(err) != model.Refused {
		t.Errorf("an overtaken rejection was disputed: %v", err)
	}
}

func TestRejectionsAreHeldToTheirCodes(t *testing.T) {
	w := delivered(t, ripe(t))
	cases := []struct {
		a    model.HandoffAct
		says string
	}{
		{model.HandoffAct{Code: "bad"}, "no-budget, wrong-person"},
		{model.HandoffAct{Code: "no-need"}, "name the attributes"},
		{model.HandoffAct{Code: "no-need", Attributes: []model.AttributeKey{"money"}}, "industry-code"},
		{model.HandoffAct{Code: "other"}, "needs words"},
		{model.HandoffAct{Code: "other", Note: "he is my cousin"}, ""},
		{model.HandoffAct{Code: "cannot-reach"}, ""},
		{model.HandoffAct{Code: "duplicate"}, ""},
	}
	for _, c := range cases {
		c.a.Event = EventReject
		_, err := Step(book, as(w, kim), *w.Handoff(), c.a)
		if c.says == "" && err != nil || c.says != "" && (model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", c.a.Code, err)
		}
	}
	if _, err := Step(book, as(w, lee), *w.Handoff(), noBudget); model.CodeOf(err) != model.Forbidden {
		t.Errorf("another salesperson rejected it: %v", err)
	}
}

// Nobody calls a prospect whom sales is talking to.
func TestADuplicateGoesToTheTeamLead(t *testing.T) {
	for _, code := range []string{"duplicate", "in-pipeline"} {
		w := step(t, delivered(t, ripe(t)), kim, model.HandoffAct{Event: EventReject, Code: code, Note: "Lee has them"})
		for _, en := range w.Enrolments[:3] {
			if en.State != model.EnrolPaused {
				t.Errorf("%s: %s is %s", code, en.ID, en.State)
			}
		}
		task := w.Enrolments[3]
		if len(w.Enrolments) != 4 || task.Owes != model.OwesRework || task.OwnerID != ines || task.CadenceID != 0 || w.Lead.Status != model.Returned {
			t.Errorf("%s: lead %s, %+v", code, w.Lead.Status, task)
		}
	}
}

func TestADeliveryExpires(t *testing.T) {
	w := delivered(t, ripe(t))
	at := Wakes(w)
	w.Now = at.Add(-time.Second)
	if d := Tick(book, w); len(d.Changes) != 0 {
		t.Errorf("before its time: %v", d.Changes)
	}
	w.Now = at
	w = apply(w, Tick(book, as(w, omar)))
	h := w.Handoff()
	if h.State != model.Expired || w.Lead.Status != model.Returned || w.Enrolments[len(w.Enrolments)-1].Cadence != "reheat" {
		t.Errorf("%s, lead %s", h.State, w.Lead.Status)
	}
	if e := h.Events[len(h.Events)-1]; e.By != 0 || e.Event != EventExpire {
		t.Errorf("recorded as %+v", e)
	}
	if d := Tick(book, w); len(d.Changes) != 0 || !Wakes(w).IsZero() {
		t.Errorf("a second tick: %v", d.Changes)
	}
}

func TestADispute(t *testing.T) {
	rejected := step(t, delivered(t, ripe(t)), kim, noBudget)
	late := rejected
	late.Now = time.Date(2026, 12, 2, 21, 0, 0, 0, time.UTC)
	if _, err := Step(book, as(late, dana), *late.Handoff(), model.HandoffAct{Event: EventDispute}); err != nil {
		t.Errorf("on the fifth business day: %v", err)
	}
	late.Now = late.Now.AddDate(0, 0, 2)
	if _, err := Step(book, as(late, dana), *late.Handoff(), model.HandoffAct{Event: EventDispute}); model.CodeOf(err) != model.Refused {
		t.Errorf("too late: %v", err)
	}
	w := step(t, rejected, dana, model.HandoffAct{Event: EventDispute, Note: "the CFO said 350k"})
	if got := w.Handoff().RuleBy.In(boston).Format("2 Jan"); got != "3 Dec" {
		t.Errorf("ruled by %s", got)
	}
	if _, err := Submit(book, as(w, dana), model.Submission{To: lee}); model.CodeOf(err) != model.Refused {
		t.Errorf("handed off under dispute: %v", err)
	}
	if _, err := Step(book, as(w, ines), *w.Handoff(), model.HandoffAct{Event: EventRule, Code: "upheld", Note: "no"}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("who approved it ruled: %v", err)
	}
	own := step(t, rejected, jo, model.HandoffAct{Event: EventDispute})
	if _, err := Step(book, as(own, jo), *own.Handoff(), model.HandoffAct{Event: EventRule, Code: "overturned", Note: "yes"}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("who disputed it ruled: %v", err)
	}
	if _, err := Step(book, as(w, jo), *w.Handoff(), model.HandoffAct{Event: EventRule, Code: "upheld"}); model.CodeOf(err) != model.Invalid {
		t.Errorf("ruled without a word: %v", err)
	}
	upheld := step(t, w, jo, model.HandoffAct{Event: EventRule, Code: "upheld", Note: "the quote is a wish"})
	if upheld.Lead.Status != model.Returned || len(upheld.Lead.Reopened) == 0 {
		t.Errorf("upheld: lead %s", upheld.Lead.Status)
	}
	over := step(t, w, jo, model.HandoffAct{Event: EventRule, Code: "overturned", Note: "it was confirmed"})
	for _, en := range over.Enrolments {
		if en.State.Live() {
			t.Errorf("overturned: %s is still %s", en.Cadence, en.State)
		}
	}
	if h := over.Handoff(); over.Lead.Status != model.Accepted || len(over.Lead.Reopened) > 0 || h.AcceptedAt.IsZero() || h.HeldAsked.IsZero() || h.OutcomeBy.IsZero() {
		t.Errorf("overturned: lead %s, %+v", over.Lead.Status, h)
	}
}

func TestAnAcceptedLeadIsReturned(t *testing.T) {
	w := step(t, delivered(t, ripe(t)), kim, model.HandoffAct{Event: EventAccept})
	if _, err := Step(book, as(w, kim), *w.Handoff(), model.HandoffAct{Event: EventReturn}); model.CodeOf(err) != model.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	w = step(t, w, kim, model.HandoffAct{Event: EventReturn, Note: "they bought another firm and froze everything"})
	if en := w.Enrolments[len(w.Enrolments)-1]; w.Lead.Status != model.Returned || en.Cadence != "reheat" || !strings.Contains(en.Why, "froze everything") {
		t.Errorf("%s %+v", w.Lead.Status, en)
	}
}

// A lead whose people cannot be called is still owed a look.
func TestALeadWithNobodyToCallIsNotOrphaned(t *testing.T) {
	w := delivered(t, ripe(t))
	for i := range w.Contacts {
		w.Contacts[i].Left = true
	}
	w.Members[dana-1].Active = false
	w = step(t, w, kim, noBudget)
	if en := w.Enrolments[len(w.Enrolments)-1]; en.Owes != model.OwesRework || en.DueAt.IsZero() || w.Lead.OwnerID != ines || en.OwnerID != ines {
		t.Errorf("owner %v, %+v", w.Lead.OwnerID, en)
	}
}

// Whom somebody asked not to be contacted meanwhile, nobody calls.
func TestADisqualifiedLeadStaysSo(t *testing.T) {
	w := delivered(t, ripe(t))
	w.Lead.Status = model.Disqualified
	n := len(w.Enrolments)
	if w = step(t, w, kim, noBudget); w.Lead.Status != model.Disqualified || len(w.Enrolments) != n {
		t.Errorf("%s %+v", w.Lead.Status, w.Enrolments[n:])
	}
}
