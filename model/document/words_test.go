package document

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMain lets each property run 1,000 cases unless the command line asks for
// another number.
func TestMain(m *testing.M) {
	if f := flag.Lookup("rapid.checks"); f != nil {
		_ = f.Value.Set("1000")
	}
	flag.Parse()
	os.Exit(m.Run())
}

func TestMoneyForPeople(t *testing.T) {
	for _, c := range []struct {
		cents    int64
		currency string
		want     string
	}{
		{0, "USD", "$0"}, {99, "USD", "$0.99"}, {350_000_00, "USD", "$350,000"}, {120050, "EUR", "€1,200.50"},
		{82_000_000_00, "GBP", "£82,000,000"}, {80_000_00, "CHF", "CHF 80,000"}, {-5_00, "USD", "-$5"}, {100_00, "", "100"}, {99_900, "USD", "$999"},
	} {
		if got := Money(c.cents, c.currency); got != c.want {
			t.Errorf("%d %s is %q, want %q", c.cents, c.currency, got, c.want)
		}
	}
}

func TestFillReplacesNamesAndNothingElse(t *testing.T) {
	fields := map[string]string{"name": "Mia", "a.b": "x", "evil": "{name} {{name}} {{.Exec}} ${HOME} %s", "blank": " "}
	for _, c := range []struct {
		template, want string
		missing        []string
	}{
		{"Dear {name},", "Dear Mia,", nil},
		{"{evil}", fields["evil"], nil},
		{"{{name}}", "{Mia}", nil},
		{"{ name } {} {1} {na me} { {name}", "{ name } {} {1} {na me} { Mia", nil},
		{"{gone} {name} {gone} {blank}", "{gone} Mia {gone} {blank}", []string{"gone", "blank"}},
		{"{a.b}", "x", nil},
		{"", "", nil},
	} {
		got, missing := Fill(c.template, fields)
		if got != c.want || !slices.Equal(missing, c.missing) {
			t.Errorf("%q: got %q, missing %v", c.template, got, missing)
		}
	}
}

func TestFillPutsEachPieceWhereItStood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[{}a-c$%. ]{0,8}`)
		fields := rapid.MapOf(rapid.SampledFrom([]string{"a", "b", "c"}), value).Draw(t, "fields")
		pieces := rapid.SliceOf(rapid.StringMatching(`[x-z .]{0,4}|\{[a-c]\}`)).Draw(t, "pieces")
		var want strings.Builder
		var missing []string
		for _, p := range pieces {
			name := strings.Trim(p, "{}")
			v := strings.TrimSpace(fields[name])
			switch {
			case !strings.HasPrefix(p, "{"):
				want.WriteString(p)
			case v == "":
				want.WriteString(p)
				if !slices.Contains(missing, name) {
					missing = append(missing, name)
				}
			default:
				want.WriteString(fields[name])
			}
		}
		got, lack := Fill(strings.Join(pieces, ""), fields)
		if got != want.String() || !slices.Equal(lack, missing) {
			t.Fatalf("%q with %v: got %q lacking %v, want %q lacking %v", pieces, fields, got, lack, want.String(), missing)
		}
	})
}

func TestPlainIsOneCleanLine(t *testing.T) {
	for in, want := range map[string]string{
		" a\tb  c\u00a0d ": "a b c d", "one\r\ntwo\n\n three": "one / two / three", "\x1b[1;31mred\x1b[0m\x07": "red",
		"\x1b]0;title\x07on": "on", "a\u200bb\u202ec\u2066\ufeff": "abc", "\xff\xfe": "\uFFFD", "e\u0301": "e\u0301", "\n\n": "",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestSentencesDoNotStopTwice(t *testing.T) {
	if got := sentences("“Now.”", "", "So", "it is.", "Yes"); got != "“Now.” So. it is. Yes" {
		t.Errorf("got %q", got)
	}
}
