package document

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"ripen/model"
)

// terminal is a sequence that colours or steers a terminal.
var terminal = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)`)

// plain makes text fit for any paper: one line, no control, bidirectional or
// zero-width characters, single spaces, line breaks as " / ". Text was cleaned
// when it came in; a paper does not rely on that.
func plain(s string) string {
	var b strings.Builder
	gap, broke := false, false
	for _, r := range strings.ToValidUTF8(terminal.ReplaceAllString(s, ""), "\uFFFD") {
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			gap, broke = true, true
		case unicode.IsSpace(r) || unicode.IsControl(r):
			gap = true
		case unicode.Is(unicode.Cf, r):
		default:
			if gap && b.Len() > 0 {
				if broke {
					b.WriteString(" /")
				}
				b.WriteByte(' ')
			}
			gap, broke = false, false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clip shortens s to n characters, with a mark.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

// symbols stand before an amount; every other currency is named.
var symbols = map[string]string{"USD": "$", "EUR": "€", "GBP": "£"}

// Money is an amount for people: "$350,000", "€1,200.50", "CHF 80,000".
func Money(cents int64, currency string) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	text := group(cents / 100)
	if c := cents % 100; c != 0 {
		text += "." + strconv.FormatInt(100+c, 10)[1:]
	}
	if s, ok := symbols[currency]; ok {
		return sign + s + text
	}
	return strings.TrimSpace(plain(currency) + " " + sign + text)
}

// group parts the thousands.
func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return group(n) + " " + many
}

// day is a civil date as kept (2026-11-24) for people: "24 Nov 2026".
func day(s string) string {
	d, err := model.ParseDate(s)
	if err != nil {
		return plain(s)
	}
	return dayOf(d)
}

func dayOf(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.At(12, 0, time.UTC).Format("2 Jan 2006")
}

// appointment is an instant that people must not miss: "Tue 24 Nov 2026, 10:30
// EST". A zone without letters of its own shows its offset.
func appointment(t time.Time) string {
	zone := t.Format("MST")
	if strings.HasPrefix(zone, "+") || strings.HasPrefix(zone, "-") {
		zone = "UTC" + t.Format("-07:00")
	}
	return t.Format("Mon 2 Jan 2006, 15:04 ") + zone
}

// list parts a list field as it is kept.
func list(s string) []string {
	out := []string{}
	for _, v := range strings.Split(s, ";") {
		if v = plain(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// join leaves empty parts out.
func join(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// several is "a", "a and b", "a, b and c"; of more than three it names three.
func several(values []string) string {
	var cut []string
	for i, v := range values {
		if i == 3 {
			cut = append(cut, strconv.Itoa(len(values)-3)+" more")
			break
		}
		cut = append(cut, clip(v, 120))
	}
	if n := len(cut); n > 1 {
		return strings.Join(cut[:n-1], ", ") + " and " + cut[n-1]
	}
	return strings.Join(cut, "")
}

// spaced is a code for people: "decision-maker" is "decision maker".
func spaced[T ~string](code T) string { return strings.ReplaceAll(string(code), "-", " ") }

// sentences joins what may already end in a stop.
func sentences(parts ...string) string {
	text := ""
	for _, p := range parts {
		switch {
		case text == "" || p == "":
			text += p
		case strings.HasSuffix(strings.TrimSuffix(text, "”"), "."):
			text += " " + p
		default:
			text += ". " + p
		}
	}
	return text
}

// aside is a person inside a sentence: "Mia Halvorsen, CFO,".
func aside(titled string) string {
	if strings.Contains(titled, ", ") {
		return titled + ","
	}
	return titled
}

// titled is a person in running text: "Mia Halvorsen, CFO".
func titled(name, title string) string { return join(", ", name, title) }

func upperFirst(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// channelWord is a touch of that channel as a noun: "call", "letter".
func channelWord(c model.Channel) string {
	switch c {
	case model.Phone:
		return "call"
	case model.Email:
		return "e-mail"
	case model.Social:
		return "social message"
	case model.InPerson:
		return "meeting in person"
	}
	return spaced(c)
}
