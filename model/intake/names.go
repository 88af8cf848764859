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
	return len(byName()[folded]) > 0 || vendorNames()[folded]
}
