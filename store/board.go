package store

import (
	"context"
	"time"

	"ripen/model"
)

const (
	boardCols = `l.id, k.name, COALESCE(m.name, ''), l.rungs, l.stale, l.counted, l.judged, l.touches, l.created_at, l.due_at, l.next_kind,
		l.next_at, l.status, l.horizon, l.value, l.score, l.failing, COALESCE(h.id, 0)`
	boardJoins = ` LEFT JOIN company k ON k.id = l.company_id LEFT JOIN member m ON m.id = l.owner_id
		LEFT JOIN handoff h ON h.lead_id = l.id AND h.state IN ('submitted','delivered','disputed') AND h.state = 'submitted'`
	boardWhere = ` WHERE l.status IN ('working','ready','returned') AND l.failing = `
)

// A page of the board for each set of its filters, one group of it: so many
// gates failing.
var boardPages = [4]*stmt{
	define("board.page", `SELECT `+boardCols+` FROM lead l`+boardJoins+boardWhere+`$1 ORDER BY l.score DESC, l.id DESC LIMIT $2`),
	define("board.page.owner", `SELECT `+boardCols+` FROM lead l`+boardJoins+boardWhere+`$2 AND l.owner_id = $1 ORDER BY l.score DESC, l.id DESC LIMIT $3`),
	define("board.page.list", `SELECT `+boardCols+` FROM lead l`+boardJoins+boardWhere+`$2 AND l.list_id = $1 ORDER BY l.score DESC, l.id DESC LIMIT $3`),
	define("board.page.owner.list", `SELECT `+boardCols+` FROM lead l`+boardJoins+boardWhere+`$3 AND l.list_id = $2 AND l.owner_id = $1 ORDER BY l.score DESC, l.id DESC LIMIT $4`),
}

var boardWaiting = define("board.waiting", `SELECT `+boardCols+`, l.owner_id, l.list_id FROM handoff h LEFT JOIN lead l ON l.id = h.lead_id
	LEFT JOIN company k ON k.id = l.company_id LEFT JOIN member m ON m.id = l.owner_id WHERE h.state = 'submitted' ORDER BY h.id LIMIT 200`)

// maxGates is how many gates can fail at most: ten attributes, the horizon and
// the next step.
const maxGates = 12

// Board is the readiness board: what waits for approval, then what fails the
// fewest gates, by score.
func (s *Store) Board(ctx context.Context, by model.Actor, v model.BoardQuery) (model.BoardPage, error) {
	var page model.BoardPage
	limit, most := v.Limit, v.MaxFailing
	if limit <= 0 {
		limit = 200
	}
	if most <= 0 {
		most = 2
	}
	err := s.read(ctx, func(q querier) error {
		f, err := s.filters(ctx, q, v.Owner, v.List, "")
		if err != nil {
			return err
		}
		b := boarding{s: s, by: by, page: &page}
		if err := b.waiting(ctx, q, f); err != nil {
			return err
		}
		for gates := 0; gates <= min(most, maxGates); gates++ {
			room := limit - len(page.Rows)
			if room <= 0 {
				page.More = true
				break
			}
			if err := b.group(ctx, q, f, gates, room); err != nil {
				return err
			}
		}
		return nil
	})
	countMissing(&page)
	return page, err
}

type boarding struct {
	s     *Store
	by    model.Actor
	page  *model.BoardPage
	taken map[model.LeadID]bool
}

// boardLine is one row as read.
type boardLine struct {
	model.BoardRow
	stale   int64
	judged  judged
	created time.Time
	due     time.Time
	next    model.NextStep
	score   int
	failing int
}

func (l *boardLine) bind() []any {
	return []any{(*int64)(&l.ID), &l.Company, &l.Owner, rungColumn{&l.Rungs}, &l.stale, &l.Count, object[judged]{&l.judged}, &l.Touches,
		instant{&l.created}, instant{&l.due}, (*string)(&l.next.Kind), instant{&l.next.At}, (*string)(&l.Status), (*string)(&l.Horizon),
		&l.Value, &l.score, &l.failing, (*int64)(&l.HandoffID)}
}

func (b *boarding) add(l boardLine, group int) {
	r := l.BoardRow
	r.Stale = staleOf(l.stale)
	r.Weakest, r.WeakestText, r.Failing, r.Ready = l.judged.Weakest, l.judged.Why, l.judged.Failing, l.judged.Ready
	r.AgeDays = int(b.s.now().Sub(l.created).Hours() / 24)
	r.NextText, r.Group = b.nextText(l), group
	b.page.Rows = append(b.page.Rows, r)
}

func (b *boarding) nextText(l boardLine) string {
	zone := b.by.Zone
	if zone == nil {
		zone = time.UTC
	}
	if !l.next.IsZero() {
		return string(l.next.Kind) + " " + l.next.At.In(zone).Format("2 Jan")
	}
	switch today := b.s.today(b.by); {
	case l.due.IsZero():
		return ""
	case model.DateOf(l.due.In(zone)) <= today:
		return "today"
	}
	return l.due.In(zone).Format("2 Jan")
}

func (b *boarding) waiting(ctx context.Context, q querier, f filters) error {
	var l boardLine
	var owner, list int64
	b.taken = map[model.LeadID]bool{}
	return rows(ctx, q, boardWaiting, nil, append(l.bind(), &owner, &list), func() error {
		if f.owner != 0 && int64(f.owner) != owner || f.list != 0 && int64(f.list) != list {
			return nil
		}
		b.taken[l.ID] = true
		b.add(l, -1)
		return nil
	})
}

func (b *boarding) group(ctx context.Context, q querier, f filters, gates, room int) error {
	var l boardLine
	n := 0
	args := append(append([]any{}, f.args...), gates, room+1)
	return rows(ctx, q, boardPages[f.mask], args, l.bind(), func() error {
		if b.taken[l.ID] {
			return nil
		}
		if n++; n > room {
			b.page.More = true
			return nil
		}
		b.add(l, gates)
		return nil
	})
}

// countMissing is the share of the leads shown that miss each attribute.
func countMissing(p *model.BoardPage) {
	for i := range p.Missing {
		for _, r := range p.Rows {
			if r.Rungs[i] == model.Unknown {
				p.Missing[i] += 1 / float64(len(p.Rows))
			}
		}
	}
}
