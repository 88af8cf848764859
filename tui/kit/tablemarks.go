package kit

import (
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// SetMarks paints, in every row, the words that a search found: each where it
// begins a word. The table's own filter marks what it holds anywhere.
func (t *Table) SetMarks(words ...string) {
	t.words = words
	t.forget()
}

// SetPicked says which rows are picked, by their ids; the table asks at every
// drawing. Nil: none ever is.
func (t *Table) SetPicked(picked func(id int64) bool) { t.picked = picked }

// Redraw drops what is kept drawn: the look has changed, or what a cell's text
// does not tell.
func (t *Table) Redraw() { t.forget() }

// ColumnAt is the index of the column whose title stands at cell x when line y
// of the table is its line of titles, -1 where there is none.
func (t *Table) ColumnAt(x, y int) int {
	if t.plainHead || y != 0 {
		return -1
	}
	from := gutter
	for i, w := range t.widths {
		if w == 0 {
			continue
		}
		if x >= from && x < from+w {
			return i
		}
		from += w + 1
	}
	return -1
}

// HitRow says whether the mouse stands on a row.
func (t *Table) HitRow(m tea.MouseMsg) bool {
	y := m.Y
	if !t.plainHead {
		y--
	}
	place := t.top + y
	return y >= 0 && y < t.window() && place < len(t.shown) && t.row(place).Header == ""
}

// painted is what is marked in a row: what the filter holds anywhere, else the
// words of a search at the beginnings of words.
type painted struct {
	any   string
	words []string
}

func (t *Table) painted() painted {
	if t.match != "" {
		return painted{any: t.match}
	}
	return painted{words: t.words}
}

// next is where the first match in s begins and how many bytes it takes; -1
// where there is none. after is the character before s, for words only begin
// where it is no letter and no digit.
func (p painted) next(s string, after rune) (at, n int) {
	if p.any != "" {
		return indexFold(s, p.any)
	}
	if len(p.words) == 0 {
		return -1, 0
	}
	for i, r := range s {
		if !wordly(after) && wordly(r) {
			if n := p.longest(s[i:]); n > 0 {
				return i, n
			}
		}
		after = r
	}
	return -1, 0
}

// longest is the length of the longest word that s begins with, 0 for none.
func (p painted) longest(s string) (n int) {
	for _, w := range p.words {
		if got, ok := prefixFold(s, w); ok && got > n {
			n = got
		}
	}
	return n
}

// wordly says that r is part of a word; a mark on a letter is.
func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func lastRune(s string, before rune) rune {
	if s == "" {
		return before
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// Shows says whether the column of that index has room in the present width.
func (t *Table) Shows(column int) bool {
	return column >= 0 && column < len(t.widths) && t.widths[column] > 0
}
