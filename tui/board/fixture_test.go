package board_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/board"
	"ripen/tui/internal/pagetest"
	"ripen/tui/theme"
)

func look(p termenv.Profile, name string) theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, name, true)
}

// office is the store as the board sees it.
type office struct {
	page   model.BoardPage
	err    error
	refuse error
	asked  []model.BoardQuery
	desks  []model.LeadID
	acts   []model.HandoffAct
	silent bool // nothing is worth asking
}

func (o *office) Board(_ context.Context, _ model.Actor, q model.BoardQuery) (model.BoardPage, error) {
	o.asked = append(o.asked, q)
	p := o.page
	if q.Owner != "" {
		p.Rows = nil
		for _, r := range o.page.Rows {
			if r.Owner == q.Owner {
				p.Rows = append(p.Rows, r)
			}
		}
	}
	if q.Limit > 0 && len(p.Rows) > q.Limit {
		p.Rows, p.More = p.Rows[:q.Limit], true
	}
	p.Rows = append([]model.BoardRow{}, p.Rows...)
	return p, o.err
}

func (o *office) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	o.desks = append(o.desks, lead)
	for _, r := range o.page.Rows {
		if r.ID == lead {
			d := deskOf(r)
			if o.silent {
				d.Readiness.NextQuestion = ""
			}
			return d, nil
		}
	}
	return model.Desk{}, model.Errorf(model.NotFound, "there is no lead %s", lead)
}

func (o *office) Handoff(_ context.Context, _ model.Actor, a model.HandoffAct) (model.Result, error) {
	o.acts = append(o.acts, a)
	return model.Result{}, o.refuse
}

// rungs reads "●●◐○" and so on; ◌ is a confirmed entry that went stale.
func rungs(s string) (r [10]model.Rung, stale [10]bool) {
	i := 0
	for _, c := range s {
		switch c {
		case '●':
			r[i] = model.Confirmed
		case '◌':
			r[i], stale[i] = model.Stated, true
		case '◐':
			r[i] = model.Stated
		case '◔':
			r[i] = model.Listed
		}
		i++
	}
	return r, stale
}

func row(id model.LeadID, company, owner, ladder string, weakest model.AttributeKey, touches, age int, next string, failing ...string) model.BoardRow {
	r := model.BoardRow{ID: id, Company: company, Owner: owner, Weakest: weakest, Touches: touches, AgeDays: age, NextText: next,
		Failing: failing, Group: len(failing), Status: model.Working, Horizon: model.NearTerm, Value: 350_000_00}
	r.Rungs, r.Stale = rungs(ladder)
	for i, level := range r.Rungs {
		if level >= model.Stated && !r.Stale[i] {
			r.Count++
		}
	}
	return r
}

// wall is the board of the sketch: three that wait, nine and some that are near.
func wall() model.BoardPage {
	waits := func(h model.HandoffID, r model.BoardRow) model.BoardRow {
		r.HandoffID, r.Group, r.Ready = h, -1, true
		return r
	}
	p := model.BoardPage{
		Rows: []model.BoardRow{
			row(21, "Birch Hill Clinics", "Dana Ortiz", "●●●●●●●○◐●", model.Budget, 10, 88, "24 Nov", "attribute:budget"),
			waits(501, row(11, "Cobalt Packaging", "Dana Ortiz", "●●●●●●●●●◐", model.Urgency, 11, 94, "visit")),
			waits(502, row(12, "Sable Logistics", "Omar Reyes", "●●●◐●●●●◐●", model.Environment, 8, 61, "meeting")),
			waits(503, row(13, "Juno Dental Group", "Dana Ortiz", "●●●●●●◐◐●●", model.Budget, 9, 77, "call")),
			row(14, "Ember & Rye Mills", "Ines Castillo", "●●●●●●●●●●", model.IndustryCode, 12, 70, "26 Nov"),
			row(22, "Tern Marine", "Ines Castillo", "●●◐●●●●◌●●", model.Budget, 12, 140, "today", "attribute:budget"),
			row(23, "Pike Metals", "Omar Reyes", "●●●●○◐●●●●", model.Engaged, 7, 52, "25 Nov", "attribute:engaged"),
			row(24, "Lark & Finch", "Ines Castillo", "●●●●●●●●●●", model.IndustryCode, 9, 70, "24 Nov", "next-step"),
			row(25, "Grantham Cold Chain", "Omar Reyes", "●●●●●●●●●◐", model.Urgency, 6, 44, "2 Dec", "horizon"),
			row(31, "Halvorsen Freight", "Dana Ortiz", "●●●◐●●◐○◔○", model.Budget, 7, 61, "today", "attribute:budget", "attribute:urgency"),
			row(32, "Redwood Transit", "Omar Reyes", "●◔●◐○◐○●◐●", model.Process, 9, 83, "24 Nov", "attribute:engaged", "attribute:process"),
			row(33, "Atlas Water", "Dana Ortiz", "●●◐◐●●◐◐○○", model.Competition, 5, 39, "27 Nov", "attribute:competition", "attribute:urgency"),
		},
		Missing: [10]float64{0.02, 0.15, 0.05, 0.3, 0.45, 0.2, 0.5, 0.61, 0.42, 0.48},
	}
	for i := range 29 {
		id := model.LeadID(40 + i)
		p.Rows = append(p.Rows, row(id, fmt.Sprintf("Prospect Works %02d", i+1), []string{"Dana Ortiz", "Omar Reyes", "Ines Castillo"}[i%3],
			"●●◐◐●●●○◔●", model.Budget, 4+i%9, 30+i, "30 Nov", "attribute:budget", "attribute:competition"))
	}
	return p
}

// deskOf is the desk of a row: everything said by one man in one call.
func deskOf(r model.BoardRow) model.Desk {
	d := model.Desk{}
	zone := time.FixedZone("EST", -5*3600)
	d.Now = pagetest.Now.In(zone)
	d.Policy = model.DefaultPolicy()
	d.Company = model.Company{Name: r.Company}
	d.Lead = model.Lead{ID: r.ID, Owner: r.Owner, Horizon: r.Horizon, Value: r.Value, Currency: "USD",
		NextStep: model.NextStep{Kind: model.StepVisit, At: time.Date(2026, 12, 3, 15, 0, 0, 0, time.UTC), ContactID: 7}}
	d.Contacts = []model.Contact{{ID: 7, Name: "J. Maier", Title: "COO", Role: model.DecisionMaker}, {ID: 8, Name: "Tor Lind", Title: "IT lead"}}
	for i := range 11 {
		d.Touches = append(d.Touches, model.Touch{ID: model.TouchID(100 + i), Channel: model.Phone, Outcome: model.ConnectedInterested})
	}
	d.Members = []model.Member{{ID: 1, Name: "Dana Ortiz"}, {ID: 5, Name: "Beth Amos"}}
	if r.HandoffID != 0 {
		d.Handoffs = []model.Handoff{{ID: r.HandoffID, LeadID: r.ID, To: "Beth Amos", State: model.Submitted, SubmittedBy: 1, SubmittedAt: pagetest.Now.Add(-70 * time.Minute)}}
	}
	values := []model.Value{
		{"scheme": "naics", "code": "326112", "title": "Plastics packaging film"}, {"revenue": "8200000000", "employees": "340", "locations": "3"},
		{"people": "C7;C8"}, {"systems": "own TMS of 2016; AS/400", "contract_end": "2027-03-01"}, {"contact": "C7", "touch": "T110"},
		{"pains": "dock delays; missed slots", "cost": "$2M a year"}, {"steps": "board in February", "signer": "J. Maier", "decision_by": "2027-02-12"},
		{"amount": "35000000", "currency": "USD", "status": "allocated"}, {"rivals": "Globex", "incumbent": "Initech"},
		{"event": "Hamburg slot lost", "date": "2027-03-01", "consequence": "a year's wait"},
	}
	quotes := []string{"", "", "", "", "", "Every truck waits an hour at the dock.", "", "It is in next year's plan.", "", "We lose the Hamburg slot in March."}
	for i, about := range model.Attributes {
		now := model.AttributeNow{Key: about.Key, Level: r.Rungs[i], Stale: r.Stale[i]}
		if now.Stale {
			now.StaleWhy = "older than 120 days"
		}
		if now.Level > model.Unknown {
			now.Evidence = model.Evidence{Attribute: about.Key, Level: now.Level, Value: values[i], Quote: quotes[i], ContactID: 7, TouchID: 110, On: model.NewDate(2026, 11, 20)}
		}
		if now.Level == model.Listed {
			now.Evidence.ContactID, now.Evidence.TouchID = 0, 0
		}
		d.Readiness.Attributes = append(d.Readiness.Attributes, now)
	}
	d.Readiness.Count, d.Readiness.Of, d.Readiness.Horizon = r.Count, 10, r.Horizon
	for _, f := range r.Failing {
		d.Readiness.Gates = append(d.Readiness.Gates, model.Gate{Name: f, Why: map[string]string{
			"attribute:budget": "budget is unknown, stated is needed", "attribute:urgency": "urgency is unknown, stated is needed",
			"attribute:engaged": "engaged is unknown, confirmed is needed", "attribute:process": "process is unknown, stated is needed",
			"attribute:competition": "competition is listed, stated is needed", "horizon": "the decision lies 240 days ahead, within 180 is needed",
			"next-step": "no next step is agreed"}[f]})
	}
	d.Readiness.Gates = append(d.Readiness.Gates, model.Gate{Name: "touches", Advice: true, Why: "two touches short of the seven advised"})
	d.Readiness.NextQuestion = "Is the money for this set aside already, or how does it get set aside?"
	d.Readiness.NextWhoText = "J. Maier, COO"
	return d
}

func open(t testing.TB, o *office, w, h int) *pagetest.Run {
	s := pagetest.Session(look(termenv.Ascii, "mono"))
	return pagetest.Open(t, board.New(s, o), w, h)
}
