package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ripen/model"
	"ripen/model/cadence"
)

// herd makes leads of every sort that an act on many meets: one that is worked,
// one at rest, one closed, one of somebody who must not be contacted, one whose
// person has left, one that is Omar's already.
func (f *fixture) herd() (all map[string]model.LeadID, omar model.Actor) {
	f.t.Helper()
	omar = f.who("Omar")
	all = map[string]model.LeadID{}
	for _, name := range []string{"worked", "resting", "closed", "silent", "left", "omar's", "fresh"} {
		all[name] = f.lead(name+" Freight", "Tor "+name).LeadID
	}
	f.call(all["worked"], model.NoAnswer)
	person := func(name string) model.ContactID { return f.world(all[name]).Contacts[0].ID }
	for _, c := range []model.Choice{
		{Verb: model.Rest, LeadID: all["resting"], Until: model.NewDate(2027, 2, 1), Reason: "budget in spring"},
		{Verb: model.Disqualify, LeadID: all["closed"], Reason: "competitor"},
		{Verb: model.MarkLeft, LeadID: all["left"], ContactID: person("left")},
		{Verb: model.Assign, LeadID: all["omar's"], To: omar.ID},
	} {
		f.must(f.Choose(f.ctx, f.mia, c))
	}
	f.call(all["silent"], model.DoNotContact)
	return all, omar
}

// whys are the leads that were left alone, by company, with why.
func whys(r model.BulkResult) map[string]string {
	out := map[string]string{}
	for _, l := range r.Left {
		out[l.Company] = l.Why
	}
	return out
}

func sortedIDs(all map[string]model.LeadID) (out []model.LeadID) {
	for _, id := range all {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

func TestManyLeadsAreChangedAndThoseThatItDoesNotFitAreNamed(t *testing.T) {
	spring := model.NewDate(2027, 3, 1)
	for _, c := range []struct {
		name, said string
		b          func(omar model.Actor) model.Bulk
		left       map[string]string
		is         func(w model.World, omar model.Actor) bool
	}{
		{"assign", "assigned 6 leads to Omar", func(o model.Actor) model.Bulk { return model.Bulk{Act: model.BulkAssign, To: o.ID} },
			map[string]string{"omar's Freight": "belongs to Omar already"},
			func(w model.World, o model.Actor) bool {
				return w.Lead.OwnerID == o.ID && !slices.ContainsFunc(w.Enrolments, func(e model.Enrolment) bool { return e.State.Live() && e.OwnerID != o.ID })
			}},
		{"rest", "let 6 leads rest until Mon 1 Mar", func(model.Actor) model.Bulk {
			return model.Bulk{Act: model.BulkRest, Until: spring, Reason: "a new plant"}
		},
			map[string]string{"closed Freight": "is disqualified and cannot rest"},
			func(w model.World, _ model.Actor) bool {
				return w.Lead.Status == model.Resting && w.Lead.RestUntil == spring && w.Lead.Reason == "a new plant"
			}},
		{"enrol", "enrolled 4 leads in long-term", func(model.Actor) model.Bulk {
			return model.Bulk{Act: model.BulkEnrol, Cadence: "long-term"}
		},
			map[string]string{"closed Freight": "is disqualified and cannot pursue anybody", "left Freight": "has nobody left to pursue",
				"silent Freight": "asked not to be contacted"},
			func(w model.World, _ model.Actor) bool {
				return slices.ContainsFunc(w.Enrolments, func(e model.Enrolment) bool {
					return e.Cadence == "long-term" && e.State.Live() && e.ContactID == w.Contacts[0].ID
				})
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openNew(t)
			all, omar := f.herd()
			b := c.b(omar)
			b.Leads = append(sortedIDs(all), all["worked"]) // twice is once
			before, sums := map[string]model.World{}, figures(f)
			for name, id := range all {
				before[name] = f.plainWorld(id)
			}
			seen, err := f.BulkPreview(f.ctx, f.mia, b)
			if err != nil || seen.ActionID != 0 {
				t.Fatal(err, seen)
			}
			same(t, "a preview changes nothing", sums, figures(f))
			got, err := f.Bulk(f.ctx, f.mia, b)
			if err != nil || got.ActionID == 0 {
				t.Fatal(err)
			}
			seen.ActionID = got.ActionID
			same(t, "what the preview said", seen, got)
			same(t, "those left", c.left, whys(got))
			if got.Done != len(all)-len(c.left) || got.Text != c.said {
				t.Errorf("%d done: %q", got.Done, got.Text)
			}
			for name, id := range all {
				if _, left := c.left[name+" Freight"]; left {
					same(t, name+" stays", before[name], f.plainWorld(id))
				} else if !c.is(f.world(id), omar) {
					t.Errorf("%s was not changed: %+v", name, f.world(id).Lead)
				}
			}
			f.clean()

			peek, err := f.PeekUndo(f.ctx, f.mia)
			if err != nil || peek[0].Text != c.said || peek[0].Verb != "bulk-"+c.name {
				t.Fatal(err, peek)
			}
			info, err := f.Undo(f.ctx, f.mia)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "what was peeked at", peek[0], info)
			for name, id := range all {
				same(t, name+" as it was", before[name], f.plainWorld(id))
			}
			same(t, "the figures", sums, figures(f))
			f.clean()
		})
	}
}

func TestWhatFitsNoLeadIsRefusedAndChangesNothing(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	sam := f.who("Sam")
	sam.Role = model.Sales
	one, later := []model.LeadID{id}, model.NewDate(2027, 2, 1)
	for name, c := range map[string]struct {
		by   model.Actor
		b    model.Bulk
		code model.Code
	}{
		"no lead":         {f.mia, model.Bulk{Act: model.BulkAssign, To: f.mia.ID}, model.Invalid},
		"too many":        {f.mia, model.Bulk{Act: model.BulkAssign, To: f.mia.ID, Leads: make([]model.LeadID, model.BulkMost+1)}, model.Invalid},
		"nothing known":   {f.mia, model.Bulk{Act: "burn", Leads: one}, model.Invalid},
		"nobody":          {f.mia, model.Bulk{Act: model.BulkAssign, To: 99, Leads: one}, model.Invalid},
		"a day gone by":   {f.mia, model.Bulk{Act: model.BulkRest, Until: model.NewDate(2026, 11, 1), Reason: "x", Leads: one}, model.Invalid},
		"no reason":       {f.mia, model.Bulk{Act: model.BulkRest, Until: later, Reason: " \x1b", Leads: one}, model.Invalid},
		"no such cadence": {f.mia, model.Bulk{Act: model.BulkEnrol, Cadence: "drip", Leads: one}, model.NotFound},
		"sales assigns":   {sam, model.Bulk{Act: model.BulkAssign, To: f.mia.ID, Leads: one}, model.Forbidden},
		"sales enrols":    {sam, model.Bulk{Act: model.BulkEnrol, Cadence: "standard", Leads: one}, model.Forbidden},
		"sales rests":     {sam, model.Bulk{Act: model.BulkRest, Until: later, Reason: "x", Leads: one}, model.Forbidden},
	} {
		before := f.plainWorld(id)
		if _, err := f.BulkPreview(f.ctx, c.by, c.b); model.CodeOf(err) != c.code {
			t.Errorf("%s, looked at: %v", name, err)
		}
		if _, err := f.Bulk(f.ctx, c.by, c.b); model.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		same(t, name, before, f.plainWorld(id))
	}

	// Where each lead has its own reason, no entry is made that undo would meet.
	steps, _ := f.PeekUndo(f.ctx, f.mia)
	r, err := f.Bulk(f.ctx, f.mia, model.Bulk{Act: model.BulkEnrol, Leads: []model.LeadID{id, 4711}})
	if err != nil || r.Done != 0 || r.ActionID != 0 || len(r.Left) != 2 || r.Left[1].Why != "is not there any more" ||
		r.Left[0].Why != "Tor Halvorsen is in standard already, at step 1" {
		t.Errorf("%v %+v", err, r)
	}
	if now, _ := f.PeekUndo(f.ctx, f.mia); len(now) != len(steps) {
		t.Error("an act on no lead stands in the journal")
	}
}

func TestAnActOnManyIsNotTakenBackWhereOneWasWorkedSince(t *testing.T) {
	f := openNew(t)
	all, omar := f.herd()
	r, err := f.Bulk(f.ctx, f.mia, model.Bulk{Act: model.BulkAssign, To: omar.ID, Leads: sortedIDs(all)})
	if err != nil {
		t.Fatal(err)
	}
	f.clock.add(24 * time.Hour)
	// What only adds to a lead does not stand in the way, as with a single act.
	if _, err := f.Note(f.ctx, omar, all["fresh"], 0, "ask for Zoë"); err != nil {
		t.Fatal(err)
	}
	f.must(f.Record(f.ctx, omar, model.Entry{LeadID: all["worked"], Channel: model.Phone, Outcome: model.VoicemailLeft}))
	before := map[string]model.World{}
	for name, id := range all {
		before[name] = f.plainWorld(id)
	}
	_, err = f.Undo(f.ctx, f.mia)
	if model.CodeOf(err) != model.Conflict || !strings.HasPrefix(err.Error(), "worked Freight ("+all["worked"].String()+") was worked since, by Omar;") {
		t.Fatal(err)
	}
	detail := err.(*model.Error).Detail
	same(t, "the leads named", []string{all["worked"].String()}, detail["leads"])
	if detail["by"] != "Omar" || detail["fields"] == nil {
		t.Errorf("both versions are not shown: %v", detail)
	}
	for name, id := range all {
		same(t, name, before[name], f.plainWorld(id))
	}
	// Once the later entry is taken back, so is the act, whole.
	if _, err := f.Undo(f.ctx, omar); err != nil {
		t.Fatal(err)
	}
	info, err := f.Undo(f.ctx, f.mia)
	if err != nil || info.ActionID != r.ActionID {
		t.Fatal(err, info)
	}
	for name, id := range all {
		if w := f.world(id); name != "omar's" && w.Lead.OwnerID != f.mia.ID {
			t.Errorf("%s is still Omar's", name)
		}
	}
	if n := len(f.world(all["fresh"]).Lead.Owner); n == 0 {
		t.Error("a lead has no owner")
	}
	f.clean()
}

func TestOnesOwnLaterWorkIsTakenBackFirst(t *testing.T) {
	f := openNew(t)
	all, omar := f.herd()
	first := f.plainWorld(all["worked"])
	if _, err := f.Bulk(f.ctx, f.mia, model.Bulk{Act: model.BulkAssign, To: omar.ID, Leads: sortedIDs(all)}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Bulk(f.ctx, f.mia, model.Bulk{Act: model.BulkRest, Until: model.NewDate(2027, 2, 1), Reason: "x", Leads: sortedIDs(all)}); err != nil {
		t.Fatal(err)
	}
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Reopen, LeadID: all["worked"], Reason: "they called"}))
	for _, want := range []string{"reopen at worked Freight", "let 6 leads rest until Mon 1 Feb", "assigned 6 leads to Omar"} {
		info, err := f.Undo(f.ctx, f.mia)
		if err != nil || info.Text != want {
			t.Fatal(err, info.Text)
		}
	}
	same(t, "the lead", first, f.plainWorld(all["worked"]))
}

// An act on hundreds is decided on before the lock is taken: it comes to the
// same, and so does its undo.
func TestAnActOnHundredsIsOneEntry(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair"}, speedRows(0, 5*(2*brief)))
	omar := f.who("Omar")
	var all []model.LeadID
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 2 * brief})
	if err != nil || len(page.Rows) != 2*brief {
		t.Fatal(err, len(page.Rows))
	}
	for _, r := range page.Rows {
		all = append(all, r.ID)
	}
	before := f.content()
	for _, b := range []model.Bulk{{Act: model.BulkAssign, To: omar.ID}, {Act: model.BulkRest, Until: model.NewDate(2027, 2, 1), Reason: "x"}, {Act: model.BulkEnrol, Cadence: "trade-show"}} {
		b.Leads = all
		r, err := f.Bulk(f.ctx, f.mia, b)
		if err != nil || r.Done != len(all) {
			t.Fatal(err, r)
		}
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
		same(t, string(b.Act)+" taken back", before, f.content())
	}
	if _, err := f.Bulk(f.ctx, f.mia, model.Bulk{Act: model.BulkAssign, To: omar.ID, Leads: all}); err != nil {
		t.Fatal(err)
	}
	for _, id := range all[:5] {
		f.must(f.Record(f.ctx, omar, model.Entry{LeadID: id, Channel: model.Phone, Outcome: model.NoAnswer}))
	}
	before = f.content()
	_, err = f.Undo(f.ctx, f.mia)
	if model.CodeOf(err) != model.Conflict || !strings.Contains(err.Error(), ") and 2 more were worked since") || len(err.(*model.Error).Detail["leads"].([]string)) != 5 {
		t.Fatal(err)
	}
	same(t, "nothing changed", before, f.content())
	f.clean()
}

// BenchmarkManyLeads does the largest act that is allowed, and its undo, and
// measures how long anybody else had to wait for the pen meanwhile.
func BenchmarkManyLeads(b *testing.B) {
	f := openNew(b)
	rows := speedRows(0, 5*model.BulkMost)
	for i := range rows {
		rows[i].Person = fmt.Sprintf("Pat %c%c%c", 'a'+rune(i%26), 'a'+rune(i/26%26), 'a'+rune(i/26/26%26))
	}
	f.bring(model.ImportOptions{Name: "Fair"}, rows)
	omar := f.who("Omar")
	all, err := ids(f.ctx, f.r, &stmt{text: "SELECT id FROM lead WHERE id > $1"}, 0)
	if err != nil {
		b.Fatal(err)
	}
	act := model.Bulk{Act: model.BulkAssign, To: omar.ID}
	for _, id := range all {
		act.Leads = append(act.Leads, model.LeadID(id))
	}
	var longest time.Duration
	for b.Loop() {
		stop, done := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
				}
				began := time.Now()
				if err := f.write(f.ctx, func(querier) error { return nil }); err != nil {
					b.Error(err)
				}
				longest = max(longest, time.Since(began))
			}
		}()
		if r, err := f.Bulk(f.ctx, f.mia, act); err != nil || r.Done != model.BulkMost {
			b.Fatal(err, r.Done, len(all), r.Left[:min(3, len(r.Left))])
		}
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			b.Fatal(err)
		}
		close(stop)
		<-done
	}
	b.ReportMetric(float64(longest.Microseconds())/1000, "ms-longest-wait")
}

// What was decided on a snapshot is decided again where somebody wrote before
// the lock was had, and at last under the lock.
func TestADecisionOutOfDateIsMadeAgain(t *testing.T) {
	f := openNew(t)
	for _, c := range []struct{ writes, thinks int }{{0, 1}, {1, 2}, {glances, glances + 1}} {
		thinks, writes := 0, 0
		err := f.ahead(f.ctx, brief+1, func(querier) error {
			if thinks++; thinks <= c.writes {
				f.lead(fmt.Sprintf("Works %d%d", c.writes, thinks), "Tor")
			}
			return nil
		}, func(querier) error { writes++; return nil })
		if err != nil || thinks != c.thinks || writes != 1 {
			t.Errorf("%d writes between: decided %d times, written %d times, %v", c.writes, thinks, writes, err)
		}
	}
	wrong := errors.New("wrong")
	if err := f.ahead(f.ctx, brief+1, func(querier) error { return wrong }, func(querier) error { t.Error("written"); return nil }); !errors.Is(err, wrong) {
		t.Error(err)
	}
	f.lead("Halvorsen Freight", "Tor Halvorsen") // nothing holds the pen
}

// content is every row that is not of the journal, but some columns.
func (f *fixture) content(but ...string) map[string][]string {
	f.t.Helper()
	out := map[string][]string{}
	for _, table := range []string{"company", "lead", "contact", "point", "enrolment", "words", "note", "evidence", "attribute_now", "touch", "defect",
		"handoff", "suppression", "lead_text", "lead_sum", "due_sum", "touch_sum", "lead_month"} {
		text := "SELECT * FROM " + table
		if strings.HasSuffix(table, "_sum") {
			text += " WHERE n <> 0"
		}
		rs, err := f.r.Query(text)
		if err != nil {
			f.t.Fatal(err)
		}
		cols, _ := rs.Columns()
		for rs.Next() {
			v := make([]any, len(cols))
			for i := range v {
				v[i] = new(any)
			}
			if err := rs.Scan(v...); err != nil {
				f.t.Fatal(err)
			}
			var line strings.Builder
			for i, c := range cols {
				if !slices.Contains(but, c) {
					fmt.Fprintf(&line, "%s=%v ", c, *v[i].(*any))
				}
			}
			out[table] = append(out[table], line.String())
		}
		if err := errors.Join(rs.Err(), rs.Close()); err != nil {
			f.t.Fatal(err)
		}
		slices.Sort(out[table])
	}
	return out
}

// An act on many is the same as the act on each of them.
func TestAnActOnManyIsTheActOnEach(t *testing.T) {
	f := openNew(t)
	all, omar := f.herd()
	for i, firm := range []string{"Alder", "Birch", "Cedar", "Elm", "Fir"} {
		all[firm] = f.lead(firm+" Works", "Ada Berg").LeadID
		for j := range i {
			f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: all[firm], Name: []string{"Nell Ives", "Ben Oduya", "Zoë Kim", "Al Roth"}[j], Email: fmt.Sprintf("p%d@works%d.example", j, i)}))
		}
	}
	ids, singly := sortedIDs(all), f.twin()
	cases := 0
	rapid.Check(t, func(r *rapid.T) {
		if cases++; racing && cases > 25 {
			return
		}
		f.t, f.clock.t = t, f.clock.t.Add(time.Duration(rapid.IntRange(0, 40).Draw(r, "hours"))*time.Hour)
		for _, g := range []*fixture{f, singly} {
			if _, err := g.Tick(g.ctx, g.mia); err != nil {
				r.Fatal(err)
			}
		}
		b := model.Bulk{Act: rapid.SampledFrom([]model.BulkAct{model.BulkAssign, model.BulkEnrol, model.BulkRest}).Draw(r, "act"),
			To: rapid.SampledFrom([]model.MemberID{omar.ID, f.mia.ID}).Draw(r, "to"), Reason: "so",
			Cadence: rapid.SampledFrom([]string{"standard", "long-term", "reheat", "inbound"}).Draw(r, "cadence"),
			Until:   model.DateOf(f.now()).AddDays(rapid.IntRange(2, 60).Draw(r, "days")),
			Leads:   rapid.SliceOfN(rapid.SampledFrom(ids), 1, len(ids)).Draw(r, "leads")}
		// What follows from the hour as well may be another than before.
		hourly := []string{"score", "parts", "counted", "stale", "failing", "judged", "not_before", "alarm_at"}
		unlike := []string{"version", "action_id"}
		var seen []model.LeadID
		start := f.content(hourly...)
		got, err := f.Bulk(f.ctx, f.mia, b)
		if err != nil {
			r.Fatal(err)
		}
		done := 0
		for _, id := range b.Leads {
			c, err := cadence.Each(singly.world(id), b)
			if err == nil && !slices.Contains(seen, id) {
				_, err = singly.Choose(f.ctx, f.mia, c)
			}
			if err == nil && !slices.Contains(seen, id) {
				done++
			}
			seen = append(seen, id)
		}
		if done != got.Done {
			r.Fatalf("one by one %d were done, together %d", done, got.Done)
		}
		same(t, "the tables", singly.content(unlike...), f.content(unlike...))
		if rapid.Bool().Draw(r, "undo") && got.Done > 0 {
			if _, err := f.Undo(f.ctx, f.mia); err != nil {
				r.Fatal(err)
			}
			same(t, "taken back", start, f.content(hourly...))
			for range done {
				if _, err := singly.Undo(f.ctx, f.mia); err != nil {
					r.Fatal(err)
				}
			}
			same(t, "taken back one by one", singly.content(unlike...), f.content(unlike...))
		}
		if t.Failed() {
			r.FailNow()
		}
	})
	f.clean()
}
