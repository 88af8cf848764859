package store

import (
	"context"

	"ripen/model"
	"ripen/model/clean"
)

// Who is who: a person is the same by e-mail, else by number and name, else by
// name at the same company; a company by its domain, else by name and place.

var (
	contactByEmail = define("identity.email", `SELECT c.id, c.lead_id, c.merged_into FROM point p CROSS JOIN contact c
		WHERE c.id = p.contact_id AND p.kind = 'email' AND p.key = $1 AND p.key <> '' ORDER BY p.contact_id LIMIT 1`)
	// An office's address tells a person only by the name beside it.
	contactByOffice = define("identity.office", `SELECT c.id, c.lead_id, c.merged_into FROM point p CROSS JOIN contact c
		WHERE c.id = p.contact_id AND p.kind = 'email' AND p.key = $1 AND p.key <> '' AND c.name_key = $2 ORDER BY p.contact_id LIMIT 1`)
	contactByPhone = define("identity.phone", `SELECT c.id, c.lead_id, c.merged_into FROM point p CROSS JOIN contact c
		WHERE c.id = p.contact_id AND p.kind = 'phone' AND p.key = $1 AND p.key <> '' AND c.name_key = $2 ORDER BY p.contact_id LIMIT 1`)
	contactByName = define("identity.name", `SELECT c.id, c.lead_id, c.merged_into FROM lead l CROSS JOIN contact c
		WHERE c.lead_id = l.id AND l.company_id = $1 AND c.name_key = $2 AND c.name_key <> '' LIMIT 1`)
	companyByDomain = define("identity.domain", `SELECT id, merged_into, place_key, domain FROM company WHERE domain = $1 AND domain <> '' ORDER BY id LIMIT 1`)
	companyByName   = define("identity.company", `SELECT id, merged_into, place_key, domain FROM company WHERE name_key = $1 ORDER BY place_key LIMIT 50`)
	leadOfCompany   = define("identity.lead", `SELECT id, status, owner_id FROM lead WHERE company_id = $1 AND merged_into = 0 ORDER BY id DESC LIMIT 1`)
)

// person is a contact that was found.
type person struct {
	contact model.ContactID
	lead    model.LeadID
}

// findPerson looks for somebody who is known already.
func findPerson(ctx context.Context, q querier, emails, phones []string, nameKey string, company model.CompanyID) (person, bool, error) {
	for _, e := range emails {
		st, args := contactByEmail, []any{e}
		if clean.OfficeAddress(e) {
			st, args = contactByOffice, []any{e, nameKey}
		}
		if p, found, err := onePerson(ctx, q, st, args...); found || err != nil {
			return p, found, err
		}
	}
	if nameKey == "" {
		return person{}, false, nil
	}
	for _, n := range phones {
		if p, found, err := onePerson(ctx, q, contactByPhone, n, nameKey); found || err != nil {
			return p, found, err
		}
	}
	if company == 0 {
		return person{}, false, nil
	}
	return onePerson(ctx, q, contactByName, int64(company), nameKey)
}

func onePerson(ctx context.Context, q querier, s *stmt, args ...any) (p person, found bool, err error) {
	var merged int64
	found, err = row(ctx, q, s, args, (*int64)(&p.contact), (*int64)(&p.lead), &merged)
	if err != nil || !found || merged == 0 {
		return p, found, err
	}
	c, found, err := contacts.get(ctx, q, merged) // one hop: merging always names a living one
	return person{c.ID, c.LeadID}, found, err
}

// findCompany looks for a company that is known already, 0 for none.
func findCompany(ctx context.Context, q querier, c *companyRow) (model.CompanyID, error) {
	var id, merged int64
	var place, domain string
	if c.Domain != "" {
		found, err := row(ctx, q, companyByDomain, []any{c.Domain}, &id, &merged, &place, &domain)
		if err != nil || found {
			return living(id, merged), err
		}
	}
	var best model.CompanyID
	err := rows(ctx, q, companyByName, []any{c.NameKey}, []any{&id, &merged, &place, &domain}, func() error {
		apart := c.Domain != "" && domain != "" && c.Domain != domain
		switch {
		case apart:
		case place == c.PlaceKey:
			best = living(id, merged)
		case best == 0 && (place == "" || c.PlaceKey == ""):
			best = living(id, merged)
		}
		return nil
	})
	return best, err
}

func living(id, merged int64) model.CompanyID {
	if merged != 0 {
		return model.CompanyID(merged)
	}
	return model.CompanyID(id)
}

// lead of a company as it stands.
type standing struct {
	id     model.LeadID
	status model.Status
	owner  model.MemberID
}

func newestLead(ctx context.Context, q querier, c model.CompanyID) (l standing, found bool, err error) {
	if c == 0 {
		return l, false, nil
	}
	found, err = row(ctx, q, leadOfCompany, []any{int64(c)}, (*int64)(&l.id), (*string)(&l.status), (*int64)(&l.owner))
	return l, found, err
}

var suppressedAll = define("suppression.any-channel", `SELECT reason FROM suppression WHERE kind = $1 AND mac = $2 AND channel = ''`)

// isSuppressed is the suppression by which the person, the company, or a number
// or address of theirs must not be contacted by any channel; nil for none.
func (s *Store) isSuppressed(ctx context.Context, q querier, c *companyRow, name string, emails, phones []string) (*refusal, error) {
	type key struct {
		kind  string
		mac   blob
		shown string
	}
	keys := []key{{suppressCompany, c.NameMac, c.Name}, {suppressCompany, c.DomainMac, c.Domain}, {suppressPerson, s.personMac(name, c.Name), name}}
	for _, e := range emails {
		keys = append(keys, key{suppressEmail, s.mac(suppressEmail, e), e})
	}
	for _, n := range phones {
		keys = append(keys, key{suppressPhone, s.mac(suppressPhone, n), n})
	}
	for _, k := range keys {
		if len(k.mac) == 0 {
			continue
		}
		var reason string
		found, err := row(ctx, q, suppressedAll, []any{k.kind, k.mac}, &reason)
		if err != nil {
			return nil, err
		}
		if found {
			return &refusal{kind: k.kind, shown: k.shown, reason: reason}, nil
		}
	}
	return nil, nil
}

// refusal is the suppression that somebody falls under.
type refusal struct{ kind, shown, reason string }

// error says whom it keeps out; done is what was not done for it.
func (r refusal) error(done string) error {
	e := model.Errorf(model.Suppressed, "%s is on the suppression list; %s", r.shown, done)
	e.Detail = map[string]any{r.kind: r.shown, "reason": r.reason}
	return e
}

// phonePoint reads a number as typed. One that cannot be dialled is kept as it
// was typed and marked invalid.
func phonePoint(typed, country string) (model.Point, []string) {
	n := clean.Phone(typed, country)
	if !n.Valid {
		return model.Point{Kind: model.PhonePoint, Shown: clean.Text(typed), Status: model.PointInvalid}, nil
	}
	return model.Point{Kind: model.PhonePoint, Key: n.E164, Shown: n.Shown, Status: model.PointUnknown}, n.Zones
}

func emailPoint(typed string) model.Point {
	key, ok := clean.EmailKey(typed)
	if !ok {
		return model.Point{Kind: model.EmailPoint, Shown: clean.Text(typed), Status: model.PointInvalid}
	}
	return model.Point{Kind: model.EmailPoint, Key: key, Shown: key, Status: model.PointUnknown}
}
