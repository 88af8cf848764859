package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ripen/model"
)

// clock is a time that a test moves by hand.
type clock struct{ t time.Time }

func (c *clock) now() time.Time      { return c.t }
func (c *clock) add(d time.Duration) { c.t = c.t.Add(d) }
func (c *clock) set(year, month, day, hour, minute int) {
	c.t = time.Date(year, time.Month(month), day, hour, minute, 0, 0, eastern)
}

var eastern = func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}()

type fixture struct {
	*Store
	t     testing.TB
	ctx   context.Context
	clock *clock
	mia   model.Actor // admin
}

func (f *fixture) opt() Options {
	return Options{Clock: f.clock.now, Policy: model.DefaultPolicy(), Assets: os.DirFS("../assets")}
}

func openNew(t testing.TB) *fixture {
	t.Helper()
	f := &fixture{t: t, ctx: context.Background(), clock: &clock{}}
	f.clock.set(2026, 11, 24, 10, 0)
	s, err := Open(f.ctx, filepath.Join(t.TempDir(), "home", "ripen.db"), f.opt())
	if err != nil {
		t.Fatal(err)
	}
	f.Store = s
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	f.mia = f.who("Mia")
	return f
}

func (f *fixture) who(name string) model.Actor {
	f.t.Helper()
	by, err := f.Who(f.ctx, name, "America/New_York", "US")
	if err != nil {
		f.t.Fatal(err)
	}
	return by
}

func (f *fixture) must(r model.Result, err error) model.Result {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

// lead adds a company with one person in New York.
func (f *fixture) lead(company, person string) model.Result {
	f.t.Helper()
	return f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: company, Person: person, Title: "IT lead", Phone: "(212) 555-0142",
		Email: "it@" + searchWords(company)[0] + ".example", Place: model.Place{Street: "1 Main St", City: "New York", State: "NY", Zip: "10001", Country: "US"}}))
}

func (f *fixture) world(id model.LeadID) model.World {
	f.t.Helper()
	l, err := f.load(f.ctx, f.r, f.mia, id, f.now())
	if err != nil {
		f.t.Fatal(err)
	}
	return l.World
}

func (f *fixture) call(id model.LeadID, o model.Outcome, edit ...func(*model.Entry)) model.Result {
	f.t.Helper()
	e := model.Entry{LeadID: id, Channel: model.Phone, Outcome: o}
	for _, ed := range edit {
		ed(&e)
	}
	return f.must(f.Record(f.ctx, f.mia, e))
}
