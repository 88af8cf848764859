package store

import (
	"context"
	"time"

	"ripen/model"
	"ripen/model/queue"
)

// What a candidate is made of, as one page of the index gives it.
const (
	candidateCols = `e.id, e.lead_id, e.contact_id, e.channel, e.owes, e.step, e.cadence_id, e.due_at, e.due_day, e.class, e.served, e.state, e.why,
		l.score, l.parts, l.counted, l.rungs, l.status, l.received_at, l.not_before, CASE WHEN l.last_touch_at > 0 THEN l.last_touch_at ELSE l.created_at END,
		k.name, COALESCE(c.name, ''), COALESCE(c.title, ''), COALESCE(c.zones, ''), COALESCE(c.region, ''), COALESCE(s.category, ''),
		CASE WHEN EXISTS(SELECT 1 FROM suppression x WHERE x.kind = 'person' AND x.mac = c.mac AND x.channel = '') THEN 1 ELSE 0 END`
	candidateJoins = ` LEFT JOIN lead l ON l.id = e.lead_id LEFT JOIN company k ON k.id = l.company_id
		LEFT JOIN contact c ON c.id = e.contact_id LEFT JOIN list s ON s.id = l.list_id`
)

var (
	queueDue = define("queue.due", `SELECT `+candidateCols+` FROM enrolment e`+candidateJoins+`
		WHERE e.owner_id = $1 AND e.class = 4 AND e.served = 1 AND e.due_day <= $2 ORDER BY e.due_day, e.score DESC, e.id LIMIT $3`)
	queueSince = define("queue.since", `SELECT `+candidateCols+` FROM enrolment e`+candidateJoins+`
		WHERE e.owner_id = $1 AND e.class = 4 AND e.served = 1 AND e.due_day >= $2 AND e.due_day <= $3 AND e.due_at >= $4 AND e.due_at <= $5
		ORDER BY e.due_day, e.score DESC, e.id LIMIT 100`)
	queueLive = define("queue.live", `SELECT `+candidateCols+` FROM enrolment e`+candidateJoins+`
		WHERE e.owner_id = $1 AND e.class = $2 AND e.served = 1 AND e.due_day <= $3 ORDER BY e.due_day, e.score DESC, e.id LIMIT 200`)
	queueFrozen = define("queue.frozen", `SELECT `+candidateCols+` FROM queue_item i CROSS JOIN enrolment e`+candidateJoins+`
		WHERE e.id = i.enrolment_id AND i.member_id = $1 AND i.day = $2 AND i.generation = $3 AND e.owner_id = $1 ORDER BY i.position`)
	// The touch that the newest response of a lead answers.
	queueAnswered = define("queue.answered", `SELECT o.channel, o.at FROM touch i JOIN touch o ON o.id = i.answers
		WHERE i.lead_id = $1 AND i.direction = 'inbound' AND i.answers > 0 AND i.voids = 0 ORDER BY i.at DESC, i.id DESC LIMIT 1`)
	queueDay   = define("queue.day", `SELECT generation, at FROM queue_day WHERE member_id = $1 AND day = $2 ORDER BY generation DESC LIMIT 1`)
	dayTouches = define("queue.touches", `SELECT lead_id, outcome, direction, sign FROM touch WHERE member_id = $1 AND day = $2`)
	daySkips   = define("queue.skips", `SELECT lead_id, sign FROM exposure WHERE member_id = $1 AND day = $2 AND kind = 'skipped'`)
	dueCount   = define("queue.count", `SELECT COALESCE(sum(n), 0) FROM due_sum WHERE owner_id = $1 AND class = $2 AND due_day <= $3`)
)

// candidate is one row with what the states are judged by.
type candidate struct {
	queue.Candidate
	cadence    model.TextID
	state      model.EnrolState
	served     bool
	suppressed bool
	last       time.Time // the last touch, else when the lead was made
}

func (c *candidate) bind() []any {
	i := &c.Item
	return []any{(*int64)(&i.EnrolmentID), (*int64)(&i.LeadID), (*int64)(&i.ContactID), (*string)(&i.Channel), (*string)(&i.Owes), &i.Step,
		(*int64)(&c.cadence), instant{&i.DueAt}, (*int32)(&c.DueDay), (*int)(&i.Class), yesNo{&c.served}, (*string)(&c.state), &c.Said,
		&i.Score, object[model.Parts]{&i.Parts}, &i.Count, rungColumn{&i.Rungs}, (*string)(&i.Status), instant{&c.ReceivedAt},
		instant{&c.NotBefore}, instant{&c.last}, &i.Company, &i.Contact, &i.Title, joined[string]{&c.Zones}, (*string)(&c.Region),
		&c.Category, yesNo{&c.suppressed}}
}

// rungColumn unpacks the rungs of a lead.
type rungColumn struct{ r *[10]model.Rung }

// Scan reads the packed column.
func (r rungColumn) Scan(src any) error {
	n, _ := src.(int64)
	*r.r = rungsOf(n)
	return nil
}

// candidates reads a page and fills in what the cadence says of each.
func (s *Store) candidates(ctx context.Context, q querier, st *stmt, args ...any) ([]candidate, error) {
	var c candidate
	var out []candidate
	err := rows(ctx, q, st, args, c.bind(), func() error {
		if !c.suppressed {
			out = append(out, c)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := s.completeItem(ctx, q, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// completeItem says which step it is, and how old the lead has grown since the
// score was worked out.
func (s *Store) completeItem(ctx context.Context, q querier, c *candidate) error {
	i := &c.Item
	i.Parts.Age = queue.Score(0, 0, 0, int(s.now().Sub(c.last).Hours()/24)).Age
	i.Score = i.Parts.Total()
	i.StepWord = owedWord(i.Owes, i.Channel)
	if i.Class == model.ClassCallback || i.Class == model.ClassInbound {
		c.Promised, c.By = i.Class == model.ClassCallback, i.Contact
		c.NotBefore = time.Time{}
		if i.Class == model.ClassInbound {
			c.ReceivedAt = c.last
			var err error
			if c.Answered, err = answered(ctx, q, i.LeadID, c.place()); err != nil {
				return err
			}
		}
	}
	if c.cadence == 0 {
		i.Step = 0
		return nil
	}
	v, err := s.text(ctx, q, int64(c.cadence))
	if err != nil {
		return err
	}
	cad, _ := v.(model.Cadence)
	i.Steps = len(cad.Steps)
	if step, ok := cad.StepAt(i.Step); ok {
		c.Within = step.Within
		if i.Owes == model.OwesStep {
			i.StepWord = step.Word()
		}
	}
	return nil
}

// answered names the touch that the newest response of a lead answers, "the
// letter of 8 Oct"; "" where it answers none.
func answered(ctx context.Context, q querier, lead model.LeadID, zone *time.Location) (string, error) {
	var channel model.Channel
	var at int64
	found, err := row(ctx, q, queueAnswered, []any{int64(lead)}, (*string)(&channel), &at)
	if err != nil || !found {
		return "", err
	}
	word := model.Step{Channel: channel}.Word()
	return "the " + word + " of " + fromMillis(at).In(zone).Format("2 Jan"), nil
}

// place is the clock by which the contact's days are told.
func (c *candidate) place() *time.Location {
	if len(c.Zones) > 0 {
		if loc, err := time.LoadLocation(c.Zones[0]); err == nil {
			return loc
		}
	}
	return time.UTC
}

// owedWord is the word of what is owed outside the steps.
func owedWord(o model.Owed, ch model.Channel) string {
	switch o {
	case model.OwesCallback:
		return "call"
	case model.OwesCall: // by e-mail, where something to read was asked for
		return model.Step{Channel: ch}.Word()
	case model.OwesAnswer:
		return "answer"
	case model.OwesDecision:
		return "decide"
	case model.OwesFindNumber:
		return "find number"
	case model.OwesFindAddress:
		return "find address"
	case model.OwesRework:
		return "rework"
	case model.OwesPosting:
		return "post"
	case model.OwesReview:
		return "review"
	}
	return string(o)
}

// dayLog is what a person has done on a day.
type dayLog struct {
	touched map[model.LeadID]int // touches that stand, by lead
	skipped map[model.LeadID]int
	done    int // touches and attempts
	skips   int
}

func (s *Store) dayLog(ctx context.Context, q querier, m model.MemberID, day model.Date) (dayLog, error) {
	d := dayLog{touched: map[model.LeadID]int{}, skipped: map[model.LeadID]int{}}
	var lead model.LeadID
	var outcome, direction string
	var sign int
	err := rows(ctx, q, dayTouches, []any{int64(m), int32(day)}, []any{(*int64)(&lead), &outcome, &direction, &sign}, func() error {
		d.touched[lead] += sign
		if doneToday(model.Outcome(outcome)) {
			d.done += sign
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	err = rows(ctx, q, daySkips, []any{int64(m), int32(day)}, []any{(*int64)(&lead), &sign}, func() error {
		d.skipped[lead] += sign
		d.skips += sign
		return nil
	})
	return d, err
}
