package demo

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
	"ripen/model/industry"
	"ripen/model/playbook"
)

var book = calendar.New()

// texts are the assets that Ripen comes with.
var texts = sync.OnceValue(func() Texts {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	read := func(path string) []byte {
		b, err := os.ReadFile(filepath.Join("../../assets", path))
		must(err)
		return b
	}
	var t Texts
	for i, name := range []string{"inbound", "long-term", "reheat", "standard", "trade-show"} {
		c, err := cadence.Parse(name+".toml", read("cadences/"+name+".toml"))
		must(err)
		c.TextID, c.Version = model.TextID(i+1), 1
		t.Cadences = append(t.Cadences, c)
	}
	var err error
	t.Playbook, err = playbook.Parse(read("playbook/playbook.md"))
	must(err)
	t.Guide, err = playbook.ParseGuide(read("guides/guide.toml"))
	must(err)
	t.NAICS, err = industry.ParseTSV(read("industry/naics.tsv"))
	must(err)
	return t
})

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// tuesday is the morning of the screens' sketches.
var tuesday = at("2026-11-24T10:42:00-05:00")

// crowd is a season as it comes out.
type crowd struct {
	Season
	worlds  []model.World
	defects []model.Defect
}

func season(t testing.TB, o Options) crowd {
	t.Helper()
	var c crowd
	if o.Texts.NAICS == nil {
		o.Texts = texts()
	}
	o.Book = book
	err := Generate(o, func(s Season) error { c.Season = s; return nil }, func(w model.World, d []model.Defect) error {
		c.worlds = append(c.worlds, w)
		c.defects = append(c.defects, d...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// large is a season with some likenesses behind it, usual the season alone.
var large = sync.OnceValue(func() crowd { return season(&testing.T{}, Options{Seed: 1, Now: tuesday, Leads: base + likenesses}) })

const likenesses = 600

func usual() crowd {
	c := large()
	c.worlds = c.worlds[:base]
	c.defects = slices.DeleteFunc(slices.Clone(c.defects), func(d model.Defect) bool { return int(d.LeadID) > base })
	return c
}
