package pagetest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/find"
)

// FindLeads is the page of rows that q asks for, found and put in order as the
// store does it: by what the filter says, its words at the beginnings of words
// of company, person or Found. Members and lists may have any name.
func FindLeads(rows []model.LeadRow, by model.Actor, q model.LeadQuery) (model.LeadPage, error) {
	var out model.LeadPage
	f, err := find.Parse(q.Filter+" "+q.Search, find.At{Now: Now, Me: by.Name})
	if err != nil {
		return out, err
	}
	var fits []model.LeadRow
	for _, r := range rows {
		facts := find.Facts{Owner: r.Owner, List: r.List, Status: r.Status, Horizon: r.Horizon, DueAt: r.DueAt, Last: r.Last, Rungs: r.Rungs, Count: r.Count, Score: r.Score, Value: r.Value}
		if !f.Match(&facts) || !holdsWords(&r, f.Words) {
			continue
		}
		fits = append(fits, r)
	}
	switch q.Sort {
	case "company":
		slices.SortStableFunc(fits, func(a, b model.LeadRow) int { return cmp.Compare(a.Company, b.Company) })
	case "due":
		slices.SortStableFunc(fits, func(a, b model.LeadRow) int { return a.DueAt.Compare(b.DueAt) })
	case "count":
		slices.SortStableFunc(fits, func(a, b model.LeadRow) int { return cmp.Compare(b.Count, a.Count) })
	}
	from, _ := strconv.Atoi(q.Cursor)
	to := min(len(fits), from+q.Limit)
	out.Rows, out.Total = fits[min(from, to):to], len(fits)
	if to < len(fits) {
		out.More, out.Next = true, strconv.Itoa(to)
	}
	return out, nil
}

// holdsWords says that every word begins one of the row's; those that are found
// in Found alone leave it there, else it is taken out.
func holdsWords(r *model.LeadRow, words []string) bool {
	within := func(text, word string) bool {
		return slices.ContainsFunc(find.Words(text), func(w string) bool { return strings.HasPrefix(w, word) })
	}
	elsewhere := false
	for _, w := range words {
		switch {
		case within(r.Company+" "+r.Contact, w):
		case within(r.Found.Text, w):
			elsewhere = true
		default:
			return false
		}
	}
	if !elsewhere {
		r.Found = model.Found{}
	}
	return true
}
