package tui_test

import (
	"fmt"
	"testing"

	"ripen/model"
)

func TestFramesOfTheRetrospective(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		for name, keys := range map[string][]string{
			"retro": {"6", "t"}, "retro-end": {"6", "t", "G"}, "retro-empty": {"6", "t", "["}, "retro-letter": {"6", "t", "x"},
		} {
			t.Run(fmt.Sprintf("%s-%d", name, size[0]), func(t *testing.T) {
				c := start(t, size[0], size[1])
				c.press(keys...)
				c.golden(fmt.Sprintf("%s-%d", name, size[0]))
			})
		}
	}
}

func TestTheRetrospectiveFitsEveryWindow(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6", "t")
	for _, more := range [][]string{nil, {"x"}, {"esc", "["}} {
		c.press(more...)
		for w := 60; w <= 250; w += 19 {
			for h := 20; h <= 80; h += 12 {
				c.resize(w, h)
				c.fits()
			}
		}
		c.resize(160, 48)
		c.exact()
	}
}

// From Lists to the week before and back, and the letter: a file that is there
// is replaced on a word only, and what was typed stays.
func TestLookingBackOnAWeek(t *testing.T) {
	c := start(t, 80, 40)
	o := c.office
	c.press("6", "t")
	c.shows("Week 48", "so far", "7 of 52", "column Mobile", "11 found: company website 7", "not found so far", "◂ week 47", "harbour register")
	if !o.did("quality 2026-11-23 2026-11-29") {
		t.Errorf("asked for %v", o.asked)
	}
	c.press("]")
	c.shows("Week 48", "Week 49 has not begun yet")
	c.press("[")
	c.shows("Week 47", "Nobody was attempted in this week and no issue was coded: [ shows week 46.", "week 48 ▸")
	c.press("x")
	c.shows("There is nothing to write of this week")
	c.press("l", "x")
	c.shows("retrospective-2026-W48.md")
	c.press("ctrl+u")
	c.typing("taken.md")
	c.press("ctrl+s")
	c.shows("Replace the file?", "/home/dana/taken.md is there already")
	c.press("n")
	if o.did("letter taken.md") {
		t.Error("the file is replaced without a word")
	}
	c.press("esc", "x")
	c.shows("taken.md")
	c.press("ctrl+s", "y")
	c.shows("The letter is written: /home/dana/taken.md", "7 of 52")
	c.press("esc")
	c.shows("Intermodal fair 2026", "t retrospective")
}

func TestAWeekThatCannotBeReadSaysSo(t *testing.T) {
	c := start(t, 80, 24)
	c.press("6")
	c.office.readErr = model.Errorf(model.Refused, "the database is locked; try again")
	c.press("t")
	c.shows("the database is locked; try again")
	c.hides("Loading")
}
