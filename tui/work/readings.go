package work

import (
	"strconv"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// guide reads the step's script or letter whole, and what to ask.
func (t *talk) guide(string) error {
	if t.desk.Passage != "" {
		t.say("The text of this step:")
		t.say(t.desk.Passage)
	} else {
		t.say("Nothing is written for this step.")
	}
	if ch := t.plain().Channel(); ch != model.Phone && t.desk.Passage == "" {
		t.say(t.plain().Text(ch))
	}
	t.tellReadiness()
	told := 0
	for _, now := range t.desk.Readiness.Attributes {
		qs := t.desk.Guide.Questions[now.Key]
		if now.Counts() >= model.Stated || len(qs) == 0 || now.Key == t.desk.Readiness.NextAbout || told == 4 {
			continue
		}
		told++
		a, err := model.AttributeOf(now.Key)
		if err == nil {
			t.sayf(`%d, %s: "%s"`, a.Number%10, a.Short, qs[0].Ask)
		}
	}
	return nil
}

// history tells the last touches and notes, the newest first.
func (t *talk) history(said string) error {
	n := 5
	if said != "" {
		var err error
		if n, err = strconv.Atoi(said); err != nil || n < 1 {
			return model.Errorf(model.Invalid, "%q is no number; say history 20.", said)
		}
	}
	all := t.desk.Touches
	for i := len(all) - 1; i >= 0 && n > 0; i-- {
		if v := all[i]; !v.Voided {
			t.tellTouch(v)
			n--
		}
	}
	if len(all) == 0 {
		t.say("Nothing was done here yet.")
	}
	for i := len(t.desk.Notes) - 1; i >= max(0, len(t.desk.Notes)-3); i-- {
		v := t.desk.Notes[i]
		t.sayf(`Note, %s, %s: "%s"`, page.Moment(v.At, t.now()), v.ByName, strings.ReplaceAll(v.Text, "\n", " "))
	}
	return nil
}

func (t *talk) tellTouch(v model.Touch) {
	who := ""
	if c := t.desk.Contact(v.ContactID); c != nil {
		who = c.Name
	}
	way := page.ChannelName(v.Channel)
	if v.Direction == model.Inbound {
		way = "from them, " + way
	}
	felt := string(v.Sentiment)
	if v.Sentiment == model.SentimentUnknown {
		felt = ""
	}
	t.say(sentence(page.Joined(", ", page.Moment(v.At, t.now()), way, page.Outcome(v.Outcome), who, felt, v.ByName,
		page.Quote(strings.ReplaceAll(v.Note, "\n", " ")))))
}

// find opens any lead by its id or by words of it.
func (t *talk) find(said string) error {
	for said == "" {
		var err error
		if said, err = t.ask(question{text: "Which lead? Its id, or words of its company or person.", free: true}); err != nil {
			return err
		}
	}
	id, err := t.lookUp(said)
	if err != nil {
		return err
	}
	return t.open(place{lead: id})
}

// lookUp finds one lead; where there are several it asks which.
func (t *talk) lookUp(said string) (model.LeadID, error) {
	if id, err := model.ParseLeadID(strings.ToUpper(said)); err == nil {
		return id, nil
	}
	p, err := t.office.Leads(t.ctx, t.By, model.LeadQuery{Search: said, Limit: 9})
	if err != nil {
		return 0, err
	}
	if len(p.Rows) == 0 {
		return 0, model.Errorf(model.NotFound, "No lead is found for %q; use the beginning of other words.", said)
	}
	if len(p.Rows) == 1 {
		return p.Rows[0].ID, nil
	}
	options := make([]kit.Option, len(p.Rows))
	for i, r := range p.Rows {
		options[i] = kit.Option{Value: r.ID.String(), Title: page.Joined(", ", r.Company, r.Contact, r.Place, r.ID.String())}
	}
	text := "Which of these?"
	if p.More {
		text = "Which of these? There are more; other words find them."
	}
	a, err := t.ask(question{text: text, options: options})
	if err != nil {
		return 0, err
	}
	return model.ParseLeadID(a)
}

// inbound finds who calls or wrote, opens the lead, and records it.
func (t *talk) inbound(said string) error {
	for said == "" {
		var err error
		if said, err = t.ask(question{text: "Who is it? A number, a name or a company.", free: true}); err != nil {
			return err
		}
	}
	id, contact, err := t.caller(said)
	if err != nil {
		return err
	}
	if err := t.open(place{lead: id}); err != nil {
		return err
	}
	if contact != 0 {
		t.contact = contact
		t.tellPerson()
	} else if len(t.desk.Contacts) > 1 {
		a, err := t.ask(question{text: "Who of them?", options: t.plain().People()})
		if err != nil {
			return err
		}
		if t.contact, err = model.ParseContactID(a); err != nil {
			return err
		}
	}
	ch, err := t.ask(question{text: "By which channel?", options: channels()})
	if err != nil {
		return err
	}
	return t.touch(model.Channel(ch), true, "")
}

// caller finds the person where the office can, else the lead.
func (t *talk) caller(said string) (model.LeadID, model.ContactID, error) {
	office, ok := t.office.(Callers)
	if !ok {
		id, err := t.lookUp(said)
		return id, 0, err
	}
	found, err := office.Callers(t.ctx, t.By, said, 9)
	if err != nil {
		return 0, 0, err
	}
	options := make([]kit.Option, len(found))
	for i, c := range found {
		warn := ""
		if c.Suppressed {
			warn = "do not contact"
		}
		options[i] = kit.Option{Value: itoa(i), Title: page.Joined(", ", c.Name, c.Title, c.Company, c.Place, c.Matched, warn, c.LeadID.String())}
	}
	switch len(found) {
	case 0:
		return 0, 0, model.Errorf(model.NotFound, "Nobody is found for %q; use the beginning of other words.", said)
	case 1:
		return found[0].LeadID, found[0].ContactID, nil
	}
	a, err := t.ask(question{text: "Which of these?", options: options})
	if err != nil {
		return 0, 0, err
	}
	i, err := strconv.Atoi(a)
	return found[i].LeadID, found[i].ContactID, err
}

// tellKept says at the start what was typed before and not recorded.
func (t *talk) tellKept() {
	places, err := t.keptPlaces()
	if err != nil {
		t.say(sentence(t.words(err)))
		return
	}
	if len(places) > 0 {
		t.sayf("Words that you typed and did not record wait on %s; drafts tells them.", many(len(places), "lead", "leads"))
	}
}

// keptPlace is a lead with what was typed there.
type keptPlace struct {
	lead  model.LeadID
	names []string
}

func (t *talk) keptPlaces() ([]keptPlace, error) {
	if t.Drafts == nil {
		return nil, nil
	}
	keys, err := t.Drafts.Kept()
	var out []keptPlace
	for _, key := range keys {
		at, name, ok := strings.Cut(strings.TrimPrefix(key, "desk/"), "/")
		id, bad := model.ParseLeadID(at)
		if !ok || bad != nil {
			continue
		}
		i := 0
		for i < len(out) && out[i].lead != id {
			i++
		}
		if i == len(out) {
			out = append(out, keptPlace{lead: id})
		}
		out[i].names = append(out[i].names, name)
	}
	return out, err
}

// drafts tells what is kept and opens the lead chosen.
func (t *talk) drafts(string) error {
	places, err := t.keptPlaces()
	if err != nil {
		return err
	}
	var options []kit.Option
	for _, p := range places {
		d, err := t.office.Desk(t.ctx, t.By, p.lead)
		if err != nil {
			continue // the lead is gone, and nothing can be done with its words here
		}
		options = append(options, kit.Option{Value: p.lead.String(), Title: d.Company.Name + ": " + strings.Join(p.names, ", ")})
	}
	if len(options) == 0 {
		t.say("Nothing typed waits to be recorded.")
		return nil
	}
	a, err := t.ask(question{text: "Which one is to be opened?", options: options})
	if err != nil {
		return err
	}
	id, err := model.ParseLeadID(a)
	if err != nil {
		return err
	}
	return t.open(place{lead: id})
}
