package desk_test

import (
	"strings"
	"testing"

	"ripen/model"
)

// rich is Halvorsen with what its list said besides.
func rich() model.Desk {
	d := halvorsen()
	d.Contacts[0].Extra = map[string]string{"Dock doors": "14", "profile": "https://linkedin.com/in/mia", "Shift": "two; nights"}
	d.Contacts[1].Extra = map[string]string{"Region": "east"}
	return d
}

// A person found elsewhere is added from the desk with fewer than ten keys
// besides the words, each field filled in, and where he was found is kept.
func TestAPersonIsAddedInUnderTenKeys(t *testing.T) {
	want := model.NewContact{LeadID: 41, Name: "Ada Berg", Title: "fleet manager", Role: model.Influencer, Phone: "617 555 0190", Email: "ada@x.example", Source: "LinkedIn"}
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("+").write("Ada Berg").press("tab").write("fleet manager").press("tab", "i", "tab").write("617 555 0190").press("tab").
		write("ada@x.example").press("tab", "l", "ctrl+s")
	if len(b.o.added) != 1 || b.o.added[0] != want {
		t.Fatalf("%+v\n%s", b.o.added, b.view())
	}
	if b.keys >= 10 {
		t.Errorf("%d keys", b.keys)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("+").write("Ada Berg, fleet manager, 617 555 0190, ada@x.example").press("enter").
		see("name    Ada Berg ", "fleet manager", "617 555 0190", "ada@x.example")
	if b.press("i", "tab", "tab", "tab", "l", "ctrl+s"); len(b.o.added) != 1 || b.o.added[0] != want || b.keys >= 10 {
		t.Fatalf("%d keys, %+v\n%s", b.keys, b.o.added, b.view())
	}
}

// A line that holds all is read back before it is saved, whatever key leaves it.
func TestALineIsReadBackBeforeItIsSaved(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("+").write("Ada Berg, 617 555 0190").press("ctrl+s").see("name    Ada Berg ", "phone   617 555 0190")
	if len(b.o.added) != 0 {
		t.Fatal("saved before it was read back")
	}
	if b.press("ctrl+s"); len(b.o.added) != 1 || b.o.added[0].Phone != "617 555 0190" || b.o.added[0].Source != "" {
		t.Errorf("%+v", b.o.added)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("+").write("Ada Berg, 617 555 0190, 617 555 0191").press("enter").see("Two numbers stand in one line", "617 555 0191")
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("+", "tab", "tab", "tab").write("617 555 0142").press("shift+tab", "shift+tab", "shift+tab").write("Ada, 617 555 0190").
		press("tab").see("617 555 0142", "Ada, 617 555 0190", "leave one out")
}

// A number said on the call is three keys: where it was found is preselected.
func TestANumberIsAddedInUnderTenKeys(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("f").see("Found for Mia Halvorsen").write("617 555 0190").press("tab", "d", "ctrl+s")
	if len(b.o.set) != 1 || len(b.o.set[0]) != 2 || b.o.set[0]["phone"] != "617 555 0190" || b.o.set[0]["source"] != "directory" || b.keys >= 10 {
		t.Fatalf("%d keys %v\n%s", b.keys, b.o.set, b.view())
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "f").see("(●) said on the call").write("mia@x.example 617 555 0190").press("ctrl+s")
	if s := b.o.set[0]; s["email"] != "mia@x.example" || s["phone"] != "617 555 0190" || s["source"] != "said on the call" || b.keys != 3 {
		t.Errorf("%d keys %v", b.keys, s)
	}
	b = sit(t, counter(halvorsen()), 80, 22) // of another, with words of one's own
	b.press("p", "j", "f").see("Found for Tor Lind").write("tor@x.example").press("tab", "o").write("a card at the fair").press("ctrl+s")
	if s := b.o.set[0]; s["email"] != "tor@x.example" || s["source"] != "a card at the fair" || b.keys >= 10 {
		t.Errorf("%d keys %v", b.keys, s)
	}
	b = sit(t, counter(halvorsen()), 80, 22) // it is never a hurdle
	b.press("f").write("617 555 0190").press("ctrl+s")
	if s := b.o.set[0]; len(s) != 1 || s["phone"] == "" {
		t.Errorf("%v", s)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("f").write("the front desk").press("ctrl+s").see("neither a number nor an e-mail", "the front desk")
	b.press("ctrl+u").write("617 555 0190").press("tab", "o", "ctrl+s").see("Say in a few words where")
	if len(b.o.set) != 0 {
		t.Errorf("%v", b.o.set)
	}
}

func TestChangedDetailsSayWhereANumberWasFound(t *testing.T) {
	b := sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "p", "c", "tab", "tab", "ctrl+u").write("617 555 0190").press("ctrl+s")
	if s := b.o.set[0]; s["phone"] != "617 555 0190" || s["source"] != "said on the call" {
		t.Fatalf("%v", s)
	}
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("d", "p", "c", "tab", "ctrl+u").write("chief").press("ctrl+s")
	if s := b.o.set[0]; s["title"] != "chief" || s["source"] != "" {
		t.Errorf("a title has a place where it was found: %v", s)
	}
}

// What the list said besides stands beside the person in a wide window, and
// one key away in a narrow one.
func TestExtraFieldsAreReadInEveryWindow(t *testing.T) {
	b := sit(t, counter(rich()), 160, 46)
	b.see("LIST SAYS", "Dock doors = 14", "Shift = two; nights").dont("Region = east")
	b = sit(t, counter(rich()), 80, 22)
	b.press("p").see("LIST SAYS", "Dock doors = 14", "Shift = two; nights").press("j").see("Region = east").dont("Dock doors")
	b.press("esc").dont("LIST SAYS").press("v").see("Mia Halvorsen", "Dock doors = 14", "Shift = two; nights", "phone +1 617 555 0142")
	b.press("esc").see("CADENCE")
}

func TestALongListOfExtrasIsScrolledWhole(t *testing.T) {
	d := rich()
	for i := range 60 {
		d.Contacts[0].Extra[strings.Repeat("x", 1+i%7)+" column "+string(rune('A'+i%26))+string(rune('a'+i/26))] = strings.Repeat("much ", 30)
	}
	for _, size := range [][2]int{{80, 22}, {120, 30}, {160, 46}} {
		b := sit(t, counter(d), size[0], size[1])
		if size[0] >= 160 {
			b.see("v reads on")
		}
		for h := size[1]; size[0] >= 120 && h <= 50; h++ { // whatever room is left, what is cut is marked
			b.d.SetSize(size[0], h)
			if strings.Contains(b.view(), "REACH") {
				b.see("v reads on")
			}
		}
		b.d.SetSize(size[0], size[1])
		b.press("p")
		if size[0] == 80 {
			b.see("v reads on")
		}
		b.press("v")
		seen := map[string]bool{}
		for range 50 {
			v := b.view()
			for h := range d.Contacts[0].Extra {
				if strings.Contains(v, h+" = ") {
					seen[h] = true
				}
			}
			b.press("ctrl+d")
		}
		if len(seen) != len(d.Contacts[0].Extra) {
			t.Errorf("%v: %d of %d are seen", size, len(seen), len(d.Contacts[0].Extra))
		}
	}
}

func TestTheProfileOpensBeforeTheCompanysPage(t *testing.T) {
	b := sit(t, counter(rich()), 80, 22)
	b.press("w").told("https://linkedin.com/in/mia").press("w").told("https://halvorsen.example · the company’s page")
	b = sit(t, counter(halvorsen()), 80, 22)
	b.press("w").told("https://halvorsen.example")
}

func TestARetiredCodeIsShownAsTheListHadIt(t *testing.T) {
	d := fresh()
	d.Contacts[0].Extra = map[string]string{"naics": "454111 (not in NAICS 2017)"}
	b := sit(t, counter(d), 80, 22)
	b.see("NAICS 454111 (not in NAICS 2017)", "list: NAICS 4541")
	b.press("1").see("the list: NAICS 454111 (not in NAICS 2017)")
	d = halvorsen() // a person has said better
	d.Contacts[0].Extra = map[string]string{"naics": "454111 (not in NAICS 2017)"}
	sit(t, counter(d), 80, 22).dont("454111")
}
