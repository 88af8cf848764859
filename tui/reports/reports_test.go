package reports_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/nav"
	"ripen/tui/reports"
	"ripen/tui/theme"
)

func look(p termenv.Profile, name string) theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, name, true)
}

type office struct {
	months map[string]model.MonthReport
	err    error
	asked  []string
}

func (o *office) Month(_ context.Context, _ model.Actor, month string) (model.MonthReport, error) {
	o.asked = append(o.asked, month)
	p := o.months[month]
	p.Month = month
	return p, o.err
}

func november() model.MonthReport {
	return model.MonthReport{
		NewProspects: 412, UnderDevelopment: 1204, DeliveredCount: 5, DeliveredValue: 1_930_000_00, Currency: "USD",
		Accepted: 22, Rejected: 3, Expired: 1, AcceptanceRate: 0.88, Attempts: 2210, Conversations: 281,
		Outcomes:      map[string]int{"won": 4, "lost": 2, "no-decision": 1},
		TouchOutcomes: map[string]int{"no-answer": 430, "connected-not-interested": 11, "sent": 216, "returned-undeliverable": 4, "replied-later": 0},
		Touches:       map[model.Channel]int{model.Phone: 812, model.Email: 604, model.Letter: 140, model.DirectMail: 51, model.InPerson: 3},
		BySalesperson: []model.SalespersonMonth{
			{Name: "Carl Voss", Count: 2, Value: 480_000_00, Opportunities: []model.Opportunity{
				{LeadID: 23, Company: "Pike Metals", Touches: 7, Value: 230_000_00}, {LeadID: 33, Company: "Atlas Water", Touches: 11, DecisionBy: model.NewDate(2027, 2, 1), Value: 250_000_00}}},
			{Name: "Beth Amos", Count: 3, Value: 1_450_000_00, Opportunities: []model.Opportunity{
				{LeadID: 22, Company: "Tern Marine", Touches: 12, DecisionBy: model.NewDate(2027, 3, 1), Value: 600_000_00},
				{LeadID: 31, Company: "Halvorsen Freight", Touches: 7, DecisionBy: model.NewDate(2027, 2, 12), Value: 350_000_00},
				{LeadID: 24, Company: "Lark & Finch", Touches: 1, DecisionBy: model.NewDate(2026, 12, 15), Value: 500_000_00}}},
		},
	}
}

func year() *office {
	october := november()
	october.AcceptanceRate, october.Accepted, october.Rejected = 0.95, 19, 1
	return &office{months: map[string]model.MonthReport{"2026-11": november(), "2026-10": october}}
}

func open(t testing.TB, o *office, w, h int) *pagetest.Run {
	return pagetest.Open(t, reports.New(pagetest.Session(look(termenv.Ascii, "mono")), o), w, h)
}

func TestTheMonth(t *testing.T) {
	for _, s := range [][2]int{{80, 24}, {120, 40}} {
		open(t, year(), s[0], s[1]).Golden(fmt.Sprintf("month-%dx%d", s[0], s[1]))
	}
}

func TestTheFigures(t *testing.T) {
	r := open(t, year(), 80, 60)
	r.Shows("November 2026", "so far, Tue 24 Nov", "1,204", "worth $1.9M, $386k each on average", "88 %  below the target of 90 %, of 25 answers",
		"TOUCHES (1,610)", "12.7 % of 2,210 attempts", "no decision", "decides 12 Feb", "no decision date")
	seen := r.See()
	if strings.Index(seen, "Beth Amos") > strings.Index(seen, "Carl Voss") || strings.Index(seen, "Lark & Finch") > strings.Index(seen, "Halvorsen Freight") {
		t.Errorf("not by value, then by the soonest decision:\n%s", seen)
	}
}

// What became of leads and what touches came to are two things; the most
// frequent stands first, in people's words, and what did not happen nowhere.
func TestOutcomesOfLeadsAndOfTouches(t *testing.T) {
	r := open(t, year(), 80, 80)
	seen := r.See()
	leads, touches := strings.Index(seen, "WHAT BECAME OF LEADS"), strings.Index(seen, "WHAT TOUCHES CAME TO")
	if leads < 0 || touches < leads || strings.Contains(seen[leads:touches], "answer ") {
		t.Errorf("mixed:\n%s", seen)
	}
	order := []string{"no answer ", "sent ", "not interested ", "came back "}
	for i, word := range order {
		at := strings.Index(seen[touches:], word)
		if at < 0 || i > 0 && at < strings.Index(seen[touches:], order[i-1]) {
			t.Errorf("%q is not in its place:\n%s", word, seen[touches:])
		}
	}
	r.Hides("replied, later", "connected")
	o := year()
	p := o.months["2026-11"]
	p.Outcomes = map[string]int{"won": 0, "lost": 0, "no-decision": 0}
	o.months["2026-11"] = p
	r = open(t, o, 80, 80)
	r.Shows("None was won, lost or left undecided in this month.")
	r.Hides(" won   ")
	p.Outcomes = map[string]int{"won": 4, "lost": 0}
	o.months["2026-11"] = p
	r = open(t, o, 80, 80)
	r.Shows(" won   ")
	r.Hides(" lost   ", " no decision   ")
}

func TestMonthsAreTurned(t *testing.T) {
	o := year()
	r := open(t, o, 80, 40)
	r.Press("right")
	if toast, ok := r.Last().(nav.ToastMsg); !ok || toast.Text != "December has not begun yet" || len(o.asked) != 1 {
		t.Errorf("the future: %#v, asked %v", r.Last(), o.asked)
	}
	r.Press("left")
	r.Shows("October 2026", "95 %  meets the target of 90 %")
	r.Press("[")
	r.Shows("September 2026", "Nothing happened in September 2026")
	r.Press("]", "right")
	r.Shows("November 2026")
	if got := fmt.Sprint(o.asked); got != "[2026-11 2026-10 2026-09 2026-10 2026-11]" {
		t.Errorf("asked for %s", got)
	}
}

func TestALateMonthIsDropped(t *testing.T) {
	r := open(t, year(), 80, 40)
	r.Hold()
	r.Press("left", "right")
	r.Release(true)
	r.Shows("November 2026", "88 %")
	r.Hides("95 %")
}

func TestScrollingAndPanes(t *testing.T) {
	r := open(t, year(), 80, 20)
	r.Hides("Pike Metals")
	r.Press("G")
	r.Shows("Pike Metals", "no decision date")
	r.Resize(140, 30)
	r.Shows("BY SALESPERSON", "new prospects", "Pike Metals")
	r.Press("tab")
	r.Shows("▌BY SALESPERSON")
	r.Press("esc")
	r.Shows("▌November 2026")
}

func TestWithoutAnswersThereIsNoRate(t *testing.T) {
	o := year()
	p := o.months["2026-11"]
	p.Accepted, p.Rejected, p.AcceptanceRate, p.BySalesperson, p.Outcomes = 0, 0, -1, nil, nil
	o.months["2026-11"] = p
	r := open(t, o, 80, 40)
	r.Shows("no answer of sales yet; the target is 90 %", "Nothing was delivered to sales in this month.")
	r.Hides("-100", "BECAME OF LEADS")
}

func TestEmptyAndFailed(t *testing.T) {
	open(t, &office{}, 80, 24).Shows("Nothing happened in November 2026: the left arrow shows October.")
	open(t, &office{err: model.Errorf(model.Forbidden, "Reports are for the team; ask an admin")}, 80, 24).Shows("Reports are for the team; ask an admin")
}

func TestEveryFrameFits(t *testing.T) {
	hostile := november()
	for i, name := range pagetest.Hostile() {
		hostile.BySalesperson = append(hostile.BySalesperson, model.SalespersonMonth{Name: name, Count: 1 << 40, Value: 1 << 60,
			Opportunities: []model.Opportunity{{Company: name, Touches: 1 << 40, Value: -1 << 60}}})
		hostile.Outcomes[name], hostile.TouchOutcomes[name] = i*1_000_000, i*1_000_000
	}
	hostile.Currency = "\x1b[31m"
	for what, p := range map[string]model.MonthReport{"month": november(), "hostile": hostile, "empty": {}} {
		for name, th := range map[string]theme.Theme{"mono": look(termenv.Ascii, "mono"), "dark": look(termenv.TrueColor, "dark")} {
			t.Run(what+" "+name, func(t *testing.T) {
				r := pagetest.Open(t, reports.New(pagetest.Session(th), &office{months: map[string]model.MonthReport{"2026-11": p}}), 80, 24)
				r.Sweep()
				r.Press("G", "tab")
				r.Sweep()
			})
		}
	}
}
