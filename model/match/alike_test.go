package match

import (
	"testing"

	"pgregory.net/rapid"
)

// plainSlips is the count without any short way.
func plainSlips(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestTheShortWaysCountTheSameSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab1")), 0, 9, -1)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		want := plainSlips(a, b)
		if got := slips(a, b); got != want {
			t.Fatalf("%q and %q are %d slips apart, want %d", a, b, got, want)
		}
		if got := oneSlip(a, b); got != (want == 1) {
			t.Fatalf("%q and %q: one slip is %v, %d slips", a, b, got, want)
		}
	})
}
