package main

import (
	"context"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/clean"
	"ripen/model/playbook"
	"ripen/model/when"
)

// value reads an amount in the currency that Ripen keeps; another is refused
// rather than taken for it.
func (s *session) value(flag, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	cents, currency, err := playbook.ParseMoney(text)
	if err == nil && currency != "" && currency != s.policy.Currency {
		err = usage(flag, "--%s is in %s; give it in %s, the currency of this team", flag, currency, s.policy.Currency)
	}
	return cents, named(flag, err)
}

// contactFlag reads an optional contact id.
func contactFlag(text string) (model.ContactID, error) {
	if text == "" {
		return 0, nil
	}
	id, err := model.ParseContactID(text)
	return id, named("contact", err)
}

// named lays the flag's name on an error of what it was given.
func named(flag string, err error) error {
	e, ok := err.(*model.Error)
	if !ok || err == nil {
		return err
	}
	out := *e
	if out.Field == "" {
		out.Field = flag
	}
	return &out
}

// day reads a date as the person who works sees it.
func (s *session) day(flag, text string) (model.Date, error) {
	d, err := when.Day(text, s.now, s.by.Zone)
	return d, named(flag, err)
}

// moment reads a time in a zone.
func (s *session) moment(flag, text string, zone *time.Location) (time.Time, error) {
	t, err := when.Time(text, s.now, zone)
	return t, named(flag, err)
}

// zoneAt is the zone in which times agreed with a contact are meant: the
// contact's, or that of the one whose step is due; where it is not known, the
// person's own.
func (s *session) zoneAt(d model.Desk, contact model.ContactID) *time.Location {
	if contact == 0 {
		if e := d.Enrolment(d.Served); e != nil {
			contact = e.ContactID
		}
	}
	if c := d.Contact(contact); c != nil && c.Zone() != nil {
		return c.Zone()
	}
	return s.by.Zone
}

// nextStep reads --next-step, --on and --contact; the zero step where none of
// the first two is given.
func (s *session) nextStep(ctx context.Context, lead model.LeadID, kind, on, contact string) (model.NextStep, error) {
	if kind == "" && on == "" {
		return model.NextStep{}, nil
	}
	if kind == "" || on == "" {
		return model.NextStep{}, usage("on", "an agreed next step has a kind and a time; give both, as --on \"tue 10\" and call, meeting or visit")
	}
	k, err := model.OneOf("next-step", model.NextStepKind(kind), model.NextStepKinds)
	if err != nil {
		return model.NextStep{}, err
	}
	c, err := contactFlag(contact)
	if err != nil {
		return model.NextStep{}, err
	}
	desk, err := s.db.Desk(ctx, s.by, lead)
	if err != nil {
		return model.NextStep{}, err
	}
	at, err := s.moment("on", on, s.zoneAt(desk, c))
	return model.NextStep{Kind: k, At: at, ContactID: c}, err
}

// reach refuses a number or an address that a person typed and that is plainly
// none. A number that no plan knows is taken: only a dial can tell.
func reach(phone, email string) error {
	if phone != "" && !strings.ContainsAny(phone, "0123456789") {
		return usage("phone", "%q is no phone number; write it as +1 617 555 0142", phone)
	}
	if _, ok := clean.EmailKey(email); email != "" && !ok {
		return usage("email", "%q is no e-mail address; write it as mia@halvorsen.example", email)
	}
	return nil
}

// member finds a person by name, in any case.
func (s *session) member(ctx context.Context, flag, name string) (model.MemberRow, error) {
	all, err := s.db.Members(ctx, s.by)
	if err != nil {
		return model.MemberRow{}, err
	}
	for _, m := range all {
		if strings.EqualFold(m.Name, strings.TrimSpace(name)) {
			return m, nil
		}
	}
	e := model.Errorf(model.NotFound, "nobody here is called %q; ripen user list shows who is, ripen user add brings people in", name)
	e.Field = flag
	return model.MemberRow{}, e
}

// memberID is member for an optional flag.
func (s *session) memberID(ctx context.Context, flag, name string) (model.MemberID, error) {
	if name == "" {
		return 0, nil
	}
	m, err := s.member(ctx, flag, name)
	return m.ID, err
}

// needs refuses a flag that was left out.
func needs(flag, value, what string) error {
	if strings.TrimSpace(value) == "" {
		return usage(flag, "give %s with --%s", what, flag)
	}
	return nil
}

// codeFlag checks a code and that "other" comes with words.
func codeFlag(flag, code, note string, codes []string) error {
	if code == "" {
		return usage(flag, "say why with --%s: one of %s", flag, words(codes))
	}
	if _, err := model.OneOf(flag, code, codes); err != nil {
		return named(flag, err)
	}
	if code == "other" && strings.TrimSpace(note) == "" {
		return usage("note", "\"other\" needs words; say them with --note")
	}
	return nil
}

// words lists codes for help and refusals.
func words[T ~string](in []T) string {
	out := make([]string, len(in))
	for i, w := range in {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

// sentence is what several arguments say together.
func sentence(args []string) string { return strings.TrimSpace(strings.Join(args, " ")) }
