package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// The types below sit between a field of a noun and its column: each holds a
// pointer and both scans into it and gives its value.

// instant is a time as UTC milliseconds, 0 for none.
type instant struct{ t *time.Time }

func (i instant) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("store: %T is no instant", src)
	}
	*i.t = fromMillis(n)
	return nil
}

func (i instant) Value() (driver.Value, error) { return millis(*i.t), nil }

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}

// yesNo is a bool as 0 or 1.
type yesNo struct{ b *bool }

func (f yesNo) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("store: %T is no yes or no", src)
	}
	*f.b = n != 0
	return nil
}

func (f yesNo) Value() (driver.Value, error) {
	if *f.b {
		return int64(1), nil
	}
	return int64(0), nil
}

// joined is a list of short words, none of which holds a semicolon.
type joined[T ~string] struct{ s *[]T }

func (j joined[T]) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("store: %T is no list", src)
	}
	*j.s = nil
	if text != "" {
		for part := range strings.SplitSeq(text, ";") {
			*j.s = append(*j.s, T(part))
		}
	}
	return nil
}

func (j joined[T]) Value() (driver.Value, error) {
	parts := make([]string, len(*j.s))
	for i, p := range *j.s {
		parts[i] = string(p)
	}
	return strings.Join(parts, ";"), nil
}

// object is a value as JSON, ” for the zero one; the engine never looks into it.
type object[T any] struct{ v *T }

func (o object[T]) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("store: %T is no object", src)
	}
	var zero T
	*o.v = zero
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), o.v)
}

func (o object[T]) Value() (driver.Value, error) {
	b, err := json.Marshal(*o.v)
	if err != nil {
		return nil, err
	}
	if s := string(b); s != "null" && s != "{}" {
		return s, nil
	}
	return "", nil
}
