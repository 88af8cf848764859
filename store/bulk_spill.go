package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ripen/model"
)

// spill keeps what the leads of a large list are settled from until all its
// rows are in: the rows of a company may stand anywhere. Records of a lead are
// chained backwards. The file lies beside the database, closed to others, and
// is gone from its folder as soon as it is open, where the system allows it.
type spill struct {
	f    *os.File
	w    *bufio.Writer
	end  int64 // where the next record begins
	buf  []byte
	read []byte
}

// spillPrefix begins the names of spills; what a killed import has left behind
// is swept by the next.
const spillPrefix = ".import-"

func newSpill(db string) (*spill, error) {
	dir := filepath.Dir(db)
	if left, err := filepath.Glob(filepath.Join(dir, spillPrefix+"*")); err == nil {
		for _, name := range left {
			_ = os.Remove(name) // another import's own, where it cannot be
		}
	}
	f, err := os.CreateTemp(dir, spillPrefix+"*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // where an open file cannot be removed it is removed at the end
	return &spill{f: f, w: bufio.NewWriterSize(f, 1<<18), read: make([]byte, 2048)}, nil
}

func (s *spill) close() error {
	err := s.f.Close()
	if e := os.Remove(s.f.Name()); e != nil && !errors.Is(e, os.ErrNotExist) {
		err = errors.Join(err, e)
	}
	return err
}

// The kinds of records.
const (
	headRecord     = 'h' // the lead and its company
	contactRecord  = 'c' // a contact; a later one of the same id takes its place
	evidenceRecord = 'e'
)

const spillHead = 4 + 8 // length of the rest, place of the record before it

// put appends a record behind the one at prev and returns its place. fill
// writes what it holds.
func (s *spill) put(prev int64, kind byte, fill func(*packer)) (int64, error) {
	p := packer{append(s.buf[:0], make([]byte, spillHead)...)}
	p.b = append(p.b, kind)
	fill(&p)
	s.buf = p.b
	binary.LittleEndian.PutUint32(p.b, uint32(len(p.b)-spillHead)) //nolint:gosec // a record is a row
	binary.LittleEndian.PutUint64(p.b[4:], uint64(prev))           //nolint:gosec // a place or -1
	at := s.end
	s.end += int64(len(p.b))
	_, err := s.w.Write(p.b)
	return at, err
}

// get reads the record at a place: its kind, what it holds, and the place of
// the one before.
func (s *spill) get(at int64) (kind byte, body string, prev int64, err error) {
	for {
		n, err := s.f.ReadAt(s.read, at)
		need := spillHead
		if n >= need {
			need += int(binary.LittleEndian.Uint32(s.read))
		}
		switch {
		case need > len(s.read):
			s.read = make([]byte, 2*need)
		case n >= need:
			prev = int64(binary.LittleEndian.Uint64(s.read[4:])) //nolint:gosec // as it was put
			return s.read[spillHead], string(s.read[spillHead+1 : need]), prev, nil
		case s.w.Buffered() == 0:
			return 0, "", 0, errors.Join(err, io.ErrUnexpectedEOF)
		default: // it is in the buffer still
			if err := s.w.Flush(); err != nil {
				return 0, "", 0, err
			}
		}
	}
}

// packer writes the fields of a record, unpacker reads them in the same order.
type packer struct{ b []byte }

func (p *packer) num(n int64) { p.b = binary.AppendVarint(p.b, n) }

func (p *packer) text(s string) {
	p.b = binary.AppendUvarint(p.b, uint64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packer) yes(v bool) {
	n := int64(0)
	if v {
		n = 1
	}
	p.num(n)
}

func (p *packer) place(at model.Place) {
	for _, s := range []string{at.Street, at.City, at.State, at.Zip, at.Country} {
		p.text(s)
	}
}

type unpacker struct{ s string }

func (u *unpacker) num() int64 {
	var x uint64
	for shift := 0; len(u.s) > 0; shift += 7 {
		c := u.s[0]
		u.s = u.s[1:]
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			break
		}
	}
	return int64(x>>1) ^ -int64(x&1) //nolint:gosec // zig-zag
}

func (u *unpacker) size() int {
	n := 0
	for shift := 0; len(u.s) > 0; shift += 7 {
		c := u.s[0]
		u.s = u.s[1:]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			break
		}
	}
	return n
}

func (u *unpacker) text() string {
	n := min(u.size(), len(u.s))
	out := u.s[:n]
	u.s = u.s[n:]
	return out
}

func (u *unpacker) yes() bool { return u.num() != 0 }

func (u *unpacker) place() model.Place {
	return model.Place{Street: u.text(), City: u.text(), State: u.text(), Zip: u.text(), Country: u.text()}
}

// packContact writes what a lead is settled from, and what a merge looks at.
func packContact(p *packer, c *model.Contact, note string) {
	p.num(int64(c.ID))
	for _, s := range []string{c.Name, c.Title, string(c.Region), strings.Join(c.Zones, ";"), note} {
		p.text(s)
	}
	p.place(c.Place)
	p.yes(c.NoEmail)
	p.num(int64(len(c.Points)))
	for _, r := range c.Points {
		p.num(int64(r.ID))
		for _, s := range []string{string(r.Kind), r.Key, r.Shown, string(r.Status)} {
			p.text(s)
		}
		p.yes(r.NoConsent)
	}
}

func unpackContact(u *unpacker) (c model.Contact, note string) {
	c.ID, c.Role = model.ContactID(u.num()), model.RoleUnknown
	c.Name, c.Title, c.Region = u.text(), u.text(), model.Region(u.text())
	if zones := u.text(); zones != "" {
		c.Zones = strings.Split(zones, ";")
	}
	note = u.text()
	c.Place, c.NoEmail = u.place(), u.yes()
	c.Points = make([]model.Point, u.num())
	for i := range c.Points {
		c.Points[i] = model.Point{ID: model.PointID(u.num()), ContactID: c.ID, Kind: model.PointKind(u.text()), Key: u.text(), Shown: u.text(),
			Status: model.PointStatus(u.text()), NoConsent: u.yes()}
	}
	return c, note
}

// packHead writes a lead and its company.
func packHead(p *packer, l *model.Lead, c *model.Company) {
	p.num(int64(l.OwnerID))
	p.text(l.Source)
	p.num(millis(l.ReceivedAt))
	p.text(c.Name)
	p.text(c.Domain)
	p.place(c.Place)
}

func unpackHead(u *unpacker, l *model.Lead, c *model.Company) {
	l.OwnerID, l.Source, l.ReceivedAt = model.MemberID(u.num()), u.text(), fromMillis(u.num())
	c.Name, c.Domain, c.Place = u.text(), u.text(), u.place()
}

// packEvidence writes an entry of the list.
func packEvidence(p *packer, e *model.Evidence) {
	p.num(int64(e.ID))
	p.text(string(e.Attribute))
	p.num(int64(len(e.Value)))
	for k, v := range e.Value {
		p.text(k)
		p.text(v)
	}
}

func unpackEvidence(u *unpacker) (e model.Evidence) {
	e.ID, e.Attribute, e.Level = model.EvidenceID(u.num()), model.AttributeKey(u.text()), model.Listed
	e.Value = model.Value{}
	for range u.num() {
		key := u.text()
		e.Value[key] = u.text()
	}
	return e
}
