package main

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"
)

func TestDarkOrLight(t *testing.T) {
	for answer, want := range map[string]bool{
		"rgb:0000/0000/0000": true, "rgb:1e1e/1e1e/2e2e": true, "rgb:ffff/ffff/ffff": false, "rgb:fd/f6/e3": false, "rgb:f/f/f": false,
		"rgba:ffff/ffff/ffff/0000": false, "rgb:0000/0000/ffff": true, "rgb:0000/ffff/0000": false,
		"": true, "rgb:": true, "rgb:ffff/ffff": true, "rgb:ffff/ffff/nine": true, "rgb:fffff/ffff/ffff": true, "?": true, "rgb://": true,
	} {
		if got := isDark(answer); got != want {
			t.Errorf("%q: dark is %v", answer, got)
		}
	}
}

// However the line cuts up what the terminal sends, no byte of an answer is a
// key and no key is lost. Only an escape that ends a piece counts as the key
// that it looks like.
func TestAnswersAreSiftedOut(t *testing.T) {
	key := rapid.SampledFrom([]string{"a", "é", " ", "\r", "\x1b[A", "\x1b[I", "\x1b[<0;3;4M", "\x1b[200~pasted\x1b[201~", "]", "[", "\x1bx", "\x1b[?25h", "11;", "c"})
	rapid.Check(t, func(rt *rapid.T) {
		typed := func() string { return strings.Join(rapid.SliceOfN(key, 0, 4).Draw(rt, "keys"), "") }
		end := rapid.SampledFrom([]string{"\x07", "\x1b\\"}).Draw(rt, "end")
		before, between, after := typed(), typed(), typed()
		first, second := "\x1b]11;rgb:fafa/fafa/fafa"+end, "\x1b[?62;22c"
		if rapid.Bool().Draw(rt, "kind first") {
			first, second = second, first
		}
		sent := before + first + between + second + after
		q := question{noColour: true, noKind: true}
		var got []byte
		for rest := sent; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(rt, "piece")
			got = append(got, q.sift([]byte(rest[:n]), rest[:n] != rest)...)
			rest = rest[n:]
		}
		if want := before + between + after; string(got) != want {
			rt.Fatalf("%q became %q, not %q", sent, got, want)
		}
		if q.owed() || q.colour != "rgb:fafa/fafa/fafa" || len(q.held) > 0 {
			rt.Fatalf("it was not understood: %+v", q)
		}
	})
}

// While the console runs, an escape at the end of what was read is the key Esc
// at once; an answer that was cut just there is swallowed all the same.
func TestEscapeIsNotHeldBack(t *testing.T) {
	tests := []struct {
		pieces []string
		want   string
	}{
		{[]string{"\x1b"}, "\x1b"},
		{[]string{"\x1b", "j"}, "\x1bj"},
		{[]string{"\x1b", "[", "]"}, "\x1b[]"},
		{[]string{"\x1b", "]11;rgb:ff/ff/ff\x07x"}, "\x1bx"},
		{[]string{"\x1b]", "11;rgb:ff/ff/ff\x1b", "\\", "\x1b[?6", "2cx"}, "x"},
		{[]string{"\x1b]11;" + strings.Repeat("f", 100)}, "\x1b]11;" + strings.Repeat("f", 100)},
	}
	for _, tt := range tests {
		q, got := question{noColour: true, noKind: true}, ""
		for _, p := range tt.pieces {
			got += string(q.sift([]byte(p), false))
		}
		if got != tt.want {
			t.Errorf("%q became %q, not %q", tt.pieces, got, tt.want)
		}
	}
}

func TestKeysTypedAhead(t *testing.T) {
	var got []string
	for _, k := range typedAhead([]byte("2 é\r\t\x7f\x1b[A\x1b]11;x\x07\x01q")) {
		got = append(got, k.String())
	}
	if want := "[2   é enter tab backspace ctrl+a q]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, not %s", got, want)
	}
	if k := typedAhead([]byte("\x1b")); len(k) != 1 || k[0].Type != tea.KeyEsc {
		t.Errorf("an escape by itself: %v", k)
	}
}
