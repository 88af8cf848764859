package store

import (
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/find"
)

var (
	foundCompany = define("found.company", `SELECT k.name, k.domain, k.city, k.state FROM lead l JOIN company k ON k.id = l.company_id WHERE l.id = $1`)
	foundPeople  = define("found.people", `SELECT name, title FROM contact WHERE lead_id = $1 AND merged_into = 0 ORDER BY id`)
	foundPoints  = define("found.points", `SELECT c.name, p.kind, p.key, p.shown FROM contact c CROSS JOIN point p WHERE p.contact_id = c.id AND c.lead_id = $1 AND c.merged_into = 0`)
	foundNotes   = define("found.notes", `SELECT w.body FROM note n CROSS JOIN words w WHERE n.lead_id = $1 AND n.voids = 0 AND w.id = n.words_id
		AND NOT EXISTS(SELECT 1 FROM note v WHERE v.lead_id = n.lead_id AND v.voids = n.id) ORDER BY n.id DESC`)
	foundTouches = define("found.touches", `SELECT w.body FROM touch t CROSS JOIN words w WHERE t.lead_id = $1 AND t.voids = 0 AND w.id = t.words_id
		AND NOT EXISTS(SELECT 1 FROM touch v WHERE v.voids = t.id AND v.voids > 0) ORDER BY t.at DESC, t.id DESC`)
	foundEvidence = define("found.evidence", `SELECT w.kind, w.body FROM evidence e CROSS JOIN words w WHERE e.lead_id = $1 AND e.voids = 0
		AND w.id IN (e.quote_words, e.value_words, e.document_words)
		AND NOT EXISTS(SELECT 1 FROM evidence v WHERE v.voids = e.id AND v.voids > 0) ORDER BY e.id DESC`)
	foundHandoffs = define("found.hand-offs", `SELECT w.body FROM handoff h CROSS JOIN words w WHERE h.lead_id = $1 AND w.id = h.note_words`)
)

// whereabouts is the search for where the words of one row were found.
type whereabouts struct {
	words []string // without marks
	left  []string // of them, those that company and people do not have
	named string   // the person whom the words found
	best  model.Found
	most  int // of the words that are in best
}

// whereFound names on each row the person whom the words found rather than the
// one who is pursued, and says where those words stand that neither the company
// nor its people have.
func (s *Store) whereFound(ctx context.Context, q querier, words []string, page []model.LeadRow) error {
	for i := range page {
		l := whereabouts{}
		for _, w := range words {
			l.words = append(l.words, clean.Bare(w))
		}
		if err := l.look(ctx, q, int64(page[i].ID)); err != nil {
			return err
		}
		page[i].Found = l.best
		if l.named != "" {
			page[i].Contact = l.named
		}
	}
	return nil
}

func (l *whereabouts) look(ctx context.Context, q querier, id int64) error {
	var name, more, city, state string
	if _, err := row(ctx, q, foundCompany, []any{id}, &name, &more, &city, &state); err != nil {
		return err
	}
	l.left = without(l.words, model.LeadID(id).String()+" "+name+" "+more)
	var title string
	err := rows(ctx, q, foundPeople, []any{id}, []any{&name, &title}, func() error {
		if l.named == "" && len(without(l.words, name)) < len(l.words) {
			l.named = name
		}
		l.left = without(l.left, name+" "+title)
		return nil
	})
	if err != nil {
		return err
	}
	var kind, key, shown string
	err = rows(ctx, q, foundPoints, []any{id}, []any{&name, &kind, &key, &shown}, func() error {
		if l.reach(kind, key, shown) && l.named == "" {
			l.named = name
		}
		return nil
	})
	if err != nil || len(l.left) == 0 || l.most == len(l.left) {
		return err
	}
	l.in("place", city+", "+state)
	return l.texts(ctx, q, id)
}

// reach looks at a number or an address, and says that the words found it.
func (l *whereabouts) reach(kind, key, shown string) bool {
	hit := len(without(l.words, shown+" "+key)) < len(l.words) || kind == string(model.PhonePoint) && anyWithin(key, l.words)
	in := map[string]string{string(model.EmailPoint): "e-mail", string(model.PhonePoint): "phone"}[kind]
	if in == "" {
		in = "place"
	}
	if kind == string(model.PhonePoint) && anyWithin(key, l.left) && l.most == 0 {
		l.best, l.most = model.Found{In: in, Text: shown}, 1
	}
	l.in(in, shown)
	return hit && kind != string(model.PostPoint)
}

// texts looks through what was noted and said, of what was merged into the lead
// too.
func (l *whereabouts) texts(ctx context.Context, q querier, id int64) error {
	all := []int64{id}
	var gone int64
	err := rows(ctx, q, leadsMerged, []any{id}, []any{&gone}, func() error {
		all = append(all, gone)
		return nil
	})
	if err != nil {
		return err
	}
	var kind, body string
	for _, id := range all {
		for _, from := range []struct {
			in string
			st *stmt
		}{{"note", foundNotes}, {"touch", foundTouches}, {"note", foundHandoffs}} {
			err := rows(ctx, q, from.st, []any{id}, []any{&body}, func() error {
				l.in(from.in, body)
				return nil
			})
			if err != nil {
				return err
			}
		}
		err := rows(ctx, q, foundEvidence, []any{id}, []any{&kind, &body}, func() error {
			if kind == "value" {
				body = valueLine(body)
			}
			l.in("evidence", body)
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

// in remembers a text that has more of the words than any before it.
func (l *whereabouts) in(where, text string) {
	if has := len(l.left) - len(without(l.left, text)); has > l.most {
		l.best, l.most = model.Found{In: where, Text: excerpt(text, l.left)}, has
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
