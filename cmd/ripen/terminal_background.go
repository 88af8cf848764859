package main

import (
	"bytes"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// The question for the background colour (OSC 11), and after it the one that
// every terminal answers (primary device attributes): its answer says that
// nothing more is to be waited for.
const (
	askColour  = "\x1b]11;?\x07"
	askKind    = "\x1b[c"
	answerTime = 200 * time.Millisecond
)

// question is the question for the background under way: what was answered, and
// how answers that come late are kept from being read as keys.
type question struct {
	owed    bool   // the last answer has not come
	colour  string // as answered: "rgb:1e1e/1e1e/1e1e"
	held    []byte // the beginning of what may be an answer
	escaped bool   // an escape was let through that may have begun one
}

var (
	colourAnswer = regexp.MustCompile(`^\x1b\]11;([^\x07\x1b]{0,60})(?:\x07|\x1b\\)`)
	colourBegun  = regexp.MustCompile(`^\x1b(?:\]|\]1|\]11|\]11;[^\x07\x1b]{0,60}\x1b?)?$`)
	kindAnswer   = regexp.MustCompile(`^\x1b\[\?[0-9;]{0,60}c`)
	kindBegun    = regexp.MustCompile(`^\x1b(?:\[|\[\?[0-9;]{0,60})?$`)
)

// sift takes the answers out of what the terminal sent and returns the keys. At
// the end of b an escape by itself is a key, unless patient: then it waits for
// what follows it.
func (q *question) sift(b []byte, patient bool) []byte {
	if !q.owed && len(q.held) == 0 {
		return b
	}
	b = append(q.held, b...)
	q.held = nil
	if rest := append([]byte{ansi.ESC}, b...); q.escaped && (bytes.HasPrefix(b, []byte("]11;")) || kindAnswer.Match(rest)) {
		b = rest
	}
	q.escaped = false
	var keys []byte
	for i := 0; i < len(b); {
		rest := b[i:]
		switch m := colourAnswer.FindSubmatch(rest); {
		case !q.owed || rest[0] != ansi.ESC:
			keys = append(keys, rest[0])
			i++
		case m != nil:
			q.colour = string(m[1])
			i += len(m[0])
		case kindAnswer.Match(rest):
			q.owed = false
			i += len(kindAnswer.Find(rest))
		case len(rest) == 1 && !patient:
			q.escaped = true
			keys = append(keys, rest[0])
			i++
		case colourBegun.Match(rest), kindBegun.Match(rest):
			q.held = bytes.Clone(rest)
			i = len(b)
		default:
			keys = append(keys, rest[0])
			i++
		}
	}
	return keys
}

// isDark reads an answered colour by its brightness to the eye (ITU-R BT.601).
// Where there is none, the terminal counts as dark: most are.
func isDark(answer string) bool {
	kind, value, _ := strings.Cut(answer, ":")
	parts := strings.Split(value, "/")
	if kind != "rgb" && kind != "rgba" || len(parts) < 3 {
		return true
	}
	light := 0.0
	for i, weight := range []float64{0.299, 0.587, 0.114} {
		n, err := strconv.ParseUint(parts[i], 16, 16)
		if err != nil {
			return true
		}
		light += weight * float64(n) / float64(uint64(1)<<(4*len(parts[i]))-1)
	}
	return light < 0.5
}

// keyboard is standard input without answers that come late. The toolkit takes
// it for the file that it is, so that its reading can be cancelled.
type keyboard struct {
	*os.File
	q question
}

// Read reads keys; none where only an answer came.
func (k *keyboard) Read(p []byte) (int, error) {
	if len(k.q.held) >= len(p) {
		return 0, os.ErrInvalid
	}
	n, err := k.File.Read(p[:len(p)-len(k.q.held)-1])
	if n <= 0 {
		return n, err
	}
	return copy(p, k.q.sift(p[:n], false)), err
}

// typedAhead are the keys in what was typed while the terminal was asked.
// Function keys and the like are left out.
func typedAhead(b []byte) []tea.KeyMsg {
	var out []tea.KeyMsg
	for len(b) > 0 {
		seq, _, n, _ := ansi.DecodeSequence(b, ansi.NormalState, nil)
		b = b[max(1, n):]
		r, size := utf8.DecodeRune(seq)
		switch {
		case len(seq) == 1 && r == ' ':
			out = append(out, tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		case len(seq) == 1 && (r < ' ' || r == ansi.DEL): // the toolkit numbers these keys as ASCII does
			out = append(out, tea.KeyMsg{Type: tea.KeyType(r)})
		case size > 0 && r != utf8.RuneError && r >= ' ' && (r < ansi.DEL || r >= 0xa0):
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(string(seq))})
		}
	}
	return out
}
