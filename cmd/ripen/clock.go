package main

import (
	"time"

	"ripen/model"
)

// clock is the only source of the present moment: every other package takes
// time as an argument. A test holds that time.Now stands in this file alone.
type clock func() time.Time

// newClock reads RIPEN_NOW (RFC 3339). With it the time stands still at that
// instant, in its offset; without it the clock is the machine's.
func newClock(env func(string) string) (clock, error) {
	fixed := env("RIPEN_NOW")
	if fixed == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, fixed)
	if err != nil {
		e := model.Errorf(model.Invalid, "RIPEN_NOW is %q, which is no time; write it as 2026-11-24T10:42:00-05:00 or unset it", fixed)
		e.Field = "RIPEN_NOW"
		return nil, e
	}
	return func() time.Time { return t }, nil
}
