package demo

import (
	"testing"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/handoff"
	"ripen/model/playbook"
)

// count what the screens have to show.
func count(c crowd) map[string]int {
	n := map[string]int{}
	for _, w := range c.worlds {
		n["status "+string(w.Lead.Status)]++
		n["list "+w.Lead.Category]++
		n["contacts"] += len(w.Contacts)
		n["touches"] += len(w.Touches)
		r := playbook.Judge(w)
		for _, a := range r.Attributes {
			n["rung "+a.Level.String()]++
			if a.Stale {
				n["stale"]++
			}
		}
		if w.Lead.Status.Nurtured() {
			n["gates "+string(rune('0'+min(9, len(r.Failing()))))]++
		}
		n["reopened"] += min(1, len(w.Lead.Reopened))
		for _, h := range w.Handoffs {
			n["handoff "+string(h.State)]++
			if warned, leaking := handoff.Warned(w.Now, h); leaking {
				n["leaking"]++
			} else if warned {
				n["warned"]++
			} else if h.State == model.Delivered {
				n["in time"]++
			}
			n["held "+h.Held]++
		}
		for _, q := range cadence.Questions(w) {
			n["asks "+q.Key]++
		}
		for _, e := range w.Enrolments {
			n["state "+string(e.State)]++
			n["piece "+string(e.Piece)]++
			if e.State == model.EnrolMailing && e.DueDay < model.DateOf(w.Now) {
				n["unposted"]++
			}
			if e.State == model.EnrolDue && e.InHand > 0 && e.DueDay <= model.DateOf(w.Now) {
				n["chase"]++
			}
		}
		for _, p := range w.Contacts {
			n["suppressed"] += yes(p.Suppressed)
			n["left"] += yes(p.Left)
			n["unknown zone"] += yes(len(p.Zones) == 0)
			n["two zones"] += yes(len(p.Zones) > 1)
			n["uncharted"] += yes(p.Region != "" && !book.Known(p.Region))
			n["in "+p.Region.Country()]++
			n["no e-mail"] += yes(p.NoEmail)
		}
	}
	return n
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestEveryScreenHasSomethingToShow(t *testing.T) {
	n := count(usual())
	least := map[string]int{
		"status new": 30, "status working": 200, "status ready": 15, "status graduated": 8, "status accepted": 6, "status won": 6, "status lost": 3,
		"status no-decision": 2, "status resting": 20, "status returned": 5, "status disqualified": 15,
		"handoff submitted": 4, "handoff sent-back": 2, "handoff delivered": 8, "handoff accepted": 6, "handoff rejected": 3, "handoff expired": 2, "handoff disputed": 2,
		"handoff upheld": 2, "handoff overturned": 2, "handoff returned": 2, "handoff won": 6, "handoff lost": 3, "handoff no-decision": 2,
		"in time": 2, "warned": 2, "leaking": 2, "held yes": 3,
		"rung unknown": 1000, "rung listed": 200, "rung stated": 300, "rung confirmed": 300, "stale": 30, "reopened": 5,
		"gates 0": 8, "gates 1": 15, "gates 2": 15, "gates 3": 10,
		"asks company-dnc": 1, "asks not-interested": 3, "asks siblings": 1, "asks cadence-end": 3,
		"state mailing": 8, "piece queued": 3, "piece printed": 3, "unposted": 3, "chase": 6, "state held": 40, "state paused": 20,
		"suppressed": 6, "left": 8, "unknown zone": 8, "two zones": 8, "uncharted": 4, "in GB": 8, "in DE": 8, "in NO": 5, "in CA": 10,
		"list inquiry": 60, "list trade-show": 60, "list purchased": 150, "list referral": 60, "contacts": 1300, "touches": 4000,
	}
	for what, want := range least {
		if n[what] < want {
			t.Errorf("%s: %d, want %d at least", what, n[what], want)
		}
	}
	if n["contacts"] > 1800 {
		t.Errorf("%d contacts, want some 1,500", n["contacts"])
	}
}

// day is what one specialist finds.
type day struct{ due, toCome, replies, inquiries, ticking, steps, old, done int }

func dayOf(c crowd, who model.MemberID, now time.Time) day {
	var d day
	zone, _ := time.LoadLocation(c.Members[who-1].Zone)
	today := model.DateOf(now.In(zone))
	for _, w := range c.worlds {
		for _, t := range w.Touches {
			d.done += yes(t.By == who && t.Direction == model.Outbound && model.DateOf(t.At.In(zone)) == today)
		}
		en := cadence.Served(w)
		if en == nil || en.OwnerID != who || !w.Lead.Status.Nurtured() {
			continue
		}
		switch {
		case en.Class == model.ClassCallback:
			d.due += yes(!en.DueAt.After(now))
			d.toCome += yes(en.DueAt.After(now))
		case en.Class == model.ClassInbound:
			d.replies++
		case en.Class == model.ClassNew:
			d.inquiries++
			d.ticking += yes(en.DueAt.After(now))
		case en.DueDay <= today:
			d.steps++
			d.old += yes(book.BusinessDaysBetween(en.DueDay, today, "US") > 5)
		}
	}
	return d
}

func TestEverySpecialistHasADay(t *testing.T) {
	for _, instant := range []string{"2026-11-24T10:42:00-05:00", "2026-11-28T23:00:00-05:00"} {
		now, c := at(instant), usual()
		if !now.Equal(tuesday) {
			c = season(t, Options{Seed: 1, Now: now})
		}
		for _, m := range c.Members[:len(specialists)] {
			d := dayOf(c, m.ID, now)
			if d.due < 1 || d.toCome < 1 || d.replies < 1 || d.inquiries < 2 || d.inquiries > 4 || d.ticking < 1 || d.steps < 25 || d.steps > 95 || d.old < 2 {
				t.Errorf("%s: %s has %+v", instant, m.Name, d)
			}
		}
	}
}

func TestTheMorningIsUnderWay(t *testing.T) {
	c := usual()
	dana, omar := dayOf(c, 1, tuesday), dayOf(c, 2, tuesday)
	if c.Members[0].Name != "Dana Ortiz" || dana.done < 6 {
		t.Errorf("%s has %+v at 10:42", c.Members[0].Name, dana)
	}
	if omar.old <= dana.old {
		t.Errorf("Omar is the one who is late: %+v against Dana's %+v", omar, dana)
	}
}

func TestThePurchasedListIsTheBadOne(t *testing.T) {
	c := usual()
	leads, issues := map[model.ListID]int{}, map[model.ListID]int{}
	for _, w := range c.worlds {
		leads[w.Lead.ListID]++
	}
	for _, d := range c.defects {
		issues[d.ListID]++
	}
	rate := func(id model.ListID) float64 { return float64(issues[id]) / float64(leads[id]) }
	for _, l := range c.Lists {
		if l.Category != "purchased" && rate(l.ID) >= rate(3) {
			t.Errorf("%s has %.2f issues a lead, the purchased list %.2f", l.Name, rate(l.ID), rate(3))
		}
	}
}

func TestExposureTellsWhoPicks(t *testing.T) {
	c := usual()
	skips := map[model.MemberID]int{}
	for _, e := range c.Exposures {
		if e.At.After(tuesday) || e.Member == 0 || int(e.Lead) > len(c.worlds) || (e.Kind == "skipped") != (e.Reason != "") {
			t.Fatalf("%+v", e)
		}
		skips[e.Member] += yes(e.Kind == "skipped")
	}
	for _, m := range c.Members[:len(specialists)] {
		if m.Name != "Ines Carvalho" && skips[m.ID]*2 > skips[3] {
			t.Errorf("%s skipped %d times, Ines, who picks, %d", m.Name, skips[m.ID], skips[3])
		}
	}
}

func TestANumberRingsAtOneDeskOnly(t *testing.T) {
	desks := map[string]model.ContactID{}
	for _, w := range usual().worlds {
		for _, c := range w.Contacts {
			for _, p := range c.Points {
				if p.Kind != model.PhonePoint || p.Shared {
					continue
				}
				if other := desks[p.Key]; other != 0 {
					t.Errorf("%s is %s's and %s's", p.Shown, other, c.ID)
				}
				desks[p.Key] = c.ID
			}
		}
	}
}
