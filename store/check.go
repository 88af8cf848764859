package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"ripen/model"
)

const wholeCheck = "a check of the whole database, which a person asks for and waits for"

// The checks: each statement counts what must not be.
var checks = []struct {
	stmt   *stmt
	orphan bool
	words  string
}{
	{defineWhole("check.owner", wholeCheck, `SELECT count(*) FROM lead l WHERE NOT EXISTS(SELECT 1 FROM member m WHERE m.id = l.owner_id)`), true, "leads without an owner"},
	{defineWhole("check.dated", wholeCheck, `SELECT count(*) FROM lead l WHERE l.status IN ('new','working','ready','resting','returned') AND l.merged_into = 0
		AND NOT (l.status = 'resting' AND l.rest_until > 0) AND EXISTS(SELECT 1 FROM enrolment e WHERE e.lead_id = l.id)
		AND NOT EXISTS(SELECT 1 FROM enrolment e WHERE e.lead_id = l.id AND e.state IN ('due','held','paused','mailing','deciding'))`), true, "leads to work with nothing due next"},
	{defineWhole("check.open", wholeCheck, `SELECT count(*) FROM (SELECT company_id FROM lead WHERE status NOT IN ('won','lost','no-decision','disqualified') AND merged_into = 0 GROUP BY company_id HAVING count(*) > 1) x`), true, "companies with more than one open lead"},
	{defineWhole("check.touch-sum", wholeCheck, `SELECT abs((SELECT COALESCE(sum(n), 0) FROM touch_sum) - (SELECT COALESCE(sum(sign), 0) FROM touch))`), false, "touches that the kept figures miss"},
	{defineWhole("check.lead-sum", wholeCheck, `SELECT abs((SELECT COALESCE(sum(n), 0) FROM lead_sum) - (SELECT count(*) FROM lead WHERE merged_into = 0))`), false, "leads that the kept figures miss"},
	{defineWhole("check.due-sum", wholeCheck, `SELECT abs((SELECT COALESCE(sum(n), 0) FROM due_sum) - (SELECT count(*) FROM enrolment WHERE served = 1))`), false, "due steps that the kept figures miss"},
	{defineWhole("check.words", wholeCheck, `SELECT count(*) FROM touch t WHERE t.words_id > 0 AND NOT EXISTS(SELECT 1 FROM words w WHERE w.id = t.words_id)
		AND NOT EXISTS(SELECT 1 FROM erasure e WHERE e.contact_id = t.contact_id)`), false, "notes whose words are missing"},
}

var textCounts = define("text.count", `SELECT kind, count(*) FROM text_now GROUP BY kind`)

// Check looks through the whole database and says what is wrong with it.
func (s *Store) Check(ctx context.Context) (model.CheckReport, error) {
	r := model.CheckReport{Versions: map[string]string{}}
	// A connection of its own: one that has searched before remembers parts of
	// the full-text index that others have changed since, and takes that for damage.
	db, err := sql.Open("sqlite", sqliteName(s.path, true))
	if err != nil {
		return r, err
	}
	defer func() { _ = db.Close() }() // only read from
	if r.Integrity, err = integrity(ctx, db); err != nil {
		return r, err
	}
	if r.Integrity != "ok" {
		r.Problems = append(r.Problems, "the file is damaged: "+r.Integrity)
	}
	rs, err := s.r.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return r, err
	}
	for rs.Next() {
		r.ForeignKeys++
	}
	if err := rs.Close(); err != nil {
		return r, err
	}
	if r.ForeignKeys > 0 {
		r.Problems = append(r.Problems, strconv.Itoa(r.ForeignKeys)+" rows point at rows that are gone")
	}
	for _, c := range checks {
		var n int
		if _, err := row(ctx, s.r, c.stmt, nil, &n); err != nil {
			return r, err
		}
		if c.orphan {
			r.Orphans += n
		}
		if n > 0 {
			r.Problems = append(r.Problems, fmt.Sprintf("%d %s", n, c.words))
		}
	}
	r.OK = len(r.Problems) == 0
	return r, s.versions(ctx, r.Versions)
}

func (s *Store) versions(ctx context.Context, into map[string]string) error {
	var schema int
	var engine, kind string
	if err := s.r.QueryRowContext(ctx, s.d.schemaOf).Scan(&schema); err != nil {
		return err
	}
	if err := s.r.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&engine); err != nil {
		return err
	}
	into["schema"], into[s.d.name] = strconv.Itoa(schema), engine
	var n int
	return rows(ctx, s.r, textCounts, nil, []any{&kind, &n}, func() error {
		into[kind] = strconv.Itoa(n)
		return nil
	})
}
