package tui_test

import (
	"context"

	"ripen/model"
)

// Quality has the week of the tests' clock and nothing in any other.
func (o *office) Quality(_ context.Context, _ model.Actor, from, to model.Date) (model.Quality, error) {
	q := model.Quality{From: from, To: to}
	o.note("quality " + from.String() + " " + to.String())
	if from != model.NewDate(2026, 11, 23) {
		return q, o.readErr
	}
	q.Lists = []model.ListQuality{
		{ListID: 1, List: "Intermodal fair 2026", Source: "Intermodal, Hamburg", Category: "trade-show", Touched: 52, Leads: 41,
			Defects: []model.DefectCount{{Code: "wrong-number", Field: "phone_2", Column: "Mobile", Count: 7, Of: 52},
				{Code: "left-company", Field: "name", Column: "First Name, Last Name", Count: 3, Of: 52}, {Code: "other", Count: 1, Of: 52}},
			Missing: []model.MissingCount{{What: "email", Lacked: 18, Found: 11, Where: map[string]int{"company website": 7, "said on the call": 3, "not said": 1}},
				{What: "title", Lacked: 9, Where: map[string]int{}}},
			Words: []string{"two firms of one name, mixed up"}},
		{ListID: 2, List: "Web inquiries", Category: "inquiry", Touched: 4, Leads: 4},
		{List: "added by hand", Touched: 2, Leads: 1},
	}
	q.Sources = []model.SourceQuality{{Source: "harbour register", Leads: 2, Contacts: 3, Reached: 1}, {Source: "named by a colleague", Contacts: 1, Reached: 1, Graduated: 1}}
	return q, o.readErr
}

func (o *office) ExportQuality(_ context.Context, _ model.Quality, path string, over bool) (string, error) {
	if path == "taken.md" && !over {
		return "", model.Errorf(model.Conflict, "/home/dana/taken.md is there already")
	}
	return "/home/dana/" + path, o.note("letter " + path)
}
