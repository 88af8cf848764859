package playbook

import (
	"maps"
	"strconv"
	"strings"

	"ripen/model"
)

// sicPrefix marks a prefix of SIC codes; the others are NAICS. The two schemes
// give the same digits to different trades, so one never stands for the other.
const sicPrefix = "sic:"

// RulesFor is what the playbook asks of this lead and the name of the segment
// that says so, "" for none: the first segment whose every condition the lead
// meets. A condition on a fact that is unknown or stale is not met. What the
// playbook leaves out of StaleDays and HorizonDays is the policy's.
func RulesFor(w model.World) (model.Rules, string) {
	for _, s := range w.Playbook.Segments {
		if inSegment(w, s) {
			return withPolicy(s.Rules, w.Policy), s.Name
		}
	}
	return withPolicy(w.Playbook.Rules, w.Policy), ""
}

func withPolicy(r model.Rules, p model.Policy) model.Rules {
	days := maps.Clone(p.StaleDays)
	if days == nil {
		days = map[model.AttributeKey]int{}
	}
	maps.Copy(days, r.StaleDays)
	r.StaleDays = days
	if r.HorizonDays == 0 {
		r.HorizonDays = p.HorizonDays
	}
	return r
}

func inSegment(w model.World, s model.Segment) bool {
	if len(s.Categories) > 0 && !contains(s.Categories, w.Lead.Category) {
		return false
	}
	// A segment's own staleness decides nothing yet: which segment rules cannot
	// hang on what that segment says.
	days := withPolicy(w.Playbook.Rules, w.Policy).StaleDays
	if len(s.Industries) > 0 {
		in, known := inIndustries(factsOf(w, model.IndustryCode, days), s.Industries)
		if !known || !in {
			return false
		}
	}
	if s.Employees != [2]int{} {
		n, known := numberOf(factsOf(w, model.Firmographics, days), "employees")
		if !known || !within(n, int64(s.Employees[0]), int64(s.Employees[1])) {
			return false
		}
	}
	return true
}

// factsOf is the value of an attribute where it is known and fresh, else nil.
func factsOf(w model.World, key model.AttributeKey, days map[model.AttributeKey]int) model.Value {
	now := standing(w, key, days[key])
	if now.Counts() == model.Unknown {
		return nil
	}
	return now.Evidence.Value
}

// inIndustries says whether the code has one of the prefixes, and whether there
// is a code at all.
func inIndustries(v model.Value, prefixes []string) (in, known bool) {
	code := v["code"]
	if code == "" {
		return false, false
	}
	for _, p := range prefixes {
		digits, sic := strings.CutPrefix(p, sicPrefix)
		if sic == (v["scheme"] == "sic") && strings.HasPrefix(code, digits) {
			return true, true
		}
	}
	return false, true
}

func numberOf(v model.Value, field string) (int64, bool) {
	n, err := strconv.ParseInt(v[field], 10, 64)
	return n, err == nil
}

// within says that n lies in the range; 0 leaves an end open.
func within(n, from, to int64) bool { return n >= from && (to == 0 || n <= to) }

func contains(list []string, s string) bool {
	for _, one := range list {
		if strings.EqualFold(one, s) {
			return true
		}
	}
	return false
}
