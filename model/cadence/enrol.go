package cadence

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Start makes the enrolment of a contact in a cadence, at its first step that
// can be done; its ID is 0. Where none can be done it stands at step 1 and owes
// a number. Suppression and the cap are the caller's to check, as
// [Choose] does. Its errors have code [model.NotFound] for a contact of another
// lead, [model.Suppressed] and [model.Refused] for one who must not or cannot
// be pursued.
func Start(b *calendar.Book, w model.World, c model.ContactID, cad model.Cadence, at time.Time) (model.Enrolment, error) {
	contact := w.Contact(c)
	switch {
	case contact == nil:
		return model.Enrolment{}, model.Errorf(model.NotFound, "%s is no contact of this lead", c)
	case contact.Suppressed:
		return model.Enrolment{}, suppressed(*contact)
	case contact.Left:
		return model.Enrolment{}, model.Errorf(model.Refused, "%s has left the company; enrol somebody else", contact.Name)
	case len(cad.Steps) == 0:
		return model.Enrolment{}, model.Errorf(model.Invalid, "the cadence %q has no steps", cad.Name)
	}
	if _, known := w.Cadences[cad.TextID]; !known {
		with := map[model.TextID]model.Cadence{cad.TextID: cad}
		for id, c := range w.Cadences {
			with[id] = c
		}
		w.Cadences = with
	}
	a := begin(b, w)
	a.w.Enrolments = append(a.w.Enrolments, a.fresh(c, cad, at))
	en := &a.w.Enrolments[len(a.w.Enrolments)-1]
	a.start(en)
	en.Class = classOf(b, a.w, *en)
	out := *en
	out.ID = 0
	return out, nil
}

// suppressed refuses to pursue somebody who asked not to be contacted.
func suppressed(c model.Contact) error {
	e := model.Errorf(model.Suppressed, "%s asked not to be contacted and cannot be enrolled", c.Name)
	e.Field = "contact"
	e.Detail = map[string]any{"contact_id": c.ID.String(), "contact": c.Name}
	return e
}

func (a *act) fresh(c model.ContactID, cad model.Cadence, at time.Time) model.Enrolment {
	return model.Enrolment{
		ID: model.EnrolmentID(a.newID()), LeadID: a.w.Lead.ID, ContactID: c, OwnerID: a.w.Lead.OwnerID,
		CadenceID: cad.TextID, Cadence: cad.Name, Revision: cad.Version, State: model.EnrolDue,
		StartedAt: at.Truncate(time.Millisecond).UTC(), SkipEmail: a.w.Contact(c).NoEmail,
	}
}

// start puts a fresh enrolment at its first step that can be done.
func (a *act) start(en *model.Enrolment) {
	if a.seek(en, 1) {
		a.toStep(en)
		return
	}
	// Nothing can be done before somebody finds a way to reach the person.
	en.Step, en.State = 1, model.EnrolDue
	a.owe(en, model.OwesFindNumber, model.Phone, a.onDay(en, model.DateOf(en.StartedAt.In(a.placeOf(en).Zones[0]))))
	en.Why = "no number or address that works is known"
}

// enrol pursues a contact in a cadence, at step 1, as far as the cap allows;
// it says what it did, or why not.
func (a *act) enrol(c *model.Contact, cad model.Cadence, at time.Time) *model.Enrolment {
	if n := Pursued(a.w); n >= a.w.Policy.Pursued {
		a.d.Say(c.Name + " is not enrolled: " + itoa(n) + " contacts are pursued at once already, which is the cap")
		return nil
	}
	a.w.Enrolments = append(a.w.Enrolments, a.fresh(c.ID, cad, at))
	en := &a.w.Enrolments[len(a.w.Enrolments)-1]
	a.start(en)
	a.d.Say(c.Name + " is enrolled in " + cad.Name + ": " + a.dueWords(en))
	return en
}

// enrolNext enrols the next untouched contact in the newest version of the
// cadence that en follows.
func (a *act) enrolNext(en *model.Enrolment, at time.Time) {
	c := nextUntouched(a.w)
	if c == nil {
		a.d.Say("no untouched contact is left to enrol")
		return
	}
	cad, ok := a.follow(en)
	if !ok {
		return
	}
	a.enrol(c, cad, at)
}

// follow is the cadence in which somebody else is enrolled because of en: the
// newest version of the same one, else the standard one.
func (a *act) follow(en *model.Enrolment) (model.Cadence, bool) {
	name := "standard"
	if en != nil && en.Cadence != "" {
		name = en.Cadence
	}
	if cad, ok := a.current(name); ok {
		return cad, true
	}
	if en != nil && en.CadenceID != 0 {
		return cadenceOf(a.w, *en), true
	}
	return model.Cadence{}, false
}

func (a *act) current(name string) (model.Cadence, bool) {
	cad, ok := a.w.Cadences[a.w.Current[name]]
	return cad, ok && len(cad.Steps) > 0
}

// seek moves the enrolment to the first step from n on that can be done, and
// says which it passes over. It is false at the end of the cadence.
func (a *act) seek(en *model.Enrolment, n int) bool {
	steps := cadenceOf(a.w, *en).Steps
	en.Dials, en.Blocks, en.Bounces, en.BusyDay = 0, 0, 0, 0
	noNumber := false
	var over, whys []string
	for ; n <= len(steps); n++ {
		s := steps[n-1]
		en.Step, en.Channel, en.Owes = n, s.Channel, model.OwesStep
		why := unreachable(a.w, *en, contactFor(a.w, *en), s.Channel)
		if why == "" && s.Channel.IsMail() && tooEarlyForMail(a.w, *en) {
			why = "no mail before " + itoa(cadenceOf(a.w, *en).MailAfterDials) + " dials or a talk"
		}
		if why == "" {
			a.d.Effects = append(a.d.Effects, over...)
			if noNumber {
				a.find(en.ContactID, model.OwesFindNumber)
			}
			return true
		}
		over = append(over, "step "+itoa(n)+" ("+s.Word()+") is passed over: "+why)
		if !slices.Contains(whys, why) {
			whys = append(whys, why)
		}
		noNumber = noNumber || s.Channel == model.Phone
	}
	if len(over) > 2 { // the rest of a cadence in one breath
		over = []string{"the remaining " + itoa(len(over)) + " steps of " + en.Cadence + " are passed over: " + strings.Join(whys, "; ")}
	}
	a.d.Effects = append(a.d.Effects, over...)
	en.Step = len(steps) + 1
	return false
}

// find owes a number or an address of the contact, once.
func (a *act) find(c model.ContactID, what model.Owed) {
	for _, en := range a.w.Enrolments {
		if en.ContactID == c && en.Owes == what && en.State.Live() && en.CadenceID == 0 {
			return
		}
	}
	contact := a.w.Contact(c)
	if contact == nil || contact.Left || contact.Suppressed {
		return
	}
	thing, ch := "a number", model.Phone
	if what == model.OwesFindAddress {
		thing, ch = "an address", model.Letter
	}
	at := a.inDays(&model.Enrolment{ContactID: c}, a.now(), 1)
	a.action(c, what, model.EnrolDue, ch, at, "find "+thing+" of "+contact.Name)
	a.d.Say("find " + thing + " of " + contact.Name + " by " + a.day(c, at))
}

// toStep makes the enrolment owe the step at which it stands, or the decision
// at the end of its cadence.
func (a *act) toStep(en *model.Enrolment) {
	en.Why, en.Before, en.ResumeAt = "", "", time.Time{}
	s, ok := currentStep(a.w, *en)
	if !ok {
		a.decide(en)
		return
	}
	en.State, en.Owes, en.Channel = model.EnrolDue, model.OwesStep, s.Channel
	if en.Piece != "" && s.Channel.IsMail() {
		a.wait(en)
		return
	}
	due, err := DueAfter(a.b, a.w, *en, s)
	if err != nil {
		a.decide(en) // a step for nobody; a person says what to do
		return
	}
	a.setDue(en, due.At, due.Day)
	en.Why = strings.Join(due.Why, "; ")
}

// decide: the end of a cadence asks for a decision, at once.
func (a *act) decide(en *model.Enrolment) {
	a.pull(en)
	a.owe(en, model.OwesDecision, "", a.now())
	en.State, en.Why = model.EnrolDeciding, "the end of "+en.Cadence
}

// wait: a piece lies queued or printed; unposted for so many business days it
// is a leak.
func (a *act) wait(en *model.Enrolment) {
	place := a.placeOf(en)
	day := a.b.AddBusinessDays(model.DateOf(en.PieceAt.In(place.Zones[0])), a.w.Policy.PostWithin, place.Region)
	en.State, en.Owes = model.EnrolMailing, model.OwesPosting
	a.setDue(en, day.At(mailHour, 0, place.Zones[0]), day)
	en.Why = string(en.Piece) + " " + a.day(en.ContactID, en.PieceAt) + ", to be posted"
}

// dueWords say what is due next of an enrolment, and when, in a clause.
func (a *act) dueWords(en *model.Enrolment) string {
	c := en.ContactID
	when := model.DateOf(en.DueAt.In(a.place(c).Zones[0])).Short()
	if en.Channel == model.Phone && (en.Owes != model.OwesFindNumber) {
		when = a.clock(c, en.DueAt)
		if p := a.w.Contact(c); p != nil && len(PlaceOf(*p).Zones) == 0 {
			when += " (time zone unknown)"
		}
	}
	switch en.Owes {
	case model.OwesStep:
		s, ok := currentStep(a.w, *en)
		if !ok {
			return "a decision"
		}
		words := s.Word() + " " + when
		if s.Hand > 0 && !en.InHand.IsZero() {
			words = "chase " + words
		}
		if en.Why != "" {
			words += " (" + en.Why + ")"
		}
		return words
	case model.OwesPosting:
		return "to be posted by " + when
	case model.OwesCallback:
		return "callback " + when
	case model.OwesAnswer:
		return "answer by " + when
	case model.OwesDecision:
		return "a decision"
	case model.OwesFindNumber:
		return "find a number by " + when
	case model.OwesFindAddress:
		return "find an address by " + when
	}
	words := "call " + when
	if en.Channel == model.Email {
		words = "e-mail " + when
	}
	if strings.HasPrefix(en.Why, movedWhy) {
		words += " (" + en.Why + ")"
	}
	return words
}
