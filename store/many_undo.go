package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ripen/model"
)

// undoMany takes an act on many leads back, on all of them or on none: an entry
// of the journal stands or it does not, so where somebody changed one of the
// leads since, it is refused, with each such lead named.
type undoMany struct {
	s      *Store
	ctx    context.Context //nolint:containedctx // lives for one undo
	by     model.Actor
	target actionRow
	images []image
	plans  []plan
}

var imagesCount = define("undo-image.count", `SELECT count(*) FROM undo_image WHERE action_id = $1`)

func isMany(a actionRow) bool { return strings.HasPrefix(a.Verb, verbBulk) }

// undoAhead undoes the person's last act where it is one on so many leads that
// it is best thought through before the lock is taken; done is false where it
// is not.
func (s *Store) undoAhead(ctx context.Context, by model.Actor) (info model.UndoInfo, done bool, err error) {
	all, names, err := undoCandidates(ctx, s.r, by.ID)
	if err != nil || len(all) == 0 || !isMany(all[0]) {
		return info, false, err
	}
	var n int
	if _, err := row(ctx, s.r, imagesCount, []any{all[0].ID}, &n); err != nil || n <= brief {
		return info, false, err
	}
	u := &undoMany{s: s, ctx: ctx, by: by, target: all[0]}
	err = s.ahead(ctx, n, func(q querier) error {
		all, _, err := undoCandidates(ctx, q, by.ID)
		if err == nil && (len(all) == 0 || all[0].ID != u.target.ID) {
			err = model.Errorf(model.Conflict, "you did something else meanwhile; look what undo would take back now")
		}
		if err != nil {
			return err
		}
		return u.think(q)
	}, u.write)
	return infoOf(u.target, names[0]), true, err
}

// undoMany undoes such an act under the lock.
func (s *Store) undoMany(ctx context.Context, q querier, by model.Actor, target actionRow) error {
	u := &undoMany{s: s, ctx: ctx, by: by, target: target}
	if err := u.think(q); err != nil {
		return err
	}
	return u.write(q)
}

// leadsIn groups the rows that the act left by the lead that they belong to,
// the leads in the order of their ids. Of a lead that went with its list there
// is nothing to take back: its rows are left out.
func (u *undoMany) leadsIn(q querier) (order []model.LeadID, of map[model.LeadID][]image, err error) {
	of = map[model.LeadID][]image{}
	var left []image
	for _, i := range u.images {
		lead, there, err := u.leadOf(q, i)
		if err != nil {
			return nil, nil, err
		}
		if !there {
			continue
		}
		if len(of[lead]) == 0 {
			order = append(order, lead)
		}
		of[lead], left = append(of[lead], i), append(left, i)
	}
	u.images = left
	return order, of, nil
}

// leadOf is the lead that a row belongs to, and whether that is there still.
func (u *undoMany) leadOf(q querier, i image) (lead model.LeadID, there bool, err error) {
	lead = model.LeadID(i.id)
	if i.table == "enrolment" {
		e, found, err := enrolments.get(u.ctx, q, i.id)
		if err == nil && !found && i.before != "" {
			e, err = enrolments.from(i.before)
		}
		if err != nil {
			return 0, false, err
		}
		lead = e.LeadID
	}
	_, there, err = leads.versionOf(u.ctx, q, int64(lead))
	return lead, there, err
}

// think finds out what stands in the way, and how every lead will stand.
func (u *undoMany) think(q querier) (err error) {
	u.plans = nil
	if u.images, err = imagesOfAction(u.ctx, q, u.target.ID); err != nil {
		return err
	}
	order, of, err := u.leadsIn(q)
	if err != nil {
		return err
	}
	if err := u.conflicts(q, order, of); err != nil {
		return err
	}
	for _, id := range order {
		l, err := u.s.load(u.ctx, q, u.by, id, u.s.now())
		if err != nil {
			return err
		}
		for _, i := range of[id] {
			if err := l.putBack(i); err != nil {
				return err
			}
		}
		u.plans = append(u.plans, u.s.follow(l, model.Decision{}).lean())
	}
	return nil
}

// putBack gives a row of the loaded lead its former self.
func (l *loaded) putBack(i image) error {
	switch i.table {
	case "lead":
		was, err := leads.from(i.before)
		if err != nil {
			return err
		}
		now := l.Lead
		l.Lead = was.Lead
		l.Lead.List, l.Lead.Category, l.Lead.LastTouch, l.Lead.Score = now.List, now.Category, now.LastTouch, now.Score
		l.Lead.Owner = l.memberName(was.OwnerID)
	case "enrolment":
		at := slices.IndexFunc(l.Enrolments, func(e model.Enrolment) bool { return int64(e.ID) == i.id })
		if at < 0 {
			return model.Errorf(model.Internal, "the enrolment %s is not the lead's", model.EnrolmentID(i.id))
		}
		if i.before == "" {
			l.Enrolments = slices.Delete(l.Enrolments, at, at+1)
			return nil
		}
		was, err := enrolments.from(i.before)
		if err != nil {
			return err
		}
		l.Enrolments[at] = was.Enrolment
	default:
		return model.Errorf(model.Internal, "an act on many leads wrote to %s", i.table)
	}
	return nil
}

// conflicts refuses where a row was changed since, and names the leads.
func (u *undoMany) conflicts(q querier, order []model.LeadID, of map[model.LeadID][]image) error {
	var first error
	var moved []model.LeadID
	for _, id := range order {
		for _, i := range of[id] {
			v, found, err := edited[i.table].versionOf(u.ctx, q, i.id)
			if err != nil {
				return err
			}
			if found && v == u.target.ID {
				continue
			}
			if moved = append(moved, id); first == nil {
				if first, err = u.conflict(q, i); err != nil {
					return err
				}
			}
			break
		}
	}
	if first == nil {
		return nil
	}
	return u.named(q, first, moved)
}

// conflict is the one that undoing a single act would meet.
func (u *undoMany) conflict(q querier, i image) (conflict, err error) {
	var fields map[string]any
	if i.before != "" {
		if fields, err = edited[i.table].different(u.ctx, q, i.id, i.before); err != nil {
			return nil, err
		}
	}
	return u.s.conflict(u.ctx, q, i.table, i.id, fields), nil
}

// shownLeads is how many leads a sentence names.
const shownLeads = 3

func (u *undoMany) named(q querier, first error, moved []model.LeadID) error {
	var names, all []string
	for _, id := range moved {
		if all = append(all, id.String()); len(names) == shownLeads {
			continue
		}
		l, err := u.s.load(u.ctx, q, u.by, id, u.s.now())
		switch {
		case model.CodeOf(err) == model.NotFound:
			names = append(names, id.String())
		case err != nil:
			return err
		default:
			names = append(names, fmt.Sprintf("%s (%s)", l.Company.Name, id))
		}
	}
	verb, and := "was", ""
	if len(moved) > 1 {
		verb = "were"
	}
	if more := len(moved) - len(names); more > 0 {
		and = fmt.Sprintf(" and %d more", more)
	}
	who, _, _ := strings.Cut(first.Error(), " changed this")
	e := model.Errorf(model.Conflict, "%s%s %s worked since, by %s; nothing was taken back, so change the other leads by hand", strings.Join(names, ", "), and, verb, who)
	if was, ok := first.(*model.Error); ok {
		e.Detail = was.Detail
		e.Detail["leads"] = all
	}
	return e
}

// write takes the rows back and writes what follows for each lead.
func (u *undoMany) write(q querier) error {
	un := &undoing{s: u.s, ctx: u.ctx, q: q, target: u.target, images: u.images}
	var err error
	if un.action, err = u.s.journal(u.ctx, q, u.by, deed{verb: verbUndo, said: u.target.Said, undoes: u.target.ID}); err != nil {
		return err
	}
	if err := un.takeOut(); err != nil {
		return err
	}
	if err := un.putBack(); err != nil {
		return err
	}
	for _, p := range u.plans {
		if _, err := u.s.carryOut(u.ctx, q, u.by, un.action, p); err != nil {
			return err
		}
	}
	return nil
}
