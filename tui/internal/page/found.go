package page

import (
	"ripen/model"
	"ripen/tui/kit"

	tea "github.com/charmbracelet/bubbletea"
)

// The fields that ask where somebody or something was found.
const (
	foundKey   = "found"
	foundWords = "found_words"
	foundOther = "other"
)

// FoundFields ask where it was found: one key for each usual place, and words
// for any other. likely is the place to preselect, "" none: it is never a
// hurdle.
func FoundFields(likely string) []kit.Field {
	keys := []string{"s", "w", "l", "d", "r", "t"}
	var options []kit.Option
	for i, place := range model.FoundPlaces {
		options = append(options, kit.Option{Key: keys[i], Value: place, Title: place})
	}
	options = append(options, kit.Option{Key: "o", Value: foundOther, Title: foundOther})
	return []kit.Field{
		{Key: foundKey, Label: "found", Kind: kit.ChoiceField, Value: likely, Options: options},
		{Key: foundWords, Label: "where", Placeholder: "another place, in a few words"},
	}
}

// Found is the place that the fields name, in words; "" where nothing is said.
// Its error names the field that wants words.
func Found(v map[string]string) (string, error) {
	switch {
	case v[foundKey] != foundOther && v[foundKey] != "" && v[foundWords] == "":
		return v[foundKey], nil
	case v[foundKey] == foundOther && v[foundWords] == "":
		return "", &model.Error{Code: model.Invalid, Field: foundWords, Message: "Say in a few words where it was found."}
	}
	return v[foundWords], nil
}

// PressFound takes the key of "other" and goes on to its words. It says whether
// the form has had the key.
func PressFound(f *kit.Form, k tea.KeyMsg) bool {
	if f.Field() != foundKey || k.String() != "o" {
		return false
	}
	f.Update(k)
	f.FocusField(foundWords)
	return true
}
