package store

import (
	"slices"
	"testing"
	"time"

	"ripen/model"
)

// recounted fails where a kept figure is not what counting the rows gives, in
// each of its groups.
func (f *fixture) recounted(when string) {
	f.t.Helper()
	for name, texts := range map[string][2]string{
		"lead_sum": {"SELECT owner_id || '/' || list_id || '/' || status, n FROM lead_sum WHERE n <> 0",
			"SELECT owner_id || '/' || list_id || '/' || status, count(*) FROM lead WHERE merged_into = 0 GROUP BY owner_id, list_id, status"},
		"due_sum": {"SELECT owner_id || '/' || class || '/' || due_day || '/' || channel, n FROM due_sum WHERE n <> 0",
			"SELECT owner_id || '/' || class || '/' || due_day || '/' || channel, count(*) FROM enrolment WHERE served = 1 GROUP BY owner_id, class, due_day, channel"},
		"touch_sum": {"SELECT month || '/' || member_id || '/' || list_id || '/' || channel || '/' || direction || '/' || outcome, n FROM touch_sum WHERE n <> 0",
			"SELECT (day / 100) || '/' || member_id || '/' || list_id || '/' || channel || '/' || direction || '/' || outcome, sum(sign) FROM touch GROUP BY day / 100, member_id, list_id, channel, direction, outcome HAVING sum(sign) <> 0"},
	} {
		var got [2][]string
		for i, text := range texts {
			rs, err := f.r.Query(text)
			if err != nil {
				f.t.Fatal(name, err)
			}
			for rs.Next() {
				var group, n string
				if err := rs.Scan(&group, &n); err != nil {
					f.t.Fatal(err)
				}
				got[i] = append(got[i], group+" "+n)
			}
			if err := rs.Close(); err != nil {
				f.t.Fatal(err)
			}
			slices.Sort(got[i])
		}
		if !slices.Equal(got[0], got[1]) {
			f.t.Errorf("%s: %s is %v, the rows give %v", when, name, got[0], got[1])
		}
	}
}

// The figures kept of lists, categories and people are those that counting
// gives, after acts on few and on hundreds, and after each was taken back.
func TestTheFiguresStandAfterActsOnManyAndTheirUndo(t *testing.T) {
	f := openNew(t)
	f.bring(model.ImportOptions{Name: "Fair", Category: "trade-show", FileSHA: "1"}, speedRows(0, 5*(brief+20)))
	f.bring(model.ImportOptions{Name: "Bought", Category: "purchased", FileSHA: "2"}, listRows(20))
	omar := f.who("Omar")
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: brief + 30})
	if err != nil {
		t.Fatal(err)
	}
	var all []model.LeadID
	for _, r := range page.Rows {
		all = append(all, r.ID)
	}
	for _, id := range all[:3] {
		f.call(id, model.NoAnswer)
	}
	f.recounted("at first")
	before := f.content()
	for _, leads := range [][]model.LeadID{all[:20], all} {
		for _, b := range []model.Bulk{{Act: model.BulkAssign, To: omar.ID}, {Act: model.BulkRest, Until: model.NewDate(2027, 2, 1), Reason: "x"}, {Act: model.BulkEnrol, Cadence: "long-term"}} {
			b.Leads = leads
			if r, err := f.Bulk(f.ctx, f.mia, b); err != nil || r.Done != len(leads) {
				t.Fatal(err, r)
			}
			f.recounted("after " + string(b.Act))
		}
		for range 3 {
			if _, err := f.Undo(f.ctx, f.mia); err != nil {
				t.Fatal(err)
			}
			f.recounted("taken back")
		}
		same(t, "all taken back", before, f.content())
	}
	f.clean()
}

// A lead that waits for approval, one that sales has, and one that ripens are
// met by an act on many like any other, and its undo puts them back whole.
func TestAnActOnManyMeetsLeadsWithSales(t *testing.T) {
	f := openNew(t)
	sam, err := f.AddMember(f.ctx, f.mia, model.Member{Name: "Sam", Role: model.Sales})
	if err != nil {
		t.Fatal(err)
	}
	omar := f.who("Omar")
	delivered, ripe := f.ripe("Delivered Freight"), f.ripe("Ripe Freight")
	f.must(f.Submit(f.ctx, f.mia, model.Submission{LeadID: delivered, To: sam.ID, Value: 100_00}))
	waiting := f.ripe("Waiting Freight")
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Assign, LeadID: waiting, To: omar.ID}))
	f.must(f.Submit(f.ctx, omar, model.Submission{LeadID: waiting, To: sam.ID, Value: 100_00}))
	f.clock.add(time.Hour)
	before := f.content("score", "parts", "version", "action_id", "alarm_at", "not_before")
	for _, b := range []model.Bulk{{Act: model.BulkAssign, To: f.who("Tom").ID}, {Act: model.BulkRest, Until: model.NewDate(2027, 2, 1), Reason: "x"}, {Act: model.BulkEnrol, Cadence: "long-term"}} {
		b.Leads = []model.LeadID{delivered, ripe, waiting}
		r, err := f.Bulk(f.ctx, f.mia, b)
		if err != nil {
			t.Fatal(b.Act, err)
		}
		f.recounted(string(b.Act))
		if r.Done == 0 {
			continue
		}
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(b.Act, err)
		}
		same(t, string(b.Act)+" taken back", before, f.content("score", "parts", "version", "action_id", "alarm_at", "not_before"))
	}
	f.clean()
}

// Of leads that went with their list since there is nothing to take back: the
// others are put back, and undo goes on to what was done before.
func TestAnActOnManyWhoseLeadsWentWithTheirList(t *testing.T) {
	f := openNew(t)
	own := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Rest, LeadID: own, Until: model.NewDate(2027, 1, 4), Reason: "holidays"}))
	before := f.plainWorld(own)
	f.bring(model.ImportOptions{Name: "Fair", FileSHA: "1"}, listRows(8))
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	b := model.Bulk{Act: model.BulkRest, Until: model.NewDate(2027, 2, 1), Reason: "x"}
	for _, r := range page.Rows {
		b.Leads = append(b.Leads, r.ID)
	}
	for _, act := range []model.Bulk{b, {Act: model.BulkEnrol, Cadence: "long-term", Leads: b.Leads}} {
		if r, err := f.Bulk(f.ctx, f.mia, act); err != nil || r.Done != 5 {
			t.Fatal(err, r)
		}
	}
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Rest, LeadID: b.Leads[0], Until: model.NewDate(2027, 3, 1), Reason: "one by one"}))
	if undone, err := f.UndoList(f.ctx, f.mia, "Fair"); err != nil || undone.LeadsRemoved != 4 {
		t.Fatal(err, undone)
	}
	for _, want := range []string{"enrolled 5 leads in long-term", "let 5 leads rest until Mon 1 Feb", "rest at Halvorsen Freight"} {
		if want[0] == 'r' {
			same(t, "the lead that stayed", before, f.plainWorld(own))
		}
		info, err := f.Undo(f.ctx, f.mia)
		if err != nil || info.Text != want {
			t.Fatalf("%v: undid %q, want %q", err, info.Text, want)
		}
		f.recounted(want)
	}
	f.clean()
}
