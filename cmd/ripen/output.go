package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// print is how a command answers: with --json it writes v as one JSON document,
// else the text. v carries its json tags (snake_case, RFC 3339 times, ids as
// strings, money in cents beside a currency); text writes plain lines. Both are
// written whole or, where making them fails, not at all.
func (a *app) print(v any, text func(io.Writer)) error {
	var b bytes.Buffer
	if a.flags.json {
		if err := writeJSON(&b, v); err != nil {
			return err
		}
	} else {
		var t strings.Builder
		text(&t)
		b.WriteString(plain(t.String()))
	}
	if _, err := a.stdout.Write(b.Bytes()); err != nil {
		return fmt.Errorf("the answer could not be written to standard output: %w", err)
	}
	return nil
}

// plain keeps a command's text to printable characters, line ends and tabs.
// Names and notes come from imported files, and a terminal obeys what is in
// them; a bidirectional override would show a reader another text.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if isControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func isControl(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f: // C0, DEL, C1
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // bidirectional
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separators
		return true
	}
	return false
}

// writeJSON writes one indented document. Control characters that JSON allows
// to stand raw are escaped too, so that the document is safe on a terminal.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("the answer could not be written as JSON: %w", err)
	}
	var out bytes.Buffer
	for p := b.Bytes(); len(p) > 0; {
		r, n := utf8.DecodeRune(p)
		if r != '\n' && isControl(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.Write(p[:n])
		}
		p = p[n:]
	}
	_, err := w.Write(out.Bytes())
	return err
}
