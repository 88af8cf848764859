package store

import (
	"context"
	"time"

	"ripen/model"
)

// nearRow is a pair that may be one.
type nearRow struct {
	ID      int64
	Kind    string // contact, company
	A, B    int64  // A < B
	Score   int
	Why     string
	List    model.ListID
	State   model.NearState
	At      time.Time
	By      model.MemberID
	Version int64
}

const (
	nearContact = "contact"
	nearCompany = "company"
)

var nears = newNoun("near", "id, kind, a_id, b_id, score, why, list_id, state, at, member_id, version",
	func(n *nearRow) []any {
		return []any{&n.ID, &n.Kind, &n.A, &n.B, &n.Score, &n.Why, (*int64)(&n.List), (*string)(&n.State), instant{&n.At}, (*int64)(&n.By), &n.Version}
	})

// nearAdd lays a pair by, unless it was judged or lies there already.
var nearAdd = define("near.add", nears.insert.text+` ON CONFLICT(kind, a_id, b_id) DO NOTHING`)

// nearByID is the pair, or an error of code [model.NotFound].
func nearByID(ctx context.Context, q querier, id int64) (nearRow, error) {
	n, found, err := nears.get(ctx, q, id)
	if err == nil && !found {
		err = model.Errorf(model.NotFound, "there is no pair %d; ripen match list shows those there are", id)
	}
	return n, err
}
