package work

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"ripen/model"
	"ripen/tui/desk"
)

// talk is one day's dialogue.
type talk struct {
	Options
	office Office
	ctx    context.Context // of the office's calls: none is broken off half
	over   <-chan struct{} // a signal came
	in     *lines
	failed error // of the output
	mem    map[string]map[string]string

	lead     model.LeadID // 0: none is open
	desk     model.Desk
	contact  model.ContactID
	why      string // why it was served
	position int    // in the day's queue; 0: it was opened by hand
	callFrom time.Time
	worked   bool // a touch was recorded here
	waiting  []waiting
	later    map[string]bool // the rules' questions that were put off on this lead
	before   []place         // the leads before, for back
}

// place is a lead as it was opened.
type place struct {
	lead     model.LeadID
	position int
	why      string
}

// now is the time on the clock of the person working.
func (t *talk) now() time.Time {
	if t.By.Zone == nil {
		return t.Clock()
	}
	return t.Clock().In(t.By.Zone)
}

// plain is the lead as the desk has it, at this moment.
func (t *talk) plain() *desk.Plain {
	return desk.NewPlain(t.desk, t.now(), t.contact, t.callFrom, t.Options.Desk)
}

// words is what a person reads of an error.
func (t *talk) words(err error) string {
	if model.CodeOf(err) == model.Internal {
		return "Ripen could not do that; the log says why"
	}
	return err.Error()
}

// day greets, serves the first lead and asks what is to be done until the end.
func (t *talk) day() error {
	page, err := t.office.Queue(t.ctx, t.By, daySize)
	if err != nil {
		return err
	}
	t.greet(page)
	t.tellKept()
	if t.Lead != 0 {
		if err := t.open(place{lead: t.Lead}); err != nil {
			return err
		}
	} else if err := t.serve(page); err != nil {
		t.say(sentence(t.words(err)))
	}
	for {
		err := t.turn()
		switch {
		case errors.Is(err, errQuit), errors.Is(err, errEnd):
			failed := t.failed // a terminal that has gone does not hear the good-bye
			t.leave()
			return failed
		case err != nil && !errors.Is(err, errBack) && !errors.Is(err, errLeft):
			t.say(sentence(t.words(err)))
		}
	}
}

// turn is one thing done: a question of the rules, or a command.
func (t *talk) turn() error {
	if err := t.rules(); err != nil {
		return err
	}
	return t.command()
}

// leave says what is kept.
func (t *talk) leave() {
	if n := len(t.waiting); n > 0 {
		t.sayf("%s waited for the outcome of the call; it is kept as a draft.", many(n, "entry", "entries"))
	}
	t.say("Good-bye.")
}

// open goes to a lead and tells it.
func (t *talk) open(p place) error {
	lead, err := t.office.Desk(t.ctx, t.By, p.lead)
	if err != nil {
		return err
	}
	if p.lead == t.lead && p.position == 0 {
		p = place{t.lead, t.position, t.why} // its place in the day stays
	}
	kind := "opened"
	if p.position > 0 {
		kind = "served"
	}
	if err := t.office.Shown(t.ctx, t.By, p.lead, kind); err != nil {
		t.say(sentence(t.words(err)))
	}
	if t.lead != p.lead {
		if t.lead != 0 {
			t.before = append(t.before, place{t.lead, t.position, t.why})
		}
		t.callFrom, t.waiting, t.later, t.worked = time.Time{}, nil, map[string]bool{}, false
		t.contact = 0
	}
	t.lead, t.desk, t.why, t.position = p.lead, lead, p.why, p.position
	t.settle()
	t.tell()
	return nil
}

// settle keeps the person in hand where he is still there.
func (t *talk) settle() {
	if c := t.plain().Contact(); c != nil {
		t.contact = c.ID
	}
}

// reload reads the lead again after something was written.
func (t *talk) reload() {
	lead, err := t.office.Desk(t.ctx, t.By, t.lead)
	if err != nil {
		t.say(sentence(t.words(err)))
		return
	}
	t.desk = lead
	t.settle()
}

// back reopens the lead before.
func (t *talk) goBack() error {
	if len(t.before) == 0 {
		t.say("There is nothing before this; next serves the next lead, quit leaves.")
		return nil
	}
	p := t.before[len(t.before)-1]
	rest := t.before[: len(t.before)-1 : len(t.before)-1]
	err := t.open(p)
	t.before = rest
	return err
}

// person is whom the work is about, nil for nobody.
func (t *talk) person() *model.Contact { return t.desk.Contact(t.contact) }

// name is that person's, to be said.
func (t *talk) name() string {
	if c := t.person(); c != nil {
		return c.Name
	}
	return "nobody"
}

func (t *talk) draftKey(name string) string { return "desk/" + t.lead.String() + "/" + name }

// draft is what was typed into a form of this lead and not recorded; nil for
// nothing.
func (t *talk) draft(name string) map[string]string {
	key := t.draftKey(name)
	if v, ok := t.mem[key]; ok {
		return v
	}
	if t.Drafts == nil {
		return nil
	}
	v, err := t.Drafts.Load(key)
	if err != nil {
		t.say(sentence(t.words(err)))
		return nil
	}
	if len(v) == 0 {
		return nil
	}
	t.mem[key] = v
	return v
}

// keep writes a draft at once.
func (t *talk) keep(name string, v map[string]string) {
	key := t.draftKey(name)
	t.mem[key] = maps.Clone(v)
	if t.Drafts == nil {
		return
	}
	if err := t.Drafts.Save(key, v); err != nil {
		t.sayf("What you typed could not be kept: %s", sentence(t.words(err)))
	}
}

// drop forgets the draft of what was recorded.
func (t *talk) drop(name string) {
	key := t.draftKey(name)
	delete(t.mem, key)
	if t.Drafts == nil {
		return
	}
	if err := t.Drafts.Drop(key); err != nil {
		t.say(sentence(t.words(err)))
	}
}

// kept are the names of this lead's drafts that hold words.
func (t *talk) kept() []string {
	var out []string
	for _, name := range desk.PlainDrafts() {
		if held(t.draft(name)) {
			out = append(out, name)
		}
	}
	return out
}

func held(v map[string]string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Values(v)), func(s string) bool { return strings.TrimSpace(s) != "" })
}
