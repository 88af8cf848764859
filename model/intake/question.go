package intake

import (
	"fmt"
	"slices"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// Questions are what must not be guessed: two columns for one field, dates
// whose days and months cannot be told apart, a list without headers. Each
// choice names the flag that answers it; one is the likelier.
func (m Mapping) Questions() []model.ImportQuestion {
	var out []model.ImportQuestion
	if m.headless {
		out = append(out, model.ImportQuestion{Key: "heading", Text: m.headlessText(), Choices: []model.ImportChoice{
			{Title: "there is no line of headers: take the columns as shown", Flag: "no-header", Likely: true},
			{Title: "the first line is the header", Flag: "header"},
		}})
	}
	for _, c := range m.claims {
		q := model.ImportQuestion{Key: "field:" + string(c.field)}
		var names []string
		for i, col := range c.columns {
			names = append(names, fmt.Sprintf("%q", m.header[col]))
			title := m.header[col]
			if all := m.filled(col); len(all) > 0 {
				title += ": " + short(clean.Text(all[0]))
			}
			q.Choices = append(q.Choices, model.ImportChoice{Title: title, Flag: "map", Value: string(c.field) + "=" + m.header[col], Likely: i == 0})
		}
		q.Text = fmt.Sprintf("%s columns could be the %s: %s; which is it?", counted(len(names)), clean.Text(strings.ReplaceAll(string(c.field), "_", " ")), joinAnd(names))
		out = append(out, q)
	}
	for i := range m.header {
		if !m.asked[i] {
			continue
		}
		example := clean.Text(m.filled(i)[0])
		out = append(out, model.ImportQuestion{Key: "dates:" + m.header[i],
			Text: fmt.Sprintf("Dates such as %s in %q can be read two ways; does the day or the month come first?", short(example), m.header[i]),
			Choices: []model.ImportChoice{
				{Title: "the month: " + spelled(example, "mdy"), Flag: "date", Value: m.header[i] + "=mdy", Likely: true},
				{Title: "the day: " + spelled(example, "dmy"), Flag: "date", Value: m.header[i] + "=dmy"},
			}})
	}
	return out
}

// headlessText says what the columns were taken for.
func (m Mapping) headlessText() string {
	var as []string
	for _, p := range m.Pairs() {
		field, header, _ := strings.Cut(p, "=")
		as = append(as, header+" is the "+strings.ReplaceAll(field, "_", " "))
	}
	if len(as) == 0 {
		return "The file seems to have no line of headers, and nothing tells what its columns hold; is that so?"
	}
	return "The file seems to have no line of headers; by content " + joinAnd(as) + "; is that so?"
}

func counted(n int) string {
	if n == 2 {
		return "Two"
	}
	return fmt.Sprint(n)
}

func joinAnd(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// short is a sample value as a question shows it.
func short(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// shownRows is how many sample rows are shown of each column.
const shownRows = 20

// Columns are the columns of the file as they would be used, with the cells of
// the first rows, cleaned for showing.
func (m Mapping) Columns() []model.ListColumn {
	rows := m.sample[:min(len(m.sample), shownRows)]
	out := make([]model.ListColumn, len(m.header))
	for i, h := range m.header {
		c := model.ListColumn{Header: h, Samples: make([]string, len(rows))}
		for f, at := range m.column {
			if at == i {
				c.Field = f
			}
		}
		if slices.Contains(m.columns[Received], i) {
			c.Order = m.orders[i]
		}
		for n, row := range rows {
			if i < len(row) {
				c.Samples[n] = cut(clean.Text(row[i]), 80)
			}
		}
		out[i] = c
	}
	return out
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}
