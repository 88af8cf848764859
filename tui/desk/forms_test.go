package desk_test

import (
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/when"
	"ripen/tui/desk"
	"ripen/tui/nav"
)

func TestEvidenceSaidEarlierIsOneForm(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("8").see("Budget allocated or process", "said by", "their words", "NOTE", "GUIDE").write("350k")
	b.press("tab", "tab", "tab", "a", "tab").write("after the board").press("tab", "tab", "s", "tab", "1", "tab", "1", "tab").write("it is set aside").press("ctrl+s")
	if len(b.o.attested) != 1 {
		t.Fatalf("attested %v\n%s", b.o.attested, b.view())
	}
	a := b.o.attested[0]
	if a.Attribute != model.Budget || a.Level != model.Stated || a.ContactID != 7 || a.TouchID != 5 || a.Quote != "it is set aside" ||
		a.Set["amount"] != "350k" || a.Set["status"] != "allocated" || a.Set["process"] != "after the board" {
		t.Errorf("%+v", a)
	}
	if _, given := a.Set["fiscal_year_start"]; given {
		t.Error("a field that was not typed is given")
	}
	b.told("budget is stated · 7 of 10 · weakest urgency").dont("said by")
}

func TestARefusedEntryStaysAsTyped(t *testing.T) {
	o := counter(halvorsen())
	e := model.Errorf(model.Invalid, "\"lots\" is no amount; write it as 350k.")
	e.Field = "amount"
	o.refuseOne = map[string]error{"attest": e}
	b := sit(t, o, 80, 22)
	b.press("8").write("lots").press("ctrl+s").see("lots", "is no amount")
	o.refuseOne["attest"] = model.Errorf(model.Refused, "Confirmed needs the decision maker, a second person or a document.")
	b.press("ctrl+s").see("Confirmed needs the decision maker", "lots")
	o.refuseOne = nil
	if b.press("ctrl+s"); len(o.attested) != 1 {
		t.Error("not recorded once it is allowed")
	}
}

func TestEvidenceOfThisCallIsRecordedWithItsOutcome(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "8").see("(●) this call", "(●) confirmed").write("350k").press("ctrl+s").see("8 budget          waits for outcome")
	if len(b.o.attested) != 0 {
		t.Fatal("recorded before its touch")
	}
	b.press("o", "i", "enter")
	if len(b.o.attested) != 1 || b.o.attested[0].TouchID != 6 || b.o.attested[0].ContactID != 7 || b.o.attested[0].Level != model.Confirmed {
		t.Errorf("%+v", b.o.attested)
	}
	if len(b.drafts.held) != 0 {
		t.Errorf("drafts left %v", b.drafts.held)
	}
}

func TestEvidenceOfThisCallThatIsRefusedComesBack(t *testing.T) {
	o := counter(halvorsen())
	o.refuseOne = map[string]error{"attest": model.Errorf(model.Refused, "Nothing was said in a no-answer.")}
	b := sit(t, o, 80, 22)
	b.press("d", "8").write("350k").press("ctrl+s", "o", "n", "enter")
	if len(o.recorded) != 1 || len(b.opened) != 0 {
		t.Errorf("recorded %d, opened %v", len(o.recorded), b.opened)
	}
	b.see("Nothing was said in a no-answer.", "350k")
}

func TestDatesAndPeopleAreSentAsTheyAreKept(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("7", "tab", "tab", "tab", "ctrl+u").write("12 feb").see("Fri 12 Feb 2027").press("ctrl+s")
	b.press("3", "tab", "ctrl+u").write("mia; bet").see("2 people").press("ctrl+s")
	if len(b.o.attested) != 2 || b.o.attested[0].Set["decision_by"] != "2027-02-12" || b.o.attested[1].Set["people"] != "C7; C9" {
		t.Fatalf("%+v\n%s", b.o.attested, b.view())
	}
	b.press("3", "tab", "ctrl+u").write("nobody here").press("tab").see("Nobody here is called")
}

func TestIndustryCodesAreFoundAsOneTypes(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("1").write("fre").see("NAICS 2022", "488510  Freight Transportation Arrangement", "484110  General Freight")
	if last := b.o.searched[len(b.o.searched)-1]; last != "naics fre" {
		t.Errorf("searched %v", b.o.searched)
	}
	b.press("down", "enter")
	if len(b.o.attested) != 1 || b.o.attested[0].Set["code"] != "484110" || b.o.attested[0].Set["scheme"] != "naics" {
		t.Errorf("%+v", b.o.attested)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("1").write("fre").press("enter") // two keys and the words
	if len(b.o.attested) != 1 || b.o.attested[0].Set["code"] != "488510" {
		t.Errorf("%+v", b.o.attested)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("1", "ctrl+s")
	if _, given := b.o.attested[0].Set["code"]; given {
		t.Error("the code that stands is taken away")
	}
}

func TestRestNeedsADateAheadAndAReason(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("r").write("yesterday").press("ctrl+s").see("!")
	b.press("ctrl+u").write("1 mar").see("Mon 1 Mar 2027").press("tab").write("budget round in march").press("enter")
	if len(b.o.chosen) != 1 || b.o.chosen[0].Verb != model.Rest || b.o.chosen[0].Until != 20270301 || b.o.chosen[0].Reason != "budget round in march" || b.o.chosen[0].LeadID != 41 {
		t.Fatalf("%+v\n%s", b.o.chosen, b.view())
	}
	if len(b.opened) != 1 {
		t.Error("did not go on")
	}
}

func TestSkipAndDefectAreOneKeyEach(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("s", "r")
	if len(b.o.skipped) != 1 || b.o.skipped[0] != "research" || len(b.opened) != 1 || b.keys != 2 {
		t.Errorf("%v %v", b.o.skipped, b.opened)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("s", "o", "enter").see("Say it in a few words").write("my cousin").press("enter")
	if b.o.skipped[0] != "other: my cousin" {
		t.Errorf("%v", b.o.skipped)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("D", "z").told("Coded: disconnected, against Intermodal fair.")
	if d := b.o.defects[0]; d.Code != "disconnected" || d.ListID != 2 || d.ContactID != 7 {
		t.Errorf("%+v", d)
	}
}

func TestGraduatingNamesEveryGate(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("ctrl+g").see("Not ready to graduate  3 conditions", "8  budget is unknown, stated is needed", "0  urgency is unknown",
		"A  no next step is agreed", "advice only", "A writes down what was agreed")
	b.press("0").see("Sense of urgency or compelling event")
	o := counter(halvorsen())
	o.desk.Readiness.Gates = []model.Gate{{Name: "next-step", Why: "no next step is agreed"}}
	b = sit(t, o, 80, 22)
	b.press("ctrl+g").see("Graduate to sales", "Rhea Stone", "Jon Bell").dont("Dana Ortiz ")
	b.press("1", "tab", "m", "tab").write("3 dec 10:30").see("Thu 3 Dec 2026 10:30").press("ctrl+s")
	if len(o.submitted) != 1 {
		t.Fatalf("%s", b.view())
	}
	s := o.submitted[0]
	if s.To != 8 || s.NextStep.Kind != model.StepMeeting || s.NextStep.ContactID != 7 || s.NextStep.At.In(boston).Format("15:04") != "10:30" || s.Value != 35000000 {
		t.Errorf("%+v", s)
	}
	b.told("delivered to Rhea Stone · to be accepted by")
}

// How a date was understood stands on the screen before it is recorded, in any
// window, and while another field has the keys.
func TestADateIsReadBackInAnyWindow(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {100, 30}, {120, 38}, {160, 46}} {
		o := counter(halvorsen())
		o.desk.Readiness.Gates = []model.Gate{{Name: "next-step", Why: "no next step is agreed"}}
		b := sit(t, o, size[0], size[1])
		b.press("ctrl+g", "1", "tab", "m", "tab").write("3 dec 10:30").see("Thu 3 Dec 2026 10:30")
		b.press("tab", "tab").see("Thu 3 Dec 2026 10:30")
		b.press("shift+tab", "shift+tab", "ctrl+u").write("4 dec 10:30").see("Fri 4 Dec 2026 10:30").dont("Thu 3 Dec 2026")
		b = sit(t, o, size[0], size[1])
		b.press("r").write("1 mar").see("Mon 1 Mar 2027").press("tab").see("Mon 1 Mar 2027")
	}
}

func TestWithoutASalespersonTheCommandIsNamed(t *testing.T) {
	o := counter(halvorsen())
	o.desk.Readiness.Gates = nil
	o.members = []model.MemberRow{{Member: model.Member{ID: 1, Name: "Dana Ortiz", Role: model.Specialist, Active: true}}}
	b := sit(t, o, 80, 22)
	b.press("ctrl+g").told("add a salesperson with ripen user add NAME --role sales")
	for _, s := range b.toasts {
		if strings.Contains(s, "on Team") {
			t.Errorf("Team has no key for it: %q", s)
		}
	}
}

func TestAnInboundReplySaysWhatItAnswers(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("i").see("OUTCOME inbound", "tab: other channel")
	b.press("tab", "tab").see("inbound by letter").press("y").see("answers the letter of 08 Oct")
	b.press("a").see("answers the e-mail of 29 Sep").press("a", "+").see("positive").press("enter")
	e := b.o.recorded[0]
	if e.Direction != model.Inbound || e.Channel != model.Letter || e.Outcome != model.Replied || e.Answers != 1 || e.Sentiment != model.Positive || e.Number != "" {
		t.Errorf("%+v", e)
	}
	if len(b.opened) != 0 {
		t.Error("an answer is owed here, and the desk went on")
	}
}

func TestTheStepsTextIsReadWholeAndRecordedWithTwoKeys(t *testing.T) {
	o := counter(halvorsen())
	o.desk.Enrolments[0].Channel, o.desk.Enrolments[0].Owes = model.Email, model.OwesStep
	o.desk.Passage = "Dear Mia,\n\nthe Baltic Lines had three docks and one clock.\n\nYours, Dana"
	b := sit(t, o, 80, 22)
	b.press("e").see("E-mail  to Mia Halvorsen, mia@halvorsen.example", "three docks and one clock", "Yours, Dana", "▸ sent", "then: call Wed 25 Nov")
	b.press("enter")
	if b.keys != 2 || len(o.recorded) != 1 || o.recorded[0].Outcome != model.Sent || o.recorded[0].Channel != model.Email {
		t.Fatalf("%+v", o.recorded)
	}
	b = sit(t, o, 80, 22)
	b.press("l").see("▸ queued").press("esc").see("CADENCE").dont("queued")
	o.desk.Enrolments[0].Piece, o.desk.Enrolments[0].Channel = model.Printed, model.Letter
	b = sit(t, o, 80, 22)
	b.press("l").see("▸ posted")
}

func TestDialingShowsTheNumberAndTheTimer(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d").see("CALLING", "on call 00:00", "|_|").press("#").see("+1 617 555 0178")
	b.run(b.d.Update(nav.TickMsg{At: noon.Add(47 * time.Second)}))
	b.see("▌ATTRIBUTES", "GUIDE  standard", "i interested").dont("CALLING", "CADENCE")
	b.press("tab").see("▌CADENCE")
	if b.d.Status() != "1 of 60 · 3rd call · on call 00:47" {
		t.Errorf("status %q", b.d.Status())
	}
	b.press("o", "n", "enter")
	if b.o.recorded[0].Number != "+1 617 555 0178" {
		t.Errorf("%+v", b.o.recorded[0])
	}
	if b.d.Status() != "1 of 60" {
		t.Error("the timer runs on")
	}
}

func TestTheGateSaysWhyNotNow(t *testing.T) {
	o := counter(halvorsen())
	s, _ := session()
	late := time.Date(2026, 11, 24, 19, 12, 0, 0, chicago)
	s.Clock = func() time.Time { return late }
	b := &table{t: t, o: o, s: s}
	rang := 0
	b.d = desk.New(s, o, nav.OpenLeadMsg{Lead: 41}, desk.Options{ParseTime: when.Time, Dial: func(string) error { rang++; return nil }})
	b.d.SetSize(80, 22)
	b.run(b.d.Init())
	b.see("20:12☾").press("d").told("It is 20:12 there; opens Wed 25 Nov").dont("CALLING")
	o.desk.Contacts[0].Suppressed = true
	b = sit(t, o, 80, 22)
	b.see("DO NOT CONTACT").press("d").told("Mia Halvorsen asked not to be contacted.")
	if rang != 0 {
		t.Error("it rang")
	}
	b = sit(t, counter(fresh()), 80, 22)
	b.press("d").see("CALLING", "dial by hand")
}

func TestDialGoesToTheTelephone(t *testing.T) {
	s, _ := session()
	b := &table{t: t, o: counter(halvorsen()), s: s}
	var rang []string
	b.d = desk.New(s, b.o, nav.OpenLeadMsg{Lead: 41}, desk.Options{Dial: func(n string) error { rang = append(rang, n); return nil }})
	b.d.SetSize(80, 22)
	b.run(b.d.Init())
	b.press("d")
	if len(rang) != 1 || rang[0] != "+16175550142" {
		t.Errorf("rang %v", rang)
	}
}

func TestNoKeyOfTheRootIsTakenFromABar(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	for _, k := range []string{"o", "s", "D", "e", "i"} {
		if b.press(k); !b.d.Capturing() {
			t.Errorf("after %s q would leave", k)
		}
		b.press("q", "?", "esc", "esc")
		if b.d.Capturing() {
			t.Errorf("%s stays open", k)
		}
	}
}

func TestUndoSaysWhatFirst(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("u").see("UNDO no-answer at Halvorsen Freight, Tue 24 Nov 10:41").press("esc")
	if b.o.undone != 0 {
		t.Error("undone unasked")
	}
	b.press("u", "enter").see("UNDO no-answer at Halvorsen Freight") // enter alone takes nothing back
	b.press("u").told("Undone: no-answer at Halvorsen Freight.")
	b.o.undo = nil
	b.press("u").told("There is nothing to undo.")
}

func TestPeople(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("p").see("PEOPLE  3 known of 5 wanted", "decides", "influences").press("j", "enter").see("Tor Lind · IT lead")
	b.press("o", "n", "enter")
	if b.o.recorded[0].ContactID != 8 || b.o.recorded[0].EnrolmentID != 0 || b.o.recorded[0].Number != "+1 617 555 0143" {
		t.Errorf("%+v", b.o.recorded[0])
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("p", "+").write("Ines Falk").press("tab").write("COO").press("tab", "d", "tab").write("617 555 0199").press("ctrl+s")
	if len(b.o.added) != 1 || b.o.added[0].Name != "Ines Falk" || b.o.added[0].Role != model.DecisionMaker || b.o.added[0].Phone != "617 555 0199" || b.o.added[0].LeadID != 41 {
		t.Errorf("%+v", b.o.added)
	}
	b.press("j", "t", "c", "ctrl+s")
	if len(b.o.set) != 1 || len(b.o.set[0]) != 1 || b.o.set[0]["role"] != "champion" {
		t.Errorf("set %v", b.o.set)
	}
	b.press("E").see("Enrol Tor Lind in", "Standard: nine touches").press("ctrl+s", "L")
	if n := len(b.o.chosen); n != 2 || b.o.chosen[0].Verb != model.Enrol || b.o.chosen[0].Cadence != "standard" || b.o.chosen[1].Verb != model.MarkLeft || b.o.chosen[1].ContactID != 8 {
		t.Errorf("%+v", b.o.chosen)
	}
}

func TestCopyGoesThroughTheSessionsWriter(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("tab", "y")
	if got := b.out.String(); got != "\x1b]52;c;KzEgNjE3IDU1NSAwMTQy\a" {
		t.Errorf("%q", got)
	}
	b.press("w").told("https://halvorsen.example")
}

func TestEscGoesOneLevelAndThenBack(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("p", "+", "esc").see("PEOPLE").dont("Add a person")
	b.press("esc").see("CADENCE")
	if b.popped != 0 {
		t.Error("left")
	}
	if handled, _ := b.d.Back(); handled {
		t.Error("a level too many")
	}
	if b.press("esc"); b.popped != 1 {
		t.Error("not back")
	}
}

func TestKeysOfAnotherRoleSayWhy(t *testing.T) {
	s, _ := session()
	s.Actor.Role = model.Sales
	b := &table{t: t, o: counter(halvorsen()), s: s}
	b.d = desk.New(s, b.o, nav.OpenLeadMsg{Lead: 41}, desk.Options{})
	b.d.SetSize(80, 22)
	b.run(b.d.Init())
	b.press("o").told("Dana Ortiz works here as sales").dont("OUTCOME")
	for _, k := range []string{"8", "r", "s", "D", "ctrl+g", "i", "n", "d", "e"} {
		b.press(k)
	}
	if b.d.Capturing() {
		t.Error("a salesperson may write")
	}
}

func TestHelpIsTheLiveKeys(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	described := map[string]bool{}
	for _, g := range b.d.FullHelp() {
		for _, k := range g.Bindings {
			shown, desc := nav.Label(k)
			if shown == "" || desc == "" {
				t.Errorf("%s has a key without a word", g.Title)
			}
			for _, s := range k.Keys() {
				described[s] = true
			}
		}
	}
	for _, k := range strings.Fields("o a n i s r d e l ctrl+g u D w y p tab N # A X ctrl+n 1 0") {
		if !described[k] {
			t.Errorf("%s is not in the help", k)
		}
	}
	first := func() string { shown, _ := nav.Label(b.d.ShortHelp()[0]); return shown }
	if first() != "o" {
		t.Errorf("first is %s", first())
	}
	b.press("o", "n")
	if first() != "enter" {
		t.Errorf("first is %s", first())
	}
	if n := len(b.d.ShortHelp()); n < 4 {
		t.Errorf("%d keys", n)
	}
}
