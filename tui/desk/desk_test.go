package desk_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/desk"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

var (
	_ nav.Screen  = (*desk.Desk)(nil)
	_ nav.Unsaved = (*desk.Desk)(nil)
	_ nav.Stepper = (*desk.Desk)(nil)
)

func TestTheScreenSaysWhoWhyAndWhatToAsk(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.see("Mia Halvorsen · CFO · decision maker", "+1 617 555 0142", "11:42 in Boston",
		"promised for 10:30 by Mia Halvorsen", "ask 8  “Is the money for this set aside already",
		"ask 0  “What happens if nothing has changed", "step 4 of 9", "▸ today  call back", "ATTRIBUTES  6/10  weakest: budget")
	if b.d.Status() != "1 of 60" {
		t.Errorf("status %q", b.d.Status())
	}
	if b.d.Title() != "Today › Halvorsen Freight" {
		t.Errorf("title %q", b.d.Title())
	}
	if len(b.o.shown) != 1 || b.o.shown[0] != "served" {
		t.Errorf("shown %v", b.o.shown)
	}
	out := sitWith(t, counter(halvorsen()), 80, 22, nav.OpenLeadMsg{Lead: 41, From: nav.Leads}, nil)
	if out.o.shown[0] != "opened" || out.d.Title() != "Leads › Halvorsen Freight" {
		t.Errorf("out of order: %v %q", out.o.shown, out.d.Title())
	}
}

func TestNoAnswerIsThreeKeys(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "n").see("then: call Wed 25 Nov 14:00 there · the step is kept", "tried next")
	if len(b.o.recorded) != 0 {
		t.Fatal("recorded before it was confirmed")
	}
	b.press("enter")
	if b.keys != 3 || len(b.o.recorded) != 1 {
		t.Fatalf("%d keys, recorded %v", b.keys, b.o.recorded)
	}
	e := b.o.recorded[0]
	if e.Outcome != model.NoAnswer || e.Channel != model.Phone || e.ContactID != 7 || e.EnrolmentID != 11 || e.Number != "+1 617 555 0142" {
		t.Errorf("recorded %+v", e)
	}
	b.told("no answer · call Wed 25 Nov 14:00 there")
	b.told("Passed over Atlas Water: opens 11:00.")
	if len(b.opened) != 1 || b.opened[0].Lead != 51 || b.opened[0].Position != 3 || b.opened[0].Why != "due today" || b.opened[0].From != nav.Today {
		t.Errorf("next %+v", b.opened)
	}
}

func TestVoicemailWithItsPreparedNoteIsFourKeys(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "v", "p", "enter")
	if b.keys != 4 || len(b.o.recorded) != 1 || !strings.Contains(b.o.recorded[0].Note, "as prepared for step 4: “Good morning Mia") {
		t.Fatalf("%d keys, recorded %+v", b.keys, b.o.recorded)
	}
}

func TestEnterBeforeThePreviewIsNotLost(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.hold = true
	b.press("o", "n", "enter")
	if len(b.o.recorded) != 0 {
		t.Fatal("recorded unread")
	}
	b.hold = false
	for _, m := range b.held {
		b.run(b.d.Update(m))
	}
	if len(b.o.recorded) != 1 {
		t.Error("the enter was lost")
	}
}

func TestEnterTwiceRecordsOnce(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "n")
	b.hold = true
	b.press("enter", "enter", "enter")
	if len(b.o.recorded) != 1 {
		t.Errorf("recorded %d times", len(b.o.recorded))
	}
}

func TestStaleAnswersAreDropped(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.hold = true
	b.press("o", "n")
	late := b.held
	b.held = nil
	b.press("esc", "b")
	b.hold = false
	b.o.result.Next.DueAt = noon.Add(30 * 60e9)
	fresh := b.held
	for _, m := range late {
		b.run(b.d.Update(m))
	}
	b.see("then: …").dont("Wed 25 Nov 15:00")
	for _, m := range fresh {
		b.run(b.d.Update(m))
	}
	b.see("then: call")
}

func TestACallbackIsReadOnTheContactsClock(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "c").write("yesterday 10").press("enter")
	b.see("!")
	if len(b.o.previewed) != 0 {
		t.Error("previewed what was not understood")
	}
	b.press("ctrl+u").write("fri 10:30").see("Fri 27 Nov 10:30 in Boston").press("enter").see("▸ callback · Fri 27 Nov 10:30 in Boston", "then:").press("enter")
	if got := b.o.recorded[0].Callback; got.In(boston).Format("Mon 15:04") != "Fri 10:30" {
		t.Errorf("callback %v", got)
	}
}

func TestNotInterestedAsksWhyAndContractAsksItsEnd(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "x").see("t timing", "c contract").press("c").see("contract ends").press("enter").see("Fill this in")
	b.write("2027-06-30").press("enter", "enter")
	e := b.o.recorded[0]
	if e.Why != "contract" || e.Until != 20270630 {
		t.Errorf("%+v", e)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "x", "n", "enter")
	if e := b.o.recorded[0]; e.Why != "no-need" || b.keys != 4 {
		t.Errorf("%d keys %+v", b.keys, e)
	}
}

func TestEscGoesOneStageBackAndKeepsWhatWasTyped(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "r").write("Ines Falk").press("esc").see("n no answer").press("r").see("Ines Falk").press("enter", "enter")
	if b.o.recorded[0].Refer != "Ines Falk" {
		t.Errorf("%+v", b.o.recorded[0])
	}
}

func TestDoNotContactIsAskedOnceMoreAndNoIsTheDefault(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "D", "enter")
	if b.dialog == nil || len(b.o.recorded) != 0 {
		t.Fatal("not asked")
	}
	b.press("enter")
	if b.dialog != nil || len(b.o.recorded) != 0 {
		t.Fatal("enter said yes")
	}
	b.press("enter", "y")
	if len(b.o.recorded) != 1 || b.o.recorded[0].Outcome != model.DoNotContact {
		t.Errorf("recorded %v", b.o.recorded)
	}
}

func TestARefusalStandsWhereThePreviewWouldAndNothingIsRecorded(t *testing.T) {
	o := counter(halvorsen())
	o.refuseOne = map[string]error{"preview": model.Errorf(model.Refused, "A message was left on Mon 23 Nov: leave none before Tue 1 Dec.")}
	b := sit(t, o, 80, 22)
	b.press("n").write("tor too").press("esc", "o", "v").see("no: A message was left on Mon 23 Nov").press("enter")
	if len(o.recorded) != 0 {
		t.Error("recorded what is refused")
	}
	b.see("tor too")
	o.refuseOne = map[string]error{"record": model.Errorf(model.Conflict, "Omar changed this lead meanwhile; it is loaded again.")}
	b.press("esc", "n", "enter").see("Omar changed this lead", "tor too")
}

func TestTheNoteIsTypedAtAnyMomentAndCoversNothing(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("n").write("board 12 feb: q?").see("NOTE   board 12 feb: q?", "GUIDE", "CADENCE", "ATTRIBUTES", "o › ")
	if !b.d.Capturing() {
		t.Error("not capturing")
	}
	b.press("enter")
	if b.d.Capturing() {
		t.Error("still capturing")
	}
	b.press("8", "ctrl+n").write(" more").press("esc").write("350k").see("board 12 feb: q? more", "350k")
	b.press("esc", "o", "n").press("ctrl+n").write("!").press("enter", "enter")
	if len(b.o.recorded) != 1 || b.o.recorded[0].Note != "board 12 feb: q? more!" {
		t.Errorf("%+v", b.o.recorded)
	}
	b.dont("board 12 feb")
	b.press("n").write("by itself").press("ctrl+s")
	if len(b.o.notes) != 1 || b.o.notes[0] != "by itself" {
		t.Errorf("notes %v", b.o.notes)
	}
}

func TestADraftOutlivesTheDesk(t *testing.T) {
	store := &drafts{held: map[string]map[string]string{}}
	msg := nav.OpenLeadMsg{Lead: 41, Position: 1, Of: 60, From: nav.Today}
	b := sitWith(t, counter(halvorsen()), 80, 22, msg, store)
	b.press("n").write("half a th")
	if dirty, what := b.d.Dirty(); !dirty || what != "the note on Halvorsen Freight" {
		t.Errorf("dirty %v %q", dirty, what)
	}
	b.pause()
	if dirty, _ := b.d.Dirty(); dirty {
		t.Error("a kept draft still counts as lost")
	}
	b.press("esc", "8").write("350k").press("esc")
	if store.held["desk/L41/budget"]["amount"] != "350k" {
		t.Errorf("drafts %v", store.held)
	}
	again := sitWith(t, counter(halvorsen()), 80, 22, msg, store)
	again.see("half a th", "draft").press("8").see("350k", "as you left it")
	again.press("ctrl+s")
	if len(again.o.attested) != 1 || store.held["desk/L41/budget"] != nil {
		t.Errorf("attested %v drafts %v", again.o.attested, store.held)
	}
	again.press("o", "n", "enter")
	if store.held["desk/L41/note"] != nil {
		t.Error("the note's draft is left")
	}
}

func TestALateDraftDoesNotComeBackAfterItWasDropped(t *testing.T) {
	store := &drafts{held: map[string]map[string]string{}}
	b := sitWith(t, counter(halvorsen()), 80, 22, nav.OpenLeadMsg{Lead: 41}, store)
	b.press("n").write("x").press("esc", "o", "n", "enter")
	b.pause()
	if len(store.held) != 0 {
		t.Errorf("left %v", store.held)
	}
	store.fail = true
	b.press("n").write("y").press("esc")
	b.told("the disk is full")
	if dirty, _ := b.d.Dirty(); !dirty {
		t.Error("what could not be kept counts as kept")
	}
}

func TestQuestionsTakeTheLikelyAnswerWithEnter(t *testing.T) {
	o := counter(halvorsen())
	o.desk.Questions = questions()
	b := sit(t, o, 80, 22)
	b.see("ASKS", "Do Tor and Beth go on", "▸ they stay paused").press("enter")
	if len(o.chosen) != 1 || o.chosen[0].Verb != model.Decide || o.chosen[0].Question != "siblings" || o.chosen[0].Answer != "pause" {
		t.Fatalf("%+v", o.chosen)
	}
	b.press("right", "enter")
	if o.chosen[1].Answer != "go" {
		t.Errorf("%+v", o.chosen[1])
	}
	b.press("8").see("Budget allocated").press("esc", "o").see("n no answer")
}

func TestAQuestionKeepsTheDeskUntilItIsAnswered(t *testing.T) {
	o := counter(halvorsen())
	o.result.NeedsDecision = true
	o.result.Questions = questions()
	b := sit(t, o, 80, 22)
	o.desk.Questions = questions()
	b.press("o", "i", "enter")
	if len(b.opened) != 0 {
		t.Fatal("went on unanswered")
	}
	b.see("ASKS")
	b.press("enter")
	if len(b.opened) != 1 {
		t.Error("did not go on")
	}
}

func TestGatekeeperPassedAsksForTheSecondOutcome(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "o", "g", "enter").see("OUTCOME by phone", "CALLING")
	if len(b.opened) != 0 {
		t.Error("went on")
	}
	b.press("i", "enter")
	if len(b.o.recorded) != 2 || len(b.opened) != 1 {
		t.Errorf("%v %v", b.o.recorded, b.opened)
	}
}

func TestOutOfOrderTheDeskStays(t *testing.T) {
	b := sitWith(t, counter(halvorsen()), 80, 22, nav.OpenLeadMsg{Lead: 41, From: nav.Leads}, nil)
	b.press("o", "n", "enter")
	if len(b.opened) != 0 || b.popped != 0 || len(b.o.recorded) != 1 {
		t.Errorf("opened %v popped %d", b.opened, b.popped)
	}
}

func TestTheLastLeadOfTheDay(t *testing.T) {
	o := counter(halvorsen())
	o.queue.Items = o.queue.Items[:1]
	b := sit(t, o, 80, 22)
	b.press("o", "n", "enter").told("That was the last of the day's queue.")
	if b.popped != 1 {
		t.Error("not back")
	}
}

func TestBurstsAreTakenOneByOne(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	for _, r := range "on" {
		b.run(b.d.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}))
	}
	b.see("▸ no answer")
}

func TestColourIsNeverTheOnlySign(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	for _, r := range []theme.Rung{theme.RungConfirmed, theme.RungStated, theme.RungListed, theme.RungUnknown} {
		b.see(b.s.Glyphs.Rung(r) + " ")
	}
	o := counter(halvorsen())
	o.desk.Readiness.Attributes[6].Stale = true
	o.desk.Readiness.Attributes[6].StaleWhy = "the decision date has passed"
	sit(t, o, 80, 22).see("◌ 7 process         stale")
}

func TestAnOlderDraftNeverReplacesANewer(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("n").write("first")
	older := b.d.Update(keyOf("esc"))
	b.press("n").write(", second")
	newer := b.d.Update(keyOf("esc"))
	b.run(newer)
	b.run(older)
	if got := b.drafts.held["desk/L41/note"]["note"]; got != "first, second" {
		t.Errorf("kept %q", got)
	}
}

// The words of the step are read whole at 80×24: space shows them beside the
// attributes, and while somebody speaks they stand there by themselves.
func TestTheScriptIsReadWholeBesideTheAttributes(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.see("it is half past ten as we said", "… space").dont("would have to be true")
	b.press(" ").see("▌GUIDE", "What would have to be true for the", "○ 0 urgency", "○ 8 budget", "GUIDE  promised for 10:30")
	b.press(" ").see("▌ATTRIBUTES", "CADENCE")
	b.press("d")
	b.run(b.d.Update(nav.TickMsg{At: noon.Add(time.Minute)}))
	b.see("What would have to be true for the", "▌ATTRIBUTES", "ask 8").dont("CADENCE")
}

// All ten stay in sight while the outcomes are chosen and while a fact is
// written down, at 80×24.
func TestNoAttributeGivesWayToABar(t *testing.T) {
	for _, keys := range [][]string{{"o"}, {"o", "n"}, {"d", "o"}, {"o", "x"}} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press(keys...).see("1 industry code", "8 budget", "9 competition", "0 urgency", "GUIDE ", "NOTE ")
	}
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("8").see("amount", "their words", "document", " on  ", "ask 8")
}

func TestTwoPeopleOfOneNameAreToldApart(t *testing.T) {
	lead := halvorsen()
	lead.Contacts[1].Name, lead.Contacts[1].Given = "Mia Lind", "Mia"
	sit(t, counter(lead), 80, 22).see("3 decision makers Mia H., Mia L.")
}

// A role gives way before a title is cut.
func TestTheHeadSaysWhoInTheRoomThereIs(t *testing.T) {
	lead := halvorsen()
	lead.Contacts[0].Title = "VP Operations"
	sit(t, counter(lead), 80, 22).see("Mia Halvorsen · VP Operations · decides ")
}

// What the rules say twice is read once.
func TestWhatFollowsIsNotSaidTwice(t *testing.T) {
	o := counter(halvorsen())
	o.result = model.Result{Next: &model.Next{ContactID: 7, Owes: model.OwesCallback, Channel: model.Phone, DueAt: at(25, 14, 0, 11), ReasonText: "promised to Mia Halvorsen"},
		Effects: []string{"callback to Mia Halvorsen Wed 25 Nov 15:00", "next for Mia Halvorsen: callback Wed 25 Nov 15:00 there", "Tor waits"}}
	b := sit(t, o, 80, 22)
	b.press("o", "n").see("then: call back Wed 25 Nov 15:00", "promised to Mia Halvorsen · Tor waits").dont("callback to", "next for")
}

// A prepared message is offered only where it was prepared.
func TestAScriptIsNoPreparedMail(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("e").see("▸ sent").dont("▸ nothing")
	for _, h := range b.d.ShortHelp() {
		if h.Help().Desc == "prepared note" {
			t.Error("the script of a call is offered as what was written")
		}
	}
}

// A letter is one line of the time line, however often it was handled before
// it went; what lies ready is not ticked, for it is no touch yet.
func TestALetterIsOneLine(t *testing.T) {
	desk := halvorsen()
	laid := func(id model.TouchID, o model.Outcome, day, step int) model.Touch {
		return model.Touch{ID: id, LeadID: 41, ContactID: 7, EnrolmentID: 11, Step: step, At: time.Date(2026, 11, day, 15, 0, 0, 0, time.UTC),
			Channel: model.Letter, Direction: model.Outbound, Outcome: o}
	}
	desk.Touches = []model.Touch{laid(901, model.Queued, 9, 3), laid(902, model.Printed, 9, 3), laid(903, model.Posted, 10, 3), laid(904, model.Queued, 20, 4)}
	b := sit(t, counter(desk), 80, 22)
	b.see("✓ 10 Nov letter", "· 20 Nov letter    queued")
	b.dont("09 Nov")
}
