package desk_test

import (
	"slices"
	"testing"

	"ripen/model"
)

// Every code of a list issue is two keys, D and its own; only what needs words
// needs more.
func TestADefectIsOneKey(t *testing.T) {
	var coded []string
	for key, want := range map[string]model.Defect{
		"w": {Code: "wrong-number", PointID: 1}, "z": {Code: "disconnected", PointID: 1}, "L": {Code: "left-company"}, "p": {Code: "wrong-person"},
		"d": {Code: "duplicate"}, "c": {Code: "out-of-business"}, "k": {Code: "not-a-prospect", Note: "competitor"},
		"n": {Code: "not-a-prospect", Note: "consultant"}, "s": {Code: "not-a-prospect", Note: "student"},
		"m": {Code: "missing-phone"}, "e": {Code: "missing-email"}, "b": {Code: "bad-address", PointID: 3},
	} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press("D", key)
		want.LeadID, want.ListID, want.ContactID = 41, 2, 7
		if len(b.o.defects) != 1 || b.o.defects[0] != want || b.keys != 2 {
			t.Errorf("%s: %+v, want %+v", key, b.o.defects, want)
		}
		coded = append(coded, want.Code)
	}
	for key, want := range map[string]string{"x": "not-a-prospect", "o": "other"} {
		b := sit(t, counter(halvorsen()), 80, 22)
		b.press("D", key, "enter").see("Say it in a few words").write("a trade school").press("enter")
		if d := b.o.defects[0]; d.Code != want || d.Note != "a trade school" {
			t.Errorf("%+v", d)
		}
		coded = append(coded, want)
	}
	for _, code := range model.DefectCodes {
		if !slices.Contains(coded, code) {
			t.Errorf("%s has no key", code)
		}
	}
}

// The number is the one that was dialled; a second defect on the same call is
// two more keys, and the call goes on.
func TestASecondDefectOnTheSameCall(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "#", "D", "w").told("Coded: wrong number, against Intermodal fair.")
	b.press("D", "e")
	if len(b.o.defects) != 2 || b.o.defects[0].PointID != 2 || b.o.defects[1].Code != "missing-email" {
		t.Errorf("%+v", b.o.defects)
	}
	if s := b.d.Status(); s != "1 of 60 · 3rd call · on call 00:00" {
		t.Errorf("the call is over: %q", s)
	}
}

// What the list did not bring is preselected; enter takes it, once.
func TestWhatIsMissingIsPreselected(t *testing.T) {
	o := counter(halvorsen())
	b := sit(t, o, 80, 22)
	b.press("D", "enter")
	if len(o.defects) != 0 {
		t.Errorf("nothing is missing, and enter coded %+v", o.defects)
	}
	b.press("esc", "p", "j", "enter", "D").see("▸e missing e-mail").press("enter") // Tor has no e-mail
	if len(o.defects) != 1 || o.defects[0].Code != "missing-email" || o.defects[0].ContactID != 8 {
		t.Fatalf("%+v", o.defects)
	}
	o.desk.Contacts[1].Points = append(o.desk.Contacts[1].Points, model.Point{ID: 6, ContactID: 8, Kind: model.EmailPoint, Shown: "tor@x.example", Source: "LinkedIn"})
	b = sit(t, o, 80, 22)
	b.press("p", "j", "enter", "D").see("▸e missing e-mail") // it was found since, and the list lacked it all the same
	o.desk.Defects = []model.Defect{{ID: 1, LeadID: 41, ContactID: 8, Code: "missing-email", Field: "email", At: noon}}
	b = sit(t, o, 80, 22)
	b.press("p", "j", "enter", "D").dont("▸e").press("e").told("missing e-mail: it is coded already")
}

func TestTheHistoryShowsListIssues(t *testing.T) {
	d := halvorsen()
	d.Defects = []model.Defect{{ID: 1, LeadID: 41, ContactID: 7, Code: "wrong-number", Field: "phone_2", At: at(24, 10, 40, 11)},
		{ID: 2, LeadID: 41, ContactID: 7, Code: "other", Note: "a trade school", At: at(24, 10, 41, 11)}}
	b := sit(t, counter(d), 80, 22)
	b.press("tab", "tab", "tab").see("24 Nov 10:40 list issue: wrong number, Mia, column phone_2", "“a trade school”")
}
