package demo

import (
	"slices"

	"ripen/model"
)

// how an attribute is missing.
type how int

const (
	unheard how = iota // nobody spoke of it
	rumour             // listed only
	low                // said, but not on the rung that is asked for
	passed             // its own date has gone by
)

// arc is how a lead ripens: talks up to a day, and what is still missing then.
type arc struct {
	last    model.Date
	talks   int
	missing map[model.AttributeKey]how
	next    int           // business days until the agreed next step; 0: none agreed
	ends    model.Outcome // of the last talk
	until   model.Date    // with connected-later
	decide  model.Date    // when they decide; 0: as the dates fall
}

// dates of what will be decided and what will happen, as told on a day.
func (l *life) dates(told model.Date) {
	from := l.s.today
	if l.part.before {
		from = told
	}
	l.facts.decision = from.AddDays(l.d.between(35, 130))
	l.facts.happens = from.AddDays(l.d.between(25, 110))
	if l.d.chance(0.5) {
		l.facts.contract = from.AddDays(l.d.between(60, 300))
	}
}

// ripen plays the arc.
func (l *life) ripen(a arc) {
	l.dates(a.last)
	l.lacking = a.missing
	if !a.decide.IsZero() {
		l.facts.decision = a.decide
	}
	if h, ok := a.missing[model.Process]; ok && h == passed {
		l.facts.decision = max(a.last.AddDays(1), l.s.today.AddDays(-l.d.between(1, 3)))
	}
	if h, ok := a.missing[model.Urgency]; ok && h == passed {
		l.facts.happens = max(a.last.AddDays(1), l.s.today.AddDays(-l.d.between(1, 3)))
	}
	days := make([]model.Date, a.talks)
	for i, day := a.talks-1, a.last; i >= 0; i-- {
		days[i] = day
		day = l.s.bd(day, -l.d.between(4, 6))
	}
	l.start(days[0].AddDays(-l.d.between(10, 40)))
	l.workUntil(days[0])
	_, unmet := a.missing[model.Engaged]
	for i, day := range days {
		t := l.topics(i, a, unmet)
		t.day = day
		l.talk(t)
	}
	l.remainder(a, unmet)
}

// topics of the i-th talk: facts first, then what hurts and who decides, and
// money last. Somebody below the decision maker names him in the first or
// second talk.
func (l *life) topics(i int, a arc, unmet bool) said {
	early := []model.AttributeKey{model.IndustryCode, model.Firmographics, model.DecisionMakers, model.Environment}
	middle := []model.AttributeKey{model.Engaged, model.Pain, model.Process}
	late := []model.AttributeKey{model.Competition, model.Budget, model.Urgency}
	turn := 0 // the talk from which on the decision maker is met
	if l.part.below {
		turn = min(2, a.talks-1)
	}
	t := said{who: l.w.Contacts[0].ID, outcome: model.ConnectedInterested, whole: true}
	if i == 0 {
		t.keys = early
	}
	if i == turn {
		t.keys = append(slices.Clone(t.keys), middle...)
	}
	if i == a.talks-1 {
		t.keys = append(slices.Clone(t.keys), late...)
		t.outcome, t.until = a.ends, a.until
	}
	if l.part.below && !unmet {
		switch {
		case i == turn-1:
			t.outcome, t.refer = model.ConnectedReferred, l.w.Contacts[1].ID
		case i >= turn && turn > 0:
			t.who = l.w.Contacts[1].ID
		}
	}
	t.keys = slices.DeleteFunc(slices.Clone(t.keys), func(k model.AttributeKey) bool {
		h, gone := a.missing[k]
		return gone && (h == unheard || h == rumour)
	})
	return t
}

// remainder enters what is known by hearsay or on paper, and the next step.
func (l *life) remainder(a arc, unmet bool) {
	d := throw(l.s.seed, l.seat<<8|0xfc)
	for _, key := range model.AttributeKeys() {
		if h, ok := a.missing[key]; ok && h == rumour {
			l.attest(d, l.clock.Add(60e9), key, model.Listed, 0, 0, false)
		}
	}
	if _, gone := a.missing[model.Pain]; unmet && !gone {
		l.attest(d, l.clock.Add(60e9), model.Pain, model.Confirmed, 0, 0, true)
	}
	if a.next > 0 {
		l.agree(l.clock.Add(120e9), l.decides(), a.next)
	}
}

// decides is the decision maker, as far as known.
func (l *life) decides() model.ContactID {
	for _, c := range l.w.Contacts {
		if c.Role == model.DecisionMaker {
			return c.ID
		}
	}
	return 0
}

// lacks are n attributes of which something is missing. The process is left
// out: without it the horizon is unknown too, which is a gate of its own.
func (l *life) lacks(n int) map[model.AttributeKey]how {
	out := map[model.AttributeKey]how{}
	for _, key := range some(l.d, []model.AttributeKey{model.Budget, model.Budget, model.Urgency, model.Urgency, model.Competition, model.Environment, model.Pain, model.Engaged}, n+1) {
		if len(out) == n {
			break
		}
		h := pick(l.d, []how{unheard, rumour})
		switch {
		case key == model.Pain:
			h = low
		case key == model.Urgency && l.d.chance(0.3):
			h = passed
		case key == model.Engaged:
			h = unheard
			l.part.below = true
			l.swap()
		}
		out[key] = h
	}
	return out
}

// swap puts somebody who decides nothing in front.
func (l *life) swap() {
	if l.likely[0] != model.DecisionMaker {
		return
	}
	l.likely[0], l.likely[1] = model.Champion, model.DecisionMaker
	a, b := &l.w.Contacts[0], &l.w.Contacts[1]
	a.Title, b.Title = pick(l.d, titles[model.Champion]), a.Title
}

// board brings a lead to so many gates from graduation, its next call due as its
// owner's ways have it.
func (l *life) board(missing map[model.AttributeKey]how, next int) {
	l.ripen(arc{last: l.s.bd(l.target(), -5), talks: l.d.between(2, 4), missing: missing, next: next, ends: model.ConnectedInterested})
	l.todaysWork()
}

func boardOne(l *life) {
	if l.part.nth == 0 { // only the next step
		l.board(nil, 0)
		return
	}
	l.board(l.lacks(1), l.d.between(2, 8))
}

func boardTwo(l *life) {
	switch l.part.nth % 3 {
	case 0:
		l.board(l.lacks(1), 0)
	case 1:
		l.board(l.lacks(2), l.d.between(2, 8))
	default: // and with it the horizon
		l.board(map[model.AttributeKey]how{model.Process: pick(l.d, []how{unheard, rumour, passed})}, l.d.between(2, 8))
	}
}

func boardThree(l *life) {
	if l.part.nth%2 == 0 {
		l.board(l.lacks(2), 0)
		return
	}
	l.board(map[model.AttributeKey]how{model.Process: unheard, pick(l.d, []model.AttributeKey{model.Budget, model.Urgency}): rumour}, l.d.between(2, 8))
}

// readyLead has everything, the next step too, and was not submitted yet.
func readyLead(l *life) { l.board(nil, l.d.between(3, 9)) }

// gone had nearly everything in spring; since then it rested, and what was said
// has aged.
func gone(l *life) {
	last := l.s.bd(l.s.today, -l.d.between(66, 82))
	l.ripen(arc{last: last, talks: 2, missing: l.lacks(l.d.between(0, 2)), ends: model.ConnectedLater, until: max(l.target(), last.AddDays(30)),
		decide: l.s.today.AddDays(l.d.between(-6, 45))})
	l.todaysWork()
}
