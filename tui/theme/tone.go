package theme

// Tone is what a piece of text means; the theme decides how that looks. Colour
// only repeats what the words or the glyph already say.
type Tone uint8

// The tones. Text is the terminal's own foreground.
const (
	Text Tone = iota
	Dim
	Strong
	Title
	Rule
	Accent
	Mark // the ▌ before the row under the cursor
	Good
	Warn
	Bad
	Info
	Unknown // the five rungs of the evidence ladder
	Listed
	Stated
	Confirmed
	Stale
	Key
	KeyDesc
	Input
	InputFocused
	Placeholder
	Error
	Toast
	Match // the part of a text that a filter found
	Cursor
	tones // how many there are
)

// Ground is what a piece of text stands on.
type Ground uint8

// The grounds: the page, the row under the cursor of a pane that has not the
// keys, and of the one that has.
const (
	Page Ground = iota
	Active
	Focused
	grounds
)

// Rung is a step of the evidence ladder as it is shown; a stale entry shows as
// Stale whatever rung it had, because it no longer counts.
type Rung uint8

// The rungs in their order, and stale.
const (
	RungUnknown Rung = iota
	RungListed
	RungStated
	RungConfirmed
	RungStale
)

// RungOf reads the ladder's own words ("unknown", "listed", "stated",
// "confirmed"); any other word is unknown. Stale wins over every rung but
// unknown, which has nothing to grow old.
func RungOf(level string, stale bool) Rung {
	r := RungUnknown
	switch level {
	case "listed":
		r = RungListed
	case "stated":
		r = RungStated
	case "confirmed":
		r = RungConfirmed
	}
	if stale && r != RungUnknown {
		return RungStale
	}
	return r
}

// Tone is how the rung is painted.
func (r Rung) Tone() Tone {
	if r > RungStale {
		return Unknown
	}
	return Unknown + Tone(r)
}

// String is the rung's word.
func (r Rung) String() string {
	switch r {
	case RungListed:
		return "listed"
	case RungStated:
		return "stated"
	case RungConfirmed:
		return "confirmed"
	case RungStale:
		return "stale"
	}
	return "unknown"
}
