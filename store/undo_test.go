package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ripen/model"
)

// plainWorld is what an undo must bring back: the world without versions and
// without what stands voided in the history.
func (f *fixture) plainWorld(id model.LeadID) model.World {
	w := model.Clone(f.world(id))
	w.Lead.Version, w.Company.Version = 0, 0
	for i := range w.Contacts {
		w.Contacts[i].Version = 0
		for j := range w.Contacts[i].Points {
			w.Contacts[i].Points[j].Version = 0
		}
	}
	for i := range w.Enrolments {
		w.Enrolments[i].Version = 0
	}
	for i := range w.Handoffs {
		w.Handoffs[i].Version = 0
	}
	w.Touches = slices.DeleteFunc(w.Touches, func(t model.Touch) bool { return t.Voided })
	w.Members, w.Cadences, w.Guide, w.Playbook, w.By = nil, nil, model.Guide{}, model.Playbook{}, model.Actor{}
	return w
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(&time.Location{}), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
		t.Errorf("%s:\n%s", what, d)
	}
}

// acts are the writes that a person makes on a lead, one of each kind.
func (f *fixture) acts(id model.LeadID) map[string]func() error {
	contact := f.world(id).Contacts[0].ID
	touch := func(o model.Outcome, ch model.Channel, edit func(*model.Entry)) func() error {
		return func() error {
			e := model.Entry{LeadID: id, Channel: ch, Outcome: o, Note: "what was said"}
			if edit != nil {
				edit(&e)
			}
			_, err := f.Record(f.ctx, f.mia, e)
			return err
		}
	}
	choice := func(c model.Choice) func() error {
		return func() error { c.LeadID = id; _, err := f.Choose(f.ctx, f.mia, c); return err }
	}
	tor := f.who("Tor")
	return map[string]func() error{
		"no-answer":    touch(model.NoAnswer, model.Phone, nil),
		"voicemail":    touch(model.VoicemailLeft, model.Phone, nil),
		"interested":   touch(model.ConnectedInterested, model.Phone, nil),
		"referred":     touch(model.ConnectedReferred, model.Phone, func(e *model.Entry) { e.Refer = "Ada Berg" }),
		"wrong number": touch(model.WrongNumber, model.Phone, nil),
		"disconnected": touch(model.Disconnected, model.Phone, nil),
		"left company": touch(model.LeftCompany, model.Phone, nil),
		"callback":     touch(model.ConnectedCallback, model.Phone, func(e *model.Entry) { e.Callback = f.now().Add(4 * time.Hour) }),
		"reply":        touch(model.RepliedInterested, model.Email, nil),
		"bounce":       touch(model.Bounced, model.Email, nil),
		"queued":       touch(model.Queued, model.Letter, nil),
		"rest":         choice(model.Choice{Verb: model.Rest, Until: model.NewDate(2027, 2, 1), Reason: "budget in spring"}),
		"disqualify":   choice(model.Choice{Verb: model.Disqualify, Reason: "competitor"}),
		"assign":       choice(model.Choice{Verb: model.Assign, To: tor.ID}),
		"next step":    choice(model.Choice{Verb: model.AgreeNextStep, NextStep: model.NextStep{Kind: model.StepCall, At: f.now().Add(72 * time.Hour), ContactID: contact}}),
		"stop":         choice(model.Choice{Verb: model.StopEnrolment, ContactID: contact, Reason: "asked to wait"}),
		"attest": func() error {
			_, err := f.Attest(f.ctx, f.mia, model.Attestation{LeadID: id, Attribute: model.Firmographics, Level: model.Listed,
				Set: model.Value{"employees": "340"}, Document: "trade register"})
			return err
		},
		"add contact": func() error {
			_, err := f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Nell Ives", Phone: "(212) 555-0177", Email: "nell@ives.example"})
			return err
		},
		"set contact": func() error {
			_, err := f.SetContact(f.ctx, f.mia, contact, map[string]string{"title": "CFO", "role": "decision-maker", "phone": "(212) 555-0178"})
			return err
		},
		"skip": func() error { _, err := f.Skip(f.ctx, f.mia, id, "research", ""); return err },
		"defect": func() error {
			_, err := f.Defect(f.ctx, f.mia, model.Defect{LeadID: id, Code: "wrong-person"})
			return err
		},
		"note": func() error { _, err := f.Note(f.ctx, f.mia, id, contact, "ask for Zoë"); return err },
	}
}

func figures(f *fixture) map[string]int {
	out := map[string]int{}
	for name, text := range map[string]string{
		"touch_sum": "SELECT COALESCE(sum(n*length(outcome)),0) FROM touch_sum", "due_sum": "SELECT COALESCE(sum(n*due_day),0) FROM due_sum",
		"lead_sum": "SELECT COALESCE(sum(n*owner_id*length(status)),0) FROM lead_sum", "defect_sum": "SELECT COALESCE(sum(n),0) FROM defect_sum",
		"ladder": "SELECT COALESCE(sum(evidence_id),0) FROM attribute_now", "skips": "SELECT COALESCE(sum(sign),0) FROM exposure",
		"rungs": "SELECT sum(rungs*3+score) FROM lead", "text": "SELECT sum(text_sum%1000) FROM lead",
	} {
		var n int
		if err := f.r.QueryRow(text).Scan(&n); err != nil {
			f.t.Fatal(name, err)
		}
		out[name] = n
	}
	return out
}

func TestUndoTakesEveryActBack(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.clock.add(time.Hour)
	for name, act := range f.acts(id) {
		t.Run(name, func(t *testing.T) {
			before, sums := f.plainWorld(id), figures(f)
			if err := act(); err != nil {
				t.Fatal(err)
			}
			peek, err := f.PeekUndo(f.ctx, f.mia)
			if err != nil || len(peek) == 0 || peek[0].Company != "Halvorsen Freight" {
				t.Fatal(err, peek)
			}
			info, err := f.Undo(f.ctx, f.mia)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "what was peeked at", peek[0], info)
			same(t, "the world", before, f.plainWorld(id))
			same(t, "the figures", sums, figures(f))
		})
	}
	f.clean()
}

func TestManyActsAreUndoneOneByOne(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	acts := f.acts(id)
	var before []model.World
	for _, name := range []string{"no-answer", "note", "voicemail", "set contact", "attest", "skip", "interested", "rest"} {
		before = append(before, f.plainWorld(id))
		if err := acts[name](); err != nil {
			t.Fatal(name, err)
		}
	}
	for _, want := range slices.Backward(before) {
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
		same(t, "the world", want, f.plainWorld(id))
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil { // the lead itself
		t.Fatal(err)
	}
	if empty, err := f.Empty(f.ctx); err != nil || !empty {
		t.Fatal("the lead is still there", err)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.NotFound {
		t.Fatal(err)
	}
	f.clean()
}

func TestUndoNamesWhatRestsOnTheAct(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	touch := f.call(l.LeadID, model.ConnectedInterested)
	tom := f.who("Tom")
	if _, err := f.Attest(f.ctx, tom, model.Attestation{LeadID: l.LeadID, Attribute: model.Pain, Level: model.Stated,
		Set: model.Value{"pains": "late trucks"}, ContactID: touch.ContactID, TouchID: touch.TouchID}); err != nil {
		t.Fatal(err)
	}
	_, err := f.Undo(f.ctx, f.mia)
	if model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "pain") {
		t.Fatal(err)
	}
	if _, err := f.Undo(f.ctx, tom); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
}

func TestUndoIsAConflictWhereSomebodyElseWasLater(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	f.call(l.LeadID, model.NoAnswer)
	tom := f.who("Tom")
	f.clock.add(24 * time.Hour)
	if _, err := f.Record(f.ctx, tom, model.Entry{LeadID: l.LeadID, Channel: model.Phone, Outcome: model.VoicemailLeft}); err != nil {
		t.Fatal(err)
	}
	before := f.plainWorld(l.LeadID)
	_, err := f.Undo(f.ctx, f.mia)
	if model.CodeOf(err) != model.Conflict || !strings.Contains(err.Error(), "Tom") {
		t.Fatal(err)
	}
	same(t, "nothing changed", before, f.plainWorld(l.LeadID))
}

func TestAStaleChangeIsAConflictWithBothVersions(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	c := f.world(l.LeadID).Contacts[0]
	seen := map[string]string{"title": "CFO", "version": itoa(int(c.Version))}
	if _, err := f.SetContact(f.ctx, f.who("Tom"), c.ID, map[string]string{"title": "Head of IT"}); err != nil {
		t.Fatal(err)
	}
	_, err := f.SetContact(f.ctx, f.mia, c.ID, seen)
	if model.CodeOf(err) != model.Conflict || !strings.Contains(err.Error(), "Tom") {
		t.Fatal(err)
	}
	fields := err.(*model.Error).Detail["fields"].(map[string]any)
	same(t, "both versions", []any{"CFO", "Head of IT"}, fields["title"])
}

func TestUndoStopsAtWhatCannotBeTakenBack(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	if _, err := f.Record(f.ctx, f.mia, model.Entry{LeadID: l.LeadID, Channel: model.Letter, Outcome: model.Posted}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "posted") {
		t.Fatal(err)
	}
	if all, err := f.PeekUndo(f.ctx, f.mia); err != nil || len(all) != 0 {
		t.Fatal("undo offers to pass a barrier:", all, err)
	}
}
