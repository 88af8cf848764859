package document

import (
	"fmt"
	"slices"
	"strings"

	"ripen/model"
)

// advised is how many gaps of a list the advice speaks of.
const advised = 3

// advice is a sentence for some codes of list issues: what to do, and how the
// count reads of one and of many.
type advice struct {
	codes     []string
	do        string // %s: the column, where the advice is of one
	one, many string
	byColumn  bool
}

var advices = []advice{
	{[]string{"wrong-number", "disconnected"}, "Try the numbers%s before the list goes out", "number was wrong or out of service", "numbers were wrong or out of service", true},
	{[]string{"bad-address"}, "Check the addresses%s before the list goes out", "address was bad", "addresses were bad", true},
	{[]string{"left-company", "wrong-person"}, "Say when each person was last confirmed", "person had left or was somebody else", "people had left or were somebody else", false},
	{[]string{"duplicate"}, "Match the rows against each other by company and e-mail", "row was a duplicate", "rows were duplicates", false},
	{[]string{"out-of-business", "not-a-prospect"}, "Leave out companies that have closed, and competitors, consultants and students", "row was one of these", "rows were of these", false},
	{[]string{"missing-phone", "missing-email"}, "Leave out rows that nobody can be reached by", "row was one of these", "rows were of these", false},
}

// NextTime is what would help the next delivery of a list, in sentences that
// hold no figure but those of the retrospective.
func NextTime(l model.ListQuality) []string {
	var out []string
	for _, a := range advices {
		out = append(out, a.of(l)...)
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

// of is the sentence, or one for each column in which the codes showed
// themselves; none where they did not.
func (a advice) of(l model.ListQuality) []string {
	counts, order := map[string]int{}, []string{}
	for _, d := range l.Defects {
		if !slices.Contains(a.codes, d.Code) {
			continue
		}
		in := ""
		if a.byColumn && d.Column != "" {
			in = " in “" + plain(d.Column) + "”"
		}
		if counts[in] == 0 {
			order = append(order, in)
		}
		counts[in] += d.Count
	}
	var out []string
	for _, in := range order {
		do := a.do
		if a.byColumn {
			do = fmt.Sprintf(do, in)
		}
		out = append(out, do+": "+count(int64(counts[in]), a.one, a.many)+", for "+contactsOf(l)+" attempted.")
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
