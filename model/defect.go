package model

import (
	"fmt"
	"strings"
)

// defectFields is what a list issue is about where nothing more exact is known:
// a field of a list's mapping.
var defectFields = map[string]string{
	"wrong-number": "phone", "disconnected": "phone", "missing-phone": "phone", "missing-email": "email", "bad-address": "street",
	"wrong-person": "name", "left-company": "name", "duplicate": "company", "out-of-business": "company", "not-a-prospect": "company",
}

// FoundByHand is the field of an issue with a number or address that a person
// had found: no list is to blame for it.
const FoundByHand = "by-hand"

// About is the field of the list's mapping that the issue is about: the one
// that was coded with it, else the one that its code speaks of; "" for the row
// as a whole.
func (d Defect) About() string {
	if d.Field != "" && d.Field != FoundByHand {
		return d.Field
	}
	return defectFields[d.Code]
}

// DefectField is the field that brought the number or address at which an issue
// showed itself, [FoundByHand] where a person did. It is "" for an issue that is
// about none, and for a point of which nobody knows: see [Defect.About].
func DefectField(code string, p *Point) string {
	if p == nil {
		return ""
	}
	switch about := p.Kind == PhonePoint && (code == "wrong-number" || code == "disconnected") || p.Kind != PhonePoint && code == "bad-address"; {
	case !about:
		return ""
	case p.Field == "" && p.Source != "":
		return FoundByHand
	case p.Field == "" && p.Kind == EmailPoint:
		return "email" // the code alone would speak of the street
	}
	return p.Field
}

// DefectPoint is the contact's number or address that an issue coded by hand is
// about: the one that would be tried now; nil where the code is about none.
func (c Contact) DefectPoint(code string) *Point {
	switch code {
	case "wrong-number", "disconnected":
		return c.Point(PhonePoint)
	case "bad-address":
		if p := c.Point(PostPoint); p != nil {
			return p
		}
		return c.Point(EmailPoint)
	}
	return nil
}

// together are the fields that say the same in parts; where a list has no
// column for the field itself, those that it has of these are named.
var together = map[string][]string{
	"name": {"first_name", "last_name"}, "company": {"website", "account_id"}, "street": {"city", "zip"},
}

// Column is the list's own header of a field, "First Name, Last Name" where it
// is spread over several; "" where the list has none.
func (l List) Column(field string) string {
	if h := l.Mapping[field]; h != "" || field == "" {
		return h
	}
	var parts []string
	for _, f := range together[field] {
		if h := l.Mapping[f]; h != "" {
			parts = append(parts, h)
		}
	}
	if len(parts) == 0 && field == "name" {
		return l.Mapping["title"]
	}
	return strings.Join(parts, ", ")
}

// Share is the count as people say it: "7 of 52"; "7" alone where
// issues were coded of contacts that nobody attempted in the week.
func (d DefectCount) Share() string {
	if d.Count > d.Of {
		return fmt.Sprint(d.Count)
	}
	return fmt.Sprintf("%d of %d", d.Count, d.Of)
}
