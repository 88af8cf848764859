package lesson_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/tui/internal/pagetest"
	"ripen/tui/lesson"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func session(kept map[string]string) *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	s := pagetest.Session(theme.New(r, "dark", true))
	s.Prefs = nav.NewPrefs(kept, nil)
	return s
}

func open(t *testing.T, w, h int) (*pagetest.Run, *nav.Session, *lesson.Lesson) {
	s := session(nil)
	v := lesson.New(s)
	return pagetest.Open(t, v, w, h), s, v
}

// Each step goes on by the key that it is about; the last one ends it.
func TestTheKeysOfTheStepsGoOn(t *testing.T) {
	r, s, v := open(t, 80, 22)
	for i, k := range []string{"j", "d", "o", "8", "u"} {
		r.Shows(fmt.Sprintf("%d of 5", i+1), "Try it: "+k)
		r.Press(k)
	}
	if !v.Finished() || s.Prefs.Get(lesson.Pref) != lesson.Done {
		t.Fatalf("after the last step: finished %v, answer %q", v.Finished(), s.Prefs.Get(lesson.Pref))
	}
}

func TestOneGoesBackAndForth(t *testing.T) {
	r, _, _ := open(t, 80, 22)
	r.Press("left")
	r.Shows("1 of 5")
	r.Press("right", "enter", " ")
	r.Shows("4 of 5")
	r.Press("left", "left")
	r.Shows("2 of 5", "Try it: d")
}

func TestEscSkipsAll(t *testing.T) {
	for _, k := range []string{"esc", "q"} {
		r, s, v := open(t, 80, 22)
		r.Press("enter", k)
		if !v.Finished() || s.Prefs.Get(lesson.Pref) != lesson.Skipped {
			t.Fatalf("%s: finished %v, answer %q", k, v.Finished(), s.Prefs.Get(lesson.Pref))
		}
	}
}

func TestWhoHasReadItHasReadIt(t *testing.T) {
	s := session(map[string]string{lesson.Pref: lesson.Done})
	r := pagetest.Open(t, lesson.New(s), 80, 22)
	r.Press("esc")
	if got := s.Prefs.Get(lesson.Pref); got != lesson.Done {
		t.Fatal(got)
	}
}

// A step's key is its own there alone; any other goes to whom it is for.
func TestOtherKeysGoOn(t *testing.T) {
	for k, want := range map[string]bool{"j": false, "enter": false, "esc": false, "q": false, "right": false,
		"d": true, "8": true, "2": true, "s": true, "u": true, "/": true, "?": true, "tab": true} {
		s := session(nil)
		v := lesson.New(s)
		gone, _ := v.Yield(pagetest.Key(k))
		if gone != want || v.Finished() != want {
			t.Errorf("%s: gone %v, finished %v", k, gone, v.Finished())
		}
	}
}

// At most six short lines a step, and all of it at 60×20.
func TestTheStepsAreShort(t *testing.T) {
	r, _, _ := open(t, 60, 18)
	for i := range 5 {
		seen := r.See()
		_, text, _ := strings.Cut(seen, "\n\n") // cells of the drawn table may be cut
		if i > 0 && strings.Contains(text, "…") || !strings.Contains(seen, "Try it") || strings.HasSuffix(seen, "…") {
			t.Errorf("step %d is cut:\n%s", i+1, seen)
		}
		r.Press("enter")
	}
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {120, 38}, {200, 58}} {
		for i := range 5 {
			r, _, _ := open(t, size[0], size[1])
			for range i {
				r.Press("enter")
			}
			r.Golden(fmt.Sprintf("step%d-%d", i+1, size[0]))
		}
	}
}

func TestEverySize(t *testing.T) {
	for i := range 5 {
		r, _, _ := open(t, 80, 22)
		for range i {
			r.Press("enter")
		}
		r.Sweep()
	}
	r, _, _ := open(t, 80, 22)
	for w := 0; w < 130; w += 3 {
		for h := 0; h < 40; h += 2 {
			r.Resize(w, h)
			r.Exact()
		}
	}
}
