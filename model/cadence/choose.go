package cadence

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/calendar"
)

// Choose carries out a choice that a person makes about a lead besides
// touches. Its errors are [*model.Error]s: [model.Invalid] for what is not well
// formed, [model.NotFound] for somebody or something that is not this lead's,
// [model.Refused] where a rule forbids it now, [model.Suppressed] for a person
// who must not be contacted, [model.Closed] over the cap, [model.Forbidden]
// where it takes another role.
func Choose(b *calendar.Book, w model.World, c model.Choice) (model.Decision, error) {
	a := begin(b, w)
	if c.LeadID != 0 && c.LeadID != w.Lead.ID {
		return model.Decision{}, model.Errorf(model.NotFound, "%s is another lead", c.LeadID)
	}
	verbs := map[model.ChoiceVerb]func(model.Choice) error{
		model.Rest: a.chooseRest, model.Disqualify: a.chooseDisqualify, model.Reopen: a.chooseReopen,
		model.Assign: a.assign, model.AgreeNextStep: a.agree, model.Enrol: a.chooseEnrol,
		model.StopEnrolment: a.chooseStop, model.ResumeEnrol: a.chooseResume, model.Decide: a.answer,
		model.LiftSuppress: a.lift, model.MarkLeft: a.markLeft,
	}
	do, ok := verbs[c.Verb]
	if !ok {
		return model.Decision{}, invalid("verb", "%q is no choice that is known here", c.Verb)
	}
	if err := do(c); err != nil {
		return model.Decision{}, err
	}
	return a.finish(), nil
}

func (a *act) nurtured(what string) error {
	if s := a.w.Lead.Status; !s.Nurtured() {
		return model.Errorf(model.Refused, "the lead is %s and cannot %s; reopen it first", s, what)
	}
	return nil
}

func (a *act) chooseRest(c model.Choice) error {
	if err := a.nurtured("rest"); err != nil {
		return err
	}
	if c.Until <= a.today() {
		return invalid("until", "a rest needs a date to come; name one as 2026-11-24")
	}
	if strings.TrimSpace(c.Reason) == "" {
		return invalid("reason", "say why the lead rests")
	}
	a.rest(c.Until, c.Reason, 0)
	for i := range a.w.Enrolments { // what was promised by hand rests, too
		if en := &a.w.Enrolments[i]; en.CadenceID == 0 && en.Owes == model.OwesDecision && en.State.Live() {
			a.end(en, model.EnrolFinished, "resting")
		}
	}
	a.d.Say("the lead rests until " + c.Until.Short() + " and comes back by itself")
	return nil
}

func (a *act) chooseDisqualify(c model.Choice) error {
	if err := a.nurtured("be disqualified"); err != nil {
		return err
	}
	if _, err := model.OneOf("reason", c.Reason, model.DisqualifyCodes); err != nil {
		return err
	}
	return a.disqualify(c.Reason, c.Note)
}

// disqualify closes the lead with a code. Nothing is pursued any more; what
// was learnt is kept.
func (a *act) disqualify(code, note string) error {
	if code == "unreachable" {
		if err := unreachableAllowed(a.w); err != nil {
			return err
		}
	}
	lead := &a.w.Lead
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State.Live() {
			a.end(en, model.EnrolStopped, "disqualified: "+code)
		}
	}
	lead.Status, lead.RestUntil, lead.Asks = model.Disqualified, 0, nil
	if lead.Reason = code; note != "" {
		lead.Reason += ": " + note
	}
	if code == "do-not-contact" {
		a.suppress(model.SuppressionAdded{Kind: "company", Key: companyKey(a.w), Reason: code})
		a.d.Say("nobody at " + a.w.Company.Name + " is contacted again")
	}
	a.d.Say("disqualified: " + code)
	return nil
}

// unreachableAllowed: only after the standard cadence on three contacts, or on
// all that are known, and the long-term one once.
func unreachableAllowed(w model.World) error {
	through := func(cadence string) int {
		seen := map[model.ContactID]bool{}
		for _, en := range w.Enrolments {
			if en.Cadence == cadence && ended(w, en) {
				seen[en.ContactID] = true
			}
		}
		return len(seen)
	}
	known := 0
	for _, c := range w.Contacts {
		if !c.Suppressed && !c.Left {
			known++
		}
	}
	need := min(3, known)
	standard, long := through("standard"), through("long-term")
	if standard < max(1, need) || long < 1 {
		return model.Errorf(model.Refused,
			"unreachable may be chosen after the standard cadence on %d contacts and the long-term one once; so far it is %d and %d", max(1, need), standard, long)
	}
	return nil
}

func (a *act) chooseReopen(c model.Choice) error {
	lead := &a.w.Lead
	if strings.TrimSpace(c.Reason) == "" {
		return invalid("reason", "say why the lead is opened again")
	}
	switch lead.Status {
	case model.Resting:
		a.wake("the rest is over: " + c.Reason)
		return nil
	case model.Disqualified, model.Won, model.Lost, model.NoDecision:
	default:
		return model.Errorf(model.Refused, "the lead is %s, which is open already", lead.Status)
	}
	open := slices.ContainsFunc(a.w.Contacts, func(p model.Contact) bool { return !p.Suppressed })
	if !open && len(a.w.Contacts) > 0 {
		return model.Errorf(model.Suppressed, "everybody at %s asked not to be contacted; a team lead must lift that first, with a reason", a.w.Company.Name)
	}
	lead.Status, lead.Reason = model.Working, ""
	a.d.Say("the lead is open again: " + c.Reason)
	return nil
}

func (a *act) assign(c model.Choice) error {
	m := a.w.Member(c.To)
	if m == nil || !m.Active {
		return invalid("to", "nobody of that name works here; name somebody who does")
	}
	a.w.Lead.OwnerID, a.w.Lead.Owner = m.ID, m.Name
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State.Live() {
			en.OwnerID = m.ID
		}
	}
	a.d.Say("the lead belongs to " + m.Name)
	return nil
}

// agree notes the next step that the prospect agreed to. A request for a
// brochure is none: it has no kind here.
func (a *act) agree(c model.Choice) error {
	n := c.NextStep
	if n.ContactID == 0 {
		n.ContactID = c.ContactID
	}
	if _, err := model.OneOf("kind", n.Kind, model.NextStepKinds); err != nil {
		return err
	}
	if !n.At.After(a.w.Now) {
		return invalid("on", "the agreed next step needs a time to come")
	}
	p := a.w.Contact(n.ContactID)
	if p == nil {
		return invalid("contact", "say with whom it is agreed: name a contact of this lead")
	}
	if p.Left || p.Suppressed {
		return model.Errorf(model.Refused, "%s cannot be met: the contact has left or asked not to be contacted", p.Name)
	}
	n.At = n.At.UTC()
	a.w.Lead.NextStep = n
	a.d.Say(string(n.Kind) + " with " + p.Name + " agreed for " + a.clock(p.ID, n.At))
	return nil
}

// chooseEnrol pursues a contact; one who is pursued in another cadence is
// moved, and joins at its first step.
func (a *act) chooseEnrol(c model.Choice) error {
	if err := a.nurtured("pursue anybody"); err != nil {
		return err
	}
	name := c.Cadence
	if name == "" {
		name = "standard"
	}
	cad, ok := a.current(name)
	if !ok {
		e := model.Errorf(model.NotFound, "there is no cadence %q; see ripen cadence list", name)
		e.Field = "cadence"
		return e
	}
	p := a.w.Contact(c.ContactID)
	if p == nil {
		return invalid("contact", "say whom: name a contact of this lead")
	}
	if p.Suppressed {
		return suppressed(*p)
	}
	if p.Left {
		return model.Errorf(model.Refused, "%s has left the company; enrol somebody else", p.Name)
	}
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.ContactID != p.ID || !en.State.Live() || en.CadenceID == 0 {
			continue
		}
		if en.CadenceID == cad.TextID && en.State != model.EnrolDeciding {
			return model.Errorf(model.Refused, "%s is in %s already, at step %d", p.Name, cad.Name, en.Step)
		}
		a.end(en, model.EnrolStopped, "moved to "+cad.Name)
		a.d.Say(p.Name + " leaves " + en.Cadence)
	}
	if n := Pursued(a.w); n >= a.w.Policy.Pursued {
		return model.Errorf(model.Closed, "%d contacts of this lead are pursued at once already, which is the cap; stop one first", n)
	}
	a.wake("somebody is pursued again: the rest is over")
	a.enrol(p, cad, a.now())
	return nil
}

// chosen finds the live enrolment that a choice names.
func (a *act) chosen(c model.Choice) (*model.Enrolment, error) {
	var found *model.Enrolment
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if !en.State.Live() || c.EnrolmentID != 0 && en.ID != c.EnrolmentID || c.ContactID != 0 && en.ContactID != c.ContactID {
			continue
		}
		if c.EnrolmentID == 0 && c.ContactID == 0 && en.CadenceID == 0 {
			continue
		}
		if found == nil || found.CadenceID == 0 && en.CadenceID != 0 {
			found = en
		}
	}
	if found == nil {
		e := model.Errorf(model.NotFound, "nobody of that name is in a cadence here; name a contact who is")
		e.Field = "contact"
		return nil, e
	}
	return found, nil
}

func (a *act) chooseStop(c model.Choice) error {
	en, err := a.chosen(c)
	if err != nil {
		return err
	}
	why := strings.TrimSpace(c.Reason)
	if why == "" {
		why = "stopped by hand"
	}
	a.end(en, model.EnrolStopped, why)
	a.d.Say(a.name(en.ContactID) + " is stopped")
	return nil
}

// chooseResume lets a paused enrolment go on, or a held one return to its
// steps.
func (a *act) chooseResume(c model.Choice) error {
	if err := a.nurtured("go on"); err != nil {
		return err
	}
	en, err := a.chosen(c)
	if err != nil {
		return err
	}
	switch {
	case en.State == model.EnrolPaused && en.Why == heldByCompany:
		return model.Errorf(model.Refused, "say first whether the whole company asked not to be contacted")
	case en.State == model.EnrolPaused:
		a.wake("the rest is over")
		a.resume(en)
	case en.State == model.EnrolHeld && en.CadenceID != 0:
		en.State = model.EnrolDue
		a.toStep(en)
		if en.Owes == model.OwesStep {
			a.freshen(en)
		}
	default:
		return model.Errorf(model.Refused, "%s is neither paused nor held", a.name(en.ContactID))
	}
	a.sayNext(en)
	return nil
}

// lift takes a do-not-contact back; a team lead does it, with a reason.
func (a *act) lift(c model.Choice) error {
	if err := a.w.By.Allow(model.ActLift); err != nil {
		return err
	}
	if strings.TrimSpace(c.Reason) == "" {
		return invalid("reason", "say why it is lifted")
	}
	company := model.SuppressionLifted{Kind: "company", Key: companyKey(a.w), Reason: c.Reason}
	if c.ContactID == 0 {
		for i := range a.w.Contacts {
			a.w.Contacts[i].Suppressed = false
		}
		a.after = append(a.after, company)
		a.d.Say("the company may be contacted again: " + c.Reason)
		return nil
	}
	p := a.w.Contact(c.ContactID)
	if p == nil {
		return model.Errorf(model.NotFound, "%s is no contact of this lead", c.ContactID)
	}
	p.Suppressed, p.NoEmail = false, false
	a.after = append(a.after, model.SuppressionLifted{Kind: "person", Key: personKey(a.w, *p), Reason: c.Reason})
	for i := range p.Points {
		if q := &p.Points[i]; q.NoConsent {
			q.NoConsent = false
			a.after = append(a.after, model.SuppressionLifted{Kind: string(q.Kind), Key: q.Key, Reason: c.Reason})
		}
	}
	a.d.Say(p.Name + " may be contacted again: " + c.Reason)
	return nil
}

func (a *act) markLeft(c model.Choice) error {
	p := a.w.Contact(c.ContactID)
	if p == nil {
		return invalid("contact", "say who has left: name a contact of this lead")
	}
	if p.Left {
		return model.Errorf(model.Refused, "%s has left already", p.Name)
	}
	a.left(p, nil, addThere)
	return nil
}
