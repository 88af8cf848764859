package cadence

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// entered is an entry, read and checked, with what it touches in the clone.
type entered struct {
	model.Entry
	rule    Rule // of the outcome as entered
	at      time.Time
	contact *model.Contact
	en      *model.Enrolment // nil: nobody pursues the contact
	point   *model.Point     // the number or address used; nil none known
	touch   model.TouchID
	inbound bool // a response of the prospect
	does    bool // it does the step that the enrolment stands at
	owed    bool // it does what the enrolment owes besides its step
	because bool // the step done was a same-day one
}

// Record turns a touch into what follows from it: the row of [Table] for its
// outcome, on top of the definitions of due date, gap and cap. On a lead that
// is with sales or closed the touch is recorded and no cadence moves.
//
// Its errors are [*model.Error]s: [model.Invalid] for what is not well formed,
// [model.NotFound] for a contact, number or touch that is not this lead's,
// [model.Suppressed] for an outbound touch of somebody who must not be
// contacted, [model.Refused] for a callback promised for a time when nobody may
// call, and for another date than the rules give which they do not allow.
func Record(b *calendar.Book, w model.World, e model.Entry) (model.Decision, error) {
	a := begin(b, w)
	r, err := a.read(e)
	if err != nil {
		return model.Decision{}, err
	}
	a.note(r)
	if a.w.Lead.Status.Nurtured() {
		a.move(r)
	} else {
		a.beside(r)
	}
	if err := a.redate(r); err != nil {
		return model.Decision{}, err
	}
	return a.finish(), nil
}

func invalid(field, format string, args ...any) error {
	e := model.Errorf(model.Invalid, format, args...)
	e.Field = field
	return e
}

// read checks an entry and finds what it speaks of.
func (a *act) read(e model.Entry) (*entered, error) {
	r := &entered{Entry: e}
	if e.LeadID != 0 && e.LeadID != a.w.Lead.ID {
		return nil, model.Errorf(model.NotFound, "%s is another lead", e.LeadID)
	}
	outcome, err := ParseOutcome(e.Channel, string(e.Outcome))
	if err != nil {
		return nil, err
	}
	r.rule, _ = RuleOf(outcome)
	if r.at = e.At.Truncate(time.Millisecond).UTC(); e.At.IsZero() {
		r.at = a.now()
	}
	if r.at.After(a.now()) {
		return nil, invalid("at", "a touch cannot lie in the future; leave its time out for now")
	}
	if err := a.readDirection(r); err != nil {
		return nil, err
	}
	if err := a.readWhom(r); err != nil {
		return nil, err
	}
	if err := a.readPoint(r); err != nil {
		return nil, err
	}
	if err := a.readConsent(r); err != nil {
		return nil, err
	}
	if err := a.readDetails(r); err != nil {
		return nil, err
	}
	a.relate(r)
	return r, nil
}

func (a *act) readDirection(r *entered) error {
	if r.Direction == "" {
		r.Direction = model.Outbound
		comesIn := r.rule.Response || r.Outcome == model.OutOfOffice || r.Outcome == model.Unsubscribed
		if comesIn || r.Answers != 0 && !r.rule.Report {
			r.Direction = model.Inbound
		}
	}
	if _, err := model.OneOf("direction", r.Direction, []model.Direction{model.Outbound, model.Inbound}); err != nil {
		return err
	}
	r.inbound = r.Direction == model.Inbound && !r.rule.Report
	if r.Sentiment == "" {
		r.Sentiment = r.rule.Sentiment
	}
	if _, err := model.OneOf("sentiment", r.Sentiment, model.Sentiments); err != nil {
		return err
	}
	if r.Answers != 0 && a.w.Touch(r.Answers) == nil {
		return model.Errorf(model.NotFound, "%s is no touch of this lead", r.Answers)
	}
	return nil
}

// readWhom finds the contact and the enrolment that the touch belongs to.
func (a *act) readWhom(r *entered) error {
	if r.EnrolmentID != 0 {
		if r.en = a.w.Enrolment(r.EnrolmentID); r.en == nil {
			return model.Errorf(model.NotFound, "%s is no enrolment of this lead", r.EnrolmentID)
		}
		if r.ContactID == 0 {
			r.ContactID = contactFor(a.w, *r.en).ID
		}
	}
	if r.ContactID == 0 && r.Answers != 0 {
		r.ContactID = a.w.Touch(r.Answers).ContactID
	}
	if r.ContactID == 0 {
		if en := Served(a.w); en != nil {
			r.ContactID = contactFor(a.w, *en).ID
		}
	}
	if r.ContactID == 0 && len(a.w.Contacts) > 0 {
		r.ContactID = slices.MinFunc(a.w.Contacts, func(x, y model.Contact) int { return x.Rank - y.Rank }).ID
	}
	if r.contact = a.w.Contact(r.ContactID); r.contact == nil {
		if len(a.w.Contacts) == 0 {
			return model.Errorf(model.NotFound, "this lead has no contact yet; add one first")
		}
		e := model.Errorf(model.NotFound, "%s is no contact of this lead; name one of its contacts", r.ContactID)
		e.Field = "contact"
		return e
	}
	if r.en == nil || !r.en.State.Live() {
		r.en = a.liveFor(r.ContactID)
	}
	return nil
}

// liveFor is the live enrolment that a touch of the contact belongs to: his
// own cadence, then one whose step is for him, then an action owed to him.
func (a *act) liveFor(c model.ContactID) *model.Enrolment {
	var best *model.Enrolment
	rank := 0
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if !en.State.Live() {
			continue
		}
		n := 0
		switch {
		case en.CadenceID != 0 && en.ContactID == c:
			n = 3
		case en.CadenceID != 0 && contactFor(a.w, *en).ID == c:
			n = 2
		case en.ContactID == c && en.Owes != model.OwesDecision && en.Owes != model.OwesFindNumber && en.Owes != model.OwesFindAddress:
			n = 1
		}
		if n > rank {
			best, rank = en, n
		}
	}
	return best
}

// readPoint finds the number or address that was used: the one typed, else
// that of the touch whose fate is told, else the contact's best.
func (a *act) readPoint(r *entered) error {
	kind, has := gate.KindOf(r.Channel)
	if !has {
		return nil
	}
	if r.Number != "" {
		for i := range r.contact.Points {
			if p := &r.contact.Points[i]; p.Kind == kind && samePoint(*p, r.Number) {
				r.point = p
				return nil
			}
		}
		e := model.Errorf(model.NotFound, "%s is not known as %s's; add it to the contact first", r.Number, a.name(r.ContactID))
		e.Field = "number"
		return e
	}
	if r.rule.Report {
		if t := a.fateOf(r); t != nil {
			r.Answers = t.ID
			for i := range r.contact.Points {
				if r.contact.Points[i].ID == t.PointID {
					r.point = &r.contact.Points[i]
				}
			}
		}
	}
	if r.point == nil {
		r.point = r.contact.Point(kind)
	}
	return nil
}

func samePoint(p model.Point, typed string) bool {
	if strings.EqualFold(p.Key, strings.TrimSpace(typed)) || strings.EqualFold(p.Shown, strings.TrimSpace(typed)) {
		return true
	}
	if p.Kind != model.PhonePoint {
		return false
	}
	d, key := strings.TrimLeft(digits(typed), "0"), digits(p.Key)
	return len(d) >= 7 && strings.HasSuffix(key, d)
}

// fateOf is the touch whose fate a bounce or a returned piece tells: the one
// it answers, else the newest of that channel.
func (a *act) fateOf(r *entered) *model.Touch {
	if r.Answers != 0 {
		return a.w.Touch(r.Answers)
	}
	went := model.Sent
	if r.Channel.IsMail() {
		went = model.Posted
	}
	if r.Outcome == model.OutOfOffice || r.Outcome == model.Unsubscribed {
		return nil
	}
	told := map[model.TouchID]bool{}
	for _, t := range a.w.Touches {
		if rule, _ := RuleOf(t.Outcome); rule.Report && !t.Voided {
			told[t.Answers] = true
		}
	}
	var newest *model.Touch
	for i := range a.w.Touches {
		t := &a.w.Touches[i]
		if !t.Voided && t.ContactID == r.ContactID && t.Channel == r.Channel && t.Outcome == went && !told[t.ID] && !t.At.After(r.at) &&
			(newest == nil || !t.At.Before(newest.At)) {
			newest = t
		}
	}
	return newest
}

// readConsent refuses outbound touches of those who must not be contacted, by
// hand as well. What comes in may always be recorded.
func (a *act) readConsent(r *entered) error {
	if r.Direction == model.Inbound || r.rule.Report || r.Outcome == model.DoNotContact {
		return nil
	}
	refuse := func(format string, args ...any) error {
		e := model.Errorf(model.Suppressed, format, args...)
		e.Field = "contact"
		e.Detail = map[string]any{"contact_id": r.ContactID.String(), "contact": a.name(r.ContactID), "channel": string(r.Channel)}
		return e
	}
	name := a.name(r.ContactID)
	if r.contact.Suppressed {
		return refuse("%s asked not to be contacted; only a team lead can lift that, with a reason", name)
	}
	if r.contact.Left && r.Outcome != model.LeftCompany {
		return model.Errorf(model.Refused, "%s has left the company; record it at the new firm, or for somebody else here", name)
	}
	if r.Channel == model.Email && r.contact.NoEmail {
		return refuse("%s unsubscribed from e-mail; choose another channel", name)
	}
	kind, has := gate.KindOf(r.Channel)
	if !has {
		return nil
	}
	if r.point != nil && r.point.NoConsent {
		return refuse("%s may not be used, there is no consent for it; choose another number or channel", r.point.Shown)
	}
	if r.point == nil && slices.ContainsFunc(r.contact.Points, func(p model.Point) bool { return p.Kind == kind && p.NoConsent }) {
		return refuse("there is no consent to reach %s by %s; choose another channel", name, r.Channel)
	}
	return nil
}

// readDetails checks what the outcome needs besides.
func (a *act) readDetails(r *entered) error {
	place := a.place(r.ContactID)
	today := model.DateOf(r.at.In(place.Zones[0]))
	if r.Why != "" {
		if _, err := model.OneOf("why", r.Why, model.NotInterestedCodes); err != nil {
			return err
		}
	}
	switch acts := a.effective(r); {
	case acts.Due == DueRefer && fold(r.Refer) == "":
		return invalid("refer", "name the person whom %s referred you to", a.name(r.ContactID))
	case acts.Due == DueWhy && r.Why == "contract" && r.Until.IsZero():
		return invalid("until", "say when the contract ends")
	case acts.Due == DuePromise, !r.Callback.IsZero() && (acts.Due == DueHold || acts.Due == DueRest || acts.Due == DueWhy):
		return a.readPromise(r, place)
	case r.Until.IsZero():
		return nil
	case acts.Due == DueBack && r.Until < today, acts.Due != DueBack && r.Until <= today:
		return invalid("until", "%s has passed; name a date to come", r.Until)
	}
	return nil
}

// readPromise: a callback may lie outside the calling window where the contact
// asked for it, within a wider one, and on a business day of his.
func (a *act) readPromise(r *entered, place calendar.Place) error {
	at := r.Callback
	if at.IsZero() {
		return invalid("callback", "say when %s is to be called back", a.name(r.ContactID))
	}
	if !at.After(r.at) {
		return invalid("callback", "%s has passed; promise a time to come", a.clock(r.ContactID, at))
	}
	day := model.DateOf(at.In(place.Zones[0]))
	wide := gate.CallHours(a.w.Policy, true)
	open, err := a.b.Open(at, place, wide)
	if err != nil || open {
		return nil
	}
	e := model.Errorf(model.Refused, "%s is outside the hours in which a callback may be promised (%d:00 to %d:00 there); agree on another time",
		a.clock(r.ContactID, at), wide.From/60, wide.To/60)
	if !a.b.IsBusinessDay(day, place.Region) {
		what := "no business day there"
		if name, ok := a.b.Holiday(day, place.Region); ok {
			what = name + " there"
		}
		e = model.Errorf(model.Refused, "%s is %s; agree on another day", day.Short(), what)
	}
	e.Field = "callback"
	return e
}

// relate says whether the touch does the step, or what is owed besides it.
func (a *act) relate(r *entered) {
	if r.en == nil || r.inbound || r.rule.Report || r.en.State == model.EnrolPaused {
		return
	}
	en := r.en
	if s, ok := currentStep(a.w, *en); ok && s.Channel == r.Channel {
		whom := contactFor(a.w, *en).ID
		due := (en.State == model.EnrolDue || en.State == model.EnrolMailing) &&
			slices.Contains([]model.Owed{model.OwesStep, model.OwesPosting, model.OwesFindNumber, model.OwesFindAddress, model.OwesRework, model.OwesReview}, en.Owes)
		piece := en.Piece != "" && s.Channel.IsMail()
		r.does = (due || piece) && !r.at.Before(en.LastAt) && (whom == r.ContactID || en.Owes != model.OwesStep)
		r.because = r.does && follows(*en, s)
	}
	switch en.Owes {
	case model.OwesCallback:
		r.owed = r.Channel == model.Phone
	case model.OwesCall:
		r.owed = r.Channel == en.Channel
	case model.OwesAnswer:
		r.owed = true
	case model.OwesReview, model.OwesRework:
		r.owed = en.CadenceID == 0
	}
}

// note adds the touch to the history.
func (a *act) note(r *entered) {
	t := model.Touch{
		ID: model.TouchID(a.newID()), LeadID: a.w.Lead.ID, ContactID: r.ContactID, At: r.at, Channel: r.Channel,
		Direction: r.Direction, Outcome: r.Outcome, Sentiment: r.Sentiment, By: a.w.By.ID, ByName: a.w.By.Name,
		Answers: r.Answers, TextID: r.TextID, Note: r.Note, Until: r.Until, Why: r.Why, SameDay: r.because,
	}
	if r.en != nil {
		t.EnrolmentID = r.en.ID
		if r.does {
			t.Step = r.en.Step
		}
	}
	if r.point != nil {
		t.PointID = r.point.ID
	}
	if r.Outcome == model.Posted {
		t.InHand = a.inHand(r)
	}
	r.touch = t.ID
	a.w.Touches = append(a.w.Touches, t)
}

// inHand is when a piece posted now reaches the contact, by the post's own
// calendar.
func (a *act) inHand(r *entered) model.Date {
	p := a.w.Policy
	days := calendar.MailDays{US: p.MailUS, DE: p.MailDE, GB: p.MailGB, Domestic: p.MailUS, Abroad: p.MailAbroad, Direct: p.MailDirect}
	posted := model.DateOf(r.at.In(actorZone(a.w))) // where it was posted
	return a.b.InHand(posted, p.SenderRegion, r.contact.Region, r.Channel == model.DirectMail, days)
}
