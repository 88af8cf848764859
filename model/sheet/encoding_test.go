package sheet

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"ripen/model"
)

var (
	win = charmap.Windows1252
	jis = japanese.ShiftJIS
	le  = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be  = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	if e == nil {
		return s
	}
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return out
}

func TestEncodingIsToldByContent(t *testing.T) {
	const head = "First Name,Company\n"
	tests := []struct {
		name, mark string
		in         encoding.Encoding
		text       string
		want       string
	}{
		{"plain", "", nil, head + "Ann,Acme\n", UTF8},
		{"UTF-8", "", nil, head + "José,Müller & Söhne\n", UTF8},
		{"UTF-8, one letter", "", nil, head + "René,Acme\n", UTF8},
		{"UTF-8, Japanese", "", nil, "氏名,会社\n田中,株式会社山田\n", UTF8},
		{"UTF-8 with a mark", "\ufeff", nil, head + "José,Acme\n", UTF8BOM},
		{"UTF-8 with a mark, plain", "\ufeff", nil, head + "Ann,Acme\n", UTF8BOM},
		{"UTF-16 LE", "\xff\xfe", le, head + "José,株式会社\n", UTF16LE},
		{"UTF-16 BE", "\xfe\xff", be, head + "José,株式会社\n", UTF16BE},
		{"UTF-16 LE without a mark", "", le, head + "José,Acme\n", UTF16LE},
		{"UTF-16 BE without a mark", "", be, head + "José,Acme\n", UTF16BE},
		{"UTF-16 LE without a mark, Japanese", "", le, "氏名,会社\n田中太郎,株式会社山田製作所\n", UTF16LE},
		{"UTF-16 BE without a mark, Japanese", "", be, "氏名,会社\n田中太郎,株式会社山田製作所\n", UTF16BE},
		{"a single é at the end of a name", "", win, head + "René,Acme\n", Windows1252},
		{"a single é within a name", "", win, head + "Léa,Acme\n", Windows1252},
		{"umlauts", "", win, head + "Jürgen,Müller & Söhne\nGünther,Größe Ähre Über Öl\n", Windows1252},
		{"umlauts that read as kanji", "", win, head + "Jörg,Käse Bäcker\n", Windows1252},
		{"French", "", win, head + "Hélène,Société Générale\nFrançois,Crédit à Noël\n", Windows1252},
		{"Spanish capitals", "", win, head + "ÍÑIGO,AÑO ÁÉÍÓÚ\n", Windows1252},
		{"curly quotes", "", win, head + "Ann,The “Best” Company’s\n", Windows1252},
		{"a dash and a trade mark", "", win, head + "Ann,Acme – Tools™ €5\n", Windows1252},
		{"Japanese companies", "", jis, head + "田中,株式会社山田製作所\n佐藤,トヨタ自動車\n", ShiftJIS},
		{"one Japanese company", "", jis, head + "Tanaka,(株)日立\n", ShiftJIS},
		{"half-width katakana", "", jis, head + "ﾀﾅｶ,ｶﾌﾞｼｷｶﾞｲｼｬ\n", ShiftJIS},
		{"one character a name", "", jis, head + "林,Acme\n森,Widget\n", ShiftJIS},
		{"a kanji behind a letter", "", jis, head + "Tanaka,A社\nSato,B社\n山田,C社\n", ShiftJIS},
		{"kana", "", jis, head + "さくら,ソニー\n", ShiftJIS},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := opened(t, tt.mark+encoded(t, tt.in, tt.text), Options{Heading: model.HeadingYes})
			if got := r.Format().Encoding; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			var back strings.Builder
			back.WriteString(strings.Join(r.Header(), ",") + "\n")
			for _, rec := range all(t, r) {
				back.WriteString(strings.Join(rec.Cells, ",") + "\n")
			}
			if back.String() != tt.text {
				t.Errorf("read %q, want %q", back.String(), tt.text)
			}
		})
	}
}

// Any one accented letter in any place of a word, alone in a file.
func TestOneWesternLetterIsNeverJapanese(t *testing.T) {
	for c := 0x80; c <= 0xff; c++ {
		for _, word := range []string{"ab%cde", "%crbert", "Ren%c", "l%c C", "A%cB"} {
			word = strings.ReplaceAll(word, "%c", string([]byte{byte(c)}))
			r := opened(t, "Name,Company\n"+word+",Acme\n", Options{IsHeader: known})
			if got := r.Format().Encoding; got != Windows1252 {
				t.Errorf("%q is %s", word, got)
			}
		}
	}
}

func TestLateLettersSettleTheEncoding(t *testing.T) {
	const row = "Ann,Acme\n"
	lead := "Name,Company\n" + strings.Repeat(row, 5<<18/len(row))
	for _, pad := range []string{"", "x", "xx", "xxx"} { // wherever a buffer ends
		for _, tt := range []struct {
			tail, want string
			enc        string
		}{
			{"Ren\xe9,Acme\n", "René", Windows1252},
			{"René,Acme\n", "René", UTF8},
		} {
			recs := []Record(nil)
			r := opened(t, lead+pad+row+strings.Repeat(tt.tail, 2), Options{IsHeader: known})
			if recs = all(t, r); r.Format().Encoding != tt.enc {
				t.Errorf("%s, want %s", r.Format().Encoding, tt.enc)
			}
			if got := recs[len(recs)-1].Cells[0]; got != tt.want {
				t.Errorf("the late name is %q", got)
			}
		}
	}
}

// Buffers end within a letter, which is then neither half a letter nor two.
func TestLettersAcrossBuffers(t *testing.T) {
	for cut := range 5 {
		file := "Name,Company\n" + strings.Repeat("Ann,Acme\n", 256<<10/9)
		file = file[:256<<10-1-cut] + "株"
		r := opened(t, file, Options{IsHeader: known})
		if got := r.Format().Encoding; got != UTF8 {
			t.Errorf("%d bytes before the end of a buffer: %s", cut, got)
		}
		if recs := all(t, r); !strings.HasSuffix(strings.Join(recs[len(recs)-1].Cells, ","), "株") {
			t.Errorf("the last row is %q", recs[len(recs)-1].Cells)
		}
	}
}

func TestStrayBytesDoNotTurnUTF8IntoSomethingElse(t *testing.T) {
	var b strings.Builder
	b.WriteString("Name,Company\n")
	for i := range 40 {
		fmt.Fprintf(&b, "José %d,Müller\n", i)
	}
	b.WriteString("br\xffken,Acme\nha\xe9lf,M\xc3\nx\xe3,\xa3\xa3\n")
	r := opened(t, b.String(), Options{IsHeader: known})
	recs := all(t, r)
	if got := r.Format().Encoding; got != UTF8 {
		t.Fatalf("%s", got)
	}
	if got := shown(recs[39:]); got[0] != "41: José 39|Müller" || got[1] != "42: br\ufffdken|Acme" || got[2] != "43: ha\ufffdlf|M\ufffd" || got[3] != "44: x\ufffd|\ufffd" {
		t.Errorf("%q", got)
	}
}

func TestAScriptThatIsNotReadIsNamed(t *testing.T) {
	var b strings.Builder
	for range 20 {
		b.WriteString("Иванов Пётр Сергеевич;общество с ограниченной ответственностью Ромашка;директор по продажам\n")
	}
	russian := encoded(t, charmap.Windows1251, b.String())
	_, err := Open(strings.NewReader(russian), int64(len(russian)), Options{})
	wantRefusal(t, err, "windows-1251, which cannot be read; save it as UTF-8")

	chinese := encoded(t, simplifiedchinese.GB18030, strings.Repeat("王小明,中国石油化工集团有限公司的销售经理,我们是一个在北京的公司\n", 40))
	_, err = Open(strings.NewReader(chinese), int64(len(chinese)), Options{})
	wantRefusal(t, err, "GB-18030, which cannot be read; save it as UTF-8")
}
