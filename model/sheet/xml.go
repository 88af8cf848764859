package sheet

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxToken is the most bytes of one tag or one text in a workbook. A cell of
// Excel holds 32,767 characters.
const maxToken = 1 << 20

var errToken = errors.New("it holds a text of more than 1 MiB")

// parts reads a part of a workbook tag by tag, never more of it than one.
type parts struct {
	dec  *xml.Decoder
	left int   // bytes that the present token may still take
	n    int64 // bytes read
	in   io.Reader
}

func newParts(in io.Reader) *parts {
	p := &parts{in: in}
	p.dec = xml.NewDecoder(bufio.NewReaderSize(p, 32<<10))
	return p
}

// Read is for the decoder.
func (p *parts) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, errToken
	}
	n, err := p.in.Read(b[:min(len(b), p.left)])
	p.left -= n
	p.n += int64(n)
	return n, err
}

// token gives the next tag or text, valid until the next call. Names are
// without their prefix where they are compared by Local.
func (p *parts) token() (xml.Token, error) {
	p.left = maxToken
	return p.dec.RawToken()
}

// attr is an attribute's value; name is without prefix.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isTrue reads a truth value of a workbook.
func isTrue(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

// eachElement calls f for each opening tag of a part.
func eachElement(in io.Reader, f func(xml.StartElement) error) error {
	p := newParts(in)
	for {
		t, err := p.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := f(e); err != nil {
				return err
			}
		}
	}
}
