package store

import (
	"context"
	"errors"
	"slices"

	"ripen/model"
)

var (
	rowsCreated  = define("list-row.created", `SELECT row_no, lead_id, contact_id FROM list_row WHERE list_id = $1 AND fate = 'created' AND row_no > $2 ORDER BY row_no LIMIT 200`)
	leadMadeBy   = define("list-row.made", `SELECT list_id, merged_into FROM lead WHERE id = $1`)
	contactsOf   = define("contact.of-lead", `SELECT id, version FROM contact WHERE lead_id = $1`)
	enrolsOf     = define("enrolment.of-lead", `SELECT id, version FROM enrolment WHERE lead_id = $1`)
	enrolsOfMan  = define("enrolment.of-contact", `SELECT id, version FROM enrolment WHERE contact_id = $1`)
	pointsOf     = define("point.ids", `SELECT id, version FROM point WHERE contact_id = $1`)
	touchOfLead  = define("touch.any", `SELECT COALESCE(sum(sign), 0) FROM touch WHERE lead_id = $1`)
	evidenceOf   = define("evidence.actions", `SELECT action_id FROM evidence WHERE lead_id = $1`)
	notesByLead  = define("note.actions", `SELECT action_id FROM note WHERE lead_id = $1`)
	handoffsOf   = define("handoff.any", `SELECT id FROM handoff WHERE lead_id = $1 LIMIT 1`)
	leadVersion  = define("lead.version", `SELECT version, company_id FROM lead WHERE id = $1`)
	companyLeads = define("company.leads", `SELECT id FROM lead WHERE company_id = $1 LIMIT 1`)
	evidenceMade = define("evidence.made", `SELECT `+evidences.cols+` FROM evidence WHERE lead_id = $1 AND action_id = $2 AND voids = 0`)
)

// UndoList takes back what a list brought in, except what has been worked
// since: it says what it kept. Rows that filled in a contact who was there
// before are emptied again, where nobody has changed him since.
func (s *Store) UndoList(ctx context.Context, by model.Actor, name string) (model.UndoneImport, error) {
	out := model.UndoneImport{}
	if err := by.Allow(model.ActImport); err != nil {
		return out, err
	}
	id, err := listNamed(ctx, s.r, name)
	if err != nil {
		return out, err
	}
	l, _, err := lists.get(ctx, s.r, int64(id))
	if err != nil {
		return out, err
	}
	if l.State == listUndone {
		return out, model.Errorf(model.Refused, "the list %s is undone already", l.Name)
	}
	out.List = l.Name
	u := &listUndo{s: s, by: by, list: l, out: &out, seen: map[model.LeadID]bool{}}
	if err := s.write(ctx, func(q querier) (err error) {
		u.action, err = s.journal(ctx, q, by, deed{verb: "import-undo", said: l.Name})
		return err
	}); err != nil {
		return out, err
	}
	for after := 0; ; {
		part, last, err := u.page(ctx, after)
		if err != nil || len(part) == 0 {
			return out, errors.Join(err, u.end(ctx, err))
		}
		after = last
		for len(part) > 0 {
			some := part[:min(leadsTogether, len(part))]
			part = part[len(some):]
			if err := u.batch(ctx, some); err != nil {
				return out, err
			}
		}
	}
}

type listUndo struct {
	s      *Store
	by     model.Actor
	list   listRow
	action int64
	out    *model.UndoneImport
	seen   map[model.LeadID]bool
}

type createdRow struct {
	lead    model.LeadID
	contact int64
}

func (u *listUndo) page(ctx context.Context, after int) ([]createdRow, int, error) {
	var r createdRow
	var out []createdRow
	err := rows(ctx, u.s.r, rowsCreated, []any{int64(u.list.ID), after}, []any{&after, (*int64)(&r.lead), &r.contact}, func() error {
		out = append(out, r)
		return nil
	})
	return out, after, err
}

// batch takes some rows back in one transaction; the account of it counts once
// the transaction stands.
func (u *listUndo) batch(ctx context.Context, some []createdRow) error {
	var got model.UndoneImport
	var seen []model.LeadID
	err := u.s.write(ctx, func(q querier) error {
		got, seen = model.UndoneImport{}, nil
		for _, r := range some {
			if u.seen[r.lead] || slices.Contains(seen, r.lead) {
				continue
			}
			made, worked, err := u.look(ctx, q, r.lead)
			switch {
			case err != nil:
				return err
			case made && !worked:
				seen = append(seen, r.lead)
				err = u.dropLead(ctx, q, r.lead, &got)
			case worked:
				seen = append(seen, r.lead)
				err = u.keepLead(ctx, q, r.lead, &got)
			default:
				err = u.dropContact(ctx, q, r, &got)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range seen {
		u.seen[id] = true
	}
	u.out.LeadsRemoved += got.LeadsRemoved
	u.out.ContactsRemoved += got.ContactsRemoved
	u.out.LeadsKept += got.LeadsKept
	u.out.Kept = append(u.out.Kept, got.Kept...)
	return nil
}

// look says whether the list made the lead, and whether somebody has worked it
// since: a touch, evidence or a note of their own, a hand-off, another contact.
func (u *listUndo) look(ctx context.Context, q querier, id model.LeadID) (made, worked bool, err error) {
	var list, into, n, version int64
	found, err := row(ctx, q, leadMadeBy, []any{int64(id)}, &list, &into)
	if err != nil || !found {
		return false, !found, err
	}
	if made = model.ListID(list) == u.list.ID; into != 0 {
		return made, true, nil // a person merged it into another
	}
	if _, err := row(ctx, q, touchOfLead, []any{int64(id)}, &n); err != nil || n > 0 {
		return made, true, err
	}
	if handed, err := row(ctx, q, handoffsOf, []any{int64(id)}, &n); err != nil || handed {
		return made, true, err
	}
	for _, st := range []*stmt{evidenceOf, notesByLead} {
		err := rows(ctx, q, st, []any{int64(id)}, []any{&n}, func() error {
			worked = worked || n != u.list.Version && n != u.action
			return nil
		})
		if err != nil {
			return made, true, err
		}
	}
	if made {
		err = rows(ctx, q, contactsOf, []any{int64(id)}, []any{&n, &version}, func() error {
			worked = worked || version != u.list.Version
			return nil
		})
	}
	return made, worked, err
}

func (u *listUndo) keepLead(ctx context.Context, q querier, id model.LeadID, got *model.UndoneImport) error {
	l, err := u.s.load(ctx, q, u.by, id, u.s.now())
	if model.CodeOf(err) == model.NotFound {
		return nil
	}
	if err == nil {
		got.LeadsKept++
		got.Kept = append(got.Kept, l.Company.Name+" ("+id.String()+") has been worked since")
	}
	return err
}

// drop removes the rows that a statement lists, through a noun that checks
// their version.
func drop(ctx context.Context, q querier, st *stmt, id int64, n imaged) (int, error) {
	type victim struct{ id, version int64 }
	var v victim
	var all []victim
	err := rows(ctx, q, st, []any{id}, []any{&v.id, &v.version}, func() error {
		all = append(all, v)
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, v := range all {
		if _, err := n.takeOut(ctx, q, v.id, v.version); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

func (u *listUndo) dropLead(ctx context.Context, q querier, id model.LeadID, got *model.UndoneImport) error {
	if _, err := drop(ctx, q, enrolsOf, int64(id), enrolments); err != nil {
		return err
	}
	var c, version, company int64
	var people []int64
	if err := rows(ctx, q, contactsOf, []any{int64(id)}, []any{&c, &version}, func() error { people = append(people, c); return nil }); err != nil {
		return err
	}
	for _, c := range people {
		if _, err := drop(ctx, q, pointsOf, c, points); err != nil {
			return err
		}
		if err := dropPairs(ctx, q, nearContact, c); err != nil {
			return err
		}
	}
	n, err := drop(ctx, q, contactsOf, int64(id), contacts)
	if err != nil {
		return err
	}
	if err := u.voidEvidence(ctx, q, id); err != nil {
		return err
	}
	if _, err := row(ctx, q, leadVersion, []any{int64(id)}, &version, &company); err != nil {
		return err
	}
	_, err1 := exec(ctx, q, textDrop, int64(id))
	_, err2 := exec(ctx, q, attrClear, int64(id))
	_, err3 := leads.takeOut(ctx, q, int64(id), version)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	got.LeadsRemoved, got.ContactsRemoved = got.LeadsRemoved+1, got.ContactsRemoved+n
	var other int64
	if still, err := row(ctx, q, companyLeads, []any{company}, &other); err != nil || still {
		return err
	}
	version, _, err = companies.versionOf(ctx, q, company)
	if err == nil && version == u.list.Version {
		if _, err = companies.takeOut(ctx, q, company, version); err == nil {
			err = dropPairs(ctx, q, nearCompany, company)
		}
	}
	return err
}

func (u *listUndo) voidEvidence(ctx context.Context, q querier, id model.LeadID) error {
	all, err := evidences.all(ctx, q, evidenceMade, []any{int64(id), u.list.Version})
	if err != nil {
		return err
	}
	for _, e := range all {
		next, err := nextID(ctx, q, "evidence", 1)
		if err != nil {
			return err
		}
		e.Voids, e.ID, e.ActionID, e.At = e.ID, model.EvidenceID(next), u.action, millis(u.s.now())
		e.ValueWords, e.QuoteWords, e.DocumentWords = 0, 0, 0
		if err := evidences.add(ctx, q, &e); err != nil {
			return err
		}
	}
	return nil
}

// dropContact takes a contact out of a lead that was there before, where nobody
// pursues or has changed him.
func (u *listUndo) dropContact(ctx context.Context, q querier, r createdRow, got *model.UndoneImport) error {
	version, found, err := contacts.versionOf(ctx, q, r.contact)
	if err != nil || !found || version != u.list.Version {
		return err
	}
	var n, of int64
	pursued, err := row(ctx, q, enrolsOfMan, []any{r.contact}, &n, &of)
	if err != nil || pursued {
		return err
	}
	if _, err := drop(ctx, q, pointsOf, r.contact, points); err != nil {
		return err
	}
	if _, err := contacts.takeOut(ctx, q, r.contact, version); err != nil {
		return err
	}
	if err := dropPairs(ctx, q, nearContact, r.contact); err != nil {
		return err
	}
	got.ContactsRemoved++
	return u.refresh(ctx, q, r.lead)
}

func (u *listUndo) refresh(ctx context.Context, q querier, id model.LeadID) error {
	l, err := u.s.load(ctx, q, u.by, id, u.s.now())
	if err != nil {
		return err
	}
	p := u.s.follow(l, model.Decision{})
	p.relearn = true
	_, err = u.s.carryOut(ctx, q, u.by, u.action, p)
	return err
}

// end empties again what merging filled in, and gives the list's name free.
func (u *listUndo) end(ctx context.Context, failed error) error {
	if failed != nil {
		return nil
	}
	return u.s.write(ctx, func(q querier) error {
		var i image
		var all []image
		err := rows(ctx, q, imagesOf, []any{u.list.Version}, []any{&i.table, &i.id, &i.contact, &i.before}, func() error {
			all = append(all, i)
			return nil
		})
		if err != nil {
			return err
		}
		for _, i := range all {
			switch {
			case i.table == "contact" && i.before != "" && !madeThen(i.before, u.list.Version):
				_, err = contacts.putBack(ctx, q, i.before, u.list.Version)
			case i.table == "point" && i.before == "":
				_, err = points.takeOut(ctx, q, i.id, u.list.Version)
			}
			if err != nil {
				return err
			}
		}
		name := u.list.Name
		_, err = exec(ctx, q, listState, int64(u.list.ID), listUndone, name, listKey(name)+"\x01"+u.list.ID.String(), u.action)
		return err
	})
}

// madeThen says that the row in the image was of that version: the import had
// made it itself.
func madeThen(before string, version int64) bool {
	values, err := imageValues(before)
	return err == nil && len(values) > 0 && values[len(values)-1] == version
}
