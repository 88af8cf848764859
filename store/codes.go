package store

import (
	"context"
	"io/fs"

	"ripen/model"
	"ripen/model/industry"
)

// codeEntry is a table of industry codes with the mark of what it was read from.
type codeEntry struct {
	table *industry.Table
	mark  int64 // when it was loaded; 0: embedded
}

var (
	codeMark = define("code-table.mark", `SELECT loaded_at FROM code_table WHERE scheme = $1`)
	codeBody = define("code-table.body", `SELECT body, loaded_at FROM code_table WHERE scheme = $1`)
	codePut  = define("code-table.put", `INSERT INTO code_table(scheme, vintage, body, loaded_at, member_id) VALUES($1, $2, $3, $4, $5)
		ON CONFLICT(scheme) DO UPDATE SET vintage = excluded.vintage, body = excluded.body, loaded_at = excluded.loaded_at, member_id = excluded.member_id`)
)

// Codes is the table of codes that this database uses: the one that was loaded
// into it, else the embedded one.
func (s *Store) Codes(ctx context.Context, scheme industry.Scheme) (*industry.Table, error) {
	var mark int64
	if _, err := row(ctx, s.r, codeMark, []any{string(scheme)}, &mark); err != nil {
		return nil, err
	}
	s.codesMu.Lock()
	defer s.codesMu.Unlock()
	if have, ok := s.codes[string(scheme)]; ok && have.mark == mark {
		return have.table, nil
	}
	body, err := s.codeText(ctx, scheme)
	if err != nil {
		return nil, err
	}
	t, err := industry.ParseTSV(body)
	if err != nil {
		return nil, err
	}
	if s.codes == nil {
		s.codes = map[string]codeEntry{}
	}
	s.codes[string(scheme)] = codeEntry{t, mark}
	return t, nil
}

func (s *Store) codeText(ctx context.Context, scheme industry.Scheme) ([]byte, error) {
	var body string
	var mark int64
	found, err := row(ctx, s.r, codeBody, []any{string(scheme)}, &body, &mark)
	if err != nil || found {
		return []byte(body), err
	}
	if s.opt.Assets == nil {
		return nil, model.Errorf(model.NotFound, "there is no table of %s codes; load one with ripen code load FILE", scheme.Label())
	}
	return fs.ReadFile(s.opt.Assets, "industry/"+string(scheme)+".tsv")
}

// IndustrySearch finds codes by words or by the beginning of a code, best first.
func (s *Store) IndustrySearch(ctx context.Context, scheme, text string, limit int) (vintage string, found []industry.Code, err error) {
	sc, err := industry.ParseScheme(scheme)
	if err != nil {
		return "", nil, err
	}
	t, err := s.Codes(ctx, sc)
	if err != nil {
		return "", nil, err
	}
	return t.Vintage(), t.Search(text, limit), nil
}

// LoadCodes replaces the table of one scheme in this database.
func (s *Store) LoadCodes(ctx context.Context, by model.Actor, t *industry.Table) error {
	if err := by.Allow(model.ActSetup); err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		if _, err := s.journal(ctx, q, by, deed{verb: "load-codes", said: t.Vintage()}); err != nil {
			return err
		}
		_, err := exec(ctx, q, codePut, string(t.Scheme()), t.Vintage(), string(t.Encode()), millis(s.now()), int64(by.ID))
		return err
	})
}

// codesIn looks codes up for the rules.
func (s *Store) codesIn(ctx context.Context) codeLookup { return codeLookup{ctx, s} }

type codeLookup struct {
	ctx context.Context //nolint:containedctx // lives for one call
	s   *Store
}

// Lookup is the title of a code, and whether there is such a code.
func (c codeLookup) Lookup(scheme, code string) (title string, ok bool) {
	t, err := c.s.Codes(c.ctx, industry.Scheme(scheme))
	if err != nil {
		c.s.log.Error("industry codes cannot be read", "scheme", scheme, "err", err)
		return "", false
	}
	found, ok := t.Lookup(code)
	return found.Title, ok
}
