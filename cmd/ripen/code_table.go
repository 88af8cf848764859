package main

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"ripen/model"
	"ripen/model/industry"
)

// codeTable reads a table of industry codes from the bytes of a file: xlsx or
// csv with a column for the code and one for the title, or Ripen's own tsv.
// vintage is what a person says that the edition is; "" reads it from the
// file. Errors have code [model.Invalid].
func codeTable(file string, body []byte, vintage string) (*industry.Table, error) {
	if bytes.HasPrefix(body, []byte("# ")) && vintage == "" {
		return industry.ParseTSV(body)
	}
	rows, err := codeRows(file, body)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		code, title := codeColumns(row)
		if code < 0 || title < 0 {
			continue
		}
		if vintage == "" {
			if vintage = vintageOf(row); vintage == "" {
				return nil, model.Errorf(model.Invalid, "%s does not say which edition it is; say it with --vintage \"NAICS 2022\"", file)
			}
		}
		return industry.New(vintage, codesIn(rows[i+1:], code, title))
	}
	return nil, model.Errorf(model.Invalid, "%s has no line with a column for the code and one for its title", file)
}

// codeRows reads a workbook's first sheet, or a csv. What a workbook unpacks to
// is bounded: imported files are hostile.
func codeRows(file string, body []byte) ([][]string, error) {
	if bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		f, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{UnzipSizeLimit: 256 << 20, UnzipXMLSizeLimit: 64 << 20})
		if err != nil {
			return nil, model.Errorf(model.Invalid, "%s is no workbook that can be read: %w", file, err)
		}
		defer func() { _ = f.Close() }() // only read from
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			return nil, model.Errorf(model.Invalid, "the first sheet of %s cannot be read: %w", file, err)
		}
		return rows, nil
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	if strings.EqualFold(filepath.Ext(file), ".tsv") {
		r.Comma = '\t'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, model.Errorf(model.Invalid, "%s is neither a workbook nor a csv: %w", file, err)
	}
	return rows, nil
}

// codeColumns finds the columns of a head: -1 for one that is not there.
func codeColumns(head []string) (code, title int) {
	code, title = -1, -1
	for i, h := range head {
		switch h = strings.ToLower(strings.Join(strings.Fields(h), " ")); {
		case code < 0 && (h == "naics" || h == "sic" || h == "code" || strings.Contains(h, "naics us code") || strings.HasSuffix(h, " code")):
			code = i
		case title < 0 && (strings.HasSuffix(h, "title") || h == "description"):
			title = i
		}
	}
	return code, title
}

var editionYear = regexp.MustCompile(`\b(19|20)\d\d\b`)

// vintageOf reads the edition from a head. SIC has had none since 1987.
func vintageOf(head []string) string {
	line := strings.ToUpper(strings.Join(head, " "))
	year := editionYear.FindString(line)
	switch {
	case strings.Contains(line, "NAICS") && year != "":
		return "NAICS " + year
	case strings.Contains(line, "SIC") && year == "":
		return "SIC 1987"
	case strings.Contains(line, "SIC"):
		return "SIC " + year
	}
	return ""
}

func codesIn(rows [][]string, code, title int) []industry.Code {
	var out []industry.Code
	for _, r := range rows {
		if code >= len(r) || title >= len(r) || strings.TrimSpace(r[code]) == "" {
			continue // an empty line between the sectors
		}
		out = append(out, industry.Code{Code: strings.TrimSpace(r[code]), Title: strings.TrimSpace(r[title])})
	}
	return out
}
