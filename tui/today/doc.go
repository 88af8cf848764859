// Package today is the screen on which the day is worked: the queue in its
// order, and below it, or beside it in a wide window, why the lead under the
// cursor stands where it stands and the one question worth asking.
//
// The order is the office's, frozen for the day; the screen only shows it. It
// is asked for again every half minute, since callbacks and answers join the
// top as they come; the cursor stays on its lead, and a lead that has left the
// queue meanwhile stays in sight until the cursor leaves it.
//
// The parts: today.go is the screen's contract, load.go what the office is
// asked, rows.go the table, detail.go the lead under the cursor, acts.go skip
// and rest.
package today

import (
	"context"

	"ripen/model"
)

// Office is what Today asks for. Every call is made in a command, never in
// Update.
type Office interface {
	Queue(ctx context.Context, by model.Actor, limit int) (model.QueuePage, error)
	Reorder(ctx context.Context, by model.Actor) (model.QueuePage, error)
	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
	Skip(ctx context.Context, by model.Actor, lead model.LeadID, code, note string) (model.Result, error)
	Choose(ctx context.Context, by model.Actor, c model.Choice) (model.Result, error)
}
