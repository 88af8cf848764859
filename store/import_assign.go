package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/calendar"
)

// assigned gives new leads to members: by the most specific claim on the
// lead's region, several claimants in turn, and all that nobody claims in turn
// among those without regions. Without any it is the importer.
type assigned struct {
	importer model.MemberID
	claims   map[model.Region][]model.MemberID
	free     []model.MemberID
}

// turns count the leads that each claim has given away; "" is that of the free.
// They follow from the rows alone: an import that goes on where it was stopped
// passes the same rows and comes to the same turns.
type turns map[model.Region]int

func newAssigned(by model.MemberID, all []model.Assignment) assigned {
	a := assigned{importer: by, claims: map[model.Region][]model.MemberID{}}
	for _, one := range all {
		if len(one.Regions) == 0 {
			a.free = append(a.free, one.Member)
		}
		for _, r := range one.Regions {
			r = model.Region(strings.ToUpper(string(r)))
			if !slices.Contains(a.claims[r], one.Member) {
				a.claims[r] = append(a.claims[r], one.Member)
			}
		}
	}
	return a
}

// next is who gets a lead of that region, and counts the turn.
func (a assigned) next(r model.Region, t turns) model.MemberID {
	for at := strings.ToUpper(string(r)); at != ""; {
		if who := a.claims[model.Region(at)]; len(who) > 0 {
			return t.of(model.Region(at), who)
		}
		cut := max(0, strings.LastIndexByte(at, '-'))
		at = at[:cut]
	}
	if len(a.free) > 0 {
		return t.of("", a.free)
	}
	return a.importer
}

func (t turns) of(claim model.Region, who []model.MemberID) model.MemberID {
	n := t[claim]
	t[claim] = n + 1
	return who[n%len(who)]
}

func (t turns) copy() turns {
	if t == nil {
		return turns{}
	}
	return maps.Clone(t)
}

// regionOf is where a row's lead is: where its contact is, else its company;
// a state says more than its country.
func regionOf(r *ImportRow) model.Region {
	place := calendar.RegionOf(r.Place.Country, r.Place.State)
	if r.Region == "" || place.Country() == r.Region.Country() && len(place) > len(r.Region) {
		return place
	}
	return r.Region
}

// checkMembers refuses an assignment to somebody who does not work here.
func (s *Store) checkMembers(ctx context.Context, by model.MemberID, all []model.Assignment) error {
	for _, id := range append([]model.MemberID{by}, membersOf(all)...) {
		m, found, err := members.get(ctx, s.r, int64(id))
		if err != nil {
			return err
		}
		if !found || !m.Active {
			return model.Errorf(model.NotFound, "nobody of that name works here; ripen user list names everybody")
		}
	}
	return nil
}

func membersOf(all []model.Assignment) []model.MemberID {
	var out []model.MemberID
	for _, a := range all {
		out = append(out, a.Member)
	}
	return out
}
