package demo

import (
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/gate"
)

// part is what becomes of one lead in the season.
type part struct {
	name   string
	owner  model.MemberID
	nth    int // of those of this name that the owner has
	list   int
	where  *city // nil: anywhere
	vague  bool  // its zone is one of two
	ripens bool  // it is talked with: people enough, and all can be reached
	below  bool  // who is met first decides nothing
	reach  bool  // no list issue comes in between
	quiet  bool  // nobody answers, and the steps are done on their day

	received   bool // an inquiry, with a clock
	leavesOpen bool // its questions are left to the person
	before     bool // its dates count from when things were said, not from today
	plays      func(*life)
}

// role is a part with the number of leads of [base] that play it.
type role struct {
	n    int
	part part
	of   []int // lists, each as often as it stands here; nil by the lists' own shares
	tune func(*stage, dice, *part)
}

var old = []int{inquiries, referrals, referrals, purchased}

// roles of the season. What is left over plays cold.
func roles() []role {
	ripe := part{ripens: true, reach: true}
	with := func(name string, p part, plays func(*life)) part { p.name, p.plays = name, plays; return p }
	below := func(_ *stage, d dice, p *part) { p.below = d.chance(0.4) }
	past := part{ripens: true, reach: true, before: true}
	open := part{reach: true, leavesOpen: true}
	return []role{
		{n: 60, part: with("fresh", part{}, fresh), of: []int{purchased, purchased, purchased, referrals}},
		{n: 18, part: with("inquiry", part{reach: true}, inquiry), of: []int{inquiries}},
		{n: 24, part: with("callback", ripe, callback), of: []int{inquiries, fair, referrals}, tune: openNow},
		{n: 10, part: with("inbound", part{reach: true}, inbound), of: []int{inquiries, fair, referrals, purchased}},
		{n: 12, part: with("queued", part{reach: true, quiet: true}, queued), of: []int{purchased, referrals}},
		{n: 6, part: with("unposted", part{reach: true, quiet: true}, queued), of: []int{purchased}},
		{n: 12, part: with("in hand", part{reach: true, quiet: true}, inHand), of: []int{purchased, referrals}},
		{n: 24, part: with("one gate", ripe, boardOne), tune: below},
		{n: 30, part: with("two gates", ripe, boardTwo), tune: below},
		{n: 20, part: with("three gates", ripe, boardThree), tune: below},
		{n: 6, part: with("ready", ripe, readyLead), tune: below},
		{n: 16, part: with("stale", past, gone), of: []int{inquiries, referrals}, tune: below},
		{n: 8, part: with("submitted", ripe, submittedNow), tune: below},
		{n: 12, part: with("delivered", ripe, deliveredNow), tune: below},
		{n: 18, part: with("accepted", past, acceptedLead), of: old},
		{n: 3, part: with("overturned", past, overturned), of: old},
		{n: 11, part: with("won", past, closed(model.HWon)), of: old},
		{n: 6, part: with("lost", past, closed(model.HLost)), of: old},
		{n: 4, part: with("no decision", past, closed(model.HNone)), of: old},
		{n: 3, part: with("rejected", past, rejected), of: old},
		{n: 2, part: with("disputed", past, disputed), of: old},
		{n: 2, part: with("upheld", past, upheld), of: old},
		{n: 4, part: with("expired", past, expired), of: old},
		{n: 4, part: with("returned", past, returned), of: old},
		{n: 4, part: with("sent back", ripe, sentBack)},
		{n: 36, part: with("resting", part{reach: true}, resting)},
		{n: 26, part: with("disqualified", part{}, disqualified), of: []int{purchased, purchased, fair, inquiries}},
		{n: 8, part: with("do not contact", part{reach: true, ripens: true}, left)},
		{n: 14, part: with("question", open, question)},
		{n: 10, part: with("no number", part{reach: true}, numberless), of: []int{purchased}},
		{n: 12, part: with("toll-free", part{where: &tollFree}, cold), of: []int{purchased, inquiries}},
		{n: 12, part: with("two clocks", part{vague: true}, cold), of: []int{purchased, referrals},
			tune: func(_ *stage, d dice, p *part) { p.where = &american[29] }}, // Memphis
		{n: 6, part: with("uncharted", part{}, cold), of: []int{fair, inquiries}, tune: func(_ *stage, d dice, p *part) { p.where = &uncharted[p.nth%2] }},
	}
}

// deal gives every lead its part, in an order that tells nothing.
func (s *stage) deal() []part {
	d := throw(s.seed, 1)
	var out []part
	have := map[string]int{}
	add := func(r role) {
		p := r.part
		p.owner = model.MemberID(len(out)%len(specialists) + 1)
		key := p.name + row(int64(p.owner))
		p.nth = have[key]
		have[key]++
		if p.list = s.anyList(d); r.of != nil {
			p.list = pick(d, r.of)
		}
		p.received = p.list == inquiries
		if r.tune != nil {
			r.tune(s, d, &p)
		}
		out = append(out, p)
	}
	for _, r := range roles() {
		n := (r.n*s.seats + base - 1) / base
		for range n {
			add(r)
		}
	}
	for len(out) < s.seats {
		add(role{part: part{name: "cold", plays: cold}})
	}
	d.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:s.seats]
}

func (s *stage) anyList(d dice) int {
	n := d.IntN(100)
	for i, l := range s.lists {
		if n -= l.share; n < 0 {
			return i
		}
	}
	return purchased
}

// openNow puts a callback where it is working time about now, if it is so
// anywhere.
func openNow(s *stage, d dice, p *part) {
	from := d.IntN(len(american))
	for i := range american {
		c := &american[(from+i)%len(american)]
		if open, _ := s.book.Open(s.promise(p.nth), placeOf(*c), callHours); open {
			p.where = c
			return
		}
	}
	p.where = &american[from]
}

var callHours = calendar.Hours{From: 8 * 60, To: 18 * 60}

func placeOf(c city) calendar.Place {
	return calendar.Place{Zones: []*time.Location{gate.Zone(c.zone)}, Region: calendar.RegionOf(c.country, c.state)}
}

// promise is about when the n-th callback of a person is due: two have come due,
// two are still to come.
func (s *stage) promise(n int) time.Time {
	half := s.now.Truncate(30 * time.Minute)
	return half.Add([]time.Duration{0, 90 * time.Minute, -time.Hour, 4 * time.Hour}[n%4])
}

// start is when the lead came in: as near to that day as its list allows.
func (l *life) start(day model.Date) {
	came := model.DateOf(l.src.list.At.In(l.s.zone))
	if !l.src.tranche || day < came {
		day = came
	}
	day = l.s.book.RollForward(min(day, l.s.last), "US")
	at := day.At(8, 45, l.s.zone).Add(time.Duration(l.d.IntN(50)) * time.Minute)
	if l.part.received {
		at = day.At(7, 0, l.s.zone).Add(time.Duration(l.d.IntN(11*60)) * time.Minute)
	}
	if !at.Before(l.s.now) { // early in the day: the evening before
		at = l.s.book.AddBusinessDays(day, -1, "US").At(16, l.d.IntN(60), l.s.zone)
	}
	l.enrol(at, l.src.cadence)
}

// target is the day on which the lead's next step is due, as its owner's ways
// have it: today for some, late for others.
func (l *life) target() model.Date {
	late := l.style().late
	k := 0
	switch n := l.d.IntN(late[0] + late[1] + late[2]); {
	case n < late[0]:
	case n < late[0]+late[1]:
		k = l.d.between(1, 5)
	default:
		k = l.d.between(6, 13)
	}
	if l.style().picky {
		k = l.d.between(0, 1)
		if playsSmall(l) {
			k = l.d.between(1, 13)
		}
	}
	return l.s.bd(l.s.last, -k)
}

func (s *stage) bd(day model.Date, n int) model.Date { return s.book.AddBusinessDays(day, n, "US") }

// align moves the last acts so that what is due next is due on that day: the
// last one is taken back, and the one before is done later.
func (l *life) align(target model.Date) {
	en := l.served()
	if en == nil || en.DueDay <= target || len(l.scenes) < 2 {
		if en != nil && en.DueDay > target && len(l.scenes) == 1 {
			l.rewind(0)
		}
		return
	}
	last := l.scenes[len(l.scenes)-1]
	if last.due == 0 || last.due > target {
		return
	}
	prior := l.rewind(len(l.scenes) - 2)
	best, latest := prior.day, model.Date(0)
	yesterday := l.s.bd(l.s.today, -1)
	for more := range 4 {
		day := l.workday(prior.day.AddDays(target.Sub(last.due)-more), nil)
		if day <= prior.day {
			day = prior.day
		}
		l.play(min(day, yesterday), prior.act)
		if en = l.served(); en != nil && en.DueDay <= target && en.DueDay > latest {
			best, latest = min(day, yesterday), en.DueDay
		}
		l.rewind(len(l.scenes) - 1)
		if latest == target || day == prior.day {
			break
		}
	}
	l.play(best, prior.act)
}

// todaysWork does what the owner got done of the lead today before now.
func (l *life) todaysWork() {
	en := l.served()
	d := throw(l.s.seed, l.seat<<8|0xfa)
	if en == nil || !l.s.work || en.DueDay > l.s.today || en.Class != model.ClassDue || !d.chance(l.style().diligent) ||
		l.style().picky && playsSmall(l) {
		return
	}
	mine := gate.Zone(l.owner().Zone)
	from, u := l.s.today.At(8, 30, mine), d.Float64()
	at := from.Add(time.Duration(u * u * float64(9*time.Hour))).Truncate(time.Second)
	if at.After(l.s.now) || !l.mayNow(*en, at) {
		return
	}
	l.pass(at)
	if en = l.served(); en == nil || en.DueAt.After(at) {
		return
	}
	l.play(l.s.today, func(model.Date) { l.do(l.luck(), at, *l.served()) })
	if next := l.served(); next != nil && next.Channel == model.Email && next.Owes == model.OwesStep && next.DueAt.Before(at.Add(time.Hour)) {
		l.play(l.s.today, func(model.Date) { l.do(l.luck(), at.Add(4*time.Minute), *l.served()) })
	}
}

// mayNow: a call needs the contact's hours.
func (l *life) mayNow(en model.Enrolment, at time.Time) bool {
	c := l.w.Contact(en.ContactID)
	if en.Channel != model.Phone || c == nil {
		return true
	}
	open, err := l.s.book.Open(at, gate.PlaceOf(*c), callHours)
	return err == nil && open
}
