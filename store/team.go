package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

var (
	teamLeads = define("team.leads", `SELECT owner_id, status, n FROM lead_sum`)
	teamDue   = define("team.due", `SELECT owner_id, class, n FROM due_sum WHERE due_day <= $1`)
)

// Members are all who work here, with their day.
func (s *Store) Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error) {
	var out []model.MemberRow
	err := s.read(ctx, func(q querier) error {
		all, err := members.all(ctx, q, loadMembers, nil)
		if err != nil {
			return err
		}
		at := map[model.MemberID]int{}
		slices.SortFunc(all, func(a, b memberRow) int { return strings.Compare(a.Name, b.Name) })
		for i, m := range all {
			at[m.ID] = i
			log, err := s.dayLog(ctx, q, m.ID, s.today(by))
			if err != nil {
				return err
			}
			if m.Target == 0 && m.Role == model.Specialist {
				m.Target = s.policy.DailyTarget
			}
			out = append(out, model.MemberRow{Member: m.Member, Done: log.done, Skips: log.skips})
		}
		return s.teamFigures(ctx, q, by, at, out)
	})
	return out, err
}

// Roster is who works here, by name, without anybody's day: see [Store.Members].
func (s *Store) Roster(ctx context.Context) ([]model.Member, error) {
	var out []model.Member
	err := s.read(ctx, func(q querier) error {
		all, err := members.all(ctx, q, loadMembers, nil)
		for _, m := range all {
			out = append(out, m.Member)
		}
		return err
	})
	slices.SortFunc(out, func(a, b model.Member) int { return strings.Compare(a.Name, b.Name) })
	return out, err
}

func (s *Store) teamFigures(ctx context.Context, q querier, by model.Actor, at map[model.MemberID]int, out []model.MemberRow) error {
	var owner model.MemberID
	var status model.Status
	var class, n int
	err := rows(ctx, q, teamLeads, nil, []any{(*int64)(&owner), (*string)(&status), &n}, func() error {
		if i, known := at[owner]; known && status.Open() {
			out[i].Leads += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	return rows(ctx, q, teamDue, []any{int32(s.today(by))}, []any{(*int64)(&owner), &class, &n}, func() error {
		i, known := at[owner]
		switch {
		case !known:
		case model.Class(class) == model.ClassCallback:
			out[i].Callbacks += n
		default:
			out[i].Due += n
		}
		return nil
	})
}

// memberKey is a name folded; one without letters stays as it is.
func memberKey(name string) string {
	if key := clean.NameKey(name); key != "" {
		return key
	}
	return strings.ToLower(clean.Text(name))
}

// AddMember adds somebody to the team, or brings somebody back who had left,
// with the role, zone, region and target given.
func (s *Store) AddMember(ctx context.Context, by model.Actor, m model.Member) (model.Member, error) {
	if err := by.Allow(model.ActSetup); err != nil {
		return m, err
	}
	if m.Name = clean.Name(m.Name); m.Name == "" {
		return m, needs("name", "a member needs a name")
	}
	if m.Role == "" {
		m.Role = model.Specialist
	}
	if m.Zone == "" {
		m.Zone = s.policy.Zone
	}
	if m.Region == "" {
		m.Region = s.policy.Region
	}
	if err := checkMember(m); err != nil {
		return m, err
	}
	m.Active = true
	err := s.write(ctx, func(q querier) error {
		have, found, err := memberNamed(ctx, q, m.Name)
		if err != nil {
			return err
		}
		action, err := s.journal(ctx, q, by, deed{verb: "add-member", said: m.Name + " put into the team", undo: undoable})
		if err != nil {
			return err
		}
		if found {
			m.ID, m.Name, m.Version = have.ID, have.Name, have.Version
			return s.putMember(ctx, q, by, action, m)
		}
		id, err := nextID(ctx, q, "member", 1)
		if err != nil {
			return err
		}
		m.ID, m.Version = model.MemberID(id), action
		if err := members.add(ctx, q, &memberRow{Member: m, NameKey: memberKey(m.Name)}); err != nil {
			return err
		}
		return made(ctx, q, action, "member", id, 0)
	})
	return m, err
}

func checkMember(m model.Member) error {
	if _, err := model.OneOf("role", m.Role, model.Roles); err != nil {
		return err
	}
	if _, err := time.LoadLocation(m.Zone); err != nil || m.Zone == "" {
		return needs("zone", strconv.Quote(m.Zone)+" is no time zone; write it as America/New_York")
	}
	if m.Target < 0 {
		return needs("target", "a target is a number of touches a day")
	}
	return nil
}

// SetMember changes somebody's role, zone, region, target or whether they work
// here. m.Version must be the present one, else the error is [model.Conflict];
// the last active admin stays one.
func (s *Store) SetMember(ctx context.Context, by model.Actor, m model.Member) error {
	if err := by.Allow(model.ActSetup); err != nil {
		return err
	}
	if err := checkMember(m); err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		action, err := s.journal(ctx, q, by, deed{verb: "set-member", said: m.Name + " changed in the team", undo: undoable})
		if err != nil {
			return err
		}
		all, err := members.all(ctx, q, loadMembers, nil)
		if err != nil {
			return err
		}
		admins := 0
		for _, o := range all {
			if o.ID != m.ID && o.Active && o.Role == model.Admin {
				admins++
			}
		}
		if admins == 0 && (m.Role != model.Admin || !m.Active) {
			return model.Errorf(model.Refused, "%s is the last admin; make somebody else admin first", m.Name)
		}
		return s.putMember(ctx, q, by, action, m)
	})
}

func (s *Store) putMember(ctx context.Context, q querier, by model.Actor, action int64, m model.Member) error {
	w := &writer{s: s, ctx: ctx, q: q, by: by, action: action}
	return edit(w, members, int64(m.ID), 0, m.Version, func(r *memberRow) {
		r.Member, r.NameKey = m, memberKey(m.Name)
	})
}
