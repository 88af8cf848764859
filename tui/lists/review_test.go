package lists_test

import (
	"context"
	"slices"
	"testing"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
	"ripen/tui/nav"
)

// reviewer has the pairs and remembers what was said of them.
type reviewer struct {
	pairs []model.NearPair
	said  []string
	err   error
}

func (o *reviewer) NearPairs(_ context.Context, _ model.Actor, q model.NearQuery) (model.NearPage, error) {
	return model.NearPage{Pairs: slices.Clone(o.pairs), Open: len(o.pairs)}, nil
}

func (o *reviewer) say(what string, id int64) (model.Result, error) {
	if o.err != nil {
		return model.Result{}, o.err
	}
	o.said = append(o.said, what)
	o.pairs = slices.DeleteFunc(o.pairs, func(p model.NearPair) bool { return p.ID == id })
	return model.Result{Effects: []string{what}}, nil
}

func (o *reviewer) MergeNear(_ context.Context, _ model.Actor, id int64) (model.Result, error) {
	return o.say("merged", id)
}

func (o *reviewer) KeepBoth(_ context.Context, _ model.Actor, id int64) (model.Result, error) {
	return o.say("both are kept", id)
}

func (o *reviewer) NeverSame(_ context.Context, _ model.Actor, id int64) (model.Result, error) {
	return o.say("they are two for ever", id)
}

func pairs() []model.NearPair {
	side := func(id, name, company string, lead model.LeadID, fields map[string]string) model.NearSide {
		return model.NearSide{ID: id, LeadID: lead, Name: name, Company: company, Fields: fields, Status: model.Working, Touches: 3, Owner: "Dana Ortiz", List: "Intermodal fair 2026"}
	}
	one := model.NearPair{ID: 7, Kind: "contact", Score: 96, Why: "same number; family name one letter off; company one letter off; same street; same city", State: model.NearOpen, List: "Bought in June",
		A: side("C31", "Mia Halvorsen", "Halvorsen Freight Inc", 16, map[string]string{"phone": "(617) 555-0199", "email": "mia.h@halvorsen.example", "street": "12 Harbor Street", "city": "Boston", "state": "MA", "zip": "02110"}),
		B: side("C33", "Mia Halversen", "Halvorsen Frieght", 17, map[string]string{"title": "CFO", "phone": "+1 617 555 0199", "email": "mia.halvorsen@gmail.com", "street": "12 Harbor St.", "city": "Boston", "state": "MA", "zip": "02110"})}
	one.B.Touches, one.B.Status, one.B.List = 0, model.New, "Bought in June"
	two := model.NearPair{ID: 8, Kind: "company", Score: 71, Why: "name in short; same city", State: model.NearOpen, List: "Bought in June",
		A: side("K4", "Tamarack Foods", "Tamarack Foods", 18, map[string]string{"city": "Austin", "state": "TX"}), B: side("K9", "Tamarack Foods Group", "Tamarack Foods Group", 19, map[string]string{"website": "tamarack.example", "city": "Austin", "state": "TX"})}
	return []model.NearPair{one, two}
}

func TestReviewGoesFromPairToPair(t *testing.T) {
	o := &reviewer{pairs: pairs()}
	run := pagetest.Open(t, lists.NewReview(session(), o, ""), 80, 24)
	run.Shows("1 of 2", "96 % alike", "Mia Halvorsen", "Mia Halversen", "(filled in)", "CFO", "M makes L17 part of L16")
	run.Golden("review-80")
	run.Resize(120, 40)
	run.Golden("review-120")
	run.Press("j")
	run.Shows("2 of 2", "Tamarack Foods Group")
	run.Press("k", "M")
	run.Shows("1 of 1", "Tamarack Foods Group")
	run.Press("N")
	run.Shows("No pairs wait")
	if !slices.Equal(o.said, []string{"merged", "they are two for ever"}) {
		t.Errorf("said %q", o.said)
	}
	run.Press("M")
	if toast, ok := run.Last().(nav.ToastMsg); !ok || toast.Text == "" {
		t.Error("a key that does nothing does not say why")
	}
}

func TestARefusedMergeLeavesThePair(t *testing.T) {
	o := &reviewer{pairs: pairs(), err: model.Errorf(model.Refused, "both are with sales")}
	run := pagetest.Open(t, lists.NewReview(session(), o, ""), 80, 24)
	run.Press("M")
	run.Shows("1 of 2", "Mia Halversen")
	o.err = nil
	run.Press("b")
	run.Shows("1 of 1")
}

func TestReviewFitsEverySize(t *testing.T) {
	o := &reviewer{pairs: pairs()}
	for i, n := range pagetest.Hostile() {
		p := pairs()[0]
		p.ID, p.Why, p.A.Name, p.B.Name, p.List = int64(100+i), n, n, n+"x", n
		p.A.Fields["title"], p.B.Fields["title"] = n, "y"+n
		o.pairs = append(o.pairs, p)
	}
	run := pagetest.Open(t, lists.NewReview(session(), o, ""), 80, 24)
	run.Sweep()
	for range pagetest.Hostile() {
		run.Press("j")
		run.Resize(60, 20)
		run.Exact()
	}
	run.Sweep()
	empty := pagetest.Open(t, lists.NewReview(session(), &reviewer{}, ""), 80, 24)
	empty.Sweep()
}
