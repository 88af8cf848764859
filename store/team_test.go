package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"

	"ripen/model"
	"ripen/model/industry"
)

func TestManyOpenANewDatabaseAtOnce(t *testing.T) {
	f := openNew(t)
	path := filepath.Join(t.TempDir(), "new", "ripen.db")
	var wg sync.WaitGroup
	roles := make([]model.Role, 6)
	for n := range roles {
		wg.Go(func() {
			s, err := Open(context.Background(), path, f.opt())
			if err != nil {
				t.Error(err)
				return
			}
			by, err := s.Who(f.ctx, fmt.Sprintf("Person %c", 'A'+n/2), "", "")
			if err != nil {
				t.Error(err)
			}
			roles[n] = by.Role
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	admins := map[int]bool{}
	for n, r := range roles {
		if r == model.Admin {
			admins[n/2] = true
		}
	}
	if len(admins) != 1 {
		t.Fatalf("the first to come is admin, and nobody else: %v", roles)
	}
	s, err := Open(f.ctx, path, f.opt())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if all, err := s.Members(f.ctx, f.mia); err != nil || len(all) != 3 {
		t.Fatalf("%d members of three: %v", len(all), err)
	}
}

func TestTheLastAdminStays(t *testing.T) {
	f := openNew(t)
	all, err := f.Members(f.ctx, f.mia)
	if err != nil {
		t.Fatal(err)
	}
	me := all[0].Member
	me.Role = model.Specialist
	if err := f.SetMember(f.ctx, f.mia, me); model.CodeOf(err) != model.Refused {
		t.Fatal(err)
	}
	if _, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Tom", Role: model.Admin}); err != nil {
		t.Fatal(err)
	}
	if err := f.SetMember(f.ctx, f.mia, me); err != nil {
		t.Fatal(err)
	}
	me.Target = 5 // on the version that was seen before
	if err := f.SetMember(f.ctx, model.Actor{ID: 2, Role: model.Admin}, me); model.CodeOf(err) != model.Conflict {
		t.Fatal("a stale change of a member passed:", err)
	}
}

func TestAReaderWritesNothing(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	opt := f.opt()
	opt.ReadOnly = true
	s, err := Open(f.ctx, f.path, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Desk(f.ctx, f.mia, id); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Queue(f.ctx, f.mia, 0); err != nil || p.Frozen {
		t.Fatal("the day is shown as computed:", err, p.Frozen)
	}
	if _, err := s.Record(f.ctx, f.mia, model.Entry{LeadID: id, Channel: model.Phone, Outcome: model.NoAnswer}); model.CodeOf(err) != model.Refused {
		t.Fatal(err)
	}
	if _, err := Open(f.ctx, filepath.Join(t.TempDir(), "none.db"), opt); model.CodeOf(err) != model.NotFound {
		t.Fatal(err)
	}
}

// The index of the search says what the leads say, after any mixture of writes.
func TestTheSearchIndexFollowsEveryWrite(t *testing.T) {
	f := openNew(t)
	r := rand.New(rand.NewPCG(7, 11))
	words := []string{"palletising", "Zoë", "freight", "harbour", "customs", "naïve"}
	var all []model.LeadID
	for n := range 120 {
		switch k := r.IntN(6); {
		case k == 0 || len(all) < 2:
			all = append(all, f.lead(fmt.Sprintf("%s%d Works", words[r.IntN(len(words))], n), "Tor Halvorsen").LeadID)
		case k == 1:
			if _, err := f.Undo(f.ctx, f.mia); err != nil && model.CodeOf(err) != model.Refused {
				t.Fatal(err)
			}
			all = all[:0]
			p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 200})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range p.Rows {
				all = append(all, row.ID)
			}
		default:
			if _, err := f.Note(f.ctx, f.mia, all[r.IntN(len(all))], 0, words[r.IntN(len(words))]+" "+fmt.Sprint(n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.pen.conn.ExecContext(f.ctx, "INSERT INTO lead_fts(lead_fts, rank) VALUES('integrity-check', 1)"); err != nil {
		t.Fatal("the index does not say what the leads say:", err)
	}
	f.clean()
}

func TestSuppressingByHand(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	if err := f.Suppress(f.ctx, f.mia, "email", "IT@halvorsen.example", "", "asked by letter"); err != nil {
		t.Fatal(err)
	}
	if c := f.world(id).Contacts[0]; c.Point(model.EmailPoint) != nil || c.Point(model.PhonePoint) == nil {
		t.Fatalf("%+v", c.Points)
	}
	all, err := f.Suppressions(f.ctx, f.mia, 0)
	if err != nil || len(all) != 1 || all[0].Reason != "asked by letter" {
		t.Fatalf("%v %+v", err, all)
	}
	if err := f.Lift(f.ctx, f.mia, "email", "it@halvorsen.example", "", ""); model.CodeOf(err) != model.Invalid {
		t.Fatal("lifted without a reason:", err)
	}
	if err := f.Lift(f.ctx, f.mia, "email", "it@halvorsen.example", "", "a mistake"); err != nil {
		t.Fatal(err)
	}
	if c := f.world(id).Contacts[0]; c.Point(model.EmailPoint) == nil {
		t.Fatal("lifting did nothing")
	}
	if err := f.Suppress(f.ctx, f.mia, "company", "Halvorsen Freight Inc.", "", "lawyer wrote"); err != nil {
		t.Fatal(err)
	}
	if c := f.world(id).Contacts[0]; !c.Suppressed {
		t.Fatal("nobody of a suppressed company is contacted")
	}
}

// What is suppressed by hand stops at once: nobody is served whom nobody may
// call.
func TestASuppressionStopsWhatIsUnderWay(t *testing.T) {
	for _, c := range []struct{ kind, value string }{
		{"company", "Halvorsen Freight"}, {"company", "halvorsen.example"}, {"phone", "+1 212 555 0142"},
	} {
		f := openNew(t)
		f.lead("Halvorsen Freight", "Tor Halvorsen")
		if p := f.day(f.mia); len(p.Items) != 1 || p.Items[0].Channel != model.Phone {
			t.Fatalf("nothing to stop: %+v", p.Items)
		}
		if err := f.Suppress(f.ctx, f.mia, c.kind, c.value, "", "lawyer wrote"); err != nil {
			t.Fatal(err)
		}
		for _, i := range f.day(f.mia).Items {
			if c.kind == "company" && i.State == "open" && i.Owes == model.OwesStep || i.Channel == model.Phone && i.Owes == model.OwesStep {
				t.Errorf("%s %s: still served as %+v", c.kind, c.value, i)
			}
		}
	}
}

func TestCodesCanBeReplacedForOneDatabase(t *testing.T) {
	f := openNew(t)
	vintage, found, err := f.IndustrySearch(f.ctx, "naics", "freight", 5)
	if err != nil || len(found) == 0 || vintage == "" {
		t.Fatal(err, vintage, found)
	}
	own, err := industry.New("NAICS 2999", []industry.Code{{Code: "999999", Title: "Haulage by drone"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.LoadCodes(f.ctx, f.mia, own); err != nil {
		t.Fatal(err)
	}
	if vintage, found, err = f.IndustrySearch(f.ctx, "naics", "drone", 5); err != nil || vintage != "NAICS 2999" || len(found) != 1 {
		t.Fatal(err, vintage, found)
	}
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	_, err = f.Attest(f.ctx, f.mia, model.Attestation{LeadID: id, Attribute: model.IndustryCode, Level: model.Listed,
		Set: model.Value{"scheme": "naics", "code": "488510"}, Document: "register"})
	if err == nil {
		t.Fatal("a code of the old table passes")
	}
}

// Who was put into the team by a slip is taken out again, and a change is taken
// back; not once somebody has worked, and not by who may not set up the team.
func TestChangesOfTheTeamAreUndone(t *testing.T) {
	f := openNew(t)
	if _, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.Sales}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.TeamLead}); err != nil {
		t.Fatal(err)
	}
	role := func() model.Role {
		m, found, err := memberNamed(f.ctx, f.r, "Sam")
		if err != nil || !found {
			return ""
		}
		return m.Role
	}
	if role() != model.TeamLead {
		t.Fatal("the change did not take")
	}
	for _, want := range []model.Role{model.Sales, ""} {
		if _, err := f.Undo(f.ctx, f.mia); err != nil || role() != want {
			t.Fatalf("after undo Sam is %q, want %q: %v", role(), want, err)
		}
	}
	if _, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.Specialist}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddLead(f.ctx, f.who("Sam"), model.NewLead{Company: "Acme", Person: "Ann Lee", Phone: "(212) 555-0142"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused || role() != model.Specialist {
		t.Fatalf("somebody with work was taken out: %v", err)
	}
	f.clean()
}
