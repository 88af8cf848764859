package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"ripen/model"
)

// maxSize in bytes: a larger file is no configuration.
const maxSize = 1 << 20

// Load reads file. A file that is not there gives the defaults, unless named
// says that the user asked for this very file. What the file holds is refused
// as [model.Invalid] with the file, the line and what is allowed.
func Load(file string, named bool) (Config, error) {
	c := Default()
	c.File = file
	b, err := read(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return c, nil
	case errors.Is(err, fs.ErrNotExist):
		return c, model.Errorf(model.Invalid, "there is no configuration at %s; `ripen config init` writes one, or unset RIPEN_CONFIG", file)
	case err != nil:
		return c, model.Errorf(model.Refused, "the configuration %s cannot be read: %w", file, err)
	}
	c.Found = true
	return c, c.apply(file, string(b))
}

func read(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(b) > maxSize {
		err = fmt.Errorf("it is larger than 1 MiB")
	}
	return b, err
}

// apply sets what the text says; nothing is set where anything is refused.
func (c *Config) apply(file, src string) error {
	var doc map[string]any
	if _, err := toml.Decode(src, &doc); err != nil {
		var p toml.ParseError
		if errors.As(err, &p) {
			return refuse(file, p.Position.Line, "", "%s", strings.TrimSpace(p.Message))
		}
		return refuse(file, 1, "", "%v", err)
	}
	next := *c
	next.rules = c.Policy()
	at := locate(src)
	for _, r := range next.fill(doc, at) {
		return refuse(file, r.line, r.key, "%s", r.words) // the first in the file
	}
	*c = next
	return nil
}

// refusal is one thing wrong in a file.
type refusal struct {
	line  int
	key   string
	words string
}

// fill sets every value of doc and returns what is wrong, by line.
func (c *Config) fill(doc map[string]any, at positions) []refusal {
	var wrong []refusal
	add := func(path, format string, args ...any) {
		wrong = append(wrong, refusal{at.line(path), path, fmt.Sprintf(format, args...)})
	}
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		known := namesIn(table)
		rows, isTable := doc[table].(map[string]any)
		switch {
		case len(known) == 0 && isTable:
			add(table, "there is no table [%s]; the tables are %s", table, list(tableNames(), "and"))
			continue
		case len(known) == 0:
			add(table, "the key %s stands in no table; write it below one of %s", table, list(tableNames(), "or"))
			continue
		case !isTable:
			add(table, "%s must be a table, written as [%s] on a line of its own", table, table)
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(rows)) {
			k, ok := find(table, name)
			switch {
			case !ok:
				add(table+"."+name, "there is no key %s in [%s]; its keys are %s", name, table, list(known, "and"))
			case !k.set(c, rows[name]):
				add(table+"."+name, "%s in [%s] must be %s, not %s", name, table, k.allowed, shown(rows[name]))
			}
		}
	}
	if len(wrong) == 0 {
		wrong = c.crossed(at)
	}
	slices.SortStableFunc(wrong, func(a, b refusal) int { return a.line - b.line })
	return wrong
}

// crossed finds windows that end before they begin.
func (c *Config) crossed(at positions) []refusal {
	var wrong []refusal
	for _, w := range windows {
		from, _ := find(w.table, w.from)
		to, _ := find(w.table, w.to)
		a, b := from.get(c), to.get(c)
		if less(a, b) {
			continue
		}
		path := w.table + "." + w.to
		if at[path] == 0 {
			path = w.table + "." + w.from
		}
		wrong = append(wrong, refusal{at.line(path), path,
			fmt.Sprintf("%s in [%s] must be greater than %s: %s is not after %s", w.to, w.table, w.from, shown(b), shown(a))})
	}
	return wrong
}

func less(a, b any) bool {
	if s, ok := a.(string); ok {
		return s < b.(string)
	}
	return a.(int) < b.(int)
}

func refuse(file string, line int, field, format string, args ...any) error {
	e := model.Errorf(model.Invalid, "%s line %d: %s", file, line, fmt.Sprintf(format, args...))
	e.Field = field
	e.Detail = map[string]any{"file": file, "line": line}
	return e
}

func find(table, name string) (key, bool) {
	for _, k := range keys {
		if k.table == table && k.name == name {
			return k, true
		}
	}
	return key{}, false
}

func namesIn(table string) []string {
	var out []string
	for _, k := range keys {
		if k.table == table {
			out = append(out, k.name)
		}
	}
	return out
}

func tableNames() []string {
	out := make([]string, len(tables))
	for i, t := range tables {
		out[i] = "[" + t.name + "]"
	}
	return out
}

// shown is a value as TOML writes it.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case map[string]any, []map[string]any:
		return "a table"
	case []any:
		return "a list"
	}
	return fmt.Sprint(v)
}

// Commented is the default file: every key with what it means, what is
// allowed and its default, commented out.
func Commented() string {
	var b strings.Builder
	b.WriteString("# Ripen's configuration. Every key is here with its default, commented out:\n" +
		"# take the # away before a key to change it. `ripen config show` says what holds.\n")
	d := Default()
	for _, t := range tables {
		fmt.Fprintf(&b, "\n# %s\n[%s]\n", t.doc, t.name)
		for _, k := range keys {
			if k.table == t.name {
				fmt.Fprintf(&b, "\n# %s Must be %s.\n# %s = %s\n", k.doc, k.allowed, k.name, shown(k.get(&d)))
			}
		}
	}
	return b.String()
}

// TOML is the effective configuration as a file that Ripen would read, keys
// that differ from the default marked.
func (c Config) TOML() string {
	var b strings.Builder
	table := ""
	for _, v := range c.Values() {
		if v.Table != table {
			if table != "" {
				b.WriteByte('\n')
			}
			table = v.Table
			fmt.Fprintf(&b, "[%s]\n", table)
		}
		fmt.Fprintf(&b, "%s = %s", v.Key, shown(v.Value))
		if v.Changed {
			b.WriteString("  # changed")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Init writes the commented default to file, 0600 in a directory that it makes
// 0700. A file that is there already is never overwritten: [model.Refused].
func Init(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return model.Errorf(model.Refused, "the directory of %s cannot be made: %w", file, err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return model.Errorf(model.Refused, "%s is there already and was left as it is; move it away to have the default written", file)
	}
	if err == nil {
		_, err = f.WriteString(Commented())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return model.Errorf(model.Refused, "%s cannot be written: %w", file, err)
	}
	return nil
}
