package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	osexec "os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

// importJob is the first word of what a copy of this test binary is told that
// is to bring a list in: "import|db path|rows".
const importJob = "import"

var killed = model.ImportOptions{Name: "Killed", FileSHA: "ff"}

// importChild brings a list in and says after each batch how many of its rows
// are in, then how many leads were gone through, then the account.
func importChild(job []string) error {
	ctx := context.Background()
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, eastern)
	s, err := Open(ctx, job[0], Options{Clock: func() time.Time { return at }, Policy: model.DefaultPolicy(), Assets: os.DirFS("../assets")})
	if err != nil {
		return err
	}
	by, err := s.Who(ctx, "Mia", "America/New_York", "US")
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(job[1])
	rows, bad := jumble(11, n)
	im, err := s.BeginList(ctx, by, killed)
	if err != nil {
		return err
	}
	im.Progress = func(p model.ImportProgress) { fmt.Println(p.Stage, p.Done) }
	if err := pour(ctx, im, rows, bad, goOn); err != nil {
		return err
	}
	r, err := im.End(ctx)
	if err != nil {
		return err
	}
	fmt.Println("account", account(r))
	return s.Close()
}

func account(r model.ImportResult) string {
	return fmt.Sprint(r.Rows, r.ContactsCreated, r.ContactsMerged, r.Rejected, r.Suppressed, r.LeadsCreated)
}

// runKilled runs the child until it has said so many lines beyond those that
// only repeat what an earlier run had done, and kills it there; 0 lets it live.
// It returns the last line and how far the rows have come.
func (f *fixture) runKilled(rows, lines, from int) (last string, reached int) {
	f.t.Helper()
	c := osexec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%s|%d", childEnv, importJob, f.path, rows))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		f.t.Fatal(err)
	}
	reached = from
	said := bufio.NewScanner(out)
	for said.Scan() {
		last = said.Text()
		if n, ok := strings.CutPrefix(last, "bringing in "); ok {
			n, _ := strconv.Atoi(n)
			if n <= from {
				continue
			}
			reached = max(reached, n)
		}
		if lines--; lines == 0 {
			if err := c.Process.Kill(); err != nil {
				f.t.Fatal(err)
			}
		}
	}
	_ = c.Wait() // it was killed
	return last, reached
}

// A list whose import is killed again and again comes in whole, with no row
// twice and none missing, and the account of the run that ends it is that of
// the whole.
func TestKilledAmidAnImport(t *testing.T) {
	for _, c := range []struct {
		name       string
		used       bool
		kills, all int
		rows, many int
	}{
		{"into a database in use", true, 3, 160, 500, 14_000},
		{"into an empty one", false, 2, 40, 500, 14_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			kills, n := c.kills, c.rows
			if *soak {
				kills, n = c.all, c.many
			}
			whole, f := openNew(t), openNew(t)
			if c.used {
				whole.others()
				f.others()
			}
			rows, bad := jumble(11, n)
			want, err := whole.run(killed, rows, bad, goOn)
			if err != nil {
				t.Fatal(err)
			}
			reached, amid, got := 0, 0, ""
			for k := 0; k < kills && got == ""; k++ {
				lines := 1 + k%2
				if !c.used { // nothing is there before all is: anywhere on the way
					reached, lines = 0, 1+k*37%(n/40)
				}
				var last string
				last, reached = f.runKilled(n, lines, reached)
				if got, _ = strings.CutPrefix(last, "account "); got == last {
					amid, got = amid+1, ""
				}
				if !c.used || k%20 == 0 {
					f.clean()
				}
			}
			if got == "" {
				last, _ := f.runKilled(n, 0, n)
				got, _ = strings.CutPrefix(last, "account ")
			}
			if got != account(want) {
				t.Errorf("the account is %s, not %s", got, account(want))
			}
			if got, want := f.state(), whole.state(); !reflect.DeepEqual(got, want) {
				t.Errorf("killed: %v\nin one go: %v", got, want)
			}
			f.clean()
			t.Logf("%d rows, killed %d times on the way: rows, created, merged, rejected, suppressed, leads %s; in one go %s", n, amid, got, account(want))
		})
	}
}
