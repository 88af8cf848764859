package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/find"
)

// sought is a lead that a filter is asked of.
type sought struct {
	id, companyID, listID, ownerID int64
	due, last                      int64
	nameKey                        string
	merged                         bool
	facts                          find.Facts
}

const (
	soughtCols = `l.id, l.company_id, l.list_id, l.owner_id, l.source, l.status, l.horizon, l.score, l.counted, l.rungs, l.stale, l.failing,
		l.judged, l.touches, l.last_touch_at, l.due_at, l.value, l.industry_code, l.merged_into, COALESCE(k.name_key, ''), COALESCE(k.place_key, '')`
	ofCompany = ` LEFT JOIN company k ON k.id = l.company_id`
)

var (
	memberNames = define("find.members", `SELECT id, name FROM member`)
	listNames   = define("find.lists", `SELECT id, name, category, source FROM list`)
	cadencesOf  = define("find.cadences", `SELECT lead_id, cadence FROM enrolment WHERE lead_id`+ofThese+` AND state IN ('due','held','paused','mailing','deciding')`)
	bodiesOf    = define("find.bodies", `SELECT id, body FROM lead_text WHERE id`+ofThese)
)

// around are the few names that candidates have in common.
type around struct {
	owners map[int64]string
	lists  map[int64]model.List
}

func loadAroundAll(ctx context.Context, q querier) (a around, err error) {
	a = around{owners: map[int64]string{}, lists: map[int64]model.List{}}
	var id int64
	var name string
	err = rows(ctx, q, memberNames, nil, []any{&id, &name}, func() error {
		a.owners[id] = name
		return nil
	})
	if err != nil {
		return a, err
	}
	var l model.List
	err = rows(ctx, q, listNames, nil, []any{(*int64)(&l.ID), &l.Name, &l.Category, &l.Source}, func() error {
		a.lists[int64(l.ID)] = l
		return nil
	})
	return a, err
}

// candidates reads those of a statement and gives each to take, until it says
// that it has enough.
func (a around) candidates(ctx context.Context, q querier, st *stmt, args []any, take func(*sought) error) (read int, err error) {
	var c sought
	var rungs, stale, merged int64
	var source, judged string
	f := &c.facts
	bind := []any{&c.id, &c.companyID, &c.listID, &c.ownerID, &source, (*string)(&f.Status), (*string)(&f.Horizon), &f.Score, &f.Count, &rungs, &stale,
		&f.Gates, &judged, &f.Touches, &c.last, &c.due, &f.Value, &f.Code, &merged, &c.nameKey, &f.PlaceKey}
	err = rows(ctx, q, st, args, bind, func() error {
		read++
		l := a.lists[c.listID]
		f.Owner, f.List, f.Category, f.Source = a.owners[c.ownerID], l.Name, l.Category, cmp.Or(source, l.Source)
		f.DueAt, f.Last = fromMillis(c.due), fromMillis(c.last)
		f.Rungs, f.Stale, f.Missing = rungsOf(rungs), staleOf(stale), missingOf(rungsOf(rungs), judged)
		f.Ready = f.Status.Nurtured() && strings.Contains(judged, `"r":true`)
		c.merged = merged != 0
		one := c
		return take(&one)
	})
	return read, err
}

// missingOf are the attributes that are not in place: unknown, or failing the
// playbook by which the lead was judged.
func missingOf(rungs [10]model.Rung, judged string) (out [10]bool) {
	for i, a := range model.Attributes {
		out[i] = rungs[i] == model.Unknown || strings.Contains(judged, `"attribute:`+string(a.Key)+`"`)
	}
	return out
}

// sift leaves those that the query asks for. Cadences and, where the words did
// not lead here, the words are looked up last, for what is left.
func (f *seeker) sift(ctx context.Context, read []*sought, wordsHold bool) ([]*sought, error) {
	out := slices.DeleteFunc(slices.Clone(read), func(c *sought) bool {
		return c.merged || slices.ContainsFunc(f.query.Terms, func(t find.Term) bool { return t.Key != "cadence" && !t.Match(&c.facts) })
	})
	if !wordsHold && len(f.query.Words) > 0 {
		has := map[int64]bool{}
		var id int64
		var body string
		if err := ofEach(ctx, f.q, bodiesOf, idsOf(out), []any{&id, &body}, func() error {
			has[id] = beginEach(body, f.query.Words)
			return nil
		}); err != nil {
			return nil, err
		}
		out = slices.DeleteFunc(out, func(c *sought) bool { return !has[c.id] })
	}
	if !f.query.Needs("cadence") {
		return out, nil
	}
	at := map[int64]*find.Facts{}
	for _, c := range out {
		at[c.id] = &c.facts
	}
	var id int64
	var name string
	err := ofEach(ctx, f.q, cadencesOf, idsOf(out), []any{&id, &name}, func() error {
		at[id].Cadences = append(at[id].Cadences, name)
		return nil
	})
	return slices.DeleteFunc(out, func(c *sought) bool { return !f.query.Match(&c.facts) }), err
}

func idsOf(all []*sought) []int64 {
	out := make([]int64, len(all))
	for i, c := range all {
		out[i] = c.id
	}
	return out
}
