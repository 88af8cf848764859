package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A list that comes in during the day is worked the same day, in the order of
// the queue; what was worked is gone from it.
func TestTheDayIsServedInOrder(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "fair.csv")
	if err := os.WriteFile(list, []byte(fairList), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, dir, "dana", 120, 40)
	s.play(bringIn(list)...)
	s.play(
		press("1"), see("10 due, 10 of them callable now", "1 due Cobalt Packaging", "2 due Tamarack Foods", "3 due Atlas Water"),
		press("enter"), see("Today › Cobalt Packaging", "1 of 10"),
		press("o", "n", "enter"), see("Today › Tamarack Foods"), // due again tomorrow, 13:00
		press("o", "c"), write("tue 10:30"), press("enter", "enter"), see("Today › Atlas Water"),
		press("esc"), see("1▸Today", "8 due"), hide("Cobalt Packaging", "Tamarack Foods"),
	)
}
