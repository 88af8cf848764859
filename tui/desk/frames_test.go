package desk_test

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/desk"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// sizes are the windows of the sweep, from none to far too large: more than
// eight hundred.
func sizes() [][2]int {
	var out [][2]int
	for w := 60; w <= 250; w += 5 {
		for _, h := range []int{17, 18, 19, 20, 22, 23, 25, 28, 30, 33, 36, 38, 41, 46, 52, 58, 64, 71, 80} {
			out = append(out, [2]int{w, h})
		}
	}
	for _, w := range []int{0, 1, 2, 7, 20, 59, 80, 115, 116, 120, 160, 179, 180, 199, 200, 250} {
		for _, h := range []int{0, 1, 3, 8, 13, 22, 38} {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

// states are ways of standing at the desk: each must fit every window.
func states() map[string][]string {
	return map[string][]string{
		"idle": {}, "calling": {"d"}, "outcome": {"o"}, "confirm": {"o", "n"}, "callback": {"o", "c"}, "why": {"o", "x"},
		"attribute": {"8"}, "people": {"p"}, "person": {"p", "+"}, "history": {"tab", "tab", "tab"}, "guide": {"tab", "tab", "tab", "tab"},
		"hung-up": {"d", "d"}, "heard": {"d", "8", "3", "5", "0", "k", " ", "a", "l", "l", "o", "c", "a", "t", "e", "d"},
		"date": {"o", "n", "t", "t", "u", "e", " ", "1", "0"}, "date-why": {"o", "n", "t", "t", "u", "e", "enter"}, "dated": {"o", "n", "t", "t", "u", "e", "enter", "f"},
		"rest": {"r"}, "skip": {"s", "o"}, "defect": {"D"}, "graduate": {"ctrl+g"}, "letter": {"l"}, "undo": {"u"}, "about": {"v"}, "found": {"f"}, "note": {"n", "w", "i", "d", "e"},
	}
}

func TestEveryFrameFitsExactly(t *testing.T) {
	if n := len(sizes()); n < 800 {
		t.Fatalf("only %d sizes", n)
	}
	for name, keys := range states() {
		for n, lead := range []model.Desk{halvorsen(), fresh(), hostile()} {
			b := sit(t, counter(lead), 80, 22)
			b.press(keys...)
			for i, s := range sizes() {
				if (name != "idle" || n == 1) && (i+len(name))%(16+32*n) > 0 { // long texts take the time; at rest every size is drawn
					continue
				}
				b.d.SetSize(s[0], s[1])
				frame := b.d.View()
				lines := strings.Split(frame, "\n")
				if s[1] == 0 && frame == "" {
					continue
				}
				if len(lines) != s[1] {
					t.Fatalf("%s %v: %d lines", name, s, len(lines))
				}
				for i, line := range lines {
					if got := kit.Width(line); got != s[0] {
						t.Fatalf("%s %v: line %d is %d cells: %q", name, s, i, got, line)
					}
				}
			}
		}
	}
}

// TestWhatIsTypedAndTheBarStayInSight: in every window that the root lets
// through, whatever is open.
func TestWhatIsTypedAndTheBarStayInSight(t *testing.T) {
	for name, keys := range states() {
		for _, s := range [][2]int{{60, 18}, {80, 22}, {120, 22}, {120, 38}, {160, 46}} {
			b := sit(t, counter(halvorsen()), s[0], s[1])
			b.press(keys...)
			v := b.view()
			if !strings.Contains(v, "NOTE ") || !strings.Contains(v, "GUIDE ") {
				t.Errorf("%s %v: no note or guide\n%s", name, s, v)
			}
			last := strings.TrimSpace(v[strings.LastIndex(v, "\n")+1:])
			if last == "" {
				t.Errorf("%s %v: the bar is pushed out\n%s", name, s, v)
			}
		}
	}
}

func TestQuestionsGiveWayBeforeThePanes(t *testing.T) {
	b := sit(t, counter(halvorsen()), 60, 18)
	b.press("o").see("4 environment", "8 budget", "GUIDE", "NOTE", "D do not contact").dont("ask 8")
}

// hostile is a lead whose texts came from a bad list.
func hostile() model.Desk {
	d := halvorsen()
	bad := "\x1b[31mRed\x1b]0;owned\a\x9b2J\u202eevil\u200d👩‍👩‍👧東京株式会社" + strings.Repeat("Ǆ", 80) + "\r\n\ttail"
	d.Company.Name, d.Lead.List, d.Industry = bad, bad, bad
	for i := range d.Contacts {
		d.Contacts[i].Name, d.Contacts[i].Title, d.Contacts[i].Given = bad, bad, bad
		d.Contacts[i].Source, d.Contacts[i].Extra = bad, map[string]string{bad: bad, "profile": bad, "naics": bad}
		for j := range d.Contacts[i].Points {
			d.Contacts[i].Points[j].Shown = bad
		}
	}
	for i := range d.Touches {
		d.Touches[i].Note, d.Touches[i].ByName = bad, bad
	}
	for i := range d.Evidence {
		d.Evidence[i].Quote, d.Evidence[i].Document = bad, bad
		for k := range d.Evidence[i].Value {
			d.Evidence[i].Value[k] = bad
		}
	}
	d.Readiness = readiness(d.Evidence)
	d.Defects = []model.Defect{{ContactID: 7, Code: "other", Note: bad, Field: bad}}
	d.Readiness.NextQuestion, d.Readiness.NextWhoText, d.Readiness.NextWho = bad, bad, 8
	d.Passage, d.Flags = bad+"\n"+bad, []string{bad}
	d.Enrolments[0].Why, d.Upcoming[0].Why = bad, bad
	d.Questions = []model.Question{{Key: "siblings", Text: bad, Options: []model.Option{{Key: "a", Label: bad}}, Likely: "a"}}
	return d
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	for name, keys := range states() {
		b := sit(t, counter(hostile()), 160, 46)
		b.press(keys...)
		for _, r := range b.d.View() {
			if r != '\n' && (r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x202e || r == 0x200d) {
				t.Fatalf("%s: %U is on the screen", name, r)
			}
		}
		if strings.ContainsAny(b.d.Title(), "\x1b\a\r\n") {
			t.Fatalf("title %q", b.d.Title())
		}
	}
}

// wideToo are the states whose frames are kept at 160×48 and 200×60 as well.
var wideToo = map[string]bool{"idle": true, "calling": true, "heard": true, "confirm": true, "hung-up": true, "people": true, "dated": true}

func TestGoldenFrames(t *testing.T) {
	for name, keys := range states() {
		for _, s := range [][2]int{{80, 22}, {120, 38}, {160, 46}, {200, 58}} {
			if s[0] > 120 && !wideToo[name] {
				continue
			}
			b := sit(t, counter(halvorsen()), s[0], s[1])
			b.press(keys...)
			golden(t, fmt.Sprintf("%s-%dx%d", name, s[0], s[1]), b.view())
		}
	}
	b := sit(t, counter(fresh()), 80, 22)
	golden(t, "fresh-80x22", b.view())
	b = sit(t, counter(rich()), 160, 46)
	golden(t, "rich-160x46", b.view())
	b = sit(t, counter(rich()), 80, 22)
	golden(t, "rich-people-80x22", b.press("p").view())
	golden(t, "rich-about-80x22", b.press("v").view())
}

func TestBeforeItIsLoaded(t *testing.T) {
	s, _ := session()
	d := desk.New(s, counter(halvorsen()), nav.OpenLeadMsg{Lead: 41}, desk.Options{})
	d.SetSize(80, 22)
	if v := d.View(); !strings.Contains(v, "Opening L41") {
		t.Errorf("%s", v)
	}
	for _, k := range []string{"o", "n", "enter", "8", "j", "tab", "?"} {
		d.Update(keyOf(k))
	}
	o := counter(halvorsen())
	o.deskErr = model.Errorf(model.NotFound, "There is no lead L41.")
	sit(t, o, 80, 22).see("There is no lead L41.", "esc goes back")
}

func BenchmarkView120x40(b *testing.B) {
	s, _ := session()
	o := counter(halvorsen())
	d := desk.New(s, o, nav.OpenLeadMsg{Lead: 41, Position: 1, Of: 60, From: nav.Today}, desk.Options{})
	d.SetSize(120, 40)
	for _, c := range d.Init()().(tea.BatchMsg) {
		if c == nil {
			continue
		}
		if m, ok := c().(nav.ResultMsg); ok {
			d.Update(m.Msg)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = d.View()
	}
}
