package store

import (
	"context"
	"strings"

	"ripen/model"
	"ripen/model/match"
)

const (
	nearPersonCols = `c.id, c.lead_id, l.list_id, k.id, c.name, c.title, k.name, k.domain, c.street, c.city, c.state, c.zip, c.country, k.street, k.city, k.state, k.zip, k.country`
	nearPersonFrom = ` FROM contact c CROSS JOIN lead l CROSS JOIN company k WHERE c.merged_into = 0 AND c.erased_at = 0 AND l.id = c.lead_id AND k.id = l.company_id AND `
	nearFirmCols   = `id, name, domain, street, city, state, zip, country`
)

var (
	nearPerson    = define("near.person", `SELECT `+nearPersonCols+nearPersonFrom+`c.id = $1`)
	nearPeople    = define("near.people", `SELECT `+nearPersonCols+nearPersonFrom+`c.id > $1 AND c.id <= $2 ORDER BY c.id`)
	nearReach     = define("near.reach", `SELECT contact_id, kind, key FROM point WHERE contact_id > $1 AND contact_id <= $2 AND key <> ''`)
	nearFirm      = define("near.firm", `SELECT `+nearFirmCols+` FROM company WHERE id = $1 AND merged_into = 0`)
	nearFirmsAll  = define("near.firms", `SELECT `+nearFirmCols+` FROM company WHERE id > $1 AND id <= $2 AND merged_into = 0 ORDER BY id`)
	nearFirmReach = define("near.firm-reach", `SELECT p.key FROM lead l CROSS JOIN contact c CROSS JOIN point p
		WHERE l.company_id = $1 AND c.lead_id = l.id AND p.contact_id = c.id AND p.kind = 'phone' AND p.key <> '' LIMIT 8`)
	nearLastPerson = define("near.last-contact", `SELECT COALESCE(max(id), 0) FROM contact`)
	nearLastFirm   = define("near.last-company", `SELECT COALESCE(max(id), 0) FROM company`)
)

// nearMan is a contact as it is compared.
type nearMan struct {
	id, lead, list, firm int64
	rec                  match.Record
}

// bindMan are the columns of nearPersonCols; the company's place is taken where
// the person has none, by settle.
func (m *nearMan) bind(k *model.Place) []any {
	r := &m.rec
	return []any{&m.id, &m.lead, &m.list, &m.firm, &r.Name, &r.Title, &r.Company, &r.Domain, &r.Street, &r.City, &r.State, &r.Zip, &r.Country,
		&k.Street, &k.City, &k.State, &k.Zip, &k.Country}
}

func (m *nearMan) settle(k model.Place) {
	if r := &m.rec; r.Street == "" && r.City == "" {
		r.Street, r.City, r.State, r.Zip, r.Country = k.Street, k.City, k.State, k.Zip, k.Country
	}
}

func (m *nearMan) reach(kind, key string) {
	switch model.PointKind(kind) {
	case model.PhonePoint:
		m.rec.Phones = append(m.rec.Phones, key)
	case model.EmailPoint:
		m.rec.Emails = append(m.rec.Emails, key)
	case model.PostPoint:
	}
}

// manOf reads one contact; found is false for one that is merged or erased.
func manOf(ctx context.Context, q querier, id int64) (m nearMan, found bool, err error) {
	var k model.Place
	if found, err = row(ctx, q, nearPerson, []any{id}, m.bind(&k)...); err != nil || !found {
		return m, found, err
	}
	m.settle(k)
	var of int64
	var kind, key string
	err = rows(ctx, q, nearReach, []any{id - 1, id}, []any{&of, &kind, &key}, func() error {
		m.reach(kind, key)
		return nil
	})
	return m, true, err
}

func bindFirm(id *int64, r *match.Record) []any {
	return []any{id, &r.Company, &r.Domain, &r.Street, &r.City, &r.State, &r.Zip, &r.Country}
}

func firmOf(ctx context.Context, q querier, id int64) (r match.Record, found bool, err error) {
	if found, err = row(ctx, q, nearFirm, []any{id}, bindFirm(&id, &r)...); err != nil || !found {
		return r, found, err
	}
	r.Phones, err = firmPhones(ctx, q, id)
	return r, true, err
}

func firmPhones(ctx context.Context, q querier, id int64) (out []string, err error) {
	var key string
	err = rows(ctx, q, nearFirmReach, []any{id}, []any{&key}, func() error {
		out = append(out, key)
		return nil
	})
	return out, err
}

// packed is a record as one text, so that a million of them fit into memory.
func packed(r match.Record) string {
	return strings.Join([]string{r.Name, r.Title, r.Company, r.Domain, strings.Join(r.Phones, " "), strings.Join(r.Emails, " "), r.Street, r.City, r.State, r.Zip, r.Country}, "\x1f")
}

func unpacked(s string) (r match.Record) {
	var list [2]string
	for _, f := range []*string{&r.Name, &r.Title, &r.Company, &r.Domain, &list[0], &list[1], &r.Street, &r.City, &r.State, &r.Zip, &r.Country} {
		*f, s, _ = strings.Cut(s, "\x1f")
	}
	r.Phones, r.Emails = strings.Fields(list[0]), strings.Fields(list[1])
	return r
}
