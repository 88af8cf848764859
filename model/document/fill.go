package document

import (
	"regexp"
	"slices"
	"strings"
)

// placeholder is a field's name in braces: {first_name}.
var placeholder = regexp.MustCompile(`\{([A-Za-z][A-Za-z0-9_.-]*)\}`)

// Fill puts fields into a template: every {name} becomes its value, and nothing
// else happens, so a value that holds {another} or {{code}} stays as it is. A
// name without a value, or with a blank one, stays visible in braces and is
// reported in missing, once, in the order of the template: a letter that says
// "Dear ," must not leave.
func Fill(template string, fields map[string]string) (text string, missing []string) {
	text = placeholder.ReplaceAllStringFunc(template, func(match string) string {
		name := match[1 : len(match)-1]
		if value := fields[name]; strings.TrimSpace(value) != "" {
			return value
		}
		if !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return match
	})
	return text, missing
}
