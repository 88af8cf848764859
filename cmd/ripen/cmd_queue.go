package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/clean"
)

func (a *app) queueCommand() *cobra.Command {
	var limit int
	var again bool
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "Show today's order for the person working, with the reason for each place",
		Long: "Show today's order for the person working, with the reason for each place.\n" +
			"Due steps are put in order once a day; promised callbacks, replies and new inquiries join the\n" +
			"top as they come.",
		Example: "  ripen queue\n  ripen queue --limit 10 --json\n  ripen queue --reorder",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("limit") && limit < 1 {
				return usage("limit", "--limit is %d; give a number from 1, or leave it out for the whole day", limit)
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if again {
					if _, err := s.db.Reorder(ctx, s.by); err != nil {
						return err
					}
				}
				page, err := s.db.Queue(ctx, s.by, limit)
				if err != nil {
					return err
				}
				return a.print(s.queueOf(page), func(w io.Writer) { s.queueText(w, page) })
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "show at most `N` places")
	cmd.Flags().BoolVar(&again, "reorder", false, "put the due steps in order again first")
	return cmd
}

func (s *session) queueText(w io.Writer, p model.QueuePage) {
	fmt.Fprintf(w, "%s, %s: %d of %d touches; %s, %s, %d new, %d due (%d callable now)\n", p.User, s.clockText(p.AsOf), p.Done, p.Target,
		count(p.Callbacks, "callback"), replies(p.Replies), p.Inquiries, p.Due, p.Callable)
	if !p.Frozen {
		fmt.Fprintln(w, "the order could not be kept just now and is shown as it would be")
	}
	if len(p.Items) == 0 {
		fmt.Fprintln(w, "nothing is due; ripen lead list shows every lead, ripen import brings in a list")
		return
	}
	rows := [][]string{{"#", "WHY", "LEAD", "COMPANY", "PERSON", "STEP", "THERE", "SCORE", "ATT", "REASON"}}
	for _, i := range p.Items {
		step := i.StepWord
		if i.Step > 0 && i.Steps > 0 {
			step = fmt.Sprintf("%s %d/%d", i.StepWord, i.Step, i.Steps)
		}
		why := i.Class.Reason()
		if i.Late > 0 {
			why = fmt.Sprintf("%s +%dd", why, i.Late)
		}
		there := i.LocalTime
		if !i.CallableNow && there != "" {
			there += " closed"
		}
		rows = append(rows, []string{fmt.Sprint(i.Position), why, i.LeadID.String(), cut(i.Company, 28), cut(i.Contact, 24), step,
			there, fmt.Sprint(i.Score), fmt.Sprintf("%d/10", i.Count), oneLine(i.ReasonText)})
	}
	table(w, "", rows)
}

func replies(n int) string {
	if n == 1 {
		return "1 reply"
	}
	return fmt.Sprintf("%d replies", n)
}

func (a *app) skipCommand() *cobra.Command {
	var code, note string
	cmd := &cobra.Command{
		Use:     "skip LEAD",
		Short:   "Pass over a lead today, with a reason; it comes back tomorrow",
		Example: "  ripen skip L41 --code research\n  ripen skip L41 --code other --note \"their site is down\"",
		Args:    takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			if err := codeFlag("code", code, note, model.SkipCodes); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				r, err := s.db.Skip(ctx, s.by, id, code, note)
				if err != nil {
					return err
				}
				return s.answer("skipped "+id.String(), r)
			})
		},
	}
	cmd.Flags().StringVar(&code, "code", "", "why: a `CODE` of "+words(model.SkipCodes))
	cmd.Flags().StringVar(&note, "note", "", "`TEXT` besides; \"other\" needs it")
	return cmd
}

func (a *app) noteCommand() *cobra.Command {
	var contact string
	cmd := &cobra.Command{
		Use:     "note LEAD TEXT...",
		Short:   "Write a note on a lead",
		Example: "  ripen note L41 \"board meets 12 Feb\"\n  ripen note L41 --contact C7 Tor signs too",
		Args:    takes("LEAD", "TEXT..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			c, err := contactFlag(contact)
			if err != nil {
				return err
			}
			text := sentence(args[1:])
			if text == "" {
				return usage("text", "the note is empty; write what is to be kept")
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				r, err := s.db.Note(ctx, s.by, id, c, text)
				if err != nil {
					return err
				}
				return s.answer("noted on "+id.String(), r)
			})
		},
	}
	cmd.Flags().StringVar(&contact, "contact", "", "about the contact `CID`")
	return cmd
}

func (a *app) defectCommand() *cobra.Command {
	var code, contact, note, number string
	cmd := &cobra.Command{
		Use:   "defect LEAD",
		Short: "Code a list issue: what was wrong with the lead as it came",
		Long: "Code a list issue: what was wrong with the lead as it came. Which column of the list it is about\n" +
			"follows from the code and, of a contact with several, from --number.",
		Example: "  ripen defect L41 --code wrong-person --contact C7\n  ripen defect L41 --code other --note \"a trade school\"",
		Args:    takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			c, err := contactFlag(contact)
			if err != nil {
				return err
			}
			if err := codeFlag("code", code, note, model.DefectCodes); err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				v := model.Defect{LeadID: id, ContactID: c, Code: code, Note: note}
				if number != "" {
					if v.PointID, err = s.pointOf(ctx, id, c, number); err != nil {
						return err
					}
				}
				r, err := s.db.Defect(ctx, s.by, v)
				if err != nil {
					return err
				}
				return s.answer(fmt.Sprintf("%s is coded on %s", code, id), r)
			})
		},
	}
	cmd.Flags().StringVar(&code, "code", "", "a `CODE` of "+words(model.DefectCodes))
	cmd.Flags().StringVar(&contact, "contact", "", "about the contact `CID`")
	cmd.Flags().StringVar(&note, "note", "", "`TEXT` besides; \"other\" needs it")
	cmd.Flags().StringVar(&number, "number", "", "the contact's number or e-mail `P` that it is about")
	return cmd
}

// pointOf is the number or address of a contact as one writes it.
func (s *session) pointOf(ctx context.Context, lead model.LeadID, contact model.ContactID, typed string) (model.PointID, error) {
	if contact == 0 {
		return 0, usage("number", "--number needs --contact: whose is it?")
	}
	desk, err := s.db.Desk(ctx, s.by, lead)
	if err != nil {
		return 0, err
	}
	c := desk.Contact(contact)
	if c == nil {
		return 0, model.Errorf(model.NotFound, "%s is no contact of %s", contact, lead)
	}
	number, email := clean.Phone(typed, cmp.Or(c.Place.Country, s.policy.Country)), strings.ToLower(clean.Text(typed))
	for _, p := range c.Points {
		if p.Shown == typed || p.Key != "" && (p.Key == email || p.Key == number.E164) {
			return p.ID, nil
		}
	}
	return 0, model.Errorf(model.NotFound, "%s has no number or address %q; ripen lead show %s lists those there are", c.Name, typed, lead)
}

func (a *app) tickCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "tick",
		Short: "Carry out what time alone changes, for a scheduler",
		Long: "Carry out what time alone changes: evidence that went stale, horizons crossed, rests over,\n" +
			"clocks run out. Every command does it first; a scheduler may do it at night. Twice is once.",
		Example: "  ripen tick\n  ripen tick --json",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				rest, err := s.db.Tick(ctx, s.by)
				if err != nil {
					return err
				}
				all := s.ticked + rest
				v := struct {
					Changed int     `json:"changed"`
					AsOf    *string `json:"as_of"`
				}{all, s.stamp(s.now)}
				return a.print(v, func(w io.Writer) {
					if all == 0 {
						fmt.Fprintln(w, "nothing was waiting")
						return
					}
					fmt.Fprintf(w, "%s brought up to date\n", count(all, "lead"))
				})
			})
		},
	}
}

func (a *app) undoCommand() *cobra.Command {
	var show bool
	cmd := &cobra.Command{
		Use:     "undo",
		Short:   "Take back the last thing you did; thirty steps",
		Example: "  ripen undo\n  ripen undo --list",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if show {
					return s.undoList(ctx)
				}
				u, err := s.db.Undo(ctx, s.by)
				if err != nil {
					return err
				}
				return a.print(s.undoOf(u), func(w io.Writer) { fmt.Fprintf(w, "undone: %s\n", u.Text) })
			})
		},
	}
	cmd.Flags().BoolVar(&show, "list", false, "only show what can be taken back, the last first")
	return cmd
}

// undoDoc is one act that was or can be taken back.
type undoDoc struct {
	ActionID *string `json:"action_id"`
	Verb     string  `json:"verb"`
	LeadID   *string `json:"lead_id"`
	Company  string  `json:"company"`
	At       *string `json:"at"`
	Text     string  `json:"text"`
}

func (s *session) undoOf(u model.UndoInfo) undoDoc {
	return undoDoc{ref(u.ActionID), u.Verb, ref(u.LeadID), u.Company, s.stamp(u.At), u.Text}
}

func (s *session) undoList(ctx context.Context) error {
	steps, err := s.db.PeekUndo(ctx, s.by)
	if err != nil {
		return err
	}
	v := struct {
		Steps []undoDoc `json:"steps"`
	}{[]undoDoc{}}
	rows := [][]string{{"WHEN", "LEAD", "WHAT"}}
	for _, u := range steps {
		v.Steps = append(v.Steps, s.undoOf(u))
		rows = append(rows, []string{s.clockText(u.At), u.LeadID.String(), u.Text})
	}
	return s.app.print(v, func(w io.Writer) {
		if len(steps) == 0 {
			fmt.Fprintln(w, "there is nothing to undo")
			return
		}
		table(w, "", rows)
	})
}
