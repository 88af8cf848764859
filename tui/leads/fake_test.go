package leads_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/leads"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

// office is some leads of three people, found as the store finds them.
type office struct {
	rows    []model.LeadRow
	queries []model.LeadQuery
	did     []model.Bulk
	written []model.LeadID
	left    []model.BulkLeft // that a bulk act leaves
	err     error
	pageErr error
}

func (o *office) Leads(_ context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error) {
	o.queries = append(o.queries, q)
	if o.pageErr != nil {
		return model.LeadPage{}, o.pageErr
	}
	return pagetest.FindLeads(o.rows, by, q)
}

func (o *office) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	var out []model.MemberRow
	for i, n := range []string{"Dana Ortiz", "Omar Reyes", "Ines Falk", "Sally Sales"} {
		role := model.Specialist
		if i == 3 {
			role = model.Sales
		}
		out = append(out, model.MemberRow{Member: model.Member{ID: model.MemberID(i + 1), Name: n, Role: role, Active: true}})
	}
	return out, nil
}

func (o *office) Lists(context.Context, model.Actor) ([]model.ListRow, error) {
	return []model.ListRow{{List: model.List{Name: "Intermodal fair"}}, {List: model.List{Name: "Web inquiries"}}}, nil
}

func (o *office) Cadences(context.Context) ([]model.Cadence, error) {
	return []model.Cadence{{Name: "standard"}, {Name: "inbound"}, {Name: "long-term"}}, nil
}

func (o *office) AddLead(context.Context, model.Actor, model.NewLead) (model.Result, error) {
	return model.Result{}, &model.Error{Code: model.Invalid, Field: "phone", Message: "That is no telephone number; write it as +1 617 555 0142."}
}

func (o *office) result(b model.Bulk) model.BulkResult {
	left := slices.DeleteFunc(slices.Clone(o.left), func(l model.BulkLeft) bool { return !slices.Contains(b.Leads, l.LeadID) })
	n := len(b.Leads) - len(left)
	return model.BulkResult{Done: n, Left: left, Text: b.Words(n, "Ines Falk")}
}

func (o *office) Bulk(_ context.Context, _ model.Actor, b model.Bulk) (model.BulkResult, error) {
	if o.err != nil {
		return model.BulkResult{}, o.err
	}
	o.did = append(o.did, b)
	return o.result(b), nil
}

func (o *office) BulkPreview(_ context.Context, _ model.Actor, b model.Bulk) (model.BulkResult, error) {
	return o.result(b), o.err
}

func (o *office) ExportLeads(_ context.Context, _ model.Actor, ids []model.LeadID) (string, int, error) {
	o.written = ids
	return "/home/dana/leads 2026-11-24.csv", len(ids), o.err
}

// some are n leads, those of the first page with names worth reading.
func some(n int) []model.LeadRow {
	names := [][3]string{
		{"Halvorsen Freight", "Mia Halvorsen", "Boston MA"}, {"Nordlys Cold Storage", "Per Aas", "Oslo"}, {"Quill & Sons Bindery", "(switchboard)", "Austin TX"},
		{"Tamarack Foods", "Ana Ruiz", "Denver CO"}, {"Orbit Fasteners", "Lee Chan", "Detroit MI"}, {"Birch Hill Clinics", "Dr. O. Okafor", "Portland OR"},
	}
	owners, lists := []string{"Dana Ortiz", "Omar Reyes", "Ines Falk"}, []string{"Intermodal fair", "Web inquiries"}
	out := make([]model.LeadRow, n)
	for i := range out {
		of := names[i%len(names)]
		r := model.LeadRow{ID: model.LeadID(101 + i), Company: of[0], Contact: of[1], Place: of[2], Owner: owners[i%3], List: lists[i/3%2], Status: model.Working,
			Horizon: model.LongTerm, Score: 90 - i%80, Count: i % 11, DueAt: pagetest.Now.AddDate(0, 0, i%40-2), Last: pagetest.Now.AddDate(0, 0, -1-i%30), Value: int64(i%5) * 12_500_000}
		for k := range r.Rungs {
			r.Rungs[k] = model.Rung((i + k*3) % 4)
		}
		if i >= len(names) {
			r.Company += fmt.Sprintf(" %d", i)
		}
		switch i % 9 {
		case 4:
			r.Status = model.New
		case 7:
			r.Status = model.Resting
		}
		if i%7 == 3 {
			r.Found = model.Found{In: "note", Text: "the board meets 12 Feb; Tor signs too"}
		}
		out[i] = r
	}
	return out
}

// strange are leads whose every text is hostile.
func strange() []model.LeadRow {
	var out []model.LeadRow
	for i, n := range pagetest.Hostile() {
		out = append(out, model.LeadRow{ID: model.LeadID(i + 1), Company: n, Contact: n, Owner: n, List: n, Place: n, Status: model.Working, Horizon: model.Horizon(n),
			DueAt: pagetest.Now.AddDate(0, 0, i-3), Last: pagetest.Now.AddDate(-1, 0, 0), Found: model.Found{In: "note", Text: n + " board " + n}})
	}
	return out
}

func session() *nav.Session {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	s := pagetest.Session(theme.New(r, "dark", true))
	s.Prefs = nav.NewPrefs(nil, nil)
	return s
}

// open is the screen of n leads, all of them shown.
func open(t testing.TB, n, w, h int) (*pagetest.Run, *office, *nav.Session) {
	o, s := &office{rows: some(n)}, session()
	run := pagetest.Open(t, leads.New(s, o), w, h)
	run.Press("a")
	return run, o, s
}
