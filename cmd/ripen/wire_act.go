package main

import (
	"cmp"
	"fmt"
	"io"

	"ripen/model"
)

// actDoc is what a command that changes a lead answers; that of `ripen touch`
// has its touch_id besides.
type actDoc struct {
	LeadID         *string       `json:"lead_id"`
	ContactID      *string       `json:"contact_id"`
	HandoffID      *string       `json:"handoff_id,omitempty"`
	Status         model.Status  `json:"status"`
	Effects        []string      `json:"effects"`
	Next           *nextDoc      `json:"next"`
	DecisionNeeded bool          `json:"decision_needed"`
	Questions      []questionDoc `json:"questions"`
}

// touchDoc is the answer of `ripen touch`.
type touchDoc struct {
	TouchID *string `json:"touch_id"`
	actDoc
}

// nextDoc is what the lead owes next.
type nextDoc struct {
	ContactID  *string       `json:"contact_id"`
	Channel    model.Channel `json:"channel"`
	Step       int           `json:"step"`
	Owes       model.Owed    `json:"owes"`
	DueAt      *string       `json:"due_at"`
	ReasonText string        `json:"reason_text"`
}

// questionDoc is a choice left to a person: answer it with `ripen enrol decide`.
type questionDoc struct {
	Key       string      `json:"key"`
	Text      string      `json:"text"`
	ContactID *string     `json:"contact_id"`
	Likely    string      `json:"likely"`
	Options   []optionDoc `json:"options"`
}

type optionDoc struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

func (s *session) actOf(r model.Result) actDoc {
	d := actDoc{LeadID: ref(r.LeadID), ContactID: ref(r.ContactID), HandoffID: ref(r.HandoffID), Status: r.Status,
		Effects: list(r.Effects), DecisionNeeded: r.NeedsDecision, Questions: questionDocs(r.Questions)}
	if n := r.Next; n != nil {
		d.Next = &nextDoc{ref(n.ContactID), n.Channel, n.Step, n.Owes, s.stamp(n.DueAt), n.ReasonText}
	}
	return d
}

func questionDocs(in []model.Question) []questionDoc {
	out := make([]questionDoc, len(in))
	for i, q := range in {
		out[i] = questionDoc{Key: q.Key, Text: q.Text, ContactID: ref(q.ContactID), Likely: q.Likely, Options: []optionDoc{}}
		for _, o := range q.Options {
			out[i].Options = append(out[i].Options, optionDoc{o.Key, o.Label})
		}
	}
	return out
}

// told writes an act as people read it: what it did, what is next, what is
// asked and with which command one answers.
func (s *session) told(w io.Writer, head string, r model.Result) {
	fmt.Fprintln(w, head)
	for _, e := range r.Effects {
		fmt.Fprintf(w, "  - %s\n", oneLine(e))
	}
	if n := r.Next; n != nil {
		what := string(n.Owes)
		if n.Owes == model.OwesStep || n.Owes == "" || n.Owes == model.OwesCall && n.Channel != model.Phone {
			what = string(n.Channel)
		}
		at := s.clockText(n.DueAt)
		if at == "" {
			at = "no date yet"
		}
		fmt.Fprintf(w, "next  %s, %s", what, at)
		if n.ContactID > 0 {
			fmt.Fprintf(w, ", %s", n.ContactID)
		}
		if n.ReasonText != "" {
			fmt.Fprintf(w, ": %s", oneLine(n.ReasonText))
		}
		fmt.Fprintln(w)
	}
	for _, q := range r.Questions {
		s.asked(w, r.LeadID, q)
	}
}

// asked writes a question with the command that takes its likely answer.
func (s *session) asked(w io.Writer, lead model.LeadID, q model.Question) {
	fmt.Fprintf(w, "asks  %s\n", oneLine(q.Text))
	for _, o := range q.Options {
		mark := " "
		if o.Key == q.Likely {
			mark = "*"
		}
		fmt.Fprintf(w, "      %s %s  %s\n", mark, o.Key, oneLine(o.Label))
	}
	contact := ""
	if q.ContactID > 0 {
		contact = " --contact " + q.ContactID.String()
	}
	fmt.Fprintf(w, "      ripen enrol decide %s%s --question %s --answer %s\n", lead, contact, q.Key, cmp.Or(q.Likely, "…"))
}

// answer prints an act.
func (s *session) answer(head string, r model.Result) error {
	return s.app.print(s.actOf(r), func(w io.Writer) { s.told(w, head, r) })
}
