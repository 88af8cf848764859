package main

import "testing"

// The account on a real database: from the desk, somebody goes to a company that
// nobody knew, and one undo brings him back.
func TestAPersonMovesInTheConsole(t *testing.T) {
	dir := t.TempDir()
	s := newStage(t, dir, "dana", 120, 40)
	s.play(command("lead", "add", "--company", "Halvorsen Freight", "--person", "Tor Lind", "--phone", "617 555 0143", "--email", "tor@privat.example", "--website", "halvorsen.example"))
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(press("P"), see("Account › Halvorsen Freight", "attempted 0 of 1 known; target 5", "Tor Lind", "never tried"))
	s.play(press("m"), write("atlas water"), see("a company that has no lead yet"), press("enter"), see("to atlas water, which gets a lead", "(●) goes along"),
		write("COO"), press("ctrl+s"), see("Tor Lind has left for atlas water"))
	s.play(press("esc"), press("esc"), press("2", "/", "ctrl+u"), write("atlas"), press("enter"), see("atlas water", "Tor Lind"))
	s.play(press("enter"), see("Leads › atlas water", "COO"), press("P"), see("tor@privat.example"), hide("0143"), press("esc"), press("esc"))
	s.play(press("u"), see("Moved a contact at Halvorsen Freight"), press("u"))
	s.play(press("2", "/", "ctrl+u"), write("atlas"), hide("atlas water, "), press("ctrl+u"), press("enter"))
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(press("P"), see("Tor Lind", "standard 1/12, today", "tor@privat.example"), hide("dead"))
}
