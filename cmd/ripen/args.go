package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"ripen/model"
	"ripen/model/when"
)

// amount reads what people write for money ("350000", "$1,250.50", "82M",
// "EUR 500") into cents. currency is "" where none was named. The error has
// code [model.Invalid] and the flag's name.
func amount(flag, s string) (cents int64, currency string, err error) {
	bad := usage(flag, "--%s is %q, which is no amount; write it as 350000, 1250.50 or 350k", flag, s)
	t := strings.ToUpper(strings.TrimSpace(s))
	switch {
	case strings.HasPrefix(t, "$"):
		t = t[1:]
	case strings.HasPrefix(t, "€"):
		t, currency = strings.TrimPrefix(t, "€"), "EUR"
	case len(t) > 4 && letters(t[:3]):
		currency, t = t[:3], t[3:]
	case len(t) > 4 && letters(t[len(t)-3:]):
		currency, t = t[len(t)-3:], t[:len(t)-3]
	}
	t = strings.ReplaceAll(strings.TrimSpace(t), ",", "")
	scale := int64(1)
	for suffix, by := range map[string]int64{"K": 1e3, "M": 1e6, "B": 1e9} {
		if cut, ok := strings.CutSuffix(t, suffix); ok {
			t, scale = cut, by
			break
		}
	}
	whole, part, _ := strings.Cut(t, ".")
	if whole == "" || len(whole) > 12 || len(part) > 9 || !digits(whole) || !digits(part) {
		return 0, "", bad
	}
	n, _ := strconv.ParseInt(whole, 10, 64)
	const most = int64(1e15) // cents: beyond any budget, and far from overflow
	if n > most/(scale*100) {
		return 0, "", bad
	}
	cents = n * scale * 100
	if part != "" {
		f, _ := strconv.ParseInt((part + "000000000")[:9], 10, 64) // billionths
		if f%(1e9/gcd(scale*100, 1e9)) != 0 {
			return 0, "", bad // a fraction of a cent
		}
		cents += f / (1e9 / gcd(scale*100, 1e9)) * (scale * 100 / gcd(scale*100, 1e9))
	}
	return cents, currency, nil
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

func letters(s string) bool {
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// value reads an amount in the currency that Ripen keeps; another is refused
// rather than taken for it.
func (s *session) value(flag, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	cents, currency, err := amount(flag, text)
	if err == nil && currency != "" && currency != s.policy.Currency {
		err = usage(flag, "--%s is in %s; give it in %s, the currency of this team", flag, currency, s.policy.Currency)
	}
	return cents, err
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
	k, err := model.OneOf("next step", model.NextStepKind(kind), model.NextStepKinds)
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
