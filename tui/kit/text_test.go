package kit_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

func TestCleanKeepsWordsAndDropsTheRest(t *testing.T) {
	for in, want := range map[string]string{
		"Halvorsen Freight":                    "Halvorsen Freight",
		"\x1b[31mred\x1b[0m":                   "red",
		"\x1b]0;title\x07after":                "after",
		"\x1b]8;;http://x\x1b\\link\x1b]8;;\a": "link",
		"\x1b]never ends":                      "never ends",
		"\x1b[":                                "",
		"a\x1b":                                "a",
		"\u202egnp.exe\u202c":                  "gnp.exe",
		"a\x00b\x07c\x7f":                      "abc",
		"one\ntwo\tthree\r":                    "one two three ",
		"\u009b31mC1":                          "C1",
		"\u0301e\u0301":                        "e\u0301",
		"\xffx":                                "?x",
		"zero\u200bwidth\ufeff":                "zerowidth",
		"☎️":                                   "☎",
		"nb\u00a0sp":                           "nb sp",
		"東京":                                   "東京",
	} {
		if got := kit.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := kit.CleanLines("a\r\nb\x1b[2Jc"); got != "a\nbc" {
		t.Errorf("lines: %q", got)
	}
}

// anyText is made of pieces that are hard to measure.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for _, p := range rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom(names()), rapid.String(),
			rapid.SampledFrom([]string{"\x1b[1m", "\x1b[0m", "\x1b[38;2;1;2;3m", "\x1b", "\u0600", "\U0001F1E9", "\u200d", "\u1100", "\u1161", "\u0d4e", "\U00011a3a", "\n"}),
		), 0, 6).Draw(t, "pieces") {
			b.WriteString(p)
		}
		return b.String()
	})
}

func TestFitIsExactForAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, w := anyText().Draw(rt, "text"), rapid.IntRange(0, 40).Draw(rt, "w")
		got := kit.Fit(s, w)
		if n := ansi.StringWidth(got); n != w {
			rt.Fatalf("%d cells: %q", n, got)
		}
		if n := kit.Width(got); n != w {
			rt.Fatalf("Width says %d of %q", n, got)
		}
		if !utf8.ValidString(got) {
			rt.Fatalf("broken text %q", got)
		}
		// What stands to its right is where it should be.
		if n := ansi.StringWidth(got + "│" + kit.Fit(s, 5)); n != w+6 {
			rt.Fatalf("neighbours: %d cells, want %d: %q", n, w+6, got)
		}
		harmless(t, "Fit", got)
		clean := kit.Clean(s)
		harmless(t, "Clean", clean)
		if kit.Clean(clean) != clean {
			rt.Fatalf("cleaning twice differs: %q, %q", clean, kit.Clean(clean))
		}
		if strings.Contains(clean, "\x1b") {
			rt.Fatalf("escape left: %q", clean)
		}
	})
}

func TestWidthAgreesWithTheRenderer(t *testing.T) {
	for r := rune(0x20); r < 0x3000; r++ {
		s := kit.Clean(string(r))
		if got, want := kit.Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("%U: %d, renderer %d", r, got, want)
		}
	}
	if runewidth.StringWidth("●…─") != 3 {
		t.Error("bubbles would measure the glyphs as wide")
	}
}

// The widths must not follow the locale of the process, so this runs the test
// above in one whose locale has wide glyphs.
func TestWidthsDoNotFollowTheLocale(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^TestWidthAgreesWithTheRenderer$")
	cmd.Env = append(os.Environ(), "LC_ALL=ja_JP.UTF-8", "LANG=ja_JP.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("under ja_JP: %v\n%s", err, out)
	}
}

func TestACutIsMarked(t *testing.T) {
	if got := kit.Fit("Halvorsen Freight", 9); got != "Halvorse…" {
		t.Errorf("%q", got)
	}
	if got := kit.Fit("東京冷蔵", 4); ansi.StringWidth(got) != 4 || !strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
	if got := kit.FitRight("42", 5); got != "   42" {
		t.Errorf("%q", got)
	}
	view := kit.Clamp("one\ntwo\nthree", 10, 2)
	if view != "one       \ntwo      …" {
		t.Errorf("lost lines are not marked: %q", view)
	}
	// One mark says both that the line is cut and that lines are.
	for _, line := range []string{"exactly te", "longer than ten", "\x1b[31mred and long\x1b[0m", "東京都港区芝公園"} {
		view := kit.Clamp(line+"\nmore", 10, 1)
		if strings.Count(view, "…") != 1 || kit.Width(view) != 10 {
			t.Errorf("%q becomes %q", line, view)
		}
	}
	if view := kit.Clamp("one\ntwo\n\n", 4, 2); strings.Contains(view, "…") {
		t.Errorf("blank lines are no loss: %q", view)
	}
}

func TestColoursEndWhereTheirTextEnds(t *testing.T) {
	if got := kit.Fit("\x1b[31mred", 5); got != "\x1b[31mred\x1b[0m  " {
		t.Errorf("%q", got)
	}
	l := rich()
	if got := kit.Fit(l.Paint(theme.Bad, "overdue since"), 8); !strings.HasSuffix(got, "\x1b[0m") || see(got) != "overdue…" {
		t.Errorf("%q", got)
	}
}

func TestWrapLosesNoWord(t *testing.T) {
	text := "Call me Tuesday at half past ten, after our budget round. Tor has to agree."
	for w := 1; w < 80; w++ {
		lines := kit.Wrap(text, w)
		for _, l := range lines {
			if kit.Width(l) > w {
				t.Errorf("at %d: %q", w, l)
			}
		}
		if w >= 8 && strings.Join(strings.Fields(strings.Join(lines, " ")), " ") != text {
			t.Errorf("at %d: %q", w, lines)
		}
	}
	cut := kit.WrapTo(text, 20, 2)
	if len(cut) != 2 || !strings.HasSuffix(cut[1], "…") || kit.Width(cut[1]) > 20 {
		t.Errorf("%q", cut)
	}
	if kit.Wrap(text, 0) != nil || len(kit.WrapTo(text, 20, 0)) != 0 {
		t.Error("no room still has lines")
	}
}

func TestColumnsKeepTheRight(t *testing.T) {
	if got := kit.Columns("Halvorsen Freight, Boston MA", "00:47", 20); got != "Halvorsen Fre… 00:47" {
		t.Errorf("%q", got)
	}
	for w := range 60 {
		for _, n := range names() {
			exact(t, "Columns", kit.Columns(n, "right", w), w, 1)
			exact(t, "Columns", kit.Columns("left", kit.Clean(n), w), w, 1)
		}
	}
}

func TestHighlight(t *testing.T) {
	l := rich()
	got := kit.Highlight(l, theme.Text, "Tamarack Foods, TAMA", "tama")
	if want := l.Paint(theme.Match, "Tama") + "rack Foods, " + l.Paint(theme.Match, "TAMA"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := kit.Highlight(l, theme.Text, "Åsgård", "åsG"); see(got) != "Åsgård" || !strings.Contains(got, l.Paint(theme.Match, "Åsg")) {
		t.Errorf("%q", got)
	}
}

func TestOverlayPutsItWhereItBelongs(t *testing.T) {
	base := strings.TrimSuffix(strings.Repeat("東京冷蔵倉庫\n", 4), "\n")
	for w := range 16 {
		for h := range 6 {
			for x := range 10 {
				exact(t, "Overlay", kit.Overlay(base, w, h, "ab\ncd", 2, 2, x, 1), w, h)
			}
		}
	}
	got := kit.Overlay("0123456789\n0123456789\n0123456789", 10, 3, "ab", 2, 1, 4, 1)
	if got != "0123456789\n0123ab6789\n0123456789" {
		t.Errorf("%q", got)
	}
}

func TestProgressAndSparks(t *testing.T) {
	l := plain()
	for _, c := range []struct {
		done, of int
		want     string
	}{
		{31, 60, "██████████░░░░░░░░░░ 52 %"}, {0, 60, "░░░░░░░░░░░░░░░░░░░░ 0 %"},
		{1, 600, "█░░░░░░░░░░░░░░░░░░░ 0 %"}, {70, 60, "████████████████████ 117 %"}, {5, 0, "░░░░░░░░░░░░░░░░░░░░ 5"},
	} {
		if got := kit.Progress(l, 20, c.done, c.of); got != c.want {
			t.Errorf("%d of %d: %q", c.done, c.of, got)
		}
	}
	if got := kit.Spark(l, []float64{0, 1, 4, 8}); got != "▁▂▅█" {
		t.Errorf("%q", got)
	}
	if got := kit.Spark(l, []float64{0, 0}); got != "▁▁" {
		t.Errorf("%q", got)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := kit.Count(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	if got := see(kit.RungLegend(l)); got != "● confirmed  ◐ stated  ◔ listed  ○ unknown  ◌ stale" {
		t.Errorf("%q", got)
	}
}

func TestWrapKeepsARunOfHyphensInside(t *testing.T) {
	for _, line := range kit.Wrap("word--- and more---", 5) {
		if kit.Width(line) > 5 {
			t.Errorf("%q is wider than five cells", line)
		}
	}
}
