package handoffs_test

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
	"ripen/tui/handoffs"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func look(p termenv.Profile, name string) theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, name, true)
}

type office struct {
	rows   []model.HandoffRow
	err    error
	refuse error
	next   func() []model.HandoffRow // what the next loads come to, where it is not rows
	loads  int
	desks  []model.LeadID
	acts   []model.HandoffAct
}

func (o *office) Handoffs(context.Context, model.Actor, model.HandoffState, model.MemberID) ([]model.HandoffRow, error) {
	o.loads++
	if o.next != nil {
		return o.next(), nil
	}
	return append([]model.HandoffRow{}, o.rows...), o.err
}

// Desk has the record of a hand-off that the list came without.
func (o *office) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	o.desks = append(o.desks, lead)
	d := model.Desk{}
	for _, r := range o.rows {
		if r.LeadID == lead && r.State != model.Submitted {
			r.Events = []model.HandoffEvent{{Event: "submit", At: pagetest.Now.Add(-time.Hour), ByName: "Dana Ortiz"}}
			r.Dossier = "# " + r.Company + "\n\nFetched with the desk.\n"
			d.Handoffs = append(d.Handoffs, r.Handoff)
		}
	}
	return d, nil
}

func (o *office) Handoff(_ context.Context, _ model.Actor, a model.HandoffAct) (model.Result, error) {
	o.acts = append(o.acts, a)
	return model.Result{}, o.refuse
}

const dossier = `# Tern Marine, handed to Beth Amos

Delivered 23 Nov 2026 · playbook 3

## Next step

- **Visit:** Thu 3 Dec 2026, 10:00 EST with J. Maier, COO

## The ten attributes

| # | attribute | rung | what was said |
| --- | --- | --- | --- |
| 6 | pain | ● confirmed | dock delays cost \$2M a year |
| 8 | budget | ◐ stated | "It is in next year's plan\." |

## History

1. 24 Sep: call, voicemail left
2. 29 Sep: e\-mail, "dock delays"
`

func row(id model.HandoffID, company, owner, to string, state model.HandoffState, clock string) model.HandoffRow {
	r := model.HandoffRow{Company: company, Owner: owner, Clock: clock}
	r.Handoff = model.Handoff{ID: id, LeadID: model.LeadID(id + 1000), To: to, ToID: 5, State: state, Value: 350_000_00, Currency: "USD",
		SubmittedAt: pagetest.Now.Add(-26 * time.Hour), Dossier: dossier,
		NextStep: model.NextStep{Kind: model.StepVisit, At: time.Date(2026, 12, 3, 15, 0, 0, 0, time.UTC)}}
	r.Events = []model.HandoffEvent{{Event: "submit", At: r.SubmittedAt, ByName: owner}}
	if state != model.Submitted {
		r.DeliveredAt = pagetest.Now.Add(-24 * time.Hour)
		r.Events = append(r.Events, model.HandoffEvent{Event: "approve", At: r.DeliveredAt, ByName: "Omar Reyes"})
	} else {
		r.Dossier = ""
	}
	return r
}

func season() []model.HandoffRow {
	leak := row(1, "Tern Marine", "Ines Castillo", "Beth Amos", model.Delivered, "leaking since Mon 16:00")
	leak.Leaking, leak.Warned = true, true
	warned := row(2, "Pike Metals", "Omar Reyes", "Carl Voss", model.Delivered, "accept by today 15:00")
	warned.Warned, warned.AcceptBy = true, pagetest.Now.Add(4*time.Hour)
	back := row(7, "Birch Hill Clinics", "Dana Ortiz", "Beth Amos", model.Rejected, "")
	back.Reason = "no-budget"
	back.Events = append(back.Events, model.HandoffEvent{Event: "reject", At: pagetest.Now.Add(-3 * time.Hour), ByName: "Beth Amos", Code: "no-budget",
		Attributes: []model.AttributeKey{model.Budget}, Note: "The CFO knows of no money for this year."})
	taken := row(9, "Grantham Cold Chain", "Omar Reyes", "Carl Voss", model.HAccepted, "")
	taken.OutcomeBy = time.Date(2027, 3, 14, 17, 0, 0, 0, time.UTC)
	later := row(3, "Lark & Finch", "Ines Castillo", "Beth Amos", model.Delivered, "accept by Wed 12:00")
	later.AcceptBy = pagetest.Now.Add(26 * time.Hour)
	return []model.HandoffRow{
		row(12, "Atlas Water", "Dana Ortiz", "Carl Voss", model.HWon, ""), taken, back,
		row(4, "Cobalt Packaging", "Dana Ortiz", "Beth Amos", model.Submitted, "approve by today 14:00"), warned, leak,
		later, row(13, "Redwood Transit", "Omar Reyes", "Beth Amos", model.HLost, ""),
	}
}

func open(t testing.TB, o *office, w, h int) *pagetest.Run {
	return pagetest.Open(t, handoffs.New(pagetest.Session(look(termenv.Ascii, "mono")), o), w, h)
}

func TestTheScreen(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 40}} {
		name := fmt.Sprintf("-%dx%d", s[0], s[1])
		r := open(t, &office{rows: season()}, s[0], s[1])
		r.Golden("list" + name)
		r.Press("enter")
		r.Golden("dossier" + name)
		r.Press("esc", "j", "j", "x", "n", "8")
		r.Golden("rejecting" + name)
	}
}

func TestWhatLeaksStandsFirst(t *testing.T) {
	r := open(t, &office{rows: season()}, 80, 40)
	seen, last := r.See(), -1
	for _, s := range []string{"LEAKING (1)", "! since Mon 16:00", "WAITING FOR APPROVAL (1)", "WAITING FOR ACCEPTANCE (2)", "! accept by today 15:00",
		"accept by Wed 12:00", "REJECTED (1)", "rejected: no budget", "ACCEPTED (1)", "outcome by", "CLOSED (2)"} {
		at := strings.Index(seen, s)
		if at <= last {
			t.Errorf("%q stands at %d, after %d:\n%s", s, at, last, seen)
		}
		last = max(at, last)
	}
	r.Shows("1 leaking", "1 to approve", "2 to accept", "1 past half")
}

func TestTheDossierIsRead(t *testing.T) {
	r := open(t, &office{rows: season()}, 80, 24)
	r.Press("enter")
	r.Shows("DOSSIER Tern Marine", "Tern Marine, handed to Beth Amos", "Visit: Thu 3 Dec 2026", "dock delays cost $2M a year", "1. 24 Sep: call, voicemail left", "e-mail")
	r.Hides("**", "\\", "| 6", "LEAKING")
	r.Press("esc")
	r.Shows("LEAKING")
	r.Press("j", "enter")
	r.Shows("The dossier is made when the lead is delivered: A approves it")
	r.Press("o")
	if got, ok := r.Last().(nav.OpenLeadMsg); !ok || got.Lead != 1004 {
		t.Errorf("o asks for %#v", r.Last())
	}
}

func TestARecordThatTheListLeavesOutIsFetched(t *testing.T) {
	o := &office{rows: season()}
	for i := range o.rows {
		o.rows[i].Events, o.rows[i].Dossier = nil, ""
	}
	r := open(t, o, 80, 24)
	r.Shows("submitted · Dana Ortiz")
	r.Press("enter")
	r.Shows("Fetched with the desk.")
}

// An ultra-wide window shows the dossier without being asked, below the record.
func TestTheDossierStandsBesideTheList(t *testing.T) {
	r := open(t, &office{rows: season()}, 160, 48)
	r.Shows("approved · Omar Reyes", "DOSSIER", "Delivered 23 Nov 2026", "dock delays cost", "WAITING FOR APPROVAL")
	r.Press("j")
	r.Shows("The dossier is made when the lead is delivered")
	r = open(t, &office{rows: season()}, 120, 40)
	r.Hides("Delivered 23 Nov 2026")
}

func TestAccepting(t *testing.T) {
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	r.Press("t")
	if len(o.acts) != 1 || o.acts[0].Event != "accept" || o.acts[0].HandoffID != 1 {
		t.Fatalf("acts %+v", o.acts)
	}
	if toast, ok := r.Last().(nav.ToastMsg); !ok || toast.Text != "Accepted: Tern Marine is now with sales." {
		t.Errorf("says %#v", r.Last())
	}
	o.refuse = model.Errorf(model.Refused, "Tern Marine was reclaimed meanwhile; its specialist has it")
	r.Press("t")
	if fail, ok := r.Last().(nav.ErrMsg); !ok || fail.Err != o.refuse {
		t.Errorf("a refusal says %#v", r.Last())
	}
}

func TestRejectingNamesWhatFailed(t *testing.T) {
	o := &office{rows: season(), refuse: model.Errorf(model.Refused, "Tern Marine was accepted meanwhile; return it with a reason instead")}
	r := open(t, o, 80, 24)
	r.Press("x")
	r.Shows("REJECT Tern Marine", "n no need", "o other")
	if !r.Screen.Capturing() {
		t.Fatal("the digits that name attributes would switch screens")
	}
	r.Press("f", "enter")
	r.Shows("Name what failed")
	r.Press("8", "0", "0", "7")
	r.Press("enter")
	r.Shows("7 process  8 budget")
	r.Hides("10 urgency", "0 urgency")
	r.Type("No money before 2028.")
	r.Press("enter")
	if len(o.acts) != 1 {
		t.Fatalf("acts %+v", o.acts)
	}
	a := o.acts[0]
	if a.Event != "reject" || a.Code != "no-fit" || fmt.Sprint(a.Attributes) != "[process budget]" || a.Note != "No money before 2028." {
		t.Errorf("act %+v", a)
	}
	r.Shows("Tern Marine was accepted meanwhile", "No money before 2028.")
	r.Press("esc", "esc", "esc")
	r.Shows("! since Mon 16:00")
	if dirty, what := r.Screen.(nav.Unsaved).Dirty(); !dirty || what != "the rejection that was begun" {
		t.Errorf("leaving loses it: %v %q", dirty, what)
	}
	r.Press("x", "f", "enter")
	r.Shows("No money before 2028.")
	o.refuse = nil
	r.Press("enter")
	r.Hides("REJECT Tern")
	if r.Screen.Capturing() {
		t.Error("it is still open")
	}
}

// A console that is killed amid a rejection finds its code, what failed and the
// words again.
func TestTheRejectionOutlivesAKill(t *testing.T) {
	o, d := &office{rows: season()}, pagetest.Drafts{}
	sit := func() *pagetest.Run {
		return pagetest.Open(t, handoffs.New(pagetest.Session(look(termenv.Ascii, "mono")), o).Keep(d), 80, 24)
	}
	r := sit()
	r.Press("x", "f", "8", "7", "enter")
	r.Type("No money before 2028.")
	r = sit()
	r.Press("x")
	r.Shows("why     no fit", "7 process  8 budget", "No money before 2028.")
	r.Press("enter")
	if len(o.acts) != 1 || fmt.Sprint(o.acts[0].Attributes) != "[process budget]" || len(d) != 0 {
		t.Errorf("acts %+v, still kept %v", o.acts, d)
	}
}

func TestARejectionForNoSubstanceNamesNothing(t *testing.T) {
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	r.Press("x", "o", "enter")
	r.Shows("The code other needs words")
	r.Hides("failed")
	r.Type("merged with a customer")
	r.Press("enter")
	if len(o.acts) != 1 || o.acts[0].Code != "other" || len(o.acts[0].Attributes) != 0 {
		t.Errorf("acts %+v", o.acts)
	}
}

func TestTheUsualFailureIsChosenAlready(t *testing.T) {
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	r.Press("x", "b", "enter", "enter")
	if len(o.acts) != 1 || fmt.Sprint(o.acts[0].Attributes) != "[budget]" {
		t.Errorf("acts %+v", o.acts)
	}
}

func TestApprovingAndSendingBack(t *testing.T) {
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	r.Press("j", "A")
	r.Answer("n")
	r.Press("A")
	r.Answer("y")
	r.Press("B")
	r.Type("who said urgency?")
	r.Press("enter")
	if len(o.acts) != 2 || o.acts[0].Event != "approve" || o.acts[0].HandoffID != 4 || o.acts[1].Event != "send-back" || o.acts[1].Note != "who said urgency?" {
		t.Errorf("acts %+v", o.acts)
	}
}

func TestKeysThatDoNothingSayWhy(t *testing.T) {
	why := func(r *pagetest.Run, key string) string {
		r.Press(key)
		toast, _ := r.Last().(nav.ToastMsg)
		return toast.Text
	}
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	if got := why(r, "A"); !strings.Contains(got, "does not wait for approval: it is waiting for sales") {
		t.Errorf("A: %q", got)
	}
	r.Press("j")
	if got := why(r, "t"); !strings.Contains(got, "Cobalt Packaging does not wait for sales: it is waiting for approval") {
		t.Errorf("t: %q", got)
	}
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Actor.Role, s.Actor.ID = model.Sales, 6
	r = pagetest.Open(t, handoffs.New(s, o), 80, 24)
	if got := why(r, "t"); !strings.Contains(got, "was delivered to Beth Amos") {
		t.Errorf("another's delivery: %q", got)
	}
	s.Actor.Role = model.Marketing
	r = pagetest.Open(t, handoffs.New(s, o), 80, 24)
	if got := why(r, "x"); !strings.Contains(got, "marketing") {
		t.Errorf("marketing's x: %q", got)
	}
	if len(o.acts) != 0 {
		t.Errorf("something was done: %+v", o.acts)
	}
}

func TestWhichAreShown(t *testing.T) {
	r := open(t, &office{rows: season()}, 80, 24)
	r.Press("f") // mine: Omar's
	r.Shows("mine", "Pike Metals")
	r.Hides("Tern Marine")
	r.Press("f")
	r.Shows("only leaking", "Tern Marine")
	r.Hides("Pike Metals")
	r.Press("esc")
	r.Shows("Pike Metals")
	r.Press("/")
	r.Type("finch")
	r.Shows("Lark & Finch")
	r.Hides("Pike Metals")
	r.Press("enter", "esc")
	r.Shows("Pike Metals")
}

// Which are shown and what they are filtered by is as it was left, unless it
// would show nothing by now.
func TestTheFiltersAreRemembered(t *testing.T) {
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	s.Prefs = nav.NewPrefs(nil, nil)
	o := &office{rows: season()}
	r := pagetest.Open(t, handoffs.New(s, o), 80, 24)
	r.Press("f", "f", "/", "m", "a", "r", "enter")
	r.Shows("only leaking", "/ mar")
	r = pagetest.Open(t, handoffs.New(s, o), 80, 24)
	r.Shows("only leaking", "/ mar", "Tern Marine")
	r.Hides("Pike Metals")
	o.rows = season()[:3]
	r = pagetest.Open(t, handoffs.New(s, o), 80, 24)
	r.Hides("only leaking")
}

func TestEmptyAndFailedAndLate(t *testing.T) {
	open(t, &office{}, 80, 24).Shows("Nothing was handed to sales yet: 3 shows which leads are near to it.")
	open(t, &office{err: model.Errorf(model.Refused, "The database is locked; try again")}, 80, 24).Shows("The database is locked; try again")
	o := &office{rows: season()}
	r := open(t, o, 80, 24)
	r.Hold()
	screen := r.Screen.(*handoffs.Screen)
	r.Do(screen.Refresh())
	r.Do(screen.Refresh())
	o.next = func() []model.HandoffRow { // the second question is answered first
		o.next = season
		return season()[:1]
	}
	r.Release(true)
	r.Shows("Atlas Water")
	r.Hides("Tern Marine")
}

func TestEveryFrameFits(t *testing.T) {
	names := pagetest.Hostile()
	hostile := season()
	for i := range hostile {
		r := &hostile[i]
		r.Company, r.Owner, r.To, r.Clock = names[i], names[i+1], names[i+2], names[i+3]
		r.Dossier = strings.Join(names, "\n\n") + "\n\n| " + strings.Join(names, " | ") + " |\n| --- |\n" + "```\n" + strings.Join(names, "\n")
		r.Events = append(r.Events, model.HandoffEvent{Event: names[i+4], ByName: names[i+5], Note: strings.Join(names, " ")})
	}
	for what, rows := range map[string][]model.HandoffRow{"season": season(), "hostile": hostile, "empty": nil} {
		for name, th := range map[string]theme.Theme{"mono": look(termenv.Ascii, "mono"), "dark": look(termenv.TrueColor, "dark")} {
			t.Run(what+" "+name, func(t *testing.T) {
				r := pagetest.Open(t, handoffs.New(pagetest.Session(th), &office{rows: rows}), 80, 24)
				r.Sweep()
				r.Press("enter")
				r.Sweep()
				r.Press("tab", "esc", "x", "f")
				r.Sweep()
				r.Press("8", "enter")
				r.Type(strings.Repeat("words 東京 ", 50))
				r.Sweep()
			})
		}
	}
}

// The counts never run into the word for what is shown, and the clock is read
// whole beside them.
func TestTheFirstLineIsWhole(t *testing.T) {
	for w := 60; w <= 130; w++ {
		r := open(t, &office{rows: season()}, w, 24)
		first, _, _ := strings.Cut(r.See(), "\n")
		first, _, _ = strings.Cut(first, "│")
		if strings.Contains(first, "…") || !strings.HasSuffix(strings.TrimRight(first, " "), "  all") {
			t.Errorf("at %d: %q", w, first)
		}
	}
}
