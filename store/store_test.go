package store

import (
	"testing"

	"ripen/model"
)

func TestATouchMovesTheCadenceAndIsKept(t *testing.T) {
	f := openNew(t)
	made := f.lead("Halvorsen Freight", "Tor Halvorsen")
	if made.Next == nil || made.Next.Channel != model.Phone {
		t.Fatalf("a new lead should owe a call: %+v", made)
	}
	got := f.call(made.LeadID, model.VoicemailLeft, func(e *model.Entry) { e.Note = "left word with Zoë" })
	if got.TouchID == 0 || got.Status != model.Working {
		t.Fatalf("%+v", got)
	}
	w := f.world(made.LeadID)
	if len(w.Touches) != 1 || w.Touches[0].Note != "left word with Zoë" || w.Touches[0].ByName != "Mia" {
		t.Fatalf("%+v", w.Touches)
	}
	if len(w.Enrolments) != 1 || w.Enrolments[0].LastStep != 1 {
		t.Fatalf("%+v", w.Enrolments)
	}
}
