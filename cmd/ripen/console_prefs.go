package main

import (
	"context"

	"ripen/tui/nav"
)

// preferences are what the console remembers of the person working. Where they
// cannot be read it begins without: nothing of the record hangs on them.
func (a *app) preferences(ctx context.Context, s *session) *nav.Prefs {
	kept, err := s.db.Preferences(ctx, s.by)
	if err != nil {
		a.log.Warn("what the console remembers could not be read", "error", err)
	}
	return nav.NewPrefs(kept, func(key, value string) error {
		err := s.db.SetPreference(context.WithoutCancel(ctx), s.by, key, value)
		if err != nil {
			a.log.Warn("a preference could not be kept", "key", key, "error", err)
		}
		return err
	})
}
