package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/assets"
	"ripen/model"
	"ripen/model/clean"
	"ripen/store"
)

// session is an opened database with the person who works on it.
type session struct {
	app    *app
	db     *store.Store
	by     model.Actor
	now    time.Time
	policy model.Policy
	ticked int // leads that time alone changed before the command began
}

// work carries out one command on the database: it opens it (made where it is
// not there yet), finds out who is working, does what time alone owes, and runs.
func (a *app) work(cmd *cobra.Command, run func(context.Context, *session) error) (err error) {
	ctx := cmd.Context()
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if s.ticked, err = s.db.TickSoon(ctx, s.by, tickCommand); err != nil {
		return err
	}
	return shaped(run(ctx, s))
}

// tickCommand is how many leads of others a command brings up to date before it
// runs: all, but where a large database was left alone for long.
const tickCommand = 2000

// shaped puts the facts of a refusal under the name by which scripts know it:
// {"conflict": {…}} and {"suppressed": {…}}.
func shaped(err error) error {
	var e *model.Error
	if !errors.As(err, &e) || e.Code != model.Conflict && e.Code != model.Suppressed {
		return err
	}
	name := string(e.Code)
	if _, there := e.Detail[name]; there {
		return err
	}
	facts := map[string]any{}
	for k, v := range e.Detail {
		facts[k] = v
	}
	if id, ok := e.Detail["id"].(int64); ok {
		table, _ := e.Detail["table"].(string)
		facts["id"] = idOf(table, id)
	}
	out := *e
	out.Detail = map[string]any{name: facts}
	return &out
}

// idOf is the id of a row of a table as people and scripts write it.
func idOf(table string, id int64) string {
	switch table {
	case "lead":
		return model.LeadID(id).String()
	case "company":
		return model.CompanyID(id).String()
	case "contact":
		return model.ContactID(id).String()
	case "point":
		return model.PointID(id).String()
	case "enrolment":
		return model.EnrolmentID(id).String()
	case "handoff":
		return model.HandoffID(id).String()
	case "member":
		return model.MemberID(id).String()
	case "list":
		return model.ListID(id).String()
	}
	return strconv.FormatInt(id, 10)
}

// open opens the database and resolves the actor.
func (a *app) open(ctx context.Context) (*session, error) {
	s, err := a.openAt(ctx, a.dbPath())
	if err != nil {
		return nil, err
	}
	if s.by, err = s.join(ctx, strings.TrimSpace(a.userName())); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// openAt opens a database; who works on it is still to be settled.
func (a *app) openAt(ctx context.Context, path string) (*session, error) {
	if strings.TrimSpace(a.userName()) == "" {
		return nil, usage("as", "say who is working with --as NAME, or set RIPEN_USER")
	}
	if err := noServer(path); err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, path, a.storeOptions())
	if err != nil {
		return nil, err
	}
	return &session{app: a, db: db, now: a.now(), policy: a.cfg.Policy()}, nil
}

// noServer refuses the address of a database server: it is no path, though a
// file could be made of that name.
func noServer(path string) error {
	if scheme, _, ok := strings.Cut(path, "://"); ok && (scheme == "postgres" || scheme == "postgresql") {
		return usage("db", "the team engine is not built into this Ripen, so it cannot open a %s:// address; name a file with --db", scheme)
	}
	return nil
}

// rehearse is work that leaves no trace: where there is no database yet it is
// done on one that goes again, nobody joins, and what time alone owes waits.
func (a *app) rehearse(cmd *cobra.Command, run func(context.Context, *session) error) (err error) {
	ctx := cmd.Context()
	if err := noServer(a.dbPath()); err != nil {
		return err
	}
	if _, err := os.Stat(a.dbPath()); errors.Is(err, fs.ErrNotExist) {
		dir, err := os.MkdirTemp("", "ripen-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }() // the system clears what is left
		s, err := a.openAt(ctx, filepath.Join(dir, "ripen.db"))
		if err != nil {
			return err
		}
		defer func() { _ = s.db.Close() }() // it goes
		if s.by, err = s.db.Who(ctx, a.userName(), a.zoneName(), a.cfg.You.Region); err != nil {
			return err
		}
		return shaped(run(ctx, s))
	}
	s, err := a.openAt(ctx, a.dbPath())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	if s.by, err = s.standIn(ctx, a.userName()); err != nil {
		return err
	}
	return shaped(run(ctx, s))
}

// standIn is the person where he is known, else somebody for whom he could
// stand: a rehearsal makes nobody a member.
func (s *session) standIn(ctx context.Context, name string) (model.Actor, error) {
	all, err := s.db.Roster(ctx)
	if err != nil {
		return model.Actor{}, err
	}
	key := clean.NameKey(name)
	for _, m := range all {
		if clean.NameKey(m.Name) == key {
			return s.db.Who(ctx, name, s.app.zoneName(), s.app.cfg.You.Region)
		}
	}
	for _, m := range all {
		if m.Active {
			return model.Actor{ID: m.ID, Name: name, Role: model.Specialist, Zone: time.UTC}, nil
		}
	}
	return s.db.Who(ctx, name, s.app.zoneName(), s.app.cfg.You.Region)
}

func (a *app) storeOptions() store.Options {
	file, _ := a.configPath()
	o := store.Options{Clock: a.now, Policy: a.cfg.Policy(), Assets: assets.FS, ConfigDir: filepath.Dir(file), Log: a.log}
	if a.demonstrating {
		o.NoBackup = true
		o.Policy.Organisation = cmp.Or(o.Policy.Organisation, demoOrganisation)
	}
	return o
}

// join finds the person among the members. Whoever is unknown joins, and that
// is said where there were others: a slip in a name would otherwise go unseen.
func (s *session) join(ctx context.Context, name string) (model.Actor, error) {
	before, err := s.db.Roster(ctx)
	if err != nil {
		return model.Actor{}, err
	}
	by, err := s.db.Who(ctx, name, s.app.zoneName(), s.app.cfg.You.Region)
	if err != nil {
		return model.Actor{}, err
	}
	if !slices.ContainsFunc(before, func(m model.Member) bool { return m.ID == by.ID }) {
		if len(before) > 0 {
			s.say("%s is new here and joins as %s", by.Name, by.Role)
		}
		before = append(before, model.Member{ID: by.ID, Name: by.Name, Role: by.Role, Active: true})
	}
	return headless(before, by), nil
}

// headless lets whoever works here do what takes a team lead, where there is none
// and no admin either: else nobody could ever bring one in. It is for
// specialists, and for anybody where there is no specialist.
func headless(all []model.Member, by model.Actor) model.Actor {
	some := func(roles ...model.Role) bool {
		return slices.ContainsFunc(all, func(m model.Member) bool { return m.Active && slices.Contains(roles, m.Role) })
	}
	if !some(model.TeamLead, model.Admin) && (by.Role == model.Specialist || !some(model.Specialist)) {
		by.Role = model.Admin
	}
	return by
}

// say writes one line to standard error: what a person should know besides the
// answer.
func (s *session) say(format string, args ...any) {
	_, _ = io.WriteString(s.app.stderr, "ripen: "+plain(fmt.Sprintf(format, args...))+"\n")
}

// zoneName is the zone of who is working: configured, or the machine's by its
// name; that of the organisation where the machine does not tell one.
func (a *app) zoneName() string {
	if z := a.cfg.You.Zone; z != "" {
		return z
	}
	known := func(z string) bool {
		_, err := time.LoadLocation(z)
		return err == nil && z != "" && z != "Local"
	}
	if z := strings.TrimPrefix(a.env("TZ"), ":"); known(z) {
		return z
	}
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, z, ok := strings.Cut(filepath.ToSlash(target), "zoneinfo/"); ok && known(z) {
			return z
		}
	}
	return a.cfg.Policy().Zone
}
