package team_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/team"
	"ripen/tui/theme"
)

func look(p termenv.Profile, name string) theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, name, true)
}

type office struct {
	members []model.MemberRow
	err     error
	next    func() []model.MemberRow // what the next load comes to, where it is not members
	loads   int
}

func (o *office) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	o.loads++
	if o.next != nil {
		return o.next(), nil
	}
	return o.members, o.err
}

func member(id model.MemberID, name string, role model.Role, leads, due, done, target, callbacks, skips int) model.MemberRow {
	return model.MemberRow{Member: model.Member{ID: id, Name: name, Role: role, Zone: "America/Chicago", Region: "US-IL", Active: true, Target: target},
		Leads: leads, Due: due, Done: done, Callbacks: callbacks, Skips: skips}
}

func team6() []model.MemberRow {
	gone := member(8, "Hugo Lam", model.Specialist, 40, 9, 0, 60, 0, 0)
	gone.Active = false
	return []model.MemberRow{
		member(5, "Beth Amos", model.Sales, 0, 0, 0, 0, 0, 0), member(2, "Ines Castillo", model.Specialist, 118, 61, 12, 60, 3, 4),
		member(90, "Omar Reyes", model.TeamLead, 22, 5, 9, 20, 0, 0), member(1, "Dana Ortiz", model.Specialist, 104, 53, 31, 60, 2, 0),
		member(3, "Priya Nair", model.Specialist, 97, 40, 63, 60, 0, 1), gone, member(7, "Mel Stone", model.Marketing, 0, 0, 0, 0, 0, 0),
	}
}

func open(t testing.TB, o *office, w, h int) *pagetest.Run {
	return pagetest.Open(t, team.New(pagetest.Session(look(termenv.Ascii, "mono")), o), w, h)
}

func TestTheTeam(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 40}} {
		open(t, &office{members: team6()}, s[0], s[1]).Golden(fmt.Sprintf("team-%dx%d", s[0], s[1]))
	}
}

func TestByRoleThenName(t *testing.T) {
	r := open(t, &office{members: team6()}, 80, 40)
	seen, last := r.See(), -1
	for _, s := range []string{"SPECIALISTS (3)", "Dana Ortiz", "Ines Castillo", "Priya Nair", "TEAM LEADS (1)", "Omar Reyes (you)", "SALES (1)", "MARKETING (1)", "AWAY (1)", "Hugo Lam"} {
		at := strings.Index(seen, s)
		if at <= last {
			t.Errorf("%q stands at %d, after %d:\n%s", s, at, last, seen)
		}
		last = at
	}
	r.Shows("31/60", "63/60", "105 %", "team 115/200", "159 due · 5 callbacks · 5 skips")
}

func TestThePersonUnderTheCursor(t *testing.T) {
	r := open(t, &office{members: team6()}, 80, 24)
	r.Shows("specialist · 09:42 in Chicago, US-IL", "104 leads open, 53 due today, 2 callbacks waiting.", "31 of 60 touches done today, 29 to go.")
	r.Press("j")
	r.Shows("4 leads were skipped today")
	r.Press("j")
	r.Shows("Today's target of 60 is reached: 63 done.")
	r.Press("j", "j")
	r.Shows("4 shows the hand-offs")
	r.Press("/")
	r.Type("hugo")
	r.Shows("specialist · 09:42 in Chicago, US-IL · away")
	r.Press("enter", "esc")
	r.Shows("Ines Castillo")
}

func TestEmptyFailedAndFresh(t *testing.T) {
	open(t, &office{}, 80, 24).Shows("Nobody is here yet: ripen user add brings people in")
	open(t, &office{err: model.Errorf(model.Forbidden, "Only the team reads this; ask an admin")}, 80, 24).Shows("Only the team reads this; ask an admin")
	at := pagetest.Now
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Clock = func() time.Time { return at }
	o := &office{members: team6()}
	r := pagetest.Open(t, team.New(s, o), 80, 24)
	at = at.Add(90 * time.Second)
	r.Do(r.Screen.Update(nav.TickMsg{At: at}))
	if o.loads != 2 {
		t.Errorf("loaded %d times after a minute and a half", o.loads)
	}
	r.Shows("09:43 in Chicago")
}

func TestALateAnswerIsDropped(t *testing.T) {
	o := &office{members: team6()}
	r := open(t, o, 80, 24)
	r.Hold()
	screen := r.Screen.(*team.Screen)
	r.Do(screen.Refresh())
	r.Do(screen.Refresh())
	o.next = func() []model.MemberRow { // the second question is answered first
		o.next = team6
		return team6()[:2]
	}
	r.Release(true)
	r.Shows("Ines Castillo")
	r.Hides("Priya Nair")
}

func TestEveryFrameFits(t *testing.T) {
	hostile := team6()
	for i, name := range pagetest.Hostile() {
		if i < len(hostile) {
			hostile[i].Name, hostile[i].Zone, hostile[i].Region = name, name, model.Region(name)
			hostile[i].Leads, hostile[i].Done = 123456789, 98765432
		}
	}
	for what, rows := range map[string][]model.MemberRow{"team": team6(), "hostile": hostile, "empty": nil} {
		for name, th := range map[string]theme.Theme{"mono": look(termenv.Ascii, "mono"), "dark": look(termenv.TrueColor, "dark")} {
			t.Run(what+" "+name, func(t *testing.T) {
				r := pagetest.Open(t, team.New(pagetest.Session(th), &office{members: rows}), 80, 24)
				r.Sweep()
				r.Press("tab")
				r.Sweep()
			})
		}
	}
}
