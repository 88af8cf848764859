package clean

import (
	"strings"
	"unicode/utf8"
)

// CSVCell makes a cell safe for spreadsheets on export: a cell that begins with
// = + - @, a tab or a line end (also behind blanks, and in full-width form) would be
// run as a formula, so it gets a leading apostrophe. Amounts and phone numbers
// ("-5", "-1,250.00", "+49 30 901820", "+1 617-555-0142 x12") stay as they are:
// without letters nothing can be called, and other programs read the cell back.
func CSVCell(s string) string {
	t := strings.TrimLeft(s, " \u00a0")
	switch r, _ := utf8.DecodeRuneInString(t); r {
	case '=', '@', '\t', '\r', '\n', '＝', '＠', '＋', '－':
		return "'" + s
	case '+', '-':
		if !isFigure(t[1:]) {
			return "'" + s
		}
	}
	return s
}

// isFigure says that only digits and the signs of amounts and phone numbers
// follow, with an extension at most.
func isFigure(s string) bool {
	digits := 0
	for i, r := range s {
		switch {
		case isASCIIDigit(r):
			digits++
		case r == 'x' && digits >= 7:
			return s[i+1:] != "" && strings.Trim(s[i+1:], "0123456789") == ""
		case !strings.ContainsRune(" .,()-/%", r):
			return false
		}
	}
	return digits > 0
}
