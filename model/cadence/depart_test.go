package cadence_test

import (
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

// The first half of a move is the outcome left-company, but for what goes along.
func TestDepart(t *testing.T) {
	for name, v := range map[string]struct {
		change func(*model.World)
		move   model.ContactMove
		code   model.Code
		says   string // of the error, or the first effect
		goes   int
		dead   int
	}{
		"nothing goes along": {move: model.ContactMove{ContactID: 1}, says: "Mia Halvorsen has left for Nordlys", dead: 3},
		"a number goes along, named twice": {move: model.ContactMove{ContactID: 1, Keep: []model.PointID{10, 10}},
			says: "Mia Halvorsen has left for Nordlys", goes: 1, dead: 2},
		"she had left before": {change: func(w *model.World) { w.Contact(1).Left = true; w.Contact(1).Points[1].Status = model.PointDead },
			move: model.ContactMove{ContactID: 1, Keep: []model.PointID{11}}, goes: 1},
		"nobody":           {move: model.ContactMove{ContactID: 9}, code: model.NotFound, says: "C9"},
		"the switchboard":  {change: func(w *model.World) { w.Contact(1).Name = "switchboard" }, move: model.ContactMove{ContactID: 1}, code: model.Invalid, says: "nobody"},
		"another's number": {move: model.ContactMove{ContactID: 1, Keep: []model.PointID{20}}, code: model.NotFound, says: "none of"},
		"the main line":    {change: func(w *model.World) { *w = sharedLine(*w) }, move: model.ContactMove{ContactID: 1, Keep: []model.PointID{10}}, code: model.Invalid, says: "stays behind"},
		"what is no number": {change: func(w *model.World) { w.Contact(1).Points[0].Status = model.PointInvalid },
			move: model.ContactMove{ContactID: 1, Keep: []model.PointID{10}}, code: model.Invalid, says: "leave it out"},
	} {
		t.Run(name, func(t *testing.T) {
			w := model.Clone(world(t, "standard", "Mon 23 Nov 09:00"))
			if v.change != nil {
				v.change(&w)
			}
			before := model.Clone(w)
			out, err := cadence.Depart(book, w, v.move, "Nordlys")
			if len(model.Diff(before, w)) > 0 {
				t.Fatal("the world that was looked at is another")
			}
			if v.code != "" {
				if model.CodeOf(err) != v.code || !strings.Contains(err.Error(), v.says) {
					t.Fatal(err)
				}
				return
			}
			if err != nil || len(out.Goes) != v.goes {
				t.Fatal(err, out.Goes)
			}
			after := model.Apply(out.World, out.Decision.Changes)
			c, dead := after.Contact(1), 0
			for _, p := range c.Points {
				if p.Status == model.PointDead {
					dead++
				}
			}
			if !c.Left || len(c.Points) != 3-v.goes || v.dead > 0 && dead != v.dead {
				t.Fatalf("%+v", c)
			}
			if v.says == "" {
				if len(out.Decision.Changes) > 0 {
					t.Fatal("it happened twice:", out.Decision.Changes)
				}
				return
			}
			if !says(out.Decision, v.says) {
				t.Fatal(out.Decision.Effects)
			}
			if enrolment(t, after, 1).State != model.EnrolStopped || enrolment(t, after, 2).State != model.EnrolDue {
				t.Fatal("her cadence goes on, or nobody follows her")
			}
		})
	}
}

func TestArrive(t *testing.T) {
	who := model.Contact{ID: 40, Name: "Siv Moe", Given: "Siv", Title: "CFO", Role: model.DecisionMaker, NoEmail: true, Zones: []string{"Europe/Oslo"}}
	for name, v := range map[string]struct {
		change func(*model.World, *model.Contact)
		there  model.ContactID
		title  string
		want   model.ContactID
		code   model.Code
		says   string
		check  func(*testing.T, model.Contact)
	}{
		"somebody new": {title: "COO", want: -1, says: "a contact of Halvorsen Freight now", check: func(t *testing.T, c model.Contact) {
			if c.Title != "COO" || c.Role != model.RoleUnknown || c.Source != "moved from Baltic Lines" || !c.NoEmail || len(c.Zones) != 1 || c.Rank != 3 {
				t.Fatalf("%+v", c)
			}
		}},
		"a title is not made up": {want: -1, says: "now", check: func(t *testing.T, c model.Contact) {
			if c.Title != "" {
				t.Fatalf("%+v", c)
			}
		}},
		"who asked not to be contacted": {change: func(_ *model.World, c *model.Contact) { c.Suppressed = true }, want: -1, says: "now", check: func(t *testing.T, c model.Contact) {
			if !c.Suppressed {
				t.Fatalf("%+v", c)
			}
		}},
		"who stands there already": {there: 2, title: "COO", want: 2, says: "already, as C2", check: func(t *testing.T, c model.Contact) {
			if c.Title != "COO" || !c.NoEmail || c.Name != "Tor Lind" {
				t.Fatalf("%+v", c)
			}
		}},
		"back again": {change: func(w *model.World, _ *model.Contact) { w.Contact(2).Left = true }, there: 2, want: 2, says: "is back", check: func(t *testing.T, c model.Contact) {
			if c.Left {
				t.Fatal("still gone")
			}
		}},
		"a closed lead": {change: func(w *model.World, _ *model.Contact) { w.Lead.Status = model.Won }, code: model.Refused, says: "name the company"},
	} {
		t.Run(name, func(t *testing.T) {
			w, c := model.Clone(world(t, "standard", "Mon 23 Nov 09:00")), who
			if v.change != nil {
				v.change(&w, &c)
			}
			d, id, err := cadence.Arrive(w, c, v.there, model.ContactMove{Title: v.title}, "Baltic Lines")
			if v.code != "" {
				if model.CodeOf(err) != v.code || !strings.Contains(err.Error(), v.says) {
					t.Fatal(err)
				}
				return
			}
			if err != nil || id != v.want || !says(d, v.says) {
				t.Fatal(id, d.Effects, err)
			}
			if v.check != nil {
				v.check(t, *model.Apply(w, d.Changes).Contact(id))
			}
		})
	}
}
