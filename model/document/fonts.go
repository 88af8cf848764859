package document

import (
	"slices"
	"strings"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"ripen/model"
)

// Fonts are TrueType files for the PDF, each as bytes.
type Fonts struct{ Regular, Bold []byte }

// GoFonts are the Go fonts (Bigelow & Holmes, BSD licence, which comes with the
// module that holds them): Latin, Greek and Cyrillic.
func GoFonts() Fonts { return Fonts{goregular.TTF, gobold.TTF} }

// box stands for a character that the fonts lack.
const box = '□'

// typesetter makes text fit for the fonts and remembers what they lack.
type typesetter struct {
	fonts   []*sfnt.Font
	buffer  sfnt.Buffer
	has     map[rune]bool
	missing map[rune]bool
}

func newTypesetter(f Fonts) (*typesetter, error) {
	t := &typesetter{has: map[rune]bool{}, missing: map[rune]bool{}}
	for _, b := range [][]byte{f.Regular, f.Bold} {
		font, err := sfnt.Parse(b)
		if err != nil {
			return nil, model.Errorf(model.Internal, "a font of the dossier cannot be read: %w", err)
		}
		t.fonts = append(t.fonts, font)
	}
	return t, nil
}

// text is s with a box for each character that one of the fonts lacks.
// Accents typed apart are put together first, since fonts have the whole letter.
func (t *typesetter) text(s string) string {
	return strings.Map(func(r rune) rune {
		if t.known(r) {
			return r
		}
		t.missing[r] = true
		return box
	}, norm.NFC.String(plain(s)))
}

func (t *typesetter) known(r rune) bool {
	known, asked := t.has[r]
	if !asked {
		known = r <= 0xFFFF // beyond it the file format's tables end
		for _, f := range t.fonts {
			if i, err := f.GlyphIndex(&t.buffer, r); err != nil || i == 0 {
				known = false
			}
		}
		t.has[r] = known
	}
	return known
}

func (t *typesetter) lacked() []rune {
	var out []rune
	for r := range t.missing {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}
