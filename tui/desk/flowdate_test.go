package desk_test

import (
	"testing"

	"ripen/model"
)

// What the cadence does is changed before it is confirmed: the date as people
// say it, a reason, and the preview of it.
func TestTheNextDateIsChangedWithAReason(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "n").see("then: call Wed 25 Nov 14:00")
	b.press("t").see("another date", "then: call Wed 25 Nov").write("tue 1 dec 10").see("Tue 1 Dec 10:00 in Boston")
	b.press("enter").see("because", "b board or budget round", "w in words")
	b.press("b").see("▸ no answer · another date: Tue 1 Dec 10:00 in Boston", "then:")
	last := b.o.previewed[len(b.o.previewed)-1]
	if last.MoveTo.In(boston).Format("2 Jan 15:04") != "1 Dec 10:00" || last.MoveWhy != "after their board or budget round" {
		t.Fatalf("previewed %+v", last)
	}
	b.press("enter")
	e := b.o.recorded[0]
	if !e.MoveTo.Equal(last.MoveTo) || e.MoveWhy != last.MoveWhy || b.keys != 6 {
		t.Errorf("%d keys, recorded %+v", b.keys, e)
	}
}

func TestAReasonInWordsAndTheWayBack(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "n", "t").write("soon").press("enter").see("is no time that can be read", "soon")
	b.press("ctrl+u").write("after easter").press("enter", "w", "enter").see("Say it in a few words")
	b.write("their fair in hannover").press("esc").see("w in words").press("w").see("their fair in hannover").press("enter")
	b.see("another date: Tue 30 Mar 09:00")
	b.press("esc").dont("another date: ").see("▸ no answer")
	if last := b.o.previewed[len(b.o.previewed)-1]; !last.MoveTo.IsZero() || last.MoveWhy != "" {
		t.Errorf("esc keeps the date: %+v", last)
	}
	b.press("t").see("after easter").press("esc", "enter")
	if e := b.o.recorded[0]; !e.MoveTo.IsZero() || e.MoveWhy != "" {
		t.Errorf("recorded %+v", e)
	}
}

// A date that the rules refuse is not recorded, and their words are read.
func TestADateThatTheRulesRefuse(t *testing.T) {
	o := counter(halvorsen())
	b := sit(t, o, 80, 22)
	b.press("o", "n", "t").write("today 16:00").press("enter")
	o.refuseOne = map[string]error{"preview": model.Errorf(model.Refused, "Tue 24 Nov 16:00 is earlier than the rules allow: not before Wed 25 Nov.")}
	b.press("s").see("no: Tue 24 Nov 16:00 is earlier than the rules allow").press("enter")
	if len(o.recorded) != 0 {
		t.Error("recorded what is refused")
	}
	o.refuseOne = nil
	b.press("t").see("today 16:00").press("ctrl+u").write("thu 3 dec").press("enter", "s", "enter")
	if len(o.recorded) != 1 || o.recorded[0].MoveTo.In(boston).Format("2 Jan") != "3 Dec" {
		t.Errorf("recorded %+v", o.recorded)
	}
}

// What was promised has its own date, and what is for good has none.
func TestAPromiseIsNotRedated(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("o", "c").write("fri 10:30").press("enter", "t").dont("another date")
	for _, h := range b.d.ShortHelp() {
		if h.Help().Desc == "another date" {
			t.Error("offered all the same")
		}
	}
	b.press("enter")
	if len(b.o.recorded) != 1 {
		t.Error("not recorded")
	}
}
