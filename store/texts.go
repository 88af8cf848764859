package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// The kinds of text that have versions.
const (
	textCadence  = "cadence"
	textPlaybook = "playbook"
	textGuide    = "guide"
	textTemplate = "template"
)

var (
	textsNow   = define("text.now", `SELECT kind, key, text_id, sha FROM text_now`)
	textByID   = define("text.by-id", `SELECT kind, key, revision, body FROM text_version WHERE id = $1`)
	textNewest = define("text.newest", `SELECT revision FROM text_version WHERE kind = $1 AND key = $2 ORDER BY revision DESC LIMIT 1`)
	textAdd    = define("text.add", `INSERT INTO text_version(id, kind, key, revision, sha, body, adopted_at) VALUES($1, $2, $3, $4, $5, $6, $7)`)
	textPoint  = define("text.point", `INSERT INTO text_now(kind, key, text_id, sha) VALUES($1, $2, $3, $4)
		ON CONFLICT(kind, key) DO UPDATE SET text_id = excluded.text_id, sha = excluded.sha`)
)

// textNow is the newest version of one text.
type textNow struct {
	kind, key, sha string
	id             int64
}

func nowTexts(ctx context.Context, q querier) ([]textNow, error) {
	var t textNow
	var out []textNow
	err := rows(ctx, q, textsNow, nil, []any{&t.kind, &t.key, &t.id, &t.sha}, func() error {
		out = append(out, t)
		return nil
	})
	return out, err
}

// loadTexts lays the cadences, the playbook and the guide on a world: the
// newest of each, and every older version that an enrolment still follows.
// A version never changes, so each is parsed once a process.
func (s *Store) loadTexts(ctx context.Context, q querier, l *loaded) error {
	l.Cadences, l.Current = map[model.TextID]model.Cadence{}, map[string]model.TextID{}
	now, err := nowTexts(ctx, q)
	if err != nil {
		return err
	}
	for _, t := range now {
		parsed, err := s.text(ctx, q, t.id)
		if err != nil {
			return err
		}
		switch v := parsed.(type) {
		case model.Cadence:
			l.Cadences[v.TextID], l.Current[v.Name] = v, v.TextID
		case model.Playbook:
			l.Playbook = v
		case model.Guide:
			l.Guide = v
		}
	}
	for _, e := range l.Enrolments {
		if _, have := l.Cadences[e.CadenceID]; have || e.CadenceID == 0 {
			continue
		}
		parsed, err := s.text(ctx, q, int64(e.CadenceID))
		if err != nil {
			return err
		}
		if c, ok := parsed.(model.Cadence); ok {
			l.Cadences[e.CadenceID] = c
		}
	}
	return nil
}

// text is one version, parsed.
func (s *Store) text(ctx context.Context, q querier, id int64) (any, error) {
	if v, ok := s.parsed.Load(id); ok {
		return v, nil
	}
	var kind, key, body string
	var revision int
	found, err := row(ctx, q, textByID, []any{id}, &kind, &key, &revision, &body)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, model.Errorf(model.Internal, "the text %s is missing; run ripen check", model.TextID(id))
	}
	v, err := parseText(kind, key, []byte(body), model.TextID(id), revision)
	if err != nil {
		return nil, err
	}
	s.parsed.Store(id, v)
	return v, nil
}

func parseText(kind, key string, body []byte, id model.TextID, revision int) (any, error) {
	switch kind {
	case textCadence:
		c, err := parseCadence(key+".toml", body)
		c.TextID, c.Version = id, revision
		if c.Name == "" {
			c.Name = key
		}
		return c, err
	case textPlaybook:
		p, err := parsePlaybook(body)
		p.TextID, p.Version = id, revision
		return p, err
	case textGuide:
		g, err := parseGuide(body)
		g.TextID = id
		return g, err
	}
	return string(body), nil
}

// SetText adopts a new version of a cadence, the playbook, the guide or a
// template. The same body twice is one version. Those enrolled in a cadence
// stay on the version that they follow. Its error has code [model.Invalid]
// where the text cannot be parsed, and nothing is adopted.
func (s *Store) SetText(ctx context.Context, by model.Actor, kind, key, body string) error {
	if err := by.Allow(model.ActSetup); err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		_, err := s.journal(ctx, q, by, deed{verb: "set-text", said: kind + " " + key})
		if err == nil {
			err = s.adopt(ctx, q, kind, key, body)
		}
		return err
	})
}

func (s *Store) adopt(ctx context.Context, q querier, kind, key, body string) error {
	if _, err := parseText(kind, key, []byte(body), 0, 0); err != nil {
		return err
	}
	revision := 0
	if _, err := row(ctx, q, textNewest, []any{kind, key}, &revision); err != nil {
		return err
	}
	id, err := nextID(ctx, q, "text", 1)
	if err != nil {
		return err
	}
	sha := shaOf(body)
	if _, err := exec(ctx, q, textAdd, id, kind, key, revision+1, sha, body, millis(s.now())); err != nil {
		return err
	}
	_, err = exec(ctx, q, textPoint, kind, key, id, sha)
	return err
}

func shaOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// source is a text as a file has it. A team's own cadence goes by the name that
// it gives itself, whatever its file is called.
type source struct {
	kind, key, body string
	file            string // of the team's folder; "" for an embedded one
}

// adoptFiles makes a version of every embedded text and of every file in the
// team's own folder that differs from the newest version: a file of the folder
// overrides the embedded one of its name. A bad file is refused with its line,
// and nothing is adopted.
func (s *Store) adoptFiles(ctx context.Context) error {
	files := map[string]source{}
	for i, dir := range []fs.FS{s.opt.Assets, configFS(s.opt.ConfigDir)} {
		if dir == nil {
			continue
		}
		for _, f := range readTexts(dir) {
			if i > 0 { // the team's own
				var err error
				if f, err = s.ownText(f); err != nil {
					return err
				}
			}
			files[f.kind+"\x00"+f.key] = f
		}
	}
	changed, err := s.changedTexts(ctx, s.r, files)
	if err != nil || len(changed) == 0 {
		return err
	}
	return s.write(ctx, func(q querier) error {
		changed, err := s.changedTexts(ctx, q, files) // another process may have been quicker
		if err != nil {
			return err
		}
		for _, f := range changed {
			if err := s.adopt(ctx, q, f.kind, f.key, f.body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) changedTexts(ctx context.Context, q querier, files map[string]source) ([]source, error) {
	now, err := nowTexts(ctx, q)
	if err != nil {
		return nil, err
	}
	have := map[string]string{}
	for _, t := range now {
		have[t.kind+"\x00"+t.key] = t.sha
	}
	var out []source
	for name, f := range files {
		if have[name] != shaOf(f.body) {
			out = append(out, f)
		}
	}
	return out, nil
}

// ownText checks a text of the team's folder, so that a bad one is refused by
// the place of its file before anything is adopted.
func (s *Store) ownText(f source) (source, error) {
	f.file = filepath.Join(s.opt.ConfigDir, filepath.FromSlash(f.file))
	v, err := parseText(f.kind, f.key, []byte(f.body), 0, 0)
	var e *model.Error
	if errors.As(err, &e) {
		out := *e
		out.Message = "in " + filepath.Dir(f.file) + ": " + e.Message
		return f, &out
	}
	if c, is := v.(model.Cadence); is && err == nil {
		f.key = c.Name
	}
	return f, err
}

func configFS(dir string) fs.FS {
	if dir == "" {
		return nil
	}
	return os.DirFS(dir)
}

// textFiles are the places of the texts, below the embedded files and below the
// team's folder alike.
var textFiles = []struct{ glob, kind string }{
	{"cadences/*.toml", textCadence},
	{"playbook/playbook.md", textPlaybook},
	{"playbook.md", textPlaybook},
	{"guides/guide.toml", textGuide},
	{"guide.toml", textGuide},
	{"templates/*", textTemplate},
}

func readTexts(dir fs.FS) []source {
	var out []source
	for _, place := range textFiles {
		names, err := fs.Glob(dir, place.glob)
		if err != nil {
			continue
		}
		for _, name := range names {
			body, err := fs.ReadFile(dir, name)
			if err != nil {
				continue // a folder, or gone again
			}
			out = append(out, source{place.kind, strings.TrimSuffix(path.Base(name), path.Ext(name)), string(body), name})
		}
	}
	return out
}

// Playbook is the newest version of the playbook.
func (s *Store) Playbook(ctx context.Context) (model.Playbook, error) {
	l, err := s.currentTexts(ctx)
	return l.Playbook, err
}

// Guide is the newest version of the call guide.
func (s *Store) Guide(ctx context.Context) (model.Guide, error) {
	l, err := s.currentTexts(ctx)
	return l.Guide, err
}

// Cadences are the newest versions of all cadences, by name.
func (s *Store) Cadences(ctx context.Context) ([]model.Cadence, error) {
	l, err := s.currentTexts(ctx)
	if err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(l.Cadences), func(a, b model.Cadence) int { return strings.Compare(a.Name, b.Name) }), nil
}

func (s *Store) currentTexts(ctx context.Context) (*loaded, error) {
	l := &loaded{}
	l.Now = s.now()
	return l, s.loadTexts(ctx, s.r, l)
}

func (s *Store) now() time.Time { return s.opt.Clock().UTC().Truncate(time.Millisecond) }
