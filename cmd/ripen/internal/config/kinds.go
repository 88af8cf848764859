package config

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines that have no table of them
	"unicode"

	"ripen/model"
)

type dur = time.Duration

// number is a whole number within bounds, both allowed.
func number(at func(*Config) *int, least, most int) kind {
	return kind{
		allowed: fmt.Sprintf("a whole number from %d to %d", least, most),
		get:     func(c *Config) any { return *at(c) },
		set: func(c *Config, v any) bool {
			n, ok := v.(int64)
			if !ok || n < int64(least) || n > int64(most) {
				return false
			}
			*at(c) = int(n)
			return true
		},
	}
}

func hours(at func(*Config) *dur, least, most int) kind {
	return units(at, time.Hour, least, most)
}

func minutes(at func(*Config) *dur, least, most int) kind {
	return units(at, time.Minute, least, most)
}

func units(at func(*Config) *dur, unit dur, least, most int) kind {
	return kind{
		allowed: fmt.Sprintf("a whole number from %d to %d", least, most),
		get:     func(c *Config) any { return int(*at(c) / unit) },
		set: func(c *Config, v any) bool {
			n, ok := v.(int64)
			if !ok || n < int64(least) || n > int64(most) {
				return false
			}
			*at(c) = dur(n) * unit
			return true
		},
	}
}

// stale is the number of days after which evidence of an attribute is old.
func stale(a model.AttributeKey) key {
	k := kind{
		allowed: "a whole number from 1 to 3650",
		get:     func(c *Config) any { return c.rules.StaleDays[a] },
		set: func(c *Config, v any) bool {
			n, ok := v.(int64)
			if !ok || n < 1 || n > 3650 {
				return false
			}
			c.rules.StaleDays[a] = int(n)
			return true
		},
	}
	name := string(a)
	for _, x := range model.Attributes {
		if x.Key == a {
			name = x.Name
		}
	}
	return key{"stale", string(a), name + ".", k}
}

// clock is a time of day, kept in minutes after midnight.
func clock(at func(*Config) *int) kind {
	return kind{
		allowed: `a time of day as "08:00"`,
		get: func(c *Config) any {
			m := *at(c)
			return fmt.Sprintf("%02d:%02d", m/60, m%60)
		},
		set: func(c *Config, v any) bool {
			s, _ := v.(string)
			t, err := time.Parse("15:04", s)
			if err != nil || len(s) != len("15:04") {
				return false
			}
			*at(c) = t.Hour()*60 + t.Minute()
			return true
		},
	}
}

func yesNo(at func(*Config) *bool) kind {
	return kind{
		allowed: "true or false",
		get:     func(c *Config) any { return *at(c) },
		set: func(c *Config, v any) bool {
			b, ok := v.(bool)
			if ok {
				*at(c) = b
			}
			return ok
		},
	}
}

// checked is a text that a function admits.
func checked(at func(*Config) *string, allowed string, admit func(string) bool) kind {
	return kind{
		allowed: allowed,
		get:     func(c *Config) any { return *at(c) },
		set: func(c *Config, v any) bool {
			s, ok := v.(string)
			if !ok || !admit(s) {
				return false
			}
			*at(c) = s
			return true
		},
	}
}

func oneLine(s string) bool {
	return len(s) <= 1000 && strings.IndexFunc(s, unicode.IsControl) < 0
}

func text(at func(*Config) *string) kind {
	return checked(at, "a text of one line", oneLine)
}

func choice(at func(*Config) *string, options ...string) kind {
	quoted := make([]string, len(options))
	for i, o := range options {
		quoted[i] = fmt.Sprintf("%q", o)
	}
	return checked(at, list(quoted, "or"), func(s string) bool {
		for _, o := range options {
			if s == o {
				return true
			}
		}
		return false
	})
}

func zone(at func(*Config) *string, emptyToo bool) kind {
	allowed := `a time zone as "America/New_York"`
	if emptyToo {
		allowed += ", or empty"
	}
	return checked(at, allowed, func(s string) bool {
		if s == "" {
			return emptyToo
		}
		_, err := time.LoadLocation(s)
		return err == nil && s != "Local"
	})
}

// region is an ISO 3166 country, or a subdivision of one.
func region(at func(*Config) *model.Region) kind {
	return kind{
		allowed: `a country or state as "US", "US-MA" or "DE-BY", or empty`,
		get:     func(c *Config) any { return string(*at(c)) },
		set: func(c *Config, v any) bool {
			s, ok := v.(string)
			if !ok || s != "" && !isRegion(s) {
				return false
			}
			*at(c) = model.Region(s)
			return true
		},
	}
}

func isRegion(s string) bool {
	nation, part, divided := strings.Cut(s, "-")
	if !capitals(nation, 2) {
		return false
	}
	if !divided {
		return true
	}
	return len(part) >= 1 && len(part) <= 3 && strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

func capitals(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func country(at func(*Config) *string) kind {
	return checked(at, `a country's two letters as "US"`, func(s string) bool { return capitals(s, 2) })
}

func currency(at func(*Config) *string) kind {
	return checked(at, `a currency's three letters as "USD"`, func(s string) bool { return capitals(s, 3) })
}

// database refuses a relative path: it would name another file in each
// directory that Ripen is started from.
func database(at func(*Config) *string) kind {
	return checked(at, `an absolute path, a path that begins with ~/, a postgres:// URL, or empty`, func(s string) bool {
		return oneLine(s) && (s == "" || filepath.IsAbs(s) || strings.HasPrefix(s, "~/") ||
			strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://"))
	})
}

// list joins words as people do: a, b or c.
func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
