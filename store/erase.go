package store

import (
	"context"
	"fmt"
	"strings"

	"ripen/model"
	"ripen/model/clean"
)

// erasedName stands where a person's name was.
const erasedName = "erased person"

var (
	wordsBlank  = define("words.blank", `UPDATE words SET body = '' WHERE contact_id = $1 AND contact_id > 0`)
	wordsOfLead = define("words.of-lead", `SELECT id, body FROM words WHERE lead_id = $1`)
	wordsPut    = define("words.put", `UPDATE words SET body = $2 WHERE id = $1`)
	docPut      = define("doc.put", `UPDATE doc SET body = $2 WHERE id = $1`)
	imageDrop   = define("undo-image.drop", `DELETE FROM undo_image WHERE contact_id = $1 AND contact_id > 0`)
	erasureAdd  = define("erasure.add", `INSERT INTO erasure(contact_id, at, member_id) VALUES($1, $2, $3) ON CONFLICT(contact_id) DO NOTHING`)
)

// Erase makes a person unknown: name, numbers, addresses, what was said and
// noted, and every former state go; the bare fact of touches stays, and the
// keyed hashes that keep the person from being contacted when a list brings
// them in again. Who moved from one company to another ([Store.MoveContact])
// goes at each of them. It is not undone. The error has code [model.NotFound]
// for a contact that does not exist.
func (s *Store) Erase(ctx context.Context, by model.Actor, id model.ContactID) (model.Result, error) {
	if err := by.Allow(model.ActMaintenance); err != nil {
		return model.Result{}, err
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		all, err := s.everywhere(ctx, q, id)
		if err != nil {
			return err
		}
		e := &erasing{s: s, ctx: ctx, q: q, by: by}
		if e.action, err = s.journal(ctx, q, by, deed{verb: "erase", lead: all[0].lead, said: "erased " + all[0].id.String(), undo: barrier,
			barrier: "an erased person is gone for good"}); err != nil {
			return err
		}
		out, err = e.all(all)
		return err
	})
	if err != nil {
		return out, err
	}
	// What was overwritten must leave the log as well.
	if err := s.pen.flush(ctx, s.d); err != nil {
		return out, fmt.Errorf("store: erase: %w", err)
	}
	return out, nil
}

// forget suppresses what is the person's own, then takes away reach and words.
// It returns what must not be read anywhere any more, which is yet to be struck
// out of the texts.
func (s *Store) forget(ctx context.Context, q querier, by model.Actor, lead model.LeadID, id model.ContactID) ([]string, error) {
	l, err := s.load(ctx, q, by, lead, s.now())
	if err != nil {
		return nil, err
	}
	c := l.Contact(id)
	if c == nil {
		return nil, notOfLead(id, lead)
	}
	var secrets []string
	if c.Name != switchboard {
		secrets = append(secrets, c.Name)
		if _, family := clean.SplitName(c.Name); family != "" {
			secrets = append(secrets, family)
		}
	}
	if err := s.suppressMac(ctx, q, by, suppressPerson, s.personMac(c.Name, l.Company.Name), "", "erased", ""); err != nil {
		return nil, err
	}
	for former, into := range l.also.contacts {
		if into != id {
			continue
		}
		f, _, err := contacts.get(ctx, q, int64(former))
		if err != nil {
			return nil, err
		}
		if f.Name != switchboard {
			secrets = append(secrets, f.Name)
		}
	}
	for _, p := range c.Points {
		if p.Shown != "" {
			secrets = append(secrets, p.Shown, p.Key)
		}
		if p.Shared || p.Key == "" || p.Kind == model.PostPoint {
			continue // a main line is the company's
		}
		if err := s.suppressMac(ctx, q, by, string(p.Kind), s.pointMac(p.Kind, p.Key), "", "erased", ""); err != nil {
			return nil, err
		}
	}
	if _, err := drop(ctx, q, pointsOf, int64(id), points); err != nil {
		return nil, err
	}
	if _, err := exec(ctx, q, wordsBlank, int64(id)); err != nil {
		return nil, err
	}
	return secrets, nil
}

// strikeOut takes the secrets out of all that was written of a lead.
func (s *Store) strikeOut(ctx context.Context, q querier, l *loaded, secrets []string) error {
	for _, place := range []struct{ read, put *stmt }{{wordsOfLead, wordsPut}, {loadDocs, docPut}} {
		if err := l.every(func(of int64) error { return hide(ctx, q, place.read, place.put, model.LeadID(of), secrets) }); err != nil {
			return err
		}
	}
	return nil
}

// hide strikes the secrets out of the texts of a lead that speak of others too.
func hide(ctx context.Context, q querier, read, put *stmt, lead model.LeadID, secrets []string) error {
	type text struct {
		id   int64
		body string
	}
	var t text
	var all []text
	err := rows(ctx, q, read, []any{int64(lead)}, []any{&t.id, &t.body}, func() error {
		if struck := strike(t.body, secrets); struck != t.body {
			all = append(all, text{t.id, struck})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range all {
		if _, err := exec(ctx, q, put, t.id, t.body); err != nil {
			return err
		}
	}
	return nil
}

func strike(body string, secrets []string) string {
	for _, x := range secrets {
		if len(x) > 2 {
			body = strings.ReplaceAll(body, x, "[erased]")
		}
	}
	return body
}

// blank is the decision that leaves a contact without anything to know him by,
// and pursues him no more.
func (s *Store) blank(w model.World, id model.ContactID, secrets []string) model.Decision {
	after := model.Clone(w)
	c := after.Contact(id)
	*c = model.Contact{ID: c.ID, LeadID: c.LeadID, Name: erasedName, Role: c.Role, RoleSetBy: c.RoleSetBy, Left: true, Rank: c.Rank, Version: c.Version}
	for i := range after.Enrolments {
		e := &after.Enrolments[i]
		e.Why = strike(e.Why, secrets)
		if e.ContactID == id && e.State.Live() {
			e.State, e.Class, e.DueAt, e.DueDay, e.Why = model.EnrolStopped, model.ClassNone, fromMillis(0), 0, "erased"
		}
	}
	return s.andThen(w, model.Decision{Changes: model.Diff(w, after), Effects: []string{"the person is erased and stays suppressed"}})
}
