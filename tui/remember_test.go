package tui_test

import (
	"testing"
	"time"

	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/nav"
)

// again is the console of the same person, started anew: only what is
// remembered is left. days pass in between.
func (c *console) again(days int) *console {
	kept := map[string]string{}
	for _, k := range c.session.Prefs.Keys("") {
		kept[k] = c.session.Prefs.Get(k)
	}
	c.session.Prefs = nav.NewPrefs(kept, nil)
	next := &console{t: c.t, office: c.office, session: c.session, log: c.log, now: c.now.AddDate(0, 0, days)}
	next.session.Clock = func() time.Time { return next.now }
	next.open(tui.Screens(next.session, c.office, desk.Options{}, false), c.w, c.h)
	return next
}

func TestTheScreenLeftLastIsOpenedAgain(t *testing.T) {
	c := dressed(t, 80, 24, nil)
	c.press("6")
	c = c.again(0)
	c.shows("6▸Lists", "Intermodal fair 2026")
	c.press("esc")
	c.shows("1▸Today", "Halvorsen Freight")
	c.press("2")
	c = c.again(1)
	c.shows("1▸Today") // a new day begins with it
}

func TestFiltersAreRemembered(t *testing.T) {
	c := dressed(t, 80, 24, nil)
	c.press("6", "/", "w", "e", "b", "enter", "8", "/", "o", "m", "a", "r", "enter", "1", "/", "a", "t", "l", "a", "s", "enter")
	c = c.again(0)
	c.shows("Atlas Water", "/ atlas")
	c.hides("Tamarack")
	c.press("6")
	c.shows("Web inquiries", "/ web")
	c.hides("(taken back)")
	c.press("esc", "8")
	c.shows("Omar Reyes")
	c.hides("Ines Falk")
	c = c.again(1)
	c.shows("Tamarack Foods") // the day's filter goes with the day
	c.press("6")
	c.shows("(taken back)") // it was taken away
	c.press("8")
	c.hides("Ines Falk")
}
