package work

import (
	"strconv"
	"strings"

	"ripen/model"
	"ripen/tui/internal/page"
)

func itoa(n int) string { return strconv.Itoa(n) }

func many(n int, one, more string) string { return page.Many(n, one, more) }

// digits is a number as one says it, digit by digit in its groups: "plus 1,
// 6 1 7, 5 5 5, 0 1 4 2".
func digits(shown string) string {
	var groups []string
	for _, g := range strings.FieldsFunc(shown, func(r rune) bool { return r != '+' && (r < '0' || r > '9') }) {
		if rest, plus := strings.CutPrefix(g, "+"); plus {
			groups = append(groups, "plus "+spaced(rest))
			continue
		}
		for len(g) > 4 {
			groups, g = append(groups, spaced(g[:3])), g[3:]
		}
		groups = append(groups, spaced(g))
	}
	return strings.Join(groups, ", ")
}

func spaced(s string) string { return strings.Join(strings.Split(s, ""), " ") }

// byChannel is the way of a touch.
func byChannel(ch model.Channel, inbound bool) string {
	way := map[model.Channel]string{model.Phone: "by phone", model.Email: "by e-mail", model.Letter: "by letter", model.DirectMail: "by direct mail",
		model.Social: "on a social network", model.InPerson: "in person"}[ch]
	if inbound {
		return "from them, " + way
	}
	return way
}
