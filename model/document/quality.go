package document

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ripen/model"
)

// Quality is the retrospective of a week as Markdown: a letter to those who
// make the lists, a section a list. Every figure in it is computed; who was
// called is not in it: names, numbers and addresses are taken out of what people
// wrote. Leads that were added by hand have no makers; where they were found
// stands at the end.
func Quality(q model.Quality) []byte {
	var all []section
	touched, worked := 0, 0
	for _, l := range q.Lists {
		if l.ListID == 0 {
			continue
		}
		touched, worked = touched+l.Touched, worked+1
		all = append(all, section{plain(l.List), qualityOf(l, q.Private)})
	}
	if len(q.Sources) > 0 {
		all = append(all, section{"Where else good leads were found", sourcesOf(q)})
	}
	said := "Nobody from a list was attempted in this week, and nothing was coded."
	if worked > 0 {
		said = fmt.Sprintf("To those who make these lists: in this week our specialists attempted %s of %s. Below is what was wrong, by the column of your list; "+
			"what was missing, and whether and where we could find it; and what would help next time. Nobody whom we called is named.",
			count(int64(touched), "contact", "contacts"), count(int64(worked), "list", "lists"))
	}
	return markdown("Retrospective of the lists, "+Week(q.From, q.To), said, all)
}

// Week names the days of a week: "week 48, 23 Nov to 29 Nov 2026".
func Week(from, to model.Date) string {
	_, week, _ := strings.Cut(from.Week(), "-W")
	days := from.At(12, 0, time.UTC).Format("2 Jan") + " to " + dayOf(to)
	if from == from.Monday() && to == from.AddDays(6) {
		return "week " + strings.TrimLeft(week, "0") + ", " + days
	}
	return days
}

func qualityOf(l model.ListQuality, private []string) []block {
	came := join(", ", spaced(l.Category), plain(l.Source))
	if came != "" {
		came = upperFirst(came) + ". "
	}
	out := []block{para(came + fmt.Sprintf("In this week we attempted %s at %s.", count(int64(l.Touched), "contact", "contacts"), count(int64(l.Leads), "company", "companies")))}
	if len(l.Defects) > 0 {
		t := table{head: []string{"What was wrong", "Column", "How often"}}
		for _, d := range l.Defects {
			t.rows = append(t.rows, []cell{{text: spaced(d.Code)}, {text: cmp.Or(plain(d.Column), FieldWords(d.Field))}, {text: d.Share()}})
		}
		out = append(out, under("What was wrong"), t)
	}
	if len(l.Missing) > 0 {
		t := table{head: []string{"What was missing", "How often", "Found since", "Where"}}
		for _, m := range l.Missing {
			t.rows = append(t.rows, []cell{{text: GapWord(m.What)}, {text: fmt.Sprintf("%d of %d", m.Lacked, l.Touched)},
				{text: strconv.Itoa(m.Found)}, {text: cmp.Or(scrub(join(", ", Places(m.Where)...), private), "nowhere so far")}})
		}
		out = append(out, under("What was missing"), t)
	}
	if len(l.Words) > 0 {
		var said bullet
		for _, w := range l.Words {
			said = append(said, "“"+scrub(scrubSites(plain(w)), private)+"”")
		}
		out = append(out, under("In our own words"), said)
	}
	var next bullet
	for _, s := range NextTime(l) {
		next = append(next, scrub(s, private))
	}
	return append(out, under("Next time"), next)
}

func sourcesOf(q model.Quality) []block {
	t := table{head: []string{"Found at", "Companies", "People", "Spoken with", "Handed to sales"}}
	for _, s := range q.Sources {
		t.rows = append(t.rows, []cell{{text: scrub(plain(s.Source), q.Private)}, {text: strconv.Itoa(s.Leads)}, {text: strconv.Itoa(s.Contacts)},
			{text: strconv.Itoa(s.Reached)}, {text: strconv.Itoa(s.Graduated)}})
	}
	return []block{para("Our specialists added these by hand in the week. The last two columns say what has become of them since."), t}
}

// FieldWords is a field of a mapping as people read it, where the list has no
// column for it: "phone 2"; "the row" for none.
func FieldWords(field string) string {
	if field == "" {
		return "the row"
	}
	return strings.ReplaceAll(plain(field), "_", " ")
}

// GapWord is one of [model.LacksNames] as it is written.
func GapWord(what string) string {
	switch what {
	case "email":
		return "e-mail"
	case "size":
		return "company size"
	}
	return what
}

// Places are where things were found, the most frequent first: "company website
// 7".
func Places(where map[string]int) []string {
	names := slices.SortedFunc(maps.Keys(where), func(a, b string) int { return cmp.Or(where[b]-where[a], cmp.Compare(a, b)) })
	for i, n := range names {
		names[i] = plain(n) + " " + strconv.Itoa(where[n])
	}
	return names
}

// What is taken out. These are large: they are made when a letter is written,
// not at every start.
var (
	anyAddress = once(`[^\s<>()\[\]]+@[^\s<>()\[\]]*[\pL\d]`)
	anyNumber  = once(`\+?\d[\d\s().\-/]{5,}\d`)
	anySite    = once(`(?i)\b(?:https?://\S+|www\.\S+|[\pL\d-]+(?:\.[\pL\d-]+)*\.[a-z]{2,24}\b(?:/\S*)?)`)
)

func once(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

func scrubSites(s string) string {
	return anySite().ReplaceAllString(anyAddress().ReplaceAllString(s, "(an address)"), "(a website)")
}

// scrub takes out who is spoken of. A word of few letters counts as a name only
// as it is written in it: "will" and "may" are words.
func scrub(s string, private []string) string {
	s = anyNumber().ReplaceAllString(anyAddress().ReplaceAllString(s, "(an address)"), "(a number)")
	for _, name := range private {
		name = plain(name)
		if name == "" || strings.EqualFold(name, "somebody") || !strings.Contains(strings.ToLower(s), strings.ToLower(name)) {
			continue // most of them: a season has thousands of names
		}
		pattern := regexp.QuoteMeta(name)
		if len([]rune(name)) >= 5 {
			pattern = "(?i:" + pattern + ")"
		}
		whole := regexp.MustCompile(`(^|[^\pL\d])` + pattern + `($|[^\pL\d])`)
		for range 2 { // two of them side by side share the blank between
			s = whole.ReplaceAllString(s, "${1}(somebody)${2}")
		}
	}
	return s
}
