package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/playbook"
	"ripen/model/when"
	"ripen/tui/desk"
	"ripen/tui/work"
)

func (a *app) workCommand() *cobra.Command {
	var lead string
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Work the day in plain lines, for screen readers and slow links",
		Long: "Work the day in plain lines, one question at a time: no cursor movement, no colour, no line over\n" +
			"80 columns. The first lead of the day is served; help tells what may be said. Each question is\n" +
			"answered by a number, a letter or the word; an empty line repeats it and does nothing, back goes\n" +
			"one question back, quit leaves. What was typed and not recorded is kept. A script may be\n" +
			"standard input.",
		Example: "  ripen work\n  ripen work --lead L41",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.flags.json {
				return usage("json", "ripen work is a dialogue and has no JSON; ripen queue, touch and attribute do")
			}
			id := model.LeadID(0)
			if lead != "" {
				var err error
				if id, err = model.ParseLeadID(lead); err != nil {
					return named("lead", err)
				}
			}
			return a.workPlainly(cmd.Context(), id)
		},
	}
	cmd.Flags().StringVar(&lead, "lead", "", "begin with the lead `ID`")
	return cmd
}

// workPlainly runs the dialogue. A signal ends it in order, as the end of the
// input does.
func (a *app) workPlainly(ctx context.Context, lead model.LeadID) (err error) {
	if err := ctx.Err(); err != nil {
		return err // a signal that came before
	}
	heard, leave := context.WithCancel(ctx)
	defer leave()
	came, stop := signals()
	defer stop()
	go func() {
		select {
		case <-came:
			leave()
		case <-heard.Done():
		}
	}()
	s, err := a.open(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	return work.Run(heard, desktop{s.db, s}, a.workOptions(s, lead))
}

func (a *app) workOptions(s *session, lead model.LeadID) work.Options {
	return work.Options{By: s.by, Clock: a.now, In: a.stdin, Out: a.stdout, Drafts: &plainDrafts{a.drafts(s)}, Lead: lead,
		Desk: desk.Options{ParseTime: when.Time, ParseMoney: playbook.ParseMoney, Dial: a.dialer(), Book: s.db.Book()}}
}

// plainDrafts are the desk's drafts with what there is of them.
type plainDrafts struct{ *deskDrafts }

// Kept names the desk's drafts of this database, the newest first.
func (d *plainDrafts) Kept() ([]string, error) {
	all, err := d.files.All(d.of + "desk/")
	out := make([]string, len(all))
	for i, draft := range all {
		out[i] = strings.TrimPrefix(draft.Key, d.of)
	}
	return out, err
}
