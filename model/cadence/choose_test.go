package cadence_test

import (
	"slices"
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

func TestChoicesAreRefusedWithASentence(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Contacts[2].Left = true
	step := func(kind model.NextStepKind, when string, c model.ContactID) model.NextStep {
		return model.NextStep{Kind: kind, At: at(t, when), ContactID: c}
	}
	for name, c := range map[string]struct {
		choice model.Choice
		code   model.Code
	}{
		"rest without a date":        {model.Choice{Verb: model.Rest, Reason: "x"}, model.Invalid},
		"rest until yesterday":       {model.Choice{Verb: model.Rest, Reason: "x", Until: 20261122}, model.Invalid},
		"rest without a reason":      {model.Choice{Verb: model.Rest, Until: 20270101}, model.Invalid},
		"disqualify without a code":  {model.Choice{Verb: model.Disqualify, Reason: "dunno"}, model.Invalid},
		"unreachable too early":      {model.Choice{Verb: model.Disqualify, Reason: "unreachable"}, model.Refused},
		"reopen what is open":        {model.Choice{Verb: model.Reopen, Reason: "x"}, model.Refused},
		"assign to nobody":           {model.Choice{Verb: model.Assign, To: 9}, model.Invalid},
		"brochure as a next step":    {model.Choice{Verb: model.AgreeNextStep, NextStep: step("brochure", "Tue 1 Dec 10:00", 1)}, model.Invalid},
		"next step in the past":      {model.Choice{Verb: model.AgreeNextStep, NextStep: step("call", "Mon 16 Nov 10:00", 1)}, model.Invalid},
		"next step with nobody":      {model.Choice{Verb: model.AgreeNextStep, NextStep: step("call", "Tue 1 Dec 10:00", 0)}, model.Invalid},
		"enrol in the same":          {model.Choice{Verb: model.Enrol, ContactID: 1, Cadence: "standard"}, model.Refused},
		"enrol who has left":         {model.Choice{Verb: model.Enrol, ContactID: 3, Cadence: "standard"}, model.Refused},
		"enrol in no such cadence":   {model.Choice{Verb: model.Enrol, ContactID: 2, Cadence: "weekly"}, model.NotFound},
		"stop who is not enrolled":   {model.Choice{Verb: model.StopEnrolment, ContactID: 2}, model.NotFound},
		"resume what is not paused":  {model.Choice{Verb: model.ResumeEnrol, ContactID: 1}, model.Refused},
		"answer what nobody asked":   {model.Choice{Verb: model.Decide, Question: "siblings"}, model.NotFound},
		"a verb that does not exist": {model.Choice{Verb: "dance"}, model.Invalid},
		"another lead":               {model.Choice{Verb: model.Rest, LeadID: 8}, model.NotFound},
	} {
		_, err := cadence.Choose(book, w, c.choice)
		if model.CodeOf(err) != c.code || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func TestTheNextStepAgreedIsKept(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w, d := chosen(t, w, model.Choice{Verb: model.AgreeNextStep, NextStep: model.NextStep{Kind: model.StepMeeting, At: at(t, "Tue 1 Dec 10:00"), ContactID: 1}})
	if w.Lead.NextStep.Kind != model.StepMeeting || !says(d, "meeting with Mia Halvorsen agreed for Tue 1 Dec 10:00") {
		t.Errorf("%+v %q", w.Lead.NextStep, d.Effects)
	}
}

func TestAssigningMovesWhatIsUnderWay(t *testing.T) {
	w, _ := chosen(t, world(t, "standard", "Mon 23 Nov 09:00"), model.Choice{Verb: model.Assign, To: 2})
	if w.Lead.OwnerID != 2 || w.Lead.Owner != "Omar" || enrolment(t, w, 1).OwnerID != 2 {
		t.Errorf("lead of %d, enrolment of %d", w.Lead.OwnerID, enrolment(t, w, 1).OwnerID)
	}
}

func TestMovingToAnotherCadenceStopsTheOld(t *testing.T) {
	w, _ := chosen(t, emailSent(t, world(t, "standard", "Mon 23 Nov 09:00")), model.Choice{Verb: model.Enrol, ContactID: 1, Cadence: "long-term"})
	old, en := w.Enrolments[0], enrolment(t, w, 1)
	if old.State != model.EnrolStopped || en.Cadence != "long-term" || en.Step != 1 || cadence.Pursued(w) != 1 {
		t.Errorf("old %s, new %s step %d", old.State, en.Cadence, en.Step)
	}
}

func TestSiblingsGoOnOrStayAsThePersonSays(t *testing.T) {
	w := enrolled(t, world(t, "standard", "Mon 23 Nov 09:00"), 2, "standard")
	w, _ = does(t, w, "Mon 23 Nov 10:00", call(model.ConnectedInterested))
	for answer, want := range map[string]model.EnrolState{"": model.EnrolPaused, "go-on": model.EnrolDue, "stop": model.EnrolStopped} {
		got, d := chosen(t, w, model.Choice{Verb: model.Decide, Question: "siblings", Answer: answer})
		if en := enrolment(t, got, 2); en.State != want || d.NeedsDecision {
			t.Errorf("answer %q: Tor is %s, want %s; still asked: %v", answer, en.State, want, d.NeedsDecision)
		}
	}
	if _, err := cadence.Choose(book, w, model.Choice{Verb: model.Decide, Question: "siblings", Answer: "perhaps"}); model.CodeOf(err) != model.Invalid {
		t.Errorf("an answer that is none: %v", err)
	}
	late := model.Clone(w)
	late.Now = at(t, "Mon 14 Dec 09:00")
	got, _ := chosen(t, late, model.Choice{Verb: model.ResumeEnrol, ContactID: 2})
	if en := enrolment(t, got, 2); due(got, en) != "Mon 14 Dec 08:00" {
		t.Errorf("Tor goes on %s, want today, and once", due(got, en))
	}
	held, _ := chosen(t, late, model.Choice{Verb: model.ResumeEnrol, ContactID: 1})
	if en := enrolment(t, held, 1); en.State != model.EnrolDue || en.Owes != model.OwesStep || en.Step != 2 {
		t.Errorf("Mia's hold is lifted: %s, owes %s of step %d", en.State, en.Owes, en.Step)
	}
}

func TestUnreachableOnlyAfterEverything(t *testing.T) {
	w := world(t, "standard", "Mon 23 Nov 09:00")
	w.Contacts = w.Contacts[:2]
	through := func(id model.EnrolmentID, c model.ContactID, name string) model.Enrolment {
		cad := called(name)
		return model.Enrolment{ID: id, LeadID: 1, ContactID: c, CadenceID: cad.TextID, Cadence: name, Step: len(cad.Steps) + 1, State: model.EnrolFinished}
	}
	w.Enrolments = append(w.Enrolments, through(10, 1, "standard"), through(11, 1, "long-term"))
	give := model.Choice{Verb: model.Disqualify, Reason: "unreachable"}
	if _, err := cadence.Choose(book, w, give); model.CodeOf(err) != model.Refused {
		t.Errorf("one of two contacts: %v", err)
	}
	w.Enrolments = append(w.Enrolments, through(12, 2, "standard"))
	w, _ = chosen(t, w, give)
	if w.Lead.Status != model.Disqualified || slices.ContainsFunc(w.Enrolments, func(en model.Enrolment) bool { return en.State.Live() }) {
		t.Errorf("the lead is %s", w.Lead.Status)
	}
	w, d := chosen(t, w, model.Choice{Verb: model.Reopen, Reason: "they called"})
	if w.Lead.Status != model.Working || d.Next == nil || d.Next.Owes != model.OwesDecision {
		t.Errorf("open again: %s, next %+v; want a decision owed, so that it is no orphan", w.Lead.Status, d.Next)
	}
}

func TestAWrongSharedLineAsksForTheCompany(t *testing.T) {
	w := sharedLine(enrolled(t, world(t, "standard", "Mon 23 Nov 09:00"), 2, "standard"))
	w, d := does(t, w, "Mon 23 Nov 10:00", call(model.WrongNumber))
	if len(d.Questions) != 1 || d.Questions[0].Key != "wrong-company" || w.Contact(2).Points[0].Status == model.PointDead {
		t.Fatalf("asked %+v; the number is dead for Mia, not for Tor", d.Questions)
	}
	_, d = chosen(t, w, model.Choice{Verb: model.Decide, Question: "wrong-company", Answer: "yes"})
	if !says(d, "dead for all who share it") {
		t.Errorf("effects %q", d.Effects)
	}
	if n := countSets(d, func(c model.Change) bool { p, ok := c.(model.PointSet); return ok && p.AllWithKey }); n != 1 {
		t.Errorf("%d changes for all, want one", n)
	}
}

func TestAPausedLeadIsNeverForgotten(t *testing.T) {
	w := enrolled(t, world(t, "standard", "Mon 23 Nov 09:00"), 2, "standard")
	w, _ = does(t, w, "Mon 23 Nov 10:00", call(model.ConnectedInterested))
	w, _ = chosen(t, w, model.Choice{Verb: model.Decide, Question: "siblings", Answer: "stay"})
	w, d := chosen(t, w, model.Choice{Verb: model.StopEnrolment, ContactID: 1})
	if len(d.Questions) != 1 || d.Questions[0].Key != "siblings" {
		t.Errorf("only Tor is left, paused, and nobody asks: %+v", d.Questions)
	}
	w, _ = chosen(t, w, model.Choice{Verb: model.Decide, Question: "siblings"})
	if cadence.Wakes(w).IsZero() {
		t.Error("he stays paused, and never comes back")
	}
}
