package tui_test

import (
	"context"
	"strings"

	"ripen/model"
)

// Look finds the fair's csv, unless the test has reading fail.
func (o *office) Look(_ context.Context, _ model.Actor, path string, _ model.ImportOptions) (model.ListLook, error) {
	look := model.ListLook{Format: "csv", Separator: "semicolon", Encoding: "Windows-1252", HeaderLine: 1, Rows: 120}
	for _, c := range [][3]string{{"Firm", "company", "Halvorsen Freight"}, {"Contact", "name", "Mia Halvorsen"}, {"Tel", "phone", "+1 617 555 0142"},
		{"Mail", "email", "mia@halvorsen.example"}, {"Town", "city", "Boston"}, {"Booth", "", "12"}, {"Colour", "", "blue"}} {
		look.Columns = append(look.Columns, model.ListColumn{Header: c[0], Field: c[1], Samples: []string{c[2]}})
	}
	return look, o.note("look " + path)
}

// Import brings in what the test says it does.
func (o *office) Import(_ context.Context, _ model.Actor, path string, opt model.ImportOptions, _ func(model.ImportProgress)) (model.ImportResult, error) {
	o.imports = append(o.imports, opt)
	res := o.result
	res.DryRun = opt.DryRun
	if !opt.DryRun {
		o.empty = false
	}
	return res, o.note("import " + path)
}

// Files are two lists and a folder.
func (o *office) Files(_ context.Context, typed string) ([]string, error) {
	var out []string
	for _, f := range []string{"fair.csv", "fair-2025.xlsx", "lists/"} {
		if strings.HasPrefix(f, typed) {
			out = append(out, f)
		}
	}
	return out, o.readErr
}
