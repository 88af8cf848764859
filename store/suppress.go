package store

import (
	"context"
	"time"

	"ripen/model"
	"ripen/model/clean"
)

var (
	suppressAdd = define("suppression.add", `INSERT INTO suppression(id, kind, mac, channel, since, reason, member_id, hint)
		VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(kind, mac, channel) DO NOTHING`)
	suppressDrop   = define("suppression.drop", `DELETE FROM suppression WHERE kind = $1 AND mac = $2 AND channel = $3`)
	leadsOnPoint   = define("suppression.leads-by-point", `SELECT c.lead_id FROM point p JOIN contact c ON c.id = p.contact_id WHERE p.kind = $1 AND p.key = $2 AND p.key <> ''`)
	leadsOfCompany = define("suppression.leads-by-company", `SELECT l.id FROM company k JOIN lead l ON l.company_id = CASE WHEN k.merged_into > 0 THEN k.merged_into ELSE k.id END WHERE k.name_key = $1 AND l.merged_into = 0`)
	leadsOfDomain  = define("suppression.leads-by-domain", `SELECT l.id FROM company k JOIN lead l ON l.company_id = CASE WHEN k.merged_into > 0 THEN k.merged_into ELSE k.id END WHERE k.domain = $1 AND k.domain <> '' AND l.merged_into = 0`)
	personMacs     = define("suppression.persons-into", `SELECT mac FROM contact WHERE merged_into = $1 AND merged_into > 0`)
	firmMacs       = define("suppression.companies-into", `SELECT name_mac FROM company WHERE merged_into = $1 AND merged_into > 0
		UNION ALL SELECT domain_mac FROM company WHERE merged_into = $1 AND merged_into > 0`)
	suppressPage = define("suppression.page", `SELECT id, kind, channel, since, reason, hint FROM suppression WHERE id < $1 ORDER BY id DESC LIMIT 500`)
)

// macs are the hashes that a suppression is kept under: a company is known by
// its name and by its domain.
func (w *writer) macs(kind, key string, contact model.ContactID) []blob {
	switch kind {
	case suppressPerson:
		if c := w.p.after.Contact(contact); c != nil {
			return []blob{w.s.personMac(c.Name, w.p.after.Company.Name)}
		}
		return nil
	case suppressCompany:
		r := w.s.fillCompany(w.p.after.Company)
		return []blob{r.NameMac, r.DomainMac}
	}
	return []blob{w.s.mac(kind, key)}
}

func (w *writer) suppress(c model.SuppressionAdded) error {
	for _, m := range w.macs(c.Kind, c.Key, c.ContactID) {
		if err := w.s.suppressMac(w.ctx, w.q, w.by, c.Kind, m, c.Channel, c.Reason, ""); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) suppressMac(ctx context.Context, q querier, by model.Actor, kind string, m blob, ch model.Channel, reason, hint string) error {
	if len(m) == 0 {
		return nil
	}
	id, err := nextID(ctx, q, "suppression", 1)
	if err != nil {
		return err
	}
	_, err = exec(ctx, q, suppressAdd, id, kind, m, string(ch), millis(s.now()), reason, int64(by.ID), hint)
	return err
}

// mergedMacs are the hashes of those who became part of one: their refusal
// holds for it, so it is lifted with its own.
func (w *writer) mergedMacs(st *stmt, of int64) (out []blob, err error) {
	var m blob
	err = rows(w.ctx, w.q, st, []any{of}, []any{&m}, func() error {
		out = append(out, m)
		return nil
	})
	return out, err
}

// lift takes a suppression back. A person's key is that of the contact whose
// flag falls with this decision.
func (w *writer) lift(c model.SuppressionLifted) error {
	var all []blob
	if c.Kind == suppressPerson {
		for i, p := range w.p.after.Contacts {
			before := w.p.before.Contact(p.ID)
			if before != nil && before.Suppressed && !w.p.after.Contacts[i].Suppressed {
				was, err := w.mergedMacs(personMacs, int64(p.ID))
				if err != nil {
					return err
				}
				all = append(append(all, w.macs(c.Kind, c.Key, p.ID)...), was...)
			}
		}
	} else {
		all = w.macs(c.Kind, c.Key, 0)
	}
	if c.Kind == suppressCompany {
		was, err := w.mergedMacs(firmMacs, int64(w.p.after.Company.ID))
		if err != nil {
			return err
		}
		all = append(all, was...)
	}
	for _, m := range all {
		if _, err := exec(w.ctx, w.q, suppressDrop, c.Kind, m, string(c.Channel)); err != nil {
			return err
		}
	}
	return nil
}

// Suppression is one line of the suppression list. Value is what a person
// typed when it was made by hand; those that came from a touch keep the keyed
// hash only.
type Suppression struct {
	ID      int64
	Kind    string // person, company, phone, email
	Channel model.Channel
	Since   time.Time
	Reason  string
	Value   string
}

// Suppress keeps a number ("phone"), address ("email"), company or its domain
// ("company") from being contacted, whoever has it and whenever it comes back.
// channel "" is every channel. Errors are of code [model.Invalid] and
// [model.Forbidden].
func (s *Store) Suppress(ctx context.Context, by model.Actor, kind, value string, channel model.Channel, reason string) error {
	if err := by.Allow(model.ActWork); err != nil {
		return err
	}
	macs, err := s.typedMacs(kind, value)
	if err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		if _, err := s.journal(ctx, q, by, deed{verb: "suppress", said: kind, undo: barrier,
			barrier: "a suppression is not undone; a team lead lifts it with a reason"}); err != nil {
			return err
		}
		for _, m := range macs {
			if err := s.suppressMac(ctx, q, by, kind, m, channel, reason, clean.Text(value)); err != nil {
				return err
			}
		}
		return s.standDown(ctx, q, by, kind, value)
	})
}

// standDown stops at once what is under way towards somebody just suppressed.
func (s *Store) standDown(ctx context.Context, q querier, by model.Actor, kind, value string) error {
	type look struct {
		st   *stmt
		args []any
	}
	var looks []look
	switch kind {
	case suppressPhone:
		looks = []look{{leadsOnPoint, []any{string(model.PhonePoint), clean.Phone(value, s.policy.Country).E164}}}
	case suppressEmail:
		key, _ := clean.EmailKey(value)
		looks = []look{{leadsOnPoint, []any{string(model.EmailPoint), key}}}
	case suppressCompany:
		looks = []look{{leadsOfCompany, []any{clean.CompanyKey(value)}}, {leadsOfDomain, []any{clean.Domain(value)}}}
	}
	seen := map[model.LeadID]bool{}
	var id model.LeadID
	for _, l := range looks {
		if err := rows(ctx, q, l.st, l.args, []any{(*int64)(&id)}, func() error { seen[id] = true; return nil }); err != nil {
			return err
		}
	}
	for id := range seen {
		if _, err := s.pass(ctx, q, by, id, deed{verb: verbTick, said: "suppressed"}); err != nil {
			return err
		}
	}
	return nil
}

// Lift takes such a suppression back; it takes a team lead.
func (s *Store) Lift(ctx context.Context, by model.Actor, kind, value string, channel model.Channel, reason string) error {
	if err := by.Allow(model.ActLift); err != nil {
		return err
	}
	if clean.Text(reason) == "" {
		return model.Errorf(model.Invalid, "say why the suppression is lifted, with --reason")
	}
	macs, err := s.typedMacs(kind, value)
	if err != nil {
		return err
	}
	return s.write(ctx, func(q querier) error {
		if _, err := s.journal(ctx, q, by, deed{verb: "lift", said: kind, undo: barrier,
			barrier: "a lifted suppression is not undone; suppress it again where that is wanted"}); err != nil {
			return err
		}
		var gone int64
		for _, m := range macs {
			n, err := exec(ctx, q, suppressDrop, kind, m, string(channel))
			if err != nil {
				return err
			}
			gone += n
		}
		if gone == 0 {
			return model.Errorf(model.NotFound, "%s %s is not on the suppression list", kind, clean.Text(value))
		}
		return nil
	})
}

func (s *Store) typedMacs(kind, value string) ([]blob, error) {
	switch kind {
	case suppressPhone:
		if n := clean.Phone(value, s.policy.Country); n.Valid {
			return []blob{s.mac(kind, n.E164)}, nil
		}
		return nil, model.Errorf(model.Invalid, "%q is no phone number; write it as +1 617 555 0142", value)
	case suppressEmail:
		if key, ok := clean.EmailKey(value); ok {
			return []blob{s.mac(kind, key)}, nil
		}
		return nil, model.Errorf(model.Invalid, "%q is no e-mail address", value)
	case suppressCompany:
		if key := clean.CompanyKey(value); key != "" {
			return []blob{s.mac(kind, key), s.mac(kind, clean.Domain(value))}, nil
		}
		return nil, model.Errorf(model.Invalid, "%q is no company", value)
	}
	_, err := model.OneOf("kind", kind, []string{suppressPhone, suppressEmail, suppressCompany})
	return nil, err
}

// Suppressions lists the newest first, five hundred at a time; before is the
// last id of the page before, 0 for the first.
func (s *Store) Suppressions(ctx context.Context, _ model.Actor, before int64) ([]Suppression, error) {
	if before == 0 {
		before = maxID
	}
	var v Suppression
	var out []Suppression
	err := rows(ctx, s.r, suppressPage, []any{before},
		[]any{&v.ID, &v.Kind, (*string)(&v.Channel), instant{&v.Since}, &v.Reason, &v.Value}, func() error {
			out = append(out, v)
			return nil
		})
	return out, err
}

// maxID is greater than every id.
const maxID = int64(1) << 62
