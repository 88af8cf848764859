package main

import (
	"slices"
	"strings"
	"time"

	"ripen/model"
)

// leadDoc is the whole lead, as `ripen lead show` has it.
type leadDoc struct {
	ID          *string           `json:"id"`
	Company     string            `json:"company"`
	CompanyID   *string           `json:"company_id"`
	Website     string            `json:"website"`
	Place       string            `json:"place"`
	Status      model.Status      `json:"status"`
	Horizon     model.Horizon     `json:"horizon"`
	DecisionBy  *string           `json:"decision_by"`
	RestUntil   *string           `json:"rest_until"`
	Reason      string            `json:"reason"`
	Owner       string            `json:"owner"`
	List        string            `json:"list"`
	Source      string            `json:"source"`
	Extra       map[string]string `json:"company_extra"` // header → value of what the list said of the company besides
	ReceivedAt  *string           `json:"received_at"`
	Score       int               `json:"score"`
	Parts       partsDoc          `json:"score_parts"`
	Value       int64             `json:"value"`
	Currency    string            `json:"currency"`
	NextStep    *nextStepDoc      `json:"next_step"`
	Names       *string           `json:"follows"` // the closed lead of this company that came before
	Readiness   readinessDoc      `json:"readiness"`
	Contacts    []contactDoc      `json:"contacts"`
	Enrolments  []enrolmentDoc    `json:"enrolments"`
	Attributes  []attributeNow    `json:"attributes"`
	Touches     []touchRow        `json:"touches"`
	Handoffs    []handoffRow      `json:"handoffs"`
	Questions   []questionDoc     `json:"questions"`
	Flags       []string          `json:"flags"`
	Upcoming    []upcomingDoc     `json:"upcoming"`
	Notes       []noteDoc         `json:"notes"`
	Defects     []defectDoc       `json:"defects"`
	Skips       int               `json:"skips"`
	GuideScript string            `json:"passage"`
}

type partsDoc struct {
	Fit        float64 `json:"fit"`
	Engagement float64 `json:"engagement"`
	Ripeness   float64 `json:"ripeness"`
	Age        float64 `json:"age"`
}

type nextStepDoc struct {
	Kind      model.NextStepKind `json:"kind"`
	At        *string            `json:"at"`
	ContactID *string            `json:"contact_id"`
}

type contactDoc struct {
	ID         *string           `json:"id"`
	Name       string            `json:"name"`
	Title      string            `json:"title"`
	Role       model.BuyingRole  `json:"role"`
	Phones     []phoneDoc        `json:"phones"`
	Emails     []emailDoc        `json:"emails"`
	TimeZone   *string           `json:"time_zone"` // null where it is not certain
	Zones      []string          `json:"zones"`     // candidates
	Region     model.Region      `json:"region"`
	Address    string            `json:"address"`
	Left       bool              `json:"left"`
	Suppressed bool              `json:"suppressed"`
	NoEmail    bool              `json:"no_email"`
	Source     string            `json:"source"` // where one who was added by hand was found
	Extra      map[string]string `json:"extra"`  // header → value of the list's columns that are no field of Ripen's
	Version    int64             `json:"version"`
}

type phoneDoc struct {
	ID        *string           `json:"id"`
	Number    string            `json:"number"` // E.164, or as typed where it is no number
	Shown     string            `json:"shown"`
	Status    model.PointStatus `json:"status"`
	NoConsent bool              `json:"no_consent"`
	Shared    bool              `json:"shared"`
	Source    string            `json:"source"` // where it was found, when a person added it
	Field     string            `json:"field"`  // of the list that brought it: phone_2
}

type emailDoc struct {
	ID        *string           `json:"id"`
	Address   string            `json:"address"`
	Status    model.PointStatus `json:"status"`
	NoConsent bool              `json:"no_consent"`
	Source    string            `json:"source"`
	Field     string            `json:"field"`
}

type enrolmentDoc struct {
	ID        *string          `json:"id"`
	ContactID *string          `json:"contact_id"`
	Cadence   string           `json:"cadence"`
	Version   int              `json:"version"`
	Step      int              `json:"step"`
	Steps     int              `json:"steps"`
	State     model.EnrolState `json:"state"`
	Owes      model.Owed       `json:"owes"`
	DueAt     *string          `json:"due_at"`
	ResumeAt  *string          `json:"resume_at"`
	Channel   model.Channel    `json:"channel"`
	Why       string           `json:"why"`
}

type attributeNow struct {
	Key      model.AttributeKey `json:"key"`
	Level    string             `json:"level"`
	Stale    bool               `json:"stale"`
	StaleWhy string             `json:"stale_why"`
	StaleOn  *string            `json:"stale_on"`
	Value    map[string]any     `json:"value"`
	Evidence *evidenceDoc       `json:"evidence"`
}

type evidenceDoc struct {
	ID        *string          `json:"id"`
	ContactID *string          `json:"contact_id"`
	TouchID   *string          `json:"touch_id"`
	Quote     string           `json:"quote"`
	Document  string           `json:"document"`
	Role      model.BuyingRole `json:"role"`
	On        *string          `json:"on"`
}

type touchRow struct {
	ID        *string         `json:"id"`
	At        *string         `json:"at"`
	Channel   model.Channel   `json:"channel"`
	Direction model.Direction `json:"direction"`
	Outcome   model.Outcome   `json:"outcome"`
	Sentiment model.Sentiment `json:"sentiment"`
	ContactID *string         `json:"contact_id"`
	Step      int             `json:"step"`
	By        string          `json:"by"`
	Note      string          `json:"note"`
	Answers   *string         `json:"answers"`
	Voided    bool            `json:"voided"`
}

type upcomingDoc struct {
	Step    int           `json:"step"`
	Channel model.Channel `json:"channel"`
	On      *string       `json:"on"`
	Why     string        `json:"why"`
}

type noteDoc struct {
	At        *string `json:"at"`
	By        string  `json:"by"`
	ContactID *string `json:"contact_id"`
	Text      string  `json:"text"`
}

type defectDoc struct {
	At        *string `json:"at"`
	Code      string  `json:"code"`
	Field     string  `json:"field"` // of the list that it is about; "" the row as a whole
	ContactID *string `json:"contact_id"`
	Note      string  `json:"note"`
}

// leadOf makes the document of a desk.
func (s *session) leadOf(d model.Desk, notes []model.Note) leadDoc {
	l := d.Lead
	out := leadDoc{ID: ref(l.ID), Company: d.Company.Name, CompanyID: ref(d.Company.ID), Website: d.Company.Website,
		Place: placeText(d.Company.Place), Status: l.Status, Horizon: l.Horizon, DecisionBy: date(l.DecisionBy),
		RestUntil: date(l.RestUntil), Reason: l.Reason, Owner: l.Owner, List: l.List, Source: l.Source, Extra: pairs(d.Company.Extra),
		ReceivedAt: s.stamp(l.ReceivedAt), Score: l.Score, Parts: partsDoc(d.Parts), Value: l.Value, Currency: s.currency(l.Currency),
		Names: ref(l.Names), Readiness: readinessOf(d.Readiness), Questions: questionDocs(d.Questions), Flags: list(d.Flags),
		Contacts: []contactDoc{}, Enrolments: []enrolmentDoc{}, Attributes: []attributeNow{}, Touches: []touchRow{},
		Handoffs: []handoffRow{}, Upcoming: []upcomingDoc{}, GuideScript: d.Passage,
		Notes: []noteDoc{}, Defects: []defectDoc{}, Skips: d.Skips}
	if n := l.NextStep; !n.IsZero() {
		out.NextStep = &nextStepDoc{n.Kind, s.stamp(n.At), ref(n.ContactID)}
	}
	for _, c := range d.Contacts {
		out.Contacts = append(out.Contacts, contactOf(c))
	}
	for _, e := range d.Enrolments {
		out.Enrolments = append(out.Enrolments, s.enrolmentOf(d.World, e))
	}
	for _, a := range d.Readiness.Attributes {
		out.Attributes = append(out.Attributes, s.attributeOf(a))
	}
	for _, t := range d.Touches {
		out.Touches = append(out.Touches, touchRow{ID: ref(t.ID), At: s.stamp(t.At), Channel: t.Channel, Direction: t.Direction,
			Outcome: t.Outcome, Sentiment: t.Sentiment, ContactID: ref(t.ContactID), Step: t.Step, By: t.ByName, Note: t.Note,
			Answers: ref(t.Answers), Voided: t.Voided})
	}
	for _, h := range d.Handoffs {
		out.Handoffs = append(out.Handoffs, s.handoffOf(h))
	}
	for _, u := range d.Upcoming {
		out.Upcoming = append(out.Upcoming, upcomingDoc{u.Step.Number, u.Step.Channel, date(u.On), u.Why})
	}
	for _, n := range notes {
		out.Notes = append(out.Notes, noteDoc{s.stamp(n.At), n.ByName, ref(n.ContactID), n.Text})
	}
	for _, v := range d.Defects {
		out.Defects = append(out.Defects, defectDoc{s.stamp(v.At), v.Code, v.Field, ref(v.ContactID), v.Note})
	}
	return out
}

// currency of an amount that names none is the team's.
func (s *session) currency(c string) string {
	if c == "" {
		return s.policy.Currency
	}
	return c
}

func contactOf(c model.Contact) contactDoc {
	out := contactDoc{ID: ref(c.ID), Name: c.Name, Title: c.Title, Role: c.Role, Zones: list(c.Zones), Region: c.Region,
		Address: placeText(c.Place), Left: c.Left, Suppressed: c.Suppressed, NoEmail: c.NoEmail, Version: c.Version,
		Source: c.Source, Extra: pairs(c.Extra), Phones: []phoneDoc{}, Emails: []emailDoc{}}
	if c.Zone() != nil {
		out.TimeZone = some(c.Zones[0])
	}
	for _, p := range c.Points {
		switch p.Kind {
		case model.PhonePoint:
			number := p.Key
			if number == "" {
				number = p.Shown
			}
			out.Phones = append(out.Phones, phoneDoc{ref(p.ID), number, p.Shown, p.Status, p.NoConsent, p.Shared, p.Source, p.Field})
		case model.EmailPoint:
			out.Emails = append(out.Emails, emailDoc{ref(p.ID), p.Shown, p.Status, p.NoConsent, p.Source, p.Field})
		case model.PostPoint:
			if p.Shown != "" {
				out.Address = oneLine(strings.ReplaceAll(p.Shown, "\n", ", "))
			}
		}
	}
	return out
}

// pairs is a map as JSON has it: {} and never null.
func pairs(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// placeText is an address in one line.
func placeText(p model.Place) string {
	var out []string
	for _, part := range []string{p.Street, p.City, strings.TrimSpace(p.State + " " + p.Zip), p.Country} {
		if part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, ", ")
}

func (s *session) enrolmentOf(w model.World, e model.Enrolment) enrolmentDoc {
	return enrolmentDoc{ID: ref(e.ID), ContactID: ref(e.ContactID), Cadence: e.Cadence, Version: e.Revision, Step: e.Step,
		Steps: len(w.Cadences[e.CadenceID].Steps), State: e.State, Owes: e.Owes, DueAt: s.stamp(e.DueAt), ResumeAt: s.stamp(e.ResumeAt),
		Channel: e.Channel, Why: e.Why}
}

func (s *session) attributeOf(a model.AttributeNow) attributeNow {
	out := attributeNow{Key: a.Key, Level: a.Level.String(), Stale: a.Stale, StaleOn: date(a.StaleOn),
		Value: valueDoc(a.Key, a.Evidence.Value, s.policy.Currency)}
	if a.Stale {
		out.StaleWhy = a.StaleWhy
	}
	if e := a.Evidence; a.Level > model.Unknown {
		out.Evidence = &evidenceDoc{ID: ref(e.ID), ContactID: ref(e.ContactID), TouchID: ref(e.TouchID), Quote: e.Quote,
			Document: e.Document, Role: e.Role, On: date(e.On)}
	}
	return out
}

// leadsDoc is a page of `ripen lead list`.
type leadsDoc struct {
	Leads []leadRow `json:"leads"`
	Total *int      `json:"total"` // null: more than a thousand
	More  bool      `json:"more"`
}

type leadRow struct {
	ID          *string           `json:"id"`
	Company     string            `json:"company"`
	Contact     string            `json:"contact"`
	Status      model.Status      `json:"status"`
	Horizon     model.Horizon     `json:"horizon"`
	Owner       string            `json:"owner"`
	List        string            `json:"list"`
	Place       string            `json:"place"`
	Score       int               `json:"score"`
	Count       int               `json:"count"`
	Levels      map[string]string `json:"levels"`
	DueAt       *string           `json:"due_at"`
	LastTouchAt *string           `json:"last_touch_at"`
	Found       *foundDoc         `json:"found"` // null: nothing was searched for, or in company or person
}

// foundDoc says where the words of a search were found.
type foundDoc struct {
	In   string `json:"in"`
	Text string `json:"text"`
}

func (s *session) leadsOf(p model.LeadPage) leadsDoc {
	out := leadsDoc{Leads: []leadRow{}, More: p.More}
	if p.Total >= 0 {
		out.Total = &p.Total
	}
	for _, r := range p.Rows {
		out.Leads = append(out.Leads, leadRow{ref(r.ID), r.Company, r.Contact, r.Status, r.Horizon, r.Owner, r.List, r.Place,
			r.Score, r.Count, levels(r.Rungs), s.stamp(r.DueAt), s.stamp(r.Last), foundOf(r.Found)})
	}
	return out
}

func foundOf(f model.Found) *foundDoc {
	if f.In == "" {
		return nil
	}
	return &foundDoc{f.In, f.Text}
}

// levels are the rungs by key.
func levels(rungs [10]model.Rung) map[string]string {
	out := make(map[string]string, len(rungs))
	for i, a := range model.Attributes {
		out[string(a.Key)] = rungs[i].String()
	}
	return out
}

// byAge puts the newest touch first, for people.
func byAge(in []model.Touch) []model.Touch {
	out := slices.Clone(in)
	slices.SortStableFunc(out, func(a, b model.Touch) int { return b.At.Compare(a.At) })
	return out
}

// localText is the clock on the contact's wall, "" where its zone is unknown.
func localText(c model.Contact, now time.Time) string {
	if z := c.Zone(); z != nil {
		return now.In(z).Format("15:04") + " there"
	}
	return ""
}
