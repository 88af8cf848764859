package tui_test

import (
	"testing"

	"ripen/tui"
	"ripen/tui/desk"
	"ripen/tui/internal/pagetest"
)

// keeping opens a console that keeps drafts in d: one after another with the
// same d are one person's, the one before having been killed.
func keeping(t *testing.T, d pagetest.Drafts) *console {
	c := start(t, 100, 30)
	c.open(tui.Screens(c.session, c.office, desk.Options{Drafts: d}, false), 100, 30)
	return c
}

func TestWhatWasTypedOutlivesAKill(t *testing.T) {
	for name, form := range map[string]struct {
		open  []string
		text  string
		shown []string
		done  []string // keys that record it
	}{
		"a new lead":  {[]string{"2", "+"}, "Kestrel Marine", []string{"Kestrel Marine", "as you left it"}, []string{"ctrl+s"}},
		"a skip":      {[]string{"s", "o"}, "their line is on our own list", []string{"their line is on our own list"}, []string{"enter"}},
		"why it rest": {[]string{"r"}, "1 mar", []string{"1 mar"}, []string{"tab", "x", "ctrl+s"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := pagetest.Drafts{}
			c := keeping(t, d)
			c.press(form.open...)
			c.typing(form.text)
			if len(d) != 1 {
				t.Fatalf("kept %v", d)
			}
			c = keeping(t, d)
			c.press(form.open...)
			c.shows(form.shown...)
			c.press("ctrl+c")
			if !c.quit {
				t.Errorf("what is kept is called unsaved:\n%s", c.see())
			}
			c.press(form.done...)
			if len(d) != 0 {
				t.Errorf("recorded, and still kept: %v\n%s", d, c.see())
			}
		})
	}
}

func TestANewLeadIsBegunAfresh(t *testing.T) {
	d := pagetest.Drafts{}
	c := keeping(t, d)
	c.press("2", "+")
	c.typing("Kestrel Marine")
	c.press("esc")
	c.hides("A new lead")
	c.press("+")
	c.shows("Kestrel Marine", "ctrl+x begins with an empty one")
	c.send(keyMsg("ctrl+x"))
	c.hides("Kestrel Marine")
	if len(d) != 0 {
		t.Errorf("thrown away, and still kept: %v", d)
	}
}
