package tui_test

import (
	"context"
	"strings"
	"sync"
	"time"

	"ripen/model"
	"ripen/tui"
	"ripen/tui/internal/pagetest"
)

// office is a fake of the whole store: it answers from what it holds and
// remembers what was asked for.
type office struct {
	tui.Office // what a test does not need panics, and so says which call it was

	mu      sync.Mutex
	page    model.QueuePage
	anew    *model.QueuePage // what ordering the day anew brings; nil: the same
	desks   map[model.LeadID]model.Desk
	leads   []model.LeadRow
	lists   []model.ListRow
	steps   []model.UndoInfo
	empty   bool
	many    bool  // more leads than are counted
	err     error // of every writing call
	readErr error // of every reading call
	asked   []string
	choices []model.Choice
	added   []model.NewLead
	imports []model.ImportOptions
	result  model.ImportResult
}

func (o *office) note(what string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked = append(o.asked, what)
	return o.err
}

func (o *office) did(what string) bool {
	for _, a := range o.asked {
		if a == what {
			return true
		}
	}
	return false
}

func (o *office) Queue(context.Context, model.Actor, int) (model.QueuePage, error) {
	o.note("queue")
	return o.page, o.readErr
}

func (o *office) Reorder(context.Context, model.Actor) (model.QueuePage, error) {
	if o.anew != nil {
		o.page = *o.anew
	}
	o.page.Generation++
	return o.page, o.note("reorder")
}

func (o *office) Desk(_ context.Context, _ model.Actor, lead model.LeadID) (model.Desk, error) {
	d, ok := o.desks[lead]
	if !ok {
		d = model.Desk{}
		d.Lead.ID = lead
		for _, it := range o.page.Items {
			if it.LeadID == lead {
				d.Company.Name = it.Company
			}
		}
		if d.Company.Name == "" {
			d.Company.Name = "Company " + lead.String()
		}
	}
	d.Now = pagetest.Now
	return d, o.readErr
}

// Callers finds as the store does, by the leads that the fake has: a name, a
// company, or digits of the number, which is the lead's own.
func (o *office) Callers(ctx context.Context, _ model.Actor, text string, limit int) ([]model.Caller, error) {
	o.note("callers " + text)
	var out []model.Caller
	for _, r := range o.leads {
		number := "+1 617 555 0" + strings.TrimPrefix(r.ID.String(), "L")
		digits := strings.NewReplacer(" ", "", "+", "")
		c := model.Caller{LeadID: r.ID, ContactID: model.ContactID(r.ID - 100), Company: r.Company, Name: r.Contact, Place: r.Place, Owner: r.Owner, Status: r.Status}
		switch {
		case strings.Contains(strings.ToLower(r.Company+" "+r.Contact), strings.ToLower(text)):
		case digits.Replace(text) != "" && strings.Contains(digits.Replace(number), digits.Replace(text)):
			c.Matched = number
		default:
			continue
		}
		if len(out) < limit {
			out = append(out, c)
		}
	}
	return out, o.readErr
}

func (o *office) Members(context.Context, model.Actor) ([]model.MemberRow, error) {
	var out []model.MemberRow
	for i, n := range []string{"Dana Ortiz", "Omar Reyes", "Ines Falk"} {
		out = append(out, model.MemberRow{Member: model.Member{ID: model.MemberID(i + 1), Name: n, Role: model.Specialist, Active: true}})
	}
	return out, o.readErr
}

func (o *office) Lists(context.Context, model.Actor) ([]model.ListRow, error) {
	return o.lists, o.readErr
}

func (o *office) UndoImport(_ context.Context, _ model.Actor, list model.ListID) (model.UndoneImport, error) {
	return model.UndoneImport{List: "Intermodal fair 2026", LeadsRemoved: 230, ContactsRemoved: 260, LeadsKept: 182}, o.note("undo list " + list.String())
}

func (o *office) Empty(context.Context) (bool, error) { return o.empty, o.readErr }

func (o *office) Skip(_ context.Context, _ model.Actor, lead model.LeadID, code, note string) (model.Result, error) {
	if err := o.note("skip " + lead.String() + " " + code + " " + note); err != nil {
		return model.Result{}, err
	}
	for i := range o.page.Items {
		if o.page.Items[i].LeadID == lead {
			o.page.Items[i].State = "skipped"
		}
	}
	return model.Result{LeadID: lead}, nil
}

func (o *office) Choose(_ context.Context, _ model.Actor, c model.Choice) (model.Result, error) {
	o.choices = append(o.choices, c)
	return model.Result{LeadID: c.LeadID}, o.note("choose " + string(c.Verb))
}

func (o *office) AddLead(_ context.Context, _ model.Actor, l model.NewLead) (model.Result, error) {
	o.added = append(o.added, l)
	if o.err == nil {
		o.empty = false
	}
	return model.Result{LeadID: 900}, o.note("add")
}

func (o *office) Shown(_ context.Context, _ model.Actor, lead model.LeadID, kind string) error {
	return o.note("shown " + lead.String() + " " + kind)
}

func (o *office) PeekUndo(context.Context, model.Actor) ([]model.UndoInfo, error) {
	return o.steps, o.readErr
}

func (o *office) Undo(context.Context, model.Actor) (model.UndoInfo, error) {
	if err := o.note("undo"); err != nil {
		return model.UndoInfo{}, err
	}
	u := o.steps[0]
	o.steps = o.steps[1:]
	return u, nil
}

func (o *office) Board(context.Context, model.Actor, model.BoardQuery) (model.BoardPage, error) {
	return model.BoardPage{}, o.readErr
}

// newOffice is Dana's day as the sketches have it.
func newOffice() *office {
	o := &office{desks: map[model.LeadID]model.Desk{}, page: queuePage(), lists: listRows(), leads: leadRows(60)}
	o.desks[101] = halvorsen()
	o.steps = []model.UndoInfo{
		{Verb: "touch", Text: "no answer at Pike Metals", Company: "Pike Metals", At: pagetest.Now.Add(-3 * time.Minute)},
		{Verb: "skip", Company: "Orbit Fasteners", At: pagetest.Now.Add(-time.Hour)},
	}
	o.result = model.ImportResult{List: "fair", Rows: 120, LeadsCreated: 70, ContactsCreated: 90, ContactsMerged: 20, Rejected: 7, Suppressed: 3,
		Mapping: map[string]string{"company": "Firm", "name": "Contact", "phone": "Tel", "email": "Mail", "city": "Town"}, Unmapped: []string{"Booth", "Colour"},
		Rejects:     []model.ImportReject{{Row: 14, Field: "company", Reason: "no company and no domain"}, {Row: 33, Reason: "no way to reach anybody"}},
		RejectsFile: "fair.rejects.csv"}
	return o
}

func rungs(s string) (out [10]model.Rung) {
	for i, c := range s {
		out[i] = model.Rung(c - '0')
	}
	return out
}

func queuePage() model.QueuePage {
	now := pagetest.Now
	it := func(n int, class model.Class, company, person, title, word string, step, steps int, there string, count int) model.QueueItem {
		return model.QueueItem{Position: n, LeadID: model.LeadID(100 + n), EnrolmentID: model.EnrolmentID(n), ContactID: model.ContactID(n), Company: company,
			Contact: person, Title: title, Channel: model.Phone, StepWord: word, Step: step, Steps: steps, Class: class, LocalTime: there, Count: count,
			CallableNow: true, State: "open", Score: 60, DueAt: now, Rungs: rungs("3331330010"),
			Parts: model.Parts{Fit: 30, Engagement: 8, Ripeness: 15, Age: 7}, ReasonText: "call 2/9 due today; callable now"}
	}
	p := model.QueuePage{AsOf: now, User: "Dana Ortiz", Target: 60, Done: 31, Callbacks: 2, Replies: 1, Inquiries: 4, Due: 53, DueAll: 53, Callable: 41, Frozen: true, Generation: 1}
	p.Items = []model.QueueItem{
		it(1, model.ClassCallback, "Halvorsen Freight", "Mia Halvorsen", "CFO", "call", 4, 9, "11:42", 6),
		it(2, model.ClassInbound, "Nordlys Cold Storage", "Per Aas", "IT", "answer", 0, 0, "16:42", 4),
		it(3, model.ClassNew, "Quill & Sons Bindery", "(switchboard)", "", "call", 1, 6, "10:42", 1),
		it(4, model.ClassDue, "Tamarack Foods", "Ana Ruiz", "plant mgr", "call", 3, 9, "09:42", 3),
		it(5, model.ClassDue, "Orbit Fasteners", "Lee Chan", "buyer", "call", 2, 9, "10:42", 2),
		it(6, model.ClassDue, "Birch Hill Clinics", "Dr. O. Okafor", "", "letter", 5, 9, "", 7),
		it(7, model.ClassDue, "Cobalt Packaging", "J. Maier", "COO", "call", 6, 9, "16:42", 8),
		it(8, model.ClassDue, "Redwood Transit", "Sam Poole", "fleet", "e-mail", 4, 9, "07:42", 5),
		it(9, model.ClassDue, "Atlas Water", "Rita Voss", "CFO", "call", 2, 9, "07:42", 2),
		it(10, model.ClassDue, "Meridian Labs", "Ivo Petrov", "", "voicemail", 3, 9, "10:42", 10),
	}
	for i, why := range []string{"callback", "reply", "new 22m", "due", "due", "due", "due +2d", "due", "due", "due"} {
		p.Items[i].Why = why
	}
	p.Items[0].ReasonText = "promised for 10:30 by Mia Halvorsen; 12 minutes ago"
	p.Items[2].DueAt = now.Add(22 * time.Minute)
	p.Items[2].ReasonText = "inquiry received 38 minutes ago; 22 minutes left of the hour"
	p.Items[5].Channel = model.Letter
	p.Items[6].Late = 2
	p.Items[7].Channel = model.Email
	p.Items[8].CallableNow = false
	p.Items[8].OpensAt = now.Add(18 * time.Minute)
	p.Items[8].ReasonText = "call 2/9 due today; opens 11:00"
	return p
}

func halvorsen() model.Desk {
	var d model.Desk
	d.Lead = model.Lead{ID: 101, Owner: "Dana Ortiz", Status: model.Working, Horizon: model.NearTerm}
	d.Company = model.Company{ID: 1, Name: "Halvorsen Freight"}
	d.Contacts = []model.Contact{{ID: 1, LeadID: 101, Name: "Mia Halvorsen", Given: "Mia", Title: "CFO", Role: model.DecisionMaker}}
	d.Enrolments = []model.Enrolment{{ID: 1, LeadID: 101, ContactID: 1, StartedAt: pagetest.Now.AddDate(0, 0, -61), State: model.EnrolDue}}
	for i := range 7 {
		d.Touches = append(d.Touches, model.Touch{ID: model.TouchID(i + 1), ContactID: 1, At: pagetest.Now.AddDate(0, 0, -60+i*9), Channel: model.Phone, Outcome: model.VoicemailLeft})
	}
	d.Touches[6].Outcome, d.Touches[6].At = model.ConnectedCallback, pagetest.Now.AddDate(0, 0, -5)
	d.Touches[6].Note = "Call me Tuesday at half past ten, after our budget round."
	d.Readiness = model.Readiness{Count: 6, Of: 10, Horizon: model.NearTerm, NextAbout: model.Budget,
		NextQuestion: "Is the money set aside, or how does it get set aside?", GuideLine: "ask 8  “Is the money set aside, or how does it get set aside?”"}
	return d
}

func leadRows(n int) []model.LeadRow {
	names := []string{"Halvorsen Freight", "Nordlys Cold Storage", "Quill & Sons Bindery", "Tamarack Foods", "Orbit Fasteners", "Birch Hill Clinics"}
	people := []string{"Mia Halvorsen", "Per Aas", "(switchboard)", "Ana Ruiz", "Lee Chan", "Dr. O. Okafor"}
	owners := []string{"Dana Ortiz", "Omar Reyes", "Ines Falk"}
	out := make([]model.LeadRow, n)
	for i := range out {
		out[i] = model.LeadRow{ID: model.LeadID(101 + i), Company: names[i%6], Contact: people[i%6], Status: model.Statuses[i%len(model.Statuses)],
			Owner: owners[i%3], List: "Intermodal fair 2026", Score: 90 - i, Count: i % 11, Rungs: rungs("3331230010"),
			DueAt: pagetest.Now.AddDate(0, 0, i-2), Last: pagetest.Now.AddDate(0, 0, -i), Place: "Boston MA"}
		if i >= 6 {
			out[i].Company += " " + out[i].ID.String()
		}
	}
	return out
}

func listRows() []model.ListRow {
	return []model.ListRow{
		{List: model.List{ID: 1, Name: "Intermodal fair 2026", Source: "Intermodal, Hamburg", Category: "trade-show", Cost: 480000, Currency: "USD", State: "done", At: pagetest.Now.AddDate(0, 0, -61)},
			Rows: 640, Created: 522, Merged: 61, Rejected: 49, Suppressed: 8, Leads: 412, Worked: 182, Ready: 9, Graduated: 5,
			Defects: map[string]int{"wrong-number": 31, "left-company": 12, "disconnected": 7, "not-a-prospect": 2}},
		{List: model.List{ID: 2, Name: "Web inquiries", Category: "inquiry", State: "done", At: pagetest.Now.AddDate(0, 0, -3)}, Rows: 14, Created: 14, Leads: 12, Worked: 4},
		{List: model.List{ID: 3, Name: "Bought in June", Source: "Acme Data", Category: "purchased", Cost: 120000, State: "undone", At: pagetest.Now.AddDate(0, -5, 0)}, Rows: 900, Created: 900},
	}
}

func (o *office) Preview(context.Context, model.Actor, model.Entry) (model.Result, error) {
	return model.Result{}, o.readErr
}

func (o *office) Handoffs(context.Context, model.Actor, model.HandoffState, model.MemberID) ([]model.HandoffRow, error) {
	return nil, o.readErr
}

func (o *office) Month(_ context.Context, _ model.Actor, month string) (model.MonthReport, error) {
	return model.MonthReport{Month: month, Currency: "USD"}, o.readErr
}

func (o *office) Playbook(context.Context) (model.Playbook, error) {
	return model.Playbook{Title: "What sales wants", Version: 1}, o.readErr
}

func (o *office) Cadences(context.Context) ([]model.Cadence, error) { return nil, o.readErr }

func (o *office) Siblings(context.Context, model.Actor, model.LeadID) ([]model.LeadRow, error) {
	return nil, nil
}
