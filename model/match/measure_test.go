package match

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// Weights and tables were set while looking at the tuning seeds; the held-out
// seeds judge them.
var (
	tuningSeeds  = []uint64{1, 2, 3}
	heldOutSeeds = []uint64{1009, 2003, 3001, 4001, 5003}
)

const (
	leastRecall    = 0.95
	leastPrecision = 0.98
	mostInBlock    = 200
)

type figure struct{ found, truth, claimed, exact int }

func (f figure) recall() float64    { return float64(f.found) / float64(f.truth) }
func (f figure) precision() float64 { return float64(f.found) / float64(f.claimed) }

func (f figure) String() string {
	return fmt.Sprintf("recall %.4f, precision %.4f (%d of %d true pairs, %d by exact rules; %d claimed)", f.recall(), f.precision(), f.found, f.truth, f.exact, f.claimed)
}

// measure blocks, compares and counts; what blocking loses counts as not found.
func measure(w *world, keys func(int) []string, score func(i, j int) Result, tell func(i, j int, r Result, compared bool)) figure {
	blocks := map[string][]int{}
	for i := range w.records {
		for _, k := range keys(i) {
			if b := blocks[k]; len(b) < mostInBlock && !slices.Contains(b, i) {
				blocks[k] = append(b, i)
			}
		}
	}
	seen := map[[2]int]Result{}
	var f figure
	for _, b := range blocks {
		for x := range b {
			for y := range x {
				pair := [2]int{b[y], b[x]}
				if _, done := seen[pair]; done {
					continue
				}
				r := score(pair[0], pair[1])
				seen[pair] = r
				if r.Verdict == Apart {
					continue
				}
				f.claimed++
				if w.who[pair[0]] == w.who[pair[1]] {
					f.found++
					if r.Verdict == Same {
						f.exact++
					}
				} else if tell != nil {
					tell(pair[0], pair[1], r, true)
				}
			}
		}
	}
	byWho := map[int][]int{}
	for i, who := range w.who {
		byWho[who] = append(byWho[who], i)
	}
	for _, all := range byWho {
		for x := range all {
			for y := range x {
				f.truth++
				r, compared := seen[[2]int{all[y], all[x]}]
				if tell != nil && (!compared || r.Verdict == Apart) {
					tell(all[y], all[x], r, compared)
				}
			}
		}
	}
	return f
}

func measurePeople(seed uint64, tell func(w *world, i, j int, r Result, compared bool)) figure {
	w := &world{r: rand.New(rand.NewPCG(seed, 7)), mail: map[string]bool{}, firm: map[string]bool{}}
	w.people(700, 0.3)
	all := make([]Person, len(w.records))
	for i, r := range w.records {
		all[i] = Prepare(r)
	}
	return measure(w, func(i int) []string { return all[i].Keys() }, func(i, j int) Result { return all[i].Score(&all[j]) },
		func(i, j int, r Result, c bool) {
			if tell != nil {
				tell(w, i, j, r, c)
			}
		})
}

func TestPrecisionAndRecall(t *testing.T) {
	for _, of := range []struct {
		name  string
		seeds []uint64
	}{{"tuning", tuningSeeds}, {"held out", heldOutSeeds}} {
		var sum figure
		for _, seed := range of.seeds {
			f := measurePeople(seed, tellMisses(t, seed))
			t.Logf("people, %s seed %d: %v", of.name, seed, f)
			sum = figure{sum.found + f.found, sum.truth + f.truth, sum.claimed + f.claimed, sum.exact + f.exact}
			if of.name == "held out" && (f.recall() < leastRecall || f.precision() < leastPrecision) {
				t.Errorf("seed %d: %v; wanted recall %.2f and precision %.2f", seed, f, leastRecall, leastPrecision)
			}
		}
		t.Logf("people, %s in all: %v", of.name, sum)
	}
}

// tellMisses shows what went wrong on a tuning seed, for whoever sets weights.
func tellMisses(t *testing.T, seed uint64) func(*world, int, int, Result, bool) {
	if os.Getenv("MATCH_MISSES") == "" || !slices.Contains(tuningSeeds, seed) {
		return nil
	}
	return func(w *world, i, j int, r Result, compared bool) {
		t.Logf("compared %v, truly one %v, %d %q\n  %+v\n  %+v", compared, w.who[i] == w.who[j], r.Score, r.Why, w.records[i], w.records[j])
	}
}
