// Package sheet reads a file of rows as vendors send it: what kind of file it
// is, its encoding, what parts its cells, where its header stands, and which
// lines above and below are no rows, all told from the content and never from
// the name. It knows nothing of what the columns mean.
//
// Everything read is hostile: each size has a cap, and a file that breaks one
// is refused in a sentence before it fills the memory.
package sheet

import "ripen/model"

// Options for [Open].
type Options struct {
	Sheet   string        // of a workbook: its name in any case, or its number from 1; "" the only one that holds rows
	Heading model.Heading // whether there is a line of headers
	// IsHeader says that a cell names a column in lists that are known, which
	// tells a header from a row. nil: no cell does.
	IsHeader func(cell string) bool
}

// Record is one row of the file as it came.
type Record struct {
	Line  int // of the file, from 1, where the row begins; in a workbook the row's number
	Cells []string
}
