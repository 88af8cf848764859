package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/document"
)

var qualityFormats = []string{"text", "json", "csv", "md"}

// qualityDoc is the retrospective of a week.
type qualityDoc struct {
	From    *string      `json:"from"`
	To      *string      `json:"to"`
	Week    string       `json:"week"`
	Lists   []listDoc    `json:"lists"`
	Sources []whereFound `json:"sources"`
}

type listDoc struct {
	ListID   *string      `json:"list_id"` // null: leads added by hand
	List     string       `json:"list"`
	Source   string       `json:"source"`
	Category string       `json:"category"`
	Touched  int          `json:"touched"`
	Leads    int          `json:"leads"`
	Defects  []listIssue  `json:"defects"`
	Missing  []missingDoc `json:"missing"`
	Words    []string     `json:"words"`
	Next     []string     `json:"next"`
}

type listIssue struct {
	Code   string `json:"code"`
	Field  string `json:"field"`
	Column string `json:"column"`
	Count  int    `json:"count"`
	Of     int    `json:"of"`
}

type missingDoc struct {
	What   string         `json:"what"`
	Lacked int            `json:"lacked"`
	Found  int            `json:"found"`
	Where  map[string]int `json:"where"`
}

type whereFound struct {
	Source    string `json:"source"`
	Leads     int    `json:"leads"`
	Contacts  int    `json:"contacts"`
	Reached   int    `json:"reached"`
	Graduated int    `json:"graduated"`
}

func qualityOf(q model.Quality) qualityDoc {
	out := qualityDoc{From: date(q.From), To: date(q.To), Week: q.From.Week(), Lists: []listDoc{}, Sources: []whereFound{}}
	for _, l := range q.Lists {
		d := listDoc{List: l.List, Source: l.Source, Category: l.Category, Touched: l.Touched, Leads: l.Leads,
			Defects: []listIssue{}, Missing: []missingDoc{}, Words: list(l.Words), Next: list(document.NextTime(l))}
		if l.ListID != 0 {
			d.ListID = ref(l.ListID)
		}
		for _, i := range l.Defects {
			d.Defects = append(d.Defects, listIssue(i))
		}
		for _, m := range l.Missing {
			d.Missing = append(d.Missing, missingDoc(m))
		}
		out.Lists = append(out.Lists, d)
	}
	for _, s := range q.Sources {
		out.Sources = append(out.Sources, whereFound(s))
	}
	return out
}

// qualityReport writes the retrospective of a week: of the present one, or of
// that which week names.
func (s *session) qualityReport(ctx context.Context, week, form, out string) error {
	from := model.DateOf(s.now.In(s.by.Zone)).Monday()
	if week != "" {
		var err error
		if from, err = model.ParseWeek(week); err != nil {
			return named("week", err)
		}
	}
	q, err := s.db.Quality(ctx, s.by, from, from.AddDays(6))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch form {
	case "json":
		err = writeJSON(&b, qualityOf(q))
	case "csv":
		err = qualityCSV(&b, q)
	case "md":
		b.Write(document.Quality(q))
	default:
		s.qualityText(&b, q)
	}
	if err != nil {
		return err
	}
	return s.app.deliver(out, false, b.Bytes())
}

func (s *session) qualityText(w io.Writer, q model.Quality) {
	fmt.Fprintf(w, "%s\n", document.Week(q.From, q.To))
	if len(q.Lists) == 0 {
		fmt.Fprintln(w, "\nnobody was attempted in this week and nothing was coded; --week names another")
	}
	for _, l := range q.Lists {
		fmt.Fprintf(w, "\n%s\n", joined(l.List, strings.ReplaceAll(l.Category, "-", " "), l.Source))
		fmt.Fprintf(w, "  attempted: %s at %s\n", count(l.Touched, "contact"), count(l.Leads, "company"))
		var rows [][]string
		for _, d := range l.Defects {
			column := document.FieldWords(d.Field)
			if d.Column != "" {
				column = "column " + d.Column
			}
			rows = append(rows, []string{d.Share(), strings.ReplaceAll(d.Code, "-", " "), column})
		}
		qualityPart(w, "wrong", rows)
		rows = nil
		for _, m := range l.Missing {
			rows = append(rows, []string{fmt.Sprintf("%d of %d", m.Lacked, l.Touched), document.GapWord(m.What), fmt.Sprintf("%d found since", m.Found),
				strings.Join(document.Places(m.Where), ", ")})
		}
		qualityPart(w, "missing", rows)
		for _, said := range l.Words {
			fmt.Fprintf(w, "  %q\n", oneLine(said))
		}
		if l.ListID == 0 {
			continue
		}
		for i, n := range document.NextTime(l) {
			if i == 0 {
				fmt.Fprintln(w, "  next time")
			}
			fmt.Fprintf(w, "    %s\n", n)
		}
	}
	if len(q.Sources) == 0 {
		return
	}
	rows := [][]string{}
	for _, f := range q.Sources {
		rows = append(rows, []string{f.Source, "companies " + strconv.Itoa(f.Leads), "people " + strconv.Itoa(f.Contacts),
			"spoken with " + strconv.Itoa(f.Reached), "handed to sales " + strconv.Itoa(f.Graduated)})
	}
	fmt.Fprintln(w, "\nfound elsewhere and added by hand")
	table(w, "  ", rows)
}

func qualityPart(w io.Writer, title string, rows [][]string) {
	if len(rows) > 0 {
		fmt.Fprintf(w, "  %s\n", title)
		table(w, "    ", rows)
	}
}

// qualityCSV has a line for each figure: kind says which of the columns after
// it are filled.
func qualityCSV(w io.Writer, q model.Quality) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"from", "to", "list", "source", "category", "kind", "what", "column", "count", "of", "found", "where"}}
	week := []string{q.From.String(), q.To.String()}
	add := func(l model.ListQuality, cells ...string) {
		rows = append(rows, append(append(week[:2:2], l.List, l.Source, l.Category), cells...))
	}
	for _, l := range q.Lists {
		add(l, "attempted", "contacts", "", strconv.Itoa(l.Touched), "", "", "")
		add(l, "attempted", "leads", "", strconv.Itoa(l.Leads), "", "", "")
		for _, d := range l.Defects {
			add(l, "defect", d.Code, d.Column, strconv.Itoa(d.Count), strconv.Itoa(d.Of), "", "")
		}
		for _, m := range l.Missing {
			add(l, "missing", m.What, "", strconv.Itoa(m.Lacked), strconv.Itoa(l.Touched), strconv.Itoa(m.Found), strings.Join(document.Places(m.Where), "; "))
		}
		for _, said := range l.Words {
			add(l, "words", oneLine(said), "", "", "", "", "")
		}
	}
	for _, f := range q.Sources {
		from := model.ListQuality{Source: f.Source}
		add(from, "found elsewhere", "leads", "", strconv.Itoa(f.Leads), "", "", "")
		add(from, "found elsewhere", "contacts", "", strconv.Itoa(f.Contacts), "", strconv.Itoa(f.Reached), "")
		add(from, "found elsewhere", "graduated", "", strconv.Itoa(f.Graduated), "", "", "")
	}
	for _, r := range rows {
		for i, c := range r {
			r[i] = clean.CSVCell(c)
		}
	}
	return out.WriteAll(rows)
}
