package store

import (
	"cmp"
	"context"
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
	cadencesOf  = define("find.cadences", `SELECT cadence FROM enrolment WHERE lead_id = $1 AND state IN ('due','held','paused','mailing','deciding')`)
	bodyOf      = define("find.body", `SELECT body FROM lead_text WHERE id = $1`)
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

// passes says that a candidate is what the query asks for; cadences and, where
// the words did not lead here, the words are looked up last.
func (f *seeker) passes(ctx context.Context, c *sought, wordsHold bool) (bool, error) {
	if c.merged {
		return false, nil
	}
	for _, t := range f.query.Terms {
		if t.Key != "cadence" && !t.Match(&c.facts) {
			return false, nil
		}
	}
	if !wordsHold && len(f.query.Words) > 0 {
		var body string
		if _, err := row(ctx, f.q, bodyOf, []any{c.id}, &body); err != nil || !beginEach(body, f.query.Words) {
			return false, err
		}
	}
	if !f.query.Needs("cadence") {
		return true, nil
	}
	var name string
	err := rows(ctx, f.q, cadencesOf, []any{c.id}, []any{&name}, func() error {
		c.facts.Cadences = append(c.facts.Cadences, name)
		return nil
	})
	return err == nil && f.query.Match(&c.facts), err
}
