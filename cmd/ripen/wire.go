package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ripen/model"
)

// The wire_*.go files hold the documents of --json: their field names are a
// promise to scripts. Ids are strings ("L41"), times RFC 3339, dates
// 2026-11-24, money whole cents beside a currency; what is not there is null.

// stamp is a time in the zone of who is working; null where there is none.
func (s *session) stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return some(t.In(s.by.Zone).Format(time.RFC3339))
}

// date is null where there is none.
func date(d model.Date) *string { return some(d.String()) }

// ref is an id, null for none. Ids inside a decision that was not carried out
// are none either.
func ref(id fmt.Stringer) *string {
	if t := id.String(); !strings.Contains(t, "-") {
		return some(t)
	}
	return nil
}

// some is null for "".
func some[T ~string](v T) *string {
	if v == "" {
		return nil
	}
	t := string(v)
	return &t
}

// list is [] rather than null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// gateDoc is a condition of the playbook, judged.
type gateDoc struct {
	Gate   string `json:"gate"`
	OK     bool   `json:"ok"`
	Advice bool   `json:"advice"` // it only warns
	Why    string `json:"why"`
}

func gateDocs(gates []model.Gate) []gateDoc {
	out := make([]gateDoc, len(gates))
	for i, g := range gates {
		out[i] = gateDoc{g.Name, g.OK, g.Advice, g.Why}
	}
	return out
}

// readinessDoc is a lead as the playbook judges it.
type readinessDoc struct {
	Count         int       `json:"count"`
	Of            int       `json:"of"`
	Weakest       *string   `json:"weakest"`
	WeakestWhy    string    `json:"weakest_why"`
	NextAttribute *string   `json:"next_attribute"`
	NextQuestion  string    `json:"next_question"`
	NextWho       string    `json:"next_who"`
	GuideLine     string    `json:"guide_line"`
	Ready         bool      `json:"ready"`
	Gates         []gateDoc `json:"gates"`
}

func readinessOf(r model.Readiness) readinessDoc {
	return readinessDoc{Count: r.Count, Of: r.Of, Weakest: some(r.Weakest), WeakestWhy: r.WeakestWhy, NextAttribute: some(r.NextAbout),
		NextQuestion: r.NextQuestion, NextWho: r.NextWhoText, GuideLine: r.GuideLine, Ready: r.Ready, Gates: gateDocs(r.Gates)}
}

// valueDoc is an attribute's value with its types: numbers and cents as
// integers, lists as arrays, money beside its currency.
func valueDoc(key model.AttributeKey, v model.Value, currency string) map[string]any {
	out := map[string]any{}
	a, err := model.AttributeOf(key)
	for name, text := range v {
		out[name] = text
	}
	if err != nil {
		return out
	}
	for _, f := range a.Fields {
		text, given := v[f.Name]
		if !given {
			continue
		}
		switch f.Kind {
		case model.MoneyField, model.NumberField:
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				out[f.Name] = n
			}
			if f.Kind == model.MoneyField && v["currency"] == "" {
				out["currency"] = currency
			}
		case model.ListField, model.PeopleField:
			out[f.Name] = parts(text)
		}
	}
	return out
}

// parts are the members of a list as kept.
func parts(text string) []string {
	out := []string{}
	for p := range strings.SplitSeq(text, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
