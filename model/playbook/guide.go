package playbook

import (
	"maps"
	"slices"
	"strings"

	"ripen/model"
)

// ParseGuide reads the call guide, a TOML file of
//
//	[[question]] about = attribute, ask = the words, who = buying roles that can
//	             answer, best first
//	[passages]   by the key that a step of a cadence names: what to say
//
// Questions about one attribute keep their order. TextID is the store's to set.
// Errors have code [model.Invalid], name the line, and have it as detail
// "line".
func ParseGuide(b []byte) (model.Guide, error) {
	s := read("guide", strings.ReplaceAll(string(b), "\r\n", "\n"), 0)
	if s.err != nil {
		return model.Guide{}, s.err
	}
	g := model.Guide{Questions: map[model.AttributeKey][]model.GuideQuestion{}, Passages: map[string]string{}}
	top := s.top()
	for _, t := range top.each("question") {
		about, _ := t.text("about")
		if model.AttributeKey(about).Index() < 0 {
			t.bad("about", "must be one of the ten attributes, such as budget")
		}
		q := model.GuideQuestion{}
		q.Ask, _ = t.text("ask")
		if q.Ask == "" {
			t.refuse(t.line(t.path), "a question needs ask")
		}
		for _, who := range t.texts("who") {
			role, err := model.OneOf("who", model.BuyingRole(who), model.BuyingRoles)
			if err != nil {
				t.bad("who", "has %q, which is no buying role", who)
			}
			q.Who = append(q.Who, role)
		}
		if len(q.Who) == 0 {
			t.refuse(t.line(t.path), "a question needs who can answer it")
		}
		t.done()
		key := model.AttributeKey(about)
		g.Questions[key] = append(g.Questions[key], q)
	}
	passages := top.under("passages")
	for _, key := range slices.Sorted(maps.Keys(passages.m)) {
		g.Passages[key], _ = passages.text(key)
	}
	top.done()
	if s.err != nil {
		return model.Guide{}, s.err
	}
	return g, nil
}
