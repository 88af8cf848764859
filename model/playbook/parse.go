package playbook

import (
	"maps"
	"strings"

	"ripen/model"
)

// Parse reads a playbook: a Markdown page for people that holds exactly one
// block fenced as toml. The block may have
//
//	[gates]     all = "stated" and a rung by attribute, horizon = "near-term" or
//	            "any", near_term_days, next_step
//	[advice]    touches, channels
//	[stale]     days by attribute
//	[[segment]] name; industries, categories, employees; gates, advice, stale
//	[target]    industries, employees, revenue, countries, states, titles
//
// What a segment leaves out it takes from the rules above it. Stale and
// near_term_days that are left out are the policy's. TextID and Version are the
// store's to set. Errors have code [model.Invalid], name the line of the page,
// and have it as detail "line".
func Parse(b []byte) (model.Playbook, error) {
	text := strings.ReplaceAll(string(b), "\r\n", "\n")
	p := model.Playbook{Text: text}
	for _, l := range strings.Split(text, "\n") {
		if title, ok := strings.CutPrefix(l, "# "); ok {
			p.Title = strings.TrimSpace(title)
			break
		}
	}
	s := fenced(text)
	if s.err != nil {
		return model.Playbook{}, s.err
	}
	top := s.top()
	p.Rules = readRules(top, model.Rules{NearTerm: true, NextStep: true, Touches: 7, Channels: 2, Rungs: defaultRungs()})
	for _, t := range top.each("segment") {
		p.Segments = append(p.Segments, readSegment(t, p.Rules))
	}
	p.Target = readTarget(top.under("target"))
	top.done()
	if s.err != nil {
		return model.Playbook{}, s.err
	}
	return p, nil
}

// defaultRungs are the rules' own: all at stated, engaged and pain confirmed.
func defaultRungs() map[model.AttributeKey]model.Rung {
	rungs := map[model.AttributeKey]model.Rung{}
	for _, key := range model.AttributeKeys() {
		rungs[key] = model.Stated
	}
	rungs[model.Engaged], rungs[model.Pain] = model.Confirmed, model.Confirmed
	return rungs
}

// fenced finds the one TOML block of the page.
func fenced(text string) *source {
	const what = "playbook"
	lines := strings.Split(text, "\n")
	first, last := -1, -1
	for i, l := range lines {
		switch l = strings.TrimSpace(l); {
		case l == "```toml" && first >= 0:
			s := &source{what: what}
			s.refuse(i+1, "a second block fenced as toml; keep one")
			return s
		case l == "```toml":
			first = i + 1
		case l == "```" && first >= 0 && last < 0:
			last = i
		}
	}
	if first < 0 || last < 0 {
		s := &source{what: what}
		s.refuse(max(first, 1), "no block that begins with ```toml and ends with ```; the gates stand in it")
		return s
	}
	return read(what, strings.Join(lines[first:last], "\n"), first)
}

func readRules(t *table, base model.Rules) model.Rules {
	r := base
	r.Rungs, r.StaleDays = maps.Clone(base.Rungs), maps.Clone(base.StaleDays)
	readGates(t.under("gates"), &r)
	advice := t.under("advice")
	if n, ok := advice.whole("touches", 0, 100); ok {
		r.Touches = int(n)
	}
	if n, ok := advice.whole("channels", 0, int64(len(model.Channels))); ok {
		r.Channels = int(n)
	}
	advice.done()
	stale := t.under("stale")
	for _, key := range model.AttributeKeys() {
		if n, ok := stale.whole(string(key), 1, 3650); ok {
			if r.StaleDays == nil {
				r.StaleDays = map[model.AttributeKey]int{}
			}
			r.StaleDays[key] = int(n)
		}
	}
	stale.done()
	return r
}

func readGates(t *table, r *model.Rules) {
	if rung, ok := readRung(t, "all"); ok {
		for _, key := range model.AttributeKeys() {
			r.Rungs[key] = rung
		}
	}
	for _, key := range model.AttributeKeys() {
		if rung, ok := readRung(t, string(key)); ok {
			r.Rungs[key] = rung
		}
	}
	if s, ok := t.text("horizon"); ok {
		if s != "near-term" && s != "any" {
			t.bad("horizon", `must be "near-term" or "any"`)
		}
		r.NearTerm = s == "near-term"
	}
	t.flag("next_step", &r.NextStep)
	if n, ok := t.whole("near_term_days", 1, 3650); ok {
		r.HorizonDays = int(n)
	}
	t.done()
}

func readRung(t *table, key string) (model.Rung, bool) {
	s, ok := t.text(key)
	if !ok {
		return model.Unknown, false
	}
	rung, err := model.ParseRung(s)
	if err != nil {
		t.bad(key, "must be unknown (not asked for), listed, stated or confirmed")
	}
	return rung, err == nil
}

func readSegment(t *table, base model.Rules) model.Segment {
	name, ok := t.text("name")
	if !ok {
		t.refuse(t.line(t.path), "a segment needs a name")
	}
	seg := model.Segment{Name: name, Industries: readIndustries(t), Categories: t.texts("categories"), Employees: people(t)}
	for _, c := range seg.Categories {
		if _, err := model.OneOf("category", c, model.ListCategories); err != nil {
			t.bad("categories", "has %q; the categories are %s", c, strings.Join(model.ListCategories, ", "))
		}
	}
	if len(seg.Industries)+len(seg.Categories) == 0 && seg.Employees == [2]int{} {
		t.refuse(t.line(t.path), "a segment needs industries, categories or employees to tell its leads by")
	}
	seg.Rules = readRules(t, base)
	t.done()
	return seg
}

// readIndustries are prefixes of NAICS codes, or of SIC codes as "sic:42".
func readIndustries(t *table) []string {
	list := t.texts("industries")
	for _, s := range list {
		digits := strings.TrimPrefix(s, sicPrefix)
		if digits == "" || strings.Trim(digits, "0123456789") != "" {
			t.bad("industries", "has %q; write the first digits of a NAICS code, or of a SIC code as sic:42", s)
		}
	}
	return list
}

func people(t *table) [2]int {
	p := t.pair("employees", func(v any) (int64, bool) {
		n, ok := v.(int64)
		return n, ok && n >= 0 && n < 1<<31
	}, "[50, 1000]")
	return [2]int{int(p[0]), int(p[1])}
}

func readTarget(t *table) model.Target {
	target := model.Target{Industries: readIndustries(t), Employees: people(t), Countries: t.texts("countries"), States: t.texts("states")}
	target.Revenue = t.pair("revenue", func(v any) (int64, bool) {
		if n, ok := v.(int64); ok {
			return n * 100, n >= 0 && n < 1e15
		}
		s, _ := v.(string)
		cents, _, err := ParseMoney(s)
		return cents, err == nil
	}, `["$5M", "$200M"]`)
	for _, c := range target.Countries {
		if len(c) != 2 {
			t.bad("countries", "has %q; write a country's two letters, such as US", c)
		}
	}
	titles := t.each("titles")
	for _, one := range titles {
		words, ok := one.text("words")
		if !ok {
			one.refuse(one.line(one.path), "a title needs words")
		}
		w, _ := one.get("weight")
		weight, is := w.(float64)
		if n, whole := w.(int64); whole {
			weight, is = float64(n), true
		}
		if !is || weight < 0 || weight > 1 {
			one.bad("weight", "must be a number from 0 to 1")
		}
		one.done()
		target.Titles = append(target.Titles, model.TitleWeight{Words: words, Weight: weight})
	}
	t.done()
	return target
}
