package store

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	osexec "os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ripen/model"
)

var soak = flag.Bool("soak", false, "run the long rounds: 200 kills, 16 processes with 200 touches each")

// childEnv tells a copy of this test binary what to do: "db path|name|touches".
const childEnv = "RIPEN_STORE_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		if err := child(strings.Split(job, "|")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child records touches, round the leads, and says each one's id once it is
// acknowledged.
func child(job []string) error {
	if job[0] == importJob {
		return importChild(job[1:])
	}
	ctx := context.Background()
	at := time.Date(2026, 11, 25, 11, 0, 0, 0, eastern)
	s, err := Open(ctx, job[0], Options{Clock: func() time.Time { return at }, Policy: model.DefaultPolicy(), Assets: os.DirFS("../assets")})
	if err != nil {
		return err
	}
	by, err := s.Who(ctx, job[1], "America/New_York", "US")
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(job[2])
	first, _ := strconv.Atoi(job[3])
	page, err := s.Leads(ctx, by, model.LeadQuery{Limit: 500})
	if err != nil {
		return err
	}
	for i := range n {
		lead := page.Rows[(first+i)%len(page.Rows)].ID
		r, err := s.Record(ctx, by, model.Entry{LeadID: lead, Channel: model.Phone, Outcome: model.NoAnswer, Note: "touch of " + job[1]})
		if err != nil {
			return err
		}
		fmt.Println(int64(r.TouchID))
	}
	return s.Close()
}

func (f *fixture) spawn(name string, touches, first int) *osexec.Cmd {
	c := osexec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%s|%d|%d", childEnv, f.path, name, touches, first))
	return c
}

func TestProcessesShareOneFile(t *testing.T) {
	processes, touches := 4, 8
	if *soak {
		processes, touches = 16, 200
	}
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(40))
	var wg sync.WaitGroup
	said := make([]string, processes)
	for p := range processes {
		wg.Go(func() {
			out, err := f.spawn(fmt.Sprintf("Person %c", 'A'+p), touches, p*7).CombinedOutput()
			if err != nil {
				t.Errorf("process %d: %v\n%s", p, err, out)
			}
			said[p] = string(out)
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for _, lines := range said {
		for id := range strings.FieldsSeq(lines) {
			if seen[id] {
				t.Errorf("the id %s was given twice", id)
			}
			seen[id] = true
		}
	}
	var kept int
	if err := f.r.QueryRow("SELECT count(*) FROM touch").Scan(&kept); err != nil || kept != processes*touches || len(seen) != kept {
		t.Fatalf("%d touches kept, %d acknowledged, %d made (%v)", kept, len(seen), processes*touches, err)
	}
	f.clean()
}

// A process that is killed amid its writes loses nothing that it has
// acknowledged, and leaves nothing half done.
func TestKilledAmidWrites(t *testing.T) {
	rounds := 2
	if *soak {
		rounds = 200
	}
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(200))
	acknowledged := 0
	for round := range rounds {
		c := f.spawn("Killed", 1_000_000, round)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		var last string
		for n := 0; n < 3+round%17 && lines.Scan(); n++ {
			last = lines.Text()
			acknowledged++
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // said before the kill
			last = lines.Text()
			acknowledged++
		}
		_ = c.Wait() // it was killed
		var found int
		if err := f.r.QueryRow("SELECT count(*) FROM touch WHERE id <= $1", last).Scan(&found); err != nil || strconv.Itoa(found) != last {
			t.Fatalf("round %d: %d touches up to %s (%v)", round, found, last, err)
		}
		if *soak && round%20 != 0 {
			continue
		}
		f.clean()
	}
	var kept, words int
	if err := f.r.QueryRow("SELECT count(*), sum(words_id > 0) FROM touch").Scan(&kept, &words); err != nil || kept < acknowledged || words != kept {
		t.Fatalf("%d kept, %d acknowledged, %d with words (%v)", kept, acknowledged, words, err)
	}
	f.clean()
	t.Logf("%d rounds, %d touches acknowledged, %d kept, none lost", rounds, acknowledged, kept)
}

// Suppression wins: once somebody asked not to be contacted, no touch of theirs
// is recorded, whichever window it comes from.
func TestSuppressionWinsTheRace(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	c := f.world(id).Contacts[0].ID
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			e := model.Entry{LeadID: id, ContactID: c, Channel: model.Email, Outcome: model.Sent}
			if n == 3 {
				e.Channel, e.Outcome = model.Phone, model.DoNotContact
			}
			_, err := f.Record(f.ctx, f.mia, e)
			if err != nil && model.CodeOf(err) != model.Suppressed && model.CodeOf(err) != model.Refused {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	stopped := false
	w := f.world(id)
	byID := map[model.TouchID]model.Touch{}
	for _, x := range w.Touches {
		byID[x.ID] = x
	}
	for n := range len(byID) {
		x := byID[model.TouchID(n+1)]
		if stopped && x.Direction != model.Inbound {
			t.Fatalf("%s was recorded after do-not-contact", x.Outcome)
		}
		stopped = stopped || x.Outcome == model.DoNotContact
	}
	if !stopped || !w.Contacts[0].Suppressed {
		t.Fatal("do-not-contact is not kept")
	}
	if _, err := f.Record(f.ctx, f.mia, model.Entry{LeadID: id, ContactID: c, Channel: model.Email, Outcome: model.Sent}); model.CodeOf(err) != model.Suppressed {
		t.Fatal(err)
	}
}
