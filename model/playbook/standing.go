package playbook

import (
	"sync"
	"time"

	"ripen/model"
)

// standing is where one attribute of the lead stands now: the entry that rules,
// and whether it is stale. Entries age out after days; 0 is never.
//
// The newest entry rules, but a listed one never lowers a fresh higher rung.
// An entry of age N days still counts with days = N, and goes stale the day
// after; its own date (decision, event, contract's end) goes by likewise. An
// engaged attribute goes at once when its decision maker has left the company.
func standing(w model.World, key model.AttributeKey, days int) model.AttributeNow {
	now := model.AttributeNow{Key: key}
	e := ruling(w, key, days)
	if e == nil {
		return now
	}
	now.Level, now.Evidence = e.Level, *e
	if e.Level == model.Unknown {
		return now
	}
	now.StaleOn, now.StaleWhy = staleOn(w, *e, days)
	now.Stale = !now.StaleOn.IsZero() && now.StaleOn <= today(w)
	if !now.Stale && key == model.Engaged {
		if c := w.Contact(e.ContactID); c != nil && c.Left {
			now.Stale, now.StaleOn, now.StaleWhy = true, 0, c.Name+" has left the company"
		}
	}
	return now
}

// ruling is the entry that rules, nil where there is none.
func ruling(w model.World, key model.AttributeKey, days int) *model.Evidence {
	var newest, higher *model.Evidence // higher: the newest that is not merely listed
	for i := range w.Evidence {
		e := &w.Evidence[i]
		if e.Attribute != key || e.Voids != 0 {
			continue
		}
		if newest == nil || e.At >= newest.At {
			newest = e
		}
		if e.Level != model.Listed && (higher == nil || e.At >= higher.At) {
			higher = e
		}
	}
	if newest != nil && newest.Level == model.Listed && higher != nil && higher.Level > model.Listed && fresh(w, *higher, days) {
		return higher
	}
	return newest
}

func fresh(w model.World, e model.Evidence, days int) bool {
	on, _ := staleOn(w, e, days)
	return on.IsZero() || on > today(w)
}

// staleOn is the first day on which the entry does not count, 0 for never, and
// why in words that follow "stale:".
func staleOn(w model.World, e model.Evidence, days int) (model.Date, string) {
	var on model.Date
	why := ""
	if days > 0 {
		on, why = saidOn(w, e).AddDays(days+1), "older than "+count(days, "day", "days")
	}
	a, err := model.AttributeOf(e.Attribute)
	if err != nil {
		return on, why
	}
	for _, f := range a.Fields {
		if !f.Ends {
			continue
		}
		if end := endOf(e.Value, f); !end.IsZero() && (on.IsZero() || end.AddDays(1) < on) {
			on, why = end.AddDays(1), passed(f)
		}
	}
	return on, why
}

func saidOn(w model.World, e model.Evidence) model.Date {
	if e.On.IsZero() {
		return model.DateOf(time.UnixMilli(e.At).In(zone(w.Policy.Zone)))
	}
	return e.On
}

func endOf(v model.Value, f model.AttributeField) model.Date {
	d, err := model.ParseDate(v[f.Name])
	if err != nil {
		return 0
	}
	return d
}

func passed(f model.AttributeField) string {
	switch f.Name {
	case "decision_by":
		return "the decision date has passed"
	case "contract_end":
		return "the contract has ended"
	}
	return "the event's date has passed"
}

// today is the civil date of the organisation: ageing is the same for all who
// look.
func today(w model.World) model.Date { return model.DateOf(w.Now.In(zone(w.Policy.Zone))) }

// startOf is the instant at which that day begins for the organisation, in UTC.
func startOf(w model.World, d model.Date) time.Time {
	return d.At(0, 0, zone(w.Policy.Zone)).UTC()
}

var zones sync.Map // IANA name → *time.Location: reading one costs more than judging a lead

// zone of that name, UTC where it is none.
func zone(name string) *time.Location {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		z = time.UTC
	}
	zones.Store(name, z)
	return z
}
