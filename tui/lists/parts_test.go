package lists

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
)

func TestTheRateFollowsAndTheTimeLeftIsTold(t *testing.T) {
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	var m meter
	for s := range 31 { // 100 rows a second, then half as fast
		done := s * 100
		if s > 15 {
			done = 1500 + (s-15)*50
		}
		m.note(at.Add(time.Duration(s)*time.Second), model.ImportProgress{Stage: "bringing in", Done: done, Total: 10000})
		want := 0.0
		switch {
		case s >= 1 && s <= 15:
			want = 100
		case s >= 25:
			want = 50
		}
		if got := m.rate(); want > 0 && got != want {
			t.Errorf("after %d s: %v rows a second, want %v", s, got, want)
		}
	}
	if d, ok := m.left(); !ok || span(d) != "2 min 35 s" {
		t.Errorf("%v left", d)
	}
	if m.rows() != "2,250 of 10,000 rows" {
		t.Error(m.rows())
	}
	m.note(at.Add(time.Hour), model.ImportProgress{Stage: "indexing", Done: 7})
	if _, ok := m.left(); ok || m.rate() != 0 || m.rows() != "7 rows" || fmt.Sprint(m.before) != "[bringing in]" {
		t.Error("the next stage has the rate of the one before")
	}
	m.note(at.Add(time.Hour), model.ImportProgress{Stage: "indexing", Done: 9}) // a clock that stands still
	if m.rate() != 0 {
		t.Error("a rate out of no time")
	}
}

// What is written as the screen writes it is read as it was meant.
func TestAssignmentsReadBack(t *testing.T) {
	team := []model.MemberRow{}
	for i, n := range []string{"Dana Ortiz", "Omar Reyes", "Ines Falk", "Jo Li", "Zoë Brûlée"} {
		team = append(team, model.MemberRow{Member: model.Member{ID: model.MemberID(i + 1), Name: n, Role: model.Specialist, Active: true}})
	}
	rapid.Check(t, func(t *rapid.T) {
		who := rapid.Permutation(team).Draw(t, "who")[:rapid.IntRange(0, len(team)).Draw(t, "n")]
		regions := rapid.Permutation([]model.Region{"US-MA", "US-NY", "DE", "DE-BY", "GB", "JP", "US"}).Draw(t, "regions")
		var want []model.Assignment
		var parts []string
		for _, m := range who {
			a := model.Assignment{Member: m.ID}
			part := m.Name
			for range rapid.IntRange(0, 2).Draw(t, "takes") {
				if len(regions) > 0 {
					a.Regions, regions = append(a.Regions, regions[0]), regions[1:]
				}
			}
			for i, r := range a.Regions {
				sep := " "
				if i == 0 {
					sep = ": "
				}
				part += sep + strings.ToLower(string(r))
			}
			want, parts = append(want, a), append(parts, part)
		}
		got, err := assignments(strings.Join(parts, ", "), team)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q is read as %+v, %v", parts, got, err)
		}
	})
	rapid.Check(t, func(t *rapid.T) { // and whatever else is typed is refused in words, or taken; it never falls over
		text := rapid.StringOf(rapid.RuneFrom([]rune("dana,: ;OMarUS-é東\t"))).Draw(t, "text")
		all, err := assignments(text, team)
		if err != nil && (model.CodeOf(err) != model.Invalid || err.Error() == "") {
			t.Fatalf("%q: %v", text, err)
		}
		sharing(all, team, "you")
	})
}

// However columns are corrected, no field is held twice, and what the person
// said leads an import to the mapping on the screen.
func TestCorrectionsAgreeWithTheScreen(t *testing.T) {
	fields := []string{"", "company", "name", "phone", "phone_2", "email"}
	rapid.Check(t, func(t *rapid.T) {
		look := model.ListLook{HeaderLine: 1}
		given := rapid.Permutation(fields[1:]).Draw(t, "given")
		for i := range rapid.IntRange(1, 6).Draw(t, "columns") {
			c := model.ListColumn{Header: rapid.SampledFrom([]string{"Tel", "a=b", "", "Firm", "tel "}).Draw(t, "header")}
			if i < len(given) && rapid.Bool().Draw(t, "mapped") {
				c.Field = given[i]
			}
			look.Columns = append(look.Columns, c)
		}
		holds := map[string]string{} // field → column, as guessed
		for i, c := range look.Columns {
			if c.Field != "" {
				holds[c.Field] = columnName(look, i)
			}
		}
		var said settled
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			said.take(&look, rapid.IntRange(0, len(look.Columns)-1).Draw(t, "column"), rapid.SampledFrom(fields).Draw(t, "field"))
		}
		for f, c := range unpaired(strings.Join(pairs(said.fields), "\n"), false) {
			holds[f] = c
		}
		seen := map[string]string{}
		for i, c := range look.Columns {
			if _, twice := seen[c.Field]; twice && c.Field != "" {
				t.Fatalf("%s is held twice", c.Field)
			}
			seen[c.Field] = columnName(look, i)
		}
		delete(seen, "")
		for f, c := range holds {
			if c == "" {
				delete(holds, f)
			}
		}
		if !reflect.DeepEqual(holds, seen) {
			t.Fatalf("an import would read %v, the screen shows %v; said %v", holds, seen, said.fields)
		}
	})
}
