package cadence

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// act is one decision in the making: a clone of the world that is edited, and
// what a world does not hold.
type act struct {
	b       *calendar.Book
	was     model.World // untouched
	w       model.World // edited
	d       model.Decision
	outside []model.Change            // suppressions and liftings
	after   []model.Change            // list issues and liftings
	lines   []model.Point             // lines that died for everybody who has them
	said    map[model.EnrolmentID]int // where the effects say what is next of it
	low     int64                     // newest id given to a new row
}

// room is how many rows a decision may add without moving the others in
// memory: pointers into the clone stay good.
const room = 16

func begin(b *calendar.Book, w model.World) *act {
	a := &act{b: b, was: w, w: model.Clone(w)}
	a.w.Enrolments = slices.Grow(a.w.Enrolments, room)
	a.w.Contacts = slices.Grow(a.w.Contacts, room)
	for _, c := range w.Contacts {
		a.low = min(a.low, int64(c.ID))
		for _, p := range c.Points {
			a.low = min(a.low, int64(p.ID))
		}
	}
	for _, en := range w.Enrolments {
		a.low = min(a.low, int64(en.ID))
	}
	for _, t := range w.Touches {
		a.low = min(a.low, int64(t.ID))
	}
	return a
}

func (a *act) newID() int64 { a.low--; return a.low }

func (a *act) now() time.Time { return a.w.Now.Truncate(time.Millisecond).UTC() }

// finish settles what follows by itself and lists the changes.
func (a *act) finish() model.Decision {
	a.settle()
	a.resay()
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.Class = classOf(a.b, a.w, *en); en.Class == model.ClassInbound {
			// Its time is the end of a clock: it is served from today on.
			en.DueDay = min(en.DueDay, model.DateOf(a.now().In(a.placeOf(en).Zones[0])))
		}
	}
	base := a.was
	if len(a.outside) > 0 {
		base = model.Apply(a.was, a.outside)
	}
	a.d.Add(a.outside...)
	a.d.Add(a.share(model.Diff(base, a.w))...)
	a.d.Add(a.after...)
	a.d.Questions = Questions(a.w)
	a.d.NeedsDecision = a.d.NeedsDecision || len(a.d.Questions) > 0
	a.d.Next = next(a.w)
	return a.d
}

// share turns the death of a shared line into one change for all who have it.
func (a *act) share(changes []model.Change) []model.Change {
	for _, p := range a.lines {
		one := false
		changes = slices.DeleteFunc(changes, func(c model.Change) bool {
			set, ok := c.(model.PointSet)
			if !ok || !sameLine(set.After, p) || set.After.Status != model.PointDead {
				return false
			}
			if !one {
				one, p = true, set.Before
			}
			return true
		})
		after := p
		after.Status = model.PointDead
		changes = append(changes, model.PointSet{Before: p, After: after, AllWithKey: true})
	}
	return changes
}

func sameLine(p, q model.Point) bool { return p.Kind == q.Kind && p.Key == q.Key }

// suppress keeps a key for good and lays it on the clone.
func (a *act) suppress(s model.SuppressionAdded) {
	for _, c := range a.outside {
		if c == model.Change(s) {
			return
		}
	}
	a.outside = append(a.outside, s)
	for i := range a.w.Contacts {
		c := &a.w.Contacts[i]
		if s.Kind == "company" || s.Kind == "person" && s.ContactID == c.ID && s.Channel == "" {
			c.Suppressed = true
		}
		for j := range c.Points {
			if string(c.Points[j].Kind) == s.Kind && c.Points[j].Key == s.Key {
				c.Points[j].NoConsent = true
			}
		}
	}
}

func (a *act) ask(key string, c model.ContactID) {
	full := key
	if c != 0 {
		full += ":" + c.String()
	}
	if c >= 0 && !slices.Contains(a.w.Lead.Asks, full) {
		a.w.Lead.Asks = append(slices.Clone(a.w.Lead.Asks), full)
	}
}

func (a *act) answered(full string) {
	kept := slices.DeleteFunc(slices.Clone(a.w.Lead.Asks), func(s string) bool { return s == full })
	if len(kept) == 0 {
		kept = nil
	}
	a.w.Lead.Asks = kept
}

func (a *act) place(c model.ContactID) calendar.Place {
	if p := a.w.Contact(c); p != nil {
		return placeIn(a.w, *p)
	}
	return placeIn(a.w, model.Contact{Region: a.w.Policy.Region})
}

// placeOf is where the one is whom the enrolment's step is for.
func (a *act) placeOf(en *model.Enrolment) calendar.Place {
	return placeIn(a.w, contactFor(a.w, *en))
}

func (a *act) name(c model.ContactID) string {
	if p := a.w.Contact(c); p != nil && p.Name != "" {
		return p.Name
	}
	return "the contact"
}

// setDue writes a due time; equal instants are left as they stand.
func (a *act) setDue(en *model.Enrolment, at time.Time, day model.Date) {
	at = at.Truncate(time.Millisecond).UTC()
	if !en.DueAt.Equal(at) {
		en.DueAt = at
	}
	en.DueDay = day
}

// owe sets what the enrolment owes and forgets the tries of what it owed.
func (a *act) owe(en *model.Enrolment, what model.Owed, ch model.Channel, at time.Time) {
	en.Owes, en.Channel = what, ch
	en.Dials, en.Blocks, en.Bounces, en.BusyDay = 0, 0, 0, 0
	en.ResumeAt, en.Before = time.Time{}, ""
	a.setDue(en, at, model.DateOf(at.In(a.placeOf(en).Zones[0])))
}

// inDays is the opening n business days after at, by the contact's calendar.
func (a *act) inDays(en *model.Enrolment, at time.Time, n int) time.Time {
	place := a.placeOf(en)
	day := a.b.AddBusinessDays(model.DateOf(at.In(place.Zones[0])), n, place.Region)
	return gate.Opening(a.b, day, place, a.w.Policy)
}

// onDay is the opening on a date, or on the next business day.
func (a *act) onDay(en *model.Enrolment, day model.Date) time.Time {
	place := a.placeOf(en)
	return gate.Opening(a.b, a.b.RollForward(day, place.Region), place, a.w.Policy)
}

// soon is the next instant in the contact's calling window.
func (a *act) soon(en *model.Enrolment, at time.Time) time.Time {
	return nextOpen(a.b, at, a.placeOf(en), gate.CallHours(a.w.Policy, false))
}

// clock is an instant in the contact's own time, for people; "there" where the
// clock of whoever reads it stands otherwise.
func (a *act) clock(c model.ContactID, t time.Time) string {
	return ClockThere(t, a.place(c).Zones[0], actorZone(a.w))
}

// day is a day in the contact's own time, for people.
func (a *act) day(c model.ContactID, t time.Time) string {
	return model.DateOf(t.In(a.place(c).Zones[0])).Short()
}

// pull takes a queued or printed piece out of the tray: whatever stops the
// enrolment does.
func (a *act) pull(en *model.Enrolment) {
	if en.Piece != "" {
		a.d.Say("the " + string(en.Piece) + " piece for " + a.name(en.ContactID) + " is pulled")
		en.Piece, en.PieceAt = "", time.Time{}
	}
}

// end finishes or stops an enrolment.
func (a *act) end(en *model.Enrolment, state model.EnrolState, why string) {
	a.pull(en)
	en.State, en.Why = state, why
	en.DueAt, en.DueDay, en.ResumeAt, en.Before = time.Time{}, 0, time.Time{}, ""
}

// hold stops the automatic steps of the enrolment; something dated is owed.
func (a *act) hold(en *model.Enrolment, what model.Owed, at time.Time, why string) {
	a.pull(en)
	a.owe(en, what, model.Phone, at)
	en.State, en.Why = model.EnrolHeld, why
}

// action opens an action owed to the lead outside any cadence.
func (a *act) action(c model.ContactID, what model.Owed, state model.EnrolState, ch model.Channel, at time.Time, why string) *model.Enrolment {
	a.w.Enrolments = append(a.w.Enrolments, model.Enrolment{
		ID: model.EnrolmentID(a.newID()), LeadID: a.w.Lead.ID, ContactID: c, OwnerID: a.w.Lead.OwnerID,
		State: state, StartedAt: a.now(), Why: why,
	})
	en := &a.w.Enrolments[len(a.w.Enrolments)-1]
	a.owe(en, what, ch, at)
	return en
}

// classOf is the band of the queue that an enrolment belongs to.
func classOf(b *calendar.Book, w model.World, en model.Enrolment) model.Class {
	switch {
	case !en.State.Live() || en.State == model.EnrolPaused || en.DueAt.IsZero() || !w.Lead.Status.Nurtured():
		return model.ClassNone
	case en.Owes == model.OwesCallback:
		return model.ClassCallback
	case en.Owes == model.OwesAnswer, en.Owes == model.OwesRework:
		// What the team lead or sales gave back stands as high as an answer.
		return model.ClassInbound
	case inquiry(b, w, en):
		return model.ClassNew
	}
	return model.ClassDue
}

// inquiry: an unattempted enrolment in a cadence with a clock, received at
// most two business days ago. Rows of a list were received by nobody.
func inquiry(b *calendar.Book, w model.World, en model.Enrolment) bool {
	s, ok := currentStep(w, en)
	if !ok || !clocked(w, en, s) || en.Owes != model.OwesStep || w.Lead.ReceivedAt.IsZero() || w.Lead.ReceivedAt.After(w.Now) {
		return false
	}
	for _, t := range w.Touches {
		if t.EnrolmentID == en.ID && !t.Voided && t.Direction == model.Outbound && Attempt(t.Outcome) {
			return false
		}
	}
	place := gate.PlaceOf(contactFor(w, en))
	zone := gate.Zone(w.Policy.Zone)
	if len(place.Zones) > 0 {
		zone = place.Zones[0]
	}
	received, today := model.DateOf(w.Lead.ReceivedAt.In(zone)), model.DateOf(w.Now.In(zone))
	return b.BusinessDaysBetween(received, today, place.Region) <= w.Policy.InquiryAge
}

func next(w model.World) *model.Next {
	en := Served(w)
	if en == nil || !w.Lead.Status.Nurtured() {
		return nil
	}
	n := &model.Next{
		EnrolmentID: en.ID, ContactID: contactFor(w, *en).ID, Channel: en.Channel, Owes: en.Owes, DueAt: en.DueAt, ReasonText: en.Why,
	}
	if s, ok := currentStep(w, *en); ok && (en.Owes == model.OwesStep || en.Owes == model.OwesPosting) {
		n.Step = s.Number
		if n.ReasonText == "" {
			n.ReasonText = en.Cadence + ", step " + itoa(s.Number) + " of " + itoa(len(cadenceOf(w, *en).Steps)) + ": " + s.Word()
		}
	}
	return n
}
