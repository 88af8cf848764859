package demo

import (
	"slices"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/gate"
)

// enrol starts the lead: the contact who ranks first enters the list's cadence,
// and what the list knew is entered as listed.
func (l *life) enrol(at time.Time, cad string) {
	at = at.UTC().Truncate(time.Second)
	l.clock = at
	if l.part.received {
		l.w.Lead.ReceivedAt = at
		l.w.Contact(l.first).Extra = map[string]string{"message": pick(l.d, inquired)}
	}
	w := l.as(l.part.owner, at)
	en, err := cadence.Start(l.s.book, w, l.first, l.s.byID[l.s.current[cad]], at)
	if err != nil {
		l.take(model.Decision{}, err)
		return
	}
	l.n.enrolment++
	en.ID = model.EnrolmentID(l.n.enrolment)
	l.w.Enrolments = append(l.w.Enrolments, en)
	l.tick(at)
	l.listed(at)
}

// listed enters what came with the list: nobody said it.
func (l *life) listed(at time.Time) {
	d := throw(l.s.seed, l.seat<<8|0xfe)
	odds := map[model.AttributeKey]float64{model.IndustryCode: 0.6, model.Firmographics: 0.5}
	switch l.part.list {
	case fair:
		odds = map[model.AttributeKey]float64{model.IndustryCode: 0.3, model.Competition: 0.3, model.Environment: 0.15}
	case inquiries:
		odds = map[model.AttributeKey]float64{model.IndustryCode: 0.25, model.Pain: 0.4}
	case referrals:
		odds = map[model.AttributeKey]float64{model.IndustryCode: 0.7, model.DecisionMakers: 0.6, model.Pain: 0.3}
	}
	for _, key := range model.AttributeKeys() {
		if d.chance(odds[key]) {
			l.attest(d, at, key, model.Listed, 0, 0, false)
		}
	}
}

// record enters a touch. What the note does not say a person left out.
func (l *life) record(d dice, at time.Time, e model.Entry) bool {
	if e.At = at.UTC().Truncate(time.Second); e.At.Before(l.clock) {
		e.At = l.clock
	}
	if e.Channel == model.Phone && e.Direction != model.Inbound {
		e.At = l.awake(d, e)
	}
	if e.At.After(l.s.now) {
		return false
	}
	if e.Note == "" {
		e.Note = l.note(d, e.Outcome)
	}
	w := l.as(l.part.owner, e.At)
	e.TextID = l.s.guide
	if e.Channel != model.Phone || e.Direction == model.Inbound {
		e.TextID = 0
	}
	dec, err := cadence.Record(l.s.book, w, e)
	return l.take(dec, err)
}

// note of a touch: what was not noted of this lead before, if there is anything.
func (l *life) note(d dice, o model.Outcome) string {
	of := notes[o]
	if len(of) == 0 {
		return ""
	}
	first := d.IntN(len(of))
	for i := range of {
		n := of[(first+i)%len(of)]
		if n == "" || !slices.ContainsFunc(l.w.Touches, func(t model.Touch) bool { return t.Note == n }) {
			return n
		}
	}
	return ""
}

// awake moves a call into the hours of whom it is for.
func (l *life) awake(d dice, e model.Entry) time.Time {
	who := e.ContactID
	if en := l.w.Enrolment(e.EnrolmentID); who == 0 && en != nil {
		who = cadence.AskFor(l.w, *en, e.At).Contact.ID
	}
	c := l.w.Contact(who)
	if c == nil {
		return e.At
	}
	place, wide := gate.PlaceOf(*c), gate.CallHours(l.s.policy, true)
	if open, err := l.s.book.Open(e.At, place, wide); err != nil || open {
		return e.At
	}
	next, err := l.s.book.NextOpen(e.At, place, callHours)
	if err != nil {
		return e.At
	}
	return next.Add(time.Duration(d.between(60, 3000)) * time.Second)
}

// lastTouch is the id of the newest touch with the contact.
func (l *life) lastTouch(c model.ContactID) model.TouchID {
	var id model.TouchID
	for _, t := range l.w.Touches {
		if t.ContactID == c || c == 0 {
			id = max(id, t.ID)
		}
	}
	return id
}

// workUntil does, day by day, what falls due before a day. Only who is not
// destined otherwise is talked with on the way, and briefly.
func (l *life) workUntil(end model.Date) {
	if end > l.s.today {
		end = l.s.today
	}
	for range 120 {
		en := l.served()
		if en == nil {
			next := l.wakes()
			if next.IsZero() || model.DateOf(next.In(l.s.zone)) >= end {
				return
			}
			l.pass(next)
			continue
		}
		day := l.plan(en)
		if day >= end {
			l.pass(end.At(0, 0, l.s.zone).Add(-time.Second))
			if again := l.served(); again == nil || l.plan(again) >= end {
				return
			}
			continue
		}
		if l.passed(day) {
			continue
		}
		n := l.n
		if l.play(day, l.step); l.n == n && l.served() != nil && l.served().ID == en.ID && l.served().DueAt.Equal(en.DueAt) {
			return // there is nothing that anybody could do
		}
	}
}

// passed lets the time to that day's morning go by; it is true where that
// changed what is served.
func (l *life) passed(day model.Date) bool {
	before := *l.served()
	l.pass(day.At(8, 0, l.s.zone))
	now := l.served()
	return now == nil || now.ID != before.ID || now.DueDay != before.DueDay
}

// plan is the day on which the owner does what is served: some are never on
// time. Promises, answers and inquiries are kept to.
func (l *life) plan(en *model.Enrolment) model.Date {
	day := max(en.DueDay, model.DateOf(l.clock.In(gate.Zone(l.owner().Zone))))
	c := l.w.Contact(en.ContactID)
	if (en.Class == model.ClassDue || en.Class == model.ClassNone) && !l.part.quiet {
		d := l.luck()
		lag := d.between(l.style().lag[0], l.style().lag[1])
		if l.style().picky && playsSmall(l) {
			lag += d.between(1, 4)
		}
		if lag > 0 {
			day = l.s.book.AddBusinessDays(day, lag, l.owner().Region)
		}
	}
	return l.workday(day, c)
}

// playsSmall: who picks goes by what a name promises.
func playsSmall(l *life) bool { return l.facts.staff < 120 }

// step does what is served, with nobody saying anything of weight.
func (l *life) step(day model.Date) {
	en := l.served()
	if en == nil {
		return
	}
	d := l.luck()
	c := l.w.Contact(en.ContactID)
	at := l.slot(d, day, c, en.Channel == model.Phone, en.DueAt)
	if en.Class == model.ClassNew {
		at = en.DueAt.Add(-time.Duration(d.between(2, 56)) * time.Minute)
		if d.chance(0.15) {
			at = en.DueAt.Add(time.Duration(d.between(5, 180)) * time.Minute)
		}
		at = latest(at, l.w.Lead.ReceivedAt.Add(3*time.Minute))
	}
	if en.Owes == model.OwesCallback {
		at = en.DueAt.Add(time.Duration(d.between(0, 9)) * time.Minute)
	}
	l.do(d, latest(at, l.clock.Add(2*time.Minute)), *en)
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// do what an enrolment owes, at an instant.
func (l *life) do(d dice, at time.Time, en model.Enrolment) {
	switch en.Owes {
	case model.OwesDecision:
		l.decide(at)
		return
	case model.OwesFindNumber, model.OwesFindAddress:
		l.research(d, at, en)
		return
	case model.OwesPosting:
		l.post(d, at, en)
		return
	}
	switch en.Channel {
	case model.Email:
		l.mailOut(d, at, en)
	case model.Letter, model.DirectMail:
		l.post(d, at, en)
	default:
		l.dial(d, at, en)
	}
	l.settle(at)
}

// settle answers the questions that an act raised, mostly as is likely.
func (l *life) settle(at time.Time) {
	if len(l.w.Lead.Asks) > 0 && !l.part.leavesOpen {
		l.decide(at.Add(time.Minute))
	}
}

// decide answers what the lead asks: the likely answer.
func (l *life) decide(at time.Time) {
	for range 4 {
		asked := cadence.Questions(l.w)
		if len(asked) == 0 || at.After(l.s.now) {
			return
		}
		q := asked[0]
		w := l.as(l.part.owner, at)
		c := model.Choice{Verb: model.Decide, Question: q.Key, ContactID: q.ContactID, EnrolmentID: q.EnrolmentID}
		if q.Key == "siblings" && l.onlyPaused() {
			c.Answer = "go-on"
		}
		dec, err := cadence.Choose(l.s.book, w, c)
		if !l.take(dec, err) {
			return
		}
	}
}

// onlyPaused says that nobody is pursued but those who wait.
func (l *life) onlyPaused() bool {
	return !slices.ContainsFunc(l.w.Enrolments, func(en model.Enrolment) bool { return en.State.Live() && en.State != model.EnrolPaused })
}

// research finds the number or address that is owed.
func (l *life) research(d dice, at time.Time, en model.Enrolment) {
	c := l.w.Contact(en.ContactID)
	if c == nil || at.After(l.s.now) {
		return
	}
	l.edit()
	c = l.w.Contact(en.ContactID)
	if en.Owes == model.OwesFindAddress {
		l.discovered(c, model.PostPoint, "po box "+c.ID.String()+", "+l.w.Company.Place.City, "PO Box "+c.ID.String()+", "+l.w.Company.Place.City, pick(d, foundAt))
	} else {
		key, shown := l.s.phones.number(pick(d, american[int(l.seat)%len(american)].areas), "US", 0)
		where := pick(d, foundAt)
		l.discovered(c, model.PhonePoint, key, shown, where)
		if c.Point(model.EmailPoint) == nil {
			mail := "mail." + slug(c.ID.String()) + "@" + domain(l.w.Company.Name)
			l.discovered(c, model.EmailPoint, mail, mail, where)
		}
	}
	l.tick(at)
}

// dial calls without success, mostly.
func (l *life) dial(d dice, at time.Time, en model.Enrolment) {
	e := model.Entry{EnrolmentID: en.ID, Channel: model.Phone}
	if c := l.w.Contact(en.ContactID); c != nil && (c.Left || c.Suppressed) { // somebody else is asked, if there is anybody
		other := slices.IndexFunc(l.w.Contacts, func(c model.Contact) bool { return !c.Left && !c.Suppressed })
		if other < 0 {
			return
		}
		e.ContactID = l.w.Contacts[other].ID
	}
	step, _ := l.w.Cadences[en.CadenceID].StepAt(en.Step)
	bad := l.src.bad
	if l.part.ripens || l.part.reach {
		bad = 0
	}
	talks := 0.09
	if c := l.w.Contact(en.ContactID); c != nil && c.Name == "switchboard" {
		talks = 0.35 // somebody always answers there
	}
	p := d.Float64()
	switch {
	case p < bad:
		e.Outcome = pick(d, []model.Outcome{model.WrongNumber, model.WrongNumber, model.Disconnected, model.Disconnected, model.LeftCompany})
	case p < bad+talks && en.CadenceID != 0 && !l.part.ripens && !l.part.quiet:
		l.chat(d, at, en)
		return
	case en.Owes == model.OwesStep && step.Message && d.chance(0.75) && l.mayLeave(en, at):
		e.Outcome = model.VoicemailLeft
	default:
		e.Outcome = unanswered[d.IntN(len(unanswered))]
		if e.Outcome == model.VoicemailLeft && (en.Owes != model.OwesStep || !l.mayLeave(en, at)) {
			e.Outcome = model.NoAnswer
		}
	}
	l.record(d, at, e)
}

// unanswered dials, each as often as it stands here.
var unanswered = []model.Outcome{model.NoAnswer, model.NoAnswer, model.NoAnswer, model.NoAnswer, model.NoAnswer, model.NoAnswer, model.NoAnswer, model.NoAnswer,
	model.VoicemailLeft, model.VoicemailLeft, model.VoicemailLeft, model.GatekeeperBlocked, model.GatekeeperBlocked, model.Busy}

// mayLeave: at most one message in so many business days.
func (l *life) mayLeave(en model.Enrolment, at time.Time) bool {
	ask := cadence.AskFor(l.w, en, at)
	return ask.LastVoicemail.IsZero() || l.s.book.BusinessDaysBetween(model.DateOf(ask.LastVoicemail), model.DateOf(at), ask.Contact.Region) > l.s.policy.VoicemailGap
}

// chat is a short talk on the way: something to read, a time to call, another
// name; what was learnt in it is entered.
func (l *life) chat(d dice, at time.Time, en model.Enrolment) {
	e := model.Entry{EnrolmentID: en.ID, Channel: model.Phone, Outcome: model.ConnectedInfo, Sentiment: pick(d, []model.Sentiment{model.Neutral, model.Neutral, model.Positive})}
	who := cadence.AskFor(l.w, en, at).Contact
	switch p := d.Float64(); {
	case p < 0.25:
		day := l.workday(l.s.book.AddBusinessDays(model.DateOf(at), d.between(1, 3), who.Region), &who)
		e.Outcome, e.Callback, e.Note = model.ConnectedCallback, l.promised(d, day, who), pick(d, promises)
	case p < 0.7 && who.Name == "switchboard", p >= 0.35 && p < 0.45 && len(l.w.Contacts) < 5: // somebody whom no list has
		e.Outcome = model.ConnectedReferred
		e.Refer, _ = person(d, who.Region.Country(), map[string]bool{})
	case p < 0.35 && len(l.w.Contacts) > 1:
		other := l.w.Contacts[(slotOf(l, who.ID)+1)%len(l.w.Contacts)]
		if other.Left || other.Suppressed {
			break
		}
		e.Outcome, e.Refer = model.ConnectedReferred, other.Name
	}
	if !l.record(d, at, e) {
		return
	}
	l.learn(d, at, who.ID, some(d, []model.AttributeKey{model.Firmographics, model.Environment, model.DecisionMakers, model.Competition}, d.between(1, 2)), false)
	l.complain(d, who.ID)
}

// complain codes what a talk showed of the list that brought the contact, with
// the chance that its dials have of going wrong.
func (l *life) complain(d dice, who model.ContactID) {
	if l.part.ripens || l.part.reach || l.w.Contact(who).Source != "" || !d.chance(2*l.src.bad) {
		return
	}
	code, note := "wrong-person", ""
	if d.chance(0.4) {
		code, note = "other", pick(d, complaints)
	}
	l.code(who, code, note)
}

// code codes a list issue by hand.
func (l *life) code(who model.ContactID, code, note string) {
	c := l.w.Contact(who)
	l.take(model.Decision{Changes: []model.Change{model.DefectAdded{Defect: model.Defect{LeadID: l.w.Lead.ID, ListID: l.w.Lead.ListID, ContactID: who,
		Code: code, Field: model.DefectField(code, c, nil), Note: note, At: l.clock, By: l.part.owner}}}}, nil)
}

// promised is a time of day for a callback: on the hour or the half hour, in the
// contact's day.
func (l *life) promised(d dice, day model.Date, who model.Contact) time.Time {
	zone := gate.Zone(l.owner().Zone)
	if p := gate.PlaceOf(who); len(p.Zones) > 0 {
		zone = p.Zones[0]
	}
	return day.At(d.between(9, 15), 30*d.IntN(2), zone)
}

func slotOf(l *life, c model.ContactID) int {
	for i, one := range l.w.Contacts {
		if one.ID == c {
			return i
		}
	}
	return 0
}

// mailOut sends the e-mail that is due, and tells at once where it bounced.
func (l *life) mailOut(d dice, at time.Time, en model.Enrolment) {
	who := cadence.AskFor(l.w, en, at).Contact.ID
	if !l.record(d, at, model.Entry{EnrolmentID: en.ID, Channel: model.Email, Outcome: model.Sent}) || l.part.ripens || l.part.reach {
		return
	}
	sent := l.lastTouch(who)
	e := model.Entry{ContactID: who, Channel: model.Email, Answers: sent}
	switch p := d.Float64(); {
	case p < l.src.bad*0.7:
		e.Outcome = model.Bounced
	case p < l.src.bad:
		e.Outcome = model.BouncedSoft
	case p < l.src.bad+0.03:
		e.Outcome, e.Until = model.OutOfOffice, model.DateOf(at).AddDays(d.between(3, 9))
	case p < l.src.bad+0.036:
		e.Outcome = model.Unsubscribed
	default:
		return
	}
	l.record(d, at.Add(time.Duration(d.between(1, 40))*time.Minute), e)
}

// post sends the letter or parcel: some are queued one day and go out the next.
func (l *life) post(d dice, at time.Time, en model.Enrolment) {
	e := model.Entry{EnrolmentID: en.ID, Channel: en.Channel, Outcome: model.Posted}
	if en.Owes == model.OwesStep && d.chance(0.4) {
		e.Outcome = model.Queued
		l.record(d, at, e)
		e.Outcome = model.Printed
		l.record(d, at.Add(50*time.Minute), e)
		at = l.workday(model.DateOf(at).AddDays(1), nil).At(9, d.IntN(60), gate.Zone(l.owner().Zone))
		e.Outcome = model.Posted
	}
	if !l.record(d, at, e) || l.part.ripens || !d.chance(l.src.bad*0.6) {
		return
	}
	who, piece, ch := l.w.Enrolment(en.ID).ContactID, l.lastTouch(0), en.Channel
	l.mail = append(l.mail[:len(l.mail):len(l.mail)], arrival{at.AddDate(0, 0, d.between(7, 12)), func(l *life, at time.Time) {
		l.record(throw(l.s.seed, l.seat<<8|0xfd), at, model.Entry{ContactID: who, Channel: ch, Outcome: model.Undeliverable, Answers: piece})
	}})
}
