package model

import "strings"

// ParseAssignments reads who gets the leads of a list, as people write it:
// "dana, omar" in turns, "dana: US-MA US-NY, omar: DE" by territory, or both;
// a person without regions takes turns in what no region claims. find names a
// member. "" gives none. Errors have code [Invalid] for the form and those of
// find for a name.
func ParseAssignments(text string, find func(name string) (MemberID, error)) ([]Assignment, error) {
	var out []Assignment
	for part := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, where, parted := strings.Cut(part, ":")
		name = strings.TrimSpace(name)
		if name == "" {
			return nil, Errorf(Invalid, "%q names nobody; write it as dana: US-MA US-NY", strings.TrimSpace(part))
		}
		id, err := find(name)
		if err != nil {
			return nil, err
		}
		a := Assignment{Member: id}
		for r := range strings.FieldsSeq(where) {
			region, ok := parseRegion(r)
			if !ok {
				return nil, Errorf(Invalid, "%q is no region; write a country as DE or a state as US-MA", r)
			}
			a.Regions = append(a.Regions, region)
		}
		if parted && len(a.Regions) == 0 {
			return nil, Errorf(Invalid, "%s has a colon and no region behind it; write it as %s: US-MA US-NY", name, name)
		}
		out = append(out, a)
	}
	return out, nil
}

// parseRegion takes "de" and "us-ma" in any case: ISO 3166 letters, with a
// division of letters or digits behind them.
func parseRegion(s string) (Region, bool) {
	s = strings.ToUpper(s)
	country, division, divided := strings.Cut(s, "-")
	if len(country) != 2 || strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", false
	}
	if divided && (division == "" || len(division) > 3 || strings.Trim(division, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "") {
		return "", false
	}
	return Region(s), true
}
