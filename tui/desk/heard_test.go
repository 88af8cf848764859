package desk_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// During a call each of the ten is written down with its digit, the words and
// enter; the outcome then records it with this person and this touch.
func TestAFactIsADigitTheWordsAndEnter(t *testing.T) {
	for _, tt := range []struct {
		digit, said string
		key         model.AttributeKey
		set         model.Value
	}{
		{"1", "general", model.IndustryCode, model.Value{"scheme": "naics", "code": "488510"}},
		{"2", "350 staff $90M 4 sites", model.Firmographics, model.Value{"employees": "350", "revenue": "$90M", "locations": "4"}},
		{"3", "tor and beth", model.DecisionMakers, model.Value{"people": "C7; C8; C9"}},
		{"4", "SAP from Baltic, contract ends 30 jun", model.Environment, model.Value{"systems": "own TMS of 2016; AS/400; SAP", "vendors": "Baltic", "contract_end": "2027-06-30"}},
		{"5", "", model.Engaged, model.Value{"contact": "C7"}},
		{"6", "wrong labels, costs them 40k a month", model.Pain, model.Value{"pains": "dock delays; wrong labels", "cost": "40k a month"}},
		{"7", "board signs, by 26 feb", model.Process, model.Value{"steps": "board", "signer": "board", "decision_by": "2027-02-26"}},
		{"8", "350k allocated", model.Budget, model.Value{"amount": "350k", "status": "allocated"}},
		{"9", "Globex, incumbent Baltic", model.Competition, model.Value{"rivals": "Globex", "incumbent": "Baltic"}},
		{"0", "lease ends 31 mar, else they pay double", model.Urgency, model.Value{"event": "lease ends", "date": "2027-03-31", "consequence": "they pay double"}},
	} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press("d")
		b.keys = 0
		b.press(tt.digit).write(tt.said).press("enter")
		if b.keys != 2 || b.d.Capturing() {
			t.Errorf("%s: %d keys besides the words, still open: %v\n%s", tt.key, b.keys, b.d.Capturing(), b.view())
			continue
		}
		b.see("waits for outcome").told("Kept: it is recorded with the outcome of this call")
		if len(b.o.attested) != 0 {
			t.Errorf("%s is recorded before the call is", tt.key)
		}
		b.press("d", "i", "enter")
		if len(b.o.attested) != 1 {
			t.Fatalf("%s: attested %v", tt.key, b.o.attested)
		}
		a := b.o.attested[0]
		if a.Attribute != tt.key || a.ContactID != 7 || a.TouchID != 6 || a.Level != model.Confirmed || !maps.Equal(a.Set, tt.set) || a.Quote != tt.said {
			t.Errorf("%s: %+v", tt.key, a)
		}
		if len(b.drafts.held) != 0 {
			t.Errorf("%s: drafts left %v", tt.key, b.drafts.held)
		}
	}
}

// A fact from somebody who does not decide is stated, and from nobody listed.
func TestWhatAFactCountsAsIsSaidBeforeEnter(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("p", "j", "enter", "d", "8").write("350k allocated").see("amount: $350k · status: allocated", "(●) allocated")
	if h := b.d.ShortHelp()[0].Help(); h.Key != "enter" || h.Desc != "record, stated by Tor, this call" {
		t.Errorf("the footer says %q", h)
	}
	b.press("enter", "o", "i", "enter")
	if a := b.o.attested[0]; a.Level != model.Stated || a.ContactID != 8 || a.Quote != "350k allocated" {
		t.Errorf("%+v", a)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("8").write("350k allocated").press("enter")
	if a := b.o.attested[0]; a.Level != model.Listed || a.ContactID != 0 || a.Quote != "" {
		t.Errorf("without a talk: %+v", a)
	}
}

func TestWordsThatAreNotUnderstoodAreNotRecorded(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "2").write("quite big").press("enter").see("Nothing of that was understood", "quite big")
	b.press("ctrl+u").write("400 staff").press("enter").see("waits for outcome")
	b.press("3").write("ines").press("enter").see("Nobody here is called", "ines").press("esc")
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("5", "enter").see("Nobody was talked to yet")
	if len(b.o.attested) != 0 {
		t.Errorf("%+v", b.o.attested)
	}
}

// What is changed by hand below the words stays when more is said.
func TestFieldsChangedByHandStand(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "6").write("wrong labels").press("tab", "tab").press("ctrl+u").write("a fortune").press("ctrl+s")
	b.press("d", "i", "enter")
	if a := b.o.attested[0]; a.Set["cost"] != "a fortune" || a.Set["pains"] != "dock delays; wrong labels" {
		t.Errorf("%+v", a.Set)
	}
}

// Hanging up asks how it went, what is likeliest first, and nothing is marked
// that an enter too many would say for somebody.
func TestHangingUpOffersTheOutcomes(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "d").see("OUTCOME by phone", "n no answer   v voicemail").dont("▸ no answer")
	if b.d.Status() != "1 of 60 · call of 00:01, outcome owed" {
		t.Errorf("status %q", b.d.Status())
	}
	b.press("enter")
	if len(b.o.recorded) != 0 {
		t.Fatal("an enter too many said how it went")
	}
	b.press("n", "enter")
	if b.keys != 5 || len(b.o.recorded) != 1 || len(b.opened) != 1 || b.d.Status() != "1 of 60" {
		t.Errorf("%d keys, recorded %v, status %q", b.keys, b.o.recorded, b.d.Status())
	}

	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("d")
	b.run(b.d.Update(nav.TickMsg{At: noon.Add(3 * time.Minute)}))
	b.press("d").see(" i interested   c callback")

	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "8").write("350k").press("enter", "d").see(" i interested   c callback") // a short call, but something was heard
}

// What was heard belongs to the call after it was hung up as well.
func TestAFactAfterTheCallIsStillOfIt(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "d", "esc", "8").see("(●) this call").write("350k").press("enter", "o", "i", "enter")
	if a := b.o.attested[0]; a.TouchID != 6 || a.ContactID != 7 {
		t.Errorf("%+v", a)
	}
}

// The keys of the paths that are walked all day, hanging up included.
func TestKeysFromDeskToDesk(t *testing.T) {
	for _, tt := range []struct {
		what string
		keys []string
		most int
	}{
		{"no answer", []string{"o", "n", "enter"}, 3},
		{"no answer, dialled and hung up", []string{"d", "d", "n", "enter"}, 4},
		{"voicemail with its note", []string{"o", "v", "p", "enter"}, 4},
		{"voicemail with its note, hung up", []string{"d", "d", "v", "p", "enter"}, 5},
		{"interested", []string{"d", "d", "i", "enter"}, 4},
	} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press(tt.keys...)
		if b.keys > tt.most || len(b.o.recorded) != 1 || len(b.opened) != 1 {
			t.Errorf("%s: %d keys, recorded %v, opened %v", tt.what, b.keys, b.o.recorded, b.opened)
		}
	}
}

// Dates as people say them, on the contact's clock, read back before enter.
func TestACallbackInTheWordsOfTheCall(t *testing.T) {
	for said, read := range map[string]string{
		"tue 10": "Tue 1 Dec 10:00", "in 3 weeks": "Tue 15 Dec 09:00", "after thanksgiving": "Mon 30 Nov 09:00",
		"mid january 14:30": "Fri 15 Jan 14:30", "tomorrow am": "Wed 25 Nov 09:00",
	} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press("o", "c").write(said).see(read + " in Boston").press("enter").see("▸ callback · " + read + " in Boston")
		b.press("enter")
		if got := b.o.recorded[0].Callback.In(boston).Format("Mon 2 Jan 15:04"); got != read || b.keys != 4 {
			t.Errorf("%q: %s in %d keys", said, got, b.keys)
		}
	}
}

// The number on the screen dials by itself where the terminal takes links.
func TestTheNumberIsALink(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d")
	if strings.Contains(b.d.View(), "\x1b]8") {
		t.Error("a terminal without colours is sent a link")
	}
	b.s.Renderer.SetColorProfile(termenv.ANSI256)
	if v := b.d.View(); strings.Count(v, "\x1b]8;;tel:+16175550142\x1b\\") != 5 { // the head, three lines of large digits, the number
		t.Errorf("%q", v)
	}
	for _, line := range strings.Split(b.d.View(), "\n") {
		if kit.Width(line) != 80 {
			t.Errorf("%d cells: %q", kit.Width(line), line)
		}
	}
}
