package model

import "reflect"

// Clone is a copy of w whose leads, contacts, points, enrolments, touches,
// evidence and hand-offs may be edited without touching w. A decision is most
// simply made by editing a clone and taking the [Diff].
func Clone(w World) World { return Apply(w, nil) }

// Diff lists the changes that lead from before to after: at most one Set for
// each row, its Before being the row as loaded, and one Added for each row that
// before does not hold. Suppressions and defects are not part of a World: the
// decision adds those itself.
func Diff(before, after World) []Change {
	var out []Change
	for _, c := range after.Contacts {
		out = append(out, diffContact(before.Contact(c.ID), c)...)
	}
	if !reflect.DeepEqual(before.Company, after.Company) {
		out = append(out, CompanySet{before.Company, after.Company})
	}
	for _, e := range after.Enrolments {
		if old := before.Enrolment(e.ID); old == nil {
			out = append(out, EnrolmentAdded{e})
		} else if !reflect.DeepEqual(*old, e) {
			out = append(out, EnrolmentSet{*old, e})
		}
	}
	for _, t := range after.Touches {
		if before.Touch(t.ID) == nil {
			out = append(out, TouchAdded{t})
		}
	}
	known := map[EvidenceID]bool{}
	for _, e := range before.Evidence {
		known[e.ID] = true
	}
	for _, e := range after.Evidence {
		if !known[e.ID] {
			out = append(out, EvidenceAdded{e})
		}
	}
	out = append(out, diffHandoffs(before, after)...)
	if !reflect.DeepEqual(before.Lead, after.Lead) {
		out = append(out, LeadSet{before.Lead, after.Lead})
	}
	return out
}

func diffContact(old *Contact, c Contact) []Change {
	if old == nil {
		return []Change{ContactAdded{c}}
	}
	var out []Change
	bare, bareOld := c, *old
	bare.Points, bareOld.Points = nil, nil
	if !reflect.DeepEqual(bare, bareOld) {
		out = append(out, ContactSet{*old, c})
	}
	for _, p := range c.Points {
		i := indexPoint(old.Points, p.ID)
		switch {
		case i < 0:
			out = append(out, PointAdded{p})
		case old.Points[i] != p:
			out = append(out, PointSet{Before: old.Points[i], After: p})
		}
	}
	return out
}

func indexPoint(points []Point, id PointID) int {
	for i, p := range points {
		if p.ID == id {
			return i
		}
	}
	return -1
}

func diffHandoffs(before, after World) []Change {
	var out []Change
	for _, h := range after.Handoffs {
		var old *Handoff
		for i := range before.Handoffs {
			if before.Handoffs[i].ID == h.ID {
				old = &before.Handoffs[i]
			}
		}
		seen := 0
		bare := h
		bare.Events = nil
		if old == nil {
			out = append(out, HandoffAdded{bare})
		} else {
			bareOld := *old
			bareOld.Events = nil
			if !reflect.DeepEqual(bareOld, bare) {
				out = append(out, HandoffSet{bareOld, bare})
			}
			seen = len(old.Events)
		}
		for _, e := range h.Events[seen:] {
			out = append(out, HandoffEventAdded{e})
		}
	}
	return out
}
