package document

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"ripen/model"
	"ripen/model/cadence"
	"ripen/model/gate"
)

// Dossier gathers what is known of the lead of w, as r judges it. h is the
// hand-off that the dossier is for; its zero value makes a dossier of a lead
// that is not handed off yet. Everything comes as it stands at w.Now.
func Dossier(w model.World, r model.Readiness, h model.Handoff) Doc {
	g := gatherer{w: w, r: r, zone: gate.Zone(w.Policy.Zone)}
	d := Doc{
		Schema: Schema, AsOf: w.Now.In(g.zone), TimeZone: g.zone.String(), Region: w.Policy.Region,
		LeadID: w.Lead.ID.String(), Status: w.Lead.Status, Horizon: string(cmp.Or(r.Horizon, w.Lead.Horizon, model.HorizonUnknown)),
		Owner: plain(w.Lead.Owner), Value: w.Lead.Value, Currency: cmp.Or(plain(w.Lead.Currency), w.Policy.Currency),
	}
	if d.Owner == "" {
		d.Owner = g.member(w.Lead.OwnerID)
	}
	if h.SubmittedBy != 0 || h.ID != 0 || h.To != "" {
		d.Handoff = g.handoff(h)
		if h.Value != 0 {
			d.Value, d.Currency = h.Value, cmp.Or(plain(h.Currency), d.Currency)
		}
	}
	for _, now := range r.Attributes {
		d.Attributes = append(d.Attributes, g.attribute(now))
	}
	d.Company = g.company()
	d.NextStep = g.nextStep(h)
	d.People = g.people()
	g.parts(&d)
	g.history(&d)
	d.Playbook = g.judgement(h)
	d.Opportunity = d.opportunity()
	return d
}

type gatherer struct {
	w    model.World
	r    model.Readiness
	zone *time.Location
}

func (g gatherer) member(id model.MemberID) string {
	if m := g.w.Member(id); m != nil {
		return plain(m.Name)
	}
	return ""
}

func (g gatherer) contact(id model.ContactID) (name, title string) {
	if c := g.w.Contact(id); c != nil {
		return plain(c.Name), plain(c.Title)
	}
	return "", ""
}

// value is the attribute as evidenced, stale or not.
func (g gatherer) value(key model.AttributeKey) model.Value {
	for _, now := range g.r.Attributes {
		if now.Key == key && now.Level > model.Unknown {
			return now.Evidence.Value
		}
	}
	return nil
}

func (g gatherer) time(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(g.zone)
	return &t
}

func (g gatherer) handoff(h model.Handoff) *Handoff {
	out := &Handoff{
		State: h.State, To: plain(h.To), SubmittedBy: g.member(h.SubmittedBy), ApprovedBy: g.member(h.ApprovedBy),
		SubmittedAt: g.time(h.SubmittedAt), DeliveredAt: g.time(h.DeliveredAt), AcceptBy: g.time(h.AcceptBy),
	}
	if h.ID > 0 { // one that is being submitted has no number yet
		out.ID = h.ID.String()
	}
	if out.To == "" {
		out.To = g.member(h.ToID)
	}
	return out
}

func (g gatherer) company() Company {
	c, code, firm := g.w.Company, g.value(model.IndustryCode), g.value(model.Firmographics)
	website := plain(c.Website)
	if website == "" {
		website = plain(c.Domain)
	}
	return Company{
		Name: plain(c.Name), Street: plain(c.Place.Street), City: plain(c.Place.City), State: plain(c.Place.State),
		Zip: plain(c.Place.Zip), Country: plain(c.Place.Country), Website: website,
		IndustryScheme: code["scheme"], IndustryCode: plain(code["code"]), IndustryTitle: plain(code["title"]),
		Industry: plain(c.Industry), Revenue: number(firm["revenue"]), Currency: g.w.Policy.Currency,
		Employees: number(firm["employees"]), Locations: number(firm["locations"]),
		List: plain(g.w.Lead.List), Category: g.w.Lead.Category, Source: plain(g.w.Lead.Source),
	}
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (g gatherer) nextStep(h model.Handoff) *NextStep {
	n := g.w.Lead.NextStep
	if n.IsZero() {
		n = h.NextStep
	}
	if n.IsZero() {
		return nil
	}
	out := &NextStep{Kind: n.Kind, At: n.At.In(g.zone), TimeZone: g.zone.String()}
	c := g.w.Contact(n.ContactID)
	if c == nil {
		return out
	}
	out.ContactID, out.Contact, out.Title = c.ID.String(), plain(c.Name), plain(c.Title)
	if z := c.Zone(); z != nil {
		out.At, out.TimeZone, out.Certain = n.At.In(z), z.String(), true
	}
	if p := c.Point(model.PhonePoint); p != nil && !c.Suppressed {
		out.Phone = plain(cmp.Or(p.Shown, p.Key))
	}
	return out
}

func (g gatherer) people() []Person {
	order := func(r model.BuyingRole) int {
		if i := slices.Index(model.BuyingRoles, r); i >= 0 {
			return i
		}
		return len(model.BuyingRoles)
	}
	contacts := slices.Clone(g.w.Contacts)
	slices.SortStableFunc(contacts, func(a, b model.Contact) int {
		return cmp.Or(cmp.Compare(order(a.Role), order(b.Role)), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	})
	out := []Person{}
	for _, c := range contacts {
		out = append(out, g.person(c))
	}
	return out
}

func (g gatherer) person(c model.Contact) Person {
	p := Person{
		ID: c.ID.String(), Name: plain(c.Name), Given: plain(c.Given), Title: plain(c.Title), Role: cmp.Or(c.Role, model.RoleUnknown),
		Phones: []Reach{}, Emails: []Reach{}, Addresses: []Reach{}, Said: []model.AttributeKey{},
		Left: c.Left, DoNotContact: c.Suppressed,
	}
	if len(c.Zones) == 1 {
		p.TimeZone = c.Zones[0]
	}
	for _, now := range g.r.Attributes {
		if now.Level > model.Unknown && now.Evidence.ContactID == c.ID && c.ID != 0 {
			p.Said = append(p.Said, now.Key)
		}
	}
	if c.Suppressed {
		return p
	}
	for _, point := range c.Points {
		if !point.Usable() || point.Kind == model.EmailPoint && c.NoEmail {
			continue
		}
		r := Reach{Key: plain(point.Key), Shown: plain(cmp.Or(point.Shown, point.Key)), Status: point.Status}
		switch point.Kind {
		case model.PhonePoint:
			p.Phones = append(p.Phones, r)
		case model.EmailPoint:
			p.Emails = append(p.Emails, r)
		case model.PostPoint:
			p.Addresses = append(p.Addresses, r)
		}
	}
	return p
}

// parts fills the parts of the dossier that have a heading of their own.
func (g gatherer) parts(d *Doc) {
	v := g.value(model.Pain)
	d.Pain = Pain{list(v["pains"]), plain(v["cost"]), list(v["hot_buttons"])}
	v = g.value(model.Environment)
	d.Environment = Environment{list(v["systems"]), list(v["vendors"]), v["contract_end"]}
	v = g.value(model.Budget)
	d.Budget = Budget{number(v["amount"]), cmp.Or(plain(v["currency"]), d.Currency), v["status"], plain(v["process"]), plain(v["fiscal_year_start"])}
	v = g.value(model.Process)
	d.Process = Process{list(v["steps"]), g.signer(v["signer"]), v["decision_by"]}
	v = g.value(model.Competition)
	d.Competition = Competition{list(v["rivals"]), plain(v["incumbent"]), plain(v["position"])}
	v = g.value(model.Urgency)
	d.Event = Event{plain(v["event"]), v["date"], plain(v["consequence"])}
}

func (g gatherer) history(d *Doc) {
	d.Touches = []Touch{}
	channels := map[model.Channel]bool{}
	for _, t := range g.w.Touches {
		if t.Voided || t.Voids != 0 {
			continue
		}
		name, _ := g.contact(t.ContactID)
		one := Touch{
			ID: t.ID.String(), At: t.At.In(g.zone), Channel: t.Channel, Direction: t.Direction, Outcome: t.Outcome,
			Sentiment: t.Sentiment, ContactID: t.ContactID.String(), Contact: name,
			By: cmp.Or(plain(t.ByName), g.member(t.By)), Note: plain(t.Note), Answers: t.Answers.String(),
			InHand: t.InHand.String(), Counts: cadence.Counts(t.Outcome),
		}
		d.Touches = append(d.Touches, one)
		switch {
		case one.Counts:
			d.Counts.Touches++
			channels[t.Channel] = true
		case cadence.Attempt(t.Outcome):
			d.Counts.Attempts++
		}
		if cadence.TwoWay(t.Outcome) {
			d.Counts.TwoWay++
		}
	}
	slices.SortStableFunc(d.Touches, func(a, b Touch) int { return a.At.Compare(b.At) })
	d.Counts.Channels = len(channels)
	if len(d.Touches) > 0 {
		d.Counts.Days = max(0, model.DateOf(d.AsOf).Sub(model.DateOf(d.Touches[0].At)))
	}
}

func (g gatherer) judgement(h model.Handoff) Judgement {
	p := g.w.Playbook
	j := Judgement{
		ID: p.TextID.String(), Version: p.Version, Title: plain(p.Title), Count: g.r.Count, Of: g.r.Of,
		Failing: []string{}, Advice: []string{},
	}
	if h.PlaybookID != 0 {
		j.ID, j.Version = h.PlaybookID.String(), h.Playbook
	}
	for _, one := range g.r.Gates {
		switch {
		case one.OK:
		case one.Advice:
			j.Advice = append(j.Advice, plain(one.Why))
		default:
			j.Failing = append(j.Failing, plain(one.Why))
		}
	}
	return j
}
