package work

import (
	"errors"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/desk"
	"ripen/tui/internal/page"
	"ripen/tui/kit"
)

// outcomeDraft is where the desk keeps what an outcome is asked for.
const outcomeDraft = "outcome"

// dial says the number, starts the timer and hands the number to the telephone
// where one is configured; while a call is on it stops the timer.
func (t *talk) dial(string) error {
	if !t.callFrom.IsZero() {
		t.sayf("The timer is stopped after %s; outcome records how it went.", lasted(t.now().Sub(t.callFrom)))
		t.callFrom = time.Time{}
		return nil
	}
	p := t.plain()
	refusal, warning := p.MayCall()
	if refusal != "" {
		return model.Errorf(model.Refused, "%s", strings.ReplaceAll(refusal, "p, then + adds a person", "people adds a person"))
	}
	n := p.Number()
	if n == nil {
		return model.Errorf(model.Refused, "No usable number of %s is known; people sets one.", t.name())
	}
	t.callFrom = t.now()
	t.sayf("Calling %s: %s.", t.name(), n.Shown)
	t.sayf("Digit by digit: %s.", digits(n.Shown))
	if warning != "" {
		t.sayf("Mind: %s", sentence(warning))
	}
	if ring := t.Options.Desk.Dial; ring != nil && warning == "" {
		if err := ring(n.Key); err != nil {
			return err
		}
	}
	t.say("The timer runs.")
	return nil
}

// outcome records a touch with the person in hand, by the channel of what is
// due.
func (t *talk) outcome(rest string) error {
	return t.touch(t.plain().Channel(), false, rest)
}

// other is the option that turns to another channel, back the one that does
// not pick at all.
const other = "another channel"

func (t *talk) touch(ch model.Channel, inbound bool, said string) error {
	if t.person() == nil {
		return model.Errorf(model.Refused, "Nobody is known here yet; people adds a person.")
	}
	for {
		list := t.plain().Outcomes(ch, inbound)
		options := make([]kit.Option, 0, len(list)+1)
		for _, o := range list {
			options = append(options, kit.Option{Key: o.Key, Value: string(o.Outcome), Title: o.Title})
		}
		options = append(options, kit.Option{Key: "t", Value: other, Title: other})
		picked, ok := pick(options, said)
		answer := picked.Value
		if said != "" && !ok {
			t.sayf("%q is no outcome %s.", said, byChannel(ch, inbound))
		}
		if said = ""; !ok {
			var err error
			answer, err = t.ask(question{text: "How did it go, " + byChannel(ch, inbound) + " with " + t.name() + "?", options: options,
				about: "the most likely stands first; what follows from it is said before it is recorded"})
			if err != nil {
				return err
			}
		}
		if answer == other {
			next, err := t.ask(question{text: "By which channel?", options: channels()})
			if err != nil && !errors.Is(err, errBack) {
				return err
			}
			if err == nil {
				ch = model.Channel(next)
			}
			continue
		}
		for _, o := range list {
			if string(o.Outcome) != answer {
				continue
			}
			err := t.complete(o, t.plain().Begin(o, ch, inbound))
			if !errors.Is(err, errBack) {
				return err
			}
		}
	}
}

func channels() []kit.Option {
	var out []kit.Option
	for _, ch := range model.Channels {
		out = append(out, kit.Option{Value: string(ch), Title: page.ChannelName(ch)})
	}
	return lettered(out)
}

// complete asks what the outcome needs and records it. errBack: another outcome
// is to be chosen.
func (t *talk) complete(o desk.PlainOutcome, e model.Entry) error {
	p := t.plain()
	f := &form{name: outcomeDraft, fields: p.Asks(o, e, "")}
	if len(f.fields) == 1 && f.fields[0].Kind == kit.ChoiceField {
		why := f.fields[0].Key
		f.more = func(v map[string]string) []kit.Field { return p.Asks(o, e, v[why])[1:] }
	}
	for {
		if err := t.fill(f); err != nil {
			return err
		}
		entry := e
		for _, d := range f.all() {
			if d.Kind == kit.ChoiceField {
				entry.Why = f.values[d.Key]
			}
		}
		if err := t.plain().Fill(o, &entry, f.values); err != nil {
			t.refused(f, err, "")
			continue
		}
		err := t.confirm(o, entry)
		if errors.Is(err, errBack) && len(f.fields) > 0 {
			f.at = len(f.all()) - 1
			continue
		}
		return err
	}
}

// Answers at the question whether a touch is recorded, besides yes and no.
const (
	withNote    = "note"
	withScript  = "prepared"
	withAnother = "another"
)

// confirm says what the entry would do and asks whether it is to be recorded.
func (t *talk) confirm(o desk.PlainOutcome, e model.Entry) error {
	for {
		e.Note = t.draft("note")["note"]
		res, err := t.office.Preview(t.ctx, t.By, e)
		if err != nil {
			t.sayf("That cannot be recorded: %s", sentence(t.words(err)))
			return errBack
		}
		t.readBack(o, e)
		t.then(res)
		options := []kit.Option{{Key: "y", Value: yes, Title: yes}, {Key: "n", Value: no, Title: no},
			{Key: "+", Value: string(model.Positive), Title: "they were positive"}, {Key: "=", Value: string(model.Neutral), Title: "neutral"},
			{Key: "-", Value: string(model.Negative), Title: "negative"}, {Key: "w", Value: withNote, Title: "write a note to it"}}
		if t.plain().Prepared(e) != "" {
			options = append(options, kit.Option{Key: "p", Value: withScript, Title: "prepared words as note"})
		}
		if e.Answers != 0 || e.Direction == model.Inbound {
			options = append(options, kit.Option{Key: "a", Value: withAnother, Title: "answers another touch"})
		}
		a, err := t.ask(question{text: "Record it? Yes or no? (or +, =, - for how they felt, w for a note)", options: options, short: true,
			about: "only yes records it"})
		if err != nil {
			return err
		}
		switch a {
		case yes:
			return t.stop(o, e)
		case no:
			t.say("Not recorded.")
			return nil
		case withNote:
			if err := t.noteLines(); err != nil && !errors.Is(err, errBack) {
				return err
			}
		case withScript:
			t.addToNote(t.plain().Prepared(e))
		case withAnother:
			e.Answers = t.another(e.Answers)
		default:
			e.Sentiment = model.Sentiment(a)
		}
	}
}

// readBack says the entry in full.
func (t *talk) readBack(o desk.PlainOutcome, e model.Entry) {
	text := o.Title + ", " + byChannel(e.Channel, e.Direction == model.Inbound) + " with " + t.name()
	if e.Refer != "" {
		text += ", " + e.Refer
	}
	if e.Why != "" {
		text += ", because of " + page.Words(e.Why)
	}
	if e.Until != 0 {
		text += ", " + e.Until.At(12, 0, time.UTC).Format("Monday 2 January 2006")
	}
	if e.Sentiment != "" {
		text += ", " + string(e.Sentiment)
	}
	t.say(sentence(text))
	if c := t.person(); !e.Callback.IsZero() && c != nil {
		there := ""
		if z := c.Zone(); z != nil {
			there = " in " + t.plain().City(c) + ", which is " + e.Callback.In(t.now().Location()).Format("15:04") + " here"
		}
		t.sayf("Call back on %s%s.", longDay(e.Callback), there)
	}
	if a := t.desk.Touch(e.Answers); a != nil {
		t.sayf("It answers the %s of %s.", page.ChannelName(a.Channel), model.DateOf(a.At.In(t.now().Location())).Short())
	}
	if e.Note != "" {
		t.sayf(`With the note: "%s"`, strings.ReplaceAll(e.Note, "\n", " "))
	}
}

// then says what will follow and why.
func (t *talk) then(res model.Result) {
	text := t.plain().Does(res)
	if text == "" {
		text = "nothing is owed after it"
	}
	t.sayf("Then: %s", sentence(text))
	for _, q := range res.Questions {
		t.sayf("It will ask: %s", sentence(q.Text))
	}
}

// another turns to the next touch that may be answered.
func (t *talk) another(now model.TouchID) model.TouchID {
	list := t.plain().Answered()
	for i, a := range list {
		if a.ID == now {
			if i+1 < len(list) {
				return list[i+1].ID
			}
			return 0
		}
	}
	if len(list) > 0 {
		return list[0].ID
	}
	t.say("No earlier touch could be answered.")
	return 0
}

// stop asks once more before somebody is never contacted again.
func (t *talk) stop(o desk.PlainOutcome, e model.Entry) error {
	if e.Outcome == model.DoNotContact {
		ok, err := t.sure("Nobody here will ever contact "+t.name()+" again, and undo does not take it back. Stop for good?", "a team lead lifts it with a reason")
		if err != nil || !ok {
			return err
		}
	}
	return t.recordTouch(o, e)
}

// recordTouch writes the entry, and then what was said in its call.
func (t *talk) recordTouch(o desk.PlainOutcome, e model.Entry) error {
	if e.Channel == model.Phone && !t.callFrom.IsZero() {
		t.sayf("The call lasted %s.", lasted(t.now().Sub(t.callFrom)))
	}
	res, err := t.office.Record(t.ctx, t.By, e)
	if err != nil {
		t.sayf("Not recorded: %s", sentence(t.words(err)))
		t.reload()
		return errBack
	}
	t.drop("note")
	t.drop(outcomeDraft)
	passed := e.Outcome == model.GatekeeperPassed
	if e.Channel == model.Phone && !passed {
		t.callFrom = time.Time{}
	}
	if e.Channel == model.Phone {
		t.attestWaiting(res.TouchID)
	}
	t.sayf("Recorded: %s.", o.Title) // what follows was said before
	t.later = map[string]bool{}
	t.why, t.worked = "", true
	t.reload()
	if passed {
		return t.touch(model.Phone, false, "")
	}
	return nil
}
