package today_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/theme"
	"ripen/tui/today"
)

// office is a day of n places; whole scenarios are played at the root.
type office struct {
	today.Office
	n int
}

func (o office) Queue(context.Context, model.Actor, int) (model.QueuePage, error) {
	p := model.QueuePage{AsOf: pagetest.Now, Target: 60, Done: 12, Due: o.n, DueAll: 10 * o.n, Callable: o.n, Callbacks: 1}
	for i := range o.n {
		p.Items = append(p.Items, model.QueueItem{
			Position: i + 1, LeadID: model.LeadID(i + 1), Company: fmt.Sprintf("Company %d of the Eastern Seaboard", i), Contact: "Mia Halvorsen", Title: "CFO",
			Channel: model.Phone, StepWord: "call", Step: i%9 + 1, Steps: 9, Class: model.ClassDue, LocalTime: "10:42", Count: i % 11,
			CallableNow: i%3 > 0, State: "open", ReasonText: "call due today; callable now", Score: 61, Parts: model.Parts{Fit: 30, Ripeness: 31},
		})
	}
	return p, nil
}

func (o office) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	var d model.Desk
	d.Now, d.Lead.ID = pagetest.Now, lead
	d.Enrolments = []model.Enrolment{{StartedAt: pagetest.Now.Add(-61 * 24 * time.Hour)}}
	d.Touches = []model.Touch{{At: pagetest.Now.Add(-48 * time.Hour), Channel: model.Phone, Outcome: model.ConnectedLater, Note: "Look in again after the board has met in February, not before."}}
	d.Readiness.NextQuestion, d.Readiness.NextAbout = "Is the money set aside, or how does it get set aside?", model.Budget
	d.Flags = []string{"region without holidays"}
	return d, nil
}

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return pagetest.Session(theme.New(r, "dark", true))
}

func TestTodayFitsEverySize(t *testing.T) {
	for _, keys := range [][]string{nil, {"j", "j"}, {"s"}, {"s", "o"}, {"r"}, {"/", "4"}} {
		run := pagetest.Open(t, today.New(session(), office{n: 40}), 80, 24)
		run.Press(keys...)
		run.Sweep()
	}
	pagetest.Open(t, today.New(session(), office{}), 80, 24).Sweep()
}

func TestManyDue(t *testing.T) {
	run := pagetest.Open(t, today.New(session(), office{n: 80}), 80, 24)
	run.Shows("80 of 800 due, 80 of them callable now", "order not kept", "1–11 of 80", "61 days", "region without holidays")
	run.Press("G")
	run.Shows("70–80 of 80", "▌ 80")
}

// A frame is drawn for every key: it must cost next to nothing.
func TestAFrameIsCheap(t *testing.T) {
	run := pagetest.Open(t, today.New(session(), office{n: 80}), 120, 40)
	run.Screen.View()
	if n := testing.AllocsPerRun(50, func() { run.Screen.View() }); n > 150 {
		t.Errorf("%.0f allocations for a frame of 120×40", n)
	}
}

func BenchmarkView120x40(b *testing.B) {
	run := pagetest.Open(b, today.New(session(), office{n: 80}), 120, 40)
	b.ReportAllocs()
	for b.Loop() {
		run.Screen.View()
	}
}

func BenchmarkKeyAndView120x40(b *testing.B) {
	run := pagetest.Open(b, today.New(session(), office{n: 80}), 120, 40)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := "j"
		if i/70%2 == 1 {
			key = "k"
		}
		run.Press(key)
		run.Screen.View()
	}
}
