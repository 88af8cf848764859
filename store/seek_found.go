package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/find"
)

// together is how many leads one of the statements below asks about: a page's.
const together = 50

var ofThese = ` IN (` + places(together) + `)`

var (
	foundCompany = define("found.company", `SELECT l.id, k.name, k.domain, k.city, k.state FROM lead l CROSS JOIN company k WHERE l.id`+ofThese+` AND k.id = l.company_id`)
	foundPeople  = define("found.people", `SELECT lead_id, name, title FROM contact WHERE lead_id`+ofThese+` AND merged_into = 0`)
	foundPoints  = define("found.points", `SELECT c.lead_id, c.name, p.kind, p.key, p.shown FROM contact c CROSS JOIN point p
		WHERE c.lead_id`+ofThese+` AND p.contact_id = c.id AND c.merged_into = 0`)
	foundMerged = define("found.merged", `SELECT merged_into, id FROM lead WHERE merged_into`+ofThese+` AND merged_into > 0`)
	foundNotes  = define("found.notes", `SELECT n.lead_id, 'note', w.body FROM note n CROSS JOIN words w WHERE n.lead_id`+ofThese+` AND n.voids = 0 AND w.id = n.words_id
		AND NOT EXISTS(SELECT 1 FROM note v WHERE v.lead_id = n.lead_id AND v.voids = n.id)`)
	foundTouches = define("found.touches", `SELECT t.lead_id, 'touch', w.body FROM touch t CROSS JOIN words w WHERE t.lead_id`+ofThese+` AND t.voids = 0 AND w.id = t.words_id
		AND NOT EXISTS(SELECT 1 FROM touch v WHERE v.voids = t.id AND v.voids > 0)`)
	foundHandoffs = define("found.hand-offs", `SELECT h.lead_id, 'note', w.body FROM handoff h CROSS JOIN words w WHERE h.lead_id`+ofThese+` AND w.id = h.note_words`)
	foundEvidence = define("found.evidence", `SELECT e.lead_id, w.kind, w.body FROM evidence e CROSS JOIN words w WHERE e.lead_id`+ofThese+` AND e.voids = 0
		AND w.id IN (e.quote_words, e.value_words, e.document_words)
		AND NOT EXISTS(SELECT 1 FROM evidence v WHERE v.voids = e.id AND v.voids > 0)`)
)

// these are the ids as such a statement takes them, filled up with an id that
// nothing has.
func these(ids []int64) []any {
	out := make([]any, together)
	for i := range out {
		out[i] = int64(0)
		if i < len(ids) {
			out[i] = ids[i]
		}
	}
	return out
}

// ofEach runs such a statement for all ids.
func ofEach(ctx context.Context, q querier, st *stmt, ids []int64, bind []any, each func() error) error {
	for part := range slices.Chunk(ids, together) {
		if err := rows(ctx, q, st, these(part), bind, each); err != nil {
			return err
		}
	}
	return nil
}

// whereabouts is where the words of one row were found.
type whereabouts struct {
	words []string // without marks
	left  []string // of them, those that company and people do not have
	named string   // the person whom the words found
	best  model.Found
	most  int    // of the words that are in best
	place string // of the company
}

// whereFound names on each row the person whom the words found rather than the
// one who is pursued, and says where those words stand that neither the company
// nor its people have.
func (s *Store) whereFound(ctx context.Context, q querier, words []string, page []model.LeadRow) error {
	all := map[int64]*whereabouts{}
	var ids []int64
	for _, r := range page {
		w := &whereabouts{}
		for _, word := range words {
			w.words = append(w.words, clean.Bare(word))
		}
		all[int64(r.ID)], ids = w, append(ids, int64(r.ID))
	}
	if err := lookAtPeople(ctx, q, ids, all); err != nil {
		return err
	}
	var rest []int64
	for _, id := range ids {
		if w := all[id]; len(w.left) > 0 && w.most < len(w.left) {
			w.in("place", w.place)
			rest = append(rest, id)
		}
	}
	if err := lookAtTexts(ctx, q, rest, all); err != nil {
		return err
	}
	for i := range page {
		w := all[int64(page[i].ID)]
		page[i].Found = w.best
		if w.named != "" {
			page[i].Contact = w.named
		}
	}
	return nil
}

func lookAtPeople(ctx context.Context, q querier, ids []int64, all map[int64]*whereabouts) error {
	var id int64
	var name, more, city, state string
	err := ofEach(ctx, q, foundCompany, ids, []any{&id, &name, &more, &city, &state}, func() error {
		w := all[id]
		w.left, w.place = without(w.words, model.LeadID(id).String()+" "+name+" "+more), placeLine(city, state, "")
		return nil
	})
	if err != nil {
		return err
	}
	err = ofEach(ctx, q, foundPeople, ids, []any{&id, &name, &more}, func() error {
		w := all[id]
		if w.named == "" && len(without(w.words, name)) < len(w.words) {
			w.named = name
		}
		w.left = without(w.left, name+" "+more)
		return nil
	})
	if err != nil {
		return err
	}
	var kind, key, shown string
	return ofEach(ctx, q, foundPoints, ids, []any{&id, &name, &kind, &key, &shown}, func() error {
		if w := all[id]; w.reach(kind, key, shown) && w.named == "" {
			w.named = name
		}
		return nil
	})
}

// reach looks at a number or an address, and says that the words found it.
func (w *whereabouts) reach(kind, key, shown string) bool {
	hit := len(without(w.words, shown+" "+key)) < len(w.words) || kind == string(model.PhonePoint) && anyWithin(key, w.words)
	in := map[string]string{string(model.EmailPoint): "e-mail", string(model.PhonePoint): "phone"}[kind]
	if in == "" {
		in = "place"
	}
	if kind == string(model.PhonePoint) && anyWithin(key, w.left) && w.most == 0 {
		w.best, w.most = model.Found{In: in, Text: shown}, 1
	}
	w.in(in, shown)
	return hit && kind != string(model.PostPoint)
}

// lookAtTexts looks through what was noted and said, of what was merged into the
// leads too.
func lookAtTexts(ctx context.Context, q querier, ids []int64, all map[int64]*whereabouts) error {
	living := map[int64]int64{}
	for _, id := range ids {
		living[id] = id
	}
	var id, gone int64
	from := slices.Clone(ids)
	err := ofEach(ctx, q, foundMerged, ids, []any{&id, &gone}, func() error {
		living[gone], from = id, append(from, gone)
		return nil
	})
	if err != nil {
		return err
	}
	var kind, body string
	for _, st := range []*stmt{foundNotes, foundTouches, foundHandoffs, foundEvidence} {
		err := ofEach(ctx, q, st, from, []any{&id, &kind, &body}, func() error {
			if kind == "value" {
				body = valueLine(body)
			}
			if kind != "note" && kind != "touch" {
				kind = "evidence"
			}
			all[living[id]].in(kind, body)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// valueLine is what a value as kept says, in the order of its fields.
func valueLine(body string) string {
	var v model.Value
	if json.Unmarshal([]byte(body), &v) != nil {
		return "" // erased words are no value
	}
	var out []string
	for _, a := range model.Attributes {
		for _, f := range a.Fields {
			if s, ok := v[f.Name]; ok {
				out = append(out, s)
				delete(v, f.Name)
			}
		}
	}
	return strings.Join(out, "; ")
}

// in remembers a text that has more of the words than any before it; of texts of
// one kind with as many, the newest.
func (w *whereabouts) in(where, text string) {
	has := len(w.left) - len(without(w.left, text))
	if has > w.most || has > 0 && has == w.most && where == w.best.In && (where == "note" || where == "touch" || where == "evidence") {
		w.best, w.most = model.Found{In: where, Text: excerpt(text, w.left)}, has
	}
}

// without are the words that begin no word of the text.
func without(words []string, text string) []string {
	have := find.Words(clean.Bare(text))
	var out []string
	for _, w := range words {
		if !anyBegins(have, []string{w}) {
			out = append(out, w)
		}
	}
	return out
}

// beginEach says that each word begins a word of a body that search looks
// through.
func beginEach(body string, words []string) bool {
	body = " " + clean.Bare(body)
	for _, w := range words {
		if !strings.Contains(body, " "+clean.Bare(w)) {
			return false
		}
	}
	return true
}

// excerptLength is how much of a text is shown of where words were found, in
// letters; as much as a line has room for.
const excerptLength = 100

// excerpt is the text in one line, from some words before the first that was
// found.
func excerpt(text string, words []string) string {
	line := clean.Text(text)
	fields := strings.Fields(line)
	for i, f := range fields {
		if len(without(words, f)) < len(words) && utf8.RuneCountInString(line) > excerptLength {
			if from := max(0, i-4); from > 0 {
				fields = append([]string{"…"}, fields[from:]...)
			}
			break
		}
	}
	out := strings.Join(fields, " ")
	if r := []rune(strings.Replace(out, "… ", "…", 1)); len(r) > excerptLength {
		return strings.TrimSpace(string(r[:excerptLength-1])) + "…"
	}
	return strings.Replace(out, "… ", "…", 1)
}
