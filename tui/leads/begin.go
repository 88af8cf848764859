package leads

import (
	"strings"
	"unicode"
)

// Begin fills in what was typed before the form was opened, where it belongs: an
// address, a number, else the company's name. The form counts as untouched: the
// words are still where they were typed.
func (a *Add) Begin(text string) *Add {
	if text = strings.TrimSpace(text); text == "" {
		return a
	}
	field := "company"
	switch {
	case looksLikeEmail(text) == nil:
		field = "email"
	case numeric(text):
		field = "phone"
	}
	a.form.SetValues(map[string]string{field: text})
	a.form.Clean()
	a.begun = true
	a.draft = a.draft.Other("leads/add/caller") // what was left in the form before waits for its own opening
	return a
}

// numeric says that text is the digits of a telephone number.
func numeric(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune("+()-./ ", r):
			return false
		}
	}
	return digits >= 3
}
