package demo

import (
	"fmt"
	"sort"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/playbook"
)

func TestLook(t *testing.T) {
	o := Options{Seed: 1, Now: tuesday, Texts: texts(), Book: book}
	s, err := newStage(o)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	lives := s.liveAll()
	fmt.Println("took", time.Since(begin), "refused", len(s.refused))
	for i, e := range s.refused {
		if i < 40 {
			fmt.Println("  ", e)
		}
	}
	count := map[string]int{}
	for _, l := range lives {
		count["status "+string(l.w.Lead.Status)]++
		count["list "+l.w.Lead.List]++
		for _, h := range l.w.Handoffs {
			count["handoff "+string(h.State)]++
		}
		count["contacts"] += len(l.w.Contacts)
		count["touches"] += len(l.w.Touches)
		count["evidence"] += len(l.w.Evidence)
		count["defects"] += len(l.defects)
		r := playbook.Judge(l.w)
		if l.w.Lead.Status.Nurtured() && len(r.Failing()) < 4 {
			count[fmt.Sprintf("gates %d", len(r.Failing()))]++
			count[fmt.Sprintf("part %s gates %d", l.part.name, len(r.Failing()))]++
		}
		for _, a := range r.Attributes {
			count["rung "+a.Level.String()]++
			if a.Stale {
				count["stale"]++
			}
		}
		for _, tt := range l.w.Touches {
			count["outcome "+string(tt.Channel)+" "+string(tt.Outcome)]++
		}
		for _, en := range l.w.Enrolments {
			if en.State.Live() {
				count["state "+string(en.State)]++
				count["owes "+string(en.Owes)]++
			}
		}
		en := l.served()
		if en != nil {
			m := l.owner().Name
			key := "class " + m + " "
			switch {
			case en.Class != model.ClassDue:
				key += en.Class.Reason()
			case en.DueDay > s.today:
				key += "future"
			case en.DueDay == s.today:
				key += "today"
			case s.book.BusinessDaysBetween(en.DueDay, s.today, "US") > 5:
				key += "late>5"
			default:
				key += "late"
			}
			count[key]++
			if l.part.owner == 1 && has(key, "late") {
				fmt.Println("DANA", l.part.name, en.Owes, en.State, en.DueDay, en.Step, en.Cadence, l.src.cadence, len(l.w.Touches), en.Why)
			}
		}
		for _, tt := range l.w.Touches {
			if model.DateOf(tt.At.In(s.zone)) == s.today {
				count["done today "+l.owner().Name]++
			}
		}
		count["part "+l.part.name+" → "+string(l.w.Lead.Status)]++
	}
	var keys []string
	for k := range count {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Println(k, count[k])
	}
}
