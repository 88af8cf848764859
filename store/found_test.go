package store

import (
	"testing"

	"ripen/model"
	"ripen/model/clean"
)

// Whoever was added by hand says where he was found, and each number that was
// added later where that was.
func TestWhereAPersonAndANumberWereFoundIsKept(t *testing.T) {
	f := openNew(t)
	id := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Quick Parcel", Person: "Ada Berg", Phone: "(617) 555-0190", Source: " trade press\x07 "})).LeadID
	tor := f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Tor Lind", Email: "tor@quick.example", Source: "LinkedIn"})).ContactID
	w := f.world(id)
	if c := w.Contacts[0]; w.Lead.Source != "trade press" || c.Source != "trade press" || c.Points[0].Source != "trade press" {
		t.Errorf("%q %+v", w.Lead.Source, c)
	}
	if c := w.Contact(tor); c.Source != "LinkedIn" || c.Points[0].Source != "LinkedIn" {
		t.Errorf("%+v", c)
	}
	f.must(f.SetContact(f.ctx, f.mia, tor, map[string]string{"phone": "(617) 555-0191", "source": "said on the call"}))
	c := f.world(id).Contact(tor)
	if c.Source != "LinkedIn" || c.Point(model.PhonePoint).Source != "said on the call" || c.Point(model.EmailPoint).Source != "LinkedIn" {
		t.Errorf("%+v", c)
	}
	f.must(f.SetContact(f.ctx, f.mia, tor, map[string]string{"source": "a card at the fair"}))
	if c = f.world(id).Contact(tor); c.Source != "a card at the fair" || c.Points[0].Source != "LinkedIn" {
		t.Errorf("%+v", c)
	}
	for range 2 {
		if _, err := f.Undo(f.ctx, f.mia); err != nil {
			t.Fatal(err)
		}
	}
	if c = f.world(id).Contact(tor); c.Source != "LinkedIn" || c.Point(model.PhonePoint) != nil {
		t.Errorf("after undoing: %+v", c)
	}
	f.clean()
}

// A defect is kept with the column that it is about, and taken back whole.
func TestADefectSaysWhichFieldOfTheListItIsAbout(t *testing.T) {
	f := openNew(t)
	r := listRows(1)
	r[0].Phones = append(r[0].Phones, clean.Phone("(617) 555-0177", "US"))
	f.bring(model.ImportOptions{Name: "Fair"}, r)
	page, err := f.Leads(f.ctx, f.mia, model.LeadQuery{})
	if err != nil {
		t.Fatal(err)
	}
	id := page.Rows[0].ID
	c := f.world(id).Contacts[0]
	fields := map[model.PointID]string{}
	for i, p := range c.Points {
		fields[p.ID] = []string{"phone", "phone_2", "email", "street"}[i]
		if err := f.write(f.ctx, func(q querier) error {
			_, err := q.ExecContext(f.ctx, "UPDATE point SET field = $1 WHERE id = $2", fields[p.ID], int64(p.ID))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	second := c.Points[1].ID
	f.must(f.Defect(f.ctx, f.mia, model.Defect{LeadID: id, ContactID: c.ID, Code: "wrong-number", PointID: second}))
	f.must(f.Defect(f.ctx, f.mia, model.Defect{LeadID: id, ContactID: c.ID, Code: "missing-phone"}))
	f.must(f.Defect(f.ctx, f.mia, model.Defect{LeadID: id, ContactID: c.ID, Code: "not-a-prospect", Note: "student"}))
	d, err := f.Desk(f.ctx, f.mia, id)
	if err != nil || len(d.Defects) != 3 {
		t.Fatalf("%v %+v", err, d.Defects)
	}
	for i, want := range []string{"phone_2", "phone", ""} {
		if v := d.Defects[i]; v.Field != want || v.ListID != d.Lead.ListID || v.ListID == 0 || v.ContactID != c.ID || v.At.IsZero() {
			t.Errorf("%d: %+v, want the field %q", i, v, want)
		}
	}
	if d.Defects[2].Note != "student" {
		t.Errorf("%+v", d.Defects[2])
	}
	if _, err := f.Undo(f.ctx, f.mia); err != nil {
		t.Fatal(err)
	}
	if d, err = f.Desk(f.ctx, f.mia, id); err != nil || len(d.Defects) != 2 {
		t.Errorf("%v %+v", err, d.Defects)
	}
}
