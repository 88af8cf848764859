package work

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"ripen/tui/kit"
)

// columns is the most that a line takes.
const columns = 80

// longest is the most of one line of input that is taken, in bytes: no answer
// is longer.
const longest = 64 << 10

// line is one line of input. whole: its end was read too.
type line struct {
	text  string
	whole bool
}

// lines reads in the background, so that a signal is heard while nobody types.
type lines struct {
	next chan line
	done chan struct{}
}

func read(in io.Reader) *lines {
	l := &lines{next: make(chan line), done: make(chan struct{})}
	go func() {
		defer close(l.next)
		r := bufio.NewReader(in)
		for {
			text, err := readLine(r)
			if err != nil && text == "" {
				return
			}
			select {
			case l.next <- line{strings.TrimRight(text, "\r\n"), err == nil}:
			case <-l.done:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return l
}

// readLine is a line with its end; what is longer than any answer is cut off.
func readLine(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := r.ReadSlice('\n')
		if room := longest - b.Len(); len(part) > room {
			b.Write(part[:max(0, room)])
		} else {
			b.Write(part)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b.String(), err
		}
	}
}

func (l *lines) stop() { close(l.done) }

// say writes a text in lines that are broken between words. What is in it from
// outside is made harmless here.
func (t *talk) say(text string) {
	for _, l := range wrapped(spoken(text)) {
		t.write(l + "\n")
	}
}

// wrapped breaks at spaces only, since a reader says what stands on two lines as
// two words; a word that is longer than a line is cut.
func wrapped(text string) []string {
	var out []string
	for _, paragraph := range strings.Split(kit.CleanLines(text), "\n") {
		now, n := "", 0
		for _, word := range strings.Fields(paragraph) {
			w := kit.Width(word)
			switch {
			case n > 0 && n+1+w <= columns:
				now, n = now+" "+word, n+1+w
				continue
			case n > 0:
				out = append(out, now)
			}
			for now, n = word, w; n > columns; n = kit.Width(now) {
				part := kit.Wrap(now, columns)[0]
				if part == "" || !strings.HasPrefix(now, part) {
					break
				}
				out, now = append(out, part), now[len(part):]
			}
		}
		if n > 0 {
			out = append(out, now)
		}
	}
	return out
}

func (t *talk) sayf(format string, args ...any) { t.say(fmt.Sprintf(format, args...)) }

// write keeps the first failure: the dialogue ends at the next question.
func (t *talk) write(s string) {
	if t.failed == nil {
		_, t.failed = io.WriteString(t.Out, s)
	}
}

// quotes are the marks that some screen readers spell out.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", " · ", "; ", "…", "...", "–", "-")

// spoken is a text in the marks that every reader and terminal has.
func spoken(s string) string { return quotes.Replace(s) }

// sentence is a text as a sentence: a capital first and a stop at its end.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	end := strings.TrimRight(s, `"”`)
	if strings.HasSuffix(end, ".") || strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") {
		return s
	}
	return s + "."
}
