package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// What the shared strings of a workbook may take in memory, where they all have
// to be, in blocks of a size.
const (
	maxTexts     = 6 << 20  // strings
	maxTextBytes = 96 << 20 // of all
	textBlock    = 256 << 10
	spanBlock    = 64 << 10
)

// texts are the shared strings of a workbook, laid end to end: a cell gives the
// number of its own.
type texts struct {
	blocks []string
	spans  [][]uint64 // of each: block, begin and length in 24, 20 and 20 bits
	n      int
	filled []byte // of the block that is being filled
	bytes  int
}

func (t *texts) get(i int) string {
	if i < 0 || i >= t.n {
		return ""
	}
	s := t.spans[i/spanBlock][i%spanBlock]
	from, n := s>>20&0xfffff, s&0xfffff
	return t.blocks[s>>40][from : from+n]
}

func (t *texts) put(s []byte) error {
	s = capped(s, MaxField)
	if t.bytes += len(s); t.bytes > maxTextBytes || t.n >= maxTexts {
		return invalid("the workbook holds more text than a list has; save the sheet as .csv and load that")
	}
	if len(t.filled)+len(s) > textBlock {
		t.flush()
	}
	if t.n%spanBlock == 0 {
		t.spans = append(t.spans, make([]uint64, spanBlock))
	}
	t.spans[t.n/spanBlock][t.n%spanBlock] = uint64(len(t.blocks))<<40 | uint64(len(t.filled))<<20 | uint64(len(s))
	t.n++
	t.filled = append(t.filled, s...)
	return nil
}

func (t *texts) flush() {
	t.blocks = append(t.blocks, string(t.filled))
	t.filled = t.filled[:0]
}

// read takes the strings out of their part: the runs of rich text joined,
// without the readings that stand above Japanese ones.
func (t *texts) read(z *zip.File) error {
	in, err := z.Open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // its checks are made at its end
	p := newParts(in)
	var text richText
	for {
		tok, err := p.token()
		if errors.Is(err, io.EOF) {
			t.flush()
			t.filled = nil
			return nil
		}
		if err != nil {
			return err
		}
		text.add(tok)
		if e, ok := tok.(xml.EndElement); ok && e.Name.Local == "si" {
			if err := t.put(text.take()); err != nil {
				return err
			}
		}
	}
}

// richText gathers the text of a string: of its t, and of those in its runs.
type richText struct {
	b       []byte
	inText  bool
	reading bool // in a phonetic run
}

func (r *richText) add(tok xml.Token) {
	switch e := tok.(type) {
	case xml.StartElement:
		r.inText = e.Name.Local == "t"
		r.reading = r.reading || e.Name.Local == "rPh"
	case xml.EndElement:
		r.inText = false
		r.reading = r.reading && e.Name.Local != "rPh"
	case xml.CharData:
		if r.inText && !r.reading && len(r.b) <= MaxField+utf8.UTFMax {
			r.b = append(r.b, e...)
		}
	}
}

// take gives what was gathered, valid until the next add.
func (r *richText) take() []byte {
	b := unescaped(r.b)
	*r = richText{b: r.b[:0]}
	return b
}

// unescaped reads _x000D_, as workbooks write control characters, and drops NUL.
func unescaped(b []byte) []byte {
	s := string(b)
	if !strings.Contains(s, "_x") {
		return b
	}
	var out []byte
	for {
		k := strings.Index(s, "_x")
		if k < 0 {
			return append(out, s...)
		}
		out = append(out, s[:k]...)
		s = s[k:]
		c, ok := escapedChar(s)
		if !ok {
			out = append(out, s[:2]...)
			s = s[2:]
			continue
		}
		if c != 0 {
			out = utf8.AppendRune(out, c)
		}
		s = s[7:]
	}
}

func escapedChar(s string) (c rune, ok bool) {
	if len(s) < 7 || s[6] != '_' {
		return 0, false
	}
	for _, h := range []byte(s[2:6]) {
		switch {
		case h >= '0' && h <= '9':
			c = c<<4 | rune(h-'0')
		case h|0x20 >= 'a' && h|0x20 <= 'f':
			c = c<<4 | rune(h|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return c, true
}
