package office

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"ripen/model"
	"ripen/model/clean"
)

// RejectsCSV is the file of the rows that could not be used: the line of the
// list, the field and the reason, then the columns as they came. Cells are safe
// to open in a spreadsheet, so that a formula in a list runs nowhere.
func RejectsCSV(r model.ImportResult) []byte {
	wide := len(r.Header)
	for _, j := range r.Rejects {
		wide = max(wide, len(j.Cells))
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	write := func(row, field, reason string, cells []string) {
		line := make([]string, 3+wide)
		line[0], line[1], line[2] = row, field, clean.CSVCell(reason)
		for i, c := range cells {
			line[3+i] = clean.CSVCell(c)
		}
		_ = w.Write(line) // a buffer takes everything
	}
	write("row", "field", "reason", r.Header)
	for _, j := range r.Rejects {
		write(strconv.Itoa(j.Row), j.Field, j.Reason, j.Cells)
	}
	w.Flush()
	return b.Bytes()
}
