package lists_test

import (
	"context"
	"testing"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
)

func (office) Quality(_ context.Context, _ model.Actor, from, to model.Date) (model.Quality, error) {
	q := model.Quality{From: from, To: to}
	for i, n := range pagetest.Hostile() {
		q.Lists = append(q.Lists, model.ListQuality{ListID: model.ListID(i), List: n, Source: n, Category: "purchased", Touched: 12000 * i, Leads: 900 * i,
			Defects: []model.DefectCount{{Code: "wrong-number", Field: "phone", Column: n, Count: 110 * i, Of: 12000 * i}, {Code: n, Field: n, Count: 3, Of: 1}},
			Missing: []model.MissingCount{{What: "time zone", Lacked: i, Found: i, Where: map[string]int{n: i, "not said": 1}}}, Words: []string{n}})
		q.Sources = append(q.Sources, model.SourceQuality{Source: n, Leads: i, Contacts: i, Reached: i})
	}
	return q, nil
}

func TestTheRetrospectiveFitsEverySize(t *testing.T) {
	run := pagetest.Open(t, lists.NewRetro(session(), office{}), 80, 24)
	run.Sweep()
	run.Resize(80, 24)
	run.Press("j", "ctrl+d", "G")
	run.Sweep()
	run.Press("x")
	run.Sweep()
}

// An answer that comes after the week was turned is not shown as that of the
// other.
func TestALateAnswerIsDropped(t *testing.T) {
	run := pagetest.Open(t, lists.NewRetro(session(), weeks{}), 80, 24)
	run.Hold()
	run.Press("[", "[")
	run.Release(true)
	run.Shows("Week 46", "of 2026-11-09")
	run.Hides("of 2026-11-16")
}

// weeks has a list of the name of its Monday in each week.
type weeks struct{ lists.Retrospecter }

func (weeks) Quality(_ context.Context, _ model.Actor, from, to model.Date) (model.Quality, error) {
	return model.Quality{From: from, To: to, Lists: []model.ListQuality{{ListID: 1, List: "of " + from.String(), Touched: 3, Leads: 2}}}, nil
}
