package account_test

import (
	"fmt"
	"testing"
)

// The frames that people see, kept as text; -update writes them anew, and each
// is read before it is kept.
func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 22}, {120, 38}, {200, 58}} {
		for name, keys := range map[string][]string{
			"account": nil, "second": {"j"}, "read": {"tab", "j"}, "add": {"+"}, "move": {"m", "n", "o", "r"}, "moved": {"m", "n", "o", "r", "enter"},
			"role": {"t"}, "enrol": {"j", "j", "E"},
		} {
			t.Run(fmt.Sprintf("%s-%d", name, size[0]), func(t *testing.T) {
				r := open(t, &office{desk: halvorsen(), leads: nordlys()}, nil, size[0], size[1])
				r.Press(keys...)
				r.Golden(fmt.Sprintf("%s-%d", name, size[0]))
			})
		}
	}
}

// Every frame is exactly the window, with the strangest names, whatever is open.
func TestEverySize(t *testing.T) {
	for name, keys := range map[string][]string{"people": {"j", "j"}, "text": {"tab", "j"}, "add": {"+", "a"}, "move": {"m", "n"}, "title": {"m", "n", "enter", "x"}, "enrol": {"E"}} {
		t.Run(name, func(t *testing.T) {
			r := open(t, &office{desk: strange(), leads: nordlys()}, nil, 80, 22)
			r.Press(keys...)
			r.Sweep()
			if name != "people" { // eight hundred sizes of the screen, half of them of each form
				return
			}
			for w := 60; w < 260; w += 5 {
				for _, h := range []int{11, 13, 16, 21, 23, 26, 30, 44, 60, 71} {
					r.Resize(w, h)
					r.Exact()
				}
			}
		})
	}
}
