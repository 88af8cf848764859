package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// script is how a file's text is to be read.
type script struct {
	name   string
	bom    int64 // bytes of the byte order mark
	repair bool  // it has bytes that are not UTF-8
}

// decoder of the bytes into UTF-8; nil: they are UTF-8.
func (s script) decoder() *encoding.Decoder {
	switch s.name {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	case Windows1252:
		return charmap.Windows1252.NewDecoder()
	case ShiftJIS:
		return japanese.ShiftJIS.NewDecoder()
	}
	return nil
}

// scriptOf tells the encoding of a file. Without a mark the whole file is read
// for it: a list may be plain for a megabyte before its first Müller.
func scriptOf(in io.ReaderAt, size int64, head []byte) (script, error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return script{name: UTF16LE, bom: 2}, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return script{name: UTF16BE, bom: 2}, nil
	}
	if name := unmarkedUTF16(head); name != "" {
		return script{name: name}, nil
	}
	if isBinary(head) {
		return script{}, invalid("the file is no text and no workbook; export the list as .csv or .xlsx")
	}
	t, err := tallyOf(in, size)
	if err != nil {
		return script{}, err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		return script{name: UTF8BOM, bom: 3, repair: t.bad > 0}, nil
	}
	// Characters of several bytes hardly ever come about by chance in another
	// encoding; some bad bytes among many are what a broken export left.
	if t.bad == 0 || t.good >= 4*t.bad {
		return script{name: UTF8, repair: t.bad > 0}, nil
	}
	if isShiftJIS(t.sample) {
		return script{name: ShiftJIS}, nil
	}
	if other := otherScript(t.sample); other != "" {
		return script{}, invalid("the file seems to be written in %s, which cannot be read; save it as UTF-8", other)
	}
	return script{name: Windows1252}, nil
}

// tally counts what a file holds beyond ASCII.
type tally struct {
	good   int    // characters of several bytes that are UTF-8
	bad    int    // bytes that are not
	sample []byte // lines with bad bytes, at most sampleSize
}

const sampleSize = 64 << 10

func tallyOf(in io.ReaderAt, size int64) (tally, error) {
	var t tally
	buf := make([]byte, 256<<10)
	kept := 0 // bytes of a character cut off by the end of the buffer
	for at := int64(0); at < size; {
		n, err := in.ReadAt(buf[kept:min(int64(len(buf)), int64(kept)+size-at)], at)
		if err != nil && !errors.Is(err, io.EOF) {
			return t, invalid("the file cannot be read (%w)", err)
		}
		if n == 0 {
			break // shorter than was said
		}
		at += int64(n)
		chunk := buf[:kept+n]
		rest := 0
		if at < size {
			rest = cutRune(chunk)
		}
		t.add(chunk[:len(chunk)-rest])
		kept = copy(buf, chunk[len(chunk)-rest:])
	}
	return t, nil
}

// cutRune is how many bytes at the end of b begin a character that goes on.
func cutRune(b []byte) int {
	for i := 1; i <= min(3, len(b)); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= 0xc0 && !utf8.FullRune(b[len(b)-i:]) {
				return i
			}
			return 0
		}
	}
	return 0
}

func (t *tally) add(b []byte) {
	bad := t.bad
	for rest := b[plain(b):]; len(rest) > 0; rest = rest[plain(rest):] {
		_, n := utf8.DecodeRune(rest)
		if n > 1 {
			t.good++
		} else {
			t.bad++
		}
		rest = rest[n:]
	}
	if t.bad == bad {
		return
	}
	for line := range bytes.Lines(b) {
		if plain(line) < len(line) && len(t.sample) < sampleSize {
			t.sample = append(t.sample, line[:min(len(line), sampleSize-len(t.sample))]...)
		}
	}
}

// plain is the length of the ASCII that b begins with, counted in words of
// eight bytes: most lists have nothing else.
func plain(b []byte) int {
	i := 0
	for ; i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0; i += 8 {
	}
	for ; i < len(b) && b[i] < utf8.RuneSelf; i++ {
	}
	return i
}

// unmarkedUTF16 tells UTF-16 without a mark by its NULs: the high bytes of
// ASCII letters, separators and line ends. In other scripts these are few, but
// the bytes between are then such as no ASCII text has.
func unmarkedUTF16(b []byte) string {
	var nul, end [2]int // by whether the byte is first or second of its pair
	strange := 0
	for i := 0; i+1 < len(b); i += 2 {
		for side, c := range b[i : i+2] {
			other := b[i+1-side]
			if c == 0 {
				nul[side]++
			}
			if c == 0 && (other == '\n' || other == '\r') {
				end[side]++
			}
			if c >= utf8.RuneSelf || c != 0 && c < '\t' || c > '\r' && c < ' ' {
				strange++
			}
		}
	}
	pairs := len(b) / 2
	for side, name := range []string{UTF16BE, UTF16LE} {
		clear := nul[side] > 4*nul[1-side] && nul[side] > 0
		if clear && (nul[side]*4 > pairs || nul[side]*20 > pairs && end[side] > 0 && strange*10 > pairs && !utf8.Valid(b)) {
			return name
		}
	}
	return ""
}

// isShiftJIS tells Japanese from Western text. Both read as the other: "é" and
// the letter after it make a kanji. But Japanese characters stand side by side
// or by themselves, and Western ones of the upper half among plain letters.
func isShiftJIS(b []byte) bool {
	var eastern, western, single, broken int
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		n, kana, kanji := japaneseRun(b[i:])
		if n == 0 {
			broken++
			i++
			continue
		}
		among := i > 0 && isLetter(b[i-1]) || i+n < len(b) && isLetter(b[i+n])
		switch {
		case among && (kanji == 0 || kana+kanji == 1 && b[i+1] < utf8.RuneSelf):
			western += kana + kanji
		case kana+kanji > 1:
			eastern += kana + kanji
		default:
			single += kanji
		}
		i += n
	}
	if western == 0 {
		eastern += single
	}
	return eastern > 2*western && broken*50 <= eastern
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// japaneseRun is the length of the run of characters of Shift-JIS that b begins
// with, and how many of them are half-width kana and how many of two bytes.
func japaneseRun(b []byte) (n, kana, kanji int) {
	dec := japanese.ShiftJIS.NewDecoder()
	for n < len(b) {
		switch c := b[n]; {
		case c >= 0xa1 && c <= 0xdf:
			kana++
			n++
			continue
		case c < utf8.RuneSelf || n+1 == len(b):
			return n, kana, kanji
		}
		got, err := dec.Bytes(b[n : n+2])
		if r, size := utf8.DecodeRune(got); err != nil || r == utf8.RuneError || size != len(got) {
			return n, kana, kanji
		}
		kanji++
		n += 2
	}
	return n, kana, kanji
}

// otherScript names an encoding of another script that is not read, as far as
// that can be told; "" where the text is mostly plain letters.
func otherScript(b []byte) string {
	var high, letters int
	for _, c := range b {
		if c >= utf8.RuneSelf {
			high++
		} else if isLetter(c) {
			letters++
		}
	}
	if high < 30 || high*3 < letters {
		return ""
	}
	foreign := high > letters // no Western language has more letters with accents than without
	best, err := chardet.NewTextDetector().DetectBest(b)
	if err != nil || best.Confidence < 30 && !foreign {
		return ""
	}
	switch best.Charset {
	case "windows-1251", "KOI8-R", "ISO-8859-5", "ISO-8859-6", "windows-1256", "ISO-8859-7", "windows-1253", "ISO-8859-8", "ISO-8859-8-I",
		"windows-1255", "GB-18030", "EUC-JP", "EUC-KR", "Big5":
		return best.Charset
	}
	return ""
}
