package demo

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/calendar"
	"ripen/model/gate"
	"ripen/model/handoff"
	"ripen/model/playbook"
)

// instants are those at which somebody may look at the demo: a morning, an
// evening, nights, weekends, holidays, the ends of months and years, and the
// days on which clocks change.
var instants = []string{
	"2026-11-24T10:42:00-05:00", "2026-11-24T17:55:00-05:00", "2026-11-25T03:10:00-05:00", "2026-11-28T11:00:00-05:00", "2026-11-29T23:59:00-05:00",
	"2026-11-26T12:00:00-05:00", "2027-01-01T00:00:00-05:00", "2026-12-28T09:05:00-05:00", "2026-03-08T02:30:00-05:00", "2026-11-01T08:00:00-05:00",
	"2028-02-29T14:00:00-05:00", "2026-07-06T08:15:00-04:00", "2026-05-01T16:20:00-04:00", "2026-09-07T10:00:00-04:00",
}

// few leads with every part among them keep the sweep over instants short.
const few = 110

func hash(worlds []model.World) string {
	h := sha256.New()
	e := json.NewEncoder(h)
	for _, w := range worlds {
		for _, v := range []any{w.Company, w.Lead, w.Contacts, w.Enrolments, w.Touches, w.Evidence, w.Handoffs} {
			if err := e.Encode(v); err != nil {
				panic(err)
			}
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestTheSameSeedAndDayGiveTheSameLeads(t *testing.T) {
	o := Options{Seed: 7, Now: tuesday, Leads: few}
	a, b := season(t, o), season(t, o)
	if hash(a.worlds) != hash(b.worlds) {
		t.Error("two makings of one season differ")
	}
	if fmt.Sprint(a.Season) != fmt.Sprint(b.Season) {
		t.Error("what is told before the leads differs")
	}
	o.Seed = 8
	if hash(season(t, o).worlds) == hash(a.worlds) {
		t.Error("another seed gives the same leads")
	}
}

func TestWhatWasBeforeTodayDoesNotHangOnTheHour(t *testing.T) {
	morning, evening := season(t, Options{Seed: 7, Now: tuesday, Leads: few}), season(t, Options{Seed: 7, Now: tuesday.Add(7 * time.Hour), Leads: few})
	past := func(w model.World) (out []string) {
		for _, touch := range w.Touches {
			if touch.At.Before(at("2026-11-20T00:00:00-05:00")) {
				out = append(out, fmt.Sprint(w.Company.Name, touch.At, touch.Outcome))
			}
		}
		return out
	}
	same := 0
	for i, w := range morning.worlds {
		if slices.Equal(past(w), past(evening.worlds[i])) {
			same++
		}
	}
	if share := float64(same) / float64(few); share < 0.75 {
		t.Errorf("only %.0f %% of the leads have the same past at another hour of the day", 100*share)
	}
}

// RIPEN_DEMO_ALL=1 sweeps all instants, with every lead.
func TestAtAnyHour(t *testing.T) {
	when, leads := instants[:6], few
	if os.Getenv("RIPEN_DEMO_ALL") != "" {
		when, leads = instants, base
	}
	for seed, instant := range when {
		s, err := newStage(Options{Seed: uint64(seed), Now: at(instant), Leads: leads, Texts: texts(), Book: book})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range s.liveAll() {
			for _, wrong := range problems(l.w, at(instant)) {
				t.Errorf("%s: %s as %s: %s", instant, l.w.Lead.ID, l.part.name, wrong)
			}
		}
		for _, err := range s.refused {
			t.Errorf("%s: refused on the way: %v", instant, err)
		}
	}
}

func TestInvariantsOfTheWholeSeason(t *testing.T) {
	for _, w := range usual().worlds {
		for _, wrong := range problems(w, tuesday) {
			t.Errorf("%s %s (%s): %s", w.Lead.ID, w.Company.Name, w.Lead.Status, wrong)
		}
	}
}

// problems are what is wrong with one lead.
func problems(w model.World, now time.Time) []string {
	var out []string
	bad := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	fictional(w, bad)
	owned(w, bad)
	dated(w, now, bad)
	admitted(w, bad)
	settled(w, bad)
	return out
}

type report func(format string, args ...any)

var (
	fiction = regexp.MustCompile(`^\+1\d{3}55501\d\d$`)
	british = regexp.MustCompile(`^\+44(2079460|1[12]34960|1144960|1214960|1414960)\d{3}$`)
	german  = regexp.MustCompile(`^\+49(3023125|4066969|8999998|2214710)\d{3}$`)
	no      = regexp.MustCompile(`^(\+471000[0-2]\d{3}|\+6510000\d{3}|\+3541000\d{3})$`)
)

func fictional(w model.World, bad report) {
	if d := w.Company.Domain; d != "" && !strings.HasSuffix(d, ".example") {
		bad("domain %s", d)
	}
	if s := w.Company.Website; s != "" && !strings.HasSuffix(s, ".example") {
		bad("website %s", s)
	}
	for _, c := range w.Contacts {
		for _, p := range c.Points {
			switch p.Kind {
			case model.EmailPoint:
				if !strings.HasSuffix(p.Key, ".example") || p.Key != strings.ToLower(p.Key) || strings.ContainsAny(p.Key, " '") || strings.HasPrefix(p.Key, "@") {
					bad("e-mail %q", p.Key)
				}
			case model.PhonePoint:
				dead := no.MatchString(p.Key) && strings.HasSuffix(p.Shown, "(demo)")
				if !fiction.MatchString(p.Key) && !british.MatchString(p.Key) && !german.MatchString(p.Key) && !dead {
					bad("number %q (%s)", p.Key, p.Shown)
				}
			}
		}
	}
}

func owned(w model.World, bad report) {
	if m := w.Member(w.Lead.OwnerID); m == nil || m.Role != model.Specialist || m.Name != w.Lead.Owner {
		bad("owner %s %q", w.Lead.OwnerID, w.Lead.Owner)
	}
	if !w.Lead.Status.Nurtured() {
		return
	}
	waiting := w.Handoff() != nil && w.Handoff().State == model.Submitted
	resting := w.Lead.Status == model.Resting && w.Lead.RestUntil > 0 ||
		slices.ContainsFunc(w.Enrolments, func(e model.Enrolment) bool { return e.State == model.EnrolPaused && !e.ResumeAt.IsZero() })
	if cadence.Served(w) == nil && len(cadence.Questions(w)) == 0 && !waiting && !resting {
		bad("nobody owes it anything: %+v", w.Enrolments)
	}
	if w.Lead.Status == model.New && slices.ContainsFunc(w.Touches, func(t model.Touch) bool { return cadence.Attempt(t.Outcome) }) {
		bad("new, though attempted")
	}
}

func dated(w model.World, now time.Time, bad report) {
	for _, t := range w.Touches {
		c := w.Contact(t.ContactID)
		if t.At.After(now) || t.ID <= 0 || c == nil || t.ByName == "" {
			bad("touch %+v", t)
			continue
		}
		place := gate.PlaceOf(*c)
		if t.Channel != model.Phone || t.Direction != model.Outbound || len(place.Zones) == 0 {
			continue
		}
		wide := calendar.Hours{From: w.Policy.CallbackFrom, To: w.Policy.CallbackTo}
		one := calendar.Place{Zones: place.Zones[:1], Region: place.Region}
		if open, err := book.Open(t.At, one, wide); err != nil || !open {
			bad("%s called %s at %s there", t.ByName, c.Name, t.At.In(place.Zones[0]))
		}
	}
	for _, e := range w.Enrolments {
		c := w.Contact(e.ContactID)
		if e.ID <= 0 || c == nil {
			bad("enrolment %+v", e)
			continue
		}
		if e.State == model.EnrolDue && e.Owes == model.OwesStep && !book.IsBusinessDay(e.DueDay, c.Region) {
			bad("%s is due on %s, no business day in %s", e.ID, e.DueDay.Short(), c.Region)
		}
	}
}

// admitted says that each entry passes the ladder as it stood when it was made.
func admitted(w model.World, bad report) {
	for i, e := range w.Evidence {
		then := w
		then.Now, then.Evidence = time.UnixMilli(e.At), w.Evidence[:i]
		if err := playbook.Admit(then, e); err != nil {
			bad("%s %s %s: %v", e.ID, e.Attribute, e.Level, err)
		}
		if e.By == 0 || e.On.IsZero() || len(e.Value) == 0 || e.At > w.Now.UnixMilli() {
			bad("incomplete entry %+v", e)
		}
	}
}

// settled says that time alone has nothing left to do.
func settled(w model.World, bad report) {
	for name, d := range map[string]model.Decision{"cadence": cadence.Tick(book, w), "handoff": handoff.Tick(book, w), "playbook": playbook.Tick(w)} {
		if len(d.Changes) > 0 {
			bad("%s has more to do: %+v", name, d.Changes[0])
		}
	}
	for _, h := range w.Handoffs {
		if h.ID <= 0 || len(h.Events) == 0 || h.Events[0].Event != handoff.EventSubmit || !h.DeliveredAt.IsZero() && h.Dossier == "" {
			bad("hand-off %s: %d events, dossier of %d bytes", h.ID, len(h.Events), len(h.Dossier))
		}
	}
}

func TestIDsAreUniqueAndRise(t *testing.T) {
	c := large()
	if len(c.worlds) != base+likenesses {
		t.Fatalf("%d leads", len(c.worlds))
	}
	seen := map[string]int{}
	names := map[string]bool{}
	for i, w := range c.worlds {
		if int(w.Lead.ID) != i+1 || w.Lead.CompanyID != w.Company.ID || names[w.Company.Name] {
			t.Fatalf("lead %s of %s %q comes as number %d", w.Lead.ID, w.Company.ID, w.Company.Name, i+1)
		}
		names[w.Company.Name] = true
		add := func(id fmt.Stringer, lead model.LeadID) {
			if seen[id.String()]++; seen[id.String()] > 1 || id.String() == "" || lead != w.Lead.ID {
				t.Fatalf("%s of %s is there %d times, in %s", id, lead, seen[id.String()], w.Lead.ID)
			}
		}
		add(w.Company.ID, w.Lead.ID)
		for _, c := range w.Contacts {
			add(c.ID, c.LeadID)
			for _, p := range c.Points {
				add(p.ID, w.Lead.ID)
				if p.ContactID != c.ID {
					t.Fatalf("%s is %s's, and stands at %s", p.ID, p.ContactID, c.ID)
				}
			}
		}
		for _, e := range w.Enrolments {
			add(e.ID, e.LeadID)
		}
		for _, e := range w.Touches {
			add(e.ID, e.LeadID)
			if w.Contact(e.ContactID) == nil || e.EnrolmentID != 0 && w.Enrolment(e.EnrolmentID) == nil || e.Answers != 0 && w.Touch(e.Answers) == nil {
				t.Fatalf("%+v points out of its lead", e)
			}
		}
		for _, e := range w.Evidence {
			add(e.ID, e.LeadID)
		}
		for _, h := range w.Handoffs {
			add(h.ID, h.LeadID)
			for _, e := range h.Events {
				add(model.ActionID(e.ID), w.Lead.ID)
			}
		}
	}
	for _, w := range c.worlds[base:] {
		for _, wrong := range problems(w, tuesday) {
			t.Errorf("%s %s, a likeness: %s", w.Lead.ID, w.Company.Name, wrong)
		}
	}
	for _, d := range c.defects {
		if w := c.worlds[d.LeadID-1]; w.Contact(d.ContactID) == nil || d.ID <= 0 {
			t.Errorf("list issue %+v points out of its lead", d)
		}
	}
}

func TestAnErrorOfTheReceiverEndsIt(t *testing.T) {
	stop := errors.New("disk full")
	n := 0
	err := Generate(Options{Seed: 1, Now: tuesday, Leads: 20, Texts: texts(), Book: book}, func(Season) error { return nil },
		func(model.World, []model.Defect) error {
			if n++; n == 5 {
				return stop
			}
			return nil
		})
	if !errors.Is(err, stop) || n != 5 {
		t.Errorf("after %d leads: %v", n, err)
	}
	if err := Generate(Options{Now: tuesday}, nil, nil); model.CodeOf(err) != model.Invalid {
		t.Errorf("without texts: %v", err)
	}
}

func BenchmarkSixHundred(b *testing.B) {
	for b.Loop() {
		season(b, Options{Seed: 1, Now: tuesday})
	}
}

// BenchmarkLikeness is the cost of one lead of a large base.
func BenchmarkLikeness(b *testing.B) {
	s, err := newStage(Options{Seed: 1, Now: tuesday, Texts: texts(), Book: book})
	if err != nil {
		b.Fatal(err)
	}
	lives := s.liveAll()
	touches := 0
	b.ResetTimer()
	if err := s.likenesses(lives, b.N, func(w model.World, _ []model.Defect) error { touches += len(w.Touches); return nil }); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(touches)/float64(b.N), "touches/lead")
}
