// Package inbound is the screen on which one finds who calls, or who has
// answered, while he still speaks: some digits of a number, some letters of a
// name or a company, over all leads, and enter opens his desk with the outcomes
// of an inbound touch.
//
// Asked from a desk, it offers that desk's person first, with nothing typed: then
// enter is the call of whom one has open.
//
// What is shown is always of what is typed. An answer that comes late is
// dropped, and enter that was quicker than the answer waits for it: it opens
// whoever is the only one found, and among several lets the person choose, since
// nobody has seen them yet.
//
// The parts: inbound.go is the screen's contract, find.go what the office is
// asked and what becomes of the answer, rows.go the table, view.go the page and
// what is said of whom the cursor is on.
package inbound

import (
	"context"

	"ripen/model"
)

// Office is what the screen asks for. Every call is made in a command.
type Office interface {
	// Callers are those whom text may name, the likeliest first, at most limit:
	// text is some digits of a number, or the beginnings of words of a name, a
	// company or an address.
	Callers(ctx context.Context, by model.Actor, text string, limit int) ([]model.Caller, error)

	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
}

// Typed is what was typed and led nowhere yet. It outlives the screen, so that
// whoever leaves it comes back to his words. The zero value is nothing; it is
// used in Update only.
type Typed struct{ text string }
