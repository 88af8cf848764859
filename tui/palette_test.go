package tui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/kit"
	"ripen/tui/nav"
)

// pick opens the palette, types, and takes what stands first.
func (c *console) pick(text string) {
	c.press("ctrl+k")
	c.typing(text)
	c.press("enter")
}

// offering is a console of pages that offers all that a console can.
func offering(c func(what string) nav.Screen) tui.Options {
	o := tui.Options{
		Screens:  map[nav.Route]func() nav.Screen{},
		Desk:     func(msg nav.OpenLeadMsg) nav.Screen { return c("desk " + msg.Lead.String()) },
		Add:      func(_ nav.Route, text string) nav.Screen { return c("add " + text) },
		Inbound:  func(msg nav.InboundMsg) nav.Screen { return c(fmt.Sprintf("inbound %d %d", msg.Lead, msg.Contact)) },
		Account:  func(msg nav.AccountMsg) nav.Screen { return c("account " + msg.Lead.String()) },
		Settings: func() nav.Screen { return c("settings") },
		Lesson:   func() nav.Screen { return c("lesson") },
		Lists:    func(context.Context) ([]string, error) { return []string{"Intermodal \"fair\" 2026", "Inquiries"}, nil },
		Find: func(_ context.Context, text string) ([]kit.Command, error) {
			return []kit.Command{{ID: "L77", Title: "Found by " + text, Hint: "lead", Msg: nav.OpenLeadMsg{Lead: 77}}}, nil
		},
		Places: []tui.Place{{Title: "Report: retrospective of the week", Open: func() nav.Screen { return c("retrospective") }}},
	}
	for _, r := range nav.Routes() {
		o.Screens[r] = func() nav.Screen { return c(r.String()) }
	}
	return o
}

func TestThePaletteOpensWhateverHasAName(t *testing.T) {
	for text, want := range map[string]string{
		"add a lead": "add ", "inbound": "inbound 0 0", "settings": "settings", "lesson": "lesson", "retrospective": "retrospective", "hand-offs": "Hand-offs",
		"list intermodal": `leads list:"Intermodal fair 2026"`, "view hot": "leads owner:me status:working", "qq": "desk L77",
	} {
		var opened []string
		open := func(what string) nav.Screen {
			opened = append(opened, what)
			return &page{do: func(msg tea.Msg) tea.Cmd {
				if f, ok := msg.(nav.LeadsMsg); ok {
					opened = append(opened, "leads "+f.Filter)
				}
				return nil
			}}
		}
		c := bare(t, 80, 24, offering(open))
		c.session.Prefs = nav.NewPrefs(map[string]string{"leads/view/hot ones": "owner:me status:working"}, nil)
		c.pick(text)
		if got := opened[len(opened)-1]; got != want {
			t.Errorf("%s opened %q", text, got)
		}
	}
}

func TestThePaletteKnowsTheLeadOfTheDesk(t *testing.T) {
	var opened []string
	open := func(what string) nav.Screen { opened = append(opened, what); return &page{} }
	c := bare(t, 80, 24, offering(open))
	c.press("ctrl+k")
	c.typing("account")
	c.hides("its people, what each was told")
	c.press("esc")
	c.send(nav.OpenLeadMsg{Lead: 41})
	c.pick("account")
	if got := opened[len(opened)-1]; got != "account L41" {
		t.Errorf("opened %q", got)
	}
	c.press("esc")
	c.send(nav.AccountMsg{Lead: 42})
	c.press("esc", "esc")
	c.shows("1▸Today")
}

// A lead that is looked up in the midst of another leaves the other open.
func TestALeadIsFoundByThePaletteOverADesk(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "n")
	c.typing("half a sentence")
	c.press("enter", ":")
	c.typing("tamarack")
	c.shows("▌ Tamarack Foods", "lead, Ana Ruiz")
	c.press("enter")
	c.shows("Today › Tamarack Foods")
	c.hides("OUTCOME")
	c.pick("halvorsen freight") // it is open below: it comes up
	c.shows("Today › Halvorsen Freight", "1 of 10", "half a sentence")
	c.press("esc")
	c.shows("Today › Tamarack Foods")
	c.press("esc")
	c.shows("1▸Today")
}

func TestOneTypesOnWhileThePaletteLooksUp(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("ctrl+k")
	c.hold = true
	c.typing("orb")
	c.shows("› orb", "looking for leads…")
	c.typing("it fast")
	held := c.held
	c.hold, c.held = false, nil
	for i := len(held) - 1; i >= 0; i-- {
		c.do(held[i])
	}
	c.shows("Orbit Fasteners")
	c.hides("looking")
	c.press("esc", ":")
	for _, cmd := range held { // the answers of the palette before
		c.do(cmd)
	}
	c.hides("Orbit")
}

func TestWhatWasUsedLastComesFirstTomorrowToo(t *testing.T) {
	kept := map[string]string{}
	prefs := func() *nav.Prefs {
		return nav.NewPrefs(kept, func(key, value string) error { kept[key] = value; return nil })
	}
	with := func(_ *office, s *nav.Session) { s.Prefs = prefs() }
	c := start(t, 80, 24, peopled, with)
	c.pick("rest")
	c.press("esc", "j", "enter") // Nordlys
	c.press("esc", "j", "enter") // Quill
	c.press("esc")
	c = start(t, 80, 24, peopled, with)
	c.press("ctrl+k")
	lines := strings.Split(c.see(), "\n")
	for i, want := range []string{"▌ Quill & Sons Bindery", "Nordlys Cold Storage", "Rest"} {
		if !strings.Contains(lines[9+i], want) {
			t.Errorf("line %d is %q, not %q", 9+i, lines[9+i], want)
		}
	}
	c.press("down", "enter")
	c.shows("Today › Nordlys Cold Storage")
	c.press("ctrl+k")
	if first := strings.Split(c.see(), "\n")[9]; !strings.Contains(first, "Quill") {
		t.Errorf("the lead that is open is offered: %q", first)
	}
	if got := kept["palette/recent"]; !strings.HasPrefix(got, "L102 Nordlys Cold Storage\nL103 Quill & Sons Bindery\nRest") {
		t.Errorf("kept %q", got)
	}
}

// A day of many leads does not push the commands out of the recent ones.
func TestRecentLeadsAreFew(t *testing.T) {
	c := start(t, 80, 24, peopled, func(_ *office, s *nav.Session) { s.Prefs = nav.NewPrefs(nil, nil) })
	c.pick("skip")
	c.press("esc", "g")
	for range 9 {
		c.press("enter", "esc", "j")
	}
	lines := strings.Split(c.session.Prefs.Get("palette/recent"), "\n")
	if len(lines) != 5 || lines[4] != "Skip" || lines[0] != "L109 Quill & Sons Bindery L109" {
		t.Errorf("%q", lines)
	}
}

func TestRecentOnesThatCannotBeReadAreAsNone(t *testing.T) {
	for _, kept := range []string{"", "\n\n", "L", "L0 x", "L99999999999999999999 x", "\x1b[31mL1 \u202ered", "Lists\nL12\n L13 \tok"} {
		c := start(t, 80, 24, func(_ *office, s *nav.Session) {
			s.Prefs = nav.NewPrefs(map[string]string{"palette/recent": kept}, nil)
		})
		c.press("ctrl+k")
		c.shows("Skip")
		c.exact()
	}
}

func TestThePaletteSaysWhyNotAndKeepsIt(t *testing.T) {
	b := nav.Disable(key.NewBinding(key.WithKeys("ctrl+g"), key.WithHelp("ctrl+g", "graduate")), "budget is not stated yet")
	c := bare(t, 80, 24, one(&page{bindings: []key.Binding{b}}))
	c.press("ctrl+k")
	c.shows("Graduate", "budget is not stated yet", "ctrl+g")
	c.typing("grad")
	c.press("enter")
	c.shows("! Graduate: budget is not stated yet")
}

func TestListsThatCannotBeReadDoNotSpoilThePalette(t *testing.T) {
	c := start(t, 80, 24, func(o *office, _ *nav.Session) { o.readErr = model.Errorf(model.Internal, "database is locked") })
	c.press("ctrl+k")
	c.shows("Commands", "Today")
	c.typing("tam")
	c.shows("leads could not be looked up")
	c.hides("database is locked")
}

func TestHelpBeginsWithWhatHasTheKeys(t *testing.T) {
	c := start(t, 120, 40, peopled)
	c.press("enter")
	first := func() string { return strings.TrimSpace(strings.Split(c.see(), "\n")[2]) }
	for _, step := range []struct{ keys, want string }{{"?", "Attributes"}, {"esc p ?", "People"}, {"esc esc tab tab ?", "Cadence"}} {
		c.press(strings.Fields(step.keys)...)
		if got := first(); !strings.HasPrefix(got, step.want) {
			t.Errorf("after %s the help begins with %q", step.keys, got)
		}
	}
	c.press("/")
	c.typing("graduate")
	c.shows("ctrl+g")
	c.hides("buying role")
}

// An outcome is two keys on the desk, and one line of the palette.
func TestThePalettePressesTheKeyBeforeToo(t *testing.T) {
	c := start(t, 80, 24, peopled)
	c.press("enter", "ctrl+k")
	c.typing("outcome no answer")
	c.shows("▌ Outcome: no answer", "o n")
	c.press("enter")
	c.shows("OUTCOME by phone", "then:")
	c.press("esc", "esc", "ctrl+k")
	c.typing("inbound")
	c.press("enter")
	c.shows("Who calls", "Mia Halvorsen, CFO")
}
