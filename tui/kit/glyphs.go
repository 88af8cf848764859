package kit

import (
	"fmt"
	"math"
	"strings"

	"ripen/tui/theme"
)

// RungGlyph is the painted glyph of a rung, one cell.
func RungGlyph(l theme.Look, r theme.Rung) string { return l.Paint(r.Tone(), l.Glyphs.Rung(r)) }

// RungLegend names the five glyphs, as the board shows below itself.
func RungLegend(l theme.Look) string {
	parts := make([]string, 0, 5)
	for _, r := range []theme.Rung{theme.RungConfirmed, theme.RungStated, theme.RungListed, theme.RungUnknown, theme.RungStale} {
		parts = append(parts, RungGlyph(l, r)+" "+l.Paint(theme.Dim, r.String()))
	}
	return strings.Join(parts, "  ")
}

// Progress is "██████████░░░ 52 %" with a bar of w cells. Without a total the
// bar is empty and the figure is done itself. More than all is drawn as all and
// said as it is.
func Progress(l theme.Look, w, done, total int) string {
	if total <= 0 {
		return bar(l, w, 0) + fmt.Sprintf(" %d", done)
	}
	share := float64(done) / float64(total)
	return bar(l, w, share) + fmt.Sprintf(" %d %%", int(math.Round(share*100)))
}

func bar(l theme.Look, w int, share float64) string {
	if w <= 0 {
		return ""
	}
	full := int(clampShare(share) * float64(w))
	if full == 0 && share > 0 {
		full = 1 // something was done
	}
	return l.Paint(theme.Accent, strings.Repeat(l.Glyphs.Full, full)) + l.Paint(theme.Rule, strings.Repeat(l.Glyphs.Light, w-full))
}

// Heat is the block glyph of a share from 0 to 1, one cell.
func Heat(l theme.Look, share float64) string {
	n := len(l.Glyphs.Spark)
	return l.Glyphs.Spark[min(n-1, int(clampShare(share)*float64(n)))]
}

// Spark is one [Heat] for each value against the greatest of them; negative
// values and NaN are drawn as nothing.
func Spark(l theme.Look, values []float64) string {
	top := 0.0
	for _, v := range values {
		if v > top && !math.IsInf(v, 0) {
			top = v
		}
	}
	var b strings.Builder
	for _, v := range values {
		if top == 0 {
			b.WriteString(l.Glyphs.Spark[0])
			continue
		}
		b.WriteString(Heat(l, v/top))
	}
	return b.String()
}

func clampShare(f float64) float64 {
	if !(f > 0) { // also NaN
		return 0
	}
	return min(f, 1)
}

// Count is n with thousands apart: "1,000".
func Count(n int) string {
	s := fmt.Sprint(n)
	from := 0
	if n < 0 {
		from = 1
	}
	for i := len(s) - 3; i > from; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
