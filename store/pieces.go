package store

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"ripen/model"
	"ripen/model/clean"
)

// written are the ways that carry a text of the team's.
var written = []model.Channel{model.Email, model.Letter, model.DirectMail}

// pieces names what went out in writing, by touch: by the version that the touch
// carried, else by the text of the step that it did as that reads now.
func (s *Store) pieces(ctx context.Context, q querier, by model.Actor, w model.World) (map[model.TouchID]string, error) {
	texts := map[string]string{} // by the key of a step, and by the name of a version
	out := map[model.TouchID]string{}
	for _, t := range w.Touches {
		if t.Voided || t.Direction != model.Outbound || !slices.Contains(written, t.Channel) {
			continue
		}
		name := stepText(w, t)
		if t.TextID != 0 {
			name = t.TextID.String()
		}
		body, known := texts[name]
		if !known && name != "" {
			var err error
			if body, err = templateOf(ctx, q, t.TextID, name); err != nil {
				return nil, err
			}
			texts[name] = body
		}
		if title := titleIn(body); title != "" {
			out[t.ID] = begun(clean.Text(fill(title, s.fieldsFor(by, w, t.ContactID))), answeredTitle)
		}
	}
	return out, nil
}

// stepText is the key of the text that the step of a touch names; "" for a touch
// outside its cadence.
func stepText(w model.World, t model.Touch) string {
	e := w.Enrolment(t.EnrolmentID)
	if e == nil || t.Step == 0 {
		return ""
	}
	step, ok := w.Cadences[e.CadenceID].StepAt(t.Step)
	if !ok || step.Channel != t.Channel {
		return ""
	}
	return step.Guide
}

func templateOf(ctx context.Context, q querier, id model.TextID, key string) (body string, err error) {
	if id == 0 {
		_, err = row(ctx, q, templateText, []any{key}, &body)
		return body, err
	}
	var kind, name string
	var revision int
	if _, err = row(ctx, q, textByID, []any{int64(id)}, &kind, &name, &revision, &body); kind != textTemplate {
		return "", err
	}
	return body, err
}

// titleIn is what a text is known by: its subject, or, where it has none, the
// line that it begins with after the one who is addressed.
func titleIn(body string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(body), "\n")
	if subject, ok := strings.CutPrefix(first, "Subject: "); ok {
		return strings.TrimSpace(subject)
	}
	if strings.HasSuffix(strings.TrimSpace(first), ",") { // Dear {first_name},
		first, _, _ = strings.Cut(strings.TrimSpace(rest), "\n")
	}
	return strings.TrimSpace(first)
}

// begun is the beginning of a sentence in at most n letters: whole words, and a
// sign that it goes on.
func begun(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexFunc(cut, unicode.IsSpace); i > 0 && !unicode.IsSpace(r[n-1]) {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
