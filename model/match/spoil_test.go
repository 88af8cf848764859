package match

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// world makes people at companies whose identity is known, and spoils copies of
// them as lists do: the kinds of slips are those of FEBRL's generator (Christen,
// 2005), the hard neighbours are those of business lists.
type world struct {
	r       *rand.Rand
	records []Record
	who     []int           // the true identity of each record
	mail    map[string]bool // two people own no address together
	firm    map[string]bool // domains taken
}

func (w *world) pick(words []string) string { return words[w.r.IntN(len(words))] }
func (w *world) chance(p float64) bool      { return w.r.Float64() < p }

var (
	givenPool = strings.Fields(`james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah
charles karen christopher lisa daniel nancy matthew betty anthony sandra mark margaret donald ashley steven kimberly andrew emily paul donna joshua michelle
kenneth carol kevin amanda brian melissa george deborah timothy stephanie ronald rebecca edward laura jason helen jeffrey sharon ryan cynthia jacob kathleen
gary amy nicholas shirley eric angela jonathan anna stephen ruth larry brenda justin pamela scott nicole brandon katherine benjamin virginia samuel catherine
gregory christine alexander samantha patrick janet frank carolyn raymond rachel jack heather dennis diane jerry julie tyler joyce aaron victoria jose kelly
halvard ingeborg thorsten sigrun wenceslas ottoline priyanka rajesh ananya kwame adaeze yusuf leila mehmet aylin dmitri ksenia zbigniew malgorzata matteo giulia`)
	familyPool = strings.Fields(`smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore
jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams
nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook
rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz
hughes price alvarez castillo sanders patel myers long ross foster jimenez halvorsen lindqvist okafor petrov yamamoto kowalski schneider fischer weber hofmann
oyelaran adebayo fitzgerald abernathy mcallister vandenberg castellanos papadopoulos christodoulou zimmermann wojciechowski delacroix montgomery featherstone`)
	firmPool = strings.Fields(`halvorsen nordlys quill tamarack orbit birch cobalt redwood atlas meridian summit pioneer cascade liberty keystone granite harbor evergreen
sterling beacon crescent horizon lakeside northern vanguard phoenix titan apex delta omega falcon eagle heritage premier patriot frontier sierra pacific coastal`)
	tradePool = strings.Fields(`freight storage bindery foods fasteners clinics packaging transit water labs logistics plumbing dental steel robotics tooling
insurance bakery printing electric roofing dairy textiles glass marine optics paper pharmacy castings software`)
	ending     = strings.Fields("Inc LLC Corp Group Ltd Co Services Holdings")
	cityPool   = []string{"Boston|MA|021", "Springfield|MA|011", "Hartford|CT|061", "Albany|NY|122", "Buffalo|NY|142", "Cleveland|OH|441", "Columbus|OH|432", "Chicago|IL|606", "Denver|CO|802", "Austin|TX|787"}
	streetPool = strings.Fields("Main Oak Maple Washington Lake Hill Park Elm Cedar Franklin Highland Jefferson Commerce Industrial Harbor Mill River Church")
	kindPool   = strings.Fields("Street Avenue Road Drive Boulevard Lane")
	titlePool  = []string{"CFO", "Plant Manager", "Buyer", "Office Manager", "Director of Operations", "VP Sales", "Owner", "IT Manager", "Controller"}
)

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (w *world) number() string {
	return fmt.Sprintf("+1%03d%03d%04d", 201+w.r.IntN(700), 200+w.r.IntN(799), w.r.IntN(10000))
}

// company is a place of business with its main line.
func (w *world) company() Record {
	a, b := w.pick(firmPool), w.pick(tradePool)
	city := strings.Split(w.pick(cityPool), "|")
	r := Record{Company: capital(a) + " " + capital(b) + " " + w.pick(ending), Domain: a + b + ".example", City: city[0], State: city[1],
		Zip: city[2] + fmt.Sprintf("%02d", w.r.IntN(60)), Country: "US", Street: fmt.Sprintf("%d %s %s", 1+w.r.IntN(2400), w.pick(streetPool), w.pick(kindPool)), Phones: []string{w.number()}}
	if w.chance(0.4) {
		a = w.pick(familyPool)
		r.Company = capital(a) + " & Sons " + capital(b)
		r.Domain = a + "sons" + b + ".example"
	}
	if w.firm[r.Domain] { // one domain is one company's
		return w.company()
	}
	w.firm[r.Domain] = true
	return r
}

func (w *world) employee(c Record, given, family string) Record {
	r := c
	r.Name = capital(given) + " " + capital(family)
	r.Title = w.pick(titlePool)
	r.Phones = slices.Clone(c.Phones) // the main line …
	if w.chance(0.5) {
		r.Phones = []string{w.number()} // … or one of his own
		if w.chance(0.3) {
			r.Phones = []string{c.Phones[0][:10] + fmt.Sprintf("%02d", w.r.IntN(100))} // a neighbouring desk
		}
	}
	at := c.Domain
	switch w.r.IntN(4) {
	case 0:
		r.Emails = []string{given + "." + family + "@" + at}
	case 1:
		r.Emails = []string{given[:1] + family + "@" + at}
	case 2:
		r.Emails = []string{family + fmt.Sprint(w.r.IntN(90)) + "@gmail.com"}
	}
	if len(r.Emails) > 0 {
		local, at, _ := strings.Cut(r.Emails[0], "@")
		for n := 2; w.mail[r.Emails[0]]; n++ {
			r.Emails[0] = local + fmt.Sprint(n) + "@" + at
		}
		w.mail[r.Emails[0]] = true
	}
	return r
}

func (w *world) put(r Record, who int) {
	w.records, w.who = append(w.records, r), append(w.who, who)
}

// people fills the world: companies with one to six people, among them
// namesakes by family, relatives and bearers of common names in the same city.
func (w *world) people(companies int, copies float64) {
	next := 0
	for range companies {
		c := w.company()
		family, names := w.pick(familyPool), map[string]bool{}
		for i := range 1 + w.r.IntN(6) {
			f := w.pick(familyPool)
			if i < 2 && w.chance(0.3) {
				f = family // brothers, wives, cousins
			}
			given := w.pick(givenPool)
			if names[given+f] {
				continue
			}
			names[given+f] = true
			r := w.employee(c, given, f)
			w.put(r, next)
			if w.chance(copies) {
				w.put(w.spoil(r, 1+w.r.IntN(4)), next)
				if w.chance(0.15) {
					w.put(w.spoil(r, 1+w.r.IntN(4)), next)
				}
			}
			next++
		}
		if w.chance(0.1) { // father and son
			r := w.employee(c, "robert", family)
			sr, jr := r, r
			sr.Name, jr.Name = r.Name+" Sr", r.Name+" Jr."
			sr.Emails, jr.Emails = nil, nil
			w.put(sr, next)
			w.put(jr, next+1)
			next += 2
		}
	}
}

// spoil makes a copy with so many slips.
func (w *world) spoil(r Record, n int) Record {
	r.Phones, r.Emails = slices.Clone(r.Phones), slices.Clone(r.Emails)
	for range n {
		w.slip(&r)
	}
	if w.chance(0.3) {
		r.Title = w.pick(titlePool)
	}
	return r
}

func (w *world) slip(r *Record) {
	parts := strings.Fields(r.Name)
	switch w.r.IntN(18) {
	case 0, 1, 2:
		i := w.r.IntN(len(parts))
		parts[i] = w.typo(parts[i])
		r.Name = strings.Join(parts, " ")
	case 3:
		if len(parts) == 2 {
			r.Name = parts[1] + " " + parts[0]
		}
	case 4:
		if len(parts) == 2 && w.chance(0.5) {
			r.Name = parts[0][:1] + ". " + parts[1]
		} else if len(parts) == 2 {
			r.Name = w.nick(parts[0]) + " " + parts[1]
		}
	case 5:
		r.Name = w.confuse(r.Name)
	case 6:
		r.Emails = nil
	case 7:
		if len(r.Emails) > 0 {
			local, _, _ := strings.Cut(r.Emails[0], "@")
			r.Emails = []string{local + "@" + w.pick([]string{"gmail.com", "yahoo.com", "group-" + w.pick(firmPool) + ".example"})}
		}
	case 8:
		r.Phones = nil
	case 9:
		if len(r.Phones) > 0 {
			r.Phones[0] = w.digits(r.Phones[0])
		}
	case 10:
		r.Street = ""
	case 11:
		r.Street = w.typo(r.Street)
	case 12:
		for full, short := range map[string]string{"Street": "St.", "Avenue": "Ave", "Road": "Rd", "Drive": "Dr", "Boulevard": "Blvd", "Lane": "Ln"} {
			r.Street = strings.Replace(r.Street, full, short, 1)
		}
	case 13:
		r.Company = w.typo(r.Company)
	case 14:
		r.Domain = ""
	case 15:
		r.City, r.Zip = "", ""
	case 17: // a part of the name is missing
		if len(parts) == 2 && w.chance(0.3) {
			r.Name = parts[w.r.IntN(2)]
		}
	case 16:
		if len(r.Emails) > 0 {
			local, at, _ := strings.Cut(r.Emails[0], "@")
			r.Emails[0] = strings.ToLower(w.typo(local)) + "@" + at
		}
	}
}

// typo inserts, leaves out, changes or turns letters; seldom the first of all.
func (w *world) typo(s string) string {
	b := []byte(s)
	if len(b) < 4 {
		return s
	}
	i := 1 + w.r.IntN(len(b)-2)
	if w.chance(0.08) {
		i = 0
	}
	if b[i] == ' ' || b[i+1] == ' ' {
		return s
	}
	letter := byte('a' + w.r.IntN(26))
	switch w.r.IntN(4) {
	case 0:
		return string(slices.Insert(b, i, letter))
	case 1:
		return string(slices.Delete(b, i, i+1))
	case 2:
		b[i] = letter
	default:
		b[i], b[i+1] = b[i+1], b[i]
	}
	return string(b)
}

// confuse reads wrongly (OCR) or hears wrongly (phonetic).
func (w *world) confuse(s string) string {
	pairs := [][2]string{{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"o", "0"}, {"cl", "d"}, {"e", "c"}, {"ph", "f"}, {"ck", "k"}, {"ie", "y"}, {"sch", "sh"}, {"tt", "t"}, {"ll", "l"}, {"son", "sen"}, {"ei", "ie"}, {"z", "s"}, {"v", "w"}, {"th", "t"}, {"c", "k"}}
	w.r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	for _, p := range pairs {
		if i := strings.LastIndex(s, p[0]); i > 0 {
			return s[:i] + p[1] + s[i+len(p[0]):]
		}
	}
	return s
}

func (w *world) nick(given string) string {
	short := map[string]string{"William": "Bill", "Robert": "Bob", "Michael": "Mike", "James": "Jim", "Elizabeth": "Beth", "Thomas": "Tom", "Katherine": "Kate",
		"Richard": "Dick", "Christopher": "Chris", "Daniel": "Dan", "Margaret": "Peggy", "Anthony": "Tony", "Edward": "Ted", "Deborah": "Debbie", "Jennifer": "Jen"}
	if s := short[given]; s != "" {
		return s
	}
	return given
}

func (w *world) digits(n string) string {
	b := []byte(n)
	i := 3 + w.r.IntN(len(b)-4)
	if w.chance(0.5) {
		b[i], b[i+1] = b[i+1], b[i]
	} else {
		b[i] = byte('0' + w.r.IntN(10))
	}
	return string(b)
}
