package cadence

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// PlaceOf is where the contact is: his candidate zones and his region.
func PlaceOf(c model.Contact) calendar.Place { return gate.PlaceOf(c) }

// placeIn is where a date for the contact is reckoned: without a known zone
// that is the clock of the person working. Such a contact's call is due, but
// the gate lets nothing dial it by itself.
func placeIn(w model.World, c model.Contact) calendar.Place {
	p := gate.PlaceOf(c)
	if len(p.Zones) == 0 {
		p.Zones = []*time.Location{actorZone(w)}
	}
	return p
}

func actorZone(w model.World) *time.Location {
	if w.By.Zone != nil {
		return w.By.Zone
	}
	return gate.Zone(w.Policy.Zone)
}

// ClockThere is an instant by the clock of a place, for a reader elsewhere:
// "Mon 30 Nov 08:00", with "there" behind it where his own clock shows another
// time.
func ClockThere(t time.Time, there, here *time.Location) string {
	words := gate.Clock(t.In(there))
	if here != nil && gate.Clock(t.In(here)) != words {
		words += " there"
	}
	return words
}

// Counted are the touches that count in figures (the seven, the dossier,
// rates): not voided, delivered or two-way, and not told later to have bounced
// or come back.
func Counted(touches []model.Touch) []model.Touch {
	undone := map[model.TouchID]bool{}
	for _, t := range touches {
		if !t.Voided && (t.Outcome == model.Bounced || t.Outcome == model.BouncedSoft || t.Outcome == model.Undeliverable) {
			undone[t.Answers] = true
		}
	}
	var out []model.Touch
	for _, t := range touches {
		if !t.Voided && Counts(t.Outcome) && (t.ID == 0 || !undone[t.ID]) {
			out = append(out, t)
		}
	}
	return out
}

// Last are the instants that a gate asks for: the last outbound touch of the
// contact and of the company that counts for the gap, and the last message
// left with the contact. An unanswered dial and a touch made as a same-day
// step do not count.
func Last(w model.World, c model.ContactID) (contact, company, voicemail time.Time) {
	for _, t := range Counted(w.Touches) {
		if t.Direction == model.Inbound {
			continue
		}
		if t.ContactID == c && t.Outcome == model.VoicemailLeft && t.At.After(voicemail) {
			voicemail = t.At
		}
		if t.SameDay {
			continue
		}
		if t.At.After(company) {
			company = t.At
		}
		if t.ContactID == c && t.At.After(contact) {
			contact = t.At
		}
	}
	return contact, company, voicemail
}

// AskFor makes the question to the gate for what the enrolment owes, at an
// instant; zero is now.
func AskFor(w model.World, en model.Enrolment, at time.Time) gate.Ask {
	c := contactFor(w, en)
	contact, company, voicemail := Last(w, c.ID)
	step, ok := currentStep(w, en)
	asked := en.Owes == model.OwesCallback || en.Owes == model.OwesAnswer || en.Owes == model.OwesCall
	return gate.Ask{
		Contact: c, Lead: w.Lead, Channel: en.Channel, At: at, LastContact: contact, LastCompany: company,
		Pursued: Pursued(w), Asked: asked, Promised: en.Owes == model.OwesCallback, SameDay: ok && follows(en, step), LastVoicemail: voicemail,
		Message: ok && !asked && step.Message, Slow: en.Slow == 2,
	}
}

// Pursued counts the contacts of the lead that a cadence pursues now.
func Pursued(w model.World) int {
	seen := map[model.ContactID]bool{}
	for _, en := range w.Enrolments {
		if en.CadenceID != 0 && en.State.Live() {
			seen[en.ContactID] = true
		}
	}
	return len(seen)
}

// Served is the enrolment of the lead that is served: promises whose time has
// come, then inbound responses and inquiries, which are due at once and whose
// DueAt is the end of their clock, then the earliest due. Nil when nothing is
// owed.
func Served(w model.World) *model.Enrolment {
	var best *model.Enrolment
	for i := range w.Enrolments {
		en := &w.Enrolments[i]
		if !en.State.Live() || en.State == model.EnrolPaused || en.DueAt.IsZero() {
			continue
		}
		if best == nil || before(w.Now, en, best) {
			best = en
		}
	}
	return best
}

func before(now time.Time, a, b *model.Enrolment) bool {
	if ua, ub := urgency(now, a), urgency(now, b); ua != ub {
		return ua < ub
	}
	if !a.DueAt.Equal(b.DueAt) {
		return a.DueAt.Before(b.DueAt)
	}
	if ca, cb := chore(a), chore(b); ca != cb {
		return cb // a touch goes before a look for an address
	}
	return a.ID < b.ID
}

// chore says that a number or an address is to be found, which touches nobody.
func chore(en *model.Enrolment) bool {
	return en.Owes == model.OwesFindNumber || en.Owes == model.OwesFindAddress
}

func urgency(now time.Time, en *model.Enrolment) model.Class {
	switch en.Class {
	case model.ClassCallback:
		if !en.DueAt.After(now) {
			return en.Class
		}
	case model.ClassInbound, model.ClassNew:
		return en.Class
	}
	return model.ClassDue
}

func cadenceOf(w model.World, en model.Enrolment) model.Cadence { return w.Cadences[en.CadenceID] }

// currentStep is the step that the enrolment stands at.
func currentStep(w model.World, en model.Enrolment) (model.Step, bool) {
	return cadenceOf(w, en).StepAt(en.Step)
}

// ended says that all steps of the cadence are behind the enrolment.
func ended(w model.World, en model.Enrolment) bool {
	return en.CadenceID != 0 && en.Step > len(cadenceOf(w, en).Steps)
}

// follows says that s comes on the same day as the step just completed.
func follows(en model.Enrolment, s model.Step) bool {
	return s.Same && en.LastStep == s.Number-1 && !en.LastAt.IsZero()
}

// contactFor is whom the enrolment's step is for: the enrolled contact, or the
// decision maker where the step says so and one is known whom no other cadence
// pursues.
func contactFor(w model.World, en model.Enrolment) model.Contact {
	own := w.Contact(en.ContactID)
	if own == nil {
		return model.Contact{ID: en.ContactID}
	}
	s, ok := currentStep(w, en)
	if !ok || s.Contact != model.PickDecisionMaker || en.Owes != model.OwesStep {
		return *own
	}
	head := decisionMaker(w, own)
	if head == nil || head.ID != own.ID && slices.ContainsFunc(w.Enrolments, func(o model.Enrolment) bool {
		return o.ID != en.ID && o.ContactID == head.ID && o.CadenceID != 0 && o.State.Live()
	}) {
		return *own
	}
	return *head
}

// decisionMaker of the lead, prefer being taken where he is one; nil where
// none is known who may be contacted.
func decisionMaker(w model.World, prefer *model.Contact) *model.Contact {
	if prefer != nil && prefer.Role == model.DecisionMaker {
		return prefer
	}
	var best *model.Contact
	for i := range w.Contacts {
		c := &w.Contacts[i]
		if c.Role == model.DecisionMaker && !c.Left && !c.Suppressed && (best == nil || c.Rank < best.Rank) {
			best = c
		}
	}
	return best
}

// nextUntouched is the best-ranked contact whom no cadence ever pursued.
func nextUntouched(w model.World) *model.Contact {
	var best *model.Contact
	for i := range w.Contacts {
		c := &w.Contacts[i]
		if c.Left || c.Suppressed || enrolledEver(w, c.ID) {
			continue
		}
		if best == nil || c.Rank < best.Rank || c.Rank == best.Rank && c.ID < best.ID {
			best = c
		}
	}
	return best
}

// anybody is the contact under whom something owed to the lead itself stands:
// the best-ranked one who may be contacted, else the best-ranked one.
func anybody(w model.World) model.ContactID {
	rank := func(c model.Contact) int {
		if c.Left || c.Suppressed {
			return c.Rank + 1_000_000
		}
		return c.Rank
	}
	return slices.MinFunc(w.Contacts, func(x, y model.Contact) int { return rank(x) - rank(y) }).ID
}

func enrolledEver(w model.World, c model.ContactID) bool {
	return slices.ContainsFunc(w.Enrolments, func(en model.Enrolment) bool { return en.ContactID == c && en.CadenceID != 0 })
}

// unreachable says why a step of that channel cannot be done for the contact,
// "" when it can.
func unreachable(w model.World, en model.Enrolment, c model.Contact, ch model.Channel) string {
	if ch == model.Email && (en.SkipEmail || c.NoEmail) {
		return "e-mail was unsubscribed from"
	}
	kind, has := gate.KindOf(ch)
	if !has || c.Point(kind) != nil {
		return ""
	}
	if kind == model.PostPoint && !hasKind(c, kind) && (c.Place.Street != "" || w.Company.Place.Street != "") {
		return ""
	}
	switch kind {
	case model.PhonePoint:
		return "no number that works is known"
	case model.EmailPoint:
		return "no e-mail address that works is known"
	}
	return "no postal address that works is known"
}

func hasKind(c model.Contact, kind model.PointKind) bool {
	return slices.ContainsFunc(c.Points, func(p model.Point) bool { return p.Kind == kind })
}

// tooEarlyForMail: some cadences send no mail before so many dials or a talk.
func tooEarlyForMail(w model.World, en model.Enrolment) bool {
	need := cadenceOf(w, en).MailAfterDials
	dials := 0
	for _, t := range w.Touches {
		if t.Voided || t.EnrolmentID != en.ID || t.At.Before(en.StartedAt) {
			continue
		}
		if TwoWay(t.Outcome) {
			return false
		}
		if t.Channel == model.Phone && t.Direction == model.Outbound && Dial(t.Outcome) {
			dials++
		}
	}
	return dials < need
}

// fold makes names comparable: small letters, single spaces, no points.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == ' ' || r == '.' || r == ',' || r == '\t'
	}), " ")
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
