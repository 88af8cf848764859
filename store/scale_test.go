package store

import (
	"fmt"
	"os"
	"testing"
	"time"

	"ripen/model"
)

func TestScaleTMP(t *testing.T) {
	if os.Getenv("SCALE") == "" { return }
	f := openNew(t)
	n := 20000
	t0 := time.Now()
	rowsAll := listRows(n)
	for i := range rowsAll { rowsAll[i].Phones = nil; rowsAll[i].Person = fmt.Sprintf("P%d Q%d", i, i%977) }
	im, _ := f.BeginList(f.ctx, f.mia, model.ImportOptions{Name: "Big"})
	if err := im.PutRows(f.ctx, rowsAll); err != nil { t.Fatal(err) }
	fmt.Println("put", time.Since(t0)/time.Duration(n))
	t0 = time.Now()
	if _, err := im.End(f.ctx); err != nil { t.Fatal(err) }
	fmt.Println("end per lead", time.Since(t0)/time.Duration(n/2))
	f.clock.set(2026, 12, 1, 10, 0)
	tm := func(what string, fn func()) { t0 := time.Now(); fn(); fmt.Println(what, time.Since(t0)) }
	tm("queue first", func() { f.day(f.mia) })
	tm("queue again", func() { f.day(f.mia) })
	tm("leads", func() { f.Leads(f.ctx, f.mia, model.LeadQuery{}) })
	tm("search wo", func() { f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "wo"}) })
	tm("search p12", func() { f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "works p12"}) })
	tm("board", func() { f.Board(f.ctx, f.mia, model.BoardQuery{}) })
	tm("desk", func() { f.Desk(f.ctx, f.mia, 5) })
	tm("members", func() { f.Members(f.ctx, f.mia) })
	tm("month", func() { f.Month(f.ctx, f.mia, "") })
	tm("tick0", func() { n, err := f.Tick(f.ctx, f.mia); fmt.Println(n, err) })
	tm("touch", func() { f.call(5, model.NoAnswer) })
	tm("touch", func() { f.call(6, model.NoAnswer) })
	tm("check", func() { f.clean() })
	st, _ := os.Stat(f.path); fmt.Println(st.Size()/int64(n), "bytes per contact")
}
