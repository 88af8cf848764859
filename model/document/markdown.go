package document

import (
	"regexp"
	"strings"
)

// Markdown is the dossier as CommonMark with tables. Whatever the texts of the
// lead hold, they stay text: no heading, table, link or mark-up comes of them.
func (d Doc) Markdown() []byte {
	return markdown(d.title(), d.under(), d.sections())
}

func markdown(title, under string, all []section) []byte {
	var b strings.Builder
	b.WriteString("# " + escape(title) + "\n\n" + escape(under) + "\n")
	for _, s := range all {
		b.WriteString("\n## " + escape(s.title) + "\n")
		for _, block := range s.blocks {
			b.WriteByte('\n')
			writeBlock(&b, block)
		}
	}
	return []byte(b.String())
}

func writeBlock(b *strings.Builder, block block) {
	switch block := block.(type) {
	case para:
		b.WriteString(escape(string(block)) + "\n")
	case under:
		b.WriteString("### " + escape(string(block)) + "\n")
	case facts:
		for _, f := range block {
			b.WriteString("- **" + escape(f[0]) + ":** " + escape(f[1]) + "\n")
		}
	case bullet:
		for _, line := range block {
			b.WriteString("- " + escape(line) + "\n")
		}
	case code:
		b.WriteString("```\n" + strings.Join(block, "\n") + "\n```\n")
	case table:
		row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
		row(block.head)
		row(strings.Split(strings.Repeat("---,", len(block.head)-1)+"---", ","))
		for _, r := range block.rows {
			cells := make([]string, len(r))
			for i, c := range r {
				cells[i] = escape(c.text)
				if m := marks[c.rung]; m != "" {
					cells[i] = m + " " + cells[i]
				}
			}
			row(cells)
		}
	}
}

// marks of the rungs; the word stands beside each.
var marks = map[string]string{"confirmed": "●", "stated": "◐", "listed": "◔", "unknown": "○", "stale": "◌"}

var (
	// What means something inside a line.
	inline = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
		"<", "\\<", ">", "\\>", "|", "\\|", "~", "\\~")
	// What means something at the beginning of a line, as each text may stand.
	opening = regexp.MustCompile(`^(#|\+|-|=|\d+[.)])`)
	closing = regexp.MustCompile(`(\s)(#+)$`) // would end a heading
	entity  = regexp.MustCompile(`&(#?[A-Za-z0-9]+;)`)
)

// escape makes a line of Markdown that reads as s.
func escape(s string) string {
	s = entity.ReplaceAllString(inline.Replace(plain(s)), `\&$1`)
	s = closing.ReplaceAllString(s, `$1\$2`)
	if at := opening.FindStringIndex(s); at != nil {
		return s[:at[1]-1] + `\` + s[at[1]-1:]
	}
	return s
}
