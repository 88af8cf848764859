package tui_test

import (
	"fmt"
	"testing"

	"ripen/tui/nav"
)

// The frames that people see, kept as text; -update writes them anew, and each
// is read before it is kept.
func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		for name, keys := range map[string][]string{
			"today": nil, "today-skip": {"s"}, "today-rest": {"r"}, "today-inbound": {"i", "h", "a", "l"}, "today-closed": {"G", "k"},
			"leads": {"2"}, "leads-all": {"2", "a"}, "leads-search": {"2", "/", "q", "u", "i"}, "leads-add": {"2", "+"},
			"palette-found": {"ctrl+k", "t", "a", "m"}, "inbound-desk": {"enter", "i"}, "help-find": {"?", "/", "l", "e", "a", "d"}, "palette-desk": {"enter", "ctrl+k"},
			"lists": {"6"}, "lists-import": {"6", "+"}, "palette": {"ctrl+k"}, "help": {"?"}, "undo": {"u"}, "today-filter": {"/", "c", "o"},
		} {
			t.Run(fmt.Sprintf("%s-%d", name, size[0]), func(t *testing.T) {
				c := start(t, size[0], size[1])
				c.press(keys...)
				c.golden(fmt.Sprintf("%s-%d", name, size[0]))
			})
		}
		t.Run(fmt.Sprintf("first-%d", size[0]), func(t *testing.T) {
			c := start(t, size[0], size[1], func(o *office, _ *nav.Session) { o.empty = true })
			c.golden(fmt.Sprintf("first-%d", size[0]))
		})
		t.Run(fmt.Sprintf("import-checked-%d", size[0]), func(t *testing.T) {
			c := start(t, size[0], size[1])
			c.press("6", "+")
			c.typing("fair.csv")
			c.press("enter", "n", "ctrl+s")
			c.golden(fmt.Sprintf("import-checked-%d", size[0]))
		})
	}
}
