package store

import (
	"context"
	"encoding/json"
	"strconv"

	"ripen/model"
	"ripen/model/industry"
)

// codeTable is a table of industry codes as it stood when the import began.
type codeTable struct {
	scheme industry.Scheme
	*industry.Table
}

// codeTables are those that there are, in the order in which a row's codes are
// looked at.
func (s *Store) codeTables(ctx context.Context) []codeTable {
	var out []codeTable
	for _, scheme := range []industry.Scheme{industry.NAICS, industry.SIC} {
		t, err := s.Codes(ctx, scheme)
		if err != nil {
			s.log.Warn("industry codes cannot be looked up", "scheme", string(scheme), "err", err)
			continue
		}
		out = append(out, codeTable{scheme, t})
	}
	return out
}

// retired is a code that the table does not hold, with the mark that says so:
// "454111 (not in NAICS 2017)". "" for one that it does hold.
func (t codeTable) retired(code string) string {
	if code == "" {
		return ""
	}
	if _, ok := t.Lookup(code); ok {
		return ""
	}
	return code + " (not in " + t.Vintage() + ")"
}

func codeIn(r *ImportRow, scheme industry.Scheme) string {
	if scheme == industry.SIC {
		return r.SIC
	}
	return r.NAICS
}

// listedCode is the first code of the row that there is, nil for none.
func listedCode(r *ImportRow, codes []codeTable) model.Value {
	for _, t := range codes {
		code := codeIn(r, t.scheme)
		if code == "" {
			continue
		}
		if _, ok := t.Lookup(code); ok {
			return model.Value{"scheme": string(t.scheme), "code": code}
		}
	}
	return nil
}

// listedSize is what the row says of the size of the firm, nil for nothing.
func listedSize(r *ImportRow) model.Value {
	if r.Revenue <= 0 && r.Staff <= 0 && r.Sites <= 0 {
		return nil
	}
	v := model.Value{}
	set := func(field string, n int64) {
		if n > 0 {
			v[field] = strconv.FormatInt(n, 10)
		}
	}
	set("revenue", r.Revenue)
	set("employees", int64(r.Staff))
	set("locations", int64(r.Sites))
	if r.StaffTop > r.Staff {
		set("employees_to", int64(r.StaffTop))
	}
	if r.Revenue > 0 && r.Currency != "" {
		v["currency"] = r.Currency
	}
	return v
}

var evidenceAny = define("evidence.any", `SELECT id FROM evidence WHERE lead_id = $1 AND attribute = $2 LIMIT 1`)

// listed enters what the list says as evidence of the lowest rung, where
// nothing is known yet: a code that exists, and the size of the firm.
func (p *portion) listed(lead model.LeadID, r *ImportRow) error {
	if err := p.listedOne(lead, model.IndustryCode, listedCode(r, p.im.codes)); err != nil {
		return err
	}
	return p.listedOne(lead, model.Firmographics, listedSize(r))
}

func (p *portion) listedOne(lead model.LeadID, key model.AttributeKey, v model.Value) error {
	if v == nil {
		return nil
	}
	var id int64
	found, err := row(p.ctx, p.q, evidenceAny, []any{int64(lead), string(key)}, &id)
	if err != nil || found {
		return err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	e := p.im.evidence(lead, key)
	if e.ValueWords, err = p.say(lead, 0, "value", string(b)); err != nil {
		return err
	}
	if e.DocumentWords, err = p.say(lead, 0, "document", p.im.list.Name); err != nil {
		return err
	}
	if id, err = p.ids.next(p.ctx, p.q, "evidence"); err != nil {
		return err
	}
	e.ID = model.EvidenceID(id)
	return evidences.add(p.ctx, p.q, &e)
}

// evidence is an entry of the list, still without its words.
func (im *Importing) evidence(lead model.LeadID, key model.AttributeKey) evidenceRow {
	return evidenceRow{ActionID: im.action, Evidence: model.Evidence{LeadID: lead, Attribute: key, Level: model.Listed,
		On: im.s.today(im.by), At: millis(im.s.now()), By: im.by.ID}}
}
