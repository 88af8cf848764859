package clean

import "strings"

// dialled is a number taken apart as it was typed, without any knowledge of
// numbering plans.
type dialled struct {
	buf    [longestNational + 3]byte
	n      int    // how many digits
	plus   bool   // a + in front
	double bool   // 00 in front
	ext    string // digits of the extension
}

func (d *dialled) digits() []byte { return d.buf[:d.n] }

// scan takes a number apart when it is written in one of the plain ways:
// digits parted by blanks, dots, dashes, slashes and brackets, and an extension
// of up to nine digits at most. ok is false for all else, which is for the
// library to read: scan never takes what the library would read differently.
func (d *dialled) scan(s string) (ok bool) {
	d.double = strings.HasPrefix(s, "00")
	slash := false
	for i := range len(s) {
		switch c := s[i]; c {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if d.n == len(d.buf) {
				return false
			}
			d.buf[d.n] = c
			d.n++
		case '+':
			if i > 0 {
				return false
			}
			d.plus = true
		case '/':
			slash = true // "/x" begins a second number
		case ' ', '-', '.', '(', ')':
		default:
			d.ext = extension(s[i:])
			return d.ext != "" && !slash && d.n > 2
		}
	}
	return d.n > 2
}

// extension gives the digits behind the words for it, "" when something else
// stands there. More than nine digits are an extension behind some of the
// words only.
func extension(s string) string {
	s = strings.TrimLeft(s, " ,")
	word := len(s) - len(strings.TrimLeft(s, "extnsioEXTNSIO#"))
	switch strings.ToLower(s[:word]) {
	case "x", "#", "ext", "extn", "extension":
	default:
		return ""
	}
	s = s[word:]
	if s != "" && (s[0] == '.' || s[0] == ':') {
		s = s[1:]
	}
	s = strings.TrimLeft(s, " ")
	if len(s) > 9 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}
