package tui_test

import (
	"errors"
	"strings"
	"testing"

	"ripen/model"
	"ripen/tui/nav"
)

func TestAnErrorIsToldByItsSentence(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	c.send(nav.ErrMsg{Err: model.Errorf(model.Closed, "Atlas Water may be called from 11:00 on")})
	c.shows("Atlas Water may be called from 11:00 on.")
	if c.log.Len() > 0 {
		t.Error("a refusal was logged as a failure")
	}
	c.send(nav.ErrMsg{Err: errors.New("disk I/O error (5)")})
	c.shows("Ripen failed at this", "the log says more")
	c.hides("disk I/O")
	if !strings.Contains(c.log.String(), "disk I/O error (5)") {
		t.Errorf("the log: %q", c.log)
	}
	c.send(nav.ErrMsg{Err: &model.Error{Code: model.Internal, Message: "SQL logic error near x", Err: errors.New("near x: syntax error")}})
	c.hides("SQL")
	if !strings.Contains(c.log.String(), "near x: syntax error") {
		t.Errorf("the cause is not in the log: %q", c.log)
	}
	long := "The playbook refuses: " + strings.Repeat("budget is listed and stated is needed; ", 3) + "name a next step"
	c.send(nav.ErrMsg{Err: model.Errorf(model.Gated, "%s", long)})
	c.exact()
	c.shows("The playbook refuses", "next step.")
	p.got = nil
	c.press("j")
	if keysOf(p) != "j" {
		t.Error("a toast takes keys")
	}
}

// A toast stands in the footer's place; one that takes more lines has the screen
// give them up, so that nothing of the screen is ever covered.
func TestAToastCoversNothing(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	say := func(kind nav.Kind, text string) { c.send(nav.ToastMsg{Kind: kind, Text: text}) }
	say(nav.Good, "no answer · call Wed 25 Nov")
	if p.h != 22 || strings.Count(c.see(), strings.Repeat(".", 80)) != 22 {
		t.Errorf("a short toast takes lines of the screen: %d\n%s", p.h, c.see())
	}
	say(nav.Warn, strings.Repeat("budget is listed and stated is needed; ", 5)+"that is all")
	if n := strings.Count(c.see(), strings.Repeat(".", 80)); p.h != n || p.h >= 22 || p.h < 19 {
		t.Errorf("%d lines for the page, %d of them seen\n%s", p.h, n, c.see())
	}
	c.exact()
	c.shows("that is all")
	say(nav.Info, "short again")
	if p.h != 22 {
		t.Errorf("the lines were not given back: %d", p.h)
	}
	c.resize(60, 20)
	say(nav.Bad, strings.Repeat("long ", 90))
	c.exact()
}

// The next key takes a good word away: it was read, and the keys that matter
// now stand there again. What went wrong stays its time.
func TestAKeyTakesAGoodWordAway(t *testing.T) {
	p := &page{}
	c := bare(t, 80, 24, one(p))
	for _, kind := range []nav.Kind{nav.Good, nav.Info} {
		c.send(nav.ToastMsg{Kind: kind, Text: "It is recorded."})
		c.shows("It is recorded.")
		c.press("j")
		c.hides("It is recorded.")
	}
	c.send(nav.ToastMsg{Kind: nav.Warn, Text: "It is refused."})
	c.press("j")
	c.shows("It is refused.")
}
