package store

import (
	"database/sql"
	"strings"
)

// dialect is the seam between the store and an engine: everything that the
// engines do not have in common.
type dialect struct {
	name string
	// tokens puts the engine's types into the shared DDL: {i} {t} {b} {s}.
	tokens *strings.Replacer
	// own names the migration files of this engine beside the shared ones.
	own string
	// open opens the pools of a database that has been looked at by check.
	open func(path string, readOnly bool) (writer, readers *sql.DB, err error)
	// check refuses, before the engine opens anything and without changing a
	// byte, what is not a database of ours that this program can read.
	check func(path string) (probed, error)
	// busy says that the whole transaction is worth another try.
	busy func(error) bool
	// match turns words into the argument of a search: for each, those that it
	// begins, or itself alone where they are too many to name.
	match func(words [][]string) string
	// patience sets how long a connection waits for a lock, in milliseconds.
	patience func(ms int) string
	// flush moves all that is written out of the log into the file.
	flush string
	// changed reads, on a reading connection and outside a transaction, a
	// number that differs once anybody else has written. "": the engine has
	// none, and notices by itself that a transaction rests on what has changed.
	changed string
	// schema reads and sets the schema's number inside a transaction.
	schemaOf  string
	setSchema func(n int) string
}

// probed is what a look at a file said.
type probed struct {
	fresh  bool // nothing there yet: the schema is still to be made
	schema int  // number of the newest migration it holds, where that is known
}
