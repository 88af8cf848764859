package theme_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"ripen/tui/theme"
)

// The backgrounds of terminals that people have: the page's ground is the
// terminal's own, and so is the foreground where a style leaves it.
var (
	darkPages  = []lipgloss.Color{"#000000", "#0c0c0c", "#1e1e1e", "#282c34", "#2e3440", "#002b36", "#300a24"}
	lightPages = []lipgloss.Color{"#ffffff", "#fafafa", "#fdf6e3", "#eff1f5"}
	darkOwn    = lipgloss.Color("#c0c0c0")
	lightOwn   = lipgloss.Color("#333333")
)

var (
	sgr    = regexp.MustCompile(`([34])8;2;(\d+);(\d+);(\d+)`)
	sgr256 = regexp.MustCompile(`([34])8;5;(\d+)`)
)

// painted are the colours of a tone on a ground, read from what goes to the
// terminal; "" where the terminal's own shows.
func painted(th theme.Theme, g theme.Ground, tone theme.Tone) (fg, bg lipgloss.Color) {
	for _, m := range sgr256.FindAllStringSubmatch(th.PaintOn(g, tone, "x"), -1) {
		n, _ := strconv.Atoi(m[2])
		c := lipgloss.Color(termenv.ConvertToRGB(termenv.ANSI256Color(n)).Hex())
		if m[1] == "3" {
			fg = c
		} else {
			bg = c
		}
	}
	for _, m := range sgr.FindAllStringSubmatch(th.PaintOn(g, tone, "x"), -1) {
		var rgb [3]int
		for i := range rgb {
			rgb[i], _ = strconv.Atoi(m[2+i])
		}
		c := lipgloss.Color(fmt.Sprintf("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]))
		if m[1] == "3" {
			fg = c
		} else {
			bg = c
		}
	}
	return fg, bg
}

// Every tone is readable on every ground that it can stand on, in every
// true-colour theme, also in the one that is picked by the terminal's
// background: 4.5:1 for text (WCAG 2.1, 1.4.3, AA), 3:1 for the lines between
// (1.4.11), and 7:1 for both in high contrast (1.4.6, AAA). Terminals of 256
// colours show the nearest ones, which must reach AA as well.
func TestEveryPairThatMeetsIsReadable(t *testing.T) {
	pairs := 0
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256} {
		for _, name := range []string{"auto", "dark", "light", "high-contrast"} {
			for _, dark := range []bool{true, false} {
				if name == "dark" && !dark || name == "light" && dark {
					continue // chosen against what the terminal is
				}
				text, line := 4.5, 3.0
				if name == "high-contrast" && p == termenv.TrueColor {
					text, line = 7, 7
				}
				pairs += readable(t, p, name, dark, text, line)
			}
		}
	}
	if pairs < 1700 {
		t.Errorf("only %d pairs were looked at", pairs)
	}
}

// readable looks at every pair of a theme, and says how many there are.
func readable(t *testing.T, p termenv.Profile, name string, dark bool, text, line float64) (pairs int) {
	t.Helper()
	th := theme.New(renderer(p), name, dark)
	pages, own := darkPages, darkOwn
	if !dark {
		pages, own = lightPages, lightOwn
	}
	if name == "high-contrast" {
		pages = pages[:2]
	}
	for tone := theme.Text; tone < theme.Cursor; tone++ { // the cursor reverses what it stands on
		least := text
		if tone == theme.Rule {
			least = line
		}
		for _, g := range []theme.Ground{theme.Page, theme.Active, theme.Focused} {
			fg, bg := painted(th, g, tone)
			if fg == "" {
				fg = own
			}
			grounds := pages
			if bg != "" {
				grounds = []lipgloss.Color{bg}
			} else if g != theme.Page {
				t.Errorf("%s dark=%v: tone %d does not stand on ground %d", name, dark, tone, g)
			}
			for _, bg := range grounds {
				pairs++
				if got := contrast(t, fg, bg); got < least {
					t.Errorf("%v %s dark=%v: tone %d on ground %d, %s on %s, has %.2f:1, want %.1f:1", p, name, dark, tone, g, fg, bg, got, least)
				}
			}
		}
	}
	return pairs
}

// blindness are the colours as people see them who lack a kind of cone, in
// linear RGB: Machado, Oliveira and Fernandes, "A Physiologically-based Model
// for Simulation of Color Vision Deficiency" (2009), severity 1.
var blindness = map[string][3][3]float64{
	"all cones":    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour as somebody sees it, in CIE L*a*b* under D65.
func lab(t *testing.T, c lipgloss.Color, seen [3][3]float64) [3]float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	var in, out [3]float64
	for i, shift := range []int{16, 8, 0} {
		f := float64(n>>shift&0xff) / 255
		if in[i] = f / 12.92; f > 0.04045 {
			in[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	for i, row := range seen {
		out[i] = min(1, max(0, row[0]*in[0]+row[1]*in[1]+row[2]*in[2]))
	}
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := f((0.4124*out[0] + 0.3576*out[1] + 0.1805*out[2]) / 0.95047)
	y := f(0.2126*out[0] + 0.7152*out[1] + 0.0722*out[2])
	z := f((0.0193*out[0] + 0.1192*out[1] + 0.9505*out[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// leastDifference is some nine times the difference that is just noticed, which
// is 2.3 in this measure (CIE76).
const leastDifference = 20

// In high contrast the rungs, and what is good, doubtful, bad or plain, are told
// apart by everybody, by colour alone; in every theme glyphs and words say it too.
func TestHighContrastIsSafeForTheColourBlind(t *testing.T) {
	meanings := map[string][]theme.Tone{
		"rungs":    {theme.Unknown, theme.Listed, theme.Stated, theme.Confirmed, theme.Stale},
		"verdicts": {theme.Text, theme.Good, theme.Warn, theme.Bad, theme.Info},
	}
	for _, dark := range []bool{true, false} {
		th := theme.New(renderer(termenv.TrueColor), "high-contrast", dark)
		for what, tones := range meanings {
			for who, seen := range blindness {
				for i, a := range tones {
					for _, b := range tones[:i] {
						ca, _ := painted(th, theme.Page, a)
						cb, _ := painted(th, theme.Page, b)
						la, lb := lab(t, ca, seen), lab(t, cb, seen)
						if d := math.Hypot(math.Hypot(la[0]-lb[0], la[1]-lb[1]), la[2]-lb[2]); d < leastDifference {
							t.Errorf("dark=%v, %s: %s and %s are %.1f apart with %s, want %d", dark, what, ca, cb, d, who, leastDifference)
						}
					}
				}
			}
		}
	}
}
