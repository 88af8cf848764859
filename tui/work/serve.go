package work

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/internal/page"
)

// daySize is how many places of the day are looked at, as on the desk.
const daySize = 200

// greet is who, when, how much is done and what waits, in two lines.
func (t *talk) greet(p model.QueuePage) {
	t.sayf("%s, %s. %d of %d touches done.", t.By.Name, t.now().Format("Monday 2 January 2006, 15:04"), p.Done, p.Target)
	t.sayf("%s, %s, %d new, %d due, %d of them callable now.", many(p.Callbacks, "callback", "callbacks"), many(p.Replies, "reply", "replies"),
		p.Inquiries, p.Due, p.Callable)
}

func (t *talk) numbers(string) error {
	p, err := t.office.Queue(t.ctx, t.By, daySize)
	if err == nil {
		t.greet(p)
	}
	return err
}

// next serves the lead that stands after this one. One that was not worked
// keeps its place.
func (t *talk) next(string) error {
	p, err := t.office.Queue(t.ctx, t.By, daySize)
	if err != nil {
		return err
	}
	for _, it := range p.Items {
		if it.LeadID == t.lead && t.position > 0 && !t.worked && open(it) && it.CallableNow {
			t.sayf("%s keeps its place; skip would give the reason.", it.Company)
		}
	}
	return t.serve(p)
}

func open(it model.QueueItem) bool { return it.State == "" || it.State == "open" }

// serve opens the next place of the day that is open now, and says over which
// it passed.
func (t *talk) serve(p model.QueuePage) error {
	passed := 0
	var first model.QueueItem
	for i := range p.Items {
		it := p.Items[(t.placeAfter(p.Items)+i)%len(p.Items)]
		if it.LeadID == t.lead || !open(it) {
			continue
		}
		if !it.CallableNow && it.Channel == model.Phone {
			if passed == 0 {
				first = it
			}
			passed++
			continue
		}
		t.passedOver(first, passed)
		return t.open(place{it.LeadID, it.Position, it.ReasonText})
	}
	if passed > 0 {
		t.passedOver(first, passed)
		t.say("Nothing else is open now.")
		return nil
	}
	if len(p.Items) == 0 {
		t.say("Nothing is due today. lead with words opens any lead.")
		return nil
	}
	t.say("That was the last of the day's queue.")
	return nil
}

func (t *talk) passedOver(it model.QueueItem, n int) {
	if n == 0 {
		return
	}
	text := "Passed over " + it.Company + ", which is closed there now"
	if !it.OpensAt.IsZero() {
		text += " and opens " + page.Moment(it.OpensAt, t.now())
	}
	if n > 1 {
		text += "; and " + many(n-1, "other", "others")
	}
	t.say(text + ".")
}

// placeAfter is where the day goes on: behind this lead where it is still
// listed, else at the place it had.
func (t *talk) placeAfter(items []model.QueueItem) int {
	for i, it := range items {
		if it.LeadID == t.lead && t.lead != 0 {
			return (i + 1) % len(items)
		}
	}
	return min(max(0, t.position-1), len(items)-1)
}

// queue tells the next ten places.
func (t *talk) queue(string) error {
	p, err := t.office.Queue(t.ctx, t.By, daySize)
	if err != nil {
		return err
	}
	told := 0
	for _, it := range p.Items {
		if told == 10 || !open(it) {
			continue
		}
		told++
		there := ""
		if it.LocalTime != "" {
			there = it.LocalTime + " there"
			if !it.CallableNow {
				there += ", closed"
			}
		}
		t.sayf("%d. %s", it.Position, sentence(page.Joined("; ", it.Company+" "+it.LeadID.String(), page.Joined(", ", it.Contact, it.Title), it.StepWord, strings.TrimSuffix(it.ReasonText, "."), there)))
	}
	if told == 0 {
		t.say("Nothing is due today.")
	}
	return nil
}

func (t *talk) again(string) error {
	t.reload()
	t.tell()
	return nil
}

// tell says what must be known before anybody is called.
func (t *talk) tell() {
	d := t.desk
	head := d.Company.Name + ", " + t.lead.String()
	if t.position > 0 {
		head = "Lead " + itoa(t.position) + ": " + head
	}
	t.say(sentence(page.Joined("; ", head, page.Words(d.Lead.Status), t.plain().Facts())))
	if why := t.whyHere(); why != "" {
		t.sayf("Why first: %s", sentence(why))
	}
	t.tellPerson()
	for _, f := range d.Flags {
		t.sayf("Mind: %s", sentence(f))
	}
	if words, who := page.LastWords(d); words != "" {
		t.sayf(`Last said: "%s" %s`, strings.TrimSpace(words), sentence(who))
	}
	t.tellStep()
	t.tellReadiness()
	if kept := t.kept(); len(kept) > 0 {
		t.sayf("Typed here and not recorded: %s. Say its word to go on with it.", strings.Join(kept, ", "))
	}
}

func (t *talk) whyHere() string {
	if t.why != "" {
		return t.why
	}
	if en := t.desk.Enrolment(t.desk.Served); en != nil {
		return en.Why
	}
	return ""
}

// tellPerson says who is called, what time it is there, and the number.
func (t *talk) tellPerson() {
	c, p := t.person(), t.plain()
	if c == nil {
		t.say("Nobody is known here yet; people adds a person.")
		return
	}
	t.say(sentence(page.Joined(", ", c.Name, c.Title, roleWord(c.Role))) + " " + t.clockThere(c))
	switch n := p.Number(); {
	case c.Suppressed:
		t.say("Do not contact: this person asked for it.")
	case c.Left:
		t.say("This person has left the company.")
	case n == nil:
		t.say("No usable number is known.")
	default:
		t.sayf("Number: %s%s.", n.Shown, pointState(n.Status))
	}
}

func pointState(s model.PointStatus) string {
	switch s {
	case model.PointVerified:
		return ", verified"
	case model.PointBlocked:
		return ", a gatekeeper answers"
	}
	return ""
}

// clockThere is the time where a contact is.
func (t *talk) clockThere(c *model.Contact) string {
	zone := c.Zone()
	if zone == nil {
		if len(c.Zones) == 0 {
			return "The time there is unknown."
		}
		return "The time there is not certain: " + strings.Join(c.Zones, " or ") + "."
	}
	return "It is " + t.now().In(zone).Format("15:04") + " in " + t.plain().City(c) + "."
}

// tellStep is where the cadence stands.
func (t *talk) tellStep() {
	en := t.plain().Enrolment()
	if en == nil {
		return
	}
	text := owesWord(en.Owes)
	if cad, ok := t.desk.Cadences[en.CadenceID]; ok && en.Cadence != "" {
		if s, ok := cad.StepAt(en.Step); ok && en.Owes == model.OwesStep {
			text = s.Word()
		}
		text = "step " + itoa(en.Step) + " of " + itoa(len(cad.Steps)) + " of " + en.Cadence + ": " + text
	}
	if !en.State.Live() || en.State == model.EnrolPaused || en.State == model.EnrolHeld {
		text += ", " + string(en.State)
	}
	if !en.DueAt.IsZero() {
		text += ", due " + t.plain().When(en.DueAt, t.desk.Contact(en.ContactID))
	}
	if t.desk.Passage != "" {
		text += "; guide reads its text"
	}
	t.say(sentence(text))
}

// owesWord is what is owed, in words.
func owesWord(o model.Owed) string {
	switch o {
	case model.OwesCallback:
		return "call back"
	case model.OwesReview:
		return "look at it"
	}
	return page.Words(o)
}

func (t *talk) tellReadiness() {
	r := t.desk.Readiness
	text := itoa(r.Count) + " of " + itoa(r.Of)
	if a, err := model.AttributeOf(r.Weakest); err == nil {
		text += ", weakest " + page.Joined(", ", a.Short, r.WeakestWhy)
	}
	t.sayf("Readiness: %s.", text)
	if r.NextQuestion == "" {
		return
	}
	about := ""
	if a, err := model.AttributeOf(r.NextAbout); err == nil {
		about = " (" + itoa(a.Number%10) + ", " + a.Short + ")"
	}
	text = `Ask` + about + `: "` + r.NextQuestion + `"`
	if r.NextWhoText != "" {
		text += " Who can answer: " + sentence(r.NextWhoText)
	}
	t.say(text)
}

func roleWord(r model.BuyingRole) string {
	if r == "" || r == model.RoleUnknown {
		return ""
	}
	return page.Words(r)
}

// lasted is a duration as one says it.
func lasted(d time.Duration) string {
	s := max(0, int(d.Seconds()))
	if s < 60 {
		return many(s, "second", "seconds")
	}
	return many(s/60, "minute", "minutes") + " " + many(s%60, "second", "seconds")
}

// longDay is a time in full.
func longDay(at time.Time) string { return at.Format("Monday 2 January 2006, 15:04") }
