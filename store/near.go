package store

import (
	"context"
	"strings"

	"ripen/model"
)

var (
	nearPage     = define("near.page", `SELECT `+nears.cols+` FROM near WHERE state = $1 AND (score, id) < ($2, $3) ORDER BY score DESC, id DESC LIMIT $4`)
	nearPageList = define("near.page.list", `SELECT `+nears.cols+` FROM near WHERE state = $1 AND (score, id) < ($2, $3) AND list_id = $5 ORDER BY score DESC, id DESC LIMIT $4`)
	nearOpen     = define("near.open", `SELECT count(*) FROM (SELECT id FROM near WHERE state = 'open' LIMIT 1001) x`)
	nearOpenList = define("near.open.list", `SELECT count(*) FROM (SELECT id FROM near WHERE list_id = $1 AND state = 'open' LIMIT 1001) x`)
	nearByList   = define("near.by-list", `SELECT list_id, count(*) FROM near WHERE state = 'open' GROUP BY list_id`)
	listCalled   = define("near.list", `SELECT name FROM list WHERE id = $1`)
)

// NearPairs is a page of pairs in one state, the likeliest first. A list that
// does not exist is [model.NotFound], an unknown state [model.Invalid].
func (s *Store) NearPairs(ctx context.Context, _ model.Actor, v model.NearQuery) (model.NearPage, error) {
	var page model.NearPage
	if v.State == "" {
		v.State = model.NearOpen
	}
	if _, err := model.OneOf("state", v.State, []model.NearState{model.NearOpen, model.NearMerged, model.NearBoth, model.NearNever}); err != nil {
		return page, err
	}
	if v.Limit <= 0 {
		v.Limit = 50
	}
	score, after := 101, maxID
	if v.After != 0 {
		score, after = v.AfterScore, v.After
	}
	err := s.read(ctx, func(q querier) error {
		st, args := nearPage, []any{string(v.State), score, after, v.Limit + 1}
		count, of := nearOpen, []any(nil)
		if v.List != "" {
			list, err := listNamed(ctx, q, v.List)
			if err != nil {
				return err
			}
			st, args = nearPageList, append(args, int64(list))
			count, of = nearOpenList, []any{int64(list)}
		}
		all, err := nears.all(ctx, q, st, args)
		if err != nil {
			return err
		}
		if page.More = len(all) > v.Limit; page.More {
			all = all[:v.Limit]
		}
		for _, n := range all {
			p, err := s.shownPair(ctx, q, n)
			if err != nil {
				return err
			}
			page.Pairs = append(page.Pairs, p)
		}
		if _, err := row(ctx, q, count, of, &page.Open); err != nil {
			return err
		}
		if page.Open > cappedTotal {
			page.Open = -1
		}
		return nil
	})
	return page, err
}

// NearPair is one pair. Its error has code [model.NotFound] where there is none.
func (s *Store) NearPair(ctx context.Context, _ model.Actor, id int64) (model.NearPair, error) {
	var out model.NearPair
	err := s.read(ctx, func(q querier) error {
		n, err := nearByID(ctx, q, id)
		if err == nil {
			out, err = s.shownPair(ctx, q, n)
		}
		return err
	})
	return out, err
}

// shownPair reads the two sides as they are now; the one that a merge would
// keep stands first.
func (s *Store) shownPair(ctx context.Context, q querier, n nearRow) (model.NearPair, error) {
	p := model.NearPair{ID: n.ID, Kind: n.Kind, Score: n.Score, Why: n.Why, State: n.State}
	if _, err := row(ctx, q, listCalled, []any{int64(n.List)}, &p.List); err != nil {
		return p, err
	}
	side := s.personSide
	if n.Kind == nearCompany {
		side = s.firmSide
	}
	var err error
	if p.A, err = side(ctx, q, n.A); err != nil {
		return p, err
	}
	if p.B, err = side(ctx, q, n.B); err != nil {
		return p, err
	}
	x, y := rankOf(p.A.Status), rankOf(p.B.Status)
	if n.State != model.NearMerged && (y > x && n.Kind == nearCompany || x == y && p.A.Touches == 0 && p.B.Touches > 0) {
		p.A, p.B = p.B, p.A
	}
	return p, nil
}

// personSide reads a contact, also one that is merged away.
func (s *Store) personSide(ctx context.Context, q querier, id int64) (model.NearSide, error) {
	c, found, err := contacts.get(ctx, q, id)
	out := model.NearSide{ID: model.ContactID(id).String(), Fields: map[string]string{}}
	if err != nil || !found {
		out.Name = "(taken away)"
		return out, err
	}
	out.Name = c.Name
	set(out.Fields, "title", c.Title)
	set(out.Fields, "role", strings.TrimPrefix(string(c.Role), string(model.RoleUnknown)))
	reach, err := points.all(ctx, q, pointsMerged, []any{id})
	if err != nil {
		return out, err
	}
	for _, kind := range []model.PointKind{model.PhonePoint, model.EmailPoint} {
		var shown []string
		for _, p := range reach {
			if p.Kind == kind {
				shown = append(shown, p.Shown)
			}
		}
		set(out.Fields, string(kind), strings.Join(shown, ", "))
	}
	k, err := s.sideLead(ctx, q, &out, c.LeadID)
	if err != nil {
		return out, err
	}
	place := c.Place
	if place.Street == "" && place.City == "" {
		place = k.Place
	}
	setPlace(out.Fields, place)
	set(out.Fields, "website", k.Website)
	var n int64
	_, err = row(ctx, q, touchesOfMan, []any{int64(c.LeadID), id}, &n)
	out.Touches = int(n)
	return out, err
}

// firmSide reads a company with its newest lead.
func (s *Store) firmSide(ctx context.Context, q querier, id int64) (model.NearSide, error) {
	k, found, err := companies.get(ctx, q, id)
	out := model.NearSide{ID: model.CompanyID(id).String(), Name: k.Name, Company: k.Name, Fields: map[string]string{}}
	if err != nil || !found {
		out.Name = "(taken away)"
		return out, err
	}
	set(out.Fields, "website", k.Website)
	set(out.Fields, "domain", k.Domain)
	set(out.Fields, "industry", k.Industry)
	setPlace(out.Fields, k.Place)
	phones, err := firmPhones(ctx, q, id)
	if err != nil {
		return out, err
	}
	set(out.Fields, "phone", strings.Join(phones, ", "))
	l, found, err := newestLead(ctx, q, living(id, k.MergedInto))
	if err != nil || !found {
		return out, err
	}
	if _, err := s.sideLead(ctx, q, &out, l.id); err != nil {
		return out, err
	}
	out.Company = k.Name
	var n int64
	_, err = row(ctx, q, touchOfLead, []any{int64(l.id)}, &n)
	out.Touches = int(n)
	return out, err
}

// sideLead fills in what is the lead's: company, owner, status, list.
func (s *Store) sideLead(ctx context.Context, q querier, out *model.NearSide, id model.LeadID) (companyRow, error) {
	l, _, err := leads.get(ctx, q, int64(id))
	if err != nil {
		return companyRow{}, err
	}
	k, _, err := companies.get(ctx, q, int64(l.CompanyID))
	if err != nil {
		return k, err
	}
	m, _, err := members.get(ctx, q, int64(l.OwnerID))
	if err != nil {
		return k, err
	}
	out.LeadID, out.Company, out.Status, out.Owner = id, k.Name, l.Status, m.Name
	_, err = row(ctx, q, listCalled, []any{int64(l.ListID)}, &out.List)
	return k, err
}

func set(fields map[string]string, name, v string) {
	if v != "" {
		fields[name] = v
	}
}

func setPlace(fields map[string]string, p model.Place) {
	set(fields, "street", p.Street)
	set(fields, "city", p.City)
	set(fields, "state", p.State)
	set(fields, "zip", p.Zip)
	set(fields, "country", p.Country)
}
