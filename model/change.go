package model

import "slices"

// Change is one write that a decision asks for. The set is sealed: the store
// writes it through one switch. Before is what the decision looked at: its
// version must still stand.
type Change interface{ change() }

type (
	// TouchAdded appends a touch; with Voids set it takes back that one.
	TouchAdded struct{ Touch Touch }
	// EvidenceAdded appends an entry of the ladder.
	EvidenceAdded struct{ Evidence Evidence }
	// LeadSet changes a lead.
	LeadSet struct{ Before, After Lead }
	// CompanySet changes a company.
	CompanySet struct{ Before, After Company }
	// ContactAdded makes a contact with its points.
	ContactAdded struct{ Contact Contact }
	// ContactSet changes a contact; its points are changed by PointSet.
	ContactSet struct{ Before, After Contact }
	// PointAdded gives a contact a number or address.
	PointAdded struct{ Point Point }
	// PointSet changes a point. AllWithKey lays the status on every point of
	// that kind and key in the database (a disconnected shared line).
	PointSet struct {
		Before, After Point
		AllWithKey    bool
	}
	// EnrolmentAdded enrols.
	EnrolmentAdded struct{ Enrolment Enrolment }
	// EnrolmentSet moves an enrolment.
	EnrolmentSet struct{ Before, After Enrolment }
	// HandoffAdded opens a hand-off.
	HandoffAdded struct{ Handoff Handoff }
	// HandoffSet moves a hand-off.
	HandoffSet struct{ Before, After Handoff }
	// HandoffEventAdded appends to a hand-off's record.
	HandoffEventAdded struct{ Event HandoffEvent }
	// SuppressionAdded keeps the keyed hash of a person, number or address for
	// good. Channel "" is all channels.
	SuppressionAdded struct {
		Kind      string // "person", "phone", "email", "company"
		Key       string // folded: name key + company key, E.164, e-mail, company key
		Channel   Channel
		ContactID ContactID
		Reason    string
	}
	// SuppressionLifted takes it back; a team lead does it with a reason.
	SuppressionLifted struct {
		Kind, Key string
		Channel   Channel
		Reason    string
	}
	// DefectAdded codes a list issue.
	DefectAdded struct{ Defect Defect }
)

func (TouchAdded) change()        {}
func (EvidenceAdded) change()     {}
func (LeadSet) change()           {}
func (CompanySet) change()        {}
func (ContactAdded) change()      {}
func (ContactSet) change()        {}
func (PointAdded) change()        {}
func (PointSet) change()          {}
func (EnrolmentAdded) change()    {}
func (EnrolmentSet) change()      {}
func (HandoffAdded) change()      {}
func (HandoffSet) change()        {}
func (HandoffEventAdded) change() {}
func (SuppressionAdded) change()  {}
func (SuppressionLifted) change() {}
func (DefectAdded) change()       {}

// Apply is the world after the changes: what the store would load once they
// are written. New rows keep the negative ids that the decision gave them.
// It shares nothing that it changes with w.
func Apply(w World, changes []Change) World {
	w.Contacts = cloneContacts(w.Contacts)
	w.Enrolments = slices.Clone(w.Enrolments)
	w.Touches = slices.Clone(w.Touches)
	w.Evidence = slices.Clone(w.Evidence)
	w.Handoffs = slices.Clone(w.Handoffs)
	for _, c := range changes {
		applyOne(&w, c)
	}
	return w
}

func cloneContacts(in []Contact) []Contact {
	out := slices.Clone(in)
	for i := range out {
		out[i].Points = slices.Clone(out[i].Points)
	}
	return out
}

func applyOne(w *World, c Change) {
	switch c := c.(type) {
	case TouchAdded:
		if c.Touch.Voids != 0 {
			if t := w.Touch(c.Touch.Voids); t != nil {
				t.Voided = true
			}
			return
		}
		w.Touches = append(w.Touches, c.Touch)
		slices.SortStableFunc(w.Touches, func(a, b Touch) int { return a.At.Compare(b.At) })
		if c.Touch.At.After(w.Lead.LastTouch) {
			w.Lead.LastTouch = c.Touch.At
		}
	case EvidenceAdded:
		if c.Evidence.Voids != 0 {
			w.Evidence = slices.DeleteFunc(w.Evidence, func(e Evidence) bool { return e.ID == c.Evidence.Voids })
			return
		}
		w.Evidence = append(w.Evidence, c.Evidence)
	case LeadSet:
		last := w.Lead.LastTouch
		if w.Lead = c.After; last.After(w.Lead.LastTouch) {
			w.Lead.LastTouch = last
		}
	case CompanySet:
		w.Company = c.After
	case ContactAdded:
		w.Contacts = append(w.Contacts, c.Contact)
	case ContactSet:
		if p := w.Contact(c.After.ID); p != nil {
			points := p.Points
			*p = c.After
			p.Points = points
		}
	case PointAdded:
		if p := w.Contact(c.Point.ContactID); p != nil {
			p.Points = append(p.Points, c.Point)
		}
	case PointSet:
		applyPoint(w, c)
	case EnrolmentAdded:
		w.Enrolments = append(w.Enrolments, c.Enrolment)
	case EnrolmentSet:
		if e := w.Enrolment(c.After.ID); e != nil {
			*e = c.After
		}
	case HandoffAdded:
		w.Handoffs = append(w.Handoffs, c.Handoff)
	case HandoffSet:
		for i := range w.Handoffs {
			if w.Handoffs[i].ID == c.After.ID {
				c.After.Events = w.Handoffs[i].Events
				w.Handoffs[i] = c.After
			}
		}
	case HandoffEventAdded:
		for i := range w.Handoffs {
			if w.Handoffs[i].ID == c.Event.HandoffID {
				w.Handoffs[i].Events = append(slices.Clone(w.Handoffs[i].Events), c.Event)
			}
		}
	case SuppressionAdded:
		applySuppression(w, c, true)
	case SuppressionLifted:
		applySuppression(w, SuppressionAdded{Kind: c.Kind, Key: c.Key, Channel: c.Channel}, false)
	case DefectAdded:
	}
}

func applyPoint(w *World, c PointSet) {
	for i := range w.Contacts {
		for j := range w.Contacts[i].Points {
			p := &w.Contacts[i].Points[j]
			switch {
			case p.ID == c.After.ID:
				*p = c.After
			case c.AllWithKey && p.Kind == c.After.Kind && p.Key == c.After.Key:
				p.Status = c.After.Status
			}
		}
	}
}

func applySuppression(w *World, c SuppressionAdded, on bool) {
	for i := range w.Contacts {
		p := &w.Contacts[i]
		switch c.Kind {
		case "person":
			if p.ID == c.ContactID && c.Channel == "" {
				p.Suppressed = on
			}
		case "company":
			p.Suppressed = on
		}
		for j := range p.Points {
			if string(p.Points[j].Kind) == c.Kind && p.Points[j].Key == c.Key {
				p.Points[j].NoConsent = on
			}
		}
	}
}
