//go:build unix

package main

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// The long day is played in full by hand, and its frames are read:
//
//	go test ./cmd/ripen -run ALongDay -day 120 -cols 200 -rows 60 -frames /tmp/day -v
var (
	dayTouches = flag.Int("day", 6, "how many touches TestALongDay records")
	dayCols    = flag.Int("cols", 80, "columns of its terminal")
	dayRows    = flag.Int("rows", 24, "lines of its terminal")
	dayFrames  = flag.String("frames", "", "directory in which it leaves its frames")
)

// longDay is a specialist's day at the keys, in the real binary.
type longDay struct {
	*seat
	touches, frames, keys int
	dir                   string
	leads                 int // how far down the Leads screen, once the day is empty
	said                  map[string]int
}

// A day on the demonstration, by keys alone: every touch that was confirmed is
// in the record, and no other.
func TestALongDay(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	db := filepath.Join(p.home, "day.db")
	leads := "600"
	if *dayTouches <= 10 { // the short day that every run of the tests plays
		leads = "120"
	}
	p.run("demo", "--leads", leads, "--db", db)
	p.env = append(p.env, "RIPEN_DB="+db, "RIPEN_USER=Dana Ortiz")
	before := touchesIn(t, db)
	d := &longDay{seat: p.sit(uint16(*dayCols), uint16(*dayRows), answering{}), dir: *dayFrames, said: map[string]int{}}
	d.sees("1▸Today", "why first")
	d.keep("start")
	for d.touches < *dayTouches {
		d.next()
	}
	d.keep("end")
	d.tap("\x1b")
	d.tap("\x1b")
	d.tap("q")
	d.until("the console is left", func() bool { return !d.vt.IsAltScreen() })
	if got := touchesIn(t, db) - before; got != d.touches {
		t.Errorf("%d touches were confirmed, %d are in the record", d.touches, got)
	}
	p.run("check")
	t.Logf("%d touches by %d keys; %v", d.touches, d.keys, d.said)
}

func touchesIn(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT count(*) FROM touch WHERE voids = 0").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// tap is a key, or words as one types them. An escape is given the time that
// tells it from the beginning of another key.
func (d *longDay) tap(keys string) {
	d.t.Helper()
	d.keys += len([]rune(keys))
	d.press(keys)
	if keys == escape {
		d.quiet()
	}
}

// quiet waits until nothing is drawn any more.
func (d *longDay) quiet() string {
	d.t.Helper()
	last, since := d.screen(), time.Now()
	for time.Since(since) < 60*time.Millisecond {
		select {
		case <-d.changed:
		case <-time.After(20 * time.Millisecond):
		}
		if s := d.screen(); s != last {
			last, since = s, time.Now()
		}
	}
	return last
}

// keep leaves the present frame in the directory, for whoever reads the day.
func (d *longDay) keep(name string) {
	d.t.Helper()
	if d.dir == "" {
		return
	}
	d.frames++
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	file := filepath.Join(d.dir, fmt.Sprintf("%04d-%s.txt", d.frames, name))
	if err := os.WriteFile(file, []byte(d.quiet()), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// next does what the screen in sight asks for.
func (d *longDay) next() {
	d.t.Helper()
	s := d.quiet()
	head, _, _ := strings.Cut(s, "\n")
	switch {
	case strings.Contains(s, "\n ASKS "):
		d.keep("question")
		d.said["questions"]++
		d.tap(enter)
		d.until("the question is answered", func() bool { return d.vt.String() != s })
	case strings.Contains(head, "▸Today") && strings.Contains(s, "why first"):
		d.tap(enter)
		d.sees("Today ›")
	case strings.Contains(head, "▸Today"):
		d.keep("empty")
		d.tap("2")
		d.sees("2▸Leads")
	case strings.Contains(head, "▸Leads"):
		d.leads++
		d.tap("g" + strings.Repeat("j", d.leads))
		d.keep("leads")
		d.tap(enter)
		d.sees("Leads ›")
	case strings.Contains(head, "›"):
		d.touch()
	default:
		d.t.Fatalf("the day does not go on from here:\n%s", s)
	}
}

// touch records one, of a kind that changes from lead to lead.
func (d *longDay) touch() {
	d.t.Helper()
	n := d.touches
	if d.stuck(d.quiet()) {
		d.tap(escape)
		return
	}
	if n%6 == 2 {
		d.call()
	}
	if !strings.Contains(d.quiet(), "OUTCOME") {
		d.tap("o")
	}
	d.sees("OUTCOME")
	d.keep("outcomes")
	d.outcome(d.quiet(), n)
	d.until("what follows is said", func() bool {
		s := d.vt.String()
		return (strings.Contains(s, "then:") && !strings.Contains(s, "then:  …")) || strings.Contains(s, "\n no: ")
	})
	d.keep("then")
	if s := d.quiet(); strings.Contains(s, "\n no: ") {
		if d.said["refused"]++; d.said["refused"] > 20 {
			d.t.Fatalf("one refusal after the other:\n%s", s)
		}
		d.tap(escape)
		d.tap(escape)
		d.tap("N")
		d.quiet()
		return
	}
	d.tap(enter)
	d.until("the outcome is recorded", func() bool { return !strings.Contains(d.vt.String(), "enter record it") })
	d.touches++
	d.keep("after")
	if strings.Contains(d.quiet(), "OUTCOME") { // a gatekeeper has put one through
		d.tap("n")
		d.sees("then:")
		d.tap(enter)
		d.until("the second outcome is recorded", func() bool { return !strings.Contains(d.vt.String(), "OUTCOME") })
		d.touches++
	}
}

// stuck says that the lead in sight cannot be worked further.
func (d *longDay) stuck(s string) bool {
	return strings.Contains(s, "disqualified") || strings.Contains(s, "graduated")
}

// call is a conversation: a note, a fact, and the hanging up.
func (d *longDay) call() {
	d.t.Helper()
	d.tap("d")
	d.quiet()
	d.keep("call")
	if !strings.Contains(d.screen(), "on call") && !strings.Contains(d.screen(), "CALLING") {
		d.said["not dialled"]++
		return // it is too early there, or nobody is to be called
	}
	d.tap("n")
	d.tap("asked for numbers of all three sites")
	d.tap(enter)
	d.tap("8")
	d.tap("350k allocated")
	d.keep("fact")
	d.tap(enter)
	d.keep("said")
	d.tap("d")
	d.said["conversations"]++
}

// outcome picks one by its key, and answers what it asks for.
func (d *longDay) outcome(s string, n int) {
	d.t.Helper()
	switch {
	case strings.Contains(s, "OUTCOME by phone"):
		keys := [...][]string{{"n"}, {"v"}, {"i"}, {"c", "in 3 weeks"}, {"n"}, {"l", "in 6 weeks"}, {"v"}, {"f"}, {"r", "Pat Doe"}, {"n"}, {"g"}, {"b"}}
		k := keys[n%len(keys)]
		d.said["phone "+k[0]]++
		d.tap(k[0])
		if len(k) > 1 {
			d.tap(k[1])
			d.keep("asks")
			d.tap(enter)
		}
	default:
		d.said["written"]++
		d.tap(enter)
	}
}
