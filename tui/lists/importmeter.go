package lists

import (
	"fmt"
	"time"

	"ripen/model"
	"ripen/tui/kit"
)

// meter tells the rate of an import, and the time that is left, from how far it
// had come when the clock on the screen was looked at.
type meter struct {
	stage  string
	before []string // stages that are over
	marks  []mark
	now    model.ImportProgress
}

type mark struct {
	at   time.Time
	done int
}

// reach is how far back the rate looks: long enough that a slow commit does not
// make it jump, short enough that it follows.
const reach = 10 * time.Second

// note takes down how far the import was at a time. Each stage has a rate of its
// own.
func (m *meter) note(at time.Time, p model.ImportProgress) {
	if p.Stage != m.stage {
		if m.stage != "" {
			m.before = append(m.before, m.stage)
		}
		m.stage, m.marks = p.Stage, nil
	}
	m.now = p
	m.marks = append(m.marks, mark{at, p.Done})
	for len(m.marks) > 2 && at.Sub(m.marks[1].at) >= reach {
		m.marks = m.marks[1:]
	}
}

// rate is rows a second, 0 while it is not known.
func (m *meter) rate() float64 {
	if len(m.marks) < 2 {
		return 0
	}
	a, b := m.marks[0], m.marks[len(m.marks)-1]
	took := b.at.Sub(a.at).Seconds()
	if took <= 0 || b.done <= a.done {
		return 0
	}
	return float64(b.done-a.done) / took
}

// left is how long the stage will take from here, false while it is not known.
func (m *meter) left() (time.Duration, bool) {
	r := m.rate()
	if r == 0 || m.now.Total <= 0 {
		return 0, false
	}
	rest := max(0, m.now.Total-m.now.Done)
	return time.Duration(float64(rest) / r * float64(time.Second)), true
}

// rows is "12,000 of 40,000 rows".
func (m *meter) rows() string {
	if m.now.Total <= 0 {
		return kit.Count(m.now.Done) + " rows"
	}
	return kit.Count(m.now.Done) + " of " + kit.Count(m.now.Total) + " rows"
}

// span is a length of time as one says it: "8 s", "3 min 20 s", "1 h 05 min".
func span(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	switch {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d min %02d s", s/60, s%60)
	}
	return fmt.Sprintf("%d h %02d min", s/3600, s%3600/60)
}
