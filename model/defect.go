package model

import (
	"fmt"
	"slices"
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

// DefectKinds are the kinds of point that a code may be about, the likelier
// first; none: it is about the person, the company or what is missing.
func DefectKinds(code string) []PointKind {
	switch code {
	case "wrong-number", "disconnected":
		return []PointKind{PhonePoint}
	case "bad-address":
		return []PointKind{EmailPoint, PostPoint}
	}
	return nil
}

// DefectField is the field of a list that a defect of the contact is about: of
// a number or address that was tried, the column that brought it; of one that
// the list lacks, the column that should have held it. p is the point in hand,
// nil for the contact's best of the kind; [FoundByHand] where a person brought it.
// "" is the row as a whole: see [Defect.About].
func DefectField(code string, c *Contact, p *Point) string {
	kinds := DefectKinds(code)
	switch {
	case code == "missing-phone":
		return "phone"
	case code == "missing-email":
		return "email"
	case p != nil && slices.Contains(kinds, p.Kind):
		return p.columnOf(code)
	case c == nil:
		return ""
	}
	for _, kind := range kinds {
		if p := c.Point(kind); p != nil {
			return p.columnOf(code)
		}
		for _, p := range c.Points { // it is no longer used: the outcome came first
			if p.Kind == kind {
				return p.columnOf(code)
			}
		}
	}
	return ""
}

// columnOf is the point's own field, [FoundByHand] where a person brought it. An
// address of which nobody knows is told from the other kind all the same, since
// the code alone would speak of the street.
func (p Point) columnOf(code string) string {
	switch {
	case p.Field == "" && p.Source != "":
		return FoundByHand
	case p.Field == "" && p.Kind == EmailPoint && code == "bad-address":
		return "email"
	}
	return p.Field
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
