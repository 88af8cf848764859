package lists_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ripen/model"
	"ripen/tui/internal/pagetest"
	"ripen/tui/lists"
)

// importer is an office that knows one file. It takes what was settled over as
// the real one does, and remembers what it was asked.
type importer struct {
	lists.Office
	file   model.ListLook
	files  []string
	res    model.ImportResult
	fails  map[string]error // by call: look, import, dry
	asked  []model.ImportOptions
	paths  []string
	deaf   bool // reads on when it is cancelled
	during func(ctx context.Context, progress func(model.ImportProgress))
}

func (f *importer) Files(_ context.Context, typed string) ([]string, error) {
	var out []string
	for _, p := range f.files {
		if strings.HasPrefix(p, typed) {
			out = append(out, p)
		}
	}
	return out, f.fails["files"]
}

func (f *importer) Look(ctx context.Context, _ model.Actor, path string, o model.ImportOptions) (model.ListLook, error) {
	f.paths = append(f.paths, path)
	if err := f.fails["look"]; err != nil {
		return model.ListLook{}, err
	}
	look := f.file
	look.Columns = slices.Clone(look.Columns)
	if o.Heading == model.HeadingNo {
		look.HeaderLine = 0
	}
	if o.Sheet != "" {
		look.Sheet = o.Sheet
	}
	for _, p := range o.Map {
		field, column, _ := strings.Cut(p, "=")
		for i := range look.Columns {
			if look.Columns[i].Field == field {
				look.Columns[i].Field = ""
			}
		}
		if i := f.column(column); i >= 0 {
			look.Columns[i].Field = field
		}
	}
	for _, p := range o.Dates {
		at := strings.LastIndex(p, "=")
		look.Columns[f.column(p[:at])].Order = p[at+1:]
	}
	look.Questions = slices.DeleteFunc(slices.Clone(look.Questions), func(q model.ImportQuestion) bool {
		return slices.ContainsFunc(q.Choices, func(c model.ImportChoice) bool {
			return slices.Contains(o.Map, c.Value) || slices.Contains(o.Dates, c.Value) || c.Flag == "no-header" && o.Heading != ""
		})
	})
	if f.deaf {
		return look, nil
	}
	return look, ctx.Err()
}

func (f *importer) column(name string) int {
	if n, err := strconv.Atoi(name); err == nil {
		return n - 1
	}
	return slices.IndexFunc(f.file.Columns, func(c model.ListColumn) bool { return c.Header == name })
}

func (f *importer) Import(ctx context.Context, _ model.Actor, path string, o model.ImportOptions, progress func(model.ImportProgress)) (model.ImportResult, error) {
	f.asked = append(f.asked, o)
	f.paths = append(f.paths, path)
	if f.during != nil && !o.DryRun {
		f.during(ctx, progress)
	}
	call := "import"
	if o.DryRun {
		call = "dry"
	}
	if err := f.fails[call]; err != nil {
		return model.ImportResult{}, err
	}
	res := f.res
	res.List, res.DryRun = o.Name, o.DryRun
	return res, ctx.Err()
}

func (f *importer) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	return team(), f.fails["members"]
}

func (f *importer) Cadences(context.Context) ([]model.Cadence, error) {
	return []model.Cadence{{Name: "standard"}, {Name: "inbound"}, {Name: "trade-show"}, {Name: "long-term"}}, f.fails["cadences"]
}

// last is what the import was asked last.
func (f *importer) last() model.ImportOptions { return f.asked[len(f.asked)-1] }

func team() []model.MemberRow {
	one := func(id int, name string, role model.Role, leads int) model.MemberRow {
		return model.MemberRow{Member: model.Member{ID: model.MemberID(id), Name: name, Role: role, Active: true}, Leads: leads}
	}
	gone := one(6, "Dana Quist", model.Specialist, 0)
	gone.Active = false
	return []model.MemberRow{one(1, "Dana Ortiz", model.Specialist, 41), one(2, "Omar Reyes", model.TeamLead, 3), one(3, "Ines Falk", model.Specialist, 57),
		one(4, "Rosa Marten", model.Sales, 0), one(5, "Omar Haddad", model.Specialist, 20), gone}
}

// fair is a report out of Salesforce with a second company column, and dates
// that may be read in two ways.
func fair() *importer {
	rows := [][]string{
		{"Halvorsen Freight", "Halvorsen", "Mia", "CFO", "+1 617 555 0142", "mia@halvorsen.example", "Boston", "MA", "03/04/2026", "12", "blue"},
		{"Nordlys Cold Storage", "Aas", "Per", "IT", "", "per@nordlys.example", "Bergen", "", "05/04/2026", "14", ""},
		{"Quill & Sons Bindery", "", "", "", "617-555-0199", "", "Salem", "MA", "", "3", "red"},
		{"東京冷蔵倉庫", "Sato", "Ken", "plant manager", "+81 3 5550 0100", "ken@reizo.example", "東京", "", "07/04/2026", "9", ""},
	}
	heads := []string{"Account Name", "Last Name", "First Name", "Title", "Phone", "Email", "Mailing City", "Mailing State", "Created Date", "Booth", "Colour"}
	fields := []string{"company", "last_name", "first_name", "title", "phone", "email", "city", "state", "received_at", "", ""}
	f := &importer{fails: map[string]error{}, files: []string{"~/lists/", "~/lists/fair.csv", "~/lists/fair-2025.xlsx", "~/lists/old/", "~/letters.txt"}}
	f.file = model.ListLook{Format: "csv", Separator: "comma", Encoding: "UTF-8 with BOM", HeaderLine: 1, Vendor: "Salesforce report", Rows: 640}
	for i, h := range heads {
		c := model.ListColumn{Header: h, Field: fields[i]}
		for n := range 20 {
			c.Samples = append(c.Samples, rows[n%len(rows)][i])
		}
		f.file.Columns = append(f.file.Columns, c)
	}
	f.file.Columns[8].Order = "mdy"
	f.file.Questions = []model.ImportQuestion{{Key: "dates:Created Date", Text: "Is 03/04/2026 in Created Date the 3rd of April or the 4th of March?", Choices: []model.ImportChoice{
		{Title: "3 April, day first", Flag: "date", Value: "Created Date=dmy"}, {Title: "4 March, month first", Flag: "date", Value: "Created Date=mdy", Likely: true}}}}
	f.res = model.ImportResult{Rows: 640, LeadsCreated: 412, ContactsCreated: 522, ContactsMerged: 61, Rejected: 49, Suppressed: 8, Near: 12,
		Mapping:  map[string]string{"company": "Account Name", "last_name": "Last Name", "first_name": "First Name", "title": "Title", "phone": "Phone", "email": "Email", "city": "Mailing City", "state": "Mailing State", "received_at": "Created Date"},
		Unmapped: []string{"Booth", "Colour"}, Skipped: []string{"Copyright (c) 2026 example"}, Header: heads, RejectsFile: "/home/omar/lists/fair.rejects.csv"}
	for i := range 49 {
		f.res.Rejects = append(f.res.Rejects, model.ImportReject{Row: 14 + i*9, Field: "company", Reason: "no company and no domain", Cells: []string{"", "Reed" + fmt.Sprint(i), "Al", "", "none", "", "Salem", "MA", "", "7", ""}})
	}
	return f
}

// strange is a file as bad as files come: n columns with the headers and values
// that lists have had, a question with as many answers, sheets.
func strange(n int) *importer {
	f := &importer{fails: map[string]error{}}
	names := pagetest.Hostile()
	f.file = model.ListLook{Format: "xlsx", Encoding: names[0], Sheet: names[1], Sheets: names, HeaderLine: 123456, Vendor: names[3], Remembered: true, Rows: 12345678}
	for i := range n {
		c := model.ListColumn{Header: names[i%len(names)], Samples: names}
		if i%2 == 0 {
			c.Field = fmt.Sprintf("phone_%d", i)
		}
		if i%3 == 0 {
			c.Order = "dmy"
		}
		f.file.Columns = append(f.file.Columns, c)
		f.files = append(f.files, "~/"+names[i%len(names)])
	}
	q := model.ImportQuestion{Key: "field:company", Text: strings.Join(names, " ")}
	for i := range n {
		q.Choices = append(q.Choices, model.ImportChoice{Title: names[i%len(names)], Flag: "map", Value: "company=" + strconv.Itoa(i+1), Likely: i == 1})
	}
	f.file.Questions = []model.ImportQuestion{q, q}
	f.res = model.ImportResult{Rows: 20, ContactsCreated: 4, LeadsCreated: 4, Rejected: 15, Near: 1234567, Mapping: map[string]string{}, Unmapped: names, Skipped: names, Header: names, RejectsFile: names[0]}
	for i, s := range names {
		f.res.Mapping[s] = s
		f.res.Rejects = append(f.res.Rejects, model.ImportReject{Row: i + 2, Field: s, Reason: s, Cells: names})
	}
	return f
}

// drafts is where what is typed is kept.
type drafts map[string]map[string]string

func (d drafts) Load(key string) (map[string]string, error)      { return d[key], nil }
func (d drafts) Save(key string, values map[string]string) error { d[key] = values; return nil }
func (d drafts) Drop(key string) error                           { delete(d, key); return nil }
