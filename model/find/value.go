package find

import (
	"math"
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/when"
)

// fold is a name as it is compared.
func fold(s string) string { return strings.ToLower(clean.Text(s)) }

func readName(at At, k *key, text string) (Value, error) {
	v := Value{Text: clean.Text(text)}
	v.Name = fold(v.Text)
	if k.name == "owner" && v.Name == "me" {
		v.Text, v.Name = "me", fold(at.Me)
	}
	if v.Text == "" {
		return v, model.Errorf(model.Invalid, "%s: needs a name, as in %s", k.name, k.example)
	}
	return v, nil
}

func readChoice(_ At, k *key, text string) (Value, error) {
	v, err := choice(k.name, text, k.choices)
	return Value{Text: v, Name: v}, err
}

// readAttribute reads one of the ten, by its key or the short words for it.
func readAttribute(_ At, k *key, text string) (Value, error) {
	if a, err := keyOf(strings.ToLower(text)); err == nil && model.AttributeKey(a.name).Index() >= 0 {
		return Value{Text: a.name, Name: a.name}, nil
	}
	v, err := choice(k.name, text, k.choices)
	return Value{Text: v, Name: v}, err
}

func readCode(_ At, k *key, text string) (Value, error) {
	if text == "" || len(text) > 6 || strings.Trim(text, "0123456789") != "" {
		return Value{}, model.Errorf(model.Invalid, "%s takes the first digits of a code, as in %s", k.name, k.example)
	}
	return Value{Text: text, Name: k.name + " " + text}, nil
}

// readPlace folds a place as lists' places are folded: Massachusetts is MA.
func readPlace(_ At, k *key, text string) (Value, error) {
	v := Value{Text: clean.Text(text)}
	switch k.name {
	case "city":
		v.Name, _, _ = placeParts(clean.PlaceKey(v.Text, "", ""))
	case "state":
		_, v.Name, _ = placeParts(clean.PlaceKey("", v.Text, ""))
	default:
		_, _, v.Name = placeParts(clean.PlaceKey("", "", v.Text))
	}
	if v.Name == "" {
		return v, model.Errorf(model.Invalid, "%s: needs a place, as in %s", k.name, k.example)
	}
	return v, nil
}

// placeParts parts a key of [clean.PlaceKey].
func placeParts(key string) (city, state, country string) {
	city, rest, _ := strings.Cut(key, "|")
	state, country, _ = strings.Cut(rest, "|")
	return city, state, country
}

// compared parts a value into the sign before it and the rest.
func compared(text string) (sign, rest string) {
	for _, s := range []string{">=", "<=", ">", "<"} {
		if rest, ok := strings.CutPrefix(text, s); ok {
			return s, strings.TrimSpace(rest)
		}
	}
	return "", text
}

// within is the range that a sign makes of what reaches from first to last.
func within(sign string, first, last int64) (from, to int64) {
	switch sign {
	case ">":
		return last + 1, math.MaxInt64
	case ">=":
		return first, math.MaxInt64
	case "<":
		return math.MinInt64, first - 1
	case "<=":
		return math.MinInt64, last
	}
	return first, last
}

// between reads a value that may be a range: 5, >5, <=5, 5..8.
func between(k *key, text string, one func(string) (int64, bool)) (Value, error) {
	v := Value{Text: strings.ToLower(strings.ReplaceAll(text, " ", ""))}
	low, high, ranged := strings.Cut(v.Text, "..")
	sign, rest := compared(low)
	first, ok := one(rest)
	last := first
	if ranged {
		ok = ok && sign == ""
		if ok {
			last, ok = one(high)
		}
	}
	if !ok || last < first {
		return v, model.Errorf(model.Invalid, "%s %q is no number; write it as %s", k.name, text, k.example)
	}
	v.From, v.To = within(sign, first, last)
	return v, nil
}

func readNumber(_ At, k *key, text string) (Value, error) {
	return between(k, text, func(s string) (int64, bool) {
		n, err := strconv.ParseUint(s, 10, 31)
		return int64(n), err == nil //nolint:gosec // 31 bits
	})
}

// readMoney reads an amount in the team's currency, to cents: 100000, 100k,
// 1.5m.
func readMoney(_ At, k *key, text string) (Value, error) {
	return between(k, text, func(s string) (int64, bool) {
		unit := 100.0
		if n, ok := strings.CutSuffix(s, "k"); ok {
			s, unit = n, 1e5
		} else if n, ok := strings.CutSuffix(s, "m"); ok {
			s, unit = n, 1e8
		}
		if s == "" || strings.Trim(s, "0123456789.") != "" {
			return 0, false
		}
		n, err := strconv.ParseFloat(s, 64)
		return int64(math.Round(n * unit)), err == nil && n < 1e12
	})
}

// day is the first and the last millisecond of a day.
func (at At) day(d model.Date) (first, last int64) {
	return d.At(0, 0, at.Zone).UnixMilli(), d.AddDays(1).At(0, 0, at.Zone).UnixMilli() - 1
}

// span reads a length of time: 30d, 2w, 3m, 1y, 8h.
func span(s string) (time.Duration, bool) {
	const day = 24 * time.Hour
	if s == "" {
		return 0, false
	}
	unit, ok := map[byte]time.Duration{'h': time.Hour, 'd': day, 'w': 7 * day, 'm': 30 * day, 'y': 365 * day}[s[len(s)-1]]
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if !ok || err != nil || n > 9999 {
		return 0, false
	}
	return time.Duration(n) * unit, true //nolint:gosec // four digits
}

// readDue reads when something is owed: today, a day, <1w (within a week, what
// is late too), >1w, overdue (on a day before today), none.
func readDue(at At, k *key, text string) (Value, error) {
	v := Value{Text: strings.ToLower(clean.Text(text))}
	today := model.DateOf(at.Now.In(at.Zone))
	switch v.Text {
	case "none":
		return v, nil
	case "overdue":
		first, _ := at.day(today)
		v.From, v.To = 1, first-1
		return v, nil
	}
	sign, rest := compared(v.Text)
	if d, ok := span(rest); ok && sign != "" {
		edge := at.Now.Add(d).UnixMilli()
		v.From, v.To = within(sign, edge, edge)
	} else if err := at.onDay(k, &v, sign, rest); err != nil {
		return v, err
	}
	v.From = max(v.From, 1)
	return v, nil
}

// readLast reads when somebody was last in touch: >30d (for thirty days nobody,
// or never), <7d, a day, never.
func readLast(at At, k *key, text string) (Value, error) {
	v := Value{Text: strings.ToLower(clean.Text(text))}
	if v.Text == "never" {
		return v, nil
	}
	sign, rest := compared(v.Text)
	if d, ok := span(rest); ok && sign != "" {
		edge := at.Now.Add(-d).UnixMilli()
		ago := map[string]string{">": "<", ">=": "<=", "<": ">", "<=": ">="}[sign] // longer ago is earlier
		v.From, v.To = within(ago, edge, edge)
		if v.To < math.MaxInt64 {
			return v, nil
		}
	} else if err := at.onDay(k, &v, sign, rest); err != nil {
		return v, err
	}
	v.From = max(v.From, 1) // never is neither before nor after a day
	return v, nil
}

func (at At) onDay(k *key, v *Value, sign, rest string) error {
	d, err := when.Day(rest, at.Now, at.Zone)
	if err != nil {
		if like := Nearest(rest, k.words); like != "" {
			return model.Errorf(model.Invalid, "%s has no value %q; did you mean %s?", k.name, v.Text, like)
		}
		return model.Errorf(model.Invalid, "%s %q is no time; write it as %s, %s:today or %s:2026-11-24", k.name, v.Text, k.example, k.name, k.name)
	}
	first, last := at.day(d)
	v.From, v.To = within(sign, first, last)
	return nil
}
