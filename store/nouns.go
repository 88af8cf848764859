package store

import (
	"time"

	"ripen/model"
)

// The rows: a noun of the model with what only the store knows of it. Each
// newNoun below is the one place where a field meets its column.

type (
	companyRow struct {
		model.Company
		NameKey, PlaceKey  string
		NameMac, DomainMac blob
		MergedInto         int64
	}
	contactRow struct {
		model.Contact
		NameKey    string
		Mac        blob
		MergedInto int64
		ErasedAt   int64
	}
	pointRow struct {
		model.Point
		Mac blob
	}
	leadRow struct {
		model.Lead
		MergedInto int64
		CreatedAt  time.Time
	}
	enrolmentRow struct{ model.Enrolment }
	memberRow    struct {
		model.Member
		NameKey string
	}
	listRow struct {
		model.List
		NameKey string
	}
	handoffRow struct {
		model.Handoff
		NoteWords, DossierDoc int64
	}
	touchRow struct {
		model.Touch
		ActionID, Sign, ListID, WordsID int64
		Day                             model.Date
	}
	evidenceRow struct {
		model.Evidence
		ActionID, ValueWords, QuoteWords, DocumentWords int64
	}
	eventRow struct {
		model.HandoffEvent
		ActionID, LeadID, WordsID, Voids int64
	}
	defectRow struct {
		model.Defect
		ActionID, WordsID, Voids, Sign int64
	}
	exposureRow struct {
		ID, ActionID, MemberID, LeadID int64
		Day                            model.Date
		Kind                           string
		At                             int64
		Code                           string
		WordsID, Score, Voids, Sign    int64
	}
	noteRow struct {
		ID, ActionID, LeadID, ContactID, At, MemberID, WordsID, Voids int64
	}
	actionRow struct {
		ID, At, MemberID int64
		Session, Verb    string
		LeadID           int64
		Said             string
		Undoable         int64
		Barrier          string
		Undoes           int64
	}
)

var companies = newNoun("company",
	"id, name, name_key, domain, website, street, city, state, zip, country, place_key, industry, extra, name_mac, domain_mac, merged_into, version",
	func(c *companyRow) []any {
		p := &c.Place
		return []any{(*int64)(&c.ID), &c.Name, &c.NameKey, &c.Domain, &c.Website, &p.Street, &p.City, &p.State, &p.Zip, &p.Country,
			&c.PlaceKey, &c.Industry, object[map[string]string]{&c.Extra}, &c.NameMac, &c.DomainMac, &c.MergedInto, &c.Version}
	})

var contacts = newNoun("contact",
	"id, lead_id, name, name_key, given, title, role, role_set_by, zones, region, street, city, state, zip, country, left_company, no_email, extra, rank, mac, merged_into, erased_at, source, version",
	func(c *contactRow) []any {
		p := &c.Place
		return []any{(*int64)(&c.ID), (*int64)(&c.LeadID), &c.Name, &c.NameKey, &c.Given, &c.Title, (*string)(&c.Role),
			(*int64)(&c.RoleSetBy), joined[string]{&c.Zones}, (*string)(&c.Region), &p.Street, &p.City, &p.State, &p.Zip, &p.Country,
			yesNo{&c.Left}, yesNo{&c.NoEmail}, object[map[string]string]{&c.Extra}, &c.Rank, &c.Mac, &c.MergedInto, &c.ErasedAt, &c.Source, &c.Version}
	})

var points = newNoun("point",
	"id, contact_id, kind, key, shown, status, no_consent, mac, source, field, version",
	func(p *pointRow) []any {
		return []any{(*int64)(&p.ID), (*int64)(&p.ContactID), (*string)(&p.Kind), &p.Key, &p.Shown, (*string)(&p.Status),
			yesNo{&p.NoConsent}, &p.Mac, &p.Source, &p.Field, &p.Version}
	})

// leads leaves out the columns that are worked out: they carry no version.
var leads = newNoun("lead",
	"id, company_id, list_id, owner_id, source, status, horizon, decision_by, rest_until, reason, received_at, next_kind, next_at, next_contact, value, currency, reopened, reopened_at, names, asks, merged_into, created_at, version",
	func(l *leadRow) []any {
		return []any{(*int64)(&l.ID), (*int64)(&l.CompanyID), (*int64)(&l.ListID), (*int64)(&l.OwnerID), &l.Source,
			(*string)(&l.Status), (*string)(&l.Horizon), (*int32)(&l.DecisionBy), (*int32)(&l.RestUntil), &l.Reason,
			instant{&l.ReceivedAt}, (*string)(&l.NextStep.Kind), instant{&l.NextStep.At}, (*int64)(&l.NextStep.ContactID),
			&l.Value, &l.Currency, joined[model.AttributeKey]{&l.Reopened}, instant{&l.ReopenedAt}, (*int64)(&l.Names),
			joined[string]{&l.Asks}, &l.MergedInto, instant{&l.CreatedAt}, &l.Version}
	})

var enrolments = newNoun("enrolment",
	"id, lead_id, contact_id, owner_id, cadence_id, cadence, revision, step, state, owes, class, due_at, due_day, channel, started_at, last_at, last_step, in_hand, dials, blocks, bounces, busy_day, slow, skip_email, why, resume_at, before_state, piece, piece_at, version",
	func(e *enrolmentRow) []any {
		return []any{(*int64)(&e.ID), (*int64)(&e.LeadID), (*int64)(&e.ContactID), (*int64)(&e.OwnerID), (*int64)(&e.CadenceID),
			&e.Cadence, &e.Revision, &e.Step, (*string)(&e.State), (*string)(&e.Owes), (*int)(&e.Class), instant{&e.DueAt},
			(*int32)(&e.DueDay), (*string)(&e.Channel), instant{&e.StartedAt}, instant{&e.LastAt}, &e.LastStep, (*int32)(&e.InHand),
			&e.Dials, &e.Blocks, &e.Bounces, (*int32)(&e.BusyDay), &e.Slow, yesNo{&e.SkipEmail}, &e.Why, instant{&e.ResumeAt},
			(*string)(&e.Before), (*string)(&e.Piece), instant{&e.PieceAt}, &e.Version}
	})

var members = newNoun("member", "id, name, name_key, role, zone, region, active, target, version",
	func(m *memberRow) []any {
		return []any{(*int64)(&m.ID), &m.Name, &m.NameKey, (*string)(&m.Role), &m.Zone, (*string)(&m.Region), yesNo{&m.Active}, &m.Target, &m.Version}
	})

var lists = newNoun("list", "id, name, name_key, source, category, cost, currency, file_sha, state, at, member_id, mapping, version",
	func(l *listRow) []any {
		return []any{(*int64)(&l.ID), &l.Name, &l.NameKey, &l.Source, &l.Category, &l.Cost, &l.Currency, &l.FileSHA, &l.State,
			instant{&l.At}, (*int64)(&l.By), object[map[string]string]{&l.Mapping}, &l.Version}
	})

var handoffs = newNoun("handoff",
	"id, lead_id, to_id, state, playbook_id, playbook, submitted_by, submitted_at, approved_by, delivered_at, approve_by, accept_by, warn_at, reclaim_at, accepted_at, rejected_at, rejected_by, reason, attributes, note_words, disputed_by, rule_by, held_asked, held, outcome_by, next_kind, next_at, next_contact, value, currency, evidence_mark, dossier_doc, version",
	func(h *handoffRow) []any {
		return []any{(*int64)(&h.ID), (*int64)(&h.LeadID), (*int64)(&h.ToID), (*string)(&h.State), (*int64)(&h.PlaybookID), &h.Playbook,
			(*int64)(&h.SubmittedBy), instant{&h.SubmittedAt}, (*int64)(&h.ApprovedBy), instant{&h.DeliveredAt}, instant{&h.ApproveBy},
			instant{&h.AcceptBy}, instant{&h.WarnAt}, instant{&h.ReclaimAt}, instant{&h.AcceptedAt}, instant{&h.RejectedAt},
			(*int64)(&h.RejectedBy), &h.Reason, joined[model.AttributeKey]{&h.Attributes}, &h.NoteWords, (*int64)(&h.DisputedBy),
			instant{&h.RuleBy}, instant{&h.HeldAsked}, &h.Held, instant{&h.OutcomeBy}, (*string)(&h.NextStep.Kind), instant{&h.NextStep.At},
			(*int64)(&h.NextStep.ContactID), &h.Value, &h.Currency, (*int64)(&h.EvidenceMark), &h.DossierDoc, &h.Version}
	})

var touches = newNoun("touch",
	"id, action_id, lead_id, contact_id, enrolment_id, step, at, day, channel, direction, outcome, sentiment, member_id, list_id, point_id, answers, text_id, words_id, until_day, why, in_hand, same_day, voids, sign",
	func(t *touchRow) []any {
		return []any{(*int64)(&t.ID), &t.ActionID, (*int64)(&t.LeadID), (*int64)(&t.ContactID), (*int64)(&t.EnrolmentID), &t.Step,
			instant{&t.At}, (*int32)(&t.Day), (*string)(&t.Channel), (*string)(&t.Direction), (*string)(&t.Outcome), (*string)(&t.Sentiment),
			(*int64)(&t.By), &t.ListID, (*int64)(&t.PointID), (*int64)(&t.Answers), (*int64)(&t.TextID), &t.WordsID, (*int32)(&t.Until),
			&t.Why, (*int32)(&t.InHand), yesNo{&t.SameDay}, (*int64)(&t.Voids), &t.Sign}
	})

var evidences = newNoun("evidence",
	"id, action_id, lead_id, attribute, level, contact_id, contact_role, role_set_by, touch_id, on_day, at, member_id, value_words, quote_words, document_words, voids",
	func(e *evidenceRow) []any {
		return []any{(*int64)(&e.ID), &e.ActionID, (*int64)(&e.LeadID), (*string)(&e.Attribute), (*int)(&e.Level), (*int64)(&e.ContactID),
			(*string)(&e.Role), (*int64)(&e.RoleSetBy), (*int64)(&e.TouchID), (*int32)(&e.On), &e.At, (*int64)(&e.By), &e.ValueWords,
			&e.QuoteWords, &e.DocumentWords, (*int64)(&e.Voids)}
	})

var events = newNoun("handoff_event",
	"id, action_id, handoff_id, lead_id, at, event, member_id, code, attributes, words_id, voids",
	func(e *eventRow) []any {
		return []any{&e.ID, &e.ActionID, (*int64)(&e.HandoffID), &e.LeadID, instant{&e.At}, &e.Event, (*int64)(&e.By), &e.Code,
			joined[model.AttributeKey]{&e.Attributes}, &e.WordsID, &e.Voids}
	})

var defects = newNoun("defect",
	"id, action_id, lead_id, list_id, contact_id, code, words_id, at, member_id, field, voids, sign",
	func(d *defectRow) []any {
		return []any{&d.ID, &d.ActionID, (*int64)(&d.LeadID), (*int64)(&d.ListID), (*int64)(&d.ContactID), &d.Code, &d.WordsID,
			instant{&d.At}, (*int64)(&d.By), &d.Field, &d.Voids, &d.Sign}
	})

var exposures = newNoun("exposure",
	"id, action_id, member_id, day, lead_id, kind, at, code, words_id, score, voids, sign",
	func(e *exposureRow) []any {
		return []any{&e.ID, &e.ActionID, &e.MemberID, (*int32)(&e.Day), &e.LeadID, &e.Kind, &e.At, &e.Code, &e.WordsID, &e.Score, &e.Voids, &e.Sign}
	})

var notes = newNoun("note", "id, action_id, lead_id, contact_id, at, member_id, words_id, voids",
	func(n *noteRow) []any {
		return []any{&n.ID, &n.ActionID, &n.LeadID, &n.ContactID, &n.At, &n.MemberID, &n.WordsID, &n.Voids}
	})

var actions = newNoun("action",
	"id, at, member_id, session, verb, lead_id, said, undoable, barrier, undoes",
	func(a *actionRow) []any {
		return []any{&a.ID, &a.At, &a.MemberID, &a.Session, &a.Verb, &a.LeadID, &a.Said, &a.Undoable, &a.Barrier, &a.Undoes}
	})

// edited are the tables whose rows undo may put back or take out.
var edited = map[string]imaged{
	"company": companies, "contact": contacts, "point": points, "lead": leads, "enrolment": enrolments,
	"handoff": handoffs, "member": members, "list": lists, "near": nears,
}
