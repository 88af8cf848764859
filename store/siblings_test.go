package store

import (
	"fmt"
	"strings"
	"testing"

	"ripen/model"
)

// An inquiry from a closed company opens a new lead; a sister firm has a lead of
// its own under the same domain.
func TestTheOtherLeadsOfACompany(t *testing.T) {
	f := openNew(t)
	first := f.lead("Halvorsen Freight", "Tor Lind").LeadID
	f.must(f.Choose(f.ctx, f.mia, model.Choice{Verb: model.Disqualify, LeadID: first, Reason: "competitor"}))
	second := f.lead("Halvorsen Freight", "Siv Moe").LeadID
	other := f.lead("Nordlys Marine", "Per Aas").LeadID
	sister := f.lead("Harbour Lines", "Ole Berg").LeadID
	if _, err := f.pen.conn.ExecContext(f.ctx, `UPDATE company SET domain = 'halvorsen.example' WHERE id IN (SELECT company_id FROM lead WHERE id IN ($1, $2))`, int64(sister), int64(first)); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[model.LeadID]string{
		first:  fmt.Sprintf("%s Harbour Lines new · %s Halvorsen Freight new", sister, second),
		sister: fmt.Sprintf("%s Halvorsen Freight new · %s Halvorsen Freight disqualified", second, first),
		other:  "",
	} {
		all, err := f.Siblings(f.ctx, f.mia, id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range all {
			got = append(got, fmt.Sprintf("%s %s %s", r.ID, r.Company, r.Status))
		}
		if strings.Join(got, " · ") != want {
			t.Errorf("of %s: %v, want %s", id, got, want)
		}
	}
	if _, err := f.Siblings(f.ctx, f.mia, 999); model.CodeOf(err) != model.NotFound {
		t.Error(err)
	}
}

func TestWhatWentOutIsNamed(t *testing.T) {
	for body, want := range map[string]string{
		"Subject: One question about {company}\n\nDear {first_name},\n\nI": "One question about {company}",
		"Dear {first_name},\n\nI have tried to reach you.\n\nMore":         "I have tried to reach you.",
		"A sheet\nand more": "A sheet",
		"":                  "",
	} {
		if got := titleIn(body); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
	for s, want := range map[string]string{
		"short": "short",
		"I have tried to reach you by phone, and a letter": "I have tried to reach you by phone, and…",
		strings.Repeat("x", 50):                            strings.Repeat("x", 39) + "…",
	} {
		if got := begun(s, 40); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
