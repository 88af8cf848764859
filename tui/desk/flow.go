package desk

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// stage of recording an outcome.
type stage uint8

const (
	choosing   stage = iota // which outcome
	filling                 // what it must be asked
	confirming              // what it does is shown; enter records it
	dating                  // another date than that, and why
)

// flow is the outcome bar at work: from the first key to what is recorded.
type flow struct {
	d       *Desk
	entry   model.Entry
	stage   stage
	letter  bool // the step's text stands above; closing the bar closes it
	choices *kit.Choices
	list    []outcome
	picked  outcome
	asks    []ask
	at      int
	input   *kit.Input
	why     *kit.Choices
	move    *redating // while another date is asked for
	problem string

	result  *model.Result // what it will do
	refusal string
	wanted  bool // enter was pressed before the preview had come
}

// startFlow opens the bar for a touch of the current contact.
func (d *Desk) startFlow(ch model.Channel, inbound bool) (*flow, tea.Cmd) {
	f := &flow{d: d, entry: model.Entry{
		LeadID: d.lead, ContactID: d.contact, Channel: ch, Direction: model.Outbound, TextID: d.desk.Guide.TextID,
	}}
	if inbound {
		f.entry.Direction = model.Inbound
	}
	if en := d.enrolmentOf(d.contact); en != nil {
		f.entry.EnrolmentID = en.ID
	}
	d.bar = f
	return f, f.choose()
}

// stepChannel is the channel of what is due: the outcomes that o opens.
func (d *Desk) stepChannel() model.Channel {
	if d.onCall() {
		return model.Phone
	}
	if en := d.enrolmentOf(d.contact); en != nil && en.Channel != "" {
		return en.Channel
	}
	return model.Phone
}

func (d *Desk) situation(inbound bool) situation {
	length := d.callFor
	if d.calling() {
		length = d.now.Sub(d.callFrom)
	}
	talked := length >= talkSeconds*time.Second || len(d.pending) > 0 && d.onCall()
	at := situation{inbound: inbound, talking: talked, ended: d.callFor > 0}
	if en := d.enrolmentOf(d.contact); en != nil {
		at.piece = en.Piece
		if s, ok := d.desk.Cadences[en.CadenceID].StepAt(en.Step); ok && en.Owes == model.OwesStep {
			at.message = s.Message
		}
	}
	return at
}

// choose shows the outcomes of the entry's channel.
func (f *flow) choose() tea.Cmd {
	f.stage, f.asks, f.at, f.problem, f.move = choosing, nil, 0, "", nil
	f.entry.MoveTo, f.entry.MoveWhy = time.Time{}, ""
	f.result, f.refusal, f.wanted = nil, "", false
	var likely model.Outcome
	f.list, likely = outcomesOf(f.entry.Channel, f.d.situation(f.entry.Direction == model.Inbound))
	options := make([]kit.Option, len(f.list))
	for i, o := range f.list {
		options[i] = kit.Option{Key: o.key, Value: string(o.value), Title: o.title}
	}
	f.choices = kit.NewChoices(f.d.l, options, string(likely))
	f.choices.OnPick = func(o kit.Option) tea.Cmd { return f.pick(model.Outcome(o.Value)) }
	return f.glance()
}

// glance previews the outcome under the cursor where it needs nothing more.
func (f *flow) glance() tea.Cmd {
	o, ok := f.choices.Selected()
	f.result, f.refusal = nil, ""
	f.d.previews.Drop()
	if !ok {
		return nil
	}
	f.picked = f.outcome(model.Outcome(o.Value))
	for _, a := range f.picked.asks {
		if a.required {
			return nil
		}
	}
	f.entry.Outcome = f.picked.value
	return f.preview()
}

func (f *flow) outcome(v model.Outcome) outcome {
	for _, o := range f.list {
		if o.value == v {
			return o
		}
	}
	return outcome{value: v, title: outcomeWord(v)}
}

func (f *flow) pick(v model.Outcome) tea.Cmd {
	f.picked = f.outcome(v)
	f.entry.Outcome = v
	f.entry.Callback, f.entry.Until, f.entry.Refer, f.entry.Why = time.Time{}, 0, "", ""
	f.entry.Answers = 0
	if f.entry.Direction == model.Inbound || isAnswer(v) {
		f.entry.Answers = f.d.likelyAnswered(f.entry)
	}
	f.asks, f.at = f.picked.asks, 0
	return f.onward()
}

func isAnswer(v model.Outcome) bool {
	for _, o := range answers {
		if o.value == v {
			return true
		}
	}
	return v == model.Replied
}

// onward goes to the next thing to ask, and to the confirmation after the last.
func (f *flow) onward() tea.Cmd {
	f.problem, f.input, f.why = "", nil, nil
	if f.at >= len(f.asks) {
		f.stage = confirming
		return f.preview()
	}
	f.stage = filling
	a := f.asks[f.at]
	if a.kind == askWhy {
		f.why = kit.NewChoices(f.d.l, whyOptions(), "")
		f.why.OnPick = func(o kit.Option) tea.Cmd { return f.because(o.Value) }
		return nil
	}
	f.input = kit.NewInput(f.d.l, a.hint)
	f.input.SetValue(f.d.drafts.field(outcomeDraft, f.typedField()))
	f.input.Focus()
	return nil
}

// because takes the why of "not interested" and asks for the date that it
// calls for.
func (f *flow) because(code string) tea.Cmd {
	f.entry.Why = code
	f.asks = append(f.asks[:f.at+1:f.at+1], datesOf(code)...)
	f.at++
	return f.onward()
}

// datesOf is the date that a why of "not interested" calls for.
func datesOf(why string) []ask {
	switch why {
	case "contract":
		return []ask{endOf}
	case "timing", "budget":
		return []ask{whenLater}
	}
	return nil
}

// outcomeDraft keeps what is typed into the outcome bar.
const outcomeDraft = "outcome"

// typedField tells apart what was typed for one person and another, and for one
// outcome and another.
func (f *flow) typedField() string {
	return f.entry.ContactID.String() + "/" + string(f.picked.value) + "/" + f.asks[f.at].label
}

// answer takes what was typed.
func (f *flow) answer() tea.Cmd {
	a, text := f.asks[f.at], f.input.Value()
	if text == "" {
		if a.required {
			f.problem = "Fill this in, or esc for another outcome."
			return nil
		}
		f.at++
		return f.onward()
	}
	switch a.kind {
	case askName:
		f.entry.Refer = text
	default:
		t, err := f.read(a, text)
		if err != nil {
			f.problem = sentence(err)
			return nil
		}
		if a.kind == askTime {
			f.entry.Callback = t
		} else {
			f.entry.Until = model.DateOf(t)
		}
	}
	f.at++
	return f.onward()
}

// read is a time as typed, on the contact's clock. One that is past is no
// promise.
func (f *flow) read(a ask, text string) (time.Time, error) {
	zone, _ := f.d.zoneOf(f.d.desk.Contact(f.entry.ContactID))
	t, err := f.d.opt.parseTime(text, f.d.now, zone)
	switch {
	case err != nil:
		return t, err
	case a.kind == askTime && !t.After(f.d.now):
		return t, model.Errorf(model.Invalid, "%s has passed; name a time to come.", t.In(zone).Format("Mon 2 Jan 15:04"))
	case a.kind == askDate && model.DateOf(t) < model.DateOf(f.d.now.In(zone)):
		return t, model.Errorf(model.Invalid, "%s has passed; name a day to come.", model.DateOf(t).Short())
	}
	return t.In(zone), nil
}

// preview asks what the entry would do.
func (f *flow) preview() tea.Cmd {
	f.result, f.refusal, f.wanted = nil, "", false
	r := f.d.previews.Next()
	e, by, ctx := f.complete(), f.d.s.Actor, f.d.opt.context()
	return f.d.run(func() tea.Msg {
		res, err := f.d.office.Preview(ctx, by, e)
		return previewedMsg{r, res, err}
	})
}

// complete is the entry with the note and the number that was dialled.
func (f *flow) complete() model.Entry {
	e := f.entry
	e.Note = f.d.note.Value()
	if p := f.d.number(); e.Channel == model.Phone && e.Direction != model.Inbound && p != nil {
		e.Number = p.Shown
	}
	return e
}

func (f *flow) previewed(msg previewedMsg) tea.Cmd {
	if msg.err != nil {
		f.refusal = sentence(msg.err)
		f.wanted = false
		return nil
	}
	f.result = &msg.result
	if f.wanted && f.stage == confirming {
		return f.confirm()
	}
	return nil
}

// confirm records what was previewed; do-not-contact is asked once more. Enter
// that comes before the preview waits for it.
func (f *flow) confirm() tea.Cmd {
	switch {
	case f.refusal != "":
		return f.preview() // it may be allowed by now
	case f.result == nil:
		f.wanted = true
		return nil
	case f.entry.Outcome == model.DoNotContact:
		name := "this person"
		if c := f.d.desk.Contact(f.entry.ContactID); c != nil {
			name = c.Name
		}
		text := "Nobody here will ever contact " + name + " again. u does not undo it; a team lead lifts it with a reason."
		return nav.Send(nav.DialogMsg{Dialog: kit.NewConfirm(f.d.l, "Do not contact", text, "stop for good",
			nav.ResultMsg{To: f.d, Msg: confirmedMsg{}})})
	}
	return f.record()
}

// record writes the entry, and then the evidence that waited for it.
func (f *flow) record() tea.Cmd {
	d, e, waiting := f.d, f.complete(), f.d.waitingFor(f.entry)
	office := d.office
	return d.writeAll(func(ctx context.Context, by model.Actor) wroteMsg {
		res, err := office.Record(ctx, by, e)
		msg := wroteMsg{result: res, err: err}
		if err != nil {
			return msg
		}
		for _, p := range waiting {
			a := p.attestation
			a.TouchID = res.TouchID
			p.attestation.TouchID = res.TouchID
			if why := d.overtaken(ctx, by, a.Attribute, p.seen); why != "" {
				msg.missed = append(msg.missed, missedEntry{p, model.Errorf(model.Conflict, "%s", why)})
				continue
			}
			if _, err := office.Attest(ctx, by, a); err != nil {
				msg.missed = append(msg.missed, missedEntry{p, err})
			}
		}
		return msg
	}, func(msg wroteMsg) tea.Cmd { return f.recorded(e, msg) })
}

func (f *flow) recorded(e model.Entry, msg wroteMsg) tea.Cmd {
	d := f.d
	if msg.err != nil {
		f.refusal = sentence(msg.err)
		if model.CodeOf(msg.err) == model.Conflict {
			return d.load() // enter previews it on what stands now
		}
		return nil
	}
	kept := d.spent(msg.missed)
	text := strings.TrimRight(kit.Fit(kit.Clean(d.desk.Company.Name), 24), " ") + ": " + joined(d.dot(), outcomeWord(e.Outcome), d.nextText(msg.result.Next))
	cmds := []tea.Cmd{nav.Toast(nav.Good, text), kept}
	passed := e.Outcome == model.GatekeeperPassed
	if e.Channel == model.Phone && !passed {
		d.callOver()
	}
	d.note.SetValue("")
	d.msg.Why = "" // what it was opened for is done
	cmds = append(cmds, d.drafts.drop(d, "note"), d.drafts.drop(d, outcomeDraft))
	d.closeBar()
	switch {
	case len(msg.missed) > 0:
		m := msg.missed[0]
		cmds = append(cmds, d.load(), d.reopen(m))
	case passed:
		_, cmd := d.startFlow(model.Phone, false)
		cmds = append(cmds, d.load(), cmd)
	case msg.result.NeedsDecision || len(msg.result.Questions) > 0:
		d.onward = true
		cmds = append(cmds, d.load())
	case e.Direction == model.Inbound: // what they said is to be answered, here
		cmds = append(cmds, d.load())
	default:
		cmds = append(cmds, d.advance())
	}
	return tea.Batch(cmds...)
}

// likelyAnswered is the touch that an inbound one most likely answers.
func (d *Desk) likelyAnswered(e model.Entry) model.TouchID {
	if t := model.LikelyAnswered(d.answerable(e.ContactID), e.Channel); t != nil {
		return t.ID
	}
	return 0
}

// answerable are the delivered touches to a contact, newest first.
func (d *Desk) answerable(id model.ContactID) []model.Touch {
	return model.Answerable(d.desk.Touches, id)
}

// feel records the sentiment, which stands apart from the outcome; the same key
// again leaves it to what the outcome implies.
func (f *flow) feel(s model.Sentiment) tea.Cmd {
	if f.entry.Sentiment == s {
		s = ""
	}
	f.entry.Sentiment = s
	return f.preview()
}

// another turns to the next touch that may be answered.
func (f *flow) another() tea.Cmd {
	list := f.d.answerable(f.entry.ContactID)
	next := model.TouchID(0)
	if f.entry.Answers == 0 && len(list) > 0 {
		next = list[0].ID
	}
	for i, t := range list {
		if t.ID == f.entry.Answers && i+1 < len(list) {
			next = list[i+1].ID
		}
	}
	f.entry.Answers = next
	return f.preview()
}

// tone is how the line of the outcome is painted.
func (f *flow) tone() theme.Tone {
	if f.refusal != "" {
		return theme.Error
	}
	return theme.Strong
}
