package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"  Acme \t Inc \r\n":                 "Acme Inc",
		"a\x1b[31mred\x1b[0m b":              "ared b",
		"a\x1b]0;title\ab":                   "ab",
		"a\x1b]8;;http://x/Ü✓\x1b\\link":     "alink",
		"a\u009b31mb":                        "ab",
		"a\u009d0;title\u009cb":              "ab",
		"a\x9b31mb":                          "a\ufffd31mb",
		"a\x1bPq#0;2\x1b\\b":                 "ab",
		"a\x1b(Bb\x1bcd":                     "abd",
		"a\x1b":                              "a",
		"a\x1b[12":                           "a",
		"a\x1b]0;never ends\nb":              "a b",
		"a\x00b\x07c\x7fd":                   "abcd",
		"\u202eevil\u2066x\u2069\u200e":      "evilx",
		"ze\u200bro\u200d\u200c\ufeff\u00ad": "zero",
		"\u00a0a\u2003b\u2028c":              "a b c",
		"\u115f\u3164\u2800":                 "",
		"e\u0301te\u0301":                    "été",
		"Zoë Müller-Łukasz 北京 Ωμέγα":         "Zoë Müller-Łukasz 北京 Ωμέγα",
		"\u0301a":                            "a",
		"a \u0301b":                          "a b",
		"x" + strings.Repeat("\u0336", 90):   "x" + strings.Repeat("\u0336", maxMarks),
		"tag\U000e0041\U000e0042 \ue000":     "tag",
		"❤\ufe0f":                            "❤",
		"bad\xff":                            "bad\ufffd",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBlock(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb\rc\nd":              "a\nb\nc\nd",
		"\n\n a  b \t\n\n\n\nc\n\n": " a  b\n\nc",
		"- one\n\t- two":            "- one\n - two",
		"a\x1b]0;x\nb\x1b[1mc":      "a\nbc",
		"a\u2029b\u0085c\fd":        "a\nb\nc\nd",
		"plain":                     "plain",
		"\x1b[31m":                  "",
	} {
		if got := Block(in); got != want {
			t.Errorf("Block(%q) = %q, want %q", in, got, want)
		}
	}
}

// hostile draws text rich in what the filter is there for.
func hostile() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\x1b", "\u009b", "\u009d", "\u009c", "\a", "31m", "\r\n", "\r", "\n", "\t",
			"\u0344", "\u0301", "\u0323", "\u034f", "\u0958", "\u1100", "\u1161", "\u11a8", "\uffa0", "\u202e", "\u2066", "\u200d", "\ufe0f", "\xff",
			"\xc2", "\x9b", "\x00", " ", "a", "É", "ẞ", "İ", "Å", "ﬁ", "½", "㍿", "'", "\"", ",", ".", "=", "+", "@", "the ", "inc", "dr ", "phd", "and"}),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 0, 8).Draw(t, "bytes")) }),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 14).Draw(t, "pieces"), "")
	})
}

func checkText(t interface {
	Helper()
	Fatalf(string, ...any)
}, in string) {
	t.Helper()
	line, block := Text(in), Block(in)
	if Text(line) != line {
		t.Fatalf("Text twice of %q: %q, then %q", in, line, Text(line))
	}
	if Block(block) != block {
		t.Fatalf("Block twice of %q: %q, then %q", in, block, Block(block))
	}
	for _, out := range []string{line, block} {
		for _, r := range strings.ReplaceAll(out, "\n", "") {
			if unicode.IsControl(r) || !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
				t.Fatalf("%q left %U in %q", in, r, out)
			}
		}
		if !utf8.ValidString(out) || !norm.NFC.IsNormalString(out) || ansi.Strip(out) != out {
			t.Fatalf("%q gave %q, which is not clean", in, out)
		}
	}
	if strings.Contains(line, "\n") || strings.Contains(line, "  ") || strings.TrimSpace(line) != line {
		t.Fatalf("Text(%q) = %q is no single trimmed line", in, line)
	}
	if Text(block) != line {
		t.Fatalf("Text and Block differ on %q: %q, %q", in, line, block)
	}
}

func TestTextProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkText(t, hostile().Draw(t, "text")) })
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a\x1b[31mb", "\u009b1m", "\x1b]0;x\a", "e\u0301", "\r\n\t", strings.Repeat("\u0344", 40), "\u0958"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkText(t, s) })
}

func BenchmarkTextASCII(b *testing.B) {
	for b.Loop() {
		Text("Halvorsen Freight Forwarding, Inc.")
	}
}

func BenchmarkTextUnicode(b *testing.B) {
	for b.Loop() {
		Text("Müller Spedition und Söhne GmbH & Co. KG")
	}
}
