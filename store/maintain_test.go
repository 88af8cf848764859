package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

func TestABackupIsWholeAndNeverOverwrites(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.call(id, model.VoicemailLeft)
	path := filepath.Join(t.TempDir(), "new folder", "copy.db")
	if err := f.Backup(f.ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := f.Backup(f.ctx, path); model.CodeOf(err) != model.Refused {
		t.Fatal("a backup was overwritten:", err)
	}
	s, err := Open(f.ctx, path, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	copied := &fixture{Store: s, t: t, ctx: f.ctx, clock: f.clock, mia: f.mia}
	same(t, "the world in the copy", f.world(id), copied.world(id))
	copied.clean()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreSwapsAndKeepsTheOldBeside(t *testing.T) {
	f := openNew(t)
	dir := t.TempDir()
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	backup, live := filepath.Join(dir, "backup.db"), filepath.Join(dir, "live.db")
	for _, path := range []string{backup, live} {
		if err := f.Backup(f.ctx, path); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(f.ctx, live, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	g := &fixture{Store: s, t: t, ctx: f.ctx, clock: f.clock, mia: f.mia}
	g.call(id, model.NoAnswer)
	if _, err := Restore(f.ctx, backup, live); model.CodeOf(err) != model.Refused {
		t.Fatal("a database in use was replaced:", err)
	}
	if len(g.world(id).Touches) != 1 {
		t.Fatal("the refused restore lost a touch")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(dir, "damaged.db")
	b, _ := os.ReadFile(backup)
	for i := 8192; i < 12288; i++ {
		b[i] ^= 0xff
	}
	if err := os.WriteFile(damaged, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(f.ctx, damaged, live); err == nil {
		t.Fatal("a damaged backup was restored")
	}
	kept, err := Restore(f.ctx, backup, live)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{live: 0, kept: 1} {
		s, err := Open(f.ctx, path, f.opt())
		if err != nil {
			t.Fatal(err)
		}
		g := &fixture{Store: s, t: t, ctx: f.ctx, clock: f.clock, mia: f.mia}
		if n := len(g.world(id).Touches); n != want {
			t.Errorf("%s has %d touches, want %d", filepath.Base(path), n, want)
		}
		_ = s.Close()
	}
}

func TestAutomaticBackupsRotate(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	made := 0
	for range 3 {
		path, err := f.AutoBackup(f.ctx)
		if err != nil {
			t.Fatal(err)
		}
		if path != "" {
			made++
		}
		f.clock.add(10 * time.Minute)
		if _, err := f.Note(f.ctx, f.mia, id, 0, "still there"); err != nil {
			t.Fatal(err)
		}
	}
	if made != 1 {
		t.Fatalf("%d backups in thirty minutes", made)
	}
	f.clock.add(time.Hour)
	if path, err := f.AutoBackup(f.ctx); err != nil || path == "" {
		t.Fatal("none after an hour", err)
	}
	f.clock.add(time.Hour)
	if path, err := f.AutoBackup(f.ctx); err != nil || path != "" {
		t.Fatal("one although nothing was written", path, err)
	}
}

func TestWhichBackupsStay(t *testing.T) {
	var all []keptBackup
	start := time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC)
	for hour := range 24 * 400 {
		all = append(all, keptBackup{fmt.Sprint(hour), start.Add(-time.Duration(hour) * time.Hour)})
	}
	stays := keptOf(all)
	if len(stays) < 25 || len(stays) > keepDaily+keepWeekly+keepMonthly {
		t.Fatalf("%d stay", len(stays))
	}
	if !stays["0"] {
		t.Fatal("the newest goes")
	}
	oldest := start
	for _, b := range all {
		if stays[b.path] {
			oldest = b.at
		}
	}
	if months := int(start.Sub(oldest).Hours() / 24 / 30); months < 7 {
		t.Fatalf("the oldest is %d months old", months)
	}
	var same int
	for _, b := range all {
		if stays[b.path] && start.Sub(b.at) < 12*24*time.Hour {
			same++
		}
	}
	if same != 12 {
		t.Fatalf("%d of the last twelve days stay", same)
	}
}

func TestCheckSeesWhatIsWrong(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.clean()
	for _, s := range []string{"UPDATE enrolment SET state = 'stopped', served = 0", "UPDATE lead_sum SET n = n + 1"} {
		if _, err := f.pen.conn.ExecContext(f.ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	r, err := f.Check(f.ctx)
	if err != nil || r.OK || r.Orphans != 1 || len(r.Problems) != 2 {
		t.Fatalf("%s: %v %+v", id, err, r)
	}
}

// A team's own cadence goes by its name, not by that of its file; a bad one is
// refused by place, line and reason.
func TestATeamsCadenceOverridesByName(t *testing.T) {
	f := openNew(t)
	opt := f.opt()
	opt.ConfigDir = t.TempDir()
	dir := filepath.Join(opt.ConfigDir, "cadences")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "mine.toml")
	if err := os.WriteFile(own, []byte("name = \"standard\"\ntitle = \"Ours\"\nat_end = \"long-term\"\n[[step]]\nchannel = \"phone\"\nday = 0\nguide = \"standard-1\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(f.ctx, f.path, opt)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Cadences(f.ctx)
	n := 0
	for _, c := range all {
		if c.Name == "standard" {
			if n++; c.Title != "Ours" || len(c.Steps) != 1 {
				t.Errorf("the built-in one stands: %+v", c)
			}
		}
	}
	if err = errors.Join(err, s.Close()); err != nil || n != 1 {
		t.Fatalf("%d cadences are called standard, %v", n, err)
	}
	if err := os.WriteFile(own, []byte("name = \"standard\"\nsteps = 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(f.ctx, f.path, opt)
	if model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a bad cadence: %v", err)
	}
}

func TestACadenceThatIsEditedBecomesAVersion(t *testing.T) {
	f := openNew(t)
	old := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "cadences"), 0o700); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../assets/cadences/standard.toml")
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "cadences", "standard.toml")
	if err := os.WriteFile(own, append(b, "\n# ours\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	opt := f.opt()
	opt.ConfigDir = dir
	for range 2 { // the second time nothing is new
		s, err := Open(f.ctx, f.path, opt)
		if err != nil {
			t.Fatal(err)
		}
		g := &fixture{Store: s, t: t, ctx: f.ctx, clock: f.clock, mia: f.mia}
		fresh := g.must(g.AddLead(f.ctx, f.mia, model.NewLead{Company: fmt.Sprint("New ", f.clock.t.Unix()), Person: "Ada Berg", Phone: "(212) 555-0188",
			Place: model.Place{State: "NY", Country: "US"}})).LeadID
		if v := g.world(fresh).Enrolments[0].Revision; v != 2 {
			t.Fatalf("a new enrolment follows version %d", v)
		}
		if v := g.world(old).Enrolments[0].Revision; v != 1 {
			t.Fatalf("an old enrolment moved to version %d", v)
		}
		_ = s.Close()
		f.clock.add(time.Minute)
	}
	if err := os.WriteFile(own, []byte("name = \"standard\"\nnonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(f.ctx, f.path, opt); model.CodeOf(err) != model.Invalid {
		t.Fatal("a bad cadence was taken:", err)
	}
}

// A lead that rests has its date, though everybody pursued has left.
func TestARestingLeadIsNoOrphan(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.call(id, model.LeftCompany)
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Rest, LeadID: id, Until: model.NewDate(2027, 1, 11), Reason: "nobody there until January"}))
	f.clean()
}
