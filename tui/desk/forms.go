package desk

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// day reads a date as typed, in the zone of the person working.
func (d *Desk) day(text string) (model.Date, error) {
	t, err := d.opt.parseTime(text, d.now, d.now.Location())
	if err != nil {
		return 0, err
	}
	return model.DateOf(t.In(d.now.Location())), nil
}

func (d *Desk) checkDay(text string) error { _, err := d.day(text); return err }

func (d *Desk) echoDay(text string) string {
	day, err := d.day(text)
	if err != nil {
		return ""
	}
	y, _, _ := day.Civil()
	return day.Short() + " " + itoa(y)
}

func (d *Desk) checkAhead(text string) error {
	day, err := d.day(text)
	if err == nil && day <= model.DateOf(d.now) {
		return model.Errorf(model.Invalid, "%s is not ahead; name a day after today.", day.Short())
	}
	return err
}

func centsOf(kept string) (int64, bool) {
	n, err := strconv.ParseInt(kept, 10, 64)
	return n, err == nil
}

// cents reads an amount as typed; 0 for none.
func (d *Desk) cents(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	if d.opt.ParseMoney != nil {
		n, _, err := d.opt.ParseMoney(text)
		return n, err
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil || f < 0 || f > 1e13 {
		return 0, model.Errorf(model.Invalid, "Write the amount as 1,200.50.")
	}
	return int64(f*100 + 0.5), nil
}

// chosen writes a choice, closes the form and shows what it did.
func (d *Desk) chosen(p *formPanel, c model.Choice, onward bool) tea.Cmd {
	c.LeadID = d.lead
	office := d.office
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Choose(ctx, by, c)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			p.refuse(msg.err)
			return nil
		}
		text := d.effects(msg.result)
		if text == "" {
			text = p.title
		}
		then := d.load
		if onward && !msg.result.NeedsDecision && len(msg.result.Questions) == 0 {
			then = d.advance
		}
		return tea.Batch(p.done(), nav.Toast(nav.Good, text), then())
	})
}

func (d *Desk) openRest() tea.Cmd {
	p := d.newForm("rest", "Rest until a date", func(p *formPanel, v map[string]string) tea.Cmd {
		until, err := d.day(v["until"])
		if err != nil {
			p.refuse(onField("until", err))
			return nil
		}
		return d.chosen(p, model.Choice{Verb: model.Rest, Until: until, Reason: v["reason"]}, true)
	},
		kit.Field{Key: "until", Label: "until", Kind: kit.DateField, Required: true, Check: d.checkAhead, Echo: d.echoDay},
		kit.Field{Key: "reason", Label: "reason", Required: true, Placeholder: "why it is to rest; it comes back by itself that day"})
	d.openPanel(p)
	return nil
}

func (d *Desk) openDisqualify() tea.Cmd {
	if !d.desk.Lead.Status.Open() {
		p := d.newForm("reopening", "Reopen this lead", func(p *formPanel, v map[string]string) tea.Cmd {
			return d.chosen(p, model.Choice{Verb: model.Reopen, Reason: v["reason"]}, false)
		}, kit.Field{Key: "reason", Label: "reason", Required: true, Placeholder: "what has changed"})
		d.openPanel(p)
		return nil
	}
	p := d.newForm("disqualify", "Disqualify this lead", func(p *formPanel, v map[string]string) tea.Cmd {
		return d.chosen(p, model.Choice{Verb: model.Disqualify, Reason: v["code"], Note: v["note"]}, true)
	},
		kit.Field{Key: "code", Label: "reason", Kind: kit.ChoiceField, Required: true, Options: codeOptions(model.DisqualifyCodes)},
		kit.Field{Key: "note", Label: "note", Kind: kit.NoteField})
	d.openPanel(p)
	return nil
}

// stepFields ask for an agreed next step, filled in with what was agreed.
func (d *Desk) stepFields(required bool) []kit.Field {
	n := d.desk.Lead.NextStep
	kind, when := string(n.Kind), ""
	who := d.engagedWith()
	if !n.IsZero() {
		zone, _ := d.zoneOf(d.desk.Contact(n.ContactID))
		when, who = n.At.In(zone).Format("2006-01-02 15:04"), n.ContactID
	}
	if who == 0 {
		who = d.contact
	}
	check := func(text string) error { _, err := d.stepTime(text, who); return err }
	echo := func(text string) string {
		t, err := d.stepTime(text, who)
		if err != nil {
			return ""
		}
		return t.Format("Mon 2 Jan 2006 15:04")
	}
	return []kit.Field{
		{Key: "kind", Label: "next step", Kind: kit.ChoiceField, Value: kind, Required: required, Options: []kit.Option{
			{Key: "c", Value: "call", Title: "call"}, {Key: "m", Value: "meeting", Title: "meeting"}, {Key: "v", Value: "visit", Title: "visit"}}},
		{Key: "when", Label: "when, there", Kind: kit.DateField, Value: when, Required: required, Placeholder: "tue 10:30, 2026-12-03 10:30", Check: check, Echo: echo},
		{Key: "with", Label: "with", Kind: kit.ChoiceField, Value: who.String(), Required: required, Options: d.contactOptions(false)},
	}
}

// engagedWith is the decision maker whom the attribute names, 0 for none.
func (d *Desk) engagedWith() model.ContactID {
	id, err := model.ParseContactID(d.standing(model.Engaged).Evidence.Value["contact"])
	if err != nil {
		return 0
	}
	return id
}

func (d *Desk) stepTime(text string, who model.ContactID) (time.Time, error) {
	zone, _ := d.zoneOf(d.desk.Contact(who))
	t, err := d.opt.parseTime(text, d.now, zone)
	if err == nil && !t.After(d.now) {
		err = model.Errorf(model.Invalid, "%s has passed; name a time to come.", t.In(zone).Format("Mon 2 Jan 15:04"))
	}
	return t.In(zone), err
}

// nextStep reads the fields of stepFields. Nothing typed is no step.
func (d *Desk) nextStep(v map[string]string) (model.NextStep, error) {
	if v["kind"] == "" && v["when"] == "" {
		return model.NextStep{}, nil
	}
	who, err := model.ParseContactID(v["with"])
	if err != nil {
		return model.NextStep{}, onField("with", model.Errorf(model.Invalid, "Pick whom the next step is agreed with."))
	}
	at, err := d.stepTime(v["when"], who)
	if err != nil {
		return model.NextStep{}, onField("when", err)
	}
	return model.NextStep{Kind: model.NextStepKind(v["kind"]), At: at, ContactID: who}, nil
}

func (d *Desk) openAgree() tea.Cmd {
	p := d.newForm("next step", "What was agreed next", func(p *formPanel, v map[string]string) tea.Cmd {
		step, err := d.nextStep(v)
		if err != nil {
			p.refuse(err)
			return nil
		}
		return d.chosen(p, model.Choice{Verb: model.AgreeNextStep, NextStep: step, ContactID: step.ContactID}, false)
	}, d.stepFields(true)...)
	d.openPanel(p)
	return nil
}

func (d *Desk) openOwner() tea.Cmd { return d.askMembers("owner") }

// membersFor is which form waits for the members.
func (d *Desk) askMembers(form string) tea.Cmd {
	r := d.peeks.Next()
	d.waiting = form
	by := d.s.Actor
	return d.run(func() tea.Msg {
		list, err := d.office.Members(d.opt.context(), by)
		return membersLoadedMsg{r, list, err}
	})
}

// showMembers opens the form that waited for the members.
func (d *Desk) showMembers(msg membersLoadedMsg) tea.Cmd {
	if !d.peeks.Current(msg.request) || d.panel != nil {
		return nil
	}
	if msg.err != nil {
		return nav.Fail(msg.err)
	}
	sales := d.waiting == "graduate"
	var options []kit.Option
	for _, m := range msg.members {
		if !m.Active || sales != (m.Role == model.Sales) || m.Role == model.Marketing {
			continue
		}
		key := ""
		if len(options) < 9 {
			key = itoa(len(options) + 1)
		}
		options = append(options, kit.Option{Key: key, Value: m.ID.String(), Title: kit.Clean(m.Name)})
	}
	if len(options) == 0 {
		return nav.Toast(nav.Warn, "Nobody can take it: add a salesperson with ripen user add NAME --role sales.")
	}
	if sales {
		d.openPanel(d.graduateForm(options))
		return nil
	}
	p := d.newForm("owner", "Give the lead to", func(p *formPanel, v map[string]string) tea.Cmd {
		return d.chosen(p, model.Choice{Verb: model.Assign, To: memberID(v["to"])}, false)
	}, kit.Field{Key: "to", Label: "to", Kind: kit.ChoiceField, Required: true, Options: options, Value: d.desk.Lead.OwnerID.String()})
	d.openPanel(p)
	return nil
}

func memberID(s string) model.MemberID {
	n, _ := strconv.ParseInt(strings.TrimLeft(s, "M"), 10, 64)
	return model.MemberID(n)
}

// nextStepGate is the condition that the graduate form itself can meet.
const nextStepGate = "next-step"

// openGraduate shows what keeps the lead from graduating, or asks to whom it
// goes.
func (d *Desk) openGraduate() tea.Cmd {
	failing := d.desk.Readiness.Failing()
	if len(failing) == 0 || len(failing) == 1 && failing[0].Name == nextStepGate {
		return d.askMembers("graduate") // the form asks for the next step
	}
	text, last := "", "then ctrl+g asks again."
	for _, g := range failing {
		line := g.Why
		if key, ok := strings.CutPrefix(g.Name, "attribute:"); ok {
			if i := model.AttributeKey(key).Index(); i >= 0 {
				line = itoa((i+1)%10) + "  " + line
			}
		} else if g.Name == nextStepGate {
			line, last = "A  "+line, "A writes down what was agreed next."
		} else {
			line = d.l.Glyphs.Dot + "  " + line
		}
		text += line + "\n"
	}
	for _, g := range d.desk.Readiness.Gates {
		if g.Advice && !g.OK {
			text += d.l.Glyphs.Dot + "  " + g.Why + " (advice only)\n"
		}
	}
	d.openPanel(&textPanel{d: d, title: "Not ready to graduate", rest: count(len(failing), "condition", "conditions"),
		text: text + "\nThe digit opens the attribute; " + last, keys: []hint{{"1–0", "open the attribute"}}})
	return nil
}

func (d *Desk) graduateForm(to []kit.Option) *formPanel {
	value := ""
	if d.desk.Lead.Value > 0 {
		value = amountTyped(d.desk.Lead.Value)
	}
	first := ""
	if len(to) == 1 {
		first = to[0].Value
	}
	fields := []kit.Field{{Key: "to", Label: "to", Kind: kit.ChoiceField, Required: true, Options: to, Value: first}}
	fields = append(fields, d.stepFields(true)...)
	fields = append(fields, kit.Field{Key: "value", Label: "value", Kind: kit.MoneyField, Value: value, Suffix: d.desk.Policy.Currency,
		Check: func(s string) error { _, err := d.cents(s); return err }})
	return d.newForm("graduate", "Graduate to sales", func(p *formPanel, v map[string]string) tea.Cmd {
		step, err := d.nextStep(v)
		if err != nil {
			p.refuse(err)
			return nil
		}
		value, err := d.cents(v["value"])
		if err != nil {
			p.refuse(onField("value", err))
			return nil
		}
		return d.submit(p, model.Submission{LeadID: d.lead, To: memberID(v["to"]), NextStep: step, Value: value})
	}, fields...)
}

func (d *Desk) submit(p *formPanel, s model.Submission) tea.Cmd {
	office := d.office
	return d.write(func(ctx context.Context, by model.Actor) (model.Result, error) {
		return office.Submit(ctx, by, s)
	}, func(msg wroteMsg) tea.Cmd {
		if msg.err != nil {
			p.refuse(msg.err)
			return nil
		}
		text := strings.Join(msg.result.Effects, d.dot())
		if text == "" {
			text = "Graduated; the hand-off stands on Hand-offs."
		}
		return tea.Batch(p.done(), nav.Toast(nav.Good, text), d.load())
	})
}
