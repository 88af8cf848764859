package kit

import "strings"

// The hyperlinks that the console draws (OSC 8) name telephone numbers and
// nothing else, so that no text from a list can send anybody anywhere: whatever
// is not of this shape is taken out where it is drawn, as every other sequence.
const (
	linkHead = "\x1b]8;;"
	linkEnd  = "\x1b\\"
	telHead  = "tel:+"
)

// TelLink is text, painted or not, as a link to a number in E.164 ("+16175550142"),
// where on says that the terminal takes links; else, and for what is no such
// number, it is the text. Links take no cells.
func TelLink(on bool, number, text string) string {
	open := linkHead + "tel:" + number + linkEnd
	if !on || text == "" || linkLen(open) != len(open) {
		return text
	}
	return open + text + linkHead + linkEnd
}

// linkLen is the length of the link to a number, or the end of one, that s
// begins with, 0 if it begins with anything else.
func linkLen(s string) int {
	rest, ok := strings.CutPrefix(s, linkHead)
	if !ok {
		return 0
	}
	if number, ok := strings.CutPrefix(rest, telHead); ok {
		n := 0
		for n < len(number) && number[n] >= '0' && number[n] <= '9' {
			n++
		}
		if n < 4 || n > 15 {
			return 0
		}
		rest = number[n:]
	}
	if !strings.HasPrefix(rest, linkEnd) {
		return 0
	}
	return len(s) - len(rest) + len(linkEnd)
}
