package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Somebody calls while another lead is being worked, on the real store: he is
// found by a few letters, his call is recorded, and the desk that he interrupted
// is still there with what was typed on it. Palette and help find their way too.
func TestACallInTheMidstOfADesk(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "fair.csv")
	if err := os.WriteFile(list, []byte(fairList), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, dir, "dana", 80, 24)
	s.play(bringIn(list)...)
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(
		press("n"), write("wants numbers for three sites"), press("enter"),
		press("i"), see("Who calls, or has answered?", "Mia Halvorsen"), // whom one has open, first
		write("quill"), see("Quill Bindery", "Ann Quill"),
		press("enter"), see("Quill Bindery", "OUTCOME inbound"),
		press("i"), see("then:"), press("enter"), see("◂ today inbound"),
		press("esc"), see("Leads › Halvorsen Freight", "wants numbers for three sites"),
		press("i", "enter"), see("Leads › Halvorsen Freight", "OUTCOME inbound"),
		press("esc", "esc"), see("2▸Leads"),
	)
	s.play(
		press("1", "i"), write("nobody of that name"), see("Nobody is found"),
		press("+"), see("A new lead", "nobody of that name"), press("esc", "esc"), see("1▸Today"),
		press("ctrl+k"), see("▌ Halvorsen Freight", "Quill Bindery"), write("orbit"), see("Orbit Fasteners", "lead"), press("enter"), see("Today › Orbit Fasteners"),
		press("?"), see("Keys of Today › Orbit Fasteners"), press("/"), write("undo"), see("/ undo"), press("esc", "esc", "esc"),
		press("ctrl+k"), write("list fair"), see("List: Fair"), press("esc", "ctrl+k"), write("retrospective"), press("enter"), see("Lists › retrospective"), press("esc"),
		press("ctrl+k"), write("report month"), press("enter"), see("5▸Reports"),
	)
}
