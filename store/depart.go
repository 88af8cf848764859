package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/clean"
)

const verbMove = "move-contact"

// MoveContact takes a person from one company to another: where he was he is
// marked as left, with all that the outcome left-company brings, and at the
// other he stands as a contact with the numbers and addresses that go with him.
// The other is a lead, or a company by its name: one without an open lead gets a
// new one, owned by whom moves him, and he is enrolled there as in [Store.AddLead].
// Touches and evidence stay with the company where they were made. What he asked
// for goes with him: do-not-contact is in force there, too.
//
// It is one entry of the journal, under the lead that he leaves: one undo takes
// both sides back. The result is about the lead that he comes to. Errors are of
// code [model.Invalid], [model.NotFound], [model.Refused] for a closed lead, and
// [model.Suppressed] for a company of which nobody may be contacted.
func (s *Store) MoveContact(ctx context.Context, by model.Actor, m model.ContactMove) (model.Result, error) {
	if err := by.Allow(model.ActWork); err != nil {
		return model.Result{}, err
	}
	m.Company, m.Title = clean.Name(m.Company), clean.Text(m.Title)
	if m.LeadID == 0 && m.Company == "" {
		return model.Result{}, needs("company", "say where the person went: a lead, or the company's name")
	}
	var out model.Result
	err := s.write(ctx, func(q querier) error {
		home, id, err := s.contactHome(ctx, q, m.ContactID)
		if err != nil {
			return err
		}
		m.ContactID = id
		mv := &moving{s: s, ctx: ctx, q: q, by: by, m: m}
		out, err = mv.all(home)
		return err
	})
	return out, err
}

// moving is one move under way.
type moving struct {
	s      *Store
	ctx    context.Context //nolint:containedctx // lives for one transaction
	q      querier
	by     model.Actor
	m      model.ContactMove
	action int64
	said   []string
}

func (mv *moving) all(home model.LeadID) (model.Result, error) {
	a, err := mv.s.load(mv.ctx, mv.q, mv.by, home, mv.s.now())
	if err != nil {
		return model.Result{}, err
	}
	if mv.action, err = mv.s.journal(mv.ctx, mv.q, mv.by, deed{verb: verbMove, lead: a.Lead.ID, said: "moved a contact", undo: undoable}); err != nil {
		return model.Result{}, err
	}
	to, fresh, err := mv.destination(a)
	if err != nil {
		return model.Result{}, err
	}
	z, err := mv.s.load(mv.ctx, mv.q, mv.by, to, mv.s.now())
	if err != nil {
		return model.Result{}, err
	}
	switch {
	case z.Lead.ID == a.Lead.ID:
		return model.Result{}, needs("lead", "the person is at "+a.Company.Name+" already; name the company that he went to")
	case z.companyID != 0:
		return model.Result{}, refusal{kind: suppressCompany, shown: z.Company.Name}.error("nobody is moved there")
	}
	who := a.Contact(mv.m.ContactID)
	if who == nil {
		return model.Result{}, notOfLead(mv.m.ContactID, a.Lead.ID)
	}
	known := standsThere(z.World, *who, mv.kept(*who))
	had := mv.standing(z.Contact(known), *who)
	out, err := cadence.Depart(mv.s.book, a.World, mv.m, z.Company.Name)
	if err != nil {
		return model.Result{}, err
	}
	left := *a
	left.World = out.World
	p := mv.s.follow(&left, out.Decision)
	if _, err := mv.s.carryOut(mv.ctx, mv.q, mv.by, mv.action, p); err != nil {
		return model.Result{}, err
	}
	mv.said = append(mv.said, p.effects...)
	there, err := mv.stand(z, *who, known, out.Goes, had, a.Company.Name)
	if err != nil {
		return model.Result{}, err
	}
	if err := mv.link(who.ID, there); err != nil {
		return model.Result{}, err
	}
	return mv.settle(z.Lead.ID, there, fresh)
}

// link has the act keep both as they were, whatever it changed of them: so one
// is found by the other when the person is to be erased.
func (mv *moving) link(both ...model.ContactID) error {
	for _, id := range both {
		c, _, err := contacts.get(mv.ctx, mv.q, int64(id))
		if err != nil {
			return err
		}
		if c.Version == mv.action {
			continue
		}
		if err := keep(mv.ctx, mv.q, mv.action, contacts, int64(id), int64(id), &c); err != nil {
			return err
		}
		was := c.Version
		c.Version = mv.action
		if _, err := contacts.set(mv.ctx, mv.q, &c, was); err != nil {
			return err
		}
	}
	return nil
}

// destination is the lead that the person comes to, made where there is none.
func (mv *moving) destination(a *loaded) (to model.LeadID, fresh bool, err error) {
	if mv.m.LeadID != 0 {
		return mv.m.LeadID, false, nil
	}
	company := mv.s.fillCompany(model.Company{Name: mv.m.Company})
	out, err := mv.s.isSuppressed(mv.ctx, mv.q, company, "", nil, nil)
	if err == nil && out != nil {
		err = out.error("nobody is moved there")
	}
	if err != nil {
		return 0, false, err
	}
	id, err := findCompany(mv.ctx, mv.q, company)
	if err != nil {
		return 0, false, err
	}
	if id == a.Company.ID {
		return a.Lead.ID, false, nil
	}
	old, known, err := newestLead(mv.ctx, mv.q, id)
	if err != nil || known && old.status.Open() {
		return old.id, false, err
	}
	next, err := nextID(mv.ctx, mv.q, "lead", 1)
	if err != nil {
		return 0, false, err
	}
	l := model.Lead{ID: model.LeadID(next), CompanyID: id, OwnerID: mv.by.ID, Source: "moved from " + a.Company.Name, Names: old.id}
	return l.ID, true, mv.s.insertLead(mv.ctx, mv.q, mv.action, l, company)
}

// kept are the numbers and addresses that are to go along.
func (mv *moving) kept(who model.Contact) (out []model.Point) {
	for _, p := range who.Points {
		if slices.Contains(mv.m.Keep, p.ID) {
			out = append(out, p)
		}
	}
	return out
}

// standing are those to go along that stand at the new company already, with
// the person as whom he is known there: they need not go.
func (mv *moving) standing(there *model.Contact, who model.Contact) (out []model.Point) {
	if there == nil {
		return nil
	}
	for _, p := range mv.kept(who) {
		for _, h := range there.Points {
			if h.Kind == p.Kind && h.Key == p.Key {
				out = append(out, h)
				mv.m.Keep = slices.DeleteFunc(slices.Clone(mv.m.Keep), func(id model.PointID) bool { return id == p.ID })
			}
		}
	}
	return out
}

// stand makes the person a contact of the lead z, or finds him there as known,
// with what goes with him and with what he asked for. What he had there already
// and was dead is tried afresh.
func (mv *moving) stand(z *loaded, who model.Contact, known model.ContactID, goes, had []model.Point, from string) (model.ContactID, error) {
	reason, err := mv.refused(who)
	if err != nil {
		return 0, err
	}
	who.Suppressed = reason != ""
	mv.s.locate(&who, z.Company.Place, goes)
	d, there, err := cadence.Arrive(z.World, who, known, mv.m, from)
	if err != nil {
		return 0, err
	}
	p := mv.s.follow(z, d)
	w, err := mv.s.carryOut(mv.ctx, mv.q, mv.by, mv.action, p)
	if err != nil {
		return 0, err
	}
	real(w.ids, "contact", &there)
	mv.said = append(mv.said, p.effects...)
	for _, g := range append(goes, had...) {
		if err := mv.take(w, there, g); err != nil {
			return 0, err
		}
	}
	if reason == "" {
		return there, nil
	}
	mv.said = append(mv.said, who.Name+" asked not to be contacted: that is in force at "+z.Company.Name+", too")
	return there, mv.suppress(there, reason)
}

// locate is where somebody is at a company of that place: by it, else by a
// number that goes with him. The clock of the company before is not his any more.
func (s *Store) locate(who *model.Contact, place model.Place, goes []model.Point) {
	phone := ""
	for _, p := range goes {
		if p.Kind == model.PhonePoint && phone == "" {
			phone = p.Key
		}
	}
	at := model.Contact{Place: place}
	s.giveReach(&at, phone, "", "")
	who.Place, who.Region, who.Zones = at.Place, at.Region, at.Zones
}

// standsThere is the contact of w who is the same person: by name, or by an
// address of his own; 0 for none.
func standsThere(w model.World, who model.Contact, goes []model.Point) model.ContactID {
	name := clean.NameKey(who.Name)
	emails, _ := reachKeys(goes)
	emails = slices.DeleteFunc(emails, clean.OfficeAddress)
	for _, c := range w.Contacts {
		if name != "" && clean.NameKey(c.Name) == name {
			return c.ID
		}
		for _, p := range c.Points {
			if p.Kind == model.EmailPoint && slices.Contains(emails, p.Key) {
				return c.ID
			}
		}
	}
	return 0
}

// take gives a number or address to the contact that the person is now: what was
// not known to work is tried afresh.
func (mv *moving) take(w *writer, there model.ContactID, p model.Point) error {
	return edit(w, points, int64(p.ID), int64(there), p.Version, func(r *pointRow) {
		r.ContactID = there
		if r.Status != model.PointVerified {
			r.Status = model.PointUnknown
		}
	})
}

// refused is why the person himself must not be contacted, "" for one who may
// be. A company of which nobody may be contacted does not follow those who
// leave it.
func (mv *moving) refused(who model.Contact) (string, error) {
	c, found, err := contacts.get(mv.ctx, mv.q, int64(who.ID))
	if err != nil || !found {
		return "", err
	}
	if c.ErasedAt != 0 {
		return "", model.Errorf(model.Refused, "the person was erased and cannot move; add whoever is at the other company there")
	}
	w := writer{s: mv.s, ctx: mv.ctx, q: mv.q}
	was, err := w.mergedMacs(personMacs, int64(who.ID))
	if err != nil {
		return "", err
	}
	for _, m := range append(was, c.Mac) {
		var reason string
		if len(m) == 0 {
			continue
		}
		found, err := row(mv.ctx, mv.q, suppressedAll, []any{suppressPerson, m}, &reason)
		if err != nil {
			return "", err
		}
		if found {
			return cmp.Or(reason, "do-not-contact"), nil
		}
	}
	return "", nil
}

// suppress keeps the person as whom he is at the new company from being
// contacted, for good. What was kept there before is not this act's to undo.
func (mv *moving) suppress(there model.ContactID, reason string) error {
	c, _, err := contacts.get(mv.ctx, mv.q, int64(there))
	if err != nil {
		return err
	}
	id, err := nextID(mv.ctx, mv.q, "suppression", 1)
	if err != nil {
		return err
	}
	n, err := exec(mv.ctx, mv.q, suppressAdd, id, suppressPerson, c.Mac, "", millis(mv.s.now()), reason, int64(mv.by.ID), "")
	if err != nil || n == 0 {
		return err
	}
	return made(mv.ctx, mv.q, mv.action, "suppression", id, int64(there))
}

// settle does what follows at the company that the person came to, with him
// there: on a new lead he is enrolled, on others the cadences look again.
func (mv *moving) settle(to model.LeadID, there model.ContactID, fresh bool) (model.Result, error) {
	z, err := mv.s.load(mv.ctx, mv.q, mv.by, to, mv.s.now())
	if err != nil {
		return model.Result{}, err
	}
	var d model.Decision
	c := z.Contact(there)
	switch {
	case !z.Lead.Status.Nurtured():
		d.Say("sales has that lead; tell the salesperson that " + c.Name + " came")
	case fresh && !c.Suppressed:
		d, err = mv.s.enrolIn(z, d, there, "standard", time.Time{})
	default:
		d = mv.s.andThen(z.World, d)
	}
	if err != nil {
		return model.Result{}, err
	}
	p := mv.s.follow(z, d)
	w, err := mv.s.carryOut(mv.ctx, mv.q, mv.by, mv.action, p)
	if err != nil {
		return model.Result{}, err
	}
	out := result(p, w.ids, mv.action)
	out.ContactID, out.Effects = there, append(mv.said, p.effects...)
	return out, nil
}
