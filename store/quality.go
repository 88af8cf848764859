package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"ripen/model"
)

var (
	qualityTouches = define("quality.touches", `SELECT id, lead_id, contact_id, list_id, direction, outcome, voids FROM touch
		WHERE member_id = $1 AND day >= $2 AND day <= $3`)
	qualityRows    = define("quality.rows", `SELECT list_id, fate, lacks, filled FROM list_row WHERE contact_id = $1 AND contact_id > 0`)
	qualityDefects = define("quality.defects", `SELECT `+defects.prefixed("d")+`, COALESCE(w.body, '')
		FROM defect d LEFT JOIN words w ON w.id = d.words_id WHERE d.at >= $1 AND d.at < $2`)
	qualityNames = define("quality.names", `SELECT c.name, k.name FROM lead l JOIN company k ON k.id = l.company_id
		JOIN contact c ON c.lead_id = l.id WHERE l.id = $1`)
)

// byHand is what stands for a list where people added the leads themselves.
const byHand = "added by hand"

// Quality is the retrospective of the days from and to, both included: of the
// contacts that were attempted in them (by an outbound touch or an inbound one),
// which issues were coded against their lists, what the lists did not say, and
// what people found since. Days are those of by. It reads the activity of these
// days and the leads that it concerns, nothing else.
func (s *Store) Quality(ctx context.Context, by model.Actor, from, to model.Date) (model.Quality, error) {
	out := model.Quality{From: from, To: to}
	if to < from {
		return out, needs("week", "the week ends before it begins")
	}
	err := s.read(ctx, func(q querier) error {
		r := &retro{s: s, ctx: ctx, q: q, by: by, from: from, to: to, homes: map[model.ContactID]home{},
			lists: map[model.ListID]*listRetro{}, talks: map[model.LeadID][]talk{}, quoted: map[model.LeadID]bool{}}
		for _, part := range []func() error{r.touched, r.coded, r.settle, r.added} {
			if err := part(); err != nil {
				return err
			}
		}
		var err error
		out, err = r.result()
		return err
	})
	return out, err
}

// retro is one retrospective on its way.
type retro struct {
	s        *Store
	ctx      context.Context //nolint:containedctx // lives for one reading
	q        querier
	by       model.Actor
	from, to model.Date
	homes    map[model.ContactID]home
	lists    map[model.ListID]*listRetro
	sources  []model.SourceQuality
	talks    map[model.LeadID][]talk
	quoted   map[model.LeadID]bool // leads of which somebody's words are in the retrospective
}

// home is what a contact's list said of him: the list that brought him, 0 where
// a person did, and what its row lacked.
type home struct {
	list   model.ListID
	lacks  model.Lacks
	filled string // by later lists: "title;phone"
}

// listRetro gathers one list.
type listRetro struct {
	contacts map[model.ContactID]model.LeadID
	leads    map[model.LeadID]bool
	defects  map[model.Defect]int // by code and field alone
	missing  map[int]*model.MissingCount
	words    []string
}

func (r *retro) list(id model.ListID) *listRetro {
	if r.lists[id] == nil {
		r.lists[id] = &listRetro{contacts: map[model.ContactID]model.LeadID{}, leads: map[model.LeadID]bool{},
			defects: map[model.Defect]int{}, missing: map[int]*model.MissingCount{}}
	}
	return r.lists[id]
}

// span is the instants of the days, the second no longer in it.
func (r *retro) span() []any {
	zone := r.by.Zone
	if zone == nil {
		zone = time.UTC
	}
	return []any{millis(r.from.At(0, 0, zone)), millis(r.to.AddDays(1).At(0, 0, zone))}
}

// touched gathers who was attempted. A reversal stands on the day of what it
// takes back, so that both are seen here.
func (r *retro) touched() error {
	all, err := members.all(r.ctx, r.q, loadMembers, nil)
	if err != nil {
		return err
	}
	type try struct {
		lead    model.LeadID
		contact model.ContactID
		list    model.ListID
	}
	tries, voided := map[int64]try{}, []int64{}
	var t try
	var id, voids int64
	var direction, outcome string
	bind := []any{&id, (*int64)(&t.lead), (*int64)(&t.contact), (*int64)(&t.list), &direction, &outcome, &voids}
	for _, m := range all {
		err := rows(r.ctx, r.q, qualityTouches, []any{int64(m.ID), int32(r.from), int32(r.to)}, bind, func() error {
			switch o := model.Outcome(outcome); {
			case voids != 0:
				voided = append(voided, voids)
			case o != model.Queued && o != model.Printed: // a piece that lies there has reached nobody
				tries[id] = t
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, v := range voided {
		delete(tries, v)
	}
	for _, t := range tries {
		list := t.list
		if t.contact != 0 {
			h, err := r.home(t.contact)
			if err != nil {
				return err
			}
			list = h.list
			r.list(list).contacts[t.contact] = t.lead
		}
		r.list(list).leads[t.lead] = true
	}
	return nil
}

// home looks up which list brought a contact.
func (r *retro) home(c model.ContactID) (home, error) {
	if h, known := r.homes[c]; known {
		return h, nil
	}
	var h home
	var list model.ListID
	var fate, filled string
	var lacks int
	err := rows(r.ctx, r.q, qualityRows, []any{int64(c)}, []any{(*int64)(&list), &fate, &lacks, &filled}, func() error {
		if fate == fateCreated {
			h.list, h.lacks = list, model.Lacks(lacks)
		} else {
			h.filled += ";" + filled
		}
		return nil
	})
	r.homes[c] = h
	return h, err
}

// coded gathers the list issues: those of a contact against the list that
// brought him, which need not be that of his lead. No list is to blame for a
// number that a person found.
func (r *retro) coded() error {
	var body string
	voided := map[int64]bool{}
	type issue struct {
		model.Defect
		words string
	}
	var all []issue
	_, err := defects.each(r.ctx, r.q, qualityDefects, r.span(), func(d *defectRow) {
		if d.Voids != 0 {
			voided[d.Voids] = true
			return
		}
		all = append(all, issue{d.Defect, body})
	}, &body)
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b issue) int { return cmp.Compare(a.ID, b.ID) })
	for _, d := range all {
		if voided[d.ID] {
			continue
		}
		list := d.ListID
		if d.ContactID != 0 {
			h, err := r.home(d.ContactID)
			if err != nil {
				return err
			}
			list = h.list
		}
		if d.Field == model.FoundByHand {
			list = 0
		}
		l := r.list(list)
		l.defects[model.Defect{Code: d.Code, Field: d.About()}]++
		if d.Code == "other" && d.words != "" {
			l.words = append(l.words, d.words)
			r.quoted[d.LeadID] = true
		}
	}
	return nil
}

// settle counts what the rows of those attempted lacked, and what was found.
func (r *retro) settle() error {
	for _, id := range slices.Sorted(maps.Keys(r.lists)) {
		l := r.lists[id]
		for _, c := range slices.Sorted(maps.Keys(l.contacts)) {
			h := r.homes[c]
			if h.list == 0 || h.lacks == 0 {
				continue
			}
			found, err := r.found(c, l.contacts[c], h)
			if err != nil {
				return err
			}
			for bit, what := range model.LacksNames {
				if h.lacks&(1<<bit) == 0 {
					continue
				}
				if l.missing[bit] == nil {
					l.missing[bit] = &model.MissingCount{What: what, Where: map[string]int{}}
				}
				m := l.missing[bit]
				m.Lacked++
				if where := found[1<<bit]; where != "" {
					m.Found++
					m.Where[where]++
				}
			}
		}
	}
	return nil
}

// result puts what was gathered in its order: the lists with the most issues
// first, what was added by hand last.
func (r *retro) result() (model.Quality, error) {
	out := model.Quality{From: r.from, To: r.to, Sources: r.sources}
	for id, l := range r.lists {
		q := model.ListQuality{ListID: id, List: byHand, Touched: len(l.contacts), Leads: len(l.leads), Words: l.words}
		var of listRow
		if id != 0 {
			var err error
			if of, _, err = lists.get(r.ctx, r.q, int64(id)); err != nil {
				return out, err
			}
			q.List, q.Source, q.Category = of.Name, of.Source, of.Category
		}
		for d, n := range l.defects {
			q.Defects = append(q.Defects, model.DefectCount{Code: d.Code, Field: d.Field, Column: of.Column(d.Field), Count: n, Of: len(l.contacts)})
		}
		slices.SortFunc(q.Defects, func(a, b model.DefectCount) int {
			return cmp.Or(b.Count-a.Count, cmp.Compare(a.Code, b.Code), cmp.Compare(a.Field, b.Field))
		})
		for _, bit := range slices.Sorted(maps.Keys(l.missing)) {
			q.Missing = append(q.Missing, *l.missing[bit])
		}
		slices.SortStableFunc(q.Missing, func(a, b model.MissingCount) int { return b.Lacked - a.Lacked })
		out.Lists = append(out.Lists, q)
	}
	slices.SortFunc(out.Lists, func(a, b model.ListQuality) int {
		hand := func(q model.ListQuality) int { return map[bool]int{true: 1}[q.ListID == 0] }
		return cmp.Or(hand(a)-hand(b), b.Issues()-a.Issues(), b.Touched-a.Touched, cmp.Compare(a.List, b.List))
	})
	return out, r.names(&out)
}

// names gathers whom the words may be about, for whoever lets them out of the
// house.
func (r *retro) names(out *model.Quality) error {
	private := map[string]bool{}
	var person, company string
	for lead := range r.quoted {
		err := rows(r.ctx, r.q, qualityNames, []any{int64(lead)}, []any{&person, &company}, func() error {
			first, _, _ := strings.Cut(company, " ")
			parts := append(strings.Fields(person), first)
			if person == switchboard {
				parts = []string{first}
			} else {
				private[person] = true
			}
			private[company] = true
			for _, p := range parts {
				if p = strings.Trim(p, ".,"); len([]rune(p)) >= 3 {
					private[p] = true
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	delete(private, "")
	out.Private = slices.SortedFunc(maps.Keys(private), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b)) // the longer first: "Lind Freight" before "Lind"
	})
	return nil
}
