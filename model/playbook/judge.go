package playbook

import (
	"slices"
	"strconv"
	"time"

	"ripen/model"
	"ripen/model/cadence"
)

// leastFit is the fit below which graduating warns: what is unknown counts half,
// so only what is known to lie outside the target falls below.
const leastFit = 0.5

// Judge judges the lead by its playbook at w.Now: where each attribute stands,
// every gate with why, the question worth asking next, and until when time alone
// leaves all this standing. It changes nothing and needs no [Settle] before it.
func Judge(w model.World) model.Readiness {
	rules, _ := RulesFor(w)
	r := model.Readiness{Of: len(model.Attributes)}
	weakest := 0
	for i, a := range model.Attributes {
		now := standing(w, a.Key, rules.StaleDays[a.Key])
		r.Attributes = append(r.Attributes, now)
		if now.Counts() >= max(rules.Rungs[a.Key], model.Listed) {
			r.Count++
		}
		if now.Counts() < r.Attributes[weakest].Counts() {
			weakest = i
		}
	}
	r.Weakest = model.Attributes[weakest].Key
	r.WeakestWhy = state(w, r.Attributes[weakest])
	r.DecisionBy, _ = model.ParseDate(r.Attributes[model.Process.Index()].Evidence.Value["decision_by"])
	r.Horizon = horizon(w, r.DecisionBy, rules.HorizonDays)
	r.Gates = gates(w, rules, r)
	r.Ready, r.Passes = true, true
	for _, g := range r.Failing() {
		r.Passes = false
		if g.Name != nextStepGate {
			r.Ready = false
		}
	}
	ask(w, rules, &r)
	r.Until = until(w, rules, r)
	return r
}

// horizon of a decision expected on that day: unknown without one or when it
// has passed, near-term within so many days, else long-term.
func horizon(w model.World, by model.Date, days int) model.Horizon {
	switch {
	case by.IsZero() || by < today(w):
		return model.HorizonUnknown
	case by.Sub(today(w)) <= days:
		return model.NearTerm
	}
	return model.LongTerm
}

const nextStepGate = "next-step"

func gates(w model.World, rules model.Rules, r model.Readiness) []model.Gate {
	var out []model.Gate
	for _, now := range r.Attributes {
		if g, asked := attributeGate(w, rules.Rungs[now.Key], now); asked {
			out = append(out, g)
		}
	}
	if rules.NearTerm {
		out = append(out, horizonGate(w, rules, r))
	}
	if rules.NextStep {
		ok, why := nextStep(w)
		out = append(out, model.Gate{Name: nextStepGate, OK: ok, Why: why})
	}
	return append(out, advice(w, rules)...)
}

// attributeGate judges one attribute; asked is false where the playbook does
// not ask for it and sales has not named it either.
func attributeGate(w model.World, need model.Rung, now model.AttributeNow) (g model.Gate, asked bool) {
	reopened := slices.Contains(w.Lead.Reopened, now.Key)
	if need == model.Unknown && !reopened {
		return g, false
	}
	need = max(need, model.Listed)
	g = model.Gate{Name: "attribute:" + string(now.Key)}
	what := subject(now.Key) + " " + verb(now.Key) + " " + state(w, now)
	switch {
	case now.Counts() < need:
		g.Why = what + "; " + need.String() + " is needed"
	case reopened && !newer(w, now.Evidence):
		since := model.DateOf(w.Lead.ReopenedAt.In(zone(w.Policy.Zone)))
		how := ": sales rejected it on "
		if !bySales(w, now.Key) {
			how = " is open again since "
		}
		g.Why = subject(now.Key) + how + day(w, since) + "; newer evidence is needed"
	default:
		g.OK, g.Why = true, what
	}
	return g, true
}

// bySales says that sales named the attribute when it last gave the lead back;
// engaged is also reopened when its decision maker leaves the company.
func bySales(w model.World, key model.AttributeKey) bool {
	for _, h := range slices.Backward(w.Handoffs) {
		if slices.Contains(gaveBack, h.State) {
			return slices.Contains(h.Attributes, key)
		}
	}
	return false
}

// newer says that the entry came after the rejection that reopened its
// attribute: entered after it, and about something said after it.
func newer(w model.World, e model.Evidence) bool {
	since := w.Lead.ReopenedAt
	if e.At < since.UnixMilli() || saidOn(w, e) < model.DateOf(since.In(zone(w.Policy.Zone))) {
		return false
	}
	if e.At == since.UnixMilli() && !enteredSince(w, e) {
		return false
	}
	t := w.Touch(e.TouchID)
	return t == nil || !t.At.Before(since)
}

// enteredSince tells two entries of one instant apart, which a stopped clock
// makes: the dossier that sales rejected held nothing newer than its mark, and
// an entry that is not numbered yet is being made now.
func enteredSince(w model.World, e model.Evidence) bool {
	if e.ID < 0 {
		return true
	}
	for _, h := range slices.Backward(w.Handoffs) {
		if slices.Contains(gaveBack, h.State) && slices.Contains(h.Attributes, e.Attribute) {
			return e.ID > h.EvidenceMark
		}
	}
	c := w.Contact(e.ContactID)
	return c != nil && !c.Left
}

func horizonGate(w model.World, rules model.Rules, r model.Readiness) model.Gate {
	g := model.Gate{Name: "horizon", OK: r.Horizon == model.NearTerm}
	within := "near-term is within " + count(rules.HorizonDays, "day", "days")
	switch {
	case g.OK:
		g.Why = "a decision is expected by " + day(w, r.DecisionBy)
	case r.DecisionBy.IsZero():
		g.Why = "no decision date is known; " + within
	case r.Horizon == model.HorizonUnknown:
		g.Why = "the decision date of " + day(w, r.DecisionBy) + " has passed; " + within
	default:
		g.Why = "a decision is expected by " + day(w, r.DecisionBy) + "; " + within
	}
	return g
}

// nextStep judges the agreed next step: a call, meeting or visit that is still
// ahead, with a decision maker.
func nextStep(w model.World) (ok bool, why string) {
	n := w.Lead.NextStep
	if n.IsZero() {
		return false, "no next step is agreed; agree a call, meeting or visit with the decision maker"
	}
	if !slices.Contains(model.NextStepKinds, n.Kind) {
		return false, "the next step must be a call, meeting or visit"
	}
	c := w.Contact(nextStepWith(w))
	on := day(w, model.DateOf(n.At.In(zone(w.Policy.Zone))))
	switch {
	case !n.At.After(w.Now):
		return false, "the " + string(n.Kind) + " of " + on + " has passed; agree a new next step"
	case c == nil:
		return false, "the " + string(n.Kind) + " of " + on + " names nobody; it takes the decision maker's name"
	case c.Left:
		return false, c.Name + " has left the company; agree the next step with a decision maker"
	case c.Role != model.DecisionMaker:
		return false, "the " + string(n.Kind) + " of " + on + " is with " + c.Name + ", " + roleWord(c.Role) + "; it takes a decision maker"
	}
	return true, "a " + string(n.Kind) + " on " + on + " with " + c.Name
}

// nextStepWith is whom the next step is with: without a name it is the decision
// maker whom engaged names.
func nextStepWith(w model.World) model.ContactID {
	if w.Lead.NextStep.ContactID != 0 {
		return w.Lead.NextStep.ContactID
	}
	return EngagedWith(w)
}

// EngagedWith is the decision maker whom the attribute engaged names, 0 where
// none is engaged: the default of an agreed next step.
func EngagedWith(w model.World) model.ContactID {
	rules, _ := RulesFor(w)
	now := standing(w, model.Engaged, rules.StaleDays[model.Engaged])
	if now.Counts() < model.Stated {
		return 0
	}
	return now.Evidence.ContactID
}

// advice are the gates that only warn.
func advice(w model.World, rules model.Rules) []model.Gate {
	counted, channels := cadence.Counted(w.Touches), map[model.Channel]bool{}
	for _, t := range counted {
		channels[t.Channel] = true
	}
	touches := len(counted)
	fit := Fit(w)
	var out []model.Gate
	if rules.Touches > 0 {
		out = append(out, model.Gate{Name: "touches", Advice: true, OK: touches >= rules.Touches,
			Why: count(touches, "touch", "touches") + "; " + strconv.Itoa(rules.Touches) + " are advised"})
	}
	if rules.Channels > 0 {
		out = append(out, model.Gate{Name: "channels", Advice: true, OK: len(channels) >= rules.Channels,
			Why: count(len(channels), "channel", "channels") + "; " + strconv.Itoa(rules.Channels) + " are advised"})
	}
	return append(out, model.Gate{Name: "fit", Advice: true, OK: fit >= leastFit,
		Why: "fit with the target is " + strconv.Itoa(int(fit*100+0.5)) + " of 100"})
}

// until is the first instant at which time alone changes the judgement: an entry
// goes stale, the horizon is crossed, or the next step passes. Zero is never.
func until(w model.World, rules model.Rules, r model.Readiness) time.Time {
	var first time.Time
	at := func(t time.Time) {
		if t.After(w.Now) && (first.IsZero() || t.Before(first)) {
			first = t.UTC()
		}
	}
	for _, now := range r.Attributes {
		if !now.Stale && !now.StaleOn.IsZero() {
			at(startOf(w, now.StaleOn))
		}
	}
	if by := r.DecisionBy; !by.IsZero() {
		at(startOf(w, by.AddDays(-rules.HorizonDays)))
		at(startOf(w, by.AddDays(1)))
	}
	if !w.Lead.NextStep.IsZero() {
		at(w.Lead.NextStep.At)
	}
	return first
}
