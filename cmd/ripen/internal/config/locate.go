package config

import "strings"

// positions says on which line (from 1) a table or a key first stands, by its
// path: "pace", "pace.contact_gap". The TOML library keeps no positions for
// values that it could read, and a refusal must name its line.
type positions map[string]int

// line of a path, or of the nearest table that holds it; 1 where neither is
// known.
func (p positions) line(path string) int {
	for {
		if n := p[path]; n > 0 {
			return n
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return 1
		}
		path = path[:i]
	}
}

// locate scans a text that is known to be good TOML.
func locate(src string) positions {
	at := positions{}
	var table []string
	closing := "" // the quotes that end the text of several lines we are in
	for i, raw := range strings.Split(src, "\n") {
		s := strings.TrimSpace(raw)
		if closing != "" {
			if strings.Contains(s, closing) {
				closing = ""
			}
			continue
		}
		switch {
		case s == "" || s[0] == '#':
			continue
		case s[0] == '[':
			name, _, _ := strings.Cut(strings.TrimLeft(s, "["), "]")
			table = parts(name)
			at.note(table, i+1)
			continue
		}
		name, value, ok := cutKey(s)
		if !ok {
			continue // inside a list of several lines
		}
		at.note(append(table[:len(table):len(table)], parts(name)...), i+1)
		for _, q := range []string{`"""`, `'''`} {
			v := strings.TrimSpace(value)
			if strings.HasPrefix(v, q) && !strings.Contains(v[len(q):], q) {
				closing = q
			}
		}
	}
	return at
}

// note gives the path and each part before it a line, where it has none.
func (p positions) note(path []string, line int) {
	for i := range path {
		s := strings.Join(path[:i+1], ".")
		if p[s] == 0 {
			p[s] = line
		}
	}
}

// cutKey splits at the first = outside quotes.
func cutKey(s string) (name, value string, ok bool) {
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '=':
			return s[:i], s[i+1:], true
		}
	}
	return "", "", false
}

// parts splits a dotted key; quotes around a part are taken off.
func parts(s string) []string {
	out := strings.Split(s, ".")
	for i := range out {
		out[i] = strings.Trim(strings.TrimSpace(out[i]), `"'`)
	}
	return out
}
