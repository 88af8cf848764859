package model

import (
	"maps"
	"slices"
	"strings"
)

// ListedCode is the industry code as the list had it where it is no current
// one, so that no evidence could be made of it: "NAICS 454111 (not in NAICS
// 2017)". "" where no list said such a thing.
func (w World) ListedCode() string {
	for _, scheme := range []string{"naics", "sic"} {
		for _, c := range w.Contacts {
			if v := c.Extra[scheme]; v != "" {
				return strings.ToUpper(scheme) + " " + v
			}
		}
		if v := w.Company.Extra[scheme]; v != "" {
			return strings.ToUpper(scheme) + " " + v
		}
	}
	return ""
}

// ExtraHeaders are the headers of what a list said besides, by the alphabet;
// what an export writes for machines (ids, stamps, paths) stands behind what
// people read.
func ExtraHeaders(extra map[string]string) []string {
	headers := slices.Sorted(maps.Keys(extra))
	slices.SortStableFunc(headers, func(a, b string) int { return forMachines(extra[a]) - forMachines(extra[b]) })
	return headers
}

// forMachines is 1 for a value that nobody reads: a path, a time to the
// millisecond, a long run of letters and digits without a space.
func forMachines(v string) int {
	letters, digits, others := 0, 0, 0
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			letters++
		case r != '-':
			others++
		}
	}
	stamp := len(v) > 16 && v[4] == '-' && v[10] == 'T' && digits >= 12
	id := others == 0 && letters > 0 && digits > 2 && letters+digits >= 15
	if stamp || id || strings.HasPrefix(v, "/") {
		return 1
	}
	return 0
}

// Profile is the address of the contact's own page: the column that was read as
// one, else whatever column holds an address at LinkedIn. "" for none.
func (c Contact) Profile() string {
	if v := c.Extra["profile"]; v != "" {
		return v
	}
	for _, header := range slices.Sorted(maps.Keys(c.Extra)) {
		v := c.Extra[header]
		if low := strings.ToLower(v); strings.Contains(low, "linkedin.com/in/") && !strings.ContainsAny(v, " \t\n") {
			return v
		}
	}
	return ""
}
