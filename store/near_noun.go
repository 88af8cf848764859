package store

import (
	"context"
	"errors"
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

// The pairs of a record that is taken away have nothing to ask any more.
var (
	nearDropA = define("near.drop-a", `DELETE FROM near WHERE kind = $1 AND a_id = $2`)
	nearDropB = define("near.drop-b", `DELETE FROM near WHERE kind = $1 AND b_id = $2`)
)

func dropPairs(ctx context.Context, q querier, kind string, id int64) error {
	_, err1 := exec(ctx, q, nearDropA, kind, id)
	_, err2 := exec(ctx, q, nearDropB, kind, id)
	return errors.Join(err1, err2)
}
