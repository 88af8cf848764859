package demo

import (
	"slices"
	"strconv"
	"strings"

	"ripen/model"
)

func row(n int64) string { return strconv.FormatInt(n, 10) }

// likenesses yields n leads that have the history of one of the first, with a
// company, people, reach and ids of their own. Those who wait for somebody now
// (callbacks, answers, inquiries, open hand-offs) have none: there are enough
// of them, and a day with ten thousand callbacks is nobody's. Of those due
// today there are few, as in any base that has grown for years.
func (s *stage) likenesses(of []*life, n int, yield func(model.World, []model.Defect) error) error {
	var due, rest []*life
	for _, l := range of {
		switch calm, today := l.calm(); {
		case !calm:
		case today:
			due = append(due, l)
		default:
			rest = append(rest, l)
		}
	}
	if len(due) == 0 {
		due = of
	}
	if len(rest) == 0 {
		rest = of
	}
	for i := range max(0, n) {
		d := throw(s.seed, 1<<40+uint64(i))
		from := rest
		if d.chance(0.08) {
			from = due
		}
		w, defects := s.likeness(d, pick(d, from))
		if err := yield(w, defects); err != nil {
			return err
		}
	}
	return nil
}

// calm says that nobody waits for the lead now, and whether it is due today.
func (l *life) calm() (calm, today bool) {
	for _, en := range l.w.Enrolments {
		if en.Class == model.ClassCallback || en.Class == model.ClassInbound || en.Class == model.ClassNew {
			return false, false
		}
		today = today || en.Class == model.ClassDue && en.DueDay <= l.s.today
	}
	if h := l.w.Handoff(); h != nil && slices.Contains([]model.HandoffState{model.Submitted, model.Delivered, model.Disputed}, h.State) {
		return false, false
	}
	for _, c := range l.w.Contacts {
		if c.Suppressed {
			return false, false
		}
	}
	return len(l.w.Touches) >= 4, today
}

// shift moves every id of one lead by the same distance for its kind.
type shift struct{ company, lead, contact, point, enrolment, touch, evidence, handoff, event, defect int64 }

func move[T ~int64](id *T, by int64) {
	if *id > 0 {
		*id += T(by)
	}
}

func (s *stage) likeness(d dice, l *life) (model.World, []model.Defect) {
	from, n := l.born, &s.next
	by := shift{n.company - from.company, n.lead - from.lead, n.contact - from.contact, n.point - from.point, n.enrolment - from.enrolment,
		n.touch - from.touch, n.evidence - from.evidence, n.handoff - from.handoff, n.event - from.event, n.defect - from.defect}
	n.company, n.lead, n.contact, n.point = l.n.company+by.company, l.n.lead+by.lead, l.n.contact+by.contact, l.n.point+by.point
	n.enrolment, n.touch, n.evidence = l.n.enrolment+by.enrolment, l.n.touch+by.touch, l.n.evidence+by.evidence
	n.handoff, n.event, n.defect = l.n.handoff+by.handoff, l.n.event+by.event, l.n.defect+by.defect

	w := model.Clone(l.w)
	t := slices.IndexFunc(trades, func(t trade) bool { return t.code == l.facts.t.code })
	move(&w.Company.ID, by.company)
	before := w.Company.Name
	w.Company.Name = s.firms.name(t)
	w.Company.Domain = domain(w.Company.Name)
	w.Company.Website = "https://www." + w.Company.Domain
	move(&w.Lead.ID, by.lead)
	move(&w.Lead.CompanyID, by.company)
	move(&w.Lead.NextStep.ContactID, by.contact)
	swap := by.people(s, d, &w, before, w.Company.Name)
	by.rows(&w, swap)
	defects := slices.Clone(l.defects)
	for i := range defects {
		move(&defects[i].ID, by.defect)
		move(&defects[i].LeadID, by.lead)
		move(&defects[i].ContactID, by.contact)
	}
	return w, defects
}

// people gives the contacts names and reach of their own, in the same places. It
// returns what puts the new names where the old ones stand in words.
func (by shift) people(s *stage, d dice, w *model.World, names ...string) *strings.Replacer {
	taken := map[string]bool{}
	for i := range w.Contacts {
		c := &w.Contacts[i]
		move(&c.ID, by.contact)
		move(&c.LeadID, by.lead)
		local := "info"
		if c.Name != "switchboard" {
			old := c.Name
			c.Name, local = person(d, c.Region.Country(), taken)
			c.Given, _, _ = strings.Cut(c.Name, " ")
			names = append(names, old, c.Name)
		}
		for j := range c.Points {
			p := &c.Points[j]
			move(&p.ID, by.point)
			move(&p.ContactID, by.contact)
			switch {
			case p.Kind == model.EmailPoint:
				p.Key = local + "@" + w.Company.Domain
				p.Shown = p.Key
			case p.Kind == model.PhonePoint && strings.HasPrefix(p.Key, "+1") && len(p.Key) == 12 && !p.Shared:
				p.Key, p.Shown = s.phones.number(p.Key[2:5], "US", 0)
			}
		}
	}
	return strings.NewReplacer(names...)
}

func (by shift) rows(w *model.World, swap *strings.Replacer) {
	w.Lead.Reason = swap.Replace(w.Lead.Reason)
	if len(w.Lead.Asks) > 0 {
		w.Lead.Asks = slices.Clone(w.Lead.Asks)
		for i, ask := range w.Lead.Asks {
			key, whom, _ := strings.Cut(ask, ":")
			if id, err := model.ParseContactID(whom); err == nil {
				w.Lead.Asks[i] = key + ":" + (id + model.ContactID(by.contact)).String()
			}
		}
	}
	for i := range w.Enrolments {
		e := &w.Enrolments[i]
		move(&e.ID, by.enrolment)
		move(&e.LeadID, by.lead)
		move(&e.ContactID, by.contact)
		if e.Why != "" {
			e.Why = swap.Replace(e.Why)
		}
	}
	for i := range w.Touches {
		t := &w.Touches[i]
		move(&t.ID, by.touch)
		move(&t.LeadID, by.lead)
		move(&t.ContactID, by.contact)
		move(&t.EnrolmentID, by.enrolment)
		move(&t.PointID, by.point)
		move(&t.Answers, by.touch)
	}
	for i := range w.Evidence {
		e := &w.Evidence[i]
		move(&e.ID, by.evidence)
		move(&e.LeadID, by.lead)
		move(&e.ContactID, by.contact)
		move(&e.TouchID, by.touch)
		if e.Attribute == model.DecisionMakers || e.Attribute == model.Engaged {
			e.Value = by.value(e.Value)
		}
	}
	for i := range w.Handoffs {
		h := &w.Handoffs[i]
		move(&h.ID, by.handoff)
		move(&h.LeadID, by.lead)
		move(&h.NextStep.ContactID, by.contact)
		move(&h.EvidenceMark, by.evidence)
		h.Dossier = swap.Replace(h.Dossier)
		h.Events = slices.Clone(h.Events)
		for j := range h.Events {
			move(&h.Events[j].ID, by.event)
			h.Events[j].HandoffID = h.ID
		}
	}
}

// value of an entry that names people and touches.
func (by shift) value(v model.Value) model.Value {
	out := model.Value{}
	for name, text := range v {
		var parts []string
		for _, one := range strings.Split(text, "; ") {
			if id, err := model.ParseContactID(one); err == nil && one[0] == 'C' {
				one = (id + model.ContactID(by.contact)).String()
			} else if id, err := model.ParseTouchID(one); err == nil && one[0] == 'T' {
				one = (id + model.TouchID(by.touch)).String()
			}
			parts = append(parts, one)
		}
		out[name] = strings.Join(parts, "; ")
	}
	return out
}
