package desk

import (
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/theme"
)

// Plain is what the desk knows of a lead without its screen: the outcomes of a
// channel, the fields of its forms, what an entry would do. `ripen work` asks
// the same questions line by line, so that both faces have the same words, the
// same letters and the same drafts.
type Plain struct{ d *Desk }

// NewPlain reads a lead as loaded. contact is whom the work is about, 0 whose
// step is due. callFrom is when the call that is on began, zero: none is.
func NewPlain(lead model.Desk, now time.Time, contact model.ContactID, callFrom time.Time, o Options) *Plain {
	g := theme.ASCII()
	g.Dot = ";"
	d := &Desk{l: theme.Look{Glyphs: &g}, opt: o, lead: lead.Lead.ID, desk: lead, loaded: true, now: now, contact: contact, callFrom: callFrom}
	if lead.Contact(contact) == nil {
		d.contact = d.firstContact()
	}
	return &Plain{d}
}

// PlainOutcome is one outcome: the letter that picks it on the console and what
// people call it.
type PlainOutcome struct {
	Key     string
	Outcome model.Outcome
	Title   string
	asks    []ask
}

// Contact is whom the work is about, nil for nobody.
func (p *Plain) Contact() *model.Contact { return p.d.desk.Contact(p.d.contact) }

// Enrolment is his live enrolment, nil for none.
func (p *Plain) Enrolment() *model.Enrolment { return p.d.enrolmentOf(p.d.contact) }

// Channel is that of what is due.
func (p *Plain) Channel() model.Channel { return p.d.stepChannel() }

// Outcomes are those of a channel, the most likely first.
func (p *Plain) Outcomes(ch model.Channel, inbound bool) []PlainOutcome {
	list, likely := outcomesOf(ch, p.d.situation(inbound))
	out := make([]PlainOutcome, 0, len(list))
	for _, o := range list {
		one := PlainOutcome{o.key, o.value, o.title, o.asks}
		if o.value == likely && len(out) > 0 {
			out = append([]PlainOutcome{one}, out...)
			continue
		}
		out = append(out, one)
	}
	return out
}

// Begin is the entry of a touch with the contact: his enrolment, the number
// dialled, and the touch that an inbound one most likely answers.
func (p *Plain) Begin(o PlainOutcome, ch model.Channel, inbound bool) model.Entry {
	e := model.Entry{LeadID: p.d.lead, ContactID: p.d.contact, Channel: ch, Direction: model.Outbound, Outcome: o.Outcome, TextID: p.d.desk.Guide.TextID}
	if en := p.Enrolment(); en != nil {
		e.EnrolmentID = en.ID
	}
	if inbound {
		e.Direction = model.Inbound
	}
	if inbound || isAnswer(o.Outcome) {
		e.Answers = p.d.likelyAnswered(e)
	}
	if n := p.d.number(); ch == model.Phone && !inbound && n != nil {
		e.Number = n.Shown
	}
	return e
}

// Asks are the fields that an outcome needs besides itself. Their keys are
// those of the desk's draft "outcome". why is the code of "not interested" once
// it is known: it may call for a date.
func (p *Plain) Asks(o PlainOutcome, e model.Entry, why string) []kit.Field {
	f := p.flow(o, e, why)
	out := make([]kit.Field, len(f.asks))
	for i, a := range f.asks {
		f.at = i
		out[i] = kit.Field{Key: f.typedField(), Label: a.label, Placeholder: a.hint, Required: a.required}
		switch a.kind {
		case askWhy:
			out[i].Kind, out[i].Options = kit.ChoiceField, whyOptions()
		case askTime, askDate:
			out[i].Kind = kit.DateField
			out[i].Check = func(s string) error { _, err := f.read(a, s); return err }
			out[i].Echo = func(s string) string {
				t, err := f.read(a, s)
				if err != nil {
					return ""
				}
				return f.echo(a, t)
			}
		}
	}
	return out
}

// flow is the outcome bar at the point at which o is asked for more.
func (p *Plain) flow(o PlainOutcome, e model.Entry, why string) *flow {
	f := &flow{d: p.d, entry: e, picked: outcome{o.Key, o.Outcome, o.Title, o.asks}, asks: append([]ask{}, o.asks...)}
	f.asks = append(f.asks, datesOf(why)...)
	return f
}

// Fill puts what was answered to the fields of [Plain.Asks] into the entry.
func (p *Plain) Fill(o PlainOutcome, e *model.Entry, v map[string]string) error {
	f := p.flow(o, *e, e.Why)
	for i, a := range f.asks {
		f.at = i
		text := v[f.typedField()]
		if text == "" {
			continue
		}
		switch a.kind {
		case askWhy:
			e.Why = text
		case askName:
			e.Refer = text
		default:
			t, err := f.read(a, text)
			if err != nil {
				return err
			}
			if a.kind == askTime {
				e.Callback = t
			} else {
				e.Until = model.DateOf(t)
			}
		}
	}
	return nil
}

// Prepared is the note that a message left or sent may carry, "" for none.
func (p *Plain) Prepared(e model.Entry) string { return (&flow{d: p.d, entry: e}).prepared() }

// Answered are the touches that an inbound one may answer, the newest first.
func (p *Plain) Answered() []model.Touch { return p.d.answerable(p.d.contact) }

// Does is what a result did or would do, each clause once: what is next, and
// what else; the rules' questions are left out.
func (p *Plain) Does(r model.Result) string {
	r.Questions = nil
	return p.told(p.d.foretold(r))
}

// told is a line of facts as one sentence.
func (p *Plain) told(s string) string { return strings.ReplaceAll(s, p.d.dot(), "; ") }

// Skips are the reasons of a skip with the letters of the console.
func (p *Plain) Skips() []kit.Option { return skipOptions() }

// Roles are the buying roles with the letters of the console.
func (p *Plain) Roles() []kit.Option { return roleOptions() }

// Defects are the list issues; one that is coded already says so in Why.
func (p *Plain) Defects() []kit.Option { return p.d.defectOptions() }

// Defect is the list issue of an option of [Plain.Defects]. says: it needs
// words of one's own.
func (p *Plain) Defect(o kit.Option) (d model.Defect, says bool) {
	for _, v := range defects {
		if v.key == o.Value {
			return model.Defect{LeadID: p.d.lead, ListID: p.d.desk.Lead.ListID, ContactID: p.d.contact, Code: v.code, PointID: p.d.defectPoint(v.code), Note: v.word}, v.says
		}
	}
	return model.Defect{}, false
}

// Number is the one to dial, nil for none.
func (p *Plain) Number() *model.Point { return p.d.number() }

// MayCall is the gate's word on a call now: a refusal, or a warning for a call
// that is made by hand.
func (p *Plain) MayCall() (refusal, warning string) { return p.d.mayCall() }

// City is where the contact is, as near as it is known; his zone must be.
func (p *Plain) City(c *model.Contact) string { return p.d.city(c) }

// When is an instant on the contact's clock.
func (p *Plain) When(t time.Time, c *model.Contact) string { return p.d.whenText(t, c) }

// Facts is the company in one line.
func (p *Plain) Facts() string { return p.told(p.d.facts()) }

// Text is that of the step that is due, or of the cadence's next one by that
// channel.
func (p *Plain) Text(ch model.Channel) string {
	text, step := p.d.textFor(ch, p.Enrolment())
	if step != "" {
		return "(" + step[1:] + ") " + text
	}
	return text
}

// Attribute are the fields of an attribute's form, filled in with what stands.
// Their keys are those of the desk's draft of that attribute.
func (p *Plain) Attribute(a model.Attribute) []kit.Field {
	now := p.d.standing(a.Key)
	var out []kit.Field
	for _, f := range a.Fields {
		out = append(out, p.d.valueField(f, now.Evidence.Value))
	}
	said := map[string]string{levelKey: "how well it is shown", touchKey: "said in", docKey: "or shown by", onKey: "on which day"}
	for _, f := range p.d.entryFields(a) {
		if label, ok := said[f.Key]; ok {
			f.Label = label
		}
		out = append(out, f)
	}
	return out
}

// Attestation is what was answered to the fields of [Plain.Attribute]. waits:
// it was said in the call that is on and goes with its outcome.
func (p *Plain) Attestation(a model.Attribute, v map[string]string) (entry model.Attestation, waits bool, err error) {
	entry, err = p.d.attestation(a, v)
	return entry, v[touchKey] == thisCall, err
}

// FieldOf is the form's field that a refusal of an entry is about, "" for none.
func FieldOf(err error) string {
	if e, ok := formError(err).(*model.Error); ok {
		return e.Field
	}
	return ""
}

// NextStep are the fields of an agreed next step.
func (p *Plain) NextStep() []kit.Field { return p.d.stepFields(true) }

// Agreed is what was answered to them.
func (p *Plain) Agreed(v map[string]string) (model.NextStep, error) { return p.d.nextStep(v) }

// Day reads a day as people say it, on the clock of the person working.
func (p *Plain) Day(text string) (model.Date, error) { return p.d.day(text) }

// Ahead is a field for a day to come.
func (p *Plain) Ahead(key, label string) kit.Field {
	return kit.Field{Key: key, Label: label, Kind: kit.DateField, Required: true, Check: p.d.checkAhead, Echo: p.d.echoDay}
}

// Found is where what is written down now was most likely found.
func (p *Plain) Found() string { return p.d.likelyFound() }

// People are the lead's people as options, numbered.
func (p *Plain) People() []kit.Option { return p.d.contactOptions(false) }

// PlainDrafts are the names of the desk's drafts.
func PlainDrafts() []string { return draftNames() }

// Reach reads a number, an e-mail, or one of each, as [model.NewContact]'s
// fields name them.
func (p *Plain) Reach(typed string) (map[string]string, error) { return reachOf(typed) }
