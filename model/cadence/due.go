package cadence

import (
	"fmt"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// mailHour is when e-mail and post are due on their day: any time of it, so at
// eight by the contact's clock.
const mailHour = 8

// Due is when a step is due: the instant, its day by the contact's clock, and
// in words why it is not simply its day of the plan. The instant of a step with
// a clock is the end of that clock; the day is the one on which it begins to be
// served.
type Due struct {
	At  time.Time
	Day model.Date
	Why []string
}

// DueAfter is when step s of the enrolment is due: the last completed touch +
// (offset of s − offset of the step which that completed), rolled forward to a
// business day of the contact's region, at the opening of the calling window
// for a call. Before the first completed step it counts from the enrolment. So
// it is never made up for what was not done. Its error has code
// [model.NotFound], when the contact is not of this lead.
func DueAfter(b *calendar.Book, w model.World, en model.Enrolment, s model.Step) (Due, error) {
	at := en
	at.Step = s.Number
	at.Owes = model.OwesStep
	c := contactFor(w, at)
	if w.Contact(c.ID) == nil {
		return Due{}, model.Errorf(model.NotFound, "%s is no contact of this lead", c.ID)
	}
	p := planner{b: b, w: w, en: en, s: s, c: c, place: placeIn(w, c)}
	return p.due(), nil
}

type planner struct {
	b     *calendar.Book
	w     model.World
	en    model.Enrolment
	s     model.Step
	c     model.Contact
	place calendar.Place
	why   []string
}

func (p *planner) zone() *time.Location         { return p.place.Zones[0] }
func (p *planner) dayOf(t time.Time) model.Date { return model.DateOf(t.In(p.zone())) }
func (p *planner) say(format string, args ...any) {
	p.why = append(p.why, fmt.Sprintf(format, args...))
}
func (p *planner) opens(day model.Date) time.Time  { return gate.Opening(p.b, day, p.place, p.w.Policy) }
func (p *planner) roll(day model.Date) model.Date  { return p.b.RollForward(day, p.place.Region) }
func (p *planner) hours() calendar.Hours           { return gate.CallHours(p.w.Policy, false) }
func (p *planner) slow() int                       { return max(1, p.en.Slow) }
func (p *planner) nextOpen(at time.Time) time.Time { return nextOpen(p.b, at, p.place, p.hours()) }

// nextOpen is the next instant in the window; where the candidate zones have
// none in common, the opening by the first of them.
func nextOpen(b *calendar.Book, at time.Time, place calendar.Place, h calendar.Hours) time.Time {
	t, err := b.NextOpen(at, place, h)
	if err == nil {
		return t
	}
	first := calendar.Place{Zones: place.Zones[:1], Region: place.Region}
	if t, err = b.NextOpen(at, first, h); err == nil {
		return t
	}
	return at
}

func (p *planner) due() Due {
	switch {
	case clocked(p.w, p.en, p.s):
		return p.clock()
	case follows(p.en, p.s):
		return p.sameDay()
	case p.s.After > 0 && !p.en.LastAt.IsZero():
		return p.after()
	}
	day := p.planned()
	rolled := p.roll(day)
	p.explain(day, rolled)
	return p.on(p.push(rolled))
}

// clocked says that the step runs against a clock: an unanswered first step
// with one. Somebody enrolled beside a colleague did not ask for anything, so
// his first step has a day like any other.
func clocked(w model.World, en model.Enrolment, s model.Step) bool {
	if s.Within == 0 || !en.LastAt.IsZero() {
		return false
	}
	for _, o := range w.Enrolments {
		if o.ID != en.ID && o.ContactID != en.ContactID && o.Cadence == en.Cadence && o.State.Live() && o.StartedAt.Before(en.StartedAt) {
			return false
		}
	}
	return true
}

// clock: so much business time from receipt. An inquiry counts from when it
// came in, everything else from the enrolment.
func (p *planner) clock() Due {
	from := p.en.StartedAt
	if r := p.w.Lead.ReceivedAt; !r.IsZero() && !r.After(from) &&
		p.b.BusinessDaysBetween(p.dayOf(r), p.dayOf(from), p.place.Region) <= p.w.Policy.InquiryAge {
		from = r
	}
	first := p.nextOpen(from)
	deadline := p.b.AddBusinessTime(first, p.s.Within, p.place, p.hours())
	p.say("within %s", span(p.s.Within))
	return Due{At: p.nextOpen(deadline), Day: p.dayOf(first), Why: p.why}
}

func (p *planner) sameDay() Due {
	day := p.dayOf(p.en.LastAt)
	if !p.b.IsBusinessDay(day, p.place.Region) {
		rolled := p.roll(day)
		p.explain(day, rolled)
		return p.on(rolled)
	}
	at := p.en.LastAt
	if p.s.Channel == model.Phone {
		at = p.nextOpen(at)
	}
	return Due{At: at, Day: p.dayOf(at), Why: p.why}
}

func (p *planner) after() Due {
	at := p.b.AddBusinessTime(p.en.LastAt, time.Duration(p.slow())*p.s.After, p.place, p.hours())
	at = p.nextOpen(at)
	day := p.dayOf(at)
	if pushed := p.push(day); pushed != day {
		return p.on(pushed)
	}
	return Due{At: at, Day: day, Why: p.why}
}

// planned is the day by the plan, before business days and gaps.
func (p *planner) planned() model.Date {
	from, offset := p.en.StartedAt, p.s.Day
	if !p.en.LastAt.IsZero() {
		from = p.en.LastAt
		if last, ok := cadenceOf(p.w, p.en).StepAt(p.en.LastStep); ok {
			offset -= last.Day
		}
	}
	byPlan := p.dayOf(from).AddDays(max(0, offset) * p.slow())
	if p.s.Hand == 0 || p.en.InHand.IsZero() {
		return byPlan
	}
	mail := mailBefore(cadenceOf(p.w, p.en).Steps, p.s.Number)
	if p.en.LastStep < mail.Number {
		return byPlan // that piece never went out
	}
	p.say("chases what is in hand %s", p.en.InHand.Short())
	chase := p.b.AddBusinessDays(p.en.InHand, p.s.Hand*p.slow(), p.place.Region)
	if p.talkedSincePost() {
		return max(chase, byPlan)
	}
	return chase
}

// talkedSincePost says that the due date was reset by a talk or an inbound
// response after the piece went out.
func (p *planner) talkedSincePost() bool {
	for _, t := range p.w.Touches {
		if t.EnrolmentID == p.en.ID && !t.Voided && t.Outcome == model.Posted && t.Step == p.en.LastStep {
			return p.en.LastAt.After(t.At)
		}
	}
	return false
}

// push moves a day behind the gaps of the contact and of the company.
func (p *planner) push(day model.Date) model.Date {
	contact, company, _ := Last(p.w, p.c.ID)
	for _, gap := range []struct {
		last time.Time
		n    int
		whom string
	}{{contact, p.w.Policy.ContactGap * p.slow(), p.c.Name}, {company, p.w.Policy.CompanyGap, "the company"}} {
		if opens := gate.GapDay(p.b, gap.last, gap.n, p.place); opens > day {
			p.say("not before %s, since %s was touched on %s", opens.Short(), gap.whom, p.dayOf(gap.last).Short())
			day = opens
		}
	}
	return day
}

// on is the instant on a business day: for a call the window's opening, in the
// other half of the day where the step says so.
func (p *planner) on(day model.Date) Due {
	if p.s.Channel != model.Phone {
		return Due{At: day.At(mailHour, 0, p.zone()), Day: day, Why: p.why}
	}
	p.message(day)
	at := p.opens(day)
	if p.s.OtherHalf && !p.en.LastAt.IsZero() {
		last := p.en.LastAt.In(p.zone())
		if last.Hour()*60+last.Minute() < calendar.Midday {
			half := calendar.Hours{From: max(calendar.Midday, p.hours().From), To: p.hours().To}
			if t, err := p.b.NextOpen(day.At(0, 0, p.zone()), p.place, half); half.Valid() && err == nil && p.dayOf(t) == day {
				at = t
			}
		}
		p.say("in the other half of the day")
	}
	return Due{At: at, Day: p.dayOf(at), Why: p.why}
}

// message: at most one voicemail a contact in so many business days.
func (p *planner) message(day model.Date) {
	_, _, voicemail := Last(p.w, p.c.ID)
	if !p.s.Message || voicemail.IsZero() {
		return
	}
	if opens := gate.GapDay(p.b, voicemail, p.w.Policy.VoicemailGap, p.place); day < opens {
		p.say("a plain call: a message was left on %s, so leave none before %s", p.dayOf(voicemail).Short(), opens.Short())
	}
}

// explain names the holidays that the due day was moved over.
func (p *planner) explain(from, to model.Date) {
	for d := from; d < to; d = d.AddDays(1) {
		if name, ok := p.b.Holiday(d, p.place.Region); ok {
			p.say("%s is %s", d.Short(), name)
		}
	}
}

func span(d time.Duration) string {
	if d%time.Hour == 0 && d > time.Hour {
		return fmt.Sprintf("%d business hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d business minutes", int(d.Minutes()))
}
