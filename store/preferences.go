package store

import (
	"context"

	"ripen/model"
)

var (
	prefsOf  = define("preference.all", `SELECT key, value FROM setting WHERE member_id = $1`)
	prefPut  = define("preference.put", `INSERT INTO setting(member_id, key, value) VALUES($1, $2, $3) ON CONFLICT(member_id, key) DO UPDATE SET value = excluded.value`)
	prefDrop = define("preference.drop", `DELETE FROM setting WHERE member_id = $1 AND key = $2`)
)

// Preferences is what the console remembers of a person: see tui's nav.Prefs.
func (s *Store) Preferences(ctx context.Context, by model.Actor) (map[string]string, error) {
	out := map[string]string{}
	var key, value string
	err := s.read(ctx, func(q querier) error {
		return rows(ctx, q, prefsOf, []any{int64(by.ID)}, []any{&key, &value}, func() error {
			out[key] = value
			return nil
		})
	})
	return out, err
}

// SetPreference remembers a value, "" forgets it. It is no act: the journal
// does not name it, and no undo takes it back.
func (s *Store) SetPreference(ctx context.Context, by model.Actor, key, value string) error {
	return s.write(ctx, func(q querier) error {
		var err error
		if value == "" {
			_, err = exec(ctx, q, prefDrop, int64(by.ID), key)
		} else {
			_, err = exec(ctx, q, prefPut, int64(by.ID), key, value)
		}
		return err
	})
}
