package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"ripen/model"
)

var takeIDs = define("seq.take", `INSERT INTO seq(name, next) VALUES($1, 1 + $2)
	ON CONFLICT(name) DO UPDATE SET next = seq.next + $2 RETURNING next`)

// nextID takes n ids of a table in a row and returns the first. They are taken
// in the writing transaction, just as many as it needs: an id that anybody has
// seen is never given again, and single commands leave no holes.
func nextID(ctx context.Context, q querier, table string, n int) (int64, error) {
	var next int64
	_, err := row(ctx, q, takeIDs, []any{table, n}, &next)
	return next - int64(n), err
}

// idMap puts real ids in the place of the negative ones that a decision gave
// to its new rows.
type idMap map[string]map[int64]int64

func (m idMap) want(table string, id int64) {
	if m[table] == nil {
		m[table] = map[int64]int64{}
	}
	m[table][id] = 0
}

// settleIDs takes the ids that were wanted, in the order of the decision: -1
// before -2.
func (m idMap) settleIDs(ctx context.Context, q querier) error {
	for table, ids := range m {
		first, err := nextID(ctx, q, table, len(ids))
		if err != nil {
			return err
		}
		for i, id := range descending(ids) {
			ids[id] = first + int64(i)
		}
	}
	return nil
}

func real[T ~int64](m idMap, table string, id *T) {
	if *id < 0 {
		*id = T(m[table][int64(*id)])
	}
}

// wanted collects the new rows of a decision.
func wanted(changes []model.Change) idMap {
	m := idMap{}
	for _, c := range changes {
		switch c := c.(type) {
		case model.TouchAdded:
			m.want("touch", int64(c.Touch.ID))
		case model.EvidenceAdded:
			m.want("evidence", int64(c.Evidence.ID))
		case model.ContactAdded:
			m.want("contact", int64(c.Contact.ID))
			for _, p := range c.Contact.Points {
				m.want("point", int64(p.ID))
			}
		case model.PointAdded:
			m.want("point", int64(c.Point.ID))
		case model.EnrolmentAdded:
			m.want("enrolment", int64(c.Enrolment.ID))
		case model.HandoffAdded:
			m.want("handoff", int64(c.Handoff.ID))
		}
	}
	return m
}

func (m idMap) touch(t *model.Touch) {
	real(m, "touch", &t.ID)
	real(m, "contact", &t.ContactID)
	real(m, "enrolment", &t.EnrolmentID)
	real(m, "point", &t.PointID)
	real(m, "touch", &t.Answers)
}

func (m idMap) evidence(e *model.Evidence) {
	real(m, "evidence", &e.ID)
	real(m, "contact", &e.ContactID)
	real(m, "touch", &e.TouchID)
}

func (m idMap) contact(c *model.Contact) {
	real(m, "contact", &c.ID)
	for i := range c.Points {
		m.point(&c.Points[i])
	}
}

func (m idMap) point(p *model.Point) {
	real(m, "point", &p.ID)
	real(m, "contact", &p.ContactID)
}

func (m idMap) enrolment(e *model.Enrolment) {
	real(m, "enrolment", &e.ID)
	real(m, "contact", &e.ContactID)
}

func (m idMap) handoff(h *model.Handoff) {
	real(m, "handoff", &h.ID)
	real(m, "contact", &h.NextStep.ContactID)
	real(m, "evidence", &h.EvidenceMark)
}

func (m idMap) next(n *model.Next) {
	real(m, "enrolment", &n.EnrolmentID)
	real(m, "contact", &n.ContactID)
}

// descending lists the ids from -1 downwards, the order in which a decision
// made its rows.
func descending(ids map[int64]int64) []int64 {
	return slices.SortedFunc(maps.Keys(ids), func(a, b int64) int { return cmp.Compare(b, a) })
}
