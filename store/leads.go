package store

import (
	"context"
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// cappedTotal is the largest count that is worked out for a search; beyond it
// people are told "1,000+".
const cappedTotal = 1000

const (
	leadPageCols = `l.id, k.name, COALESCE(c.name, ''), l.status, l.horizon, COALESCE(m.name, ''), COALESCE(s.name, ''), l.score, l.counted,
		l.rungs, l.due_at, l.last_touch_at, k.city, k.state, k.country, l.value`
	leadPageJoins = ` LEFT JOIN company k ON k.id = l.company_id LEFT JOIN contact c ON c.id = l.contact_id
		LEFT JOIN member m ON m.id = l.owner_id LEFT JOIN list s ON s.id = l.list_id`
)

// Outer and cross joins keep the order in which the tables are read, whatever
// the statistics say: a page starts at its index.
//
// leadPages holds a statement for each set of filters that the screen offers:
// by score, downwards, after the last row of the page before.
var leadPages, leadSearches = defineLeadPages()

func defineLeadPages() (pages, searches [8]*stmt) {
	digits := []string{"$1", "$2", "$3", "$4", "$5", "$6"}
	for mask := range 8 {
		name, where, n := "", "", 0
		for i, f := range []struct{ name, where string }{{"owner", "l.owner_id = "}, {"list", "l.list_id = "}, {"status", "l.status = "}} {
			if mask>>i&1 == 1 {
				name, where = name+"."+f.name, where+" AND "+f.where+digits[n]
				n++
			}
		}
		pages[mask] = define("leads.page"+name, `SELECT `+leadPageCols+` FROM lead l`+leadPageJoins+`
			WHERE (l.score, l.id) < (`+digits[n]+`, `+digits[n+1]+`)`+where+` AND l.merged_into = 0 ORDER BY l.score DESC, l.id DESC LIMIT `+digits[n+2])
		searches[mask] = define("leads.search"+name, `SELECT `+leadPageCols+` FROM lead_fts CROSS JOIN lead l`+leadPageJoins+`
			WHERE l.id = lead_fts.rowid AND lead_fts MATCH `+digits[n]+` AND lead_fts.rowid < `+digits[n+1]+where+` AND l.merged_into = 0 ORDER BY lead_fts.rowid DESC LIMIT `+digits[n+2])
	}
	return pages, searches
}

var (
	leadTotals  = define("leads.totals", `SELECT owner_id, list_id, status, n FROM lead_sum`)
	searchTotal = define("leads.search-total", `SELECT count(*) FROM (SELECT rowid FROM lead_fts WHERE lead_fts MATCH $1 LIMIT 1001) x`)
	leadShown   = define("leads.shown", `SELECT `+leadPageCols+` FROM lead l`+leadPageJoins+` WHERE l.id`+ofThese)
	listByName  = define("list.by-name", `SELECT id FROM list WHERE name_key = $1`)
)

// filters are a query's filters with their ids.
type filters struct {
	mask   int
	owner  model.MemberID
	list   model.ListID
	status model.Status
	args   []any
}

// Leads is a page of leads, by score; with a search, the newest first; in
// another order where one is asked for. The words of a search must each begin a
// word of the lead. Where a filter's leads are many and those that pass are rare
// among them, a page may hold fewer than asked for and still have one after it:
// no call looks at more than some thousands. Errors: an owner, a list or a
// cadence that does not exist is [model.NotFound]; a status, an order, a cursor
// of another order, and a filter that cannot be read are [model.Invalid].
func (s *Store) Leads(ctx context.Context, by model.Actor, v model.LeadQuery) (model.LeadPage, error) {
	var page model.LeadPage
	err := s.read(ctx, func(q querier) error {
		if strings.TrimSpace(v.Filter) != "" || v.Sort != "" || v.Cursor != "" {
			var err error
			page, err = s.findPage(ctx, q, by, v, pageLimit(v.Limit))
			return err
		}
		f, err := s.filters(ctx, q, v.Owner, v.List, v.Status)
		if err != nil {
			return err
		}
		limit := pageLimit(v.Limit)
		words := searchWords(v.Search)
		if v.Search != "" && len(words) == 0 {
			return nil
		}
		if len(words) > 0 {
			err = s.searchPage(ctx, q, f, words, v, limit, &page)
		} else {
			err = s.scorePage(ctx, q, f, v, limit, &page)
		}
		if n := len(page.Rows); page.More && n > 0 {
			last := page.Rows[n-1]
			page.Next = cursor{"new", place{ID: -int64(last.ID)}}.String()
			if len(words) == 0 {
				page.Next = cursor{"score", place{N: -int64(last.Score), ID: -int64(last.ID)}}.String()
			}
		}
		return err
	})
	return page, err
}

func pageLimit(n int) int {
	if n <= 0 {
		return 50
	}
	return n
}

func (s *Store) filters(ctx context.Context, q querier, owner, list string, status model.Status) (f filters, err error) {
	if owner != "" {
		m, found, err := memberNamed(ctx, q, owner)
		if err != nil {
			return f, err
		}
		if !found {
			return f, model.Errorf(model.NotFound, "nobody called %s works here; ripen user list names everybody", owner)
		}
		f.mask, f.owner, f.args = f.mask|1, m.ID, append(f.args, int64(m.ID))
	}
	if list != "" {
		if f.list, err = listNamed(ctx, q, list); err != nil {
			return f, err
		}
		f.mask, f.args = f.mask|2, append(f.args, int64(f.list))
	}
	if status != "" {
		if f.status, err = model.OneOf("status", status, model.Statuses); err != nil {
			return f, err
		}
		f.mask, f.args = f.mask|4, append(f.args, string(status))
	}
	return f, nil
}

func listNamed(ctx context.Context, q querier, name string) (model.ListID, error) {
	var id model.ListID
	found, err := row(ctx, q, listByName, []any{listKey(name)}, (*int64)(&id))
	if err == nil && !found {
		err = model.Errorf(model.NotFound, "there is no list %q", name)
	}
	return id, err
}

// listKey is a list's name folded, so that two lists do not differ in case only.
func listKey(name string) string { return strings.ToLower(clean.Text(name)) }

func (s *Store) scorePage(ctx context.Context, q querier, f filters, v model.LeadQuery, limit int, page *model.LeadPage) error {
	score, after := 101, maxID
	if v.After != 0 {
		score, after = v.AfterScore, int64(v.After)
	}
	if err := leadRows(ctx, q, leadPages[f.mask], append(f.args, score, after, limit+1), limit, page); err != nil {
		return err
	}
	var owner, list int64
	var status string
	var n int
	return rows(ctx, q, leadTotals, nil, []any{&owner, &list, &status, &n}, func() error {
		if (f.owner == 0 || int64(f.owner) == owner) && (f.list == 0 || int64(f.list) == list) && (f.status == "" || string(f.status) == status) {
			page.Total += n
		}
		return nil
	})
}

func (s *Store) searchPage(ctx context.Context, q querier, f filters, words []string, v model.LeadQuery, limit int, page *model.LeadPage) error {
	after := maxID
	match, err := s.matching(ctx, q, words)
	if err != nil {
		return err
	}
	if v.After != 0 {
		after = int64(v.After)
	}
	if err := leadRows(ctx, q, leadSearches[f.mask], append(f.args, match, after, limit+1), limit, page); err != nil {
		return err
	}
	if err := s.whereFound(ctx, q, words, page.Rows); err != nil {
		return err
	}
	if f.mask != 0 { // how many match and pass the filters is not kept
		page.Total = len(page.Rows)
		if page.More || v.After != 0 {
			page.Total = -1
		}
		return nil
	}
	if _, err := row(ctx, q, searchTotal, []any{match}, &page.Total); err != nil {
		return err
	}
	if page.Total > cappedTotal {
		page.Total = -1
	}
	return nil
}

func leadRows(ctx context.Context, q querier, st *stmt, args []any, limit int, page *model.LeadPage) error {
	var r model.LeadRow
	var city, state, country string
	bind := []any{(*int64)(&r.ID), &r.Company, &r.Contact, (*string)(&r.Status), (*string)(&r.Horizon), &r.Owner, &r.List, &r.Score,
		&r.Count, rungColumn{&r.Rungs}, instant{&r.DueAt}, instant{&r.Last}, &city, &state, &country, &r.Value}
	return rows(ctx, q, st, args, bind, func() error {
		if len(page.Rows) == limit {
			page.More = true
			return nil
		}
		r.Place = placeLine(city, state, country)
		page.Rows = append(page.Rows, r)
		return nil
	})
}

func anyBegins(have, want []string) bool {
	return slices.ContainsFunc(have, func(h string) bool {
		return slices.ContainsFunc(want, func(w string) bool { return strings.HasPrefix(h, w) })
	})
}

// anyWithin says that a number, typed without its country, is part of the key.
func anyWithin(key string, want []string) bool {
	return slices.ContainsFunc(want, func(w string) bool {
		return len(w) > 3 && strings.Trim(w, "0123456789") == "" && strings.Contains(key, w)
	})
}

// placeLine is a place in few letters: "Boston, MA", "Leeds, GB".
func placeLine(city, state, country string) string {
	far := state
	if far == "" {
		far = country
	}
	return strings.Trim(city+", "+far, ", ")
}
