package demo

// pain is what hurts a company, what that costs, and how people say it.
type pain struct{ what, cost, button, quote string }

// event is what makes a date of it.
type event struct{ what, missed, quote string }

// trade is one industry with what people of it talk about.
type trade struct {
	code   string // NAICS
	phrase string // as lists write it
	words  []string
	staff  [2]int
	head   int // revenue by head, in thousands
	sites  [2]int

	pains   []pain
	systems []string
	vendors []string
	rivals  []string
	events  []event
}

var trades = []trade{
	{code: "488510", phrase: "Freight forwarding", words: []string{"Freight", "Logistics", "Forwarding", "Cargo Lines", "Transport", "Drayage"},
		staff: [2]int{40, 600}, head: 260, sites: [2]int{1, 9},
		pains: []pain{
			{"dock delays", "$2M a year in detention charges", "detention bills", "We have three docks and one clock, and the clock always wins."},
			{"slots double-booked", "a driver idle forty minutes, twice a day", "drivers walking out", "Two trucks, one door, every Monday. You can set your watch by it."},
			{"no view of the yard", "two people do nothing but look for trailers", "trailers lost in the yard", "I pay two people to walk around with a clipboard and look for trailers."}},
		systems: []string{"own TMS of 2016", "AS/400 booking", "spreadsheets by terminal", "whiteboard at the gate"},
		vendors: []string{"Corvane TMS", "Pallas Telematics", "a cousin's IT firm"}, rivals: []string{"Trellisworks", "Corvane", "Dockwright"},
		events: []event{{"Hamburg slot contract", "the slot in Hamburg goes to somebody else", "We lose the Hamburg slot if the times don't hold by then."},
			{"new terminal opens", "it opens with the old chaos", "The second terminal opens whether we're ready or not."}}},
	{code: "493120", phrase: "Cold storage", words: []string{"Cold Storage", "Refrigerated", "Coldchain", "Ice & Storage", "Freezer Works", "Cool Logistics"},
		staff: [2]int{30, 350}, head: 190, sites: [2]int{1, 6},
		pains: []pain{
			{"doors open too long", "$400k a year in power", "the power bill", "Every door that stands open costs me money I can hear humming."},
			{"pallets past their date", "one load a week thrown away", "write-offs", "We throw away a truck a week, and everybody knows which shelf it was on."},
			{"night shift unmanned", "overtime of 18 %", "overtime", "Nobody wants the night shift, so I pay time and a half for tired people."}},
		systems: []string{"WMS of 2012", "paper temperature logs", "scanner guns, old firmware", "SAP at the parent"},
		vendors: []string{"Frostline WMS", "Nimbrel", "local electrician"}, rivals: []string{"Frostline", "Nimbrel", "Trellisworks"},
		events: []event{{"food safety audit", "a finding, and two customers leave", "The auditors come back, and they said what they want to see."},
			{"energy contract renewal", "another year at the old rate", "The power contract is renewed once a year. That's the date."}}},
	{code: "311991", phrase: "Prepared foods", words: []string{"Foods", "Kitchens", "Provisions", "Prepared Meals", "Pantry", "Food Works"},
		staff: [2]int{50, 900}, head: 210, sites: [2]int{1, 5},
		pains: []pain{
			{"changeovers take too long", "nine hours of line time a week", "line three", "Line three stands longer than it runs. I've stopped saying it aloud."},
			{"orders change after cut-off", "$30k a month in rework", "late changes from retail", "They change the order at four, and we cook at five."},
			{"allergen paperwork", "one person, full time", "recall risk", "One wrong label and I'm on the evening news."}},
		systems: []string{"ERP of 2014", "planning in spreadsheets", "label printers, three makes", "paper batch records"},
		vendors: []string{"Harrow ERP", "Bellwether Labels", "in-house"}, rivals: []string{"Harrow", "Mise Planning", "Trellisworks"},
		events: []event{{"new retail customer starts", "penalties from the first week", "The new account starts on a Monday and the fines start on the Tuesday."},
			{"plant audit by the parent", "the line goes to the sister plant", "Head office decides which plant keeps the line."}}},
	{code: "332722", phrase: "Fasteners", words: []string{"Fasteners", "Bolt & Screw", "Threadworks", "Metals", "Fixings", "Rivet"},
		staff: [2]int{35, 420}, head: 170, sites: [2]int{1, 4},
		pains: []pain{
			{"set-up by memory", "two retirements away from a standstill", "people retiring", "Two men know how to set the big header. Both are sixty-three."},
			{"rush orders break the plan", "on-time delivery at 71 %", "the on-time figure", "The plan is good until about nine in the morning."},
			{"scrap found at the end", "$55k a quarter", "scrap", "We find out on Friday that Tuesday was scrap."}},
		systems: []string{"shop-floor terminals of 2009", "job cards on paper", "own Access database"},
		vendors: []string{"Steelyard ERP", "a retired programmer", "Harrow ERP"}, rivals: []string{"Steelyard", "Takt & Co", "Trellisworks"},
		events: []event{{"automotive audit", "the rating drops to C", "If we come out of that audit a C, they move the tooling."},
			{"the second header machine arrives", "it stands idle for a quarter", "The machine comes in a crate, and nobody has planned a single job on it."}}},
	{code: "322211", phrase: "Packaging", words: []string{"Packaging", "Corrugated", "Box Company", "Carton", "Paperboard", "Display & Pack"},
		staff: [2]int{45, 500}, head: 230, sites: [2]int{1, 6},
		pains: []pain{
			{"trim waste", "11 % of board", "board prices", "I buy a hundred tons and I bale eleven of them."},
			{"trucks leave half full", "$600k a year of air", "freight cost", "We ship air. Boxes with air in them, in trucks with air in them."},
			{"prepress queues", "two days on every new job", "new customers waiting", "New customers wait two days for a drawing. Some don't wait."}},
		systems: []string{"corrugator control of 2011", "Steelyard ERP", "planning board with magnets"},
		vendors: []string{"Steelyard ERP", "Flutewise", "corrugator maker's service"}, rivals: []string{"Flutewise", "Trellisworks", "Takt & Co"},
		events: []event{{"paper price round", "the increase cannot be passed on", "In spring the mills put the price up, and by then I want the waste down."},
			{"big customer's tender", "a third of the volume is gone", "A third of what we make is one customer, and they are out to tender."}}},
	{code: "621111", phrase: "Medical practices", words: []string{"Clinics", "Medical Group", "Family Health", "Physicians", "Dental Group", "Care Partners"},
		staff: [2]int{25, 380}, head: 120, sites: [2]int{1, 14},
		pains: []pain{
			{"no-shows", "one visit in nine", "empty rooms at ten o'clock", "At ten the rooms are empty and at twelve they're in the hallway."},
			{"rooms and staff do not match", "three rooms a day without a nurse", "nurses leaving", "We have rooms without nurses in one building and nurses without rooms in the other."},
			{"referrals lost", "$900k of visits a year", "specialists complaining", "A referral comes in by fax. In this decade. By fax."}},
		systems: []string{"EHR by the hospital", "scheduling in three systems", "fax"},
		vendors: []string{"Candor EHR", "the hospital's IT", "Roundel Scheduling"}, rivals: []string{"Roundel", "Candor", "Trellisworks"},
		events: []event{{"third site opens", "it opens with borrowed staff", "We open the third site in the fall and we can't staff the two we've got."},
			{"payer contract renewal", "the access bonus is lost", "Our bonus hangs on access, and access hangs on the schedule."}}},
	{code: "541380", phrase: "Testing laboratories", words: []string{"Labs", "Analytical", "Testing", "Assay", "Laboratory Services", "Metrology"},
		staff: [2]int{20, 260}, head: 150, sites: [2]int{1, 5},
		pains: []pain{
			{"samples wait for instruments", "nine days turnaround, six promised", "turnaround", "We promise six days and the customer counts to nine."},
			{"reports retyped", "an hour for each report", "retyping", "Chemists type. I hired chemists and they type."},
			{"calibration overlooked", "one finding in each of two audits", "accreditation", "The last auditor found it in ten minutes. Ten."}},
		systems: []string{"LIMS of 2010", "instruments on three networks", "reports in a word processor"},
		vendors: []string{"Pipette LIMS", "instrument makers", "Nimbrel"}, rivals: []string{"Pipette", "Benchmark Cloud", "Nimbrel"},
		events: []event{{"accreditation visit", "suspension of two methods", "The accreditation body comes in person this time."},
			{"move to the new building", "the old mess moves along", "We move house. I don't want to move the mess with us."}}},
	{code: "221310", phrase: "Water utilities", words: []string{"Water", "Water District", "Utilities", "Aqueduct", "Waterworks", "Irrigation"},
		staff: [2]int{40, 700}, head: 310, sites: [2]int{2, 12},
		pains: []pain{
			{"crews drive past each other", "a third of the shift on the road", "fuel and overtime", "Two crews passed each other on the bridge yesterday, going to each other's job."},
			{"leaks found by phone", "14 % lost water", "lost water", "Our leak detection is Mrs. Whitfield on Elm. She calls."},
			{"permits late", "$200k in street cut penalties", "the city council", "The council reads me the penalty figure every quarter, out loud."}},
		systems: []string{"GIS of the county", "work orders on paper", "SCADA of 2008"},
		vendors: []string{"county IT", "Pallas Telematics", "Culvert Systems"}, rivals: []string{"Culvert", "Pallas", "Trellisworks"},
		events: []event{{"rate case", "the increase is refused", "We go before the commission and they will ask about the lost water first."},
			{"consent decree milestone", "daily penalties", "There's a court date behind it. That's not a manner of speaking."}}},
	{code: "485113", phrase: "Bus transit", words: []string{"Transit", "Bus Lines", "Motor Coach", "Shuttle", "Mobility", "Charter"},
		staff: [2]int{60, 800}, head: 95, sites: [2]int{1, 5},
		pains: []pain{
			{"rosters redone by hand", "two planners, every night", "driver grievances", "The roster is finished at six, and at seven three of them call in sick."},
			{"spare buses in the wrong depot", "12 missed trips a week", "missed trips", "The bus is fine. It's just never where the driver is."},
			{"overtime without a plan", "9 % over budget", "the overtime line", "Overtime is the only line in my budget that never misses."}},
		systems: []string{"dispatch system of 2013", "rosters in spreadsheets", "paper bid sheets"},
		vendors: []string{"Omniroute", "Pallas Telematics", "in-house"}, rivals: []string{"Omniroute", "Headway Labs", "Pallas"},
		events: []event{{"new union agreement", "the new rules cost twice", "The new agreement starts and our system can't even spell the rules."},
			{"county contract renewal", "the county tenders the routes", "The county looks at missed trips. That's all they look at."}}},
	{code: "236220", phrase: "Commercial construction", words: []string{"Builders", "Construction", "Contractors", "Building Group", "Structures", "Design-Build"},
		staff: [2]int{30, 450}, head: 340, sites: [2]int{1, 7},
		pains: []pain{
			{"change orders go astray", "$1.1M unbilled last year", "unbilled work", "We did the work, the client says thanks, and nobody wrote the bill."},
			{"trades stacked on one floor", "two weeks on each job", "finger-pointing", "Five trades on one floor, and every one of them is waiting for another."},
			{"cranes booked twice", "$9k a day", "crane days", "A crane that waits costs the same as a crane that lifts."}},
		systems: []string{"accounting of 2015", "schedules in a PDF", "site diaries on paper", "messages in four apps"},
		vendors: []string{"Plumbline", "bookkeeper's software", "in-house"}, rivals: []string{"Plumbline", "Trellisworks", "Scaffold One"},
		events: []event{{"hospital wing breaks ground", "liquidated damages from day one", "We break ground on the wing and the damages clause is real money."},
			{"bonding review", "the bonding line is cut", "The surety wants to see how we track it. Not hear. See."}}},
	{code: "336612", phrase: "Boat building", words: []string{"Marine", "Boatworks", "Yachts", "Shipyard", "Hull & Keel", "Boat Company"},
		staff: [2]int{25, 300}, head: 160, sites: [2]int{1, 3},
		pains: []pain{
			{"parts arrive out of order", "hulls stand three weeks", "hulls on the floor", "I've got nine hulls on the floor and the winches are in Rotterdam."},
			{"every boat is different", "1,400 hours over on the last one", "hours over", "No two are alike, so no one can say when it's done. Least of all me."},
			{"yard space", "two orders turned down", "turning orders down", "We turned two orders down in spring. My father never turned one down."}},
		systems: []string{"drawings on a server of 2007", "hour sheets on paper", "accounting package"},
		vendors: []string{"Helmsman PLM", "the accountant", "in-house"}, rivals: []string{"Helmsman", "Takt & Co", "Trellisworks"},
		events: []event{{"boat show delivery", "the show boat is not there", "The show is the show. If she isn't in the water, we aren't in the magazine."},
			{"navy subcontract", "the subcontract goes to the other yard", "The navy asks for dates and I give them seasons."}}},
	{code: "323111", phrase: "Commercial printing", words: []string{"Bindery", "Printing", "Press", "Graphics", "Print House", "Lithographers"},
		staff: [2]int{20, 240}, head: 140, sites: [2]int{1, 4},
		pains: []pain{
			{"presses idle between jobs", "31 % idle", "idle presses", "I bought the fastest press in the state so that it can wait faster."},
			{"proofs come back late", "every second job rushed", "proofs", "The proof comes back on Thursday and the job was due on Wednesday."},
			{"estimates by gut", "one job in five below cost", "jobs below cost", "Walt does the estimates. Walt is right four times out of five."}},
		systems: []string{"estimating system of 2006", "job tickets on paper", "web shop, not connected"},
		vendors: []string{"Inkwell MIS", "press maker's service", "in-house"}, rivals: []string{"Inkwell", "Flutewise", "Trellisworks"},
		events: []event{{"election season", "the overflow goes to the other town", "In an election year it all comes in six weeks. Then it stops."},
			{"lease of the old press ends", "another five years of it", "The lease is up, and I won't sign five more years of guessing."}}},
}
