package kit

import (
	"strings"
	"testing"
)

func TestALinkTakesNoCellsAndSurvivesBeingCut(t *testing.T) {
	link := TelLink(true, "+16175550142", "+1 617 555 0142")
	if Width(link) != 15 || Plain(link) != "+1 617 555 0142" {
		t.Fatalf("%q is %d cells", link, Width(link))
	}
	for w := range 24 {
		for _, s := range []string{Fit(link, w), FitRight(link, w), Clamp(link+"\n"+link, w, 2), Columns(link, "right", w),
			Overlay(Clamp(link, w, 1), w, 1, "x", 1, 1, 3, 0)} {
			for _, line := range strings.Split(s, "\n") {
				if Width(line) != w {
					t.Fatalf("w %d: %q is %d cells", w, line, Width(line))
				}
				if open := strings.Count(line, "tel:"); open > 0 && !strings.Contains(line[strings.LastIndex(line, "tel:"):], "\x1b]8;;\x1b\\") {
					t.Fatalf("w %d: %q leaves its link open", w, line)
				}
			}
		}
	}
}

func TestOnlyNumbersAreLinked(t *testing.T) {
	for _, tt := range []struct {
		on     bool
		number string
	}{{false, "+16175550142"}, {true, ""}, {true, "6175550142"}, {true, "+1617x"}, {true, "+1\x1b\\evil"}, {true, "+12345678901234567"}} {
		if got := TelLink(tt.on, tt.number, "call"); got != "call" {
			t.Errorf("%v %q: %q", tt.on, tt.number, got)
		}
	}
	for _, hostile := range []string{"\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "\x1b]8;;tel:+1617;x\x1b\\y", "\x1b]8;id=1;tel:+16175550142\x1b\\y", "\x1b]8;;tel:+16175550142\ay"} {
		if got := Fit(hostile, 9); strings.Contains(got, "tel:") || strings.Contains(got, "http") {
			t.Errorf("%q is drawn as %q", hostile, got)
		}
	}
	if got := Clean(TelLink(true, "+16175550142", "y")); got != "y" {
		t.Errorf("text from a list keeps a link: %q", got)
	}
}
