package cadence

import (
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/gate"
)

// mark does the column of the number or address.
func (a *act) mark(r *entered, rule Rule) {
	p := r.point
	switch rule.Point {
	case PointGood:
		guessed := r.inbound && r.Channel == model.Phone && r.Number == "" // nobody said which line it was
		if p != nil && !guessed && p.Status != model.PointVerified && p.Usable() {
			p.Status = model.PointVerified
		}
	case PointMarked:
		if p != nil && p.Usable() {
			p.Status = model.PointBlocked
		}
	case PointGone:
		a.kill(r, p)
	case PointNoEmail:
		r.contact.NoEmail = true
		if p != nil && p.Key != "" {
			a.suppress(model.SuppressionAdded{Kind: "email", Key: p.Key, Channel: model.Email, ContactID: r.ContactID, Reason: "unsubscribed"})
		}
	case PointGoneAll:
		if p != nil {
			a.killAll(*p)
			a.d.Say(p.Shown + " is dead for all who share it")
		}
	}
	if rule.Point == PointGone && r.Outcome == model.WrongNumber && p != nil && a.shared(*p) {
		a.ask(askWrongCompany, r.ContactID)
	}
}

func (a *act) kill(r *entered, p *model.Point) {
	if p == nil {
		return
	}
	p.Status = model.PointDead
	a.d.Say(p.Shown + " is dead for " + a.name(r.ContactID) + ", not for the contact's other numbers and addresses")
}

// killAll makes a line dead for everybody in the database who has it.
func (a *act) killAll(p model.Point) {
	a.lines = append(a.lines, p)
	for i := range a.w.Contacts {
		for j := range a.w.Contacts[i].Points {
			if q := &a.w.Contacts[i].Points[j]; sameLine(*q, p) {
				q.Status = model.PointDead
			}
		}
	}
}

// shared says that somebody else has the point, too.
func (a *act) shared(p model.Point) bool {
	if p.Shared {
		return true
	}
	for _, c := range a.w.Contacts {
		for _, q := range c.Points {
			if q.ID != p.ID && c.ID != p.ContactID && q.Kind == p.Kind && q.Key == p.Key {
				return true
			}
		}
	}
	return false
}

// code codes the list issue that an outcome is by itself.
func (a *act) code(r *entered, rule Rule) {
	if rule.Defect == "" {
		return
	}
	a.after = append(a.after, model.DefectAdded{Defect: model.Defect{
		LeadID: a.w.Lead.ID, ListID: a.w.Lead.ListID, ContactID: r.ContactID, Code: rule.Defect, At: r.at, By: a.w.By.ID,
		Field: model.DefectField(rule.Defect, nil, r.point),
	}})
}

// stopRow does the two outcomes that stop at once and for good.
func (a *act) stopRow(r *entered, rule Rule) {
	if rule.Point == PointSilenced {
		a.silence(r.contact)
		a.ask(askCompany, r.ContactID)
		return
	}
	a.left(r.contact, r.en, addThere)
}

// silence: the person and his own numbers and e-mails are never used again; a
// shared line stays, since it is not his. The lead is held until somebody says
// whether the whole company is meant.
func (a *act) silence(c *model.Contact) {
	a.suppress(model.SuppressionAdded{Kind: "person", Key: personKey(a.w, *c), ContactID: c.ID, Reason: "do-not-contact"})
	for _, p := range c.Points {
		if (p.Kind == model.PhonePoint || p.Kind == model.EmailPoint) && p.Key != "" && !a.shared(p) {
			a.suppress(model.SuppressionAdded{Kind: string(p.Kind), Key: p.Key, ContactID: c.ID, Reason: "do-not-contact"})
		}
	}
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.ContactID == c.ID && en.State.Live() {
			a.end(en, model.EnrolStopped, c.Name+" asked not to be contacted")
		}
	}
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State.Live() && !guards(*en) {
			a.pause(en, heldByCompany, 0)
		}
	}
	a.d.Say(c.Name + " is never contacted again; the lead is held until you say whether the whole company is meant")
}

func personKey(w model.World, c model.Contact) string { return fold(c.Name) + "|" + companyKey(w) }

func companyKey(w model.World) string { return fold(w.Company.Name) }

// left: the contact is at the company no more. His numbers and addresses there
// are dead, the next contact is enrolled, and what he said as its decision
// maker must be said again by somebody else. Where he went follows "has left" in
// what is told.
func (a *act) left(c *model.Contact, en *model.Enrolment, where string) {
	c.Left = true
	for i := range c.Points {
		c.Points[i].Status = model.PointDead
	}
	pursued := false
	for i := range a.w.Enrolments {
		if e := &a.w.Enrolments[i]; e.ContactID == c.ID && e.State.Live() {
			pursued = pursued || e.CadenceID != 0
			a.end(e, model.EnrolStopped, c.Name+" has left")
		}
	}
	a.d.Say(c.Name + " has left" + where)
	if a.engagedBy(c) {
		a.reopen(model.Engaged)
	}
	if pursued && a.w.Lead.Status.Nurtured() {
		if en == nil {
			en = a.anyOf(c.ID)
		}
		a.enrolNext(en, a.now())
	}
}

// addThere is said where nobody knows yet where somebody went.
const addThere = "; add a lead at the new firm if you know it"

func (a *act) anyOf(c model.ContactID) *model.Enrolment {
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.ContactID == c && en.CadenceID != 0 {
			return en
		}
	}
	return nil
}

// engagedBy says that the newest `engaged` entry rests on this contact.
func (a *act) engagedBy(c *model.Contact) bool {
	for _, e := range slices.Backward(a.w.Evidence) {
		if e.Attribute == model.Engaged {
			return e.ContactID == c.ID || e.Value["contact"] == c.ID.String()
		}
	}
	return false
}

// reopen asks for newer evidence of an attribute. Those named before that have
// it already are closed, so that the new date asks nothing twice.
func (a *act) reopen(key model.AttributeKey) {
	lead := &a.w.Lead
	since := lead.ReopenedAt.UnixMilli()
	var open []model.AttributeKey
	for _, k := range lead.Reopened {
		newer := slices.ContainsFunc(a.w.Evidence, func(e model.Evidence) bool {
			return e.Attribute == k && e.At > since && e.Level >= a.w.Playbook.Rules.Rungs[k]
		})
		if k != key && !newer {
			open = append(open, k)
		}
	}
	lead.Reopened, lead.ReopenedAt = append(open, key), a.now()
	a.d.Say("the decision maker is gone: 'decision maker engaged' is open again")
}

// refer finishes this enrolment and turns to the person named.
func (a *act) refer(r *entered) {
	en := r.en
	cad, ok := a.follow(en)
	a.end(en, model.EnrolFinished, "referred to "+strings.TrimSpace(r.Refer))
	c := a.person(r)
	a.wake(c.Name + " was named")
	if c.Suppressed || c.Left {
		a.d.Say(c.Name + " cannot be contacted; ask for somebody else")
		return
	}
	to := a.liveFor(c.ID)
	if to == nil && ok {
		if to = a.enrol(c, cad, r.at); to == nil {
			return
		}
	}
	if to == nil {
		to = a.action(c.ID, model.OwesCall, model.EnrolDue, model.Phone, r.at, "")
	}
	a.callNext(to, r)
}

// callNext owes a call on the next business day: the first step of the cadence
// where that is a call, and otherwise a call before it.
func (a *act) callNext(to *model.Enrolment, r *entered) {
	at := a.inDays(to, r.at, 1)
	held := to.State == model.EnrolHeld
	s, ok := currentStep(a.w, *to)
	switch {
	case a.w.Contact(to.ContactID).Point(model.PhonePoint) == nil:
		if to.Owes != model.OwesFindNumber {
			a.find(to.ContactID, model.OwesFindNumber)
			return
		}
		a.setDue(to, at, model.DateOf(at.In(a.placeOf(to).Zones[0])))
		to.Why = "named by " + a.name(r.ContactID) + "; a number is to be found first"
		a.sayNext(to)
		return
	case to.Owes == model.OwesCallback || to.Owes == model.OwesAnswer:
		return // sooner, or promised
	case ok && s.Channel == model.Phone && to.LastStep == 0 && !held:
		to.State, to.Owes, to.Channel = model.EnrolDue, model.OwesStep, model.Phone
		a.setDue(to, at, model.DateOf(at.In(a.placeOf(to).Zones[0])))
	default:
		a.pull(to)
		a.owe(to, model.OwesCall, model.Phone, at)
		if to.State = model.EnrolDue; held {
			to.State = model.EnrolHeld
		}
	}
	to.Why = "named by " + a.name(r.ContactID)
	a.d.Say("next for " + a.name(to.ContactID) + ": " + a.dueWords(to))
}

// person picks the contact of that name, or makes one where the name is new. A
// line that reaches several people at the company may reach the new one.
func (a *act) person(r *entered) *model.Contact {
	want := fold(r.Refer)
	for i := range a.w.Contacts {
		if c := &a.w.Contacts[i]; c.ID != r.ContactID && fold(c.Name) == want {
			return c
		}
	}
	// "Tor" alone is taken for the one contact with that name.
	var alike []int
	for i, c := range a.w.Contacts {
		if c.ID != r.ContactID && slices.Contains(strings.Fields(fold(c.Name)), want) {
			alike = append(alike, i)
		}
	}
	if len(alike) == 1 {
		return &a.w.Contacts[alike[0]]
	}
	shown := strings.Join(strings.Fields(r.Refer), " ")
	c := model.Contact{
		ID: model.ContactID(a.newID()), LeadID: a.w.Lead.ID, Name: shown, Given: strings.Fields(shown)[0],
		Role: model.RoleUnknown, Zones: r.contact.Zones, Region: r.contact.Region, Place: r.contact.Place, Rank: len(a.w.Contacts),
		Source: namedBy(*r.contact),
	}
	for _, p := range r.contact.Points {
		if p.Kind == model.PhonePoint && p.Usable() && a.shared(p) {
			p.ID, p.ContactID, p.Shared, p.Version = model.PointID(a.newID()), c.ID, true, 0
			c.Points = append(c.Points, p)
		}
	}
	a.w.Contacts = append(a.w.Contacts, c)
	a.d.Say(shown + " is a contact now, named by " + a.name(r.ContactID))
	return &a.w.Contacts[len(a.w.Contacts)-1]
}

// namedBy is where somebody who was named on the way was found. It goes into
// what the list's makers read, so it names nobody.
func namedBy(c model.Contact) string {
	if c.Name == switchboard {
		return "named by the switchboard"
	}
	return "named by a colleague"
}

// moods: two negative sentiments in a row double the gaps of the contact and
// ask whether to rest; a positive one ends that.
func (a *act) moods(r *entered) {
	var last, before model.Touch
	for _, t := range a.w.Touches {
		if t.Voided || t.ContactID != r.ContactID || t.Sentiment == model.SentimentUnknown || t.Sentiment == "" {
			continue
		}
		switch {
		case !t.At.Before(last.At):
			last, before = t, last
		case !t.At.Before(before.At):
			before = t
		}
	}
	slow := last.Sentiment == model.Negative && before.Sentiment == model.Negative
	if last.ID != r.touch || !slow && last.Sentiment != model.Positive {
		return
	}
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.ContactID != r.ContactID || !en.State.Live() || en.CadenceID == 0 {
			continue
		}
		if !slow {
			en.Slow = min(en.Slow, 1)
			continue
		}
		en.Slow = 2
		a.ask(askRest, r.ContactID)
		a.d.Say("twice in a row unfriendly: the gaps of " + a.name(r.ContactID) + " are doubled")
		if en.State == model.EnrolDue && en.Owes == model.OwesStep && r.does {
			a.toStep(en)
			a.sayNext(en)
		}
	}
}

// reachable says whether the contact can be reached by phone at all.
func reachable(c *model.Contact, ch model.Channel) bool {
	kind, has := gate.KindOf(ch)
	return c != nil && (!has || c.Point(kind) != nil)
}
