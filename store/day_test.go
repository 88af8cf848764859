package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ripen/model"
)

func (f *fixture) day(by model.Actor) model.QueuePage {
	f.t.Helper()
	p, err := f.Queue(f.ctx, by, 0)
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

func places0(p model.QueuePage) (out []model.LeadID) {
	for _, i := range p.Items {
		out = append(out, i.LeadID)
	}
	return out
}

func TestTheDayKeepsItsOrderWhileItIsWorked(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(40))
	f.clock.set(2026, 11, 25, 10, 0)
	first := f.day(f.mia)
	if !first.Frozen || len(first.Items) != 20 || first.DueAll != 20 || first.Due != 20 {
		t.Fatalf("%d items, %+v", len(first.Items), first)
	}
	if i := first.Items[0]; i.Company == "" || i.Contact == "" || i.StepWord != "call" || i.Steps != 12 || i.ReasonText == "" {
		t.Fatalf("%+v", i)
	}
	order := places0(first)
	f.call(order[0], model.NoAnswer)
	if _, err := f.Skip(f.ctx, f.mia, order[2], "research", ""); err != nil {
		t.Fatal(err)
	}
	if err := f.Shown(f.ctx, f.mia, order[1], "served"); err != nil {
		t.Fatal(err)
	}
	f.clock.add(time.Hour)
	second := f.day(f.mia)
	want := append([]model.LeadID{order[1]}, order[3:]...)
	if got := places0(second); !slices.Equal(got, want) {
		t.Fatalf("the order moved: %v, want %v", got, want)
	}
	if second.Done != 1 {
		t.Fatalf("done %d", second.Done)
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil { // the skip
		t.Fatal(err)
	}
	if got := places0(f.day(f.mia)); !slices.Equal(got, order[1:]) {
		t.Fatalf("after undoing the skip: %v", got)
	}
	again, err := f.Reorder(f.ctx, f.mia)
	if err != nil || again.Generation != 2 || len(again.Items) != 19 {
		t.Fatal(err, again.Generation, len(again.Items))
	}
	f.clean()
}

func TestCallbacksAndInquiriesJoinTheTop(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(10))
	f.clock.set(2026, 11, 25, 9, 0)
	order := places0(f.day(f.mia))
	f.call(order[3], model.ConnectedCallback, func(e *model.Entry) { e.Callback = f.now().Add(2 * time.Hour) })
	if slices.Contains(places0(f.day(f.mia)), order[3]) {
		t.Fatal("a callback is served before its time")
	}
	f.clock.add(time.Hour + 30*time.Minute)
	fresh := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Quick Parcel", Person: "Ada Berg", Phone: "(617) 555-0190",
		Email: "ada@quick.example", Place: model.Place{City: "Boston", State: "MA", Country: "US"}, Received: f.now().Add(-5 * time.Minute)}))
	f.clock.add(40 * time.Minute)
	p := f.day(f.mia)
	if p.Items[0].LeadID != order[3] || p.Items[0].Class != model.ClassCallback {
		t.Fatalf("first is %+v", p.Items[0])
	}
	if p.Items[1].LeadID != fresh.LeadID || p.Items[1].Class != model.ClassNew || p.Inquiries != 1 || p.Callbacks != 1 {
		t.Fatalf("second is %+v", p.Items[1])
	}
}

func TestTwoPeopleHaveTheirOwnDays(t *testing.T) {
	f := openNew(t)
	tom := f.who("Tom")
	f.bring(model.ImportOptions{Name: "Mine"}, listRows(10))
	other := listRows(30)[10:]
	f.bring(model.ImportOptions{Name: "His", Assign: []model.Assignment{{Member: tom.ID}}}, other)
	f.clock.set(2026, 11, 25, 10, 0)
	mine, his := places0(f.day(f.mia)), places0(f.day(tom))
	if len(mine) != 5 || len(his) != 10 {
		t.Fatal(len(mine), len(his))
	}
	for _, id := range mine {
		if slices.Contains(his, id) {
			t.Fatal("both are served", id)
		}
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Assign, LeadID: mine[0], To: tom.ID}); err != nil {
		t.Fatal(err)
	}
	if slices.Contains(places0(f.day(f.mia)), mine[0]) {
		t.Fatal("still served after it was given away")
	}
	team, err := f.Members(f.ctx, f.mia)
	if err != nil || team[0].Name != "Mia" || team[0].Leads != 4 || team[1].Leads != 11 {
		t.Fatalf("%v %+v", err, team)
	}
	f.clean()
}

func TestTickDoesWhatTimeDoesOnce(t *testing.T) {
	f := openNew(t)
	l := f.lead("Halvorsen Freight", "Tor Halvorsen")
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Rest, LeadID: l.LeadID, Until: model.NewDate(2026, 12, 14), Reason: "after the move"}); err != nil {
		t.Fatal(err)
	}
	if n, err := f.Tick(f.ctx, f.mia); err != nil || n != 0 {
		t.Fatal("a lead woke before its day", n, err)
	}
	f.clock.set(2026, 12, 14, 10, 0)
	if n, err := f.Tick(f.ctx, f.mia); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	w := f.world(l.LeadID)
	if w.Lead.Status == model.Resting {
		t.Fatalf("still resting: %+v", w.Lead)
	}
	if n, err := f.Tick(f.ctx, f.mia); err != nil || n != 0 {
		t.Fatal("a second tick found something:", n, err)
	}
	same(t, "the world after a second tick", w, f.world(l.LeadID))
	if got := places0(f.day(f.mia)); !slices.Contains(got, l.LeadID) {
		t.Fatal("the lead that came back is not served")
	}
	f.clean()
}

// Whoever begins the day waits for his own leads, and for others' only as far
// as he is asked to.
func TestOnesOwnLeadsAreBroughtUpToDateFirst(t *testing.T) {
	f := openNew(t)
	tom := f.who("Tom")
	f.bring(model.ImportOptions{Name: "His", Assign: []model.Assignment{{Member: tom.ID}}}, listRows(12))
	mine := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Rows {
		if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Rest, LeadID: r.ID, Until: model.NewDate(2026, 12, 14), Reason: "after the move"}); err != nil {
			t.Fatal(err)
		}
	}
	resting := func() (n int) {
		for _, r := range page.Rows {
			if f.world(r.ID).Lead.Status == model.Resting {
				n++
			}
		}
		return n
	}
	f.clock.set(2026, 12, 14, 10, 0)
	if n, err := f.TickSoon(f.ctx, f.mia, 0); err != nil || n != 1 || f.world(mine).Lead.Status == model.Resting {
		t.Fatalf("%v: %d leads, mine is %s", err, n, f.world(mine).Lead.Status)
	}
	if n := resting(); n != len(page.Rows)-1 {
		t.Fatalf("%d of the others rest still", n)
	}
	if n, err := f.TickSoon(f.ctx, f.mia, 1); err != nil || n == 0 || resting() != 0 {
		t.Fatalf("%v: %d leads, %d rest still", err, n, resting())
	}
	f.clean()
}

// ripe fills all ten attributes of a lead and agrees the next step.
func (f *fixture) ripe(company string) model.LeadID {
	f.t.Helper()
	id := f.lead(company, "Tor Halvorsen").LeadID
	c := f.world(id).Contacts[0].ID
	if _, err := f.SetContact(f.ctx, f.mia, c, map[string]string{"role": "decision-maker"}); err != nil {
		f.t.Fatal(err)
	}
	talk := f.call(id, model.ConnectedInterested)
	for key, set := range map[model.AttributeKey]model.Value{
		model.IndustryCode: {"scheme": "naics", "code": "488510"}, model.Firmographics: {"employees": "340"},
		model.DecisionMakers: {"people": c.String()}, model.Environment: {"systems": "paper"},
		model.Engaged: {"contact": c.String(), "touch": talk.TouchID.String()}, model.Pain: {"pains": "late trucks"},
		model.Process: {"steps": "board", "decision_by": "2027-02-01"}, model.Budget: {"amount": "350k", "status": "allocated"},
		model.Competition: {"rivals": "none"}, model.Urgency: {"event": "contract ends", "date": "2027-03-01"},
	} {
		a := model.Attestation{LeadID: id, Attribute: key, Level: model.Confirmed, Set: set, ContactID: c, TouchID: talk.TouchID, Quote: "as he said"}
		if _, err := f.Attest(f.ctx, f.mia, a); err != nil {
			f.t.Fatal(key, err)
		}
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.AgreeNextStep, LeadID: id,
		NextStep: model.NextStep{Kind: model.StepMeeting, At: f.now().Add(10 * 24 * time.Hour), ContactID: c}}); err != nil {
		f.t.Fatal(err)
	}
	return id
}

func TestALeadRipensIsDeliveredAndAccepted(t *testing.T) {
	f := openNew(t)
	sam, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.Sales})
	if err != nil {
		t.Fatal(err)
	}
	raw := f.lead("Raw Goods", "Ada Berg").LeadID
	if _, err := f.Submit(f.ctx, f.mia, model.Submission{LeadID: raw, To: sam.ID}); model.CodeOf(err) != model.Gated || len(err.(*model.Error).Gates) < 10 {
		t.Fatal(err)
	}
	id := f.ripe("Halvorsen Freight")
	board, err := f.Board(f.ctx, f.mia, model.BoardQuery{})
	if err != nil || len(board.Rows) != 1 || board.Rows[0].ID != id || !board.Rows[0].Ready || board.Rows[0].Count != 10 {
		t.Fatalf("%v %+v", err, board.Rows)
	}
	got := f.must(f.Submit(f.ctx, f.mia, model.Submission{LeadID: id, To: sam.ID, Value: 350_000_00}))
	w := f.world(id)
	if h := w.Handoff(); got.HandoffID != h.ID || h.State != model.Delivered || h.Dossier == "" || w.Lead.Status != model.Graduated {
		t.Fatalf("%+v %s", got, w.Lead.Status)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused {
		t.Fatal("a delivered hand-off was undone:", err)
	}
	seller := model.Actor{ID: sam.ID, Name: "Sam", Role: model.Sales, Zone: eastern, Region: "US"}
	rows, err := f.Handoffs(f.ctx, seller, HandoffFilter{State: model.Delivered})
	if err != nil || len(rows) != 1 || rows[0].Company != "Halvorsen Freight" || rows[0].To != "Sam" || rows[0].Clock == "" {
		t.Fatalf("%v %+v", err, rows)
	}
	f.clock.add(2 * time.Hour)
	f.must(f.Handoff(f.ctx, seller, model.HandoffAct{HandoffID: got.HandoffID, Event: "accept"}))
	m, err := f.Month(f.ctx, f.mia, "2026-11")
	if err != nil || m.DeliveredCount != 1 || m.DeliveredValue != 350_000_00 || m.Accepted != 1 || m.AcceptanceRate != 1 || m.NewProspects != 2 {
		t.Fatalf("%v %+v", err, m)
	}
	if m.Conversations != 1 || m.BySalesperson[0].Name != "Sam" || m.BySalesperson[0].Opportunities[0].Touches != 1 {
		t.Fatalf("%+v", m)
	}
	// An opportunity that came back and is delivered again is still one.
	if _, err := f.pen.conn.ExecContext(f.ctx, `INSERT INTO handoff SELECT id+1000, lead_id, to_id, 'rejected', playbook_id, playbook, submitted_by, submitted_at, approved_by, delivered_at-1, approve_by, accept_by, warn_at, reclaim_at, 0, 0, 0, reason, attributes, note_words, 0, 0, 0, '', 0, next_kind, next_at, next_contact, value, currency, evidence_mark, 0, version FROM handoff`); err != nil {
		t.Fatal(err)
	}
	if m, err = f.Month(f.ctx, f.mia, "2026-11"); err != nil || m.DeliveredCount != 1 || m.DeliveredValue != 350_000_00 {
		t.Fatalf("counted twice: %v %+v", err, m)
	}
	d, err := f.Desk(f.ctx, f.mia, id)
	if err != nil || d.Lead.Status != model.Accepted || d.Industry == "" || len(d.Handoffs[0].Events) < 2 {
		t.Fatalf("%v %+v", err, d.Handoffs)
	}
	f.clean()
}

func TestTheDeskShowsTheLeadAsItStands(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	d, err := f.Desk(f.ctx, f.mia, id)
	if err != nil {
		t.Fatal(err)
	}
	if d.Served == 0 || len(d.Upcoming) < 6 || d.Passage == "" || d.Readiness.Of != 10 || d.Lead.Owner != "Mia" {
		t.Fatalf("%+v", d)
	}
	preview, err := f.Preview(f.ctx, f.mia, model.Entry{LeadID: id, Channel: model.Phone, Outcome: model.VoicemailLeft})
	if err != nil || len(preview.Effects) == 0 || preview.ActionID != 0 {
		t.Fatalf("%v %+v", err, preview)
	}
	after, _ := f.Desk(f.ctx, f.mia, id)
	same(t, "a preview changes nothing", d, after)
	if _, err := f.Desk(f.ctx, f.mia, 999); model.CodeOf(err) != model.NotFound {
		t.Fatal(err)
	}
}

func TestSearchFindsAsOneTypes(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight & Sons", "Tor Müller").LeadID
	f.lead("Other Goods", "Ada Berg")
	f.call(id, model.NoAnswer, func(e *model.Entry) { e.Note = "asks about palletising" })
	for _, text := range []string{"h", "halv", "freight sons", "mull", "MÜLLER", "pallet", "212 555", "2125550142", "+12125550142", "it@halvorsen.example", "tor halv", "L1"} {
		p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: text})
		if err != nil || !slices.ContainsFunc(p.Rows, func(r model.LeadRow) bool { return r.ID == id }) {
			t.Errorf("%q does not find it: %v %v", text, p.Rows, err)
		}
	}
	for _, text := range []string{"zzz", `"`, `" OR "`, "halv zzz", "*", "NEAR(a b)", "') DROP", "lead_fts:"} {
		p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: text})
		if err != nil || len(p.Rows) > 0 {
			t.Errorf("%q: %v %v", text, p.Rows, err)
		}
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if p, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: "pallet"}); len(p.Rows) > 0 {
		t.Fatal("an undone note is still found")
	}
}

func TestPagesOfLeadsFollowEachOther(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(60))
	for _, q := range []model.LeadQuery{{}, {Owner: "mia"}, {List: "Fair"}, {Status: model.New}, {Owner: "Mia", List: "FAIR", Status: model.New}, {Search: "works"}, {Search: "boston", Status: model.New}} {
		q.Limit = 7
		seen := map[model.LeadID]bool{}
		for range 10 {
			p, err := f.Leads(f.ctx, f.mia, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range p.Rows {
				if seen[r.ID] {
					t.Fatalf("%+v shows %s twice", q, r.ID)
				}
				seen[r.ID] = true
				q.After, q.AfterScore = r.ID, r.Score
			}
			if !p.More {
				break
			}
		}
		if len(seen) != 30 {
			t.Errorf("%+v shows %d of 30", q, len(seen))
		}
	}
	for _, bad := range []model.LeadQuery{{Owner: "Nobody"}, {List: "None"}, {Status: "lost in space"}} {
		if _, err := f.Leads(f.ctx, f.mia, bad); err == nil {
			t.Errorf("%+v passes", bad)
		}
	}
}

func TestACompanyHasOneOpenLead(t *testing.T) {
	f := openNew(t)
	first := f.lead("Halvorsen Freight", "Tor Halvorsen")
	again := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Halvorsen Freight, Inc.", Person: "Ada Berg", Email: "ada@halvorsen.example",
		Received: f.now().Add(-time.Minute)}))
	if again.LeadID != first.LeadID {
		t.Fatal("a second open lead of one company", again)
	}
	if w := f.world(first.LeadID); len(w.Contacts) != 2 || len(w.Enrolments) != 2 {
		t.Fatalf("%+v", w.Enrolments)
	}
	if _, err := f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Disqualify, LeadID: first.LeadID, Reason: "no-need"}); err != nil {
		t.Fatal(err)
	}
	third := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Halvorsen Freight", Person: "Nell Ives", Received: f.now()}))
	if w := f.world(third.LeadID); third.LeadID == first.LeadID || w.Lead.Names != first.LeadID {
		t.Fatalf("%+v", w.Lead)
	}
	f.clean()
}

func TestListsGiveTheirAccount(t *testing.T) {
	f := openNew(t)
	im, err := f.BeginList(f.ctx, f.mia, model.ImportOptions{Name: "Fair", Cost: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	if err := im.PutRows(f.ctx, listRows(4)); err != nil {
		t.Fatal(err)
	}
	bad := model.ImportReject{Row: 9, Field: "company", Reason: "no company", Cells: []string{"", "x"}}
	if err := im.PutRejects(f.ctx, []model.ImportReject{bad}); err != nil {
		t.Fatal(err)
	}
	if _, err := im.End(f.ctx); err != nil {
		t.Fatal(err)
	}
	all, err := f.Lists(f.ctx, f.mia)
	if err != nil || len(all) != 1 || all[0].Rows != 5 || all[0].Rejected != 1 || all[0].Created != 4 || all[0].Leads != 2 {
		t.Fatalf("%v %+v", err, all)
	}
	got, err := f.Rejects(f.ctx, f.mia, all[0].ID, 0)
	same(t, "the reject", []model.ImportReject{bad}, got)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := f.Leads(f.ctx, f.mia, model.LeadQuery{})
	f.call(p.Rows[0].ID, model.Disconnected)
	if all, _ = f.Lists(f.ctx, f.mia); all[0].Worked != 1 || all[0].Defects["disconnected"] != 1 {
		t.Fatalf("%+v", all[0])
	}
}

func TestRolesAreHeldToTheMatrix(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	for _, role := range []model.Role{model.Sales, model.Marketing} {
		m, err := f.AddMember(f.ctx, f.mia, model.Member{Name: fmt.Sprint("A ", role), Role: role})
		if err != nil {
			t.Fatal(err)
		}
		by := model.Actor{ID: m.ID, Name: m.Name, Role: role}
		if _, err := f.Record(f.ctx, by, model.Entry{LeadID: id, Channel: model.Phone, Outcome: model.NoAnswer}); model.CodeOf(err) != model.Forbidden {
			t.Errorf("%s may record: %v", role, err)
		}
		if err := f.SetText(f.ctx, by, "cadence", "own", "x"); model.CodeOf(err) != model.Forbidden {
			t.Errorf("%s may set texts: %v", role, err)
		}
	}
}

func TestASubmissionThatWaitsCanBeTakenBack(t *testing.T) {
	f := openNew(t)
	sam, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.Sales})
	if err != nil {
		t.Fatal(err)
	}
	lena, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Lena", Role: model.TeamLead})
	if err != nil {
		t.Fatal(err)
	}
	id := f.ripe("Halvorsen Freight")
	before := f.plainWorld(id)
	got := f.must(f.Submit(f.ctx, f.mia, model.Submission{LeadID: id, To: sam.ID}))
	if h := f.world(id).Handoff(); h == nil || h.State != model.Submitted {
		t.Fatalf("%+v", h)
	}
	if b, err := f.Board(f.ctx, f.mia, model.BoardQuery{}); err != nil || len(b.Rows) != 1 || b.Rows[0].Group != -1 || b.Rows[0].HandoffID != got.HandoffID {
		t.Fatalf("%v %+v", err, b.Rows)
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	same(t, "the world", before, f.plainWorld(id))
	got = f.must(f.Submit(f.ctx, f.mia, model.Submission{LeadID: id, To: sam.ID}))
	lead := model.Actor{ID: lena.ID, Name: "Lena", Role: model.TeamLead, Zone: eastern, Region: "US"}
	f.must(f.Handoff(f.ctx, lead, model.HandoffAct{HandoffID: got.HandoffID, Event: "approve"}))
	if h := f.world(id).Handoff(); h.State != model.Delivered || h.Dossier == "" || h.ApprovedBy != lena.ID {
		t.Fatalf("%+v", h)
	}
	if _, err := f.Undo(f.ctx, lead); model.CodeOf(err) != model.Refused {
		t.Fatal(err)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Conflict && model.CodeOf(err) != model.Refused {
		t.Fatal("a submission was undone after its approval:", err)
	}
	f.clean()
}

// One step of a lead is due at a time: the earliest; the others wait.
func TestOfALeadTheEarliestStepIsServed(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	c := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Ada Berg", Phone: "(212) 555-0190", Email: "ada@halvorsen.example"})).ContactID
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Enrol, LeadID: id, ContactID: c, Cadence: "long-term"}))
	f.clock.set(2027, 1, 15, 10, 0)
	p := f.day(f.mia)
	if len(p.Items) != 1 || p.Items[0].Contact != "Tor Halvorsen" || p.DueAll != 1 {
		t.Fatalf("%d due of %+v", p.DueAll, p.Items)
	}
}

// A reply names the touch that it answers, and a note stands on the desk until
// it is taken back.
func TestAReplySaysWhatItAnswersAndNotesStandOnTheDesk(t *testing.T) {
	f := openNew(t)
	id := f.lead("Nordlys Cold Storage", "Per Aas").LeadID
	sent := f.call(id, model.Sent, func(e *model.Entry) { e.Channel = model.Email })
	f.clock.add(50 * time.Hour)
	f.call(id, model.RepliedInterested, func(e *model.Entry) { e.Channel, e.Answers = model.Email, sent.TouchID })
	page := f.day(f.mia)
	if len(page.Items) == 0 || page.Items[0].Class != model.ClassInbound || !strings.Contains(page.Items[0].ReasonText, "answered the e-mail of 24 Nov") {
		t.Errorf("the reply does not say what it answers: %+v", page.Items)
	}
	f.must(f.Note(f.ctx, f.mia, id, 0, "ask for the night shift"))
	d, err := f.Desk(f.ctx, f.mia, id)
	if err != nil || len(d.Notes) != 1 || d.Notes[0].Text != "ask for the night shift" || d.Notes[0].ByName != "Mia" {
		t.Errorf("notes %+v, %v", d.Notes, err)
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if d, err = f.Desk(f.ctx, f.mia, id); err != nil || len(d.Notes) != 0 {
		t.Errorf("a note that was taken back still stands: %+v, %v", d.Notes, err)
	}
}

// A call that nobody answered is worked for today: it comes back in the other
// half of the next business day, not at once.
func TestWhatWasWorkedTodayDoesNotStandOpen(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(5))
	first := f.day(f.mia).Items[0].LeadID
	f.call(first, model.NoAnswer)
	for _, i := range f.day(f.mia).Items {
		if i.LeadID == first && i.State == "open" {
			t.Fatalf("still open: %+v", i)
		}
	}
	f.clock.set(2026, 11, 25, 15, 0)
	if i := slices.IndexFunc(f.day(f.mia).Items, func(i model.QueueItem) bool { return i.LeadID == first && i.State == "open" }); i < 0 {
		t.Fatal("on the next day it is gone")
	}
}

// A list that comes in after somebody has looked at an empty day has its day
// still.
func TestAnEmptyDayIsNotKept(t *testing.T) {
	f := openNew(t)
	if p := f.day(f.mia); len(p.Items) != 0 {
		t.Fatalf("%+v", p)
	}
	f.bring(model.ImportOptions{Name: "Fair"}, listRows(5))
	if p := f.day(f.mia); len(p.Items) == 0 || !p.Frozen {
		t.Fatalf("%d are served, frozen %v", len(p.Items), p.Frozen)
	}
}

// Whoever calls is found by name, not by the colleague who is pursued.
func TestSearchNamesThePersonFound(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Mia Halvorsen").LeadID
	f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Kofi Threadgill", Phone: "(212) 555-0177"}))
	for words, want := range map[string]string{"kofi": "Kofi Threadgill", "halv": "Mia Halvorsen", "2125550177": "Kofi Threadgill"} {
		p, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Search: words})
		if err != nil || len(p.Rows) != 1 || p.Rows[0].Contact != want {
			t.Errorf("%s finds %+v, %v; want %s", words, p.Rows, err, want)
		}
	}
}

// Who asked for something to read is owed an e-mail, and the queue says so.
func TestSendMeSomethingIsOwedByEmail(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Mia Halvorsen").LeadID
	f.call(id, model.ConnectedInfo)
	for _, i := range f.day(f.mia).Items {
		if i.LeadID == id && (i.Channel != model.Email || i.StepWord != "e-mail") {
			t.Errorf("owed as %s, shown as %s", i.Channel, i.StepWord)
		}
	}
}
