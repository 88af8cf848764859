package account_test

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/tui/nav"
)

func TestTheAccountSaysHowFarOneHasCome(t *testing.T) {
	r := open(t, &office{desk: halvorsen()}, nil, 120, 38)
	r.Shows("Halvorsen Freight · halvorsen.example · Boston", "$82M, 340 employees", "attempted 3 of 4 known; target 5", "! unknown time zone",
		"Mia Halvorsen, CFO · decision maker", "standard 5/9, callback today", "resting until 3 Dec", "in no cadence", "do not contact", "never tried",
		"tried 4, last 19 Nov", "positive", "left")
	// Of the person under the cursor: told by date and way, said with quotes.
	r.Shows("8 Oct  letter, “Three docks, one clock”", "29 Sep  e-mail, “One question about", "24 Sep  voicemail \"said", "answers the letter", "It costs us two million")
	r.Hides("20 Nov") // taken back
	r.Press("j")
	r.Shows("call, gatekeeper blocked", "On leave until Monday.", "decision makers", "tor@halvorsen.example")
	r.Hides("Three docks")
}

func TestTheCursorStaysOnItsPerson(t *testing.T) {
	o := &office{desk: halvorsen()}
	r := open(t, o, nil, 120, 38)
	r.Press("j", "j")
	o.desk.Contacts = append([]model.Contact{{ID: 30, Name: "Siv Moe", Rank: -1}}, o.desk.Contacts...)
	r.Do(r.Screen.(interface{ Refresh() tea.Cmd }).Refresh())
	r.Press("enter")
	if msg, ok := r.Last().(nav.OpenLeadMsg); !ok || msg.Contact != 9 || msg.Lead != 41 {
		t.Fatalf("%#v", r.Last())
	}
}

func TestAPersonGoesToALeadThatIsFoundAsOneTypes(t *testing.T) {
	o := &office{desk: halvorsen(), leads: nordlys(), result: model.Result{Effects: []string{"Mia Halvorsen has left for Nordlys Cold Storage"}}}
	r := open(t, o, drawer{}, 80, 22)
	r.Press("m")
	r.Type("nordlys")
	r.Shows("▸ Nordlys Cold Storage  L52, Albany, NY, working, Tom")
	r.Hides("Nordlys Seafood", "Nordlys of Halvorsen") // closed, and the lead in hand
	r.Press("enter")
	r.Shows("to Nordlys Cold Storage (L52)")
	r.Type("COO")
	r.Press("tab", "y", "ctrl+s")
	if len(o.moved) != 1 || o.moved[0].LeadID != 52 || o.moved[0].Company != "" || o.moved[0].ContactID != 7 || o.moved[0].Title != "COO" ||
		!slices.Equal(o.moved[0].Keep, []model.PointID{1, 4}) {
		t.Fatalf("%+v", o.moved)
	}
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "has left for Nordlys") {
		t.Fatalf("%#v", r.Last())
	}
	r.Hides("goes to")
}

func TestAPersonGoesToACompanyThatIsNew(t *testing.T) {
	o := &office{desk: halvorsen(), leads: nordlys()}
	r := open(t, o, nil, 80, 22)
	r.Press("m")
	r.Type("nordlys marine")
	r.Shows("nordlys marine  a company that has no lead yet")
	r.Press("enter", "ctrl+s")
	if len(o.moved) != 1 || o.moved[0].LeadID != 0 || o.moved[0].Company != "nordlys marine" || !slices.Equal(o.moved[0].Keep, []model.PointID{4}) {
		t.Fatalf("%+v", o.moved)
	}
	// Typed in part, the new company is a choice and not an accident.
	r.Press("m")
	r.Type("nordl")
	r.Press("down", "enter")
	r.Shows("to nordl, which gets a lead")
	r.Press("esc")
	r.Shows("▸ Nordlys Cold Storage")
}

func TestWhatIsTypedIsKept(t *testing.T) {
	d := drawer{}
	o := &office{desk: halvorsen(), leads: nordlys(), refuse: model.Errorf(model.Refused, "L52 is closed meanwhile; pick another.")}
	r := open(t, o, d, 80, 22)
	r.Press("m")
	r.Type("cold")
	r.Press("enter")
	r.Type("COO")
	r.Press("ctrl+s")
	r.Shows("L52 is closed meanwhile", "COO")
	r.Press("esc", "esc", "+")
	r.Type("Siv Moe")
	r.Press("tab")
	r.Type("buyer")
	// The console is killed here: another one has all of it.
	again := open(t, o, d, 80, 22)
	again.Press("+")
	again.Shows("as you left it", "Siv Moe", "buyer")
	again.Press("esc", "m")
	again.Shows("as you left it", "▸ Nordlys Cold Storage")
	again.Press("enter")
	again.Shows("COO")
	again.Press("esc", "esc", "j", "m") // about somebody else it is not
	again.Hides("as you left it", "cold")
	again.Press("esc")
	// Recorded, it is gone.
	o.refuse = nil
	again.Press("+", "ctrl+s")
	if len(o.added) != 1 || o.added[0].Name != "Siv Moe" || o.added[0].Title != "buyer" || o.added[0].LeadID != 41 {
		t.Fatalf("%+v", o.added)
	}
	if _, ok := d["account/L41/add"]; ok || len(d["account/L41/move"]) == 0 {
		t.Fatalf("%v", d)
	}
}

func TestWithoutDraftsLeavingAsks(t *testing.T) {
	r := open(t, &office{desk: halvorsen()}, nil, 80, 22)
	u := r.Screen.(nav.Unsaved)
	if dirty, _ := u.Dirty(); dirty {
		t.Fatal("nothing is typed")
	}
	r.Press("+")
	r.Type("Siv")
	if dirty, what := u.Dirty(); !dirty || what != "the new person" {
		t.Fatal(dirty, what)
	}
}

func TestWhatTheKeysDo(t *testing.T) {
	for name, v := range map[string]struct {
		keys []string
		want model.Choice
	}{
		"left, at once":         {[]string{"L"}, model.Choice{Verb: model.MarkLeft, LeadID: 41, ContactID: 7}},
		"a cadence is stopped":  {[]string{"E", "enter"}, model.Choice{Verb: model.StopEnrolment, LeadID: 41, ContactID: 7, EnrolmentID: 1, Reason: "stopped on the account"}},
		"a paused one goes on":  {[]string{"j", "E", "enter"}, model.Choice{Verb: model.ResumeEnrol, LeadID: 41, ContactID: 8, EnrolmentID: 2}},
		"or is stopped":         {[]string{"j", "E", "s", "enter"}, model.Choice{Verb: model.StopEnrolment, LeadID: 41, ContactID: 8, EnrolmentID: 2, Reason: "stopped on the account"}},
		"who is in none is in":  {[]string{"j", "j", "E", "enter"}, model.Choice{Verb: model.Enrol, LeadID: 41, ContactID: 9, Cadence: "standard"}},
		"in another by its key": {[]string{"j", "j", "E", "a", "enter"}, model.Choice{Verb: model.Enrol, LeadID: 41, ContactID: 9, Cadence: "long-term"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := &office{desk: halvorsen()}
			r := open(t, o, nil, 80, 22)
			r.Press(v.keys...)
			if len(o.chosen) != 1 || o.chosen[0] != v.want {
				t.Fatalf("%+v\n%s", o.chosen, r.See())
			}
		})
	}
	o := &office{desk: halvorsen()}
	r := open(t, o, nil, 80, 22)
	r.Press("j", "t", "c", "enter")
	if len(o.set) != 1 || o.set[0]["role"] != "champion" || o.set[0]["contact"] != "C8" {
		t.Fatalf("%+v", o.set)
	}
}

func TestAKeyThatDoesNotFitSaysWhy(t *testing.T) {
	for name, v := range map[string]struct {
		keys []string
		says string
	}{
		"enrol who asked not to be": {[]string{"j", "j", "j", "E"}, "asked not to be contacted"},
		"enrol who has left":        {[]string{"G", "E"}, "has left"},
		"mark as left who has":      {[]string{"G", "L"}, "has left already"},
	} {
		t.Run(name, func(t *testing.T) {
			o := &office{desk: halvorsen()}
			r := open(t, o, nil, 80, 22)
			r.Press(v.keys...)
			if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, v.says) || len(o.chosen) > 0 {
				t.Fatalf("%#v", r.Last())
			}
		})
	}
	d := halvorsen()
	d.Contacts = []model.Contact{{ID: 12, Name: "switchboard"}}
	r := open(t, &office{desk: d}, nil, 80, 22)
	r.Press("m")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "nobody") {
		t.Fatalf("%#v", r.Last())
	}
	d.Contacts = nil
	r = open(t, &office{desk: d}, nil, 80, 22)
	r.Shows("Nobody is known here yet: + adds a person.")
	r.Press("enter")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "+ adds a person") {
		t.Fatalf("%#v", r.Last())
	}
}

// do-not-contact does not keep anybody from going elsewhere: it goes along.
func TestWhoAskedNotToBeContactedMayGoElsewhere(t *testing.T) {
	o := &office{desk: halvorsen(), leads: nordlys()}
	r := open(t, o, nil, 80, 22)
	r.Press("j", "j", "j", "m")
	r.Type("cold")
	r.Press("enter", "ctrl+s")
	if len(o.moved) != 1 || o.moved[0].ContactID != 11 {
		t.Fatalf("%+v", o.moved)
	}
}

func TestEscIsOneLevel(t *testing.T) {
	r := open(t, &office{desk: halvorsen(), leads: nordlys()}, nil, 80, 22)
	r.Press("tab", "j", "esc")
	if r.Last() != nil {
		t.Fatalf("%#v", r.Last())
	}
	r.Press("esc")
	if _, ok := r.Last().(nav.PopMsg); !ok {
		t.Fatalf("%#v", r.Last())
	}
}

func TestTheMousePicksAndOpens(t *testing.T) {
	r := open(t, &office{desk: halvorsen()}, nil, 120, 38)
	click := func(x, y int) {
		r.Do(r.Screen.Update(tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}))
	}
	line := slices.IndexFunc(strings.Split(r.See(), "\n"), func(s string) bool { return strings.Contains(s, "Beth Amos") })
	click(3, line)
	r.Shows("▌Beth Amos", "Beth Amos, dock manager  user")
	click(3, line+1)
	if msg, ok := r.Last().(nav.OpenLeadMsg); !ok || msg.Contact != 9 {
		t.Fatalf("%#v", r.Last())
	}
}

func TestALeadThatCannotBeRead(t *testing.T) {
	o := &office{deskErr: model.Errorf(model.NotFound, "There is no lead L41.")}
	r := open(t, o, nil, 80, 22)
	r.Shows("There is no lead L41.")
	r.Press("j", "m", "+")
	r.Exact()
	o.deskErr, o.desk = nil, halvorsen()
	r.Do(r.Screen.(interface{ Refresh() tea.Cmd }).Refresh())
	r.Shows("Mia Halvorsen")
	o.deskErr = model.Errorf(model.Internal, "gone")
	r.Do(r.Screen.(interface{ Refresh() tea.Cmd }).Refresh())
	r.Shows("Mia Halvorsen") // what is known stays
}

func TestALateSearchIsDropped(t *testing.T) {
	o := &office{desk: halvorsen(), leads: nordlys()}
	r := open(t, o, nil, 80, 22)
	r.Press("m")
	r.Hold()
	r.Type("nor")
	r.Release(true)
	r.Shows("▸ Nordlys Cold Storage", "nor  a company")
}

// A piece that went out is told once, not also as queued and printed; one that
// still waits is.
func TestAPieceIsToldOnce(t *testing.T) {
	d := halvorsen()
	for i, o := range []model.Outcome{model.Queued, model.Printed} {
		d.Touches = append([]model.Touch{{ID: model.TouchID(20 + i), ContactID: 7, EnrolmentID: 1, Step: 4, At: on(10, 7, 9+i), Channel: model.Letter, Direction: model.Outbound, Outcome: o},
			{ID: model.TouchID(30 + i), ContactID: 7, EnrolmentID: 1, Step: 9, At: on(11, 21, 9+i), Channel: model.DirectMail, Direction: model.Outbound, Outcome: o}}, d.Touches...)
	}
	r := open(t, &office{desk: d}, nil, 120, 38)
	r.Shows("Three docks, one clock", "21 Nov  direct mail, printed")
	r.Hides("letter, printed", "queued")
}

func TestTheOtherLeadsOfTheCompanyAreOpened(t *testing.T) {
	o := &office{desk: halvorsen(), others: nordlys()[:1]}
	r := open(t, o, nil, 80, 22)
	r.Shows("also L52 Nordlys Cold Storage · working · Tom · o opens it")
	r.Press("o")
	if msg, ok := r.Last().(nav.OpenLeadMsg); !ok || msg.Lead != 52 || !msg.Over {
		t.Fatalf("%#v", r.Last())
	}
	o.others = nordlys()[:2]
	r = open(t, o, nil, 80, 22)
	r.Shows("and 1 more")
	r.Press("o", "b", "enter")
	if msg, ok := r.Last().(nav.OpenLeadMsg); !ok || msg.Lead != 53 {
		t.Fatalf("%#v", r.Last())
	}
	r.Hides("The other leads")
	r = open(t, &office{desk: halvorsen()}, nil, 80, 22)
	r.Press("o")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || !strings.Contains(toast.Text, "no other lead") {
		t.Fatalf("%#v", r.Last())
	}
}
