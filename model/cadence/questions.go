package cadence

import (
	"strings"

	"ripen/model"
)

// Keys of the questions. An open one stands in [model.Lead].Asks as its key,
// followed by ":C7" where it is about a contact; that of a cadence's end is
// read off the enrolment.
const (
	askSiblings      = "siblings"
	askCompany       = "company-dnc"
	askNotInterested = "not-interested"
	askEnd           = "cadence-end"
	askRest          = "rest"
	askWrongCompany  = "wrong-company"
	askChannels      = "channels"
)

// Keys of the answers.
const (
	answerGoOn       = "go-on"
	answerStay       = "stay"
	answerStop       = "stop"
	answerPerson     = "person"
	answerCompany    = "company"
	answerNext       = "next"
	answerRest       = "rest"
	answerDisqualify = "disqualify"
	answerDone       = "done"
	answerYes        = "yes"
	answerNo         = "no"
)

// Questions are what a person has to decide on the lead now, oldest first,
// each with its likely answer. They are answered by [Choose] with
// [model.Decide]; Choice.ContactID or EnrolmentID tells two of one key apart.
func Questions(w model.World) []model.Question {
	var out []model.Question
	for _, full := range w.Lead.Asks {
		if q, ok := askedQuestion(w, full); ok {
			out = append(out, q)
		}
	}
	asked := len(out) > 0
	for _, en := range w.Enrolments {
		if en.State != model.EnrolDeciding || en.CadenceID == 0 && asked {
			continue
		}
		out = append(out, endQuestion(w, en))
	}
	return out
}

func askedQuestion(w model.World, full string) (model.Question, bool) {
	key, whom, _ := strings.Cut(full, ":")
	q := model.Question{Key: key}
	if whom != "" {
		q.ContactID, _ = model.ParseContactID(whom)
	}
	name := "the contact"
	if c := w.Contact(q.ContactID); c != nil {
		name = c.Name
	}
	for _, en := range w.Enrolments {
		if en.ContactID == q.ContactID && en.CadenceID != 0 {
			q.EnrolmentID = en.ID
		}
	}
	switch key {
	case askSiblings:
		q.Text, q.Likely = "Others at the company wait. Do they go on?", answerStay
		q.Options = []model.Option{{Key: answerStay, Label: "they stay paused"}, {Key: answerGoOn, Label: "they go on"}, {Key: answerStop, Label: "stop them for good"}}
	case askCompany:
		q.Text, q.Likely = name+" asked not to be contacted. This person, or the whole company?", answerPerson
		q.Options = []model.Option{{Key: answerPerson, Label: "this person"}, {Key: answerCompany, Label: "the whole company: disqualify the lead"}}
	case askNotInterested:
		q.Text = name + " is not interested. What becomes of the lead?"
		q.Options, q.Likely = whatNext(w, model.Enrolment{ContactID: q.ContactID})
	case askRest:
		q.Text, q.Likely = name+" was unfriendly twice in a row. Rest?", answerRest
		q.Options = []model.Option{{Key: answerRest, Label: "rest " + itoa(w.Policy.LaterDays) + " days"}, {Key: answerGoOn, Label: "go on, at double gaps"}, {Key: answerStop, Label: "stop with this contact"}}
	case askWrongCompany:
		q.Text, q.Likely = "The line of "+name+" is shared. Is it the wrong company altogether?", answerNo
		q.Options = []model.Option{{Key: answerNo, Label: "no, only wrong for this contact"}, {Key: answerYes, Label: "yes, the line is dead for all who share it"}}
	case askChannels:
		q.Text, q.Likely = name+" unsubscribed from e-mail. Do phone and post go on?", answerGoOn
		q.Options = []model.Option{{Key: answerGoOn, Label: "phone and post go on"}, {Key: answerStop, Label: "stop with this contact"}}
	default:
		return q, false
	}
	return q, true
}

// endQuestion: the end of a cadence asks for the next one, a rest, another
// contact, or disqualification.
func endQuestion(w model.World, en model.Enrolment) model.Question {
	q := model.Question{Key: askEnd, EnrolmentID: en.ID, ContactID: en.ContactID}
	name := "the contact"
	if c := w.Contact(en.ContactID); c != nil {
		name = c.Name
	}
	q.Text = "The cadence " + en.Cadence + " of " + name + " is at its end. What next?"
	if en.CadenceID == 0 {
		q.Text = "Nobody is pursued at " + w.Company.Name + " any more. What next?"
	}
	q.Options, q.Likely = whatNext(w, en)
	return q
}

// whatNext are the ways on from the end of an enrolment.
func whatNext(w model.World, en model.Enrolment) ([]model.Option, string) {
	cad := cadenceOf(w, en)
	end := cad.AtEnd
	if end == "" {
		end = "long-term"
	}
	var out []model.Option
	likely, days := "", w.Policy.LaterDays
	if n, ok := strings.CutPrefix(end, "rest:"); ok {
		days, likely = number(n), answerRest
	}
	c := w.Contact(en.ContactID)
	open := c != nil && !c.Left && !c.Suppressed && en.CadenceID != 0
	if _, current := w.Current[end]; current && open && likely == "" {
		label := end
		if end == en.Cadence {
			label += " again"
		}
		out, likely = append(out, model.Option{Key: end, Label: label}), end
	}
	if _, current := w.Current["long-term"]; current && open && end != "long-term" {
		out = append(out, model.Option{Key: "long-term", Label: "long-term"})
	}
	if next := nextUntouched(w); next != nil {
		out = append(out, model.Option{Key: answerNext, Label: "the next contact, " + next.Name})
		if likely == "" {
			likely = answerNext
		}
	}
	if others(w, en) {
		out = append(out, model.Option{Key: answerDone, Label: "done with this contact, the others go on"})
		if likely == "" || likely == answerNext && en.CadenceID == 0 {
			likely = answerDone
		}
	}
	out = append(out, model.Option{Key: answerRest, Label: "rest " + itoa(days) + " days"})
	if likely == "" {
		likely = answerRest
	}
	out = append(out, model.Option{Key: answerDisqualify, Label: "disqualify: no need"})
	if unreachableAllowed(w) == nil {
		out = append(out, model.Option{Key: "unreachable", Label: "disqualify: unreachable"})
	}
	return out, likely
}

func others(w model.World, en model.Enrolment) bool {
	for _, o := range w.Enrolments {
		if o.ID != en.ID && o.ContactID != en.ContactID && o.State.Live() && o.CadenceID != 0 {
			return true
		}
	}
	return false
}

func number(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' && n < 100000 {
			n = n*10 + int(r-'0')
		}
	}
	return n
}

// answer carries out the chosen option of a question.
func (a *act) answer(c model.Choice) error {
	q, full, err := a.question(c)
	if err != nil {
		return err
	}
	key := c.Answer
	if key == "" {
		key = q.Likely
	}
	keys := make([]string, len(q.Options))
	for i, o := range q.Options {
		keys[i] = o.Key
	}
	if _, err := model.OneOf("answer", key, keys); err != nil {
		return err
	}
	if full != "" {
		a.answered(full)
	}
	switch q.Key {
	case askSiblings:
		a.answerSiblings(key)
	case askCompany:
		return a.answerCompany(q, key)
	case askRest, askChannels:
		a.answerContact(q, key)
	case askWrongCompany:
		a.answerLine(q, key)
	default:
		return a.answerEnd(q, key, c)
	}
	return nil
}

// question finds the open question that a choice answers, and its entry in
// Asks ("" for that of a cadence's end).
func (a *act) question(c model.Choice) (model.Question, string, error) {
	want, whom, _ := strings.Cut(c.Question, ":")
	if whom != "" && c.ContactID == 0 {
		c.ContactID, _ = model.ParseContactID(whom)
	}
	if want == "" && c.EnrolmentID != 0 {
		want = askEnd
	}
	for _, q := range Questions(a.w) {
		if want != "" && q.Key != want || c.ContactID != 0 && q.ContactID != c.ContactID || c.EnrolmentID != 0 && q.EnrolmentID != c.EnrolmentID {
			continue
		}
		if q.Key == askEnd {
			return q, "", nil
		}
		full := q.Key
		if q.ContactID != 0 {
			full += ":" + q.ContactID.String()
		}
		return q, full, nil
	}
	e := model.Errorf(model.NotFound, "that question is not open on this lead")
	e.Field = "question"
	return model.Question{}, "", e
}

func (a *act) answerSiblings(key string) {
	for i := range a.w.Enrolments {
		en := &a.w.Enrolments[i]
		if en.State != model.EnrolPaused || !en.ResumeAt.IsZero() || en.Why == heldByCompany {
			continue
		}
		switch key {
		case answerGoOn:
			a.resume(en)
			a.sayNext(en)
		case answerStop:
			a.end(en, model.EnrolStopped, "stopped: another contact answered")
			a.d.Say(a.name(en.ContactID) + " is stopped")
		default:
			a.d.Say(a.name(en.ContactID) + " stays paused")
		}
	}
	if key == answerStay {
		a.stayed()
	}
}

// stayed: what stays paused must not be forgotten. Where nothing else is owed
// on the lead it comes back by itself after a while.
func (a *act) stayed() {
	for _, en := range a.w.Enrolments {
		if en.State.Live() && en.State != model.EnrolPaused && en.Owes != model.OwesDecision {
			return
		}
	}
	until := a.today().AddDays(a.w.Policy.LaterDays)
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State == model.EnrolPaused && en.ResumeAt.IsZero() {
			en.ResumeAt = a.morning(until)
		}
	}
	a.d.Say("nothing else is owed here: they go on by themselves on " + until.Short())
}

func (a *act) answerCompany(q model.Question, key string) error {
	if key == answerCompany {
		return a.disqualify("do-not-contact", "")
	}
	for i := range a.w.Enrolments {
		if en := &a.w.Enrolments[i]; en.State == model.EnrolPaused && en.Why == heldByCompany {
			a.resume(en)
			a.sayNext(en)
		}
	}
	a.d.Say("only " + a.name(q.ContactID) + " is left alone; the lead goes on")
	return nil
}

func (a *act) answerContact(q model.Question, key string) {
	switch key {
	case answerRest:
		until := a.today().AddDays(a.w.Policy.LaterDays)
		a.rest(until, "two unfriendly answers", 0)
		a.d.Say("the lead rests until " + until.Short())
	case answerStop:
		for i := range a.w.Enrolments {
			if en := &a.w.Enrolments[i]; en.ContactID == q.ContactID && en.State.Live() && en.Owes != model.OwesDecision {
				a.end(en, model.EnrolStopped, "stopped by hand")
			}
		}
		a.d.Say(a.name(q.ContactID) + " is stopped")
	default:
		a.d.Say("it goes on as planned")
	}
}

// answerLine: a line of another company altogether is dead for all who have it.
func (a *act) answerLine(q model.Question, key string) {
	if key != answerYes {
		a.d.Say("the line stays for the others")
		return
	}
	c := a.w.Contact(q.ContactID)
	if c == nil {
		return
	}
	for _, p := range c.Points {
		if p.Kind == model.PhonePoint && p.Status == model.PointDead && a.shared(p) {
			a.killAll(p)
			a.d.Say(p.Shown + " is dead for all who share it")
		}
	}
}

// answerEnd goes the way chosen from the end of a cadence.
func (a *act) answerEnd(q model.Question, key string, c model.Choice) error {
	en := a.w.Enrolment(q.EnrolmentID)
	deciding := en != nil && en.State == model.EnrolDeciding
	finish := func(why string) {
		if deciding {
			a.end(en, model.EnrolFinished, why)
		}
	}
	switch key {
	case answerDone:
		finish("done")
	case answerNext:
		next := nextUntouched(a.w)
		finish("the next contact")
		cad, ok := a.follow(en)
		if next == nil || !ok {
			return model.Errorf(model.Refused, "no untouched contact is left; add one first")
		}
		a.enrol(next, cad, a.now())
	case answerRest:
		until := c.Until
		if until.IsZero() {
			days := a.w.Policy.LaterDays
			if deciding {
				days = a.restDays(en)
			}
			until = a.today().AddDays(days)
		}
		if until <= a.today() {
			return invalid("until", "%s has passed; name a date to come", until)
		}
		finish("resting")
		a.rest(until, "after the cadence", 0)
		a.d.Say("the lead rests until " + until.Short())
	case answerDisqualify:
		return a.disqualify("no-need", c.Note)
	case "unreachable":
		return a.disqualify("unreachable", c.Note)
	default:
		finish("on to " + key)
		cad, _ := a.current(key)
		contact := a.w.Contact(q.ContactID)
		if contact == nil {
			return model.Errorf(model.NotFound, "that contact is not of this lead")
		}
		a.enrol(contact, cad, a.now())
	}
	return nil
}

func (a *act) restDays(en *model.Enrolment) int {
	if en != nil {
		if n, ok := strings.CutPrefix(cadenceOf(a.w, *en).AtEnd, "rest:"); ok {
			return number(n)
		}
	}
	return a.w.Policy.LaterDays
}
