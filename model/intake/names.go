package intake

import (
	"strings"
	"sync"

	"ripen/model/clean"
)

// place is where a name stands among those of its field.
type place struct {
	field   Field
	tier    int
	consent bool // it says yes to being contacted
}

// byName finds the places of a folded header among the plain names. It is made
// at first use: a start that imports nothing does not pay for it.
var byName = sync.OnceValue(func() map[string][]place {
	out := map[string][]place{}
	for _, f := range Fields {
		for t, names := range tiers[f] {
			for n := range strings.FieldsSeq(names) {
				out[n] = append(out[n], place{field: f, tier: t})
			}
		}
		for n := range strings.FieldsSeq(consents[f]) {
			out[n] = append(out[n], place{field: f, tier: len(tiers[f]), consent: true})
		}
	}
	return out
})

// vendorNames are all headers of all vendors, folded.
var vendorNames = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, v := range vendors {
		for h := range strings.SplitSeq(v.marks, "|") {
			out[foldHeader(h)] = true
		}
		for _, names := range v.fields {
			for h := range strings.SplitSeq(names, "|") {
				out[foldHeader(h)] = true
			}
		}
		for h := range strings.SplitSeq(v.others, "|") {
			out[foldHeader(h)] = true
		}
	}
	delete(out, "")
	return out
})

// IsHeader says that a cell names a column in lists that are known: any plain
// name of a field, or a header of a vendor's export. A header line is told from
// a row by it.
func IsHeader(cell string) bool {
	if len(cell) > 80 {
		return false
	}
	folded := foldHeader(clean.Text(cell))
	if folded == "" {
		return false
	}
	if stem, yes := inThousands(folded); yes {
		folded = stem
	}
	return len(placesOf(folded)) > 0 || vendorNames()[folded]
}

// Words that say whose a column is, or which of several, and nothing of what it
// holds: "Attendee Email", "Person - Phone - Work".
var (
	whose = strings.Fields("person contact lead prospect attendee registrant participant delegate visitor primary")
	which = strings.Fields("work business office home mobile")
)

// placesOf are the places of a folded header, if need be without those words:
// behind all that are named outright.
func placesOf(folded string) []place {
	if strings.HasPrefix(folded, "optedoutofemail") { // HubSpot has one for each kind of mail
		return []place{{field: DoNotEmail}}
	}
	if at := byName()[folded]; len(at) > 0 {
		return at
	}
	for _, w := range append([]string{""}, whose...) {
		rest, ok := strings.CutPrefix(folded, w)
		if !ok {
			continue
		}
		names := []string{rest}
		for _, v := range which {
			if stem, ok := strings.CutSuffix(rest, v); ok {
				names = append(names, v+stem)
			}
		}
		for _, n := range names {
			if at := byName()[n]; len(at) > 0 {
				return behind(at)
			}
		}
	}
	return nil
}

// behind are those places after all others. A person's web page is not the
// company's.
func behind(all []place) []place {
	var out []place
	for _, at := range all {
		if at.tier += 10; at.field != Website {
			out = append(out, at)
		}
	}
	return out
}
