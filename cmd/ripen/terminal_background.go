package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// The question for the background colour (OSC 11), and after it the one that
// every terminal answers (primary device attributes): its answer says that
// nothing more is to be waited for. The colour may come later all the same,
// where a multiplexer has answered the second question by itself.
const (
	askColour  = "\x1b]11;?\x07"
	askKind    = "\x1b[c"
	answerTime = 200 * time.Millisecond
)

// question is the question for the background under way: what was answered, and
// how answers that come late are kept from being read as keys.
type question struct {
	noColour bool   // it was asked for and has not come
	noKind   bool   // likewise
	colour   string // as answered: "rgb:1e1e/1e1e/1e1e"
	held     []byte // the beginning of what may be an answer
	escaped  bool   // an escape was let through that may have begun one
}

func (q *question) owed() bool { return q.noColour || q.noKind }

// reading is what bytes that begin with an escape are.
type reading uint8

const (
	noAnswer     reading = iota
	begunAnswer          // it may become an answer
	colourAnswer         // the background's colour
	kindAnswer           // the terminal's kind
)

// longestAnswer is more than any terminal sends.
const longestAnswer = 64

// readAnswer reads an answer at the beginning of b: what it is, the colour that
// it names, and its length.
func readAnswer(b []byte) (is reading, value string, n int) {
	const colourHead, kindHead = "\x1b]11;", "\x1b[?"
	switch {
	case bytes.HasPrefix(b, []byte(colourHead)):
		for i := len(colourHead); i < min(len(b), longestAnswer); i++ {
			switch {
			case b[i] == ansi.BEL:
				return colourAnswer, string(b[len(colourHead):i]), i + 1
			case b[i] == ansi.ESC && i+1 == len(b):
				return begunAnswer, "", 0
			case b[i] == ansi.ESC && b[i+1] == '\\':
				return colourAnswer, string(b[len(colourHead):i]), i + 2
			case b[i] < ' ' || b[i] >= ansi.DEL:
				return noAnswer, "", 0
			}
		}
	case bytes.HasPrefix(b, []byte(kindHead)):
		for i := len(kindHead); i < min(len(b), longestAnswer); i++ {
			if b[i] == 'c' {
				return kindAnswer, "", i + 1
			}
			if (b[i] < '0' || b[i] > '9') && b[i] != ';' {
				return noAnswer, "", 0
			}
		}
	case !strings.HasPrefix(colourHead, string(b)) && !strings.HasPrefix(kindHead, string(b)):
		return noAnswer, "", 0
	}
	if len(b) >= longestAnswer {
		return noAnswer, "", 0
	}
	return begunAnswer, "", 0
}

// sift takes the answers out of what the terminal sent and returns the keys. At
// the end of b an escape by itself is a key, unless patient: then it waits for
// what follows it.
func (q *question) sift(b []byte, patient bool) []byte {
	if !q.owed() && len(q.held) == 0 {
		return b
	}
	b = append(q.held, b...)
	q.held = nil
	if whole := append([]byte{ansi.ESC}, b...); q.escaped && len(b) > 2 {
		if is, _, _ := readAnswer(whole); is != noAnswer {
			b = whole
		}
	}
	q.escaped = false
	var keys []byte
	for i := 0; i < len(b); {
		is, value, n := noAnswer, "", 1
		if q.owed() && b[i] == ansi.ESC {
			is, value, n = readAnswer(b[i:])
		}
		switch {
		case is == colourAnswer:
			q.colour, q.noColour = value, false
		case is == kindAnswer:
			q.noKind = false
		case is == begunAnswer && (patient || i+1 < len(b)):
			q.held = bytes.Clone(b[i:])
			return keys
		default:
			q.escaped = is == begunAnswer // an escape by itself
			keys = append(keys, b[i])
			n = 1
		}
		i += n
	}
	return keys
}

// isDark reads an answered colour by its brightness to the eye (ITU-R BT.601).
// Where there is none, the terminal counts as dark: most are.
func isDark(answer string) bool {
	scheme, value, _ := strings.Cut(answer, ":")
	parts := strings.Split(value, "/")
	if scheme != "rgb" && scheme != "rgba" || len(parts) < 3 {
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
