package cadence_test

import (
	"fmt"
	"strings"
	"testing"

	"ripen/model"
	"ripen/model/cadence"
)

// Each cadence walked from its start to its end, by a specialist who is prompt:
// each step on its due day. The dates are those of a contact in Boston around
// Thanksgiving 2026 and over the spring night on which the clocks go forward.
// A line is "when outcome > step due", ">" being what it led to.
var walks = map[string]string{
	"standard": `
		Mon 23 Nov 10:00 no-answer      > 1 Tue 24 Nov 13:00
		Tue 24 Nov 13:05 no-answer      > 1 Wed 25 Nov 08:00
		Wed 25 Nov 08:10 no-answer      > 2 Wed 25 Nov 08:10
		Wed 25 Nov 08:20 sent           > 3 Mon 30 Nov 08:00
		Mon 30 Nov 08:30 voicemail-left > 4 Fri 4 Dec 08:00
		Fri 4 Dec 09:00 queued          > 4 Wed 9 Dec 08:00
		Fri 4 Dec 15:00 posted          > 5 Thu 10 Dec 08:00
		Thu 10 Dec 09:00 voicemail-left > 6 Thu 17 Dec 08:00
		Thu 17 Dec 09:00 sent           > 7 Wed 23 Dec 08:00
		Wed 23 Dec 09:00 voicemail-left > 8 Wed 30 Dec 08:00
		Wed 30 Dec 09:00 voicemail-left > 9 2027-01-04 08:00
		2027-01-04 09:00 posted         > 10 2027-01-14 08:00
		2027-01-14 09:00 voicemail-left > 11 2027-01-22 08:00
		2027-01-22 09:00 sent           > 12 2027-02-01 08:00
		2027-02-01 09:00 voicemail-left > 13 2027-02-01 09:00`,
	"inbound": `
		Mon 23 Nov 10:00 no-answer      > 2 Mon 23 Nov 10:00
		Mon 23 Nov 10:05 sent           > 3 Mon 23 Nov 13:05
		Mon 23 Nov 13:05 no-answer      > 4 Tue 24 Nov 08:00
		Tue 24 Nov 08:10 voicemail-left > 5 Mon 30 Nov 08:00
		Mon 30 Nov 09:00 sent           > 6 Wed 2 Dec 08:00
		Wed 2 Dec 09:00 no-answer       > 7 Fri 4 Dec 08:00
		Fri 4 Dec 09:00 posted          > 8 Thu 10 Dec 08:00
		Thu 10 Dec 09:00 no-answer      > 9 Wed 16 Dec 08:00
		Wed 16 Dec 09:00 sent           > 10 Mon 21 Dec 08:00
		Mon 21 Dec 09:00 voicemail-left > 11 Mon 21 Dec 09:00`,
	"trade-show": `
		Mon 23 Nov 10:00 sent           > 2 Wed 25 Nov 08:00
		Wed 25 Nov 09:00 voicemail-left > 3 Tue 1 Dec 08:00
		Tue 1 Dec 08:10 no-answer       > 3 Wed 2 Dec 13:00
		Wed 2 Dec 13:10 no-answer       > 3 Thu 3 Dec 08:00
		Thu 3 Dec 08:10 no-answer       > 4 Mon 7 Dec 08:00
		Mon 7 Dec 09:00 posted          > 5 Fri 11 Dec 08:00
		Fri 11 Dec 09:00 voicemail-left > 6 Fri 18 Dec 08:00
		Fri 18 Dec 09:00 sent           > 7 Mon 28 Dec 08:00
		Mon 28 Dec 09:00 voicemail-left > 8 2027-01-04 08:00
		2027-01-04 09:00 posted         > 9 2027-01-14 08:00
		2027-01-14 09:00 voicemail-left > 10 2027-01-25 08:00
		2027-01-25 09:00 sent           > 11 2027-01-25 09:00`,
	"long-term": `
		Wed 23 Dec 09:00 sent           > 2 2027-01-22 08:00
		2027-01-22 09:00 voicemail-left > 3 2027-02-22 08:00
		2027-02-22 09:00 posted         > 4 2027-03-24 08:00
		2027-03-24 09:00 voicemail-left > 5 2027-04-23 08:00
		2027-04-23 09:00 sent           > 6 2027-05-24 08:00
		2027-05-24 09:00 voicemail-left > 7 2027-06-23 08:00
		2027-06-23 09:00 posted         > 8 2027-07-23 08:00
		2027-07-23 09:00 voicemail-left > 9 2027-08-23 08:00
		2027-08-23 09:00 sent           > 10 2027-09-22 08:00
		2027-09-22 09:00 voicemail-left > 11 2027-10-22 08:00
		2027-10-22 09:00 posted         > 12 2027-11-22 08:00
		2027-11-22 09:00 voicemail-left > 13 2027-11-22 09:00`,
	"reheat": `
		Mon 23 Nov 10:00 no-answer      > 1 Tue 24 Nov 13:00
		Tue 24 Nov 13:00 voicemail-left > 2 Mon 30 Nov 08:00
		Mon 30 Nov 08:10 no-answer      > 2 Tue 1 Dec 13:00
		Tue 1 Dec 13:10 no-answer       > 2 Wed 2 Dec 08:00
		Wed 2 Dec 08:10 no-answer       > 3 Fri 4 Dec 08:00
		Fri 4 Dec 09:00 voicemail-left  > 4 Fri 4 Dec 09:00
		Fri 4 Dec 09:10 sent            > 5 Tue 8 Dec 08:00
		Tue 8 Dec 09:00 posted          > 6 Mon 14 Dec 08:00
		Mon 14 Dec 09:00 voicemail-left > 7 Mon 21 Dec 08:00
		Mon 21 Dec 09:00 sent           > 8 Mon 28 Dec 08:00
		Mon 28 Dec 09:00 voicemail-left > 9 2027-01-04 08:00
		2027-01-04 09:00 voicemail-left > 10 2027-01-04 09:00`,
}

func TestEachCadenceFromStartToEnd(t *testing.T) {
	for name, text := range walks {
		t.Run(name, func(t *testing.T) {
			w := world(t, name, "Mon 23 Nov 09:00")
			w.Contacts = w.Contacts[:1] // nobody else: +next finds none
			for line := range strings.Lines(strings.TrimSpace(text)) {
				left, want, _ := strings.Cut(line, ">")
				words := strings.Fields(left)
				outcome := model.Outcome(words[len(words)-1])
				when := strings.Join(words[:len(words)-1], " ")
				en := enrolment(t, w, 1)
				early := en.DueAt.After(at(t, when))
				if early && en.Owes != model.OwesPosting && en.Step > 1 { // those are ends of a clock
					t.Fatalf("%s is before its due time, %s", when, due(w, en))
				}
				w, _ = does(t, w, when, model.Entry{ContactID: 1, Channel: en.Channel, Outcome: outcome})
				en = enrolment(t, w, 1)
				want = strings.Join(strings.Fields(want), " ")
				layout := "Mon 2 Jan 15:04"
				if strings.Contains(want, "2027-") {
					layout = "2006-01-02 15:04"
				}
				if got := fmt.Sprintf("%d %s", en.Step, en.DueAt.In(boston).Format(layout)); got != want {
					t.Errorf("%s %s led to %s, want %s (%s)", when, outcome, got, want, en.Why)
				}
			}
			en := enrolment(t, w, 1)
			q := cadence.Questions(w)
			if en.State != model.EnrolDeciding || len(q) != 1 || q[0].Key != "cadence-end" {
				t.Fatalf("at its end it is %s and asks %+v, want a decision", en.State, q)
			}
			likely := map[string]string{"reheat": "rest"}[name]
			if likely == "" {
				likely = "long-term"
			}
			if q[0].Likely != likely {
				t.Errorf("preselected is %q, want %q", q[0].Likely, likely)
			}
			w, _ = chosen(t, w, model.Choice{Verb: model.Decide, Question: "cadence-end"})
			if likely == "rest" {
				if w.Lead.Status != model.Resting || w.Lead.RestUntil != 20270305 {
					t.Errorf("the lead is %s until %s, want 60 days of rest", w.Lead.Status, w.Lead.RestUntil)
				}
			} else if en := enrolment(t, w, 1); en.Cadence != "long-term" || en.Step != 1 {
				t.Errorf("it goes on in %s at step %d", en.Cadence, en.Step)
			}
		})
	}
}
