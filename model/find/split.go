package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is what stands between two spaces: words, or a key and its values.
type piece struct {
	not        bool
	key        string // "" for words
	text       string // the words
	values     []string
	from, to   int // bytes of the whole piece
	valueStart int // byte at which the last value begins; 0 for words
}

// split parts a filter into its pieces. It takes whatever is typed: a quote
// that is not closed reaches to the end.
func split(text string) []piece {
	var out []piece
	s := scanner{text: text}
	for s.skipSpace(); s.at < len(text); s.skipSpace() {
		out = append(out, s.piece())
	}
	return out
}

type scanner struct {
	text string
	at   int
}

func (s *scanner) skipSpace() {
	rest := s.text[s.at:]
	s.at += len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
}

// piece reads the next one; the scanner stands on its first letter.
func (s *scanner) piece() piece {
	p := piece{from: s.at}
	if s.text[s.at] == '-' {
		p.not = true
		s.at++
	}
	if key := keyAt(s.text[s.at:]); key != "" {
		p.key = strings.ToLower(key)
		s.at += len(key)
		for s.at < len(s.text) && (s.text[s.at] == ':' || s.text[s.at] == ',') {
			s.at++
			p.valueStart = s.at
			if v := s.value(","); v != "" {
				p.values = append(p.values, v)
			}
		}
	} else {
		p.text = s.value("")
	}
	p.to = s.at
	return p
}

// keyAt is the run of letters and dashes that a colon follows, "" for none.
func keyAt(text string) string {
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' && i > 0:
		case c == ':':
			return text[:i]
		default:
			return ""
		}
	}
	return ""
}

// value reads to a space or to one of the stops, quotes taken off; a quote
// inside quotes is written twice.
func (s *scanner) value(stops string) string {
	var b strings.Builder
	inside := false
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case r == '"' && inside && strings.HasPrefix(s.text[s.at+1:], `"`):
			b.WriteByte('"')
			size++
		case r == '"':
			inside = !inside
		case !inside && (unicode.IsSpace(r) || strings.ContainsRune(stops, r)):
			return b.String()
		default:
			b.WriteString(s.text[s.at : s.at+size])
		}
		s.at += size
	}
	return b.String()
}

// quoted puts quotes round a value that would be read otherwise without.
func quoted(v string) string {
	plain := func(r rune) bool { return !unicode.IsSpace(r) && r != ',' && r != '"' }
	if v != "" && strings.IndexFunc(v, func(r rune) bool { return !plain(r) }) < 0 {
		return v
	}
	return `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
}
