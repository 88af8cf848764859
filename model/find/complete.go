package find

import (
	"slices"
	"strings"
)

// Complete offers what may stand at the cursor, a byte of text: keys with their
// colon while a word is typed that could be one, values after the colon. Each
// is the whole piece that takes the place of the one under the cursor. values
// gives the team's own values of a key ([Open]); nil gives none.
func Complete(text string, cursor int, values func(key string) []string) []string {
	cursor = min(max(cursor, 0), len(text))
	pieces := split(text[:cursor])
	if len(pieces) == 0 || pieces[len(pieces)-1].to < cursor {
		return nil
	}
	p := pieces[len(pieces)-1]
	head := text[p.from:cursor]
	if p.key == "" {
		return completeKey(p, head)
	}
	k, err := keyOf(p.key)
	if err != nil {
		return nil
	}
	offered := append(slices.Clone(k.choices), k.words...)
	if values != nil && Open(k.name) {
		offered = append(offered, values(k.name)...)
	}
	before, typed := text[p.from:p.valueStart], strings.ToLower(strings.Trim(text[p.valueStart:cursor], `"`))
	return begun(offered, typed, func(v string) string { return before + quoted(v) })
}

func completeKey(p piece, head string) []string {
	typed, sign := strings.ToLower(head), ""
	if p.not {
		typed, sign = typed[1:], "-"
	}
	if typed == "" || strings.Contains(head, `"`) {
		return nil
	}
	return begun(Keys(), typed, func(k string) string { return sign + k + ":" })
}

// begun are the words that go on from what is typed, written out; one that is
// typed whole needs no offer.
func begun(all []string, typed string, write func(string) string) []string {
	var out []string
	for _, w := range all {
		if low := strings.ToLower(w); strings.HasPrefix(low, typed) && low != typed {
			if done := write(w); !slices.Contains(out, done) {
				out = append(out, done)
			}
		}
	}
	return out
}
