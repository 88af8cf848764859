package model

import "slices"

// DefectField is the field of a list that a defect of the contact is about: of
// a number or address that was tried, the column that brought it; of one that
// the list lacks, the column that should have held it. p is the point in hand,
// nil for the contact's best of the kind. "" is the row as a whole, and what a
// person added by hand.
func DefectField(code string, c *Contact, p *Point) string {
	kinds := DefectKinds(code)
	switch {
	case code == "missing-phone":
		return "phone"
	case code == "missing-email":
		return "email"
	case p != nil && slices.Contains(kinds, p.Kind):
		return p.Field
	case c == nil:
		return ""
	}
	for _, kind := range kinds {
		if p := c.Point(kind); p != nil {
			return p.Field
		}
		for _, p := range c.Points { // it is no longer used: the outcome came first
			if p.Kind == kind {
				return p.Field
			}
		}
	}
	return ""
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
