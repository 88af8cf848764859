package match

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// firms fills the world with companies: branches of chains, firms of one name
// in another trade, and copies as lists spell them.
func (w *world) firms(n int) {
	next := 0
	for range n {
		c := w.company()
		if w.chance(0.3) {
			c.Domain = ""
		}
		w.put(c, next)
		if w.chance(0.4) {
			w.put(w.respell(c), next)
		}
		next++
		if w.chance(0.1) { // a branch elsewhere, and a namesake of another trade in the same street
			branch := w.company()
			branch.Company, branch.Domain = c.Company, ""
			if branch.City == c.City {
				continue
			}
			w.put(branch, next)
			kin := c
			kin.Company, kin.Domain, kin.Phones = strings.Fields(c.Company)[0]+" "+capital(w.pick(tradePool))+" Inc", "", []string{w.number()}
			if strings.Fields(kin.Company)[1] == strings.Fields(c.Company)[1] || strings.Contains(c.Company, "&") {
				next++
				continue
			}
			w.put(kin, next+1)
			next += 2
		}
	}
}

func (w *world) respell(c Record) Record {
	r := c
	r.Phones = append([]string(nil), c.Phones...)
	for range 1 + w.r.IntN(3) {
		words := strings.Fields(r.Company)
		switch w.r.IntN(9) {
		case 0, 1:
			i := w.r.IntN(len(words))
			words[i] = w.typo(words[i])
			r.Company = strings.Join(words, " ")
		case 2:
			r.Company = w.confuse(r.Company)
		case 3:
			if !strings.Contains(r.Company, "&") {
				words = words[:len(words)-1]
			}
			r.Company = strings.Join(words, " ") + w.pick([]string{" Intl", " Group", " Co.", " of America", ", LLC"})
		case 4:
			r.Domain = ""
		case 5:
			r.Domain = strings.Replace(r.Domain, ".example", ".test", 1)
		case 6:
			r.Street = w.typo(r.Street)
		case 7:
			r.Phones = nil
		case 8:
			r.Zip, r.Street = "", ""
		}
	}
	return r
}

func TestPrecisionAndRecallOfCompanies(t *testing.T) {
	for name, seeds := range map[string][]uint64{"tuning": tuningSeeds, "held out": heldOutSeeds} {
		for _, seed := range seeds {
			w := &world{r: rand.New(rand.NewPCG(seed, 11)), mail: map[string]bool{}, firm: map[string]bool{}}
			w.firms(1500)
			all := make([]Firm, len(w.records))
			for i, r := range w.records {
				all[i] = PrepareCompany(r)
			}
			tell := tellMisses(t, seed)
			f := measure(w, func(i int) []string { return all[i].Keys() }, func(i, j int) Result { return all[i].Score(&all[j]) },
				func(i, j int, r Result, c bool) {
					if tell != nil {
						tell(w, i, j, r, c)
					}
				})
			t.Logf("companies, %s seed %d: %v", name, seed, f)
			if name == "held out" && (f.recall() < leastRecall || f.precision() < leastPrecision) {
				t.Errorf("seed %d: %v; wanted recall %.2f and precision %.2f", seed, f, leastRecall, leastPrecision)
			}
		}
	}
}
