package store

import (
	"fmt"
	"testing"

	"ripen/model"
)

// crowds are databases of 500 and of 5,000 leads, and with -soak of 100,000, a
// hundredth of them with a budget gone stale: one is set against the other.
func crowds(b *testing.B, run func(b *testing.B, f *fixture, leads int)) {
	sizes := []int{500, 5_000}
	if *soak {
		sizes = append(sizes, 100_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := openNew(b)
			rows := speedRows(0, 2*n)
			for i := range rows {
				r := &rows[i]
				r.Company, r.Domain = fmt.Sprintf("Works %d Inc.", i/2), fmt.Sprintf("works%d.example", i/2)
				r.Emails = []string{fmt.Sprintf("p%d@works%d.example", i, i/2)}
			}
			f.bring(model.ImportOptions{Name: "Crowd"}, rows)
			if _, err := f.pen.conn.ExecContext(f.ctx, "UPDATE lead SET stale = 128 WHERE id % 100 = 0"); err != nil {
				b.Fatal(err)
			}
			run(b, f, n)
		})
	}
}

// BenchmarkFilteredPage is a first page: of a filter that picks few, of one that
// picks most, of an order alone, of words.
func BenchmarkFilteredPage(b *testing.B) {
	crowds(b, func(b *testing.B, f *fixture, _ int) {
		for _, q := range []model.LeadQuery{
			{Filter: "stale:budget owner:me", Sort: "due"}, {Filter: "-status:won owner:me", Sort: "company"}, {Sort: "due"}, {Filter: "works 77 owner:me"},
		} {
			b.Run(q.Filter+" by "+q.Sort, func(b *testing.B) {
				for b.Loop() {
					if p, err := f.Leads(f.ctx, f.mia, q); err != nil || len(p.Rows) == 0 {
						b.Fatal(err, len(p.Rows))
					}
				}
			})
		}
	})
}

// BenchmarkCallers is a look-up as somebody types it, letter by letter.
func BenchmarkCallers(b *testing.B) {
	crowds(b, func(b *testing.B, f *fixture, leads int) {
		for _, text := range []string{"617", "555 01", "6175550142", "0142", "works", fmt.Sprintf("works %d", leads/2), fmt.Sprintf("p7@works%d", leads/3)} {
			b.Run(text, func(b *testing.B) {
				for b.Loop() {
					if _, err := f.Callers(f.ctx, f.mia, text, 12); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	})
}
