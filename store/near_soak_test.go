package store

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

var (
	nearThere   = flag.Int("near.there", 300, "contacts that are there before the list whose near matches are looked for")
	nearBrought = flag.Int("near.brought", 50, "rows of that list; more than twenty thousand are compared in blocks")
)

func soakRows(r *rand.Rand, from, n int, spoilt bool) []ImportRow {
	sound := []string{"ba", "del", "kor", "mi", "ran", "sto", "ul", "ven", "wes", "har", "lin", "gro", "pet", "mar", "jo", "tel", "ka", "bru", "ned", "os"}
	name := func(i, parts int) (s string) {
		g := rand.New(rand.NewPCG(uint64(i), uint64(parts)))
		for range parts {
			s += sound[g.IntN(len(sound))]
		}
		return string(s[0]-32) + s[1:]
	}
	out := make([]ImportRow, 0, n)
	for i := from; i < from+n; i++ {
		firm, person := i/3, name(i, 3)
		company := name(firm, 3) + " " + name(firm/7, 2)
		if spoilt {
			b := []byte(person)
			b[2], b[3] = b[3], b[2]
			person = string(b)
		}
		phone := fmt.Sprintf("+1617%07d", i*7919%10_000_000)
		out = append(out, ImportRow{Line: i + 2, Company: company, Person: name(i%4001, 2) + " " + person,
			Phones: []clean.Number{{E164: phone, Shown: phone, Valid: true, Country: "US"}},
			Place:  model.Place{Street: fmt.Sprint(firm%900, " ", name(firm%300, 2), " St"), City: name(firm%200, 2), State: "MA", Zip: fmt.Sprintf("0%04d", firm%9000), Country: "US"}, Region: "US-MA"})
	}
	return out
}

// As a test it is small; with the flags it says how long a real list takes and
// how much memory: -near.there 100000 -near.brought 500.
func TestNearMatchesOfAListAreFoundInTime(t *testing.T) {
	f := openNew(t)
	r := rand.New(rand.NewPCG(1, 1))
	if *nearThere > 0 {
		f.bring(model.ImportOptions{Name: "There", FileSHA: "a"}, soakRows(r, 0, *nearThere, false))
	}
	first := max(0, *nearThere-*nearBrought)
	done := f.bring(model.ImportOptions{Name: "Brought", FileSHA: "b"}, soakRows(r, first, *nearBrought, *nearThere > 0))
	runtime.GC()
	began := time.Now()
	var peak uint64
	found, err := f.FindNear(f.ctx, f.mia, done.ListID, func(int, int) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapInuse)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows into %d: %d pairs in %v, heap %d MiB", *nearBrought, *nearThere, found, time.Since(began).Round(time.Millisecond), peak>>20)
	if *nearThere >= *nearBrought && found < *nearBrought*9/10 {
		t.Errorf("of %d rows with two letters changed over, %d were found", *nearBrought, found)
	}
}
