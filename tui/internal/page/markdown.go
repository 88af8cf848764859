package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"ripen/tui/kit"
	"ripen/tui/theme"
)

// Markdown lays text out in painted lines of at most w cells: headings, lists,
// quotations, code blocks, tables and paragraphs with **strong**, *emphasis*
// and `code`. What it does not know it shows as it was written.
func Markdown(l theme.Look, text string, w int) []string {
	m := &marker{l: l, w: max(1, w)}
	lines := strings.Split(kit.CleanLines(text), "\n")
	for i := 0; i < len(lines); {
		i = m.block(lines, i)
	}
	m.flush()
	for i, line := range m.out {
		if kit.Width(line) > m.w { // a window of a few cells, narrower than what stands before an item
			m.out[i] = kit.Fit(line, m.w)
		}
	}
	return m.out
}

type marker struct {
	l    theme.Look
	w    int
	out  []string
	para []string // lines of the paragraph or list item that is open
	lead string   // what stands before its first line: "• "
	tone theme.Tone
}

var (
	heading = regexp.MustCompile(`^(#{1,6}) +(.*?)(?: +#+)? *$`)
	bullet  = regexp.MustCompile(`^( *)(?:[-*+]|(\d{1,3})[.)]) +(.*)$`)
	ruled   = regexp.MustCompile(`^ {0,3}([-*_])(?: *[-*_]){2,} *$`)
	divider = regexp.MustCompile(`^ *\|? *:?-+:? *(\| *:?-+:? *)*\|? *$`)
	fence   = regexp.MustCompile("^ {0,3}(```+|~~~+)")
)

// block takes the block that begins at line i and gives the line after it.
func (m *marker) block(lines []string, i int) int {
	line := lines[i]
	if strings.TrimSpace(line) == "" {
		m.flush()
		m.gap()
		return i + 1
	}
	if f := fence.FindStringSubmatch(line); f != nil {
		return m.code(lines, i, f[1])
	}
	if h := heading.FindStringSubmatch(line); h != nil {
		m.flush()
		m.heading(len(h[1]), h[2])
		if len(h[1]) > 1 && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) == "" {
			return i + 2 // what follows belongs to the heading
		}
		return i + 1
	}
	if ruled.MatchString(line) {
		m.flush()
		m.out = append(m.out, kit.Rule(m.l, m.w, ""))
		return i + 1
	}
	if i+1 < len(lines) && strings.Contains(line, "|") && divider.MatchString(lines[i+1]) {
		return m.table(lines, i)
	}
	if b := bullet.FindStringSubmatch(line); b != nil {
		m.flush()
		m.item(len(b[1]), b[2], b[3])
		return i + 1
	}
	if rest, ok := strings.CutPrefix(line, ">"); ok {
		if m.tone != theme.Dim {
			m.flush()
		}
		m.lead, m.tone = m.l.Glyphs.V+" ", theme.Dim
		line = rest
	}
	m.para = append(m.para, strings.TrimSpace(line))
	return i + 1
}

// gap is one blank line, never two and none at the top.
func (m *marker) gap() {
	if n := len(m.out); n > 0 && m.out[n-1] != "" {
		m.out = append(m.out, "")
	}
}

func (m *marker) heading(level int, text string) {
	if level <= 2 {
		m.gap()
	}
	var plain strings.Builder
	for _, p := range inline(text, theme.Title) {
		plain.WriteString(p.Text)
	}
	switch level {
	case 1:
		for _, line := range kit.Wrap(plain.String(), m.w) {
			m.out = append(m.out, m.l.Paint(theme.Title, line))
		}
	case 2:
		m.out = append(m.out, kit.Rule(m.l, m.w, plain.String()))
	default:
		for _, line := range kit.Wrap(plain.String(), m.w) {
			m.out = append(m.out, m.l.Paint(theme.Strong, line))
		}
	}
}

func (m *marker) item(indent int, number, text string) {
	m.lead = strings.Repeat(" ", min(indent, 8)) + m.l.Glyphs.Dot + " "
	if number != "" {
		m.lead = strings.Repeat(" ", min(indent, 8)) + number + ". "
	}
	m.para = []string{text}
}

func (m *marker) code(lines []string, i int, mark string) int {
	m.flush()
	for i++; i < len(lines); i++ {
		if strings.HasPrefix(strings.TrimSpace(lines[i]), mark) {
			return i + 1
		}
		for n, part := range kit.Wrap(lines[i], max(1, m.w-4)) {
			edge := m.l.Glyphs.V + " "
			if n > 0 {
				edge = m.l.Glyphs.V + m.l.Glyphs.Ellipsis
			}
			m.out = append(m.out, " "+m.l.Paint(theme.Rule, edge)+m.l.Paint(theme.Info, part))
		}
	}
	return i
}

// flush lays out the open paragraph.
func (m *marker) flush() {
	if len(m.para) == 0 {
		return
	}
	first := m.lead
	rest := strings.Repeat(" ", kit.Width(first))
	if m.tone == theme.Dim {
		rest = first
	}
	for i, line := range fill(m.l, inline(strings.Join(m.para, " "), m.tone), max(1, m.w-kit.Width(first))) {
		lead := rest
		if i == 0 {
			lead = first
		}
		m.out = append(m.out, m.l.Paint(theme.Dim, lead)+line)
	}
	m.para, m.lead, m.tone = nil, "", theme.Text
}

// unescape is what Markdown's backslashes keep from meaning something.
const unescape = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// inline parts a line by its marks.
func inline(s string, tone theme.Tone) []kit.Part {
	var parts []kit.Part
	var b strings.Builder
	strong, em := false, false
	now := func() theme.Tone {
		if strong || em {
			return theme.Strong
		}
		return tone
	}
	end := func(t theme.Tone) {
		if b.Len() > 0 {
			parts = append(parts, kit.Part{Text: b.String(), Tone: t})
			b.Reset()
		}
	}
	for i := 0; i < len(s); {
		rest := s[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1 && strings.IndexByte(unescape, rest[1]) >= 0:
			b.WriteByte(rest[1])
			i += 2
		case rest[0] == '`' && strings.IndexByte(rest[1:], '`') >= 0:
			end(now())
			n := strings.IndexByte(rest[1:], '`')
			b.WriteString(rest[1 : 1+n])
			end(theme.Info)
			i += n + 2
		case strings.HasPrefix(rest, "**") && (strong || strings.Contains(rest[2:], "**")):
			end(now())
			strong = !strong
			i += 2
		case rest[0] == '*' && !strings.HasPrefix(rest, "**") && (em || opens(rest)):
			end(now())
			em = !em
			i++
		default:
			b.WriteByte(rest[0])
			i++
		}
	}
	end(now())
	return parts
}

// opens says whether the star at the start of s begins an emphasis.
func opens(s string) bool {
	return len(s) > 2 && s[1] != ' ' && strings.IndexByte(s[2:], '*') >= 0
}

// fill breaks painted parts at spaces into lines of at most w cells.
func fill(l theme.Look, parts []kit.Part, w int) []string {
	f := &filler{l: l, w: w}
	for _, p := range parts {
		for i, word := range strings.Split(p.Text, " ") {
			if i > 0 {
				f.space()
			}
			if word != "" {
				f.word(word, p.Tone)
			}
		}
	}
	f.space()
	f.line()
	return f.out
}

// filler gathers a word, which may be of several tones, before it is placed.
type filler struct {
	l        theme.Look
	w        int
	out      []string
	text     strings.Builder
	used     int
	pending  []kit.Part
	pendingW int
}

func (f *filler) word(s string, tone theme.Tone) {
	f.pending = append(f.pending, kit.Part{Text: s, Tone: tone})
	f.pendingW += kit.Width(s)
}

func (f *filler) space() {
	if len(f.pending) == 0 {
		return
	}
	if f.used > 0 && f.used+1+f.pendingW > f.w {
		f.line()
	}
	if f.used > 0 {
		f.text.WriteByte(' ')
		f.used++
	}
	for _, p := range f.pending {
		f.place(p)
	}
	f.pending, f.pendingW = nil, 0
}

// place writes a part; one longer than a line is broken where it must be.
func (f *filler) place(p kit.Part) {
	for f.used+kit.Width(p.Text) > f.w {
		head := prefix(p.Text, f.w-f.used)
		if head == "" && f.used == 0 {
			break // not even one character has room
		}
		f.text.WriteString(f.l.Paint(p.Tone, head))
		f.used += kit.Width(head)
		p.Text = p.Text[len(head):]
		f.line()
	}
	f.text.WriteString(f.l.Paint(p.Tone, p.Text))
	f.used += kit.Width(p.Text)
}

// prefix is as much of s as has room in w cells, with the marks that stand on
// its last character.
func prefix(s string, w int) string {
	end := 0
	for i, r := range s {
		n := i + utf8.RuneLen(r)
		if kit.Width(s[:n]) > w {
			break
		}
		end = n
	}
	return s[:end]
}

func (f *filler) line() {
	if f.used > 0 {
		f.out = append(f.out, f.text.String())
	}
	f.text.Reset()
	f.used = 0
}
