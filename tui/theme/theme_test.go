package theme_test

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"ripen/tui/theme"
)

func renderer(p termenv.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return r
}

// luminance and contrast are WCAG 2's relative luminance and contrast ratio.
func luminance(t *testing.T, c lipgloss.Color) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(string(c), "#"), 16, 32)
	if err != nil || len(c) != 7 {
		t.Fatalf("%q is no true colour", c)
	}
	part := func(v uint64) float64 {
		f := float64(v&0xff) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

func contrast(t *testing.T, a, b lipgloss.Color) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestAutoPicksByProfileAndBackground(t *testing.T) {
	for _, c := range []struct {
		p    termenv.Profile
		name string
		dark bool
		want string
	}{
		{termenv.TrueColor, "auto", true, "dark"},
		{termenv.TrueColor, "", false, "light"},
		{termenv.ANSI256, "auto", true, "dark"},
		{termenv.ANSI, "auto", true, "16-color"},
		{termenv.Ascii, "auto", true, "mono"},
		{termenv.TrueColor, "mono", true, "mono"},
		{termenv.TrueColor, "no such theme", true, "dark"},
	} {
		if got := theme.New(renderer(c.p), c.name, c.dark).Name; got != c.want {
			t.Errorf("profile %v, %q, dark %v: %s, want %s", c.p, c.name, c.dark, got, c.want)
		}
	}
}

func TestTwoSessionsOfOneProcessDiffer(t *testing.T) {
	rich := theme.New(renderer(termenv.TrueColor), "dark", true)
	bare := theme.New(renderer(termenv.Ascii), "dark", true)
	if got := rich.Paint(theme.Bad, "late"); !strings.Contains(got, "\x1b[38;2;") {
		t.Errorf("a true-colour session paints %q", got)
	}
	if got := bare.PaintOn(theme.Focused, theme.Bad, "late"); got != "late" || !bare.Plain {
		t.Errorf("a session without attributes paints %q, plain=%v", got, bare.Plain)
	}
}

func TestPaintSaysWhatTheStyleSays(t *testing.T) {
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
		for _, name := range theme.Names() {
			th := theme.New(renderer(p), name, true)
			for tone := theme.Text; tone <= theme.Cursor; tone++ {
				if got, want := th.Paint(tone, "x"), th.Style(tone).Render("x"); got != want {
					t.Errorf("%v %s tone %d: %q, style %q", p, name, tone, got, want)
				}
			}
		}
	}
}

func TestMonoHasNoColourButShowsTheRow(t *testing.T) {
	th := theme.New(renderer(termenv.TrueColor), "mono", true)
	for tone := theme.Text; tone <= theme.Cursor; tone++ {
		for _, g := range []theme.Ground{theme.Page, theme.Active, theme.Focused} {
			if s := th.PaintOn(g, tone, "x"); strings.Contains(s, "38;") || strings.Contains(s, "[3") {
				t.Errorf("tone %d ground %d has a colour: %q", tone, g, s)
			}
		}
	}
	if th.PaintOn(theme.Focused, theme.Good, "x") == th.PaintOn(theme.Page, theme.Good, "x") {
		t.Error("the focused row looks like any other")
	}
}

func TestRungsAreToldApartWithoutColour(t *testing.T) {
	for _, g := range []theme.Glyphs{theme.Narrow(), theme.ASCII()} {
		seen := map[string]theme.Rung{}
		for r := theme.RungUnknown; r <= theme.RungStale; r++ {
			if other, twice := seen[g.Rung(r)]; twice {
				t.Errorf("%v and %v share %q", r, other, g.Rung(r))
			}
			seen[g.Rung(r)] = r
		}
	}
	if got := theme.RungOf("confirmed", true); got != theme.RungStale || got.Tone() != theme.Stale {
		t.Errorf("a stale confirmed entry shows as %v", got)
	}
	if got := theme.RungOf("unknown", true); got != theme.RungUnknown {
		t.Errorf("unknown cannot grow stale, got %v", got)
	}
	if got := theme.RungOf("stated", false).Tone(); got != theme.Stated {
		t.Errorf("stated is painted %v", got)
	}
}

func TestGlyphsAreOneCell(t *testing.T) {
	for _, g := range []theme.Glyphs{theme.Narrow(), theme.ASCII()} {
		v := reflect.ValueOf(g)
		for i := range v.NumField() {
			f := v.Field(i)
			name := v.Type().Field(i).Name
			switch f.Kind() {
			case reflect.String:
				if w := ansi.StringWidth(f.String()); w != 1 {
					t.Errorf("%s %q is %d cells", name, f.String(), w)
				}
			case reflect.Array:
				for j := range f.Len() {
					if w := ansi.StringWidth(f.Index(j).String()); w != 1 {
						t.Errorf("%s %q is %d cells", name, f.Index(j), w)
					}
				}
			}
		}
	}
}

func TestLocaleChoosesGlyphs(t *testing.T) {
	for _, c := range []struct {
		config, locale string
		ascii          bool
	}{
		{"", "en_US.UTF-8", false}, {"auto", "C.utf8", false}, {"", "", false},
		{"", "ja_JP.UTF-8", true}, {"", "zh_CN.UTF-8", true}, {"", "ko_KR", true},
		{"", "de_DE.ISO-8859-1", true}, {"", "C", true},
		{"unicode", "ja_JP.UTF-8", false}, {"ascii", "en_US.UTF-8", true},
		{"", "kok_IN.UTF-8", false},
	} {
		if got := theme.Choose(c.config, c.locale).ASCII; got != c.ascii {
			t.Errorf("config %q locale %q: ascii=%v", c.config, c.locale, got)
		}
	}
}

func TestTwinsKeepTheWidth(t *testing.T) {
	n, a := theme.Narrow(), theme.ASCII()
	frame := fmt.Sprint("▌ ● ◐ ◔ ○ ◌ █░ ", strings.Join(n.Spark[:], ""), " ✓▸◂☾…─│›· – café 東京")
	got := a.Twins(frame)
	if ansi.StringWidth(got) != ansi.StringWidth(frame) {
		t.Errorf("%q and %q differ in width", frame, got)
	}
	if strings.ContainsAny(got, "▌●◐◔○◌█░✓▸◂☾…─│›·–") {
		t.Errorf("a glyph is left: %q", got)
	}
	if !strings.Contains(got, "café 東京") {
		t.Errorf("a name was changed: %q", got)
	}
	if n.Twins(frame) != frame {
		t.Error("the narrow set changes the frame")
	}
}
