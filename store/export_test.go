package store

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"testing"
	"time"

	"ripen/model"
	"ripen/model/document"
)

// exported are the lines of an export by the column's name.
func (f *fixture) exported(leads ...model.LeadID) (out []map[string]string, n int) {
	f.t.Helper()
	var b bytes.Buffer
	n, err := f.ExportLeads(f.ctx, f.mia, leads, &b)
	if err != nil {
		f.t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil || !slices.Equal(lines[0], document.LeadColumns()) {
		f.t.Fatal(err, lines[0])
	}
	for _, l := range lines[1:] {
		cells := map[string]string{}
		for i, c := range lines[0] {
			if l[i] != "" {
				cells[c] = l[i]
			}
		}
		out = append(out, cells)
	}
	return out, n
}

func TestAnExportHasALineForEachPersonAndWhereTheLeadStands(t *testing.T) {
	f := openNew(t)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	f.must(f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "=HYPERLINK(1)", Title: "-boss", Role: model.DecisionMaker, Phone: "(212) 555-0177", Email: "nell@halvorsen.example"}))
	nell := f.world(id).Contacts[1].ID
	f.must(f.SetContact(f.ctx, f.mia, nell, map[string]string{"phone": "(212) 555-0178"}))
	f.must(f.Attest(f.ctx, f.mia, model.Attestation{LeadID: id, Attribute: model.Firmographics, Level: model.Listed, Set: model.Value{"employees": "340"}, Document: "trade register"}))
	f.call(id, model.NoAnswer)
	lines, n := f.exported(id, id)
	if n != 1 || len(lines) != 2 {
		t.Fatalf("%d leads, %d lines", n, len(lines))
	}
	want := map[string]string{"company": "Halvorsen Freight", "name": "Tor Halvorsen", "title": "IT lead", "phone": "(212) 555-0142", "email": "it@halvorsen.example",
		"street": "1 Main St", "city": "New York", "state": "NY", "zip": "10001", "country": "US", "time_zone": "America/New_York", "lead_id": "L1", "contact_id": "C1",
		"status": "working", "horizon": "unknown", "owner": "Mia", "last_touch": "2026-11-24 10:00", "firmographics": "listed"}
	for c, v := range want {
		if lines[0][c] != v {
			t.Errorf("%s is %q, want %q", c, lines[0][c], v)
		}
	}
	if lines[0]["due"] == "" || lines[0]["score"] == "" || lines[0]["count"] == "" || lines[0]["pain"] != "unknown" {
		t.Errorf("where the lead stands: %v", lines[0])
	}
	for c, v := range map[string]string{"name": "'=HYPERLINK(1)", "title": "'-boss", "role": "decision-maker", "phone": "(212) 555-0177", "phone_2": "(212) 555-0178"} {
		if lines[1][c] != v {
			t.Errorf("%s is %q, want %q", c, lines[1][c], v)
		}
	}
}

func TestAnExportGivesNobodyAwayWhoSaidNo(t *testing.T) {
	f := openNew(t)
	silent, quiet := f.lead("Silent Freight", "Tor Silent").LeadID, f.lead("Quiet Freight", "Ada Quiet").LeadID
	f.must(f.Record(f.ctx, f.mia, model.Entry{LeadID: quiet, Channel: model.Email, Outcome: model.Unsubscribed}))
	gone := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Gone Freight", Person: "Nell Gone", Phone: "(212) 555-0155", Email: "nell@gone.example"})).LeadID
	f.call(silent, model.DoNotContact)
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.MarkLeft, LeadID: gone, ContactID: f.world(gone).Contacts[0].ID}))
	lines, n := f.exported(silent, quiet, gone)
	if n != 3 || len(lines) != 3 {
		t.Fatal(n, len(lines))
	}
	if l := lines[0]; l["do_not_contact"] != "yes" || l["name"] != "Tor Silent" || l["phone"]+l["email"] != "" {
		t.Errorf("somebody who must not be contacted: %v", l)
	}
	if l := lines[1]; l["do_not_email"] != "yes" || l["email"] != "" || l["phone"] == "" || l["do_not_contact"] != "" {
		t.Errorf("somebody who unsubscribed: %v", l)
	}
	if l := lines[2]; l["left_company"] != "yes" || l["email"] != "" {
		t.Errorf("somebody who left: %v", l)
	}
}

type deaf struct{}

var errDeaf = errors.New("the disk is full")

func (deaf) Write([]byte) (int, error) { return 0, errDeaf }

func TestAnExportThatFailsSaysSo(t *testing.T) {
	f := openNew(t)
	f.clock.add(time.Hour)
	id := f.lead("Halvorsen Freight", "Tor Halvorsen").LeadID
	if _, err := f.ExportLeads(f.ctx, f.mia, []model.LeadID{id}, deaf{}); !errors.Is(err, errDeaf) {
		t.Error(err)
	}
	if _, err := f.ExportLeads(f.ctx, f.mia, []model.LeadID{id, 99}, &bytes.Buffer{}); model.CodeOf(err) != model.NotFound {
		t.Error(err)
	}
}
