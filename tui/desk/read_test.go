package desk_test

import (
	"testing"
	"time"

	"ripen/model"
)

// The question worth asking is read aloud: it stands whole, before a second one.
func TestTheFirstQuestionStandsWhole(t *testing.T) {
	d := halvorsen()
	d.Readiness.NextQuestion = "Suppose you liked what you saw today: what would have to happen next on your side, and by when would that be?"
	sit(t, counter(d), 80, 24).see("ask 8  “Suppose you liked", "and by when would", "be?”")
}

// What is owed already is not told as a time to come.
func TestWhatIsOwedAlreadySaysSo(t *testing.T) {
	for since, want := range map[time.Duration]string{time.Minute: "then: call now", 26 * time.Hour: "then: call due since Mon 23 Nov"} {
		o := counter(halvorsen())
		o.result = model.Result{Next: &model.Next{ContactID: 7, Owes: model.OwesStep, Channel: model.Phone, DueAt: noon.Add(-since)}}
		sit(t, o, 80, 24).press("o", "n").see(want)
	}
}
