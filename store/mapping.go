package store

import (
	"context"
	"encoding/json"

	"ripen/model"
)

var (
	mappingGet = define("list-mapping.get", `SELECT pairs FROM list_mapping WHERE head_key = $1`)
	mappingPut = define("list-mapping.put", `INSERT INTO list_mapping(head_key, vendor, pairs, at, member_id) VALUES($1, $2, $3, $4, $5)
		ON CONFLICT(head_key) DO UPDATE SET vendor = excluded.vendor, pairs = excluded.pairs, at = excluded.at, member_id = excluded.member_id`)
)

// settled is a mapping as it is kept: FIELD=HEADER pairs, and HEADER=dmy for
// the columns whose dates were asked about.
type settled struct {
	Map   []string `json:"map"`
	Dates []string `json:"dates,omitempty"`
}

// Mapping is what a person settled for a set of headers before: FIELD=HEADER
// pairs and the orders of dates. found is false where nobody did.
func (s *Store) Mapping(ctx context.Context, headKey string) (pairs, dates []string, found bool, err error) {
	if headKey == "" {
		return nil, nil, false, nil
	}
	var body string
	if found, err = row(ctx, s.r, mappingGet, []any{headKey}, &body); err != nil || !found {
		return nil, nil, false, err
	}
	var m settled
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return nil, nil, false, model.Errorf(model.Internal, "the mapping kept for these headers cannot be read: %w", err)
	}
	return m.Map, m.Dates, true, nil
}

// KeepMapping remembers what a person settled for a set of headers, in place of
// what was remembered before. "" remembers nothing: a list without headers.
func (s *Store) KeepMapping(ctx context.Context, by model.Actor, headKey, vendor string, pairs, dates []string) error {
	if err := by.Allow(model.ActImport); err != nil || headKey == "" {
		return err
	}
	body, err := json.Marshal(settled{pairs, dates})
	if err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		if _, err := s.journal(ctx, q, by, deed{verb: "mapping", said: "settled a mapping"}); err != nil {
			return err
		}
		_, err := exec(ctx, q, mappingPut, headKey, vendor, string(body), millis(s.now()), int64(by.ID))
		return err
	})
}
