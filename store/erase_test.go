package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ripen/model"
)

// After an erasure no byte of the person is left in any file of the database,
// and the person is still recognised when a list brings them in again.
func TestErasingLeavesNoByteOfThePerson(t *testing.T) {
	f := openNew(t)
	id := f.must(f.AddLead(f.ctx, f.mia, model.NewLead{Company: "Halvorsen Freight", Person: "Quillon Zappfield", Title: "Obermufti",
		Phone: "(212) 555-0163", Email: "quillon@zapp.example", Place: model.Place{Street: "1 Xylophone Way", City: "New York", State: "NY", Country: "US"}})).LeadID
	c := f.world(id).Contacts[0].ID
	r := f.call(id, model.ConnectedInterested, func(e *model.Entry) { e.Note = "Zappfield likes wrenzobirds" })
	if _, err := f.Attest(f.ctx, f.mia, model.Attestation{LeadID: id, Attribute: model.Pain, Level: model.Stated, ContactID: c, TouchID: r.TouchID,
		Set: model.Value{"pains": "klongfruit"}, Quote: "my klongfruit hurts"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.SetContact(f.ctx, f.mia, c, map[string]string{"title": "Untermufti", "phone": "(212) 555-0164"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Note(f.ctx, f.mia, id, 0, "Quillon Zappfield is on leave"); err != nil {
		t.Fatal(err)
	}
	secrets := []string{"Zappfield", "zappfield", "mufti", "5550163", "555-0163", "5550164", "quillon@", "Xylophone", "xylophone", "wrenzobird", "klongfruit"}
	if n := f.leaks(secrets); len(n) < 8 {
		t.Fatal("the test looks in the wrong place; it found only", n)
	}
	if _, err := f.Erase(f.ctx, f.mia, c); err != nil {
		t.Fatal(err)
	}
	// The address of the house is the company's and stays; it is not the person's.
	if left := f.leaks(append(secrets[:7:7], secrets[9:]...)); len(left) > 0 {
		t.Fatal("still on the disk:", left)
	}
	w := f.world(id)
	if len(w.Touches) != 1 || !w.Contacts[0].Suppressed || len(w.Contacts[0].Points) != 0 {
		t.Fatalf("%+v", w.Contacts[0])
	}
	if _, err := f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Quillon Zappfield"}); model.CodeOf(err) != model.Suppressed {
		t.Fatal("the person came back:", err)
	}
	if _, err := f.AddContact(f.ctx, f.mia, model.NewContact{LeadID: id, Name: "Q. Z.", Phone: "212-555-0164"}); model.CodeOf(err) != model.Suppressed {
		t.Fatal("the number came back:", err)
	}
	if _, err := f.Undo(f.ctx, f.mia); model.CodeOf(err) != model.Refused {
		t.Fatal(err)
	}
	f.clean()
}

// leaks are those of the words that stand in any file of the database.
func (f *fixture) leaks(words []string) (found []string) {
	f.t.Helper()
	files, err := filepath.Glob(f.path + "*")
	if err != nil {
		f.t.Fatal(err)
	}
	for _, w := range words {
		for _, path := range files {
			if b, err := os.ReadFile(path); err == nil && bytes.Contains(b, []byte(w)) {
				found = append(found, w+" in "+filepath.Base(path))
				break
			}
		}
	}
	return found
}
