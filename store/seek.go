package store

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/find"
)

// seeker answers one written filter. Where some term picks few leads they are
// gathered through its index, asked all the rest, and put in order; where none
// does, the order's own index is walked from where the page before ended, and
// each lead on the way is asked. Neither looks at more than some thousands.
type seeker struct {
	around
	s     *Store
	q     querier
	query find.Query
	sort  string
	all   []group // of the sums that are kept
	match string  // the words as the search takes them

	// What the terms leave of these; nil: all.
	owners, lists map[int64]bool
	statuses      []string
}

// group are the leads of one owner, list and status.
type group struct {
	owner, list int64
	status      string
	n           int
}

// findPage answers a query that has a filter, an order or a cursor. The fields
// that were there before filters were written are terms like theirs.
func (s *Store) findPage(ctx context.Context, q querier, by model.Actor, v model.LeadQuery, limit int) (page model.LeadPage, err error) {
	query, err := find.Parse(v.Filter, find.At{Now: s.now(), Zone: by.Zone, Me: by.Name})
	if err != nil {
		return page, err
	}
	for _, t := range []struct{ key, value string }{{"owner", v.Owner}, {"list", v.List}, {"status", string(v.Status)}} {
		if t.key == "status" && t.value != "" {
			if _, err := model.OneOf("status", v.Status, model.Statuses); err != nil {
				return page, err
			}
		}
		if t.value != "" {
			query.Terms = append(query.Terms, find.Term{Key: t.key, Values: []find.Value{{Text: t.value, Name: strings.ToLower(t.value)}}})
		}
	}
	if v.Search != "" {
		if query.Words = append(query.Words, find.Words(v.Search)...); len(query.Words) == 0 {
			return page, nil
		}
	}
	f := seeker{s: s, q: q, query: query, sort: v.Sort}
	if f.sort == "" {
		f.sort = usualSort(query.Words)
	}
	if _, err := model.OneOf("sort", f.sort, model.LeadSorts); err != nil {
		return page, err
	}
	from, err := readCursor(v.Cursor, f.sort)
	if err != nil {
		return page, err
	}
	if err := f.prepare(ctx); err != nil {
		return page, err
	}
	return page, f.fill(ctx, from, limit, &page)
}

// usualSort is the order without a wish: by score, and what is searched for the
// newest first.
func usualSort(words []string) string {
	if len(words) > 0 {
		return "new"
	}
	return model.LeadSorts[0]
}

// prepare reads the names that leads have in common, and what the terms leave of
// them.
func (f *seeker) prepare(ctx context.Context) (err error) {
	if f.around, err = loadAroundAll(ctx, f.q); err != nil {
		return err
	}
	if err := f.namesExist(ctx); err != nil {
		return err
	}
	if len(f.query.Words) > 0 {
		if f.match, err = f.s.matching(ctx, f.q, f.query.Words); err != nil {
			return err
		}
	}
	var g group
	err = rows(ctx, f.q, leadTotals, nil, []any{&g.owner, &g.list, &g.status, &g.n}, func() error {
		f.all = append(f.all, g)
		return nil
	})
	if f.narrowed("owner") {
		f.owners = map[int64]bool{}
		for id, name := range f.around.owners {
			if f.leaves(find.Facts{Owner: name}, "owner") {
				f.owners[id] = true
			}
		}
	}
	if f.narrowed("list", "category") {
		f.lists = map[int64]bool{}
		for id, l := range f.around.lists {
			if f.leaves(find.Facts{List: l.Name, Category: l.Category}, "list", "category") {
				f.lists[id] = true
			}
		}
	}
	if f.narrowed("status") {
		f.statuses = []string{}
		for _, status := range model.Statuses {
			if f.leaves(find.Facts{Status: status}, "status") {
				f.statuses = append(f.statuses, string(status))
			}
		}
	}
	return err
}

// narrowed says that a term asks for one of some, rather than only against.
func (f *seeker) narrowed(keys ...string) bool {
	return slices.ContainsFunc(f.query.Terms, func(t find.Term) bool { return !t.Not && slices.Contains(keys, t.Key) })
}

// leaves says that the terms of these keys let the facts pass.
func (f *seeker) leaves(facts find.Facts, keys ...string) bool {
	return !slices.ContainsFunc(f.query.Terms, func(t find.Term) bool { return slices.Contains(keys, t.Key) && !t.Match(&facts) })
}

func (f *seeker) ofStatus(status string) bool {
	return f.statuses == nil || slices.Contains(f.statuses, status)
}

func (f *seeker) sum(of func(group) bool) int {
	n := 0
	for _, g := range f.all {
		if of(g) {
			n += g.n
		}
	}
	return n
}

// namesExist refuses a name that nobody, no list and no cadence has: a slip
// would otherwise be an empty answer.
func (f *seeker) namesExist(ctx context.Context) error {
	for _, t := range f.query.Terms {
		var have []string
		switch t.Key {
		case "owner":
			have = slices.Collect(maps.Values(f.around.owners))
		case "list":
			for _, l := range f.around.lists {
				have = append(have, l.Name)
			}
		case "cadence":
			var err error
			if have, err = cadenceNames(ctx, f.q); err != nil {
				return err
			}
		default:
			continue
		}
		for _, v := range t.Values {
			if !slices.ContainsFunc(have, func(name string) bool { return strings.EqualFold(name, v.Name) }) {
				return unknownName(t.Key, v.Text, have)
			}
		}
	}
	return nil
}

func unknownName(key, name string, have []string) error {
	what, list := "there is no list "+strconv.Quote(name), "ripen lead list shows those there are"
	switch key {
	case "owner":
		what, list = "nobody called "+name+" works here", "ripen user list names everybody"
	case "list":
		list = "ripen report list names them all"
	case "cadence":
		what, list = "there is no cadence "+strconv.Quote(name), "ripen cadence list names them all"
	}
	slices.Sort(have)
	if like := find.Nearest(name, have); like != "" {
		return model.Errorf(model.NotFound, "%s; did you mean %s?", what, like)
	}
	return model.Errorf(model.NotFound, "%s; %s", what, list)
}

// fill makes the page, by the way that looks at fewer leads.
func (f *seeker) fill(ctx context.Context, from place, limit int, page *model.LeadPage) error {
	d, err := f.best(ctx, limit)
	if err != nil {
		return err
	}
	var found []*sought
	reached, ended := from, true
	page.Total = -1
	if d != nil {
		if found, err = f.gather(ctx, d); err != nil {
			return err
		}
		if page.Total = len(found); page.Total > cappedTotal {
			page.Total = -1
		}
		at, _ := slices.BinarySearchFunc(found, from, func(c *sought, p place) int {
			if placeIn(f.sort, c).compare(p) <= 0 {
				return -1
			}
			return 1
		})
		found = found[at:]
	} else if found, reached, ended, err = f.walk(ctx, from, limit); err != nil {
		return err
	} else if f.summed() {
		page.Total = f.sum(func(g group) bool { return f.query.Match(f.factsOf(g)) })
	} else if ended && from == start {
		page.Total = len(found)
	}
	if page.More = !ended || len(found) > limit; len(found) > limit {
		found = found[:limit]
		reached = placeIn(f.sort, found[limit-1])
	}
	if page.More {
		page.Next = cursor{f.sort, reached}.String()
	}
	return f.show(ctx, found, page)
}

// summed says that the kept sums know how many pass.
func (f *seeker) summed() bool {
	return len(f.query.Words) == 0 && !slices.ContainsFunc(f.query.Terms, func(t find.Term) bool {
		return !slices.Contains([]string{"owner", "list", "category", "status"}, t.Key)
	})
}

func (f *seeker) factsOf(g group) *find.Facts {
	l := f.around.lists[g.list]
	return &find.Facts{Owner: f.around.owners[g.owner], List: l.Name, Category: l.Category, Status: model.Status(g.status)}
}

// best is the pick with the fewest leads; nil where the order is to be walked.
func (f *seeker) best(ctx context.Context, limit int) (*pick, error) {
	all := f.picks()
	slices.SortStableFunc(all, func(a, b pick) int { return b.known() - a.known() }) // what needs no counting first
	var best *pick
	most := gatherMost
	for i := range all {
		d := &all[i]
		if err := d.measure(ctx, f.q, most); err != nil {
			return nil, err
		}
		if d.size <= most {
			best, most = d, d.size
		}
		if best != nil && best.size == 0 {
			break
		}
	}
	if best != nil && f.summed() { // a walk meets one as often as there are some
		if n := f.sum(func(g group) bool { return f.query.Match(f.factsOf(g)) }); n > 0 && (limit+1)*f.sum(func(group) bool { return true })/n < best.size {
			return nil, nil
		}
	}
	return best, nil
}

func (d pick) known() int {
	if d.size >= 0 {
		return 1
	}
	return 0
}

// gather reads all leads of a pick that pass, in order.
func (f *seeker) gather(ctx context.Context, d *pick) (out []*sought, err error) {
	var read []*sought
	seen := map[int64]bool{}
	for _, p := range d.parts {
		_, err := f.candidates(ctx, f.q, p.st.all, append(p.args[:len(p.args):len(p.args)], gatherMost+1), func(c *sought) error {
			if !seen[c.id] {
				seen[c.id] = true
				read = append(read, c)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if out, err = f.sift(ctx, read, d.words); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b *sought) int { return placeIn(f.sort, a).compare(placeIn(f.sort, b)) })
	return out, nil
}

// show reads what the page shows of its leads, and where the words were found.
func (f *seeker) show(ctx context.Context, found []*sought, page *model.LeadPage) error {
	at := map[model.LeadID]int{}
	ids := idsOf(found)
	for i, id := range ids {
		at[model.LeadID(id)] = i
	}
	more := page.More
	for part := range slices.Chunk(ids, together) {
		if err := leadRows(ctx, f.q, leadShown, these(part), len(ids), page); err != nil {
			return err
		}
	}
	page.More = more
	slices.SortFunc(page.Rows, func(a, b model.LeadRow) int { return at[a.ID] - at[b.ID] })
	if len(f.query.Words) == 0 {
		return nil
	}
	return f.s.whereFound(ctx, f.q, f.query.Words, page.Rows)
}
