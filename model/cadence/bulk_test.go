package cadence_test

import (
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

// Whom an act on many leads enrols: who is pursued, else the first who may be.
func TestWhomABulkActEnrols(t *testing.T) {
	people := []model.Contact{{ID: 1, Rank: 2}, {ID: 2, Rank: 0, Suppressed: true}, {ID: 3, Rank: 1, Left: true}, {ID: 4, Rank: 3}}
	for name, c := range map[string]struct {
		people []model.Contact
		live   []model.Enrolment
		want   model.ContactID
		code   model.Code
	}{
		"nobody is pursued":        {people, nil, 1, ""},
		"the second is":            {people, []model.Enrolment{{ID: 1, ContactID: 4, CadenceID: 1, State: model.EnrolPaused}}, 4, ""},
		"he was once":              {people, []model.Enrolment{{ID: 1, ContactID: 4, CadenceID: 1, State: model.EnrolStopped}}, 1, ""},
		"an action is owed":        {people, []model.Enrolment{{ID: 1, ContactID: 4, State: model.EnrolDue}}, 1, ""},
		"all said no or have left": {people[1:3], nil, 0, model.Suppressed},
		"all have left":            {people[2:3], nil, 0, model.Refused},
		"nobody is known":          {nil, nil, 0, model.Refused},
	} {
		w := model.World{Lead: model.Lead{ID: 7, Status: model.Working}, Contacts: c.people, Enrolments: c.live}
		got, err := cadence.Each(w, model.Bulk{Act: model.BulkEnrol, Cadence: "standard"})
		if model.CodeOf(err) != c.code || got.ContactID != c.want || got.LeadID != 7 {
			t.Errorf("%s: %s, %v", name, got.ContactID, err)
		}
	}
}

func TestABulkActSaysWhatItDoes(t *testing.T) {
	for want, b := range map[string]model.Bulk{
		"assigned 14 leads to Omar":         {Act: model.BulkAssign, To: 2},
		"enrolled 14 leads in long-term":    {Act: model.BulkEnrol, Cadence: "long-term"},
		"let 14 leads rest until Mon 1 Feb": {Act: model.BulkRest, Until: model.NewDate(2027, 2, 1)},
	} {
		if got := b.Words(14, "Omar"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (model.Bulk{Act: model.BulkAssign}).Words(1, "Omar"); got != "assigned 1 lead to Omar" {
		t.Error(got)
	}
}
