package playbook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"ripen/model"
)

// source is a TOML text whose every refusal names the line of the file that it
// stands in. The decoder knows lines for syntax only, so keys are found again in
// the text: a team edits these files by hand and must be told where.
type source struct {
	what  string // "playbook", "guide"
	lines []string
	first int // lines of the file before the first of these
	root  map[string]any
	err   error // the first refusal
}

// read takes the TOML text that begins after the first lines of a file.
func read(what, text string, first int) *source {
	s := &source{what: what, lines: strings.Split(text, "\n"), first: first}
	if _, err := toml.Decode(text, &s.root); err != nil {
		var p toml.ParseError
		if errors.As(err, &p) {
			s.refuse(first+p.Position.Line, "%s", p.Message)
		} else {
			s.refuse(first+1, "%s", err)
		}
	}
	return s
}

// refuse keeps the first refusal. Its code is [model.Invalid], its detail has
// the line.
func (s *source) refuse(line int, format string, args ...any) {
	if s.err != nil {
		return
	}
	e := model.Errorf(model.Invalid, "%s, line %d: %s", s.what, line, fmt.Sprintf(format, args...))
	e.Detail = map[string]any{"line": line}
	s.err = e
}

// line finds the line of path, whose parts name tables and keys; the n-th table
// of an array is "segment#2". A key inside an inline table is on its table's
// line.
func (s *source) line(path string) int {
	at := s.index()
	for path != "" {
		if n, ok := at[path]; ok {
			return s.first + n
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			break
		}
		path = path[:cut]
	}
	return s.first + 1
}

// index says on which line each table and key of the text stands.
func (s *source) index() map[string]int {
	at, nth := map[string]int{}, map[string]int{}
	table, quoted := "", false
	for i, l := range s.lines {
		inside := quoted
		if (strings.Count(l, `"""`)+strings.Count(l, `'''`))%2 == 1 {
			quoted = !quoted
		}
		t := strings.TrimSpace(l)
		switch {
		case inside || t == "" || t[0] == '#':
		case strings.HasPrefix(t, "[["):
			name, _, _ := strings.Cut(t[2:], "]]")
			name = plainKey(name)
			nth[name]++
			table = name + "#" + strconv.Itoa(nth[name])
			at[table] = i + 1
		case t[0] == '[':
			name, _, _ := strings.Cut(t[1:], "]")
			table = plainKey(name)
			if top, rest, ok := strings.Cut(table, "."); ok && nth[top] > 0 {
				table = top + "#" + strconv.Itoa(nth[top]) + "." + rest
			}
			at[table] = i + 1
		default:
			if key, _, ok := strings.Cut(t, "="); ok {
				at[join(table, plainKey(key))] = i + 1
			}
		}
	}
	return at
}

func plainKey(s string) string {
	parts := strings.Split(s, ".")
	for i, p := range parts {
		parts[i] = strings.Trim(strings.TrimSpace(p), `"'`)
	}
	return strings.Join(parts, ".")
}

func join(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + key
}

// table is one table of a source. Its getters refuse a value of the wrong kind
// and remember the keys asked for, so that done can refuse the others.
type table struct {
	*source
	path string
	m    map[string]any
	seen []string
}

func (s *source) top() *table { return &table{source: s, m: s.root} }

func (t *table) get(key string) (any, bool) {
	t.seen = append(t.seen, key)
	v, ok := t.m[key]
	return v, ok
}

func (t *table) bad(key, format string, args ...any) {
	t.refuse(t.line(join(t.path, key)), "%s", key+" "+fmt.Sprintf(format, args...))
}

// done refuses the first key in the text that nobody asked for.
func (t *table) done() {
	var unknown []string
	for key := range t.m {
		if !slices.Contains(t.seen, key) {
			unknown = append(unknown, key)
		}
	}
	slices.SortFunc(unknown, func(a, b string) int {
		return t.line(join(t.path, a)) - t.line(join(t.path, b))
	})
	if len(unknown) > 0 {
		t.bad(unknown[0], "is not known here; use one of %s", strings.Join(t.seen, ", "))
	}
}

func (t *table) text(key string) (string, bool) {
	v, ok := t.get(key)
	if !ok {
		return "", false
	}
	s, is := v.(string)
	if s = strings.TrimSpace(s); !is || s == "" {
		t.bad(key, `must be a text in quotes`)
		return "", false
	}
	return s, true
}

func (t *table) flag(key string, into *bool) {
	if v, ok := t.get(key); ok {
		b, is := v.(bool)
		if !is {
			t.bad(key, "must be true or false")
			return
		}
		*into = b
	}
}

func (t *table) whole(key string, from, to int64) (int64, bool) {
	v, ok := t.get(key)
	if !ok {
		return 0, false
	}
	n, is := v.(int64)
	if !is || n < from || n > to {
		t.bad(key, "must be a whole number from %d to %d", from, to)
		return 0, false
	}
	return n, true
}

func (t *table) texts(key string) []string {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	list, is := v.([]any)
	var out []string
	for _, e := range list {
		s, text := e.(string)
		if !text || strings.TrimSpace(s) == "" {
			is = false
			break
		}
		out = append(out, strings.TrimSpace(s))
	}
	if !is {
		t.bad(key, `must be a list of texts, such as ["a", "b"]`)
		return nil
	}
	return out
}

// pair is a range [from, to]; 0 leaves an end open.
func (t *table) pair(key string, read func(any) (int64, bool), example string) (out [2]int64) {
	v, ok := t.get(key)
	if !ok {
		return out
	}
	list, is := v.([]any)
	if is = is && len(list) == 2; is {
		for i := range out {
			if out[i], ok = read(list[i]); !ok {
				is = false
			}
		}
	}
	if !is || out[1] != 0 && out[1] < out[0] {
		t.bad(key, "must be a range such as %s; 0 leaves an end open", example)
		return [2]int64{}
	}
	return out
}

// under is the table below key; an absent one is empty.
func (t *table) under(key string) *table {
	v, ok := t.get(key)
	m, is := v.(map[string]any)
	if ok && !is {
		t.bad(key, "must be a table")
	}
	return &table{source: t.source, path: join(t.path, key), m: m}
}

// each is the array of tables below key.
func (t *table) each(key string) []*table {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	list, is := v.([]map[string]any)
	if !is {
		t.bad(key, "must be written as [[%s]]", key)
	}
	out := make([]*table, len(list))
	for i, m := range list {
		out[i] = &table{source: t.source, path: join(t.path, key) + "#" + strconv.Itoa(i+1), m: m}
	}
	return out
}
