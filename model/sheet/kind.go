package sheet

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"sync"
)

// headSize is how much of a file is looked at to tell what it is.
const headSize = 64 << 10

// headOf reads the first bytes of a file and refuses what is no list.
func headOf(in io.ReaderAt, size int64) ([]byte, error) {
	head := make([]byte, max(0, min(size, headSize)))
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, invalid("the file cannot be read (%w)", err)
	}
	head = head[:n]
	if len(bytes.Trim(head, "\x00\x1a \t\r\n\xef\xbb\xbf,;|\"")) == 0 && size <= headSize {
		return nil, invalid("the file is empty; export the list again")
	}
	for _, k := range strangers {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return nil, invalid("the file is %s", k.instead)
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	for _, m := range markups {
		if m.begins().Match(text) {
			return nil, invalid("the file is %s", m.instead)
		}
	}
	return head, nil
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

const (
	asSheet = "; open it where it comes from and export the list as .csv or .xlsx"
	unpack  = "; unpack it and load the list inside"
)

// strangers are files that are no list, by their first bytes.
var strangers = []struct{ magic, instead string }{
	{"\xd0\xcf\x11\xe0", "an old .xls workbook, or one locked with a password; save it as .xlsx without a password and load that"},
	{"%PDF", "a PDF" + asSheet},
	{"\x89PNG", "a picture" + asSheet},
	{"\xff\xd8\xff", "a picture" + asSheet},
	{"GIF8", "a picture" + asSheet},
	{"II*\x00", "a picture" + asSheet},
	{"MM\x00*", "a picture" + asSheet},
	{"\x1f\x8b", "a gzip archive" + unpack},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive" + unpack},
	{"Rar!\x1a\x07", "a RAR archive" + unpack},
	{"BZh", "a bzip2 archive" + unpack},
	{"\xfd7zXZ", "an xz archive" + unpack},
	{`{\rtf`, "a text document (RTF)" + asSheet},
	{"SQLite format 3\x00", "a database" + asSheet},
	{"PAR1", "a Parquet table" + asSheet},
	{"\x7fELF", "a program" + asSheet},
	{"MZ\x90\x00", "a program" + asSheet},
}

// markups are texts that are no list, by how they begin after white space.
var markups = []struct {
	begins  func() *regexp.Regexp
	instead string
}{
	{pattern(`(?i)^<(!doctype html|html|head|body|table|meta|div|style)\b`),
		"a web page (some systems call it .xls); open it in a spreadsheet and save it as .xlsx, or export the list as .csv"},
	{pattern(`(?i)^<(\?xml|!--|workbook)`), "XML; open it in a spreadsheet and save it as .xlsx, or export the list as .csv"},
	{pattern(`^(\{\s*"[^"\r\n]*"\s*:|\{\s*\}|\[\s*[\[{]\s*["{\[\]}]|\[\s*"[^"\r\n]*"\s*[,\]])`), "JSON; export the list as .csv or .xlsx instead"},
	{pattern(`(?i)^BEGIN:(VCARD|VCALENDAR)`), "a file of address cards; import it into the address book and export that as .csv"},
}

// isBinary says that bytes are no text of any encoding read here: many control
// characters, or more NULs than a careless export strews in.
func isBinary(b []byte) bool {
	var nul, control int
	for _, c := range b {
		switch {
		case c == 0:
			nul++
		case c < ' ' && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b:
			control++
		}
	}
	return control > 8+len(b)/50 || nul > 8+len(b)/2
}

// pattern is compiled when it is first needed: most commands of the program
// read no list, and start without.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
