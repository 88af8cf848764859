package document

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ripen/model"
)

// sheet is what can be told of a PDF without a reader of PDFs.
type sheet struct {
	pages, fonts int
	box          string
	texts        [][2]float64 // where each piece of text begins, in points from the lower left
}

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	place   = regexp.MustCompile(`BT ([\d.-]+) ([\d.-]+) Td`)
	media   = regexp.MustCompile(`/MediaBox \[([^\]]*)\]`)
)

func inspect(t *testing.T, pdf []byte) sheet {
	t.Helper()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(pdf), []byte("%%EOF")) {
		t.Fatal("no PDF")
	}
	s := sheet{pages: bytes.Count(pdf, []byte("/Type /Page\n")), fonts: bytes.Count(pdf, []byte("/FontFile2"))}
	if m := media.FindSubmatch(pdf); m != nil {
		s.box = strings.TrimSpace(string(m[1]))
	}
	for _, m := range streams.FindAllSubmatch(pdf, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		b, _ := io.ReadAll(z)
		for _, at := range place.FindAllSubmatch(b, -1) {
			x, _ := strconv.ParseFloat(string(at[1]), 64)
			y, _ := strconv.ParseFloat(string(at[2]), 64)
			s.texts = append(s.texts, [2]float64{x, y})
		}
	}
	return s
}

func TestPDF(t *testing.T) {
	w, r, h := halvorsen(t)
	pdf, missing, err := Dossier(w, r, h).PDF(GoFonts())
	if err != nil {
		t.Fatal(err)
	}
	if string(missing) != "中太田郎🚚" {
		t.Errorf("missing %q", string(missing))
	}
	s := inspect(t, pdf)
	if s.pages != 3 || s.fonts != 2 || s.box != "0 0 612.00 792.00" {
		t.Errorf("got %d pages, %d fonts, box %s", s.pages, s.fonts, s.box)
	}
	if len(pdf) > 100_000 {
		t.Errorf("%d bytes: the fonts are not cut to what is used", len(pdf))
	}
	if again, _, _ := Dossier(w, r, h).PDF(GoFonts()); !bytes.Equal(pdf, again) {
		t.Error("the same dossier gave other bytes")
	}
	for _, date := range []string{"/CreationDate (D:20261124154200", "/ModDate (D:20261124154200"} {
		if !bytes.Contains(pdf, []byte(date)) {
			t.Errorf("the PDF lacks %s: it would differ by the second", date)
		}
	}
	w.Policy.Region = "DE-BY"
	pdf, _, err = Dossier(w, r, h).PDF(GoFonts())
	if s := inspect(t, pdf); err != nil || !strings.HasPrefix(s.box, "0 0 595.28 841.89") {
		t.Errorf("in Germany the box is %s: %v", s.box, err)
	}
}

func TestNothingRunsOffThePage(t *testing.T) {
	w, r, h := halvorsen(t)
	w.Company.Name = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 9)
	w.Contacts[1].Name = strings.Repeat("W", 400)
	r.Attributes[5].Evidence.Quote = strings.Repeat("and then the dock was late again, ", 300)
	r.Attributes[3].Evidence.Value = model.Value{"systems": strings.Repeat("one long list of systems; ", 150)}
	for i := range 120 {
		w.Touches = append(w.Touches, model.Touch{ID: model.TouchID(100 + i), ContactID: 7, At: w.Now, Channel: model.Phone, Outcome: model.NoAnswer,
			Note: strings.Repeat("long note ", i%40)})
	}
	d := Dossier(w, r, h)
	pdf, _, err := d.PDF(GoFonts())
	if err != nil {
		t.Fatal(err)
	}
	s := inspect(t, pdf)
	if s.pages < 8 || len(s.texts) < 500 {
		t.Fatalf("%d pages, %d texts", s.pages, len(s.texts))
	}
	const mm = 72 / 25.4
	for _, at := range s.texts {
		if at[0] < (margin-0.1)*mm || at[0] > 612-margin*mm || at[1] < 7*mm || at[1] > 792-9*mm {
			t.Fatalf("a text stands at %v", at)
		}
	}
	set, err := newTypesetter(GoFonts())
	if err != nil {
		t.Fatal(err)
	}
	p := d.paper(GoFonts(), set, 1)
	for _, wide := range []float64{5, 20, 80} {
		for _, size := range []float64{smallSize, textSize, 19} {
			p.SetFont("go", "B", size)
			for _, l := range p.split(w.Contacts[1].Name+" "+r.Attributes[5].Evidence.Quote, wide, 0) {
				if got := p.GetStringWidth(l); got > wide+0.3 && len(l) > 1 {
					t.Fatalf("%q at %g points is %.1f mm wide in %g", l, size, got, wide)
				}
			}
		}
	}
}

func TestFontsThatAreNoneAreRefused(t *testing.T) {
	if _, _, err := Dossier(halvorsen(t)).PDF(Fonts{}); model.CodeOf(err) != model.Internal {
		t.Errorf("got %v", err)
	}
}

func TestTheGoFontsCoverEurope(t *testing.T) {
	set, err := newTypesetter(GoFonts())
	if err != nil {
		t.Fatal(err)
	}
	const all = "ÀÉÎÕÜ àéîõü ÅØÆ åøæ ßŒœ ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż ČĎĚŇŘŠŤŽ čďěňřšťž ĞİŞ ğış ŐŰ őű ΑΒΓΔ αβγδ άέήίόύώ АБВГ абвгдежзийклмн ЁЄІЇ “”‘’–—… €£$ ·•"
	if got := set.text(all); got != all || len(set.lacked()) > 0 {
		t.Errorf("lacks %q: %s", string(set.lacked()), got)
	}
	if got := set.text("Cafe\u0301 de\u0301ja\u0300"); got != "Café déjà" {
		t.Errorf("accents typed apart: %q", got)
	}
	if got := set.text("東x🚚"); got != "□x□" || fmt.Sprintf("%q", set.lacked()) != `['東' '🚚']` {
		t.Errorf("got %q, %q", got, set.lacked())
	}
}

func BenchmarkPDF(b *testing.B) {
	d := Dossier(halvorsen(b))
	for b.Loop() {
		if _, _, err := d.PDF(GoFonts()); err != nil {
			b.Fatal(err)
		}
	}
}
