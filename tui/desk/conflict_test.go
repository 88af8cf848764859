package desk_test

import (
	"testing"

	"ripen/model"
)

// Somebody else wrote budget down while this person did: what was typed stays,
// both are read field by field, and one key takes either.
func TestTwoVersionsOfAnAttribute(t *testing.T) {
	o := counter(halvorsen())
	o.desk.Members = []model.Member{{ID: 2, Name: "Omar Haddad"}}
	b := sit(t, o, 80, 22)
	b.press("8").write("350k allocated, out of the dock pot")
	o.desk = halvorsen()
	o.desk.Members = []model.Member{{ID: 2, Name: "Omar Haddad"}}
	o.desk.Evidence = append(o.desk.Evidence, model.Evidence{ID: 90, LeadID: 41, Attribute: model.Budget, Level: model.Stated, By: 2,
		Value: model.Value{"amount": "20000000", "status": "process", "fiscal_year_start": "july"}})
	o.desk.Readiness = readiness(o.desk.Evidence)
	b.press("enter")
	if len(o.attested) != 0 {
		t.Fatal("wrote over what was not read")
	}
	b.see("changed meanwhile", "Omar Haddad wrote down something else of budget", "theirs", "mine", "$200k", "$350k", "process", "allocated", "july", "out of the dock pot", "NOTE")
	b.press("esc").see("as said", "350k allocated, out of the dock pot") // back to the form, nothing lost
	b.press("tab", "ctrl+s").see("changed meanwhile")
	b.press("t", "enter") // their amount, my status and how, their fiscal year
	if len(o.attested) != 1 {
		t.Fatalf("attested %v\n%s", o.attested, b.view())
	}
	set := o.attested[0].Set
	if set["amount"] != "200000" || set["status"] != "allocated" || set["process"] != "out of the dock pot" || set["fiscal_year_start"] != "july" {
		t.Errorf("recorded %v", set)
	}
}

// The same of a fact that waited for the call: it keeps its touch and person.
func TestTwoVersionsOfAFactThatWaited(t *testing.T) {
	o := counter(halvorsen())
	b := sit(t, o, 80, 22)
	b.press("d", "8").write("350k allocated").press("enter")
	o.desk = halvorsen()
	o.desk.Touches = append(o.desk.Touches, model.Touch{ID: 6, ContactID: 7, At: noon, Channel: model.Phone, Direction: model.Outbound, Outcome: model.ConnectedInterested})
	o.desk.Evidence = append(o.desk.Evidence, model.Evidence{ID: 90, LeadID: 41, Attribute: model.Budget, Level: model.Stated, By: 2, Value: model.Value{"amount": "20000000"}})
	o.desk.Readiness = readiness(o.desk.Evidence)
	b.press("d", "i", "enter").see("changed meanwhile", "Somebody wrote down", "$200k", "$350k")
	if len(o.recorded) != 1 || len(o.attested) != 0 || len(b.opened) != 0 {
		t.Fatalf("recorded %d, attested %d, opened %v", len(o.recorded), len(o.attested), b.opened)
	}
	b.press("enter")
	if a := o.attested[0]; a.TouchID != 6 || a.ContactID != 7 || a.Set["amount"] != "350k" {
		t.Errorf("%+v", a)
	}
}

func TestTwoVersionsOfAPersonsDetails(t *testing.T) {
	o := counter(halvorsen())
	o.desk.Contacts[0].Version = 3
	b := sit(t, o, 80, 22)
	b.press("p", "c", "ctrl+u").write("Mia Halvorsen-Lund").press("tab", "ctrl+u").write("Chief Financial Officer")
	o.desk = halvorsen()
	o.desk.Contacts[0].Version, o.desk.Contacts[0].Title, o.desk.Contacts[0].Role = 4, "CEO", model.Influencer
	o.refuseOne = map[string]error{"set": model.Errorf(model.Conflict, "Omar changed this at 10:41; look at both versions and enter yours again")}
	b.press("ctrl+s").see("changed meanwhile", "Omar changed this at 10:41", "Mia Halvorsen-Lund", "CEO", "Chief Financial Officer", "influencer")
	o.refuseOne = nil
	b.press("j", "j", "t", "enter") // my name, their title
	last := o.set[len(o.set)-1]
	if last["name"] != "Mia Halvorsen-Lund" || last["title"] != "" || last["role"] != "" || last["version"] != "4" {
		t.Errorf("recorded %v\n%s", last, b.view())
	}
}
