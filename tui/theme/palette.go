package theme

import "github.com/charmbracelet/lipgloss"

// palette is a theme's colours. Every pair that can meet (a tone on the page,
// on the row under the cursor, in a field) reaches 4.5:1, WCAG 2's AA for
// text; the test computes it.
type palette struct {
	text, dim, strong, title, rule, accent lipgloss.TerminalColor
	good, warn, bad, info                  lipgloss.TerminalColor
	listed, stated, confirmed, stale       lipgloss.TerminalColor
	rowFG, rowBG, activeBG                 lipgloss.TerminalColor
	flat, reverseRow                       bool
}

func paletteOf(name string, dark bool) palette {
	switch {
	case name == "mono":
		return monoPalette()
	case name == "16-color" && dark:
		return ansiDarkPalette()
	case name == "16-color":
		return ansiLightPalette()
	case name == "high-contrast" && dark:
		return contrastDarkPalette()
	case name == "high-contrast":
		return contrastLightPalette()
	case name == "light":
		return lightPalette()
	}
	return darkPalette()
}

func hex(s string) lipgloss.TerminalColor { return lipgloss.Color("#" + s) }

// both is a true colour and what stands for it among 256 and 16, where the
// nearest would not be readable.
func both(s, of256, of16 string) lipgloss.TerminalColor {
	return lipgloss.CompleteColor{TrueColor: "#" + s, ANSI256: of256, ANSI: of16}
}

func darkPalette() palette {
	return palette{
		text: lipgloss.NoColor{}, dim: hex("b4bcc8"), strong: lipgloss.NoColor{}, title: hex("ffffff"),
		rule: both("7a8594", "246", "7"), accent: hex("7cc7ff"),
		good: hex("8fdc96"), warn: hex("f5cc6c"), bad: hex("ffa8a0"), info: hex("a3ceff"),
		listed: hex("f5cc6c"), stated: hex("a3ceff"), confirmed: hex("8fdc96"), stale: hex("e8b4f2"),
		rowFG: hex("ffffff"), rowBG: both("263c55", "17", "4"), activeBG: both("2a2f38", "236", "0"),
	}
}

func lightPalette() palette {
	return palette{
		text: lipgloss.NoColor{}, dim: hex("525a66"), strong: lipgloss.NoColor{}, title: hex("000000"),
		rule: both("737d8c", "241", "8"), accent: hex("0b4f96"),
		good: hex("145f24"), warn: hex("6e4a00"), bad: hex("a31d16"), info: hex("0b4f96"),
		listed: hex("6e4a00"), stated: hex("0b4f96"), confirmed: hex("145f24"), stale: both("6f3185", "54", "5"),
		rowFG: hex("000000"), rowBG: both("cfe3fa", "195", "7"), activeBG: both("e4e7ec", "254", "7"),
	}
}

// The high-contrast palettes reach 7:1, AAA, and what means different things in
// them stays different for people who are blind to red, green or blue: see
// TestHighContrastIsSafeForTheColourBlind, for which they were searched.
func contrastDarkPalette() palette {
	return palette{
		text: hex("ffffff"), dim: hex("ffffff"), strong: hex("ffffff"), title: hex("ffff00"),
		rule: hex("ffffff"), accent: hex("5fffff"),
		good: hex("78ffb4"), warn: hex("f0d21e"), bad: hex("ffa55a"), info: hex("96c3d2"),
		listed: hex("f0d21e"), stated: hex("96c3d2"), confirmed: hex("78ffb4"), stale: hex("d2a5ff"),
		rowFG: hex("ffffff"), rowBG: hex("00005f"), activeBG: hex("262626"),
	}
}

func contrastLightPalette() palette {
	return palette{
		text: hex("000000"), dim: hex("000000"), strong: hex("000000"), title: hex("00005f"),
		rule: hex("000000"), accent: hex("00007a"),
		good: hex("063012"), warn: hex("693c00"), bad: hex("780f4b"), info: hex("1e0fa5"),
		listed: hex("693c00"), stated: hex("1e0fa5"), confirmed: hex("063012"), stale: hex("5a2d87"),
		rowFG: hex("000000"), rowBG: hex("ffff87"), activeBG: hex("e4e4e4"),
	}
}

func ansiDarkPalette() palette {
	c := func(s string) lipgloss.TerminalColor { return lipgloss.Color(s) }
	return palette{
		text: lipgloss.NoColor{}, dim: c("7"), strong: c("15"), title: c("15"), rule: c("7"), accent: c("14"),
		good: c("10"), warn: c("11"), bad: c("9"), info: c("14"),
		listed: c("11"), stated: c("14"), confirmed: c("10"), stale: c("13"),
		rowFG: c("15"), rowBG: c("4"), activeBG: lipgloss.NoColor{}, flat: true,
	}
}

func ansiLightPalette() palette {
	c := func(s string) lipgloss.TerminalColor { return lipgloss.Color(s) }
	return palette{
		text: lipgloss.NoColor{}, dim: lipgloss.NoColor{}, strong: c("0"), title: c("0"), rule: c("8"), accent: c("4"),
		good: c("2"), warn: c("5"), bad: c("1"), info: c("4"),
		listed: c("5"), stated: c("4"), confirmed: c("2"), stale: c("5"),
		rowFG: c("15"), rowBG: c("4"), activeBG: lipgloss.NoColor{}, flat: true,
	}
}

func monoPalette() palette {
	n := lipgloss.NoColor{}
	return palette{
		text: n, dim: n, strong: n, title: n, rule: n, accent: n, good: n, warn: n, bad: n, info: n,
		listed: n, stated: n, confirmed: n, stale: n, rowFG: n, rowBG: n, activeBG: n,
		flat: true, reverseRow: true,
	}
}
