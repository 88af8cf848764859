package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// fairList is what a specialist brings home: ten companies, a person each.
const fairList = `Company,Contact,Title,Phone,Email,Street,City,State,Zip
Halvorsen Freight,Mia Halvorsen,CFO,617 555 0101,mia@halvorsen.example,1 Elm Street,Boston,MA,02110
Quill Bindery,Ann Quill,Owner,617 555 0102,ann@quill.example,2 Elm Street,Boston,MA,02110
Tamarack Foods,Ana Ruiz,Plant manager,617 555 0103,ana@tamarack.example,3 Elm Street,Boston,MA,02110
Orbit Fasteners,Lee Chan,Buyer,617 555 0104,lee@orbit.example,4 Elm Street,Boston,MA,02110
Birch Hill Clinics,Oba Okafor,Director,617 555 0105,oba@birch.example,5 Elm Street,Boston,MA,02110
Cobalt Packaging,Jo Maier,COO,617 555 0106,jo@cobalt.example,6 Elm Street,Boston,MA,02110
Gamma Works,Gil Amma,Engineer,617 555 0107,gil@gamma.example,7 Elm Street,Boston,MA,02110
Redwood Transit,Sam Poole,Fleet,617 555 0108,sam@redwood.example,8 Elm Street,Boston,MA,02110
Atlas Water,Rita Voss,CFO,617 555 0109,rita@atlas.example,9 Elm Street,Boston,MA,02110
Meridian Labs,Ivo Petrov,Buyer,617 555 0110,ivo@meridian.example,10 Elm Street,Boston,MA,02110
`

// scene is steps with a name.
func scene(steps ...[]step) []step { return slices.Concat(steps...) }

// desk opens the desk of a lead by a part of its name; leave goes back to the
// list of leads.
func openDesk(part, company string) []step {
	return []step{press("2", "/", "ctrl+u"), write(part), press("enter", "enter"), see("Leads › "+company, "NOTE n writes one")}
}

var leaveDesk = []step{press("esc"), see("2▸Leads")}

// The first day with Ripen, from an empty database: a list comes in, ten leads
// come to ten different outcomes, and of each the desk says where it stands.
// Thursday is Thanksgiving, Friday is closed by the calendar.
func TestFirstDay(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "fair.csv")
	if err := os.WriteFile(list, []byte(fairList), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, dir, "dana", 120, 40)
	s.play(bringIn(list)...)
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(press("o", "i"), see("then: call Thu 3 Dec 08:00", "the automatic steps of Mia Halvorsen stop"),
		press("enter"), see(": interested · call Thu 3 Dec 08:00", "▸ 03 Dec call", "Mia Halvorsen"), hide("30 Dec"))
	s.play(leaveDesk...)
	for _, lead := range tenOutcomes() {
		s.play(lead...)
	}
	s.play(press("2", "/", "ctrl+u", "enter"), see("10 leads"))
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(refused()...)
	s.play(tenAttributes()...)
	s.play(nobodyThere()...)
	s.play(openDesk("halvorsen", "Halvorsen Freight")...)
	s.play(graduated()...)

	sam := newStage(t, dir, "sam", 120, 40)
	sam.play(
		press("4"), see("4▸Hand-offs", "1 to accept", "accept by Mon 30 Nov 10:42", "meeting Tue 8 Dec 10:00"),
		press("enter"), see("DOSSIER Halvorsen Freight to sam", "has this to solve: dock delays and lost slots", "10 of 10 are in place.", "Mia Halvorsen signs"),
		press("esc", "t"), see("Accepted: Halvorsen Freight is now with sales.", "accepted"),
	)
	s.play(press("4"), see("Halvorsen Freight", "accepted"))
}

func bringIn(list string) []step {
	return []step{
		see("Nothing to work on yet"),
		press("6"), see("No lists yet: + brings one in."),
		press("+"), see("step 1 of 4: the file"),
		write(list), press("enter"), see("step 2 of 4: its columns"),
		press("n"), see("step 3 of 4: what list it is"), press("ctrl+u"), write("Fair"), press("ctrl+s"),
		see("10 rows would become", "10 new contacts, in 10 new leads", "0 rejected"),
		press("enter"), see("10 rows became", "Fair is in: 10 new leads to work."),
		press("enter"), see("1▸Today"),
		press("6"), see("6▸Lists", "Fair"),
	}
}

// tenOutcomes are the nine besides the first: each is chosen, what it will do
// is read, it is recorded, and the desk shows what comes next.
func tenOutcomes() [][]step {
	on := func(part, company string, steps ...step) []step {
		return scene(openDesk(part, company), steps, leaveDesk)
	}
	return [][]step{
		on("atlas", "Atlas Water",
			press("o", "c"), see("call back"), write("tue 10:30"), see("Tue 1 Dec 10:30 in Boston"), press("enter"),
			see("then: call back Tue 1 Dec 10:30 · promised to Rita Voss"), press("enter"), see("▸ 01 Dec call")),
		on("birch", "Birch Hill Clinics",
			press("o", "l"), see("nothing is 90 days"), write("17 feb"), press("enter"),
			see("then: call Wed 17 Feb 08:00", "the lead rests until Wed 17 Feb"), press("enter"), see("resting", "17 Feb")),
		on("meridian", "Meridian Labs",
			press("o", "f"), see("e-mail Tue 24 Nov, then a call in 3 business days"), press("enter"), see("✓ today call", "▸ today")),
		on("redwood", "Redwood Transit",
			press("o", "x"), see("n no need"), press("n"), see("the lead is not disqualified by that", "asks: Sam Poole is not interested"),
			press("enter"), see("ASKS Sam Poole is not interested. What becomes of the lead?")),
		on("gamma", "Gamma Works",
			press("o", "n"), see("then: call Wed 25 Nov 13:00 · dial 2 of 3, in the other half of the day"), press("enter"),
			see("· today call no answer", "▸ 25 Nov call")),
		on("tamarack", "Tamarack Foods",
			press("o", "v"), see("then: e-mail now", "standard, step 2 of 12: e-mail"), press("enter"),
			see("✓ today call voicemail left", "▸ today e-mail", "step 2 of 12")),
		on("orbit", "Orbit Fasteners",
			press("o", "b"), see("then: call today 11:12"), press("enter"), see("· today call busy", "▸ today call")),
		on("quill", "Quill Bindery",
			press("o", "B"), see("then: call Mon 30 Nov 17:00 · before 9:00 or after 17:00, when no gatekeeper answers"), press("enter"),
			see("▸ 30 Nov call")),
		on("cobalt", "Cobalt Packaging",
			press("o", "w"), see("(617) 555-0106 is dead for Jo Maier", "find a number of Jo Maier by Wed 25 Nov"), press("enter"),
			see("▸ today e-mail", "(617) 555-0106 dead")),
	}
}

// refused: the playbook names all that is missing.
func refused() []step {
	return []step{
		press("ctrl+g"), see("Not ready to graduate 12 conditions",
			"1 industry code is unknown; stated is needed", "2 firmographics are unknown", "3 decision makers are unknown", "4 environment is unknown",
			"5 engaged is unknown; confirmed is needed", "6 pain is unknown; confirmed is needed", "7 process is unknown", "8 budget is unknown",
			"9 competition is unknown", "0 urgency is unknown", "no decision date is known", "A writes down", "A no next step is agreed", "what was agreed next."),
		press("esc"), hide("Not ready to graduate"),
		// She decides: what she says is confirmed then, and in today's call.
		press("p", "t"), see("Change Mia Halvorsen"), press("d", "ctrl+s"), see("Mia Halvorsen is changed", "decides"),
		press("esc"),
	}
}

// tenAttributes fills the ten forms; the rung, who said it and in which call
// are filled in already.
func tenAttributes() []step {
	return []step{
		press("1"), see("1 SIC or NAICS code", "(●) Mia Halvorsen", "(●) Mia, call today"),
		write("freight arrangement"), see("488510 Freight Transportation Arrangement"), press("enter"),
		see("industry code is confirmed · 1 of 10", "NAICS 488510"),
		press("2"), write("340 staff, $82M, 3 sites"), see("employees: 340"), press("enter"), see("2 of 10", "$82M"),
		press("3"), write("Mia"), see("people: Mia Halvorsen"), press("enter"), see("3 of 10"),
		press("4"), write("own TMS of 2016, AS/400, vendor Globex"), press("enter"), see("4 of 10", "own TMS"),
		press("5", "enter"), see("5 of 10"),
		press("6"), write("dock delays; lost slots, costs them 2m a year"), press("enter"), see("6 of 10", "dock delays"),
		press("7"), write("CFO; board; Mia Halvorsen signs, by 12 feb"), see("Fri 12 Feb 2027"), press("enter"), see("7 of 10"),
		press("8"), write("350k allocated"), press("enter"), see("8 of 10", "$350k"),
		press("9"), write("Globex"), press("tab", "tab"), write("do nothing"), press("ctrl+s"), see("9 of 10"), // by its fields
		press("0"), write("slot in Hamburg ends 1 mar, else the slot is lost"), press("enter"), see("10 of 10"),
		see("ATTRIBUTES 10/10", "● 1 industry code", "● 0 urgency"), hide("○", "◐"),
	}
}

// nobodyThere: it is ready, and there is no salesperson yet.
func nobodyThere() []step {
	return scene([]step{press("ctrl+g"), see("Nobody can take it: add a salesperson")}, leaveDesk, []step{command("user", "add", "sam", "--role", "sales")})
}

// graduated: to whom it goes, what was agreed next, what it is worth.
func graduated() []step {
	return []step{
		press("ctrl+g"), see("Graduate to sales", "(●) 1 sam"),
		press("ctrl+s"), see("Pick one."), // the next step is needed
		press("m", "tab"), write("8 dec 10:00"), press("tab", "tab"), write("350k"), press("ctrl+s"),
		see("graduated"),
		press("esc", "4"), see("Halvorsen Freight"),
	}
}
