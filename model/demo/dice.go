package demo

import "math/rand/v2"

// dice are the chances of one lead, or of one thing that happens to it: each
// has its own, so that what changes in one place moves nothing in another.
type dice struct{ *rand.Rand }

func throw(seed, what uint64) dice { return dice{rand.New(rand.NewPCG(seed, what))} }

func (d dice) chance(p float64) bool { return d.Float64() < p }

// between is a number from a to b, both included.
func (d dice) between(a, b int) int {
	if b <= a {
		return a
	}
	return a + d.IntN(b-a+1)
}

func pick[T any](d dice, of []T) T { return of[d.IntN(len(of))] }

// some are n of them in their order; all where there are no more.
func some[T any](d dice, of []T, n int) []T {
	out := make([]T, 0, n)
	for i, v := range of {
		if left := len(of) - i; n > 0 && d.IntN(left) < n {
			out, n = append(out, v), n-1
		}
	}
	return out
}
