package store

import (
	"fmt"
	"testing"
	"time"

	"ripen/model"
)

// speedRows are rows of companies of five, beginning with company number from.
func speedRows(from, n int) []ImportRow {
	rows := listRows(n)
	for i := range rows {
		firm := from + i/5
		r := &rows[i]
		r.Company, r.Domain = fmt.Sprintf("Works %d Inc.", firm), fmt.Sprintf("works%d.example", firm)
		r.Emails = []string{fmt.Sprintf("p%d@works%d.example", i, firm)}
	}
	return rows
}

// BenchmarkImportIntoUse brings a list into a database that is in use and
// measures, besides, how long anybody else had to wait for the pen: the longest
// that one transaction of the import held it. With -soak it is 20,000 rows into
// 100,000 leads.
func BenchmarkImportIntoUse(b *testing.B) {
	leads, n := 2000, 2000
	if *soak {
		leads, n = 100_000, 20_000
	}
	f := openNew(b)
	f.bring(model.ImportOptions{Name: "Old"}, speedRows(0, 5*leads))
	longest := time.Duration(0)
	round := 0
	for b.Loop() {
		round++
		stop, done := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
				}
				began := time.Now()
				if err := f.write(f.ctx, func(querier) error { return nil }); err != nil {
					b.Error(err)
				}
				longest = max(longest, time.Since(began))
			}
		}()
		// Half of the companies are known, half are new.
		f.bring(model.ImportOptions{Name: fmt.Sprintf("New %d", round)}, speedRows(leads-n/10+round*n/5, n))
		close(stop)
		<-done
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(round*n), "µs/row")
	b.ReportMetric(float64(longest.Microseconds())/1000, "ms-longest-wait")
}

// BenchmarkImportIntoEmpty brings rows that are cleaned already into an empty
// database: 20,000, with -soak a quarter of a million.
func BenchmarkImportIntoEmpty(b *testing.B) {
	n := 20_000
	if *soak {
		n = 250_000
	}
	rows := speedRows(0, n)
	rounds := 0
	for b.Loop() {
		rounds++
		f := openNew(b)
		f.bring(model.ImportOptions{Name: "List"}, rows)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(rounds*n), "µs/row")
}
