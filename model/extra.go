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
