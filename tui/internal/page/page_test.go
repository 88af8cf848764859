package page_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"ripen/model"
	"ripen/tui/internal/page"
	"ripen/tui/internal/pagetest"
	"ripen/tui/kit"
	"ripen/tui/nav"
	"ripen/tui/theme"
)

func look(p termenv.Profile) theme.Look {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	th := theme.New(r, "dark", true)
	g := theme.Narrow()
	return theme.Look{Theme: &th, Glyphs: &g}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct {
		name, text string
		w          int
		want       string
	}{
		{"paragraphs are filled", "one two\nthree\n\n\nfour", 9, "one two\nthree\n\nfour"},
		{"emphasis goes, stars that are none stay", "**bold** and *soft*, 2 * 3 * 4, a*b", 60, "bold and soft, 2 * 3 * 4, a*b"},
		{"a marked word next to its comma is one word", "**engaged**: yes", 10, "engaged:\nyes"},
		{"code keeps its spaces", "use `all = \"stated\"`", 60, `use all = "stated"`},
		{"what is escaped means nothing", `\*no\* \# \| \$2M 1\. \\`, 60, `*no* # | $2M 1. \`},
		{"lists hang", "- one two three\n- four\n  1. five", 12, "· one two\n  three\n· four\n  1. five"},
		{"a heading and its block", "## Gates\n\nnone", 20, "── Gates ───────────\nnone"},
		{"code blocks are not filled", "```toml\na = 1\n\nb = 2\n```\nafter", 20, " │ a = 1\n │\n │ b = 2\nafter"},
		{"an open code block ends with the text", "```\na", 20, " │ a"},
		{"a table", "| # | name |\n| --- | --- |\n| 1 | pain \\| cost |", 40, "#  name\n1  pain | cost"},
		{"a narrow table wraps its cells", "| a | b |\n|---|---|\n| 1 | one two three |", 12, "a  b\n1  one two\n   three"},
		{"quotations are marked", "> said so\n> twice", 20, "│ said so twice"},
		{"a long word is broken, not cut", "abcdefghij", 4, "abcd\nefgh\nij"},
	} {
		lines := page.Markdown(look(termenv.Ascii), c.text, c.w)
		if got := strings.TrimSpace(pagetest.See(strings.Join(lines, "\n"))); got != strings.TrimSpace(c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// Whatever the text is, every line fits and every word of plain text is there.
func TestMarkdownFitsAndLosesNothing(t *testing.T) {
	l := look(termenv.TrueColor)
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{"word", "**", "*", "`", "| ", "\n", "\n\n", "- ", "# ", "```", "> ", "---", "東京", " ", "\\", "|---|", "1. ", "ไทย", "🇩🇪", "\x1b[31m", "é"})).Draw(t, "text")
		w := rapid.IntRange(1, 90).Draw(t, "w")
		for _, line := range page.Markdown(l, strings.Join(pieces, ""), w) {
			if n := kit.Width(line); n > w {
				t.Fatalf("%d cells in %d: %q", n, w, line)
			}
		}
	})
	words := "alpha beta gamma delta epsilon zeta eta theta"
	for w := 1; w < 60; w++ {
		got := strings.Join(page.Markdown(look(termenv.Ascii), words, w), "")
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(words, " ", "") {
			t.Errorf("at %d cells: %q", w, got)
		}
	}
}

func TestMoney(t *testing.T) {
	for cents, want := range map[int64]string{0: "", 99: "$1", 35_000_000: "$350k", 99_949_900: "$999k", 99_950_000: "$1M", 120_000_000: "$1.2M", 145_000_000: "$1.5M",
		8_200_000_000: "$82M", 99_940_000_000: "$999M", 250_000_000_000: "$2.5B", -120_000_000: "-$1.2M"} {
		if got := page.Money(cents, "USD"); got != want {
			t.Errorf("%d cents are %q, want %q", cents, got, want)
		}
	}
	if got := page.Money(8_000_000, "CHF"); got != "CHF 80k" {
		t.Errorf("got %q", got)
	}
}

func TestDaysAndMoments(t *testing.T) {
	now := pagetest.Now
	for got, want := range map[string]string{
		page.Day(model.NewDate(2026, 11, 24), now): "today", page.Day(model.NewDate(2026, 11, 20), now): "20 Nov",
		page.Day(model.NewDate(2027, 1, 4), now): "4 Jan", page.Day(model.NewDate(2025, 11, 20), now): "20 Nov 2025", page.Day(0, now): "",
		page.Moment(now.Add(-time.Hour), now): "today 14:42", page.Moment(now.AddDate(0, 0, 2), now): "Thu 26 Nov 15:42",
		page.Ago(now.Add(-70*time.Minute), now): "1 h ago", page.Ago(now.Add(-49*time.Hour), now): "2 days ago", page.Ago(now.Add(time.Hour), now): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestValuesInWords(t *testing.T) {
	w := &model.World{Now: pagetest.Now, Policy: model.DefaultPolicy(), Contacts: []model.Contact{{ID: 7, Name: "Mia Halvorsen", Title: "CFO"}},
		Touches: []model.Touch{{ID: 3, Channel: model.Email, Voided: true}, {ID: 4, Channel: model.Phone}, {ID: 5, Channel: model.Phone}}}
	for _, c := range []struct {
		key  model.AttributeKey
		v    model.Value
		want string
	}{
		{model.IndustryCode, model.Value{"scheme": "naics", "code": "488510", "title": "Freight"}, "NAICS 488510 Freight"},
		{model.Firmographics, model.Value{"revenue": "8200000000", "employees": "340"}, "$82M, 340 employees"},
		{model.DecisionMakers, model.Value{"people": "C7; C99"}, "Mia Halvorsen, C99"},
		{model.Engaged, model.Value{"contact": "C7", "touch": "T5"}, "Mia Halvorsen, call 2"},
		{model.Process, model.Value{"steps": "board", "decision_by": "2026-11-30"}, "board, decision by 30 Nov"},
		{model.Budget, model.Value{"amount": "35000000", "currency": "EUR", "status": "allocated"}, "€350k, allocated"},
		{model.Urgency, nil, ""},
	} {
		if got := page.Value(w, c.key, c.v); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
}

func TestTextScrolls(t *testing.T) {
	x := page.NewText(look(termenv.Ascii), nav.NewKeyMap())
	x.SetSize(40, 5)
	x.Show(func(int) []string {
		var out []string
		for i := range 20 {
			out = append(out, fmt.Sprint("line ", i+1))
		}
		return out
	})
	see := func() string { return pagetest.See(x.View()) }
	if got := see(); !strings.HasPrefix(got, "line 1\nline 2\nline 3\nline 4\n") || !strings.Contains(got, "1–4 of 20 lines, j shows more") {
		t.Errorf("at the top:\n%s", got)
	}
	for _, k := range []string{"j", "ctrl+d", "G", "j"} {
		x.Update(pagetest.Key(k))
	}
	if got := see(); !strings.HasPrefix(got, "line 17") || !strings.Contains(got, "17–20 of 20 lines") || strings.Contains(got, "more") {
		t.Errorf("at the end:\n%s", got)
	}
	if x.Update(pagetest.Key("x")) {
		t.Error("a key of the screen was eaten")
	}
	x.Show(func(int) []string { return []string{"short"} })
	if got := strings.TrimRight(see(), "\n"); got != "short" {
		t.Errorf("after it became short: %q", got)
	}
}

// Markdown of any bytes ends, and no line of it carries more than text and
// colours.
func FuzzMarkdown(f *testing.F) {
	f.Add("# a\n\n- **b** `c`\n| d | e |\n|---|---|\n| 1 | 2 |", 30)
	f.Add("```\n\x1b]0;t\x07", 3)
	f.Add("*a **b* c** 東", 1)
	f.Fuzz(func(t *testing.T, text string, w int) {
		w = max(1, min(200, w%200))
		for _, line := range page.Markdown(look(termenv.Ascii), text, w) {
			if fault := pagetest.Fault(kit.Fit(line, w), w, 1); fault != "" {
				t.Error(fault)
			}
		}
	})
}

// A text that stands on the screen is drawn anew when the look changes under it,
// before anything is loaded again.
func TestATextFollowsTheLook(t *testing.T) {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	s := pagetest.Session(theme.New(r, "dark", true))
	s.Renderer, s.Caps.Dark, s.Prefs = r, true, nav.NewPrefs(nil, nil)
	text := page.NewText(s.Look(), s.Keys)
	text.Show(func(int) []string { return []string{s.Look().Paint(theme.Good, "kept"), "", "end"} })
	text.SetSize(10, 3)
	dark := text.View()
	s.Prefs.Set(nav.PrefTheme, "high-contrast")
	if s.Dress(); text.View() == dark {
		t.Error("still drawn in the dark theme")
	}
	s.Prefs.Set(nav.PrefDensity, "compact")
	if s.Dress(); pagetest.See(text.View()) != "kept\nend\n" {
		t.Errorf("compact shows %q", pagetest.See(text.View()))
	}
}
