package leads_test

import (
	"fmt"
	"testing"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/kit"
	"ripen/tui/leads"
	"ripen/tui/nav"
)

// scenes are the states of the screen that people see, by the keys to each.
var scenes = []struct {
	name string
	keys []string
}{
	{"all", []string{"a"}},
	{"search", []string{"/", "typed:board"}},
	{"found", []string{"/", "typed:board", "enter", "j"}},
	{"complete", []string{"/", "typed:owner:me status:", "tab"}},
	{"wrong", []string{"/", "typed:owner:me statsu:new"}},
	{"selected", []string{"a", " ", " ", "j", " "}},
	{"assign", []string{"a", " ", " ", " ", "A", "typed:in"}},
	{"confirm", []string{"a", "*", "A", "typed:in", "enter"}},
	{"rest", []string{"a", " ", " ", "R", "typed:in 6 weeks", "tab", "typed:budget round in January"}},
	{"export", []string{"a", "x"}},
	{"views", []string{"m", "V", "typed:mine", "enter", "s", "V", "typed:new ones of mine", "enter", "v"}},
	{"columns", []string{"c", "j", "j", " ", "G"}},
	{"sorted", []string{"a", "S", "S"}},
}

func play(run *pagetest.Run, keys []string) {
	for _, k := range keys {
		if len(k) > 6 && k[:6] == "typed:" {
			run.Type(k[6:])
			continue
		}
		run.Press(k)
	}
}

// The frames at the three sizes, as the root gives the screen its room: the
// window less its head and its footer. Each is read before it is kept.
func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {120, 38}, {200, 58}} {
		for _, scene := range scenes {
			t.Run(fmt.Sprintf("%s-%d", scene.name, size[0]), func(t *testing.T) {
				o := &office{rows: some(60), left: []model.BulkLeft{{LeadID: 104, Company: "Tamarack Foods", Why: "is resting until 3 Dec"}, {LeadID: 108, Company: "Nordlys Cold Storage 7", Why: "is Ines Falk's already"}}}
				run := pagetest.Open(t, leads.New(session(), o), size[0], size[1])
				play(run, scene.keys)
				run.Golden(fmt.Sprintf("%s-%d", scene.name, size[0]))
			})
		}
	}
}

// Every scene, with the strangest names there are, is exactly as large as the
// window at more than eight hundred sizes.
func TestLeadsFitEverySize(t *testing.T) {
	sizes := 0
	for i, scene := range scenes {
		o := &office{rows: strange(), left: []model.BulkLeft{{LeadID: 1, Company: pagetest.Hostile()[0], Why: pagetest.Hostile()[1]}}}
		run := pagetest.Open(t, leads.New(session(), o), 80, 24)
		play(run, scene.keys)
		for w := i % 7; w <= 210; w += 7 {
			for h := i % 3; h <= 60; h += 5 {
				run.Resize(w, h)
				run.Exact()
				sizes++
			}
		}
		if t.Failed() {
			t.Fatalf("in scene %s", scene.name)
		}
	}
	if sizes < 800 {
		t.Errorf("only %d sizes", sizes)
	}
	add := pagetest.Open(t, leads.NewAdd(session(), &office{}, nav.Leads), 80, 24)
	add.Type("Lark & Finch")
	add.Press("ctrl+s")
	add.Sweep()
}

// While words are typed below, the row that they are about stays in sight.
func TestTheRowUnderTheCursorStaysInSight(t *testing.T) {
	for _, scene := range scenes {
		run, _, _ := open(t, 60, 80, 22)
		play(run, append([]string{"G"}, scene.keys...))
		for h := 12; h <= 24; h++ {
			run.Resize(80, h)
			if n := kit.Width(run.Screen.View()); n == 0 {
				t.Fatal("nothing is drawn")
			}
			run.Shows("▌")
		}
	}
}
