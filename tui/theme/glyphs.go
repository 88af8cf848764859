package theme

import "strings"

// Glyphs are the marks of the console, each one cell wide. In locales and
// terminals where they are two cells wide, [Choose] gives their ASCII twins.
type Glyphs struct {
	ASCII bool

	Confirmed, Stated, Listed, Unknown, Stale string // ● ◐ ◔ ○ ◌

	Mark        string    // ▌ before the row under the cursor
	Full, Light string    // █ ░ of a progress bar
	Spark       [8]string // ▁ … █
	Check       string    // ✓ done
	Now         string    // ▸ the current step
	In          string    // ◂ inbound
	Night       string    // ☾ closed there now
	Rising      string    // ▴ beside the title that a table is sorted by, the least first
	Falling     string    // ▾ the greatest first
	Ellipsis    string    // … something was cut
	H, V        string    // ─ │ rules
	Crumb       string    // › between a screen and what it shows
	Dot         string    // · between facts, and for nothing
	Dash        string    // – between two ends of a range
	Blank       string    // ▁ an empty field
	On, Off     string    // inside the brackets of a choice
	Alert       string    // ! beside what went wrong

	twins *strings.Replacer // of the ASCII set: what Twins does
}

// Narrow is the glyph set of terminals that show it one cell wide.
func Narrow() Glyphs {
	return Glyphs{
		Confirmed: "●", Stated: "◐", Listed: "◔", Unknown: "○", Stale: "◌",
		Mark: "▌", Full: "█", Light: "░", Spark: [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Check: "✓", Now: "▸", In: "◂", Night: "☾", Rising: "▴", Falling: "▾", Ellipsis: "…", H: "─", V: "│", Crumb: "›",
		Dot: "·", Dash: "–", Blank: "▁", On: "●", Off: " ", Alert: "!",
	}
}

// ASCII is the twin of [Narrow].
func ASCII() Glyphs {
	g := Glyphs{
		ASCII:     true,
		Confirmed: "#", Stated: "+", Listed: "-", Unknown: ".", Stale: "~",
		Mark: ">", Full: "#", Light: ".", Spark: [8]string{"_", ".", ":", "-", "=", "+", "*", "#"},
		Check: "v", Now: ">", In: "<", Night: "z", Rising: "^", Falling: "v", Ellipsis: ">", H: "-", V: "|", Crumb: ">",
		Dot: ".", Dash: "-", Blank: "_", On: "x", Off: " ", Alert: "!",
	}
	g.twins = twinReplacer(Narrow(), g)
	return g
}

// Choose picks by configuration ("unicode", "ascii"; "auto" or "" by the
// locale, as in LC_ALL, LC_CTYPE or LANG). Chinese, Japanese and Korean locales
// show these glyphs two cells wide, and locales other than UTF-8 not at all;
// an empty locale is taken as one that can.
func Choose(config, locale string) Glyphs {
	switch config {
	case "ascii":
		return ASCII()
	case "unicode":
		return Narrow()
	}
	l := strings.ToLower(locale)
	for _, wide := range []string{"ja", "ko", "zh"} {
		if l == wide || strings.HasPrefix(l, wide+"_") || strings.HasPrefix(l, wide+".") {
			return ASCII()
		}
	}
	if l != "" && !strings.Contains(l, "utf-8") && !strings.Contains(l, "utf8") {
		return ASCII()
	}
	return Narrow()
}

// Rung is the glyph of a rung.
func (g *Glyphs) Rung(r Rung) string {
	switch r {
	case RungListed:
		return g.Listed
	case RungStated:
		return g.Stated
	case RungConfirmed:
		return g.Confirmed
	case RungStale:
		return g.Stale
	}
	return g.Unknown
}

// Twins returns frame with every glyph of [Narrow] replaced by its twin where
// this is the ASCII set, and frame itself otherwise. The root calls it once, on
// the finished frame: a cut mark or a glyph in imported text may have come from
// anywhere. Each replacement is one cell for one cell.
func (g *Glyphs) Twins(frame string) string {
	if g.twins == nil {
		return frame
	}
	return g.twins.Replace(frame)
}

func twinReplacer(n, a Glyphs) *strings.Replacer {
	pairs := []string{
		n.Confirmed, a.Confirmed, n.Stated, a.Stated, n.Listed, a.Listed, n.Unknown, a.Unknown, n.Stale, a.Stale,
		n.Mark, a.Mark, n.Full, a.Full, n.Light, a.Light, n.Check, a.Check, n.Now, a.Now, n.In, a.In,
		n.Night, a.Night, n.Rising, a.Rising, n.Falling, a.Falling, n.Ellipsis, a.Ellipsis, n.H, a.H, n.V, a.V, n.Crumb, a.Crumb, n.Dot, a.Dot, n.Dash, a.Dash,
		"—", "-", "‘", "'", "’", "'", "“", `"`, "”", `"`, "•", "*", "×", "x", "→", ">", "←", "<",
	}
	for i := range n.Spark {
		pairs = append(pairs, n.Spark[i], a.Spark[i])
	}
	return strings.NewReplacer(pairs...)
}
