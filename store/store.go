package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/clean"
)

// Options of a store.
type Options struct {
	Clock     func() time.Time // required
	Policy    model.Policy
	Assets    fs.FS        // embedded texts and tables; nil: none
	ConfigDir string       // the team's own cadences, playbook and guide; "": none
	Log       *slog.Logger // nil: nowhere
	ReadOnly  bool         // nothing is written, not even a first schema
	NoBackup  bool         // no automatic backups: tests and demonstrations
}

// Store is one open database. It serves any number of goroutines.
type Store struct {
	path   string
	opt    Options
	policy model.Policy
	d      *dialect
	w, r   *sql.DB
	pen    *pen // nil: read-only
	book   *calendar.Book
	log    *slog.Logger
	key    []byte    // of the keyed hashes
	macs   sync.Pool // of what makes them
	parsed sync.Map  // text id → model.Cadence, model.Playbook, model.Guide or string

	codesMu sync.Mutex
	codes   map[string]codeEntry
}

var (
	metaGet = define("meta.get", `SELECT value FROM meta WHERE key = $1`)
	metaAdd = define("meta.add", `INSERT INTO meta(key, value) VALUES($1, $2) ON CONFLICT(key) DO NOTHING`)
	metaSet = define("meta.set", `INSERT INTO meta(key, value) VALUES($1, $2) ON CONFLICT(key) DO UPDATE SET value = excluded.value`)
	anyLead = define("lead.any", `SELECT id FROM lead ORDER BY id LIMIT 1`)
)

// Open opens the database at path, making it and its folder where there is
// none, and brings its schema and texts up to date. It refuses, with code
// [model.Refused] and the file unchanged to the byte, a file of another
// program, one of a newer Ripen and one on a network file system.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if opt.Clock == nil {
		return nil, model.Errorf(model.Internal, "the store was opened without a clock")
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	s := &Store{path: path, opt: opt, policy: opt.Policy, d: sqliteDialect, book: calendar.New(), log: opt.Log}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	seen, err := s.d.check(s.path)
	if err != nil {
		return err
	}
	if s.opt.ReadOnly && seen.fresh {
		return model.Errorf(model.NotFound, "there is no database at %s yet; open it once for writing", s.path)
	}
	if !s.opt.ReadOnly {
		if err := prepareFile(s.path); err != nil {
			return err
		}
	}
	if s.w, s.r, err = s.d.open(s.path, s.opt.ReadOnly); err != nil {
		return model.Errorf(model.Internal, "%s cannot be opened: %w", s.path, err)
	}
	if !s.opt.ReadOnly {
		if err := migrate(ctx, s.w, s.d, s.keepBeforeMigration); err != nil {
			return err
		}
		if s.pen, err = newPen(ctx, s.w); err != nil {
			return err
		}
	}
	if err := s.loadKey(ctx); err != nil {
		return err
	}
	if s.opt.ReadOnly {
		return nil
	}
	return s.adoptFiles(ctx)
}

// loadKey reads the key of the keyed hashes, made with the database.
func (s *Store) loadKey(ctx context.Context) error {
	var text string
	found, err := row(ctx, s.r, metaGet, []any{"mac_key"}, &text)
	if err == nil && !found && s.pen != nil {
		err = s.write(ctx, func(q querier) error {
			fresh, err := newKey()
			if err == nil {
				_, err = exec(ctx, q, metaAdd, "mac_key", fresh)
			}
			if err == nil {
				_, err = row(ctx, q, metaGet, []any{"mac_key"}, &text)
			}
			return err
		})
	}
	if err != nil {
		return err
	}
	s.key, err = hex.DecodeString(text)
	return err
}

// Close lets go of the database; what was acknowledged is on the disk already.
func (s *Store) Close() error {
	var errs []error
	if s.pen != nil {
		errs = append(errs, s.pen.close())
	}
	for _, db := range []*sql.DB{s.r, s.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Path of the database file.
func (s *Store) Path() string { return s.path }

// Book is the calendar that the store decides by.
func (s *Store) Book() *calendar.Book { return s.book }

// Empty says that there are no leads yet: the first-run screen.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var id int64
	found, err := row(ctx, s.r, anyLead, nil, &id)
	return !found, err
}

func (s *Store) readOnly() error {
	return model.Errorf(model.Refused, "%s is open for reading only", s.path)
}

// retries is how often a transaction is tried that another process got in the
// way of. SQLite itself waits thirty seconds for the lock each time.
const retries = 5

// write runs f in one immediate transaction and commits it. f may run again
// from the start: it must change nothing but the database.
func (s *Store) write(ctx context.Context, f func(querier) error) error {
	if s.pen == nil {
		return s.readOnly()
	}
	var err error
	for try := range retries {
		if err = s.once(ctx, f); err == nil || !s.d.busy(err) {
			return err
		}
		s.log.Warn("the database is busy", "try", try+1, "err", err)
	}
	return model.Errorf(model.Internal, "another program holds the database; try again in a moment: %w", err)
}

func (s *Store) once(ctx context.Context, f func(querier) error) error {
	t, err := s.pen.begin(ctx)
	if err != nil {
		return err
	}
	ended := false
	defer func() {
		if !ended { // a panic in the rules must not keep the pen
			_ = t.end(errPanicked)
		}
	}()
	err = f(t)
	ended = true
	return t.end(err)
}

var errPanicked = errors.New("store: the transaction ended in a panic")

// read runs f on one snapshot.
func (s *Store) read(ctx context.Context, f func(querier) error) error {
	tx, err := s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("store: begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return f(tx)
}

var memberByKey = define("member.by-key", `SELECT `+members.cols+` FROM member WHERE name_key = $1`)
var memberAny = define("member.any", `SELECT id FROM member ORDER BY id LIMIT 1`)

// Who is the person of that name. The first person ever to use a database is
// its admin; somebody unknown who comes later joins as a specialist. zone is an
// IANA name; "" is the policy's, as is an empty region.
func (s *Store) Who(ctx context.Context, name, zone string, region model.Region) (model.Actor, error) {
	name = clean.Name(name)
	if name == "" {
		return model.Actor{}, model.Errorf(model.Invalid, "who is working? give a name with --as NAME or RIPEN_USER")
	}
	m, found, err := memberNamed(ctx, s.r, name)
	if err != nil {
		return model.Actor{}, err
	}
	if !found {
		if s.opt.ReadOnly {
			return model.Actor{}, model.Errorf(model.NotFound, "%s does not work here yet", name)
		}
		if m, err = s.join(ctx, name, zone, region); err != nil {
			return model.Actor{}, err
		}
	}
	if !m.Active {
		return model.Actor{}, model.Errorf(model.Forbidden, "%s has left; an admin can bring them back with ripen user add", m.Name)
	}
	return s.actor(m, zone), nil
}

func (s *Store) actor(m model.Member, zone string) model.Actor {
	for _, z := range []string{zone, m.Zone, s.policy.Zone} {
		if loc, err := time.LoadLocation(z); err == nil && z != "" {
			return model.Actor{ID: m.ID, Name: m.Name, Role: m.Role, Zone: loc, Region: m.Region}
		}
	}
	return model.Actor{ID: m.ID, Name: m.Name, Role: m.Role, Zone: time.UTC, Region: m.Region}
}

func memberNamed(ctx context.Context, q querier, name string) (model.Member, bool, error) {
	all, err := members.all(ctx, q, memberByKey, []any{memberKey(name)})
	if err != nil || len(all) == 0 {
		return model.Member{}, false, err
	}
	return all[0].Member, true, nil
}

func (s *Store) join(ctx context.Context, name, zone string, region model.Region) (m model.Member, err error) {
	if zone == "" {
		zone = s.policy.Zone
	}
	if region == "" {
		region = s.policy.Region
	}
	err = s.write(ctx, func(q querier) error {
		var found bool
		if m, found, err = memberNamed(ctx, q, name); err != nil || found {
			return err
		}
		m = model.Member{Name: name, Role: model.Specialist, Zone: zone, Region: region, Active: true}
		var first int64
		if found, err = row(ctx, q, memberAny, nil, &first); err != nil {
			return err
		}
		if !found {
			m.Role = model.Admin
		}
		id, err := nextID(ctx, q, "member", 1)
		if err != nil {
			return err
		}
		m.ID = model.MemberID(id)
		action, err := s.journal(ctx, q, model.Actor{ID: m.ID, Name: name}, deed{verb: "join", said: name})
		if err != nil {
			return err
		}
		m.Version = action
		return members.add(ctx, q, &memberRow{Member: m, NameKey: memberKey(name)})
	})
	return m, err
}
