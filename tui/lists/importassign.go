package lists

import (
	"regexp"
	"slices"
	"strings"

	"ripen/model"
)

// regionShape is a country or a part of one: "DE", "US-MA".
var regionShape = regexp.MustCompile(`^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$`)

// works says whether leads can be given to a member.
func works(m model.MemberRow) bool {
	return m.Active && model.Actor{Name: m.Name, Role: m.Role}.Allow(model.ActWork) == nil
}

// assignments reads who gets the leads: "dana, omar" by turns, "dana: US-MA
// US-NY, omar: DE" by territory, or both, when those without regions take what
// no region claims. Empty is nobody in particular: the person importing.
func assignments(text string, team []model.MemberRow) ([]model.Assignment, error) {
	var out []model.Assignment
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		name, regions, byRegion := strings.Cut(strings.TrimSpace(part), ":")
		if name = strings.TrimSpace(name); name == "" && !byRegion {
			continue
		}
		n := len(out)
		if !byRegion && n > 0 && len(out[n-1].Regions) > 0 && regionShape.MatchString(name) && len(membersLike(name, team)) == 0 {
			out[n-1].Regions = append(out[n-1].Regions, model.Region(strings.ToUpper(name))) // "dana: US-MA, US-NY"
			continue
		}
		m, err := memberOf(name, team)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(a model.Assignment) bool { return a.Member == m.ID }) {
			return nil, model.Errorf(model.Invalid, "%s is named twice; name everybody once.", m.Name)
		}
		a := model.Assignment{Member: m.ID}
		for _, r := range strings.Fields(regions) {
			if !regionShape.MatchString(r) {
				return nil, model.Errorf(model.Invalid, "%q is no region; write a country as DE, a state as US-MA.", r)
			}
			a.Regions = append(a.Regions, model.Region(strings.ToUpper(r)))
		}
		if byRegion && len(a.Regions) == 0 {
			return nil, model.Errorf(model.Invalid, "Say which regions %s takes, as in %s: US-MA US-NY.", m.Name, name)
		}
		out = append(out, a)
	}
	return out, claimedOnce(out, team)
}

// claimedOnce refuses a region that is given to two.
func claimedOnce(all []model.Assignment, team []model.MemberRow) error {
	of := map[model.Region]model.MemberID{}
	for _, a := range all {
		for _, r := range a.Regions {
			if other, taken := of[r]; taken {
				return model.Errorf(model.Invalid, "%s is given to %s and to %s; give it to one of them.", r, nameOf(other, team), nameOf(a.Member, team))
			}
			of[r] = a.Member
		}
	}
	return nil
}

// memberOf finds who is meant by a name or by its beginning, and refuses where
// that is nobody or not one.
func memberOf(name string, team []model.MemberRow) (model.MemberRow, error) {
	like := membersLike(name, team)
	if len(like) == 1 {
		return like[0], nil
	}
	who := like
	if len(like) == 0 {
		for _, m := range team {
			if works(m) {
				who = append(who, m)
			}
		}
	}
	var names []string
	for _, m := range who[:min(len(who), 6)] {
		names = append(names, m.Name)
	}
	list := strings.Join(names, ", ")
	switch {
	case len(like) > 1:
		return model.MemberRow{}, model.Errorf(model.Invalid, "%q may be %s; write more of the name.", name, list)
	case name == "":
		return model.MemberRow{}, model.Errorf(model.Invalid, "Say who takes the region, as in dana: US-MA.")
	case list == "":
		return model.MemberRow{}, model.Errorf(model.Invalid, "There is nobody to give leads to; leave this empty and they are yours.")
	}
	return model.MemberRow{}, model.Errorf(model.Invalid, "Nobody to whom leads can be given is called %q; there are %s.", name, list)
}

// membersLike are those who can be given leads whose name, or a part of it,
// begins so; a whole name is that one and no other.
func membersLike(name string, team []model.MemberRow) []model.MemberRow {
	want := strings.ToLower(strings.Join(strings.Fields(name), " "))
	if want == "" {
		return nil
	}
	var out []model.MemberRow
	for _, m := range team {
		if !works(m) {
			continue
		}
		has := strings.ToLower(m.Name)
		if has == want {
			return []model.MemberRow{m}
		}
		if strings.HasPrefix(has, want) || strings.Contains(has, " "+want) {
			out = append(out, m)
		}
	}
	return out
}

func nameOf(id model.MemberID, team []model.MemberRow) string {
	for _, m := range team {
		if m.ID == id {
			return m.Name
		}
	}
	return id.String()
}

// sharing says in words who gets which leads; me is who gets what nobody takes.
func sharing(all []model.Assignment, team []model.MemberRow, me string) string {
	var turns, parts []string
	for _, a := range all {
		name := nameOf(a.Member, team)
		if len(a.Regions) == 0 {
			turns = append(turns, name)
			continue
		}
		var regions []string
		for _, r := range a.Regions {
			regions = append(regions, string(r))
		}
		parts = append(parts, name+": "+strings.Join(regions, " "))
	}
	rest := strings.Join(turns, ", ")
	switch {
	case len(turns) > 1:
		rest += " in turns"
	case len(turns) == 0:
		rest = me
	}
	if len(parts) == 0 {
		return "all leads: " + rest
	}
	return strings.Join(parts, "; ") + "; all others: " + rest
}
