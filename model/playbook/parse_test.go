package playbook

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ripen/model"
)

func TestTheBuiltInPlaybookIsTheRules(t *testing.T) {
	p := builtIn(t)
	if p.Title != "What a lead must have to graduate" || !p.Rules.NearTerm || !p.Rules.NextStep || p.Rules.Touches != 7 || p.Rules.Channels != 2 {
		t.Errorf("%q %+v", p.Title, p.Rules)
	}
	for _, key := range model.AttributeKeys() {
		want := model.Stated
		if key == model.Engaged || key == model.Pain {
			want = model.Confirmed
		}
		if got := p.Rules.Rungs[key]; got != want {
			t.Errorf("%s at %s", key, got)
		}
	}
	w := freight(t)
	if rules, _ := RulesFor(w); rules.HorizonDays != 180 || rules.StaleDays[model.Engaged] != 90 {
		t.Errorf("the policy's numbers do not stand: %+v", rules)
	}
}

func TestAPlaybookIsRead(t *testing.T) {
	p, err := Parse([]byte("# Ours\n\n```toml\n[gates]\nall = \"listed\"\nbudget = \"unknown\"\nhorizon = \"any\"\nnear_term_days = 90\n[stale]\nbudget = 60\n" +
		"[[segment]]\nname = \"fairs\"\ncategories = [\"trade-show\"]\n[segment.gates]\npain = \"stated\"\n[target]\nrevenue = [\"$5M\", 0]\nemployees = [50, 1000]\n```\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := p.Segments[0]
	if p.Rules.NearTerm || p.Rules.HorizonDays != 90 || p.Rules.StaleDays[model.Budget] != 60 || p.Rules.Rungs[model.Budget] != model.Unknown ||
		s.Rules.Rungs[model.Pain] != model.Stated || s.Rules.Rungs[model.Process] != model.Listed || p.Rules.Rungs[model.Pain] != model.Listed ||
		p.Target.Revenue != [2]int64{500_000_000, 0} || p.Target.Employees != [2]int{50, 1000} {
		t.Errorf("%+v", p)
	}
}

// Whoever edits the page by hand is told where and what.
func TestABadPlaybookIsRefusedWithItsLine(t *testing.T) {
	page := func(block string) string { return "# Ours\n\nWords.\n\n```toml\n" + block + "\n```\n" }
	cases := []struct{ page, line, reason string }{
		{"# Ours\n", "line 1:", "no block"},
		{page("[gates]") + "\n```toml\n```\n", "line 9:", "a second block"},
		{page("[gates"), "line 6:", ""},
		{page("[gates]\nbudgett = \"stated\""), "line 7:", "budgett is not known here"},
		{page("[gates]\n# words\nbudget = \"certain\""), "line 8:", "listed, stated or confirmed"},
		{page("[gates]\nnext_step = 1"), "line 7:", "true or false"},
		{page("[gates]\nhorizon = \"soon\""), "line 7:", "near-term"},
		{page("[advice]\ntouches = -1"), "line 7:", "whole number from 0"},
		{page("[stale]\nbudget = 0"), "line 7:", "from 1 to"},
		{page("gate = 1"), "line 6:", "gate is not known here; use one of gates"},
		{page("[[segment]]\ncategories = [\"trade-show\"]"), "line 6:", "needs a name"},
		{page("[[segment]]\nname = \"a\""), "line 6:", "needs industries, categories or employees"},
		{page("[[segment]]\nname = \"a\"\ncategories = [\"fair\"]"), "line 8:", "has \"fair\""},
		{page("[[segment]]\nname = \"a\"\nindustries = [\"48\"]\n[[segment]]\nname = \"b\"\nindustries = [\"52\"]\n[segment.gates]\npains = \"stated\""), "line 13:", "pains is not known"},
		{page("[target]\nindustries = [\"freight\"]"), "line 7:", "first digits"},
		{page("[target]\nemployees = [50, 10]"), "line 7:", "[50, 1000]"},
		{page("[target]\nrevenue = [\"lots\", 0]"), "line 7:", "range"},
		{page("[target]\n[[target.titles]]\nwords = \"CFO\"\nweight = 3"), "line 9:", "0 to 1"},
	}
	for _, c := range cases {
		_, err := Parse([]byte(c.page))
		if err == nil || model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), c.line) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%q: %v, wanted %s %s", c.page, err, c.line, c.reason)
		}
	}
}

func TestABadGuideIsRefusedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"[[question]]\nabout = \"money\"\nask = \"?\"\nwho = [\"user\"]":                     "line 2: about",
		"[[question]]\nabout = \"budget\"\nwho = [\"user\"]":                                 "line 1: a question needs ask",
		"[[question]]\nabout = \"budget\"\nask = \"?\"":                                      "line 1: a question needs who",
		"[[question]]\nabout = \"budget\"\nask = \"?\"\nwho = [\"boss\"]":                    "line 4: who has \"boss\"",
		"[passages]\na = \"\"\"\nx = 1\n\"\"\"\nb = 3":                                       "line 5: b must be a text",
		"[[question]]\nabout = \"budget\"\nask = \"?\"\nwho = [\"user\"]\nwhy = \"because\"": "line 5: why is not known",
	} {
		if _, err := ParseGuide([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, wanted %s", text, err, want)
		}
	}
}

var stepGuide = regexp.MustCompile(`(?s)\[\[step\]\]\s+channel = "([a-z-]+)".*?guide = "([a-z0-9-]+)"`)

// Each step of the five cadences has its words: a passage for a call, a text for
// what is sent, each with one question and known placeholders only.
func TestEveryStepHasItsWords(t *testing.T) {
	g := guide(t)
	files, _ := filepath.Glob("../../assets/cadences/*.toml")
	if len(files) != 5 {
		t.Fatalf("%d cadences", len(files))
	}
	steps := 0
	for _, f := range files {
		b, _ := os.ReadFile(f)
		for _, m := range stepGuide.FindAllStringSubmatch(string(b), -1) {
			steps++
			text := g.Passages[m[2]]
			if m[1] != "phone" {
				b, err := os.ReadFile("../../assets/templates/" + m[2] + ".md")
				if err != nil {
					t.Error(err)
				}
				if text = string(b); strings.HasPrefix(text, "Subject: ") != (m[1] == "email") {
					t.Errorf("%s: an e-mail, and nothing else, begins with its subject", m[2])
				}
				if n := strings.Count(text, "?"); n == 0 || n > 2 {
					t.Errorf("%s asks %d questions", m[2], n)
				}
			}
			if text == "" {
				t.Errorf("%s has no words", m[2])
			}
			for _, p := range regexp.MustCompile(`\{[^}]*\}`).FindAllString(text, -1) {
				if !strings.Contains("{first_name} {company} {my_name} {my_company} {industry} {last_touch}", p) {
					t.Errorf("%s has %s", m[2], p)
				}
			}
		}
	}
	if steps != 53 {
		t.Errorf("%d steps", steps)
	}
}

func TestTheGuideAsksAboutEverything(t *testing.T) {
	g := guide(t)
	for _, key := range model.AttributeKeys() {
		if n := len(g.Questions[key]); n != 2 {
			t.Errorf("%s has %d questions", key, n)
		}
		for _, q := range g.Questions[key] { // they are shown as they stand
			if !strings.HasSuffix(q.Ask, "?") || strings.Contains(q.Ask, "{") {
				t.Errorf("%s: %q", key, q.Ask)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("# x\n```toml\n[gates]\nall = \"stated\"\n[[segment]]\nname=\"a\"\n```")
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := Parse([]byte(s)); err != nil && model.CodeOf(err) != model.Invalid {
			t.Errorf("%v", err)
		}
	})
}
