package playbook

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

func gate(r model.Readiness, name string) (model.Gate, bool) {
	for _, g := range r.Gates {
		if g.Name == name {
			return g, true
		}
	}
	return model.Gate{}, false
}

func TestAFullLeadPasses(t *testing.T) {
	r := Judge(full(t))
	if !r.Ready || !r.Passes || r.Count != 10 || r.Of != 10 || r.Horizon != model.NearTerm || r.NextQuestion != "" {
		t.Errorf("%d/%d ready %v passes %v %s, %q", r.Count, r.Of, r.Ready, r.Passes, r.Horizon, r.NextQuestion)
	}
	for _, g := range r.Failing() {
		t.Errorf("fails %s: %s", g.Name, g.Why)
	}
	if g, _ := gate(r, "touches"); g.OK || !g.Advice {
		t.Errorf("five touches must warn and only warn: %+v", g)
	}
}

func TestNothingKnownFailsEveryGate(t *testing.T) {
	r := Judge(freight(t))
	if r.Ready || r.Count != 0 || len(r.Failing()) != 12 || r.Weakest != model.IndustryCode {
		t.Errorf("count %d weakest %s failing %v", r.Count, r.Weakest, r.Failing())
	}
	for name, why := range map[string]string{
		"attribute:budget":        "budget is unknown; stated is needed",
		"attribute:firmographics": "firmographics are unknown; stated is needed",
		"attribute:engaged":       "engaged is unknown; confirmed is needed",
		"horizon":                 "no decision date is known; near-term is within 180 days",
		"next-step":               "no next step is agreed; agree a call, meeting or visit with the decision maker",
	} {
		if g, ok := gate(r, name); !ok || g.OK || g.Why != why {
			t.Errorf("%s: %+v", name, g)
		}
	}
}

// An entry counts through its last day and not on the next, at midnight of the
// organisation's zone; until then the judgement says that it holds.
func TestEvidenceAgesAtTheDayBoundary(t *testing.T) {
	policy := model.DefaultPolicy()
	for _, key := range model.AttributeKeys() {
		w := freight(t)
		a := said(key)
		a.On = model.DateOf(w.Now)
		if key == model.Process || key == model.Urgency {
			a.Set = model.Value{"steps": "board"}
			if key == model.Urgency {
				a.Set = model.Value{"event": "fair"}
			}
		}
		w = attest(t, w, a)
		last := a.On.AddDays(policy.StaleDays[key]).At(23, 59, boston)
		w.Now = last
		r := Judge(w)
		if now := r.Attributes[key.Index()]; now.Stale || r.Count != 1 {
			t.Errorf("%s is stale on its last day: %s", key, now.StaleWhy)
		}
		if midnight := last.Add(time.Minute); !r.Until.Equal(midnight) || r.Until.Location() != time.UTC {
			t.Errorf("%s holds until %v, not %v", key, r.Until, midnight)
		}
		w.Now = r.Until
		r = Judge(w)
		if now := r.Attributes[key.Index()]; !now.Stale || now.Counts() != model.Unknown || r.Count != 0 {
			t.Errorf("%s is not stale a day later", key)
		}
	}
}

func TestOwnDatesEndAnEntryAtOnce(t *testing.T) {
	for key, field := range map[model.AttributeKey]string{model.Process: "decision_by", model.Urgency: "date", model.Environment: "contract_end"} {
		a := said(key)
		a.Set = model.Value{field: "2026-12-01"}
		w := attest(t, freight(t), a)
		w.Now = time.Date(2026, 12, 1, 23, 59, 0, 0, boston)
		if now := Judge(w).Attributes[key.Index()]; now.Stale {
			t.Errorf("%s is stale on the day itself", key)
		}
		w.Now = w.Now.Add(time.Minute)
		now := Judge(w).Attributes[key.Index()]
		if !now.Stale || now.StaleOn != model.NewDate(2026, 12, 2) || now.StaleWhy == "" {
			t.Errorf("%s: %+v", key, now)
		}
	}
}

func TestTheHorizonIsCrossed(t *testing.T) {
	a := said(model.Process)
	a.Set = model.Value{"decision_by": "2027-06-30"}
	w := attest(t, freight(t), a)
	if w.Lead.Horizon != model.LongTerm || w.Lead.DecisionBy != model.NewDate(2027, 6, 30) {
		t.Fatalf("the lead has %s %v", w.Lead.Horizon, w.Lead.DecisionBy)
	}
	near := model.NewDate(2027, 6, 30).AddDays(-180).At(0, 0, boston)
	if r := Judge(w); !r.Until.Equal(near) {
		t.Errorf("holds until %v, not %v", r.Until, near)
	}
	w.Now = near.Add(-time.Second)
	if d := Tick(w); len(d.Changes) != 0 {
		t.Errorf("something changed before: %v", d.Changes)
	}
	w.Now = near
	d := Tick(w)
	w = model.Apply(w, d.Changes)
	if w.Lead.Horizon != model.NearTerm || len(w.Enrolments) != 1 || w.Enrolments[0].Owes != model.OwesReview {
		t.Fatalf("not in the queue: %s %+v", w.Lead.Horizon, w.Enrolments)
	}
	if again := Tick(w); len(again.Changes) != 0 {
		t.Errorf("a second tick changed %v", again.Changes)
	}
	w.Now = time.Date(2027, 7, 1, 0, 0, 0, 0, boston)
	if r := Judge(w); r.Horizon != model.HorizonUnknown {
		t.Errorf("a past decision date leaves it %s", r.Horizon)
	}
}

func TestTheNextStepGate(t *testing.T) {
	cases := []struct {
		name string
		edit func(*model.World)
		ok   bool
		why  string
	}{
		{"agreed", func(*model.World) {}, true, "a meeting on 1 Dec with Mia Halvorsen"},
		{"without a name it is whom engaged names", func(w *model.World) { w.Lead.NextStep.ContactID = 0 }, true, "with Mia Halvorsen"},
		{"none", func(w *model.World) { w.Lead.NextStep = model.NextStep{} }, false, "agree a call, meeting or visit"},
		{"a brochure", func(w *model.World) { w.Lead.NextStep.Kind = "brochure" }, false, "must be a call, meeting or visit"},
		{"passed", func(w *model.World) { w.Lead.NextStep.At = w.Now }, false, "has passed"},
		{"with an influencer", func(w *model.World) { w.Lead.NextStep.ContactID = tor }, false, "Tor Lind, an influencer"},
		{"with one who has left", func(w *model.World) { w.Contact(mia).Left = true }, false, "has left"},
	}
	for _, c := range cases {
		w := full(t)
		c.edit(&w)
		r := Judge(w)
		g, _ := gate(r, "next-step")
		if g.OK != c.ok || !strings.Contains(g.Why, c.why) {
			t.Errorf("%s: %+v", c.name, g)
		}
		if !c.ok && r.Passes || c.name != "with one who has left" && !r.Ready {
			t.Errorf("%s: ready %v passes %v", c.name, r.Ready, r.Passes)
		}
	}
}

// When its decision maker has left, engaged no longer counts.
func TestEngagedGoesWithItsDecisionMaker(t *testing.T) {
	w := full(t)
	w.Contact(mia).Left = true
	r := Judge(w)
	if g, _ := gate(r, "attribute:engaged"); g.OK || !strings.Contains(g.Why, "Mia Halvorsen has left the company") {
		t.Errorf("%+v", g)
	}
	if r.NextAbout != model.Engaged || r.NextWho != tor {
		t.Errorf("asks %s of %s", r.NextAbout, r.NextWhoText)
	}
}

// What sales named in a rejection needs an entry of after it, at its rung.
func TestARejectionNeedsNewerEvidence(t *testing.T) {
	w := full(t)
	w.Lead.Reopened = []model.AttributeKey{model.Budget}
	w.Lead.ReopenedAt = w.Now.Add(-time.Hour)
	w.Handoffs = []model.Handoff{{ID: 1, State: model.Rejected, Attributes: w.Lead.Reopened}}
	w.Lead.Status = model.Returned
	for i := range w.Evidence {
		w.Evidence[i].At -= 2 * time.Hour.Milliseconds()
	}
	refused := func(what string) {
		t.Helper()
		g, _ := gate(Judge(w), "attribute:budget")
		if g.OK || g.Why != "budget: sales rejected it on 24 Nov; newer evidence is needed" {
			t.Errorf("%s: %+v", what, g)
		}
		if r := Judge(w); r.NextAbout != model.Budget || r.Ready {
			t.Errorf("%s: asks about %q, ready %v", what, r.NextAbout, r.Ready)
		}
	}
	refused("old evidence")
	w = attest(t, w, said(model.Budget))
	refused("what was said days before the rejection")
	w.Touch(miaTalk).At = w.Now.Add(-2 * time.Hour)
	w = attest(t, w, said(model.Budget))
	refused("what was said the same day, before the rejection")
	w = attest(t, w, model.Attestation{Attribute: model.Budget, Level: model.Listed, Set: model.Value{"amount": "1k"}})
	refused("a listed entry")
	w.Touches = append(w.Touches, model.Touch{ID: 60, LeadID: 41, ContactID: mia, At: w.Now, Channel: model.Phone, Outcome: model.ConnectedInterested})
	a := said(model.Budget)
	a.TouchID = 60
	w = attest(t, w, a)
	if r := Judge(w); !r.Passes || w.Lead.Status != model.Ready {
		t.Errorf("newer evidence does not serve: %v %s", r.Failing(), w.Lead.Status)
	}
}

// With a stopped clock, as in a script, what was entered after the delivery is
// told from the dossier that was rejected by its number.
func TestNewerEvidenceAtTheInstantOfTheRejection(t *testing.T) {
	w := full(t)
	w.Lead.Reopened, w.Lead.ReopenedAt, w.Lead.Status = []model.AttributeKey{model.Budget}, w.Now, model.Returned
	h := model.Handoff{ID: 1, State: model.Rejected, Attributes: w.Lead.Reopened}
	for i := range w.Evidence {
		w.Evidence[i].At, w.Evidence[i].On = w.Now.UnixMilli(), model.DateOf(w.Now)
		h.EvidenceMark = max(h.EvidenceMark, w.Evidence[i].ID)
	}
	w.Handoffs = []model.Handoff{h}
	for i := range w.Touches {
		w.Touches[i].At = w.Now
	}
	if g, _ := gate(Judge(w), "attribute:budget"); g.OK {
		t.Errorf("what was delivered counts as newer: %+v", g)
	}
	w = attest(t, w, said(model.Budget))
	if g, _ := gate(Judge(w), "attribute:budget"); !g.OK {
		t.Errorf("what was entered since does not: %+v", g)
	}
}

// The question goes to whoever of the contacts can answer it best; a second
// voice, not the same again, confirms.
func TestTheQuestionWorthAsking(t *testing.T) {
	w := full(t)
	w.Evidence = slices.DeleteFunc(w.Evidence, func(e model.Evidence) bool { return e.Attribute == model.Budget })
	r := Judge(w)
	if r.Weakest != model.Budget || r.WeakestWhy != "unknown" || r.NextAbout != model.Budget || r.NextWho != mia || r.NextWhoText != "Mia Halvorsen, CFO" ||
		r.NextQuestion != "Is the money for this set aside already, or how does it get set aside?" || !strings.HasPrefix(r.GuideLine, "ask 8 ") {
		t.Errorf("%+v", r)
	}
	w.Contacts = w.Contacts[1:]
	if r = Judge(w); r.NextWho != tor {
		t.Errorf("without the decision maker it asks %s", r.NextWhoText)
	}
	w.Contacts = nil
	if r = Judge(w); r.NextWho != 0 || r.NextWhoText != "find a decision maker" {
		t.Errorf("of nobody it asks %s", r.NextWhoText)
	}

	w = freight(t)
	w.Contacts = w.Contacts[1:]
	a := model.Attestation{Attribute: model.Pain, Level: model.Stated, Set: facts[model.Pain], ContactID: beth, TouchID: bethReply}
	w = attest(t, w, a)
	w.Playbook.Rules.Rungs = map[model.AttributeKey]model.Rung{model.Pain: model.Confirmed}
	if r = Judge(w); r.NextAbout != model.Pain || r.NextWho != tor {
		t.Errorf("asks %s about %s again", r.NextWhoText, r.NextAbout)
	}
}

func TestReadyIsDerivedAndFallsBack(t *testing.T) {
	settle := func(w model.World) model.World { return Settle(w, Judge(w)) }
	w := full(t)
	w.Lead.NextStep = model.NextStep{}
	for _, from := range []model.Status{model.New, model.Working, model.Returned, model.Ready} {
		w.Lead.Status = from
		if got := settle(w).Lead.Status; got != model.Ready {
			t.Errorf("%s became %s without the next step only", from, got)
		}
	}
	for _, kept := range []model.Status{model.Resting, model.Graduated, model.Accepted, model.Won, model.Disqualified} {
		w.Lead.Status = kept
		if got := settle(w).Lead.Status; got != kept {
			t.Errorf("%s became %s", kept, got)
		}
	}
	w.Lead.Status = model.Ready
	w.Now = w.Now.AddDate(0, 0, 91) // engaged goes stale
	if got := settle(w).Lead.Status; got != model.Working {
		t.Errorf("fell back to %s", got)
	}
	w.Handoffs = []model.Handoff{{ID: 1, State: model.Rejected}}
	if got := settle(w).Lead.Status; got != model.Returned {
		t.Errorf("a rejected one fell back to %s", got)
	}
	w.Handoffs[0].State = model.Submitted
	if got := settle(w).Lead.Status; got != model.Ready {
		t.Errorf("a submitted one fell back to %s", got)
	}
}

func TestFit(t *testing.T) {
	w := full(t)
	w.Playbook.Target = model.Target{}
	if got := Fit(w); got != 0.5 {
		t.Errorf("without a target it is %v", got)
	}
	w.Playbook.Target = model.Target{Industries: []string{"48"}, Employees: [2]int{100, 500}, Revenue: [2]int64{0, 100e8}, States: []string{"MA"},
		Titles: []model.TitleWeight{{Words: "cfo", Weight: 1}}}
	if got := Fit(w); got != 1 {
		t.Errorf("all within the target is %v", got)
	}
	w.Playbook.Target.Industries = []string{"sic:48"}
	if got := Fit(w); got < 0.69 || got > 0.71 {
		t.Errorf("a NAICS code met a prefix of SIC: %v", got)
	}
	target := builtIn(t).Target
	if head, top := TitleFit(target, "Head of Operations"), TitleFit(target, "CEO"); head <= top {
		t.Errorf("a functional head weighs %v, an executive %v", head, top)
	}
}

func TestSegments(t *testing.T) {
	w := full(t)
	strict := withPolicy(w.Playbook.Rules, w.Policy)
	loose := w.Playbook.Rules
	loose.Rungs = map[model.AttributeKey]model.Rung{model.Engaged: model.Stated}
	w.Playbook.Segments = []model.Segment{
		{Name: "banks", Industries: []string{"52"}, Rules: loose},
		{Name: "fairs", Categories: []string{"trade-show"}, Employees: [2]int{300, 0}, Rules: loose},
	}
	if _, name := RulesFor(w); name != "fairs" {
		t.Errorf("ruled by %q", name)
	}
	w.Evidence = nil
	if rules, name := RulesFor(w); name != "" || !reflect.DeepEqual(rules, strict) {
		t.Errorf("an unknown size met a segment: %q", name)
	}
	if _, asked := gate(Judge(w), "attribute:budget"); !asked {
		t.Error("the whole playbook asks for a budget")
	}
}

// Over random histories: nothing stale counts, the judgement holds until it says
// so, settling twice is settling once, and a further entry lowers the count only
// by being the newest of its attribute at a lower rung.
func TestJudgementProperties(t *testing.T) {
	base := freight(t)
	rapid.Check(t, func(t *rapid.T) {
		w := base
		w.Evidence = randomHistory(t, w)
		r := Judge(w)
		n := 0
		for _, now := range r.Attributes {
			if now.Stale && now.Counts() != model.Unknown {
				t.Fatalf("%s is stale and counts %s", now.Key, now.Counts())
			}
			if now.Counts() >= w.Playbook.Rules.Rungs[now.Key] {
				n++
			}
		}
		if n != r.Count {
			t.Fatalf("counts %d of %d", r.Count, n)
		}
		if !r.Until.IsZero() {
			before := w
			before.Now = r.Until.Add(-time.Millisecond)
			was := Judge(before)
			if was.Count != r.Count || was.Horizon != r.Horizon || was.Passes != r.Passes {
				t.Fatalf("changed before %v", r.Until)
			}
		}
		once := Settle(w, r)
		if twice := Settle(once, Judge(once)); !reflect.DeepEqual(once.Lead, twice.Lead) {
			t.Fatalf("settled twice: %+v then %+v", once.Lead, twice.Lead)
		}
		e := randomEntry(t, w, w.Now.UnixMilli()+1)
		e.On = model.DateOf(w.Now)
		was := r.Attributes[e.Attribute.Index()]
		after := w
		after.Evidence = append(slices.Clone(w.Evidence), e)
		lowered := Judge(after).Count < r.Count
		if lowered && (e.Level >= was.Level || e.Level == model.Listed && was.Level > model.Listed) && e.Value["date"] == "" {
			t.Fatalf("%s at %s lowered the count from %s", e.Attribute, e.Level, was.Level)
		}
	})
}

func randomHistory(t *rapid.T, w model.World) []model.Evidence {
	var out []model.Evidence
	for i := range rapid.IntRange(0, 25).Draw(t, "entries") {
		e := randomEntry(t, w, w.Now.UnixMilli()-int64(1000-i))
		e.ID = model.EvidenceID(i + 1)
		out = append(out, e)
	}
	return out
}

func randomEntry(t *rapid.T, w model.World, at int64) model.Evidence {
	e := model.Evidence{ID: 900, Attribute: rapid.SampledFrom(model.AttributeKeys()).Draw(t, "attribute"),
		Level: model.Rung(rapid.IntRange(1, 3).Draw(t, "level")), ContactID: mia, TouchID: miaTalk, At: at, Value: model.Value{"cost": "1"}}
	e.On = model.DateOf(w.Now).AddDays(-rapid.IntRange(0, 800).Draw(t, "age"))
	field := map[model.AttributeKey]string{model.Process: "decision_by", model.Urgency: "date", model.Environment: "contract_end"}[e.Attribute]
	if field != "" && rapid.Bool().Draw(t, "dated") {
		d := model.DateOf(w.Now).AddDays(rapid.IntRange(-30, 400).Draw(t, "ends"))
		e.Value = model.Value{field: d.String(), "date": d.String()}
	}
	return e
}
