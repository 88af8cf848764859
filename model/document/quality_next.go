package document

import (
	"fmt"
	"slices"
	"strings"

	"ripen/model"
)

// advised is how many gaps of a list the advice speaks of.
const advised = 3

// NextTime is what would help the next delivery of a list, in sentences that
// hold no figure but those of the retrospective.
func NextTime(l model.ListQuality) []string {
	var out []string
	out = append(out, columnAdvice(l, "Try the numbers%s before the list goes out: %d %s wrong or out of service, for %s attempted.", "wrong-number", "disconnected")...)
	out = append(out, columnAdvice(l, "Check the addresses%s before the list goes out: %d %s bad, for %s attempted.", "bad-address")...)
	for _, a := range []struct {
		say   string
		codes []string
	}{
		{"Say when each person was last confirmed: %d %s somebody else or had left, for %s attempted.", []string{"left-company", "wrong-person"}},
		{"Match the rows against each other by company and e-mail first: %d %s duplicates, for %s attempted.", []string{"duplicate"}},
		{"Leave out companies that have closed, and competitors, consultants and students: %d %s of these, for %s attempted.", []string{"out-of-business", "not-a-prospect"}},
		{"Leave out rows without a number or an e-mail: %d %s coded so, for %s attempted.", []string{"missing-phone", "missing-email"}},
	} {
		n := 0
		for _, d := range l.Defects {
			if slices.Contains(a.codes, d.Code) {
				n += d.Count
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf(a.say, n, wereOf(n), contactsOf(l)))
		}
	}
	for i, m := range l.Missing {
		if i == advised {
			break
		}
		out = append(out, gapAdvice(l, m))
	}
	if len(l.Words) > 0 {
		out = append(out, "Read what we wrote in our own words: it fits no code.")
	}
	if len(out) == 0 {
		return []string{"Nothing was wrong and nothing was missing: go on as you do."}
	}
	return out
}

func contactsOf(l model.ListQuality) string {
	return count(int64(l.Touched), "contact", "contacts")
}

func wereOf(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// columnAdvice is a sentence for each column in which the codes showed
// themselves.
func columnAdvice(l model.ListQuality, say string, codes ...string) []string {
	counts, order := map[string]int{}, []string{}
	for _, d := range l.Defects {
		if !slices.Contains(codes, d.Code) {
			continue
		}
		in := ""
		if d.Column != "" {
			in = " in “" + plain(d.Column) + "”"
		}
		if counts[in] == 0 {
			order = append(order, in)
		}
		counts[in] += d.Count
	}
	var out []string
	for _, in := range order {
		out = append(out, fmt.Sprintf(say, in, counts[in], wereOf(counts[in]), contactsOf(l)))
	}
	return out
}

// gapAdvice says whether it is worth the makers' while: what we find in a call
// they may find as well.
func gapAdvice(l model.ListQuality, m model.MissingCount) string {
	said := fmt.Sprintf("Bring the %s: it was missing for %d of %s", GapWord(m.What), m.Lacked, contactsOf(l))
	if m.Found == 0 {
		return said + ", and we have not found it for any of them so far."
	}
	said += fmt.Sprintf(", and we have found it for %d", m.Found)
	for _, place := range Places(m.Where) {
		name := place[:strings.LastIndexByte(place, ' ')]
		switch name {
		case "not said":
			continue
		case "said on the call":
			return said + ", most often on the call itself."
		}
		return said + ", most often here: " + name + "."
	}
	return said + "."
}
