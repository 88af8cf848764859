package tui_test

import (
	"testing"

	"ripen/tui/lesson"
	"ripen/tui/nav"
)

// newcomer is somebody who has never answered whether he wants the lesson; kept
// is what was written of him.
func newcomer(t *testing.T, change ...func(*office, *nav.Session)) (c *console, kept map[string]string) {
	kept = map[string]string{}
	first := func(_ *office, s *nav.Session) {
		s.Prefs = nav.NewPrefs(nil, func(k, v string) error { kept[k] = v; return nil })
	}
	return start(t, 80, 24, append([]func(*office, *nav.Session){first}, change...)...), kept
}

const offer = "New here? l five short steps teach Ripen"

func TestTheLessonIsOfferedAndCoversNothing(t *testing.T) {
	c, kept := newcomer(t)
	c.shows(offer, "1▸Today", "Halvorsen Freight", "? keys")
	c.fits()
	c.press("l")
	c.shows("Lesson › Today, and why in this order", "1 of 5")
	c.hides(offer)
	c.press("j", "d", "o", "8", "u")
	c.shows("1▸Today", "Halvorsen Freight")
	c.hides(offer, "Lesson")
	if kept[lesson.Pref] != lesson.Done {
		t.Fatal(kept)
	}
}

// Whoever begins to work is not held up: the first key does what it does.
func TestAnyOtherKeyJustWorks(t *testing.T) {
	c, kept := newcomer(t)
	c.press("enter")
	c.shows("Today › Halvorsen Freight")
	c.press("esc")
	c.hides(offer)
	if kept[lesson.Pref] != lesson.Skipped {
		t.Fatal(kept)
	}
	c, _ = newcomer(t)
	c.press("2")
	c.shows("2▸Leads")
	c.hides(offer)
	c, _ = newcomer(t)
	c.press("q")
	if !c.quit {
		t.Fatal("q does not leave")
	}
}

// A look at the shell answers nothing: the screen is as it was.
func TestAShellInBetweenLeavesTheOffer(t *testing.T) {
	c, kept := newcomer(t)
	c.press("ctrl+z")
	c.shows(offer)
	if !c.suspended || kept[lesson.Pref] != "" {
		t.Fatal(c.suspended, kept)
	}
}

func TestWhoHasAnsweredIsNotAsked(t *testing.T) {
	for _, answer := range []string{lesson.Done, lesson.Skipped} {
		c := start(t, 80, 24, func(_ *office, s *nav.Session) {
			s.Prefs = nav.NewPrefs(map[string]string{lesson.Pref: answer}, nil)
		})
		c.hides(offer)
		c.press("l") // on Today it is no key
		c.hides("1 of 5")
	}
}

// In the midst of it a key of the work ends it and does what it does.
func TestAKeyOfTheWorkEndsTheLesson(t *testing.T) {
	for key, sees := range map[string]string{"s": "Skip Halvorsen", "2": "2▸Leads", "ctrl+k": "Add a lead", "?": "Today"} {
		t.Run(key, func(t *testing.T) {
			c, kept := newcomer(t)
			c.press("l", "enter", key)
			c.hides("2 of 5")
			c.shows(sees)
			if kept[lesson.Pref] != lesson.Skipped {
				t.Fatal(kept)
			}
		})
	}
	c, _ := newcomer(t)
	c.press("l", "enter", "q")
	c.shows("1▸Today")
	if c.quit {
		t.Fatal("q in the lesson leaves Ripen")
	}
}

func TestTheLessonIsReplayed(t *testing.T) {
	c := start(t, 80, 24)
	c.press("ctrl+k")
	c.typing("lesson")
	c.shows("Lesson: the five steps")
	c.press("enter")
	c.shows("1 of 5")
	c.press("esc")
	c.shows("1▸Today")
	// And on an empty database, where nobody is asked.
	c = start(t, 80, 24, func(o *office, s *nav.Session) { o.empty = true; s.Prefs = nav.NewPrefs(nil, nil) })
	c.hides(offer)
	c.press("l")
	c.shows("1 of 5")
	c.press("esc")
	c.shows("Nothing to work on yet")
}

// The account is opened on a desk, and the desk on one of its people over it: it
// is the same desk, and esc comes back to the account, and from there to the day.
func TestTheAccountOfADesk(t *testing.T) {
	c := start(t, 120, 40)
	c.press("enter", "P")
	c.shows("Account › Halvorsen Freight", "PEOPLE")
	c.press("esc")
	c.shows("Today › Halvorsen Freight")
	c.press("P")
	if len(c.office.desks[c.office.page.Items[0].LeadID].Contacts) == 0 {
		t.Fatal("nobody is there to be opened")
	}
	c.press("enter")
	c.shows("Today › Halvorsen Freight")
	c.press("esc")
	c.shows("Account › Halvorsen Freight")
	c.press("enter", "P") // to and fro: each stands there once
	c.shows("Account › Halvorsen Freight")
	c.press("esc")
	c.shows("Today › Halvorsen Freight")
	c.press("esc")
	c.shows("1▸Today")
}

// The next lead of the day takes the account away with the desk that stood on it.
func TestTheNextLeadLeavesTheAccountBehind(t *testing.T) {
	c := start(t, 120, 40)
	c.press("enter", "P", "enter")
	next := c.office.page.Items[1]
	c.send(nav.OpenLeadMsg{Lead: next.LeadID, Position: 2, Of: 10})
	c.hides("Halvorsen Freight")
	c.press("esc")
	c.shows("1▸Today")
}
