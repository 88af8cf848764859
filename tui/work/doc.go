// Package work is `ripen work`: the specialist's day in plain lines, for
// screen readers and slow links. One question stands at a time; it is answered
// by a number, a letter or the word. There is no cursor movement, no control
// character but the line end, no colour, and no line of more than 80 columns.
//
// It is the desk without the screen: what is asked, in which words, with which
// letters, and under which name it is kept as a draft comes from package desk
// ([desk.Plain]), so that whoever knows one face knows the other.
//
// Three promises hold for each question (ask.go): an empty line repeats it and
// never writes; `back` goes one question back, `leave` out to "What now?", `?`
// explains, `quit` ends; what is typed is kept as a draft before anything else
// is done with it, and dropped once it is recorded. A line that was never
// ended, because the input broke off, answers nothing, and its words are kept.
//
// The package does no I/O of its own: it reads lines, writes lines and asks
// its [Office], all of which are given to it.
//
// The parts: talk.go runs the day, commands.go is what one may say, ask.go and
// form.go ask, serve.go tells a lead, and one file for each thing done.
package work

import (
	"context"
	"io"
	"time"

	"ripen/model"
	"ripen/tui/desk"
)

// Office is what the dialogue asks for: the desk's calls, and a search over all
// leads. Refusals are *model.Error and are said by their sentence.
type Office interface {
	desk.Office
	Leads(ctx context.Context, by model.Actor, q model.LeadQuery) (model.LeadPage, error)
}

// Callers is an office that also finds who may be on the line, by number, name
// or company. One that cannot is asked for leads.
type Callers interface {
	Callers(ctx context.Context, by model.Actor, text string, limit int) ([]model.Caller, error)
}

// Drafts are the desk's drafts, and which there are.
type Drafts interface {
	desk.Drafts
	Kept() ([]string, error) // keys as "desk/L41/note", the newest first
}

// Options are what the dialogue is joined to.
type Options struct {
	By     model.Actor
	Clock  func() time.Time
	In     io.Reader
	Out    io.Writer
	Drafts Drafts       // nil: what is typed is kept as long as the dialogue runs
	Lead   model.LeadID // with which to begin; 0: the first of the day
	Desk   desk.Options // ParseTime, ParseMoney, Dial, Book
}

// Run plays a day until `quit`, the end of the input, or the end of ctx, each
// of which is an orderly leave. Its error is a failure of the office at the
// start, or of the output.
func Run(ctx context.Context, office Office, o Options) error {
	lines := read(o.In)
	defer lines.stop()
	t := &talk{Options: o, office: office, ctx: context.WithoutCancel(ctx), over: ctx.Done(), in: lines, mem: map[string]map[string]string{}}
	return t.day()
}
