package store

import (
	"context"
	"slices"
	"strings"

	"ripen/model/clean"
	"ripen/model/match"
)

// Where a record of a short list may have its like: each statement reads an
// index, and no more of it than is worth comparing.
var (
	likePoint  = define("near.like-point", `SELECT contact_id FROM point WHERE kind = $1 AND key = $2 AND key <> '' LIMIT 100`)
	likeDomain = define("near.like-domain", `SELECT id FROM company WHERE domain >= $1 AND domain < $2 AND domain <> '' LIMIT 50`)
	likeName   = define("near.like-name", `SELECT id, name_key, place_key FROM company WHERE name_key >= $1 AND name_key < $2 LIMIT 600`)
	likeWords  = define("leads.search-near", `SELECT rowid FROM lead_fts WHERE lead_fts MATCH $1 LIMIT 100`)
	peopleAt   = define("near.people-at", `SELECT c.id, c.name FROM lead l CROSS JOIN contact c WHERE l.company_id = $1 AND c.lead_id = l.id LIMIT 100`)
	peopleIn   = define("near.people-in", `SELECT id, name FROM contact WHERE lead_id = $1 LIMIT 100`)
	firmAt     = define("near.firm-at", `SELECT l.company_id FROM contact c CROSS JOIN lead l WHERE c.id = $1 AND l.id = c.lead_id`)
)

// looking is the search by index: what it has read is kept, for the rows of a
// list share companies and numbers.
type looking struct {
	*nearing
	ctx   context.Context //nolint:containedctx // lives for one search
	q     querier
	men   map[int64]*match.Person
	names map[int64]*match.Person // of the name alone
	firms map[int64]*match.Firm
	done  map[int64]bool // companies looked at
}

// mostKept is how many records are kept before all are forgotten.
const mostKept = 20_000

func (n *nearing) oneByOne(ctx context.Context) error {
	l := &looking{nearing: n, ctx: ctx, q: n.s.r, men: map[int64]*match.Person{}, names: map[int64]*match.Person{}, firms: map[int64]*match.Firm{}, done: map[int64]bool{}}
	for after, done := 0, 0; ; {
		var r createdRow
		var page []createdRow
		err := rows(ctx, n.s.r, rowsCreated, []any{int64(n.list), after}, []any{&after, (*int64)(&r.lead), &r.contact}, func() error {
			page = append(page, r)
			return nil
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, r := range page {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := l.person(r.contact); err != nil {
				return err
			}
			done++
		}
		if err := n.flush(ctx, pairsTogether-1); err != nil {
			return err
		}
		n.tell(done)
		if len(l.men) > mostKept {
			clear(l.men)
			clear(l.names)
			clear(l.firms)
		}
	}
}

// person looks for the like of one contact, and of its company where the list
// brought that.
func (l *looking) person(id int64) error {
	m, found, err := manOf(l.ctx, l.q, id)
	if err != nil || !found {
		return err
	}
	p := match.Prepare(m.rec)
	l.men[id] = &p
	name := match.Prepare(match.Record{Name: m.rec.Name})
	seen := map[int64]bool{id: true}
	look := func(other int64, called string) error {
		if seen[other] {
			return nil
		}
		seen[other] = true
		if called != "" {
			o := l.names[other]
			if o == nil {
				x := match.Prepare(match.Record{Name: called})
				o, l.names[other] = &x, &x
			}
			if !name.CouldBe(o) {
				return nil
			}
		}
		q, err := l.man(other)
		if err == nil && q != nil {
			l.lay(nearContact, id, other, p.Score(q))
		}
		return err
	}
	if err := l.byReach(m.rec, look); err != nil {
		return err
	}
	alike, err := l.likeFirms(m.firm, m.rec)
	if err != nil {
		return err
	}
	for _, firm := range append(alike, m.firm) {
		if err := l.each(peopleAt, firm, look); err != nil {
			return err
		}
	}
	if err := l.byWords(m.rec, len(alike) == 0, look); err != nil {
		return err
	}
	if m.list != int64(l.list) || l.done[m.firm] {
		return nil
	}
	l.done[m.firm] = true
	return l.company(m.firm, m.rec.Phones, alike)
}

func (l *looking) man(id int64) (*match.Person, error) {
	if p, have := l.men[id]; have {
		return p, nil
	}
	m, found, err := manOf(l.ctx, l.q, id)
	if err != nil || !found {
		return nil, err
	}
	p := match.Prepare(m.rec)
	l.men[id] = &p
	return &p, nil
}

func (l *looking) each(st *stmt, of int64, look func(int64, string) error) error {
	type one struct {
		id   int64
		name string
	}
	var o one
	var all []one
	err := rows(l.ctx, l.q, st, []any{of}, []any{&o.id, &o.name}, func() error {
		all = append(all, o)
		return nil
	})
	for _, o := range all {
		if err == nil {
			err = look(o.id, o.name)
		}
	}
	return err
}

// idsOf reads the ids that a statement gives.
func (l *looking) idsOf(st *stmt, args ...any) ([]int64, error) {
	var id int64
	var out []int64
	err := rows(l.ctx, l.q, st, args, []any{&id}, func() error {
		out = append(out, id)
		return nil
	})
	return out, err
}

func (l *looking) byReach(r match.Record, look func(int64, string) error) error {
	for kind, keys := range map[string][]string{"phone": r.Phones, "email": r.Emails} {
		for _, k := range keys {
			all, err := l.idsOf(likePoint, kind, k)
			for _, id := range all {
				if err == nil {
					err = look(id, "")
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// byWords looks in the search index for each name together with the city, and
// where that is not known with the first word of the company. A given name has
// many bearers in a city: it is looked for only where no company is alike, for
// else the people there have been looked at.
func (l *looking) byWords(r match.Record, given bool, look func(int64, string) error) error {
	first, family := clean.SplitName(r.Name)
	parts := []string{family}
	if given {
		parts = append(parts, first)
	}
	of := searchWords(r.City)
	if len(of) == 0 {
		of = searchWords(r.Company)
	}
	var sets [][]string
	for _, part := range parts {
		if words := searchWords(part); len(words) > 0 && len(of) > 0 {
			sets = append(sets, []string{words[len(words)-1], of[0]})
		}
	}
	for _, words := range sets {
		all, err := l.idsOf(likeWords, l.s.d.match(asBegun(words)))
		if err != nil {
			return err
		}
		for _, lead := range all {
			if err := l.each(peopleIn, lead, look); err != nil {
				return err
			}
		}
	}
	return nil
}

// likeFirms are companies whose name begins alike in the same state, or whose
// domain has the same stem.
func (l *looking) likeFirms(of int64, r match.Record) ([]int64, error) {
	var out []int64
	key := clean.CompanyKey(r.Company)
	if first, _, _ := strings.Cut(key, " "); first != "" {
		begin := first[:min(len(first), 4)]
		place := clean.PlaceKey(r.City, r.State, r.Country)
		state := place[strings.Index(place, "|")+1:]
		own := match.PrepareCompany(match.Record{Company: r.Company})
		var id int64
		var name, at string
		err := rows(l.ctx, l.q, likeName, []any{begin, begin + "\x7f"}, []any{&id, &name, &at}, func() error {
			if id == of || at != "" && place != "" && !strings.HasSuffix(at, state) && name != key {
				return nil
			}
			if other := match.PrepareCompany(match.Record{Company: name}); own.CouldBe(&other) { // names first: to read more costs more
				out = append(out, id)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if stem, _, _ := strings.Cut(r.Domain, "."); stem != "" {
		all, err := l.idsOf(likeDomain, stem+".", stem+"/")
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	return slices.DeleteFunc(out, func(id int64) bool { return id == of }), nil
}

func (l *looking) firm(id int64) (*match.Firm, error) {
	if f, have := l.firms[id]; have {
		return f, nil
	}
	r, found, err := firmOf(l.ctx, l.q, id)
	if err != nil || !found {
		return nil, err
	}
	f := match.PrepareCompany(r)
	l.firms[id] = &f
	return &f, nil
}

func (l *looking) company(id int64, phones []string, alike []int64) error {
	own, err := l.firm(id)
	if err != nil || own == nil {
		return err
	}
	for _, k := range phones {
		people, err := l.idsOf(likePoint, "phone", k)
		if err != nil {
			return err
		}
		for _, c := range people {
			at, err := l.idsOf(firmAt, c)
			if err != nil {
				return err
			}
			alike = append(alike, at...)
		}
	}
	seen := map[int64]bool{id: true}
	for _, other := range alike {
		if seen[other] {
			continue
		}
		seen[other] = true
		f, err := l.firm(other)
		if err != nil {
			return err
		}
		if f != nil {
			l.lay(nearCompany, id, other, own.Score(f))
		}
	}
	return nil
}
