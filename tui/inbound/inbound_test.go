package inbound_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/inbound"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// office finds among some callers as the store does: by digits, or by letters
// of a name or a company.
type office struct {
	callers []model.Caller
	err     error
	asked   []string
	live    int  // look-ups that were not called off
	deaf    bool // answers although it was called off
}

func (o *office) Callers(ctx context.Context, _ model.Actor, text string, limit int) ([]model.Caller, error) {
	o.asked = append(o.asked, text)
	if err := ctx.Err(); err == nil {
		o.live++
	} else if !o.deaf {
		return nil, err
	}
	digits := strings.NewReplacer(" ", "", "+", "", "-", "")
	var out []model.Caller
	for _, c := range o.callers {
		byNumber := digits.Replace(text) != "" && strings.Contains(digits.Replace(c.Matched), digits.Replace(text))
		if !byNumber && !strings.Contains(strings.ToLower(c.Name+" "+c.Company), strings.ToLower(text)) {
			continue
		}
		if !byNumber {
			c.Matched = ""
		}
		if len(out) < limit {
			out = append(out, c)
		}
	}
	return out, o.err
}

func (o *office) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	var d model.Desk
	d.Now, d.Lead = pagetest.Now, model.Lead{ID: lead, Owner: "Dana Ortiz", Status: model.Working}
	for _, c := range o.callers {
		if c.LeadID == lead {
			d.Company = model.Company{Name: c.Company, Place: model.Place{City: "Boston", State: "MA"}}
			d.Contacts = append(d.Contacts, model.Contact{ID: c.ContactID, LeadID: lead, Name: c.Name, Title: c.Title, Suppressed: c.Suppressed,
				Zones: []string{"Europe/Berlin"}, Points: []model.Point{{Kind: model.PhonePoint, Shown: c.Matched}}})
		}
	}
	d.Touches = []model.Touch{
		{ID: 1, ContactID: 1, At: pagetest.Now.AddDate(0, 0, -60), Channel: model.Phone, Direction: model.Outbound, Outcome: model.NoAnswer},
		{ID: 2, ContactID: 1, At: pagetest.Now.AddDate(0, 0, -47), Channel: model.Letter, Direction: model.Outbound, Outcome: model.Posted},
		{ID: 3, ContactID: 1, At: pagetest.Now.AddDate(0, 0, -5), Channel: model.Phone, Direction: model.Inbound, Outcome: model.ConnectedInterested, Note: "The page about dock delays is us exactly."},
	}
	return d, o.err
}

func callers() []model.Caller {
	c := func(id int, company, name, title, number string, s model.Status) model.Caller {
		return model.Caller{LeadID: model.LeadID(100 + id), ContactID: model.ContactID(id), Company: company, Name: name, Title: title, Matched: number,
			Place: "Boston MA", Owner: "Dana Ortiz", Status: s}
	}
	all := []model.Caller{
		c(1, "Halvorsen Freight", "Mia Halvorsen", "CFO", "+1 617 555 0142", model.Working),
		c(2, "Tamarack Foods", "Ana Ruiz", "plant manager", "+1 617 555 0144", model.Resting),
		c(3, "Banana Republic of Ohio", "Lee Chan", "buyer", "+1 513 555 0145", model.Disqualified),
		c(4, "Quill & Sons Bindery", "", "", "+1 617 555 0199", model.New),
	}
	all[3].ContactID = 0
	all[2].Suppressed = true
	all[0].Answers, all[0].AnswersText = 2, "letter “three docks, one clock” of 8 Oct"
	return all
}

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	s := pagetest.Session(theme.New(r, "dark", true))
	s.Actor.Role = model.Specialist
	return s
}

func open(t testing.TB, o *office, msg nav.InboundMsg, w, h int) *pagetest.Run {
	return pagetest.Open(t, inbound.New(session(), o, msg, nil), w, h)
}

// key sends a key that the harness has no name for.
func key(r *pagetest.Run, k tea.KeyType) { r.Do(r.Screen.Update(tea.KeyMsg{Type: k})) }

func opened(t *testing.T, r *pagetest.Run) nav.OpenLeadMsg {
	t.Helper()
	msg, ok := r.Last().(nav.OpenLeadMsg)
	if !ok {
		t.Fatalf("no desk is opened: %#v\n%s", r.Last(), r.See())
	}
	return msg
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {120, 38}} {
		for name, typed := range map[string]string{"number": "555 01", "name": "ana", "nobody": "zzz", "empty": ""} {
			run := open(t, &office{callers: callers()}, nav.InboundMsg{}, size[0], size[1])
			run.Type(typed)
			if name == "name" {
				run.Press("down")
			}
			run.Golden(fmt.Sprintf("%s-%d", name, size[0]))
		}
		run := open(t, &office{callers: callers()}, nav.InboundMsg{Lead: 101, Contact: 1}, size[0], size[1])
		run.Golden(fmt.Sprintf("offered-%d", size[0]))
	}
}

func TestTheRowSaysWhoAndTheLinesBelowWhatTheyAnswer(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("0142")
	run.Shows("Halvorsen Freight", "Mia Halvorsen, CFO", "+1 617 555 0142", "Dana", "working",
		"16:42 there", "answers    letter “three docks, one clock” of 8 Oct", `"The page about dock delays is us exactly." Mia, Thu 19 Nov`)
	run.Press("enter")
	if got := opened(t, run); got.Lead != 101 || got.Contact != 1 || !got.Inbound {
		t.Errorf("%+v", got)
	}
}

func TestWhoMustNotBeContactedIsSaidToBeSo(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("lee")
	run.Shows("! no contact", "asked not to be contacted: this call may be recorded")
	run.Press("enter")
	if got := opened(t, run); got.Lead != 103 || !got.Inbound { // that they call is recorded all the same
		t.Errorf("%+v", got)
	}
}

func TestACompanyOfWhichNobodyIsKnown(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("quill")
	run.Shows("(nobody known)")
	run.Press("enter")
	if got := opened(t, run); got.Lead != 104 || got.Contact != 0 {
		t.Errorf("%+v", got)
	}
}

func TestTheAskingDesksPersonIsOfferedFirst(t *testing.T) {
	o := &office{callers: callers()}
	o.callers = append(o.callers, model.Caller{LeadID: 101, ContactID: 9, Company: "Halvorsen Freight", Name: "Tor Lind", Title: "IT lead"})
	run := open(t, o, nav.InboundMsg{Lead: 101, Contact: 9}, 80, 22)
	run.Shows("▌Halvorsen Freight", "Tor Lind, IT lead", "Mia Halvorsen, CFO")
	if len(o.asked) > 0 {
		t.Errorf("looked up %q", o.asked)
	}
	run.Press("enter")
	if got := opened(t, run); got.Contact != 9 || got.Lead != 101 {
		t.Errorf("%+v", got)
	}
	run = open(t, o, nav.InboundMsg{Lead: 101, Contact: 9}, 80, 22)
	run.Press("down")
	run.Shows("answers    letter of Thu 8 Oct") // worked out from what was sent
	run.Type("ana")
	run.Shows("Ana Ruiz, plant manager")
	for range 3 {
		run.Press("backspace")
	}
	run.Shows("Tor Lind, IT lead")
	run.Hides("Ana Ruiz")
}

// One types on while a look-up is under way: what was asked for before is called
// off, and its answer, if it comes all the same, changes nothing.
func TestTypingWhileALookUpIsSlow(t *testing.T) {
	for n := range 4 {
		o := &office{callers: callers(), deaf: n > 1}
		run := open(t, o, nav.InboundMsg{}, 80, 22)
		run.Hold()
		run.Type("anan")
		run.Shows("who calls anan", "looking…")
		run.Press("j") // a letter like any other
		run.Press("backspace")
		run.Release(n%2 == 1)
		run.Shows("Banana Republic", "1 found")
		run.Hides("Ana Ruiz", "looking")
		if o.live != 1 {
			t.Errorf("%d look-ups went on", o.live)
		}
	}
}

func TestEnterThatIsQuickerThanTheAnswer(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Hold()
	run.Type("mia")
	run.Press("enter")
	run.Shows("opens when found")
	run.Release(true)
	if got := opened(t, run); got.Contact != 1 {
		t.Errorf("%+v", got)
	}
	// Of several nobody has seen which comes first: the person chooses.
	run = open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Hold()
	run.Type("an")
	run.Press("enter")
	run.Release(false)
	run.Shows("2 found")
	if run.Last() != nil {
		t.Errorf("opened %#v", run.Last())
	}
	// Another letter takes the enter back.
	run = open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Hold()
	run.Type("ban")
	run.Press("enter", "a")
	run.Release(false)
	run.Shows("1 found")
	if run.Last() != nil {
		t.Errorf("opened %#v", run.Last())
	}
}

// Until it is moved the cursor is on the likeliest; once somebody has put it on
// a person, it stays with that person whatever comes.
func TestTheCursorStaysWithWhomItWasPutOn(t *testing.T) {
	o := &office{callers: callers()}
	run := open(t, o, nav.InboundMsg{}, 80, 22)
	run.Type("a")
	run.Shows("▌Halvorsen")
	run.Press("down", "down")
	run.Shows("▌Banana")
	o.callers[1], o.callers[2] = o.callers[2], o.callers[1]
	run.Do(run.Screen.(interface{ Refresh() tea.Cmd }).Refresh())
	run.Shows("▌Banana")
	run.Press("down", "enter")
	if got := opened(t, run); got.Lead != 102 {
		t.Errorf("%+v", got)
	}
	o.callers[1], o.callers[2] = o.callers[2], o.callers[1]
	run = open(t, o, nav.InboundMsg{}, 80, 22)
	run.Type("a")
	run.Shows("▌Halvorsen")
	run.Type("na")
	run.Shows("▌Tamarack") // it was not moved: the likeliest of the new
}

func TestALookUpThatFailsSaysSo(t *testing.T) {
	o := &office{callers: callers(), err: model.Errorf(model.Internal, "database is locked")}
	run := open(t, o, nav.InboundMsg{}, 80, 22)
	run.Type("mia")
	run.Shows("database is locked")
	o.err = errors.New("disk I/O error")
	run.Press("backspace")
	run.Shows("the log says why")
	run.Hides("disk I/O")
	o.err = nil
	run.Type("a")
	run.Shows("Mia Halvorsen")
	run = open(t, &office{err: errors.New("gone")}, nav.InboundMsg{Lead: 101, Contact: 1}, 80, 22)
	run.Shows("the log says why")
	run.Press("enter")
	if got := opened(t, run); got.Lead != 101 { // the desk is open there: it need not be loaded for that
		t.Errorf("%+v", got)
	}
}

func TestNobodyIsFound(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("+49 30 901820") // the first + is a number's
	run.Shows("who calls +49 30 901820", "Nobody is found")
	run.Press("enter")
	if msg, ok := run.Last().(nav.ToastMsg); !ok || !strings.Contains(msg.Text, "+ adds a lead") {
		t.Errorf("%#v", run.Last())
	}
	run.Press("+")
	if msg, ok := run.Last().(nav.AddLeadMsg); !ok || msg.Text != "+49 30 901820" {
		t.Errorf("%#v", run.Last())
	}
	key(run, tea.KeyCtrlN)
	if msg, ok := run.Last().(nav.AddLeadMsg); !ok || msg.Text != "+49 30 901820" {
		t.Errorf("%#v", run.Last())
	}
	run = open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("halvorsen")
	run.Press("+")
	run.Shows("who calls halvorsen+") // somebody is found: it is typed
	if run.Last() != nil {
		t.Errorf("%#v", run.Last())
	}
}

func TestTheMouseChoosesAndOpens(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 80, 22)
	run.Type("an")
	click := tea.MouseMsg{X: 4, Y: 5, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}
	run.Do(run.Screen.Update(click))
	run.Shows("▌Banana")
	if run.Last() != nil {
		t.Fatalf("the first click opens %#v", run.Last())
	}
	run.Do(run.Screen.Update(click))
	if got := opened(t, run); got.Lead != 103 {
		t.Errorf("%+v", got)
	}
}

// sizes are some nine hundred windows, 0×0 among them.
func sizes() [][2]int {
	var out [][2]int
	for w := 0; w <= 250; w += 6 {
		for h := 0; h <= 80; h += 4 {
			out = append(out, [2]int{w, h})
		}
	}
	for _, w := range []int{1, 2, 3, 59, 79, 80, 81, 99, 100, 119, 120, 121} {
		for h := range 24 {
			out = append(out, [2]int{w, h})
		}
	}
	return out
}

func TestEveryFrameFitsEveryWindowWhateverTheNames(t *testing.T) {
	if n := len(sizes()); n < 800 {
		t.Fatalf("only %d sizes", n)
	}
	o := &office{}
	names := pagetest.Hostile()
	for i, n := range names {
		o.callers = append(o.callers, model.Caller{LeadID: model.LeadID(100 + i), ContactID: model.ContactID(i + 1), Company: n + " x", Name: names[(i+3)%len(names)],
			Title: names[(i+5)%len(names)], Matched: "+1 617 555 0142 " + n, Place: n, Owner: names[(i+1)%len(names)], AnswersText: n, Suppressed: i%3 == 0})
	}
	for name, begin := range map[string]func(*pagetest.Run){
		"numbers": func(r *pagetest.Run) { r.Type("0142"); r.Press("down", "down") },
		"names":   func(r *pagetest.Run) { r.Type("x") },
		"nobody":  func(r *pagetest.Run) { r.Type("東京qq") },
		"slow":    func(r *pagetest.Run) { r.Hold(); r.Type("x"); r.Press("enter") },
	} {
		run := open(t, o, nav.InboundMsg{}, 80, 22)
		begin(run)
		for _, s := range sizes() {
			run.Resize(s[0], s[1])
			if run.Exact(); t.Failed() {
				t.Fatalf("%s at %v", name, s)
			}
		}
	}
}

func TestAKeyAndAFrameAreCheap(t *testing.T) {
	run := open(t, &office{callers: callers()}, nav.InboundMsg{}, 120, 40)
	run.Type("555")
	began := testing.AllocsPerRun(50, func() { run.Screen.View() })
	if began > 400 {
		t.Errorf("%.0f allocations for a frame", began)
	}
}

func BenchmarkKeyAndView120x40(b *testing.B) {
	run := open(b, &office{callers: callers()}, nav.InboundMsg{}, 120, 40)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%8 == 7 {
			run.Press("ctrl+u")
		}
		run.Type("5")
		run.Screen.View()
	}
}
