package demo

import (
	"cmp"
	"slices"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// stage is what all leads have in common.
type stage struct {
	seed    uint64 // of the season: seed and day
	now     time.Time
	zone    *time.Location // of the organisation
	today   model.Date     // there
	last    model.Date     // the last business day up to today
	work    bool           // today is a business day
	policy  model.Policy
	book    *calendar.Book
	texts   Texts
	byID    map[model.TextID]model.Cadence
	current map[string]model.TextID
	members []model.Member
	lists   []source
	phones  phones
	firms   companies
	seats   int          // leads that live through the season
	guide   model.TextID // of the call guide as adopted; 0: not adopted
	refused []error      // what the rules refused on the way: the tests want none
	next    counters
}

// counters are the ids given last.
type counters struct {
	lead, company, contact, point, enrolment, touch, evidence, handoff, event, defect int64
}

func newStage(o Options) (*stage, error) {
	s := &stage{now: o.Now.UTC().Truncate(time.Millisecond), policy: o.Policy, book: o.Book, texts: o.Texts,
		phones: phones{}, firms: companies{made: map[int]int{}}, members: cast()}
	if s.policy.Zone == "" {
		s.policy = model.DefaultPolicy()
	}
	if s.book == nil {
		s.book = calendar.New()
	}
	if err := s.adopt(o.Texts); err != nil {
		return nil, err
	}
	s.zone = gate.Zone(s.policy.Zone)
	s.today = model.DateOf(s.now.In(s.zone))
	s.work = s.book.IsBusinessDay(s.today, s.policy.Region)
	s.last = s.today
	if !s.work {
		s.last = s.book.AddBusinessDays(s.today, -1, s.policy.Region)
	}
	s.seed = o.Seed ^ uint64(s.today)*0x9e3779b97f4a7c15
	s.firms.shift = int(s.seed >> 40)
	s.lists = s.sources()
	if s.seats = o.Leads; s.seats <= 0 || s.seats > base {
		s.seats = base
	}
	return s, nil
}

// adopt takes the texts that the leads are worked by.
func (s *stage) adopt(t Texts) error {
	missing := func(what string) error { return model.Errorf(model.Invalid, "the demo needs %s", what) }
	s.byID, s.current = map[model.TextID]model.Cadence{}, map[string]model.TextID{}
	top := max(t.Playbook.TextID, t.Guide.TextID)
	for _, c := range t.Cadences {
		top = max(top, c.TextID)
	}
	for _, c := range t.Cadences {
		if c.TextID == 0 {
			top++
			c.TextID = top
		}
		c.Version = max(c.Version, 1)
		s.byID[c.TextID] = c
		if c.Version >= s.byID[s.current[c.Name]].Version {
			s.current[c.Name] = c.TextID
		}
	}
	for _, name := range []string{"standard", "inbound", "trade-show", "long-term", "reheat"} {
		if s.current[name] == 0 {
			return missing("the cadence " + name)
		}
	}
	if t.NAICS == nil {
		return missing("the NAICS table")
	}
	if s.texts.Playbook.TextID == 0 {
		s.texts.Playbook.TextID = top + 1
	}
	s.guide = t.Guide.TextID
	s.texts.Playbook.Version = max(s.texts.Playbook.Version, 1)
	return nil
}

// Lookup makes the stage a [playbook.Codes].
func (s *stage) Lookup(scheme, code string) (string, bool) {
	c, ok := s.texts.NAICS.Lookup(code)
	return c.Title, ok && scheme == "naics"
}

// actor is the person as the rules see him.
func (s *stage) actor(id model.MemberID) model.Actor {
	m := s.members[id-1]
	return model.Actor{ID: m.ID, Name: m.Name, Role: m.Role, Zone: gate.Zone(m.Zone), Region: m.Region, Session: "demo"}
}

// liveAll lets each of the first leads live through its season.
func (s *stage) liveAll() []*life {
	parts := s.deal()
	out := make([]*life, 0, len(parts))
	for i, p := range parts {
		l := s.begin(uint64(i), p)
		p.plays(l)
		l.finish()
		s.next = l.n
		out = append(out, l)
	}
	return out
}

// season is what is told before the leads.
func (s *stage) season(lives []*life) Season {
	out := Season{Members: s.members}
	for _, src := range s.lists {
		out.Lists = append(out.Lists, src.list)
		in := Import{List: src.list.ID, RejectedField: "email", RejectedBecause: "neither a phone number nor an e-mail address"}
		for _, l := range lives {
			if l.w.Lead.ListID == src.list.ID {
				for _, c := range l.w.Contacts {
					if c.Source == "" { // nobody who was named on the way
						in.Rows++
					}
				}
			}
		}
		d := throw(s.seed, 7_000_000+uint64(src.list.ID))
		in.Merged, in.Rejected = in.Rows/d.between(14, 22), int(float64(in.Rows)*src.bad*1.4)
		in.Suppressed = in.Rejected / 8
		in.Rows += in.Merged + in.Rejected + in.Suppressed
		out.Imports = append(out.Imports, in)
		for _, l := range lives {
			if l.w.Lead.ListID == src.list.ID {
				out.Exposures = append(out.Exposures, l.exposures()...)
			}
		}
	}
	slices.SortStableFunc(out.Exposures, func(a, b Exposure) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Lead, b.Lead)) })
	return out
}

// exposures of a lead: shown when it was worked, and passed over by those who
// pick, on days on which it was due and nothing came of it.
func (l *life) exposures() []Exposure {
	from := l.s.today.AddDays(-30)
	seen := map[Exposure]bool{}
	var out []Exposure
	add := func(m model.Member, at time.Time, kind, reason string) {
		e := Exposure{Member: m.ID, Day: model.DateOf(at.In(gate.Zone(m.Zone))), Lead: l.w.Lead.ID, Kind: kind}
		if e.Day < from || at.After(l.s.now) || seen[e] {
			return
		}
		seen[e] = true
		e.At, e.Reason, e.Score = at, reason, l.w.Lead.Score
		out = append(out, e)
	}
	d := throw(l.s.seed, 3_000_000+l.seat)
	for _, t := range l.w.Touches {
		if t.Direction == model.Outbound && int(t.By) <= len(specialists) {
			kind := "served"
			if l.style().picky && l.w.Lead.Score > 45 && d.chance(0.4) {
				kind = "opened"
			}
			add(l.s.members[t.By-1], t.At.Add(-2*time.Minute), kind, "")
		}
	}
	for _, skip := range l.skips(d) {
		add(l.owner(), skip.At.Add(-time.Minute), "served", "")
		add(l.owner(), skip.At, "skipped", skip.Reason)
	}
	return out
}

// skips are the times at which the owner passed the lead over.
func (l *life) skips(d dice) []Exposure {
	chance := 0.05
	if l.style().picky {
		chance = 0.55
		if l.w.Lead.Score > 45 {
			chance = 0.02
		}
	}
	en := l.served()
	if en == nil || en.DueDay >= l.s.today || !d.chance(chance) {
		return nil
	}
	var out []Exposure
	day := l.s.last
	for n := d.between(1, 4); n > 0 && day > en.DueDay; n-- {
		if at := day.At(d.between(9, 11), d.IntN(60), gate.Zone(l.owner().Zone)); !at.After(l.s.now) {
			out = append(out, Exposure{At: at.UTC(), Reason: pick(d, []string{"not-now", "not-now", "not-now", "research", "wrong-list", "conflict"})})
		}
		day = l.s.book.AddBusinessDays(day, -1, "US")
	}
	return out
}

// world is a lead's before it is born. The maps are the same in all: no rule
// writes to them.
func (s *stage) world() model.World {
	return model.World{Policy: s.policy, Cadences: s.byID, Current: s.current, Playbook: s.texts.Playbook, Guide: s.texts.Guide, Members: s.members}
}
