package document

import (
	"cmp"
	"strings"

	"ripen/model"
	"ripen/model/gate"
)

// opportunity is the whole lead in three sentences: who hurts and where; the
// money and the decision; why now and what is agreed. They are made of evidence
// only and say what is not known, or no longer fresh.
func (d Doc) opportunity() []string {
	return []string{d.painSentence(), d.moneySentence(), d.nowSentence()}
}

func (d Doc) attribute(key model.AttributeKey) Attribute {
	for _, a := range d.Attributes {
		if a.Key == key {
			return a
		}
	}
	return Attribute{Key: key, Level: model.Unknown.String()}
}

func (a Attribute) known() bool { return a.Level != model.Unknown.String() && a.Level != "" }

// trust says how far an attribute can be relied on, where that is not far.
func (a Attribute) trust() string {
	switch {
	case !a.known():
		return ""
	case a.Stale:
		return " (stale: " + cmp.Or(a.StaleWhy, "no longer fresh") + ")"
	case a.Level == model.Listed.String():
		return " (from the list only: nobody said it)"
	}
	return ""
}

func (d Doc) painSentence() string {
	c := d.Company
	var facts []string
	if c.Employees > 0 {
		facts = append(facts, count(c.Employees, "employee", "employees"))
	}
	if c.Revenue > 0 {
		facts = append(facts, Money(c.Revenue, c.Currency)+" revenue")
	}
	if c.Locations > 0 {
		facts = append(facts, count(c.Locations, "location", "locations"))
	}
	who := cmp.Or(c.Name, "The company")
	if at := join(", ", c.City, c.State); at != "" {
		who += " in " + at
	}
	if len(facts) > 0 {
		who += " (" + strings.Join(facts, ", ") + ")"
	}
	a := d.attribute(model.Pain)
	if !a.known() || len(d.Pain.Pains) == 0 {
		return who + " has named no pain yet."
	}
	text := who + " has this to solve: " + several(d.Pain.Pains)
	if d.Pain.Cost != "" {
		text += ", at a cost of " + clip(d.Pain.Cost, 120)
	}
	if a.Evidence != nil && a.Evidence.SaidBy != "" {
		text += ", as " + aside(a.Evidence.SaidBy) + " said"
		if a.Evidence.On != "" {
			text += " on " + day(a.Evidence.On)
		}
	}
	return stop(text + a.trust())
}

func (d Doc) moneySentence() string {
	money, process := d.attribute(model.Budget), d.attribute(model.Process)
	text := "The budget is not known"
	if money.known() {
		amount := ""
		if d.Budget.Amount > 0 {
			amount = Money(d.Budget.Amount, d.Budget.Currency)
		}
		switch {
		case d.Budget.Status == "allocated":
			text = cmp.Or(amount, "Money") + " is allocated"
		case amount != "":
			text = amount + " goes through a budgeting process"
		default:
			text = "The money goes through a budgeting process"
		}
		if d.Budget.Status != "allocated" && d.Budget.Process != "" {
			text += " (" + clip(d.Budget.Process, 120) + ")"
		}
		text += money.trust()
	}
	switch {
	case d.Process.DecisionBy != "":
		text += "; the decision is expected by " + day(d.Process.DecisionBy)
	default:
		text += "; no decision date is known"
	}
	if d.Process.Signer != "" {
		text += ", and " + clip(d.Process.Signer, 80) + " signs"
	}
	return stop(text + process.trust())
}

func (d Doc) nowSentence() string {
	a := d.attribute(model.Urgency)
	text := "No compelling event is known"
	if a.known() && d.Event.Event != "" {
		text = "Why now: " + clip(d.Event.Event, 160)
		if d.Event.Date != "" {
			text += " (" + day(d.Event.Date) + ")"
		}
		if d.Event.Consequence != "" {
			text += "; if it is missed: " + clip(d.Event.Consequence, 160)
		}
		text += a.trust()
	}
	if d.NextStep == nil {
		return stop(text + "; no next step is agreed")
	}
	return stop(text + "; agreed is " + d.NextStep.words())
}

// words is the next step in running text.
func (n NextStep) words() string {
	text := "a " + string(n.Kind)
	if who := titled(n.Contact, n.Title); who != "" {
		text += " with " + aside(who)
	}
	return text + " on " + n.when()
}

// when is the time in its own zone, also where it was read from JSON, which
// keeps only the offset.
func (n NextStep) when() string { return appointment(n.At.In(gate.Zone(n.TimeZone))) }

func stop(s string) string { return strings.TrimRight(s, ". ") + "." }
