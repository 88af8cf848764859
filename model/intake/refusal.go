package intake

import (
	"slices"
	"strings"
	"time"
)

// refusal is how a column says that a channel is forbidden.
type refusal struct {
	consent  bool // it says yes to being contacted: its no forbids
	occasion bool // it holds a day or a reason: anything in it forbids
}

// noteRefusals works out, for every column of what forbids a channel, how its
// header means it, whoever mapped it.
func (m *Mapping) noteRefusals() {
	m.consent = map[int]refusal{}
	for _, f := range []Field{DoNotReach, DoNotCall, DoNotEmail, DoNotMail, EmailFailed} {
		for _, i := range m.columns[f] {
			folded := foldHeader(m.header[i])
			r := refusal{consent: slices.ContainsFunc(placesOf(folded), func(at place) bool { return at.field == f && at.consent })}
			for _, end := range []string{"date", "reason", "outat", "outon", "dat", "don"} {
				r.occasion = r.occasion || !r.consent && strings.HasSuffix(folded, end)
			}
			m.consent[i] = r
		}
	}
}

// refusals reads all columns of what is forbidden, channel by channel.
func (r *Row) refusals(m Mapping, rec Record) {
	said := func(f Field) bool {
		return slices.ContainsFunc(m.columns[f], func(i int) bool { return i < len(rec.Cells) && m.consent[i].forbids(rec.Cells[i]) })
	}
	for i, k := range m.consent { // which day it was, and why, is worth keeping
		if k.occasion && i < len(rec.Cells) {
			r.keep(m.header[i], rec.Cells[i])
		}
	}
	all := said(DoNotReach)
	r.NoCall, r.NoEmail, r.NoMail = all || said(DoNotCall), all || said(DoNotEmail), all || said(DoNotMail)
	r.Bounced = slices.ContainsFunc(m.columns[EmailFailed], func(i int) bool { return i < len(rec.Cells) && bounced(rec.Cells[i]) })
}

// forbids reads one cell. An empty cell forbids nothing, nor does a word that
// says neither; but a refusal in whatever words is one.
func (k refusal) forbids(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "":
		return false
	case k.consent:
		return no(s) || saysRefused(s)
	case k.occasion:
		return !saysNo(s)
	}
	return yes(s) || saysRefused(s)
}

// saysRefused finds a refusal in words: "Opted out on the phone", "Unsubscribed
// (spring mailing)".
func saysRefused(s string) bool {
	if strings.Contains(s, "not opted out") || strings.Contains(s, "not unsubscribed") {
		return false
	}
	for _, w := range []string{"opted out", "opted-out", "opted_out", "opt out", "opt-out", "optout", "unsubscribed", "do not", "don't", "dnc", "declined", "withdrawn", "revoked", "refused"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// saysNo is a cell of a day or a reason that says that there was none.
func saysNo(s string) bool {
	switch s {
	case "0", "false", "no", "n", "f", "nein", "non", "off", "-", "n/a", "none", "never", "unchecked", "falsch":
		return true
	}
	return false
}

// isDay says that a cell is a date in whichever order.
func isDay(s string) bool {
	if len(s) < 6 {
		return false
	}
	_, american := dateOf(s, "mdy", time.UTC)
	if american {
		return true
	}
	_, other := dateOf(s, "dmy", time.UTC)
	return other
}

// noteLabels finds the columns that say which kind of number stands beside
// them: "Phone 1 - Type" and "Phone 1 - Label" for "Phone 1 - Value".
func (m *Mapping) noteLabels() {
	m.labels = map[int]int{}
	for _, i := range m.columns[Phone] {
		stem, ok := strings.CutSuffix(foldHeader(m.header[i]), "value")
		if !ok {
			continue
		}
		for at, h := range m.header {
			if f := foldHeader(h); f == stem+"type" || f == stem+"label" {
				m.labels[i] = at
			}
		}
	}
}

// isFax says that the column beside calls the number in this row a fax, or a
// pager.
func (m Mapping) isFax(rec Record, column int) bool {
	at, ok := m.labels[column]
	if !ok || at >= len(rec.Cells) {
		return false
	}
	kind := strings.ToLower(rec.Cells[at])
	return strings.Contains(kind, "fax") || strings.Contains(kind, "pager")
}
