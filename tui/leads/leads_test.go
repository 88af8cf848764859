package leads_test

import (
	"context"
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/leads"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// office has a lead of each hostile name; whole scenarios are played at the
// root.
type office struct{ leads.Office }

func (office) Leads(context.Context, model.Actor, model.LeadQuery) (model.LeadPage, error) {
	var p model.LeadPage
	for i, n := range pagetest.Hostile() {
		p.Rows = append(p.Rows, model.LeadRow{ID: model.LeadID(i + 1), Company: n, Contact: n, Owner: n, List: n, Place: n, Status: model.Working,
			DueAt: pagetest.Now.AddDate(0, 0, i-3), Last: pagetest.Now.AddDate(-1, 0, 0)})
	}
	p.Total = len(p.Rows)
	return p, nil
}

func (office) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	return []model.MemberRow{{Member: model.Member{Name: "Dana Ortiz"}}}, nil
}

func (office) AddLead(context.Context, model.Actor, model.NewLead) (model.Result, error) {
	return model.Result{}, &model.Error{Code: model.Invalid, Field: "phone", Message: "That is no telephone number; write it as +1 617 555 0142."}
}

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return pagetest.Session(theme.New(r, "dark", true))
}

func TestLeadsFitEverySize(t *testing.T) {
	for _, keys := range [][]string{nil, {"j", "s"}, {"/", "z"}} {
		run := pagetest.Open(t, leads.New(session(), office{}), 80, 24)
		run.Press(keys...)
		run.Sweep()
	}
	add := pagetest.Open(t, leads.NewAdd(session(), office{}, nav.Leads), 80, 24)
	add.Type("Lark & Finch")
	add.Press("ctrl+s")
	add.Sweep()
}

func TestADayIsSaidAsNearAsItNeeds(t *testing.T) {
	run := pagetest.Open(t, leads.New(session(), office{}), 120, 24)
	run.Shows("21 Nov", "today", "25 Nov", "Nov'25")
}
