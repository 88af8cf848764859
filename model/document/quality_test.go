package document

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ripen/model"
)

func week48() model.Quality {
	return model.Quality{From: model.NewDate(2026, 11, 23), To: model.NewDate(2026, 11, 29),
		Lists: []model.ListQuality{{ListID: 3, List: "Ledgerline B2B file", Source: "Ledgerline Data (bought)", Category: "purchased", Touched: 52, Leads: 40,
			Defects: []model.DefectCount{{Code: "wrong-number", Field: "phone_2", Column: "Mobile", Count: 7, Of: 52}, {Code: "disconnected", Field: "phone_2", Column: "Mobile", Count: 2, Of: 52},
				{Code: "left-company", Field: "name", Column: "First Name, Last Name", Count: 1, Of: 52}, {Code: "other", Count: 2, Of: 52}},
			Missing: []model.MissingCount{{What: "email", Lacked: 18, Found: 11, Where: map[string]int{"company website": 7, "not said": 4}},
				{What: "title", Lacked: 9, Where: map[string]int{}}},
			Words: []string{"Mia Halvorsen says the fair was in 2019", "call 617 555 0142 or mia@halvorsen.example, see halvorsen.example; will voss answered for Will"}},
			{List: "added by hand", Touched: 3}},
		Sources: []model.SourceQuality{{Source: "harbour register, told by Mia", Leads: 2, Contacts: 3, Reached: 1}},
		Private: []string{"Halvorsen Freight", "Mia Halvorsen", "Will Voss", "Halvorsen", "Mia", "Voss", "Will"}}
}

func TestTheRetrospectiveReadsAsALetter(t *testing.T) {
	got := string(Quality(week48()))
	for _, want := range []string{
		"# Retrospective of the lists, week 48, 23 Nov to 29 Nov 2026\n",
		"attempted 52 contacts of 1 list.",
		"## Ledgerline B2B file\n",
		"Purchased, Ledgerline Data (bought). In this week we attempted 52 contacts at 40 companies.",
		"| wrong number | Mobile | 7 of 52 |",
		"| other | the row | 2 of 52 |",
		"| e-mail | 18 of 52 | 11 | company website 7, not said 4 |",
		"- Try the numbers in “Mobile” before the list goes out: 9 numbers were wrong or out of service, for 52 contacts attempted.",
		"- Say when each person was last confirmed: 1 person had left or was somebody else, for 52 contacts attempted.",
		"- Bring the e-mail: it was missing for 18 of 52 contacts, and we have found it for 11, most often here: company website.",
		"- Bring the title: it was missing for 9 of 52 contacts, and we have not found it for any of them so far.",
		"- “(somebody) says the fair was in 2019”",
		"- “call (a number) or (an address), see (a website); (somebody) answered for (somebody)”",
		"| harbour register, told by (somebody) | 2 | 3 | 1 | 0 |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in it:\n%s", want, got)
		}
	}
	if strings.Contains(got, "added by hand\n") {
		t.Error("leads without makers have a section")
	}
}

func TestAWeekWithoutWorkSaysSo(t *testing.T) {
	got := string(Quality(model.Quality{From: model.NewDate(2026, 11, 23), To: model.NewDate(2026, 11, 29)}))
	if !strings.Contains(got, "Nobody from a list was attempted") || strings.Contains(got, "##") {
		t.Error(got)
	}
	if next := NextTime(model.ListQuality{Touched: 4}); !slices.Equal(next, []string{"Nothing was wrong and nothing was missing: go on as you do."}) {
		t.Error(next)
	}
}

// Whatever people wrote and lists are called, it stays text, no figure stands in
// it that was not counted, and nobody is named.
func TestNothingPersonalLeavesTheHouse(t *testing.T) {
	figure := regexp.MustCompile(`\d+`)
	rapid.Check(t, func(t *rapid.T) {
		n := func(label string) int { return rapid.IntRange(0, 40).Draw(t, label) }
		name := rapid.StringMatching(`[A-Z][a-zé]{5,9} [A-Z][a-z]{5,9}`).Draw(t, "name")
		q := model.Quality{From: model.NewDate(2026, 11, 23), To: model.NewDate(2026, 11, 29), Private: append([]string{name}, strings.Fields(name)...)}
		around := rapid.SampledFrom([]string{"", "# ", "| ", "<b>", "[x](", "- ", "\x1b[31m", "\n"}).Draw(t, "around")
		q.Lists = []model.ListQuality{{ListID: 1, List: around + "list", Touched: n("touched"), Leads: n("leads"),
			Defects: []model.DefectCount{{Code: "wrong-number", Column: around + "Mobile", Count: n("count"), Of: 40}},
			Missing: []model.MissingCount{{What: "phone", Lacked: n("lacked"), Found: 1, Where: map[string]int{around + "told by " + strings.ToLower(name): 1}}},
			Words:   []string{around + name + " " + name + ", " + strings.ToUpper(name) + " +1 617 555 0142"}}}
		got := Quality(q)
		for _, part := range q.Private {
			if strings.Contains(strings.ToLower(string(got)), strings.ToLower(part)) {
				t.Fatalf("%q is in it:\n%s", part, got)
			}
		}
		l := q.Lists[0]
		allowed := []int{48, 23, 29, 2026, 1, l.Touched, l.Leads, l.Defects[0].Count, 40, l.Missing[0].Lacked, 31}
		for _, f := range figure.FindAllString(string(got), -1) {
			if !slices.ContainsFunc(allowed, func(a int) bool { return f == strconv.Itoa(a) }) {
				t.Fatalf("%s is a figure that nobody counted:\n%s", f, got)
			}
		}
		if strange := read(got).strange; len(strange) > 0 {
			t.Fatalf("mark-up %v:\n%s", strange, got)
		}
	})
}
