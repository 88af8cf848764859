//go:build unix

package main

import (
	"strings"
	"testing"
)

// The real binary at a terminal: whoever comes first is offered the lesson in a
// line, goes through it by the keys that it teaches, and is not asked again; and
// whoever works at once has his key do what it does.
func TestTheLessonIsOfferedOnce(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.sit(80, 24, answering{})
	s.up()
	s.sees("New here? l five short steps", "Halvorsen Freight", "? keys")
	s.press("l")
	s.sees("Lesson › Today, and why in this order", "1 of 5")
	s.press("jdo8")
	s.sees("5 of 5", "Try it: u")
	s.press("u")
	s.sees("1▸Today", "Halvorsen Freight", "? keys")
	s.press("q")
	s.givenBack("0")

	s = p.sit(80, 24, answering{})
	s.up()
	s.sees("1▸Today", "ask 1", "? keys")
	if strings.Contains(s.screen(), "New here?") {
		t.Error("it is offered again")
	}
	s.press("q")
	s.givenBack("0")

	s = newPlace(t).sit(80, 24, answering{})
	s.up()
	s.sees("New here?")
	s.press("2/hal") // at once
	s.sees("2▸Leads", "hal")
	s.press(ctrlC)
	s.givenBack("0")
}
