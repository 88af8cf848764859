// Package desk is the screen on which a lead is worked: who is called, what was
// done and what comes next, the ten attributes with the question worth asking,
// the guide, a note line and the outcome bar.
//
// Three things are always on it, whatever else is open: the guide, the note
// and the bar. A form takes the room of the panes and never that of the note.
// What an outcome does is read from the office before it is confirmed
// ([Office.Preview] is the same call as [Office.Record] without the commit).
//
// Everything typed is kept as a draft until it is recorded: a form that is left
// with esc, a note, an entry that waits for its call. See [Drafts].
//
// The parts: desk.go is the screen's contract, press.go what a key does when
// nothing is open, flow*.go the outcome bar, form*.go the forms, and one file
// for each pane. A part that takes keys is a bar (below) or a panel (in the
// room of the panes).
package desk

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"ripen/model"
	"ripen/model/calendar"
	"ripen/model/industry"
)

// Office is what the desk asks for. Every call is made in a command, never in
// Update; refusals are *model.Error and are shown by their sentence.
type Office interface {
	Desk(ctx context.Context, by model.Actor, lead model.LeadID) (model.Desk, error)
	Queue(ctx context.Context, by model.Actor, limit int) (model.QueuePage, error)
	Members(ctx context.Context, by model.Actor) ([]model.MemberRow, error)
	Shown(ctx context.Context, by model.Actor, lead model.LeadID, kind string) error // "served", "opened"

	Preview(ctx context.Context, by model.Actor, e model.Entry) (model.Result, error)
	Record(ctx context.Context, by model.Actor, e model.Entry) (model.Result, error)
	Choose(ctx context.Context, by model.Actor, c model.Choice) (model.Result, error)
	Attest(ctx context.Context, by model.Actor, a model.Attestation) (model.Result, error)
	Submit(ctx context.Context, by model.Actor, s model.Submission) (model.Result, error)
	AddContact(ctx context.Context, by model.Actor, c model.NewContact) (model.Result, error)
	SetContact(ctx context.Context, by model.Actor, contact model.ContactID, set map[string]string) (model.Result, error)
	Skip(ctx context.Context, by model.Actor, lead model.LeadID, code, note string) (model.Result, error)
	Note(ctx context.Context, by model.Actor, lead model.LeadID, contact model.ContactID, text string) (model.Result, error)
	Defect(ctx context.Context, by model.Actor, d model.Defect) (model.Result, error)

	PeekUndo(ctx context.Context, by model.Actor) ([]model.UndoInfo, error)
	Undo(ctx context.Context, by model.Actor) (model.UndoInfo, error)
	IndustrySearch(ctx context.Context, scheme, text string, limit int) (vintage string, codes []industry.Code, err error)
}

// Drafts keeps what was typed and is not recorded yet, outside the database. A
// key names a lead and a form ("desk/L41/budget"). Load gives nil for a key
// that is not there.
type Drafts interface {
	Load(key string) (map[string]string, error)
	Save(key string, values map[string]string) error
	Drop(key string) error
}

// Options are what the desk is joined to besides the office. All may be left
// out: without Drafts nothing outlives the screen, without ParseTime dates are
// written as 2026-11-24 15:04, without Dial the number is only shown.
type Options struct {
	Context context.Context
	Drafts  Drafts

	// ParseTime reads a time as people write it ("tue 10:30", "in 3 weeks") in
	// zone, seen from now. Its error says how to write one.
	ParseTime func(text string, now time.Time, zone *time.Location) (time.Time, error)

	// ParseMoney reads an amount ("350k") into cents, and the currency that it
	// names.
	ParseMoney func(text string) (cents int64, currency string, err error)

	// Dial hands a number in E.164 to the machine's telephone.
	Dial func(number string) error

	// Tick is a pause; nil is the toolkit's own.
	Tick func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd

	// Book is the calendar by which a call is allowed; nil is a new one.
	Book *calendar.Book
}

func (o Options) context() context.Context {
	if o.Context == nil {
		return context.Background()
	}
	return o.Context
}

func (o Options) parseTime(text string, now time.Time, zone *time.Location) (time.Time, error) {
	if o.ParseTime != nil {
		return o.ParseTime(text, now, zone)
	}
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, model.Errorf(model.Invalid, "Write the time as 2026-11-24 15:04.")
}
