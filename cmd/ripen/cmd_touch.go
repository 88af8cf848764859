package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/model"
	"ripen/model/cadence"
)

// touchFlags are the flags of `ripen touch` as typed.
type touchFlags struct {
	channel, outcome, direction, contact, number, answers, sentiment string
	note, callback, until, why, refer, at, next, nextWhy             string
	preview                                                          bool
}

func (a *app) touchCommand() *cobra.Command {
	var f touchFlags
	cmd := &cobra.Command{
		Use:   "touch LEAD",
		Short: "Record what happened: an attempt, a conversation, a reply, a letter posted",
		Long: "Record what happened, and say what the cadence makes of it. Without --contact it is the contact\n" +
			"whose step is due. --callback and --next are read on the contact's clock, --at on yours; all take\n" +
			"2026-11-24, \"2026-11-24 10:00\", \"tue 10\", \"tomorrow 9:30\", \"in 3 weeks\", \"after thanksgiving\" or RFC 3339.\n" +
			"--next puts what is owed next on another date than the cadence gives it, and needs --next-why; the hours,\n" +
			"holidays and gaps that hold for every date move it on where they must, and it is said why.",
		Example: "  ripen touch L41 --channel phone --outcome voicemail-left\n" +
			"  ripen touch L41 --channel phone --outcome connected-callback --callback \"tue 10:30\" --note \"after the budget round\"\n" +
			"  ripen touch L41 --channel email --outcome replied-interested --answers T12\n" +
			"  ripen touch L41 --channel email --outcome sent --next \"tue 1 dec 10:00\" --next-why \"after their trade fair\"",
		Args: takes("LEAD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := model.ParseLeadID(args[0])
			if err != nil {
				return err
			}
			e, err := f.entry(id)
			if err != nil {
				return err
			}
			return a.work(cmd, func(ctx context.Context, s *session) error {
				if err := s.touchTimes(ctx, &e, f); err != nil {
					return err
				}
				if f.preview {
					r, err := s.db.Preview(ctx, s.by, e)
					return s.touched(r, err, "nothing is recorded yet; this would happen")
				}
				r, err := s.db.Record(ctx, s.by, e)
				return s.touched(r, err, fmt.Sprintf("%s %s on %s: %s", r.TouchID, e.Channel, id, e.Outcome))
			})
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.channel, "channel", "", "the `CHANNEL`: "+words(model.Channels))
	fl.StringVar(&f.outcome, "outcome", "", "the `OUTCOME`; a wrong one lists those of the channel")
	fl.StringVar(&f.direction, "direction", "", "inbound or outbound; a reply is inbound by itself (`WAY`)")
	fl.StringVar(&f.contact, "contact", "", "the contact `CID`, if not the one whose step is due")
	fl.StringVar(&f.number, "number", "", "the number `P` that was dialled, if not the contact's best")
	fl.StringVar(&f.answers, "answers", "", "the earlier `TOUCH` that an inbound one answers")
	fl.StringVar(&f.sentiment, "sentiment", "", "`S`: "+words(model.Sentiments))
	fl.StringVar(&f.note, "note", "", "`TEXT` to keep with it")
	fl.StringVar(&f.callback, "callback", "", "the `TIME` promised, with connected-callback")
	fl.StringVar(&f.until, "until", "", "the `DATE` that was named: later, out of office, end of a contract")
	fl.StringVar(&f.why, "why", "", "why not interested: a `CODE` of "+words(model.NotInterestedCodes))
	fl.StringVar(&f.refer, "refer", "", "the `NAME` of the person referred to, or of a stand-in")
	fl.StringVar(&f.at, "at", "", "the `TIME` it happened, if not now")
	fl.StringVar(&f.next, "next", "", "the `TIME` of what is owed next, if not the one that the cadence gives")
	fl.StringVar(&f.nextWhy, "next-why", "", "why it is another: `TEXT` that is kept with the touch")
	fl.BoolVar(&f.preview, "preview", false, "only say what it would do")
	return cmd
}

// entry checks the flags that need no database.
func (f touchFlags) entry(lead model.LeadID) (e model.Entry, err error) {
	e = model.Entry{LeadID: lead, Number: f.number, Note: f.note, Refer: f.refer}
	e.MoveWhy = f.nextWhy
	if f.channel == "" || f.outcome == "" {
		return e, usage("outcome", "a touch needs --channel and --outcome; ripen touch --help shows how")
	}
	if (f.next == "") != (strings.TrimSpace(f.nextWhy) == "") {
		return e, usage("next-why", "another date needs --next and its reason in --next-why, both")
	}
	if e.Channel, err = model.OneOf("channel", model.Channel(f.channel), model.Channels); err != nil {
		return e, err
	}
	if e.Outcome, err = cadence.ParseOutcome(e.Channel, f.outcome); err != nil {
		return e, named("outcome", err)
	}
	if f.direction != "" {
		if e.Direction, err = model.OneOf("direction", model.Direction(f.direction), []model.Direction{model.Inbound, model.Outbound}); err != nil {
			return e, err
		}
	}
	if f.sentiment != "" {
		if e.Sentiment, err = model.OneOf("sentiment", model.Sentiment(f.sentiment), model.Sentiments); err != nil {
			return e, err
		}
	}
	if f.why != "" {
		if _, err = model.OneOf("why", f.why, model.NotInterestedCodes); err != nil {
			return e, err
		}
		e.Why = f.why
	}
	if f.answers != "" {
		if e.Answers, err = model.ParseTouchID(f.answers); err != nil {
			return e, named("answers", err)
		}
	}
	e.ContactID, err = contactFlag(f.contact)
	return e, err
}

// touchTimes reads the times: those agreed with the contact on the contact's
// clock, the rest on that of who is working.
func (s *session) touchTimes(ctx context.Context, e *model.Entry, f touchFlags) (err error) {
	if f.callback != "" || f.next != "" {
		desk, err := s.db.Desk(ctx, s.by, e.LeadID)
		if err != nil {
			return err
		}
		zone := s.zoneAt(desk, e.ContactID)
		for _, agreed := range []struct {
			flag, text string
			into       *time.Time
		}{{"callback", f.callback, &e.Callback}, {"next", f.next, &e.MoveTo}} {
			if agreed.text == "" {
				continue
			}
			if *agreed.into, err = s.moment(agreed.flag, agreed.text, zone); err != nil {
				return err
			}
		}
	}
	if f.until != "" {
		if e.Until, err = s.day("until", f.until); err != nil {
			return err
		}
	}
	if f.at != "" {
		if e.At, err = s.moment("at", f.at, s.by.Zone); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) touched(r model.Result, err error, head string) error {
	if err != nil {
		return err
	}
	v := touchDoc{TouchID: ref(r.TouchID), actDoc: s.actOf(r)}
	return s.app.print(v, func(w io.Writer) { s.told(w, head, r) })
}
