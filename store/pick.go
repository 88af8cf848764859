package store

import (
	"context"
	"math"
	"strconv"

	"ripen/model"
	"ripen/model/find"
)

// gatherMost is how many leads a filter's most selective term may have for all
// of them to be gathered and put in order; where there are more, the order is
// walked instead, and such a walk meets one of them soon.
const gatherMost = 5000

// pickStmt reads a set of leads that an index holds together, and counts it.
type pickStmt struct{ count, all *stmt }

// definePick defines the reading of such a set: cond is on the table that is
// read first, join leads from there to the lead, "" where it is the lead itself.
func definePick(name, first, cond, join string, params int) pickStmt {
	limit := "$" + strconv.Itoa(params+1)
	from := first
	if join != "" {
		from += ` CROSS JOIN lead l`
		join = " AND " + join
	}
	if first != "company k" {
		from += ofCompany
	}
	return pickStmt{
		count: define(name+".count", `SELECT count(*) FROM (SELECT 1 FROM `+first+` WHERE `+cond+` LIMIT `+limit+`) x`),
		all:   define(name, `SELECT `+soughtCols+` FROM `+from+` WHERE `+cond+join+` LIMIT `+limit),
	}
}

var (
	byOwner       = definePick("find.by-owner", `lead l`, `l.owner_id = $1`, "", 1)
	byOwnerStatus = definePick("find.by-owner-status", `lead l`, `l.owner_id = $1 AND l.status = $2`, "", 2)
	byList        = definePick("find.by-list", `lead l`, `l.list_id = $1`, "", 1)
	byListStatus  = definePick("find.by-list-status", `lead l`, `l.list_id = $1 AND l.status = $2`, "", 2)
	byStatus      = definePick("find.by-status", `lead l`, `l.status = $1`, "", 1)
	byHorizon     = definePick("find.by-horizon", `lead l`, `l.horizon IN ('near-term','long-term') AND l.horizon = $1`, "", 1)
	byCode        = definePick("find.by-code", `lead l`, `l.industry_code <> '' AND l.industry_code >= $1 AND l.industry_code < $2`, "", 2)
	byStale       = definePick("find.by-stale", `lead l`, `l.stale > 0`, "", 0)
	bySaid        = definePick("find.by-said", `attribute_now a`, `a.level > 1 AND a.attribute = $1 AND a.level >= $2`, `l.id = a.lead_id`, 2)
	byOther       = definePick("find.by-other", `attribute_now a`, `a.attribute NOT IN ('industry-code','firmographics') AND a.attribute = $1`, `l.id = a.lead_id`, 1)
	byFailing     = definePick("find.by-failing", `lead l`, `l.failing < 6 AND l.failing BETWEEN $1 AND $2`, "", 2)
	byCity        = definePick("find.by-city", `company k`, `k.place_key <> '' AND k.place_key >= $1 AND k.place_key < $2`, `l.company_id = k.id`, 2)
	byCadence     = definePick("find.by-cadence", `enrolment e`, `e.state IN ('due','held','paused','mailing','deciding') AND e.cadence = $1`, `l.id = e.lead_id`, 1)
	byWords       = definePick("leads.search-by-words", `lead_fts`, `lead_fts MATCH $1`, `l.id = lead_fts.rowid`, 1)
	byRange       = map[string]pickStmt{
		"due":     definePick("find.by-due", `lead l`, `l.due_at BETWEEN $1 AND $2`, "", 2),
		"last":    definePick("find.by-last", `lead l`, `l.last_touch_at > 0 AND l.last_touch_at BETWEEN $1 AND $2`, "", 2),
		"count":   definePick("find.by-count", `lead l`, `l.counted BETWEEN $1 AND $2`, "", 2),
		"score":   definePick("find.by-score", `lead l`, `l.score BETWEEN $1 AND $2`, "", 2),
		"touches": definePick("find.by-touches", `lead l`, `l.touches > 0 AND l.touches BETWEEN $1 AND $2`, "", 2),
		"value":   definePick("find.by-value", `lead l`, `l.value > 0 AND l.value BETWEEN $1 AND $2`, "", 2),
	}
)

// part is one range of an index.
type part struct {
	st   pickStmt
	args []any
}

// pick is where all leads that a term lets pass are found; those it does not
// let pass may be among them.
type pick struct {
	parts []part
	size  int // known without counting; -1 not
	words bool
}

// picks are those that the terms of the query offer.
func (f *seeker) picks() []pick {
	out := f.sumPicks()
	for _, t := range f.query.Terms {
		if t.Not {
			continue
		}
		d := pick{size: -1}
		for _, v := range t.Values {
			p, ok := partOf(t.Key, v)
			if !ok {
				d.parts = nil
				break
			}
			d.parts = append(d.parts, p)
		}
		if d.parts != nil {
			out = append(out, d)
		}
	}
	if len(f.query.Words) > 0 {
		out = append(out, pick{parts: []part{{byWords, []any{f.match}}}, size: -1, words: true})
	}
	return out
}

// partOf is the range of an index in which a value's leads stand; ok is false
// where there is none.
func partOf(key string, v find.Value) (p part, ok bool) {
	switch key {
	case "due", "count", "score":
		return part{byRange[key], []any{v.From, v.To}}, true
	case "last", "touches", "value":
		return part{byRange[key], []any{v.From, v.To}}, v.From > 0
	case "horizon":
		return part{byHorizon, []any{v.Name}}, v.Name != string(model.HorizonUnknown)
	case "naics", "sic":
		return part{byCode, []any{v.Name, after(v.Name)}}, true
	case "stale":
		return part{byStale, nil}, true
	case "has":
		return part{byOther, []any{v.Name}}, ofPeople(v.Name)
	case "gates":
		return part{byFailing, []any{v.From, v.To}}, v.To < 6
	case "ready":
		return part{byFailing, []any{0, 1}}, v.Name == "yes" // none fails, or the next step alone
	case "city":
		return part{byCity, []any{v.Name + "|", after(v.Name + "|")}}, true
	case "cadence":
		return part{byCadence, []any{v.Name}}, v.Name == v.Text // kept as their files are named
	}
	level, err := model.ParseRung(v.Name)
	switch {
	case err != nil || level == model.Unknown || model.AttributeKey(key).Index() < 0:
		return p, false
	case level > model.Listed:
		return part{bySaid, []any{key, int(level)}}, true
	}
	return part{byOther, []any{key}}, ofPeople(key)
}

// ofPeople says that an attribute is learnt from people alone; lists know the
// industry and the size of most leads.
func ofPeople(key string) bool {
	return key != string(model.IndustryCode) && key != string(model.Firmographics)
}

// after is the first text that does not begin with prefix.
func after(prefix string) string {
	return prefix[:len(prefix)-1] + string(prefix[len(prefix)-1]+1)
}

// sumPicks are those whose sizes are kept: by owner, list and status.
func (f *seeker) sumPicks() (out []pick) {
	if f.owners != nil {
		d := pick{parts: f.parts(f.owners, byOwner, byOwnerStatus)}
		d.size = f.sum(func(g group) bool { return f.owners[g.owner] && f.ofStatus(g.status) })
		out = append(out, d)
	}
	if f.lists != nil {
		d := pick{parts: f.parts(f.lists, byList, byListStatus)}
		d.size = f.sum(func(g group) bool { return f.lists[g.list] && f.ofStatus(g.status) })
		out = append(out, d)
	}
	if f.statuses != nil {
		d := pick{parts: []part{}}
		for _, status := range f.statuses {
			d.parts = append(d.parts, part{byStatus, []any{status}})
		}
		d.size = f.sum(func(g group) bool { return f.ofStatus(g.status) })
		out = append(out, d)
	}
	return out
}

// parts are the ranges of owners or lists, of some statuses where that is asked.
func (f *seeker) parts(ids map[int64]bool, alone, staged pickStmt) []part {
	out := []part{}
	for id := range ids {
		if f.statuses == nil {
			out = append(out, part{alone, []any{id}})
		}
		for _, status := range f.statuses {
			out = append(out, part{staged, []any{id, status}})
		}
	}
	return out
}

// measure says how many leads a pick has, looking no further than most.
func (d *pick) measure(ctx context.Context, q querier, most int) error {
	if d.size >= 0 {
		return nil
	}
	d.size = 0
	for _, p := range d.parts {
		var n int
		if _, err := row(ctx, q, p.st.count, append(p.args[:len(p.args):len(p.args)], most+1-d.size), &n); err != nil {
			return err
		}
		if d.size += n; d.size > most {
			d.size = math.MaxInt
			return nil
		}
	}
	return nil
}
